//! Sections, their own text and their parents, written as `id<parent: text / text`.

use super::*;
use crate::content::{DocumentKind, markdown};
use crate::source::{SourceFile, Sources};

fn parse(text: &str) -> (Body, Vec<String>) {
    let sources = Sources::new(vec![SourceFile::new("a.zh.md", text)]);
    let source = sources.iter().next().expect("one file").0;
    let mut diagnostics = Vec::new();
    let blocks = markdown::parse(text, 0, source, &mut diagnostics);
    let body = outline(
        blocks,
        DocumentKind::Policy.reserved_section_ids(),
        &mut diagnostics,
    );
    let codes = diagnostics
        .iter()
        .map(|diagnostic| diagnostic.rule.code.to_owned());
    (body, codes.collect())
}

fn check(text: &str, expected: &[&str]) {
    let (body, _) = parse(text);
    let texts = |blocks: &[Block]| {
        let texts: Vec<_> = blocks
            .iter()
            .map(|block| block.text(&TextOptions::PLAIN))
            .collect();
        texts.join(" / ")
    };
    let mut found = vec![format!("intro: {}", texts(&body.intro))];
    for section in &body.sections {
        let parent = section
            .parent
            .map_or("", |parent| &body.sections[parent].id);
        found.push(format!(
            "{}<{parent}: {}",
            section.id,
            texts(&section.blocks)
        ));
    }
    assert_eq!(found, expected);
}

#[test]
fn a_section_runs_to_the_next_heading_with_an_id() {
    check(
        "前言\n\n## 甲 {#a}\n\n一\n\n### 乙 {#b}\n\n二\n\n## 丙 {#c}\n",
        &["intro: 前言", "a<: 一", "b<a: 二", "c<: "],
    );
}

#[test]
fn a_heading_without_an_id_stays_inside_unless_it_is_as_high() {
    check(
        "## 甲 {#a}\n\n一\n\n### 小题\n\n二\n\n## 无名\n\n三\n",
        &["intro: 无名 / 三", "a<: 一 / 小题 / 二"],
    );
}

#[test]
fn a_special_column_stands_under_the_group_it_follows() {
    let text = "### 组 {#g1}\n\n#### 1. 务 {#t1-1 .task}\n\n一\n\n> ### 专栏1 {#b1 .box}\n> #### （1）程 {#b1-1 .project}\n> 二\n\n后文\n\n### 组二 {#g2}\n";
    check(
        text,
        &[
            "intro: ",
            "g1<: 后文",
            "t1-1<g1: 一",
            "b1<g1: ",
            "b1-1<b1: 二",
            "g2<: ",
        ],
    );
    let (body, _) = parse(text);
    assert!(body.sections[3].is_boxed && !body.sections[1].is_boxed);
    assert_eq!(body.sections[1].classes, ["task"]);
}

#[test]
fn clashing_bad_and_reserved_ids_are_reported() {
    let (_, codes) =
        parse("## 甲 {#a}\n## 乙 {#a}\n## 丙 {#A_1}\n## 丁 {#matrix}\n## 戊 {#intro}\n");
    let expected = [
        "heading/id-clash",
        "heading/bad-id",
        "id/reserved",
        "id/reserved",
    ];
    assert_eq!(codes, expected);
}

#[test]
fn every_block_has_an_anchor() {
    let text = "前言\n\n### 小题\n\n## 甲 {#a}\n\n一[^n]\n\n### 小题\n\n- 二\n\n[^n]: 注\n";
    let (body, codes) = parse(text);
    assert_eq!(codes, Vec::<String>::new());
    let anchors: Vec<_> = body.anchored_blocks().map(|(anchor, _)| anchor).collect();
    let expected = ["intro.1", "intro-h1", "a.1", "a-h1", "a.3", "fn-n"];
    assert_eq!(anchors, expected);
    assert_eq!(anchors.len(), body.blocks().count());
}

#[test]
fn chinese_bold_beside_punctuation_is_bold_and_escapes_stay() {
    let strong = |text: &str| {
        let (body, codes) = parse(text);
        let BlockKind::Paragraph(content) = &body.intro[0].kind else {
            panic!("a paragraph");
        };
        let bold: Vec<_> = content
            .iter()
            .filter_map(|inline| match inline {
                Inline::Strong(inner) => Some(plain_text(inner, &TextOptions::PLAIN)),
                _ => None,
            })
            .collect();
        (
            bold.join("|"),
            plain_text(content, &TextOptions::PLAIN),
            codes.len(),
        )
    };
    let cases = [
        ("**“重点”**是好", "“重点”", "“重点”是好", 0),
        (
            "**推进。**一段**《法》**二",
            "推进。|《法》",
            "推进。一段《法》二",
            0,
        ),
        ("***“甲”***乙", "“甲”", "“甲”乙", 0),
        ("\\*\\*不\\*\\*是", "", "**不**是", 0),
        ("5*3=15", "", "5*3=15", 0),
        ("甲**“乙”丙", "", "甲**“乙”丙", 1),
        ("a ** b ** c", "", "a ** b ** c", 0),
        ("**one *two* three**", "one two three", "one two three", 0),
    ];
    for (text, bold, all, faults) in cases {
        assert_eq!(
            strong(text),
            (bold.to_owned(), all.to_owned(), faults),
            "{text}"
        );
    }
}

#[test]
fn a_line_end_between_chinese_characters_is_nothing() {
    let cases = [
        ("第一行\n第二行", "第一行第二行"),
        ("第一行，\n“第二行”", "第一行，“第二行”"),
        ("one\ntwo", "one two"),
        ("汉字\nLatin", "汉字 Latin"),
        ("**汉**\n[[a|字]]", "汉字"),
        ("한국\n어", "한국 어"),
        ("`码`\n字", "码 字"),
    ];
    for (text, expected) in cases {
        let (body, _) = parse(text);
        assert_eq!(body.intro[0].text(&TextOptions::PLAIN), expected, "{text}");
    }
}

#[test]
fn raw_html_is_shown_as_characters_and_comments_vanish() {
    let (body, codes) = parse("a<b>c</b><!-- x -->\n\n<script>alert(1)</script>\n");
    assert_eq!(body.intro[0].text(&TextOptions::PLAIN), "a<b>c</b>");
    assert_eq!(
        body.intro[1].text(&TextOptions::PLAIN),
        "<script>alert(1)</script>"
    );
    assert_eq!(codes, ["markdown/raw-html"; 3]);
}

#[test]
fn links_are_kept_as_written() {
    let (body, _) =
        parse("见[[p#t1|此]]、[文](../cases/a.zh.md)\n\n![[case:a]]\n\n|a|\n|-|\n|[[p\\|q]]|\n");
    let mut found = Vec::new();
    crate::content::visit_links(&body.intro, &mut |link| {
        found.push((
            link.target.as_str().to_owned(),
            plain_text(&link.content, &TextOptions::PLAIN),
        ));
    });
    let expected = [
        ("p#t1", "此"),
        ("../cases/a.zh.md", "文"),
        ("case:a", ""),
        ("p", "q"),
    ];
    assert_eq!(found, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
    assert!(matches!(body.intro[1].kind, BlockKind::Embed(_)));
}

proptest::proptest! {
    #[test]
    fn no_text_panics(text in "[a-z#{}>*\\[\\]|!()\n 一“”。-]{0,60}") {
        parse(&text);
    }
}
