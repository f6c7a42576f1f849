//! Which script a character belongs to, as far as words and line ends need it.

/// How a character takes part in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Script {
    /// An ideograph: a word of its own.
    Han,
    /// A Hangul syllable or letter: a word of its own.
    Hangul,
    /// A Latin letter or ASCII digit: runs of these are one word (`g219`, `5g`).
    Latin,
    /// Anything else that words are made of, cut by UAX #29.
    Other,
}

impl Script {
    /// The script of a letter, digit or ideograph of a normalised text; `None` for marks,
    /// punctuation, symbols and spaces.
    ///
    /// # Source
    /// Unicode `Scripts.txt` and `Blocks.txt`; the supplementary ideographic planes 2 and 3 are
    /// taken whole, so that extensions to come are covered.
    pub fn of(character: char) -> Option<Self> {
        match character {
            '\u{4E00}'..='\u{9FFF}'
            | '\u{3400}'..='\u{4DBF}'
            | '\u{3005}'..='\u{3007}'
            | '\u{3021}'..='\u{3029}'
            | '\u{2E80}'..='\u{2FDF}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{20000}'..='\u{2FFFD}'
            | '\u{30000}'..='\u{3FFFD}' => Some(Self::Han),
            '\u{AC00}'..='\u{D7FF}'
            | '\u{1100}'..='\u{11FF}'
            | '\u{3131}'..='\u{318E}'
            | '\u{A960}'..='\u{A97F}' => Some(Self::Hangul),
            'a'..='z'
            | 'A'..='Z'
            | '0'..='9'
            | '\u{AA}'
            | '\u{BA}'
            | '\u{C0}'..='\u{D6}'
            | '\u{D8}'..='\u{F6}'
            | '\u{F8}'..='\u{2AF}'
            | '\u{1D00}'..='\u{1D25}'
            | '\u{1E00}'..='\u{1EFF}'
            | '\u{2C60}'..='\u{2C7F}'
            | '\u{A722}'..='\u{A787}'
            | '\u{A78B}'..='\u{A7FF}'
            | '\u{AB30}'..='\u{AB5A}' => Some(Self::Latin),
            _ => character.is_alphanumeric().then_some(Self::Other),
        }
    }
}

/// Whether a character is written without spaces around it: Han, kana, bopomofo, and their
/// full-width punctuation. Hangul is not.
pub fn is_cjk(character: char) -> bool {
    Script::of(character) == Some(Script::Han)
        || matches!(u32::from(character),
            0x3001..=0x303F | 0x3040..=0x30FF | 0x3100..=0x312F | 0x31A0..=0x31BF | 0x31F0..=0x31FF
            | 0xFE30..=0xFE4F | 0xFF01..=0xFF65 | 0xFFE0..=0xFFE6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(characters: &str, expected: Option<Script>) {
        for character in characters.chars() {
            assert_eq!(Script::of(character), expected, "{character}");
        }
    }

    #[test]
    fn scripts_are_told_apart() {
        check("边〇々㐀𠀀𰀀", Some(Script::Han));
        check("aZ09éßǖ", Some(Script::Latin));
        check("한ㄱ", Some(Script::Hangul));
        check("བᠮعкカ٣", Some(Script::Other));
        check(" ,。、“《（-_་　·×÷", None);
    }
}
