//! Scripts of a theme as one: all of them for sites that are opened as files, where browsers load
//! no modules, and those of the search worker, which would else come in some twenty pieces.
//!
//! # Shape
//! One function that runs at once and holds a function for each module, which is run when the
//! module is first asked for and gives what the module exports. So each has names of its own, and
//! what is imported only when it is used runs only then. What is imported stands before what
//! imports it. `import.meta.url` is the address of the whole.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::ops::Range;

use camino::{Utf8Component, Utf8Path, Utf8PathBuf};

use super::SCRIPT;
use super::files::{ThemeFile, ThemeFiles};
use super::module::{self, PartKind, RESERVED};
use super::script::published;
use crate::address::Form;
use crate::diagnostic::{Diagnostic, Rule, Severity, Wording};
use crate::text::nearest;

/// Joins modules, given by their paths in the theme, with all that they import. What cannot be
/// joined is reported: as an error where the site needs it, else as a warning.
pub(super) fn join(
    files: &ThemeFiles,
    scripts: &[String],
    form: Form,
    diagnostics: &mut Vec<Diagnostic>,
) -> String {
    let rule = match form {
        Form::Served => SCRIPT,
        Form::Portable => Rule {
            severity: Severity::Error,
            ..SCRIPT
        },
    };
    let mut joiner = Joiner {
        files,
        rule,
        diagnostics,
        open: Vec::new(),
        waiting: scripts.iter().filter_map(|path| files.find(path)).collect(),
        exports: BTreeMap::new(),
        names: BTreeMap::new(),
        text: format!(
            "(() => {{\n\"use strict\";\nconst {RESERVED}url = globalThis.document?.currentScript.src ?? location.href;\n\
             const {RESERVED}once = (run) => {{\nlet given;\nreturn () => (given ??= run());\n}};\n"
        ),
    };
    let mut at = 0;
    while let Some(&file) = joiner.waiting.get(at) {
        joiner.add(&file);
        at += 1;
    }
    for path in scripts {
        let name = joiner.name(path);
        // A script that fails does not keep the next from running.
        let _ = writeln!(joiner.text, "queueMicrotask({name});");
    }
    joiner.text + "})();\n"
}

struct Joiner<'f, 'a> {
    files: &'f ThemeFiles<'a>,
    rule: Rule,
    diagnostics: &'f mut Vec<Diagnostic>,
    /// The modules that are being added, each imported by the one before.
    open: Vec<&'a str>,
    /// The modules that are run on their own or when they are used, as far as they are known.
    waiting: Vec<ThemeFile<'a>>,
    /// What each module that was added exports.
    exports: BTreeMap<&'a str, BTreeSet<&'a str>>,
    names: BTreeMap<String, usize>,
    text: String,
}

impl<'a> Joiner<'_, 'a> {
    /// Adds a module after those that it imports.
    fn add(&mut self, file: &ThemeFile<'a>) {
        if self.exports.contains_key(file.path) {
            return;
        }
        self.open.push(file.path);
        let source = file.text();
        let (parts, faults) = module::read(source);
        for fault in faults {
            let diagnostic = self.rule.at(file.place(fault.range), fault.message);
            self.diagnostics.push(diagnostic.with_help(fault.help));
        }
        let mut exports = BTreeSet::new();
        let (mut head, mut body, mut at) = (String::new(), String::new(), 0);
        for part in parts {
            body.push_str(&source[at..part.range.start]);
            at = part.range.end;
            match part.kind {
                PartKind::Import { from, names } => {
                    if let Some(other) = self.find(file, from, &part.range) {
                        self.import(file, &other, &names, &part.range);
                        head.push_str(&self.binding(other.path, &names));
                    }
                }
                PartKind::Deferred { from } => {
                    if let Some(other) = self.find(file, from, &part.range) {
                        self.waiting.push(other);
                        let name = self.name(other.path);
                        let _ = write!(body, "Promise.resolve().then({name})");
                    }
                }
                PartKind::Address => {
                    let _ = write!(body, "{RESERVED}url");
                }
                PartKind::Export { name } => {
                    exports.insert(name);
                }
            }
        }
        body.push_str(&source[at..]);
        let name = self.name(file.path);
        let given: Vec<&str> = exports.iter().copied().collect();
        let _ = write!(
            self.text,
            "const {name} = {RESERVED}once(() => {{\n{head}{}return {{ {} }};\n}});\n",
            published(&body),
            given.join(", ")
        );
        self.exports.insert(file.path, exports);
        self.open.pop();
    }

    /// Adds a module that another imports, and sees that it exports what is asked of it.
    fn import(
        &mut self,
        file: &ThemeFile<'a>,
        other: &ThemeFile<'a>,
        names: &[(&str, &str)],
        range: &Range<usize>,
    ) {
        if let Some(first) = self.open.iter().position(|path| *path == other.path) {
            let mut circle = self.open[first..].to_vec();
            circle.push(other.path);
            let circle = circle.join(" → ");
            let message = Wording::new(
                format!("脚本互相引用：{circle}"),
                format!("scripts import each other: {circle}"),
            );
            self.diagnostics
                .push(self.rule.at(file.place(range.clone()), message));
            return;
        }
        self.add(other);
        let exports = &self.exports[other.path];
        for (there, _) in names {
            if *there == "*" || exports.contains(there) {
                continue;
            }
            let message = Wording::new(
                format!("{} 没有导出“{there}”", other.path),
                format!("{} exports no `{there}`", other.path),
            );
            let diagnostic = self.rule.at(file.place(range.clone()), message);
            let known = exports.iter().copied();
            self.diagnostics
                .push(diagnostic.with_nearest(nearest(there, known)));
        }
    }

    /// The module that a script names, relative to its own folder.
    fn find(
        &mut self,
        file: &ThemeFile<'a>,
        from: &str,
        range: &Range<usize>,
    ) -> Option<ThemeFile<'a>> {
        let path = resolved(file.path, from);
        let found = path
            .as_ref()
            .and_then(|path| self.files.find(path.as_str()));
        if found.is_none() {
            let named = path.as_ref().map_or(from, |path| path.as_str());
            let message = Wording::new(
                format!("主题中没有文件 {named}"),
                format!("the theme has no file `{named}`"),
            );
            self.diagnostics
                .push(self.rule.at(file.place(range.clone()), message));
        }
        found
    }

    /// What a module is called in the whole.
    fn name(&mut self, path: &str) -> String {
        let next = self.names.len();
        let number = *self.names.entry(path.to_owned()).or_insert(next);
        format!("{RESERVED}{number}")
    }

    /// The statement that brings what another module exports.
    fn binding(&mut self, path: &str, names: &[(&str, &str)]) -> String {
        let name = self.name(path);
        match names {
            [] => format!("{name}();\n"),
            [("*", here)] => format!("const {here} = {name}();\n"),
            names => {
                let names: Vec<String> = names
                    .iter()
                    .map(|(there, here)| {
                        if there == here {
                            (*here).to_owned()
                        } else {
                            format!("{there}: {here}")
                        }
                    })
                    .collect();
                format!("const {{ {} }} = {name}();\n", names.join(", "))
            }
        }
    }
}

/// The path in the theme of what a script names by `./` or `../`.
fn resolved(path: &str, from: &str) -> Option<Utf8PathBuf> {
    if !from.starts_with("./") && !from.starts_with("../") {
        return None;
    }
    let mut resolved = Utf8Path::new(path).parent()?.to_owned();
    for part in Utf8Path::new(from).components() {
        match part {
            Utf8Component::ParentDir => {
                resolved.pop().then_some(())?;
            }
            Utf8Component::Normal(name) => resolved.push(name),
            _ => {}
        }
    }
    // Paths in a theme have slashes, on every system.
    Some(resolved.as_str().replace('\\', "/").into())
}

#[cfg(test)]
mod tests;
