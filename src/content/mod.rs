//! One file in, one [`Document`] out: which document it is (from its path), its front matter as
//! YAML nodes, and its Markdown as a tree of blocks cut into sections. Links are kept as written,
//! with their places; what they lead to is the graph's business. The only room that uses
//! pulldown-cmark; it knows nothing of other files, page addresses or templates.

mod anchor;
mod emphasis;
mod markdown;
mod outline;
mod soft_break;
mod tree;

pub use anchor::{INTRO, anchored, block_anchor, footnote_anchor};
pub use emphasis::UNPAIRED;
pub use markdown::RAW_HTML;
pub use outline::{BAD_ID, Body, ID_CLASH, NO_ID, Section, UNKNOWN_CLASS};
pub use tree::{
    Block, BlockKind, Inline, Link, LinkTarget, TextOptions, plain_text, visit_inline_links,
    visit_links,
};

use camino::Utf8Path;

use crate::diagnostic::{Diagnostic, Rule, Wording};
use crate::locale::{Locale, Locales};
use crate::source::{SourceFile, SourceId, Span};
use crate::text::nearest;
use crate::yaml::{self, Node, Value};

/// A file that is not named `ID.LANGUAGE.md` in one of the folders of documents.
pub const BAD_NAME: Rule = Rule::error("document/bad-name");
/// An id that the addresses of the site need for themselves.
pub const RESERVED_ID: Rule = Rule::error("id/reserved");
/// A document without front matter, or with one that is never closed.
pub const NO_FRONT_MATTER: Rule = Rule::error("document/no-front-matter");

/// Words that stand in addresses and so cannot be ids.
pub const RESERVED_WORDS: &[&str] = &[
    "about-data",
    "api",
    "assets",
    "cases",
    "courses",
    "data",
    "feed",
    "index",
    "matrix",
    "ministries",
    "page",
    "parallel",
    "policies",
    "regions",
    "search",
    "sitemap",
    "static",
    "terms",
    "topics",
];

/// What a document is, by the folder it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocumentKind {
    /// 政策文件, in `policies/`.
    Policy,
    /// 案例, in `cases/`.
    Case,
    /// 课程, in `courses/`.
    Course,
    /// A page such as “about”, in `pages/`.
    Page,
}

impl DocumentKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Policy, Self::Case, Self::Course, Self::Page];

    /// The folder of the kind under `content/`, which is its word in addresses too.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Policy => "policies",
            Self::Case => "cases",
            Self::Course => "courses",
            Self::Page => "pages",
        }
    }

    /// Words that sections of this kind cannot have as ids: that of the text before the first of
    /// them, and those that stand in addresses where sections have pages of their own.
    fn reserved_section_ids(self) -> &'static [&'static str] {
        match self {
            Self::Policy => &[INTRO, "matrix", "parallel"],
            Self::Case | Self::Course | Self::Page => &[INTRO],
        }
    }
}

/// One document in one language.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file.
    pub source: SourceId,
    /// What it is.
    pub kind: DocumentKind,
    /// Its id, shared by its translations.
    pub id: String,
    /// Its language.
    pub locale: Locale,
    /// The front matter, a mapping; none where it cannot be read, which is reported once.
    pub front_matter: Option<Node>,
    /// The text.
    pub body: Body,
}

/// Whether a text can be an id: lower-case letters, digits and hyphens, not at its ends.
pub fn is_id(text: &str) -> bool {
    !text.is_empty()
        && !text.starts_with('-')
        && !text.ends_with('-')
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// Whether a path is that of a document (a Markdown file), rather than a registry.
pub fn is_document(path: &Utf8Path) -> bool {
    path.starts_with("content") && path.extension() == Some("md")
}

/// Reads one file.
///
/// # Errors
/// `document/bad-name`, `id/reserved`, `document/no-front-matter`, `yaml/syntax`, and those of
/// the Markdown: `markdown/*`, `heading/*`. A file whose name says nothing gives no document.
pub fn parse(
    source: SourceId,
    file: &SourceFile,
    locales: &Locales,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Document> {
    let (kind, id, locale) = identify(file, locales, diagnostics)?;
    let (front_matter, body_start) = front_matter(source, file, diagnostics);
    let blocks = markdown::parse(file.text(), body_start, source, diagnostics);
    let body = outline::outline(blocks, kind.reserved_section_ids(), diagnostics);
    Some(Document {
        source,
        kind,
        id,
        locale,
        front_matter,
        body,
    })
}

/// Reads kind, id and language from `content/FOLDER/ID.LANGUAGE.md`.
fn identify(
    file: &SourceFile,
    locales: &Locales,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(DocumentKind, String, Locale)> {
    let path = file.path();
    let mut fault = |zh: String, en: String, help: (String, String)| {
        let fault = BAD_NAME.at(path.to_owned(), Wording::new(zh, en));
        diagnostics.push(fault.with_help(Wording::new(help.0, help.1)));
    };
    let parts: Vec<&str> = path.as_str().split('/').collect();
    let folders = DocumentKind::ALL.map(DocumentKind::folder);
    let kind = match parts[..] {
        ["content", folder, _] => DocumentKind::ALL
            .into_iter()
            .find(|kind| kind.folder() == folder),
        _ => None,
    };
    let Some(kind) = kind else {
        let near = parts
            .get(1)
            .and_then(|folder| nearest(folder, folders))
            .unwrap_or("pages");
        fault(
            "文档不在 policies、cases、courses、pages 之一内".to_owned(),
            "a document outside policies, cases, courses and pages".to_owned(),
            (
                format!("请移到 content/{near}/ 之内（不设子文件夹）"),
                format!("move it into content/{near}/ (no folders inside)"),
            ),
        );
        return None;
    };
    let name = path.file_stem().unwrap_or_default();
    let codes: Vec<_> = locales.iter().map(|locale| locales.code(locale)).collect();
    let Some((id, code)) = name.rsplit_once('.') else {
        fault(
            format!("文件名“{name}.md”没有语言"),
            format!("the file name `{name}.md` names no language"),
            (
                format!("请改名为 {name}.{}.md", codes[0]),
                format!("rename it to {name}.{}.md", codes[0]),
            ),
        );
        return None;
    };
    let Some(locale) = locales.with_code(code) else {
        let list = codes.join(", ");
        fault(
            format!("本站没有“{code}”这种语言"),
            format!("the site has no language `{code}`"),
            (
                format!("site.yaml 所列语言：{list}"),
                format!("languages declared in site.yaml: {list}"),
            ),
        );
        return None;
    };
    if !is_id(id) {
        fault(
            format!("“{id}”不能作标识"),
            format!("`{id}` cannot be an id"),
            (
                "标识只用小写字母、数字和连字符".to_owned(),
                "an id has lower-case letters, digits and hyphens only".to_owned(),
            ),
        );
        return None;
    }
    if RESERVED_WORDS.contains(&id) {
        diagnostics.push(reserved(path.to_owned(), id));
        return None;
    }
    Some((kind, id.to_owned(), locale))
}

/// The fault of using a word that addresses need.
pub fn reserved(place: impl Into<crate::diagnostic::Place>, id: &str) -> Diagnostic {
    RESERVED_ID
        .at(
            place,
            Wording::new(
                format!("“{id}”是网址保留词，不能作标识"),
                format!("`{id}` is reserved for addresses and cannot be an id"),
            ),
        )
        .with_help(Wording::new("请换一个标识", "choose another id"))
}

/// Reads what stands between the `---` fences; gives the offset at which the text begins too.
fn front_matter(
    source: SourceId,
    file: &SourceFile,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Option<Node>, usize) {
    let text = file.text();
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    let mut offset = first.len();
    let start = offset;
    let mut closed = None;
    if first.trim_end() == "---" {
        for line in lines {
            if line.trim_end() == "---" {
                closed = Some((offset, offset + line.len()));
                break;
            }
            offset += line.len();
        }
    }
    let Some((end, body_start)) = closed else {
        let first_line = Span::new(source, 0..first.trim_end().len());
        diagnostics.push(if first.trim_end() == "---" {
            NO_FRONT_MATTER
                .at(
                    first_line,
                    Wording::new(
                        "文首的元数据没有结束",
                        "the front matter is never closed",
                    ),
                )
                .with_help(Wording::new(
                    "在元数据之后另起一行写 ---",
                    "write a line `---` after it",
                ))
        } else {
            NO_FRONT_MATTER
                .at(
                    first_line,
                    Wording::new("缺少文首的元数据", "no front matter at the top of the file"),
                )
                .with_help(Wording::new(
                    "文件第一行写 ---，随后是“title: 标题”等各项，再写一行 ---",
                    "begin the file with a line `---`, then `title: …` and the other fields, then a line `---`",
                ))
        });
        return (None, 0);
    };
    let empty = Node {
        span: Span::new(source, start..start),
        value: Value::Map(Vec::new()),
    };
    let node = match yaml::parse(&text[start..end], source, start, diagnostics) {
        Some(node) if matches!(node.value, Value::Map(_)) => Some(node),
        Some(node) if node.value == Value::Null => Some(empty),
        Some(node) => {
            diagnostics.push(yaml::WRONG_TYPE.at(
                node.span,
                Wording::new(
                    "元数据应为“键: 值”各行",
                    "front matter is lines of `key: value`",
                ),
            ));
            None
        }
        None => None,
    };
    (node, body_start)
}
