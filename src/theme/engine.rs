//! Runs templates. Built-in templates stand under `default/`, so that a template of a site may
//! build on the one it replaces: `{% extends "default/measure.html" %}`.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::{Context, ErrorKind, Kwargs, State, Tera};

use super::files::{ThemeFile, ThemeFiles};
use super::{DEFAULT, Strings, TEMPLATE, strings};
use crate::diagnostic::{Diagnostic, Place, Wording};

/// The folder of templates within a theme.
const FOLDER: &str = "templates/";

/// The templates of a theme, read and checked.
#[derive(Debug)]
pub(super) struct Engine {
    tera: Tera,
    places: BTreeMap<String, Place>,
}

impl Engine {
    /// Reads all templates. A template of the site that has a fault is reported and left out, and
    /// so on until the rest holds together.
    pub(super) fn load(files: &ThemeFiles, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut tera = empty();
        let built_in: Vec<(String, &str)> = ThemeFiles::built_in()
            .filter_map(|file| {
                let name = file.path.strip_prefix(FOLDER)?;
                Some((format!("{DEFAULT}/{name}"), file.text()))
            })
            .collect();
        tera.add_raw_templates(built_in)
            .expect("the built-in templates are tested");

        let own: BTreeMap<&str, ThemeFile> = files
            .own()
            .filter_map(|file| Some((file.path.strip_prefix(FOLDER)?, file)))
            .collect();
        let all = own.iter().map(|(name, file)| (*name, file.text()));
        if tera.add_raw_templates(all).is_err() {
            add_one_by_one(&mut tera, &own, diagnostics);
        }

        let places = own
            .iter()
            .map(|(name, file)| ((*name).to_owned(), file.place(0..0)))
            .collect();
        Self { tera, places }
    }

    /// Fills a template.
    pub(super) fn render(
        &self,
        template: &str,
        page: &impl Serialize,
        strings: &Strings,
    ) -> Result<String, Box<Diagnostic>> {
        let filled = Context::from_serialize(page).and_then(|mut context| {
            context.insert_value("t", strings.tree().clone());
            self.tera.render(template, &context)
        });
        filled.map_err(|error| Box::new(self.render_fault(template, &error)))
    }

    /// The fault of a template that failed while a page was made.
    fn render_fault(&self, template: &str, error: &tera::Error) -> Diagnostic {
        let (name, message, range) = match error.kind() {
            ErrorKind::RenderingError(report) | ErrorKind::SyntaxError(report) => (
                report.filename(),
                report.message(),
                report.span().range.clone(),
            ),
            _ => (template, "", 0..0),
        };
        let message = if message.is_empty() {
            error.to_string()
        } else {
            message.to_owned()
        };
        let place = match self.places.get(name) {
            Some(Place::Span(span)) => Place::Span(crate::source::Span::new(span.source, range)),
            Some(Place::Path(path)) => Place::Path(path.clone()),
            None => {
                let name = name.strip_prefix("default/").unwrap_or(name);
                Place::Path(format!("themes/{DEFAULT}/{FOLDER}{name}").into())
            }
        };
        TEMPLATE.at(place, wording(&message))
    }
}

/// Adds what can be added, whichever needs which, and reports the rest.
fn add_one_by_one(
    tera: &mut Tera,
    own: &BTreeMap<&str, ThemeFile>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut waiting: Vec<&str> = own.keys().copied().collect();
    loop {
        let mut faults = Vec::new();
        for &name in &waiting {
            if let Err(error) = tera.add_raw_template(name, own[name].text()) {
                faults.push((name, fault(name, &own[name], &error)));
            }
        }
        if faults.len() == waiting.len() {
            diagnostics.extend(faults.into_iter().map(|(_, diagnostic)| diagnostic));
            return;
        }
        waiting = faults.into_iter().map(|(name, _)| name).collect();
    }
}

/// An engine with our filters and no templates.
fn empty() -> Tera {
    let mut tera = Tera::new();
    tera.set_fallback_prefixes([format!("{DEFAULT}/")])
        .expect("there are no templates yet");
    tera.register_filter("fill", fill);
    tera.register_filter("spaced", spaced);
    tera
}

/// The filter `fill`: `{{ t.count.measures | fill(n=3) }}`.
#[expect(
    clippy::needless_pass_by_value,
    reason = "the template engine hands arguments over by value"
)]
fn fill(text: &str, values: Kwargs, _: &State) -> String {
    let values: Vec<(String, String)> = values
        .iter()
        .map(|(name, value)| (name.to_string(), value.to_string()))
        .collect();
    let values = values
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    strings::fill(text, values)
}

/// The filter `spaced`: a printed number with a space behind it, unless it ends in full-width
/// punctuation, which has its own: `2. ` but `（一）`.
fn spaced(number: &str, _: Kwargs, _: &State) -> String {
    let full_width = |c: char| matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}');
    let space = if number.ends_with(full_width) {
        ""
    } else {
        " "
    };
    format!("{number}{space}")
}

/// The fault of a template that cannot be taken in.
fn fault(name: &str, file: &ThemeFile, error: &tera::Error) -> Diagnostic {
    let (message, range) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            (report.message().to_owned(), report.span().range.clone())
        }
        _ => from_report(name, file.text(), &error.to_string()),
    };
    TEMPLATE.at(file.place(range), wording(&message))
}

/// The first message and its place out of a printed report, which is all there is for an unknown
/// filter, function, test, component or block.
///
/// # Shape
/// `error: MESSAGE`, then a line ` --> FILE:LINE:COLUMN`, both counted from 1.
fn from_report(name: &str, text: &str, report: &str) -> (String, std::ops::Range<usize>) {
    let mut lines = report.lines();
    let message = lines.next().unwrap_or_default();
    let message = message
        .strip_prefix("error: ")
        .unwrap_or(message)
        .to_owned();
    let place = lines.next().and_then(|line| {
        let (rest, column) = line.trim().strip_prefix("--> ")?.rsplit_once(':')?;
        let (file, line) = rest.rsplit_once(':')?;
        if file != name {
            return None;
        }
        let (line, column): (usize, usize) = (line.parse().ok()?, column.parse().ok()?);
        let start: usize = text
            .split_inclusive('\n')
            .take(line.checked_sub(1)?)
            .map(str::len)
            .sum();
        let rest = text.get(start..)?;
        let inside: usize = rest
            .chars()
            .take(column.checked_sub(1)?)
            .map(char::len_utf8)
            .sum();
        Some(start + inside)
    });
    let at = place.unwrap_or_default();
    (message, at..at)
}

/// A message of the template engine, which speaks English only.
fn wording(message: &str) -> Wording {
    Wording::new(
        format!("模板有误：{message}"),
        format!("the template is at fault: {message}"),
    )
}
