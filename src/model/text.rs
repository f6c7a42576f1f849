//! What a document says in each language.

use crate::content::Body;
use crate::locale::{Locale, Localized};
use crate::source::{SourceId, Span};

/// A document's text in one language.
#[derive(Clone, Debug)]
pub struct Text {
    /// The file.
    pub source: SourceId,
    /// Where the title stands: the place for what is said of the text as a whole.
    pub title_span: Span,
    /// The title.
    pub title: String,
    /// One or two sentences that say what it holds.
    pub summary: Option<String>,
    /// The text.
    pub body: Body,
}

/// A document's texts, one of them the original.
#[derive(Clone, Debug)]
pub struct Texts {
    /// The language it was first written in here: its sections are the ones that count.
    pub original: Locale,
    /// The text in each language that has one, the original among them.
    pub by_locale: Localized<Text>,
}

impl Texts {
    /// The text in the original language.
    pub fn original(&self) -> &Text {
        self.by_locale
            .get(self.original)
            .expect("a document has its original")
    }

    /// The text in a language, else the original.
    pub fn best(&self, locale: Locale) -> (Locale, &Text) {
        match self.by_locale.get(locale) {
            Some(text) => (locale, text),
            None => (self.original, self.original()),
        }
    }

    /// The title in a language, else in the original.
    pub fn title(&self, locale: Locale) -> &str {
        &self.best(locale).1.title
    }

    /// The summary in a language, else in the original; empty if there is none.
    pub fn summary(&self, locale: Locale) -> &str {
        self.best(locale).1.summary.as_deref().unwrap_or_default()
    }

    /// Whether there is a text in this very language.
    pub fn has(&self, locale: Locale) -> bool {
        self.by_locale.get(locale).is_some()
    }
}
