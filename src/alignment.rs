//! One language of a text beside another: section by section by id, and within a section block by
//! block where the number and the kinds of blocks agree.

use crate::content::{Block, BlockKind, Body};

/// A section in two languages; the part before the first section has no place in either.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlignedSection {
    /// Its place among the sections of the first text; none for the part before the first section,
    /// and for a section that only the second has.
    pub left: Option<usize>,
    /// Its place among those of the second; none where the second lacks it.
    pub right: Option<usize>,
    /// Whether block N of one answers to block N of the other.
    pub is_by_block: bool,
}

/// Two texts side by side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alignment {
    /// The part before the first section, then every section of the first text in order.
    pub sections: Vec<AlignedSection>,
    /// Sections of the second text that the first lacks.
    pub extra: Vec<usize>,
}

/// Aligns a text with another.
pub fn align(left: &Body, right: &Body) -> Alignment {
    let intro = AlignedSection {
        left: None,
        right: None,
        is_by_block: agree(&left.intro, &right.intro),
    };
    let sections = left.sections.iter().enumerate().map(|(index, section)| {
        let partner = right.position(&section.id);
        AlignedSection {
            left: Some(index),
            right: partner,
            is_by_block: partner
                .is_some_and(|partner| agree(&section.blocks, &right.sections[partner].blocks)),
        }
    });
    let extra = right
        .sections
        .iter()
        .enumerate()
        .filter(|(_, section)| left.position(&section.id).is_none())
        .map(|(index, _)| index)
        .collect();
    Alignment {
        sections: std::iter::once(intro).chain(sections).collect(),
        extra,
    }
}

/// Whether two runs of blocks have the same number and kinds.
fn agree(left: &[Block], right: &[Block]) -> bool {
    let kinds = |blocks: &[Block]| {
        blocks
            .iter()
            .map(|block| std::mem::discriminant(&block.kind))
            .collect::<Vec<std::mem::Discriminant<BlockKind>>>()
    };
    kinds(left) == kinds(right)
}
