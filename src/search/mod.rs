//! The full-text index: one tantivy segment built from [`Passage`]s, queried by the command line
//! and the server. This is the only room that knows tantivy. It does not know where passages come
//! from, nor how results are shown.
//!
//! # How a query is answered
//!
//! 1. `query` reads what was typed, and has the rules for readers. Chinese without spaces means
//!    that exact run of characters.
//! 2. `expand` adds what says the same: other names, numbers written otherwise, whole words.
//! 3. `evaluate` finds the documents that *may* match, those with all the grams, and what each is
//!    worth: BM25 summed over grams and parts (`scored`), weighted by what the passage is.
//! 4. In rank order, the texts themselves decide (`answer`, `phrase`), so results are exact although
//!    no positions are indexed. Most queries are decided by their grams alone. Passages of one
//!    page, in whatever language, are one result.
//! 5. If nothing matches, documents with two thirds of the bigrams are shown, with a [`Notice`], and
//!    `spelling` says what may have been meant.
//!
//! All this asks a `Lookup`, of which there are two: the index (`store`) and the [`pack`] of static
//! files that browsers fetch. The scripts of the theme (`js/search/`) do the same step by step on
//! the pack; `tests/parity.rs` holds them to it.

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
