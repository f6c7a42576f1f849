//! Traditional characters as the simplified ones they are searched as, one by one. This is folding
//! for comparison, not conversion for reading, which would need words and context.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization as _;

/// The table by which traditional characters are folded, with its source and licence at its head:
/// pairs separated by white space; lines that begin with `#` are remarks.
pub const FOLDING_TABLE: &str = include_str!("simplified.txt");

/// The first character of the direct table, and how many it spans: CJK extension A and the
/// unified ideographs, where all but some hundred of the pairs stand.
const DIRECT_START: u32 = 0x3400;
const DIRECT_LENGTH: usize = 0x6C00;

static FOLDING: LazyLock<Folding> = LazyLock::new(|| Folding::read(FOLDING_TABLE));

struct Folding {
    direct: Vec<char>,
    others: BTreeMap<char, char>,
}

impl Folding {
    fn read(table: &str) -> Self {
        let mut folding = Self {
            direct: (DIRECT_START..)
                .take(DIRECT_LENGTH)
                .map(|code| char::from_u32(code).expect("no surrogates in the range"))
                .collect(),
            others: BTreeMap::new(),
        };
        for (from, to) in pairs(table) {
            match direct_index(from) {
                Some(index) => folding.direct[index] = to,
                None => {
                    folding.others.insert(from, to);
                }
            }
        }
        folding
    }
}

/// The simplified character for a traditional or variant one; any other character as it is.
///
/// # Source
/// Open Chinese Convert, `TSCharacters.txt`; see the head of `simplified.txt`.
pub fn simplified(character: char) -> char {
    if u32::from(character) < DIRECT_START {
        return character;
    }
    match direct_index(character) {
        Some(index) => FOLDING.direct[index],
        None => *FOLDING.others.get(&character).unwrap_or(&character),
    }
}

fn direct_index(character: char) -> Option<usize> {
    let index = usize::try_from(u32::from(character).checked_sub(DIRECT_START)?).ok()?;
    (index < DIRECT_LENGTH).then_some(index)
}

fn pairs(table: &str) -> impl Iterator<Item = (char, char)> {
    table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .filter_map(|pair| {
            let mut characters = pair.chars();
            Some((characters.next()?, characters.next()?))
        })
}

/// Whether normalising a text changes any of its characters to a simplified one.
pub fn has_traditional(text: &str) -> bool {
    !text.is_ascii()
        && text
            .nfkc()
            .any(|character| simplified(character) != character)
}

/// A text with each traditional character as its simplified one: as many characters as before.
pub fn simplify(text: &str) -> String {
    text.chars().map(simplified).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_characters_fold() {
        for (from, to) in "興兴邊边發发髮发農农國国裏里裡里臺台線线綫线爲为為为"
            .chars()
            .collect::<Vec<_>>()
            .chunks(2)
            .map(|pair| (pair[0], pair[1]))
        {
            assert_eq!(simplified(from), to, "{from}");
        }
        for same in "边民a1。著乃𠀀".chars() {
            assert_eq!(simplified(same), same);
        }
    }

    #[test]
    fn the_table_is_sorted_without_chains_and_stable_under_nfkc() {
        let all: Vec<_> = pairs(FOLDING_TABLE).collect();
        assert!(all.len() > 4_000);
        assert!(all.is_sorted_by_key(|(from, _)| *from));
        for (from, to) in all {
            assert_eq!(simplified(from), to);
            assert_eq!(simplified(to), to, "{from}{to}");
            assert!(to.to_string().nfkc().eq([to]));
        }
    }
}
