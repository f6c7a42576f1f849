//! What of a text is shown with a result, and which of its characters are marked.

use std::collections::BTreeSet;
use std::ops::Range;

use super::phrase::Phrase;
use super::request::Fragment;
use crate::text::{Normalized, normalize, width, words};

/// How much text is shown, in columns: a Han character takes two. From 100 to 300; two to three
/// lines of a result list.
const SNIPPET_COLUMNS: usize = 180;

/// How much of it may stand before the first mark, at most: enough to begin with the sentence,
/// not so much that the mark is pushed out of sight.
const LEAD_COLUMNS: usize = 48;

/// A found phrase: which, and the bytes of the original that match, word by word.
struct Mark {
    phrase: usize,
    pieces: Vec<Range<usize>>,
}

impl Mark {
    fn start(&self) -> usize {
        self.pieces.first().map_or(0, |piece| piece.start)
    }

    fn end(&self) -> usize {
        self.pieces.last().map_or(0, |piece| piece.end)
    }
}

/// A whole text with its matches marked.
pub(super) fn marked(text: &str, phrases: &[&Phrase]) -> Vec<Fragment> {
    let marks = find_marks(text, phrases);
    fragments(text, 0..text.len(), &marks)
}

/// A part of a text.
pub(super) struct Snippet {
    /// What to show, put together.
    pub(super) fragments: Vec<Fragment>,
    /// The byte at which the match begins for which this part was chosen; none where nothing
    /// matches.
    pub(super) at: Option<usize>,
}

/// The part of a text that shows most of the phrases, with its matches marked. Line feeds read as
/// spaces; `…` stands where text was left out.
pub(super) fn snippet(text: &str, phrases: &[&Phrase]) -> Snippet {
    let marks = find_marks(text, phrases);
    let at = best_mark(text, &marks);
    let window = window_around(text, at);
    let mut fragments = fragments(text, window.clone(), &marks);
    if window.start > 0 {
        match fragments.first_mut() {
            Some(first) if !first.marked => first.text.insert(0, '…'),
            _ => fragments.insert(0, plain("…")),
        }
    }
    if window.end < text.len() {
        match fragments.last_mut() {
            Some(last) if !last.marked => last.text.push('…'),
            _ => fragments.push(plain("…")),
        }
    }
    Snippet { fragments, at }
}

fn plain(text: &str) -> Fragment {
    Fragment {
        text: text.to_owned(),
        marked: false,
    }
}

/// Every match of every phrase, by where it starts.
fn find_marks(text: &str, phrases: &[&Phrase]) -> Vec<Mark> {
    if phrases.is_empty() {
        return Vec::new();
    }
    let normal: Normalized = normalize(text);
    let words = words(normal.text());
    let mut marks: Vec<Mark> = Vec::new();
    for (index, phrase) in phrases.iter().enumerate() {
        for found in phrase.find(&words) {
            let pieces = words[found]
                .iter()
                .map(|word| normal.original(word.start..word.end()))
                .collect();
            marks.push(Mark {
                phrase: index,
                pieces,
            });
        }
    }
    marks.sort_by_key(|mark| (mark.start(), mark.end()));
    marks
}

/// The byte at which the mark begins from which most different phrases, then most marks, can be
/// seen; the first of equals.
fn best_mark(text: &str, marks: &[Mark]) -> Option<usize> {
    let mut best: Option<((usize, usize), usize)> = None;
    let mut end = 0;
    for (first, mark) in marks.iter().enumerate() {
        let reach = advance(text, mark.start(), SNIPPET_COLUMNS - LEAD_COLUMNS);
        end = first.max(end);
        while marks.get(end).is_some_and(|other| other.end() <= reach) {
            end += 1;
        }
        let seen = &marks[first..end.max(first)];
        let phrases: BTreeSet<_> = seen.iter().map(|mark| mark.phrase).collect();
        let worth = (phrases.len(), seen.len());
        if best.is_none_or(|(best_worth, _)| worth > best_worth) {
            best = Some((worth, mark.start()));
        }
    }
    best.map(|(_, at)| at)
}

/// Where the snippet is cut.
fn window_around(text: &str, mark: Option<usize>) -> Range<usize> {
    let start = mark.map_or(0, |at| window_start(text, at));
    let end = advance(text, start, SNIPPET_COLUMNS);
    start..word_end(text, start, end)
}

/// Goes back from a mark to the beginning of its sentence, or as far as is allowed.
fn window_start(text: &str, mark: usize) -> usize {
    let mut columns = 0;
    let mut start = mark;
    for (at, character) in text[..mark].char_indices().rev() {
        if matches!(character, '。' | '！' | '？' | '；' | '\n') {
            return start;
        }
        columns += width(character.encode_utf8(&mut [0; 4]));
        if columns > LEAD_COLUMNS {
            // In the middle of a sentence: begin with a whole word where there are words.
            return text[start..mark]
                .find(' ')
                .map_or(start, |space| start + space + 1);
        }
        start = at;
    }
    0
}

/// The byte that is so many columns further on, or the end.
fn advance(text: &str, start: usize, columns: usize) -> usize {
    let mut used = 0;
    for (at, character) in text[start..].char_indices() {
        used += width(character.encode_utf8(&mut [0; 4]));
        if used > columns {
            return start + at;
        }
    }
    text.len()
}

/// Takes a cut back to the end of a word, if it falls into one that began not long before.
fn word_end(text: &str, start: usize, end: usize) -> usize {
    let is_inside = |at: usize| {
        let letter = |character: Option<char>| character.is_some_and(|c| c.is_ascii_alphanumeric());
        letter(text[..at].chars().next_back()) && letter(text[at..].chars().next())
    };
    if !is_inside(end) {
        return end;
    }
    match text[start..end].rfind(|c: char| !c.is_ascii_alphanumeric()) {
        Some(at) if end - start - at < LEAD_COLUMNS => start + at,
        _ => end,
    }
}

/// Cuts a window of a text at its marks; marks that touch or overlap become one fragment.
fn fragments(text: &str, window: Range<usize>, marks: &[Mark]) -> Vec<Fragment> {
    let mut pieces: Vec<Range<usize>> = marks
        .iter()
        .flat_map(|mark| &mark.pieces)
        .map(|piece| piece.start.max(window.start)..piece.end.min(window.end))
        .filter(|piece| piece.start < piece.end)
        .collect();
    pieces.sort_by_key(|piece| (piece.start, piece.end));
    pieces.dedup_by(|next, last| {
        let touches = next.start <= last.end;
        if touches {
            last.end = last.end.max(next.end);
        }
        touches
    });
    let mut fragments = Vec::with_capacity(pieces.len() * 2 + 1);
    let mut push = |range: Range<usize>, marked: bool| {
        if !range.is_empty() {
            fragments.push(Fragment {
                text: text[range].replace('\n', " "),
                marked,
            });
        }
    };
    let mut at = window.start;
    for piece in pieces {
        push(at..piece.start, false);
        at = piece.end;
        push(piece, true);
    }
    push(at..window.end, false);
    fragments
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::search::phrase::Comparison;

    fn shown(fragments: &[Fragment]) -> String {
        fragments
            .iter()
            .map(|fragment| {
                if fragment.marked {
                    format!("[{}]", fragment.text)
                } else {
                    fragment.text.clone()
                }
            })
            .collect()
    }

    fn phrases(typed: &str) -> Vec<Phrase> {
        typed
            .split(' ')
            .filter_map(|one| Phrase::new(one, Comparison::Stems))
            .collect()
    }

    #[track_caller]
    fn check(typed: &str, text: &str, expected: &str) {
        let phrases = phrases(typed);
        let phrases: Vec<_> = phrases.iter().collect();
        assert_eq!(shown(&marked(text, &phrases)), expected);
    }

    #[test]
    fn exactly_what_matches_is_marked() {
        check("边民", "对边民，边民。", "对[边民]，[边民]。");
        check("兴边富民", "實施興邊富民行動", "實施[興邊富民]行動");
        check("G219线", "沿Ｇ２１９ 線路", "沿[Ｇ２１９] [線]路");
        check("行动十三五", "行动“十三五”规划", "[行动]“[十三五]”规划");
        check(
            "policy",
            "Policies and policy-makers",
            "[Policies] and [policy]-makers",
        );
        check("边境 境县", "边境县", "[边境县]");
        check("边", "边疆沿边", "[边]疆沿[边]");
        check("état", "l'E\u{301}tat", "l'[E\u{301}tat]");
        check("m2", "100㎡", "100㎡");
        check("无", "边民", "边民");
    }

    #[test]
    fn a_snippet_begins_with_the_sentence_and_shows_most_phrases() {
        let far = "甲".repeat(200);
        let text = format!("边民。{far}。这里有边民和互市，{far}");
        let phrases = phrases("边民 互市");
        let phrases: Vec<_> = phrases.iter().collect();
        let shown = shown(&snippet(&text, &phrases).fragments);
        assert!(shown.starts_with("…这里有[边民]和[互市]，甲"), "{shown}");
        assert!(shown.ends_with("甲…"), "{shown}");
        assert!(width(&shown) < SNIPPET_COLUMNS + 12);
    }

    #[test]
    fn a_snippet_without_matches_is_the_beginning() {
        assert_eq!(
            shown(&snippet("第一段\n第二段", &[]).fragments),
            "第一段 第二段"
        );
        assert_eq!(shown(&snippet("", &[]).fragments), "");
        let words = "border trade ".repeat(40);
        let shown = shown(&snippet(&words, &[]).fragments);
        assert!(
            shown.ends_with("border…") || shown.ends_with("trade…"),
            "{shown}"
        );
    }

    proptest! {
        #[test]
        fn fragments_put_together_are_the_text(text in "[ab\u{301}边民Ａ，。 ﬁ興\u{200B}]{0,200}", typed in "[ab边民a ]{0,6}") {
            let phrases = phrases(&typed);
            let phrases: Vec<_> = phrases.iter().collect();
            let whole: String = marked(&text, &phrases).into_iter().map(|f| f.text).collect();
            prop_assert_eq!(whole, text.clone());
            let cut: String = snippet(&text, &phrases).fragments.into_iter().map(|f| f.text).collect();
            prop_assert!(text.contains(cut.trim_matches('…')));
        }
    }
}
