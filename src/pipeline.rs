//! The whole way from the files of a site to what is published, on one screen:
//!
//! ```text
//! sources -> documents -> knowledge base -> graph -> diagnostics + artifacts -> disk or memory
//! ```
//!
//! [`compile`] goes as far as the graph; [`Compilation::contents`] names the artifacts, and
//! [`Compilation::bytes`] makes each when it is asked for.

mod contents;
mod stages;

pub use contents::{Content, Contents, SearchFiles};

use std::sync::Arc;
use std::time::Duration;

use camino::Utf8Path;
use jiff::civil::Date;

use crate::address::Form;
use crate::diagnostic::{self, Diagnostic};
use crate::source::{self, LoadError, LoadOptions, SiteFiles};
use crate::{check, graph, model, render};

use stages::{Stages, load_theme, parse, read_config};

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

/// Reads and links a site. The day counts for what is to be published on a day to come.
///
/// # Errors
/// Only where the folder as a whole cannot be read; all else is in the diagnostics.
pub fn compile(folder: &Utf8Path, today: Date) -> Result<Compilation, LoadError> {
    compile_as(Form::Served, folder, today)
}

/// The same for a site in another form.
///
/// # Errors
/// As those of [`compile`].
pub fn compile_as(form: Form, folder: &Utf8Path, today: Date) -> Result<Compilation, LoadError> {
    let mut stages = Stages::default();
    let files = stages.time("read", || source::load(folder, LoadOptions::default()))?;
    let mut diagnostics = check::check_files(&files);
    let Some(config) = read_config(&files, &mut diagnostics) else {
        diagnostic::sort(&mut diagnostics, &files.sources);
        return Ok(Compilation {
            files,
            site: None,
            diagnostics,
            timings: stages.0,
        });
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
    let theme = stages.time("theme", || {
        load_theme(form, &files, &config, &mut diagnostics)
    });
    let mut diagnostics = check::apply_levels(&config, diagnostics);
    diagnostic::sort(&mut diagnostics, &files.sources);
    Ok(Compilation {
        files,
        site: Some(render::Site::new(knowledge_base, graph, theme)),
        diagnostics,
        timings: stages.0,
    })
}

impl Compilation {
    /// Adds faults that were found later, and puts all in order again.
    pub fn add(&mut self, diagnostics: Vec<Diagnostic>) {
        self.diagnostics.extend(diagnostics);
        diagnostic::sort(&mut self.diagnostics, &self.files.sources);
    }
}
