//! Documents that stand whole on one page.

use std::fmt::Write as _;

use crate::content::{Body, Section};
use crate::locale::Locale;
use crate::model::Target;

use super::context::Context;
use super::markup::{self, Setting};
use super::view::Contents;

/// The whole text of a document that stands on one page: what comes before the first section, then
/// each section with its heading.
pub(super) fn html(context: &Context<'_>, from: Target, locale: Locale, body: &Body) -> String {
    let setting = |anchor| Setting {
        from,
        locale,
        anchor: Some(anchor),
        deeper: 0,
    };
    let mut html = markup::blocks(context, &body.intro, setting("intro"));
    for section in &body.sections {
        let level = section.level.clamp(2, 6);
        let title = markup::inlines(context, &section.title, setting(&section.id));
        let _ = writeln!(html, "<h{level} id=\"{}\">{title}</h{level}>", section.id);
        html.push_str(&markup::blocks(
            context,
            &section.blocks,
            setting(&section.id),
        ));
    }
    html
}

/// The table of contents of a document whose sections stand on one page.
pub(super) fn page_contents(
    sections: &[Section],
    title: impl Fn(&Section) -> String,
) -> Vec<Contents> {
    sections
        .iter()
        .map(|section| Contents {
            number: String::new(),
            title: title(section),
            href: format!("#{}", section.id),
            children: Vec::new(),
        })
        .collect()
}
