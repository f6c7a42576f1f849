//! A text as a tree of blocks and inlines: plain values that every form of output reads.

use crate::source::Span;

/// A block with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// The bytes it was written in.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// What a [`Block`] is.
#[derive(Clone, Debug, PartialEq)]
pub enum BlockKind {
    /// Running text.
    Paragraph(Vec<Inline>),
    /// A heading that opens no section: it has no id of its own until the outline gives it one.
    Heading {
        /// From 1 to 6, as written.
        level: u8,
        /// `PARENT-hN`, or the id written for it.
        id: Option<String>,
        /// The classes written for it.
        classes: Vec<String>,
        /// The text.
        content: Vec<Inline>,
    },
    /// A list; `start` is the first number of a numbered one.
    List {
        /// The first number, if it is numbered.
        start: Option<u64>,
        /// The items.
        items: Vec<Vec<Block>>,
    },
    /// A quotation; or a special column 专栏, when headings with ids stand in it.
    Quote(Vec<Block>),
    /// A table; the first row is its head.
    Table {
        /// The rows, each a list of cells.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// Preformatted text.
    Code {
        /// The word after the fence.
        language: String,
        /// The text.
        text: String,
    },
    /// A line across.
    Rule,
    /// A footnote's text.
    Footnote {
        /// The label it is referred to by.
        label: String,
        /// The text.
        blocks: Vec<Block>,
    },
    /// `![[…]]` on a line of its own: the text of another thing stands here.
    Embed(Link),
}

/// A run of text.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Characters.
    Text(String),
    /// Code.
    Code(String),
    /// A line end in the source that counts as a space.
    SoftBreak,
    /// A line end that is kept.
    HardBreak,
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// Text struck out.
    Strikethrough(Vec<Inline>),
    /// A link.
    Link(Link),
    /// An image; the content of the link is its text alternative.
    Image(Link),
    /// A reference to a footnote.
    FootnoteReference(String),
}

/// A link as written.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Where it was written.
    pub span: Span,
    /// Where it leads.
    pub target: LinkTarget,
    /// The text shown; empty means the title of what it leads to.
    pub content: Vec<Inline>,
}

/// Where a [`Link`] leads, as written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LinkTarget {
    /// `[[…]]`: an id of this knowledge base.
    Wiki(String),
    /// `[text](…)`: an address or a relative path.
    Address(String),
}

impl LinkTarget {
    /// The target as written.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Wiki(text) | Self::Address(text) => text,
        }
    }
}

/// How a tree becomes plain text.
pub struct TextOptions<'a> {
    /// The text of a link that shows the title of its target.
    pub link_text: &'a dyn Fn(&Link) -> String,
}

impl TextOptions<'static> {
    /// Links without a text of their own are left out.
    pub const PLAIN: Self = Self {
        link_text: &|_| String::new(),
    };
}

/// The characters of inlines, without any markup.
pub fn plain_text(inlines: &[Inline], options: &TextOptions<'_>) -> String {
    let mut text = String::new();
    push_inlines(inlines, options, &mut text);
    text
}

fn push_inlines(inlines: &[Inline], options: &TextOptions<'_>, text: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(part) | Inline::Code(part) => text.push_str(part),
            Inline::SoftBreak => text.push(' '),
            Inline::HardBreak => text.push('\n'),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => {
                push_inlines(inner, options, text);
            }
            Inline::Link(link) | Inline::Image(link) if link.content.is_empty() => {
                text.push_str(&(options.link_text)(link));
            }
            Inline::Link(link) | Inline::Image(link) => push_inlines(&link.content, options, text),
            Inline::FootnoteReference(_) => {}
        }
    }
}

impl Block {
    /// The characters of the block, a line per paragraph, item and row.
    pub fn text(&self, options: &TextOptions<'_>) -> String {
        let mut lines = Vec::new();
        self.push_lines(options, &mut lines);
        lines.join("\n")
    }

    fn push_lines(&self, options: &TextOptions<'_>, lines: &mut Vec<String>) {
        match &self.kind {
            BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => {
                lines.push(plain_text(content, options));
            }
            BlockKind::List { items, .. } => {
                for block in items.iter().flatten() {
                    block.push_lines(options, lines);
                }
            }
            BlockKind::Quote(blocks) | BlockKind::Footnote { blocks, .. } => {
                for block in blocks {
                    block.push_lines(options, lines);
                }
            }
            BlockKind::Table { rows } => {
                for row in rows {
                    let cells: Vec<_> = row.iter().map(|cell| plain_text(cell, options)).collect();
                    lines.push(cells.join("\t"));
                }
            }
            BlockKind::Code { text, .. } => lines.push(text.clone()),
            BlockKind::Rule | BlockKind::Embed(_) => {}
        }
    }
}

/// Calls `visit` for every link, image and embedding in document order.
pub fn visit_links<'t>(blocks: &'t [Block], visit: &mut dyn FnMut(&'t Link)) {
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => {
                visit_inline_links(content, visit);
            }
            BlockKind::List { items, .. } => {
                for item in items {
                    visit_links(item, visit);
                }
            }
            BlockKind::Quote(blocks) | BlockKind::Footnote { blocks, .. } => {
                visit_links(blocks, visit);
            }
            BlockKind::Table { rows } => {
                for cell in rows.iter().flatten() {
                    visit_inline_links(cell, visit);
                }
            }
            BlockKind::Embed(link) => visit(link),
            BlockKind::Code { .. } | BlockKind::Rule => {}
        }
    }
}

/// Calls `visit` for every link and image among inlines.
pub fn visit_inline_links<'t>(inlines: &'t [Inline], visit: &mut dyn FnMut(&'t Link)) {
    for inline in inlines {
        match inline {
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => {
                visit_inline_links(inner, visit);
            }
            Inline::Link(link) | Inline::Image(link) => {
                visit(link);
                visit_inline_links(&link.content, visit);
            }
            Inline::Text(_)
            | Inline::Code(_)
            | Inline::SoftBreak
            | Inline::HardBreak
            | Inline::FootnoteReference(_) => {}
        }
    }
}
