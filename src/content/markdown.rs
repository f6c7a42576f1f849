//! Markdown to a tree of blocks: CommonMark with tables, footnotes, strikethrough, heading ids and
//! `[[…]]` links. Raw HTML is off: it is reported and shown as the characters it is made of.

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::emphasis;
use super::soft_break;
use super::tree::{Block, BlockKind, Inline, Link, LinkTarget};
use crate::diagnostic::{Diagnostic, Rule, Wording};
use crate::source::{SourceId, Span};

/// HTML among the Markdown.
pub const RAW_HTML: Rule = Rule::warning("markdown/raw-html");

/// How deep quotations, lists and emphasis may stand in one another. What stands deeper is kept
/// without them, so that whoever walks the tree cannot run out of stack.
const MAX_DEPTH: usize = 100;

/// Reads the text from byte `start` of a file on.
pub(super) fn parse(
    text: &str,
    start: usize,
    source: SourceId,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Block> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_WIKILINKS;
    let body = &text[start..];
    let mut builder = Builder {
        text,
        frames: vec![Frame::default()],
        diagnostics,
    };
    for (event, range) in Parser::new_ext(body, options).into_offset_iter() {
        // The line end after a block is no part of it: carets would run on into the next line.
        let end = body[..range.end].trim_end().len().max(range.start);
        let span = Span::new(source, start + range.start..start + end);
        builder.event(event, span);
    }
    builder
        .frames
        .pop()
        .map(|frame| frame.blocks)
        .unwrap_or_default()
}

/// What is being built inside one open tag.
#[derive(Default)]
struct Frame {
    blocks: Vec<Block>,
    inlines: Vec<Inline>,
    items: Vec<Vec<Block>>,
    rows: Vec<Vec<Vec<Inline>>>,
    cells: Vec<Vec<Inline>>,
    /// The tag that opened the frame.
    tag: Option<Tag<'static>>,
    /// How many tags of emphasis are open that stand too deep to be kept.
    skipped: usize,
    /// Characters of a code block or of raw HTML.
    raw: String,
}

struct Builder<'t, 'd> {
    text: &'t str,
    frames: Vec<Frame>,
    diagnostics: &'d mut Vec<Diagnostic>,
}

impl Builder<'_, '_> {
    fn top(&mut self) -> &mut Frame {
        self.frames
            .last_mut()
            .expect("the outermost frame stays until the end")
    }

    fn event(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough)
                if self.is_too_deep() =>
            {
                self.top().skipped += 1;
            }
            Event::Start(tag) => self.frames.push(Frame {
                tag: Some(tag.into_static()),
                ..Frame::default()
            }),
            Event::End(end) => self.close(end, span),
            Event::Text(text) => self.characters(&text, span),
            Event::Code(code) => self.top().inlines.push(Inline::Code(code.into_string())),
            Event::SoftBreak => self.top().inlines.push(Inline::SoftBreak),
            Event::HardBreak => self.top().inlines.push(Inline::HardBreak),
            Event::Html(html) => self.top().raw.push_str(&html),
            Event::InlineHtml(html) => self.raw_html(&html, span),
            Event::FootnoteReference(label) => {
                let reference = Inline::FootnoteReference(label.into_string());
                self.top().inlines.push(reference);
            }
            Event::Rule => self.push(BlockKind::Rule, span),
            Event::InlineMath(_) | Event::DisplayMath(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn is_too_deep(&self) -> bool {
        self.frames.len() > MAX_DEPTH
    }

    fn push(&mut self, kind: BlockKind, span: Span) {
        self.flush(span);
        self.top().blocks.push(Block { span, kind });
    }

    /// Text of a tight list item stands in no paragraph: makes it one before a block follows.
    fn flush(&mut self, span: Span) {
        if !self.top().inlines.is_empty() {
            let content = self.inlines(span);
            let kind = BlockKind::Paragraph(content);
            self.top().blocks.push(Block { span, kind });
        }
    }

    /// Takes the finished inlines of the open frame.
    fn inlines(&mut self, span: Span) -> Vec<Inline> {
        let mut inlines = std::mem::take(&mut self.top().inlines);
        let unpaired = emphasis::pair(&mut inlines);
        if unpaired {
            self.diagnostics.push(emphasis::unpaired(self.text, span));
        }
        soft_break::resolve(&mut inlines);
        inlines
    }

    fn characters(&mut self, text: &str, span: Span) {
        let is_code = matches!(self.top().tag, Some(Tag::CodeBlock(_)));
        if is_code {
            self.top().raw.push_str(text);
            return;
        }
        let is_escaped = self.text[..span.start].ends_with('\\');
        let text = &emphasis::clean(text);
        let inlines = &mut self.top().inlines;
        if text == "*" && !is_escaped {
            // A star that CommonMark left as it was: `emphasis` has another look at it.
            match inlines.last_mut() {
                Some(Inline::Text(last)) if emphasis::is_marker(last) => emphasis::lengthen(last),
                _ => inlines.push(Inline::Text(emphasis::markers(1))),
            }
            return;
        }
        match inlines.last_mut() {
            Some(Inline::Text(last)) if !emphasis::is_marker(last) => last.push_str(text),
            _ => inlines.push(Inline::Text(text.to_owned())),
        }
    }

    /// Comments are dropped; other HTML is reported and shown as characters.
    fn raw_html(&mut self, html: &str, span: Span) {
        let html = &without_comments(html);
        if html.trim().is_empty() {
            return;
        }
        self.diagnostics.push(
            RAW_HTML
                .at(
                    span,
                    Wording::new(
                        "HTML 标记不起作用，将照字面显示",
                        "HTML tags have no effect and are shown as text",
                    ),
                )
                .with_help(Wording::new(
                    "改用 Markdown 写法；要显示尖括号，请写在反引号（`）内",
                    "write Markdown instead; to show angle brackets, put them in backquotes",
                )),
        );
        let inlines = &mut self.top().inlines;
        match inlines.last_mut() {
            Some(Inline::Text(last)) => last.push_str(html),
            _ => inlines.push(Inline::Text(html.to_owned())),
        }
    }

    fn close(&mut self, end: TagEnd, span: Span) {
        match end {
            TagEnd::Paragraph => {
                let content = self.inlines(span);
                self.frames.pop();
                if let Some(embed) = embed_alone(&content) {
                    self.push(BlockKind::Embed(embed), span);
                } else if !content.is_empty() {
                    self.push(BlockKind::Paragraph(content), span);
                }
            }
            TagEnd::Heading(level) => {
                let content = self.inlines(span);
                let tag = self.frames.pop().and_then(|frame| frame.tag);
                let Some(Tag::Heading { id, classes, .. }) = tag else {
                    return;
                };
                let kind = BlockKind::Heading {
                    level: level as u8,
                    id: id.map(pulldown_cmark::CowStr::into_string),
                    classes: classes
                        .into_iter()
                        .map(pulldown_cmark::CowStr::into_string)
                        .collect(),
                    content,
                };
                self.push(kind, span);
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough if self.top().skipped > 0 => {
                self.top().skipped -= 1;
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => {
                let inner = std::mem::take(&mut self.top().inlines);
                self.frames.pop();
                let written = &self.text[span.range()];
                let inlines = &mut self
                    .frames
                    .last_mut()
                    .expect("a tag stands in a frame")
                    .inlines;
                match end {
                    TagEnd::Emphasis => inlines.push(Inline::Emphasis(inner)),
                    TagEnd::Strikethrough => inlines.push(Inline::Strikethrough(inner)),
                    // Which `**` belong together is decided for the paragraph as a whole.
                    _ if written.starts_with("**") && !written.starts_with("***") => {
                        inlines.push(Inline::Text(emphasis::markers(2)));
                        inlines.extend(inner);
                        inlines.push(Inline::Text(emphasis::markers(2)));
                    }
                    _ => inlines.push(Inline::Strong(inner)),
                }
            }
            TagEnd::Link | TagEnd::Image => {
                let content = std::mem::take(&mut self.top().inlines);
                let tag = self.frames.pop().and_then(|frame| frame.tag);
                let Some(
                    Tag::Link {
                        link_type,
                        dest_url,
                        ..
                    }
                    | Tag::Image {
                        link_type,
                        dest_url,
                        ..
                    },
                ) = tag
                else {
                    return;
                };
                if self.is_too_deep() {
                    self.top().inlines.extend(content);
                    return;
                }
                let link = make_link(link_type, &dest_url, content, span);
                self.top().inlines.push(if end == TagEnd::Image {
                    Inline::Image(link)
                } else {
                    Inline::Link(link)
                });
            }
            TagEnd::CodeBlock => {
                let Some(frame) = self.frames.pop() else {
                    return;
                };
                let language = match frame.tag {
                    Some(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => language.into_string(),
                    _ => String::new(),
                };
                let text = frame.raw;
                self.push(BlockKind::Code { language, text }, span);
            }
            TagEnd::HtmlBlock => {
                let raw = self.frames.pop().map(|frame| frame.raw).unwrap_or_default();
                self.raw_html(raw.trim_end(), span);
                self.flush(span);
            }
            TagEnd::BlockQuote(_) => {
                self.flush(span);
                let blocks = self
                    .frames
                    .pop()
                    .map(|frame| frame.blocks)
                    .unwrap_or_default();
                if self.is_too_deep() {
                    self.top().blocks.extend(blocks);
                    return;
                }
                self.push(BlockKind::Quote(blocks), span);
            }
            TagEnd::FootnoteDefinition => {
                self.flush(span);
                let Some(frame) = self.frames.pop() else {
                    return;
                };
                let Some(Tag::FootnoteDefinition(label)) = frame.tag else {
                    return;
                };
                let kind = BlockKind::Footnote {
                    label: label.into_string(),
                    blocks: frame.blocks,
                };
                self.push(kind, span);
            }
            TagEnd::Item => {
                self.flush(span);
                let blocks = self
                    .frames
                    .pop()
                    .map(|frame| frame.blocks)
                    .unwrap_or_default();
                self.top().items.push(blocks);
            }
            TagEnd::List(_) => {
                let Some(frame) = self.frames.pop() else {
                    return;
                };
                let start = match frame.tag {
                    Some(Tag::List(start)) => start,
                    _ => None,
                };
                let items = frame.items;
                if self.is_too_deep() {
                    self.top().blocks.extend(items.into_iter().flatten());
                    return;
                }
                self.push(BlockKind::List { start, items }, span);
            }
            TagEnd::TableCell => {
                let content = self.inlines(span);
                self.frames.pop();
                self.top().cells.push(content);
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                let cells = self
                    .frames
                    .pop()
                    .map(|frame| frame.cells)
                    .unwrap_or_default();
                self.top().rows.push(cells);
            }
            TagEnd::Table => {
                let rows = self
                    .frames
                    .pop()
                    .map(|frame| frame.rows)
                    .unwrap_or_default();
                self.push(BlockKind::Table { rows }, span);
            }
            _ => {
                // Extensions that are not switched on: keep what was inside.
                let Some(frame) = self.frames.pop() else {
                    return;
                };
                self.top().inlines.extend(frame.inlines);
                self.top().blocks.extend(frame.blocks);
            }
        }
    }
}

/// HTML less its comments, which are the writer's own notes.
fn without_comments(html: &str) -> String {
    let mut rest = html;
    let mut kept = String::new();
    while let Some(start) = rest.find("<!--") {
        kept.push_str(&rest[..start]);
        rest = rest[start..]
            .find("-->")
            .map_or("", |end| &rest[start + end + 3..]);
    }
    kept.push_str(rest);
    kept
}

fn make_link(kind: LinkType, address: &str, content: Vec<Inline>, span: Span) -> Link {
    match kind {
        LinkType::WikiLink { has_pothole } => Link {
            span,
            // In a table the separator is written `\|`, and the backslash stays on the target.
            target: LinkTarget::Wiki(address.trim_end_matches('\\').trim().to_owned()),
            content: if has_pothole { content } else { Vec::new() },
        },
        LinkType::Email => Link {
            span,
            target: LinkTarget::Address(format!("mailto:{address}")),
            content,
        },
        _ => Link {
            span,
            target: LinkTarget::Address(address.to_owned()),
            content,
        },
    }
}

/// The link of a paragraph that is nothing but `![[…]]`.
fn embed_alone(content: &[Inline]) -> Option<Link> {
    match content {
        [Inline::Image(link)] if matches!(link.target, LinkTarget::Wiki(_)) => Some(link.clone()),
        _ => None,
    }
}
