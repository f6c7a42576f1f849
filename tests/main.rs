//! The integration tests: one binary, so that tantivy is linked once.

#![expect(
    clippy::disallowed_methods,
    reason = "tests make the folders that the program reads"
)]

mod bad_input;
mod built_site;
mod content;
mod diagnostics;
mod golden;
mod hostile;
mod layering;
mod links;
mod messages;
mod other_clients;
mod parity;
mod portable;
mod properties;
mod publicity;
mod random;
mod sample;
mod search;
mod source_code;
mod tiny_site;
mod transcripts;

/// Says why a test cannot be run on this machine.
#[expect(
    clippy::print_stderr,
    reason = "a test that is skipped in silence passes for one that ran"
)]
fn skip(reason: &str) {
    eprintln!("skipped: {reason}");
}
