// A site of about ten thousand passages made by chance from a seed: policies with measures and cases, in Chinese and English, of the
// length that such texts have. `node tests/web/corpus.mjs FOLDER` writes it for a look.

import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { random } from "./random.mjs";

const POLICIES = 104;
const TASKS = 40;
const CASES = 700;

/** Pieces of Chinese texts, the commonest first. */
const PIECES = `边境 地区 建设 发展 边民 的 和 支持 加强 推进 基础设施 产业 贸易 口岸 互市 国家 项目 生产 生活 农业 生态 保护 教育 医疗 卫生 文化
旅游 水利 能源 交通 公路 铁路 扶贫 就业 培训 补贴 资金 工程 规划 任务 部门 省级 县级 乡镇 村庄 群众 安全 稳定 民族 团结 开放 合作 跨境 电商 物流 园区
企业 税收 金融 保险 土地 住房 饮水 电力 通信 网络 广播 体育 人才 科技 创新 服务 管理 监督 考核 落实 责任 协调 机制 政策 措施 标准 提高 改善 增加 扩大
完善 健全 深入 全面 重点 特色 优势 资源 G219线 5G网络 第三条 50号 2017年 十三五 一带一路 抵边 居民点 护边员 危房 改造 光伏 风电 水电站 灌区 节水 林果 药材
畜牧 奶源 冷链 仓储 海关 检疫 通关 便利 结算 人民币 试点 双语 教师 学校 幼儿园 职业 义务 医院 疾控 救助 低保 养老 残疾 儿童 妇女 青年 返乡 创业 贷款 担保
防火 防灾 地质 湿地 草原 森林 沙化 治理 界河 国土 测绘 气象 应急 消防 邮政 快递 宽带 卫星 数字 档案 图书馆 博物馆 非遗 民宿 景区 步道 驿站 航班 机场 桥梁
隧道 养护 客运 渔业 橡胶 茶叶 甘蔗 坚果 咖啡 柑橘 玉石 木材 矿产 石油 天然气 管道 储备 电网 农网 入户`.split(/\s+/);

const WORDS = `the and of in border to areas development residents for construction support with infrastructure industry trade strengthen ports
national projects production ecology protection education health culture tourism water energy transport roads railways poverty employment
training subsidies funds planning tasks ministries provinces counties townships villages people safety stability ethnic unity opening
cooperation cross-border logistics parks enterprises tax finance insurance land housing drinking power communication networks radio sports
talent science innovation services management supervision assessment responsibility coordination mechanisms policies measures standards
improve increase expand complete deepen key special advantages resources settlements guards renovation photovoltaic wind hydropower irrigation
saving orchards herbs livestock dairy refrigerated storage customs quarantine clearance settlement pilot bilingual teachers schools
kindergartens vocational compulsory hospitals epidemics relief allowance elderly disabled children women youth returning entrepreneurship
loans guarantees fire disasters geology wetlands grasslands forests desertification rivers surveying weather emergency postal express
broadband satellites digital archives libraries museums heritage homestays scenic trails flights airports bridges tunnels maintenance
passenger fisheries rubber tea sugarcane nuts coffee citrus jade timber minerals petroleum pipelines reserves grids households`.split(/\s+/);

const NATIONAL = `发展改革委 教育部 科技部 工业和信息化部 民族事务委员会 公安部 民政部 财政部 人力资源社会保障部 自然资源部 生态环境部 住房城乡建设部
交通运输部 水利部 农业农村部 商务部 文化和旅游部 卫生健康委 应急管理部 海关总署 税务总局 广播电视总局 林业和草原局 能源局`.split(/\s+/);

/** The bodies of the nation, and of four provinces. */
const MINISTRIES = ["", "广西", "云南", "黑龙江", "西藏"].flatMap((province) => NATIONAL.map((name) => province + name));

const REGIONS = `崇左市 百色市 防城港市 丹东市 白山市 延边州 黑河市 伊春市 鸡西市 呼伦贝尔市 锡林郭勒盟 阿勒泰地区 塔城地区 喀什地区 和田地区 日喀则市 林芝市
德宏州 西双版纳州 红河州 文山州 怒江州`.split(/\s+/);

/**
 * Writes the content of the site.
 * @param {string} folder
 * @param {number} [seed]
 */
export function writeCorpus(folder, seed = 20_161_120) {
  const { below, choose, skewed } = random(seed);
  const write = (name, text) => {
    const file = path.join(folder, "content", name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  // Names of places and things that stand in few texts.
  const characters = [...new Set(PIECES.join("").replace(/\w/g, ""))];
  const names = Array.from({ length: 900 }, () => Array.from({ length: 2 + below(2) }, () => choose(characters)).join(""));
  const invented = Array.from({ length: 900 }, () => Array.from({ length: 3 + below(2) }, () => choose(["ba", "chi", "du", "gan", "hei", "lin", "mo", "qu", "shan", "ta", "wei", "yun"])).join(""));
  const chinese = (length) => Array.from({ length }, () => (below(14) ? skewed(PIECES) : choose(names))).join("");
  const english = (length) => {
    const text = Array.from({ length }, () => (below(14) ? skewed(WORDS) : choose(invented))).join(" ");
    return text[0].toUpperCase() + text.slice(1);
  };
  const sentence = () => `${chinese(4 + below(5))}，${chinese(5 + below(8))}。`;
  const bodies = () => [...new Set(Array.from({ length: 1 + below(3) }, () => choose(MINISTRIES)))];

  write("site.yaml", `title: {zh: 大型知识库, en: A large knowledge base}
description: {zh: 随机文本。, en: Texts made by chance.}
base_url: https://policy.example.org/
languages:
- {code: zh, tag: zh-Hans, name: 中文}
- {code: en, tag: en, name: English}
`);
  write("sources.yaml", "- {id: plan, title: {zh: 规划原文, en: The plan}, date: 2024-05-28}\n");
  write("ministries.yaml", MINISTRIES.map((name, index) => `- {id: body-${index}, name: {zh: ${name}, en: Body ${index} of ${WORDS[20 + index]}}, type: department}\n`).join(""));
  write("regions.yaml", REGIONS.map((name, index) => `- {code: "${151_400 + index * 10_000}", name: {zh: ${name}, en: Prefecture ${index + 1}}, level: prefecture}\n`).join(""));
  for (let policy = 0; policy < POLICIES; policy++) {
    const year = 2008 + below(16);
    const tasks = Array.from({ length: TASKS }, (_, task) => task + 1);
    write(`policies/p${policy}.zh.md`, `---\ntitle: ${chinese(4)}规划\nsigned_on: ${year}-0${1 + below(9)}-1${below(9)}\nsource: plan\n---\n${tasks.map((task) =>
      `### ${task}. ${chinese(4 + below(4))} {#t${task} .task}\n\n${sentence()}${sentence()}${sentence()}\n\n${sentence()}${sentence()}（${bodies().join("、")}）\n`).join("\n")}`);
    write(`policies/p${policy}.en.md`, `---\ntitle: Plan for ${english(3).toLowerCase()}\n---\n${tasks.map((task) =>
      `### ${task}. ${english(4 + below(4))} {#t${task}}\n\n${english(10 + below(8))}. ${english(12 + below(8))}.\n\n${english(14 + below(10))}.\n`).join("\n")}`);
  }
  for (let number = 0; number < CASES; number++) {
    const measure = `p${below(POLICIES)}#t${1 + below(TASKS)}`;
    write(`cases/c${number}.zh.md`, `---\ntitle: ${chinese(5)}\nregion: "${151_400 + below(REGIONS.length) * 10_000}"\nyear: ${2010 + below(14)}\nsource: plan\nmeasures: [{id: "${measure}", relation: direct}]\n---\n${sentence()}${sentence()}\n\n${sentence()}${sentence()}\n`);
    write(`cases/c${number}.en.md`, `---\ntitle: ${english(5)}\n---\n${english(15)}.\n\n${english(18)}.\n`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeCorpus(process.argv[2]);
