//! The rooms of the crate and what each may use: the table of levels, as data. A room uses rooms of
//! lower levels only, never a sibling; a big library has one home; and every file keeps to a few
//! habits that a reader counts on.

use std::collections::BTreeSet;

use crate::source_code::{RustFile, rust_files};

/// The level of every room. A new room is given one here before it is used.
const LEVELS: [(&str, u8); 21] = [
    ("locale", 0),
    ("text", 0),
    ("source", 1),
    ("output", 1),
    ("diagnostic", 2),
    ("yaml", 3),
    ("config", 4),
    ("content", 5),
    ("model", 6),
    ("address", 7),
    ("graph", 7),
    ("alignment", 7),
    ("import", 7),
    ("check", 8),
    ("search", 8),
    ("theme", 8),
    ("render", 9),
    ("export", 10),
    ("pipeline", 11),
    ("serve", 12),
    ("cli", 13),
];

/// Files of `src` that are no room: the crate's two roots and the build script.
const NO_ROOMS: [&str; 3] = ["main.rs", "lib.rs", "build.rs"];

/// Libraries that one room alone may use, so that each can be exchanged in one place.
const HOMES: [(&str, &str); 15] = [
    ("walkdir", "source"),
    ("serde_yaml", "yaml"),
    ("saphyr_parser", "yaml"),
    ("pulldown_cmark", "content"),
    ("tantivy", "search"),
    ("tera", "theme"),
    ("axum", "serve"),
    ("hyper", "serve"),
    ("hyper_util", "serve"),
    ("tokio", "serve"),
    ("tokio_stream", "serve"),
    ("tower_http", "serve"),
    ("notify_debouncer_full", "serve"),
    ("clap", "cli"),
    ("annotate_snippets", "diagnostic"),
];

/// The most lines a file has; past this it holds a second idea.
const MAX_LINES: usize = 500;

fn level(room: &str) -> Option<u8> {
    let found = LEVELS.iter().find(|(name, _)| *name == room);
    found.map(|(_, level)| *level)
}

/// The rooms of the crate, without its roots.
fn room_files() -> Vec<RustFile> {
    let mut files = rust_files();
    files.retain(|file| !NO_ROOMS.contains(&file.path.as_str()));
    files
}

/// The rooms that a file uses, each with the number of a line that does so.
///
/// # Shape
/// `crate::room::…`, `crate::{room, other::…}`, and as many `super::` as lead to the crate's root.
fn used_rooms(file: &RustFile) -> BTreeSet<(String, usize)> {
    let code = file.code();
    let climb = "super::".repeat(file.module().len());
    let mut used = BTreeSet::new();
    for root in ["crate::", climb.as_str()] {
        for (at, _) in code.match_indices(root) {
            let before = code[..at].chars().next_back();
            // A longer climb out of a module inside the file ends in the file's own room.
            if before.is_some_and(|c| c.is_alphanumeric() || "_$:".contains(c)) {
                continue;
            }
            let line = code[..at].matches('\n').count() + 1;
            for name in first_names(&code[at + root.len()..]) {
                used.insert((name, line));
            }
        }
    }
    used
}

/// The names right under a path: one, or those between its braces.
fn first_names(rest: &str) -> Vec<String> {
    let name = |text: &str| {
        let text = text.trim_start();
        let end = text.find(|c: char| !c.is_alphanumeric() && c != '_');
        text[..end.unwrap_or(text.len())].to_owned()
    };
    let Some(group) = rest.strip_prefix('{') else {
        return vec![name(rest)];
    };
    let mut names = Vec::new();
    let mut depth = 0;
    let mut start = 0;
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                names.push(name(&group[start..at]));
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                names.push(name(&group[start..at]));
                start = at + 1;
            }
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

/// Whether code uses a library: its name opens a path.
fn uses_library(code: &str, library: &str) -> bool {
    code.match_indices(library).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = &code[at + library.len()..];
        !before.is_some_and(|c| c.is_alphanumeric() || "_:\"`-".contains(c))
            && (after.starts_with("::") || after.starts_with(" as ") || after.starts_with(';'))
    })
}

#[test]
fn a_path_gives_the_names_right_under_it() {
    assert_eq!(first_names("theme::{self, Theme};"), ["theme"]);
    assert_eq!(
        first_names("{check, render::{a, b}, x as y};"),
        ["check", "render", "x"]
    );
    let file = RustFile {
        path: "check/links.rs".to_owned(),
        text: "use crate::text;\nuse super::super::graph;\nuse super::suggest;\n".to_owned(),
    };
    let used = used_rooms(&file);
    let names: Vec<_> = used
        .iter()
        .map(|(room, line)| (room.as_str(), *line))
        .collect();
    assert_eq!(names, [("graph", 2), ("text", 1)]);
    assert!(uses_library("use tera::Tera;", "tera"));
    assert!(!uses_library(
        "let x = \"tera::Tera\"; use super::tera::X;",
        "tera"
    ));
}

#[test]
fn every_room_has_a_level() {
    let unknown: BTreeSet<String> = room_files()
        .iter()
        .filter(|file| level(file.room()).is_none())
        .map(|file| file.path.clone())
        .collect();
    assert!(unknown.is_empty(), "in no room of the table: {unknown:?}");
}

#[test]
fn rooms_use_lower_rooms_only() {
    let mut wrong = Vec::new();
    for file in room_files().iter().filter(|file| !file.is_test()) {
        for (used, line) in used_rooms(file) {
            let own = file.room();
            let is_allowed = used == own || level(&used) < level(own) && level(&used).is_some();
            if !is_allowed {
                wrong.push(format!("src/{}:{line}: {own} uses {used}", file.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_big_library_has_one_home() {
    let mut wrong = Vec::new();
    for file in room_files().iter().filter(|file| !file.is_test()) {
        let code = file.code();
        for (library, home) in HOMES {
            if file.room() != home && uses_library(&code, library) {
                wrong.push(format!("src/{}: {library} belongs to {home}", file.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_opens_with_what_it_is() {
    let mut wrong = rust_files();
    wrong.retain(|file| !file.text.starts_with("//! "));
    let wrong: Vec<_> = wrong.iter().map(|file| &file.path).collect();
    assert!(wrong.is_empty(), "no `//!` at the head of {wrong:?}");
}

#[test]
fn no_file_has_more_than_500_lines() {
    let files = rust_files();
    let wrong: Vec<_> = files
        .iter()
        .map(|file| (&file.path, file.text.lines().count()))
        .filter(|(_, lines)| *lines > MAX_LINES)
        .collect();
    assert!(wrong.is_empty(), "look for the second idea in {wrong:?}");
}

#[test]
fn nothing_is_unwrapped_outside_tests() {
    let mut wrong = Vec::new();
    for file in rust_files().iter().filter(|file| !file.is_test()) {
        for (index, line) in file.code().lines().enumerate() {
            if line.contains(".unwrap()") {
                wrong.push(format!("src/{}:{}", file.path, index + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "`expect` says why: {wrong:?}");
}
