//! Blocks to HTML. Every character that is not ours is escaped; links lead where the graph says,
//! and one that leads nowhere shows as text.

use std::fmt::Write as _;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::address;
use crate::content::{Block, BlockKind, Inline, Link};
use crate::graph::{Destination, resolve};
use crate::locale::Locale;
use crate::model::Target;

use super::chrome;
use super::context::Context;

/// Whose text is written, and how.
#[derive(Clone, Copy)]
pub(super) struct Setting<'a> {
    /// Whose text it is: relative links start from it.
    pub(super) from: Target,
    /// The language of the text.
    pub(super) locale: Locale,
    /// The section whose anchors the blocks get; none for a copy, which carries no ids.
    pub(super) anchor: Option<&'a str>,
    /// How much deeper headings stand than they were written.
    pub(super) deeper: u8,
}

/// Blocks as HTML.
pub(super) fn blocks(context: &Context<'_>, blocks: &[Block], setting: Setting<'_>) -> String {
    let mut writer = Writer {
        context,
        setting,
        html: String::new(),
    };
    match setting.anchor {
        Some(section) => {
            for (anchor, block) in address::anchored(section, blocks) {
                writer.block(block, Some(&anchor));
            }
        }
        None => writer.inner(blocks),
    }
    writer.html
}

/// Inlines as HTML, for headings.
pub(super) fn inlines(context: &Context<'_>, content: &[Inline], setting: Setting<'_>) -> String {
    let mut writer = Writer {
        context,
        setting,
        html: String::new(),
    };
    writer.inlines(content);
    writer.html
}

/// Text that may stand in HTML and in attributes between double quotes.
pub(super) fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    push_escaped(&mut html, text);
    html
}

fn push_escaped(html: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            _ => html.push(c),
        }
    }
}

struct Writer<'c, 's> {
    context: &'c Context<'c>,
    setting: Setting<'s>,
    html: String,
}

impl Writer<'_, '_> {
    fn open(&mut self, tag: &str, id: Option<&str>) {
        match id {
            Some(id) => {
                let _ = write!(self.html, "<{tag} id=\"{}\">", escape(id));
            }
            None => {
                let _ = write!(self.html, "<{tag}>");
            }
        }
    }

    fn block(&mut self, block: &Block, id: Option<&str>) {
        match &block.kind {
            BlockKind::Paragraph(content) => {
                self.open("p", id);
                self.inlines(content);
                self.html.push_str("</p>\n");
            }
            BlockKind::Heading {
                level,
                id: own,
                content,
                ..
            } => {
                let level = (level + self.setting.deeper).clamp(2, 6);
                let own = own.as_deref().filter(|_| self.setting.anchor.is_some());
                self.open(&format!("h{level}"), own.or(id));
                self.inlines(content);
                let _ = writeln!(self.html, "</h{level}>");
            }
            BlockKind::List { start, items } => self.list(*start, items, id),
            BlockKind::Quote(inner) => {
                self.open("blockquote", id);
                self.inner(inner);
                self.html.push_str("</blockquote>\n");
            }
            BlockKind::Table { rows } => self.table(rows, id),
            BlockKind::Code { text, .. } => {
                self.open("pre", id);
                self.html.push_str("<code>");
                push_escaped(&mut self.html, text);
                self.html.push_str("</code></pre>\n");
            }
            BlockKind::Rule => {
                self.open("hr", id);
                self.html.push('\n');
            }
            BlockKind::Footnote { label, blocks } => {
                let anchor = self.setting.anchor.map(|_| address::footnote_anchor(label));
                self.open("aside class=\"footnote\"", anchor.as_deref());
                let _ = write!(
                    self.html,
                    "<span class=\"footnote-label\">{}</span>",
                    escape(label)
                );
                self.inner(blocks);
                self.html.push_str("</aside>\n");
            }
            BlockKind::Embed(link) => self.embed(link, id),
        }
    }

    fn inner(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block, None);
        }
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>], id: Option<&str>) {
        let tag = if start.is_some() { "ol" } else { "ul" };
        match start {
            Some(number) if number != 1 => self.open(&format!("ol start=\"{number}\""), id),
            _ => self.open(tag, id),
        }
        self.html.push('\n');
        for item in items {
            self.html.push_str("<li>");
            match item.as_slice() {
                // An item of one paragraph needs no paragraph around it.
                [
                    Block {
                        kind: BlockKind::Paragraph(content),
                        ..
                    },
                ] => self.inlines(content),
                item => self.inner(item),
            }
            self.html.push_str("</li>\n");
        }
        let _ = writeln!(self.html, "</{tag}>");
    }

    /// A table scrolls in a box of its own, so that a wide one never widens the page.
    fn table(&mut self, rows: &[Vec<Vec<Inline>>], id: Option<&str>) {
        self.open("div class=\"table-scroll\" tabindex=\"0\"", id);
        self.html.push_str("<table>\n");
        for (index, row) in rows.iter().enumerate() {
            let cell = if index == 0 { "th scope=\"col\"" } else { "td" };
            self.html.push_str(match index {
                0 => "<thead>\n<tr>",
                1 => "<tbody>\n<tr>",
                _ => "<tr>",
            });
            for content in row {
                let _ = write!(self.html, "<{cell}>");
                self.inlines(content);
                let _ = write!(self.html, "</{}>", &cell[..2]);
            }
            self.html.push_str(if index == 0 {
                "</tr>\n</thead>\n"
            } else {
                "</tr>\n"
            });
        }
        if rows.len() > 1 {
            self.html.push_str("</tbody>\n");
        }
        self.html.push_str("</table></div>\n");
    }

    fn inlines(&mut self, content: &[Inline]) {
        for inline in content {
            match inline {
                Inline::Text(text) => push_escaped(&mut self.html, text),
                Inline::Code(text) => {
                    self.html.push_str("<code>");
                    push_escaped(&mut self.html, text);
                    self.html.push_str("</code>");
                }
                Inline::SoftBreak => self.html.push('\n'),
                Inline::HardBreak => self.html.push_str("<br>\n"),
                Inline::Emphasis(inner) => self.wrapped("em", inner),
                Inline::Strong(inner) => self.wrapped("strong", inner),
                Inline::Strikethrough(inner) => self.wrapped("del", inner),
                Inline::Link(link) => self.link(link),
                Inline::Image(link) => self.image(link),
                Inline::FootnoteReference(label) if self.setting.anchor.is_none() => {
                    // A copy carries no ids, so there is nothing to lead to.
                    let _ = write!(self.html, "<sup>{}</sup>", escape(label));
                }
                Inline::FootnoteReference(label) => {
                    let _ = write!(
                        self.html,
                        "<sup><a href=\"#{}\">{}</a></sup>",
                        escape(&address::footnote_anchor(label)),
                        escape(label)
                    );
                }
            }
        }
    }

    fn wrapped(&mut self, tag: &str, inner: &[Inline]) {
        let _ = write!(self.html, "<{tag}>");
        self.inlines(inner);
        let _ = write!(self.html, "</{tag}>");
    }

    /// What a link shows.
    fn shown(&mut self, link: &Link) {
        if link.content.is_empty() {
            let text = self
                .context
                .link_text(link, self.setting.from, self.setting.locale);
            push_escaped(&mut self.html, &text);
        } else {
            self.inlines(&link.content);
        }
    }

    fn link(&mut self, link: &Link) {
        match self.href(link) {
            Some(href) => {
                let is_outside = href.contains("://");
                let rel = if is_outside {
                    " rel=\"external noopener\""
                } else {
                    ""
                };
                let _ = write!(self.html, "<a href=\"{}\"{rel}>", escape(&href));
                self.shown(link);
                self.html.push_str("</a>");
            }
            None => self.shown(link),
        }
    }

    fn href(&self, link: &Link) -> Option<String> {
        let destination = resolve(self.context.base, self.setting.from, &link.target).ok()?;
        match destination {
            Destination::Target { target, anchor } => {
                let href = self.context.href_of(target);
                match anchor {
                    _ if href.is_empty() => None,
                    Some(anchor) => Some(format!("{href}#{anchor}")),
                    None => Some(href),
                }
            }
            Destination::Static(path) => Some(self.context.to(&static_address(path.as_str()))),
            Destination::Outside(address) => Some(address),
        }
    }

    fn image(&mut self, link: &Link) {
        let alternative = self
            .context
            .text(&link.content, self.setting.from, self.setting.locale);
        match resolve(self.context.base, self.setting.from, &link.target) {
            Ok(Destination::Static(path)) => {
                let source = self.context.to(&static_address(path.as_str()));
                let _ = write!(
                    self.html,
                    "<img src=\"{}\" alt=\"{}\" loading=\"lazy\">",
                    escape(&source),
                    escape(&alternative)
                );
            }
            // A picture from outside would not show under the site's own policy: it stays a link.
            Ok(_) => self.link(link),
            Err(_) => push_escaped(&mut self.html, &alternative),
        }
    }

    /// The text of another thing, with its title and the way to it. Copies carry no ids; what is
    /// included in the copy stays a link, so that nothing includes itself.
    fn embed(&mut self, link: &Link, id: Option<&str>) {
        let resolved = resolve(self.context.base, self.setting.from, &link.target);
        let Ok(Destination::Target { target, .. }) = resolved else {
            return;
        };
        let (locale, copied) = embedded(self.context, target, self.setting.locale);
        let lang = if locale == self.setting.locale {
            String::new()
        } else {
            let tag = self.context.base.config.locales.tag(locale);
            format!(
                " lang=\"{tag}\" dir=\"{}\"",
                chrome::direction(self.context, locale)
            )
        };
        self.open(&format!("aside class=\"transclusion\"{lang}"), id);
        self.html.push_str("<p class=\"transclusion-title\">");
        self.link(link);
        self.html.push_str("</p>\n");
        if self.setting.anchor.is_some() {
            let setting = Setting {
                from: target,
                locale,
                anchor: None,
                deeper: self.setting.deeper + 1,
            };
            self.html.push_str(&blocks(self.context, &copied, setting));
        }
        self.html.push_str("</aside>\n");
    }
}

/// The text that stands for a thing where it is included: the own text of a section, the whole
/// text of a case, the definition of a term.
fn embedded(context: &Context<'_>, target: Target, locale: Locale) -> (Locale, Vec<Block>) {
    match target {
        Target::Section { policy, section } => {
            let (found, own) = context.base.policies[policy].own_text(section, locale);
            (found, own.to_vec())
        }
        Target::Case(case) => {
            let (found, text) = context.base.cases[case].texts.best(locale);
            (found, text.body.blocks().cloned().collect())
        }
        Target::Term(term) => {
            let term = &context.base.terms[term];
            let Some((found, definition)) = term.definition.best(locale) else {
                return (locale, Vec::new());
            };
            let kind = BlockKind::Paragraph(vec![Inline::Text(definition.clone())]);
            let span = term.span;
            (found, vec![Block { span, kind }])
        }
        _ => (locale, Vec::new()),
    }
}

/// The address of a file that is published as it stands.
fn static_address(path: &str) -> String {
    /// What an address takes as it is, beside letters and digits.
    const PLAIN: &AsciiSet = &NON_ALPHANUMERIC
        .remove(b'-')
        .remove(b'.')
        .remove(b'_')
        .remove(b'~');
    let parts = path
        .split('/')
        .map(|part| utf8_percent_encode(part, PLAIN).to_string());
    format!("static/{}", parts.collect::<Vec<_>>().join("/"))
}
