//! A policy in two languages, block against block.

use crate::address::{self, List, View};
use crate::alignment::{AlignedSection, align};
use crate::content::{Block, Section};
use crate::locale::{Direction, Locale};
use crate::model::{Target, Text};

use super::chrome::{self, Frame, chrome};
use super::context::Context;
use super::markup::{self, Setting};
use super::view::{self, Column, ParallelCell, ParallelRow, ParallelSection};

/// A policy in the language of the page beside another.
pub(super) fn parallel(context: &Context<'_>, position: usize, other: Locale) -> view::Parallel {
    let policy = &context.base.policies[position];
    let sides = [context.locale, other];
    let name = &context.base.config.locales.get(other).name;
    let title = context.strings.fill(
        "parallel.title",
        &[
            ("policy", policy.texts.title(context.locale)),
            ("language", name),
        ],
    );
    let frame = Frame {
        kind: "parallel",
        description: title.clone(),
        title,
        above: vec![
            chrome::list_link(context, List::Policies),
            context.link(Target::Policy(position)),
        ],
        texts: None,
        notices: chrome::policy_notices(context, policy),
    };
    let columns = sides.map(|locale| Column {
        name: context.base.config.locales.get(locale).name.clone(),
        tag: context.base.config.locales.tag(locale).to_owned(),
        dir: direction(context, locale),
    });
    let texts = sides.map(|locale| (locale, policy.texts.best(locale).1));
    view::Parallel {
        chrome: chrome(context, frame),
        policy: context.link(Target::Policy(position)),
        columns: columns.into(),
        sections: sections(context, position, texts),
    }
}

fn direction(context: &Context<'_>, locale: Locale) -> String {
    match context.base.config.locales.get(locale).dir {
        Direction::Ltr => "ltr".to_owned(),
        Direction::Rtl => "rtl".to_owned(),
    }
}

fn sections(
    context: &Context<'_>,
    position: usize,
    texts: [(Locale, &Text); 2],
) -> Vec<ParallelSection> {
    let [(left_locale, left), (right_locale, right)] = texts;
    let policy = &context.base.policies[position];
    let original = &policy.texts.original().body;
    let alignment = align(&left.body, &right.body);
    // The original's sections in its order: what one side lacks is empty there, never left out.
    let intro = alignment.sections.first().cloned();
    let rest = original.sections.iter().map(|section| {
        let aligned = alignment.sections.iter().find(|aligned| {
            aligned
                .left
                .is_some_and(|index| left.body.sections[index].id == section.id)
        });
        aligned.cloned().unwrap_or_else(|| AlignedSection {
            left: None,
            right: right.body.position(&section.id),
            is_by_block: false,
        })
    });
    let aligned_sections: Vec<AlignedSection> = intro.into_iter().chain(rest).collect();
    let cell = |locale: Locale, html: String| ParallelCell {
        tag: context.base.config.locales.tag(locale).to_owned(),
        dir: direction(context, locale),
        html,
    };
    aligned_sections
        .iter()
        .enumerate()
        .map(|(place, aligned)| {
            let left_section = aligned.left.map(|index| &left.body.sections[index]);
            let right_section = aligned.right.map(|index| &right.body.sections[index]);
            let is_intro = place == 0;
            let either = left_section.or(right_section);
            let id = either.map_or(address::INTRO, |section| section.id.as_str());
            let section = policy.section_position(id);
            let target = section.map_or(Target::Policy(position), |section| Target::Section {
                policy: position,
                section,
            });
            let own = |section: Option<&Section>, intro: &[Block]| match section {
                Some(section) => section.blocks.clone(),
                None if is_intro => intro.to_vec(),
                None => Vec::new(),
            };
            let left_blocks = own(left_section, &left.body.intro);
            let right_blocks = own(right_section, &right.body.intro);
            let html = |blocks: &[Block], locale: Locale| {
                let setting = Setting {
                    from: target,
                    locale,
                    anchor: None,
                    deeper: 0,
                };
                markup::blocks(context, blocks, setting)
            };
            let row = |id: String, left: &[Block], right: &[Block]| ParallelRow {
                id,
                cells: vec![
                    cell(left_locale, html(left, left_locale)),
                    cell(right_locale, html(right, right_locale)),
                ],
            };
            let rows = if aligned.is_by_block {
                left_blocks
                    .iter()
                    .zip(&right_blocks)
                    .enumerate()
                    .map(|(index, (left, right))| {
                        let id = address::block_anchor(id, index + 1);
                        row(id, std::slice::from_ref(left), std::slice::from_ref(right))
                    })
                    .collect()
            } else {
                vec![row(String::new(), &left_blocks, &right_blocks)]
            };
            let heading = |section: Option<&Section>, locale: Locale| {
                let title = section.map_or_else(String::new, |section| {
                    context.text(&section.title, target, locale)
                });
                cell(locale, markup::escape(&title))
            };
            let headings = if either.is_some() {
                vec![
                    heading(left_section, left_locale),
                    heading(right_section, right_locale),
                ]
            } else {
                Vec::new()
            };
            let depth = section.map_or(0, |section| policy.enclosing(section).len());
            ParallelSection {
                id: id.to_owned(),
                level: u8::try_from(depth + 2).unwrap_or(6).min(6),
                href: section.map_or_else(String::new, |_| context.href(View::One(target))),
                headings,
                rows,
                notice: if aligned.is_by_block || left_section.is_none() || right_section.is_none()
                {
                    String::new()
                } else {
                    context.say("notice.unaligned")
                },
            }
        })
        .filter(|section| !section.headings.is_empty() || !section.rows.is_empty())
        .collect()
}
