//! Tiny sites, one idea each, built in memory and compared with what stands under
//! `tests/sites/NAME/expected`.
//!
//! Of a page its `<main>` is compared, and only of pages that have a file under `expected`: those
//! that matter for the idea. `faults.txt` holds the diagnostics, where there are any. The site
//! `whole` compares every file byte by byte; of the search index and the search pack it lists names and hashes, of
//! the theme's files names alone.
//!
//! `JINGWEI_BLESS=1 cargo test golden` rewrites what is expected, for the pages already listed (an
//! empty file lists a page). Read what you bless.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use camino::Utf8PathBuf;
use scraper::{Html, Selector};

use crate::built_site::{self, BuiltSite, files_under, has_extension, write};

/// The diagnostics of a site.
const FAULTS: &str = "faults.txt";

/// What is compared by name, or by name and hash.
const LISTED: &str = "listed.txt";

macro_rules! sites {
    ($($name:ident in $folder:literal),* $(,)?) => {
        /// The folders that are compared.
        const SITES: &[&str] = &[$($folder),*];
        $(#[test] fn $name() { compare($folder); })*
    };
}

sites! {
    a_measure_says_who_leads_and_who_takes_part in "roles",
    bodies_of_then_are_shown_with_those_of_today in "succession",
    what_is_not_translated_stands_in_the_original in "untranslated",
    a_special_column_is_a_box_of_projects in "special-column",
    chinese_text_is_set_as_chinese in "typography",
    a_course_shows_measures_and_keeps_answers_back in "course",
    three_languages_one_of_them_from_right_to_left in "three-languages",
    what_is_related_says_why in "related",
    a_site_overrides_one_template_and_one_string in "theme-override",
    every_file_of_a_site in "whole",
}

fn folder(name: &str) -> Utf8PathBuf {
    built_site::repository_folder()
        .join("tests/sites")
        .join(name)
}

fn built(name: &str) -> BuiltSite {
    built_site::build(&folder(name).join("site"))
}

fn compare(name: &str) {
    let site = built(name);
    let expected_folder = folder(name).join("expected");
    let expected: BTreeMap<String, Vec<u8>> = if expected_folder.is_dir() {
        files_under(&expected_folder)
    } else {
        BTreeMap::new()
    };
    let mut actual = if name == "whole" {
        whole(&site)
    } else {
        expected
            .keys()
            .filter_map(|path| Some((path.clone(), shown(path, site.files.get(path)?))))
            .collect()
    };
    let faults = site.faults();
    if !faults.is_empty() {
        actual.insert(FAULTS.to_owned(), format!("{}\n", faults.join("\n")));
    }
    if std::env::var_os("JINGWEI_BLESS").is_some() {
        for path in expected.keys().filter(|path| !actual.contains_key(*path)) {
            std::fs::remove_file(expected_folder.join(path)).expect("a file of ours");
        }
        for (path, text) in &actual {
            write(&expected_folder.join(path), text.as_bytes());
        }
        return;
    }
    let mut differences = String::new();
    for path in expected.keys().filter(|path| !actual.contains_key(*path)) {
        let _ = writeln!(differences, "{path}: expected, but no longer made");
    }
    for (path, text) in &actual {
        match expected.get(path) {
            None => {
                let _ = writeln!(differences, "{path}: made, but not expected:\n{text}");
            }
            Some(bytes) => differences += &difference(path, built_site::text(bytes), text),
        }
    }
    assert!(
        differences.is_empty(),
        "{name}: {differences}\nJINGWEI_BLESS=1 makes this the expected outcome"
    );
}

/// What is compared of a file: of a page, its `<main>`.
fn shown(path: &str, bytes: &[u8]) -> String {
    let text = built_site::text(bytes);
    if !has_extension(path, "html") {
        return text.to_owned();
    }
    let start = text.find("<main").expect("a page has a main part");
    let end = text.find("</main>").expect("the main part ends");
    format!("{}</main>\n", &text[start..end])
}

/// Every file of a site as it is, but for what search reads and the files of the theme, which are listed.
fn whole(site: &BuiltSite) -> BTreeMap<String, String> {
    let assets: Vec<&str> = theme_files(site).collect();
    let mut listed = String::new();
    let mut files = BTreeMap::new();
    for (path, bytes) in &site.files {
        if path.starts_with("search/pack/") {
            // Named by what it says; the bytes are those of whatever compresses it.
            let _ = writeln!(listed, "{path}");
        } else if path.starts_with("search/") {
            let hash = blake3::hash(bytes).to_hex();
            let _ = writeln!(listed, "{path} {}", &hash[..16]);
        } else if assets.contains(&path.as_str()) {
            let _ = writeln!(listed, "{}", plain(path));
        } else {
            let mut text = built_site::text(bytes).to_owned();
            for asset in &assets {
                text = text.replace(asset, &plain(asset));
            }
            files.insert(path.clone(), text);
        }
    }
    files.insert(LISTED.to_owned(), listed);
    files
}

fn theme_files(site: &BuiltSite) -> impl Iterator<Item = &str> {
    let site = site.compilation.site.as_ref().expect("a site");
    site.theme.assets().iter().map(|asset| asset.path.as_str())
}

/// The path of a file of the theme without its fingerprint, so that a change of style does not
/// change what is expected of every page.
fn plain(path: &str) -> String {
    let is_fingerprint =
        |part: &&str| part.len() >= 8 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    let parts = path.split('/').map(|segment| {
        let parts: Vec<&str> = segment.split('.').collect();
        let parts = parts.iter().map(|part| {
            if is_fingerprint(part) {
                "FINGERPRINT"
            } else {
                part
            }
        });
        parts.collect::<Vec<_>>().join(".")
    });
    parts.collect::<Vec<_>>().join("/")
}

/// The first lines that differ, with the line before them.
fn difference(path: &str, expected: &str, actual: &str) -> String {
    if expected == actual {
        return String::new();
    }
    let (old, new): (Vec<_>, Vec<_>) = (expected.lines().collect(), actual.lines().collect());
    let same = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let mut text = format!("{path}:{}\n", same + 1);
    for line in &old[same.saturating_sub(1)..same.min(old.len())] {
        let _ = writeln!(text, "  {line}");
    }
    for line in old.iter().skip(same).take(4) {
        let _ = writeln!(text, "- {line}");
    }
    for line in new.iter().skip(same).take(4) {
        let _ = writeln!(text, "+ {line}");
    }
    text
}

#[test]
fn every_folder_of_sites_is_compared() {
    let folders = folder("").read_dir_utf8().expect("a folder");
    let mut found: Vec<_> = folders
        .map(|entry| entry.expect("an entry").file_name().to_owned())
        .collect();
    found.sort();
    let mut known = SITES.to_vec();
    known.sort_unstable();
    assert_eq!(found, known);
}

/// The values of an attribute over all elements that a selector finds on a page.
fn attribute(site: &BuiltSite, path: &str, selector: &str, name: &str) -> Vec<String> {
    let page = Html::parse_document(site.text(path));
    let selector = Selector::parse(selector).expect("a selector");
    page.select(&selector)
        .filter_map(|element| element.value().attr(name).map(str::to_owned))
        .collect()
}

#[test]
fn a_page_without_translation_is_the_original_to_search_engines() {
    let site = built("untranslated");
    let path = "en/cases/nuts/index.html";
    let canonical = attribute(&site, path, "link[rel=canonical]", "href");
    assert_eq!(canonical, ["https://policy.example.org/zh/cases/nuts/"]);
    let sitemap = site.text("sitemap.xml");
    assert!(sitemap.contains("/zh/cases/nuts/"));
    assert!(!sitemap.contains("/en/cases/nuts/"));
    assert!(!site.text("en/feed.xml").contains("/cases/nuts/"));
}

#[test]
fn every_page_has_its_direction_and_its_counterparts() {
    let site = built("three-languages");
    for (code, tag, dir) in [
        ("zh", "zh-Hans", "ltr"),
        ("en", "en", "ltr"),
        ("ug", "ug", "rtl"),
    ] {
        let path = format!("{code}/policies/water/t1/index.html");
        assert_eq!(attribute(&site, &path, "html", "lang"), [tag]);
        assert_eq!(attribute(&site, &path, "html", "dir"), [dir]);
        let mut counterparts = attribute(&site, &path, "link[hreflang]", "hreflang");
        counterparts.sort();
        assert_eq!(counterparts, ["en", "ug", "x-default", "zh-Hans"], "{path}");
    }
    for (one, other) in [
        ("zh", "ug"),
        ("ug", "zh"),
        ("en", "ug"),
        ("ug", "en"),
        ("zh", "en"),
    ] {
        let path = format!("{one}/policies/water/parallel/{other}/index.html");
        assert!(site.files.contains_key(&path), "{path}");
    }
}
