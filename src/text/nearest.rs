//! The known name nearest to a mistyped one, by edit distance.

/// The candidate most like a word, if one is near enough to be meant: at most a third of the
/// longer of the two differs, counted in characters. The first of equals wins.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = word.chars().count();
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let distance = strsim::damerau_levenshtein(word, candidate);
            let longer = length.max(candidate.chars().count());
            (distance * 3 <= longer && distance < longer).then_some((distance, candidate))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_the_name_and_noise_finds_nothing() {
        let known = ["title", "status", "period", "issuing_body"];
        assert_eq!(nearest("titel", known), Some("title"));
        assert_eq!(nearest("issueing_body", known), Some("issuing_body"));
        assert_eq!(nearest("colour", known), None);
        assert_eq!(
            nearest("国家发改委", ["国家发展改革委", "财政部"]),
            Some("国家发展改革委")
        );
    }
}
