//! What a site gives to other programs beside its pages: the sitemap, feeds, `robots.txt`. One
//! format a file; everything is returned as bytes with its address, and written elsewhere.

mod atom;
mod robots;
mod sitemap;
mod xml;

use crate::model::KnowledgeBase;
use crate::render::Site;

/// Every file of this room, by its address from the root of the site, in order of addresses.
pub fn artifacts(site: &Site) -> Vec<(String, Vec<u8>)> {
    let knowledge_base = &site.knowledge_base;
    let mut artifacts = sitemap::sitemaps(knowledge_base);
    artifacts.extend(atom::feeds(knowledge_base, &site.theme));
    artifacts.push((robots::ADDRESS.to_owned(), robots::robots(knowledge_base)));
    artifacts.sort();
    artifacts
}

/// An address with the site's own in front, as readers elsewhere need it.
fn absolute(knowledge_base: &KnowledgeBase, address: &str) -> String {
    format!("{}{address}", knowledge_base.config.base_url)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sample;

    #[test]
    fn the_files_come_in_order_of_addresses() {
        let artifacts = artifacts(&sample::site(&[]));
        let addresses: Vec<&str> = artifacts.iter().map(|(address, _)| &**address).collect();
        assert_eq!(
            addresses,
            [
                "en/cases/feed.xml",
                "en/feed.xml",
                "en/policies/feed.xml",
                "robots.txt",
                "sitemap.xml",
                "zh/cases/feed.xml",
                "zh/feed.xml",
                "zh/policies/feed.xml",
            ]
        );
    }
}
