//! Who answers for what, as a table.

use std::collections::BTreeMap;

use crate::address::{List, View};
use crate::graph::MeasureRef;
use crate::model::{Measure, Role, Target};

use super::chrome::{self, Frame, chrome};
use super::context::Context;
use super::view::{self, Link, MatrixCell, MatrixGroup, MatrixHead, MatrixRow};

/// The mark of a role.
fn mark(role: Role) -> &'static str {
    match role {
        Role::Lead => "★",
        Role::Responsible => "●",
        Role::Participating => "○",
    }
}

fn role_cell(context: &Context<'_>, role: Role) -> MatrixCell {
    MatrixCell {
        mark: mark(role).to_owned(),
        label: context.say(&format!("role.{}", role.word())),
        href: String::new(),
    }
}

/// The measures of a policy against the bodies responsible, those with most measures first.
pub(super) fn policy(context: &Context<'_>, position: usize) -> view::Matrix {
    let policy = &context.base.policies[position];
    let mut totals: BTreeMap<usize, usize> = BTreeMap::new();
    let mut roles = Vec::new();
    for body in policy
        .measures
        .iter()
        .flat_map(|measure| &measure.responsibilities)
    {
        *totals.entry(body.ministry).or_default() += 1;
        if !roles.contains(&body.role) {
            roles.push(body.role);
        }
    }
    roles.sort_unstable();
    let mut columns: Vec<(usize, usize)> = totals.into_iter().collect();
    columns.sort_by_key(|&(ministry, total)| (std::cmp::Reverse(total), ministry));
    let title = context.strings.fill(
        "matrix.policy",
        &[("policy", policy.texts.title(context.locale))],
    );
    let frame = Frame {
        kind: "matrix",
        description: context.say("matrix.explanation"),
        title,
        above: vec![
            chrome::list_link(context, List::Policies),
            context.link(Target::Policy(position)),
        ],
        texts: None,
        notices: Vec::new(),
    };
    view::Matrix {
        chrome: chrome(context, frame),
        explanation: context.say("matrix.explanation"),
        policy: Some(context.link(Target::Policy(position))),
        row_label: context.say("matrix.rows"),
        column_label: context.say("matrix.columns"),
        columns: columns
            .iter()
            .map(|&(ministry, total)| head(context, ministry, total))
            .collect(),
        groups: groups(context, position, &columns),
        legend: roles
            .into_iter()
            .map(|role| role_cell(context, role))
            .collect(),
    }
}

fn head(context: &Context<'_>, ministry: usize, total: usize) -> MatrixHead {
    let body = &context.base.ministries[ministry];
    let full = body.name.text(context.locale);
    // English has no short names, so a column is headed by the acronym.
    let short = match (&body.acronym, body.short.get(context.locale)) {
        (Some(acronym), None) if context.strings.get("setting.matrix_heads") == "acronym" => {
            acronym
        }
        _ => body.short_name(context.locale),
    };
    MatrixHead {
        link: context.link_as(Target::Ministry(ministry), short.to_owned()),
        full: if full == short {
            String::new()
        } else {
            full.to_owned()
        },
        total: total.to_string(),
    }
}

/// The measures under what they stand in: one group for each run of measures with one parent.
fn groups(context: &Context<'_>, position: usize, columns: &[(usize, usize)]) -> Vec<MatrixGroup> {
    let policy = &context.base.policies[position];
    let mut groups: Vec<(Option<usize>, Vec<MatrixRow>)> = Vec::new();
    for (index, measure) in policy.measures.iter().enumerate() {
        let parent = policy.sections[measure.section].parent;
        let reference = MeasureRef {
            policy: position,
            measure: index,
        };
        let row = row(context, reference, measure, columns);
        match groups.last_mut() {
            Some((last, rows)) if *last == parent => rows.push(row),
            _ => groups.push((parent, vec![row])),
        }
    }
    let link = |section: usize| {
        context.link(Target::Section {
            policy: position,
            section,
        })
    };
    groups
        .into_iter()
        .map(|(parent, rows)| MatrixGroup {
            head: parent.map(link),
            rows,
        })
        .collect()
}

fn row(
    context: &Context<'_>,
    reference: MeasureRef,
    measure: &Measure,
    columns: &[(usize, usize)],
) -> MatrixRow {
    let policy = &context.base.policies[reference.policy];
    let (number, _) = policy.heading(measure.section, context.locale);
    let cells = columns.iter().map(|&(ministry, _)| {
        measure
            .responsibilities
            .iter()
            .find(|body| body.ministry == ministry)
            .map_or_else(MatrixCell::default, |body| role_cell(context, body.role))
    });
    MatrixRow {
        number: number.unwrap_or_default(),
        head: context.link(reference.target(context.base)),
        cells: cells.collect(),
        total: measure.responsibilities.len().to_string(),
    }
}

/// The bodies against the policies, with how many measures each answers for.
pub(super) fn site(context: &Context<'_>) -> view::Matrix {
    let policies = &context.base.policies;
    let mut rows: Vec<(usize, Vec<usize>)> = context
        .site
        .graph
        .duties
        .iter()
        .enumerate()
        .filter(|(_, duties)| !duties.is_empty())
        .map(|(ministry, duties)| {
            let mut counts = vec![0; policies.len()];
            for duty in duties {
                counts[duty.measure.policy] += 1;
            }
            (ministry, counts)
        })
        .collect();
    rows.sort_by_key(|(ministry, counts)| {
        (std::cmp::Reverse(counts.iter().sum::<usize>()), *ministry)
    });
    let columns = policies
        .iter()
        .enumerate()
        .map(|(policy, document)| MatrixHead {
            link: Link {
                href: context.href(View::PolicyMatrix(policy)),
                ..context.link(Target::Policy(policy))
            },
            full: String::new(),
            total: document
                .measures
                .iter()
                .map(|measure| measure.responsibilities.len())
                .sum::<usize>()
                .to_string(),
        });
    let frame = Frame {
        kind: "matrix",
        title: context.say("matrix.site"),
        description: context.say("matrix.site_explanation"),
        ..Frame::default()
    };
    let rows = rows.into_iter().map(|(ministry, counts)| MatrixRow {
        number: String::new(),
        head: context.link(Target::Ministry(ministry)),
        total: counts.iter().sum::<usize>().to_string(),
        cells: counts
            .into_iter()
            .map(|count| match count {
                0 => MatrixCell::default(),
                count => MatrixCell {
                    mark: count.to_string(),
                    label: String::new(),
                    href: context.href(View::One(Target::Ministry(ministry))),
                },
            })
            .collect(),
    });
    view::Matrix {
        chrome: chrome(context, frame),
        explanation: context.say("matrix.site_explanation"),
        policy: None,
        row_label: context.say("matrix.columns"),
        column_label: context.say("nav.policies"),
        columns: columns.collect(),
        groups: vec![MatrixGroup {
            head: None,
            rows: rows.collect(),
        }],
        legend: Vec::new(),
    }
}
