//! The command line: one file a command. stdout is data, stderr is talk; exit 0 clean, 1 problems
//! found, 2 could not run.

mod args;
mod build;
mod check;
mod explain;
mod search;
mod serve;
mod terminal;

use std::process::ExitCode;

use clap::Parser as _;

use args::{Arguments, Command};
use terminal::Terminal;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All is well.
    Clean,
    /// It ran, and found problems.
    Problems,
    /// It could not run.
    Failed,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Clean => Self::SUCCESS,
            Outcome::Problems => Self::from(1),
            Outcome::Failed => Self::from(2),
        }
    }
}

/// Runs the program with the arguments of the process.
pub fn run() -> Outcome {
    let arguments = Arguments::parse();
    let terminal = Terminal::new(arguments.lang.as_deref());
    match &arguments.command {
        Command::Build(options) => build::run(&arguments.site, options, terminal),
        Command::Serve(options) => serve::run(&arguments.site, options, terminal),
        Command::Search(options) => search::run(&arguments, options, terminal),
        Command::Check(options) => check::run(&arguments.site, options, terminal),
        Command::Explain(options) => explain::run(options, terminal),
    }
}
