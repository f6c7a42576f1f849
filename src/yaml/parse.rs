//! Text to [`Node`]s: serde_yaml says what the text means, the events of saphyr-parser say where
//! each value stands, and the two trees are walked side by side.

use saphyr_parser::{Event, Parser};
use serde_yaml::Value as Yaml;

use super::{Entry, Node, SYNTAX, Value};
use crate::diagnostic::{Diagnostic, Wording};
use crate::source::{SourceId, Span};

/// Reads a YAML text that begins at byte `offset` of a source file.
///
/// # Errors
/// `yaml/syntax`, at the place where reading stopped; then there is no node.
pub fn parse(
    text: &str,
    source: SourceId,
    offset: usize,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Node> {
    let value = match serde_yaml::from_str::<Yaml>(text) {
        Ok(value) => value,
        Err(error) => {
            diagnostics.push(syntax_error(text, source, offset, &error));
            return None;
        }
    };
    let whole = Span::new(source, offset..offset + text.trim_end().len());
    let mut places = Places::new(text, source, offset);
    Some(places.node(value, whole))
}

fn syntax_error(
    text: &str,
    source: SourceId,
    offset: usize,
    error: &serde_yaml::Error,
) -> Diagnostic {
    let at = error
        .location()
        .map_or(0, |location| location.index().min(text.len()));
    let end = at + text[at..].chars().next().map_or(0, char::len_utf8);
    // The position stands in the span; what is left of the message says why.
    let reason = error.to_string();
    let reason = reason
        .find(" at line ")
        .map_or(reason.as_str(), |cut| &reason[..cut])
        .to_owned();
    let diagnostic = SYNTAX.at(
        Span::new(source, offset + at..offset + end),
        Wording::new(
            format!("YAML 写法有误：{}", in_chinese(&reason)),
            format!("invalid YAML: {reason}"),
        ),
    );
    diagnostic.with_help(remedy(text, at))
}

/// What is most likely wrong, by the lines up to where reading stopped: the slips that people make
/// most, which the reader notices a line later.
fn remedy(text: &str, at: usize) -> Wording {
    let rest = &text[at..];
    let read = &text[..at + rest.find('\n').unwrap_or(rest.len())];
    let is_key = |key: &str| {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
        !key.is_empty() && key.bytes().all(is_plain)
    };
    let has_tab = |line: &str| {
        let trimmed = line.trim_start();
        line[..line.len() - trimmed.len()].contains('\t')
    };
    if read.lines().any(has_tab) {
        return Wording::new(
            "缩进用了制表符（Tab），请改成空格",
            "a tab is used to indent; use spaces",
        );
    }
    let mut keys = read.lines().filter_map(|line| line.split_once('：'));
    if let Some((key, _)) = keys.find(|(key, _)| is_key(key.trim())) {
        let key = key.trim();
        return Wording::new(
            format!("“{key}”后面的冒号是全角，请改成半角冒号加空格：{key}: …"),
            format!("the colon after `{key}` is full-width; write `{key}: …`"),
        );
    }
    let is_open = |line: &&str| line.matches('"').count() % 2 == 1;
    if let Some(line) = read.lines().find(is_open) {
        let line = line.trim();
        return Wording::new(
            format!("这一行的双引号没有配对：{line}"),
            format!("a double quote has no partner in the line: {line}"),
        );
    }
    Wording::new(
        "值中含有“: ”“#”或以特殊符号开头时，请加双引号；上下行缩进须对齐",
        "quote values that hold `: ` or `#` or begin with a special character; align the indentation",
    )
}

/// The reasons of the YAML reader that are met most, by how they begin.
const REASONS: [(&str, &str); 14] = [
    ("mapping values are not allowed", "此处不能再有“: ”"),
    ("did not find expected key", "此处应为“键: 值”"),
    ("did not find expected '-'", "列表的各行应以“- ”开头并对齐"),
    ("did not find expected ',' or ']'", "方括号内缺少“,”或“]”"),
    ("did not find expected ',' or '}'", "花括号内缺少“,”或“}”"),
    ("did not find expected node content", "此处缺少内容"),
    (
        "did not find expected <document start>",
        "正文之前的内容已经结束，不能再有内容",
    ),
    ("could not find expected ':'", "缺少“: ”"),
    (
        "found character that cannot start any token",
        "此处不能用这个字符开头",
    ),
    ("found unexpected end of stream", "引号或括号没有收尾"),
    ("found unknown escape character", "双引号内的“\\”用法不对"),
    (
        "block sequence entries are not allowed",
        "此处不能以“- ”开头",
    ),
    ("duplicate entry with key", "同一项写了两次"),
    ("control characters are not allowed", "含有不可见的控制字符"),
];

/// A reason in Chinese where there is a wording, else as it is.
fn in_chinese(reason: &str) -> &str {
    let known = REASONS.iter().find(|(begin, _)| reason.contains(begin));
    known.map_or(reason, |(_, chinese)| chinese)
}

/// The places of values, in the order in which they are written.
struct Places<'t> {
    parser: Parser<'t, saphyr_parser::StrInput<'t>>,
    text: &'t str,
    /// The byte offset of each character, as the parser counts characters.
    bytes: Vec<usize>,
    source: SourceId,
    offset: usize,
    /// Set when the two readers disagree: from there on, values get the span of what holds them.
    is_lost: bool,
}

impl<'t> Places<'t> {
    fn new(text: &'t str, source: SourceId, offset: usize) -> Self {
        let bytes = text
            .char_indices()
            .map(|(at, _)| at)
            .chain([text.len()])
            .collect();
        Self {
            parser: Parser::new_from_str(text),
            text,
            bytes,
            source,
            offset,
            is_lost: false,
        }
    }

    /// The next event that stands for a value or closes one.
    fn next(&mut self) -> Option<(Event<'t>, Span)> {
        while !self.is_lost {
            match self.parser.next_event() {
                Some(Ok((
                    Event::Nothing
                    | Event::StreamStart
                    | Event::DocumentStart(_)
                    | Event::DocumentEnd,
                    _,
                ))) => {}
                Some(Ok((event, span))) => {
                    let at = |index: usize| {
                        self.offset
                            + self
                                .bytes
                                .get(index)
                                .or(self.bytes.last())
                                .copied()
                                .unwrap_or(0)
                    };
                    let range = at(span.start.index())..at(span.end.index());
                    return Some((event, Span::new(self.source, range)));
                }
                Some(Err(_)) | None => self.is_lost = true,
            }
        }
        None
    }

    /// Walks a value and its events; `around` is the span of what holds it.
    fn node(&mut self, value: Yaml, around: Span) -> Node {
        let Some((event, span)) = self.next() else {
            return without_places(value, around);
        };
        match (value, event) {
            (Yaml::Tagged(tagged), event) => self.placed(tagged.value, event, span),
            (value, event) => self.placed(value, event, span),
        }
    }

    fn placed(&mut self, value: Yaml, event: Event<'t>, span: Span) -> Node {
        match (value, event) {
            (Yaml::Sequence(values), Event::SequenceStart(..)) => {
                let items = values
                    .into_iter()
                    .map(|value| self.node(value, span))
                    .collect();
                Node {
                    span: self.close(span),
                    value: Value::List(items),
                }
            }
            (Yaml::Mapping(mapping), Event::MappingStart(..)) => {
                let entries = mapping
                    .into_iter()
                    .map(|(key, value)| {
                        let key = self.node(key, span);
                        Entry {
                            key: key_text(&key.value),
                            key_span: key.span,
                            value: self.node(value, key.span),
                        }
                    })
                    .collect();
                Node {
                    span: self.close(span),
                    value: Value::Map(entries),
                }
            }
            (Yaml::Number(_), Event::Scalar(text, ..)) => Node {
                span,
                value: Value::Number(text.into_owned()),
            },
            (value @ (Yaml::Null | Yaml::Bool(_) | Yaml::String(_)), Event::Scalar(..)) => {
                without_places(value, span)
            }
            (value, Event::Alias(_)) => without_places(value, span),
            (value, _) => {
                self.is_lost = true;
                without_places(value, span)
            }
        }
    }

    /// Reads the closing event of a list or mapping that began at `open`.
    fn close(&mut self, open: Span) -> Span {
        let end = self.next().map_or(open.end, |(_, span)| span.end);
        // What is indented closes where the next thing begins: the blanks between belong to neither.
        let written = &self.text[..end - self.offset];
        let end = self.offset + written.trim_end().len();
        Span {
            end: end.max(open.end),
            ..open
        }
    }
}

/// A value whose parts all get the span of the whole.
fn without_places(value: Yaml, span: Span) -> Node {
    let value = match value {
        Yaml::Null => Value::Null,
        Yaml::Bool(value) => Value::Bool(value),
        Yaml::Number(number) => Value::Number(number.to_string()),
        Yaml::String(text) => Value::Text(text),
        Yaml::Sequence(values) => Value::List(
            values
                .into_iter()
                .map(|value| without_places(value, span))
                .collect(),
        ),
        Yaml::Mapping(mapping) => Value::Map(
            mapping
                .into_iter()
                .map(|(key, value)| Entry {
                    key: key_text(&without_places(key, span).value),
                    key_span: span,
                    value: without_places(value, span),
                })
                .collect(),
        ),
        Yaml::Tagged(tagged) => return without_places(tagged.value, span),
    };
    Node { span, value }
}

/// A key as text: `150000:` is a number to YAML, and a key to us.
fn key_text(value: &Value) -> String {
    match value {
        Value::Text(text) | Value::Number(text) => text.clone(),
        Value::Bool(value) => value.to_string(),
        Value::Null | Value::List(_) | Value::Map(_) => String::new(),
    }
}
