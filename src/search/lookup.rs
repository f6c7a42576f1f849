//! What a query is answered from, whoever keeps it: the tantivy index or the pack made from it.

use std::ops::Range;

use super::index::SearchError;
use super::passage::{Passage, PassageKind};
use super::phrase::Gram;
use super::schema::{Facet, TextField};

/// The number of a passage in the order in which passages were given.
pub(super) type Document = u32;

/// Where one gram stands in one part of the passages, in rising order of documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Postings {
    pub(super) documents: Vec<Document>,
    /// How often it stands there and how long the part is; empty where neither counts.
    pub(super) counts: Vec<Count>,
}

/// How often a gram stands in a text, and how long that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) frequency: u32,
    /// The length in grams, as tantivy rounds it to one byte.
    pub(super) length_id: u8,
}

/// The postings of one gram in each part, in the order of [`TextField::ALL`].
pub(super) type FieldPostings = [Postings; TextField::ALL.len()];

/// What is known of all passages together.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Statistics {
    /// How many passages there are.
    pub(super) document_count: u32,
    /// How long each part is on average, in grams.
    pub(super) average_lengths: [f32; TextField::ALL.len()],
    /// For each passage the first that stands on the same page.
    pub(super) pages: Vec<Document>,
    /// The languages, each with the numbers of its passages, which stand together.
    pub(super) locales: Vec<(String, Range<Document>)>,
}

/// A store of postings and passages. All implementations give the same answers.
pub(super) trait Lookup {
    fn statistics(&self) -> &Statistics;

    /// Where a gram stands.
    fn postings(&self, gram: &Gram) -> Result<FieldPostings, SearchError>;

    /// The passages with a value of a facet, in rising order.
    fn with_value(&self, facet: Facet, value: &str) -> Result<Vec<Document>, SearchError>;

    /// Every value of a facet with its passages, by rising value.
    fn values(&self, facet: Facet) -> Result<Vec<Value>, SearchError>;

    /// The names of a value of a facet, by language, in the order of the site.
    fn names(&self, facet: Facet, value: &str) -> Result<Vec<(String, String)>, SearchError>;

    /// The Latin words that begin so, as they stand, with the number of passages that have each.
    fn words(&self, beginning: &str) -> Result<Vec<(String, u32)>, SearchError>;

    /// A passage.
    fn passage(&self, document: Document) -> Result<Passage, SearchError>;
}

/// A value of a facet and the passages that have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Value {
    pub(super) value: String,
    pub(super) documents: Vec<Document>,
}

/// How much the score of each passage counts, by what it is and by the standing of its policy.
pub(super) fn weights(lookup: &dyn Lookup) -> Result<Vec<f32>, SearchError> {
    let count = lookup.statistics().document_count as usize;
    let mut weights = vec![1.0_f32; count];
    let mut multiply = |value: Value, weight: f32| {
        for document in value.documents {
            weights[document as usize] *= weight;
        }
    };
    for value in lookup.values(Facet::Kind)? {
        let kind = PassageKind::named(&value.value);
        multiply(value, kind.map_or(1.0, PassageKind::weight));
    }
    for value in lookup.values(Facet::Status)? {
        let weight = status_weight(&value.value);
        multiply(value, weight);
    }
    Ok(weights)
}

/// How much the score of a passage counts because of the standing of its policy: of two that match
/// alike, the one in force comes first. From 1 to 2 for what is in force: more, and it comes first
/// even where it hardly matches.
pub(super) fn status_weight(status: &str) -> f32 {
    match status {
        "in_force" => 1.25,
        _ => 1.0,
    }
}
