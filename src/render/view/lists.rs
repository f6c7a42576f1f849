//! Pages that list one kind of thing.

use serde::Serialize;

use super::{CaseCard, Chrome, Counted, Link, Pagination, PolicyCard};

/// All policies. Template: `policy-list.html`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PolicyList {
    /// The frame.
    pub chrome: Chrome,
    /// The policies of this page of the list.
    pub policies: Vec<PolicyCard>,
    /// The other pages of the list.
    pub pagination: Option<Pagination>,
}

/// All cases. Template: `case-list.html`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CaseList {
    /// The frame.
    pub chrome: Chrome,
    /// How many there are in all, as a phrase.
    pub total: String,
    /// Ways to narrow the list: the regions that have cases.
    pub regions: Vec<Counted>,
    /// Ways to narrow the list: the topics that have cases.
    pub topics: Vec<Counted>,
    /// The cases of this page of the list.
    pub cases: Vec<CaseCard>,
    /// The other pages of the list.
    pub pagination: Option<Pagination>,
}

/// All bodies. Template: `ministry-list.html`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MinistryList {
    /// The frame.
    pub chrome: Chrome,
    /// Bodies that a policy names, then those that took over, then the rest.
    pub groups: Vec<MinistryGroup>,
}

/// Bodies of one standing.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MinistryGroup {
    /// The anchor.
    pub id: String,
    /// Such as `政策点名的部门`.
    pub title: String,
    /// The bodies.
    pub ministries: Vec<MinistryCard>,
}

/// A body in a list.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MinistryCard {
    /// The body.
    pub link: Link,
    /// Its type, such as 国务院组成部门.
    pub kind: String,
    /// From when until when, or `已撤销`; empty for nothing to say.
    pub period: String,
    /// What it became, where it is gone.
    pub now: Vec<Link>,
    /// Counts of measures and cases, as phrases.
    pub counts: Vec<String>,
}

/// All regions as a tree. Template: `region-list.html`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RegionList {
    /// The frame.
    pub chrome: Chrome,
    /// The widest regions.
    pub regions: Vec<RegionNode>,
}

/// A region with those in it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RegionNode {
    /// The region.
    pub link: Link,
    /// How many cases, those below included, as a phrase; empty for none.
    pub count: String,
    /// The regions in it.
    pub children: Vec<RegionNode>,
}

/// All topics. Template: `topic-list.html`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TopicList {
    /// The frame.
    pub chrome: Chrome,
    /// The topics.
    pub topics: Vec<Counted>,
}

/// All courses. Template: `course-list.html`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CourseList {
    /// The frame.
    pub chrome: Chrome,
    /// The courses.
    pub courses: Vec<CourseCard>,
    /// The other pages of the list.
    pub pagination: Option<Pagination>,
}

/// A course in a list.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CourseCard {
    /// The course.
    pub link: Link,
    /// One sentence; empty for none.
    pub summary: String,
    /// For whom; empty for not said.
    pub audience: String,
    /// How long, as a phrase; empty for not said.
    pub hours: String,
}
