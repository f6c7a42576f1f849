//! Sites of a dozen lines in temporary folders. A new one has one of each thing and no fault, so
//! that a test writes only the files it is about.

use camino::Utf8Path;
use jingwei::diagnostic::{Diagnostic, Tongue, human};
use jingwei::pipeline::{self, Compilation};
use jingwei::source::Sources;
use tempfile::TempDir;

/// The files of a site without faults: two languages, one of each thing.
pub(crate) const FILES: [(&str, &str); 10] = [
    (
        "content/site.yaml",
        "title: {zh: 示例知识库, en: Sample knowledge base}
description: {zh: 一个小例子。, en: A small example.}
base_url: https://example.org/
languages:
- {code: zh, tag: zh-Hans, name: 中文}
- {code: en, tag: en, name: English}
",
    ),
    (
        "content/ministries.yaml",
        "- id: mwr
  name: {zh: 水利部, en: Ministry of Water Resources}
  type: department
",
    ),
    (
        "content/regions.yaml",
        "- code: \"530000\"
  name: {zh: 云南省, en: Yunnan Province}
  level: province
",
    ),
    (
        "content/topics.yaml",
        "- id: water
  name: {zh: 水利, en: Water}
",
    ),
    (
        "content/glossary.yaml",
        "- id: border-county
  term: {zh: 边境县, en: border county}
  definition: {zh: 陆地边境线上的县。, en: A county on the land border.}
",
    ),
    (
        "content/sources.yaml",
        "- id: notice
  title: {zh: 关于印发规划的通知, en: Notice on issuing the plan}
  date: 2017-05-28
",
    ),
    (
        "content/policies/plan.zh.md",
        "---
title: 边境建设规划
signed_on: 2017-05-28
source: notice
---
## 1. 推进水利建设 {#t1 .task}

为边境村修建供水设施。（水利部）
",
    ),
    (
        "content/policies/plan.en.md",
        "---
title: Plan for building up the border
---
## 1. Water works {#t1}

Build water supplies for border villages.
",
    ),
    (
        "content/cases/tap-water.zh.md",
        "---
title: 村村通自来水
region: \"530000\"
year: 2022
source: notice
measures:
- {id: \"plan#t1\", relation: direct}
---
全村都通了自来水。
",
    ),
    (
        "content/cases/tap-water.en.md",
        "---
title: Tap water in every village
---
Every household has tap water.
",
    ),
];

/// A site in a folder that goes away with it.
pub(crate) struct TinySite {
    folder: TempDir,
}

impl TinySite {
    /// An empty folder.
    pub(crate) fn empty() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        Self { folder }
    }

    /// A site without faults.
    pub(crate) fn new() -> Self {
        let site = Self::empty();
        for (path, text) in FILES {
            site.write(path, text);
        }
        site
    }

    /// The folder.
    pub(crate) fn path(&self) -> &Utf8Path {
        Utf8Path::from_path(self.folder.path()).expect("temporary folders have names in UTF-8")
    }

    /// Writes a file, with the folders it stands in.
    pub(crate) fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a file in a folder")).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    }

    /// Adds bytes at the end of a file.
    pub(crate) fn append(&self, path: &str, bytes: &[u8]) {
        let mut content = std::fs::read(self.path().join(path)).unwrap_or_default();
        content.extend_from_slice(bytes);
        self.write(path, content);
    }

    /// Writes a file of so many zero bytes, which takes no room on the disk.
    pub(crate) fn write_zeros(&self, path: &str, bytes: u64) {
        self.write(path, "");
        let file = std::fs::OpenOptions::new()
            .write(true)
            .open(self.path().join(path));
        file.expect("just written")
            .set_len(bytes)
            .expect("room for a sparse file");
    }

    /// Takes a file away.
    pub(crate) fn remove(&self, path: &str) {
        std::fs::remove_file(self.path().join(path)).expect("the file is there");
    }

    /// Makes a symbolic link. False where the system makes none.
    pub(crate) fn link(&self, path: &str, to: &str) -> bool {
        #[cfg(unix)]
        let made = std::os::unix::fs::symlink(to, self.path().join(path));
        #[cfg(windows)]
        let made = std::os::windows::fs::symlink_file(to, self.path().join(path));
        made.is_ok()
    }

    /// Takes away the right to read a file. False where it can be read all the same, as root can.
    pub(crate) fn forbid(&self, path: &str) -> bool {
        let path = self.path().join(path);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000))
                .expect("the file is ours");
        }
        std::fs::read(&path).is_err()
    }

    /// Writes a file whose name is not UTF-8. False where the system has no such names.
    pub(crate) fn write_badly_named(&self, folder: &str) -> bool {
        // 中 in GBK.
        let name = b"\xd6\xd0.zh.md";
        #[cfg(unix)]
        let name: &std::ffi::OsStr = std::os::unix::ffi::OsStrExt::from_bytes(name);
        #[cfg(not(unix))]
        let Ok(name) = std::str::from_utf8(name) else {
            return false;
        };
        let path = self.path().join(folder).as_std_path().join(name);
        std::fs::write(path, "中").is_ok()
    }

    /// Reads and checks the site, on a day that is always the same.
    pub(crate) fn compile(&self) -> Compilation {
        let today = jiff::civil::date(2024, 1, 1);
        let mut compilation =
            pipeline::compile(self.path(), today).expect("a folder that can be read");
        let evaluation = compilation.evaluate().expect("an index");
        compilation.add(evaluation.diagnostics);
        compilation
    }
}

/// Faults as a person sees them, without colour.
pub(crate) fn shown(diagnostics: &[Diagnostic], sources: &Sources, tongue: Tongue) -> String {
    let options = human::HumanOptions {
        tongue,
        color: false,
        width: 100,
    };
    human::render(diagnostics, sources, &options)
}

#[test]
fn a_tiny_site_has_no_fault() {
    let compilation = TinySite::new().compile();
    let sources = &compilation.files.sources;
    let report = shown(&compilation.diagnostics, sources, Tongue::English);
    assert_eq!(report, "");
}
