//! Passages made by chance from a seed, the same on every machine.

use jingwei::search::{Passage, PassageKind};

use crate::random::Random;

/// Pieces that Chinese texts here are made of.
const PIECES: &str = "边境 地区 边民 互市 贸易 口岸 建设 发展 支持 加强 推进 基础设施 水利 能源 交通 公路 铁路 教育 医疗 卫生 \
    文化 旅游 生态 保护 农业 产业 扶贫 就业 培训 补贴 资金 项目 工程 规划 任务 部门 国家 省级 县级 乡镇 村庄 群众 生活 生产 \
    安全 稳定 民族 团结 开放 合作 跨境 电商 物流 园区 企业 税收 金融 保险 土地 住房 饮水 电力 通信 网络 广播 体育 人才 科技 \
    创新 服务 管理 监督 考核 落实 责任 协调 机制 政策 措施 标准 提高 改善 增加 扩大 完善 健全 深入 全面 重点 特色 优势 资源 \
    G219线 5G网络 第三条 50号 2017年 十三五 一带一路 和 的 在 与 对 为 了";

/// Words that English texts here are made of.
const WORDS: &str = "border residents trade port of entry build develop support strengthen infrastructure water energy transport \
    road railway education health culture tourism ecology protect agriculture industry poverty employment training subsidy fund \
    project plan task ministry state province county township village people life production safety stability ethnic unity opening \
    cooperation cross-border logistics park enterprise tax finance insurance land housing drinking power communication network \
    radio sport talent science innovation service management supervise assess implement responsibility coordinate policy measure \
    standard raise improve increase expand complete deepen key special advantage resource the and in with for of to";

/// So many passages, half Chinese and half English, of about so many pieces each.
pub(crate) fn passages(count: usize, length: usize, seed: u64) -> Vec<Passage> {
    let mut random = Random::new(seed);
    let pieces: Vec<&str> = PIECES.split_whitespace().collect();
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    // Rare names, so that not everything is in half of the texts.
    let rare: Vec<String> = (0..400)
        .map(|_| {
            (0..2)
                .map(|_| {
                    let offset = u32::try_from(random.below(3_000)).expect("small");
                    char::from_u32(0x4E00 + offset).expect("an ideograph")
                })
                .collect()
        })
        .collect();
    let half = count / 2;
    (0..count)
        .map(|number| {
            let is_chinese = number < half;
            let mut text = |length: usize| {
                let mut text = String::new();
                for place in 0..length {
                    if is_chinese {
                        if random.below(12) == 0 {
                            text.push_str(random.choose::<String>(&rare));
                        } else {
                            text.push_str(pieces[skewed(&mut random, pieces.len())]);
                        }
                        match random.below(9) {
                            0 if place + 1 < length => text.push('，'),
                            1 if place + 1 < length => text.push('。'),
                            _ => {}
                        }
                    } else {
                        if place > 0 {
                            text.push_str(if random.below(14) == 0 { ". " } else { " " });
                        }
                        text.push_str(words[skewed(&mut random, words.len())]);
                    }
                }
                text
            };
            let title = text(4);
            let lengths = [length / 2, length / 4, length / 4];
            let body = lengths.map(&mut text).join("\n");
            let place = number % half.max(1);
            passage(place, is_chinese, title, body, &mut random)
        })
        .collect()
}

fn passage(
    place: usize,
    is_chinese: bool,
    title: String,
    body: String,
    random: &mut Random,
) -> Passage {
    let (locale, other) = if is_chinese {
        ("zh", "en")
    } else {
        ("en", "zh")
    };
    let kinds = PassageKind::ALL;
    let year = 2010 + i16::try_from(place % 14).expect("small");
    let policy = format!("policy-{}", place / 40);
    Passage {
        id: format!("{policy}#m{place}"),
        kind: kinds[place % kinds.len()],
        locale: locale.to_owned(),
        page: (place % 9 == 1).then(|| format!("{policy}#m{}", place - 1)),
        url: format!("{locale}/policies/{policy}/m{place}/"),
        headings: vec![title.chars().take(6).collect()],
        names: vec![format!("m{place}")],
        foreign_names: Vec::new(),
        pinyin: Vec::new(),
        anchors: (1..=3).map(|number| format!("m{place}.{number}")).collect(),
        policy: Some(policy),
        ministries: (0..3)
            .map(|_| format!("body-{}", random.below(60)))
            .collect(),
        bodies: Vec::new(),
        regions: vec![format!("{}", 150_000 + random.below(20) * 100)],
        topics: vec![format!("topic-{}", random.below(8))],
        case_count: random.below(3),
        date: Some(format!("{year}-0{}", 1 + place % 9)),
        year: Some(year),
        status: Some(["in_force", "expired"][place / 40 % 2].to_owned()),
        other_locales: vec![other.to_owned()],
        successors: Vec::new(),
        title,
        body,
    }
}

/// A place in a list whose first entries are much commoner, as words are in texts.
fn skewed(random: &mut Random, length: usize) -> usize {
    let one = random.below(length);
    random.below(one + 1)
}
