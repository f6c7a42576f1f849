//! The files of the published site, and the bytes of each when they are asked for.

use std::collections::BTreeMap;

use super::Compilation;
use crate::address::Form;
use crate::diagnostic::Diagnostic;
use crate::search::acceptance::{self, Evaluation};
use crate::search::pack::{self, Pack, PackFiles};
use crate::search::{self, IndexFiles, SearchError, SearchIndex};
use crate::{address, check, export, render};

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

/// What a site is searched by.
pub struct SearchFiles {
    /// The index, opened.
    pub index: SearchIndex,
    /// Its files, by their names.
    pub index_files: IndexFiles,
    /// The pack for browsers, by the paths of its files on the site.
    pub pack_files: PackFiles,
}

/// The files of the published site by their paths.
pub type Contents = BTreeMap<String, Content>;

impl Compilation {
    /// The index over every passage of the site, and the pack made from it.
    ///
    /// # Errors
    /// Only where the index cannot be built.
    pub fn search_files(&self) -> Result<SearchFiles, SearchError> {
        let passages = self
            .site
            .as_ref()
            .map(|site| search::gather(&site.knowledge_base, &site.graph));
        let index_files = search::build(&passages.unwrap_or_default())?;
        let index = SearchIndex::from_files(index_files.clone())?;
        Ok(SearchFiles {
            pack_files: pack::write(&index)?,
            index,
            index_files,
        })
    }

    /// What the pack finds of what the acceptance queries of the site must find.
    ///
    /// # Errors
    /// Where the index or the pack cannot be made or read.
    pub fn evaluate(&self) -> Result<Evaluation, SearchError> {
        let Some(site) = &self.site else {
            return Ok(Evaluation::default());
        };
        let locales = &site.knowledge_base.config.locales;
        let mut diagnostics = Vec::new();
        let queries = acceptance::read(&self.files.sources, locales, &mut diagnostics);
        let mut evaluation = if queries.is_empty() {
            Evaluation::default()
        } else {
            let pack = Pack::from_files(self.search_files()?.pack_files)?;
            acceptance::evaluate(&queries, |request| pack.search(request))?
        };
        diagnostics.append(&mut evaluation.diagnostics);
        evaluation.diagnostics = check::apply_levels(&site.knowledge_base.config, diagnostics);
        Ok(evaluation)
    }

    /// Every file of the published site, index and pack among them.
    pub fn contents(&self, search: &SearchFiles) -> Contents {
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
        let index = search.index_files.iter().map(|(name, bytes)| {
            let path = format!("{}/{name}", address::SEARCH_INDEX);
            (path, Content::Bytes(bytes.clone()))
        });
        let pack = match site.theme.form() {
            Form::Served => search.pack_files.clone(),
            Form::Portable => pack::scripts(&search.pack_files),
        };
        let pack = pack.into_iter();
        let pack = pack.map(|(path, bytes)| (path, Content::Bytes(bytes)));
        pages
            .chain(assets)
            .chain(statics)
            .chain(exports)
            .chain(index)
            .chain(pack)
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
