//! The small parts of which lists are made.

use crate::graph::{Duty, Inherited, MeasureRef};
use crate::model::{Case, Measure, Relation, Status, Target, TextKind, YearBasis};

use super::context::Context;
use super::view::{self, CaseCard, Link, MeasureCard, PolicyCard};

/// Whether a card says which policy a measure belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum PolicyName {
    /// It does.
    Shown,
    /// The page is about that policy.
    Left,
}

/// A measure.
pub(super) fn measure(
    context: &Context<'_>,
    reference: MeasureRef,
    policy: PolicyName,
) -> MeasureCard {
    let measure = &context.base.policies[reference.policy].measures[reference.measure];
    let cases = context
        .site
        .graph
        .cases_of
        .get(&reference)
        .map_or(0, Vec::len);
    MeasureCard {
        kind: context.say(&format!("kind.{}", measure.kind.word())),
        bodies: bodies(context, measure),
        case_count: context.count("count.cases", cases),
        ..section(context, reference.policy, measure.section, policy)
    }
}

/// A section of a policy, without what only measures have.
pub(super) fn section(
    context: &Context<'_>,
    policy: usize,
    section: usize,
    policy_name: PolicyName,
) -> MeasureCard {
    let document = &context.base.policies[policy];
    let target = Target::Section { policy, section };
    let (number, title) = document.heading(section, context.locale);
    let link = context.link(target);
    MeasureCard {
        number: number.unwrap_or_default(),
        title,
        lang: link.lang,
        href: link.href,
        kind: context.say(&format!("kind.{}", section_kind(context, policy, section))),
        policy: match policy_name {
            PolicyName::Shown => document.texts.title(context.locale).to_owned(),
            PolicyName::Left => String::new(),
        },
        ..MeasureCard::default()
    }
}

/// The class of a section, which is its word in interface strings too.
pub(super) fn section_kind(context: &Context<'_>, policy: usize, section: usize) -> &'static str {
    use crate::model::SectionKind::{Measure, Part, SpecialColumn};
    let document = &context.base.policies[policy];
    match document.sections[section].kind {
        Part => "section",
        SpecialColumn => "box",
        Measure(measure) => document.measures[measure].kind.word(),
    }
}

/// A measure that a body was given.
pub(super) fn duty(context: &Context<'_>, duty: Duty) -> MeasureCard {
    let mut card = measure(context, duty.measure, PolicyName::Shown);
    card.note = role_note(context, duty.role);
    card
}

/// A measure that a body inherited.
pub(super) fn inherited(context: &Context<'_>, inherited: &Inherited) -> MeasureCard {
    let mut card = measure(context, inherited.measure, PolicyName::Shown);
    let names = inherited
        .from
        .iter()
        .map(|&from| context.link(Target::Ministry(from)));
    card.inherited_from = names.reduce(|first, next| Link {
        title: format!("{} · {}", first.title, next.title),
        ..first
    });
    card.one_of_several = inherited.is_one_of_several;
    card.note = role_note(context, inherited.role);
    card
}

/// The role, where it says more than that the body answers for the measure.
fn role_note(context: &Context<'_>, role: crate::model::Role) -> String {
    match role {
        crate::model::Role::Responsible => String::new(),
        role => context.say(&format!("role.{}", role.word())),
    }
}

/// The bodies responsible, as the policy names them.
pub(super) fn bodies(context: &Context<'_>, measure: &Measure) -> Vec<Link> {
    measure
        .responsibilities
        .iter()
        .map(|body| context.link(Target::Ministry(body.ministry)))
        .collect()
}

/// A case.
pub(super) fn case(context: &Context<'_>, position: usize) -> CaseCard {
    let case = &context.base.cases[position];
    let target = Target::Case(position);
    let topics = &context.site.graph.topics_of_case[position];
    CaseCard {
        title: case.texts.title(context.locale).to_owned(),
        lang: context.tag_unless_own(case.texts.best(context.locale).0),
        summary: case.texts.summary(context.locale).to_owned(),
        href: context.href_of(target),
        place: place(context, case),
        year: year(context, case),
        analogous: analogous_label(context, case.is_analogous()),
        note: String::new(),
        reasons: Vec::new(),
        topics: topics
            .iter()
            .map(|&topic| context.link(Target::Topic(topic)))
            .collect(),
    }
}

/// A case on the page of a measure, with its relation to that measure.
pub(super) fn case_of_measure(
    context: &Context<'_>,
    position: usize,
    measure: &Measure,
    relation: Relation,
) -> CaseCard {
    let mut card = case(context, position);
    card.analogous = analogous_label(context, relation == Relation::Analogous);
    let link = context.base.cases[position]
        .measures
        .iter()
        .find(|link| link.id.value == measure.id);
    card.note = link.map_or_else(String::new, |link| context.word(&link.note));
    card
}

/// The label of comparable practice.
pub(super) fn analogous_label(context: &Context<'_>, is_analogous: bool) -> Option<String> {
    is_analogous.then(|| context.say("relation.analogous"))
}

/// Where a case was done: in words where the source gives a finer place or masks it, else by its
/// regions from the widest.
pub(super) fn place(context: &Context<'_>, case: &Case) -> String {
    if !case.place.is_empty() {
        return context.word(&case.place);
    }
    let region = case
        .region
        .as_ref()
        .and_then(|code| context.base.regions.position(code.value.as_str()));
    let Some(region) = region else {
        return String::new();
    };
    let mut regions = context.base.regions.ancestors(region);
    regions.reverse();
    regions.push(region);
    let names: Vec<String> = regions
        .into_iter()
        .map(|region| {
            let region = &context.base.regions[region];
            let short = context.word(&region.short);
            if short.is_empty() {
                context.word(&region.name)
            } else {
                short
            }
        })
        .collect();
    names.join(" · ")
}

/// When a case was done, as far as that is known.
pub(super) fn year(context: &Context<'_>, case: &Case) -> String {
    match (case.year, case.year_basis) {
        (Some(year), YearBasis::Stated | YearBasis::Unknown) => context
            .strings
            .fill("year.stated", &[("year", &year.to_string())]),
        (Some(year), YearBasis::Report) => context
            .strings
            .fill("year.report", &[("year", &year.to_string())]),
        (None, _) => context.say("year.unknown"),
    }
}

/// A policy.
pub(super) fn policy(context: &Context<'_>, position: usize) -> PolicyCard {
    let policy = &context.base.policies[position];
    let cases = context
        .site
        .graph
        .cases_of
        .range(of_policy(position))
        .flat_map(|(_, cases)| cases.iter().map(|(case, _)| case))
        .collect::<std::collections::BTreeSet<_>>()
        .len();
    let counts = [
        context.count("count.measures", policy.measures.len()),
        context.count("count.cases", cases),
    ];
    PolicyCard {
        title: policy.texts.title(context.locale).to_owned(),
        lang: context.tag_unless_own(policy.texts.best(context.locale).0),
        href: context.href_of(Target::Policy(position)),
        document_number: policy.document_number.clone().unwrap_or_default(),
        issuing_body: issuing_body(context, policy).map_or_else(String::new, |body| body.title),
        signed_on: policy
            .signed_on
            .map_or_else(String::new, |date| context.date(date)),
        status: match policy.status {
            Status::Unstated => String::new(),
            status => context.say(&format!("status.{}", status.word())),
        },
        in_force: matches!(policy.status, Status::InForce | Status::Unstated),
        digest: (policy.text_kind == TextKind::Digest).then(|| context.say("text_form.digest")),
        summary: policy.texts.summary(context.locale).to_owned(),
        counts: counts
            .into_iter()
            .filter(|count| !count.is_empty())
            .collect(),
        reasons: Vec::new(),
    }
}

/// The body that issued a policy.
pub(super) fn issuing_body(context: &Context<'_>, policy: &crate::model::Policy) -> Option<Link> {
    let id = policy.issuing_body.as_ref()?;
    let ministry = context.base.ministries.position(id.value.as_str())?;
    Some(context.link(Target::Ministry(ministry)))
}

/// The terms of a text, with what they mean.
pub(super) fn terms(context: &Context<'_>, target: Target) -> Vec<view::TermNote> {
    let terms = context
        .site
        .graph
        .terms_in
        .get(&target)
        .into_iter()
        .flatten();
    terms
        .map(|&position| {
            let term = &context.base.terms[position];
            let others = term
                .term
                .iter()
                .filter(|(locale, _)| *locale != context.locale);
            view::TermNote {
                term: context.word(&term.term),
                wordings: others
                    .map(|(locale, wording)| Link {
                        title: wording.clone(),
                        href: String::new(),
                        lang: context.tag_unless_own(locale),
                    })
                    .collect(),
                href: context.href_of(Target::Term(position)),
                definition: context.word(&term.definition),
            }
        })
        .collect()
}

/// Who points to a thing.
pub(super) fn backlinks(context: &Context<'_>, target: Target) -> Vec<view::Backlink> {
    let backlinks = context
        .site
        .graph
        .backlinks
        .get(&target)
        .into_iter()
        .flatten();
    backlinks
        .map(|backlink| view::Backlink {
            from: context.link(backlink.from),
            why: context.say(&format!("backlink.{}", backlink.manner.word())),
        })
        .collect()
}

/// The topics with these places.
pub(super) fn topics(context: &Context<'_>, topics: &[crate::model::TopicId]) -> Vec<Link> {
    topics
        .iter()
        .filter_map(|topic| context.base.topics.position(topic.as_str()))
        .map(|topic| context.link(Target::Topic(topic)))
        .collect()
}

/// The measures of one policy, as a range of references.
fn of_policy(policy: usize) -> std::ops::Range<MeasureRef> {
    let first = |policy| MeasureRef { policy, measure: 0 };
    first(policy)..first(policy + 1)
}
