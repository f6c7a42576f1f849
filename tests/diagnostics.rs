//! The pages of `tests/diagnostics`, one for each code. A page is what `jingwei explain` prints, a
//! page of the manual, and a test: its example must give its report to the letter, and its fix
//! must leave nothing to report.
//!
//! # Shape
//! `# CODE`, the weight, what it finds in Chinese and in English; `## 例 Example` with the files of
//! a tiny site (their paths stand behind the language of the fence; files not given are those of
//! [`crate::tiny_site`]); `## 报告 Report` with the output in Chinese and in English; `## 改法 Fix`
//! with the first file of the example put right (or the file that a line `<!-- file: PATH -->`
//! names), or with what is to be done (`text`), and a sentence in each language. In the example,
//! `<!-- also: CODE … -->` names faults that follow from the one shown, and what no fence can hold
//! is set up by a line such as `<!-- setup: too-large content/pages/about.zh.md -->`: see
//! [`set_up`].
//!
//! `JINGWEI_BLESS=1 cargo test` writes the reports anew. Read them before they are committed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use jingwei::diagnostic::{Severity, Tongue};

use crate::skip;
use crate::source_code::rust_files;
use crate::tiny_site::{TinySite, shown};

const EXAMPLE: &str = "## 例 Example";
const REPORT: &str = "## 报告 Report";
const FIX: &str = "## 改法 Fix";

/// A page, as it stands on disk.
struct Page {
    code: String,
    path: PathBuf,
    text: String,
}

/// A fenced block.
struct Fence {
    language: String,
    path: Option<String>,
    text: String,
}

/// Every page, in order of codes.
fn pages() -> Vec<Page> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics");
    let mut pages = Vec::new();
    for group in std::fs::read_dir(&root).expect("the folder of pages") {
        let group = group.expect("a folder").path();
        for page in std::fs::read_dir(&group).expect("pages stand in folders") {
            let path = page.expect("a page").path();
            let below = path.strip_prefix(&root).expect("found there");
            let below = below.to_str().expect("a name in UTF-8").replace('\\', "/");
            let code = below.strip_suffix(".md").expect("pages are Markdown");
            pages.push(Page {
                code: code.to_owned(),
                text: std::fs::read_to_string(&path)
                    .expect("UTF-8")
                    .replace("\r\n", "\n"),
                path,
            });
        }
    }
    pages.sort_by(|left, right| left.code.cmp(&right.code));
    pages
}

/// Every code of the program with its weight, read from the source code.
fn codes() -> BTreeMap<String, Severity> {
    let mut codes = BTreeMap::new();
    for file in rust_files().iter().filter(|file| !file.is_test()) {
        let code = file.code();
        for (call, severity) in [
            ("Rule::error(", Severity::Error),
            ("Rule::warning(", Severity::Warning),
        ] {
            for (at, _) in code.match_indices(call) {
                let rest = code[at + call.len()..].trim_start();
                let name = rest
                    .strip_prefix('"')
                    .and_then(|rest| rest.split('"').next());
                let name = name.expect("a code is written out where its rule is made");
                codes.insert(name.to_owned(), severity);
            }
        }
    }
    codes
}

impl Page {
    /// The page in its four parts: the opening, the example, the report, the fix.
    fn parts(&self) -> [&str; 4] {
        let split = |text, heading: &str| {
            let heading = format!("\n{heading}\n");
            str::split_once(text, &heading)
                .unwrap_or_else(|| panic!("{}: no heading {heading:?}", self.code))
        };
        let (opening, rest) = split(&self.text, EXAMPLE);
        let (example, rest) = split(rest, REPORT);
        let (report, fix) = split(rest, FIX);
        [opening, example, report, fix]
    }

    /// The site of the example, and `None` where it cannot be set up here.
    fn site(&self) -> Option<TinySite> {
        let [_, example, _, _] = self.parts();
        let site = TinySite::new();
        for fence in fences(example) {
            let path = fence.path.expect("a file of an example has a path");
            site.write(&path, fence.text);
        }
        for setup in directives(example, "setup") {
            if !set_up(&site, setup) {
                skip(&format!("{}: `{setup}` cannot be set up here", self.code));
                return None;
            }
        }
        Some(site)
    }

    /// What the example gives, in Chinese and in English, for the code of the page alone.
    fn report(&self, site: &TinySite) -> [String; 2] {
        let compilation = site.compile();
        let own: Vec<_> = compilation
            .diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.rule.code == self.code)
            .cloned()
            .collect();
        [Tongue::Chinese, Tongue::English].map(|tongue| {
            let report = shown(&own, &compilation.files.sources, tongue);
            let lines = report.lines().map(|line| format!("{}\n", line.trim_end()));
            lines.collect()
        })
    }
}

/// Brings about what no fence can hold. False where this machine cannot.
///
/// # Shape
/// `missing PATH`: no such file. `invalid-utf8 PATH`: two bytes of GBK at the end of the file.
/// `too-large PATH`: 17 MiB. `unreadable PATH`: nobody may read the file. `symbolic-link PATH`: a
/// link in place of a file. `invalid-name FOLDER`: a file whose name is GBK.
fn set_up(site: &TinySite, setup: &str) -> bool {
    let (what, path) = setup.split_once(' ').expect("a setup names a path");
    match what {
        "missing" => site.remove(path),
        "invalid-utf8" => site.append(path, b"\xd6\xd0\n"),
        "too-large" => site.write_zeros(path, 17 * 1024 * 1024),
        "unreadable" => return site.forbid(path),
        "symbolic-link" => return site.link(path, "tap-water.zh.md"),
        "invalid-name" => return site.write_badly_named(path),
        _ => panic!("unknown setup {setup:?}"),
    }
    true
}

/// The fenced blocks of a part of a page.
fn fences(text: &str) -> Vec<Fence> {
    let mut fences = Vec::new();
    let mut open: Option<(String, Fence)> = None;
    for line in text.lines() {
        match &mut open {
            Some((mark, _)) if line == mark => {
                fences.extend(open.take().map(|(_, fence)| fence));
            }
            Some((_, fence)) => {
                fence.text.push_str(line);
                fence.text.push('\n');
            }
            None if line.starts_with("```") => {
                let info = line.trim_start_matches('`');
                let mut words = info.split(' ').map(str::to_owned);
                let fence = Fence {
                    language: words.next().unwrap_or_default(),
                    path: words.next(),
                    text: String::new(),
                };
                open = Some((line[..line.len() - info.len()].to_owned(), fence));
            }
            None => {}
        }
    }
    assert!(open.is_none(), "a fence is never closed");
    fences
}

/// Whether the reports are to be written anew.
fn is_blessing() -> bool {
    std::env::var_os("JINGWEI_BLESS").is_some_and(|value| value == "1")
}

/// What the lines `<!-- WORD: … -->` of a part of a page say.
fn directives<'t>(text: &'t str, word: &str) -> impl Iterator<Item = &'t str> {
    let opening = format!("<!-- {word}: ");
    text.lines()
        .filter_map(move |line| line.strip_prefix(&opening)?.strip_suffix(" -->"))
}

/// A text without its fenced blocks and comments.
fn prose(text: &str) -> String {
    let mut prose = String::new();
    let mut mark = None;
    for line in text.lines() {
        match mark {
            Some(open) if line == open => mark = None,
            Some(_) => {}
            None if line.starts_with("```") => {
                mark = line.get(..line.len() - line.trim_start_matches('`').len());
            }
            None if line.starts_with("<!--") => {}
            None => {
                prose.push_str(line);
                prose.push('\n');
            }
        }
    }
    prose
}

/// Whether paragraphs come in pairs: one in Chinese, the next in English.
fn is_in_both_languages(prose: &str) -> bool {
    let has_han = |text: &str| text.contains(|c| matches!(c, '\u{4e00}'..='\u{9fff}'));
    let paragraphs: Vec<&str> = prose.trim().split("\n\n").collect();
    paragraphs.len() >= 2
        && paragraphs.len().is_multiple_of(2)
        && paragraphs
            .chunks(2)
            .all(|pair| has_han(pair[0]) && pair[1].is_ascii() | !has_han(pair[1]))
}

#[test]
fn every_code_has_a_page_and_every_page_a_code() {
    let codes: Vec<String> = codes().into_keys().collect();
    let pages: Vec<String> = pages().into_iter().map(|page| page.code).collect();
    assert_eq!(
        pages, codes,
        "left: pages of tests/diagnostics; right: codes in src"
    );
}

#[test]
fn explain_prints_the_pages() {
    if is_blessing() {
        skip("the pages are being written anew");
        return;
    }
    for page in pages() {
        let explanation = jingwei::check::explanation(&page.code).expect("the page is carried");
        assert_eq!(
            explanation.replace("\r\n", "\n"),
            page.text,
            "{}",
            page.code
        );
    }
}

#[test]
fn every_page_is_in_both_languages_and_states_the_weight_of_its_rule() {
    let codes = codes();
    for page in pages() {
        let code = &page.code;
        let weight = match codes.get(code) {
            Some(Severity::Error) => "错误 error",
            Some(Severity::Warning) => "警告 warning",
            None => continue,
        };
        let [opening, _, _, fix] = page.parts();
        let heading = format!("# {code}\n\n{weight}\n\n");
        let finds = opening.strip_prefix(&heading);
        let finds = finds.unwrap_or_else(|| panic!("{code} does not open with {heading:?}"));
        assert!(is_in_both_languages(finds), "{code}: what it finds");
        assert!(
            is_in_both_languages(&prose(fix)),
            "{code}: how it is put right"
        );
        assert!(!fences(fix).is_empty(), "{code}: the fix shows nothing");
    }
}

#[test]
fn every_example_gives_its_report() {
    let mut wrong = Vec::new();
    for page in pages() {
        let Some(site) = page.site() else { continue };
        let actual = page.report(&site);
        let [opening, example, report, fix] = page.parts();
        let stated: Vec<String> = fences(report).into_iter().map(|fence| fence.text).collect();
        if stated == actual {
            continue;
        }
        let [chinese, english] = actual;
        if is_blessing() && !chinese.is_empty() {
            let text = format!(
                "{opening}\n{EXAMPLE}\n{example}\n{REPORT}\n\n```text\n{chinese}```\n\n\
                 ```text\n{english}```\n\n{FIX}\n{fix}"
            );
            std::fs::write(&page.path, text).expect("the page can be written");
        } else {
            wrong.push(format!("{} gives:\n\n{chinese}\n{english}", page.code));
        }
    }
    assert!(
        wrong.is_empty(),
        "{}\n\nJINGWEI_BLESS=1 writes the reports anew",
        wrong.join("\n\n")
    );
}

#[test]
fn an_example_has_no_fault_but_its_own() {
    for page in pages() {
        let Some(site) = page.site() else { continue };
        let compilation = site.compile();
        let [_, example, _, _] = page.parts();
        let also: BTreeSet<&str> = directives(example, "also")
            .flat_map(|codes| codes.split(' '))
            .collect();
        let mut others = compilation.diagnostics;
        others.retain(|diagnostic| diagnostic.rule.code != page.code);
        let found: BTreeSet<&str> = others.iter().map(|other| other.rule.code).collect();
        let stale: Vec<_> = also.difference(&found).collect();
        assert!(stale.is_empty(), "{} no longer gives {stale:?}", page.code);
        others.retain(|other| !also.contains(other.rule.code));
        let report = shown(&others, &compilation.files.sources, Tongue::English);
        assert!(report.is_empty(), "{} gives also:\n\n{report}", page.code);
    }
}

#[test]
fn every_fix_leaves_nothing_to_report() {
    for page in pages() {
        let [_, example, _, fix] = page.parts();
        let Some(fixed) = fences(fix).into_iter().next() else {
            continue;
        };
        let example = fences(example);
        let first = example.first().and_then(|fence| fence.path.as_deref());
        let path = directives(fix, "file").next().or(first);
        let Some(path) = path.filter(|_| fixed.language != "text") else {
            continue;
        };
        let site = TinySite::new();
        for fence in &example {
            let path = fence
                .path
                .as_deref()
                .expect("a file of an example has a path");
            site.write(path, &fence.text);
        }
        site.write(path, &fixed.text);
        let compilation = site.compile();
        let sources = &compilation.files.sources;
        let report = shown(&compilation.diagnostics, sources, Tongue::English);
        assert!(
            report.is_empty(),
            "{} once put right:\n\n{report}",
            page.code
        );
    }
}
