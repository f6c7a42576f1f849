//! Which paths an artifact may have, so that a site built on one system can be unpacked on any
//! other and nothing is ever written outside the output folder. Pure: no disk.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use camino::{Utf8Path, Utf8PathBuf};
use unicode_normalization::UnicodeNormalization;

use super::MARKER;

/// A path that some system cannot hold, or two that it cannot hold together.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PathFault {
    /// Empty, absolute, or with a `.`, `..` or empty part.
    #[error("not a plain relative path: {0:?}")]
    NotRelative(Utf8PathBuf),
    /// A part with a sign that Windows refuses, or one that ends in a dot or a space.
    #[error("a name that some systems refuse: {0:?}")]
    BadName(Utf8PathBuf),
    /// A part that names a device on Windows, such as `con` or `nul.html`.
    #[error("a name that Windows keeps for devices: {0:?}")]
    DeviceName(Utf8PathBuf),
    /// A part of more than 255 bytes, the limit of most file systems.
    #[error("a name longer than 255 bytes: {0:?}")]
    TooLong(Utf8PathBuf),
    /// The name of the file by which a site is known again.
    #[error("a name that is kept for the program: {0:?}")]
    Reserved(Utf8PathBuf),
    /// Two files with one path, or two that differ in case or in Unicode form only.
    #[error("two files with the same name: {0:?} and {1:?}")]
    SameFile(Utf8PathBuf, Utf8PathBuf),
    /// Folders above two files that differ in case or in Unicode form only.
    #[error("a folder spelt two ways: {0:?} and {1:?}")]
    SameFolder(Utf8PathBuf, Utf8PathBuf),
    /// The first is a file, and the second needs a folder in its place.
    #[error("{0:?} is a file, but {1:?} needs a folder there")]
    FileAndFolder(Utf8PathBuf, Utf8PathBuf),
}

impl PathFault {
    /// The same in Chinese.
    pub fn in_chinese(&self) -> String {
        let quoted = |path: &Utf8Path| format!("“{}”", path.as_str().escape_debug());
        match self {
            Self::NotRelative(path) => format!("{} 不是普通的相对路径", quoted(path)),
            Self::BadName(path) => format!("有的系统不接受 {} 这个文件名", quoted(path)),
            Self::DeviceName(path) => format!("{} 是 Windows 保留的设备名", quoted(path)),
            Self::TooLong(path) => format!("文件名 {} 超过 255 字节", quoted(path)),
            Self::Reserved(path) => format!("{} 是程序保留的文件名", quoted(path)),
            Self::SameFile(one, other) => {
                format!("{} 和 {} 两个文件同名", quoted(one), quoted(other))
            }
            Self::SameFolder(one, other) => format!(
                "{} 和 {} 所在的同一文件夹有两种写法",
                quoted(one),
                quoted(other)
            ),
            Self::FileAndFolder(file, below) => format!(
                "{} 是文件，{} 却要求那里是文件夹",
                quoted(file),
                quoted(below)
            ),
        }
    }
}

/// Every fault of a set of paths, in the order of the paths.
pub(super) fn faults<'a>(paths: impl Iterator<Item = &'a Utf8Path> + Clone) -> Vec<PathFault> {
    let mut faults: Vec<_> = paths.clone().filter_map(fault_of_one).collect();
    let mut files: BTreeMap<String, &Utf8Path> = BTreeMap::new();
    for path in paths.clone() {
        match files.entry(folded(path.as_str())) {
            Entry::Vacant(entry) => {
                entry.insert(path);
            }
            Entry::Occupied(entry) => {
                faults.push(PathFault::SameFile((*entry.get()).into(), path.into()));
            }
        }
    }
    let mut folders: BTreeMap<String, (&str, &Utf8Path)> = BTreeMap::new();
    for path in paths {
        for (end, _) in path.as_str().match_indices('/') {
            let folder = &path.as_str()[..end];
            let key = folded(folder);
            if let Some(file) = files.get(&key) {
                faults.push(PathFault::FileAndFolder((*file).into(), path.into()));
            }
            let (spelling, other) = *folders.entry(key).or_insert((folder, path));
            if spelling != folder {
                faults.push(PathFault::SameFolder(other.into(), path.into()));
                break;
            }
        }
    }
    faults
}

/// The form in which two paths are one file on a system that ignores case (Windows, macOS) or
/// writes names in decomposed form (macOS).
fn folded(path: &str) -> String {
    let lower: String = path.nfc().flat_map(char::to_lowercase).collect();
    lower.nfc().collect()
}

fn fault_of_one(path: &Utf8Path) -> Option<PathFault> {
    let is_dots = |part: &str| matches!(part, "" | "." | "..");
    let refused = |sign: char| sign.is_control() || r#"\<>:"|?*"#.contains(sign);
    let parts = || path.as_str().split('/');
    let owned = path.to_owned();
    if parts().any(is_dots) {
        Some(PathFault::NotRelative(owned))
    } else if parts().any(|part| part.contains(refused) || part.ends_with(['.', ' '])) {
        Some(PathFault::BadName(owned))
    } else if parts().any(is_device) {
        Some(PathFault::DeviceName(owned))
    } else if parts().any(|part| part.len() > 255) {
        Some(PathFault::TooLong(owned))
    } else if folded(parts().next().unwrap_or_default()) == MARKER {
        Some(PathFault::Reserved(owned))
    } else {
        None
    }
}

/// Whether Windows takes the name for a device, which it does whatever follows the first dot.
///
/// # Source
/// Microsoft Learn, "Naming Files, Paths, and Namespaces".
fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or_default().trim_end();
    let stem = stem.to_ascii_lowercase();
    if matches!(
        stem.as_str(),
        "con" | "prn" | "aux" | "nul" | "conin$" | "conout$"
    ) {
        return true;
    }
    let digit = stem
        .strip_prefix("com")
        .or_else(|| stem.strip_prefix("lpt"));
    digit.is_some_and(|digit| {
        let mut digits = digit.chars();
        matches!(digits.next(), Some('0'..='9' | '¹' | '²' | '³')) && digits.next().is_none()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(paths: &[&str], expected: &[PathFault]) {
        let found = faults(paths.iter().map(Utf8Path::new));
        assert_eq!(found, expected, "{paths:?}");
    }

    #[test]
    fn ordinary_paths_pass() {
        let long = "x".repeat(255);
        check(
            &[
                "index.html",
                "zh/index.html",
                "zh/政策/index.html",
                "com10",
                ".nojekyll",
                "a b.html",
                &long,
            ],
            &[],
        );
    }

    #[test]
    fn paths_that_lead_out_or_nowhere_are_refused() {
        for path in [
            "",
            ".",
            "..",
            "/etc/passwd",
            "a/../b",
            "a//b",
            "a/",
            "./a",
            "a/..",
        ] {
            check(&[path], &[PathFault::NotRelative(path.into())]);
        }
    }

    #[test]
    fn names_that_some_systems_refuse_are_refused() {
        for path in [
            "C:/x", "a\\b", "..\\x", "a:stream", "a?", "x\0", "x\n", "a.", "a /b",
        ] {
            check(&[path], &[PathFault::BadName(path.into())]);
        }
        for path in [
            "con",
            "CON.html",
            "a/nul",
            "Aux.tar.gz",
            "com1",
            "LPT9.txt",
            "com¹",
            "nul .x",
        ] {
            check(&[path], &[PathFault::DeviceName(path.into())]);
        }
        let long = "政".repeat(86);
        check(&[&long], &[PathFault::TooLong(long.as_str().into())]);
        check(
            &[".Jingwei-Site"],
            &[PathFault::Reserved(".Jingwei-Site".into())],
        );
    }

    #[test]
    fn files_that_are_one_file_somewhere_are_named_together() {
        let same = |left: &str, right: &str| PathFault::SameFile(left.into(), right.into());
        check(&["a", "a"], &[same("a", "a")]);
        check(&["x/A.html", "x/a.html"], &[same("x/A.html", "x/a.html")]);
        check(&["é", "e\u{301}"], &[same("é", "e\u{301}")]);
    }

    #[test]
    fn a_file_and_a_folder_of_one_name_are_named_together() {
        check(
            &["a/b", "c", "A"],
            &[PathFault::FileAndFolder("A".into(), "a/b".into())],
        );
        check(
            &["zh/a", "ZH/b"],
            &[PathFault::SameFolder("zh/a".into(), "ZH/b".into())],
        );
    }
}
