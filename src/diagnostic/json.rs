//! Faults for programs and editors: one JSON array, one object a fault. For people see
//! [`super::human`].

use serde::Serialize;

use super::{Diagnostic, Place, Severity, Wording};
use crate::source::{Sources, Span};

/// One fault as it is written.
#[derive(Serialize)]
struct Fault<'a> {
    code: &'a str,
    severity: Severity,
    message: &'a Wording,
    path: &'a str,
    #[serde(flatten)]
    run: Run,
    labels: Vec<Label<'a>>,
    help: &'a [Wording],
    docs: String,
}

/// A second place as it is written.
#[derive(Serialize)]
struct Label<'a> {
    path: &'a str,
    #[serde(flatten)]
    run: Run,
    text: &'a Wording,
}

/// Where something stands; all null for a file or folder as a whole.
#[derive(Default, Serialize)]
struct Run {
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    start: Option<usize>,
    end: Option<usize>,
}

impl Run {
    fn of(span: Span, sources: &Sources) -> Self {
        let file = sources.get(span.source);
        let first = file.location(span.start);
        let last = file.location(span.end);
        Self {
            line: Some(first.line),
            column: Some(first.column),
            end_line: Some(last.line),
            end_column: Some(last.column),
            start: Some(span.start),
            end: Some(span.end),
        }
    }
}

/// Every fault in the order given, as an indented JSON array with a line end.
///
/// # Shape
/// `code`, `severity` (`error` or `warning`), `message` (`zh`, `en`), `path` from the site folder,
/// `line`, `column`, `end_line`, `end_column`, `start`, `end`, `labels` (each with `path`, the same
/// six and `text`), `help` (each `zh`, `en`), `docs` (the command that explains the code). The six
/// are null where a file or folder as a whole is meant.
///
/// # Units
/// Lines and columns from 1, columns in characters; `start` and `end` in bytes from the start of
/// the file (a byte order mark not counted). Both ends are exclusive.
pub fn render(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let faults: Vec<_> = diagnostics
        .iter()
        .map(|diagnostic| fault(diagnostic, sources))
        .collect();
    indented(&faults) + "\n"
}

fn indented(faults: &[Fault<'_>]) -> String {
    serde_json::to_string_pretty(faults).expect("strings and numbers are always JSON")
}

fn fault<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Fault<'a> {
    Fault {
        code: diagnostic.rule.code,
        severity: diagnostic.rule.severity,
        message: &diagnostic.message,
        path: diagnostic.path(sources).as_str(),
        run: match &diagnostic.place {
            Place::Span(span) => Run::of(*span, sources),
            Place::Path(_) => Run::default(),
        },
        labels: diagnostic
            .labels
            .iter()
            .map(|label| Label {
                path: sources.get(label.span.source).path().as_str(),
                run: Run::of(label.span, sources),
                text: &label.text,
            })
            .collect(),
        help: &diagnostic.help,
        docs: format!("jingwei explain {}", diagnostic.rule.code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Rule;
    use crate::source::SourceFile;

    #[test]
    fn an_empty_list_is_an_empty_array() {
        assert_eq!(render(&[], &Sources::default()), "[]\n");
    }

    #[test]
    fn every_field_is_written() {
        let text = "id: 甲\nid: 乙\n";
        let sources = Sources::new(vec![SourceFile::new("content/a.yaml", text)]);
        let (source, _) = sources.iter().next().expect("one file");
        let faults = [
            Rule::error("front-matter/duplicate-key")
                .at(
                    Span::new(source, 8..10),
                    Wording::new("键重复：id", "duplicate key `id`"),
                )
                .with_label(
                    Span::new(source, 0..2),
                    Wording::new("先在这里", "first here"),
                )
                .with_help(Wording::new("删去一个", "remove one")),
            Rule::warning("file/stray").at(
                camino::Utf8PathBuf::from("content/x.docx"),
                Wording::new("多余的文件", "stray file"),
            ),
        ];
        let expected = r#"[
  {
    "code": "front-matter/duplicate-key",
    "severity": "error",
    "message": {
      "zh": "键重复：id",
      "en": "duplicate key `id`"
    },
    "path": "content/a.yaml",
    "line": 2,
    "column": 1,
    "end_line": 2,
    "end_column": 3,
    "start": 8,
    "end": 10,
    "labels": [
      {
        "path": "content/a.yaml",
        "line": 1,
        "column": 1,
        "end_line": 1,
        "end_column": 3,
        "start": 0,
        "end": 2,
        "text": {
          "zh": "先在这里",
          "en": "first here"
        }
      }
    ],
    "help": [
      {
        "zh": "删去一个",
        "en": "remove one"
      }
    ],
    "docs": "jingwei explain front-matter/duplicate-key"
  },
  {
    "code": "file/stray",
    "severity": "warning",
    "message": {
      "zh": "多余的文件",
      "en": "stray file"
    },
    "path": "content/x.docx",
    "line": null,
    "column": null,
    "end_line": null,
    "end_column": null,
    "start": null,
    "end": null,
    "labels": [],
    "help": [],
    "docs": "jingwei explain file/stray"
  }
]
"#;
        assert_eq!(render(&faults, &sources), expected);
    }
}
