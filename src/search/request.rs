//! What is asked of an index and what it answers: the JSON of the command line and the server.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::passage::{PassageKind, Successor};
use super::schema::Facet;
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
    /// Years.
    pub year: Vec<String>,
    /// What policies stand as: `in_force`, `expired`, `repealed`, `superseded`.
    pub status: Vec<String>,
}

impl Filters {
    /// Whether every passage passes.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The same without what is asked of one facet.
    pub(super) fn without(&self, facet: Facet) -> Self {
        let mut others = self.clone();
        match facet {
            Facet::Locale => others.locale = None,
            Facet::Kind => others.kind.clear(),
            Facet::Policy => others.policy.clear(),
            Facet::Ministry => others.ministry.clear(),
            Facet::Region => others.region.clear(),
            Facet::Topic => others.topic.clear(),
            Facet::Year => others.year.clear(),
            Facet::Status => others.status.clear(),
            Facet::Date | Facet::Name | Facet::Id => {}
        }
        others
    }

    /// The values asked for, facet by facet.
    pub(super) fn by_facet(&self) -> impl Iterator<Item = (Facet, Vec<String>)> {
        let kinds = self.kind.iter().map(|kind| kind.as_str().to_owned());
        [
            (Facet::Locale, self.locale.iter().cloned().collect()),
            (Facet::Kind, kinds.collect()),
            (Facet::Policy, self.policy.clone()),
            (Facet::Ministry, self.ministry.clone()),
            (Facet::Region, self.region.clone()),
            (Facet::Topic, self.topic.clone()),
            (Facet::Year, self.year.clone()),
            (Facet::Status, self.status.clone()),
        ]
        .into_iter()
        .filter(|(_, values): &(_, Vec<String>)| !values.is_empty())
    }
}

/// In which order results stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// The best match first.
    #[default]
    Relevance,
    /// The latest first, what has no date last; of one date, the best match first.
    Date,
}

/// One request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchRequest {
    /// What was typed. An empty query lists everything that passes the filters, if there are any.
    pub query: String,
    /// What results must be.
    pub filters: Filters,
    /// In which order.
    pub sort: Sort,
    /// Whether the values of the facets are to be counted.
    pub facets: bool,
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
            sort: Sort::default(),
            facets: false,
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
    /// How many results there are; passages of one page, in whatever language, are one.
    pub total: usize,
    /// Whether the total was counted to the end. If not, it is an estimate: say "about".
    pub total_is_exact: bool,
    /// What the reader should know about these results.
    pub notice: Option<Notice>,
    /// What was searched for beside what was typed.
    pub expansions: Vec<Expansion>,
    /// What may have been meant.
    pub suggestions: Vec<Suggestion>,
    /// How many results have each value of each facet, if that was asked for.
    pub facets: Option<BTreeMap<&'static str, Vec<FacetCount>>>,
    /// The results, best first.
    pub results: Vec<Hit>,
}

/// Other wordings that count as what was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Expansion {
    /// What was typed.
    pub typed: String,
    /// What else was searched for.
    pub also: Vec<String>,
}

/// What may have been meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Suggestion {
    /// A query with its slips put right.
    Spelling {
        /// The query.
        query: String,
    },
    /// The body that took over from one that was named.
    Successor {
        /// The body that was named.
        name: String,
        /// The query for the one of today.
        query: String,
        /// The one of today.
        #[serde(flatten)]
        successor: Successor,
    },
}

impl Suggestion {
    pub(super) fn spelling(query: String) -> Self {
        Self::Spelling { query }
    }

    pub(super) fn successor(name: &str, successor: &Successor) -> Self {
        Self::Successor {
            name: name.to_owned(),
            query: successor.title.clone(),
            successor: successor.clone(),
        }
    }
}

/// How many results have one value of a facet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FacetCount {
    /// The id or code.
    pub value: String,
    /// Its name in the language asked in; empty where it needs none or the page has it.
    pub label: String,
    /// How many results.
    pub count: usize,
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
    /// The path from the site's root to the very paragraph.
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
    /// The names of the bodies responsible, as printed.
    pub bodies: Vec<String>,
    /// How many cases show it put to work.
    pub case_count: usize,
    /// The id of its policy.
    pub policy: Option<String>,
    /// Its year.
    pub year: Option<i16>,
    /// The date it is listed by, as far as it is known.
    pub date: Option<String>,
    /// The legal status of its policy.
    pub status: Option<String>,
    /// The same in other languages.
    pub alternates: Vec<Alternate>,
    /// How many further passages of the same page match.
    pub more: usize,
}

/// The same passage in another language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Alternate {
    /// The code of the language.
    pub locale: String,
    /// The path from the site's root.
    pub url: String,
}

/// A piece of shown text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fragment {
    /// The text as it stands in the original.
    pub text: String,
    /// Whether the query asked for it.
    pub marked: bool,
}
