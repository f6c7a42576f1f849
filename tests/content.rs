//! The knowledge base of this repository: no fault, and exactly the measures, bodies and
//! responsibilities of the plan.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use camino::Utf8Path;
use jingwei::diagnostic::Tongue;
use jingwei::graph::measures;
use jingwei::locale::Locale;
use jingwei::model::MeasureKind;
use jingwei::pipeline::{self, Compilation};
use jingwei::render::Site;

use crate::skip;
use crate::tiny_site::shown;

fn compile() -> Compilation {
    let root = Utf8Path::new(env!("CARGO_MANIFEST_DIR"));
    pipeline::compile(root, jiff::civil::date(2026, 1, 1)).expect("the repository can be read")
}

fn site() -> Site {
    compile().site.expect("the settings can be used")
}

#[test]
fn the_repository_has_no_fault() {
    let compilation = compile();
    let sources = &compilation.files.sources;
    let report = shown(&compilation.diagnostics, sources, Tongue::English);
    assert_eq!(report, "");
}

#[test]
fn the_plan_has_67_measures_and_429_responsibilities_of_52_bodies() {
    let site = site();
    let base = &site.knowledge_base;
    let mut counts: BTreeMap<MeasureKind, (usize, usize)> = BTreeMap::new();
    let mut bodies = BTreeSet::new();
    let plan = base.policies.find("xbfm-13-5").expect("the plan");
    for measure in &plan.measures {
        let (number, edges) = counts.entry(measure.kind).or_default();
        *number += 1;
        *edges += measure.responsibilities.len();
        bodies.extend(measure.responsibilities.iter().map(|body| body.ministry));
    }
    assert_eq!(counts[&MeasureKind::Task], (26, 191));
    assert_eq!(counts[&MeasureKind::Project], (34, 187));
    assert_eq!(counts[&MeasureKind::Safeguard], (7, 51));
    assert_eq!(plan.measures.len(), 67);
    assert_eq!(bodies.len(), 52);
    let edges: usize = site.graph.duties.iter().map(Vec::len).sum();
    assert_eq!(edges, 429);
    assert_eq!((base.cases.len(), base.terms.len()), (46, 82));
}

#[test]
fn the_natural_resources_ministry_inherits_all_that_land_and_resources_had() {
    let site = site();
    let base = &site.knowledge_base;
    let body = |name: &str| {
        let mut bodies = base.ministries.iter();
        let position = bodies.position(|body| body.name.text(Locale::PRIMARY) == name);
        position.unwrap_or_else(|| panic!("no {name}"))
    };
    let land = body("国土资源部");
    let nature = body("自然资源部");
    let had: BTreeSet<_> = site.graph.duties[land]
        .iter()
        .map(|duty| duty.measure)
        .collect();
    let inherited: BTreeSet<_> = site.graph.inherited[nature]
        .iter()
        .filter(|inherited| inherited.from.contains(&land))
        .map(|inherited| inherited.measure)
        .collect();
    assert!(!had.is_empty());
    assert_eq!(inherited, had);
}

/// Where the facts of the plan stand, taken from its official text by other means: the folder named
/// by `JINGWEI_FACTS`, else the one beside the repository.
fn facts() -> PathBuf {
    match std::env::var_os("JINGWEI_FACTS") {
        Some(folder) => PathBuf::from(folder),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/facts"),
    }
}

#[test]
fn every_measure_names_the_bodies_of_the_official_text_in_their_order() {
    let path = facts().join("plan-measures.yaml");
    let Ok(text) = std::fs::read_to_string(&path) else {
        skip(&format!("there are no facts at {}", path.display()));
        return;
    };
    let facts: serde_yaml::Value = serde_yaml::from_str(&text).expect("YAML");
    let stated: BTreeMap<String, Vec<String>> = facts["measures"]
        .as_sequence()
        .expect("a list of measures")
        .iter()
        .map(|measure| {
            let id = measure["id"].as_str().expect("an id").to_owned();
            let ministries = measure["ministries"].as_sequence().expect("a list");
            let ministries = ministries
                .iter()
                .map(|id| id.as_str().expect("an id").to_owned());
            (id, ministries.collect())
        })
        .collect();
    assert_eq!(stated.len(), 67);
    let site = site();
    let base = &site.knowledge_base;
    let read: BTreeMap<String, Vec<String>> = measures(base)
        .map(|(_, measure)| {
            let bodies = measure.responsibilities.iter();
            let ids = bodies.map(|body| base.ministries[body.ministry].id.to_string());
            (measure.id.section.clone(), ids.collect())
        })
        .collect();
    assert_eq!(read, stated);
}
