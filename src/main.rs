//! Turns the outcome of the command line into an exit code; nothing else.

fn main() {}
