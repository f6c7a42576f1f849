//! Texts made comparable: NFKC, lower case, simplified characters, nothing invisible. The result
//! knows which bytes of the original each of its characters came from, so that what is found in it
//! can be marked in the original exactly.

use std::ops::Range;

use unicode_normalization::char::{canonical_combining_class, decompose_compatible};
use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

use super::simplified;

/// How often lower case and NFKC are taken in turn before the result counts as stable. Two rounds
/// settle every character of Unicode 17; the rest is a margin.
const ROUNDS_MAX: usize = 4;

/// A normalised text with its way back to the original.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Normalized {
    text: String,
    pieces: Vec<Piece>,
}

/// A run of the original that was normalised as a whole: one character, or one with the marks
/// that compose with it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Piece {
    start: usize,
    original: Range<usize>,
}

impl Normalized {
    /// The normalised text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the original behind a run of bytes of the normalised text: the smallest run of
    /// whole characters that covers it. `ﬁ` is covered by its `f` and by its `i`. An empty run
    /// gives an empty run.
    pub fn original(&self, range: Range<usize>) -> Range<usize> {
        if range.is_empty() || self.pieces.is_empty() {
            let at = self
                .pieces
                .get(
                    self.pieces
                        .partition_point(|piece| piece.start < range.start),
                )
                .or(self.pieces.last())
                .map_or(0, |piece| piece.original.start);
            return at..at;
        }
        let first = &self.pieces[self.piece_at(range.start)];
        let last = &self.pieces[self.piece_at(range.end - 1)];
        first.original.start..last.original.end
    }

    fn piece_at(&self, offset: usize) -> usize {
        self.pieces
            .partition_point(|piece| piece.start <= offset)
            .saturating_sub(1)
    }
}

/// Normalises a text and keeps the way back.
pub fn normalize(text: &str) -> Normalized {
    let mut pieces = Vec::with_capacity(text.len() / 2);
    let text = fold(text, |start, original| {
        pieces.push(Piece { start, original });
    });
    Normalized { text, pieces }
}

/// Normalises a text where no way back is needed.
pub fn normalized(text: &str) -> String {
    fold(text, |_, _| ())
}

/// Appends the normal form of each piece and reports where it starts and what it was made of.
fn fold(text: &str, mut report: impl FnMut(usize, Range<usize>)) -> String {
    let mut output = String::with_capacity(text.len());
    let mut characters = text
        .char_indices()
        .filter(|(_, character)| !is_ignorable(*character))
        .peekable();
    let mut piece = String::new();
    while let Some((start, first)) = characters.next() {
        let mut end = start + first.len_utf8();
        let begin = output.len();
        if characters
            .peek()
            .is_none_or(|(_, next)| starts_piece(*next))
            && is_plain(first)
        {
            output.push(simplified(first.to_ascii_lowercase()));
        } else {
            piece.clear();
            piece.push(first);
            while let Some((at, next)) =
                characters.next_if(|(_, character)| !starts_piece(*character))
            {
                piece.push(next);
                end = at + next.len_utf8();
            }
            output.push_str(&fold_piece(&piece));
        }
        if output.len() > begin {
            report(begin, start..end);
        }
    }
    output
}

fn fold_piece(piece: &str) -> String {
    let mut folded: String = visible(piece.nfkc()).collect();
    for _ in 0..ROUNDS_MAX {
        let next: String = visible(
            folded
                .chars()
                .flat_map(char::to_lowercase)
                .map(simplified)
                .nfkc(),
        )
        .collect();
        if next == folded {
            break;
        }
        folded = next;
    }
    folded
}

fn visible(characters: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    characters.filter(|character| !is_ignorable(*character))
}

/// Whether NFKC leaves the character alone when nothing combines with it.
fn is_plain(character: char) -> bool {
    character.is_ascii() || matches!(character, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}')
}

/// Whether NFKC treats what comes before apart from this character: it neither moves before nor
/// composes with anything there.
fn starts_piece(character: char) -> bool {
    if is_plain(character) {
        return true;
    }
    let mut first = None;
    decompose_compatible(character, |part| {
        first.get_or_insert(part);
    });
    first.is_none_or(|first| {
        canonical_combining_class(first) == 0
            && is_nfc_quick(std::iter::once(first)) != IsNormalized::Maybe
    })
}

/// Whether a character shows nothing and must not come between others.
///
/// # Source
/// Unicode `DerivedCoreProperties.txt`, `Default_Ignorable_Code_Point`.
fn is_ignorable(character: char) -> bool {
    matches!(character,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
        | '\u{FFA0}' | '\u{FFF0}'..='\u{FFF8}' | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(normalize(text).text(), expected);
        assert_eq!(normalized(text), expected);
    }

    #[test]
    fn different_ways_to_write_the_same_become_one() {
        check("", "");
        check("興邊富民", "兴边富民");
        check("Ｇ２１９線（試）", "g219线(试)");
        check("“十三五”规划", "“十三五”规划");
        check("ＮＤＲＣ\u{3000}Ａ", "ndrc a");
        check("ﬁle ㎡ ㊀ ①", "file m2 一 1");
        check("e\u{301}tat ÉTAT", "état état");
        check("边\u{200B}民\u{FE00}\u{FEFF}", "边民");
        check("\u{1112}\u{1161}\u{11AB}글 ﾊﾝ", "한글 ハン");
        check("ㄱㅏ", "가");
        check("İ", "i\u{307}");
        check("豈\u{F900}", "岂岂");
        check("བོད་ཡིག", "བོད་ཡིག");
    }

    #[test]
    fn what_is_found_is_the_original_character() {
        let text = "在Ｇ２１９線，e\u{301}㎡";
        let normal = normalize(text);
        let original = |found: &str| {
            let at = normal.text().find(found).expect("it stands there");
            &text[normal.original(at..at + found.len())]
        };
        assert_eq!(original("g219线"), "Ｇ２１９線");
        assert_eq!(original("é"), "e\u{301}");
        assert_eq!(original("2"), "２");
        assert_eq!(original("m"), "㎡");
        assert_eq!(original(normal.text()), text);
        assert_eq!(normal.original(0..0), 0..0);
    }

    /// Characters that compose, decompose, change length or vanish, beside any at all.
    fn hard_text() -> impl Strategy<Value = String> {
        let character = prop_oneof![
            4 => any::<char>(),
            2 => proptest::char::range('\u{0}', '\u{3FF}'),
            2 => proptest::char::range('\u{1100}', '\u{11FF}'),
            1 => proptest::char::range('\u{3131}', '\u{318E}'),
            1 => proptest::char::range('\u{300}', '\u{36F}'),
            1 => proptest::char::range('\u{900}', '\u{D4F}'),
            1 => proptest::char::range('\u{F900}', '\u{FFEF}'),
            2 => proptest::char::range('\u{4E00}', '\u{9FFF}'),
            1 => proptest::char::range('\u{200B}', '\u{200F}'),
        ];
        proptest::collection::vec(character, 0..24)
            .prop_map(|characters| characters.into_iter().collect())
    }

    #[test]
    fn every_single_character_is_stable_once_normalised() {
        for character in '\u{0}'..=char::MAX {
            let once = normalized(character.encode_utf8(&mut [0; 4]));
            assert_eq!(normalized(&once), once, "{character:?}");
        }
    }

    proptest! {
        #[test]
        fn normalising_twice_changes_nothing_more(text in hard_text()) {
            let once = normalized(&text);
            prop_assert_eq!(normalized(&once), once);
        }

        #[test]
        fn pieces_rise_and_stand_on_character_boundaries(text in hard_text()) {
            let normal = normalize(&text);
            prop_assert_eq!(normal.text(), normalized(&text));
            let mut end = 0;
            for (at, character) in normal.text().char_indices() {
                let original = normal.original(at..at + character.len_utf8());
                prop_assert!(!original.is_empty());
                prop_assert!(text.get(original.clone()).is_some());
                prop_assert!(original.end >= end);
                end = original.end;
            }
        }

        #[test]
        fn plain_nfkc_agrees_where_nothing_else_changes(text in "[a-z0-9é\u{300}-\u{31F}가-힣\u{1161}\u{11AB}ぁ-ゖ゛゙]{0,16}") {
            prop_assert_eq!(normalized(&text), text.nfkc().collect::<String>());
        }
    }
}
