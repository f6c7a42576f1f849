//! The rules that need the whole knowledge base: references, links, lists of bodies, translations.
//! (What can be seen in one file alone is reported where the file is read.) Each code has a page
//! under `tests/diagnostics`.

mod files;
mod links;
mod measures;
mod references;
mod rules;
mod suggest;
mod translations;

pub use rules::{codes, explanation};

use std::collections::BTreeMap;

use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::model::KnowledgeBase;
use crate::source::SiteFiles;

/// Reports what is wrong with a knowledge base and with the files it was read from.
///
/// # Errors
/// `source/*`, `reference/*`, `link/*`, `measure/*`, `translation/*`, `site/unknown-rule`.
pub fn check(knowledge_base: &KnowledgeBase, files: &SiteFiles) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    references::check(knowledge_base, &mut diagnostics);
    measures::check(knowledge_base, &mut diagnostics);
    links::check(knowledge_base, files, &mut diagnostics);
    translations::check(knowledge_base, &mut diagnostics);
    rules::check_levels(&knowledge_base.config, &mut diagnostics);
    diagnostics
}

/// Reports the files that could not be read: this holds for a site whose settings are unusable
/// too.
pub fn check_files(files: &SiteFiles) -> Vec<Diagnostic> {
    files::check(files)
}

/// Groups of rules whose errors a site may lower or switch off. The others decide what a document
/// is and whether it may be published; their errors stay errors.
const ADJUSTABLE: [&str; 5] = [
    "link/",
    "markdown/",
    "measure/",
    "reference/",
    "translation/",
];

/// Gives each fault the weight that the site sets for its rule, and drops those switched off.
/// Errors outside a few groups keep their weight.
pub fn apply_levels(config: &Config, diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let levels: BTreeMap<&str, _> = config
        .rules
        .iter()
        .map(|(code, level)| (code.as_str(), level.value))
        .collect();
    diagnostics
        .into_iter()
        .filter_map(|mut diagnostic| match levels.get(diagnostic.rule.code) {
            _ if diagnostic.is_error() && !is_adjustable(diagnostic.rule.code) => Some(diagnostic),
            Some(Some(severity)) => {
                diagnostic.rule.severity = *severity;
                Some(diagnostic)
            }
            Some(None) => None,
            None => Some(diagnostic),
        })
        .collect()
}

fn is_adjustable(code: &str) -> bool {
    ADJUSTABLE.iter().any(|group| code.starts_with(group))
}
