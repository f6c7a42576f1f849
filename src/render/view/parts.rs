//! The small parts of which pages are made.

use serde::Serialize;

/// A title that leads somewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Link {
    /// What is shown.
    pub title: String,
    /// Where it leads; empty for a title without a page.
    pub href: String,
    /// The BCP 47 tag of the title where it is not the language of the page.
    pub lang: Option<String>,
}

/// A link and how many things stand behind it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Counted {
    /// The link.
    pub link: Link,
    /// The count as it is shown, such as `67` or `举措 26 项`.
    pub count: String,
}

/// A measure, or another section of a policy, in a list.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MeasureCard {
    /// The printed number, such as `2.` or `（一）`; empty for none.
    pub number: String,
    /// The title without its number.
    pub title: String,
    /// The tag of the title where it is not the language of the page.
    pub lang: Option<String>,
    /// Its page.
    pub href: String,
    /// What it is: 任务, 专栏工程, 政策措施, 部分, 专栏.
    pub kind: String,
    /// The short title of its policy; empty where the page is about that policy.
    pub policy: String,
    /// The bodies responsible as printed.
    pub bodies: Vec<Link>,
    /// How many cases there are, as a phrase; empty for none.
    pub case_count: String,
    /// On the page of a body that took over: from whom it has the measure.
    pub inherited_from: Option<Link>,
    /// Whether that body is only one of several heirs.
    pub one_of_several: bool,
    /// On the page of a case: the label `类比` where the case is comparable practice only.
    pub analogous: Option<String>,
    /// A remark of the editor on this link; empty for none.
    pub note: String,
    /// On a related measure: why it is.
    pub reasons: Vec<Reason>,
}

/// A case in a list.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CaseCard {
    /// The title.
    pub title: String,
    /// The tag of title and summary where it is not the language of the page.
    pub lang: Option<String>,
    /// One sentence; empty for none.
    pub summary: String,
    /// Its page.
    pub href: String,
    /// Where, such as `广西 · 崇左`.
    pub place: String,
    /// When, with how far that is known, such as `2022` or `年份不详`.
    pub year: String,
    /// The label `类比` where the case is comparable practice outside the area of the policy. It
    /// is set wherever such a case shows, a list of all cases included.
    pub analogous: Option<String>,
    /// A remark of the editor on this link; empty for none.
    pub note: String,
    /// On a related case: why it is.
    pub reasons: Vec<Reason>,
    /// Its topics.
    pub topics: Vec<Link>,
}

/// A policy in a list.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PolicyCard {
    /// The title.
    pub title: String,
    /// The tag of title and summary where it is not the language of the page.
    pub lang: Option<String>,
    /// Its page.
    pub href: String,
    /// 发文字号; empty for none.
    pub document_number: String,
    /// 发文机关; empty for none.
    pub issuing_body: String,
    /// 成文日期 as it is shown; empty for unknown.
    pub signed_on: String,
    /// 时效 as it is shown, such as `已到期`.
    pub status: String,
    /// Whether it is in force.
    pub in_force: bool,
    /// The label `摘要` where the text is a digest.
    pub digest: Option<String>,
    /// One sentence; empty for none.
    pub summary: String,
    /// How much there is in it, such as `举措 67 项`, `案例 46 个`.
    pub counts: Vec<String>,
    /// On a related policy: why it is.
    pub reasons: Vec<Reason>,
}

/// What a related thing shares with the one on the page, of one class.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Reason {
    /// What is said of the things that follow, such as `相同部门：`; or all there is to say, such as
    /// `该文件落实本文件`.
    pub label: String,
    /// The first few of the things shared.
    pub things: Vec<SharedThing>,
    /// How many more are shared, as a phrase behind the last; empty for none.
    pub more: String,
}

/// A thing that two others share.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SharedThing {
    /// What parts it from the one before; empty for the first.
    pub before: String,
    /// Its name or title.
    pub title: String,
    /// The tag of the title where it is not the language of the page.
    pub lang: Option<String>,
}

/// A body responsible for a measure, when the policy was issued and today.
#[derive(Clone, Debug, Default, Serialize)]
pub struct BodyThenNow {
    /// The body as the policy names it.
    pub then: Link,
    /// 牵头, 负责 or 配合.
    pub role: String,
    /// Whether it leads.
    pub leads: bool,
    /// Who answers for it today; empty where the body still stands, or nobody took over.
    pub now: Vec<Heir>,
    /// A remark where there is no heir though the body is gone; empty otherwise.
    pub note: String,
}

/// A body that took over.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Heir {
    /// The body.
    pub link: Link,
    /// How, such as `2018-03 更名` or `数家之一`; empty for nothing to say.
    pub note: String,
}

/// A title in a table of contents, with those below it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Contents {
    /// The printed number; empty for none.
    pub number: String,
    /// The title.
    pub title: String,
    /// The place on the page.
    pub href: String,
    /// The titles below.
    pub children: Vec<Contents>,
}

/// A way to cite the page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Citation {
    /// The name of the style, such as `GB/T 7714`.
    pub style: String,
    /// The whole citation as plain text.
    pub text: String,
    /// The tag of its language.
    pub lang: String,
}

/// A term that stands in the text.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TermNote {
    /// The term.
    pub term: String,
    /// The same term in the other languages.
    pub wordings: Vec<Link>,
    /// Its place on the page of terms.
    pub href: String,
    /// What it means; empty for not said.
    pub definition: String,
}

/// A page that points here.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Backlink {
    /// The page.
    pub from: Link,
    /// Why it does, such as `课程引用` or `正文提及`.
    pub why: String,
}

/// A counted fact of a case.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FigureRow {
    /// What is counted.
    pub label: String,
    /// The number with its unit and bound, such as `53万亩` or `超过 5,600 元`.
    pub value: String,
    /// A remark, such as a difference from the source; empty for none.
    pub note: String,
}

/// A row of a table of facts.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Fact {
    /// The name of the field, such as 发文机关.
    pub label: String,
    /// One or several values.
    pub values: Vec<FactValue>,
}

/// A value in a table of facts.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FactValue {
    /// What is shown.
    pub text: String,
    /// Where it leads; empty for nowhere.
    pub href: String,
    /// The tag of the text where it is not the language of the page.
    pub lang: Option<String>,
    /// A remark behind it, such as `(按报告年份)`; empty for none.
    pub note: String,
}

/// The pages before and after, and those beside.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Neighbours {
    /// The page before in reading order.
    pub previous: Option<Link>,
    /// The page after.
    pub next: Option<Link>,
    /// What the siblings stand under.
    pub parent: Option<Link>,
    /// All pages under the same parent, this one included.
    pub siblings: Vec<Sibling>,
}

/// A page beside this one.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Sibling {
    /// Its printed number; empty for none.
    pub number: String,
    /// The page.
    pub link: Link,
    /// Whether it is this page.
    pub current: bool,
}

/// The other pages of a long list; left out where one page holds all.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Pagination {
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
    /// Every page, or those worth a link.
    pub pages: Vec<PageLink>,
}

/// One page of a list.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PageLink {
    /// Its number as it is shown; `…` for a gap.
    pub number: String,
    /// The page; empty for a gap.
    pub href: String,
    /// Whether it is this page.
    pub current: bool,
}
