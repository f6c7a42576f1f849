//! Faults for a person at a terminal: the source line with carets under it, the remedies, and a
//! count at the end. For programs see [`super::json`] and [`super::github`].
//!
//! A paragraph of Chinese policy is one line of many hundred characters; the excerpt is cut around
//! the carets to the width that is asked for, and the carets count wide characters as two columns.

use annotate_snippets::{
    Annotation, AnnotationKind, Element, Level, Origin, Renderer, Snippet, normalize_untrusted_str,
};

use super::{Diagnostic, Place, Severity, Tongue};
use crate::source::{SourceId, Sources, Span};

/// How faults are shown.
#[derive(Clone, Copy, Debug)]
pub struct HumanOptions {
    /// The language of messages, levels and the count.
    pub tongue: Tongue,
    /// Whether terminal colour codes are written.
    pub color: bool,
    /// The width of the terminal.
    ///
    /// # Units
    /// Columns; a Han character takes two. Below about 40 little of the source can be seen.
    pub width: usize,
}

/// Every fault in the order given, then how many there are. Empty if there are none.
pub fn render(diagnostics: &[Diagnostic], sources: &Sources, options: &HumanOptions) -> String {
    let renderer = if options.color {
        Renderer::styled()
    } else {
        Renderer::plain()
    }
    .term_width(options.width);
    let mut rendered = String::new();
    for diagnostic in diagnostics {
        rendered.push_str(&renderer.render(&[group(diagnostic, sources, options.tongue)]));
        rendered.push_str("\n\n");
    }
    if !diagnostics.is_empty() {
        rendered.push_str(&count(diagnostics, options.tongue));
        rendered.push('\n');
    }
    rendered
}

/// How many errors and warnings there are, such as `2 errors, 1 warning`; a kind of which there is
/// none is left out. Empty if there is nothing to count.
pub fn count(diagnostics: &[Diagnostic], tongue: Tongue) -> String {
    let errors = diagnostics.iter().filter(|fault| fault.is_error()).count();
    let warnings = diagnostics.len() - errors;
    let plural = |number: usize| if number == 1 { "" } else { "s" };
    let (parts, comma) = match tongue {
        Tongue::Chinese => (
            [format!("{errors} 个错误"), format!("{warnings} 个警告")],
            "，",
        ),
        Tongue::English => (
            [
                format!("{errors} error{}", plural(errors)),
                format!("{warnings} warning{}", plural(warnings)),
            ],
            ", ",
        ),
    };
    let parts: Vec<_> = parts
        .into_iter()
        .zip([errors, warnings])
        .filter_map(|(part, number)| (number > 0).then_some(part))
        .collect();
    parts.join(comma)
}

fn group<'a>(
    diagnostic: &'a Diagnostic,
    sources: &'a Sources,
    tongue: Tongue,
) -> annotate_snippets::Group<'a> {
    let (level, name) = match (diagnostic.rule.severity, tongue) {
        (Severity::Error, Tongue::Chinese) => (Level::ERROR, "错误"),
        (Severity::Error, Tongue::English) => (Level::ERROR, "error"),
        (Severity::Warning, Tongue::Chinese) => (Level::WARNING, "警告"),
        (Severity::Warning, Tongue::English) => (Level::WARNING, "warning"),
    };
    let help = match tongue {
        Tongue::Chinese => "帮助",
        Tongue::English => "help",
    };
    let remedies = diagnostic.help.iter().map(|remedy| {
        let text = normalize_untrusted_str(remedy.in_tongue(tongue));
        Element::from(Level::HELP.with_name(help).message(text))
    });
    level
        .with_name(name)
        .primary_title(diagnostic.message.in_tongue(tongue))
        .id(diagnostic.rule.code)
        .elements(excerpts(diagnostic, sources, tongue))
        .elements(remedies)
}

/// One excerpt a file: that of the fault first, then those of labels elsewhere in order of use.
fn excerpts<'a>(
    diagnostic: &'a Diagnostic,
    sources: &'a Sources,
    tongue: Tongue,
) -> Vec<Element<'a>> {
    let mut elements = Vec::new();
    let mut files: Vec<(SourceId, Vec<Mark<'a>>)> = Vec::new();
    match &diagnostic.place {
        Place::Path(path) => elements.push(Origin::path(path.as_str()).into()),
        Place::Span(span) => files.push((
            span.source,
            vec![Mark {
                span: *span,
                kind: AnnotationKind::Primary,
                text: None,
            }],
        )),
    }
    for label in &diagnostic.labels {
        let mark = Mark {
            span: label.span,
            kind: AnnotationKind::Context,
            text: Some(label.text.in_tongue(tongue)),
        };
        match files
            .iter_mut()
            .find(|(source, _)| *source == label.span.source)
        {
            Some((_, marks)) => marks.push(mark),
            None => files.push((label.span.source, vec![mark])),
        }
    }
    elements.extend(
        files
            .into_iter()
            .map(|(source, marks)| excerpt(source, &marks, sources)),
    );
    elements
}

/// One run of a file to be pointed at.
struct Mark<'a> {
    span: Span,
    kind: AnnotationKind,
    text: Option<&'a str>,
}

/// The lines of one file from the first mark to the last. Handing over these alone keeps a
/// thousand faults in a long file from reading that file a thousand times.
fn excerpt<'a>(source: SourceId, marks: &[Mark<'a>], sources: &'a Sources) -> Element<'a> {
    let file = sources.get(source);
    let text = file.text();
    let first = marks.iter().map(|mark| mark.span.start).min().unwrap_or(0);
    let last = marks.iter().map(|mark| mark.span.end).max().unwrap_or(0);
    let first = on_boundary(text, first);
    let last = on_boundary(text, last).max(first);
    let start = text[..first].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[last..]
        .find('\n')
        .map_or(text.len(), |length| last + length);
    let annotations = marks.iter().map(|mark| annotation(mark, text, start));
    Snippet::source(&text[start..end])
        .path(file.path().as_str())
        .line_start(file.location(start).line)
        .annotations(annotations)
        .into()
}

fn annotation<'a>(mark: &Mark<'a>, text: &str, offset: usize) -> Annotation<'a> {
    let start = on_boundary(text, mark.span.start);
    let end = on_boundary(text, mark.span.end).max(start);
    mark.kind
        .span(start - offset..end - offset)
        .label(mark.text)
}

/// The nearest start of a character at or before an offset.
fn on_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests;
