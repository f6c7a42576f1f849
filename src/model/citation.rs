//! 出处: where facts come from. Every policy and every case names one.

use crate::locale::Localized;
use crate::source::Span;
use crate::yaml::{Fields, FromYaml, Node, Reader, Spanned};

use super::registry::Declared;
use super::{CitationId, PartialDate};

/// A source of facts.
#[derive(Clone, Debug)]
pub struct Citation {
    /// The id.
    pub id: CitationId,
    /// Where the id is declared.
    pub span: Span,
    /// The title.
    pub title: Localized<String>,
    /// Who issued it, where it says so.
    pub publisher: Localized<String>,
    /// 发文字号.
    pub document_number: Localized<String>,
    /// When it was issued.
    pub date: Option<PartialDate>,
    /// Where it stands.
    pub url: Option<String>,
    /// What a reader should know of it.
    pub note: Localized<String>,
}

impl Declared for Citation {
    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn span(&self) -> Span {
        self.span
    }
}

impl FromYaml for Citation {
    fn from_yaml(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let mut fields = Fields::open(node, reader)?;
        let id: Option<Spanned<CitationId>> = fields.required("id", reader);
        let title = fields.required("title", reader);
        let publisher = fields.optional("publisher", reader).unwrap_or_default();
        let document_number = fields
            .optional("document_number", reader)
            .unwrap_or_default();
        let date = fields.optional("date", reader);
        let url = fields
            .optional::<Spanned<String>>("url", reader)
            .and_then(|address| crate::config::check_link(address, reader));
        let note = fields.optional("note", reader).unwrap_or_default();
        fields.finish(reader);
        let id = id?;
        Some(Self {
            id: id.value,
            span: id.span,
            title: title?,
            publisher,
            document_number,
            date,
            url,
            note,
        })
    }
}
