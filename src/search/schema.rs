//! The fields of the index. Text fields exist twice: as grams and as trigrams; both keep
//! frequencies for BM25, and the lengths of the grams serve both. No positions are kept, as the
//! texts themselves decide what stands next to what. The passage is stored as JSON.

use std::collections::BTreeMap;

use tantivy::TantivyDocument;
use tantivy::schema::{
    FAST, Field, IndexRecordOption, STRING, Schema, SchemaBuilder, TextFieldIndexing, TextOptions,
};

use super::passage::Passage;
use super::phrase::name_key;
use super::tokenizer::{TOKENIZER, TRIGRAM_TOKENIZER, WORD_TOKENIZER};

/// A part of a passage whose words are searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum TextField {
    Title,
    Headings,
    Names,
    Body,
}

impl TextField {
    /// Every text field, in the order in which their scores are added.
    pub(super) const ALL: [Self; 4] = [Self::Title, Self::Headings, Self::Names, Self::Body];

    fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Headings => "headings",
            Self::Names => "names",
            Self::Body => "body",
        }
    }

    /// How much a match here counts against one in the body. From 1 to about 5: more, and a
    /// title that names a thing in passing hides the passage that is about it.
    pub(super) fn boost(self) -> f32 {
        match self {
            Self::Title | Self::Names => 3.0,
            Self::Headings => 2.0,
            Self::Body => 1.0,
        }
    }

    /// The texts of this part of a passage.
    pub(super) fn texts(self, passage: &Passage) -> impl Iterator<Item = &str> {
        let (one, several): (Option<&String>, [&[String]; 2]) = match self {
            Self::Title => (Some(&passage.title), [&[], &[]]),
            Self::Headings => (None, [&passage.headings, &[]]),
            // Names in other languages are looked up whole, by their keys.
            Self::Names => (None, [&passage.names, &passage.pinyin]),
            Self::Body => (Some(&passage.body), [&[], &[]]),
        };
        one.into_iter()
            .chain(several.into_iter().flatten())
            .map(String::as_str)
    }
}

/// A property by which passages are filtered and counted, as a term of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Facet {
    Kind,
    Locale,
    Policy,
    Ministry,
    Region,
    Topic,
    Year,
    Status,
    /// As far as it is known, so that results can be put in its order.
    Date,
    /// Names by their keys, and pinyin: what a query may stand for in other words.
    Name,
    /// The passage by its own id.
    Id,
}

impl Facet {
    /// Every facet.
    pub(super) const ALL: [Self; 11] = [
        Self::Kind,
        Self::Locale,
        Self::Policy,
        Self::Ministry,
        Self::Region,
        Self::Topic,
        Self::Year,
        Self::Status,
        Self::Date,
        Self::Name,
        Self::Id,
    ];

    /// Those that readers filter by, with counts.
    pub(super) const COUNTED: [Self; 8] = [
        Self::Kind,
        Self::Locale,
        Self::Policy,
        Self::Ministry,
        Self::Region,
        Self::Topic,
        Self::Year,
        Self::Status,
    ];

    /// The name of its field, and its prefix in a query.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Locale => "locale",
            Self::Policy => "policy",
            Self::Ministry => "ministry",
            Self::Region => "region",
            Self::Topic => "topic",
            Self::Year => "year",
            Self::Status => "status",
            Self::Date => "date",
            Self::Name => "name",
            Self::Id => "id",
        }
    }

    /// The values a passage has.
    pub(super) fn values(self, passage: &Passage) -> Vec<String> {
        match self {
            Self::Kind => vec![passage.kind.as_str().to_owned()],
            Self::Locale => vec![passage.locale.clone()],
            Self::Policy => passage.policy.iter().cloned().collect(),
            Self::Ministry => passage.ministries.clone(),
            Self::Region => passage.regions.clone(),
            Self::Topic => passage.topics.clone(),
            Self::Year => passage.year.iter().map(ToString::to_string).collect(),
            Self::Status => passage.status.iter().cloned().collect(),
            Self::Date => passage.date.iter().cloned().collect(),
            Self::Name => name_keys(passage),
            Self::Id => vec![passage.id.clone()],
        }
    }
}

/// Initials shorter than this stand for too much.
const INITIALS_MIN: usize = 3;

/// The keys under which a passage is known by name.
fn name_keys(passage: &Passage) -> Vec<String> {
    if !passage.kind.is_named() {
        return Vec::new();
    }
    let names = std::iter::once(&passage.title)
        .chain(&passage.names)
        .chain(&passage.foreign_names);
    let typed = passage.pinyin.iter().flat_map(|typed| typed.split(' '));
    let mut keys: Vec<String> = names
        .map(|name| name_key(name))
        .chain(
            typed
                .filter(|typed| typed.len() >= INITIALS_MIN)
                .map(name_key),
        )
        .filter(|key| key.chars().nth(1).is_some())
        .collect();
    keys.sort();
    keys.dedup();
    keys
}

/// The handles of all fields.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fields {
    passage: Field,
    page: Field,
    words: Field,
    facets: [Field; Facet::ALL.len()],
    grams: [Field; TextField::ALL.len()],
    trigrams: [Field; TextField::ALL.len()],
}

impl Fields {
    /// The schema and its handles. Both are the same on every call.
    pub(super) fn schema() -> (Schema, Self) {
        let mut builder = SchemaBuilder::new();
        let fields = Self {
            passage: builder.add_text_field("passage", TextOptions::default().set_stored()),
            page: builder.add_u64_field("page", FAST),
            words: builder.add_text_field(
                "words",
                indexed(WORD_TOKENIZER, IndexRecordOption::Basic, false),
            ),
            facets: Facet::ALL.map(|facet| builder.add_text_field(facet.name(), STRING)),
            grams: TextField::ALL.map(|field| {
                let options = indexed(TOKENIZER, IndexRecordOption::WithFreqs, true);
                builder.add_text_field(field.name(), options)
            }),
            trigrams: TextField::ALL.map(|field| {
                let name = format!("{}_trigrams", field.name());
                let options = indexed(TRIGRAM_TOKENIZER, IndexRecordOption::WithFreqs, false);
                builder.add_text_field(&name, options)
            }),
        };
        (builder.build(), fields)
    }

    /// Where the passage itself is stored.
    pub(super) fn passage(&self) -> Field {
        self.passage
    }

    /// Latin words as they stand, for completions and corrections.
    pub(super) fn words(&self) -> Field {
        self.words
    }

    /// The terms of a facet.
    pub(super) fn facet(&self, facet: Facet) -> Field {
        self.facets[facet as usize]
    }

    /// The words, bigrams and edge characters of a part.
    pub(super) fn grams(&self, field: TextField) -> Field {
        self.grams[field as usize]
    }

    /// The Han trigrams of a part.
    pub(super) fn trigrams(&self, field: TextField) -> Field {
        self.trigrams[field as usize]
    }

    /// The document that stands for a passage; `page` is the number of the first document that
    /// stands on the same page.
    fn document(&self, passage: &Passage, page: u64) -> Result<TantivyDocument, serde_json::Error> {
        let mut document = TantivyDocument::new();
        document.add_text(self.passage, serde_json::to_string(passage)?);
        document.add_u64(self.page, page);
        for facet in Facet::ALL {
            for value in facet.values(passage) {
                document.add_text(self.facet(facet), value);
            }
        }
        for field in TextField::ALL {
            for text in field.texts(passage) {
                document.add_text(self.grams(field), text);
                document.add_text(self.trigrams(field), text);
                document.add_text(self.words, text);
            }
        }
        Ok(document)
    }

    /// The documents of all passages, in their order.
    pub(super) fn documents<'p>(
        &self,
        passages: &'p [Passage],
    ) -> impl Iterator<Item = Result<TantivyDocument, serde_json::Error>> + use<'p> {
        let fields = *self;
        let mut pages: BTreeMap<&str, u64> = BTreeMap::new();
        passages.iter().zip(0..).map(move |(passage, number)| {
            let page = *pages.entry(passage.page_id()).or_insert(number);
            fields.document(passage, page)
        })
    }
}

fn indexed(tokenizer: &str, option: IndexRecordOption, has_lengths: bool) -> TextOptions {
    TextOptions::default().set_indexing_options(
        TextFieldIndexing::default()
            .set_tokenizer(tokenizer)
            .set_index_option(option)
            .set_fieldnorms(has_lengths),
    )
}
