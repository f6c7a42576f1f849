//! The page of a body.

use std::collections::BTreeSet;

use crate::address::List;
use crate::graph::predecessors;
use crate::model::{Ministry, SuccessionKind, Target};

use super::cards;
use super::chrome::{self, Frame, chrome};
use super::context::Context;
use super::facts::{fact, linked, value};
use super::view::{self, ChainLink, Fact, FactValue};

/// How many steps of reform are shown from a body on.
const MOST_STEPS: usize = 6;

/// A body with its measures then and now.
pub(super) fn ministry(context: &Context<'_>, position: usize) -> view::Ministry {
    let ministry = &context.base.ministries[position];
    let target = Target::Ministry(position);
    let graph = &context.site.graph;
    let duties = &graph.duties[position];
    let inherited = &graph.inherited[position];
    let counts = [
        context.count("count.measures", duties.len()),
        context.count("count.inherited", inherited.len()),
    ];
    let counts: Vec<String> = counts
        .into_iter()
        .filter(|count| !count.is_empty())
        .collect();
    let frame = Frame {
        kind: "ministry",
        title: ministry.name.text(context.locale).to_owned(),
        description: std::iter::once(ministry.name.text(context.locale).to_owned())
            .chain(counts)
            .collect::<Vec<_>>()
            .join(" · "),
        above: vec![chrome::list_link(context, List::Ministries)],
        ..Frame::default()
    };
    let measures = duties
        .iter()
        .map(|duty| duty.measure)
        .chain(inherited.iter().map(|inherited| inherited.measure));
    let cases: BTreeSet<usize> = measures
        .filter_map(|measure| graph.cases_of.get(&measure))
        .flatten()
        .map(|&(case, _)| case)
        .collect();
    view::Ministry {
        chrome: chrome(context, frame),
        facts: facts(context, ministry),
        predecessors: before(context, position, &mut vec![position]),
        successors: after(context, position, &mut vec![position]),
        measures: duties
            .iter()
            .map(|&duty| cards::duty(context, duty))
            .collect(),
        inherited: inherited
            .iter()
            .map(|inherited| cards::inherited(context, inherited))
            .collect(),
        cases: cases
            .into_iter()
            .map(|case| cards::case(context, case))
            .collect(),
        backlinks: cards::backlinks(context, target),
    }
}

fn facts(context: &Context<'_>, ministry: &Ministry) -> Vec<Fact> {
    let text = |key: &str, text: Option<String>| {
        text.filter(|text| !text.is_empty())
            .map(|text| fact(context, key, vec![value(text)]))
    };
    let names = context.base.locales().filter_map(|locale| {
        let name = ministry.name.get(locale)?;
        Some(FactValue {
            text: name.clone(),
            lang: context.tag_unless_own(locale),
            ..FactValue::default()
        })
    });
    let names_now = ministry.name_now.iter().map(|(locale, name)| FactValue {
        text: name.clone(),
        lang: context.tag_unless_own(locale),
        note: context.say("ministry.name_now"),
        ..FactValue::default()
    });
    let aliases = ministry.aliases.get(context.locale).into_iter().flatten();
    let aliases: Vec<FactValue> = aliases.cloned().map(value).collect();
    let acronym = match (&ministry.acronym, &ministry.acronym_now) {
        (Some(then), Some(now)) if then != now => Some(format!("{then} · {now}")),
        (then, now) => now.clone().or_else(|| then.clone()),
    };
    let plate = ministry
        .plate_of
        .as_ref()
        .and_then(|id| context.base.ministries.position(id.value.as_str()))
        .map(|bearer| {
            let value = linked(context.link(Target::Ministry(bearer)));
            fact(context, "plate_of", vec![value])
        });
    [
        Some(fact(context, "name", names.chain(names_now).collect())),
        text("short_name", ministry.short.get(context.locale).cloned()),
        text("acronym", acronym),
        (!aliases.is_empty()).then(|| fact(context, "aliases", aliases)),
        text(
            "type",
            Some(context.say(&format!("body_type.{}", ministry.kind.word()))),
        ),
        plate,
        text("from", ministry.from.map(|date| context.date(date))),
        text("until", ministry.until.map(|date| context.date(date))),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What a body came from, with what that came from; `path` keeps a slip in the registry from
/// going round for ever.
fn before(context: &Context<'_>, position: usize, path: &mut Vec<usize>) -> Vec<ChainLink> {
    let steps = predecessors(&context.base.ministries, position);
    let steps = steps.into_iter().filter_map(|(from, step)| {
        if path.contains(&from) || path.len() > MOST_STEPS {
            return None;
        }
        let step = &context.base.ministries[from].successors[step];
        let further = if step.kind == SuccessionKind::DutiesMoved {
            Vec::new()
        } else {
            path.push(from);
            let further = before(context, from, path);
            path.pop();
            further
        };
        Some(ChainLink {
            link: context.link(Target::Ministry(from)),
            on: context.date(step.on),
            kind: context.say(&format!("successor.{}", step.kind.word())),
            duties: context.word(&step.duties),
            further,
        })
    });
    steps.collect()
}

/// What became of a body or of its duties, with what became of that.
fn after(context: &Context<'_>, position: usize, path: &mut Vec<usize>) -> Vec<ChainLink> {
    let steps = context.base.ministries[position].successors.iter();
    let steps = steps.filter_map(|step| {
        let to = context.base.ministries.position(step.to.value.as_str())?;
        if path.contains(&to) || path.len() > MOST_STEPS {
            return None;
        }
        let further = if step.kind == SuccessionKind::DutiesMoved {
            Vec::new()
        } else {
            path.push(to);
            let further = after(context, to, path);
            path.pop();
            further
        };
        Some(ChainLink {
            link: context.link(Target::Ministry(to)),
            on: context.date(step.on),
            kind: context.say(&format!("successor.{}", step.kind.word())),
            duties: context.word(&step.duties),
            further,
        })
    });
    steps.collect()
}
