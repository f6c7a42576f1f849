//! What stops a command is said in one language at a time.

use std::io;

use camino::Utf8PathBuf;
use jingwei::output::{OutputError, PathFault};
use jingwei::search::SearchError;
use jingwei::serve::ServeError;
use jingwei::source::LoadError;

/// Words that Chinese messages keep: what people type, and names.
const KEPT: [&str; 10] = [
    "--address",
    "--out",
    "--port",
    "--site",
    ".jingwei-site",
    "Windows",
    "content",
    "jingwei",
    "site.yaml",
    "themes",
];

fn check(zh: &str, en: &str) {
    let words = en.replace(['甲', '乙'], "");
    assert!(words.is_ascii(), "{en}");
    assert!(!en.starts_with(char::is_uppercase), "{en}");
    assert!(!en.ends_with('.') && !zh.ends_with('。'), "{en}\n{zh}");
    let words = KEPT
        .iter()
        .fold(zh.to_owned(), |zh, kept| zh.replace(kept, ""));
    assert!(
        !words.contains(|sign: char| sign.is_ascii_alphabetic()),
        "{zh}"
    );
}

fn one() -> Utf8PathBuf {
    "/甲".into()
}

fn other() -> Utf8PathBuf {
    "/乙".into()
}

fn refused() -> io::Error {
    io::ErrorKind::PermissionDenied.into()
}

#[test]
fn a_site_that_cannot_be_read_is_told_in_one_language() {
    for error in [
        LoadError::Missing(one()),
        LoadError::NotAFolder(one()),
        LoadError::Empty(one()),
        LoadError::Unreadable(one(), refused()),
    ] {
        check(&error.in_chinese(), &error.to_string());
    }
}

#[test]
fn a_folder_that_cannot_be_written_is_told_in_one_language() {
    let faults = vec![
        PathFault::NotRelative(one()),
        PathFault::BadName(one()),
        PathFault::DeviceName(one()),
        PathFault::TooLong(one()),
        PathFault::Reserved(one()),
        PathFault::SameFile(one(), other()),
        PathFault::SameFolder(one(), other()),
        PathFault::FileAndFolder(one(), other()),
    ];
    for error in [
        OutputError::Paths(faults),
        OutputError::NoName(one()),
        OutputError::SymbolicLink(one()),
        OutputError::NotAFolder(one()),
        OutputError::MountPoint(one()),
        OutputError::Overlap {
            target: one(),
            protected: other(),
        },
        OutputError::NotOurs(one()),
        OutputError::Busy(one()),
        OutputError::Read(one(), refused()),
        OutputError::Write(one(), refused()),
        OutputError::Leftover {
            old: one(),
            error: refused(),
        },
    ] {
        check(&error.in_chinese(), &error.to_string());
    }
}

#[test]
fn a_server_that_cannot_run_is_told_in_one_language() {
    use notify_debouncer_full::notify::{Error, ErrorKind};
    for error in [
        ServeError::PortInUse(4000),
        ServeError::NoFreePort(4000, 4049),
        ServeError::Listen(([127, 0, 0, 1], 80).into(), refused()),
        ServeError::Start(refused()),
        Error::new(ErrorKind::MaxFilesWatch).into(),
        Error::path_not_found().into(),
        Error::io(refused()).into(),
    ] {
        check(&error.in_chinese(), &error.to_string());
    }
}

#[test]
fn an_index_that_cannot_be_read_is_told_in_one_language() {
    let not_json = serde_json::from_str::<u8>("x").expect_err("no number");
    for error in [
        SearchError::Damaged { file: one() },
        SearchError::OtherFormat,
        SearchError::Passage(not_json),
        SearchError::Index(refused().into()),
        SearchError::Index(tantivy::TantivyError::Poisoned),
    ] {
        check(&error.in_chinese(), &error.to_string());
    }
}
