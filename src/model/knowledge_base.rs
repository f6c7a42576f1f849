//! All that a site knows: registries and documents put together, and cut down to what may be
//! published. Everything that is written is made from this one value.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use camino::Utf8Path;
use jiff::civil::Date;

use crate::config::Config;
use crate::content::{Document, DocumentKind};
use crate::diagnostic::{Diagnostic, Rule, Wording};
use crate::locale::{Locale, Localized};
use crate::source::{Sources, Span};
use crate::text::nearest;
use crate::yaml::{self, Fields, Node, Reader, Spanned};

use super::registry::{self, Declared};
use super::{
    Case, CaseId, Citation, Course, CourseId, Ministry, MinistryNames, Page, PageId, Policy,
    PolicyId, Publicity, Region, Registry, Term, Text, Texts, Topic,
};

/// `original:` names a language that the document does not exist in.
pub const BAD_ORIGINAL: Rule = Rule::error("document/bad-original");
/// A YAML file in `content/` that is no registry.
pub const UNKNOWN_REGISTRY: Rule = Rule::error("registry/unknown");

/// The registry files, by name, with those that other rooms read.
const REGISTRIES: [&str; 7] = [
    "glossary.yaml",
    "ministries.yaml",
    "regions.yaml",
    "search-tests.yaml",
    "site.yaml",
    "sources.yaml",
    "topics.yaml",
];

/// The knowledge base of a site: its public part.
#[derive(Clone, Debug)]
pub struct KnowledgeBase {
    /// The settings of the site.
    pub config: Arc<Config>,
    /// The day it is made for.
    pub today: Date,
    /// The bodies.
    pub ministries: Registry<Ministry>,
    /// Their names.
    pub ministry_names: MinistryNames,
    /// The regions.
    pub regions: Registry<Region>,
    /// The topics.
    pub topics: Registry<Topic>,
    /// The terms.
    pub terms: Registry<Term>,
    /// The sources of facts.
    pub citations: Registry<Citation>,
    /// The policies, in order of ids.
    pub policies: Registry<Policy>,
    /// The cases, in order of ids.
    pub cases: Registry<Case>,
    /// The courses, in order of ids.
    pub courses: Registry<Course>,
    /// The pages, in order of ids.
    pub pages: Registry<Page>,
    /// Documents that exist and may not be published.
    pub hidden: BTreeSet<(DocumentKind, String)>,
}

impl KnowledgeBase {
    /// Every language of the site, in declared order.
    pub fn locales(&self) -> impl DoubleEndedIterator<Item = Locale> + Clone + use<> {
        self.config.locales.iter()
    }

    /// Every text of every document, in path order within a kind.
    pub fn texts(&self) -> impl Iterator<Item = (Locale, &Text)> {
        let policies = self.policies.iter().map(|policy| &policy.texts);
        let cases = self.cases.iter().map(|case| &case.texts);
        let courses = self.courses.iter().map(|course| &course.texts);
        let pages = self.pages.iter().map(|page| &page.texts);
        policies
            .chain(cases)
            .chain(courses)
            .chain(pages)
            .flat_map(|texts| texts.by_locale.iter())
    }
}

/// Puts registries and documents together.
///
/// # Errors
/// Those of registries and front matter (`yaml/*`, `id/*`), `registry/unknown`,
/// `document/bad-original`.
pub fn assemble(
    config: Arc<Config>,
    sources: &Sources,
    documents: Vec<Document>,
    today: Date,
    diagnostics: &mut Vec<Diagnostic>,
) -> KnowledgeBase {
    report_unknown_registries(sources, diagnostics);
    let locales = config.locales.clone();
    let mut reader = Reader {
        locales: &locales,
        diagnostics,
    };
    let reader = &mut reader;
    let ministries: Registry<Ministry> = read_registry("ministries.yaml", sources, reader);
    let mut knowledge_base = KnowledgeBase {
        ministry_names: MinistryNames::new(&ministries),
        ministries,
        regions: read_registry("regions.yaml", sources, reader),
        topics: read_registry("topics.yaml", sources, reader),
        terms: read_registry("glossary.yaml", sources, reader),
        citations: read_registry("sources.yaml", sources, reader),
        policies: Registry::default(),
        cases: Registry::default(),
        courses: Registry::default(),
        pages: Registry::default(),
        hidden: BTreeSet::new(),
        config,
        today,
    };
    let mut policies = Vec::new();
    let mut cases = Vec::new();
    let mut courses = Vec::new();
    let mut pages = Vec::new();
    for group in group(documents) {
        let kind = group.kind;
        let id = group.id.clone();
        let Some((facts, texts, publicity)) = group.read(today, reader) else {
            knowledge_base.hidden.insert((kind, id));
            continue;
        };
        let Some(mut fields) = Fields::open(&facts, reader) else {
            continue;
        };
        known_to_all(&mut fields);
        match kind {
            DocumentKind::Policy => {
                let id = PolicyId::new(id);
                let mut policy = Policy::read(id, texts, publicity, &mut fields, reader);
                policy.read_sections(
                    &knowledge_base.ministries,
                    &knowledge_base.ministry_names,
                    sources,
                );
                policies.push(policy);
            }
            DocumentKind::Case => {
                let id = CaseId::new(id);
                cases.push(Case::read(id, texts, publicity, &mut fields, reader));
            }
            DocumentKind::Course => {
                let id = CourseId::new(id);
                courses.push(Course::read(id, texts, publicity, &mut fields, reader));
            }
            DocumentKind::Page => pages.push(Page {
                id: PageId::new(id),
                texts,
                publicity,
            }),
        }
        fields.finish(reader);
    }
    // Groups come in order of kind and id, so no two documents of a kind share an id here.
    let unique = |_: &_, _: &_| ();
    knowledge_base.policies = Registry::new(policies, |policy| policy.id.as_str(), unique);
    let unique = |_: &_, _: &_| ();
    knowledge_base.cases = Registry::new(cases, |case| case.id.as_str(), unique);
    let unique = |_: &_, _: &_| ();
    knowledge_base.courses = Registry::new(courses, |course| course.id.as_str(), unique);
    let unique = |_: &_, _: &_| ();
    knowledge_base.pages = Registry::new(pages, |page| page.id.as_str(), unique);
    knowledge_base
}

fn read_registry<T: Declared>(
    name: &str,
    sources: &Sources,
    reader: &mut Reader<'_>,
) -> Registry<T> {
    let Some(source) = sources.find(&Utf8Path::new("content").join(name)) else {
        return Registry::default();
    };
    let text = sources.get(source).text();
    match yaml::parse(text, source, 0, reader.diagnostics) {
        Some(node) => registry::read(&node, reader),
        None => Registry::default(),
    }
}

fn report_unknown_registries(sources: &Sources, diagnostics: &mut Vec<Diagnostic>) {
    for (_, file) in sources.iter() {
        let path = file.path();
        let Ok(below) = path.strip_prefix("content") else {
            continue;
        };
        if path.extension() == Some("yaml") && !REGISTRIES.contains(&below.as_str()) {
            let near = nearest(below.as_str(), REGISTRIES);
            let list = REGISTRIES.join(", ");
            diagnostics.push(
                UNKNOWN_REGISTRY
                    .at(
                        path.to_owned(),
                        Wording::new(
                            format!("没有叫“{below}”的登记表"),
                            format!("no registry is called `{below}`"),
                        ),
                    )
                    .with_nearest(near)
                    .with_help(Wording::new(
                        format!("content 下的登记表：{list}"),
                        format!("registries in content: {list}"),
                    )),
            );
        }
    }
}

/// A document in all its languages.
struct Group {
    kind: DocumentKind,
    id: String,
    documents: BTreeMap<Locale, Document>,
}

/// Gathers the languages of each document, in order of kind and id.
fn group(documents: Vec<Document>) -> Vec<Group> {
    let mut groups: BTreeMap<(DocumentKind, String), BTreeMap<Locale, Document>> = BTreeMap::new();
    for document in documents {
        groups
            .entry((document.kind, document.id.clone()))
            .or_default()
            .insert(document.locale, document);
    }
    groups
        .into_iter()
        .map(|((kind, id), documents)| Group {
            kind,
            id,
            documents,
        })
        .collect()
}

/// The keys that [`Group::read`] reads for every kind.
fn known_to_all(fields: &mut Fields<'_>) {
    for key in [
        "title",
        "summary",
        "original",
        "draft",
        "publish_on",
        "disclosure",
    ] {
        fields.node(key);
    }
}

impl Group {
    /// Reads titles, summaries and publicity; `None` if the document may not be published, or if
    /// nobody can say whether it may.
    fn read(mut self, today: Date, reader: &mut Reader<'_>) -> Option<(Node, Texts, Publicity)> {
        let original = self.original(reader);
        let mut by_locale = Localized::default();
        let mut publicity = Publicity::default();
        let documents = std::mem::take(&mut self.documents);
        let mut facts = None;
        for (locale, document) in documents {
            // A document whose front matter cannot be read may be a draft: it is kept back, and
            // nothing more is said of it than that.
            let front_matter = document.front_matter.as_ref();
            let Some(mut fields) = front_matter.and_then(|node| Fields::open(node, reader)) else {
                continue;
            };
            let title: Option<Spanned<String>> = fields.required("title", reader);
            let summary = fields.optional("summary", reader);
            let own = if locale == original {
                publicity = Publicity::read(&mut fields, reader);
                facts.clone_from(&document.front_matter);
                publicity
            } else {
                let is_draft = Publicity::read_draft(&mut fields, reader);
                fields.node("original");
                fields.finish(reader);
                Publicity {
                    is_draft,
                    ..Publicity::default()
                }
            };
            if own.is_public(today) {
                by_locale.set(
                    locale,
                    Text {
                        source: document.source,
                        title_span: title
                            .as_ref()
                            .map_or(Span::new(document.source, 0..0), |title| title.span),
                        title: title.map_or_else(|| self.id.clone(), |title| title.value),
                        summary,
                        body: document.body,
                    },
                );
            }
        }
        if facts.is_none() || !publicity.is_public(today) {
            return None;
        }
        let texts = Texts {
            original,
            by_locale,
        };
        Some((facts?, texts, publicity))
    }

    /// The language it was first written in: the first it exists in, unless `original:` says so.
    fn original(&self, reader: &mut Reader<'_>) -> Locale {
        let first = *self
            .documents
            .keys()
            .next()
            .expect("a group has a document");
        for document in self.documents.values() {
            let front_matter = document.front_matter.as_ref();
            let stated = front_matter.and_then(|node| original_of(node, reader));
            let Some(stated) = stated else { continue };
            let locale = reader.locales.with_code(&stated.value);
            match locale.filter(|locale| self.documents.contains_key(locale)) {
                Some(locale) => return locale,
                None => reader.diagnostics.push(
                    BAD_ORIGINAL
                        .at(
                            stated.span,
                            Wording::new(
                                format!("这份文档没有“{}”文本可作原文", stated.value),
                                format!(
                                    "the document has no `{}` text to be the original",
                                    stated.value
                                ),
                            ),
                        )
                        .with_help(Wording::new(
                            "写上已有文本的语言，或删去这一行",
                            "name a language that it has, or delete the line",
                        )),
                ),
            }
        }
        first
    }
}

/// The value of `original:`, if it is text; other faults are reported when the fields are read.
fn original_of(front_matter: &Node, reader: &mut Reader<'_>) -> Option<Spanned<String>> {
    let mut fields = Fields::open(front_matter, reader)?;
    fields.optional("original", reader)
}
