//! Chinese names as people type them with a Latin keyboard.

use std::collections::BTreeMap;

use ::pinyin::ToPinyin as _;

/// A Chinese text in toneless pinyin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pinyin {
    /// All syllables in one word: `caizhengbu`.
    pub full: String,
    /// The first letter of each syllable: `czb`.
    pub initials: String,
}

/// The pinyin of a text in which at least one character has one. `ü` is written `v`, as on a
/// keyboard; Latin letters and digits stand as they are, in lower case; anything else is left out.
/// A character with several readings gets its commonest.
pub fn pinyin(text: &str) -> Option<Pinyin> {
    let mut result = Pinyin {
        full: String::new(),
        initials: String::new(),
    };
    let mut is_chinese = false;
    for character in super::normalized(text).chars() {
        if let Some(syllable) = syllable(character) {
            is_chinese = true;
            result.initials.extend(syllable.chars().next());
            result.full.push_str(&syllable);
        } else if character.is_ascii_alphanumeric() {
            result.initials.push(character);
            result.full.push(character);
        }
    }
    is_chinese.then_some(result)
}

/// Every syllable with the characters of the unified ideographs that are read so, a line for each:
/// the syllable, a space, the characters. Traditional characters are left out, as they are folded
/// before they are read.
pub fn pinyin_table() -> String {
    let mut syllables: BTreeMap<String, String> = BTreeMap::new();
    for character in '\u{4E00}'..='\u{9FFF}' {
        if super::simplified(character) == character
            && let Some(syllable) = syllable(character)
        {
            syllables.entry(syllable).or_default().push(character);
        }
    }
    syllables
        .into_iter()
        .fold(String::new(), |mut table, (syllable, characters)| {
            table.push_str(&syllable);
            table.push(' ');
            table.push_str(&characters);
            table.push('\n');
            table
        })
}

/// The toneless syllable of one character, in ASCII.
pub(super) fn syllable(character: char) -> Option<String> {
    let plain = character.to_pinyin()?.plain();
    Some(
        plain
            .chars()
            .map(|letter| match letter {
                'ü' => 'v',
                'ê' => 'e',
                other => other,
            })
            .filter(char::is_ascii_lowercase)
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_typed_whole_or_by_initials() {
        let ministry = pinyin("財政部").expect("Chinese");
        assert_eq!(ministry.full, "caizhengbu");
        assert_eq!(ministry.initials, "czb");
        assert_eq!(pinyin("旅游").expect("Chinese").full, "lvyou");
        assert_eq!(pinyin("G219线").expect("Chinese").initials, "g219x");
        assert_eq!(pinyin("NDRC"), None);
    }
}
