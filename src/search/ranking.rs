//! Conditions as a tantivy query: which documents may match, and how well. The score is a sum of
//! BM25 over grams and text fields, each with the boost of its field; filters add nothing.

use std::ops::{Bound, RangeInclusive};

use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, InvertedIndexRangeQuery,
    Occur, Query as TantivyQuery, RangeQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use super::phrase::{Gram, Phrase};
use super::query::{Clause, Condition, Query, Scope, Test};
use super::request::Filters;
use super::schema::{Facet, Fields};

type Boxed = Box<dyn TantivyQuery>;

/// Scores are compared as multiples of this: below it, the order in which floats are added shows,
/// which differs between implementations.
const SCORE_STEPS_PER_UNIT: f64 = 1e4;

/// A score as it is compared.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a float too large for an integer saturates, and no score is"
)]
pub(super) fn score_steps(score: f32) -> i64 {
    (f64::from(score) * SCORE_STEPS_PER_UNIT).round() as i64
}

/// A compared score as it is shown.
#[expect(
    clippy::cast_precision_loss,
    reason = "scores are far below 2^53 steps"
)]
pub(super) fn score_of_steps(steps: i64) -> f64 {
    steps as f64 / SCORE_STEPS_PER_UNIT
}

/// The documents that may match all clauses and pass the filters. Every document that does match
/// is among them.
pub(super) fn candidates(fields: &Fields, query: &Query, filters: &Filters) -> Boxed {
    all_of(
        query
            .clauses
            .iter()
            .map(|clause| required(fields, clause))
            .chain(filter_clauses(fields, filters)),
    )
}

/// The documents that pass the filters and all clauses without a phrase, and have two thirds of
/// the parts of the phrases. `None` if there are not enough parts to leave any out.
pub(super) fn nearly(fields: &Fields, query: &Query, filters: &Filters) -> Option<Boxed> {
    let parts = parts(query);
    if parts.len() < 2 {
        return None;
    }
    let wanted = (parts.len() * 2).div_ceil(3);
    let some = BooleanQuery::union_with_minimum_required_clauses(
        parts
            .iter()
            .map(|(scope, part)| phrase_query(fields, *scope, part))
            .collect(),
        wanted,
    );
    let others = query
        .clauses
        .iter()
        .filter(|clause| !has_phrase(clause))
        .map(|clause| required(fields, clause));
    let some: (Occur, Boxed) = (Occur::Must, Box::new(some));
    Some(all_of(
        std::iter::once(some)
            .chain(others)
            .chain(filter_clauses(fields, filters)),
    ))
}

/// The parts of all phrases, each once.
pub(super) fn parts(query: &Query) -> Vec<(Scope, Phrase)> {
    let mut parts: Vec<(Scope, Phrase)> = Vec::new();
    for (scope, phrase) in query.phrases() {
        for part in phrase.parts() {
            if !parts.contains(&(scope, part.clone())) {
                parts.push((scope, part));
            }
        }
    }
    parts
}

/// Whether a clause asks for a phrase.
pub(super) fn has_phrase(clause: &Clause) -> bool {
    clause.iter().any(|condition| condition.phrase().is_some())
}

fn required(fields: &Fields, clause: &Clause) -> (Occur, Boxed) {
    match clause.as_slice() {
        [only] if only.is_negated && only.is_decided_by_grams() => {
            (Occur::MustNot, test_query(fields, &only.test))
        }
        [only] => (Occur::Must, condition_query(fields, only)),
        several => (
            Occur::Must,
            any_of(several.iter().map(|one| condition_query(fields, one))),
        ),
    }
}

fn condition_query(fields: &Fields, condition: &Condition) -> Boxed {
    if !condition.is_negated {
        return test_query(fields, &condition.test);
    }
    if !condition.is_decided_by_grams() {
        // Documents with all grams need not have the phrase, so none can be left out here.
        return unscored(Box::new(AllQuery));
    }
    all_of([(Occur::MustNot, test_query(fields, &condition.test))])
}

fn test_query(fields: &Fields, test: &Test) -> Boxed {
    match test {
        Test::Text { scope, phrase } => phrase_query(fields, *scope, phrase),
        Test::Facet { facet, values } => facet_query(fields, *facet, values),
        Test::Year(years) => year_query(fields, years),
    }
}

/// A document may have the phrase if each of its grams stands in some field.
fn phrase_query(fields: &Fields, scope: Scope, phrase: &Phrase) -> Boxed {
    let grams = phrase.grams();
    let mut queries = grams.iter().map(|gram| gram_query(fields, scope, gram));
    match (queries.next(), grams.len()) {
        (Some(only), 1) => only,
        (first, _) => Box::new(BooleanQuery::intersection(
            first.into_iter().chain(queries).collect(),
        )),
    }
}

fn gram_query(fields: &Fields, scope: Scope, gram: &Gram) -> Boxed {
    any_of(scope.fields().iter().map(|field| -> Boxed {
        let query: Boxed = match gram {
            Gram::Term(term) => counted(fields.grams(*field), term),
            Gram::Trigram(term) => counted(fields.trigrams(*field), term),
            Gram::Character(character) => beginning_with(fields.grams(*field), *character),
        };
        Box::new(BoostQuery::new(query, field.boost()))
    }))
}

fn counted(field: Field, term: &str) -> Boxed {
    let term = Term::from_field_text(field, term);
    Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
}

/// The bigrams a character begins, and the character itself at the end of a run: together, every
/// place where it stands. All count the same.
fn beginning_with(field: Field, character: char) -> Boxed {
    let bound = |character: char| Term::from_field_text(field, character.encode_utf8(&mut [0; 4]));
    let end = match (character..=char::MAX).nth(1) {
        Some(next) => Bound::Excluded(bound(next)),
        None => Bound::Unbounded,
    };
    let range = InvertedIndexRangeQuery::new(Bound::Included(bound(character)), end);
    Box::new(ConstScoreQuery::new(Box::new(range), 1.0))
}

fn facet_query(fields: &Fields, facet: Facet, values: &[String]) -> Boxed {
    let field = fields.facet(facet);
    unscored(any_of(values.iter().map(|value| -> Boxed {
        let term = Term::from_field_text(field, value);
        Box::new(TermQuery::new(term, IndexRecordOption::Basic))
    })))
}

fn year_query(fields: &Fields, years: &RangeInclusive<i16>) -> Boxed {
    let bound = |year: i16| Bound::Included(Term::from_field_i64(fields.year(), i64::from(year)));
    unscored(Box::new(RangeQuery::new(
        bound(*years.start()),
        bound(*years.end()),
    )))
}

fn filter_clauses(fields: &Fields, filters: &Filters) -> Vec<(Occur, Boxed)> {
    let kinds: Vec<String> = filters
        .kind
        .iter()
        .map(|kind| kind.as_str().to_owned())
        .collect();
    let locale: Vec<String> = filters.locale.iter().cloned().collect();
    [
        (Facet::Locale, &locale),
        (Facet::Kind, &kinds),
        (Facet::Policy, &filters.policy),
        (Facet::Ministry, &filters.ministry),
        (Facet::Region, &filters.region),
        (Facet::Topic, &filters.topic),
    ]
    .into_iter()
    .filter(|(_, values)| !values.is_empty())
    .map(|(facet, values)| (Occur::Must, facet_query(fields, facet, values)))
    .collect()
}

fn all_of(clauses: impl IntoIterator<Item = (Occur, Boxed)>) -> Boxed {
    let mut clauses: Vec<_> = clauses.into_iter().collect();
    if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
        clauses.push((Occur::Must, unscored(Box::new(AllQuery))));
    }
    Box::new(BooleanQuery::new(clauses))
}

fn any_of(queries: impl Iterator<Item = Boxed>) -> Boxed {
    let mut queries: Vec<_> = queries.collect();
    match queries.len() {
        0 => Box::new(EmptyQuery),
        1 => queries.remove(0),
        _ => Box::new(BooleanQuery::union(queries)),
    }
}

fn unscored(query: Boxed) -> Boxed {
    Box::new(ConstScoreQuery::new(query, 0.0))
}
