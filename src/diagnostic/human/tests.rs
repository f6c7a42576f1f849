//! The exact text a person sees.

use camino::Utf8PathBuf;

use super::*;
use crate::diagnostic::{Rule, Wording};
use crate::source::SourceFile;

const UNKNOWN: Rule = Rule::error("measure/unknown-body");
const CLASH: Rule = Rule::warning("front-matter/id-clash");

fn plain(tongue: Tongue) -> HumanOptions {
    HumanOptions {
        tongue,
        color: false,
        width: 60,
    }
}

fn find(sources: &Sources, path: &str, needle: &str) -> Span {
    let source = sources.find(path.into()).expect("a source");
    let start = sources
        .get(source)
        .text()
        .find(needle)
        .expect("in the text");
    Span::new(source, start..start + needle.len())
}

fn check(diagnostics: &[Diagnostic], sources: &Sources, tongue: Tongue, expected: &str) {
    let rendered = render(diagnostics, sources, &plain(tongue));
    assert_eq!(rendered, expected, "\n{rendered}");
}

/// A paragraph of 300 characters with a list of bodies at its end.
fn long_paragraph() -> Sources {
    let sentence = "加强边境地区水利基础设施建设，提高防洪能力。".repeat(14);
    let text =
        format!("---\ntitle: 规划\n---\n{sentence}（水利部、国家能源局司、外交部）{sentence}\n");
    Sources::new(vec![SourceFile::new("content/policies/p.zh.md", text)])
}

fn unknown_body(sources: &Sources) -> Diagnostic {
    let span = find(sources, "content/policies/p.zh.md", "国家能源局司");
    UNKNOWN
        .at(
            span,
            Wording::new("没有这个部门", "no such ministry or agency"),
        )
        .with_nearest(Some("国家能源局"))
}

#[test]
fn a_long_paragraph_is_cut_around_the_carets() {
    let sources = long_paragraph();
    check(
        &[unknown_body(&sources)],
        &sources,
        Tongue::Chinese,
        "\
错误[measure/unknown-body]: 没有这个部门
 --> content/policies/p.zh.md:4:314
  |
4 | ... 洪能力。（水利部、国家能源局司、外交部）加强边境...
  |                       ^^^^^^^^^^^^
  |
  = 帮助: 是否想写“国家能源局”？

1 个错误
",
    );
}

#[test]
fn labels_stand_in_their_own_lines_and_files() {
    let sources = Sources::new(vec![
        SourceFile::new("content/a.md", "---\nid: 甲\nname: x\nid: 乙\n---\n"),
        SourceFile::new("content/b.md", "id: 甲"),
    ]);
    let first = find(&sources, "content/a.md", "id: 甲");
    let second = find(&sources, "content/a.md", "id: 乙");
    let other = find(&sources, "content/b.md", "甲");
    let fault = CLASH
        .at(second, Wording::new("编号重复", "the same id twice"))
        .with_label(first, Wording::new("先在这里", "first here"))
        .with_label(other, Wording::new("也在这里", "and here"))
        .with_help(Wording::new("改一个", "rename one"))
        .with_help(Wording::new("或删一个", "or remove one"));
    check(
        &[fault],
        &sources,
        Tongue::English,
        "\
warning[front-matter/id-clash]: the same id twice
 --> content/a.md:4:1
  |
2 | id: 甲
  | ------ first here
3 | name: x
4 | id: 乙
  | ^^^^^^
  |
 ::: content/b.md:1:5
  |
1 | id: 甲
  |     -- and here
  |
  = help: rename one
  = help: or remove one

1 warning
",
    );
}

#[test]
fn a_whole_file_has_no_excerpt_and_the_count_closes() {
    let sources = long_paragraph();
    let stray = |name: &str| {
        CLASH
            .at(
                Utf8PathBuf::from(name),
                Wording::new("多余的文件", "stray file"),
            )
            .with_help(Wording::new("移走", "move it away"))
    };
    let faults = [stray("content/x.docx"), stray("content/y.docx")];
    check(
        &faults,
        &sources,
        Tongue::Chinese,
        "\
警告[front-matter/id-clash]: 多余的文件
--> content/x.docx
 = 帮助: 移走

警告[front-matter/id-clash]: 多余的文件
--> content/y.docx
 = 帮助: 移走

2 个警告
",
    );
    let faults = [
        unknown_body(&sources),
        unknown_body(&sources),
        faults[0].clone(),
    ];
    assert_eq!(count(&faults, Tongue::English), "2 errors, 1 warning");
    assert_eq!(count(&faults, Tongue::Chinese), "2 个错误，1 个警告");
    assert_eq!(count(&faults[..1], Tongue::English), "1 error");
    assert_eq!(render(&[], &sources, &plain(Tongue::English)), "");
}

#[test]
fn places_at_the_edges_do_not_panic() {
    for text in ["", "甲", "甲\n", "\n\n", "甲\r\n乙"] {
        let sources = Sources::new(vec![SourceFile::new("content/a.md", text)]);
        let (source, _) = sources.iter().next().expect("one file");
        for start in 0..=text.len() + 1 {
            for end in start..=text.len() + 2 {
                let span = Span::new(source, start..end);
                let fault = UNKNOWN.at(span, Wording::new("错", "wrong"));
                let rendered = render(&[fault], &sources, &plain(Tongue::English));
                assert!(rendered.contains("content/a.md"), "{rendered}");
            }
        }
    }
}

#[test]
fn terminal_codes_in_a_source_or_a_remedy_are_shown_and_not_obeyed() {
    let sources = Sources::new(vec![SourceFile::new("content/a.md", "x \u{1b}[31m y")]);
    let span = find(&sources, "content/a.md", "y");
    let fault = UNKNOWN
        .at(span, Wording::new("错", "wrong \u{1b}[2J"))
        .with_help(Wording::new("改", "say \u{1b}[2J"));
    let rendered = render(&[fault], &sources, &plain(Tongue::English));
    assert!(!rendered.contains('\u{1b}'), "{rendered}");
}

#[test]
fn colour_comes_only_when_asked_for() {
    let sources = long_paragraph();
    let options = HumanOptions {
        color: true,
        ..plain(Tongue::Chinese)
    };
    let rendered = render(&[unknown_body(&sources)], &sources, &options);
    assert!(rendered.contains("\u{1b}["));
}
