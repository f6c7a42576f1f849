//! A line end in the source between two Chinese characters is not a space.

use super::tree::Inline;
use crate::text::is_cjk;

/// Drops soft breaks between two characters of Chinese (or Japanese) writing, looking through
/// emphasis and links; all others stay spaces. Korean writes spaces, so Hangul does not count.
pub(super) fn resolve(inlines: &mut Vec<Inline>) {
    let mut kinds = Vec::new();
    collect(inlines, &mut kinds);
    let drops = drops(&kinds);
    let mut next = drops.into_iter();
    remove(inlines, &mut next);
}

/// What matters of a text: its ends, and the breaks.
enum Piece {
    Characters(char, char),
    Break,
    Opaque,
}

fn collect(inlines: &[Inline], pieces: &mut Vec<Piece>) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => {
                if let (Some(first), Some(last)) = (text.chars().next(), text.chars().next_back()) {
                    pieces.push(Piece::Characters(first, last));
                }
            }
            Inline::SoftBreak => pieces.push(Piece::Break),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => {
                collect(inner, pieces);
            }
            Inline::Link(link) if !link.content.is_empty() => collect(&link.content, pieces),
            Inline::FootnoteReference(_) => {}
            Inline::Code(_) | Inline::HardBreak | Inline::Link(_) | Inline::Image(_) => {
                pieces.push(Piece::Opaque);
            }
        }
    }
}

/// For each break in order, whether it goes.
fn drops(pieces: &[Piece]) -> Vec<bool> {
    let mut drops = Vec::new();
    for (index, piece) in pieces.iter().enumerate() {
        if matches!(piece, Piece::Break) {
            let before = match index.checked_sub(1).map(|before| &pieces[before]) {
                Some(Piece::Characters(_, last)) => Some(*last),
                _ => None,
            };
            let after = match pieces.get(index + 1) {
                Some(Piece::Characters(first, _)) => Some(*first),
                _ => None,
            };
            drops.push(
                before
                    .zip(after)
                    .is_some_and(|(before, after)| joins(before, after)),
            );
        }
    }
    drops
}

/// Whether two characters stand together without a space. Quotation marks, dashes and ellipses
/// are shared with Latin writing: they follow the character on the other side.
fn joins(before: char, after: char) -> bool {
    let is_shared = |c: char| matches!(c, '“' | '”' | '‘' | '’' | '—' | '…' | '·');
    (is_cjk(before) && (is_cjk(after) || is_shared(after))) || (is_shared(before) && is_cjk(after))
}

fn remove(inlines: &mut Vec<Inline>, drops: &mut impl Iterator<Item = bool>) {
    inlines.retain_mut(|inline| match inline {
        Inline::SoftBreak => !drops.next().unwrap_or(false),
        Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => {
            remove(inner, drops);
            true
        }
        Inline::Link(link) if !link.content.is_empty() => {
            remove(&mut link.content, drops);
            true
        }
        _ => true,
    });
}
