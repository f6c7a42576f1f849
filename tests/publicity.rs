//! What is not public appears in no output whatever: no page, no feed, no list, no index.

use jingwei::search::{SearchRequest, gather};

use crate::built_site::{self, BuiltSite};

/// A document that is kept back, by what its front matter says of it and the word that marks it.
const KEPT_BACK: &[(&str, &str)] = &[
    ("draft: true", "qzdraft"),
    ("disclosure: on_request", "qzonrequest"),
    ("disclosure: none", "qznone"),
    ("publish_on: 2026-01-02", "qztomorrow"),
    ("publish_on: 2026-02", "qznextmonth"),
    ("publish_on: 2027", "qznextyear"),
];

/// Documents that look alike and are public.
const PUBLIC: &[(&str, &str)] = &[
    ("draft: false", "qzfinished"),
    ("disclosure: public", "qzopen"),
    ("publish_on: 2026-01-01", "qztoday"),
    ("publish_on: 2025", "qzlastyear"),
];

/// Front matter that cannot be read, on a site that has turned such faults off.
const UNREADABLE: &[(&str, &str)] = &[
    ("draft: \"yes\"", "qzunreadabledraft"),
    ("publish_on: soon", "qzunreadableday"),
    ("disclosure: secret", "qzunreadablekind"),
];

const REGISTRIES: &[(&str, &str)] = &[
    (
        "ministries.yaml",
        "- {id: mwr, name: {zh: 水利部, en: Water}, type: department}\n",
    ),
    (
        "sources.yaml",
        "- {id: plan, title: {zh: 原文, en: Plan}, date: 2024}\n",
    ),
    (
        "topics.yaml",
        "- {id: water, name: {zh: 水利, en: Water}}\n",
    ),
];

/// A policy, a case, a course and a page in both languages, every text with the mark in it.
fn documents(publicity: &str, mark: &str) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for (kind, facts) in [
        (
            "policies",
            "signed_on: 2024\nsource: plan\nsections: {c1: {topics: [water]}}\n",
        ),
        (
            "cases",
            "region: null\nplace: {zh: MARK地方, en: MARK place}\nyear: 2022\nsource: plan\ntopics: [water]\nfigures: [{id: a, label: {zh: MARK数, en: MARK count}, value: 1, unit: yuan}]\n",
        ),
        (
            "courses",
            "audience: {zh: MARK对象, en: MARK readers}\ntopics: [water]\n",
        ),
        ("pages", ""),
    ] {
        for code in ["zh", "en"] {
            let facts = if code == "zh" {
                format!("{publicity}\n{facts}")
            } else {
                String::new()
            };
            let text = format!(
                "---\ntitle: MARK title\nsummary: MARK summary\n{facts}---\nMARK intro\n\n## MARK part {{#c1}}\n\n\
                 MARK text\n\n### 1. MARK measure {{#t1 .task}}\n\nMARK own text（水利部）\n"
            );
            let text = if code == "en" {
                text.replace(" .task", "")
            } else {
                text
            };
            files.push((
                format!("{kind}/{mark}.{code}.md"),
                text.replace("MARK", mark),
            ));
        }
    }
    files
}

fn build(settings: &str, files: &[(String, String)]) -> BuiltSite {
    let settings = format!("{}{settings}", built_site::SETTINGS);
    let mut all: Vec<(&str, &str)> = REGISTRIES.to_vec();
    all.push(("site.yaml", &settings));
    all.extend(
        files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str())),
    );
    let (_folder, path) = built_site::site_of(&all);
    built_site::build(&path)
}

/// Where a mark shows: paths of files, passages of the index, results of a search.
fn places(site: &BuiltSite, mark: &str) -> Vec<String> {
    let holds = |bytes: &[u8]| {
        bytes
            .windows(mark.len())
            .any(|window| window.eq_ignore_ascii_case(mark.as_bytes()))
    };
    let mut places: Vec<String> = site
        .files
        .iter()
        .filter(|(path, bytes)| path.contains(mark) || holds(bytes))
        .map(|(path, _)| path.clone())
        .collect();
    let linked = site.compilation.site.as_ref().expect("a site");
    for passage in gather(&linked.knowledge_base, &linked.graph) {
        if holds(&serde_json::to_vec(&passage).expect("plain data is JSON")) {
            places.push(format!("passage {}", passage.id));
        }
    }
    let index = &site.search.index;
    let response = index.search(&SearchRequest::new(mark)).expect("an answer");
    if response.total > 0 && response.notice.is_none() {
        places.push("search".to_owned());
    }
    places
}

#[test]
fn what_is_kept_back_shows_nowhere() {
    let files: Vec<_> = KEPT_BACK
        .iter()
        .flat_map(|(publicity, mark)| documents(publicity, mark))
        .collect();
    let site = build("", &files);
    assert_eq!(site.faults(), Vec::<String>::new());
    for (publicity, mark) in KEPT_BACK {
        assert_eq!(places(&site, mark), Vec::<String>::new(), "{publicity}");
    }
}

#[test]
fn what_is_public_shows_on_pages_in_feeds_and_in_the_index() {
    let files: Vec<_> = PUBLIC
        .iter()
        .flat_map(|(publicity, mark)| documents(publicity, mark))
        .collect();
    let site = build("", &files);
    assert_eq!(site.faults(), Vec::<String>::new());
    for (publicity, mark) in PUBLIC {
        let places = places(&site, mark);
        for expected in [
            format!("zh/policies/{mark}/t1/index.html"),
            format!("en/cases/{mark}/index.html"),
            "zh/feed.xml".to_owned(),
            "sitemap.xml".to_owned(),
            format!("passage {mark}#t1"),
            "search".to_owned(),
        ] {
            assert!(
                places.contains(&expected),
                "{publicity}: {expected} of {places:?}"
            );
        }
    }
}

#[test]
fn publicity_that_cannot_be_read_lets_nothing_out() {
    let files: Vec<_> = UNREADABLE
        .iter()
        .flat_map(|(publicity, mark)| documents(publicity, mark))
        .collect();
    let rules = "rules: {yaml/wrong-type: off, yaml/bad-date: off, yaml/unknown-value: off}\n";
    let site = build(rules, &files);
    // These rules decide what may be published, so a site cannot switch them off.
    let kinds = 4;
    let faults = site.faults();
    assert_eq!(faults.len(), UNREADABLE.len() * kinds, "{faults:?}");
    assert!(faults.iter().all(|fault| fault.starts_with("error yaml/")));
    for (publicity, mark) in UNREADABLE {
        assert_eq!(places(&site, mark), Vec::<String>::new(), "{publicity}");
    }
}

#[test]
fn a_link_to_what_is_kept_back_brings_nothing_of_it_out() {
    let mut files = documents("draft: true", "qzhidden");
    for (path, _) in &mut files {
        *path = path.replace("qzhidden", "qzid");
    }
    let links = "[[qzid#t1]] [[case:qzid]] [[qzid]] [x](../policies/qzid.zh.md)\n\n\
        ![[qzid#t1]]\n\n![[case:qzid]]\n";
    let facts = "measures: [\"qzid#t1\"]\ncases: [qzid]\n";
    files.push((
        "courses/open.zh.md".to_owned(),
        format!("---\ntitle: 课\n{facts}---\n{links}"),
    ));
    let facts = "region: null\nplace: {zh: 某旗, en: a banner}\nsource: plan\n\
        measures: [{id: \"qzid#t1\", relation: direct}]\n";
    files.push((
        "cases/open.zh.md".to_owned(),
        format!("---\ntitle: 例\n{facts}---\n{links}"),
    ));
    let facts = "signed_on: 2024\nsource: plan\nimplements: [qzid]\n";
    files.push((
        "policies/open.zh.md".to_owned(),
        format!("---\ntitle: 文\n{facts}---\n{links}"),
    ));
    let site = build("", &files);
    assert!(
        site.faults()
            .iter()
            .any(|fault| fault.contains("link/hidden-target"))
    );
    // The id is what the public text itself says; nothing of what it names may follow it.
    assert_eq!(places(&site, "qzhidden"), Vec::<String>::new());
}

#[test]
fn a_draft_translation_is_as_good_as_none() {
    let mut files = documents("draft: false", "qzoriginal");
    for (path, text) in &mut files {
        if path.ends_with(".en.md") {
            *text = text
                .replace("qzoriginal", "qztranslation")
                .replace("\nsummary", "\ndraft: true\nsummary");
        }
    }
    let site = build("", &files);
    assert_eq!(places(&site, "qztranslation"), Vec::<String>::new());
    let page = site.text("en/policies/qzoriginal/t1/index.html");
    assert!(page.contains("qzoriginal own text"));
}

#[test]
fn answers_and_notes_are_for_teachers_only() {
    let course = "---\ntitle: 课\n---\n## 阅读 {#reading .reading}\n\nqzreading\n\n\
        ## 答案 {#answers .answers}\n\nqzanswer\n\n![[case:qzcase]]\n\n### 细目 {#detail}\n\nqzdetail\n\n#### 无标识\n\nqzdeep\n\n\
        ## 提示 {#notes .notes}\n\nqznote\n\n## 讨论 {#talk .discussion}\n\nqztalk\n";
    let translation = course
        .replace("qz", "qzen")
        .replace(" .answers", "")
        .replace(" .notes", "");
    let translation = translation.replace("[[case:qzencase]]", "[[case:qzcase]]");
    let case = "---\ntitle: 例\nregion: null\nplace: {zh: 某旗, en: a banner}\nsource: plan\n---\nqzcasetext\n";
    let files = [
        ("courses/lesson.zh.md".to_owned(), course.to_owned()),
        ("courses/lesson.en.md".to_owned(), translation),
        ("cases/qzcase.zh.md".to_owned(), case.to_owned()),
    ];
    let site = build("", &files);
    let errors: Vec<_> = site
        .faults()
        .into_iter()
        .filter(|fault| fault.starts_with("error"))
        .collect();
    assert_eq!(errors, Vec::<String>::new());
    for mark in [
        "qzanswer",
        "qzdetail",
        "qzdeep",
        "qznote",
        "qzenanswer",
        "qzendetail",
        "qzennote",
    ] {
        assert_eq!(places(&site, mark), Vec::<String>::new(), "{mark}");
    }
    assert!(
        !site
            .text("zh/courses/lesson/index.html")
            .contains("qzcasetext")
    );
    for mark in ["qzreading", "qztalk", "qzenreading", "qzentalk"] {
        assert!(!places(&site, mark).is_empty(), "{mark}");
    }
}
