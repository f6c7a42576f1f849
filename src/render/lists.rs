//! Pages that list one kind of thing.

use std::collections::BTreeSet;

use crate::address::{List, View};
use crate::graph::heirs;
use crate::model::Target;

use super::cards;
use super::chrome::{Frame, chrome};
use super::context::Context;
use super::course;
use super::view::{
    self, Chrome, Counted, CourseCard, MinistryCard, MinistryGroup, PageLink, Pagination,
    RegionNode,
};

fn list_chrome(context: &Context<'_>, list: List, kind: &'static str) -> Chrome {
    let title = context.say(&format!("list.{}", list.word()));
    let frame = Frame {
        kind,
        description: format!("{title} · {}", context.word(&context.base.config.title)),
        title,
        ..Frame::default()
    };
    chrome(context, frame)
}

/// The part of a list that stands on one page, and the way to the others.
fn page_of(
    context: &Context<'_>,
    list: List,
    number: usize,
    items: &[usize],
) -> (Vec<usize>, Option<Pagination>) {
    let size = context.base.config.limits.page_entries;
    let pages = items.len().div_ceil(size).max(1);
    let start = (number.saturating_sub(1) * size).min(items.len());
    let end = (start + size).min(items.len());
    let shown = items[start..end].to_vec();
    if pages < 2 {
        return (shown, None);
    }
    let href = |page: usize| context.href(View::List(list, page));
    let pagination = Pagination {
        previous: (number > 1).then(|| href(number - 1)),
        next: (number < pages).then(|| href(number + 1)),
        pages: page_links(number, pages, href),
    };
    (shown, Some(pagination))
}

/// The first and last pages and those around the current one; gaps stand for the rest.
fn page_links(current: usize, pages: usize, href: impl Fn(usize) -> String) -> Vec<PageLink> {
    let mut links: Vec<PageLink> = Vec::new();
    let mut last = 0;
    for page in 1..=pages {
        let is_near = page == 1 || page == pages || page.abs_diff(current) <= 2;
        if !is_near {
            continue;
        }
        if page > last + 1 {
            links.push(PageLink {
                number: "…".to_owned(),
                ..PageLink::default()
            });
        }
        links.push(PageLink {
            number: page.to_string(),
            href: href(page),
            current: page == current,
        });
        last = page;
    }
    links
}

/// The places of policies, the newest first.
pub(super) fn policy_order(context: &Context<'_>) -> Vec<usize> {
    let mut order: Vec<usize> = (0..context.base.policies.len()).collect();
    order.sort_by_key(|&policy| {
        (
            std::cmp::Reverse(context.base.policies[policy].date()),
            policy,
        )
    });
    order
}

/// The places of cases, the newest first.
pub(super) fn case_order(context: &Context<'_>) -> Vec<usize> {
    let mut order: Vec<usize> = (0..context.base.cases.len()).collect();
    order.sort_by_key(|&case| (std::cmp::Reverse(context.base.cases[case].year), case));
    order
}

/// All policies.
pub(super) fn policies(context: &Context<'_>, number: usize) -> view::PolicyList {
    let (shown, pagination) = page_of(context, List::Policies, number, &policy_order(context));
    view::PolicyList {
        chrome: list_chrome(context, List::Policies, "policy-list"),
        policies: shown
            .into_iter()
            .map(|policy| cards::policy(context, policy))
            .collect(),
        pagination,
    }
}

/// All cases.
pub(super) fn cases(context: &Context<'_>, number: usize) -> view::CaseList {
    let (shown, pagination) = page_of(context, List::Cases, number, &case_order(context));
    let graph = &context.site.graph;
    let regions = graph.cases_in.iter().enumerate().filter(|(region, cases)| {
        // Provinces alone: the tree of regions leads on from there.
        !cases.is_empty() && context.base.regions.ancestors(*region).is_empty()
    });
    view::CaseList {
        chrome: list_chrome(context, List::Cases, "case-list"),
        total: context.count("count.cases", context.base.cases.len()),
        regions: regions
            .map(|(region, cases)| Counted {
                link: context.link(Target::Region(region)),
                count: cases.len().to_string(),
            })
            .collect(),
        topics: counted_topics(context, |topic| graph.cases_under[topic].len().to_string()),
        cases: shown
            .into_iter()
            .map(|case| cards::case(context, case))
            .collect(),
        pagination,
    }
}

/// Every topic with a count.
pub(super) fn counted_topics(
    context: &Context<'_>,
    count: impl Fn(usize) -> String,
) -> Vec<Counted> {
    (0..context.base.topics.len())
        .map(|topic| Counted {
            link: context.link(Target::Topic(topic)),
            count: count(topic),
        })
        .collect()
}

/// All courses.
pub(super) fn courses(context: &Context<'_>, number: usize) -> view::CourseList {
    let all: Vec<usize> = (0..context.base.courses.len()).collect();
    let (shown, pagination) = page_of(context, List::Courses, number, &all);
    view::CourseList {
        chrome: list_chrome(context, List::Courses, "course-list"),
        courses: shown
            .into_iter()
            .map(|position| {
                let course = &context.base.courses[position];
                CourseCard {
                    link: context.link(Target::Course(position)),
                    summary: course.texts.summary(context.locale).to_owned(),
                    audience: context.word(&course.audience),
                    hours: course
                        .hours
                        .map_or_else(String::new, |hours| course::hours(context, hours)),
                }
            })
            .collect(),
        pagination,
    }
}

/// All bodies: those that a policy names, those that took over, the rest.
pub(super) fn ministries(context: &Context<'_>) -> view::MinistryList {
    let graph = &context.site.graph;
    let mut named = Vec::new();
    let mut heirs = Vec::new();
    let mut others = Vec::new();
    for (position, ministry) in context.base.ministries.iter().enumerate() {
        if ministry.is_generic {
            continue;
        }
        if !graph.duties[position].is_empty() {
            named.push(position);
        } else if !crate::graph::predecessors(&context.base.ministries, position).is_empty() {
            heirs.push(position);
        } else {
            others.push(position);
        }
    }
    named.sort_by_key(|&position| (std::cmp::Reverse(graph.duties[position].len()), position));
    let group = |id: &str, ministries: Vec<usize>| {
        (!ministries.is_empty()).then(|| MinistryGroup {
            id: id.to_owned(),
            title: context.say(&format!("list.{id}")),
            ministries: ministries
                .into_iter()
                .map(|body| ministry_card(context, body))
                .collect(),
        })
    };
    view::MinistryList {
        chrome: list_chrome(context, List::Ministries, "ministry-list"),
        groups: [
            group("named", named),
            group("successors", heirs),
            group("others", others),
        ]
        .into_iter()
        .flatten()
        .collect(),
    }
}

fn ministry_card(context: &Context<'_>, position: usize) -> MinistryCard {
    let ministry = &context.base.ministries[position];
    let graph = &context.site.graph;
    let cases: BTreeSet<usize> = graph.duties[position]
        .iter()
        .filter_map(|duty| graph.cases_of.get(&duty.measure))
        .flatten()
        .map(|&(case, _)| case)
        .collect();
    let counts = [
        context.count("count.measures", graph.duties[position].len()),
        context.count("count.inherited", graph.inherited[position].len()),
        context.count("count.cases", cases.len()),
    ];
    let period = match (ministry.from, ministry.until) {
        (None, None) => String::new(),
        (from, until) => {
            let year = |date: Option<crate::model::PartialDate>| {
                date.map_or_else(String::new, |date| date.year().to_string())
            };
            context.strings.fill(
                "date.period",
                &[("from", &year(from)), ("to", &year(until))],
            )
        }
    };
    MinistryCard {
        link: context.link(Target::Ministry(position)),
        kind: context.say(&format!("body_type.{}", ministry.kind.word())),
        period,
        now: heirs(&context.base.ministries, position)
            .into_iter()
            .filter(|heir| heir.is_standing)
            .map(|heir| context.link(Target::Ministry(heir.ministry)))
            .collect(),
        counts: counts
            .into_iter()
            .filter(|count| !count.is_empty())
            .collect(),
    }
}

/// All regions as a tree.
pub(super) fn regions(context: &Context<'_>) -> view::RegionList {
    view::RegionList {
        chrome: list_chrome(context, List::Regions, "region-list"),
        regions: region_children(context, None),
    }
}

/// The regions whose nearest registered ancestor is the one given (none for the widest).
pub(super) fn region_children(context: &Context<'_>, parent: Option<usize>) -> Vec<RegionNode> {
    (0..context.base.regions.len())
        .filter(|&region| context.base.regions.ancestors(region).first().copied() == parent)
        .map(|region| RegionNode {
            link: context.link(Target::Region(region)),
            count: context.count("count.cases", context.site.graph.cases_in[region].len()),
            children: region_children(context, Some(region)),
        })
        .collect()
}

/// All topics.
pub(super) fn topics(context: &Context<'_>) -> view::TopicList {
    let graph = &context.site.graph;
    view::TopicList {
        chrome: list_chrome(context, List::Topics, "topic-list"),
        topics: counted_topics(context, |topic| {
            [
                context.count("count.measures", graph.measures_under[topic].len()),
                context.count("count.cases", graph.cases_under[topic].len()),
            ]
            .into_iter()
            .filter(|count| !count.is_empty())
            .collect::<Vec<_>>()
            .join(" · ")
        }),
    }
}
