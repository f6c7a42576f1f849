//! Splits lists of names: the longest known name first, then at the separators.

use std::ops::Range;

use super::super::MinistryNames;

/// A name in a list, by where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name {
    /// A name of the registry.
    Known(Range<usize>),
    /// A name that no entry bears.
    Unknown(Range<usize>),
}

/// What may stand after a name.
const SEPARATORS: [char; 8] = ['、', '，', ',', '；', ';', '/', '／', '\n'];

/// Splits a run of names. A known name counts only where it ends at a separator, so that 市发改委
/// never gives 发改委 and 农业部门 never gives 农业部; it may itself hold separators or brackets.
/// Local bodies (市发改委, 县扶贫办) are passed over.
pub fn split_names(text: &str, range: Range<usize>, names: &MinistryNames) -> Vec<Name> {
    let mut found = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let rest = &text[at..range.end];
        let skipped = rest.len() - rest.trim_start_matches(is_gap).len();
        if skipped > 0 {
            at += skipped;
            continue;
        }
        let known = names
            .at_start(rest)
            .find(|(name, _)| ends_name(&rest[name.len()..]));
        if let Some((name, _)) = known {
            found.push(Name::Known(at..at + name.len()));
            at += name.len();
            continue;
        }
        let end = at + end_of_name(rest);
        let name = trim(text, at..end);
        let words = text[name.clone()].trim_end_matches('等');
        let stem = name.start..name.start + words.len();
        at = end.max(at + 1);
        if words.is_empty() {
            continue;
        }
        // `财政部等` names 财政部 and others.
        if names.at_start(words).any(|(known, _)| known == words) {
            found.push(Name::Known(stem));
        } else if !is_local(words, names) {
            found.push(Name::Unknown(stem));
        }
    }
    found
}

/// What stands between names: separators, blanks, and the words “and”.
fn is_gap(c: char) -> bool {
    SEPARATORS.contains(&c) || c.is_whitespace()
}

/// Whether a name may end before this text: at its end, at a separator, before 和, 等 and so on.
fn ends_name(rest: &str) -> bool {
    let rest = rest.trim_start_matches([' ', '\u{3000}']);
    rest.is_empty()
        || rest.starts_with(SEPARATORS)
        || ["和", "及", "以及", "与", "等", "and ", "& "]
            .iter()
            .any(|word| rest.starts_with(word))
}

/// Where an unknown name ends: at the next separator outside brackets.
fn end_of_name(rest: &str) -> usize {
    let mut depth = 0usize;
    for (at, c) in rest.char_indices() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 && SEPARATORS.contains(&c) => return at,
            _ => {}
        }
        if depth == 0 && at == 0 {
            // `和财政部`: the word that joins two names is no part of the second.
            if let Some(word) = ["以及", "和", "及", "与", "and "]
                .iter()
                .find(|word| rest.starts_with(**word))
            {
                return word.len();
            }
        }
    }
    rest.len()
}

/// Whether a name is that of a local body: a place name before the tail of a national one, or a
/// word that joins names.
fn is_local(words: &str, names: &MinistryNames) -> bool {
    if matches!(
        words,
        "以及" | "和" | "及" | "与" | "and" | "等" | "等部门" | "等单位"
    ) {
        return true;
    }
    // Whoever governs a place, and whoever is concerned, is nobody in particular.
    let is_general = [
        "人民政府",
        "有关部门",
        "相关部门",
        "有关单位",
        "各部门",
        "各单位",
    ];
    if is_general.iter().any(|tail| words.ends_with(tail)) {
        return true;
    }
    let is_place = |c: char| "省市县区州旗盟乡镇".contains(c);
    words.char_indices().any(|(at, c)| {
        let tail = &words[at + c.len_utf8()..];
        is_place(c) && !tail.is_empty() && names.at_start(tail).any(|(known, _)| known == tail)
    }) || ["省级", "市级", "县级", "各省", "各市", "各县"]
        .iter()
        .any(|prefix| words.starts_with(prefix))
}

/// Splits a range at separators that stand outside brackets.
pub(super) fn split_outside_brackets(
    text: &str,
    range: Range<usize>,
    separators: &[char],
) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut depth = 0usize;
    let mut start = range.start;
    for (at, c) in text[range.clone()].char_indices() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 && separators.contains(&c) => {
                parts.push(start..range.start + at);
                start = range.start + at + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(start..range.end);
    parts
}

/// A range without the blanks at its ends.
pub(super) fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let start = range.start + (words.len() - words.trim_start().len());
    let end = start + words.trim().len();
    start..end
}
