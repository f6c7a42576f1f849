//! `theme.yaml`: which style sheets and scripts a theme has, in which order.

use super::files::{ThemeFile, ThemeFiles};
use super::{MANIFEST, yaml};
use crate::diagnostic::{Diagnostic, Wording};
use crate::yaml::{Node, Value};

/// What `theme.yaml` says.
#[derive(Clone, Debug, Default)]
pub(super) struct Manifest {
    /// Style sheets in the order in which they are joined.
    pub(super) css: Vec<String>,
    /// Modules that every page loads.
    pub(super) scripts: Vec<String>,
}

/// Reads the manifest of the site's theme over the built-in one: a list that it leaves out is the
/// built-in list. Files that are not there are reported and left out.
pub(super) fn read(files: &ThemeFiles, diagnostics: &mut Vec<Diagnostic>) -> Manifest {
    let mut manifest = Manifest::default();
    let built_in = ThemeFiles::find_built_in("theme.yaml");
    let own = files.own().find(|file| file.path == "theme.yaml");
    for file in built_in.into_iter().chain(own) {
        lay_over(&mut manifest, &file, files, diagnostics);
    }
    manifest
}

/// Takes the lists of one file.
fn lay_over(
    manifest: &mut Manifest,
    file: &ThemeFile,
    files: &ThemeFiles,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(node) = yaml::read(file, MANIFEST, diagnostics) else {
        return;
    };
    let Some(entries) = yaml::entries(&node) else {
        diagnostics.push(yaml::wrong_kind(
            file,
            MANIFEST,
            &node,
            ("键值表", "a mapping"),
        ));
        return;
    };
    for entry in entries {
        match entry.key.as_str() {
            "css" => manifest.css = paths(&entry.value, file, files, diagnostics),
            "scripts" => manifest.scripts = paths(&entry.value, file, files, diagnostics),
            key => diagnostics.push(
                MANIFEST
                    .at(
                        file.place(entry.key_span.range()),
                        Wording::new(
                            format!("主题清单没有“{key}”一项"),
                            format!("a theme has no key `{key}`"),
                        ),
                    )
                    .with_help(Wording::new(
                        "可以写 css 和 scripts",
                        "there are `css` and `scripts`",
                    )),
            ),
        }
    }
}

/// A list of files that are there.
fn paths(
    node: &Node,
    file: &ThemeFile,
    files: &ThemeFiles,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<String> {
    let Value::List(items) = &node.value else {
        let wanted = ("文件路径的列表", "a list of files");
        diagnostics.push(yaml::wrong_kind(file, MANIFEST, node, wanted));
        return Vec::new();
    };
    let mut paths = Vec::new();
    for item in items {
        match &item.value {
            Value::Text(path) if files.find(path).is_some() => paths.push(path.clone()),
            Value::Text(path) => diagnostics.push(MANIFEST.at(
                file.place(item.span.range()),
                Wording::new(
                    format!("主题中没有文件 {path}"),
                    format!("the theme has no file `{path}`"),
                ),
            )),
            _ => {
                let wanted = ("文件路径", "the path of a file");
                diagnostics.push(yaml::wrong_kind(file, MANIFEST, item, wanted));
            }
        }
    }
    paths
}
