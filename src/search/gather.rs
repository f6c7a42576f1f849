//! The passages of a knowledge base: one for each section and measure of a policy, each case,
//! section of a course, page, body, region, topic and term, in each language that has it.

use std::collections::BTreeSet;

use crate::address::{self, Page, View};
use crate::content::{Block, Link, TextOptions};
use crate::graph::{Destination, Graph, heirs, resolve};
use crate::locale::{Locale, Localized};
use crate::model::{KnowledgeBase, Measure, Policy, Target};

use super::{Passage, PassageKind};

/// Every passage, language by language, in the order of the site: policies first.
pub fn gather(base: &KnowledgeBase, graph: &Graph) -> Vec<Passage> {
    let mut passages = Vec::new();
    for locale in base.locales() {
        let gatherer = Gatherer {
            base,
            graph,
            locale,
        };
        gatherer.policies(&mut passages);
        gatherer.cases(&mut passages);
        gatherer.courses(&mut passages);
        gatherer.pages(&mut passages);
        gatherer.ministries(&mut passages);
        gatherer.regions(&mut passages);
        gatherer.topics(&mut passages);
        gatherer.terms(&mut passages);
    }
    passages
}

struct Gatherer<'a> {
    base: &'a KnowledgeBase,
    graph: &'a Graph,
    locale: Locale,
}

impl Gatherer<'_> {
    /// A passage about a thing, with nothing in it yet but its id, address and title.
    fn passage(&self, target: Target, kind: PassageKind) -> Passage {
        let page = Page::In(self.locale, View::One(target));
        Passage {
            id: target.id(self.base),
            kind,
            locale: self.base.config.locales.code(self.locale).to_owned(),
            url: address::page(self.base, page),
            title: target.title(self.base, self.locale),
            headings: Vec::new(),
            names: Vec::new(),
            body: String::new(),
            policy: None,
            ministries: Vec::new(),
            regions: Vec::new(),
            topics: Vec::new(),
            year: None,
            status: None,
        }
    }

    /// The characters of blocks. A link without words of its own gives the title of what it leads
    /// to, and nothing where it leads nowhere or out of the site.
    fn text<'b>(&self, blocks: impl IntoIterator<Item = &'b Block>, from: Target) -> String {
        let link_text = |link: &Link| match resolve(self.base, from, &link.target) {
            Ok(Destination::Target { target, .. }) => target.title(self.base, self.locale),
            _ => String::new(),
        };
        let options = TextOptions {
            link_text: &link_text,
        };
        let texts = blocks.into_iter().map(|block| block.text(&options));
        paragraphs(texts)
    }

    fn policies(&self, passages: &mut Vec<Passage>) {
        for (position, policy) in self.base.policies.iter().enumerate() {
            let Some(text) = policy.texts.by_locale.get(self.locale) else {
                continue;
            };
            let target = Target::Policy(position);
            let mut whole = self.policy_passage(target, PassageKind::Policy, policy);
            whole.names.extend(policy.document_number.clone());
            let summary = policy.texts.summary(self.locale).to_owned();
            let intro = self.text(&text.body.intro, target);
            whole.body = paragraphs([summary, intro].into_iter());
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
                passage.body = self.text(&own.blocks, target);
                passage.topics = policy.sections[section]
                    .topics
                    .iter()
                    .map(ToString::to_string)
                    .collect();
                // People ask for what they were told to cite: `xbfm-13-5#t1-2`, or `t1-2`.
                passage.names = vec![passage.id.clone(), id.clone()];
                if let Some(measure) = measure {
                    passage.ministries = self.bodies(measure);
                }
                passages.push(passage);
            }
        }
    }

    fn policy_passage(&self, target: Target, kind: PassageKind, policy: &Policy) -> Passage {
        Passage {
            policy: Some(policy.id.to_string()),
            year: policy.date().map(crate::model::PartialDate::year),
            status: Some(policy.status.word().to_owned()).filter(|word| !word.is_empty()),
            ..self.passage(target, kind)
        }
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

    fn cases(&self, passages: &mut Vec<Passage>) {
        for (position, case) in self.base.cases.iter().enumerate() {
            let Some(text) = case.texts.by_locale.get(self.locale) else {
                continue;
            };
            let target = Target::Case(position);
            let mut passage = self.passage(target, PassageKind::Case);
            let labels = case
                .figures
                .iter()
                .map(|figure| figure.label.text(self.locale));
            let summary = case.texts.summary(self.locale).to_owned();
            let parts = [summary, self.text(text.body.blocks(), target)].into_iter();
            passage.body = paragraphs(parts.chain(labels.map(str::to_owned)));
            passage.names = vec![case.place.text(self.locale).to_owned()];
            passage.names.retain(|name| !name.is_empty());
            passage.year = case.year;
            passage.topics = self.topic_ids(&self.graph.topics_of_case[position]);
            let measures = case
                .measures
                .iter()
                .filter_map(|link| crate::graph::find_measure(self.base, &link.id.value));
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
                    passage.names.push(region.name.text(self.locale).to_owned());
                }
            }
            passages.push(passage);
        }
    }

    fn topic_ids(&self, topics: &[usize]) -> Vec<String> {
        topics
            .iter()
            .map(|&topic| self.base.topics[topic].id.to_string())
            .collect()
    }

    /// One passage for each section that may be published: answers and notes are in no output.
    fn courses(&self, passages: &mut Vec<Passage>) {
        for (position, course) in self.base.courses.iter().enumerate() {
            let Some(text) = course.texts.by_locale.get(self.locale) else {
                continue;
            };
            let target = Target::Course(position);
            let mut whole = self.passage(target, PassageKind::Course);
            whole.topics = course
                .topics
                .iter()
                .map(|topic| topic.value.to_string())
                .collect();
            for section in &text.body.sections {
                if !course.is_published_section(&section.id) {
                    continue;
                }
                passages.push(Passage {
                    id: format!("{}#{}", whole.id, section.id),
                    url: format!("{}#{}", whole.url, section.id),
                    title: section.title_text(),
                    headings: vec![whole.title.clone()],
                    body: self.text(&section.blocks, target),
                    ..whole.clone()
                });
            }
            let summary = course.texts.summary(self.locale).to_owned();
            let intro = self.text(&text.body.intro, target);
            whole.body = paragraphs([summary, intro].into_iter());
            passages.push(whole);
        }
    }

    fn pages(&self, passages: &mut Vec<Passage>) {
        for (position, page) in self.base.pages.iter().enumerate() {
            let Some(text) = page.texts.by_locale.get(self.locale) else {
                continue;
            };
            let target = Target::Page(position);
            let mut passage = self.passage(target, PassageKind::Page);
            let titles = text
                .body
                .sections
                .iter()
                .map(crate::content::Section::title_text);
            let summary = page.texts.summary(self.locale).to_owned();
            let parts = [summary, self.text(text.body.blocks(), target)].into_iter();
            passage.body = paragraphs(parts.chain(titles));
            passages.push(passage);
        }
    }

    fn ministries(&self, passages: &mut Vec<Passage>) {
        for (position, ministry) in self.base.ministries.iter().enumerate() {
            if ministry.is_generic {
                continue;
            }
            let mut passage = self.passage(Target::Ministry(position), PassageKind::Ministry);
            ministry
                .name
                .text(self.locale)
                .clone_into(&mut passage.title);
            passage.names = ministry.all_names().map(str::to_owned).collect();
            let given = self.graph.duties[position].iter().map(|duty| duty.measure);
            let inherited = self.graph.inherited[position]
                .iter()
                .map(|duty| duty.measure);
            passage.body = given
                .chain(inherited)
                .map(|measure| measure.target(self.base).title(self.base, self.locale))
                .collect::<Vec<_>>()
                .join("\n");
            passage.ministries = vec![ministry.id.to_string()];
            passages.push(passage);
        }
    }

    fn regions(&self, passages: &mut Vec<Passage>) {
        for (position, region) in self.base.regions.iter().enumerate() {
            let mut passage = self.passage(Target::Region(position), PassageKind::Region);
            passage.names = names(&[&region.name, &region.short]);
            passage.names.extend(aliases(&region.aliases));
            passage.regions = std::iter::once(position)
                .chain(self.base.regions.ancestors(position))
                .map(|region| self.base.regions[region].code.to_string())
                .collect();
            passages.push(passage);
        }
    }

    fn topics(&self, passages: &mut Vec<Passage>) {
        for (position, topic) in self.base.topics.iter().enumerate() {
            let mut passage = self.passage(Target::Topic(position), PassageKind::Topic);
            passage.names = names(&[&topic.name]);
            topic
                .description
                .text(self.locale)
                .clone_into(&mut passage.body);
            passage.topics = vec![topic.id.to_string()];
            passages.push(passage);
        }
    }

    fn terms(&self, passages: &mut Vec<Passage>) {
        for (position, term) in self.base.terms.iter().enumerate() {
            let mut passage = self.passage(Target::Term(position), PassageKind::Term);
            passage.names = names(&[&term.term]);
            passage.names.extend(aliases(&term.forms));
            passage.names.extend(aliases(&term.variants));
            term.definition
                .text(self.locale)
                .clone_into(&mut passage.body);
            passages.push(passage);
        }
    }
}

/// Texts as the paragraphs of a body; what is empty is none.
fn paragraphs(texts: impl Iterator<Item = String>) -> String {
    let texts = texts.filter(|text| !text.is_empty());
    texts.collect::<Vec<_>>().join("\n")
}

fn names(wordings: &[&Localized<String>]) -> Vec<String> {
    let names = wordings.iter().flat_map(|wording| wording.iter());
    names.map(|(_, name)| name.clone()).collect()
}

fn aliases(wordings: &Localized<Vec<String>>) -> Vec<String> {
    wordings
        .iter()
        .flat_map(|(_, names)| names.iter().cloned())
        .collect()
}
