//! A run of words that must stand together: its grams, which find where it may be, and the
//! comparison with a text, which decides.

use std::ops::Range;

use super::tokenizer::{is_unspaced, runs, stem};
use crate::text::{Gap, Script, Word, normalized, words};

/// How the words of a phrase are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comparison {
    /// Latin words by their stems.
    Stems,
    /// Every word as it stands, as between quotation marks.
    Surface,
}

/// Words that must follow each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    words: Vec<PhraseWord>,
    comparison: Comparison,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct PhraseWord {
    text: String,
    term: String,
    script: Script,
    gap: Gap,
}

/// A term to look up.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gram {
    /// A word, bigram or edge character.
    Term(String),
    /// A Han trigram.
    Trigram(String),
    /// A character anywhere: every bigram it begins, and itself at the end of a run.
    Character(char),
}

impl Phrase {
    /// Reads a phrase; `None` if there is no word in it.
    pub(super) fn new(text: &str, comparison: Comparison) -> Option<Self> {
        let normal = normalized(text);
        let words: Vec<_> = words(&normal)
            .into_iter()
            .map(|word| PhraseWord {
                text: word.text.to_owned(),
                term: match word.script {
                    Script::Latin => stem(word.text).into_owned(),
                    _ => word.text.to_owned(),
                },
                script: word.script,
                gap: word.gap,
            })
            .collect();
        (!words.is_empty()).then_some(Self { words, comparison })
    }

    /// Its words as the terms they are indexed by, those of unspaced scripts without a space
    /// between them: what a name is looked up by.
    pub(super) fn key(&self) -> String {
        let mut key = String::new();
        let mut before = None;
        for word in &self.words {
            let is_close = is_unspaced(word.script) && before.is_some_and(is_unspaced);
            if before.is_some() && !is_close {
                key.push(' ');
            }
            key.push_str(&word.term);
            before = Some(word.script);
        }
        key
    }

    /// The word, if it is a single one of Latin letters and digits.
    pub(super) fn latin_word(&self) -> Option<&str> {
        match self.words.as_slice() {
            [only] if only.script == Script::Latin => Some(&only.text),
            _ => None,
        }
    }

    /// Whether all its words are of Latin letters and digits, and may be of another form.
    pub(super) fn is_latin(&self) -> bool {
        self.comparison == Comparison::Stems
            && self.words.iter().all(|word| word.script == Script::Latin)
    }

    /// Whether other forms of its words are as good.
    pub(super) fn is_loose(&self) -> bool {
        self.comparison == Comparison::Stems
    }

    /// The words as they are shown.
    pub(super) fn shown(&self) -> String {
        let mut shown = String::new();
        for word in &self.words {
            match word.gap {
                _ if shown.is_empty() => {}
                Gap::None | Gap::Quote => {}
                Gap::Soft => shown.push(' '),
                Gap::Hard(mark) => shown.push(mark),
            }
            shown.push_str(&word.text);
        }
        shown
    }

    /// Its characters, if it is one run with nothing between them.
    pub(super) fn run(&self) -> Option<String> {
        let is_run = self.words[1..].iter().all(|word| word.gap == Gap::None);
        is_run.then(|| self.joined(0..self.words.len()))
    }

    fn runs(&self) -> Vec<(Script, Range<usize>)> {
        runs(self.words.iter().map(|word| (word.script, word.gap)))
    }

    fn joined(&self, words: Range<usize>) -> String {
        self.words[words]
            .iter()
            .map(|word| word.text.as_str())
            .collect()
    }

    /// The grams that every text with this phrase has, each once.
    pub(super) fn grams(&self) -> Vec<Gram> {
        let mut grams = Vec::new();
        for (script, run) in self.runs() {
            if !is_unspaced(script) {
                grams.push(Gram::Term(self.words[run.start].term.clone()));
            } else if self.words.len() == 1 {
                grams.extend(self.words[0].text.chars().next().map(Gram::Character));
            } else if run.len() == 1 {
                // Beside another word, the character is at the edge of its run in the text too.
                grams.push(Gram::Term(self.joined(run)));
            } else {
                let (size, gram): (usize, fn(String) -> Gram) =
                    if script == Script::Han && run.len() > 2 {
                        (3, Gram::Trigram)
                    } else {
                        (2, Gram::Term)
                    };
                for first in run.start..=run.end - size {
                    grams.push(gram(self.joined(first..first + size)));
                }
            }
        }
        grams.sort();
        grams.dedup();
        grams
    }

    /// Whether a text part with all the grams has the phrase for certain.
    pub(super) fn is_decided_by_grams(&self) -> bool {
        match self.runs().as_slice() {
            [(Script::Han, run)] => run.len() <= 3,
            [(Script::Hangul, run)] => run.len() <= 2,
            [(Script::Latin, _)] => self.comparison == Comparison::Stems,
            [_] => true,
            _ => false,
        }
    }

    /// What is left to look for when the whole is not found: bigrams, and all other words.
    pub(super) fn parts(&self) -> Vec<Self> {
        let mut parts = Vec::new();
        for (script, run) in self.runs() {
            let size = if is_unspaced(script) && run.len() > 1 {
                2
            } else {
                1
            };
            for first in run.start..=run.end - size {
                parts.push(Self {
                    words: self.words[first..first + size].to_vec(),
                    comparison: Comparison::Stems,
                });
            }
        }
        parts
    }

    /// Whether a normalised text has the phrase.
    pub(super) fn is_in(&self, text: &str) -> bool {
        let is_one_run = self.words[1..].iter().all(|word| word.gap == Gap::None)
            && self.words.iter().all(|word| word.script == Script::Han);
        // The common case needs no words: characters that stand together.
        (is_one_run && text.contains(&self.joined(0..self.words.len())))
            || !self.find(&words(text)).is_empty()
    }

    /// Where the phrase stands among the words of a normalised text, without overlaps.
    pub(super) fn find(&self, words: &[Word<'_>]) -> Vec<Range<usize>> {
        let length = self.words.len();
        let mut found = Vec::new();
        let mut first = 0;
        while first + length <= words.len() {
            if self.is_at(&words[first..first + length]) {
                found.push(first..first + length);
                first += length;
            } else {
                first += 1;
            }
        }
        found
    }

    fn is_at(&self, words: &[Word<'_>]) -> bool {
        self.words
            .iter()
            .zip(words)
            .enumerate()
            .all(|(index, (wanted, word))| {
                self.is_word(wanted, word)
                    && (index == 0 || is_gap(wanted, word, self.words[index - 1].script))
            })
    }

    fn is_word(&self, wanted: &PhraseWord, word: &Word<'_>) -> bool {
        wanted.script == word.script
            && (wanted.text == word.text
                || (self.comparison == Comparison::Stems
                    && word.script == Script::Latin
                    && wanted.term == stem(word.text)))
    }
}

/// The key of a name: see [`Phrase::key`].
pub(super) fn name_key(name: &str) -> String {
    Phrase::new(name, Comparison::Stems).map_or_else(String::new, |phrase| phrase.key())
}

#[cfg(test)]
impl std::fmt::Display for Phrase {
    /// `[words]`, with `~` where Latin words are compared by their stems.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "[{}", self.shown())?;
        let is_stemmed = self.comparison == Comparison::Stems
            && self.words.iter().any(|word| word.script == Script::Latin);
        formatter.write_str(if is_stemmed { "~]" } else { "]" })
    }
}

/// Whether what stands before a word is what the phrase allows there. Between two characters of
/// unspaced scripts nothing may stand but quotation marks, unless the phrase itself has a sign;
/// beside a word of another script spaces and the like do not count; marks that end a clause must
/// be the same.
fn is_gap(wanted: &PhraseWord, word: &Word<'_>, before: Script) -> bool {
    let both_unspaced = is_unspaced(wanted.script) && is_unspaced(before);
    match (wanted.gap, word.gap) {
        (Gap::Hard(wanted), Gap::Hard(there)) => wanted == there,
        (Gap::Hard(_), _) | (_, Gap::Hard(_)) => false,
        (Gap::Soft, there) if both_unspaced => there == Gap::Soft,
        (_, there) if both_unspaced => there <= Gap::Quote,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrase(text: &str) -> Phrase {
        Phrase::new(text, Comparison::Stems).expect("it has words")
    }

    #[track_caller]
    fn check_grams(text: &str, expected: &str, is_decided: bool) {
        let phrase = phrase(text);
        let shown: Vec<_> = phrase
            .grams()
            .into_iter()
            .map(|gram| match gram {
                Gram::Term(term) => term,
                Gram::Trigram(term) => format!("3{term}"),
                Gram::Character(character) => format!("{character}*"),
            })
            .collect();
        assert_eq!(shown.join(" "), expected, "{text}");
        assert_eq!(phrase.is_decided_by_grams(), is_decided, "{text}");
    }

    #[test]
    fn grams_of_phrases() {
        check_grams("边", "边*", true);
        check_grams("边民", "边民", true);
        check_grams("边境县", "3边境县", true);
        check_grams("兴边富民", "3兴边富 3边富民", false);
        check_grams("G219线", "g219 线", false);
        check_grams("policies", "polici", true);
        check_grams("cross-border", "border cross", false);
        check_grams("한국", "한국", true);
        check_grams("한국어", "국어 한국", false);
        check_grams("བོད་ཡིག", "བོད ཡིག", false);
    }

    #[track_caller]
    fn check(wanted: &str, text: &str, expected: bool) {
        assert_eq!(
            phrase(wanted).is_in(&normalized(text)),
            expected,
            "{wanted} in {text}"
        );
    }

    #[test]
    fn a_phrase_is_in_a_text() {
        check("兴边富民", "实施興邊富民行动", true);
        check("兴边富民", "兴边、富民", false);
        check("兴边富民", "兴边 富民", false);
        check("行动十三五", "行动“十三五”规划", true);
        check("行动“十三五”", "行动十三五规划", true);
        check("G219线", "沿G219 线", true);
        check("G219线", "沿G2190线", false);
        check("5G", "15G", false);
        check("国办发[2017]50号", "国办发〔2017〕50号", true);
        check("国（办）", "国办", false);
        check("border policy", "the border policies", true);
        check("border policy", "the border. Policy", false);
        check("3.5万", "3.5万", true);
        check("3.5万", "3，5万", false);
        check("边", "沿边", true);
    }

    #[test]
    fn between_quotation_marks_words_are_taken_as_they_stand() {
        let exact = Phrase::new("border policy", Comparison::Surface).expect("it has words");
        assert!(exact.is_in("a border policy"));
        assert!(!exact.is_in("border policies"));
        assert!(!exact.is_decided_by_grams());
    }

    #[test]
    fn parts_are_bigrams_and_words() {
        let shown: Vec<_> = phrase("兴边富G219线")
            .parts()
            .iter()
            .map(|part| part.joined(0..part.words.len()))
            .collect();
        assert_eq!(shown, ["兴边", "边富", "g219", "线"]);
    }
}
