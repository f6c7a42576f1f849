//! The passages of a knowledge base: one for each section and measure of a policy, each case,
//! section of a course, page, body, region, topic and term, in each language that has it.

mod documents;
mod registries;

use crate::address::{self, Page, View};
use crate::content::{Block, Link, TextOptions};
use crate::graph::{Destination, Graph, resolve};
use crate::locale::{Locale, Localized};
use crate::model::{KnowledgeBase, Target, Texts};
use crate::text::pinyin;

use super::{Passage, PassageKind};

/// Every passage, language by language, in the order of the site: policies first.
pub fn gather(base: &KnowledgeBase, graph: &Graph) -> Vec<Passage> {
    let mut passages = Vec::new();
    for locale in base.locales() {
        let gatherer = Gatherer {
            base,
            graph,
            locale,
        };
        gatherer.policies(&mut passages);
        gatherer.cases(&mut passages);
        gatherer.courses(&mut passages);
        gatherer.pages(&mut passages);
        gatherer.ministries(&mut passages);
        gatherer.regions(&mut passages);
        gatherer.topics(&mut passages);
        gatherer.terms(&mut passages);
    }
    for passage in &mut passages {
        passage.pinyin = typed_names(passage);
    }
    passages
}

/// The title and names of a passage in pinyin, whole and by initials. Texts are never folded so:
/// 不, 布 and 部 would become one.
fn typed_names(passage: &Passage) -> Vec<String> {
    std::iter::once(&passage.title)
        .chain(&passage.names)
        .filter_map(|name| pinyin(name))
        .map(|pinyin| format!("{} {}", pinyin.full, pinyin.initials))
        .collect()
}

struct Gatherer<'a> {
    base: &'a KnowledgeBase,
    graph: &'a Graph,
    locale: Locale,
}

impl Gatherer<'_> {
    /// A passage about a thing, with nothing in it yet but its id, address, title and languages.
    fn passage(&self, target: Target, kind: PassageKind) -> Passage {
        let page = Page::In(self.locale, View::One(target));
        Passage {
            id: target.id(self.base),
            kind,
            locale: self.code(self.locale),
            page: None,
            url: address::page(self.base, page),
            title: target.title(self.base, self.locale),
            headings: Vec::new(),
            names: Vec::new(),
            foreign_names: Vec::new(),
            pinyin: Vec::new(),
            body: String::new(),
            anchors: Vec::new(),
            policy: None,
            ministries: Vec::new(),
            bodies: Vec::new(),
            regions: Vec::new(),
            topics: Vec::new(),
            case_count: 0,
            date: None,
            year: None,
            status: None,
            other_locales: self.others(|_| true),
            successors: Vec::new(),
        }
    }

    fn code(&self, locale: Locale) -> String {
        self.base.config.locales.code(locale).to_owned()
    }

    /// The codes of the other languages that have something.
    fn others(&self, has: impl Fn(Locale) -> bool) -> Vec<String> {
        self.base
            .locales()
            .filter(|&locale| locale != self.locale && has(locale))
            .map(|locale| self.code(locale))
            .collect()
    }

    fn other_texts(&self, texts: &Texts) -> Vec<String> {
        self.others(|locale| texts.has(locale))
    }

    /// The characters of a block. A link without words of its own gives the title of what it leads
    /// to, and nothing where it leads nowhere or out of the site.
    fn text(&self, block: &Block, from: Target) -> String {
        let link_text = |link: &Link| match resolve(self.base, from, &link.target) {
            Ok(Destination::Target { target, .. }) => target.title(self.base, self.locale),
            _ => String::new(),
        };
        block.text(&TextOptions {
            link_text: &link_text,
        })
    }

    /// Puts the blocks of a section at the end of a passage, each with its anchor.
    fn add_blocks(&self, passage: &mut Passage, section: &str, blocks: &[Block], from: Target) {
        for (anchor, block) in address::anchored(section, blocks) {
            add(passage, &self.text(block, from), &anchor);
        }
    }

    /// Puts names into a passage: those of its own language and of none, and the others.
    fn add_names(&self, passage: &mut Passage, names: &Localized<String>) {
        for (locale, name) in names.iter() {
            self.add_name(passage, locale, name);
        }
    }

    fn add_aliases(&self, passage: &mut Passage, names: &Localized<Vec<String>>) {
        for (locale, names) in names.iter() {
            for name in names {
                self.add_name(passage, locale, name);
            }
        }
    }

    fn add_name(&self, passage: &mut Passage, locale: Locale, name: &str) {
        let names = if locale == self.locale {
            &mut passage.names
        } else {
            &mut passage.foreign_names
        };
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
}

/// Puts a text at the end of a passage, each of its lines under the anchor; what is empty is none.
fn add(passage: &mut Passage, text: &str, anchor: &str) {
    for line in text.lines().filter(|line| !line.is_empty()) {
        if !passage.body.is_empty() {
            passage.body.push('\n');
        }
        passage.body.push_str(line);
        passage.anchors.push(anchor.to_owned());
    }
}
