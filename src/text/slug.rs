//! Names that can stand in an address.

use unicode_normalization::UnicodeNormalization as _;

use super::pinyin::syllable;

/// A name in `[a-z0-9-]`, for an id that a person may then edit: Latin letters without their
/// marks, Chinese as pinyin, every other run of signs as one hyphen between. It may be empty, and
/// the slug of a slug is itself.
pub fn slug(text: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut run = String::new();
    for character in super::normalized(text).nfd() {
        if character.is_ascii_alphanumeric() {
            run.push(character);
        } else if !unicode_normalization::char::is_combining_mark(character) {
            parts.push(std::mem::take(&mut run));
            parts.extend(syllable(character));
        }
    }
    parts.push(run);
    parts.retain(|part| !part.is_empty());
    parts.join("-")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(slug(text), expected);
    }

    #[test]
    fn names_become_addresses() {
        check("Nut plantations, Chongzuo", "nut-plantations-chongzuo");
        check("兴边富民 2020", "xing-bian-fu-min-2020");
        check("G219線", "g219-xian");
        check("État  ", "etat");
        check("。。", "");
        check("--a--b--", "a-b");
    }

    proptest! {
        #[test]
        fn a_slug_is_its_own_slug(text in "\\PC{0,30}") {
            let once = slug(&text);
            prop_assert!(once.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
            prop_assert_eq!(slug(&once), once);
        }
    }
}
