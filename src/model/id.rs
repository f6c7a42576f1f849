//! Ids as types of their own, so that a case is never taken for a course.

use std::fmt;

use serde::Serialize;

use crate::content::is_id;
use crate::diagnostic::{Rule, Wording};
use crate::yaml::{FromYaml, Node, Reader};

/// An id with characters that ids do not have.
pub const BAD_ID: Rule = Rule::error("id/bad-id");

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Takes an id as it is written.
            pub fn new(id: impl Into<String>) -> Self {
                Self(id.into())
            }

            /// The id as it is written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }

        /// Takes any text: what is no id is found by no reference, and is reported with what was
        /// meant.
        impl FromYaml for $name {
            fn from_yaml(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
                String::from_yaml(node, reader).map(Self)
            }
        }
    )*};
}

ids! {
    /// The id of a policy document.
    PolicyId;
    /// The id of a body in the registry.
    MinistryId;
    /// The id of a case.
    CaseId;
    /// The six-digit code of a region.
    ///
    /// # Source
    /// GB/T 2260.
    RegionCode;
    /// The id of a topic.
    TopicId;
    /// The id of a term.
    TermId;
    /// The id of a course.
    CourseId;
    /// The id of a page.
    PageId;
    /// The id of a source of facts.
    CitationId;
}

/// A measure: the policy and the section that states it, written `xbfm-13-5#t1-2`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MeasureId {
    /// The policy.
    pub policy: PolicyId,
    /// The id of the section.
    pub section: String,
}

impl fmt::Display for MeasureId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}#{}", self.policy, self.section)
    }
}

impl FromYaml for MeasureId {
    fn from_yaml(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let text = String::from_yaml(node, reader)?;
        let parts = text
            .split_once('#')
            .filter(|(policy, section)| is_id(policy) && is_id(section));
        let Some((policy, section)) = parts else {
            reader.diagnostics.push(
                BAD_ID
                    .at(
                        node.span,
                        Wording::new(
                            format!("“{text}”不是举措的标识"),
                            format!("`{text}` is not the id of a measure"),
                        ),
                    )
                    .with_help(Wording::new(
                        "写法：政策标识#章节标识，如 xbfm-13-5#t1-2",
                        "write the policy, `#` and the section, such as xbfm-13-5#t1-2",
                    )),
            );
            return None;
        };
        Some(Self {
            policy: PolicyId::new(policy),
            section: section.to_owned(),
        })
    }
}
