//! The interface strings of one language.
//!
//! A site's own file is laid over the built-in one key by key, and a language of which the program
//! has no strings begins from the English ones.

use std::collections::BTreeMap;

use super::files::{ThemeFile, ThemeFiles};
use super::{STRINGS, yaml};
use crate::diagnostic::{Diagnostic, Wording};
use crate::locale::LocaleSettings;
use crate::yaml::{Node, Value};

/// Interface strings by their dotted keys, such as `role.leads`.
#[derive(Clone, Debug)]
pub struct Strings {
    flat: BTreeMap<String, String>,
    tree: tera::Value,
}

impl Strings {
    /// The string of a key; the key itself where there is none.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.flat.get(key).map_or(key, String::as_str)
    }

    /// The string of a key with its `{name}` places filled.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        fill(self.get(key), values.iter().copied())
    }

    /// Whether there is a string of this key.
    pub fn contains(&self, key: &str) -> bool {
        self.flat.contains_key(key)
    }

    /// Reads the strings of a language.
    pub(super) fn load(
        files: &ThemeFiles,
        language: &LocaleSettings,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut flat = BTreeMap::new();
        let names = file_names(language);
        let built_in = names
            .iter()
            .find_map(|name| ThemeFiles::find_built_in(name))
            .or_else(|| ThemeFiles::find_built_in("strings/en.yaml"))
            .expect("the built-in theme has English strings");
        lay_over(&mut flat, &built_in, diagnostics);
        let own = names
            .iter()
            .find_map(|name| files.own().find(|file| file.path == *name));
        if let Some(own) = own {
            lay_over(&mut flat, &own, diagnostics);
        }
        let tree = tree(&flat);
        Self { flat, tree }
    }

    /// The strings as nested maps, for templates.
    pub(super) fn tree(&self) -> &tera::Value {
        &self.tree
    }

    /// Every key with its string, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.flat
            .iter()
            .map(|(key, text)| (key.as_str(), text.as_str()))
    }
}

/// Fills the `{name}` places of a string. A place without a value stays.
pub(super) fn fill<'a>(text: &str, values: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let values: Vec<(&str, &str)> = values.into_iter().collect();
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('{') {
        let Some(length) = rest[start..].find('}') else {
            break;
        };
        let name = &rest[start + 1..start + length];
        filled.push_str(&rest[..start]);
        match values.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => filled.push_str(value),
            None => filled.push_str(&rest[start..=start + length]),
        }
        rest = &rest[start + length + 1..];
    }
    filled.push_str(rest);
    filled
}

/// The files that may hold the strings of a language, best first: `zh-Hant`, then `zh`.
fn file_names(language: &LocaleSettings) -> Vec<String> {
    let primary = language.tag.split('-').next().unwrap_or_default();
    [&language.tag, &language.code, primary]
        .map(|name| format!("strings/{name}.yaml"))
        .to_vec()
}

/// Reads a file of strings over those there are.
fn lay_over(
    flat: &mut BTreeMap<String, String>,
    file: &ThemeFile,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if let Some(node) = yaml::read(file, STRINGS, diagnostics) {
        flatten(flat, "", &node, file, diagnostics);
    }
}

/// Adds the strings of a value under dotted keys.
fn flatten(
    flat: &mut BTreeMap<String, String>,
    key: &str,
    node: &Node,
    file: &ThemeFile,
    diagnostics: &mut Vec<Diagnostic>,
) {
    match (&node.value, yaml::entries(node)) {
        (Value::Text(text), _) if !key.is_empty() => {
            flat.insert(key.to_owned(), text.clone());
        }
        (_, Some(entries)) => {
            for entry in entries {
                let inner = match key {
                    "" => entry.key.clone(),
                    _ => format!("{key}.{}", entry.key),
                };
                flatten(flat, &inner, &entry.value, file, diagnostics);
            }
        }
        _ => {
            let wanted = ("文字或键值表", "text or a mapping");
            let fault = yaml::wrong_kind(file, STRINGS, node, wanted);
            diagnostics.push(fault.with_help(Wording::new(
                "给它加上引号",
                "put it between quotation marks",
            )));
        }
    }
}

/// Nested maps from dotted keys. Where a key is both a string and a group, the group wins.
fn tree(flat: &BTreeMap<String, String>) -> tera::Value {
    let mut root = serde_json::Map::new();
    for (key, text) in flat {
        let mut node = &mut root;
        let (groups, last) = match key.rsplit_once('.') {
            Some((groups, last)) => (Some(groups), last),
            None => (None, key.as_str()),
        };
        for group in groups.into_iter().flat_map(|groups| groups.split('.')) {
            let entry = node
                .entry(group)
                .or_insert_with(|| serde_json::Value::Object(serde_json::Map::new()));
            if !entry.is_object() {
                *entry = serde_json::Value::Object(serde_json::Map::new());
            }
            node = entry.as_object_mut().expect("made an object above");
        }
        node.insert(last.to_owned(), serde_json::Value::String(text.clone()));
    }
    tera::Value::from_serializable(&root)
}
