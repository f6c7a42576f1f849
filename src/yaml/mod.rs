//! Reads YAML into values that know where they stand, and mappings field by field, so that one
//! file shows every missing, mistyped and unknown key at once. The only room that uses serde_yaml
//! (the authority on what a text means) and saphyr-parser (for the places of good values).

mod fields;
mod parse;

pub use fields::{Fields, FromYaml, Reader, Spanned};
pub use parse::parse;

use crate::diagnostic::Rule;
use crate::source::Span;

/// The text is not YAML.
pub const SYNTAX: Rule = Rule::error("yaml/syntax");
/// A key that nothing reads.
pub const UNKNOWN_KEY: Rule = Rule::error("yaml/unknown-key");
/// A key that must be there is not.
pub const MISSING_FIELD: Rule = Rule::error("yaml/missing-field");
/// A value of another type than the key takes.
pub const WRONG_TYPE: Rule = Rule::error("yaml/wrong-type");
/// A value outside the closed list that the key takes.
pub const UNKNOWN_VALUE: Rule = Rule::error("yaml/unknown-value");
/// A wording for a language that the site does not declare.
pub const UNKNOWN_LANGUAGE: Rule = Rule::error("yaml/unknown-language");

/// A YAML value and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The bytes it was written in.
    pub span: Span,
    /// What was written.
    pub value: Value,
}

/// What stands in a [`Node`].
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing, `~` or `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as it was written.
    Number(String),
    /// Text, quoted or not.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A mapping, in the order of the file.
    Map(Vec<Entry>),
}

/// A key of a mapping with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key as text.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub value: Node,
}

impl Value {
    /// What kind of value this is, in Chinese and English.
    fn kind(&self) -> (&'static str, &'static str) {
        match self {
            Self::Null => ("空值", "nothing"),
            Self::Bool(_) => ("真假值", "a true/false value"),
            Self::Number(_) => ("数字", "a number"),
            Self::Text(_) => ("文字", "text"),
            Self::List(_) => ("列表", "a list"),
            Self::Map(_) => ("键值表", "a mapping"),
        }
    }
}

#[cfg(test)]
mod tests;
