//! `robots.txt`: crawlers may read everything, and are told where the sitemap is.

use super::{absolute, sitemap};
use crate::model::KnowledgeBase;

/// The address of the file. Crawlers look for it at the root of a host only, so a site under a
/// sub-path has it for the keeper of the host to take over.
pub(super) const ADDRESS: &str = "robots.txt";

/// The whole file.
///
/// # Source
/// RFC 9309; the `Sitemap` line is of sitemaps.org.
pub(super) fn robots(knowledge_base: &KnowledgeBase) -> Vec<u8> {
    let sitemap = absolute(knowledge_base, sitemap::ADDRESS);
    format!("User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sample;

    #[test]
    fn the_sitemap_is_named_by_its_absolute_address() {
        let robots = robots(&sample::site(&[]).knowledge_base);
        let robots = String::from_utf8(robots).expect("text");
        let line = "Sitemap: https://policy.example.org/kb/sitemap.xml";
        assert_eq!(robots.lines().last(), Some(line));
    }
}
