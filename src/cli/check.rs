//! `jingwei check`: all faults of a knowledge base, nothing written.

use std::fmt::Write as _;

use camino::Utf8Path;

use crate::diagnostic::{Diagnostic, Wording, github, json};
use crate::pipeline::{self, Compilation};

use super::Outcome;
use super::args::{CheckOptions, Format};
use super::terminal::Terminal;

/// Compiles a site and shows its faults.
pub(super) fn run(site: &Utf8Path, options: &CheckOptions, terminal: Terminal) -> Outcome {
    let mut compilation = match pipeline::compile(site, today()) {
        Ok(compilation) => compilation,
        Err(error) => {
            terminal.fail(&Wording::new(error.in_chinese(), error.to_string()));
            return Outcome::Failed;
        }
    };
    match compilation.evaluate() {
        Ok(evaluation) => compilation.add(evaluation.diagnostics),
        Err(error) => {
            terminal.fail(&Wording::new(error.in_chinese(), error.to_string()));
            return Outcome::Failed;
        }
    }
    let diagnostics = &compilation.diagnostics;
    let sources = &compilation.files.sources;
    match options.format {
        Format::Human => terminal.show(diagnostics, sources),
        Format::Json => terminal.print(&json::render(diagnostics, sources)),
        Format::Github => {
            terminal.print(&github::render(
                diagnostics,
                sources,
                site,
                terminal.tongue(),
            ));
        }
    }
    if options.timings {
        terminal.say_text(&timings(&compilation));
    }
    if has_problems(diagnostics, options.deny_warnings) {
        return Outcome::Problems;
    }
    if options.format == Format::Human {
        terminal.say(&summary(&compilation));
    }
    Outcome::Clean
}

/// Whether a build must not go on.
pub(super) fn has_problems(diagnostics: &[Diagnostic], warnings_count: bool) -> bool {
    diagnostics
        .iter()
        .any(|diagnostic| warnings_count || diagnostic.is_error())
}

/// What a clean knowledge base holds.
fn summary(compilation: &Compilation) -> Wording {
    let Some(site) = &compilation.site else {
        return Wording::new("没有网站", "no site");
    };
    let base = &site.knowledge_base;
    let policies = base.policies.len();
    let measures: usize = base
        .policies
        .iter()
        .map(|policy| policy.measures.len())
        .sum();
    let duties: usize = site.graph.duties.iter().map(Vec::len).sum();
    let bodies = site
        .graph
        .duties
        .iter()
        .filter(|duties| !duties.is_empty())
        .count();
    let cases = base.cases.len();
    Wording::new(
        format!(
            "没有错误：政策 {policies} 份，举措 {measures} 项，部门 {bodies} 个，责任关联 {duties} 条，案例 {cases} 个"
        ),
        format!(
            "no errors: {}, {}, {}, {}, {}",
            counted(policies, "policy", "policies"),
            counted(measures, "measure", "measures"),
            counted(bodies, "body", "bodies"),
            counted(duties, "responsibility", "responsibilities"),
            counted(cases, "case", "cases"),
        ),
    )
}

/// A number with the word for one thing or for several.
pub(super) fn counted(number: usize, one: &str, several: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { several })
}

/// The table of stages.
pub(super) fn timings(compilation: &Compilation) -> String {
    let mut table = String::new();
    for (stage, time) in &compilation.timings {
        let _ = writeln!(table, "{stage:>10} {:>9.1} ms", time.as_secs_f64() * 1e3);
    }
    table.trim_end().to_owned()
}

/// The day of today, where the program runs.
pub(super) fn today() -> jiff::civil::Date {
    jiff::Zoned::now().date()
}
