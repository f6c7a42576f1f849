//! The page of a course. Answers and notes belong to the teacher's edition and stand on no page.

use crate::address::{self, List};
use crate::model::{Course, Target};

use super::cards;
use super::chrome::{self, Frame, chrome};
use super::context::Context;
use super::document::page_contents;
use super::facts::{fact, linked, value};
use super::markup::{self, Setting};
use super::view::{self, CourseSection};

/// Section classes that have a name of their own.
const KINDS: [&str; 4] = ["objectives", "reading", "discussion", "exercise"];

/// A course.
pub(super) fn course(context: &Context<'_>, position: usize) -> view::Course {
    let course = &context.base.courses[position];
    let target = Target::Course(position);
    let (locale, text) = course.texts.best(context.locale);
    let setting = |anchor| Setting {
        from: target,
        locale,
        anchor: Some(anchor),
        deeper: 0,
    };
    // The classes stand in the original only, so that a translation cannot let answers out.
    let original = &course.texts.original().body;
    let shown = crate::content::Body {
        intro: text.body.intro.clone(),
        sections: text
            .body
            .sections
            .iter()
            .filter(|section| course.is_published_section(&section.id))
            .cloned()
            .collect(),
    };
    let mut sections = Vec::new();
    if !shown.intro.is_empty() {
        sections.push(CourseSection {
            id: address::INTRO.to_owned(),
            kind: "section".to_owned(),
            level: 2,
            html: markup::blocks(context, &shown.intro, setting(address::INTRO)),
            ..CourseSection::default()
        });
    }
    for section in &shown.sections {
        let classes = original
            .section(&section.id)
            .map_or(&[][..], |own| &own.classes);
        let kind = KINDS
            .into_iter()
            .find(|kind| classes.iter().any(|class| class == kind));
        sections.push(CourseSection {
            id: section.id.clone(),
            kind: kind.unwrap_or("section").to_owned(),
            label: kind
                .map(|kind| context.say(&format!("course.{kind}")))
                .filter(|label| *label != section.title_text())
                .unwrap_or_default(),
            title: markup::inlines(context, &section.title, setting(&section.id)),
            level: section.level.clamp(2, 6),
            html: markup::blocks(context, &section.blocks, setting(&section.id)),
        });
    }
    let frame = Frame {
        kind: "course",
        title: text.title.clone(),
        description: course.texts.summary(context.locale).to_owned(),
        above: vec![chrome::list_link(context, List::Courses)],
        texts: Some(&course.texts),
        notices: Vec::new(),
    };
    let measures = course
        .measures
        .iter()
        .filter_map(|id| crate::graph::find_measure(context.base, &id.value))
        .map(|measure| context.link(measure.target(context.base)));
    let cases = course
        .cases
        .iter()
        .filter_map(|id| context.base.cases.position(id.value.as_str()))
        .map(|case| context.link(Target::Case(case)));
    view::Course {
        chrome: chrome(context, frame),
        summary: course.texts.summary(context.locale).to_owned(),
        facts: facts(context, course),
        contents: page_contents(&shown.sections, |section| {
            context.text(&section.title, target, locale)
        }),
        sections,
        sources: measures.chain(cases).collect(),
        citations: Vec::new(),
        backlinks: cards::backlinks(context, target),
    }
}

fn facts(context: &Context<'_>, course: &Course) -> Vec<view::Fact> {
    let audience = context.word(&course.audience);
    let topics = course
        .topics
        .iter()
        .filter_map(|id| context.base.topics.position(id.value.as_str()))
        .map(|topic| linked(context.link(Target::Topic(topic))));
    let topics: Vec<view::FactValue> = topics.collect();
    [
        (!audience.is_empty()).then(|| fact(context, "audience", vec![value(audience)])),
        course
            .hours
            .map(|hours| fact(context, "hours", vec![value(self::hours(context, hours))])),
        (!topics.is_empty()).then(|| fact(context, "topics", topics)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// How long a course takes, as a phrase.
pub(super) fn hours(context: &Context<'_>, hours: f64) -> String {
    context
        .strings
        .fill("count.hours", &[("n", &hours.to_string())])
}
