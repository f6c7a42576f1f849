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

    /// Whether its title is a name, which people also look up by pinyin.
    pub(super) fn is_named(self) -> bool {
        matches!(
            self,
            Self::Ministry | Self::Region | Self::Topic | Self::Term
        )
    }
}

/// One searchable passage. The order in which passages are given is the order of equal results.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// A stable name, unique within its locale: `xbfm-13-5#t1-2`, `case:chongzuo-nuts`. That of a
    /// body, region or topic is `ministry:ID`, `region:ID`, `topic:ID`, so that `ministry:发改委`
    /// finds its id.
    pub id: String,
    /// What it is.
    pub kind: PassageKind,
    /// The code of its language.
    pub locale: String,
    /// The path from the site's root, such as `zh/policies/xbfm-13-5/t1-2/`.
    pub url: String,
    /// Its title.
    pub title: String,
    /// The titles of what encloses it, outermost first.
    pub headings: Vec<String>,
    /// Short names, aliases, acronyms and variants.
    pub names: Vec<String>,
    /// Its plain text; paragraphs are separated by a line feed.
    pub body: String,
    /// The id of the policy it belongs to.
    pub policy: Option<String>,
    /// The ids of the bodies it concerns, then and now.
    pub ministries: Vec<String>,
    /// The codes of the places it concerns, with all that enclose them.
    pub regions: Vec<String>,
    /// The ids of its subject headings.
    pub topics: Vec<String>,
    /// The year it belongs to.
    pub year: Option<i16>,
    /// The legal status of its policy.
    pub status: Option<String>,
}
