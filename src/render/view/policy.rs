//! Pages of a policy, of its sections, and of its measures.

use serde::Serialize;

use super::{
    Backlink, BodyThenNow, CaseCard, Chrome, Citation, Contents, Fact, Link, MeasureCard,
    Neighbours, PolicyCard, TermNote,
};

/// A policy document on one page. Template: `policy.html`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Policy {
    /// The frame.
    pub chrome: Chrome,
    /// 发文机关, 发文字号, 成文日期, 规划期, 时效, 来源, …
    pub facts: Vec<Fact>,
    /// Other views of the policy: the matrix, the parallel text.
    pub views: Vec<Link>,
    /// The table of contents.
    pub contents: Vec<Contents>,
    /// The text before the first section; empty for none.
    pub html: String,
    /// The text.
    pub sections: Vec<SectionText>,
    /// Ways to cite it.
    pub citations: Vec<Citation>,
    /// Related policies.
    pub related: Vec<PolicyCard>,
    /// Who points here.
    pub backlinks: Vec<Backlink>,
}

/// A section within the whole text of a policy.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SectionText {
    /// The anchor, the same in every language.
    pub id: String,
    /// The level of its heading.
    ///
    /// # Units
    /// From 2 to 6; the title of the page is 1.
    pub level: u8,
    /// The class: `section`, `box`, `task`, `project` or `safeguard`.
    pub kind: String,
    /// What it is, where that is worth a label: 任务, 专栏工程, 政策措施; empty otherwise.
    pub label: String,
    /// The printed number; empty for none.
    pub number: String,
    /// The title without its number, as safe HTML.
    pub title: String,
    /// Its own page; empty for none.
    pub href: String,
    /// The tag of the text where it is not the language of the page, with `dir` beside it.
    pub lang: Option<String>,
    /// The direction that goes with `lang`.
    pub dir: Option<String>,
    /// A notice on this section alone: not translated, or the original changed since. Empty for
    /// none.
    pub notice: String,
    /// Its own text.
    pub html: String,
    /// How many cases there are, as a phrase; empty for none.
    pub case_count: String,
    /// The sections below.
    pub children: Vec<SectionText>,
}

/// A section that is no measure: a chapter, a group, a box. Template: `section.html`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Section {
    /// The frame.
    pub chrome: Chrome,
    /// The printed number; empty for none.
    pub number: String,
    /// What it is: 部分 or 专栏.
    pub kind: String,
    /// Its policy.
    pub policy: Link,
    /// Its place in the whole text of the policy.
    pub in_text: String,
    /// Its own text; may be empty.
    pub html: String,
    /// What stands under it, in reading order.
    pub children: Vec<MeasureCard>,
    /// Its topics.
    pub topics: Vec<Link>,
    /// Its place among others.
    pub neighbours: Neighbours,
    /// Ways to cite it.
    pub citations: Vec<Citation>,
    /// Who points here.
    pub backlinks: Vec<Backlink>,
}

/// A measure. Template: `measure.html`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Measure {
    /// The frame.
    pub chrome: Chrome,
    /// The printed number; empty for none.
    pub number: String,
    /// 任务, 专栏工程 or 政策措施.
    pub kind: String,
    /// Its policy.
    pub policy: Link,
    /// Its place in the whole text of the policy.
    pub in_text: String,
    /// Its place in the parallel text, where there is one.
    pub parallel: Option<Link>,
    /// Its own text.
    pub html: String,
    /// Due date and the like; may be empty.
    pub facts: Vec<Fact>,
    /// The bodies responsible, in printed order.
    pub bodies: Vec<BodyThenNow>,
    /// A remark on all of them, such as `按职责分工分别负责；名单未注明牵头部门`; empty for none.
    pub bodies_note: String,
    /// Cases of this measure.
    pub cases: Vec<CaseCard>,
    /// Comparable cases; each carries its label.
    pub analogous_cases: Vec<CaseCard>,
    /// Its topics.
    pub topics: Vec<Link>,
    /// The terms that stand in the text.
    pub terms: Vec<TermNote>,
    /// Related measures of this or another policy.
    pub related: Vec<MeasureCard>,
    /// Its place among others.
    pub neighbours: Neighbours,
    /// Ways to cite it.
    pub citations: Vec<Citation>,
    /// Who points here.
    pub backlinks: Vec<Backlink>,
}
