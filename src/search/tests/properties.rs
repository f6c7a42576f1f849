//! What holds of any text and any query.

use proptest::prelude::*;

use super::*;
use crate::text::{Script, normalized};

/// Texts over few characters, so that chance repeats and near misses are common.
fn texts() -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec("[兴边邊富民a1 ，“”\n]{0,24}", 1..8)
}

/// Which texts have a run, read without index, words or grams: quotation marks do not count.
fn by_hand(texts: &[String], run: &str) -> Vec<String> {
    let bare = |text: &str| normalized(text).replace(['“', '”'], "");
    texts
        .iter()
        .enumerate()
        .filter(|(_, text)| bare(text).contains(run))
        .map(|(number, _)| number.to_string())
        .collect()
}

fn indexed(texts: &[String]) -> SearchIndex {
    let passages: Vec<_> = texts
        .iter()
        .enumerate()
        .map(|(number, text)| passage(&number.to_string(), "", text))
        .collect();
    index_of(&passages)
}

fn found(index: &SearchIndex, typed: &str) -> Vec<String> {
    let response = answer(index, typed);
    let mut ids: Vec<_> = match response.notice {
        None => response.results.into_iter().map(|hit| hit.id).collect(),
        Some(_) => Vec::new(),
    };
    ids.sort();
    ids
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn a_run_of_any_length_finds_exactly_the_texts_that_have_it(
        texts in texts(),
        runs in proptest::collection::vec("[兴边富民]{1,6}", 8),
    ) {
        let index = indexed(&texts);
        for run in runs {
            prop_assert_eq!(found(&index, &run), by_hand(&texts, &run), "{}", run);
        }
    }

    #[test]
    fn every_two_characters_of_a_text_find_it(text in "[\\u{4e00}-\\u{4e40}\\u{20000}-\\u{20010}a1，。“”（ ]{2,40}") {
        let index = indexed(std::slice::from_ref(&text));
        let characters: Vec<char> = text.chars().collect();
        for pair in characters.windows(2) {
            if pair.iter().all(|character| Script::of(*character) == Some(Script::Han)) {
                let typed: String = pair.iter().collect();
                prop_assert_eq!(found(&index, &typed), ["0"], "{}", typed);
            }
        }
    }

    #[test]
    fn every_query_is_answered(typed in "([-\"“”:：， ]|OR|title:|year:20|kind:|ministry:|边|富民|兴边富民|a1|\\PC){0,12}") {
        let index = index_of(&library());
        let response = answer(&index, &typed);
        prop_assert!(response.results.len() <= response.total);
        for hit in response.results {
            let whole: String = hit.title_fragments.into_iter().map(|f| f.text).collect();
            prop_assert_eq!(whole, hit.title);
        }
    }
}
