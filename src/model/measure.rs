//! 举措: one reform measure or task, the unit that bodies answer for and cases exemplify.

use std::collections::BTreeMap;

use crate::content::{Block, BlockKind, TextOptions, plain_text};
use crate::source::{Sources, Span};
use crate::yaml::{Fields, FromYaml, Node, Reader, Spanned, Value};

use super::ministry::word_of;
use super::responsibility::{self, Bodies};
use super::{MeasureId, Ministry, MinistryId, Registry, TopicId};

/// A measure of a policy.
#[derive(Clone, Debug)]
pub struct Measure {
    /// Its id.
    pub id: MeasureId,
    /// The section that states it, by its place among the policy's sections.
    pub section: usize,
    /// What sort of measure it is.
    pub kind: MeasureKind,
    /// The bodies responsible, in printed order.
    pub responsibilities: Vec<Responsibility>,
    /// 完成时限, as printed.
    pub due: Option<String>,
    /// Its topics, its own and those of what it stands under.
    pub topics: Vec<TopicId>,
    /// For a body named then, those that answer for this measure now, where an editor knows.
    pub now: BTreeMap<MinistryId, Vec<MinistryId>>,
}

impl Measure {
    /// Fills a measure from the statement that ends its text; gives the names left over.
    pub(super) fn read_responsibilities(
        &mut self,
        blocks: &[Block],
        bodies: Bodies<'_>,
        sources: &Sources,
    ) -> Vec<Spanned<String>> {
        let Some((span, text)) = last_paragraph(blocks) else {
            return Vec::new();
        };
        let Some(statement) = responsibility::read(&text, bodies) else {
            return Vec::new();
        };
        // The paragraph's text is its source less the markup, so a name is looked for in the source
        // from its end.
        let written = sources.text(span);
        let place = |name: &str| {
            let at = written.rfind(name);
            at.map_or(span, |at| {
                Span::new(span.source, span.start + at..span.start + at + name.len())
            })
        };
        self.due = statement.due;
        for body in statement.bodies {
            let printed = text[body.range].to_owned();
            self.responsibilities.push(Responsibility {
                ministry: body.ministry,
                role: body.role,
                span: place(&printed),
                printed,
            });
        }
        let unresolved = statement.unresolved.into_iter().map(|range| Spanned {
            span: place(&text[range.clone()]),
            value: text[range].to_owned(),
        });
        unresolved.collect()
    }

    /// Lets front matter override and add to what the text says.
    pub(super) fn apply(&mut self, notes: &MeasureNotes, ministries: &Registry<Ministry>) {
        for (role, ids) in &notes.roles {
            self.responsibilities.retain(|known| known.role != *role);
            for id in ids {
                // Ids that are not in the registry are reported with all other references.
                let Some(ministry) = ministries.position(id.value.as_str()) else {
                    continue;
                };
                self.responsibilities
                    .retain(|known| known.ministry != ministry);
                self.responsibilities.push(Responsibility {
                    ministry,
                    role: *role,
                    printed: String::new(),
                    span: id.span,
                });
            }
        }
        if notes.due.is_some() {
            self.due.clone_from(&notes.due);
        }
        for (then, now) in &notes.now {
            let now = now.iter().map(|id| id.value.clone()).collect();
            self.now.insert(then.value.clone(), now);
        }
    }
}

/// The last paragraph of a text, in a list item if that is where the text ends.
pub(crate) fn last_paragraph(blocks: &[Block]) -> Option<(Span, String)> {
    blocks.iter().rev().find_map(|block| match &block.kind {
        BlockKind::Paragraph(content) => {
            Some((block.span, plain_text(content, &TextOptions::PLAIN)))
        }
        BlockKind::List { items, .. } => items.iter().rev().find_map(|item| last_paragraph(item)),
        BlockKind::Quote(inner) => last_paragraph(inner),
        _ => None,
    })
}

/// What sort of measure: the class of its heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MeasureKind {
    /// 任务.
    Task,
    /// 专栏工程.
    Project,
    /// 政策措施.
    Safeguard,
}

impl MeasureKind {
    /// The words used in headings, data and interface strings.
    pub const WORDS: [(&'static str, Self); 3] = [
        ("task", Self::Task),
        ("project", Self::Project),
        ("safeguard", Self::Safeguard),
    ];

    /// The word used in headings, data and interface strings.
    pub fn word(self) -> &'static str {
        word_of(self, &Self::WORDS)
    }
}

/// A body that answers for a measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Responsibility {
    /// The body, by its place in the registry.
    pub ministry: usize,
    /// As what it answers.
    pub role: Role,
    /// The name as printed.
    pub printed: String,
    /// The paragraph, or the line of front matter, that says so.
    pub span: Span,
}

/// As what a body answers for a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// 牵头.
    Lead,
    /// 负责.
    Responsible,
    /// 配合, 参与.
    Participating,
}

impl Role {
    const WORDS: [(&'static str, Self); 3] = [
        ("lead", Self::Lead),
        ("responsible", Self::Responsible),
        ("participating", Self::Participating),
    ];

    /// The word used in files, data and interface strings.
    pub fn word(self) -> &'static str {
        word_of(self, &Self::WORDS)
    }
}

/// What an editor writes of a measure in front matter, over or beside what the text says.
#[derive(Clone, Debug, Default)]
pub(crate) struct MeasureNotes {
    pub(crate) roles: Vec<(Role, Vec<Spanned<MinistryId>>)>,
    pub(crate) now: Vec<(Spanned<MinistryId>, Vec<Spanned<MinistryId>>)>,
    pub(crate) topics: Vec<Spanned<TopicId>>,
    pub(crate) due: Option<String>,
}

impl FromYaml for MeasureNotes {
    fn from_yaml(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let mut fields = Fields::open(node, reader)?;
        let mut notes = Self::default();
        for (key, role) in Role::WORDS {
            if let Some(ids) = fields.optional(key, reader) {
                notes.roles.push((role, ids));
            }
        }
        if let Some(now) = fields.node("now") {
            match &now.value {
                Value::Map(entries) => {
                    for entry in entries {
                        let heirs = Vec::from_yaml(&entry.value, reader).unwrap_or_default();
                        let then = Spanned {
                            value: MinistryId::new(entry.key.clone()),
                            span: entry.key_span,
                        };
                        notes.now.push((then, heirs));
                    }
                }
                other => reader.wrong_type(
                    now,
                    other,
                    ("键值表（原部门: [现部门]）", "a mapping (`then: [now]`)"),
                ),
            }
        }
        notes.topics = fields.list("topics", reader);
        notes.due = fields.optional("due", reader);
        fields.finish(reader);
        Some(notes)
    }
}
