//! The anchors of a text: what stands behind `#` in an address to lead to one part of it.
//!
//! Anchors are the same in every language. A section's anchor is its id. Block N of its own text
//! has `ID.N`, counted from 1, the heading not counted; what stands before the first section has
//! `intro.N`, and no section may be called `intro`. Two sorts of block have a name instead of a
//! number: a heading inside a section has its `PARENT-hN`, a footnote `fn-LABEL`.
//!
//! # Source
//! Sections keep their ids; block numbers may shift with edits, so citations use section ids.

use super::{Block, BlockKind, Body};

/// The word for what stands before the first section of a text, where a section has its id.
pub const INTRO: &str = "intro";

/// The anchor of place `number` (from 1) in the own text of a section, or of [`INTRO`].
pub fn block_anchor(section: &str, number: usize) -> String {
    format!("{section}.{number}")
}

/// The anchor of a footnote.
pub fn footnote_anchor(label: &str) -> String {
    format!("fn-{label}")
}

/// Each block of the own text of a section, or of [`INTRO`], with the anchor it has on pages.
///
/// # Shape
/// All the blocks in order, those without words among them.
pub fn anchored<'b>(
    section: &str,
    blocks: &'b [Block],
) -> impl Iterator<Item = (String, &'b Block)> {
    blocks.iter().enumerate().map(move |(index, block)| {
        let anchor = match &block.kind {
            BlockKind::Heading { id: Some(id), .. } => id.clone(),
            BlockKind::Footnote { label, .. } => footnote_anchor(label),
            _ => block_anchor(section, index + 1),
        };
        (anchor, block)
    })
}

impl Body {
    /// Every block of the text with its anchor, in the order of [`Body::blocks`].
    pub fn anchored_blocks(&self) -> impl Iterator<Item = (String, &Block)> {
        let sections = self.sections.iter();
        let sections = sections.flat_map(|section| anchored(&section.id, &section.blocks));
        anchored(INTRO, &self.intro).chain(sections)
    }
}
