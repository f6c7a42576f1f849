//! What a query means beside what it says: the other names of what it names, numbers written
//! otherwise, and words not typed to their end. Nothing between quotation marks is touched.

use super::index::SearchError;
use super::lookup::{Document, Lookup};
use super::numerals;
use super::passage::{Passage, PassageKind};
use super::phrase::{Comparison, Gram, Phrase};
use super::query::{Clause, Condition, Origin, Query, Scope, Test};
use super::request::{Expansion, Suggestion};
use super::schema::Facet;

/// How many words a name may have to be seen in a query of words.
const NAME_WORDS_MAX: usize = 6;

/// How many passages of one name are read. Two bodies of different years may share one.
const NAMESAKES_MAX: usize = 4;

/// How many other wordings of one thing are looked for. From 4 to 20: each costs postings.
const WORDINGS_MAX: usize = 12;

/// How many words an unfinished word is completed to, the commonest first. From 4 to 20.
const COMPLETIONS_MAX: usize = 8;

/// From how many letters on a word is completed: fewer begin too many words.
const COMPLETED_LETTERS_MIN: usize = 3;

/// What was added to a query, for the reader.
#[derive(Debug, Default)]
pub(super) struct Additions {
    pub(super) expansions: Vec<Expansion>,
    pub(super) suggestions: Vec<Suggestion>,
}

/// Adds to each clause what says the same, in one language or in all.
pub(super) fn expand(
    lookup: &dyn Lookup,
    query: &mut Query,
    locale: Option<&str>,
) -> Result<Additions, SearchError> {
    let mut additions = Additions::default();
    let mut typed = std::mem::take(&mut query.clauses);
    while !typed.is_empty() {
        let named = longest_name(lookup, &typed)?;
        let length = named.as_ref().map_or(1, |named| named.length);
        let mut clause = joined(typed.drain(..length));
        if clause.len() > 1 {
            for condition in clause.clone() {
                let mut own = vec![condition];
                if let Some(named) = longest_name(lookup, std::slice::from_ref(&own))? {
                    add_names(lookup, &mut own, &named, locale, &mut additions)?;
                    query.names.push(named.key);
                } else {
                    add_forms(lookup, &mut own)?;
                }
                clause.extend(own.drain(1..));
            }
            query.clauses.push(clause);
            continue;
        }
        match named {
            Some(named) => {
                add_names(lookup, &mut clause, &named, locale, &mut additions)?;
                query.names.push(named.key);
            }
            None => add_forms(lookup, &mut clause)?,
        }
        query.clauses.push(clause);
    }
    Ok(additions)
}

/// Clauses at the beginning of a query that together are a name.
struct Named {
    length: usize,
    key: String,
    documents: Vec<Document>,
}

/// The longest name with which some clauses begin.
fn longest_name(lookup: &dyn Lookup, clauses: &[Clause]) -> Result<Option<Named>, SearchError> {
    let phrases: Vec<&Phrase> = clauses
        .iter()
        .map_while(plain_phrase)
        .take(NAME_WORDS_MAX)
        .collect();
    let scope = clauses.first().map(scope_of);
    let words = phrases.iter().zip(clauses);
    let words =
        words.take_while(|(phrase, clause)| phrase.is_latin() && Some(scope_of(clause)) == scope);
    let longest = words.count().max(usize::from(!phrases.is_empty()));
    for length in (1..=longest).rev() {
        let keys: Vec<_> = phrases[..length].iter().map(|one| one.key()).collect();
        let key = keys.join(" ");
        let documents = lookup.with_value(Facet::Name, &key)?;
        if !documents.is_empty() {
            return Ok(Some(Named {
                length,
                key,
                documents,
            }));
        }
    }
    Ok(None)
}

/// The phrase of a clause that asks for nothing else, and not for its very letters.
pub(super) fn plain_phrase(clause: &Clause) -> Option<&Phrase> {
    match clause.as_slice() {
        [
            Condition {
                is_negated: false,
                origin: Origin::Typed,
                test: Test::Text { phrases, .. },
            },
        ] => match phrases.as_slice() {
            [only] if only.is_loose() => Some(only),
            _ => None,
        },
        _ => None,
    }
}

/// Clauses as one that asks for all their phrases.
fn joined(mut clauses: impl Iterator<Item = Clause>) -> Clause {
    let mut first = clauses.next().unwrap_or_default();
    for clause in clauses {
        for condition in clause {
            if let (Some(Test::Text { phrases, .. }), Test::Text { phrases: more, .. }) =
                (first.first_mut().map(|one| &mut one.test), condition.test)
            {
                phrases.extend(more);
            }
        }
    }
    first
}

fn scope_of(clause: &Clause) -> Scope {
    match clause.first().map(|condition| &condition.test) {
        Some(Test::Text { scope, .. }) => *scope,
        _ => Scope::All,
    }
}

/// Adds the wordings of what a clause names.
fn add_names(
    lookup: &dyn Lookup,
    clause: &mut Clause,
    named: &Named,
    locale: Option<&str>,
    additions: &mut Additions,
) -> Result<(), SearchError> {
    let passages = namesakes(lookup, &named.documents, locale)?;
    let scope = scope_of(clause);
    let mut keys = vec![named.key.clone()];
    let mut also = Vec::new();
    // A policy is cited by what it is called, and does not stand for it.
    for passage in passages
        .iter()
        .filter(|one| one.kind != PassageKind::Policy)
    {
        for wording in std::iter::once(&passage.title).chain(&passage.names) {
            let Some(phrase) = Phrase::new(wording, Comparison::Stems) else {
                continue;
            };
            let key = phrase.key();
            if keys.len() > WORDINGS_MAX || keys.contains(&key) {
                continue;
            }
            keys.push(key);
            also.push(wording.clone());
            clause.push(expanded(scope, phrase));
        }
        for successor in &passage.successors {
            let suggestion = Suggestion::successor(&passage.title, successor);
            if !additions.suggestions.contains(&suggestion) {
                additions.suggestions.push(suggestion);
            }
        }
    }
    if !also.is_empty() {
        additions.expansions.push(Expansion {
            typed: typed_words(clause),
            also,
        });
    }
    Ok(())
}

/// The words of a clause as they were typed.
fn typed_words(clause: &Clause) -> String {
    let phrases = clause.first().into_iter().flat_map(Condition::phrases);
    let words: Vec<String> = phrases.map(|(_, phrase)| phrase.shown()).collect();
    words.join(" ")
}

fn expanded(scope: Scope, phrase: Phrase) -> Condition {
    Condition {
        origin: Origin::Expanded,
        ..Condition::typed(scope, vec![phrase])
    }
}

/// The passages behind a name, in one language if one is asked for.
pub(super) fn namesakes(
    lookup: &dyn Lookup,
    documents: &[Document],
    locale: Option<&str>,
) -> Result<Vec<Passage>, SearchError> {
    let locales = &lookup.statistics().locales;
    let is_wanted = |document: &&Document| {
        let mut ranges = locales.iter();
        locale.is_none_or(|locale| {
            ranges.any(|(code, range)| code == locale && range.contains(*document))
        })
    };
    documents
        .iter()
        .filter(is_wanted)
        .take(NAMESAKES_MAX)
        .map(|&document| lookup.passage(document))
        .collect()
}

/// Adds numbers written otherwise, and completions of a word that stands nowhere.
fn add_forms(lookup: &dyn Lookup, clause: &mut Clause) -> Result<(), SearchError> {
    let Some(phrase) = plain_phrase(clause) else {
        return Ok(());
    };
    let scope = scope_of(clause);
    let mut forms: Vec<Phrase> = numerals::otherwise(phrase)
        .and_then(|text| Phrase::new(&text, Comparison::Stems))
        .into_iter()
        .collect();
    if let Some(word) = phrase.latin_word()
        && word.chars().count() >= COMPLETED_LETTERS_MIN
        && !is_indexed(lookup, phrase)?
    {
        let mut words = lookup.words(word)?;
        words.sort_by(|(one, first), (other, second)| (second, one).cmp(&(first, other)));
        words.truncate(COMPLETIONS_MAX);
        let words = words.iter();
        forms.extend(words.filter_map(|(word, _)| Phrase::new(word, Comparison::Stems)));
    }
    for form in forms {
        let condition = expanded(scope, form);
        if !clause.contains(&condition) {
            clause.push(condition);
        }
    }
    Ok(())
}

/// Whether every gram of a phrase stands somewhere.
pub(super) fn is_indexed(lookup: &dyn Lookup, phrase: &Phrase) -> Result<bool, SearchError> {
    for gram in phrase.grams() {
        if !stands_somewhere(lookup, &gram)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn stands_somewhere(lookup: &dyn Lookup, gram: &Gram) -> Result<bool, SearchError> {
    let postings = lookup.postings(gram)?;
    Ok(postings.iter().any(|one| !one.documents.is_empty()))
}
