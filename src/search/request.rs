//! What is asked of an index and what it answers: the JSON of the command line and the server.

use serde::{Deserialize, Serialize};

use super::passage::PassageKind;
use crate::diagnostic::Wording;

/// Keeps passages that have, for each property with values here, one of these values.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Filters {
    /// The code of the language.
    pub locale: Option<String>,
    /// Kinds of passages.
    pub kind: Vec<PassageKind>,
    /// Ids of bodies.
    pub ministry: Vec<String>,
    /// Codes of places; a passage also has those that enclose its own.
    pub region: Vec<String>,
    /// Ids of subject headings.
    pub topic: Vec<String>,
    /// Ids of policies.
    pub policy: Vec<String>,
}

impl Filters {
    /// Whether every passage passes.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// One request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchRequest {
    /// What was typed. An empty query lists everything that passes the filters, if there are any.
    pub query: String,
    /// What results must be.
    pub filters: Filters,
    /// How many results are wanted.
    pub limit: usize,
    /// How many results are skipped.
    pub offset: usize,
}

impl SearchRequest {
    /// The first ten results without filters.
    pub fn new(query: impl Into<String>) -> Self {
        Self {
            query: query.into(),
            filters: Filters::default(),
            limit: 10,
            offset: 0,
        }
    }
}

/// One answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SearchResponse {
    /// The query as it was asked.
    pub query: String,
    /// How many passages match.
    pub total: usize,
    /// Whether the total was counted to the end. If not, it is an estimate: say "about".
    pub total_is_exact: bool,
    /// What the reader should know about these results.
    pub notice: Option<Notice>,
    /// The results, best first.
    pub results: Vec<Hit>,
}

/// A remark about a whole answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Notice {
    /// The stable code: `partial` or `shortened`.
    pub code: &'static str,
    /// The remark for readers.
    #[serde(flatten)]
    pub wording: Wording,
}

impl Notice {
    /// Nothing matches the whole query.
    pub(super) fn partial() -> Self {
        Self {
            code: "partial",
            wording: Wording::new(
                "没有与查询完全一致的内容，以下内容含有其中的大部分字词",
                "nothing matches the whole query; these results hold most of it",
            ),
        }
    }

    /// The query is too long.
    pub(super) fn shortened() -> Self {
        Self {
            code: "shortened",
            wording: Wording::new(
                "查询过长，只用了开头部分",
                "the query is too long; only its beginning was used",
            ),
        }
    }
}

/// One result.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Hit {
    /// The passage.
    pub id: String,
    /// What it is.
    pub kind: PassageKind,
    /// The code of its language.
    pub locale: String,
    /// Its path from the site's root.
    pub url: String,
    /// Its title.
    pub title: String,
    /// The titles of what encloses it, outermost first.
    pub headings: Vec<String>,
    /// How well it matches, rounded to 0.0001; 0 where nothing but filters was asked for.
    pub score: f64,
    /// The part of its text that matches best. Put together, the fragments are what to show.
    pub snippet: Vec<Fragment>,
    /// Its title, in fragments.
    pub title_fragments: Vec<Fragment>,
    /// The ids of the bodies it concerns.
    pub ministries: Vec<String>,
    /// The id of its policy.
    pub policy: Option<String>,
    /// Its year.
    pub year: Option<i16>,
    /// The legal status of its policy.
    pub status: Option<String>,
}

/// A piece of shown text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fragment {
    /// The text as it stands in the original.
    pub text: String,
    /// Whether the query asked for it.
    pub marked: bool,
}
