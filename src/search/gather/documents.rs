//! Passages of documents: policies with their sections and measures, cases, courses, pages.

use std::collections::BTreeSet;

use super::{Gatherer, Passage, PassageKind, add};
use crate::address::INTRO;
use crate::content::Body;
use crate::graph::{MeasureRef, find_measure, heirs};
use crate::model::{Measure, PartialDate, Policy, Target};

impl Gatherer<'_> {
    pub(super) fn policies(&self, passages: &mut Vec<Passage>) {
        for (position, policy) in self.base.policies.iter().enumerate() {
            let Some(text) = policy.texts.by_locale.get(self.locale) else {
                continue;
            };
            let target = Target::Policy(position);
            let mut whole = self.policy_passage(target, PassageKind::Policy, policy);
            whole.names.push(whole.id.clone());
            whole.names.extend(policy.document_number.clone());
            add(&mut whole, policy.texts.summary(self.locale), "");
            self.add_blocks(&mut whole, INTRO, &text.body.intro, target);
            passages.push(whole);
            for section in 0..policy.sections.len() {
                let id = &policy.sections[section].id;
                let Some(own) = text.body.section(id) else {
                    continue;
                };
                let target = Target::Section {
                    policy: position,
                    section,
                };
                let measure = policy.measure_of(section);
                let kind = match measure {
                    Some(_) => PassageKind::Measure,
                    None => PassageKind::Section,
                };
                let mut passage = self.policy_passage(target, kind, policy);
                let enclosing = policy.enclosing(section).into_iter();
                passage.headings = std::iter::once(text.title.clone())
                    .chain(enclosing.map(|section| policy.heading(section, self.locale).1))
                    .collect();
                self.add_blocks(&mut passage, id, &own.blocks, target);
                passage.topics = ids(&policy.sections[section].topics);
                // People ask for what they were told to cite: `xbfm-13-5#t1-2`, or `t1-2`.
                passage.names = vec![passage.id.clone(), id.clone()];
                passage.other_locales = self.others(|locale| {
                    let other = policy.texts.by_locale.get(locale);
                    other.is_some_and(|text| text.body.section(id).is_some())
                });
                if let Some(measure) = measure {
                    self.describe_measure(&mut passage, position, measure);
                }
                passages.push(passage);
            }
        }
    }

    fn policy_passage(&self, target: Target, kind: PassageKind, policy: &Policy) -> Passage {
        Passage {
            policy: Some(policy.id.to_string()),
            date: policy.date().map(|date| date.to_string()),
            year: policy.date().map(PartialDate::year),
            status: Some(policy.status.word().to_owned()).filter(|word| !word.is_empty()),
            other_locales: self.other_texts(&policy.texts),
            ..self.passage(target, kind)
        }
    }

    /// Adds who answers for a measure, and in how many places it has been done.
    fn describe_measure(&self, passage: &mut Passage, policy: usize, measure: &Measure) {
        passage.ministries = self.bodies(measure);
        passage.bodies = measure
            .responsibilities
            .iter()
            .map(|one| &self.base.ministries[one.ministry])
            .map(|body| body.short_name(self.locale).to_owned())
            .collect();
        let mut measures = self.base.policies[policy].measures.iter();
        let place = measures.position(|other| other.id == measure.id);
        let cases = place.and_then(|measure| {
            let reference = MeasureRef { policy, measure };
            self.graph.cases_of.get(&reference)
        });
        passage.case_count = cases.map_or(0, Vec::len);
    }

    /// The bodies that answer for a measure, then and now.
    fn bodies(&self, measure: &Measure) -> Vec<String> {
        let mut bodies = BTreeSet::new();
        for responsibility in &measure.responsibilities {
            let body = responsibility.ministry;
            bodies.insert(self.base.ministries[body].id.to_string());
            match measure.now.get(&self.base.ministries[body].id) {
                Some(now) => bodies.extend(now.iter().map(ToString::to_string)),
                None => bodies.extend(
                    heirs(&self.base.ministries, body)
                        .into_iter()
                        .map(|heir| self.base.ministries[heir.ministry].id.to_string()),
                ),
            }
        }
        bodies.into_iter().collect()
    }

    pub(super) fn cases(&self, passages: &mut Vec<Passage>) {
        for (position, case) in self.base.cases.iter().enumerate() {
            let Some(text) = case.texts.by_locale.get(self.locale) else {
                continue;
            };
            let target = Target::Case(position);
            let mut passage = self.passage(target, PassageKind::Case);
            passage.other_locales = self.other_texts(&case.texts);
            add(&mut passage, case.texts.summary(self.locale), "");
            self.add_body(&mut passage, &text.body, target);
            for figure in &case.figures {
                add(&mut passage, figure.label.text(self.locale), "");
            }
            self.add_names(&mut passage, &case.place);
            passage.date = case.year.map(|year| format!("{year:04}"));
            passage.year = case.year;
            passage.topics = self.graph.topics_of_case[position]
                .iter()
                .map(|&topic| self.base.topics[topic].id.to_string())
                .collect();
            let measures = case
                .measures
                .iter()
                .filter_map(|link| find_measure(self.base, &link.id.value));
            let mut bodies = BTreeSet::new();
            let mut policies = BTreeSet::new();
            for measure in measures {
                let policy = &self.base.policies[measure.policy];
                policies.insert(policy.id.to_string());
                bodies.extend(self.bodies(&policy.measures[measure.measure]));
            }
            passage.ministries = bodies.into_iter().collect();
            passage.policy = policies.into_iter().next();
            let region = case.region.as_ref();
            let region = region.and_then(|code| self.base.regions.position(code.value.as_str()));
            if let Some(region) = region {
                let regions = std::iter::once(region).chain(self.base.regions.ancestors(region));
                for region in regions {
                    let region = &self.base.regions[region];
                    passage.regions.push(region.code.to_string());
                    self.add_names(&mut passage, &region.name);
                }
            }
            passages.push(passage);
        }
    }

    /// One passage for each section that may be published: answers and notes are in no output.
    pub(super) fn courses(&self, passages: &mut Vec<Passage>) {
        for (position, course) in self.base.courses.iter().enumerate() {
            let Some(text) = course.texts.by_locale.get(self.locale) else {
                continue;
            };
            let target = Target::Course(position);
            let mut whole = self.passage(target, PassageKind::Course);
            whole.other_locales = self.other_texts(&course.texts);
            let topics = course.topics.iter().map(|topic| &topic.value);
            whole.topics = ids(topics);
            for section in &text.body.sections {
                if !course.is_published_section(&section.id) {
                    continue;
                }
                let mut passage = Passage {
                    id: format!("{}#{}", whole.id, section.id),
                    page: Some(whole.id.clone()),
                    url: format!("{}#{}", whole.url, section.id),
                    title: section.title_text(),
                    headings: vec![whole.title.clone()],
                    ..whole.clone()
                };
                self.add_blocks(&mut passage, &section.id, &section.blocks, target);
                passages.push(passage);
            }
            add(&mut whole, course.texts.summary(self.locale), "");
            self.add_blocks(&mut whole, INTRO, &text.body.intro, target);
            passages.push(whole);
        }
    }

    pub(super) fn pages(&self, passages: &mut Vec<Passage>) {
        for (position, page) in self.base.pages.iter().enumerate() {
            let Some(text) = page.texts.by_locale.get(self.locale) else {
                continue;
            };
            let target = Target::Page(position);
            let mut passage = self.passage(target, PassageKind::Page);
            passage.other_locales = self.other_texts(&page.texts);
            add(&mut passage, page.texts.summary(self.locale), "");
            self.add_body(&mut passage, &text.body, target);
            passages.push(passage);
        }
    }

    /// A whole text, headings included.
    fn add_body(&self, passage: &mut Passage, body: &Body, target: Target) {
        self.add_blocks(passage, INTRO, &body.intro, target);
        for section in &body.sections {
            add(passage, &section.title_text(), &section.id);
            self.add_blocks(passage, &section.id, &section.blocks, target);
        }
    }
}

fn ids<'t, T: ToString + 't>(ids: impl IntoIterator<Item = &'t T>) -> Vec<String> {
    ids.into_iter().map(ToString::to_string).collect()
}
