//! Values keep their places, and one mapping shows all its faults at once.

use super::*;
use crate::diagnostic::Diagnostic;
use crate::locale::{Direction, LocaleSettings, Locales, Localized};
use crate::source::{SourceFile, SourceId, Sources};

fn source() -> SourceId {
    let sources = Sources::new(vec![SourceFile::new("a.yaml", "")]);
    sources.iter().next().expect("one file").0
}

fn locales() -> Locales {
    let language = |code: &str| LocaleSettings {
        code: code.to_owned(),
        tag: code.to_owned(),
        name: code.to_owned(),
        dir: Direction::Ltr,
    };
    Locales::new(vec![language("zh"), language("en")]).expect("two languages")
}

/// Reads a text with `read` and gives each fault as `code: the text at its place`.
fn faults(text: &str, read: impl FnOnce(&Node, &mut Reader<'_>)) -> Vec<String> {
    let mut diagnostics = Vec::new();
    let locales = locales();
    if let Some(node) = parse(text, source(), 0, &mut diagnostics) {
        let mut reader = Reader {
            locales: &locales,
            diagnostics: &mut diagnostics,
        };
        read(&node, &mut reader);
    }
    let shown = |diagnostic: &Diagnostic| match &diagnostic.place {
        crate::diagnostic::Place::Span(span) => {
            format!("{}: {}", diagnostic.rule.code, &text[span.range()])
        }
        crate::diagnostic::Place::Path(path) => format!("{}: {path}", diagnostic.rule.code),
    };
    diagnostics.iter().map(shown).collect()
}

#[test]
fn every_fault_of_a_mapping_is_found_at_its_place() {
    let text = "titel: 规划\nyear: 二〇一七\nname: {zh: 财政部, fr: Finances}\ntags: x\n";
    let found = faults(text, |node, reader| {
        let mut fields = Fields::open(node, reader).expect("a mapping");
        assert_eq!(fields.required::<String>("title", reader), None);
        assert_eq!(fields.optional::<u64>("year", reader), None);
        let name = fields.required::<Localized<String>>("name", reader);
        assert_eq!(
            name.expect("a name").text(crate::locale::Locale::PRIMARY),
            "财政部"
        );
        assert_eq!(fields.list::<String>("tags", reader), Vec::<String>::new());
        fields.finish(reader);
    });
    assert_eq!(
        found,
        [
            "yaml/missing-field: titel",
            "yaml/wrong-type: 二〇一七",
            "yaml/unknown-language: fr",
            "yaml/wrong-type: x",
            "yaml/unknown-key: titel",
        ]
    );
}

#[test]
fn places_hold_with_windows_line_ends_anchors_and_wide_characters() {
    let text = "一: &a [甲, 乙]\r\n二: *a\r\n三:\r\n- 丙\r\n- {丁: 戊}\r\n";
    let found = faults(text, |node, reader| {
        let fields = Fields::open(node, reader).expect("a mapping");
        for entry in fields.entries() {
            if let Value::List(items) = &entry.value.value {
                for item in items {
                    reader.wrong_type(item, &item.value, ("", ""));
                }
            }
        }
    });
    let expected =
        ["甲", "乙", "*a", "*a", "丙", "{丁: 戊}"].map(|at| format!("yaml/wrong-type: {at}"));
    assert_eq!(found, expected);
}

#[test]
fn broken_yaml_is_one_fault_where_reading_stopped() {
    let found = faults("title: x\n  bad: y\n", |_, _| {});
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with("yaml/syntax"), "{found:?}");
    let found = faults("a: 1\na: 2\n", |_, _| {});
    assert!(found[0].starts_with("yaml/syntax"), "{found:?}");
    assert_eq!(faults("a: [[x]]", |_, _| {}), Vec::<String>::new());
}

#[test]
fn the_commonest_slips_are_named() {
    let remedy = |text: &str| {
        let mut diagnostics = Vec::new();
        parse(text, source(), 0, &mut diagnostics);
        diagnostics[0].help[0].en.clone()
    };
    let cases = [
        ("a:\n\tb: c\n", "a tab is used to indent"),
        ("title：规划\nregion: x\n", "full-width"),
        ("title: \"开放\nregion: x\n", "no partner"),
        ("title: a: b\n", "quote values"),
    ];
    for (text, expected) in cases {
        assert!(remedy(text).contains(expected), "{text}: {}", remedy(text));
    }
}

proptest::proptest! {
    #[test]
    fn no_text_panics(text in "[a-z:\\-\\[\\]{}&*!'\"#\n\t 一二]{0,40}") {
        let mut diagnostics = Vec::new();
        parse(&text, source(), 0, &mut diagnostics);
    }
}
