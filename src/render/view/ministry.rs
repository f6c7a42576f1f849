//! The page of a body.

use serde::Serialize;

use super::{Backlink, CaseCard, Chrome, Fact, Link, MeasureCard};

/// A department, commission, agency or other body. Template: `ministry.html`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Ministry {
    /// The frame.
    pub chrome: Chrome,
    /// Full, short and other names, type, from, until.
    pub facts: Vec<Fact>,
    /// What it came from, nearest first.
    pub predecessors: Vec<ChainLink>,
    /// What became of it or of its duties, nearest first.
    pub successors: Vec<ChainLink>,
    /// The measures it was given by name.
    pub measures: Vec<MeasureCard>,
    /// The measures it has from bodies before it; each says from whom.
    pub inherited: Vec<MeasureCard>,
    /// The cases of all these measures.
    pub cases: Vec<CaseCard>,
    /// Who else names it.
    pub backlinks: Vec<Backlink>,
}

/// A step of a reform, with the steps beyond it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ChainLink {
    /// The body before or after.
    pub link: Link,
    /// When, as it is shown.
    pub on: String,
    /// How: 更名, 合并, 拆分, 职责划转.
    pub kind: String,
    /// Which duties moved, where only some did; empty otherwise.
    pub duties: String,
    /// The further steps from that body on.
    pub further: Vec<ChainLink>,
}
