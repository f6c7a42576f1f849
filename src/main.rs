//! Turns the outcome of the command line into an exit code; nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    jingwei::cli::run().into()
}
