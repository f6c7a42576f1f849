//! What a link leads to.
//!
//! `[[xbfm-13-5]]`, `[[xbfm-13-5#t1-2]]`, `[[xbfm-13-5#t1-2.3]]`, `[[ministry:ndrc]]`, `[[case:…]]`,
//! `[[term:…]]`, `[[region:…]]`, `[[topic:…]]`, `[[course:…]]`, `[[page:…]]`; relative paths to
//! `.md` files; anchors of the same document; files under `content/static/`; and addresses outside
//! with a scheme that is let through.

use camino::{Utf8Path, Utf8PathBuf};

use crate::content::{DocumentKind, INTRO, LinkTarget, anchored};
use crate::model::{KnowledgeBase, Target};

/// Schemes of outward addresses that are let through.
pub const SCHEMES: [&str; 4] = ["https", "http", "mailto", "tel"];

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// To a thing of the knowledge base, and perhaps to a place in its text.
    Target {
        /// The thing.
        target: Target,
        /// The anchor on its page, if not the top.
        anchor: Option<String>,
    },
    /// To a file that is published as it stands, by its path under `content/static/`.
    Static(Utf8PathBuf),
    /// Out of the site.
    Outside(String),
}

/// Why a link leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkFault {
    /// `[[kind:…]]` with a kind that is none.
    UnknownKind(String),
    /// No thing of this kind has the id.
    UnknownId {
        /// The word of the kind.
        kind: &'static str,
        /// The id.
        id: String,
    },
    /// The document has no such section or block.
    UnknownAnchor {
        /// The document.
        target: Target,
        /// The anchor.
        anchor: String,
    },
    /// The document exists and may not be published.
    Hidden(String),
    /// A scheme that is not let through.
    Scheme(String),
    /// A relative path that leads to no document and to no file of `static/`.
    UnknownPath(String),
}

/// The words before the colon.
pub const KINDS: [&str; 8] = [
    "policy", "ministry", "case", "region", "topic", "term", "course", "page",
];

/// Finds what a link in the text of `from` leads to.
pub fn resolve(
    knowledge_base: &KnowledgeBase,
    from: Target,
    target: &LinkTarget,
) -> Result<Destination, LinkFault> {
    match target {
        LinkTarget::Wiki(text) => resolve_wiki(knowledge_base, text),
        LinkTarget::Address(text) => resolve_address(knowledge_base, from, text),
    }
}

fn resolve_wiki(knowledge_base: &KnowledgeBase, text: &str) -> Result<Destination, LinkFault> {
    let (kind, rest) = text.split_once(':').unwrap_or(("policy", text));
    let (id, anchor) = match rest.split_once('#') {
        Some((id, anchor)) => (id.trim(), Some(anchor.trim())),
        None => (rest.trim(), None),
    };
    let Some(kind) = KINDS.into_iter().find(|known| *known == kind.trim()) else {
        return Err(LinkFault::UnknownKind(kind.trim().to_owned()));
    };
    by_kind(knowledge_base, kind, id, anchor)
}

fn by_kind(
    knowledge_base: &KnowledgeBase,
    kind: &'static str,
    id: &str,
    anchor: Option<&str>,
) -> Result<Destination, LinkFault> {
    let hidden =
        |document: DocumentKind| knowledge_base.hidden.contains(&(document, id.to_owned()));
    let (found, document) = match kind {
        "policy" => (
            knowledge_base.policies.position(id).map(Target::Policy),
            Some(DocumentKind::Policy),
        ),
        "case" => (
            knowledge_base.cases.position(id).map(Target::Case),
            Some(DocumentKind::Case),
        ),
        "course" => (
            knowledge_base.courses.position(id).map(Target::Course),
            Some(DocumentKind::Course),
        ),
        "page" => (
            knowledge_base.pages.position(id).map(Target::Page),
            Some(DocumentKind::Page),
        ),
        "ministry" => (
            knowledge_base.ministries.position(id).map(Target::Ministry),
            None,
        ),
        "region" => (
            knowledge_base.regions.position(id).map(Target::Region),
            None,
        ),
        "topic" => (knowledge_base.topics.position(id).map(Target::Topic), None),
        _ => (knowledge_base.terms.position(id).map(Target::Term), None),
    };
    let Some(target) = found else {
        if document.is_some_and(hidden) {
            return Err(LinkFault::Hidden(id.to_owned()));
        }
        return Err(LinkFault::UnknownId {
            kind,
            id: id.to_owned(),
        });
    };
    match anchor.filter(|anchor| !anchor.is_empty()) {
        Some(anchor) => at_anchor(knowledge_base, target, anchor),
        None => Ok(Destination::Target {
            target,
            anchor: None,
        }),
    }
}

/// A place in a document: `t1-2`, or `t1-2.3` for a block.
fn at_anchor(
    knowledge_base: &KnowledgeBase,
    target: Target,
    anchor: &str,
) -> Result<Destination, LinkFault> {
    let fault = || LinkFault::UnknownAnchor {
        target,
        anchor: anchor.to_owned(),
    };
    let texts = match target {
        Target::Policy(policy) => &knowledge_base.policies[policy].texts,
        Target::Case(case) => &knowledge_base.cases[case].texts,
        Target::Course(course) => &knowledge_base.courses[course].texts,
        Target::Page(page) => &knowledge_base.pages[page].texts,
        _ => return Err(fault()),
    };
    let (id, block) = match anchor.rsplit_once('.') {
        Some((id, number)) => (id, Some(number)),
        None => (anchor, None),
    };
    let body = &texts.original().body;
    let is_published = |id: &str| match target {
        Target::Course(course) => knowledge_base.courses[course].is_published_section(id),
        _ => true,
    };
    let blocks = match body.section(id) {
        Some(_) if !is_published(id) => return Err(fault()),
        Some(section) => &section.blocks,
        None if id == INTRO => &body.intro,
        None => return Err(fault()),
    };
    // A heading or a footnote is found by its number too, and has another anchor on the page.
    let block = match block {
        Some(number) => {
            let number: usize = number.parse().map_err(|_| fault())?;
            let index = number.checked_sub(1).ok_or_else(fault)?;
            let (own, _) = anchored(id, blocks).nth(index).ok_or_else(fault)?;
            Some(own)
        }
        None => None,
    };
    Ok(match target {
        Target::Policy(policy) if id != INTRO => Destination::Target {
            target: Target::Section {
                policy,
                section: knowledge_base.policies[policy]
                    .section_position(id)
                    .ok_or_else(fault)?,
            },
            anchor: block,
        },
        _ => Destination::Target {
            target,
            anchor: Some(block.unwrap_or_else(|| anchor.to_owned())),
        },
    })
}

fn resolve_address(
    knowledge_base: &KnowledgeBase,
    from: Target,
    text: &str,
) -> Result<Destination, LinkFault> {
    let (document, folder) = document_of(from);
    if let Some(anchor) = text.strip_prefix('#') {
        return at_anchor(knowledge_base, document, anchor);
    }
    let scheme = text.split_once(':').map(|(scheme, _)| scheme);
    if let Some(scheme) = scheme.filter(|scheme| !scheme.contains('/')) {
        // Browsers drop control characters inside a scheme, so an address with any is refused.
        let is_let_through = SCHEMES
            .iter()
            .any(|known| known.eq_ignore_ascii_case(scheme))
            && !text.contains(char::is_control);
        return if is_let_through {
            Ok(Destination::Outside(text.to_owned()))
        } else {
            Err(LinkFault::Scheme(scheme.to_owned()))
        };
    }
    if text.starts_with("//") || text.starts_with('\\') {
        return Err(LinkFault::Scheme(text.to_owned()));
    }
    let (path, anchor) = match text.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor)),
        None => (text, None),
    };
    let decoded = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
    let unknown = || LinkFault::UnknownPath(text.to_owned());
    let path = join(Utf8Path::new(folder.folder()), &decoded).ok_or_else(unknown)?;
    if path.extension() == Some("md") {
        let kind = path.parent().and_then(|folder| {
            DocumentKind::ALL
                .into_iter()
                .find(|kind| kind.folder() == folder.as_str())
        });
        let kind = match kind.ok_or_else(unknown)? {
            DocumentKind::Policy => "policy",
            DocumentKind::Case => "case",
            DocumentKind::Course => "course",
            DocumentKind::Page => "page",
        };
        let stem = path.file_stem().unwrap_or_default();
        let id = stem.rsplit_once('.').map_or(stem, |(id, _)| id);
        return by_kind(knowledge_base, kind, id, anchor);
    }
    match path.strip_prefix("static") {
        Ok(below) if !below.as_str().is_empty() => Ok(Destination::Static(below.to_owned())),
        _ => Err(unknown()),
    }
}

/// The document in whose file a text stands, and its kind.
fn document_of(from: Target) -> (Target, DocumentKind) {
    match from {
        Target::Policy(policy) | Target::Section { policy, .. } => {
            (Target::Policy(policy), DocumentKind::Policy)
        }
        Target::Case(_) => (from, DocumentKind::Case),
        Target::Course(_) => (from, DocumentKind::Course),
        // Registries hold no texts with links; pages stand in for them.
        _ => (from, DocumentKind::Page),
    }
}

/// A relative path from a folder of `content/`; `None` where it leads out of `content/`.
fn join(folder: &Utf8Path, path: &str) -> Option<Utf8PathBuf> {
    if path.contains('\\') || path.contains('\0') {
        return None;
    }
    let mut parts: Vec<&str> = match path.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => folder.as_str().split('/').collect(),
    };
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/").into())
}
