//! Feeds as readers meet them: what is in them, in which order, and what is said of it.

use super::*;
use crate::render::sample;

const SOURCES: &str = "\
- {id: plan, title: {zh: 通知}, date: 2017-05-28, url: \"https://source.example/a?b=1&c=2\"}
- {id: survey, title: {zh: 调研报告}, date: 2023-08}
- {id: undated, title: {zh: 材料}}
";
const PLAN: &str = "---
title: 规划
summary: 说“路”<与>&桥。
source: plan
text: digest
status: expired
signed_on: 2017-05-28
published_on: 2017-06-06
---
## 1. 修路 {#t1 .task}
修路。
";

/// A feed of a site with these files and [`SOURCES`].
fn feed(address: &str, files: &[(&str, &str)]) -> String {
    let mut all = vec![("sources.yaml", SOURCES)];
    all.extend(files);
    let site = sample::site(&all);
    let feeds = feeds(&site.knowledge_base, &site.theme);
    let feed = feeds.into_iter().find(|(found, _)| found == address);
    String::from_utf8(feed.expect("a feed of this address").1).expect("text")
}

/// A case with these lines of front matter.
fn case(lines: &str) -> String {
    format!("---\ntitle: 案例\nregion: null\n{lines}\n---\n做法。\n")
}

/// The texts of an element, in order.
fn texts<'a>(feed: &'a str, name: &str) -> Vec<&'a str> {
    let open = format!("<{name}>");
    let close = format!("</{name}>");
    let after = feed.split(&open).skip(1);
    after.filter_map(|rest| rest.split(&close).next()).collect()
}

#[test]
fn a_feed_reads_whole() {
    let feed = feed("zh/policies/feed.xml", &[("policies/plan.zh.md", PLAN)]);
    let expected = r#"<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-Hans">
<id>https://policy.example.org/kb/zh/policies/feed.xml</id>
<title>边境政策 · 新政策</title>
<subtitle>政策与案例。</subtitle>
<updated>2017-06-06T00:00:00+08:00</updated>
<author>
<name>编辑组</name>
</author>
<link rel="self" type="application/atom+xml" href="https://policy.example.org/kb/zh/policies/feed.xml"/>
<link rel="alternate" type="text/html" hreflang="zh-Hans" href="https://policy.example.org/kb/zh/policies/"/>
<link rel="license" href="https://creativecommons.org/licenses/by/4.0/"/>
<rights>CC BY 4.0 https://creativecommons.org/licenses/by/4.0/</rights>
<entry>
<id>https://policy.example.org/kb/zh/policies/plan/</id>
<title>规划</title>
<updated>2017-06-06T00:00:00+08:00</updated>
<published>2017-06-06T00:00:00+08:00</published>
<link rel="alternate" type="text/html" hreflang="zh-Hans" href="https://policy.example.org/kb/zh/policies/plan/"/>
<link rel="via" href="https://source.example/a?b=1&amp;c=2"/>
<category term="policy" label="政策文件"/>
<summary>说“路”&lt;与&gt;&amp;桥。
本文是本站编写的摘要，不是官方文本，引用请以原文为准。
本文件已失效，供研究参考。</summary>
</entry>
</feed>
"#;
    assert_eq!(feed, expected);
}

#[test]
fn a_date_counts_as_the_first_moment_it_can_mean() {
    let cases = [
        ("year: 2022\nsource: survey", Some("2022-01-01")),
        ("source: survey", Some("2023-08-01")),
        ("source: undated", None),
        ("source: undated\npublish_on: 2025-03", Some("2025-03-01")),
        (
            "year: 2022\nsource: survey\npublish_on: 2025-03-04",
            Some("2025-03-04"),
        ),
    ];
    for (lines, expected) in cases {
        let case = case(lines);
        let feed = feed("zh/cases/feed.xml", &[("cases/a.zh.md", &case)]);
        let entry = feed.split("<entry>").nth(1).unwrap_or_default();
        let expected = expected.map(|day| format!("{day}T00:00:00+08:00"));
        let expected: Vec<&str> = expected.as_deref().into_iter().collect();
        assert_eq!(texts(entry, "updated"), expected, "{lines}");
        assert_eq!(texts(entry, "published"), Vec::<&str>::new());
    }
}

#[test]
fn a_policy_dated_by_the_month_states_no_day_of_publication() {
    let plan = PLAN.replace("2017-06-06", "2017-06");
    let feed = feed("zh/feed.xml", &[("policies/plan.zh.md", &plan)]);
    assert!(feed.contains("<updated>2017-06-01T00:00:00+08:00</updated>"));
    assert!(!feed.contains("<published>"));
}

#[test]
fn the_newest_come_first_then_by_id_as_many_as_the_limit() {
    let settings = format!("{}limits: {{feed_entries: 3}}\n", sample::SETTINGS);
    let older = case("year: 2016\nsource: survey");
    let newer = case("year: 2021\nsource: survey");
    let files = [
        ("site.yaml", settings.as_str()),
        ("policies/plan.zh.md", PLAN),
        ("cases/a.zh.md", &older),
        ("cases/c.zh.md", &newer),
        ("cases/b.zh.md", &newer),
    ];
    let feed = feed("zh/feed.xml", &files);
    let ids = texts(&feed, "id");
    let expected = ["feed.xml", "cases/b/", "cases/c/", "policies/plan/"];
    let expected = expected.map(|end| format!("https://policy.example.org/kb/zh/{end}"));
    assert_eq!(ids, expected);
}

#[test]
fn each_feed_has_its_kind() {
    let case = case("year: 2021\nsource: survey");
    let files = [("policies/plan.zh.md", PLAN), ("cases/a.zh.md", &case)];
    for (address, entries) in [
        ("zh/feed.xml", vec!["case", "policy"]),
        ("zh/policies/feed.xml", vec!["policy"]),
        ("zh/cases/feed.xml", vec!["case"]),
    ] {
        let feed = feed(address, &files);
        let terms = feed.split("<category term=\"").skip(1);
        let terms: Vec<&str> = terms.filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(terms, entries, "{address}");
    }
}

#[test]
fn a_missing_translation_is_no_entry_and_an_empty_feed_is_a_feed() {
    let feed = feed("en/feed.xml", &[("policies/plan.zh.md", PLAN)]);
    assert_eq!(texts(&feed, "entry"), Vec::<&str>::new());
    assert_eq!(texts(&feed, "updated"), [NEVER]);
    assert_eq!(texts(&feed, "title"), ["Border policy · All updates"]);
}

#[test]
fn an_analogous_case_is_labelled() {
    let analogous =
        case("year: 2021\nsource: survey\nmeasures: [{id: \"plan#t1\", relation: analogous}]");
    let direct = analogous.replace("analogous", "direct");
    for (case, title) in [(analogous, "类比 · 案例"), (direct, "案例")] {
        let files = [("policies/plan.zh.md", PLAN), ("cases/a.zh.md", &case)];
        let feed = feed("zh/cases/feed.xml", &files);
        assert_eq!(texts(&feed, "title")[1], title);
        assert_eq!(feed.contains("规划范围以外的同类做法"), title != "案例");
    }
}
