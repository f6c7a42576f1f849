//! What may be published. What may not appears in no output whatever: the knowledge base is cut
//! down to its public part before anything is made from it.

use jiff::civil::Date;

use crate::yaml::{Fields, Reader, Value};

use super::PartialDate;

/// Whether a document may be published, and from when.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Publicity {
    /// Still being written.
    pub is_draft: bool,
    /// Not before this day.
    pub publish_on: Option<PartialDate>,
    /// 公开属性: whether it may be published at all.
    pub disclosure: Disclosure,
}

/// 公开属性 of an official document.
///
/// # Source
/// 政府信息公开条例.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Disclosure {
    /// 主动公开.
    #[default]
    Public,
    /// 依申请公开.
    OnRequest,
    /// 不予公开.
    None,
}

impl Publicity {
    /// Reads `draft`, `publish_on` and `disclosure`.
    pub(super) fn read(fields: &mut Fields<'_>, reader: &mut Reader<'_>) -> Self {
        let words = [
            ("public", Disclosure::Public),
            ("on_request", Disclosure::OnRequest),
            ("none", Disclosure::None),
        ];
        let is_draft = Self::read_draft(fields, reader);
        let publish_on = fields.optional("publish_on", reader);
        let has_day = fields
            .node("publish_on")
            .is_some_and(|node| !matches!(node.value, Value::Null));
        Self {
            // A value that cannot be read must not let a document out.
            is_draft: is_draft || (has_day && publish_on.is_none()),
            publish_on,
            disclosure: fields
                .node("disclosure")
                .map_or(Disclosure::Public, |node| {
                    reader.choice(node, &words).unwrap_or(Disclosure::None)
                }),
        }
    }

    /// Reads `draft`; a value that cannot be read makes a draft.
    pub(super) fn read_draft(fields: &mut Fields<'_>, reader: &mut Reader<'_>) -> bool {
        let is_stated = fields
            .node("draft")
            .is_some_and(|node| !matches!(node.value, Value::Null));
        fields.optional("draft", reader).unwrap_or(is_stated)
    }

    /// Whether it may be published on a day.
    pub fn is_public(self, today: Date) -> bool {
        !self.is_draft
            && self.disclosure == Disclosure::Public
            && self.publish_on.is_none_or(|day| day.first_day() <= today)
    }
}
