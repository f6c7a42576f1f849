//! The smallest things a search can name, in order, with what stands between them: single Han and
//! Hangul characters, runs of Latin letters and digits, words of other scripts by UAX #29 (which
//! cuts Tibetan at the tsheg).

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation as _;

use super::Script;

/// One word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'t> {
    /// The word as it stands.
    pub text: &'t str,
    /// The byte at which it starts.
    pub start: usize,
    /// What it is written in.
    pub script: Script,
    /// What stands between it and the word before; [`Gap::Hard`] with a line feed for the first.
    pub gap: Gap,
}

impl Word<'_> {
    /// The byte after the word.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// What stands between two neighbouring words, weakest first. Of several marks the strongest
/// counts, and of several hard ones the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// Nothing.
    None,
    /// Quotation or title marks only: 行动“十三五” reads on as 行动十三五.
    Quote,
    /// Spaces, brackets, hyphens, enumeration commas and any other sign.
    Soft,
    /// A mark that ends a clause, or a line break.
    Hard(char),
}

impl Gap {
    fn of(character: char) -> Self {
        match character {
            '"' | '\'' | '“' | '”' | '‘' | '’' | '„' | '‟' | '‚' | '‛' | '«' | '»' | '‹' | '›'
            | '「' | '」' | '『' | '』' | '《' | '》' | '〈' | '〉' | '〝' | '〞' | '〟' => {
                Self::Quote
            }
            ',' | '.' | ';' | ':' | '!' | '?' | '。' | '\n' => Self::Hard(character),
            '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Self::Hard('\n'),
            _ if is_combining_mark(character) => Self::None,
            _ => Self::Soft,
        }
    }

    fn and(self, next: Self) -> Self {
        match (self, next) {
            (Self::Hard(_), _) => self,
            _ => self.max(next),
        }
    }
}

/// The words of a text that [`super::normalize()`] gave, in order.
pub fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::with_capacity(text.len() / 3);
    let mut gap = Gap::Hard('\n');
    let mut characters = text.char_indices().peekable();
    while let Some((start, character)) = characters.next() {
        let Some(script) = Script::of(character) else {
            gap = gap.and(Gap::of(character));
            continue;
        };
        let mut end = start + character.len_utf8();
        match script {
            Script::Han | Script::Hangul => {}
            Script::Latin => {
                let continues = |c: char| Script::of(c) == Some(Script::Latin) || is_mark(c);
                while let Some((at, next)) = characters.next_if(|(_, next)| continues(*next)) {
                    end = at + next.len_utf8();
                }
            }
            Script::Other => {
                let continues = |c: char| matches!(Script::of(c), None | Some(Script::Other));
                while let Some((at, next)) = characters.next_if(|(_, next)| continues(*next)) {
                    end = at + next.len_utf8();
                }
                gap = push_segments(&mut words, text, start..end, gap);
                continue;
            }
        }
        words.push(Word {
            text: &text[start..end],
            start,
            script,
            gap,
        });
        gap = Gap::None;
    }
    words
}

/// Cuts a run without Han, Hangul or Latin by UAX #29; gives the gap that is open at its end.
fn push_segments<'t>(
    words: &mut Vec<Word<'t>>,
    text: &'t str,
    run: std::ops::Range<usize>,
    mut gap: Gap,
) -> Gap {
    for (offset, segment) in text[run.clone()].split_word_bound_indices() {
        if segment.chars().any(char::is_alphanumeric) {
            words.push(Word {
                text: segment,
                start: run.start + offset,
                script: Script::Other,
                gap,
            });
            gap = Gap::None;
        } else {
            gap = segment
                .chars()
                .fold(gap, |gap, character| gap.and(Gap::of(character)));
        }
    }
    gap
}

fn is_mark(character: char) -> bool {
    !character.is_ascii() && is_combining_mark(character)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::normalized;

    /// Words separated by what stands between them: nothing, `"`, a space, or the hard mark.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut shown = String::new();
        for word in words(&normalized(text)) {
            match word.gap {
                Gap::Hard('\n') if shown.is_empty() => {}
                Gap::None => shown.push('|'),
                Gap::Quote => shown.push('"'),
                Gap::Soft => shown.push(' '),
                Gap::Hard('\n') => shown.push('/'),
                Gap::Hard(mark) => shown.push(mark),
            }
            shown.push_str(word.text);
        }
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn words_and_gaps() {
        check("", "");
        check("  。 ", "");
        check("兴边", "兴|边");
        check("G219线", "g219|线");
        check("发5G网", "发|5g|网");
        check("边民 互市", "边|民 互|市");
        check("行动“十三五”", "行|动\"十|三|五");
        check("据《法》第", "据\"法\"第");
        check("国办发〔2017〕50号", "国|办|发 2017 50|号");
        check("一、二，三。\n四：（五）", "一 二,三。四:五");
        check("甲\n乙\r\n丙", "甲/乙/丙");
        check("cross-border trade's", "cross border trade\"s");
        check("3.5万", "3.5|万");
        check("état", "état");
        check("한국 어", "한|국 어");
        check("བོད་ཡིག", "བོད ཡིག");
        check("монгол хэл", "монгол хэл");
        check("中монгол文", "中|монгол|文");
        check("ئۇيغۇر، تىلى", "ئۇيغۇر تىلى");
    }

    proptest! {
        #[test]
        fn words_stand_where_they_say(text in "\\PC{0,40}") {
            let text = normalized(&text);
            let mut end = 0;
            for word in words(&text) {
                prop_assert!(word.start >= end);
                prop_assert_eq!(&text[word.start..word.end()], word.text);
                prop_assert!(!word.text.is_empty());
                end = word.end();
            }
        }
    }
}
