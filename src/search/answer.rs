//! Answering a request: candidates in rank order, decided by their texts until enough stand.

use std::collections::{BTreeMap, BTreeSet};

use super::evaluate::{candidates, nearly, parts};
use super::expand::{Additions, expand, namesakes};
use super::facets;
use super::index::SearchError;
use super::lookup::{Document, Lookup};
use super::passage::{Passage, PassageKind};
use super::phrase::{Phrase, name_key};
use super::query::{Clause, Condition, NAMED_WEIGHT, Query, Scope, Test};
use super::request::{Alternate, FacetCount, Hit, Notice, SearchRequest, SearchResponse, Sort};
use super::schema::{Facet, TextField};
use super::scored::Scored;
use super::snippet::{marked, snippet};
use super::spelling;

/// How many candidates are put in order at first; most pages need no more.
const FIRST_RANKED: usize = 64;

/// How many candidates are compared with their texts at most, for each result that is wanted and in
/// all: where few of many stand, what is left is not worth reading.
const READ_PER_RESULT: usize = 4;
const READ_MIN: usize = 100;

/// What is known of an index beside what [`Lookup`] gives, worked out once.
#[derive(Default)]
pub(super) struct Columns {
    /// How much the score of each passage counts.
    pub(super) weights: Vec<f32>,
    /// The place of each passage's date among all dates, from 1; 0 for none.
    pub(super) date_ranks: Vec<u32>,
}

impl Columns {
    /// Works them out.
    pub(super) fn of(lookup: &dyn Lookup) -> Result<Self, SearchError> {
        let count = lookup.statistics().document_count as usize;
        let mut date_ranks = vec![0; count];
        for (rank, date) in (1..).zip(lookup.values(Facet::Date)?) {
            for document in date.documents {
                date_ranks[document as usize] = rank;
            }
        }
        Ok(Self {
            weights: super::lookup::weights(lookup)?,
            date_ranks,
        })
    }
}

/// Candidates that stand, one for each page, and how many there are.
#[derive(Default)]
struct Matches {
    /// In rank order.
    best: Vec<(f32, Document, Passage)>,
    total: usize,
    total_is_exact: bool,
    /// All candidates.
    found: Scored,
}

/// Answers a request. Whatever was typed, there is an answer.
///
/// # Errors
/// Only if the store cannot be read.
pub(super) fn answer(
    lookup: &dyn Lookup,
    columns: &Columns,
    request: &SearchRequest,
) -> Result<SearchResponse, SearchError> {
    let filters = &request.filters;
    let locale = filters.locale.as_deref();
    let mut query = Query::parse(&request.query);
    let mut typed = query.clone();
    let mut notice = query.is_shortened.then(Notice::shortened);
    let Additions {
        expansions,
        mut suggestions,
    } = expand(lookup, &mut query, locale)?;
    resolve_names(lookup, &mut query)?;
    resolve_names(lookup, &mut typed)?;
    let ranker = Ranker {
        lookup,
        columns,
        request,
    };
    let mut phrases = query.phrases();
    let mut matches = Matches {
        total_is_exact: true,
        ..Matches::default()
    };
    if !(query.is_empty() && filters.is_empty()) {
        let mut found = candidates(lookup, &query, filters)?;
        if locale.is_none() && !expansions.is_empty() {
            let as_typed = candidates(lookup, &typed, filters)?;
            found = ranker.prefer(found, &as_typed);
        }
        matches = ranker.matches(found, &query)?;
    }
    if matches.total == 0 && !query.is_empty() {
        let corrected = spelling::corrected(lookup, &request.query, &typed, filters)?;
        suggestions.splice(0..0, corrected);
        if let Some(found) = nearly(lookup, &query, filters)? {
            let near = ranker.matches(found, &query.without_phrases())?;
            if near.total > 0 {
                matches = near;
                notice = Some(Notice::partial());
                phrases = parts(&query);
            }
        }
    }
    let facets = if request.facets {
        let is_partial = notice
            .as_ref()
            .is_some_and(|notice| *notice == Notice::partial());
        Some(ranker.facets(&query, is_partial, &matches.found)?)
    } else {
        None
    };
    let shown: Vec<_> = matches
        .best
        .into_iter()
        .skip(request.offset)
        .take(request.limit)
        .collect();
    let more = further_passages(lookup, &matches.found, &shown);
    Ok(SearchResponse {
        query: request.query.clone(),
        total: matches.total,
        total_is_exact: matches.total_is_exact,
        notice,
        expansions,
        suggestions,
        facets,
        results: shown
            .into_iter()
            .zip(more)
            .map(|((score, _, passage), more)| hit(passage, score, more, &phrases))
            .collect(),
    })
}

/// What puts candidates in order and decides them.
struct Ranker<'a> {
    lookup: &'a dyn Lookup,
    columns: &'a Columns,
    request: &'a SearchRequest,
}

impl Ranker<'_> {
    /// Takes candidates in rank order and keeps the first of each page for which the query holds,
    /// until the page of results asked for is full.
    fn matches(&self, mut found: Scored, query: &Query) -> Result<Matches, SearchError> {
        for (document, score) in &mut found {
            *score *= self.columns.weights[*document as usize];
        }
        for name in &query.names {
            let named = self.lookup.with_value(Facet::Name, name)?;
            for (document, score) in &mut found {
                if named.binary_search(document).is_ok() {
                    *score *= NAMED_WEIGHT;
                }
            }
        }
        let undecided: Vec<&Clause> = query
            .clauses
            .iter()
            .filter(|clause| !clause.iter().all(Condition::is_decided_by_grams))
            .collect();
        let pages = &self.lookup.statistics().pages;
        let page_count = self.count_pages(&found);
        // One is looked for even where none is shown, as it decides whether anything matches.
        let wanted = self
            .request
            .offset
            .saturating_add(self.request.limit)
            .max(1);
        let most = wanted
            .saturating_mul(READ_PER_RESULT)
            .saturating_add(READ_MIN);
        let mut best = Vec::new();
        let mut seen = BTreeSet::new();
        let mut kept = BTreeSet::new();
        let mut ranked = self.ranked(found.clone());
        for (document, score) in ranked.by_ref() {
            let page = pages[document as usize];
            if kept.contains(&page) {
                continue;
            }
            if kept.len() == wanted || seen.len() == most {
                break;
            }
            let passage = self.lookup.passage(document)?;
            seen.insert(page);
            let holds = undecided
                .iter()
                .all(|clause| clause.iter().any(|one| one.holds(&passage)));
            if holds {
                kept.insert(page);
                best.push((score, document, passage));
            }
        }
        let is_exact = undecided.is_empty() || seen.len() == page_count;
        let total = if undecided.is_empty() {
            page_count
        } else {
            // What was not looked at is taken to be like what was.
            kept.len() + (page_count - seen.len()) * kept.len() / seen.len().max(1)
        };
        Ok(Matches {
            best,
            total,
            total_is_exact: is_exact,
            found,
        })
    }

    /// Leaves out passages that say in other words what another passage of their page says as it was
    /// typed, so that a page shows in the language of the query.
    fn prefer(&self, mut found: Scored, as_typed: &Scored) -> Scored {
        let pages = &self.lookup.statistics().pages;
        let page = |document: Document| pages[document as usize];
        let documents: BTreeSet<_> = as_typed.iter().map(|(one, _)| *one).collect();
        let on_pages: BTreeSet<_> = documents.iter().map(|one| page(*one)).collect();
        found.retain(|(one, _)| documents.contains(one) || !on_pages.contains(&page(*one)));
        found
    }

    /// Counts the values of each facet. What a reader has chosen of a facet does not narrow its own
    /// counts, so that they tell what else could be chosen.
    fn facets(
        &self,
        query: &Query,
        is_partial: bool,
        found: &Scored,
    ) -> Result<BTreeMap<&'static str, Vec<FacetCount>>, SearchError> {
        let filters = &self.request.filters;
        let locale = filters.locale.as_deref();
        let results = self.best_of_pages(found);
        let mut counts = BTreeMap::new();
        for facet in Facet::COUNTED {
            let others = filters.without(facet);
            let counted = if others == *filters {
                facets::count(self.lookup, facet, &results, locale)?
            } else {
                let found = if is_partial {
                    nearly(self.lookup, query, &others)?.unwrap_or_default()
                } else if query.is_empty() && others.is_empty() {
                    Scored::new()
                } else {
                    candidates(self.lookup, query, &others)?
                };
                let results = self.best_of_pages(&found);
                facets::count(self.lookup, facet, &results, locale)?
            };
            counts.insert(facet.name(), counted);
        }
        Ok(counts)
    }

    /// On how many pages candidates stand.
    fn count_pages(&self, found: &Scored) -> usize {
        let pages = &self.lookup.statistics().pages;
        let mut is_seen = vec![false; pages.len()];
        let is_new = |(document, _): &&(Document, f32)| {
            let page = pages[*document as usize] as usize;
            !std::mem::replace(&mut is_seen[page], true)
        };
        found.iter().filter(is_new).count()
    }

    /// The best candidate of each page: the first of equals.
    fn best_of_pages(&self, found: &Scored) -> Vec<Document> {
        let pages = &self.lookup.statistics().pages;
        let mut places: Vec<Option<usize>> = vec![None; pages.len()];
        let mut best: Vec<(Document, f32)> = Vec::new();
        for &(document, score) in found {
            match &mut places[pages[document as usize] as usize] {
                Some(place) if score > best[*place].1 => best[*place] = (document, score),
                Some(_) => {}
                empty => {
                    *empty = Some(best.len());
                    best.push((document, score));
                }
            }
        }
        best.into_iter().map(|(document, _)| document).collect()
    }

    /// Candidates in rank order, sorted no further than they are asked for.
    fn ranked(&self, mut found: Scored) -> impl Iterator<Item = (Document, f32)> {
        let dates = match self.request.sort {
            Sort::Relevance => None,
            Sort::Date => Some(&self.columns.date_ranks),
        };
        let compare = move |left: &(Document, f32), right: &(Document, f32)| {
            let date = |document: Document| dates.map_or(0, |ranks| ranks[document as usize]);
            date(right.0)
                .cmp(&date(left.0))
                .then_with(|| right.1.total_cmp(&left.1))
                .then_with(|| left.0.cmp(&right.0))
        };
        let mut first = found.len().min(FIRST_RANKED);
        if first < found.len() {
            found.select_nth_unstable_by(first, compare);
        }
        found[..first].sort_unstable_by(compare);
        let mut at = 0;
        std::iter::from_fn(move || {
            if at == first {
                found[first..].sort_unstable_by(compare);
                first = found.len();
            }
            let next = found.get(at).copied();
            at += 1;
            next
        })
    }
}

/// Adds to `ministry:发改委` and its kin the ids of what is named so.
fn resolve_names(lookup: &dyn Lookup, query: &mut Query) -> Result<(), SearchError> {
    for condition in query.clauses.iter_mut().flatten() {
        let Test::Facet { facet, values } = &mut condition.test else {
            continue;
        };
        let kind = match facet {
            Facet::Ministry => PassageKind::Ministry,
            Facet::Region => PassageKind::Region,
            Facet::Topic => PassageKind::Topic,
            Facet::Policy => PassageKind::Policy,
            _ => continue,
        };
        let mut ids = BTreeSet::new();
        for name in values.iter() {
            let documents = lookup.with_value(Facet::Name, &name_key(name))?;
            let passages = namesakes(lookup, &documents, None)?;
            let named = passages.into_iter().filter(|passage| passage.kind == kind);
            ids.extend(named.map(|passage| {
                let id = passage.id.split_once(':').map(|(_, id)| id.to_owned());
                id.unwrap_or(passage.id)
            }));
        }
        values.extend(ids);
    }
    Ok(())
}

/// For each result, how many other candidates stand on its page in its language.
fn further_passages(
    lookup: &dyn Lookup,
    found: &Scored,
    shown: &[(f32, Document, Passage)],
) -> Vec<usize> {
    let statistics = lookup.statistics();
    let place = |document: Document| {
        let mut locales = statistics.locales.iter();
        let locale = locales.position(|(_, range)| range.contains(&document));
        (statistics.pages[document as usize], locale)
    };
    let mut counts: BTreeMap<_, usize> = shown
        .iter()
        .map(|(_, document, _)| (place(*document), 0))
        .collect();
    for (document, _) in found {
        if let Some(count) = counts.get_mut(&place(*document)) {
            *count += 1;
        }
    }
    shown
        .iter()
        .map(|(_, document, _)| counts[&place(*document)].saturating_sub(1))
        .collect()
}

fn hit(passage: Passage, score: f32, more: usize, phrases: &[(Scope, Phrase)]) -> Hit {
    let in_scope = |field: TextField| -> Vec<&Phrase> {
        phrases
            .iter()
            .filter(|(scope, _)| scope.fields().contains(&field))
            .map(|(_, phrase)| phrase)
            .collect()
    };
    let snippet = snippet(&passage.body, &in_scope(TextField::Body));
    Hit {
        score: (f64::from(score) * 1e4).round() / 1e4,
        title_fragments: marked(&passage.title, &in_scope(TextField::Title)),
        url: url_at(&passage, snippet.at),
        snippet: snippet.fragments,
        alternates: passage
            .other_locales
            .iter()
            .map(|locale| Alternate {
                locale: locale.clone(),
                url: passage.url_in(locale),
            })
            .collect(),
        id: passage.id,
        kind: passage.kind,
        locale: passage.locale,
        title: passage.title,
        headings: passage.headings,
        ministries: passage.ministries,
        bodies: passage.bodies,
        case_count: passage.case_count,
        policy: passage.policy,
        year: passage.year,
        date: passage.date,
        status: passage.status,
        more,
    }
}

/// The address of a passage, to the paragraph at a byte of its body where that has an anchor.
fn url_at(passage: &Passage, at: Option<usize>) -> String {
    let paragraph = at.map(|at| passage.body[..at].matches('\n').count());
    let anchor = paragraph.and_then(|paragraph| passage.anchors.get(paragraph));
    match anchor {
        Some(anchor) if !anchor.is_empty() => {
            let page = passage.url.split('#').next().unwrap_or_default();
            format!("{page}#{anchor}")
        }
        _ => passage.url.clone(),
    }
}
