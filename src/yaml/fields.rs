//! Reads mappings field by field: what was asked for is what is known, so the list of known keys
//! can never differ from what the code reads.

use super::{
    Entry, MISSING_FIELD, Node, UNKNOWN_KEY, UNKNOWN_LANGUAGE, UNKNOWN_VALUE, Value, WRONG_TYPE,
};
use crate::diagnostic::{Diagnostic, Wording};
use crate::locale::{Locales, Localized};
use crate::source::Span;
use crate::text::nearest;

/// What reading needs beside the values: the languages of the site, and where faults go.
pub struct Reader<'a> {
    /// The languages that wordings may be given in.
    pub locales: &'a Locales,
    /// The faults found.
    pub diagnostics: &'a mut Vec<Diagnostic>,
}

/// A value and where it was written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

/// What a YAML node can be read as. A node that cannot is reported and gives `None`.
pub trait FromYaml: Sized {
    /// Reads a node.
    fn from_yaml(node: &Node, reader: &mut Reader<'_>) -> Option<Self>;
}

/// The fields of one mapping.
pub struct Fields<'n> {
    entries: &'n [Entry],
    span: Span,
    asked: Vec<&'static str>,
}

impl<'n> Fields<'n> {
    /// Opens a mapping.
    ///
    /// # Errors
    /// `yaml/wrong-type` if the node is something else.
    pub fn open(node: &'n Node, reader: &mut Reader<'_>) -> Option<Self> {
        match &node.value {
            Value::Map(entries) => Some(Self {
                entries,
                span: node.span,
                asked: Vec::new(),
            }),
            other => {
                reader.wrong_type(
                    node,
                    other,
                    ("键值表（键: 值）", "a mapping (`key: value`)"),
                );
                None
            }
        }
    }

    /// The mapping as it stands, for keys that are data rather than names of fields.
    pub fn entries(&self) -> &'n [Entry] {
        self.entries
    }

    /// The value of a field that may be left out; an explicit `null` counts as left out.
    pub fn optional<T: FromYaml>(
        &mut self,
        key: &'static str,
        reader: &mut Reader<'_>,
    ) -> Option<T> {
        self.node(key)
            .filter(|node| node.value != Value::Null)
            .and_then(|node| T::from_yaml(node, reader))
    }

    /// The value of a field that must be there.
    ///
    /// # Errors
    /// `yaml/missing-field`.
    pub fn required<T: FromYaml>(
        &mut self,
        key: &'static str,
        reader: &mut Reader<'_>,
    ) -> Option<T> {
        match self.node(key) {
            Some(node) if node.value != Value::Null => T::from_yaml(node, reader),
            found => {
                let first = self
                    .entries
                    .first()
                    .map_or(self.span, |entry| entry.key_span);
                let place = found.map_or(first, |node| node.span);
                let fault = MISSING_FIELD.at(
                    place,
                    Wording::new(format!("缺少“{key}”一项"), format!("`{key}` is missing")),
                );
                reader.diagnostics.push(fault.with_help(Wording::new(
                    format!("补上“{key}: …”"),
                    format!("write `{key}: …`"),
                )));
                None
            }
        }
    }

    /// A list that may be left out, which is then empty.
    pub fn list<T: FromYaml>(&mut self, key: &'static str, reader: &mut Reader<'_>) -> Vec<T> {
        self.optional(key, reader).unwrap_or_default()
    }

    /// Whether a field is there, be it `null`.
    pub fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|entry| entry.key == key)
    }

    /// The node of a field as it stands.
    pub fn node(&mut self, key: &'static str) -> Option<&'n Node> {
        self.asked.push(key);
        self.entries
            .iter()
            .find(|entry| entry.key == key)
            .map(|entry| &entry.value)
    }

    /// Reports the keys that were never asked for.
    ///
    /// # Errors
    /// `yaml/unknown-key`, with the nearest known key.
    pub fn finish(self, reader: &mut Reader<'_>) {
        for entry in self.entries {
            if !self.asked.contains(&entry.key.as_str()) {
                let near = nearest(&entry.key, self.asked.iter().copied());
                let key = &entry.key;
                let mut diagnostic = UNKNOWN_KEY
                    .at(
                        entry.key_span,
                        Wording::new(format!("没有“{key}”这一项"), format!("unknown key `{key}`")),
                    )
                    .with_nearest(near);
                if near.is_none() {
                    let known = self.asked.join(", ");
                    diagnostic = diagnostic.with_help(Wording::new(
                        format!("此处可写：{known}"),
                        format!("keys known here: {known}"),
                    ));
                }
                reader.diagnostics.push(diagnostic);
            }
        }
    }
}

impl Reader<'_> {
    /// Reports a value of the wrong type.
    pub fn wrong_type(&mut self, node: &Node, found: &Value, wanted: (&str, &str)) {
        let (zh, en) = found.kind();
        let mut diagnostic = WRONG_TYPE.at(
            node.span,
            Wording::new(
                format!("此处应为{}，实为{zh}", wanted.0),
                format!("expected {}, found {en}", wanted.1),
            ),
        );
        if let (Value::Number(text), true) = (found, wanted.1.starts_with("text")) {
            diagnostic = diagnostic.with_help(Wording::new(
                format!("数字作文字用时请加双引号：\"{text}\""),
                format!("quote a number that is meant as text: \"{text}\""),
            ));
        }
        self.diagnostics.push(diagnostic);
    }

    /// Reads one of a closed list of words.
    ///
    /// # Errors
    /// `yaml/unknown-value`, with the nearest word and the whole list.
    pub fn choice<T: Copy>(&mut self, node: &Node, words: &[(&'static str, T)]) -> Option<T> {
        let text = String::from_yaml(node, self)?;
        if let Some((_, value)) = words.iter().find(|(word, _)| *word == text) {
            return Some(*value);
        }
        let known = words.iter().map(|(word, _)| *word);
        let list = known.clone().collect::<Vec<_>>().join(", ");
        self.diagnostics.push(
            UNKNOWN_VALUE
                .at(
                    node.span,
                    Wording::new(
                        format!("不认识的取值“{text}”"),
                        format!("unknown value `{text}`"),
                    ),
                )
                .with_nearest(nearest(&text, known))
                .with_help(Wording::new(
                    format!("可用的取值：{list}"),
                    format!("values known here: {list}"),
                )),
        );
        None
    }
}

impl FromYaml for String {
    fn from_yaml(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        match &node.value {
            Value::Text(text) => Some(text.clone()),
            other => {
                reader.wrong_type(node, other, ("文字", "text"));
                None
            }
        }
    }
}

impl FromYaml for bool {
    fn from_yaml(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        match &node.value {
            Value::Bool(value) => Some(*value),
            other => {
                reader.wrong_type(node, other, ("true 或 false", "`true` or `false`"));
                None
            }
        }
    }
}

impl FromYaml for u64 {
    fn from_yaml(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let number = match &node.value {
            Value::Number(text) => text.parse().ok(),
            _ => None,
        };
        if number.is_none() {
            reader.wrong_type(node, &node.value, ("非负整数", "a whole number, 0 or more"));
        }
        number
    }
}

impl FromYaml for f64 {
    fn from_yaml(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let number = match &node.value {
            Value::Number(text) => text.parse().ok().filter(|number: &f64| number.is_finite()),
            _ => None,
        };
        if number.is_none() {
            reader.wrong_type(node, &node.value, ("数字", "a number"));
        }
        number
    }
}

impl<T: FromYaml> FromYaml for Vec<T> {
    fn from_yaml(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        match &node.value {
            Value::List(items) => Some(
                items
                    .iter()
                    .filter_map(|item| T::from_yaml(item, reader))
                    .collect(),
            ),
            other => {
                reader.wrong_type(node, other, ("列表", "a list"));
                None
            }
        }
    }
}

impl<T: FromYaml> FromYaml for Spanned<T> {
    fn from_yaml(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        T::from_yaml(node, reader).map(|value| Self {
            value,
            span: node.span,
        })
    }
}

/// A wording per language: `{zh: 财政部, en: Ministry of Finance}`.
impl<T: FromYaml> FromYaml for Localized<T> {
    fn from_yaml(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let Value::Map(entries) = &node.value else {
            let codes = reader
                .locales
                .iter()
                .map(|locale| reader.locales.code(locale));
            let example = codes
                .map(|code| format!("{code}: …"))
                .collect::<Vec<_>>()
                .join(", ");
            let wanted = (
                format!("各语言的写法 {{{example}}}"),
                format!("a wording per language {{{example}}}"),
            );
            reader.wrong_type(node, &node.value, (&wanted.0, &wanted.1));
            return None;
        };
        let mut wordings = Self::default();
        for entry in entries {
            let Some(locale) = reader.locales.with_code(&entry.key) else {
                let codes: Vec<_> = reader
                    .locales
                    .iter()
                    .map(|locale| reader.locales.code(locale))
                    .collect();
                let list = codes.join(", ");
                let key = &entry.key;
                reader.diagnostics.push(
                    UNKNOWN_LANGUAGE
                        .at(
                            entry.key_span,
                            Wording::new(
                                format!("本站没有“{key}”这种语言"),
                                format!("the site has no language `{key}`"),
                            ),
                        )
                        .with_help(Wording::new(
                            format!("site.yaml 所列语言：{list}"),
                            format!("languages declared in site.yaml: {list}"),
                        )),
                );
                continue;
            };
            if let Some(value) = T::from_yaml(&entry.value, reader) {
                wordings.set(locale, value);
            }
        }
        Some(wordings)
    }
}
