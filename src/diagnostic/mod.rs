//! What is wrong with the files of a site, as plain data: which rule, where, in Chinese and in
//! English, and what to do. How it is printed stands in [`human`], [`json`] and [`github`]; which
//! rules there are, in the rooms that find the faults.

pub mod github;
pub mod human;
pub mod json;

use camino::Utf8PathBuf;
use serde::Serialize;

use crate::source::{Sources, Span};

/// How much a fault weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The site cannot be published as it stands.
    Error,
    /// The site can be published, but somebody should look.
    Warning,
}

/// A rule by its stable code, such as `front-matter/unknown-key`, with its usual weight.
///
/// Each code has a page under `tests/diagnostics` that says what it finds and why it matters; the
/// page is a test, and it is what `jingwei explain` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The stable code, `group/name`.
    pub code: &'static str,
    /// The weight where `site.yaml` sets no other.
    pub severity: Severity,
}

impl Rule {
    /// A rule whose breach keeps a site from being published.
    pub const fn error(code: &'static str) -> Self {
        Self {
            code,
            severity: Severity::Error,
        }
    }

    /// A rule whose breach is reported only.
    pub const fn warning(code: &'static str) -> Self {
        Self {
            code,
            severity: Severity::Warning,
        }
    }

    /// A breach of this rule at a place. Wordings are short phrases that stand alone, English in
    /// lower case, without a full stop.
    pub fn at(self, place: impl Into<Place>, message: Wording) -> Diagnostic {
        Diagnostic {
            rule: self,
            message,
            place: place.into(),
            labels: Vec::new(),
            help: Vec::new(),
        }
    }
}

/// A language in which the program itself speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tongue {
    /// Chinese.
    Chinese,
    /// English.
    English,
}

/// One thing said in both languages of the program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Wording {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

impl Wording {
    /// The same thing in Chinese and in English.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            zh: zh.into(),
            en: en.into(),
        }
    }

    /// The wording in one language.
    pub fn in_tongue(&self, tongue: Tongue) -> &str {
        match tongue {
            Tongue::Chinese => &self.zh,
            Tongue::English => &self.en,
        }
    }
}

/// Where a fault stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A run of bytes in a file that was read.
    Span(Span),
    /// A file or folder as a whole, by its path from the site folder.
    Path(Utf8PathBuf),
}

impl From<Span> for Place {
    fn from(span: Span) -> Self {
        Self::Span(span)
    }
}

impl From<Utf8PathBuf> for Place {
    fn from(path: Utf8PathBuf) -> Self {
        Self::Path(path)
    }
}

/// A second place that explains a fault, such as the first use of a clashing id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What stands there.
    pub text: Wording,
}

/// One fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that is broken, with the weight in force for this site.
    pub rule: Rule,
    /// What is wrong: one short phrase that stands alone.
    pub message: Wording,
    /// Where.
    pub place: Place,
    /// Other places that explain it.
    pub labels: Vec<Label>,
    /// What to do about it, nearest remedy first.
    pub help: Vec<Wording>,
}

impl Diagnostic {
    /// Adds a place that explains the fault.
    #[must_use]
    pub fn with_label(mut self, span: Span, text: Wording) -> Self {
        self.labels.push(Label { span, text });
        self
    }

    /// Adds a remedy.
    #[must_use]
    pub fn with_help(mut self, help: Wording) -> Self {
        self.help.push(help);
        self
    }

    /// Adds the nearest known name as a remedy, if there is one.
    #[must_use]
    pub fn with_nearest(self, nearest: Option<&str>) -> Self {
        match nearest {
            Some(name) => self.with_help(Wording::new(
                format!("是否想写“{name}”？"),
                format!("did you mean `{name}`?"),
            )),
            None => self,
        }
    }

    /// The path of the file it stands in.
    pub fn path<'a>(&'a self, sources: &'a Sources) -> &'a camino::Utf8Path {
        match &self.place {
            Place::Span(span) => sources.get(span.source).path(),
            Place::Path(path) => path,
        }
    }

    /// Whether it keeps the site from being published.
    pub fn is_error(&self) -> bool {
        self.rule.severity == Severity::Error
    }
}

/// Puts faults in the one order in which they are shown: by file, place and code, each once.
pub fn sort(diagnostics: &mut Vec<Diagnostic>, sources: &Sources) {
    let key = |diagnostic: &Diagnostic| {
        let start = match &diagnostic.place {
            Place::Span(span) => span.start,
            Place::Path(_) => 0,
        };
        (
            diagnostic.path(sources).to_owned(),
            start,
            diagnostic.rule.code,
            diagnostic.message.en.clone(),
        )
    };
    diagnostics.sort_by_cached_key(key);
    diagnostics.dedup();
}
