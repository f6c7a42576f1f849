//! Anything of the knowledge base that has a page or an anchor, and so can be linked to.

use super::{KnowledgeBase, SectionKind};
use crate::locale::Locale;

/// A thing that can be linked to, by its place in the registries of a [`KnowledgeBase`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// A policy.
    Policy(usize),
    /// A section of a policy, a measure among them.
    Section {
        /// The policy.
        policy: usize,
        /// The section.
        section: usize,
    },
    /// A body.
    Ministry(usize),
    /// A case.
    Case(usize),
    /// A region.
    Region(usize),
    /// A topic.
    Topic(usize),
    /// A term.
    Term(usize),
    /// A course.
    Course(usize),
    /// A page.
    Page(usize),
}

impl Target {
    /// The word for its kind in files, data and interface strings.
    pub fn kind(self, knowledge_base: &KnowledgeBase) -> &'static str {
        match self {
            Self::Policy(_) => "policy",
            Self::Section { policy, section } => {
                match knowledge_base.policies[policy].sections[section].kind {
                    SectionKind::Measure(_) => "measure",
                    SectionKind::Part | SectionKind::SpecialColumn => "section",
                }
            }
            Self::Ministry(_) => "ministry",
            Self::Case(_) => "case",
            Self::Region(_) => "region",
            Self::Topic(_) => "topic",
            Self::Term(_) => "term",
            Self::Course(_) => "course",
            Self::Page(_) => "page",
        }
    }

    /// Its title or name in a language, else in the first language that has one.
    pub fn title(self, knowledge_base: &KnowledgeBase, locale: Locale) -> String {
        match self {
            Self::Policy(policy) => knowledge_base.policies[policy]
                .texts
                .title(locale)
                .to_owned(),
            Self::Section { policy, section } => {
                knowledge_base.policies[policy].heading(section, locale).1
            }
            Self::Ministry(ministry) => knowledge_base.ministries[ministry]
                .short_name(locale)
                .to_owned(),
            Self::Case(case) => knowledge_base.cases[case].texts.title(locale).to_owned(),
            Self::Region(region) => knowledge_base.regions[region].name.text(locale).to_owned(),
            Self::Topic(topic) => knowledge_base.topics[topic].name.text(locale).to_owned(),
            Self::Term(term) => knowledge_base.terms[term].term.text(locale).to_owned(),
            Self::Course(course) => knowledge_base.courses[course]
                .texts
                .title(locale)
                .to_owned(),
            Self::Page(page) => knowledge_base.pages[page].texts.title(locale).to_owned(),
        }
    }

    /// Its id as links write it: `ministry:ndrc`, `xbfm-13-5#t1-2`.
    pub fn id(self, knowledge_base: &KnowledgeBase) -> String {
        match self {
            Self::Policy(policy) => knowledge_base.policies[policy].id.to_string(),
            Self::Section { policy, section } => {
                let policy = &knowledge_base.policies[policy];
                format!("{}#{}", policy.id, policy.sections[section].id)
            }
            Self::Ministry(ministry) => {
                format!("ministry:{}", knowledge_base.ministries[ministry].id)
            }
            Self::Case(case) => format!("case:{}", knowledge_base.cases[case].id),
            Self::Region(region) => format!("region:{}", knowledge_base.regions[region].code),
            Self::Topic(topic) => format!("topic:{}", knowledge_base.topics[topic].id),
            Self::Term(term) => format!("term:{}", knowledge_base.terms[term].id),
            Self::Course(course) => format!("course:{}", knowledge_base.courses[course].id),
            Self::Page(page) => format!("page:{}", knowledge_base.pages[page].id),
        }
    }
}
