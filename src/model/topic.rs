//! 主题: subject headings under which measures and cases are gathered.

use crate::locale::Localized;
use crate::source::Span;
use crate::yaml::{Fields, FromYaml, Node, Reader, Spanned};

use super::TopicId;
use super::registry::Declared;

/// A subject heading.
#[derive(Clone, Debug)]
pub struct Topic {
    /// The id.
    pub id: TopicId,
    /// Where the id is declared.
    pub span: Span,
    /// The name, short enough for a menu.
    pub name: Localized<String>,
    /// One sentence that says what it gathers.
    pub description: Localized<String>,
}

impl Declared for Topic {
    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn span(&self) -> Span {
        self.span
    }
}

impl FromYaml for Topic {
    fn from_yaml(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let mut fields = Fields::open(node, reader)?;
        let id: Option<Spanned<TopicId>> = fields.required("id", reader);
        let name = fields.required("name", reader);
        let description = fields.optional("description", reader).unwrap_or_default();
        fields.finish(reader);
        let id = id?;
        Some(Self {
            id: id.value,
            span: id.span,
            name: name?,
            description,
        })
    }
}
