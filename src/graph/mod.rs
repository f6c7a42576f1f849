//! What hangs together: which body answers for which measure then and now, which cases answer to
//! it, what lies in which region and under which topic, which terms stand where, and who points
//! to whom. Every link is known from both its ends.

mod links;
mod related;
mod succession;
mod terms;

pub use links::{Destination, KINDS, LinkFault, SCHEMES, resolve};
pub use related::{Related, Shared, SharedClass};
pub use succession::{Heir, heirs, predecessors};

use std::collections::BTreeMap;

use crate::content::{Block, BlockKind, Inline, Link, visit_inline_links, visit_links};
use crate::model::{KnowledgeBase, Measure, MeasureId, Relation, Role, Target};

/// A measure by the places of its policy and of itself among the policy's measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MeasureRef {
    /// The policy.
    pub policy: usize,
    /// The measure.
    pub measure: usize,
}

impl MeasureRef {
    /// The measure as something to link to.
    pub fn target(self, knowledge_base: &KnowledgeBase) -> Target {
        Target::Section {
            policy: self.policy,
            section: knowledge_base.policies[self.policy].measures[self.measure].section,
        }
    }
}

/// A measure that a body answers for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duty {
    /// The measure.
    pub measure: MeasureRef,
    /// As what the body answers.
    pub role: Role,
}

/// A measure that came to a body from one that was named in the policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inherited {
    /// The measure.
    pub measure: MeasureRef,
    /// As what the body named in the policy answered.
    pub role: Role,
    /// The bodies named in the policy whose duties came together in this one.
    pub from: Vec<usize>,
    /// Whether several bodies stand in its place, and nobody said which for this measure.
    pub is_one_of_several: bool,
}

/// Who points to something, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Backlink {
    /// Who points to it.
    pub from: Target,
    /// How.
    pub manner: Manner,
}

/// How one thing points to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Manner {
    /// Listed as treated in the front matter of a course.
    Treats,
    /// Its text is included.
    Includes,
    /// A link in running text.
    Mentions,
    /// Amends, repeals, supersedes or implements it: the word of the relation.
    Acts(&'static str),
}

impl Manner {
    /// The word used in data and interface strings.
    pub fn word(self) -> &'static str {
        match self {
            Self::Treats => "treats",
            Self::Includes => "includes",
            Self::Mentions => "mentions",
            Self::Acts(word) => word,
        }
    }
}

/// Everything that hangs together.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    /// The measures each body was given, by the body's place.
    pub duties: Vec<Vec<Duty>>,
    /// The measures each body inherited, by the body's place.
    pub inherited: Vec<Vec<Inherited>>,
    /// The cases that answer to each measure, direct ones first.
    pub cases_of: BTreeMap<MeasureRef, Vec<(usize, Relation)>>,
    /// The cases in each region and in those below it, by the region's place.
    pub cases_in: Vec<Vec<usize>>,
    /// The measures under each topic, by the topic's place.
    pub measures_under: Vec<Vec<MeasureRef>>,
    /// The cases under each topic, by the topic's place.
    pub cases_under: Vec<Vec<usize>>,
    /// The topics of each case, by the case's place: its own and those of its measures.
    pub topics_of_case: Vec<Vec<usize>>,
    /// The terms in each text.
    pub terms_in: BTreeMap<Target, Vec<usize>>,
    /// Where each term stands, by the term's place.
    pub places_of_term: Vec<Vec<Target>>,
    /// Who points to each thing.
    pub backlinks: BTreeMap<Target, Vec<Backlink>>,
    /// The measures, cases and policies nearest to each of their kind, nearest first.
    pub related: BTreeMap<Target, Vec<Related>>,
}

/// Finds everything that hangs together. Links that lead nowhere are left out; `check` reports
/// them.
pub fn link(knowledge_base: &KnowledgeBase) -> Graph {
    let mut graph = Graph {
        duties: vec![Vec::new(); knowledge_base.ministries.len()],
        inherited: vec![Vec::new(); knowledge_base.ministries.len()],
        cases_in: vec![Vec::new(); knowledge_base.regions.len()],
        measures_under: vec![Vec::new(); knowledge_base.topics.len()],
        cases_under: vec![Vec::new(); knowledge_base.topics.len()],
        ..Graph::default()
    };
    link_measures(knowledge_base, &mut graph);
    link_cases(knowledge_base, &mut graph);
    (graph.terms_in, graph.places_of_term) = terms::find(knowledge_base);
    link_texts(knowledge_base, &mut graph);
    graph.related = related::related(knowledge_base, &graph);
    graph
}

fn link_measures(knowledge_base: &KnowledgeBase, graph: &mut Graph) {
    let heirs: Vec<_> = (0..knowledge_base.ministries.len())
        .map(|ministry| heirs(&knowledge_base.ministries, ministry))
        .collect();
    for (reference, measure) in measures(knowledge_base) {
        for responsibility in &measure.responsibilities {
            let ministry = responsibility.ministry;
            let role = responsibility.role;
            graph.duties[ministry].push(Duty {
                measure: reference,
                role,
            });
            let stated = measure.now.get(&knowledge_base.ministries[ministry].id);
            let mut inherit = |heir: usize, is_one_of_several: bool| {
                if heir == ministry {
                    return;
                }
                match graph.inherited[heir].last_mut() {
                    Some(last) if last.measure == reference => {
                        last.from.push(ministry);
                        last.role = last.role.min(role);
                        last.is_one_of_several &= is_one_of_several;
                    }
                    _ => graph.inherited[heir].push(Inherited {
                        measure: reference,
                        role,
                        from: vec![ministry],
                        is_one_of_several,
                    }),
                }
            };
            match stated {
                Some(now) => {
                    for heir in now {
                        if let Some(heir) = knowledge_base.ministries.position(heir.as_str()) {
                            inherit(heir, false);
                        }
                    }
                }
                None => {
                    for heir in &heirs[ministry] {
                        inherit(heir.ministry, heir.is_one_of_several);
                    }
                }
            }
        }
        for topic in &measure.topics {
            if let Some(topic) = knowledge_base.topics.position(topic.as_str()) {
                graph.measures_under[topic].push(reference);
            }
        }
    }
}

fn link_cases(knowledge_base: &KnowledgeBase, graph: &mut Graph) {
    for (position, case) in knowledge_base.cases.iter().enumerate() {
        let mut topics = Vec::new();
        let mut add = |topic: &str| {
            if let Some(topic) = knowledge_base.topics.position(topic)
                && !topics.contains(&topic)
            {
                topics.push(topic);
            }
        };
        for topic in &case.topics {
            add(topic.value.as_str());
        }
        for link in &case.measures {
            if let Some(reference) = find_measure(knowledge_base, &link.id.value) {
                let cases = graph.cases_of.entry(reference).or_default();
                if cases.last().is_none_or(|&(case, _)| case != position) {
                    cases.push((position, link.relation));
                }
                let measure =
                    &knowledge_base.policies[reference.policy].measures[reference.measure];
                for topic in &measure.topics {
                    add(topic.as_str());
                }
            }
        }
        topics.sort_unstable();
        for &topic in &topics {
            graph.cases_under[topic].push(position);
        }
        graph.topics_of_case.push(topics);
        let region = case.region.as_ref();
        let region = region.and_then(|code| knowledge_base.regions.position(code.value.as_str()));
        if let Some(region) = region {
            graph.cases_in[region].push(position);
            for ancestor in knowledge_base.regions.ancestors(region) {
                graph.cases_in[ancestor].push(position);
            }
        }
    }
    for cases in graph.cases_of.values_mut() {
        cases.sort_by_key(|&(case, relation)| (relation, case));
    }
}

/// Every measure of every policy, in order.
pub fn measures(knowledge_base: &KnowledgeBase) -> impl Iterator<Item = (MeasureRef, &Measure)> {
    knowledge_base
        .policies
        .iter()
        .enumerate()
        .flat_map(|(policy, document)| {
            document
                .measures
                .iter()
                .enumerate()
                .map(move |(measure, value)| (MeasureRef { policy, measure }, value))
        })
}

/// The measure with an id.
pub fn find_measure(knowledge_base: &KnowledgeBase, id: &MeasureId) -> Option<MeasureRef> {
    let policy = knowledge_base.policies.position(id.policy.as_str())?;
    let measure = knowledge_base.policies[policy]
        .measures
        .iter()
        .position(|measure| measure.id.section == id.section)?;
    Some(MeasureRef { policy, measure })
}

/// A text that can point to things: where it is shown, and its links.
pub struct LinkedText<'a> {
    /// Whose text it is.
    pub from: Target,
    /// Whether it stands on a page: a teacher's answers and notes do not.
    pub is_published: bool,
    /// The links.
    pub links: Vec<(&'a Link, Manner)>,
}

/// Every text with its links: each section for itself.
pub fn linked_texts(knowledge_base: &KnowledgeBase) -> Vec<LinkedText<'_>> {
    let mut texts = Vec::new();
    for (policy, document) in knowledge_base.policies.iter().enumerate() {
        for (_, text) in document.texts.by_locale.iter() {
            let intro = [text.body.intro.as_slice()];
            texts.push(linked_text(Target::Policy(policy), intro, &[]));
            for section in &text.body.sections {
                // A section that only the translation has is reported, and shown nowhere.
                let from = match document.section_position(&section.id) {
                    Some(section) => Target::Section { policy, section },
                    None => Target::Policy(policy),
                };
                let blocks = [section.blocks.as_slice()];
                texts.push(linked_text(from, blocks, &section.title));
            }
        }
    }
    let cases = knowledge_base.cases.iter().enumerate();
    let courses = knowledge_base.courses.iter().enumerate();
    let pages = knowledge_base.pages.iter().enumerate();
    let others = cases
        .map(|(case, document)| (Target::Case(case), &document.texts))
        .chain(courses.map(|(course, document)| (Target::Course(course), &document.texts)))
        .chain(pages.map(|(page, document)| (Target::Page(page), &document.texts)));
    for (from, document) in others {
        for (_, text) in document.by_locale.iter() {
            texts.push(linked_text(from, [text.body.intro.as_slice()], &[]));
            for section in &text.body.sections {
                let is_published = match from {
                    Target::Course(course) => {
                        knowledge_base.courses[course].is_published_section(&section.id)
                    }
                    _ => true,
                };
                let blocks = [section.blocks.as_slice()];
                texts.push(LinkedText {
                    is_published,
                    ..linked_text(from, blocks, &section.title)
                });
            }
        }
    }
    texts
}

/// Gathers the links of a text.
fn linked_text<'a>(
    from: Target,
    runs: impl IntoIterator<Item = &'a [Block]>,
    title: &'a [Inline],
) -> LinkedText<'a> {
    let mut links: Vec<(&'a Link, Manner)> = Vec::new();
    visit_inline_links(title, &mut |link| links.push((link, Manner::Mentions)));
    for blocks in runs {
        visit_links(blocks, &mut |link| links.push((link, Manner::Mentions)));
        for block in blocks {
            if let BlockKind::Embed(embed) = &block.kind
                && let Some((_, manner)) =
                    links.iter_mut().find(|(link, _)| link.span == embed.span)
            {
                *manner = Manner::Includes;
            }
        }
    }
    LinkedText {
        from,
        is_published: true,
        links,
    }
}

fn link_texts(knowledge_base: &KnowledgeBase, graph: &mut Graph) {
    let mut add = |from: Target, to: Target, manner: Manner| {
        if from != to {
            graph
                .backlinks
                .entry(to)
                .or_default()
                .push(Backlink { from, manner });
        }
    };
    let texts = linked_texts(knowledge_base).into_iter();
    for text in texts.filter(|text| text.is_published) {
        for (link, manner) in &text.links {
            if let Ok(Destination::Target { target, .. }) =
                resolve(knowledge_base, text.from, &link.target)
            {
                add(text.from, target, *manner);
            }
        }
    }
    for (position, course) in knowledge_base.courses.iter().enumerate() {
        let from = Target::Course(position);
        for id in &course.measures {
            if let Some(measure) = find_measure(knowledge_base, &id.value) {
                add(from, measure.target(knowledge_base), Manner::Treats);
            }
        }
        for id in &course.cases {
            if let Some(case) = knowledge_base.cases.position(id.value.as_str()) {
                add(from, Target::Case(case), Manner::Treats);
            }
        }
    }
    for (position, policy) in knowledge_base.policies.iter().enumerate() {
        for (relation, id) in &policy.relations {
            if let Some(other) = knowledge_base.policies.position(id.value.as_str()) {
                let manner = Manner::Acts(relation.word());
                add(Target::Policy(position), Target::Policy(other), manner);
            }
        }
    }
    // Of the manners in which one thing points to another, the weightiest is kept.
    for backlinks in graph.backlinks.values_mut() {
        backlinks.sort();
        backlinks.dedup_by_key(|backlink| backlink.from);
    }
}
