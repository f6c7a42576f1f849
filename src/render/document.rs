//! Documents that stand whole on one page.

use std::fmt::Write as _;

use crate::address;
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
    let mut html = markup::blocks(context, &body.intro, setting(address::INTRO));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::View;
    use crate::render::sample;

    #[test]
    fn every_block_is_where_its_anchor_says_and_is_led_to_by_its_number() {
        let text = "---\ntitle: 说明\n---\n前言，见[[page:help#a.2]]。\n\n## 甲 {#a}\n\n一[^n]\n\n### 小题\n\n- 二\n\n[^n]: 注\n";
        let site = sample::site(&[("pages/help.zh.md", text)]);
        let target = Target::Page(0);
        let context = Context::new(
            &site,
            Locale::PRIMARY,
            View::One(target),
            "zh/help/".to_owned(),
        );
        let body = &site.knowledge_base.pages[0].texts.original().body;
        let html = html(&context, target, Locale::PRIMARY, body);
        let anchors: Vec<String> = body.anchored_blocks().map(|(anchor, _)| anchor).collect();
        assert_eq!(anchors, ["intro.1", "a.1", "a-h1", "a.3", "fn-n"]);
        for anchor in anchors {
            assert!(
                html.contains(&format!("id=\"{anchor}\"")),
                "{anchor}: {html}"
            );
        }
        assert!(html.contains("href=\"./#a-h1\""), "{html}");
    }
}
