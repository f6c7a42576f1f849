//! The pages that explain the rules: one for each code, a Markdown file under
//! `tests/diagnostics` that is a test at the same time.

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Rule, Wording};
use crate::text::nearest;

/// A code in `rules:` that is none.
pub(super) const UNKNOWN_RULE: Rule = Rule::error("site/unknown-rule");

include!(concat!(env!("OUT_DIR"), "/rule_pages.rs"));

/// The page that explains a code: Markdown, Chinese first.
pub fn explanation(code: &str) -> Option<&'static str> {
    RULE_PAGES
        .iter()
        .find(|(known, _)| *known == code)
        .map(|(_, page)| *page)
}

/// Every code that has a page, in order.
pub fn codes() -> impl Iterator<Item = &'static str> {
    RULE_PAGES.iter().map(|(code, _)| *code)
}

/// Reports codes in `rules:` that are none.
pub(super) fn check_levels(config: &Config, diagnostics: &mut Vec<Diagnostic>) {
    for (code, level) in &config.rules {
        if codes().any(|known| known == code) {
            continue;
        }
        diagnostics.push(
            UNKNOWN_RULE
                .at(
                    level.span,
                    Wording::new(
                        format!("没有“{code}”这条规则"),
                        format!("unknown rule `{code}`"),
                    ),
                )
                .with_nearest(nearest(code, codes()))
                .with_help(Wording::new(
                    "`jingwei explain` 列出全部规则",
                    "`jingwei explain` lists every rule",
                )),
        );
    }
}
