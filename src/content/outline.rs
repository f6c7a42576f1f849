//! Cuts a text into sections at the headings that carry an id.
//!
//! A section's own text runs to the next heading with an id, or to any heading of the same or a
//! higher level. Headings inside a quotation (a special column 专栏) count one level deeper for
//! each quotation around them, so that the column stands under the group it follows; after the
//! quotation, text belongs to what encloses the column.

use std::collections::BTreeMap;

use super::anchor::INTRO;
use super::tree::{Block, BlockKind, Inline, TextOptions, plain_text};
use super::{is_id, reserved};
use crate::diagnostic::{Diagnostic, Rule, Wording};
use crate::source::Span;
use crate::text::nearest;

/// Two headings of one document with the same id.
pub const ID_CLASH: Rule = Rule::error("heading/id-clash");
/// A heading that ends a section, or states a measure, without an id of its own.
pub const NO_ID: Rule = Rule::error("heading/no-id");
/// A class that means nothing.
pub const UNKNOWN_CLASS: Rule = Rule::error("heading/unknown-class");
/// A heading id with characters that addresses do not take.
pub const BAD_ID: Rule = Rule::error("heading/bad-id");

/// The classes that headings may carry: what a section of a policy states, and what a section of a
/// course is for.
const KNOWN_CLASSES: [&str; 10] = [
    "task",
    "project",
    "safeguard",
    "box",
    "objectives",
    "reading",
    "discussion",
    "exercise",
    "answers",
    "notes",
];

/// A text cut into sections.
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// What stands before the first section.
    pub intro: Vec<Block>,
    /// The sections in document order; a section's parent stands before it.
    pub sections: Vec<Section>,
}

/// A part of a text that can be linked to.
#[derive(Clone, Debug)]
pub struct Section {
    /// The id, unique in the document.
    pub id: String,
    /// Where its heading stands.
    pub span: Span,
    /// How deep the heading is: its level as written, plus one for each quotation around it.
    pub level: u8,
    /// The classes of the heading.
    pub classes: Vec<String>,
    /// The heading.
    pub title: Vec<Inline>,
    /// The section it stands in, by its place in the list.
    pub parent: Option<usize>,
    /// Whether it stands in a special column.
    pub is_boxed: bool,
    /// Its own text. What anchors its blocks have, [`super::anchored`] says.
    pub blocks: Vec<Block>,
}

impl Section {
    /// The heading without markup.
    pub fn title_text(&self) -> String {
        plain_text(&self.title, &TextOptions::PLAIN)
    }
}

impl Body {
    /// The section with this id.
    pub fn section(&self, id: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == id)
    }

    /// The place of the section with this id in the list.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.sections.iter().position(|section| section.id == id)
    }

    /// Every block of the text, in document order.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> {
        let sections = self.sections.iter().flat_map(|section| &section.blocks);
        self.intro.iter().chain(sections)
    }
}

/// Cuts blocks into sections. `reserved_ids` are the words that sections cannot have as ids.
pub(super) fn outline(
    blocks: Vec<Block>,
    reserved_ids: &'static [&'static str],
    diagnostics: &mut Vec<Diagnostic>,
) -> Body {
    let mut outliner = Outliner {
        body: Body::default(),
        open: Vec::new(),
        seen: BTreeMap::new(),
        anonymous: BTreeMap::new(),
        reserved_ids,
        diagnostics,
    };
    outliner.walk(blocks, 0);
    outliner.body
}

struct Outliner<'d> {
    body: Body,
    /// The sections that enclose the place reached, outermost first.
    open: Vec<usize>,
    seen: BTreeMap<String, Span>,
    /// How many headings without an id each section has, for `PARENT-hN`.
    anonymous: BTreeMap<Option<usize>, usize>,
    reserved_ids: &'static [&'static str],
    diagnostics: &'d mut Vec<Diagnostic>,
}

impl Outliner<'_> {
    fn walk(&mut self, blocks: Vec<Block>, depth: u8) {
        for block in blocks {
            match block.kind {
                BlockKind::Heading {
                    level,
                    id,
                    classes,
                    content,
                } => self.heading(
                    level.saturating_add(depth),
                    level,
                    id,
                    classes,
                    content,
                    block.span,
                    depth,
                ),
                BlockKind::Quote(inner) if holds_section(&inner) => {
                    let before = self.body.sections.len();
                    self.walk(inner, depth.saturating_add(1));
                    self.open.retain(|&section| section < before);
                }
                _ => self.own_text().push(block),
            }
        }
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "the parts of one heading, taken apart by the only caller"
    )]
    fn heading(
        &mut self,
        depth_level: u8,
        level: u8,
        id: Option<String>,
        classes: Vec<String>,
        content: Vec<Inline>,
        span: Span,
        depth: u8,
    ) {
        let before = self.open.len();
        self.open
            .retain(|&section| self.body.sections[section].level < depth_level);
        self.check_classes(&classes, span);
        if id.is_none() && (self.open.len() < before || !classes.is_empty()) {
            self.diagnostics.push(no_id(span));
        }
        let id = id.filter(|id| self.accept(id, span));
        let Some(id) = id else {
            let parent = self.open.last().copied();
            let count = self.anonymous.entry(parent).or_default();
            *count += 1;
            let prefix = parent.map_or(INTRO, |parent| &self.body.sections[parent].id);
            let id = format!("{prefix}-h{count}");
            self.own_text().push(Block {
                span,
                kind: BlockKind::Heading {
                    level,
                    id: Some(id),
                    classes,
                    content,
                },
            });
            return;
        };
        self.body.sections.push(Section {
            id,
            span,
            level: depth_level,
            classes,
            title: content,
            parent: self.open.last().copied(),
            is_boxed: depth > 0,
            blocks: Vec::new(),
        });
        self.open.push(self.body.sections.len() - 1);
    }

    fn check_classes(&mut self, classes: &[String], span: Span) {
        for class in classes {
            if KNOWN_CLASSES.contains(&class.as_str()) {
                continue;
            }
            let list = KNOWN_CLASSES.map(|class| format!(".{class}")).join(" ");
            self.diagnostics.push(
                UNKNOWN_CLASS
                    .at(
                        span,
                        Wording::new(
                            format!("没有“.{class}”这个类"),
                            format!("unknown class `.{class}`"),
                        ),
                    )
                    .with_nearest(nearest(class, KNOWN_CLASSES))
                    .with_help(Wording::new(
                        format!("可用的类：{list}"),
                        format!("classes known here: {list}"),
                    )),
            );
        }
    }

    /// Whether an id can be used; reports why not.
    fn accept(&mut self, id: &str, span: Span) -> bool {
        if !is_id(id) {
            self.diagnostics.push(
                BAD_ID
                    .at(
                        span,
                        Wording::new(
                            format!("“{id}”不能作标题的标识"),
                            format!("`{id}` cannot be the id of a heading"),
                        ),
                    )
                    .with_help(Wording::new(
                        "标识只用小写字母、数字和连字符",
                        "an id has lower-case letters, digits and hyphens only",
                    )),
            );
            return false;
        }
        if self.reserved_ids.contains(&id) {
            self.diagnostics.push(reserved(span, id));
            return false;
        }
        if let Some(&first) = self.seen.get(id) {
            self.diagnostics.push(
                ID_CLASH
                    .at(
                        span,
                        Wording::new(
                            format!("标题的标识“{id}”重复"),
                            format!("heading id `{id}` is used twice"),
                        ),
                    )
                    .with_label(first, Wording::new("先在此处使用", "first used here")),
            );
            return false;
        }
        self.seen.insert(id.to_owned(), span);
        true
    }

    /// Where text at this place goes.
    fn own_text(&mut self) -> &mut Vec<Block> {
        match self.open.last() {
            Some(&section) => &mut self.body.sections[section].blocks,
            None => &mut self.body.intro,
        }
    }
}

/// The fault of a heading whose text would stand elsewhere than it was written.
fn no_id(span: Span) -> Diagnostic {
    NO_ID
        .at(
            span,
            Wording::new("标题没有标识", "the heading has no id"),
        )
        .with_help(Wording::new(
            "在标题末尾写上标识，如 {#t1-3 .task} 或 {#c2}；只作小标题的，级别要低于所在的一节",
            "end it with an id, such as {#t1-3 .task} or {#c2}; a mere sub-heading stands lower than its section",
        ))
}

/// Whether a quotation is a special column: a heading with an id stands in it.
fn holds_section(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| match &block.kind {
        BlockKind::Heading { id, .. } => id.is_some(),
        BlockKind::Quote(inner) => holds_section(inner),
        _ => false,
    })
}

#[cfg(test)]
mod tests;
