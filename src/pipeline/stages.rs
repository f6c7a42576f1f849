//! The stages that read files into values, and the clock that times them.

use std::time::{Duration, Instant};

use camino::Utf8Path;
use rayon::prelude::*;

use crate::address::Form;
use crate::config::{self, Config};
use crate::content::{self, Document};
use crate::diagnostic::{Diagnostic, Place, Wording};
use crate::source::SiteFiles;
use crate::theme::{self, Theme};

/// The settings of the site; none, reported, where they cannot be used.
pub(super) fn read_config(files: &SiteFiles, diagnostics: &mut Vec<Diagnostic>) -> Option<Config> {
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
pub(super) fn parse(
    files: &SiteFiles,
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Document> {
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

/// The theme that the settings name.
pub(super) fn load_theme(
    form: Form,
    files: &SiteFiles,
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> Theme {
    let (theme, faults) = Theme::load(&theme::Request {
        name: &config.theme.value,
        named_at: Place::Span(config.theme.span),
        sources: &files.sources,
        statics: &files.statics,
        locales: &config.locales,
        form,
    });
    diagnostics.extend(faults);
    theme
}

/// The stages run so far with their times.
#[derive(Default)]
pub(super) struct Stages(pub(super) Vec<(&'static str, Duration)>);

impl Stages {
    /// Runs a stage and notes how long it took.
    pub(super) fn time<T>(&mut self, stage: &'static str, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let result = work();
        self.0.push((stage, start.elapsed()));
        result
    }
}
