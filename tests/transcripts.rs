//! `tests/cli/*.md` are pages of the manual and tests at the same time: each runs the commands it
//! shows, with the real program, on a copy of a tiny site, and every line must come as printed.
//!
//! # Shape
//! `<!-- site: NAME -->` names the site under `tests/sites`. A fenced block with `file=PATH` in its
//! first line writes that file first. In a `console` block, `$ ` begins a command; what it
//! prints follows, standard output and standard error as they come; a last line `? CODE` is the
//! exit code where it is not 0. Times, sizes and scores are written `…`, the folder of the site
//! `/site`.
//!
//! `JINGWEI_BLESS=1 cargo test transcripts` rewrites what is printed. Read what you bless.

use std::fmt::Write as _;
use std::io::Read as _;
use std::process::{Command, Stdio};

use camino::{Utf8Path, Utf8PathBuf};

use crate::built_site::{copy, repository_folder, write};

/// Runs the program in a folder; returns what it printed and its exit code.
pub(crate) fn run(folder: &Utf8Path, arguments: &[String]) -> (String, i32) {
    let (mut reader, writer) = std::io::pipe().expect("a pipe");
    let mut command = Command::new(env!("CARGO_BIN_EXE_jingwei"));
    command
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .env("LANG", "C.UTF-8")
        .env("NO_COLOR", "1")
        .stdin(Stdio::null())
        .stdout(writer.try_clone().expect("a pipe"))
        .stderr(writer);
    // Windows programs need its folder to begin at all.
    if let Some(root) = std::env::var_os("SystemRoot") {
        command.env("SystemRoot", root);
    }
    let mut child = command.spawn().expect("the program runs");
    drop(command);
    let mut printed = Vec::new();
    reader.read_to_end(&mut printed).expect("what it prints");
    let status = child.wait().expect("it ends");
    let printed = String::from_utf8(printed).expect("it prints UTF-8");
    (printed, status.code().expect("it is not killed"))
}

/// The words of a command line; quotation marks keep words together.
pub(crate) fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut quote = None;
    let mut is_open = false;
    for c in line.chars() {
        match (quote, c) {
            (Some(mark), _) if c == mark => quote = None,
            (None, '"' | '\'') => {
                quote = Some(c);
                is_open = true;
            }
            (None, ' ') => {
                if is_open {
                    words.push(std::mem::take(&mut word));
                }
                is_open = false;
            }
            _ => {
                word.push(c);
                is_open = true;
            }
        }
    }
    if is_open {
        words.push(word);
    }
    words
}

/// What a command prints, without what changes from run to run or from machine to machine.
fn normalised(printed: &str, folder: &Utf8Path) -> String {
    let mut text = String::new();
    let real = folder.canonicalize_utf8().expect("a folder");
    let printed = printed
        .replace(real.as_str(), "/site")
        .replace(folder.as_str(), "/site")
        .replace("jingwei.exe", "jingwei");
    for line in printed.lines() {
        let line = if line.ends_with(" ms") {
            let words: Vec<_> = line.split_whitespace().collect();
            without_numbers(&words.join(" "))
        } else if ["built ", "已生成 "]
            .iter()
            .any(|word| line.starts_with(word))
            || line.trim_start().starts_with("\"score\":")
        {
            without_numbers(line)
        } else {
            line.to_owned()
        };
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// A line with `…` for each number but 0, which says that nothing was done.
fn without_numbers(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, number) = rest.split_at(start);
        let end = number.find(|c: char| !c.is_ascii_digit() && c != '.');
        let (number, after) = number.split_at(end.unwrap_or(number.len()));
        text.push_str(before);
        text.push_str(if number == "0" { number } else { "…" });
        rest = after;
    }
    text.push_str(rest);
    text
}

/// Runs the commands of a page; returns the page as it would be with what they print now.
fn replay(page: &str) -> String {
    let temporary = tempfile::tempdir().expect("a temporary folder");
    let folder = Utf8PathBuf::from_path_buf(temporary.path().to_owned()).expect("UTF-8");
    let mut replayed = String::new();
    let mut lines = page.lines().peekable();
    while let Some(line) = lines.next() {
        let _ = writeln!(replayed, "{line}");
        if let Some(name) = comment(line, "site") {
            copy(
                &repository_folder()
                    .join("tests/sites")
                    .join(name)
                    .join("site"),
                &folder,
            );
        }
        let info = line.trim_start_matches('`');
        let fence = &line[..line.len() - info.len()];
        if fence.len() < 3 || info.is_empty() {
            continue;
        }
        let file = info.split(' ').find_map(|word| word.strip_prefix("file="));
        let is_console = info.split(' ').next() == Some("console");
        let mut text = String::new();
        for line in lines.by_ref().take_while(|line| *line != fence) {
            if let Some(command) = line.strip_prefix("$ ").filter(|_| is_console) {
                let mut words = words(command).into_iter();
                assert_eq!(words.next().as_deref(), Some("jingwei"), "{command}");
                let (printed, code) = run(&folder, &words.collect::<Vec<_>>());
                let _ = writeln!(text, "{line}\n{}", normalised(&printed, &folder).trim_end());
                if text.ends_with("\n\n") {
                    text.pop();
                }
                if code != 0 {
                    let _ = writeln!(text, "? {code}");
                }
            } else if !is_console {
                let _ = writeln!(text, "{line}");
            }
        }
        if let Some(file) = file {
            write(&folder.join(file), text.as_bytes());
        }
        let _ = writeln!(replayed, "{text}{fence}");
    }
    replayed
}

/// The value of `<!-- KEY: VALUE -->`.
fn comment<'a>(line: &'a str, key: &str) -> Option<&'a str> {
    let inside = line.strip_prefix("<!-- ")?.strip_suffix(" -->")?;
    inside.strip_prefix(key)?.strip_prefix(": ")
}

#[test]
fn every_page_of_the_manual_says_what_the_program_prints() {
    let folder = repository_folder().join("tests/cli");
    let mut differences = String::new();
    let mut paths: Vec<_> = folder
        .read_dir_utf8()
        .expect("a folder")
        .map(|entry| entry.expect("an entry").into_path())
        .collect();
    paths.sort();
    for path in paths {
        let page = std::fs::read_to_string(&path).expect("a page");
        let replayed = replay(&page);
        if replayed == page {
            continue;
        }
        if std::env::var_os("JINGWEI_BLESS").is_some() {
            write(&path, replayed.as_bytes());
            continue;
        }
        let (old, new) = (page.lines(), replayed.lines());
        let same = old
            .clone()
            .zip(new.clone())
            .take_while(|(a, b)| a == b)
            .count();
        let _ = writeln!(differences, "{path}:{}", same + 1);
        for line in old.skip(same).take(5) {
            let _ = writeln!(differences, "- {line}");
        }
        for line in new.skip(same).take(5) {
            let _ = writeln!(differences, "+ {line}");
        }
    }
    assert!(
        differences.is_empty(),
        "{differences}\nJINGWEI_BLESS=1 makes the pages say so"
    );
}

#[test]
fn a_command_line_is_split_as_a_shell_does() {
    let line = "jingwei search '边民 互市' \"\" --kind=case";
    let expected = ["jingwei", "search", "边民 互市", "", "--kind=case"];
    assert_eq!(words(line), expected);
    assert_eq!(
        without_numbers("in 0.35 s (0 new, 12 old)"),
        "in … s (0 new, … old)"
    );
}
