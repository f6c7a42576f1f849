//! The page of a measure: what it says, who answers for it then and now, where it has been done.

use crate::graph::{self, heirs};
use crate::model::{Measure, Relation, Role, SuccessionKind, Target};

use super::cards;
use super::citation;
use super::context::Context;
use super::facts::{as_printed, fact, value};
use super::policy::{cases_of, in_text, neighbours, own_html, parallels, section_chrome};
use super::related;
use super::view::{self, BodyThenNow, Heir};

/// A measure.
pub(super) fn measure(context: &Context<'_>, position: usize, measure: &Measure) -> view::Measure {
    let policy = &context.base.policies[position];
    let section = measure.section;
    let target = Target::Section {
        policy: position,
        section,
    };
    let (number, _) = policy.heading(section, context.locale);
    let anchor = format!("#{}", measure.id.section);
    let case_cards = |wanted: Relation| {
        cases_of(context, position, measure)
            .filter(|&(_, relation)| relation == wanted)
            .map(|(case, relation)| cards::case_of_measure(context, case, measure, relation))
            .collect()
    };
    let states_lead = measure
        .responsibilities
        .iter()
        .any(|body| body.role == Role::Lead);
    let number_fact = fact(context, "number", vec![value(measure.id.to_string())]);
    let due = measure
        .due
        .as_ref()
        .map(|due| fact(context, "due", vec![as_printed(context, policy, due)]));
    view::Measure {
        chrome: section_chrome(context, position, section, "measure"),
        number: number.unwrap_or_default(),
        kind: context.say(&format!("kind.{}", measure.kind.word())),
        policy: context.link(Target::Policy(position)),
        in_text: in_text(context, position, section),
        parallel: parallels(context, position, &anchor).into_iter().next(),
        html: own_html(context, position, section, 0).1,
        facts: std::iter::once(number_fact).chain(due).collect(),
        bodies: bodies_then_now(context, measure),
        bodies_note: if states_lead || measure.responsibilities.len() < 2 {
            String::new()
        } else {
            context.say("measure.bodies_note")
        },
        cases: case_cards(Relation::Direct),
        analogous_cases: case_cards(Relation::Analogous),
        topics: cards::topics(context, &measure.topics),
        terms: cards::terms(context, target),
        related: related::measures(context, target, position),
        neighbours: neighbours(context, position, section),
        citations: citation::policy(context, position, Some(section)),
        backlinks: cards::backlinks(context, target),
    }
}

/// The bodies responsible when the policy was issued, and who stands in their place today.
fn bodies_then_now(context: &Context<'_>, measure: &Measure) -> Vec<BodyThenNow> {
    measure
        .responsibilities
        .iter()
        .map(|body| {
            let ministry = &context.base.ministries[body.ministry];
            let now: Vec<Heir> = match measure.now.get(&ministry.id) {
                Some(stated) => stated
                    .iter()
                    .filter_map(|id| context.base.ministries.position(id.as_str()))
                    .map(|heir| Heir {
                        link: context.link(Target::Ministry(heir)),
                        note: String::new(),
                    })
                    .collect(),
                None => heirs(&context.base.ministries, body.ministry)
                    .into_iter()
                    .filter(|heir| heir.is_standing)
                    .map(|heir| Heir {
                        link: context.link(Target::Ministry(heir.ministry)),
                        note: heir_note(context, &heir),
                    })
                    .collect(),
            };
            let has_moved = ministry
                .successors
                .iter()
                .any(|step| step.kind == SuccessionKind::DutiesMoved);
            let note = match (ministry.until, has_moved) {
                (Some(_), _) => "successor.none",
                (None, true) => "successor.partly_moved",
                (None, false) => "",
            };
            BodyThenNow {
                then: context.link(Target::Ministry(body.ministry)),
                role: context.say(&format!("role.{}", body.role.word())),
                leads: body.role == Role::Lead,
                now,
                note: if note.is_empty() {
                    String::new()
                } else {
                    context.say(note)
                },
            }
        })
        .collect()
}

/// When and how a body took over, and whether it is one of several.
fn heir_note(context: &Context<'_>, heir: &graph::Heir) -> String {
    let on = context.date(heir.on);
    let how = context.say(&format!("successor.{}", heir.kind.word()));
    let mut note = context
        .strings
        .fill("successor.when", &[("date", &on), ("kind", &how)]);
    if heir.is_one_of_several {
        note.push_str(&context.say("successor.separator"));
        note.push_str(&context.say("successor.one_of_several"));
    }
    note
}
