//! `link/*`: links in texts that lead nowhere, or where none may lead.

use std::collections::BTreeSet;

use crate::content::LinkTarget;
use crate::diagnostic::{Diagnostic, Rule, Wording};
use crate::graph::{Destination, KINDS, LinkFault, SCHEMES, linked_texts, resolve};
use crate::model::{KnowledgeBase, Target};
use crate::source::{SiteFiles, Span};
use crate::text::nearest;

use super::suggest::with_meant;

/// `[[…]]` that leads to nothing.
pub(super) const UNKNOWN_TARGET: Rule = Rule::error("link/unknown-target");
/// A section or block that the document does not have.
pub(super) const UNKNOWN_ANCHOR: Rule = Rule::error("link/unknown-anchor");
/// A relative path that leads to no file.
pub(super) const UNKNOWN_PATH: Rule = Rule::error("link/unknown-path");
/// A document that exists and may not be published.
pub(super) const HIDDEN_TARGET: Rule = Rule::warning("link/hidden-target");
/// A scheme that is not let through.
pub(super) const BAD_SCHEME: Rule = Rule::error("link/bad-scheme");

pub(super) fn check(
    knowledge_base: &KnowledgeBase,
    files: &SiteFiles,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let statics: BTreeSet<&str> = files
        .statics
        .iter()
        .filter_map(|file| file.path.as_str().strip_prefix("content/static/"))
        .collect();
    for text in linked_texts(knowledge_base) {
        for (link, _) in &text.links {
            match resolve(knowledge_base, text.from, &link.target) {
                Ok(Destination::Static(path)) if !statics.contains(path.as_str()) => {
                    let near = nearest(path.as_str(), statics.iter().copied());
                    diagnostics.push(
                        UNKNOWN_PATH
                            .at(
                                link.span,
                                Wording::new(
                                    format!("没有文件 content/static/{path}"),
                                    format!("there is no file content/static/{path}"),
                                ),
                            )
                            .with_nearest(near),
                    );
                }
                Ok(_) => {}
                Err(fault) => {
                    diagnostics.push(report(knowledge_base, &fault, &link.target, link.span));
                }
            }
        }
    }
}

fn report(
    knowledge_base: &KnowledgeBase,
    fault: &LinkFault,
    written: &LinkTarget,
    span: Span,
) -> Diagnostic {
    match fault {
        LinkFault::UnknownKind(kind) => {
            let list = KINDS.join(", ");
            UNKNOWN_TARGET
                .at(
                    span,
                    Wording::new(
                        format!("没有“{kind}”这类链接"),
                        format!("no links of kind `{kind}`"),
                    ),
                )
                .with_nearest(nearest(kind, KINDS))
                .with_help(Wording::new(
                    format!("冒号前可用：{list}"),
                    format!("before the colon may stand: {list}"),
                ))
        }
        LinkFault::UnknownId { kind, id } => {
            let fault = UNKNOWN_TARGET.at(
                span,
                Wording::new(
                    format!("链接“{}”找不到目标", written.as_str()),
                    format!("link `{}` leads nowhere", written.as_str()),
                ),
            );
            let found = with_meant(fault, id, knowledge_base, kind);
            // `[[ndrc]]` without `ministry:` is read as a policy.
            match owner(knowledge_base, id).filter(|owner| owner != kind && *kind == "policy") {
                Some(owner) => found.with_help(Wording::new(
                    format!("写法：[[{owner}:{id}]]"),
                    format!("write [[{owner}:{id}]]"),
                )),
                None => found,
            }
        }
        LinkFault::UnknownAnchor { target, anchor } => {
            let sections = sections(knowledge_base, *target);
            let id = target.id(knowledge_base);
            UNKNOWN_ANCHOR
                .at(
                    span,
                    Wording::new(
                        format!("“{id}”中没有“{anchor}”一节"),
                        format!("`{id}` has no section `{anchor}`"),
                    ),
                )
                .with_nearest(nearest(anchor, sections.iter().map(String::as_str)))
        }
        LinkFault::Hidden(id) => HIDDEN_TARGET
            .at(
                span,
                Wording::new(
                    format!("“{id}”尚未公开，链接只显示文字"),
                    format!("`{id}` is not public; the link shows as text"),
                ),
            )
            .with_help(Wording::new(
                "等它公开后再链接，或改用文字",
                "link to it once it is public, or write plain text",
            )),
        LinkFault::Scheme(scheme) => {
            let list = SCHEMES.join(", ");
            BAD_SCHEME
                .at(
                    span,
                    Wording::new(
                        format!("不允许以“{scheme}”开头的链接"),
                        format!("links that begin with `{scheme}` are not allowed"),
                    ),
                )
                .with_help(Wording::new(
                    format!("链接可以这样开头：{list}"),
                    format!("links may begin with: {list}"),
                ))
        }
        LinkFault::UnknownPath(path) => UNKNOWN_PATH
            .at(
                span,
                Wording::new(
                    format!("相对路径“{path}”没有文件"),
                    format!("no file at the relative path `{path}`"),
                ),
            )
            .with_help(Wording::new(
                "链接文档写 ../cases/标识.zh.md，链接附件写 ../static/文件名",
                "to a document write ../cases/ID.zh.md, to an attachment ../static/FILE",
            )),
    }
}

/// The kind of thing that has an id.
fn owner(knowledge_base: &KnowledgeBase, id: &str) -> Option<&'static str> {
    KINDS.into_iter().find(|kind| match *kind {
        "ministry" => knowledge_base.ministries.position(id).is_some(),
        "case" => knowledge_base.cases.position(id).is_some(),
        "region" => knowledge_base.regions.position(id).is_some(),
        "topic" => knowledge_base.topics.position(id).is_some(),
        "term" => knowledge_base.terms.position(id).is_some(),
        "course" => knowledge_base.courses.position(id).is_some(),
        "page" => knowledge_base.pages.position(id).is_some(),
        _ => false,
    })
}

fn sections(knowledge_base: &KnowledgeBase, target: Target) -> Vec<String> {
    let texts = match target {
        Target::Policy(policy) => &knowledge_base.policies[policy].texts,
        Target::Case(case) => &knowledge_base.cases[case].texts,
        Target::Course(course) => &knowledge_base.courses[course].texts,
        Target::Page(page) => &knowledge_base.pages[page].texts,
        _ => return Vec::new(),
    };
    let sections = texts.original().body.sections.iter();
    sections.map(|section| section.id.clone()).collect()
}
