//! Reads the YAML files of a theme, its manifest and its strings, with the place of every value.

use super::files::ThemeFile;
use crate::diagnostic::{Diagnostic, Rule, Wording};
use crate::source::{SourceFile, SourceId, Sources};
use crate::yaml::{Node, Value, parse};

/// Reads a file of a theme. `None` for one that cannot be read, which is reported under the rule.
pub(super) fn read(
    file: &ThemeFile,
    rule: Rule,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Node> {
    let mut faults = Vec::new();
    let source = file.source.unwrap_or_else(built_in_source);
    let node = parse(file.text(), source, 0, &mut faults);
    diagnostics.extend(faults.into_iter().map(|fault| Diagnostic { rule, ..fault }));
    node
}

/// The fault of a value that is not of the kind wanted, which is named in Chinese and English.
pub(super) fn wrong_kind(
    file: &ThemeFile,
    rule: Rule,
    node: &Node,
    wanted: (&str, &str),
) -> Diagnostic {
    rule.at(
        file.place(node.span.range()),
        Wording::new(
            format!("这里应当是{}", wanted.0),
            format!("this should be {}", wanted.1),
        ),
    )
}

/// The entries of a mapping; an empty file counts as an empty one.
pub(super) fn entries(node: &Node) -> Option<&[crate::yaml::Entry]> {
    match &node.value {
        Value::Map(entries) => Some(entries),
        Value::Null => Some(&[]),
        _ => None,
    }
}

/// An id for spans in files that the program carries. Such spans are never shown: see
/// [`ThemeFile::place`].
fn built_in_source() -> SourceId {
    let sources = Sources::new(vec![SourceFile::new("built-in", "")]);
    let (id, _) = sources.iter().next().expect("one file was put in");
    id
}
