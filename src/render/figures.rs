//! Amounts as readers of each language write them.

use crate::model::Figure;

use super::context::Context;
use super::view::FigureRow;

/// A figure of a case, as a row of its table.
pub(super) fn row(context: &Context<'_>, figure: &Figure) -> FigureRow {
    // Which way a language counts is a matter of its strings, not of its code.
    let amount = match context.strings.get("setting.counting") {
        "wan" => figure.unit.format_chinese(figure.value),
        _ => figure.unit.format_plain(figure.value),
    };
    let key = format!("bound.{}", figure.bound.word());
    FigureRow {
        label: context.word(&figure.label),
        value: context.strings.fill(&key, &[("value", &amount)]),
        note: String::new(),
    }
}
