//! Pages of a policy and of its sections that are no measures, and what these share with the page
//! of a measure.

use crate::address::{self, List, View};
use crate::graph::MeasureRef;
use crate::model::{Measure, Policy, Relation, SectionKind, Target};

use super::cards::{self, PolicyName};
use super::chrome::{self, Frame, chrome};
use super::citation;
use super::context::Context;
use super::facts;
use super::markup::{self, Setting};
use super::related;
use super::view::{self, Contents, Link, Neighbours, SectionText, Sibling};

/// A policy on one page.
pub(super) fn policy(context: &Context<'_>, position: usize) -> view::Policy {
    let policy = &context.base.policies[position];
    let target = Target::Policy(position);
    let (locale, text) = policy.texts.best(context.locale);
    let setting = Setting {
        from: target,
        locale,
        anchor: Some(address::INTRO),
        deeper: 0,
    };
    let frame = Frame {
        kind: "policy",
        title: text.title.clone(),
        description: policy.texts.summary(context.locale).to_owned(),
        above: vec![chrome::list_link(context, List::Policies)],
        texts: Some(&policy.texts),
        notices: chrome::policy_notices(context, policy),
    };
    view::Policy {
        chrome: chrome(context, frame),
        facts: facts::policy(context, policy),
        views: views(context, position),
        contents: contents(context, policy, None),
        html: markup::blocks(context, &text.body.intro, setting),
        sections: section_texts(context, position, None, 2),
        citations: citation::policy(context, position, None),
        related: related::policies(context, target),
        backlinks: cards::backlinks(context, target),
    }
}

/// The other views of a policy: the matrix, and the parallel text with each other language.
fn views(context: &Context<'_>, position: usize) -> Vec<Link> {
    let mut views = vec![Link {
        title: context.say("policy.matrix"),
        href: context.href(View::PolicyMatrix(position)),
        lang: None,
    }];
    views.extend(parallels(context, position, ""));
    views
}

/// The parallel texts of a policy, at an anchor.
pub(super) fn parallels(context: &Context<'_>, position: usize, anchor: &str) -> Vec<Link> {
    let texts = &context.base.policies[position].texts;
    if !texts.has(context.locale) {
        return Vec::new();
    }
    context
        .base
        .locales()
        .filter(|&other| other != context.locale && texts.has(other))
        .map(|other| {
            let name = &context.base.config.locales.get(other).name;
            let view = View::Parallel {
                policy: position,
                other,
            };
            Link {
                title: context
                    .strings
                    .fill("policy.parallel", &[("language", name)]),
                href: format!("{}{anchor}", context.href(view)),
                lang: None,
            }
        })
        .collect()
}

fn contents(context: &Context<'_>, policy: &Policy, parent: Option<usize>) -> Vec<Contents> {
    policy
        .children(parent)
        .map(|section| {
            let (number, title) = policy.heading(section, context.locale);
            Contents {
                number: number.unwrap_or_default(),
                title,
                href: format!("#{}", policy.sections[section].id),
                children: contents(context, policy, Some(section)),
            }
        })
        .collect()
}

fn section_texts(
    context: &Context<'_>,
    position: usize,
    parent: Option<usize>,
    level: u8,
) -> Vec<SectionText> {
    let policy = &context.base.policies[position];
    policy
        .children(parent)
        .map(|section| {
            let target = Target::Section {
                policy: position,
                section,
            };
            let id = &policy.sections[section].id;
            let (locale, html) = own_html(context, position, section, 0);
            let (number, title) = policy.heading(section, context.locale);
            let is_missing = locale != policy.texts.best(context.locale).0;
            let measure = policy.measure_of(section);
            let cases = measure.map_or(0, |measure| cases_of(context, position, measure).count());
            SectionText {
                id: id.clone(),
                level: level.min(6),
                kind: cards::section_kind(context, position, section).to_owned(),
                label: measure.map_or_else(String::new, |measure| {
                    context.say(&format!("kind.{}", measure.kind.word()))
                }),
                number: number.unwrap_or_default(),
                title: markup::escape(&title),
                href: context.href_of(target),
                lang: context.tag_unless_own(locale).filter(|_| is_missing),
                dir: is_missing.then(|| chrome::direction(context, locale)),
                notice: if is_missing {
                    context.say("notice.fallback_section")
                } else {
                    String::new()
                },
                html,
                case_count: context.count("count.cases", cases),
                children: section_texts(context, position, Some(section), level + 1),
            }
        })
        .collect()
}

/// A section's own text as HTML, with the language it really is in.
pub(super) fn own_html(
    context: &Context<'_>,
    policy: usize,
    section: usize,
    deeper: u8,
) -> (crate::locale::Locale, String) {
    let document = &context.base.policies[policy];
    let (locale, blocks) = document.own_text(section, context.locale);
    let setting = Setting {
        from: Target::Section { policy, section },
        locale,
        anchor: Some(&document.sections[section].id),
        deeper,
    };
    (locale, markup::blocks(context, blocks, setting))
}

pub(super) fn cases_of<'a>(
    context: &'a Context<'_>,
    policy: usize,
    measure: &Measure,
) -> impl Iterator<Item = (usize, Relation)> + 'a {
    let document = &context.base.policies[policy];
    let position = document
        .measures
        .iter()
        .position(|other| other.section == measure.section);
    let reference = position.map(|measure| MeasureRef { policy, measure });
    reference
        .and_then(|reference| context.site.graph.cases_of.get(&reference))
        .into_iter()
        .flatten()
        .copied()
}

/// The frame of a section's page.
pub(super) fn section_chrome(
    context: &Context<'_>,
    position: usize,
    section: usize,
    kind: &'static str,
) -> view::Chrome {
    let policy = &context.base.policies[position];
    let (_, title) = policy.heading(section, context.locale);
    let mut above = vec![
        chrome::list_link(context, List::Policies),
        context.link(Target::Policy(position)),
    ];
    for enclosing in policy.enclosing(section) {
        above.push(context.link(Target::Section {
            policy: position,
            section: enclosing,
        }));
    }
    let frame = Frame {
        kind,
        description: description(context, position, section),
        title,
        above,
        texts: Some(&policy.texts),
        notices: chrome::policy_notices(context, policy),
    };
    let mut chrome = chrome(context, frame);
    let (shown, _) = policy.section_body(section, context.locale);
    if policy.texts.has(context.locale) && shown != context.locale {
        chrome.title_lang = context.tag_unless_own(shown);
        chrome.content_lang = context.tag_unless_own(shown);
        chrome.content_dir = Some(chrome::direction(context, shown));
        chrome.notices.insert(
            0,
            view::Notice {
                kind: view::NoticeKind::Fallback,
                text: context.say("notice.fallback_section"),
                links: Vec::new(),
            },
        );
    }
    chrome
}

/// The beginning of a section's own text.
fn description(context: &Context<'_>, policy: usize, section: usize) -> String {
    let target = Target::Section { policy, section };
    let (locale, blocks) = context.base.policies[policy].own_text(section, context.locale);
    let link_text = |link: &crate::content::Link| context.link_text(link, target, locale);
    let options = crate::content::TextOptions {
        link_text: &link_text,
    };
    let text = blocks
        .first()
        .map_or_else(String::new, |block| block.text(&options));
    let limit = 160;
    if text.chars().count() <= limit {
        return text;
    }
    let cut: String = text.chars().take(limit - 1).collect();
    format!("{}…", cut.trim_end())
}

/// A section that is no measure.
pub(super) fn section(context: &Context<'_>, position: usize, section: usize) -> view::Section {
    let policy = &context.base.policies[position];
    let target = Target::Section {
        policy: position,
        section,
    };
    let kind = cards::section_kind(context, position, section);
    let (number, _) = policy.heading(section, context.locale);
    let children = policy
        .children(Some(section))
        .map(|child| match policy.sections[child].kind {
            SectionKind::Measure(measure) => {
                let reference = MeasureRef {
                    policy: position,
                    measure,
                };
                cards::measure(context, reference, PolicyName::Left)
            }
            _ => cards::section(context, position, child, PolicyName::Left),
        });
    view::Section {
        chrome: section_chrome(context, position, section, "section"),
        number: number.unwrap_or_default(),
        kind: context.say(&format!("kind.{kind}")),
        policy: context.link(Target::Policy(position)),
        in_text: in_text(context, position, section),
        html: own_html(context, position, section, 0).1,
        children: children.collect(),
        topics: cards::topics(context, &policy.sections[section].topics),
        neighbours: neighbours(context, position, section),
        citations: citation::policy(context, position, Some(section)),
        backlinks: cards::backlinks(context, target),
    }
}

pub(super) fn in_text(context: &Context<'_>, position: usize, section: usize) -> String {
    let id = &context.base.policies[position].sections[section].id;
    format!("{}#{id}", context.href_of(Target::Policy(position)))
}

/// What stands before, after and beside a section. Measures have measures beside them, so that a
/// reader goes from one to the next without passing chapters and boxes.
pub(super) fn neighbours(context: &Context<'_>, position: usize, section: usize) -> Neighbours {
    let policy = &context.base.policies[position];
    let is_measure = policy.measure_of(section).is_some();
    let same: Vec<usize> = (0..policy.sections.len())
        .filter(|&other| policy.measure_of(other).is_some() == is_measure)
        .collect();
    let at = same.iter().position(|&other| other == section).unwrap_or(0);
    let link = |other: usize| {
        context.link(Target::Section {
            policy: position,
            section: other,
        })
    };
    let parent = policy.sections[section].parent;
    let siblings = policy.children(parent).map(|other| {
        let (number, _) = policy.heading(other, context.locale);
        Sibling {
            number: number.unwrap_or_default(),
            link: link(other),
            current: other == section,
        }
    });
    Neighbours {
        previous: at.checked_sub(1).map(|before| link(same[before])),
        next: same.get(at + 1).map(|&after| link(after)),
        parent: Some(parent.map_or_else(|| context.link(Target::Policy(position)), link)),
        siblings: siblings.collect(),
    }
}
