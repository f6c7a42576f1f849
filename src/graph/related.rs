//! Which measures and cases are near to one another: integer weights over what they share, so
//! that the order is the same everywhere.

use std::collections::BTreeMap;

use super::Graph;
use crate::model::{KnowledgeBase, Target};

/// What two things can share, with its weight.
///
/// # Units
/// Points. A shared case or measure says most (range 1 to 10; more lets it outweigh all else),
/// a shared topic least, as topics are wide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Feature {
    Case(usize),
    Measure(super::MeasureRef),
    Term(usize),
    Region(usize),
    Ministry(usize),
    Topic(usize),
}

impl Feature {
    fn weight(self) -> u32 {
        match self {
            Self::Case(_) | Self::Measure(_) => 6,
            Self::Term(_) => 3,
            Self::Region(_) | Self::Ministry(_) => 2,
            Self::Topic(_) => 1,
        }
    }
}

/// How many are shown.
const MOST: usize = 5;
/// Two things with fewer points in common are not called related.
const LEAST_POINTS: u32 = 8;
/// What more things than this share says nothing of any two of them.
const TOO_COMMON: usize = 200;

/// For each measure the measures, and for each case the cases, that share most with it.
pub(super) fn related(
    knowledge_base: &KnowledgeBase,
    graph: &Graph,
) -> BTreeMap<Target, Vec<Target>> {
    let mut related = BTreeMap::new();
    collect(&measure_features(knowledge_base, graph), &mut related);
    collect(&case_features(knowledge_base, graph), &mut related);
    related
}

fn collect(features: &[(Target, Vec<Feature>)], related: &mut BTreeMap<Target, Vec<Target>>) {
    let mut holders: BTreeMap<Feature, Vec<usize>> = BTreeMap::new();
    for (index, (_, own)) in features.iter().enumerate() {
        for &feature in own {
            holders.entry(feature).or_default().push(index);
        }
    }
    holders.retain(|_, holders| holders.len() <= TOO_COMMON);
    for (index, (target, own)) in features.iter().enumerate() {
        let mut points: BTreeMap<usize, u32> = BTreeMap::new();
        for feature in own {
            for &other in holders.get(feature).into_iter().flatten() {
                if other != index {
                    *points.entry(other).or_default() += feature.weight();
                }
            }
        }
        let mut ranked: Vec<_> = points
            .into_iter()
            .filter(|&(_, points)| points >= LEAST_POINTS)
            .collect();
        ranked.sort_by_key(|&(other, points)| (std::cmp::Reverse(points), other));
        ranked.truncate(MOST);
        if !ranked.is_empty() {
            let nearest = ranked.into_iter().map(|(other, _)| features[other].0);
            related.insert(*target, nearest.collect());
        }
    }
}

fn measure_features(knowledge_base: &KnowledgeBase, graph: &Graph) -> Vec<(Target, Vec<Feature>)> {
    super::measures(knowledge_base)
        .map(|(reference, measure)| {
            let target = reference.target(knowledge_base);
            let cases = graph.cases_of.get(&reference).into_iter().flatten();
            let terms = graph.terms_in.get(&target).into_iter().flatten();
            let bodies = measure.responsibilities.iter();
            let topics = measure.topics.iter();
            let features = cases
                .map(|&(case, _)| Feature::Case(case))
                .chain(terms.map(|&term| Feature::Term(term)))
                .chain(bodies.map(|body| Feature::Ministry(body.ministry)))
                .chain(
                    topics
                        .filter_map(|topic| knowledge_base.topics.position(topic.as_str()))
                        .map(Feature::Topic),
                )
                .collect();
            (target, features)
        })
        .collect()
}

fn case_features(knowledge_base: &KnowledgeBase, graph: &Graph) -> Vec<(Target, Vec<Feature>)> {
    knowledge_base
        .cases
        .iter()
        .enumerate()
        .map(|(position, case)| {
            let target = Target::Case(position);
            let measures = case
                .measures
                .iter()
                .filter_map(|link| super::find_measure(knowledge_base, &link.id.value));
            let region = case
                .region
                .as_ref()
                .and_then(|code| knowledge_base.regions.position(code.value.as_str()));
            let terms = graph.terms_in.get(&target).into_iter().flatten();
            let topics = graph.topics_of_case[position].iter();
            let features = measures
                .map(Feature::Measure)
                .chain(terms.map(|&term| Feature::Term(term)))
                .chain(region.map(Feature::Region))
                .chain(topics.map(|&topic| Feature::Topic(topic)))
                .collect();
            (target, features)
        })
        .collect()
}
