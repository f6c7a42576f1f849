//! `translation/*`: what a translation lacks, has too much, or says otherwise.

use std::collections::BTreeSet;

use crate::alignment::align;
use crate::diagnostic::{Diagnostic, Rule, Wording};
use crate::locale::Locale;
use crate::model::responsibility::{self, Bodies};
use crate::model::{KnowledgeBase, Policy, Text, Texts, last_paragraph};

/// A document that a language of the site lacks.
pub(super) const MISSING_PAGE: Rule = Rule::warning("translation/missing-page");
/// A section that a translation lacks.
pub(super) const MISSING_SECTION: Rule = Rule::warning("translation/missing-section");
/// A section that only a translation has.
pub(super) const EXTRA_SECTION: Rule = Rule::error("translation/extra-section");
/// A translation that names other bodies than the original.
pub(super) const BODIES_DIFFER: Rule = Rule::error("translation/bodies-differ");

pub(super) fn check(knowledge_base: &KnowledgeBase, diagnostics: &mut Vec<Diagnostic>) {
    for policy in &knowledge_base.policies {
        texts(knowledge_base, &policy.texts, diagnostics);
        for locale in knowledge_base.locales() {
            if locale != policy.texts.original {
                bodies(knowledge_base, policy, locale, diagnostics);
            }
        }
    }
    for case in &knowledge_base.cases {
        texts(knowledge_base, &case.texts, diagnostics);
    }
    for course in &knowledge_base.courses {
        texts(knowledge_base, &course.texts, diagnostics);
    }
    for page in &knowledge_base.pages {
        texts(knowledge_base, &page.texts, diagnostics);
    }
}

fn texts(knowledge_base: &KnowledgeBase, texts: &Texts, diagnostics: &mut Vec<Diagnostic>) {
    let original = texts.original();
    for locale in knowledge_base.locales() {
        let name = &knowledge_base.config.locales.get(locale).name;
        match texts.by_locale.get(locale) {
            None => diagnostics.push(
                MISSING_PAGE
                    .at(
                        original.title_span,
                        Wording::new(
                            format!("没有“{name}”文本"),
                            format!("there is no text in {name}"),
                        ),
                    )
                    .with_help(missing_help(knowledge_base, locale)),
            ),
            Some(text) if locale != texts.original => {
                sections(original, text, name, diagnostics);
            }
            Some(_) => {}
        }
    }
}

fn missing_help(knowledge_base: &KnowledgeBase, locale: Locale) -> Wording {
    let code = knowledge_base.config.locales.code(locale);
    Wording::new(
        format!("新建同名的 .{code}.md 文件；在此之前页面显示原文"),
        format!(
            "write a file of the same name ending in .{code}.md; until then pages show the original"
        ),
    )
}

fn sections(original: &Text, text: &Text, name: &str, diagnostics: &mut Vec<Diagnostic>) {
    let alignment = align(&original.body, &text.body);
    for section in &alignment.sections {
        let (Some(left), None) = (section.left, section.right) else {
            continue;
        };
        let section = &original.body.sections[left];
        let id = &section.id;
        diagnostics.push(
            MISSING_SECTION
                .at(
                    section.span,
                    Wording::new(
                        format!("“{name}”译文缺少“{id}”一节"),
                        format!("the {name} text lacks section `{id}`"),
                    ),
                )
                .with_label(text.title_span, Wording::new("译文", "the translation"))
                .with_help(Wording::new(
                    format!("在译文中加上标题和 {{#{id}}}；在此之前页面显示原文"),
                    format!("add a heading with {{#{id}}} to the translation; until then pages show the original"),
                )),
        );
    }
    for &extra in &alignment.extra {
        let section = &text.body.sections[extra];
        let id = &section.id;
        let known = original
            .body
            .sections
            .iter()
            .map(|section| section.id.as_str());
        diagnostics.push(
            EXTRA_SECTION
                .at(
                    section.span,
                    Wording::new(
                        format!("原文没有“{id}”一节"),
                        format!("the original has no section `{id}`"),
                    ),
                )
                .with_nearest(crate::text::nearest(id, known))
                .with_help(Wording::new(
                    "标题的标识须与原文一致",
                    "headings carry the ids of the original",
                )),
        );
    }
}

/// A translation need not repeat the lists of bodies; where it does, they must agree.
fn bodies(
    knowledge_base: &KnowledgeBase,
    policy: &Policy,
    locale: Locale,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(text) = policy.texts.by_locale.get(locale) else {
        return;
    };
    let registry = Bodies {
        ministries: &knowledge_base.ministries,
        names: &knowledge_base.ministry_names,
        date: policy.date(),
    };
    for measure in &policy.measures {
        let Some(section) = text.body.section(&measure.id.section) else {
            continue;
        };
        let Some((span, paragraph)) = last_paragraph(&section.blocks) else {
            continue;
        };
        let Some(statement) = responsibility::read(&paragraph, registry) else {
            continue;
        };
        let translated: BTreeSet<usize> =
            statement.bodies.iter().map(|body| body.ministry).collect();
        // What the original prints counts, not what front matter makes of it.
        let (_, blocks) = policy.own_text(measure.section, policy.texts.original);
        let printed =
            last_paragraph(blocks).and_then(|(_, text)| responsibility::read(&text, registry));
        let Some(printed) = printed else { continue };
        let original: BTreeSet<usize> = printed.bodies.iter().map(|body| body.ministry).collect();
        if translated == original {
            continue;
        }
        let name = |&ministry: &usize| {
            knowledge_base.ministries[ministry]
                .name
                .text(locale)
                .to_owned()
        };
        let list = |bodies: Vec<String>| {
            if bodies.is_empty() {
                "—".to_owned()
            } else {
                bodies.join(", ")
            }
        };
        let missing = list(original.difference(&translated).map(name).collect());
        let extra = list(translated.difference(&original).map(name).collect());
        let first = measure.responsibilities.first();
        let mut fault = BODIES_DIFFER
            .at(
                span,
                Wording::new(
                    format!("“{}”的责任部门与原文不同", measure.id.section),
                    format!(
                        "the bodies of `{}` differ from the original",
                        measure.id.section
                    ),
                ),
            )
            .with_help(Wording::new(
                format!("缺少：{missing}；多出：{extra}"),
                format!("missing: {missing}; extra: {extra}"),
            ))
            .with_help(Wording::new(
                "译文可以不重复部门名单：删去亦可",
                "a translation need not repeat the list: it may be deleted",
            ));
        if let Some(first) = first {
            fault = fault.with_label(
                first.span,
                Wording::new("原文的名单", "the list of the original"),
            );
        }
        diagnostics.push(fault);
    }
}
