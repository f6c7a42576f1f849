//! What is near to what, and why: measures to measures, cases to cases, policies to policies, by
//! integer weights over what they share, so that the order is the same everywhere.
//!
//! Each thing holds features: the cases, measures, terms, bodies, … that it has to do with. Two
//! things are near by the features that both hold. A feature is looked up by its holders, so the
//! work grows with what is really shared and not with the number of pairs.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Graph, MeasureRef, find_measure, measures};
use crate::model::{KnowledgeBase, Policy, PolicyRelation, Target, TopicId};

/// Something near to another thing of its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// What is near.
    pub target: Target,
    /// How near it is: the points of all that the two share.
    pub points: u32,
    /// What the two share by class, first the class that counts most.
    pub shared: Vec<Shared>,
}

/// What two things share of one class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// The class.
    pub class: SharedClass,
    /// What is shared: first what counts most, then what fewest others share. Empty where one of
    /// the two acts on the other.
    pub things: Vec<Target>,
}

/// In what way two things belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SharedClass {
    /// The thing amends, repeals, supersedes or implements the one near to it.
    Acts(PolicyRelation),
    /// The one near to it does so to the thing.
    ActedOn(PolicyRelation),
    /// Both act on the same policies.
    Policies,
    /// Both serve the same measures.
    Measures,
    /// Both are exemplified by the same cases.
    Cases,
    /// The same terms stand in both.
    Terms,
    /// The same bodies answer for both.
    Ministries,
    /// Both lie in the same region.
    Regions,
    /// Both come under the same topics.
    Topics,
}

impl SharedClass {
    /// The class of a thing that is shared.
    fn of(target: Target) -> Option<Self> {
        match target {
            Target::Policy(_) => Some(Self::Policies),
            Target::Section { .. } => Some(Self::Measures),
            Target::Case(_) => Some(Self::Cases),
            Target::Term(_) => Some(Self::Terms),
            Target::Ministry(_) => Some(Self::Ministries),
            Target::Region(_) => Some(Self::Regions),
            Target::Topic(_) => Some(Self::Topics),
            Target::Course(_) | Target::Page(_) => None,
        }
    }

    /// How much a shared thing of the class counts.
    ///
    /// # Units
    /// Points, from 1 to 10: more lets one thing of the class outweigh several of others. A case or
    /// a measure is rarely shared by chance; a topic is wide and says least. A policy that acts on
    /// another is related to it by that alone, so it counts [`LEAST_POINTS`].
    fn weight(self) -> u32 {
        match self {
            Self::Acts(_) | Self::ActedOn(_) | Self::Policies => LEAST_POINTS,
            Self::Measures | Self::Cases => 6,
            Self::Terms => 3,
            Self::Ministries | Self::Regions => 2,
            Self::Topics => 1,
        }
    }
}

/// How many are shown.
///
/// # Units
/// Things, from 3 to 10: fewer leave out good ones, more lead away from the text.
const MOST: usize = 5;

/// Two things with fewer points in common are not called related.
///
/// # Units
/// Points, from 4 to 12: at 4 nearly all measures of a plan are related, at 12 few are.
const LEAST_POINTS: u32 = 8;

/// What more things than this share says nothing of any two of them.
///
/// # Units
/// Things, from 50 to 1,000. The work grows with it: each thing meets at most so many others for
/// each of its features.
const TOO_COMMON: usize = 200;

/// How often a feature that both things hold several times counts at most: policies hold a body or
/// topic as often as measures name it.
///
/// # Units
/// Times, from 1 to 10: more lets two long plans be near by one body that has to do with all.
const MOST_TIMES: u32 = 3;

/// A thing with its features, and how often it holds each.
struct Holder {
    target: Target,
    features: BTreeMap<Target, u32>,
}

impl Holder {
    fn new(target: Target, features: impl IntoIterator<Item = Target>) -> Self {
        let mut times = BTreeMap::new();
        for feature in features {
            *times.entry(feature).or_default() += 1;
        }
        Self {
            target,
            features: times,
        }
    }
}

/// For each measure, case and policy those of its kind that share most with it, nearest first.
pub(super) fn related(
    knowledge_base: &KnowledgeBase,
    graph: &Graph,
) -> BTreeMap<Target, Vec<Related>> {
    let mut related = nearest(&measure_holders(knowledge_base, graph));
    related.extend(nearest(&case_holders(knowledge_base, graph)));
    let mut policies = nearest(&policy_holders(knowledge_base, graph));
    name_acts(knowledge_base, &mut policies);
    related.extend(policies);
    related
}

fn nearest(holders: &[Holder]) -> BTreeMap<Target, Vec<Related>> {
    let mut held_by: BTreeMap<Target, Vec<(usize, u32)>> = BTreeMap::new();
    for (index, holder) in holders.iter().enumerate() {
        for (&feature, &times) in &holder.features {
            held_by.entry(feature).or_default().push((index, times));
        }
    }
    held_by.retain(|_, held_by| (2..=TOO_COMMON).contains(&held_by.len()));
    let mut related = BTreeMap::new();
    // One table of points for all, wiped where it was written: most things share nothing.
    let mut points = vec![0; holders.len()];
    let mut met = Vec::new();
    for (index, holder) in holders.iter().enumerate() {
        for (feature, &times) in &holder.features {
            let Some(class) = SharedClass::of(*feature) else {
                continue;
            };
            for &(other, other_times) in held_by.get(feature).into_iter().flatten() {
                if other != index {
                    if points[other] == 0 {
                        met.push(other);
                    }
                    points[other] += class.weight() * common_times(times, other_times);
                }
            }
        }
        let mut ranked: Vec<(Reverse<u32>, usize)> = met
            .drain(..)
            .map(|other| (Reverse(std::mem::take(&mut points[other])), other))
            .filter(|(points, _)| points.0 >= LEAST_POINTS)
            .collect();
        ranked.sort_unstable();
        ranked.truncate(MOST);
        let ranked: Vec<Related> = ranked
            .into_iter()
            .map(|(points, other)| Related {
                target: holders[other].target,
                points: points.0,
                shared: shared(holder, &holders[other], &held_by),
            })
            .collect();
        if !ranked.is_empty() {
            related.insert(holder.target, ranked);
        }
    }
    related
}

/// How often a feature counts that one thing holds so often, and the other so often.
fn common_times(one: u32, other: u32) -> u32 {
    one.min(other).min(MOST_TIMES)
}

/// What two things share, of the features that count.
fn shared(
    one: &Holder,
    other: &Holder,
    held_by: &BTreeMap<Target, Vec<(usize, u32)>>,
) -> Vec<Shared> {
    let mut by_class: BTreeMap<SharedClass, Vec<(Reverse<u32>, usize, Target)>> = BTreeMap::new();
    for (&feature, &times) in &one.features {
        if let Some(class) = SharedClass::of(feature)
            && let Some(&other_times) = other.features.get(&feature)
            && let Some(held_by) = held_by.get(&feature)
        {
            let points = class.weight() * common_times(times, other_times);
            let things = by_class.entry(class).or_default();
            things.push((Reverse(points), held_by.len(), feature));
        }
    }
    let mut classes: Vec<(Reverse<u32>, SharedClass, Vec<Target>)> = by_class
        .into_iter()
        .map(|(class, mut things)| {
            things.sort_unstable();
            let points = things.iter().map(|(points, ..)| points.0).sum();
            let things = things.into_iter().map(|(.., thing)| thing).collect();
            (Reverse(points), class, things)
        })
        .collect();
    classes.sort_unstable();
    classes
        .into_iter()
        .map(|(_, class, things)| Shared { class, things })
        .collect()
}

fn measure_holders(knowledge_base: &KnowledgeBase, graph: &Graph) -> Vec<Holder> {
    measures(knowledge_base)
        .map(|(reference, measure)| {
            let target = reference.target(knowledge_base);
            let cases = cases_of(graph, reference).map(Target::Case);
            let bodies = bodies(knowledge_base, [measure]);
            let topics = topics(knowledge_base, &measure.topics);
            let features = cases.chain(terms(graph, target)).chain(bodies);
            Holder::new(target, features.chain(topics))
        })
        .collect()
}

fn case_holders(knowledge_base: &KnowledgeBase, graph: &Graph) -> Vec<Holder> {
    let cases = knowledge_base.cases.iter().enumerate();
    cases
        .map(|(position, case)| {
            let target = Target::Case(position);
            let links = case.measures.iter();
            let measures = links
                .filter_map(|link| find_measure(knowledge_base, &link.id.value))
                .map(|measure| measure.target(knowledge_base));
            let region = case.region.as_ref();
            let region = region
                .and_then(|code| knowledge_base.regions.position(code.value.as_str()))
                .map(Target::Region);
            let topics = graph.topics_of_case[position].iter();
            let features = measures.chain(terms(graph, target)).chain(region);
            Holder::new(target, features.chain(topics.copied().map(Target::Topic)))
        })
        .collect()
}

/// A policy holds itself and the policies that it acts on: two policies share one of them where one
/// acts on the other, or both act on a third.
fn policy_holders(knowledge_base: &KnowledgeBase, graph: &Graph) -> Vec<Holder> {
    let policies = knowledge_base.policies.iter().enumerate();
    policies
        .map(|(position, policy)| {
            let target = Target::Policy(position);
            let acted_on: std::collections::BTreeSet<Target> = acts(knowledge_base, policy)
                .map(|(_, other)| Target::Policy(other))
                .collect();
            let sections = (0..policy.sections.len()).map(|section| Target::Section {
                policy: position,
                section,
            });
            let terms = sections.flat_map(|section| terms(graph, section));
            let topics = policy
                .measures
                .iter()
                .flat_map(|measure| topics(knowledge_base, &measure.topics));
            let features = std::iter::once(target)
                .chain(acted_on)
                .chain(terms)
                .chain(topics);
            Holder::new(
                target,
                features.chain(bodies(knowledge_base, &policy.measures)),
            )
        })
        .collect()
}

/// Where one of two policies acts on the other, says so in place of naming the policy that both
/// hold for it.
fn name_acts(knowledge_base: &KnowledgeBase, related: &mut BTreeMap<Target, Vec<Related>>) {
    let relation = |from: Target, to: Target| match from {
        Target::Policy(from) => acts(knowledge_base, &knowledge_base.policies[from])
            .find(|&(_, other)| Target::Policy(other) == to)
            .map(|(relation, _)| relation),
        _ => None,
    };
    for (&one, others) in related {
        for other in others {
            let acts = relation(one, other.target).map(SharedClass::Acts);
            let acted_on = relation(other.target, one).map(SharedClass::ActedOn);
            for shared in &mut other.shared {
                shared
                    .things
                    .retain(|&thing| thing != one && thing != other.target);
            }
            other.shared.retain(|shared| !shared.things.is_empty());
            let named = acts.into_iter().chain(acted_on).map(|class| Shared {
                class,
                things: Vec::new(),
            });
            other.shared.splice(0..0, named);
        }
    }
}

/// The policies of this knowledge base that a policy acts on, and how.
fn acts(
    knowledge_base: &KnowledgeBase,
    policy: &Policy,
) -> impl Iterator<Item = (PolicyRelation, usize)> {
    policy.relations.iter().filter_map(|(relation, id)| {
        let other = knowledge_base.policies.position(id.value.as_str())?;
        Some((*relation, other))
    })
}

fn cases_of(graph: &Graph, measure: MeasureRef) -> impl Iterator<Item = usize> {
    let cases = graph.cases_of.get(&measure).into_iter().flatten();
    cases.map(|&(case, _)| case)
}

fn terms(graph: &Graph, target: Target) -> impl Iterator<Item = Target> {
    let terms = graph.terms_in.get(&target).into_iter().flatten();
    terms.copied().map(Target::Term)
}

/// The bodies of measures. `有关部门` and its like are no body that two measures could share.
fn bodies<'a>(
    knowledge_base: &'a KnowledgeBase,
    measures: impl IntoIterator<Item = &'a crate::model::Measure>,
) -> impl Iterator<Item = Target> {
    let responsibilities = measures
        .into_iter()
        .flat_map(|measure| &measure.responsibilities);
    responsibilities
        .map(|responsibility| responsibility.ministry)
        .filter(|&ministry| !knowledge_base.ministries[ministry].is_generic)
        .map(Target::Ministry)
}

fn topics(knowledge_base: &KnowledgeBase, topics: &[TopicId]) -> impl Iterator<Item = Target> {
    topics
        .iter()
        .filter_map(|topic| knowledge_base.topics.position(topic.as_str()))
        .map(Target::Topic)
}

#[cfg(test)]
mod tests;
