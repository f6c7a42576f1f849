//! The sitemap: every page that exists in its language, each with its other languages.
//!
//! Left out are pages that stand in for a missing translation, the choice of languages and the
//! page of unknown addresses. No date is stated: a page changes with everything that points to
//! it, and nothing records when.
//!
//! # Source
//! sitemaps.org 0.9; other languages as `xhtml:link` with `hreflang`.

use super::absolute;
use super::xml::Xml;
use crate::address::{self, Page};
use crate::model::KnowledgeBase;
use crate::render::pages;

/// The address of the sitemap, or of the index of its parts.
pub(super) const ADDRESS: &str = "sitemap.xml";

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
const XHTML: &str = "http://www.w3.org/1999/xhtml";

/// What one file may hold.
#[derive(Clone, Copy)]
struct Limits {
    addresses: usize,
    bytes: usize,
}

/// The limits of sitemaps.org, less room for the first and last lines of a file.
const LIMITS: Limits = Limits {
    addresses: 50_000,
    bytes: 50 * 1024 * 1024 - 1024,
};

/// The sitemap; where it is too large for one file, an index and numbered parts.
pub(super) fn sitemaps(knowledge_base: &KnowledgeBase) -> Vec<(String, Vec<u8>)> {
    limited(knowledge_base, LIMITS)
}

fn limited(knowledge_base: &KnowledgeBase, limits: Limits) -> Vec<(String, Vec<u8>)> {
    let pages = pages::pages(knowledge_base).into_iter();
    let entries = pages.filter_map(|page| entry(knowledge_base, page));
    let mut parts = divide(entries, limits);
    if parts.len() == 1 {
        return vec![(ADDRESS.to_owned(), parts.remove(0))];
    }
    let mut files = Vec::new();
    for (index, part) in parts.into_iter().enumerate() {
        files.push((format!("sitemap-{}.xml", index + 1), part));
    }
    let mut xml = Xml::document();
    xml.open("sitemapindex", &[("xmlns", NAMESPACE)]);
    for (address, _) in &files {
        xml.open("sitemap", &[]);
        xml.text("loc", &[], &absolute(knowledge_base, address));
        xml.close("sitemap");
    }
    xml.close("sitemapindex");
    files.push((ADDRESS.to_owned(), xml.finish()));
    files
}

/// The entry of a page; `None` for a page that is not listed.
fn entry(knowledge_base: &KnowledgeBase, page: Page) -> Option<Vec<u8>> {
    let languages = pages::languages(knowledge_base, page);
    if !languages.iter().any(|&(_, other)| other == page) {
        return None;
    }
    let full = |page| absolute(knowledge_base, &address::page(knowledge_base, page));
    let mut xml = Xml::piece();
    xml.open("url", &[]);
    xml.text("loc", &[], &full(page));
    // A page in one language only has no other to name.
    if languages.len() > 1 {
        let tagged = languages
            .iter()
            .map(|&(locale, page)| (knowledge_base.config.locales.tag(locale), page));
        let usual = ("x-default", languages[0].1);
        for (tag, page) in tagged.chain([usual]) {
            let attributes = [
                ("rel", "alternate"),
                ("hreflang", tag),
                ("href", &*full(page)),
            ];
            xml.empty("xhtml:link", &attributes);
        }
    }
    xml.close("url");
    Some(xml.finish())
}

/// Puts entries into as few files as hold them; at least one.
fn divide(entries: impl Iterator<Item = Vec<u8>>, limits: Limits) -> Vec<Vec<u8>> {
    let mut parts = Vec::new();
    let mut part = Vec::new();
    let mut addresses = 0;
    for entry in entries {
        let is_full = addresses == limits.addresses || part.len() + entry.len() > limits.bytes;
        if is_full && addresses > 0 {
            parts.push(url_set(&part));
            part.clear();
            addresses = 0;
        }
        part.extend(entry);
        addresses += 1;
    }
    parts.push(url_set(&part));
    parts
}

/// A file of entries that are written already.
fn url_set(entries: &[u8]) -> Vec<u8> {
    let mut head = Xml::document();
    head.open("urlset", &[("xmlns", NAMESPACE), ("xmlns:xhtml", XHTML)]);
    let mut bytes = head.finish();
    bytes.extend(entries);
    bytes.extend(b"</urlset>\n");
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sample;

    fn text(bytes: Vec<u8>) -> String {
        String::from_utf8(bytes).expect("text")
    }

    fn sitemap(files: &[(&str, &str)]) -> String {
        let mut files = sitemaps(&sample::site(files).knowledge_base);
        assert_eq!(files.len(), 1);
        text(files.remove(0).1)
    }

    #[test]
    fn a_page_names_itself_its_other_languages_and_the_primary_one() {
        let sitemap = sitemap(&[]);
        for own in ["zh", "en"] {
            let expected = format!(
                "<url>\n\
                <loc>https://policy.example.org/kb/{own}/terms/</loc>\n\
                <xhtml:link rel=\"alternate\" hreflang=\"zh-Hans\" href=\"https://policy.example.org/kb/zh/terms/\"/>\n\
                <xhtml:link rel=\"alternate\" hreflang=\"en\" href=\"https://policy.example.org/kb/en/terms/\"/>\n\
                <xhtml:link rel=\"alternate\" hreflang=\"x-default\" href=\"https://policy.example.org/kb/zh/terms/\"/>\n\
                </url>\n"
            );
            assert!(sitemap.contains(&expected), "{sitemap}");
        }
    }

    #[test]
    fn a_missing_translation_is_neither_listed_nor_named() {
        let sitemap = sitemap(&[("pages/about.zh.md", "---\ntitle: 关于\n---\n说明。\n")]);
        let entry = "<url>\n<loc>https://policy.example.org/kb/zh/about/</loc>\n</url>\n";
        assert!(sitemap.contains(entry), "{sitemap}");
        assert!(!sitemap.contains("en/about/"), "{sitemap}");
    }

    #[test]
    fn pages_of_no_language_are_left_out() {
        let sitemap = sitemap(&[]);
        assert!(!sitemap.contains("404"), "{sitemap}");
        assert!(!sitemap.contains("<loc>https://policy.example.org/kb/</loc>"));
    }

    #[test]
    fn what_one_file_cannot_hold_is_divided() {
        let knowledge_base = sample::site(&[]).knowledge_base;
        let pages = text(sitemaps(&knowledge_base).remove(0).1)
            .matches("<url>")
            .count();
        let by_number = Limits {
            addresses: 8,
            ..LIMITS
        };
        let by_size = Limits {
            bytes: 2_000,
            ..LIMITS
        };
        for limits in [by_number, by_size] {
            let mut files = limited(&knowledge_base, limits);
            let (address, index) = files.pop().expect("an index");
            assert_eq!(address, ADDRESS);
            let index = text(index);
            let mut listed = 0;
            for (number, (address, part)) in files.into_iter().enumerate() {
                assert_eq!(address, format!("sitemap-{}.xml", number + 1));
                assert!(index.contains(&format!(
                    "<loc>https://policy.example.org/kb/{address}</loc>"
                )));
                assert!(part.len() <= limits.bytes + 1024);
                let part = text(part);
                let own = part.matches("<url>").count();
                assert!((1..=limits.addresses).contains(&own));
                assert!(part.ends_with("</urlset>\n"));
                listed += own;
            }
            assert_eq!(listed, pages);
        }
    }
}
