//! "Did you mean": for what stands nowhere, the nearest that does. Latin words are compared letter
//! by letter, Chinese by its sound: people type it by pinyin, and slips keep the syllables.

use strsim::osa_distance;

use super::evaluate::candidates;
use super::expand::{is_indexed, namesakes, plain_phrase};
use super::index::SearchError;
use super::lookup::Lookup;
use super::phrase::{Phrase, name_key};
use super::query::Query;
use super::request::{Filters, Suggestion};
use super::schema::Facet;
use crate::text::{normalized, pinyin};

/// Longer runs are looked at by their first characters only.
const RUN_MAX: usize = 8;

/// The typed query with what stands nowhere put right, if that finds something.
pub(super) fn corrected(
    lookup: &dyn Lookup,
    typed: &str,
    query: &Query,
    filters: &Filters,
) -> Result<Option<Suggestion>, SearchError> {
    let locale = filters.locale.as_deref();
    let mut text = typed.trim().to_owned();
    for clause in &query.clauses {
        let Some(phrase) = plain_phrase(clause) else {
            continue;
        };
        let correction = match phrase.latin_word() {
            Some(_) if is_indexed(lookup, phrase)? => None,
            Some(word) => nearest_word(lookup, word)?.map(|near| (word.to_owned(), near)),
            None => homophone(lookup, phrase, locale)?,
        };
        if let Some((wrong, right)) = correction {
            if !text.contains(&wrong) {
                text = normalized(&text);
            }
            text = text.replacen(&wrong, &right, 1);
        }
    }
    let is_other = normalized(&text) != normalized(typed.trim());
    let finds = is_other && !candidates(lookup, &Query::parse(&text), filters)?.is_empty();
    Ok(finds.then(|| Suggestion::spelling(text)))
}

/// The commonest of the words that are nearest to one, among those with the same first letter.
fn nearest_word(lookup: &dyn Lookup, word: &str) -> Result<Option<String>, SearchError> {
    let letters = word.chars().count();
    let reach = match letters {
        0..=3 => return Ok(None),
        4..=6 => 1,
        _ => 2,
    };
    let first: String = word.chars().take(1).collect();
    let nearest = lookup
        .words(&first)?
        .into_iter()
        .filter(|(other, _)| other.chars().count().abs_diff(letters) <= reach)
        .map(|(other, count)| (osa_distance(word, &other), std::cmp::Reverse(count), other))
        .filter(|(distance, _, _)| (1..=reach).contains(distance))
        .min();
    Ok(nearest.map(|(_, _, other)| other))
}

/// A part of a phrase that sounds like a name, with that name; the longest part first.
fn homophone(
    lookup: &dyn Lookup,
    phrase: &Phrase,
    locale: Option<&str>,
) -> Result<Option<(String, String)>, SearchError> {
    let Some(run) = phrase.run() else {
        return Ok(None);
    };
    let characters: Vec<char> = run.chars().take(RUN_MAX).collect();
    for length in (2..=characters.len()).rev() {
        for start in 0..=characters.len() - length {
            let part: String = characters[start..start + length].iter().collect();
            let Some(sound) = pinyin(&part) else {
                continue;
            };
            let documents = lookup.with_value(Facet::Name, &name_key(&sound.full))?;
            for passage in namesakes(lookup, &documents, locale)? {
                let sounds_alike =
                    |name: &&String| pinyin(name).is_some_and(|other| other.full == sound.full);
                let mut names = std::iter::once(&passage.title).chain(&passage.names);
                if let Some(name) = names.find(sounds_alike).filter(|name| **name != part) {
                    return Ok(Some((part, name.clone())));
                }
            }
        }
    }
    Ok(None)
}
