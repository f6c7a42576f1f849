//! `measure/*`: lists of bodies that could not be read whole, or not at all.

use crate::diagnostic::{Diagnostic, Rule, Wording};
use crate::graph::heirs;
use crate::locale::Locale;
use crate::model::last_paragraph;
use crate::model::{KnowledgeBase, Policy};

use crate::text::nearest;

use super::suggest::{candidates, meant};

/// Some names of a list are in no registry.
pub(super) const UNRESOLVED_BODY: Rule = Rule::error("measure/unresolved-body");
/// A body named in a text of a time when it did not exist.
pub(super) const BODY_OUT_OF_TIME: Rule = Rule::warning("measure/body-out-of-time");
/// A measure for which no body answers.
pub(super) const NO_BODY: Rule = Rule::warning("measure/no-body");

pub(super) fn check(knowledge_base: &KnowledgeBase, diagnostics: &mut Vec<Diagnostic>) {
    for policy in &knowledge_base.policies {
        for (_, name) in &policy.unresolved {
            let text = &name.value;
            let fault = UNRESOLVED_BODY.at(
                name.span,
                Wording::new(
                    format!("登记表中没有部门“{text}”"),
                    format!("no body in the registry is called `{text}`"),
                ),
            );
            // A list of bodies is written in names, not in ids.
            let candidates = candidates(knowledge_base, "ministry");
            let name = meant(text, &candidates).and_then(|named| {
                let names = named.names.iter().map(String::as_str);
                nearest(text, names).or(named.names.first().map(String::as_str))
            });
            let fault = fault.with_nearest(name);
            diagnostics.push(fault.with_help(Wording::new(
                "改正名称，或在 content/ministries.yaml 中登记（aliases 可列别名）",
                "correct the name, or register it in content/ministries.yaml (`aliases` takes other names)",
            )));
        }
        out_of_time(knowledge_base, policy, diagnostics);
        for measure in &policy.measures {
            if !measure.responsibilities.is_empty() {
                continue;
            }
            let section = &policy.texts.original().body.sections[measure.section];
            let span = last_paragraph(&section.blocks).map_or(section.span, |(span, _)| span);
            diagnostics.push(
                NO_BODY
                    .at(
                        span,
                        Wording::new(
                            format!("举措“{}”没有责任部门", measure.id.section),
                            format!("no body is responsible for measure `{}`", measure.id.section),
                        ),
                    )
                    .with_label(
                        section.span,
                        Wording::new("举措的标题", "the heading of the measure"),
                    )
                    .with_help(Wording::new(
                        "在最后一段末尾写上“（部门甲、部门乙）”，其中至少一个已在 content/ministries.yaml 登记；或在文首写 measures: {标识: {responsible: [部门标识]}}",
                        "end the last paragraph with `（A、B）`, at least one of them registered in content/ministries.yaml, or write `measures: {ID: {responsible: [body]}}` in front matter",
                    )),
            );
        }
    }
}

/// Names that nobody bore when the policy was signed.
fn out_of_time(base: &KnowledgeBase, policy: &Policy, diagnostics: &mut Vec<Diagnostic>) {
    let Some(signed) = policy.date() else {
        return;
    };
    let day = signed.first_day();
    for body in policy
        .measures
        .iter()
        .flat_map(|measure| &measure.responsibilities)
    {
        let ministry = &base.ministries[body.ministry];
        let name = &body.printed;
        let gone = ministry.until.filter(|until| until.first_day() <= day);
        let not_yet = ministry.from.filter(|from| from.first_day() > day);
        let message = match (gone, not_yet) {
            (Some(until), _) => Wording::new(
                format!("“{name}”{until}已撤销，文件成文于{signed}"),
                format!("`{name}` was gone from {until}, the document is of {signed}"),
            ),
            (None, Some(from)) => Wording::new(
                format!("“{name}”{from}才设立，文件成文于{signed}"),
                format!("`{name}` began in {from}, the document is of {signed}"),
            ),
            (None, None) => continue,
        };
        let heirs = heirs(&base.ministries, body.ministry);
        let heir = heirs.iter().find(|heir| heir.is_standing);
        let heir = heir.map(|heir| base.ministries[heir.ministry].short_name(Locale::PRIMARY));
        let near = heir.filter(|_| gone.is_some());
        diagnostics.push(
            BODY_OUT_OF_TIME
                .at(body.span, message)
                .with_nearest(near)
                .with_help(Wording::new(
                    "核对名称、成文日期（signed_on）和登记表中的 from、until",
                    "look at the name, at `signed_on`, and at `from` and `until` in the registry",
                )),
        );
    }
}
