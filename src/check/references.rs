//! `reference/*`: ids in front matter and registries that no registry or document has.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Rule, Wording};
use crate::graph::find_measure;
use crate::model::KnowledgeBase;
use crate::source::Span;

use super::suggest::with_meant;

/// No body has the id.
pub(super) const UNKNOWN_MINISTRY: Rule = Rule::error("reference/unknown-ministry");
/// No policy states the measure.
pub(super) const UNKNOWN_MEASURE: Rule = Rule::error("reference/unknown-measure");
/// No case has the id.
pub(super) const UNKNOWN_CASE: Rule = Rule::error("reference/unknown-case");
/// No policy has the id.
pub(super) const UNKNOWN_POLICY: Rule = Rule::error("reference/unknown-policy");
/// No region has the code.
pub(super) const UNKNOWN_REGION: Rule = Rule::error("reference/unknown-region");
/// No topic has the id.
pub(super) const UNKNOWN_TOPIC: Rule = Rule::error("reference/unknown-topic");
/// No source of facts has the id.
pub(super) const UNKNOWN_SOURCE: Rule = Rule::error("reference/unknown-source");
/// The policy has no section with the id.
pub(super) const UNKNOWN_SECTION: Rule = Rule::error("reference/unknown-section");

/// A kind of thing that is referred to: its rule and its words.
struct Kind {
    rule: Rule,
    word: &'static str,
    /// With its measure word.
    zh: &'static str,
    en: &'static str,
}

const fn kind(rule: Rule, word: &'static str, zh: &'static str, en: &'static str) -> Kind {
    Kind { rule, word, zh, en }
}

const MINISTRY: Kind = kind(UNKNOWN_MINISTRY, "ministry", "这个部门", "body");
const MEASURE: Kind = kind(UNKNOWN_MEASURE, "measure", "这项举措", "measure");
const CASE: Kind = kind(UNKNOWN_CASE, "case", "这个案例", "case");
const POLICY: Kind = kind(UNKNOWN_POLICY, "policy", "这份政策文件", "policy");
const REGION: Kind = kind(UNKNOWN_REGION, "region", "这个地区", "region");
const TOPIC: Kind = kind(UNKNOWN_TOPIC, "topic", "这个主题", "topic");
const SOURCE: Kind = kind(UNKNOWN_SOURCE, "source", "这个出处", "source");
const SECTION: Kind = kind(UNKNOWN_SECTION, "section", "这一章节", "section");

struct Checker<'a> {
    knowledge_base: &'a KnowledgeBase,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Checker<'_> {
    fn expect(&mut self, kind: &Kind, id: &str, span: Span, is_known: bool) {
        if is_known {
            return;
        }
        let Kind { rule, word, zh, en } = kind;
        let fault = rule.at(
            span,
            Wording::new(format!("没有“{id}”{zh}"), format!("unknown {en} `{id}`")),
        );
        self.diagnostics
            .push(with_meant(fault, id, self.knowledge_base, word));
    }

    fn ministry(&mut self, id: &str, span: Span) {
        let is_known = self.knowledge_base.ministries.position(id).is_some();
        self.expect(&MINISTRY, id, span, is_known);
    }

    fn topic(&mut self, id: &str, span: Span) {
        let is_known = self.knowledge_base.topics.position(id).is_some();
        self.expect(&TOPIC, id, span, is_known);
    }

    fn source(&mut self, id: &str, span: Span) {
        let is_known = self.knowledge_base.citations.position(id).is_some();
        self.expect(&SOURCE, id, span, is_known);
    }

    fn measure(&mut self, id: &crate::model::MeasureId, span: Span) {
        use crate::content::DocumentKind::Policy;
        let is_hidden = self
            .knowledge_base
            .hidden
            .contains(&(Policy, id.policy.to_string()));
        let is_known = is_hidden || find_measure(self.knowledge_base, id).is_some();
        self.expect(&MEASURE, &id.to_string(), span, is_known);
    }
}

pub(super) fn check(knowledge_base: &KnowledgeBase, diagnostics: &mut Vec<Diagnostic>) {
    let mut checker = Checker {
        knowledge_base,
        diagnostics,
    };
    for ministry in &knowledge_base.ministries {
        for step in &ministry.successors {
            checker.ministry(step.to.value.as_str(), step.to.span);
        }
        if let Some(body) = &ministry.plate_of {
            checker.ministry(body.value.as_str(), body.span);
        }
    }
    policies(&mut checker);
    for case in &knowledge_base.cases {
        if let Some(region) = &case.region {
            let is_known = knowledge_base
                .regions
                .position(region.value.as_str())
                .is_some();
            checker.expect(&REGION, region.value.as_str(), region.span, is_known);
        }
        if let Some(source) = &case.source {
            checker.source(source.value.as_str(), source.span);
        }
        for link in &case.measures {
            checker.measure(&link.id.value, link.id.span);
        }
        for topic in &case.topics {
            checker.topic(topic.value.as_str(), topic.span);
        }
    }
    for course in &knowledge_base.courses {
        for topic in &course.topics {
            checker.topic(topic.value.as_str(), topic.span);
        }
        for id in &course.measures {
            checker.measure(&id.value, id.span);
        }
        for id in &course.cases {
            use crate::content::DocumentKind::Case;
            let text = id.value.as_str();
            let is_known = knowledge_base.cases.position(text).is_some()
                || knowledge_base.hidden.contains(&(Case, text.to_owned()));
            checker.expect(&CASE, text, id.span, is_known);
        }
    }
}

fn policies(checker: &mut Checker<'_>) {
    let knowledge_base = checker.knowledge_base;
    for policy in &knowledge_base.policies {
        if let Some(body) = &policy.issuing_body {
            checker.ministry(body.value.as_str(), body.span);
        }
        if let Some(source) = &policy.source {
            checker.source(source.value.as_str(), source.span);
        }
        for (_, id) in &policy.relations {
            use crate::content::DocumentKind::Policy;
            let text = id.value.as_str();
            let is_known = knowledge_base.policies.position(text).is_some()
                || knowledge_base.hidden.contains(&(Policy, text.to_owned()));
            checker.expect(&POLICY, text, id.span, is_known);
        }
        for (section, topics) in &policy.section_notes {
            let is_known = policy.section_position(&section.value).is_some();
            checker.expect(&SECTION, &section.value, section.span, is_known);
            for topic in topics {
                checker.topic(topic.value.as_str(), topic.span);
            }
        }
        let measures: BTreeSet<&str> = policy
            .measures
            .iter()
            .map(|measure| measure.id.section.as_str())
            .collect();
        for (section, notes) in &policy.measure_notes {
            let is_known = measures.contains(section.value.as_str());
            checker.expect(&MEASURE, &section.value, section.span, is_known);
            let now = notes
                .now
                .iter()
                .flat_map(|(then, now)| std::iter::once(then).chain(now));
            for id in notes.roles.iter().flat_map(|(_, ids)| ids).chain(now) {
                checker.ministry(id.value.as_str(), id.span);
            }
            for topic in &notes.topics {
                checker.topic(topic.value.as_str(), topic.span);
            }
        }
    }
}
