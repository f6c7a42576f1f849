//! Reads the folders of a site into memory, once. Symbolic links are not followed, so nothing
//! outside the site folder is ever read; files whose name begins with a dot are passed over.
#![expect(clippy::disallowed_methods, reason = "the file that reads")]

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use rayon::prelude::*;
use walkdir::WalkDir;

use super::{SourceFile, Sources};
use crate::text::reason_in_chinese;

/// The folders of a site that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Folder {
    /// `content/`: documents, registries and static files.
    Content,
    /// `themes/`: files that stand in for those of the built-in theme.
    Themes,
}

impl Folder {
    /// The name of the folder under the site folder.
    pub fn name(self) -> &'static str {
        match self {
            Self::Content => "content",
            Self::Themes => "themes",
        }
    }
}

/// How much is read.
#[derive(Clone, Copy, Debug)]
pub struct LoadOptions {
    /// The largest text file that is read.
    ///
    /// # Units
    /// Bytes. A policy of 100,000 Han characters takes about 300,000.
    pub max_text_bytes: u64,
}

impl Default for LoadOptions {
    fn default() -> Self {
        Self {
            max_text_bytes: 16 * 1024 * 1024,
        }
    }
}

/// A file that is published as it stands.
#[derive(Clone, Debug)]
pub struct StaticFile {
    /// The path from the site folder.
    pub path: Utf8PathBuf,
    /// The content.
    pub bytes: Vec<u8>,
}

/// What was read of a site.
#[derive(Clone, Debug, Default)]
pub struct SiteFiles {
    /// Documents, registries and the text files of themes.
    pub sources: Sources,
    /// `content/static/` and the images and fonts of themes, in path order.
    pub statics: Vec<StaticFile>,
    /// What could not be read, in path order.
    pub problems: Vec<Problem>,
}

/// A file that could not be read.
#[derive(Clone, Debug)]
pub struct Problem {
    /// The path from the site folder.
    pub path: Utf8PathBuf,
    /// Why.
    pub kind: ProblemKind,
}

/// Why a file could not be read.
#[derive(Clone, Debug)]
pub enum ProblemKind {
    /// The system refused: its own words.
    Unreadable(Arc<io::Error>),
    /// Not UTF-8: the offset of the first bad byte and the line it stands on.
    InvalidUtf8 {
        /// The byte offset.
        offset: usize,
        /// The line, from 1.
        line: usize,
    },
    /// More bytes than the limit.
    TooLarge {
        /// The size.
        bytes: u64,
        /// The limit.
        limit: u64,
    },
    /// A symbolic link, which is not followed.
    SymbolicLink,
    /// A file name that is not UTF-8, shown as well as it can be.
    InvalidName,
    /// Neither `.md` nor `.yaml`, and not under `content/static/`.
    Stray,
}

/// A site folder that cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// There is no such folder.
    #[error("there is no folder {0}; name the one that holds `content` with --site")]
    Missing(Utf8PathBuf),
    /// It is a file.
    #[error("{0} is a file; name the folder that holds `content` with --site")]
    NotAFolder(Utf8PathBuf),
    /// It holds no `content` folder with files in it.
    #[error(
        "{0} has no content; make a folder `content` in it with `site.yaml`, \
         or name another folder with --site"
    )]
    Empty(Utf8PathBuf),
    /// The system refused to list it: its own words.
    #[error("cannot read {0}: {1}; check who may read it")]
    Unreadable(Utf8PathBuf, io::Error),
}

impl LoadError {
    /// The same in Chinese.
    pub fn in_chinese(&self) -> String {
        match self {
            Self::Missing(path) => {
                format!("没有文件夹 {path}，请用 --site 指明内有 content 的文件夹")
            }
            Self::NotAFolder(path) => {
                format!("{path} 是文件，不是文件夹，请用 --site 指明内有 content 的文件夹")
            }
            Self::Empty(path) => format!(
                "{path} 里没有内容，请在其中建 content 文件夹，内放 site.yaml，\
                 或用 --site 另指一个文件夹"
            ),
            Self::Unreadable(path, error) => format!(
                "无法读取 {path}，请检查读取权限；原因：{}",
                reason_in_chinese(error)
            ),
        }
    }
}

/// Reads `content/` and `themes/` under a site folder.
///
/// # Errors
/// Only when the folder as a whole cannot be read; single files that cannot are [`Problem`]s.
pub fn load(site: &Utf8Path, options: LoadOptions) -> Result<SiteFiles, LoadError> {
    let metadata = std::fs::metadata(site).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => LoadError::Missing(site.to_owned()),
        _ => LoadError::Unreadable(site.to_owned(), error),
    })?;
    if !metadata.is_dir() {
        return Err(LoadError::NotAFolder(site.to_owned()));
    }
    let mut found = Vec::new();
    let mut problems = Vec::new();
    for folder in [Folder::Content, Folder::Themes] {
        list(site, folder, &mut found, &mut problems);
    }
    if !found
        .iter()
        .any(|path| path.starts_with(Folder::Content.name()))
        && problems.is_empty()
    {
        return Err(LoadError::Empty(site.to_owned()));
    }
    found.sort();
    let read: Vec<_> = found
        .par_iter()
        .map(|path| read_one(site, path, options))
        .collect();
    let mut files = Vec::new();
    let mut statics = Vec::new();
    for outcome in read {
        match outcome {
            Ok(Read::Text(file)) => files.push(file),
            Ok(Read::Static(file)) => statics.push(file),
            Err(problem) => problems.push(problem),
        }
    }
    problems.sort_by(|left, right| left.path.cmp(&right.path));
    Ok(SiteFiles {
        sources: Sources::new(files),
        statics,
        problems,
    })
}

enum Read {
    Text(SourceFile),
    Static(StaticFile),
}

/// Lists the files under one folder, as paths from the site folder with `/` between parts.
fn list(
    site: &Utf8Path,
    folder: Folder,
    found: &mut Vec<Utf8PathBuf>,
    problems: &mut Vec<Problem>,
) {
    let root = site.join(folder.name());
    if !root.exists() {
        return;
    }
    let visible = |entry: &walkdir::DirEntry| {
        let name = entry.file_name().to_string_lossy();
        entry.depth() == 0 || !(name.starts_with('.') || name.ends_with('~'))
    };
    for entry in WalkDir::new(&root).into_iter().filter_entry(visible) {
        match entry {
            Ok(entry) => {
                let kind = entry.file_type();
                match relative(site, entry.path()) {
                    Ok(path) if kind.is_symlink() => problems.push(Problem {
                        path,
                        kind: ProblemKind::SymbolicLink,
                    }),
                    Ok(path) if kind.is_file() => found.push(path),
                    Ok(_) => {}
                    Err(problem) => problems.push(problem),
                }
            }
            Err(error) => {
                let path = error
                    .path()
                    .map_or_else(|| root.clone().into(), PathBuf::from);
                let path = relative(site, &path).unwrap_or_else(|problem| problem.path);
                problems.push(Problem {
                    path,
                    kind: ProblemKind::Unreadable(Arc::new(error.into())),
                });
            }
        }
    }
}

/// The path from the site folder, with `/` between its parts on every system.
fn relative(site: &Utf8Path, path: &std::path::Path) -> Result<Utf8PathBuf, Problem> {
    let below = path.strip_prefix(site).unwrap_or(path);
    match Utf8Path::from_path(below) {
        Some(below) => Ok(below
            .components()
            .map(|part| part.as_str())
            .collect::<Vec<_>>()
            .join("/")
            .into()),
        None => Err(Problem {
            path: below.to_string_lossy().into_owned().into(),
            kind: ProblemKind::InvalidName,
        }),
    }
}

/// What a file is read as, by its place and extension.
fn is_text(path: &Utf8Path) -> Result<bool, ProblemKind> {
    let extension = path.extension().unwrap_or_default();
    if path.starts_with("content/static") {
        return Ok(false);
    }
    if path.starts_with(Folder::Themes.name()) {
        return Ok(matches!(
            extension,
            "html" | "yaml" | "css" | "js" | "svg" | "txt" | "xml" | "json"
        ));
    }
    match extension {
        "md" | "yaml" => Ok(true),
        _ => Err(ProblemKind::Stray),
    }
}

fn read_one(site: &Utf8Path, path: &Utf8Path, options: LoadOptions) -> Result<Read, Problem> {
    let problem = |kind| Problem {
        path: path.to_owned(),
        kind,
    };
    let unreadable = |error: io::Error| problem(ProblemKind::Unreadable(Arc::new(error)));
    let is_text = is_text(path).map_err(problem)?;
    let file = site.join(path);
    if is_text {
        let bytes = std::fs::metadata(&file).map_err(unreadable)?.len();
        if bytes > options.max_text_bytes {
            return Err(problem(ProblemKind::TooLarge {
                bytes,
                limit: options.max_text_bytes,
            }));
        }
    }
    let bytes = std::fs::read(&file).map_err(unreadable)?;
    if !is_text {
        return Ok(Read::Static(StaticFile {
            path: path.to_owned(),
            bytes,
        }));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        let before = &error.as_bytes()[..offset];
        problem(ProblemKind::InvalidUtf8 {
            offset,
            line: before.split(|&byte| byte == b'\n').count(),
        })
    })?;
    let text = match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    };
    Ok(Read::Text(SourceFile::new(path, text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(files: &[(&str, &[u8])]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (path, bytes) in files {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
            std::fs::write(path, bytes).expect("a file");
        }
        folder
    }

    fn load_site(folder: &tempfile::TempDir) -> Result<SiteFiles, LoadError> {
        let path = Utf8Path::from_path(folder.path()).expect("UTF-8");
        load(path, LoadOptions { max_text_bytes: 64 })
    }

    #[test]
    fn files_come_in_path_order_with_each_fault_named() {
        let folder = site(&[
            ("content/site.yaml", "\u{feff}title: x".as_bytes()),
            ("content/cases/b.zh.md", "甲".as_bytes()),
            ("content/cases/a.zh.md", b"ok\nb\xff"),
            ("content/cases/big.zh.md", &[b'x'; 65]),
            ("content/cases/notes.docx", b"PK"),
            ("content/static/map.png", b"\x89PNG"),
            ("content/.hidden/x.md", b"\xff"),
        ]);
        let files = load_site(&folder).expect("a site");
        let paths: Vec<_> = files.sources.iter().map(|(_, file)| file.path()).collect();
        assert_eq!(paths, ["content/cases/b.zh.md", "content/site.yaml"]);
        assert_eq!(
            files.sources.iter().nth(1).expect("two").1.text(),
            "title: x"
        );
        assert_eq!(files.statics[0].path, "content/static/map.png");
        let faults: Vec<_> = files
            .problems
            .iter()
            .map(|problem| (problem.path.as_str(), &problem.kind))
            .collect();
        assert!(matches!(
            faults[..],
            [
                (
                    "content/cases/a.zh.md",
                    ProblemKind::InvalidUtf8 { offset: 4, line: 2 }
                ),
                (
                    "content/cases/big.zh.md",
                    ProblemKind::TooLarge {
                        bytes: 65,
                        limit: 64
                    }
                ),
                ("content/cases/notes.docx", ProblemKind::Stray),
            ]
        ));
    }

    #[test]
    fn a_folder_without_content_says_so() {
        let folder = site(&[]);
        assert!(matches!(load_site(&folder), Err(LoadError::Empty(_))));
        let folder = site(&[("a-file", b"x")]);
        let path = Utf8PathBuf::from_path_buf(folder.path().join("a-file")).expect("UTF-8");
        let options = LoadOptions::default();
        assert!(matches!(
            load(&path, options),
            Err(LoadError::NotAFolder(_))
        ));
        assert!(matches!(
            load(&path.join("no"), options),
            Err(LoadError::Missing(_) | LoadError::Unreadable(..))
        ));
    }

    /// Windows lets only administrators make links, so the case is tried on Unix alone.
    #[cfg(unix)]
    #[test]
    fn links_are_not_followed() {
        let folder = site(&[("content/site.yaml", b"title: x")]);
        let link = folder.path().join("content/loop");
        std::os::unix::fs::symlink(folder.path().join("content"), link).expect("a link");
        let files = load_site(&folder).expect("a site");
        assert!(matches!(files.problems[0].kind, ProblemKind::SymbolicLink));
        assert_eq!(files.sources.iter().len(), 1);
    }
}
