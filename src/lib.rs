//! Jingwei 经纬 compiles Markdown policy documents and local cases into a bilingual static site
//! with a full-text index, in which every measure is linked to the bodies responsible for it and
//! to the places that put it to work.
//!
//! # The flow
//!
//! ```text
//! sources -> documents -> knowledge base -> graph -> diagnostics + artifacts -> disk or memory
//! ```
//!
//! [`pipeline`] spells this out on one screen. Each arrow is a pure function of values: the same
//! input bytes give the same output bytes, whatever the number of threads. Parsing never fails;
//! it returns what it could read, with diagnostics. A `Result` is kept for a world that is broken:
//! an unreadable folder, a port in use.
//!
//! # The rooms
//!
//! The modules stand below in reading order. Each may use those of a lower level only, never a
//! sibling; `tests/layering.rs` holds the levels and fails on an upward `use`.

pub mod locale;
pub mod text;

pub mod output;
pub mod source;

pub mod diagnostic;

pub mod yaml;

pub mod config;

pub mod content;

pub mod model;

pub mod address;
pub mod alignment;
pub mod graph;

pub mod check;
pub mod search;
pub mod theme;

pub mod render;

pub mod export;

pub mod pipeline;

pub mod serve;

pub mod cli;
