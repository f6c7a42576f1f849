//! Pairs the `**` that CommonMark leaves as characters next to Chinese punctuation: by its
//! flanking rule `**“重点”**是` is no emphasis, which no writer of Chinese expects.
//!
//! # Source
//! CommonMark 0.31, section 6.2; commonmark-spec issue 650.

use super::tree::Inline;
use crate::diagnostic::{Diagnostic, Rule, Wording};
use crate::source::Span;

/// `**` without a partner.
pub const UNPAIRED: Rule = Rule::warning("markdown/unpaired-emphasis");

/// Stands for a star that CommonMark left as it was: a noncharacter, which Unicode sets aside for
/// such internal use. [`clean`] keeps it out of what is read.
const STAR: char = '\u{FDD0}';

/// A text without the character that stands for stars here.
pub(super) fn clean(text: &str) -> String {
    text.replace(STAR, "\u{FFFD}")
}

/// A run of stars.
pub(super) fn markers(length: usize) -> String {
    STAR.to_string().repeat(length)
}

/// Whether a text is a run of such stars.
pub(super) fn is_marker(text: &str) -> bool {
    text.starts_with(STAR)
}

/// Adds a star to a run.
pub(super) fn lengthen(text: &mut String) {
    text.push(STAR);
}

/// Pairs runs of two or three stars among siblings, here and inside, in the order in which they
/// stand; the rest become characters again. Returns whether a run had no partner.
pub(super) fn pair(inlines: &mut Vec<Inline>) -> bool {
    let mut is_unpaired = false;
    let mut done: Vec<Inline> = Vec::with_capacity(inlines.len());
    let mut open: Option<(usize, usize)> = None;
    let mut rest = std::mem::take(inlines).into_iter().peekable();
    while let Some(mut inline) = rest.next() {
        match &mut inline {
            Inline::Text(text) if is_marker(text) => {
                let length = text.chars().count();
                let after_space = done.last().is_none_or(ends_in_space);
                let before_space = rest.peek().is_none_or(begins_with_space);
                match open {
                    Some((at, opened)) if opened == length && !after_space => {
                        let inner = done.drain(at..).skip(1).collect();
                        done.push(match length {
                            2 => Inline::Strong(inner),
                            _ => Inline::Strong(vec![Inline::Emphasis(inner)]),
                        });
                        open = None;
                    }
                    _ => {
                        if (2..=3).contains(&length) && open.is_none() && !before_space {
                            open = Some((done.len(), length));
                        } else {
                            is_unpaired |= length > 1;
                        }
                        done.push(Inline::Text("*".repeat(length)));
                    }
                }
                continue;
            }
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => {
                is_unpaired |= pair(inner);
            }
            Inline::Link(link) | Inline::Image(link) => is_unpaired |= pair(&mut link.content),
            _ => {}
        }
        done.push(inline);
    }
    is_unpaired |= open.is_some();
    *inlines = merge_text(done);
    is_unpaired
}

fn ends_in_space(inline: &Inline) -> bool {
    match inline {
        Inline::Text(text) => text.ends_with(char::is_whitespace),
        Inline::SoftBreak | Inline::HardBreak => true,
        _ => false,
    }
}

fn begins_with_space(inline: &Inline) -> bool {
    match inline {
        Inline::Text(text) => text.starts_with(char::is_whitespace),
        Inline::SoftBreak | Inline::HardBreak => true,
        _ => false,
    }
}

/// Joins texts that stand side by side.
fn merge_text(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut merged: Vec<Inline> = Vec::with_capacity(inlines.len());
    for inline in inlines {
        match (merged.last_mut(), inline) {
            (Some(Inline::Text(last)), Inline::Text(text)) => last.push_str(&text),
            (_, inline) => merged.push(inline),
        }
    }
    merged
}

/// The fault of stars without a partner in a block, placed at the first `**` of it.
pub(super) fn unpaired(text: &str, block: Span) -> Diagnostic {
    let at = text[block.range()]
        .find("**")
        .map_or(block.start, |at| block.start + at);
    let span = Span {
        start: at,
        end: (at + 2).min(block.end),
        ..block
    };
    UNPAIRED
        .at(
            span,
            Wording::new("加粗的“**”没有成对", "the `**` of bold text has no partner"),
        )
        .with_help(Wording::new(
            "补上另一半；要显示星号本身，请写成 \\*\\*",
            "add the other one; to show the stars themselves, write \\*\\*",
        ))
}
