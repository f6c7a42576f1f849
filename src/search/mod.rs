//! The full-text index: one tantivy segment built from [`Passage`]s, queried by the command line
//! and the server. This is the only room that knows tantivy. It does not know where passages come
//! from, nor how results are shown.
//!
//! # How a query is answered
//!
//! 1. `query` reads what was typed, and has the rules for readers. Chinese without spaces means that exact run of characters.
//! 2. `ranking` turns it into a conjunction of grams: every document it finds *may* match.
//! 3. In rank order, the texts themselves decide (`phrase`), so results are exact although no
//!    positions are indexed. Most queries are decided by their grams alone.
//! 4. If nothing matches, documents with two thirds of the bigrams are shown, with a [`Notice`].
//!
//! Scores are compared after rounding, ties go by document order, and nothing but grams, lengths
//! and frequencies enters them: whoever has the postings of the segment can rank identically.

pub mod acceptance;
mod answer;
mod directory;
mod evaluate;
mod expand;
mod facets;
mod gather;
mod index;
mod lexer;
mod lookup;
mod numerals;
pub mod pack;
mod passage;
mod phrase;
mod query;
mod request;
mod schema;
mod scored;
mod snippet;
mod spelling;
mod store;
mod tokenizer;

#[cfg(test)]
mod tests;

pub use gather::gather;
pub use index::{IndexFiles, SearchError, SearchIndex, build};
pub use passage::{Passage, PassageKind, Successor};
pub use request::{
    Alternate, Expansion, FacetCount, Filters, Fragment, Hit, Notice, SearchRequest,
    SearchResponse, Sort, Suggestion,
};
pub use tokenizer::{TOKENIZER, TRIGRAM_TOKENIZER, WORD_TOKENIZER};
