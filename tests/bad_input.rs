//! Bad input: everything that is wrong is reported, at its place and in one run, and nothing that
//! can stand in a file or a folder makes the program panic.

use std::collections::BTreeSet;

use jingwei::diagnostic::{Diagnostic, Place, Tongue, github, json};
use jingwei::pipeline::{self, Compilation};
use jingwei::source::LoadError;
use proptest::prelude::*;

use crate::skip;
use crate::tiny_site::{FILES, TinySite, shown};

/// Files with one fault or more, and the codes they give.
const FAULTY: [(&str, &str, &[&str]); 14] = [
    (
        "content/site.yaml",
        "title: {zh: 示例, eng: Sample}
description: {zh: 例子, en: Example}
base_url: example.org
languages:
- {code: zh, tag: zh-Hans, name: 中文}
- {code: en, tag: en, name: English}
- {code: en, tag: en-GB, name: English}
theme: county
rules: {link/lost: off}
",
        &[
            "site/bad-address",
            "site/bad-languages",
            "site/unknown-rule",
            "theme/unknown",
            "yaml/unknown-language",
        ],
    ),
    (
        "content/topics.yaml",
        "- id: water\n  name: {zh: 水利}\n- id: water\n  name: {zh: 水}\n- id: Big Dam\n  name: {zh: 坝}\n",
        &["id/bad-id", "id/duplicate"],
    ),
    ("content/glossary.yaml", "- id: [\n", &["yaml/syntax"]),
    ("content/ministry.yaml", "[]\n", &["registry/unknown"]),
    (
        "content/policies/plan.zh.md",
        "---
title: 规划
signed_on: 2017-02-30
issuing_body: mof
status: valid
source: notise
implements: [other]
sections: {g9: {topics: [roads]}}
---
## 1. 供水 {#t1 .task}

修建供水设施。（水利部、铁道部）

## 2. 道路 {#t2 .task}

修建道路。
",
        &[
            "measure/no-body",
            "measure/unresolved-body",
            "reference/unknown-ministry",
            "reference/unknown-policy",
            "reference/unknown-section",
            "reference/unknown-source",
            "reference/unknown-topic",
            "translation/missing-section",
            "yaml/bad-date",
            "yaml/unknown-value",
        ],
    ),
    (
        "content/cases/tap-water.zh.md",
        "---
region: 530000
yaer: 2022
source: notice
measures: [{id: \"plan#t9\", relation: direct}]
---
见[[case:nowhere]]、[[plan#t8]]、[文件](file:///D:/a.doc)、[附件](../static/a.doc)。**做法<br>
",
        &[
            "link/bad-scheme",
            "link/unknown-anchor",
            "link/unknown-path",
            "link/unknown-target",
            "markdown/raw-html",
            "markdown/unpaired-emphasis",
            "reference/unknown-measure",
            "yaml/missing-field",
            "yaml/unknown-key",
            "yaml/wrong-type",
        ],
    ),
    (
        "content/cases/tap-water.en.md",
        "---\ntitle: Tap water\n---\n## A {#a}\n\n## B {#a}\n\n## C {#C}\n",
        &[
            "heading/bad-id",
            "heading/id-clash",
            "translation/extra-section",
        ],
    ),
    ("content/cases/road.md", "", &["document/bad-name"]),
    (
        "content/pages/about.zh.md",
        "无题\n",
        &["document/no-front-matter"],
    ),
    (
        "content/pages/help.zh.md",
        "---\ntitle: 帮助\noriginal: mn\n---\n",
        &["document/bad-original"],
    ),
    (
        "content/pages/search.zh.md",
        "---\ntitle: 检索\n---\n",
        &["id/reserved"],
    ),
    (
        "content/cases/well.zh.md",
        "---\ntitle: 打井\nregion: \"110000\"\nsource: notice\n---\n",
        &["reference/unknown-region", "translation/missing-page"],
    ),
    (
        "content/courses/water.zh.md",
        "---\ntitle: 一课\ncases: [lost]\n---\n",
        &["reference/unknown-case"],
    ),
    ("content/cases/notes.txt", "x", &["source/stray-file"]),
];

#[test]
fn one_run_reports_every_fault_at_its_place_and_in_order() {
    let site = TinySite::new();
    for (path, text, _) in FAULTY {
        site.write(path, text);
    }
    let compilation = site.compile();
    let sources = &compilation.files.sources;
    let diagnostics = &compilation.diagnostics;

    let found: BTreeSet<(&str, &str)> = diagnostics
        .iter()
        .map(|diagnostic| (diagnostic.path(sources).as_str(), diagnostic.rule.code))
        .collect();
    let mut codes = BTreeSet::new();
    for (path, _, expected) in FAULTY {
        for code in expected {
            assert!(found.contains(&(path, code)), "{path} does not give {code}");
            codes.insert(code);
        }
    }
    assert!(codes.len() >= 20, "only {} codes are tried", codes.len());

    for diagnostic in diagnostics {
        let path = diagnostic.path(sources);
        let text = std::fs::read_to_string(site.path().join(path)).expect("a file of the site");
        if let Place::Span(span) = &diagnostic.place {
            assert!(text.get(span.range()).is_some(), "{path}: {diagnostic:?}");
        }
    }
    assert!(diagnostics.is_sorted_by_key(|diagnostic| place(diagnostic, &compilation)));
    let report = shown(diagnostics, sources, Tongue::English);
    let headings = report
        .lines()
        .filter(|line| line.starts_with("error[") || line.starts_with("warning["));
    assert_eq!(headings.count(), diagnostics.len(), "{report}");
}

/// What faults are put in order by.
fn place<'a>(
    diagnostic: &'a Diagnostic,
    compilation: &'a Compilation,
) -> (&'a str, usize, &'a str) {
    let start = match &diagnostic.place {
        Place::Span(span) => span.start,
        Place::Path(_) => 0,
    };
    let path = diagnostic.path(&compilation.files.sources).as_str();
    (path, start, diagnostic.rule.code)
}

/// Why a folder cannot be read at all.
fn load_error(path: &camino::Utf8Path) -> LoadError {
    match pipeline::compile(path, jiff::civil::date(2024, 1, 1)) {
        Ok(_) => panic!("{path} was read"),
        Err(error) => error,
    }
}

/// The codes of the faults of one file.
fn codes_at(compilation: &Compilation, path: &str) -> Vec<&'static str> {
    let sources = &compilation.files.sources;
    let own = compilation
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.path(sources) == path);
    own.map(|diagnostic| diagnostic.rule.code).collect()
}

#[test]
fn a_folder_that_cannot_be_a_site_is_named_with_the_reason() {
    let site = TinySite::empty();
    let error = load_error(site.path());
    assert!(error.to_string().contains("has no content"));
    assert!(error.in_chinese().contains("没有内容"));
    site.write("a-file", "");
    let file = site.path().join("a-file");
    let message = load_error(&file).to_string();
    assert!(message.contains("is a file") && message.contains(file.as_str()));
    let message = load_error(&site.path().join("nowhere")).to_string();
    assert!(message.contains("there is no folder") && message.contains("nowhere"));
    if site.link("loop", "loop") {
        let message = load_error(&site.path().join("loop")).to_string();
        assert!(message.contains("cannot read"), "{message}");
    } else {
        skip("no symbolic links here");
    }
}

#[test]
fn a_file_called_content_is_reported() {
    let site = TinySite::empty();
    site.write("content", "x");
    let compilation = site.compile();
    assert_eq!(codes_at(&compilation, "content"), ["source/stray-file"]);
    assert_eq!(
        codes_at(&compilation, "content/site.yaml"),
        ["site/missing"]
    );
}

#[test]
fn a_file_that_nobody_may_read_is_reported() {
    let site = TinySite::new();
    let path = "content/cases/tap-water.en.md";
    if !site.forbid(path) {
        skip("whoever runs the tests can read every file");
        return;
    }
    assert_eq!(codes_at(&site.compile(), path), ["source/unreadable"]);
}

#[test]
fn links_that_go_round_in_circles_are_reported_once_each() {
    let site = TinySite::new();
    let links = [
        ("content/cases/up", ".."),
        ("content/cases/a.zh.md", "b.zh.md"),
        ("content/cases/b.zh.md", "a.zh.md"),
    ];
    for (path, to) in links {
        if !site.link(path, to) {
            skip("no symbolic links here");
            return;
        }
    }
    let compilation = site.compile();
    for (path, _) in links {
        assert_eq!(
            codes_at(&compilation, path),
            ["source/symbolic-link"],
            "{path}"
        );
    }
}

#[test]
fn a_text_of_50_megabytes_is_reported_and_the_rest_is_read() {
    let site = TinySite::new();
    site.write_zeros("content/pages/about.zh.md", 50 * 1024 * 1024);
    let compilation = site.compile();
    assert_eq!(
        codes_at(&compilation, "content/pages/about.zh.md"),
        ["source/too-large"]
    );
    assert_eq!(compilation.diagnostics.len(), 1);
    assert!(compilation.site.is_some());
}

#[test]
fn text_nested_20000_levels_deep_is_read() {
    const LEVELS: usize = 20_000;
    let nested = |opening: &str, inner: &str, closing: &str| {
        let (opening, closing) = (opening.repeat(LEVELS), closing.repeat(LEVELS));
        format!("---\ntitle: 深\n---\n{opening}{inner}{closing}\n")
    };
    let site = TinySite::new();
    let texts = [
        nested("> ", "# 深 {#a}", ""),
        nested("> - ", "深", ""),
        nested("- ", "深", ""),
        nested("*深 _", "深", "_ 深*"),
        nested("~~深 ", "深", "~~"),
        nested("![", "深", "](x)"),
        nested("[", "深", "]"),
    ];
    for (number, text) in texts.iter().enumerate() {
        site.write(&format!("content/pages/deep-{number}.zh.md"), text);
    }
    site.write("content/topics.yaml", "[".repeat(LEVELS));
    let compilation = site.compile();
    assert_eq!(
        codes_at(&compilation, "content/topics.yaml"),
        ["yaml/syntax"]
    );
    assert!(compilation.site.is_some());
}

/// Pieces of which bad files are made: what the formats give a meaning to, whole and in halves.
const PIECES: [&str; 48] = [
    "---\n",
    "title: ",
    "{zh: 甲, en: b}",
    "[",
    "]",
    "{",
    "}",
    ": ",
    "- ",
    "\n",
    "\n\n",
    "  ",
    "\t",
    "\"",
    "'",
    "|",
    ">",
    "&a ",
    "*a",
    "!t ",
    "null",
    "2017-05",
    "99999999999999999999",
    "-1",
    "~",
    "id: water\n",
    "source: notice\n",
    "measures: ",
    "# ",
    "## 一 {#t1 .task}\n",
    "{#",
    "> ",
    "**",
    "[[",
    "]]",
    "![[plan#t1]]\n",
    "[a](",
    "../static/",
    "javascript:",
    "（水利部、",
    "）",
    "。",
    "由水利部会同",
    "<b>",
    "`",
    "| a | b |\n|---|---|\n",
    "[^1]",
    "\u{FEFF}\u{202E}\u{0}\u{10FFFF}",
];

/// Pieces in a row.
fn pieces() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&PIECES[..]), 0..12)
        .prop_map(|pieces| pieces.concat())
}

/// Files of every kind: noise, or a good file into which noise is put, or a part of one.
fn file() -> impl Strategy<Value = (String, String)> {
    let more = [
        "content/courses/water.zh.md",
        "content/pages/about.en.md",
        "themes/default/theme.yaml",
        "themes/default/strings/zh.yaml",
        "themes/default/templates/case.html",
    ];
    let good: Vec<(&str, &str)> = FILES
        .into_iter()
        .chain(more.map(|path| (path, "")))
        .collect();
    let cut = any::<prop::sample::Index>();
    let of_good = (prop::sample::select(good), cut, cut_length(), pieces());
    of_good.prop_map(|((path, text), at, length, noise)| {
        let boundaries: Vec<usize> = text
            .char_indices()
            .map(|(at, _)| at)
            .chain([text.len()])
            .collect();
        let from = at.index(boundaries.len());
        let to = (from + length).min(boundaries.len() - 1);
        let (before, after) = (&text[..boundaries[from]], &text[boundaries[to]..]);
        (path.to_owned(), format!("{before}{noise}{after}"))
    })
}

/// How many characters are cut out: mostly few, now and then all that follow.
fn cut_length() -> impl Strategy<Value = usize> {
    prop_oneof![0..4usize, 0..40usize, Just(usize::from(u16::MAX))]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_the_program_panic(files in prop::collection::vec(file(), 1..5)) {
        let site = TinySite::new();
        for (path, text) in &files {
            site.write(path, text);
        }
        let compilation = site.compile();
        let sources = &compilation.files.sources;
        for tongue in [Tongue::Chinese, Tongue::English] {
            shown(&compilation.diagnostics, sources, tongue);
            github::render(&compilation.diagnostics, sources, site.path(), tongue);
        }
        json::render(&compilation.diagnostics, sources);
    }
}
