//! Small sites for tests, compiled in memory the way real ones are.

use std::sync::Arc;

use camino::Utf8Path;
use jiff::civil::Date;

use super::Site;
use crate::address::Form;
use crate::diagnostic::{Diagnostic, Place};
use crate::source::{SourceFile, Sources};
use crate::theme::{self, Theme};
use crate::{config, content, graph, model};

/// Settings in Chinese and English; more keys may follow.
pub(crate) const SETTINGS: &str = "\
title: {zh: 边境政策, en: Border policy}
description: {zh: 政策与案例。, en: Policies and cases.}
base_url: https://policy.example.org/kb/
languages:
- {code: zh, tag: zh-Hans, name: 中文}
- {code: en, tag: en, name: English}
publisher:
  name: {zh: 编辑组, en: The editors}
licence: {name: CC BY 4.0, url: \"https://creativecommons.org/licenses/by/4.0/\"}
";

/// Compiles a site from files under `content/`; a file of the same path stands in for
/// [`SETTINGS`]. Panics at any fault in them.
pub(crate) fn site(files: &[(&str, &str)]) -> Site {
    let settings = ("site.yaml", SETTINGS);
    let has_settings = files.iter().any(|(path, _)| *path == settings.0);
    let all = files.iter().chain((!has_settings).then_some(&settings));
    let files = all.map(|(path, text)| SourceFile::new(format!("content/{path}"), *text));
    let sources = Sources::new(files.collect());
    let mut faults: Vec<Diagnostic> = Vec::new();
    let source = sources
        .find(Utf8Path::new(config::PATH))
        .expect("settings are given");
    let config = config::read(source, sources.get(source), &mut faults).expect("usable settings");
    let documents = sources
        .iter()
        .filter(|(_, file)| content::is_document(file.path()))
        .filter_map(|(source, file)| content::parse(source, file, &config.locales, &mut faults))
        .collect();
    let (theme, theme_faults) = Theme::load(&theme::Request {
        name: theme::DEFAULT,
        named_at: Place::Path(config::PATH.into()),
        sources: &sources,
        statics: &[],
        locales: &config.locales,
        form: Form::Served,
    });
    faults.extend(theme_faults);
    let today = Date::constant(2026, 1, 1);
    let knowledge_base = model::assemble(Arc::new(config), &sources, documents, today, &mut faults);
    let messages: Vec<&str> = faults.iter().map(|fault| &*fault.message.en).collect();
    assert_eq!(messages, Vec::<&str>::new(), "the files are sound");
    let graph = graph::link(&knowledge_base);
    Site::new(knowledge_base, graph, theme)
}
