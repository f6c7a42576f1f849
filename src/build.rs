//! Lists the files that the program carries, as tables in the build folder: `theme_files.rs` with
//! the built-in theme (read by `src/theme/files.rs`), `rule_pages.rs` with the pages that explain
//! diagnostics (read by `src/check/rules.rs`). Both are in path order.
#![expect(
    clippy::disallowed_methods,
    reason = "cargo gives it a folder to write to"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let variable = |name| PathBuf::from(env::var_os(name).expect("cargo sets it"));
    let root = variable("CARGO_MANIFEST_DIR");
    let build = variable("OUT_DIR");
    println!("cargo::rerun-if-changed=src/build.rs");

    let mut theme = String::from("&[\n");
    for (path, file) in files(&root, "themes/default") {
        writeln!(theme, "    ({path:?}, include_bytes!({:?})),", utf8(&file))
            .expect("strings take all");
    }
    theme.push_str("]\n");
    fs::write(build.join("theme_files.rs"), theme).expect("the build folder is ours");

    let mut pages = String::from(
        "/// The page of each code, in order of codes.\npub(super) static RULE_PAGES: &[(&str, &str)] = &[\n",
    );
    for (path, file) in files(&root, "tests/diagnostics") {
        if let Some(code) = path.strip_suffix(".md") {
            writeln!(pages, "    ({code:?}, include_str!({:?})),", utf8(&file))
                .expect("strings take all");
        }
    }
    pages.push_str("];\n");
    fs::write(build.join("rule_pages.rs"), pages).expect("the build folder is ours");
}

/// Every file under a folder of the crate, by its path from that folder and its full path.
fn files(root: &Path, folder: &str) -> Vec<(String, PathBuf)> {
    println!("cargo::rerun-if-changed={folder}");
    let folder = root.join(folder);
    let mut found = Vec::new();
    collect(&folder, &mut found);
    found.sort();
    found
        .into_iter()
        .map(|file| {
            let path = file.strip_prefix(&folder).expect("found under the folder");
            (utf8(path).replace('\\', "/"), file)
        })
        .collect()
}

fn utf8(path: &Path) -> &str {
    path.to_str().expect("file names are UTF-8")
}

/// Adds every file under a folder; names that begin with a dot are passed over.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let path = entry.expect("the folder can be read").path();
        let is_hidden = path
            .file_name()
            .and_then(|name| name.to_str())
            .is_none_or(|name| name.starts_with('.'));
        if is_hidden {
            continue;
        }
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}
