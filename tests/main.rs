//! The integration tests: one binary, so that tantivy is linked once.

fn main() {}
