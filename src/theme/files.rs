//! The files of a theme: each from the site where it has one, else from the program.

use camino::Utf8Path;

use super::{DEFAULT, Request};
use crate::diagnostic::Place;
use crate::source::{SourceId, Span};

/// Every file of the built-in theme by its path from `themes/default/`, in path order.
static BUILT_IN: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/theme_files.rs"));

/// A file of a theme.
#[derive(Clone, Copy, Debug)]
pub(super) struct ThemeFile<'a> {
    /// The path from the folder of the theme.
    pub(super) path: &'a str,
    /// The content.
    pub(super) bytes: &'a [u8],
    /// The source file, where it is a text file of the site.
    pub(super) source: Option<SourceId>,
}

impl<'a> ThemeFile<'a> {
    /// The content as text; empty for a file that is none.
    pub(super) fn text(&self) -> &'a str {
        std::str::from_utf8(self.bytes).unwrap_or_default()
    }

    /// A run of bytes of the file, or the built-in file as a whole.
    pub(super) fn place(&self, range: std::ops::Range<usize>) -> Place {
        match self.source {
            Some(source) => {
                let start = range.start.min(self.bytes.len());
                let end = range.end.clamp(start, self.bytes.len());
                Place::Span(Span::new(source, start..end))
            }
            None => Place::Path(format!("themes/{DEFAULT}/{}", self.path).into()),
        }
    }
}

/// The files of a theme, the site's own and the built-in ones, each in path order.
#[derive(Debug)]
pub(super) struct ThemeFiles<'a> {
    own: Vec<ThemeFile<'a>>,
}

impl<'a> ThemeFiles<'a> {
    /// Picks the files of the wanted theme.
    pub(super) fn of(request: &Request<'a>) -> Self {
        let folder = Utf8Path::new("themes").join(request.name);
        let mut own = Vec::new();
        for (source, file) in request.sources.iter() {
            if let Ok(path) = file.path().strip_prefix(&folder) {
                own.push(ThemeFile {
                    path: path.as_str(),
                    bytes: file.text().as_bytes(),
                    source: Some(source),
                });
            }
        }
        for file in request.statics {
            if let Ok(path) = file.path.strip_prefix(&folder) {
                own.push(ThemeFile {
                    path: path.as_str(),
                    bytes: &file.bytes,
                    source: None,
                });
            }
        }
        own.sort_by_key(|file| file.path);
        Self { own }
    }

    /// The files of the site.
    pub(super) fn own(&self) -> impl Iterator<Item = ThemeFile<'a>> + '_ {
        self.own.iter().copied()
    }

    /// The files that the program carries.
    pub(super) fn built_in() -> impl Iterator<Item = ThemeFile<'a>> {
        BUILT_IN.iter().map(|&(path, bytes)| ThemeFile {
            path,
            bytes,
            source: None,
        })
    }

    /// The site's own file at this path, else the built-in one.
    pub(super) fn find(&self, path: &str) -> Option<ThemeFile<'a>> {
        self.own()
            .find(|file| file.path == path)
            .or_else(|| Self::find_built_in(path))
    }

    /// The built-in file at this path.
    pub(super) fn find_built_in(path: &str) -> Option<ThemeFile<'a>> {
        Self::built_in().find(|file| file.path == path)
    }

    /// Every path that has a file, each once, in order.
    pub(super) fn under(&self, folder: &str) -> Vec<ThemeFile<'a>> {
        let mut paths: Vec<&str> = self
            .own()
            .map(|file| file.path)
            .chain(Self::built_in().map(|file| file.path))
            .filter(|path| path.starts_with(folder))
            .collect();
        paths.sort_unstable();
        paths.dedup();
        paths
            .into_iter()
            .filter_map(|path| self.find(path))
            .collect()
    }

    /// A hash over the paths and bytes of all files.
    pub(super) fn digest(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        for file in Self::built_in().chain(self.own()) {
            for part in [file.path.as_bytes(), file.bytes] {
                hasher.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes());
                hasher.update(part);
            }
        }
        hasher.finalize().to_hex().to_string()
    }
}
