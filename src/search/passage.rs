//! What is searched, as plain data: one passage is one thing a person can land on.

use serde::{Deserialize, Serialize};

/// What a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PassageKind {
    /// A policy document as a whole.
    Policy,
    /// A numbered part of a policy.
    Section,
    /// A reform measure, task or project.
    Measure,
    /// A worked local or sector example.
    Case,
    /// A body: department, commission or agency.
    Ministry,
    /// A place.
    Region,
    /// A subject heading.
    Topic,
    /// A glossary entry.
    Term,
    /// Study material.
    Course,
    /// Any other page.
    Page,
}

impl PassageKind {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::Policy,
        Self::Section,
        Self::Measure,
        Self::Case,
        Self::Ministry,
        Self::Region,
        Self::Topic,
        Self::Term,
        Self::Course,
        Self::Page,
    ];

    /// The name used in JSON, in the index and after `kind:`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Policy => "policy",
            Self::Section => "section",
            Self::Measure => "measure",
            Self::Case => "case",
            Self::Ministry => "ministry",
            Self::Region => "region",
            Self::Topic => "topic",
            Self::Term => "term",
            Self::Course => "course",
            Self::Page => "page",
        }
    }

    /// The kind with this name.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// Whether its title is a name, which a query may stand for in other words.
    pub(super) fn is_named(self) -> bool {
        matches!(
            self,
            Self::Policy | Self::Ministry | Self::Region | Self::Topic | Self::Term
        )
    }

    /// How much the score of a passage counts because of what it is. From 0.5 to 1.5: more, and
    /// the best match is no longer what stands first.
    pub(super) fn weight(self) -> f32 {
        match self {
            Self::Measure => 1.25,
            Self::Ministry | Self::Term | Self::Policy => 1.0,
            Self::Region | Self::Topic => 0.9,
            Self::Case => 0.85,
            Self::Section | Self::Course | Self::Page => 0.8,
        }
    }
}

/// One searchable passage. The order in which passages are given is the order of equal results,
/// and those of one language stand together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// A stable name, unique within its locale: `xbfm-13-5#t1-2`, `case:chongzuo-nuts`. That of a
    /// body, region or topic is `ministry:ID`, `region:ID`, `topic:ID`.
    pub id: String,
    /// What it is.
    pub kind: PassageKind,
    /// The code of its language.
    pub locale: String,
    /// The id of the page it stands on, where that is not its own: results of one page, in
    /// whatever language, are one result.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// The path from the site's root, such as `zh/policies/xbfm-13-5/t1-2/`.
    pub url: String,
    /// Its title.
    pub title: String,
    /// The titles of what encloses it, outermost first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub headings: Vec<String>,
    /// Short names, aliases and variants in its own language, and names of no language.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<String>,
    /// Its names in other languages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub foreign_names: Vec<String>,
    /// Title and names as they are typed with a Latin keyboard: pinyin and initials.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pinyin: Vec<String>,
    /// Its plain text; paragraphs are separated by a line feed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub body: String,
    /// The anchor on its page of each paragraph of the body; empty for none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub anchors: Vec<String>,
    /// The id of the policy it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<String>,
    /// The ids of the bodies it concerns, then and now.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ministries: Vec<String>,
    /// The names of the bodies responsible, as printed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bodies: Vec<String>,
    /// The codes of the places it concerns, with all that enclose them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub regions: Vec<String>,
    /// The ids of its subject headings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<String>,
    /// How many cases show it put to work.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub case_count: usize,
    /// The date it is listed by, as far as it is known: `2017-05-28`, `2022`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The year it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<i16>,
    /// The legal status of its policy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// The codes of the other languages in which its page has a text of its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_locales: Vec<String>,
    /// Of a body: those that took over from it, with the addresses of their pages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub successors: Vec<Successor>,
}

/// A body that took over from another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Successor {
    /// Its name today.
    pub title: String,
    /// The path of its page from the site's root.
    pub url: String,
}

impl Passage {
    /// The id by which passages are brought together into one result.
    pub(super) fn page_id(&self) -> &str {
        self.page.as_deref().unwrap_or(&self.id)
    }

    /// The path of the same passage in another language.
    pub(super) fn url_in(&self, locale: &str) -> String {
        let rest = self.url.strip_prefix(self.locale.as_str());
        format!("{locale}{}", rest.unwrap_or_default())
    }
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands fields over by reference"
)]
fn is_zero(number: &usize) -> bool {
    *number == 0
}
