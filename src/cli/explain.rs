//! `jingwei explain`: what a diagnostic code finds and why it matters.

use crate::check::explanation;
use crate::diagnostic::Wording;
use crate::text::nearest;

use super::Outcome;
use super::args::ExplainOptions;
use super::terminal::Terminal;

/// Prints the page of a code, or lists all codes.
pub(super) fn run(options: &ExplainOptions, terminal: Terminal) -> Outcome {
    let Some(code) = &options.code else {
        let codes: Vec<_> = crate::check::codes().collect();
        terminal.print(&format!("{}\n", codes.join("\n")));
        return Outcome::Clean;
    };
    if let Some(page) = explanation(code) {
        terminal.print(page);
        return Outcome::Clean;
    }
    let near = nearest(code, crate::check::codes());
    let hint = |zh: bool| match near {
        Some(near) if zh => format!("；是否想查“{near}”？"),
        Some(near) => format!("; did you mean `{near}`?"),
        None => String::new(),
    };
    terminal.say(&Wording::new(
        format!("没有“{code}”这个代码{}", hint(true)),
        format!("there is no code `{code}`{}", hint(false)),
    ));
    Outcome::Failed
}
