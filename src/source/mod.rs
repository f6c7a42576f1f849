//! The files of a site as they were read: their text, their places, and how to find a line and a
//! column in them. The only room that reads site files ([`load`]); it knows nothing of what the
//! files mean.

mod line_index;
mod load;

pub use load::{Folder, LoadError, LoadOptions, Problem, ProblemKind, SiteFiles, StaticFile, load};

use camino::{Utf8Path, Utf8PathBuf};
use line_index::LineIndex;

/// Names a file among [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(u32);

/// A run of bytes in one source file.
///
/// # Units
/// Byte offsets from the start of the file; `end` is exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub source: SourceId,
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// A run of bytes of a file.
    pub fn new(source: SourceId, range: std::ops::Range<usize>) -> Self {
        Self {
            source,
            start: range.start,
            end: range.end,
        }
    }

    /// The run as a range of byte offsets.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start..self.end
    }
}

/// A place as a person counts it.
///
/// # Units
/// Lines and columns from 1; a column is a character (Unicode scalar value), not a byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
}

/// One text file of a site.
#[derive(Clone, Debug)]
pub struct SourceFile {
    path: Utf8PathBuf,
    text: String,
    lines: LineIndex,
}

impl SourceFile {
    /// A file with this path (relative to the site folder, `/` between parts) and text.
    pub fn new(path: impl Into<Utf8PathBuf>, text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            path: path.into(),
            lines: LineIndex::new(&text),
            text,
        }
    }

    /// The path relative to the site folder.
    pub fn path(&self) -> &Utf8Path {
        &self.path
    }

    /// The whole text. A byte order mark has been taken off; line ends are as in the file.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where a byte offset stands, for a person.
    pub fn location(&self, offset: usize) -> Location {
        self.lines.location(&self.text, offset)
    }
}

/// Every text file of a site, in path order.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    /// Takes files and puts them in path order.
    pub fn new(mut files: Vec<SourceFile>) -> Self {
        files.sort_by(|left, right| left.path.cmp(&right.path));
        Self { files }
    }

    /// Every file with its id, in path order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (SourceId, &SourceFile)> {
        self.files.iter().enumerate().map(|(index, file)| {
            let id = u32::try_from(index).expect("fewer than four thousand million files");
            (SourceId(id), file)
        })
    }

    /// The file with this id.
    pub fn get(&self, id: SourceId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// The file at this path.
    pub fn find(&self, path: &Utf8Path) -> Option<SourceId> {
        let index = self
            .files
            .binary_search_by(|file| file.path.as_path().cmp(path))
            .ok()?;
        Some(SourceId(u32::try_from(index).ok()?))
    }

    /// The text a span covers.
    pub fn text(&self, span: Span) -> &str {
        self.get(span.source)
            .text
            .get(span.range())
            .unwrap_or_default()
    }
}
