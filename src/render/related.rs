//! What is near to the thing on a page, as cards that say why.

use crate::graph::{Related, Shared, SharedClass};
use crate::model::{SectionKind, Target};

use super::cards::{self, PolicyName};
use super::context::Context;
use super::view::{CaseCard, MeasureCard, PolicyCard, Reason, SharedThing};

/// How many classes of what is shared a card names.
///
/// # Units
/// Classes, from 1 to 4: the reason is a line, not a list of all there is.
const MOST_CLASSES: usize = 3;

/// How many things of a class a card names.
///
/// # Units
/// Things, from 1 to 4. What is left out is counted.
const MOST_THINGS: usize = 3;

/// The same for things whose names are titles, from 1 to 2: three of them fill a paragraph.
const MOST_TITLES: usize = 2;

/// The measures near to the measure on the page, which stands in the policy at `position`.
pub(super) fn measures(context: &Context<'_>, target: Target, position: usize) -> Vec<MeasureCard> {
    nearest(context, target)
        .filter_map(|related| {
            let Target::Section { policy, section } = related.target else {
                return None;
            };
            let SectionKind::Measure(measure) =
                context.base.policies[policy].sections[section].kind
            else {
                return None;
            };
            let name = if policy == position {
                PolicyName::Left
            } else {
                PolicyName::Shown
            };
            let reference = crate::graph::MeasureRef { policy, measure };
            Some(MeasureCard {
                // The reason names the bodies that matter here; a dozen links more would bury it.
                bodies: Vec::new(),
                reasons: reasons(context, related),
                ..cards::measure(context, reference, name)
            })
        })
        .collect()
}

/// The cases near to the case on the page.
pub(super) fn cases(context: &Context<'_>, target: Target) -> Vec<CaseCard> {
    nearest(context, target)
        .filter_map(|related| match related.target {
            Target::Case(case) => Some(CaseCard {
                // As with the bodies of a measure: the shared topics are named.
                topics: Vec::new(),
                reasons: reasons(context, related),
                ..cards::case(context, case)
            }),
            _ => None,
        })
        .collect()
}

/// The policies near to the policy on the page.
pub(super) fn policies(context: &Context<'_>, target: Target) -> Vec<PolicyCard> {
    nearest(context, target)
        .filter_map(|related| match related.target {
            Target::Policy(policy) => Some(PolicyCard {
                reasons: reasons(context, related),
                ..cards::policy(context, policy)
            }),
            _ => None,
        })
        .collect()
}

fn nearest<'a>(context: &'a Context<'_>, target: Target) -> impl Iterator<Item = &'a Related> {
    let related = context.site.graph.related.get(&target);
    related.into_iter().flatten()
}

/// Why a thing is shown: what it shares with that on the page.
fn reasons(context: &Context<'_>, related: &Related) -> Vec<Reason> {
    let shared = related.shared.iter().take(MOST_CLASSES);
    shared.map(|shared| reason(context, shared)).collect()
}

fn reason(context: &Context<'_>, shared: &Shared) -> Reason {
    let (label, most) = match shared.class {
        SharedClass::Acts(relation) => (format!("acts.{}", relation.word()), 0),
        SharedClass::ActedOn(relation) => (format!("acted_on.{}", relation.word()), 0),
        SharedClass::Policies => ("policies".to_owned(), MOST_TITLES),
        SharedClass::Measures => ("measures".to_owned(), MOST_TITLES),
        SharedClass::Cases => ("cases".to_owned(), MOST_TITLES),
        SharedClass::Terms => ("terms".to_owned(), MOST_THINGS),
        SharedClass::Ministries => ("ministries".to_owned(), MOST_THINGS),
        SharedClass::Regions => ("regions".to_owned(), MOST_THINGS),
        SharedClass::Topics => ("topics".to_owned(), MOST_THINGS),
    };
    let things = shared.things.iter().take(most).enumerate();
    Reason {
        label: context.say(&format!("related.{label}")),
        things: things
            .map(|(index, &thing)| {
                let link = context.link(thing);
                SharedThing {
                    before: if index == 0 {
                        String::new()
                    } else {
                        context.say("related.between")
                    },
                    title: link.title,
                    lang: link.lang,
                }
            })
            .collect(),
        more: context.count("related.more", shared.things.len().saturating_sub(most)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::View;
    use crate::locale::Locale;
    use crate::render::sample;

    const BODIES: &str = "\
- {id: mwr, name: {zh: 水利部, en: Ministry of Water Resources}, type: department}
- {id: mof, name: {zh: 财政部, en: Ministry of Finance}, type: department}
";
    const SOURCES: &str = "- {id: s, title: {zh: 原文, en: The text}, date: 2024}\n";

    fn policy(front_matter: &str) -> String {
        format!(
            "---\ntitle: 文件\nsigned_on: 2024-05-28\nsource: s\n{front_matter}---\n## 一、水 {{#t1 .task}}\n建设。（水利部、财政部）\n\n## 二、电 {{#t2 .task}}\n建设。（水利部）\n"
        )
    }

    /// The reasons of the policies related to the first of these, a line each.
    fn check(policies: &[(&str, String)], expected: &[&str]) {
        let paths: Vec<String> = policies
            .iter()
            .map(|(id, _)| format!("policies/{id}.zh.md"))
            .collect();
        let mut files = vec![("ministries.yaml", BODIES), ("sources.yaml", SOURCES)];
        let texts = policies.iter().map(|(_, text)| text.as_str());
        files.extend(paths.iter().map(String::as_str).zip(texts));
        let site = sample::site(&files);
        let target = Target::Policy(0);
        let context = Context::new(
            &site,
            Locale::PRIMARY,
            View::One(target),
            "zh/policies/a/".to_owned(),
        );
        let lines: Vec<String> = super::policies(&context, target)
            .iter()
            .map(|card| {
                let reasons: Vec<String> = card.reasons.iter().map(line).collect();
                format!("{} {}", card.href, reasons.join(" · "))
            })
            .collect();
        assert_eq!(lines, expected);
    }

    fn line(reason: &Reason) -> String {
        let things = reason.things.iter();
        let things: Vec<&str> = things
            .flat_map(|thing| [thing.before.as_str(), thing.title.as_str()])
            .collect();
        format!("{}{}{}", reason.label, things.concat(), reason.more)
    }

    #[test]
    fn one_policy_is_related_to_none() {
        check(&[("a", policy(""))], &[]);
    }

    #[test]
    fn what_one_policy_does_to_another_comes_first() {
        let policies = [("a", policy("implements: [b]\n")), ("b", policy(""))];
        check(
            &policies,
            &["../b/ 本文件落实该文件 · 相同部门：水利部、财政部"],
        );
        let policies = [("a", policy("")), ("b", policy("supersedes: [a]\n"))];
        check(
            &policies,
            &["../b/ 该文件取代本文件 · 相同部门：水利部、财政部"],
        );
    }

    #[test]
    fn policies_that_act_on_the_same_one_are_related() {
        let policies = [
            ("a", policy("implements: [c]\n")),
            ("b", policy("implements: [c]\n")),
            ("c", policy("")),
        ];
        check(
            &policies,
            &[
                "../b/ 共同关联的文件：文件 · 相同部门：水利部、财政部",
                "../c/ 本文件落实该文件 · 相同部门：水利部、财政部",
            ],
        );
    }
}
