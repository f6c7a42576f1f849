//! Sites built in memory through the pipeline, as `build` and `serve` do it, on a fixed day.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use camino::{Utf8Path, Utf8PathBuf};
use jiff::civil::Date;
use jingwei::address::Form;
use jingwei::pipeline::SearchFiles;
use jingwei::pipeline::{self, Compilation};
use tempfile::TempDir;

/// The day on which every site of these tests is built.
pub(crate) const TODAY: Date = Date::constant(2026, 1, 1);

/// The least settings of a site in two languages.
pub(crate) const SETTINGS: &str = "\
title: {zh: 边境政策, en: Border policy}
description: {zh: 政策与案例。, en: Policies and cases.}
base_url: https://policy.example.org/
languages:
- {code: zh, tag: zh-Hans, name: 中文}
- {code: en, tag: en, name: English}
";

/// A site and every file that is published of it.
pub(crate) struct BuiltSite {
    pub(crate) compilation: Compilation,
    pub(crate) search: SearchFiles,
    pub(crate) files: BTreeMap<String, Vec<u8>>,
}

impl BuiltSite {
    /// The pages, by their paths.
    pub(crate) fn pages(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files
            .iter()
            .filter(|(path, _)| has_extension(path, "html"))
            .map(|(path, bytes)| (path.as_str(), text(bytes)))
    }

    /// One page or other text file.
    pub(crate) fn text(&self, path: &str) -> &str {
        let bytes = self.files.get(path);
        text(bytes.unwrap_or_else(|| panic!("the site has no {path}")))
    }

    /// The diagnostics as `severity code path:line`.
    pub(crate) fn faults(&self) -> Vec<String> {
        let sources = &self.compilation.files.sources;
        let faults = self.compilation.diagnostics.iter();
        faults
            .map(|fault| {
                let severity = if fault.is_error() { "error" } else { "warning" };
                let (code, path) = (fault.rule.code, fault.path(sources));
                format!("{severity} {code} {path}: {}", fault.message.en)
            })
            .collect()
    }
}

/// Builds the site in a folder. Faults do not stop it.
pub(crate) fn build(folder: &Utf8Path) -> BuiltSite {
    build_as(Form::Served, folder)
}

/// The same in another form.
pub(crate) fn build_as(form: Form, folder: &Utf8Path) -> BuiltSite {
    let compilation = pipeline::compile_as(form, folder, TODAY).expect("a site folder");
    let search = compilation.search_files().expect("an index");
    let contents = compilation.contents(&search);
    let files = contents
        .iter()
        .map(|(path, content)| {
            let bytes = compilation.bytes(content);
            let bytes = bytes.unwrap_or_else(|fault| panic!("{path}: {}", fault.message.en));
            (path.clone(), bytes)
        })
        .collect();
    BuiltSite {
        compilation,
        search,
        files,
    }
}

/// The folder of this crate, which is a site.
pub(crate) fn repository_folder() -> &'static Utf8Path {
    Utf8Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The site of this repository, built once for all tests.
pub(crate) fn repository() -> &'static BuiltSite {
    static SITE: OnceLock<BuiltSite> = OnceLock::new();
    SITE.get_or_init(|| build(repository_folder()))
}

/// Writes files under `content/` of a new site with [`SETTINGS`], unless they bring their own.
pub(crate) fn site_of(files: &[(&str, &str)]) -> (TempDir, Utf8PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = Utf8PathBuf::from_path_buf(folder.path().to_owned()).expect("UTF-8");
    for (name, text) in [("site.yaml", SETTINGS)].iter().chain(files) {
        write(&path.join("content").join(name), text.as_bytes());
    }
    (folder, path)
}

/// Writes a file, and the folders above it.
pub(crate) fn write(path: &Utf8Path, bytes: &[u8]) {
    std::fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
    std::fs::write(path, bytes).expect("a file");
}

/// Every file under a folder, by its path from there with `/` between parts.
pub(crate) fn files_under(folder: &Utf8Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in next.read_dir_utf8().expect("a folder") {
            let path = entry.expect("an entry").into_path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("under the folder");
                let bytes = std::fs::read(&path).expect("a file");
                files.insert(name.as_str().replace('\\', "/"), bytes);
            }
        }
    }
    files
}

/// Copies every file under a folder to another.
pub(crate) fn copy(from: &Utf8Path, to: &Utf8Path) {
    for (path, bytes) in files_under(from) {
        write(&to.join(path), &bytes);
    }
}

/// Whether a path ends in an extension.
pub(crate) fn has_extension(path: &str, extension: &str) -> bool {
    Utf8Path::new(path).extension() == Some(extension)
}

/// Bytes that are known to be text.
pub(crate) fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("UTF-8")
}
