//! Pages of cases, regions, topics and terms.

use std::collections::BTreeMap;

use crate::address::List;
use crate::model::{RegionLevel, Target};
use crate::text::pinyin;

use super::cards::{self, PolicyName};
use super::chrome::{self, Frame, chrome, item_of};
use super::citation;
use super::context::Context;
use super::document;
use super::facts::{fact, linked, source_fact, value};
use super::figures;
use super::lists;
use super::markup;
use super::related;
use super::view::{self, Fact, FactValue, MeasureCard, TermGroup, TermWording};

/// A case.
pub(super) fn case(context: &Context<'_>, position: usize) -> view::Case {
    let case = &context.base.cases[position];
    let target = Target::Case(position);
    let (locale, text) = case.texts.best(context.locale);
    let html = document::html(context, target, locale, &text.body);
    let frame = Frame {
        kind: "case",
        title: text.title.clone(),
        description: case.texts.summary(context.locale).to_owned(),
        above: vec![chrome::list_link(context, List::Cases)],
        texts: Some(&case.texts),
        notices: Vec::new(),
    };
    view::Case {
        chrome: chrome(context, frame),
        summary: case.texts.summary(context.locale).to_owned(),
        analogous: cards::analogous_label(context, case.is_analogous()),
        facts: case_facts(context, position),
        figures: case
            .figures
            .iter()
            .map(|figure| figures::row(context, figure))
            .collect(),
        html,
        measures: case
            .measures
            .iter()
            .filter_map(|link| {
                let reference = crate::graph::find_measure(context.base, &link.id.value)?;
                let is_analogous = link.relation == crate::model::Relation::Analogous;
                Some(MeasureCard {
                    analogous: cards::analogous_label(context, is_analogous),
                    note: context.word(&link.note),
                    ..cards::measure(context, reference, PolicyName::Shown)
                })
            })
            .collect(),
        related: related::cases(context, target),
        terms: cards::terms(context, target),
        citations: citation::case(context, position),
        backlinks: cards::backlinks(context, target),
    }
}

fn case_facts(context: &Context<'_>, position: usize) -> Vec<Fact> {
    let case = &context.base.cases[position];
    let region = case
        .region
        .as_ref()
        .and_then(|code| context.base.regions.position(code.value.as_str()));
    let mut places = Vec::new();
    if let Some(region) = region {
        let mut regions = context.base.regions.ancestors(region);
        regions.reverse();
        regions.push(region);
        places.extend(
            regions
                .into_iter()
                .map(|region| linked(context.link(Target::Region(region)))),
        );
    }
    if !case.place.is_empty() {
        places.push(value(context.word(&case.place)));
    }
    let year = FactValue {
        note: case.year.map_or_else(String::new, |_| {
            context.say(&format!("year.basis.{}", case.year_basis.word()))
        }),
        ..value(cards::year(context, case))
    };
    let topics = context.site.graph.topics_of_case[position]
        .iter()
        .map(|&topic| linked(context.link(Target::Topic(topic))));
    let topics: Vec<FactValue> = topics.collect();
    [
        (!places.is_empty()).then(|| fact(context, "place", places)),
        Some(fact(context, "year", vec![year])),
        case.source
            .as_ref()
            .and_then(|source| source_fact(context, source.value.as_str())),
        (!topics.is_empty()).then(|| fact(context, "topics", topics)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A region.
pub(super) fn region(context: &Context<'_>, position: usize) -> view::Region {
    let region = &context.base.regions[position];
    let mut ancestors = context.base.regions.ancestors(position);
    ancestors.reverse();
    let ancestors: Vec<view::Link> = ancestors
        .into_iter()
        .map(|ancestor| context.link(Target::Region(ancestor)))
        .collect();
    let code = region.code.as_str();
    let (own, below): (Vec<usize>, Vec<usize>) = context.site.graph.cases_in[position]
        .iter()
        .partition(|&&case| {
            let own = context.base.cases[case].region.as_ref();
            own.is_some_and(|own| own.value.as_str() == code)
        });
    let names = region.name.iter().map(|(locale, name)| FactValue {
        text: name.clone(),
        lang: context.tag_unless_own(locale),
        ..FactValue::default()
    });
    let level = match region.level {
        RegionLevel::Province => "province",
        RegionLevel::Prefecture => "prefecture",
        RegionLevel::County => "county",
    };
    let mut above = vec![chrome::list_link(context, List::Regions)];
    above.extend(ancestors.iter().cloned());
    let frame = Frame {
        kind: "region",
        title: context.word(&region.name),
        description: format!(
            "{} {}",
            context.word(&region.name),
            context.count("count.cases", context.site.graph.cases_in[position].len())
        )
        .trim_end()
        .to_owned(),
        above,
        ..Frame::default()
    };
    view::Region {
        chrome: chrome(context, frame),
        facts: vec![
            fact(context, "name", names.collect()),
            fact(
                context,
                "level",
                vec![value(context.say(&format!("level.{level}")))],
            ),
            fact(
                context,
                "code",
                vec![FactValue {
                    note: "GB/T 2260".to_owned(),
                    ..value(code.to_owned())
                }],
            ),
        ],
        ancestors,
        children: lists::region_children(context, Some(position)),
        cases: own
            .into_iter()
            .map(|case| cards::case(context, case))
            .collect(),
        cases_below: below
            .into_iter()
            .map(|case| cards::case(context, case))
            .collect(),
        backlinks: cards::backlinks(context, Target::Region(position)),
    }
}

/// A topic.
pub(super) fn topic(context: &Context<'_>, position: usize) -> view::Topic {
    let topic = &context.base.topics[position];
    let description = context.word(&topic.description);
    let frame = Frame {
        kind: "topic",
        title: context.word(&topic.name),
        description: description.clone(),
        above: vec![chrome::list_link(context, List::Topics)],
        ..Frame::default()
    };
    // A section carries a topic as a whole where it is named for it and what it stands in is not.
    let mut sections = Vec::new();
    for (policy, document) in context.base.policies.iter().enumerate() {
        for (index, section) in document.sections.iter().enumerate() {
            let parent = section.parent.map(|parent| &document.sections[parent]);
            let is_first = section.topics.contains(&topic.id)
                && parent.is_none_or(|parent| !parent.topics.contains(&topic.id));
            if is_first && document.measure_of(index).is_none() {
                sections.push(cards::section(context, policy, index, PolicyName::Shown));
            }
        }
    }
    let graph = &context.site.graph;
    let others = (0..context.base.topics.len()).filter(|&other| other != position);
    view::Topic {
        chrome: chrome(context, frame),
        html: if description.is_empty() {
            String::new()
        } else {
            format!("<p>{}</p>\n", markup::escape(&description))
        },
        related: others
            .map(|other| context.link(Target::Topic(other)))
            .collect(),
        sections,
        measures: graph.measures_under[position]
            .iter()
            .map(|&measure| cards::measure(context, measure, PolicyName::Shown))
            .collect(),
        cases: graph.cases_under[position]
            .iter()
            .map(|&case| cards::case(context, case))
            .collect(),
        backlinks: cards::backlinks(context, Target::Topic(position)),
    }
}

/// All terms, under the letters they begin with (in Chinese that of the pinyin).
pub(super) fn terms(context: &Context<'_>) -> view::Terms {
    let mut groups: BTreeMap<String, Vec<(String, usize)>> = BTreeMap::new();
    for (position, term) in context.base.terms.iter().enumerate() {
        let word = context.word(&term.term);
        let sounds = pinyin(&word).map_or_else(|| word.to_lowercase(), |sounds| sounds.full);
        let letter = sounds
            .chars()
            .next()
            .filter(char::is_ascii_alphabetic)
            .map_or_else(
                || "#".to_owned(),
                |letter| letter.to_ascii_uppercase().to_string(),
            );
        groups.entry(letter).or_default().push((sounds, position));
    }
    let frame = Frame {
        kind: "terms",
        title: context.say("nav.terms"),
        description: context.count("count.terms", context.base.terms.len()),
        ..Frame::default()
    };
    let groups = groups.into_iter().map(|(letter, mut terms)| {
        terms.sort();
        TermGroup {
            id: if letter == "#" {
                "letter-other".to_owned()
            } else {
                format!("letter-{}", letter.to_lowercase())
            },
            title: letter,
            terms: terms
                .into_iter()
                .map(|(_, position)| term(context, position))
                .collect(),
        }
    });
    view::Terms {
        chrome: chrome(context, frame),
        groups: groups.collect(),
    }
}

fn term(context: &Context<'_>, position: usize) -> view::Term {
    let term = &context.base.terms[position];
    let variants = |locale| term.variants.get(locale).cloned().unwrap_or_default();
    let wordings = term
        .term
        .iter()
        .filter(|(locale, _)| *locale != context.locale)
        .map(|(locale, wording)| TermWording {
            tag: context.base.config.locales.tag(locale).to_owned(),
            text: wording.clone(),
            variants: variants(locale),
        });
    // Where it stands, and where it is pointed to in other words.
    let graph = &context.site.graph;
    let pointing = graph
        .backlinks
        .get(&Target::Term(position))
        .into_iter()
        .flatten();
    let mut places: Vec<Target> = graph.places_of_term[position].clone();
    for backlink in pointing {
        if !places.contains(&backlink.from) {
            places.push(backlink.from);
        }
    }
    view::Term {
        id: term.id.to_string(),
        term: context.word(&term.term),
        lang: term
            .term
            .best(context.locale)
            .and_then(|(locale, _)| context.tag_unless_own(locale)),
        wordings: wordings.collect(),
        variants: variants(context.locale),
        definition: context.word(&term.definition),
        used_in: places
            .into_iter()
            .map(|place| context.link(place))
            .collect(),
        item: item_of(context, Target::Term(position)),
    }
}
