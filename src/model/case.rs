//! 案例: worked local examples, each with its place, year, source and the measures it answers to.

use crate::locale::Localized;
use crate::yaml::{Fields, FromYaml, Node, Reader, Spanned};

use super::ministry::word_of;
use super::unit::{Bound, Unit};
use super::{CaseId, CitationId, MeasureId, Publicity, RegionCode, Texts, TopicId};

/// A case.
#[derive(Clone, Debug)]
pub struct Case {
    /// The id.
    pub id: CaseId,
    /// What it says.
    pub texts: Texts,
    /// Whether it may be published.
    pub publicity: Publicity,
    /// Where it was done; none where the source masks the place.
    pub region: Option<Spanned<RegionCode>>,
    /// The place in words, where it is finer than the region or masked.
    pub place: Localized<String>,
    /// The year of the facts.
    pub year: Option<i16>,
    /// What the year rests on.
    pub year_basis: YearBasis,
    /// Where the facts come from.
    pub source: Option<Spanned<CitationId>>,
    /// The measures it exemplifies.
    pub measures: Vec<MeasureLink>,
    /// Topics beside those of its measures.
    pub topics: Vec<Spanned<TopicId>>,
    /// Its figures.
    pub figures: Vec<Figure>,
}

/// What the year of a case rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YearBasis {
    /// The source dates the fact.
    Stated,
    /// A running total, dated by the report.
    Report,
    /// The source gives no year.
    Unknown,
}

impl YearBasis {
    const WORDS: [(&'static str, Self); 3] = [
        ("stated", Self::Stated),
        ("report", Self::Report),
        ("unknown", Self::Unknown),
    ];

    /// The word used in files, data and interface strings.
    pub fn word(self) -> &'static str {
        word_of(self, &Self::WORDS)
    }
}

/// A measure that a case answers to.
#[derive(Clone, Debug)]
pub struct MeasureLink {
    /// The measure.
    pub id: Spanned<MeasureId>,
    /// How the case stands to it.
    pub relation: Relation,
    /// Why, where it needs saying.
    pub note: Localized<String>,
}

/// How a case stands to a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// Inside the area of the policy and on its subject.
    Direct,
    /// 类比: comparable practice outside the area; labelled wherever it shows.
    Analogous,
}

impl Relation {
    const WORDS: [(&'static str, Self); 2] =
        [("direct", Self::Direct), ("analogous", Self::Analogous)];

    /// The word used in files, data and interface strings.
    pub fn word(self) -> &'static str {
        word_of(self, &Self::WORDS)
    }
}

/// A figure that a source gives.
#[derive(Clone, Debug)]
pub struct Figure {
    /// The id, unique in the case.
    pub id: String,
    /// What is counted.
    pub label: Localized<String>,
    /// How much, in the unit of the source.
    pub value: f64,
    /// The unit.
    pub unit: Unit,
    /// How the figure stands to the value.
    pub bound: Bound,
}

impl Case {
    /// Reads the facts of the original's front matter.
    pub(super) fn read(
        id: CaseId,
        texts: Texts,
        publicity: Publicity,
        fields: &mut Fields<'_>,
        reader: &mut Reader<'_>,
    ) -> Self {
        let region = fields.optional("region", reader);
        if !fields.has("region") {
            // `region: null` says that the source masks the place; silence says nothing.
            fields.required::<String>("region", reader);
        }
        let year = fields
            .optional::<u64>("year", reader)
            .and_then(|year| i16::try_from(year).ok());
        let year_basis = fields
            .node("year_basis")
            .and_then(|node| reader.choice(node, &YearBasis::WORDS));
        let unknown = if year.is_some() {
            YearBasis::Stated
        } else {
            YearBasis::Unknown
        };
        Self {
            id,
            texts,
            publicity,
            region,
            place: fields.optional("place", reader).unwrap_or_default(),
            year,
            year_basis: year_basis.unwrap_or(unknown),
            source: fields.required("source", reader),
            measures: fields.list("measures", reader),
            topics: fields.list("topics", reader),
            figures: fields.list("figures", reader),
        }
    }

    /// Whether it is outside the area of every measure it answers to.
    pub fn is_analogous(&self) -> bool {
        !self.measures.is_empty()
            && self
                .measures
                .iter()
                .all(|link| link.relation == Relation::Analogous)
    }
}

impl FromYaml for MeasureLink {
    fn from_yaml(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let mut fields = Fields::open(node, reader)?;
        let id = fields.required("id", reader);
        let relation = fields
            .node("relation")
            .map_or(Some(Relation::Direct), |node| {
                reader.choice(node, &Relation::WORDS)
            });
        let note = fields.optional("note", reader).unwrap_or_default();
        fields.finish(reader);
        Some(Self {
            id: id?,
            relation: relation?,
            note,
        })
    }
}

impl FromYaml for Figure {
    fn from_yaml(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let mut fields = Fields::open(node, reader)?;
        let id = fields.required("id", reader);
        let label = fields.required("label", reader);
        let value = fields.required("value", reader);
        let unit = fields.required("unit", reader);
        let bound = fields.optional("bound", reader).unwrap_or_default();
        fields.finish(reader);
        Some(Self {
            id: id?,
            label: label?,
            value: value?,
            unit: unit?,
            bound,
        })
    }
}
