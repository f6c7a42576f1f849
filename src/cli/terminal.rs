//! The two streams, and the language and colours of what is said on them.

use std::io::{IsTerminal as _, Write as _};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget};

use crate::diagnostic::{Diagnostic, Tongue, Wording, human};
use crate::source::Sources;

/// Where a command speaks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Terminal {
    tongue: Tongue,
    has_color: bool,
}

#[expect(
    clippy::unused_self,
    reason = "whoever speaks holds the terminal, whether or not the words need it"
)]
impl Terminal {
    /// A terminal that speaks the language asked for, else that of the locale, else English.
    pub(super) fn new(language: Option<&str>) -> Self {
        let tongue = language.map_or_else(tongue_of_locale, tongue_of);
        let has_color = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        Self { tongue, has_color }
    }

    /// The language of messages.
    pub(super) fn tongue(self) -> Tongue {
        self.tongue
    }

    /// Writes data on stdout. A reader that has gone away (`| head`) is no fault.
    pub(super) fn print(self, text: &str) {
        let mut out = std::io::stdout().lock();
        let _ = out.write_all(text.as_bytes());
        let _ = out.flush();
    }

    /// Says something on stderr.
    pub(super) fn say(self, wording: &Wording) {
        self.say_text(wording.in_tongue(self.tongue));
    }

    /// Says something on stderr that has its wording already.
    pub(super) fn say_text(self, text: &str) {
        let mut err = std::io::stderr().lock();
        let _ = writeln!(err, "{text}");
    }

    /// Says what stopped a command.
    pub(super) fn fail(self, reason: &Wording) {
        self.say(&Wording::new(
            format!("无法执行：{}", reason.zh),
            format!("could not run: {}", reason.en),
        ));
    }

    /// What stands before and after a match in a list of results.
    pub(super) fn emphasis(self) -> (&'static str, &'static str) {
        let has_color = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        if has_color {
            ("\u{1b}[1m", "\u{1b}[0m")
        } else {
            ("【", "】")
        }
    }

    /// A bar that shows itself on a terminal, on stderr, once work has run for a while.
    pub(super) fn progress(self, patience: Duration) -> ProgressBar {
        let bar = ProgressBar::hidden();
        if std::io::stderr().is_terminal() {
            let shown = bar.clone();
            std::thread::spawn(move || {
                std::thread::sleep(patience);
                if !shown.is_finished() {
                    shown.set_draw_target(ProgressDrawTarget::stderr());
                }
            });
        }
        bar
    }

    /// Shows faults to a person, on stderr.
    pub(super) fn show(self, diagnostics: &[Diagnostic], sources: &Sources) {
        if diagnostics.is_empty() {
            return;
        }
        let options = human::HumanOptions {
            tongue: self.tongue,
            color: self.has_color,
            width: 100,
        };
        let mut err = std::io::stderr().lock();
        let _ = err.write_all(human::render(diagnostics, sources, &options).as_bytes());
    }
}

/// The language of the environment; English where it says nothing.
fn tongue_of_locale() -> Tongue {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
        .map_or(Tongue::English, |locale| tongue_of(&locale))
}

/// Chinese for every tag of Chinese, English for all else.
fn tongue_of(tag: &str) -> Tongue {
    let primary = tag.split(['-', '_', '.']).next().unwrap_or_default();
    if primary.eq_ignore_ascii_case("zh") {
        Tongue::Chinese
    } else {
        Tongue::English
    }
}
