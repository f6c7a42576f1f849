//! A policy in two languages, block against block.

use serde::Serialize;

use super::{Chrome, Link};

/// Two languages of one policy side by side. Template: `parallel.html`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Parallel {
    /// The frame.
    pub chrome: Chrome,
    /// The policy.
    pub policy: Link,
    /// The two languages, the one read first first.
    pub columns: Vec<Column>,
    /// The text.
    pub sections: Vec<ParallelSection>,
}

/// A language of the parallel text.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Column {
    /// The name of the language in itself.
    pub name: String,
    /// Its tag.
    pub tag: String,
    /// `ltr` or `rtl`.
    pub dir: String,
}

/// A section of the parallel text; sections are not nested here.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ParallelSection {
    /// The anchor, the same in every language.
    pub id: String,
    /// The level of its heading, from 2 to 6.
    pub level: u8,
    /// Its own page; empty for none.
    pub href: String,
    /// The number and title in each language, in the order of the columns.
    pub headings: Vec<ParallelCell>,
    /// Its own text, block against block.
    pub rows: Vec<ParallelRow>,
    /// Why the rows are whole sections and not blocks, where they are; empty otherwise.
    pub notice: String,
}

/// Blocks that say the same.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ParallelRow {
    /// The anchor, such as `t1-2.1`; empty for none.
    pub id: String,
    /// The blocks in the order of the columns.
    pub cells: Vec<ParallelCell>,
}

/// One language of a row.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ParallelCell {
    /// The tag.
    pub tag: String,
    /// `ltr` or `rtl`.
    pub dir: String,
    /// The block; empty where this language lacks it.
    pub html: String,
}
