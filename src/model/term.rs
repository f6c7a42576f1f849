//! 术语: the terms of the field with their approved wordings.

use crate::locale::{Locale, Localized};
use crate::source::Span;
use crate::yaml::{Fields, FromYaml, Node, Reader, Spanned};

use super::TermId;
use super::registry::Declared;

/// A term.
#[derive(Clone, Debug)]
pub struct Term {
    /// The id.
    pub id: TermId,
    /// Where the id is declared.
    pub span: Span,
    /// The approved wording.
    pub term: Localized<String>,
    /// Other inflections of the approved wording.
    pub forms: Localized<Vec<String>>,
    /// Wordings met elsewhere: found by search, not to be written.
    pub variants: Localized<Vec<String>>,
    /// What it means.
    pub definition: Localized<String>,
}

impl Term {
    /// The approved wordings of a language: the term itself and its other forms.
    pub fn approved(&self, locale: Locale) -> impl Iterator<Item = &str> {
        let forms = self.forms.get(locale).into_iter().flatten();
        self.term
            .get(locale)
            .into_iter()
            .chain(forms)
            .map(String::as_str)
    }
}

impl Declared for Term {
    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn span(&self) -> Span {
        self.span
    }
}

impl FromYaml for Term {
    fn from_yaml(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let mut fields = Fields::open(node, reader)?;
        let id: Option<Spanned<TermId>> = fields.required("id", reader);
        let term = fields.required("term", reader);
        let forms = fields.optional("forms", reader).unwrap_or_default();
        let variants = fields.optional("variants", reader).unwrap_or_default();
        let definition = fields.required("definition", reader);
        fields.finish(reader);
        let id = id?;
        Some(Self {
            id: id.value,
            span: id.span,
            term: term?,
            forms,
            variants,
            definition: definition?,
        })
    }
}
