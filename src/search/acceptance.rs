//! Acceptance queries: what people type on this site and what must come first, kept by its editors
//! in `content/search-tests.yaml`.

use camino::Utf8Path;
use serde::Serialize;

use super::index::SearchError;
use super::passage::PassageKind;
use super::request::{Filters, SearchRequest, SearchResponse};
use crate::diagnostic::{Diagnostic, Rule, Wording};
use crate::locale::Locales;
use crate::source::{Sources, Span};
use crate::yaml::{self, Fields, FromYaml, Node, Reader, Spanned, Value};

/// Where they are kept.
pub const PATH: &str = "content/search-tests.yaml";

/// A query that does not find what it must.
pub const MISSED: Rule = Rule::warning("search/missed");

/// How many results are looked at: what stands further down is not found.
const DEPTH: usize = 10;

/// A query and what must come first.
#[derive(Clone, Debug)]
pub struct AcceptanceQuery {
    span: Span,
    request: SearchRequest,
    among: usize,
    wanted: Wanted,
    /// Whether weights may be tuned on it.
    pub is_tuning: bool,
}

#[derive(Clone, Debug)]
enum Wanted {
    /// One of these ids.
    Any(Vec<String>),
    /// Each of these ids.
    All(Vec<String>),
}

impl FromYaml for AcceptanceQuery {
    fn from_yaml(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let mut fields = Fields::open(node, reader)?;
        let query: Option<Spanned<String>> = fields.required("query", reader);
        let locale: Option<Spanned<String>> = fields.optional("lang", reader);
        let locale = locale.map(|named| {
            let found = reader.locales.find(&named.value);
            found.map_or(named.value, |locale| reader.locales.code(locale).to_owned())
        });
        let kinds = PassageKind::ALL.map(|kind| (kind.as_str(), kind));
        let kind = match fields.node("kind") {
            Some(Node {
                value: Value::List(nodes),
                ..
            }) => nodes
                .iter()
                .filter_map(|node| reader.choice(node, &kinds))
                .collect(),
            Some(other) => {
                Vec::<String>::from_yaml(other, reader).map_or_else(Vec::new, |_| Vec::new())
            }
            None => Vec::new(),
        };
        let filters = Filters {
            locale,
            kind,
            ministry: fields.list("ministry", reader),
            region: fields.list("region", reader),
            topic: fields.list("topic", reader),
            policy: fields.list("policy", reader),
            year: fields.list("year", reader),
            status: fields.list("status", reader),
        };
        let first: Vec<String> = fields.list("first", reader);
        let any: Vec<String> = fields.list("any", reader);
        let all: Vec<String> = fields.list("all", reader);
        if first.is_empty() && any.is_empty() && all.is_empty() {
            let _: Option<Vec<String>> = fields.required("first", reader);
        }
        let among: Option<u64> = fields.optional("among", reader);
        let among = among.and_then(|among| usize::try_from(among).ok());
        let _ = fields.node("why");
        let is_tuning = fields.optional("tune", reader).unwrap_or(false);
        fields.finish(reader);
        let query = query?;
        let (wanted, among) = match (first.is_empty(), any.is_empty()) {
            (false, _) => (Wanted::Any(first), 1),
            (true, false) => (Wanted::Any(any), among.unwrap_or(DEPTH)),
            (true, true) => (Wanted::All(all), among.unwrap_or(DEPTH)),
        };
        Some(Self {
            span: query.span,
            request: SearchRequest {
                filters,
                limit: DEPTH,
                ..SearchRequest::new(query.value)
            },
            among,
            wanted,
            is_tuning,
        })
    }
}

/// Reads the acceptance queries of a site; none where it has no such file.
///
/// # Errors
/// `yaml/*`.
pub fn read(
    sources: &Sources,
    locales: &Locales,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<AcceptanceQuery> {
    let Some(source) = sources.find(Utf8Path::new(PATH)) else {
        return Vec::new();
    };
    let text = sources.get(source).text();
    let Some(node) = yaml::parse(text, source, 0, diagnostics) else {
        return Vec::new();
    };
    let reader = &mut Reader {
        locales,
        diagnostics,
    };
    Vec::from_yaml(&node, reader).unwrap_or_default()
}

/// How well some queries find what they must.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Quality {
    /// How many queries.
    pub queries: usize,
    /// How many find all that they must, where they must.
    pub passed: usize,
    /// The mean of one through the place of the first wanted result; 0 beyond ten.
    pub mean_reciprocal_rank: f64,
    /// The mean share of the wanted results among the first ten; of several that will do, one is
    /// enough.
    pub recall: f64,
}

/// What came of asking the acceptance queries.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Evaluation {
    /// Over those on which weights may be tuned.
    pub tuning: Quality,
    /// Over the others.
    pub held_out: Quality,
    /// What was missed.
    #[serde(skip)]
    pub diagnostics: Vec<Diagnostic>,
}

/// Asks the acceptance queries.
///
/// # Errors
/// Where a search fails.
pub fn evaluate(
    queries: &[AcceptanceQuery],
    search: impl Fn(&SearchRequest) -> Result<SearchResponse, SearchError>,
) -> Result<Evaluation, SearchError> {
    let mut evaluation = Evaluation::default();
    for query in queries {
        let response = search(&query.request)?;
        let found: Vec<&str> = response.results.iter().map(|hit| hit.id.as_str()).collect();
        let outcome = query.outcome(&found);
        let quality = if query.is_tuning {
            &mut evaluation.tuning
        } else {
            &mut evaluation.held_out
        };
        quality.queries += 1;
        quality.passed += usize::from(outcome.missed.is_empty());
        quality.mean_reciprocal_rank += outcome.reciprocal_rank;
        quality.recall += outcome.recall;
        if !outcome.missed.is_empty() {
            evaluation.diagnostics.push(query.fault(&outcome, &found));
        }
    }
    for quality in [&mut evaluation.tuning, &mut evaluation.held_out] {
        let queries = as_float(quality.queries.max(1));
        quality.mean_reciprocal_rank /= queries;
        quality.recall /= queries;
    }
    Ok(evaluation)
}

struct Outcome<'q> {
    missed: Vec<&'q str>,
    reciprocal_rank: f64,
    recall: f64,
}

impl AcceptanceQuery {
    fn outcome(&self, found: &[&str]) -> Outcome<'_> {
        let (Wanted::Any(ids) | Wanted::All(ids)) = &self.wanted;
        let rank = |id: &str| found.iter().position(|other| *other == id);
        let ranks: Vec<usize> = ids.iter().filter_map(|id| rank(id)).collect();
        let best = ranks.iter().min();
        let is_in_place = |id: &&str| rank(id).is_some_and(|rank| rank < self.among);
        let names = ids.iter().map(String::as_str);
        let (missed, recall) = match &self.wanted {
            Wanted::Any(_) if names.clone().any(|id| is_in_place(&id)) => (Vec::new(), 1.0),
            Wanted::Any(_) => (names.collect(), if best.is_some() { 1.0 } else { 0.0 }),
            Wanted::All(_) => (
                names.filter(|id| !is_in_place(id)).collect(),
                as_float(ranks.len()) / as_float(ids.len().max(1)),
            ),
        };
        Outcome {
            missed,
            reciprocal_rank: best.map_or(0.0, |rank| 1.0 / as_float(rank + 1)),
            recall,
        }
    }

    fn fault(&self, outcome: &Outcome<'_>, found: &[&str]) -> Diagnostic {
        let query = &self.request.query;
        let among = self.among;
        let (missed_zh, missed_en) = (
            outcome.missed.join("、"),
            outcome.missed.join(match &self.wanted {
                Wanted::Any(_) => " or ",
                Wanted::All(_) => " and ",
            }),
        );
        let found: Vec<&str> = found.iter().take(among.max(3)).copied().collect();
        let (found_zh, found_en) = match found.as_slice() {
            [] => ("没有结果".to_owned(), "nothing is found".to_owned()),
            some => (
                format!("查到的是：{}", some.join("、")),
                format!("found are: {}", some.join(", ")),
            ),
        };
        MISSED
            .at(
                self.span,
                Wording::new(
                    format!("查“{query}”，前 {among} 条里没有 {missed_zh}"),
                    format!("`{query}` does not find {missed_en} among the first {among}"),
                ),
            )
            .with_help(Wording::new(found_zh, found_en))
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of queries are small")]
fn as_float(number: usize) -> f64 {
    number as f64
}
