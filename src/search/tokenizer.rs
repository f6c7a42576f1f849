//! How texts become terms. The scripts of the theme follow the same rules (`js/search/`); the cases
//! in `tests/vectors/` are the contract, which the tests of both read.
//!
//! 1. [`normalize()`]: NFKC, lower case, simplified characters, nothing invisible.
//! 2. A run of Latin letters and digits is one term, stemmed as English if all of it is `a-z`.
//! 3. A run of Han characters is its bigrams, and its first and last character on their own, so
//!    that `G219线` and `50号` are found without indexing every single character. Quotation and
//!    title marks do not end a run: 行动“十三五”规划 is one run, as people type it without them.
//! 4. A run of Hangul likewise. Words of other scripts are cut by UAX #29, Tibetan at the tsheg.
//! 5. Positions count characters and words; `, . ; : ! ? 。` and line breaks add one between.
//! 6. The trigram tokenizer gives the trigrams of Han runs of three and more, and nothing else; the
//!    word tokenizer gives the runs of rule 2 as they stand.

use std::borrow::Cow;
use std::ops::Range;

use frostem::{Algorithm, Stemmer};
use tantivy::Index;
use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer};

use crate::text::{Gap, Normalized, Script, Word, normalize, words};

/// The name under which the tokenizer of words, bigrams and edge characters is registered.
pub const TOKENIZER: &str = "jingwei";

/// The name under which the tokenizer of Han trigrams is registered.
pub const TRIGRAM_TOKENIZER: &str = "jingwei_trigrams";

/// The name under which the tokenizer of Latin words as they stand is registered.
pub const WORD_TOKENIZER: &str = "jingwei_words";

/// One term of a text: the words it is made of, and its position.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Gram {
    words: Range<usize>,
    position: usize,
}

/// Registers both tokenizers with an index, which must happen before it is written or queried.
pub(super) fn register(index: &Index) {
    let manager = index.tokenizers();
    for (name, size) in [
        (TOKENIZER, Size::Bigrams),
        (TRIGRAM_TOKENIZER, Size::Trigrams),
        (WORD_TOKENIZER, Size::Words),
    ] {
        manager.register(name, TextAnalyzer::from(GramTokenizer::new(size)));
    }
}

/// The stem under which a word of a normalised text is indexed.
pub(super) fn stem(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        Stemmer::new(Algorithm::English).stem(word)
    } else {
        Cow::Borrowed(word)
    }
}

/// Where the runs of a text are: words of an unspaced script that read on without more than a
/// quotation mark between them, and every other word by itself.
pub(super) fn runs(words: impl Iterator<Item = (Script, Gap)>) -> Vec<(Script, Range<usize>)> {
    let mut runs: Vec<(Script, Range<usize>)> = Vec::new();
    for (index, (script, gap)) in words.enumerate() {
        match runs.last_mut() {
            Some((last, run)) if *last == script && is_unspaced(script) && gap <= Gap::Quote => {
                run.end = index + 1;
            }
            _ => runs.push((script, index..index + 1)),
        }
    }
    runs
}

/// Whether a script is written without spaces and indexed by its characters.
pub(super) fn is_unspaced(script: Script) -> bool {
    matches!(script, Script::Han | Script::Hangul)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Size {
    Bigrams,
    Trigrams,
    Words,
}

/// The grams of a text, by rising position.
fn grams(words: &[Word<'_>], size: Size) -> Vec<Gram> {
    let mut grams = Vec::with_capacity(words.len() + words.len() / 4);
    let mut position = 0;
    for (script, run) in runs(words.iter().map(|word| (word.script, word.gap))) {
        if run.start > 0 && matches!(words[run.start].gap, Gap::Hard(_)) {
            position += 1;
        }
        let mut push = |words: Range<usize>| {
            let position = position + words.start - run.start;
            grams.push(Gram { words, position });
        };
        match size {
            Size::Bigrams => {
                push(run.start..run.start + 1);
                for first in run.start..run.end - 1 {
                    push(first..first + 2);
                }
                if run.len() > 1 {
                    push(run.end - 1..run.end);
                }
            }
            Size::Trigrams if script == Script::Han => {
                for first in run.start..run.end.saturating_sub(2).max(run.start) {
                    push(first..first + 3);
                }
            }
            Size::Words if script == Script::Latin => push(run.clone()),
            Size::Trigrams | Size::Words => {}
        }
        position += run.len();
    }
    grams
}

#[derive(Clone, Debug)]
struct GramTokenizer {
    size: Size,
    normal: Normalized,
}

impl GramTokenizer {
    fn new(size: Size) -> Self {
        Self {
            size,
            normal: Normalized::default(),
        }
    }
}

impl Tokenizer for GramTokenizer {
    type TokenStream<'a> = GramStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> GramStream<'a> {
        self.normal = normalize(text);
        let words = words(self.normal.text());
        let grams = grams(&words, self.size).into_iter();
        GramStream {
            size: self.size,
            normal: &self.normal,
            words,
            grams,
            token: Token::default(),
        }
    }
}

/// The tokens of one text, one after another; the token is filled anew each time.
struct GramStream<'a> {
    size: Size,
    normal: &'a Normalized,
    words: Vec<Word<'a>>,
    grams: std::vec::IntoIter<Gram>,
    token: Token,
}

impl TokenStream for GramStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(gram) = self.grams.next() else {
            return false;
        };
        let words = &self.words[gram.words];
        let (first, last) = (&words[0], &words[words.len() - 1]);
        let original = self.normal.original(first.start..last.end());
        let token = &mut self.token;
        token.reset();
        if first.script == Script::Latin && self.size != Size::Words {
            token.text.push_str(&stem(first.text));
        } else {
            token.text.extend(words.iter().map(|word| word.text));
        }
        token.offset_from = original.start;
        token.offset_to = original.end;
        token.position = gram.position;
        token.position_length = words.len();
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn tokens(text: &str, size: Size) -> Vec<Token> {
        let mut tokens = Vec::new();
        GramTokenizer::new(size)
            .token_stream(text)
            .process(&mut |token| tokens.push(token.clone()));
        tokens
    }

    fn shown(text: &str, size: Size) -> String {
        let shown: Vec<_> = tokens(text, size)
            .iter()
            .map(|token| format!("{}@{}", token.text, token.position))
            .collect();
        shown.join(" ")
    }

    /// The lines of a file of vectors; the tests of the theme's scripts read the same ones.
    fn vectors(file: &str) -> impl Iterator<Item = Vec<&str>> {
        file.lines()
            .filter(|line| !line.starts_with('#'))
            .map(|line| line.split('\t').collect())
    }

    #[test]
    fn token_vectors() {
        for fields in vectors(include_str!("../../tests/vectors/tokens.txt")) {
            let [quoted, grams, trigrams] = fields[..] else {
                panic!("three fields: {fields:?}");
            };
            let text: String = serde_json::from_str(quoted).expect("a JSON string");
            for (size, expected) in [(Size::Bigrams, grams), (Size::Trigrams, trigrams)] {
                let shown = shown(&text, size);
                let shown = if shown.is_empty() { "-" } else { &shown };
                assert_eq!(shown, expected, "{size:?} of {text}");
            }
        }
    }

    #[test]
    fn stem_vectors() {
        for fields in vectors(include_str!("../../tests/vectors/stems.txt")) {
            assert_eq!(stem(fields[0]), fields[1], "{}", fields[0]);
        }
    }

    #[test]
    fn a_token_knows_its_original() {
        let text = "（興邊）Ｇ２";
        let originals: Vec<_> = tokens(text, Size::Bigrams)
            .iter()
            .map(|token| &text[token.offset_from..token.offset_to])
            .collect();
        assert_eq!(originals, ["興", "興邊", "邊", "Ｇ２"]);
    }

    proptest! {
        #[test]
        fn positions_rise_and_offsets_cut_whole_characters(text in "\\PC{0,40}") {
            for size in [Size::Bigrams, Size::Trigrams] {
                let mut position = 0;
                for token in tokens(&text, size) {
                    prop_assert!(token.position >= position);
                    position = token.position;
                    prop_assert!(text.get(token.offset_from..token.offset_to).is_some());
                    prop_assert!(!token.text.is_empty());
                }
            }
        }
    }
}
