//! Faults as workflow commands, which GitHub Actions shows beside the lines of a change. For
//! people see [`super::human`].
//!
//! # Source
//! GitHub Docs, "Workflow commands for GitHub Actions"; the escapes are those of the toolkit's
//! `command.ts`.

use camino::Utf8Path;

use super::{Diagnostic, Place, Severity, Tongue};
use crate::source::Sources;

/// Every fault in the order given, one command a line. `site` is the site folder as seen from the
/// root of the repository (empty or `.` where they are one), since GitHub counts paths from there.
///
/// # Shape
/// `::error file=…,line=…,col=…,title=CODE::message`; a fault of a whole file has no line. The
/// remedies follow the message on lines of their own.
pub fn render(
    diagnostics: &[Diagnostic],
    sources: &Sources,
    site: &Utf8Path,
    tongue: Tongue,
) -> String {
    let mut rendered = String::new();
    for diagnostic in diagnostics {
        rendered.push_str(&command(diagnostic, sources, site, tongue));
        rendered.push('\n');
    }
    rendered
}

fn command(diagnostic: &Diagnostic, sources: &Sources, site: &Utf8Path, tongue: Tongue) -> String {
    let command = match diagnostic.rule.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let path = site.join(diagnostic.path(sources));
    let path = path.strip_prefix(".").unwrap_or(&path);
    let file = property(&path.as_str().replace('\\', "/"));
    let place = match &diagnostic.place {
        Place::Span(span) => {
            let location = sources.get(span.source).location(span.start);
            format!(",line={},col={}", location.line, location.column)
        }
        Place::Path(_) => String::new(),
    };
    let help = match tongue {
        Tongue::Chinese => "帮助：",
        Tongue::English => "help: ",
    };
    let mut message = diagnostic.message.in_tongue(tongue).to_owned();
    for remedy in &diagnostic.help {
        message.push('\n');
        message.push_str(help);
        message.push_str(remedy.in_tongue(tongue));
    }
    format!(
        "::{command} file={file}{place},title={}::{}",
        property(diagnostic.rule.code),
        data(&message)
    )
}

/// The text after `::`, in which line ends must be spelt.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// The value of a property, in which the signs that part properties must be spelt too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Rule, Wording};
    use crate::source::{SourceFile, Span};

    #[test]
    fn signs_that_would_end_a_field_are_spelt() {
        let sources = Sources::new(vec![SourceFile::new("content/a,b:c%.md", "甲\n乙丙")]);
        let (source, _) = sources.iter().next().expect("one file");
        let fault = Rule::error("link/unresolved")
            .at(
                Span::new(source, 7..10),
                Wording::new("没有“丙”：100%\r\n", "no `x`, 100%: yes\r\n"),
            )
            .with_help(Wording::new("改正", "mend it"));
        assert_eq!(
            render(
                std::slice::from_ref(&fault),
                &sources,
                Utf8Path::new("."),
                Tongue::English
            ),
            "::error file=content/a%2Cb%3Ac%25.md,line=2,col=2,title=link/unresolved\
             ::no `x`, 100%25: yes%0D%0A%0Ahelp: mend it\n"
        );
        assert_eq!(
            render(&[fault], &sources, Utf8Path::new("kb"), Tongue::Chinese),
            "::error file=kb/content/a%2Cb%3Ac%25.md,line=2,col=2,title=link/unresolved\
             ::没有“丙”：100%25%0D%0A%0A帮助：改正\n"
        );
    }

    #[test]
    fn a_whole_file_has_no_line() {
        let fault = Rule::warning("file/stray").at(
            camino::Utf8PathBuf::from("content/x.docx"),
            Wording::new("多余的文件", "stray file"),
        );
        assert_eq!(
            render(
                &[fault],
                &Sources::default(),
                Utf8Path::new(""),
                Tongue::English
            ),
            "::warning file=content/x.docx,title=file/stray::stray file\n"
        );
    }
}
