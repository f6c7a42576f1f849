//! Pages of cases, regions, topics, terms and courses.

use serde::Serialize;

use super::{
    Backlink, CaseCard, Chrome, Citation, Contents, Fact, FigureRow, Item, Link, MeasureCard,
    RegionNode, TermNote,
};

/// A field example. Template: `case.html`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Case {
    /// The frame.
    pub chrome: Chrome,
    /// The summary; empty for none.
    pub summary: String,
    /// The label `类比` where all its measures are analogous ones; shown beside the title.
    pub analogous: Option<String>,
    /// Place, year with its basis, source, topics.
    pub facts: Vec<Fact>,
    /// The counted facts.
    pub figures: Vec<FigureRow>,
    /// The text.
    pub html: String,
    /// The measures it exemplifies; analogous ones carry their label.
    pub measures: Vec<MeasureCard>,
    /// Related cases.
    pub related: Vec<CaseCard>,
    /// The terms that stand in the text.
    pub terms: Vec<TermNote>,
    /// Ways to cite it.
    pub citations: Vec<Citation>,
    /// Who points here.
    pub backlinks: Vec<Backlink>,
}

/// A region. Template: `region.html`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Region {
    /// The frame.
    pub chrome: Chrome,
    /// Names, code, level.
    pub facts: Vec<Fact>,
    /// The regions it lies in, from the widest.
    pub ancestors: Vec<Link>,
    /// The regions within it.
    pub children: Vec<RegionNode>,
    /// The cases of the region itself.
    pub cases: Vec<CaseCard>,
    /// The cases of regions within it.
    pub cases_below: Vec<CaseCard>,
    /// Who points here.
    pub backlinks: Vec<Backlink>,
}

/// A subject heading. Template: `topic.html`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Topic {
    /// The frame.
    pub chrome: Chrome,
    /// What falls under it; may be empty.
    pub html: String,
    /// Neighbouring, wider or narrower topics.
    pub related: Vec<Link>,
    /// The sections that carry it as a whole.
    pub sections: Vec<MeasureCard>,
    /// The measures that carry it.
    pub measures: Vec<MeasureCard>,
    /// The cases of these measures.
    pub cases: Vec<CaseCard>,
    /// Who points here.
    pub backlinks: Vec<Backlink>,
}

/// All terms. Template: `terms.html`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Terms {
    /// The frame.
    pub chrome: Chrome,
    /// The terms in groups.
    pub groups: Vec<TermGroup>,
}

/// Terms that begin alike: with the same letter, in Chinese that of the pinyin.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TermGroup {
    /// The anchor.
    pub id: String,
    /// The head, such as `B`.
    pub title: String,
    /// The terms.
    pub terms: Vec<Term>,
}

/// A glossary entry.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Term {
    /// The anchor: the id of the term.
    pub id: String,
    /// The term in the language of the page.
    pub term: String,
    /// The tag of the term where it is not the language of the page.
    pub lang: Option<String>,
    /// The approved wording in each other language.
    pub wordings: Vec<TermWording>,
    /// Variants in the language of the page, for finding only.
    pub variants: Vec<String>,
    /// What it means; empty for not said.
    pub definition: String,
    /// Where it stands.
    pub used_in: Vec<Link>,
    /// The term for the reader's basket.
    pub item: Item,
}

/// A term in another language.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TermWording {
    /// The tag of the language.
    pub tag: String,
    /// The approved wording.
    pub text: String,
    /// Variants that are not to be written.
    pub variants: Vec<String>,
}

/// Study material. Template: `course.html`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Course {
    /// The frame.
    pub chrome: Chrome,
    /// The summary; empty for none.
    pub summary: String,
    /// Audience, hours, date.
    pub facts: Vec<Fact>,
    /// The table of contents.
    pub contents: Vec<Contents>,
    /// The sections, with what they transclude.
    pub sections: Vec<CourseSection>,
    /// What it draws on.
    pub sources: Vec<Link>,
    /// Ways to cite it.
    pub citations: Vec<Citation>,
    /// Who points here.
    pub backlinks: Vec<Backlink>,
}

/// A section of a course.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CourseSection {
    /// The anchor.
    pub id: String,
    /// The class: `objectives`, `reading`, `discussion`, `exercise`, or `section`.
    pub kind: String,
    /// The name of the kind: 学习目标, 阅读, 讨论, 练习; empty for a plain section.
    pub label: String,
    /// The title, as safe HTML; empty for none.
    pub title: String,
    /// The level of its heading, from 2 to 6.
    pub level: u8,
    /// The text; transcluded matter stands in it as `<aside class="transclusion">`.
    pub html: String,
}
