//! XML written element by element. What XML cannot hold is left out of texts, so that no wording
//! of an editor can break a file.

use std::borrow::Cow;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// An XML document, or a piece of one, as far as it is written.
pub(super) struct Xml(Writer<Vec<u8>>);

/// Attributes by name, in the order in which they are written.
pub(super) type Attributes<'a> = &'a [(&'a str, &'a str)];

impl Xml {
    /// A document, with its declaration.
    pub(super) fn document() -> Self {
        let mut document = Self::piece();
        document.write(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        document
    }

    /// A piece of a document.
    pub(super) fn piece() -> Self {
        // Each element has its own line, so that two builds compare line by line.
        Self(Writer::new_with_indent(Vec::new(), b' ', 0))
    }

    /// Opens an element.
    pub(super) fn open(&mut self, name: &str, attributes: Attributes<'_>) {
        self.write(Event::Start(start(name, attributes)));
    }

    /// Closes the element opened last, which has this name.
    pub(super) fn close(&mut self, name: &str) {
        self.write(Event::End(BytesEnd::new(name)));
    }

    /// An element with nothing in it.
    pub(super) fn empty(&mut self, name: &str, attributes: Attributes<'_>) {
        self.write(Event::Empty(start(name, attributes)));
    }

    /// An element with a text in it.
    pub(super) fn text(&mut self, name: &str, attributes: Attributes<'_>, text: &str) {
        self.open(name, attributes);
        self.write(Event::Text(BytesText::new(&permitted(text))));
        self.close(name);
    }

    /// What has been written; it ends with the end of a line.
    pub(super) fn finish(self) -> Vec<u8> {
        let mut bytes = self.0.into_inner();
        bytes.push(b'\n');
        bytes
    }

    fn write(&mut self, event: Event<'_>) {
        self.0
            .write_event(event)
            .expect("memory takes whatever is written");
    }
}

fn start<'a>(name: &'a str, attributes: Attributes<'_>) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for &(name, value) in attributes {
        start.push_attribute((name, &*permitted(value)));
    }
    start
}

/// A text without the characters that XML has no way to write.
///
/// # Source
/// XML 1.0, production 2 (Char).
fn permitted(text: &str) -> Cow<'_, str> {
    let is_permitted = |c: char| match c {
        '\t' | '\n' | '\r' => true,
        '\u{FFFE}' | '\u{FFFF}' => false,
        c => c >= ' ',
    };
    if text.chars().all(is_permitted) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().filter(|&c| is_permitted(c)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_texts_is_text() {
        let mut xml = Xml::piece();
        xml.open("a", &[("title", "\"<&>\"")]);
        xml.text("b", &[], "</b> & <script>\u{1}\u{FFFE}");
        xml.close("a");
        let written = String::from_utf8(xml.finish()).expect("text");
        let expected = "<a title=\"&quot;&lt;&amp;&gt;&quot;\">\n\
            <b>&lt;/b&gt; &amp; &lt;script&gt;</b>\n</a>\n";
        assert_eq!(written, expected);
    }
}
