//! The files of the published site, and the bytes of each when they are asked for.

use std::collections::BTreeMap;

use super::Compilation;
use crate::diagnostic::Diagnostic;
use crate::search::{self, IndexFiles, SearchError};
use crate::{address, export, render};

/// One file of the published site, by what it is made from.
pub enum Content {
    /// A page, rendered when it is asked for.
    Page(address::Page),
    /// A file of the theme, by its place among the assets.
    Asset(usize),
    /// A file of `content/static/`, by its place among the files read.
    Static(usize),
    /// What is made as a whole: the search index, feeds, the sitemap.
    Bytes(Vec<u8>),
}

/// The files of the published site by their paths.
pub type Contents = BTreeMap<String, Content>;

impl Compilation {
    /// The index over every passage of the site, as files.
    ///
    /// # Errors
    /// Only where the index cannot be built.
    pub fn index(&self) -> Result<IndexFiles, SearchError> {
        let passages = self
            .site
            .as_ref()
            .map(|site| search::gather(&site.knowledge_base, &site.graph));
        search::build(&passages.unwrap_or_default())
    }

    /// Every file of the published site, the index among them.
    pub fn contents(&self, index: &IndexFiles) -> Contents {
        let Some(site) = &self.site else {
            return Contents::new();
        };
        let base = &site.knowledge_base;
        let pages = render::pages::pages(base).into_iter().map(|page| {
            let path = address::file(&address::page(base, page));
            (path, Content::Page(page))
        });
        let assets = site.theme.assets().iter().enumerate();
        let assets = assets.map(|(place, asset)| (asset.path.to_string(), Content::Asset(place)));
        let statics = self.files.statics.iter().enumerate();
        let statics = statics.filter_map(|(place, file)| {
            let path = file.path.strip_prefix("content").ok()?;
            Some((path.to_string(), Content::Static(place)))
        });
        let exports = export::artifacts(site).into_iter();
        let exports = exports.map(|(path, bytes)| (path, Content::Bytes(bytes)));
        let index = index.iter().map(|(name, bytes)| {
            let path = format!("{}/{name}", address::SEARCH_INDEX);
            (path, Content::Bytes(bytes.clone()))
        });
        pages
            .chain(assets)
            .chain(statics)
            .chain(exports)
            .chain(index)
            .collect()
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// `theme/template`, where a template of the site fails.
    pub fn bytes(&self, content: &Content) -> Result<Vec<u8>, Box<Diagnostic>> {
        match (content, &self.site) {
            (Content::Page(page), Some(site)) => site.render(*page).map(String::into_bytes),
            (Content::Asset(place), Some(site)) => Ok(site.theme.assets()[*place].bytes.clone()),
            (Content::Static(place), _) => Ok(self.files.statics[*place].bytes.clone()),
            (Content::Bytes(bytes), _) => Ok(bytes.clone()),
            (Content::Page(_) | Content::Asset(_), None) => Ok(Vec::new()),
        }
    }
}
