//! The Rust files of `src`, as tests that hold rules about them read them.

use std::path::{Path, PathBuf};

/// A Rust file of the crate.
pub(crate) struct RustFile {
    /// The path from `src`, with `/` between parts.
    pub(crate) path: String,
    /// The whole text.
    pub(crate) text: String,
}

/// Every Rust file under `src`, in path order.
pub(crate) fn rust_files() -> Vec<RustFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    collect(&root, &mut paths);
    paths.sort();
    let files = paths.into_iter().map(|path| {
        let text = std::fs::read_to_string(&path).expect("a source file is UTF-8");
        let path = path.strip_prefix(&root).expect("found under src");
        let path = path.to_str().expect("a name in UTF-8").replace('\\', "/");
        RustFile { path, text }
    });
    files.collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder of the crate") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            paths.push(path);
        }
    }
}

impl RustFile {
    /// The room it belongs to: its folder under `src`, or its own name.
    pub(crate) fn room(&self) -> &str {
        let first = self.path.split('/').next().expect("a path has a part");
        first.trim_end_matches(".rs")
    }

    /// Whether the whole file is a test.
    pub(crate) fn is_test(&self) -> bool {
        let mut parts = self.path.split('/');
        parts.any(|part| part == "tests" || part == "tests.rs")
    }

    /// Where the module stands: `check/links.rs` is `check::links`, `check/mod.rs` is `check`.
    pub(crate) fn module(&self) -> Vec<&str> {
        let mut parts: Vec<&str> = self.path.trim_end_matches(".rs").split('/').collect();
        parts.retain(|part| !matches!(*part, "mod" | "lib"));
        parts
    }

    /// The code: comments and what stands under `#[cfg(test)]` are blank lines in it, so that
    /// lines keep their numbers.
    ///
    /// # Shape
    /// It counts on the layout of rustfmt: an item ends at a line `}` as far in as it begins.
    pub(crate) fn code(&self) -> String {
        let mut code = String::new();
        // How far in the item under `#[cfg(test)]` begins.
        let mut skipping: Option<String> = None;
        let mut is_at_item = false;
        for line in self.text.lines() {
            let trimmed = line.trim_start();
            let indent = &line[..line.len() - trimmed.len()];
            if let Some(begin) = &skipping {
                let is_end = if is_at_item {
                    trimmed.ends_with(';') || trimmed.ends_with('}')
                } else {
                    indent == begin && trimmed.starts_with('}')
                };
                is_at_item &= trimmed.starts_with("#[");
                if is_end {
                    skipping = None;
                }
            } else if trimmed == "#[cfg(test)]" {
                skipping = Some(indent.to_owned());
                is_at_item = true;
            } else if !trimmed.starts_with("//") {
                code.push_str(line);
            }
            code.push('\n');
        }
        code
    }
}

#[test]
fn tests_and_comments_are_no_code() {
    let file = RustFile {
        path: "check/links.rs".to_owned(),
        text: "//! a\nfn a() {}\n#[cfg(test)]\nmod tests {\n    fn b() {\n    }\n}\n#[cfg(test)]\n\
               mod c;\nfn d() {}\n"
            .to_owned(),
    };
    assert_eq!(file.code(), "\nfn a() {}\n\n\n\n\n\n\n\nfn d() {}\n");
    assert_eq!(file.room(), "check");
    assert_eq!(file.module(), ["check", "links"]);
}
