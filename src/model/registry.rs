//! Things by id, in the order of their file.

use std::collections::BTreeMap;

use super::BAD_ID;
use crate::content::is_id;
use crate::diagnostic::{Diagnostic, Rule, Wording};
use crate::source::Span;
use crate::yaml::{FromYaml, Node, Reader, Value};

/// Two things of a kind with the same id.
pub const DUPLICATE_ID: Rule = Rule::error("id/duplicate");

/// Things of one kind, found by id, in the order in which they were declared.
#[derive(Clone, Debug)]
pub struct Registry<T> {
    items: Vec<T>,
    positions: BTreeMap<String, usize>,
}

impl<T> Default for Registry<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            positions: BTreeMap::new(),
        }
    }
}

impl<T> Registry<T> {
    /// Takes things by their ids. Where two have the same, the first stays, and the pair is given
    /// to `clash` by their places in the list.
    pub fn new<'a>(
        items: Vec<T>,
        id: impl Fn(&T) -> &str + 'a,
        mut clash: impl FnMut(&T, &T),
    ) -> Self {
        let mut registry = Self::default();
        for item in items {
            let key = id(&item).to_owned();
            match registry.positions.get(&key) {
                Some(&first) => clash(&registry.items[first], &item),
                None => {
                    registry.positions.insert(key, registry.items.len());
                    registry.items.push(item);
                }
            }
        }
        registry
    }

    /// Where the thing with this id stands.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.positions.get(id).copied()
    }

    /// The thing with this id.
    pub fn find(&self, id: &str) -> Option<&T> {
        self.position(id).map(|position| &self.items[position])
    }

    /// Every thing, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.items.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

impl<T> std::ops::Index<usize> for Registry<T> {
    type Output = T;

    fn index(&self, position: usize) -> &T {
        &self.items[position]
    }
}

impl<'a, T> IntoIterator for &'a Registry<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Something declared in a registry file: it has an id, and the id has a place.
pub(super) trait Declared: FromYaml {
    fn id(&self) -> &str;
    fn span(&self) -> Span;
}

/// Reads a registry file: a list of entries.
///
/// # Errors
/// Those of the entries, and `id/duplicate`.
pub(super) fn read<T: Declared>(node: &Node, reader: &mut Reader<'_>) -> Registry<T> {
    // A file that holds nothing but comments declares nothing.
    if node.value == Value::Null {
        return Registry::default();
    }
    let mut items: Vec<T> = FromYaml::from_yaml(node, reader).unwrap_or_default();
    items.retain(|item| {
        let is_good = is_id(item.id());
        if !is_good {
            reader.diagnostics.push(bad_id(item.id(), item.span()));
        }
        is_good
    });
    Registry::new(items, T::id, |first, second| {
        reader
            .diagnostics
            .push(duplicate(first.id(), first.span(), second.span()));
    })
}

/// The fault of declaring an id with characters that ids do not have.
fn bad_id(id: &str, span: Span) -> Diagnostic {
    BAD_ID
        .at(
            span,
            Wording::new(
                format!("“{id}”不能作标识"),
                format!("`{id}` cannot be an id"),
            ),
        )
        .with_help(Wording::new(
            "标识只用小写字母、数字和连字符",
            "an id has lower-case letters, digits and hyphens only",
        ))
}

/// The fault of declaring an id twice.
pub(super) fn duplicate(id: &str, first: Span, second: Span) -> Diagnostic {
    DUPLICATE_ID
        .at(
            second,
            Wording::new(
                format!("标识“{id}”重复"),
                format!("id `{id}` is used twice"),
            ),
        )
        .with_label(first, Wording::new("先在此处使用", "first used here"))
}
