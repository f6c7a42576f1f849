//! The whole way from the files of a site to what is published, on one screen:
//!
//! ```text
//! sources -> documents -> knowledge base -> graph -> diagnostics + artifacts -> disk or memory
//! ```

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use camino::Utf8Path;
use jiff::civil::Date;
use rayon::prelude::*;

use crate::config::{self, Config};
use crate::content::{self, Document};
use crate::diagnostic::{self, Diagnostic, Place, Wording};
use crate::graph;
use crate::model;
use crate::search::{self, IndexFiles, SearchError};
use crate::source::{self, LoadError, LoadOptions, SiteFiles};
use crate::theme::{self, Theme};
use crate::{address, check, export, render};

/// A site, read and linked: everything that can be made of it, and everything wrong with it.
pub struct Compilation {
    /// The files it was read from.
    pub files: SiteFiles,
    /// What is made of them; none where `site.yaml` cannot be used.
    pub site: Option<render::Site>,
    /// All faults, in the order in which they are shown.
    pub diagnostics: Vec<Diagnostic>,
    /// How long each stage took, in order.
    pub timings: Vec<(&'static str, Duration)>,
}

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

/// Reads and links a site. The day counts for what is to be published on a day to come.
///
/// # Errors
/// Only where the folder as a whole cannot be read; all else is in the diagnostics.
pub fn compile(folder: &Utf8Path, today: Date) -> Result<Compilation, LoadError> {
    let mut stages = Stages::default();
    let files = stages.time("read", || source::load(folder, LoadOptions::default()))?;
    let mut diagnostics = check::check_files(&files);
    let Some(config) = read_config(&files, &mut diagnostics) else {
        diagnostic::sort(&mut diagnostics, &files.sources);
        return Ok(stages.finish(files, None, diagnostics));
    };
    let config = Arc::new(config);
    let documents = stages.time("parse", || parse(&files, &config, &mut diagnostics));
    let knowledge_base = stages.time("assemble", || {
        model::assemble(
            config.clone(),
            &files.sources,
            documents,
            today,
            &mut diagnostics,
        )
    });
    let graph = stages.time("link", || graph::link(&knowledge_base));
    diagnostics.extend(stages.time("check", || check::check(&knowledge_base, &files)));
    let theme = stages.time("theme", || load_theme(&files, &config, &mut diagnostics));
    let mut diagnostics = check::apply_levels(&config, diagnostics);
    diagnostic::sort(&mut diagnostics, &files.sources);
    let site = render::Site::new(knowledge_base, graph, theme);
    Ok(stages.finish(files, Some(site), diagnostics))
}

fn read_config(files: &SiteFiles, diagnostics: &mut Vec<Diagnostic>) -> Option<Config> {
    let path = Utf8Path::new(config::PATH);
    let Some(source) = files.sources.find(path) else {
        let fault = config::MISSING.at(
            path.to_owned(),
            Wording::new("没有网站设置文件", "the settings of the site are missing"),
        );
        diagnostics.push(fault.with_help(Wording::new(
            "新建 content/site.yaml，写上 title、description、base_url 和 languages",
            "write content/site.yaml with title, description, base_url and languages",
        )));
        return None;
    };
    config::read(source, files.sources.get(source), diagnostics)
}

/// Parses every document, in parallel; the results stand in path order.
fn parse(files: &SiteFiles, config: &Config, diagnostics: &mut Vec<Diagnostic>) -> Vec<Document> {
    let documents: Vec<_> = files
        .sources
        .iter()
        .filter(|(_, file)| content::is_document(file.path()))
        .collect();
    let parsed: Vec<_> = documents
        .into_par_iter()
        .map(|(source, file)| {
            let mut own = Vec::new();
            let document = content::parse(source, file, &config.locales, &mut own);
            (document, own)
        })
        .collect();
    let (documents, faults): (Vec<_>, Vec<_>) = parsed.into_iter().unzip();
    diagnostics.extend(faults.into_iter().flatten());
    documents.into_iter().flatten().collect()
}

fn load_theme(files: &SiteFiles, config: &Config, diagnostics: &mut Vec<Diagnostic>) -> Theme {
    let (theme, faults) = Theme::load(&theme::Request {
        name: &config.theme.value,
        named_at: Place::Span(config.theme.span),
        sources: &files.sources,
        statics: &files.statics,
        locales: &config.locales,
    });
    diagnostics.extend(faults);
    theme
}

/// The stages run so far with their times.
#[derive(Default)]
struct Stages(Vec<(&'static str, Duration)>);

impl Stages {
    fn time<T>(&mut self, stage: &'static str, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let result = work();
        self.0.push((stage, start.elapsed()));
        result
    }

    fn finish(
        self,
        files: SiteFiles,
        site: Option<render::Site>,
        diagnostics: Vec<Diagnostic>,
    ) -> Compilation {
        Compilation {
            files,
            site,
            diagnostics,
            timings: self.0,
        }
    }
}
