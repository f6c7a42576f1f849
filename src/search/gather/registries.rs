//! Passages of what has a name rather than a text: bodies, regions, topics, terms.

use super::{Gatherer, Passage, PassageKind, add};
use crate::address::{self, Page, View};
use crate::graph::heirs;
use crate::model::Target;

impl Gatherer<'_> {
    pub(super) fn ministries(&self, passages: &mut Vec<Passage>) {
        for (position, ministry) in self.base.ministries.iter().enumerate() {
            if ministry.is_generic {
                continue;
            }
            let mut passage = self.passage(Target::Ministry(position), PassageKind::Ministry);
            ministry
                .name
                .text(self.locale)
                .clone_into(&mut passage.title);
            self.add_names(&mut passage, &ministry.name);
            self.add_names(&mut passage, &ministry.name_now);
            self.add_names(&mut passage, &ministry.short);
            self.add_aliases(&mut passage, &ministry.aliases);
            // An acronym is the same in every language.
            for acronym in [&ministry.acronym, &ministry.acronym_now] {
                passage.names.extend(acronym.clone());
            }
            let given = self.graph.duties[position].iter().map(|duty| duty.measure);
            let inherited = self.graph.inherited[position]
                .iter()
                .map(|duty| duty.measure);
            for measure in given.chain(inherited) {
                let title = measure.target(self.base).title(self.base, self.locale);
                add(&mut passage, &title, "");
            }
            passage.ministries = vec![ministry.id.to_string()];
            passage.successors = heirs(&self.base.ministries, position)
                .into_iter()
                .filter(|heir| heir.is_standing)
                .map(|heir| super::super::Successor {
                    title: self.base.ministries[heir.ministry]
                        .short_name(self.locale)
                        .to_owned(),
                    url: address::page(
                        self.base,
                        Page::In(self.locale, View::One(Target::Ministry(heir.ministry))),
                    ),
                })
                .collect();
            passages.push(passage);
        }
    }

    pub(super) fn regions(&self, passages: &mut Vec<Passage>) {
        for (position, region) in self.base.regions.iter().enumerate() {
            let mut passage = self.passage(Target::Region(position), PassageKind::Region);
            self.add_names(&mut passage, &region.name);
            self.add_names(&mut passage, &region.short);
            self.add_aliases(&mut passage, &region.aliases);
            passage.regions = std::iter::once(position)
                .chain(self.base.regions.ancestors(position))
                .map(|region| self.base.regions[region].code.to_string())
                .collect();
            passages.push(passage);
        }
    }

    pub(super) fn topics(&self, passages: &mut Vec<Passage>) {
        for (position, topic) in self.base.topics.iter().enumerate() {
            let mut passage = self.passage(Target::Topic(position), PassageKind::Topic);
            self.add_names(&mut passage, &topic.name);
            add(&mut passage, topic.description.text(self.locale), "");
            passage.topics = vec![topic.id.to_string()];
            passages.push(passage);
        }
    }

    pub(super) fn terms(&self, passages: &mut Vec<Passage>) {
        for (position, term) in self.base.terms.iter().enumerate() {
            let mut passage = self.passage(Target::Term(position), PassageKind::Term);
            self.add_names(&mut passage, &term.term);
            self.add_aliases(&mut passage, &term.forms);
            self.add_aliases(&mut passage, &term.variants);
            add(&mut passage, term.definition.text(self.locale), "");
            passages.push(passage);
        }
    }
}
