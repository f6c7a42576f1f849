//! The fields of the index. Text fields exist twice: as grams and as trigrams; both keep
//! frequencies and lengths for BM25, neither keeps positions, as the texts themselves decide what
//! stands next to what. The passage is stored as JSON.

use tantivy::TantivyDocument;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STRING, Schema, SchemaBuilder, TextFieldIndexing,
    TextOptions,
};

use super::passage::Passage;
use super::tokenizer::{TOKENIZER, TRIGRAM_TOKENIZER};
use crate::text::pinyin;

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
    pub(super) fn texts(self, passage: &Passage) -> &[String] {
        match self {
            Self::Title => std::slice::from_ref(&passage.title),
            Self::Headings => &passage.headings,
            Self::Names => &passage.names,
            Self::Body => std::slice::from_ref(&passage.body),
        }
    }
}

/// A property by which passages are filtered, as a term of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Facet {
    Kind,
    Locale,
    Policy,
    Ministry,
    Region,
    Topic,
}

impl Facet {
    /// Every facet.
    pub(super) const ALL: [Self; 6] = [
        Self::Kind,
        Self::Locale,
        Self::Policy,
        Self::Ministry,
        Self::Region,
        Self::Topic,
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
        }
    }

    /// The values a passage has.
    pub(super) fn values(self, passage: &Passage) -> Vec<&str> {
        match self {
            Self::Kind => vec![passage.kind.as_str()],
            Self::Locale => vec![&passage.locale],
            Self::Policy => passage.policy.as_deref().into_iter().collect(),
            Self::Ministry => passage.ministries.iter().map(String::as_str).collect(),
            Self::Region => passage.regions.iter().map(String::as_str).collect(),
            Self::Topic => passage.topics.iter().map(String::as_str).collect(),
        }
    }
}

/// The handles of all fields.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fields {
    passage: Field,
    year: Field,
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
            year: builder.add_i64_field("year", INDEXED | FAST),
            facets: Facet::ALL.map(|facet| builder.add_text_field(facet.name(), STRING)),
            grams: TextField::ALL
                .map(|field| builder.add_text_field(field.name(), counted(TOKENIZER))),
            trigrams: TextField::ALL.map(|field| {
                let name = format!("{}_trigrams", field.name());
                builder.add_text_field(&name, counted(TRIGRAM_TOKENIZER))
            }),
        };
        (builder.build(), fields)
    }

    /// Where the passage itself is stored.
    pub(super) fn passage(&self) -> Field {
        self.passage
    }

    /// The year, indexed and as a column.
    pub(super) fn year(&self) -> Field {
        self.year
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

    /// The document that stands for a passage.
    pub(super) fn document(&self, passage: &Passage) -> Result<TantivyDocument, serde_json::Error> {
        let mut document = TantivyDocument::new();
        document.add_text(self.passage, serde_json::to_string(passage)?);
        if let Some(year) = passage.year {
            document.add_i64(self.year, i64::from(year));
        }
        for facet in Facet::ALL {
            for value in facet.values(passage) {
                document.add_text(self.facet(facet), value);
            }
        }
        for field in TextField::ALL {
            for text in field.texts(passage) {
                document.add_text(self.grams(field), text);
                document.add_text(self.trigrams(field), text);
            }
        }
        for typed in typed_names(passage) {
            document.add_text(self.grams(TextField::Names), typed);
        }
        Ok(document)
    }
}

/// The names of a passage in pinyin, whole and by initials. They are never folded into other
/// texts, where 不, 布 and 部 would become one.
fn typed_names(passage: &Passage) -> impl Iterator<Item = String> {
    let title = passage.kind.is_named().then_some(&passage.title);
    title
        .into_iter()
        .chain(&passage.names)
        .filter_map(|name| pinyin(name))
        .map(|pinyin| format!("{} {}", pinyin.full, pinyin.initials))
}

fn counted(tokenizer: &str) -> TextOptions {
    TextOptions::default().set_indexing_options(
        TextFieldIndexing::default()
            .set_tokenizer(tokenizer)
            .set_index_option(IndexRecordOption::WithFreqs),
    )
}
