//! Answering a request: candidates in rank order, decided by their texts until enough stand.

use std::collections::BTreeSet;

use tantivy::collector::{Count, TopDocs};
use tantivy::query::Query as TantivyQuery;
use tantivy::schema::Value as _;
use tantivy::{DocAddress, DocId, Score, Searcher, SegmentReader, TantivyDocument};

use super::index::{SearchError, SearchIndex};
use super::passage::{Passage, PassageKind};
use super::phrase::{Comparison, Phrase};
use super::query::{Condition, Query, Scope, Test};
use super::ranking::{candidates, has_phrase, nearly, parts, score_of_steps, score_steps};
use super::request::{Filters, Hit, Notice, SearchRequest, SearchResponse};
use super::schema::{Facet, Fields, TextField};
use super::snippet::{marked, snippet};
use crate::text::normalized;

/// Up to so many candidates all are compared with their texts, so that the total is exact. From
/// 100 to 2,000: each costs about the time of reading a page of text.
const EXACT_TOTAL_MAX: usize = 500;

/// Candidates that stand, and how many there are.
struct Matches {
    /// In rank order: score in steps, passage.
    best: Vec<(i64, Passage)>,
    total: usize,
    total_is_exact: bool,
}

impl SearchIndex {
    /// Answers a request. Whatever was typed, there is an answer.
    ///
    /// # Errors
    /// Only if the files of the index cannot be read.
    pub fn search(&self, request: &SearchRequest) -> Result<SearchResponse, SearchError> {
        let searcher = self.reader.searcher();
        let mut query = Query::parse(&request.query);
        self.resolve_names(&searcher, &mut query)?;
        let filters = &request.filters;
        let mut notice = query.is_shortened.then(Notice::shortened);
        let mut phrases = query.phrases();
        let mut matches = Matches {
            best: Vec::new(),
            total: 0,
            total_is_exact: true,
        };
        // In an index without documents, tantivy 0.27 panics on term ranges.
        let is_answerable = searcher.num_docs() > 0;
        if is_answerable && !(query.is_empty() && filters.is_empty()) {
            let found = candidates(&self.fields, &query, filters);
            matches = self.matches(&searcher, &*found, &query, request)?;
        }
        if is_answerable
            && matches.total == 0
            && let Some(found) = nearly(&self.fields, &query, filters)
        {
            let mut rest = query.clone();
            rest.clauses.retain(|clause| !has_phrase(clause));
            let near = self.matches(&searcher, &*found, &rest, request)?;
            if near.total > 0 {
                matches = near;
                notice = Some(Notice::partial());
                phrases = parts(&query);
            }
        }
        Ok(SearchResponse {
            query: request.query.clone(),
            total: matches.total,
            total_is_exact: matches.total_is_exact,
            notice,
            results: matches
                .best
                .into_iter()
                .skip(request.offset)
                .take(request.limit)
                .map(|(steps, passage)| hit(passage, steps, &phrases))
                .collect(),
        })
    }

    /// Takes candidates in rank order and keeps those for which the query holds, until the page
    /// asked for is full.
    fn matches(
        &self,
        searcher: &Searcher,
        found: &dyn TantivyQuery,
        query: &Query,
        request: &SearchRequest,
    ) -> Result<Matches, SearchError> {
        let undecided: Vec<_> = query
            .clauses
            .iter()
            .filter(|clause| !clause.iter().all(Condition::is_decided_by_grams))
            .collect();
        let count = searcher.search(found, &Count)?;
        // One is looked for even where none is shown, as it decides whether anything matches.
        let wanted = request
            .offset
            .saturating_add(request.limit)
            .clamp(1, count.max(1));
        let mut matches = Matches {
            best: Vec::new(),
            total: count,
            total_is_exact: true,
        };
        let mut reach = if undecided.is_empty() {
            wanted
        } else {
            (wanted * 2).max(EXACT_TOTAL_MAX).min(count)
        };
        let (mut seen, mut kept) = (0, 0);
        while seen < reach {
            for (steps, address) in top(searcher, found, reach)?.into_iter().skip(seen) {
                let passage = stored(searcher, &self.fields, address)?;
                let holds = undecided
                    .iter()
                    .all(|clause| clause.iter().any(|one| one.holds(&passage)));
                kept += usize::from(holds);
                if holds && matches.best.len() < wanted {
                    matches.best.push((steps, passage));
                }
            }
            seen = reach;
            if matches.best.len() < wanted {
                reach = reach.saturating_mul(4).min(count);
            }
        }
        if !undecided.is_empty() {
            // What was not looked at is taken to be like what was.
            matches.total = kept + (count - seen) * kept / seen.max(1);
            matches.total_is_exact = seen == count;
        }
        Ok(matches)
    }

    /// Adds to `ministry:发改委` and its kin the ids of what is named so.
    fn resolve_names(&self, searcher: &Searcher, query: &mut Query) -> Result<(), SearchError> {
        for condition in query.clauses.iter_mut().flatten() {
            let Test::Facet { facet, values } = &mut condition.test else {
                continue;
            };
            let kind = match facet {
                Facet::Policy => PassageKind::Policy,
                Facet::Ministry => PassageKind::Ministry,
                Facet::Region => PassageKind::Region,
                Facet::Topic => PassageKind::Topic,
                Facet::Kind | Facet::Locale => continue,
            };
            let mut ids = BTreeSet::new();
            for name in values.iter() {
                ids.extend(self.ids_named(searcher, kind, name)?);
            }
            values.extend(ids);
        }
        Ok(())
    }

    fn ids_named(
        &self,
        searcher: &Searcher,
        kind: PassageKind,
        name: &str,
    ) -> Result<BTreeSet<String>, SearchError> {
        let Some(phrase) = Phrase::new(name, Comparison::Stems) else {
            return Ok(BTreeSet::new());
        };
        let query = Query {
            clauses: vec![vec![Condition {
                is_negated: false,
                test: Test::Text {
                    scope: Scope::All,
                    phrase,
                },
            }]],
            is_shortened: false,
        };
        let filters = Filters {
            kind: vec![kind],
            ..Filters::default()
        };
        let found = candidates(&self.fields, &query, &filters);
        let mut ids = BTreeSet::new();
        for (_, address) in top(searcher, &*found, EXACT_TOTAL_MAX)? {
            let passage = stored(searcher, &self.fields, address)?;
            let is_named = std::iter::once(&passage.title)
                .chain(&passage.names)
                .any(|one| normalized(one) == name);
            if is_named {
                let id = passage
                    .id
                    .split_once(':')
                    .map_or(&*passage.id, |(_, id)| id);
                ids.insert(id.to_owned());
            }
        }
        Ok(ids)
    }
}

/// The best documents: by rounded score, then by document number.
fn top(
    searcher: &Searcher,
    query: &dyn TantivyQuery,
    limit: usize,
) -> Result<Vec<(i64, DocAddress)>, SearchError> {
    let limit = limit.min(usize::try_from(searcher.num_docs()).unwrap_or(usize::MAX));
    if limit == 0 {
        return Ok(Vec::new());
    }
    let collector = TopDocs::with_limit(limit)
        .tweak_score(|_: &SegmentReader| |_: DocId, score: Score| score_steps(score));
    Ok(searcher.search(query, &collector)?)
}

fn stored(
    searcher: &Searcher,
    fields: &Fields,
    address: DocAddress,
) -> Result<Passage, SearchError> {
    let document: TantivyDocument = searcher.doc(address)?;
    let json = document
        .get_first(fields.passage())
        .and_then(|value| value.as_str())
        .unwrap_or_default();
    Ok(serde_json::from_str(json)?)
}

fn hit(passage: Passage, steps: i64, phrases: &[(Scope, Phrase)]) -> Hit {
    let in_scope = |field: TextField| -> Vec<&Phrase> {
        phrases
            .iter()
            .filter(|(scope, _)| scope.fields().contains(&field))
            .map(|(_, phrase)| phrase)
            .collect()
    };
    Hit {
        score: score_of_steps(steps),
        snippet: snippet(&passage.body, &in_scope(TextField::Body)),
        title_fragments: marked(&passage.title, &in_scope(TextField::Title)),
        id: passage.id,
        kind: passage.kind,
        locale: passage.locale,
        url: passage.url,
        title: passage.title,
        headings: passage.headings,
        ministries: passage.ministries,
        policy: passage.policy,
        year: passage.year,
        status: passage.status,
    }
}
