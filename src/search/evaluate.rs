//! The documents that may match a query, and how well. A score is a sum of BM25 over grams and
//! parts of a passage; of conditions joined by "or" the best counts; filters add nothing.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::index::SearchError;
use super::lookup::{Document, Lookup};
use super::phrase::Phrase;
use super::query::{Clause, Condition, Origin, Query, Scope, Test, has_phrase};
use super::request::Filters;
use super::schema::Facet;
use super::scored::{Scored, as_float, bm25, intersection, union, unscored, without};

/// How many parts of what was typed are looked for when the whole is not found. From 16 to 64: each
/// costs a posting list, and the first of a long text say what it is about.
const PARTS_MAX: usize = 32;

/// The documents that may match all clauses and pass the filters. Every document that does match
/// is among them.
pub(super) fn candidates(
    lookup: &dyn Lookup,
    query: &Query,
    filters: &Filters,
) -> Result<Scored, SearchError> {
    let (refused, asked): (Vec<_>, Vec<_>) = query.clauses.iter().partition(|clause| {
        matches!(clause.as_slice(), [only] if only.is_negated && only.is_decided_by_grams())
    });
    let mut lists = Vec::new();
    for clause in asked {
        lists.push(clause_documents(lookup, clause)?);
    }
    for (facet, values) in filters.by_facet() {
        lists.push(unscored(with_values(lookup, facet, &values)?));
    }
    if lists.is_empty() {
        lists.push(unscored(everything(lookup)));
    }
    let mut found = intersection(lists);
    for condition in refused.into_iter().flatten() {
        let refused = test_documents(lookup, &condition.test)?;
        if filters.locale.is_some() {
            found = without(found, &refused);
        } else {
            // In all languages a page is one thing, and is refused as one.
            let pages = &lookup.statistics().pages;
            let page = |document: Document| pages[document as usize];
            let refused: BTreeSet<_> = refused.iter().map(|(one, _)| page(*one)).collect();
            found.retain(|(document, _)| !refused.contains(&page(*document)));
        }
    }
    Ok(found)
}

/// The documents that pass the filters and all clauses without a phrase, and have two thirds of
/// the parts of the phrases. `None` if there are not enough parts to leave any out.
pub(super) fn nearly(
    lookup: &dyn Lookup,
    query: &Query,
    filters: &Filters,
) -> Result<Option<Scored>, SearchError> {
    let parts = parts(query);
    if parts.len() < 2 {
        return Ok(None);
    }
    let wanted = (parts.len() * 2).div_ceil(3);
    let count = lookup.statistics().document_count as usize;
    let mut scores = vec![(0.0_f32, 0_usize); count];
    for (scope, part) in &parts {
        for (document, score) in phrase_documents(lookup, *scope, part)? {
            let (sum, had) = &mut scores[document as usize];
            *sum += score;
            *had += 1;
        }
    }
    let some: Scored = (0..)
        .zip(scores)
        .filter(|(_, (_, had))| *had >= wanted)
        .map(|(document, (score, _))| (document, score))
        .collect();
    let rest = query.without_phrases();
    if rest.is_empty() && filters.is_empty() {
        return Ok(Some(some));
    }
    let others = candidates(lookup, &rest, filters)?;
    Ok(Some(intersection([some, others])))
}

/// The parts of all phrases that were typed, each once.
pub(super) fn parts(query: &Query) -> Vec<(Scope, Phrase)> {
    let mut parts: Vec<(Scope, Phrase)> = Vec::new();
    let clauses = query.clauses.iter().filter(|clause| has_phrase(clause));
    // What says the same in other words follows what was typed.
    for condition in clauses.flatten().filter(|one| one.origin == Origin::Typed) {
        for (scope, phrase) in condition.phrases() {
            for part in phrase.parts() {
                if !parts.contains(&(scope, part.clone())) {
                    parts.push((scope, part));
                }
            }
        }
    }
    parts.truncate(PARTS_MAX);
    parts
}

fn everything(lookup: &dyn Lookup) -> std::ops::Range<Document> {
    0..lookup.statistics().document_count
}

fn clause_documents(lookup: &dyn Lookup, clause: &Clause) -> Result<Scored, SearchError> {
    let mut found = Scored::new();
    for condition in clause {
        found = union(found, condition_documents(lookup, condition)?, f32::max);
    }
    Ok(found)
}

fn condition_documents(lookup: &dyn Lookup, condition: &Condition) -> Result<Scored, SearchError> {
    if condition.is_negated {
        let all = unscored(everything(lookup));
        if !condition.is_decided_by_grams() {
            // Documents with all grams need not have the phrase, so none can be left out here.
            return Ok(all);
        }
        return Ok(without(all, &test_documents(lookup, &condition.test)?));
    }
    let mut found = test_documents(lookup, &condition.test)?;
    if condition.origin == Origin::Expanded {
        // A long name must not outweigh the short one that was typed: its grams count as one.
        let grams: usize = condition.phrases().map(|(_, one)| one.grams().len()).sum();
        let weight =
            condition.origin.weight() / as_float(u32::try_from(grams).unwrap_or(u32::MAX).max(1));
        for (_, score) in &mut found {
            *score *= weight;
        }
    }
    Ok(found)
}

fn test_documents(lookup: &dyn Lookup, test: &Test) -> Result<Scored, SearchError> {
    match test {
        Test::Text { scope, phrases } => {
            let mut lists = Vec::new();
            for phrase in phrases {
                lists.push(phrase_documents(lookup, *scope, phrase)?);
            }
            Ok(intersection(lists))
        }
        Test::Facet { facet, values } => Ok(unscored(with_values(lookup, *facet, values)?)),
        Test::Year(years) => Ok(unscored(in_years(lookup, years)?)),
    }
}

/// A document may have the phrase if each of its grams stands in some part of it.
fn phrase_documents(
    lookup: &dyn Lookup,
    scope: Scope,
    phrase: &Phrase,
) -> Result<Scored, SearchError> {
    let mut lists = Vec::new();
    for gram in phrase.grams() {
        let postings = lookup.postings(&gram)?;
        let list = bm25(postings, scope.fields(), lookup.statistics());
        if list.is_empty() {
            return Ok(list);
        }
        lists.push(list);
    }
    Ok(intersection(lists))
}

/// The documents with one of some values, in rising order.
fn with_values(
    lookup: &dyn Lookup,
    facet: Facet,
    values: &[String],
) -> Result<Vec<Document>, SearchError> {
    let mut documents = Vec::new();
    for value in values {
        documents.extend(lookup.with_value(facet, value)?);
    }
    documents.sort_unstable();
    documents.dedup();
    Ok(documents)
}

fn in_years(
    lookup: &dyn Lookup,
    years: &RangeInclusive<i16>,
) -> Result<Vec<Document>, SearchError> {
    let mut documents: Vec<_> = lookup
        .values(Facet::Year)?
        .into_iter()
        .filter(|one| one.value.parse().is_ok_and(|year| years.contains(&year)))
        .flat_map(|one| one.documents)
        .collect();
    documents.sort_unstable();
    Ok(documents)
}
