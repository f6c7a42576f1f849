//! 政策文件: a policy document, its sections and the measures they state.

use std::collections::BTreeMap;

use crate::content::{Block, Body};
use crate::diagnostic::Wording;
use crate::locale::{Locale, Localized};
use crate::source::Sources;
use crate::text::split_ordinal;
use crate::yaml::{Fields, FromYaml, Node, Reader, Spanned, Value};

use super::measure::MeasureNotes;
use super::ministry::word_of;
use super::responsibility::Bodies;
use super::{
    BAD_DATE, CitationId, Measure, MeasureId, MeasureKind, MinistryId, PartialDate, PolicyId,
    Publicity, Texts, TopicId,
};

/// A policy document.
#[derive(Clone, Debug)]
pub struct Policy {
    /// The id.
    pub id: PolicyId,
    /// What it says.
    pub texts: Texts,
    /// Whether it may be published.
    pub publicity: Publicity,
    /// 发文字号.
    pub document_number: Option<String>,
    /// 索引号.
    pub index_number: Option<String>,
    /// 主题分类.
    pub subject: Localized<String>,
    /// 主送机关.
    pub addressees: Localized<String>,
    /// 发文机关.
    pub issuing_body: Option<Spanned<MinistryId>>,
    /// 成文日期.
    pub signed_on: Option<PartialDate>,
    /// 发布日期.
    pub published_on: Option<PartialDate>,
    /// When it took effect.
    pub effective_on: Option<PartialDate>,
    /// When it ceased to have effect.
    pub expires_on: Option<PartialDate>,
    /// 规划期: the years a plan covers.
    pub period: Option<Period>,
    /// 时效.
    pub status: Status,
    /// Whether the text is the official one.
    pub text_kind: TextKind,
    /// Where the text or its facts come from.
    pub source: Option<Spanned<CitationId>>,
    /// What it does to other policies.
    pub relations: Vec<(PolicyRelation, Spanned<PolicyId>)>,
    /// Its sections, as the original has them, in document order.
    pub sections: Vec<PolicySection>,
    /// Its measures, in document order.
    pub measures: Vec<Measure>,
    /// Topics that front matter gives to sections.
    pub(crate) section_notes: Vec<(Spanned<String>, Vec<Spanned<TopicId>>)>,
    /// What front matter adds to measures.
    pub(crate) measure_notes: Vec<(Spanned<String>, MeasureNotes)>,
    /// Names in lists of bodies that no entry of the registry bears, by measure.
    pub(crate) unresolved: Vec<(usize, Spanned<String>)>,
}

/// The years a plan covers, both inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first year.
    pub from: i16,
    /// The last year.
    pub to: i16,
}

/// 时效: whether a policy has effect.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// The document does not say.
    #[default]
    Unstated,
    /// 有效.
    InForce,
    /// 失效: its time has run out.
    Expired,
    /// 废止.
    Repealed,
    /// 被替代.
    Superseded,
}

impl Status {
    const WORDS: [(&'static str, Self); 4] = [
        ("in_force", Self::InForce),
        ("expired", Self::Expired),
        ("repealed", Self::Repealed),
        ("superseded", Self::Superseded),
    ];

    /// The word used in files, data and interface strings.
    pub fn word(self) -> &'static str {
        word_of(self, &Self::WORDS)
    }
}

/// Whether a text is the official one or our digest of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextKind {
    /// The official text.
    #[default]
    Full,
    /// A digest in our words: never passed off as the official text.
    Digest,
}

impl TextKind {
    const WORDS: [(&'static str, Self); 2] = [("full", Self::Full), ("digest", Self::Digest)];

    /// The word used in files, data and interface strings.
    pub fn word(self) -> &'static str {
        word_of(self, &Self::WORDS)
    }
}

/// What a policy does to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PolicyRelation {
    /// 修改.
    Amends,
    /// 废止.
    Repeals,
    /// 替代.
    Supersedes,
    /// 贯彻落实.
    Implements,
}

impl PolicyRelation {
    const WORDS: [(&'static str, Self); 4] = [
        ("amends", Self::Amends),
        ("repeals", Self::Repeals),
        ("supersedes", Self::Supersedes),
        ("implements", Self::Implements),
    ];

    /// The word used in files, data and interface strings.
    pub fn word(self) -> &'static str {
        word_of(self, &Self::WORDS)
    }
}

/// A section of a policy.
#[derive(Clone, Debug)]
pub struct PolicySection {
    /// The id.
    pub id: String,
    /// What it is.
    pub kind: SectionKind,
    /// The section it stands in.
    pub parent: Option<usize>,
    /// Its topics and those of what it stands under.
    pub topics: Vec<TopicId>,
}

/// What a section of a policy is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SectionKind {
    /// A chapter or group.
    Part,
    /// 专栏.
    SpecialColumn,
    /// A measure, by its place among the policy's measures.
    Measure(usize),
}

impl Policy {
    /// Reads the facts of the original's front matter, and the sections and measures of its text.
    pub(super) fn read(
        id: PolicyId,
        texts: Texts,
        publicity: Publicity,
        fields: &mut Fields<'_>,
        reader: &mut Reader<'_>,
    ) -> Self {
        let status = fields
            .node("status")
            .and_then(|node| reader.choice(node, &Status::WORDS));
        let text_kind = fields
            .node("text")
            .and_then(|node| reader.choice(node, &TextKind::WORDS));
        let mut relations = Vec::new();
        for (key, relation) in PolicyRelation::WORDS {
            for policy in fields.list(key, reader) {
                relations.push((relation, policy));
            }
        }
        Self {
            id,
            texts,
            publicity,
            document_number: fields.optional("document_number", reader),
            index_number: fields.optional("index_number", reader),
            subject: fields.optional("subject", reader).unwrap_or_default(),
            addressees: fields.optional("addressees", reader).unwrap_or_default(),
            issuing_body: fields.optional("issuing_body", reader),
            signed_on: fields.optional("signed_on", reader),
            published_on: fields.optional("published_on", reader),
            effective_on: fields.optional("effective_on", reader),
            expires_on: fields.optional("expires_on", reader),
            period: fields.optional("period", reader),
            status: status.unwrap_or_default(),
            text_kind: text_kind.unwrap_or_default(),
            source: fields.required("source", reader),
            relations,
            sections: Vec::new(),
            measures: Vec::new(),
            section_notes: keyed(fields.node("sections"), reader, |node, reader| {
                let mut fields = Fields::open(node, reader)?;
                let topics = fields.list("topics", reader);
                fields.finish(reader);
                Some(topics)
            }),
            measure_notes: keyed(fields.node("measures"), reader, MeasureNotes::from_yaml),
            unresolved: Vec::new(),
        }
    }

    /// The date by which names of bodies are understood.
    pub fn date(&self) -> Option<PartialDate> {
        self.signed_on.or(self.published_on)
    }

    /// Reads sections and measures from the original text.
    pub(super) fn read_sections(
        &mut self,
        ministries: &super::Registry<super::Ministry>,
        names: &super::MinistryNames,
        sources: &Sources,
    ) {
        let bodies = Bodies {
            ministries,
            names,
            date: self.date(),
        };
        let body = self.texts.original().body.clone();
        let noted: BTreeMap<&str, _> = self
            .section_notes
            .iter()
            .map(|(id, topics)| (id.value.as_str(), topics))
            .collect();
        let mut sections: Vec<PolicySection> = Vec::new();
        let mut measures = Vec::new();
        for (index, section) in body.sections.iter().enumerate() {
            let inherited = section.parent.map(|parent| sections[parent].topics.clone());
            let mut topics = inherited.unwrap_or_default();
            let own = noted
                .get(section.id.as_str())
                .into_iter()
                .copied()
                .flatten();
            let kind = MeasureKind::WORDS
                .iter()
                .find(|(class, _)| section.classes.iter().any(|own| own == class));
            let notes = self
                .measure_notes
                .iter()
                .find(|(id, _)| id.value == section.id)
                .map(|(_, notes)| notes);
            let noted_topics = notes.into_iter().flat_map(|notes| &notes.topics);
            for topic in own.chain(noted_topics) {
                if !topics.contains(&topic.value) {
                    topics.push(topic.value.clone());
                }
            }
            let kind = match kind {
                Some((_, kind)) => {
                    let measure = Measure {
                        id: MeasureId {
                            policy: self.id.clone(),
                            section: section.id.clone(),
                        },
                        section: index,
                        kind: *kind,
                        responsibilities: Vec::new(),
                        due: None,
                        topics: topics.clone(),
                        now: BTreeMap::new(),
                    };
                    measures.push(measure);
                    SectionKind::Measure(measures.len() - 1)
                }
                None if section.classes.iter().any(|class| class == "box") => {
                    SectionKind::SpecialColumn
                }
                None => SectionKind::Part,
            };
            sections.push(PolicySection {
                id: section.id.clone(),
                kind,
                parent: section.parent,
                topics,
            });
        }
        for (index, measure) in measures.iter_mut().enumerate() {
            let blocks = &body.sections[measure.section].blocks;
            self.unresolved.extend(
                measure
                    .read_responsibilities(blocks, bodies, sources)
                    .into_iter()
                    .map(|name| (index, name)),
            );
            let notes = self
                .measure_notes
                .iter()
                .find(|(id, _)| id.value == measure.id.section);
            if let Some((_, notes)) = notes {
                measure.apply(notes, ministries);
            }
        }
        self.sections = sections;
        self.measures = measures;
    }

    /// The place of a section in the list.
    pub fn section_position(&self, id: &str) -> Option<usize> {
        self.sections.iter().position(|section| section.id == id)
    }

    /// The measure that a section states.
    pub fn measure_of(&self, section: usize) -> Option<&Measure> {
        match self.sections[section].kind {
            SectionKind::Measure(measure) => Some(&self.measures[measure]),
            SectionKind::Part | SectionKind::SpecialColumn => None,
        }
    }

    /// A section's heading in a language (else in the original): its ordinal as written, and the
    /// rest.
    pub fn heading(&self, section: usize, locale: Locale) -> (Option<String>, String) {
        let id = &self.sections[section].id;
        let (_, body) = self.section_body(section, locale);
        let title = body
            .section(id)
            .map(super::super::content::Section::title_text);
        let title = title.unwrap_or_default();
        let (ordinal, rest) = split_ordinal(&title);
        (ordinal.map(str::to_owned), rest.to_owned())
    }

    /// The text that holds a section in a language; the original's where the translation lacks it.
    pub fn section_body(&self, section: usize, locale: Locale) -> (Locale, &Body) {
        let id = &self.sections[section].id;
        let (found, text) = self.texts.best(locale);
        if text.body.position(id).is_some() {
            (found, &text.body)
        } else {
            (self.texts.original, &self.texts.original().body)
        }
    }

    /// A section's own text in a language, with the language it really is in.
    pub fn own_text(&self, section: usize, locale: Locale) -> (Locale, &[Block]) {
        let (found, body) = self.section_body(section, locale);
        let id = &self.sections[section].id;
        let blocks = body.section(id).map(|section| section.blocks.as_slice());
        (found, blocks.unwrap_or_default())
    }

    /// The sections that stand right under a section, or under none.
    pub fn children(&self, parent: Option<usize>) -> impl Iterator<Item = usize> {
        self.sections
            .iter()
            .enumerate()
            .filter(move |(_, section)| section.parent == parent)
            .map(|(index, _)| index)
    }

    /// The sections a section stands in, outermost first.
    pub fn enclosing(&self, section: usize) -> Vec<usize> {
        let mut enclosing = Vec::new();
        let mut next = self.sections[section].parent;
        while let Some(parent) = next {
            enclosing.push(parent);
            next = self.sections[parent].parent;
        }
        enclosing.reverse();
        enclosing
    }
}

/// Reads a mapping whose keys are ids of sections.
fn keyed<T>(
    node: Option<&Node>,
    reader: &mut Reader<'_>,
    read: impl Fn(&Node, &mut Reader<'_>) -> Option<T>,
) -> Vec<(Spanned<String>, T)> {
    let Some(node) = node.filter(|node| node.value != Value::Null) else {
        return Vec::new();
    };
    let Some(fields) = Fields::open(node, reader) else {
        return Vec::new();
    };
    let entries = fields.entries().iter().filter_map(|entry| {
        let key = Spanned {
            value: entry.key.clone(),
            span: entry.key_span,
        };
        read(&entry.value, reader).map(|value| (key, value))
    });
    entries.collect()
}

impl FromYaml for Period {
    fn from_yaml(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let mut fields = Fields::open(node, reader)?;
        let from: Option<PartialDate> = fields.required("from", reader);
        let to: Option<PartialDate> = fields.required("to", reader);
        fields.finish(reader);
        let (from, to) = (from?.year(), to?.year());
        if from > to {
            reader.diagnostics.push(
                BAD_DATE
                    .at(
                        node.span,
                        Wording::new(
                            format!("规划期从{from}年到{to}年，前后颠倒"),
                            format!("the period ends in {to}, before it begins in {from}"),
                        ),
                    )
                    .with_help(Wording::new("对调两个年份", "exchange the two years")),
            );
        }
        Some(Self { from, to })
    }
}
