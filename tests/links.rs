//! What holds of every page: each link and anchor leads somewhere, nothing on it is code, and a
//! reader, a screen reader and a search engine find what they look for first.

use std::collections::{BTreeMap, BTreeSet};

use scraper::{ElementRef, Html, Selector};

use crate::built_site::{self, BuiltSite};

/// Schemes that may stand in an address; addresses without one are of the site itself.
const SCHEMES: [&str; 3] = ["http", "https", "mailto"];

/// Attributes that hold an address.
pub(crate) const ADDRESSES: [&str; 7] = [
    "action",
    "cite",
    "data",
    "formaction",
    "href",
    "poster",
    "src",
];

/// Attributes that name ids of the same page.
const REFERENCES: [&str; 5] = [
    "aria-controls",
    "aria-describedby",
    "aria-labelledby",
    "for",
    "headers",
];

/// Everything that is wrong with the pages of a site.
pub(crate) fn page_faults(site: &BuiltSite) -> Vec<String> {
    let mut faults = Vec::new();
    let pages: BTreeMap<&str, Html> = site
        .pages()
        .map(|(path, text)| (path, Html::parse_document(text)))
        .collect();
    let ids: BTreeMap<&str, BTreeSet<&str>> = pages
        .iter()
        .map(|(path, page)| (*path, ids(path, page, &mut faults)))
        .collect();
    for (path, page) in &pages {
        check_frame(path, page, &mut faults);
        for element in elements(page) {
            for fault in code_in(element) {
                faults.push(format!("{path}: {fault}"));
            }
            for (name, value) in element.value().attrs() {
                if REFERENCES.contains(&name) {
                    for id in value.split_whitespace() {
                        if !ids[path].contains(id) {
                            faults.push(format!("{path}: {name}={id} names nothing"));
                        }
                    }
                }
                if ADDRESSES.contains(&name) && element.value().name() != "base" {
                    let fault = link_fault(site, &ids, path, value);
                    faults.extend(fault.map(|fault| format!("{path}: {value}: {fault}")));
                }
            }
        }
    }
    faults
}

/// Whatever would run as code, were a browser to let it.
pub(crate) fn code_in(element: ElementRef<'_>) -> Vec<String> {
    let mut faults = Vec::new();
    let name = element.value().name();
    let is_data = element.value().attr("type") == Some("application/ld+json");
    if name == "script" && element.value().attr("src").is_none() && !is_data {
        faults.push("an inline script".to_owned());
    }
    if ["style", "iframe", "object", "embed"].contains(&name) {
        faults.push(format!("an element <{name}>"));
    }
    for (attribute, value) in element.value().attrs() {
        if attribute == "style" || attribute == "srcdoc" || attribute.starts_with("on") {
            faults.push(format!("<{name} {attribute}={value}>"));
        }
        if ADDRESSES.contains(&attribute)
            && scheme(value).is_some_and(|scheme| !SCHEMES.contains(&scheme.as_str()))
        {
            faults.push(format!("<{name} {attribute}={value}>: the scheme"));
        }
    }
    faults
}

/// The scheme of an address as a browser reads it: without blanks and control characters.
pub(crate) fn scheme(address: &str) -> Option<String> {
    let address: String = address
        .chars()
        .filter(|c| !c.is_control() && !c.is_whitespace())
        .collect();
    let (scheme, _) = address.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    is_scheme.then(|| scheme.to_ascii_lowercase())
}

/// All elements of a page.
pub(crate) fn elements(page: &Html) -> impl Iterator<Item = ElementRef<'_>> {
    page.tree.nodes().filter_map(ElementRef::wrap)
}

fn ids<'a>(path: &str, page: &'a Html, faults: &mut Vec<String>) -> BTreeSet<&'a str> {
    let mut ids = BTreeSet::new();
    for element in elements(page) {
        if let Some(id) = element.value().attr("id")
            && !ids.insert(id)
        {
            faults.push(format!("{path}: two elements have the id {id}"));
        }
    }
    ids
}

/// One language, one title, one heading of the first rank, one main part.
fn check_frame(path: &str, page: &Html, faults: &mut Vec<String>) {
    let count = |selector: &str| {
        let selector = Selector::parse(selector).expect("a selector");
        page.select(&selector).count()
    };
    for selector in ["html[lang][dir]", "head > title", "h1", "main"] {
        let count = count(selector);
        if count != 1 {
            faults.push(format!("{path}: {count} of {selector}"));
        }
    }
    for selector in ["title", "h1"] {
        let selector = Selector::parse(selector).expect("a selector");
        let texts = page.select(&selector);
        if texts
            .map(|element| element.text().collect::<String>())
            .any(|text| text.trim().is_empty())
        {
            faults.push(format!("{path}: an empty {selector:?}"));
        }
    }
}

/// Why an address of the site leads nowhere.
fn link_fault(
    site: &BuiltSite,
    ids: &BTreeMap<&str, BTreeSet<&str>>,
    page: &str,
    address: &str,
) -> Option<String> {
    if scheme(address).is_some() {
        let own = "https://jingwei.example/";
        return address.strip_prefix(own).and_then(|path| {
            let address = format!("/{path}");
            link_fault(site, ids, "", &address)
        });
    }
    let (address, anchor) = match address.split_once('#') {
        Some((address, anchor)) => (address, Some(anchor)),
        None => (address, None),
    };
    let address = address.split('?').next().unwrap_or_default();
    let Some(path) = resolve(page, address) else {
        return Some("leads out of the site".to_owned());
    };
    if !site.files.contains_key(&path) {
        return Some(format!("there is no {path}"));
    }
    let anchor = percent_encoding::percent_decode_str(anchor?).decode_utf8_lossy();
    let is_there = ids
        .get(path.as_str())
        .is_some_and(|ids| ids.contains(anchor.as_ref()));
    (!is_there).then(|| format!("{path} has no {anchor}"))
}

/// The file that an address on a page names; none if it leads out of the site. The page that is
/// shown for missing ones may stand anywhere, so its addresses are from the root.
fn resolve(page: &str, address: &str) -> Option<String> {
    if address.is_empty() {
        return Some(page.to_owned());
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    let rest = address.strip_prefix('/').unwrap_or(address);
    if address.starts_with('/') {
        parts.clear();
    }
    for part in rest.split('/') {
        match part {
            ".." => {
                parts.pop()?;
            }
            "" | "." => {}
            part => parts.push(part),
        }
    }
    let is_folder = rest.is_empty() || rest.ends_with('/') || rest.ends_with('.');
    if is_folder {
        parts.push("index.html");
    }
    let path = parts.join("/");
    let path = percent_encoding::percent_decode_str(&path).decode_utf8_lossy();
    Some(path.into_owned())
}

#[test]
fn every_link_of_the_repository_leads_somewhere_and_no_page_holds_code() {
    let site = built_site::repository();
    assert!(site.pages().count() > 300);
    let faults = page_faults(site);
    assert_eq!(faults.len(), 0, "{:#?}", &faults[..faults.len().min(20)]);
}

#[test]
fn the_golden_sites_keep_to_the_same_rules() {
    let sites = built_site::repository_folder().join("tests/sites");
    for entry in sites.read_dir_utf8().expect("a folder") {
        let folder = entry.expect("an entry").into_path();
        let faults = page_faults(&built_site::build(&folder.join("site")));
        assert_eq!(faults, Vec::<String>::new(), "{folder}");
    }
}

#[test]
fn addresses_are_resolved_as_browsers_do() {
    let page = "zh/policies/a/index.html";
    for (address, expected) in [
        ("", Some(page)),
        ("./", Some(page)),
        ("t1/", Some("zh/policies/a/t1/index.html")),
        ("../", Some("zh/policies/index.html")),
        ("../../feed.xml", Some("zh/feed.xml")),
        ("../../../", Some("index.html")),
        ("../../../../", None),
        ("/", Some("index.html")),
        ("/en/", Some("en/index.html")),
    ] {
        assert_eq!(resolve(page, address).as_deref(), expected, "{address}");
    }
    assert_eq!(scheme("java\nscript:x").as_deref(), Some("javascript"));
    assert_eq!(scheme("a/b:c"), None);
}

#[test]
fn what_is_wrong_with_a_page_is_seen() {
    let folder = built_site::repository_folder().join("tests/sites/theme-override/site");
    let mut site = built_site::build(&folder);
    let path = "zh/about/index.html";
    let page = site.text(path).to_owned();
    for (fragment, fault) in [
        (
            "<a href=\"../none/\">x</a>",
            "there is no zh/none/index.html",
        ),
        ("<a href=\"#none\">x</a>", "has no none"),
        ("<a href=\"../../../x/\">x</a>", "leads out of the site"),
        ("<a href=\"java&#9;script:x\">x</a>", "the scheme"),
        ("<p style=\"color:red\">x</p>", "<p style="),
        ("<p onclick=\"x\">x</p>", "<p onclick="),
        ("<script>x</script>", "an inline script"),
        ("<h1>x</h1>", "2 of h1"),
        ("<p id=\"main\">x</p>", "two elements have the id main"),
        ("<p aria-labelledby=\"none\">x</p>", "names nothing"),
    ] {
        let broken = page.replace("</main>", &format!("{fragment}</main>"));
        site.files.insert(path.to_owned(), broken.into_bytes());
        let faults = page_faults(&site);
        assert!(
            faults
                .iter()
                .any(|found| found.starts_with(path) && found.contains(fault)),
            "{fragment}: {faults:?}"
        );
    }
}
