//! `source/*`: files that could not be read.

use crate::diagnostic::{Diagnostic, Rule, Wording};
use crate::source::{ProblemKind, SiteFiles};
use crate::text::reason_in_chinese;

/// The system refused to read a file.
pub(super) const UNREADABLE: Rule = Rule::error("source/unreadable");
/// A text file that is not UTF-8.
pub(super) const INVALID_UTF8: Rule = Rule::error("source/invalid-utf8");
/// A text file over the limit.
pub(super) const TOO_LARGE: Rule = Rule::error("source/too-large");
/// A symbolic link.
pub(super) const SYMBOLIC_LINK: Rule = Rule::error("source/symbolic-link");
/// A file name that is not UTF-8.
pub(super) const INVALID_NAME: Rule = Rule::error("source/invalid-name");
/// A file that is neither text nor under `static/`.
pub(super) const STRAY_FILE: Rule = Rule::warning("source/stray-file");

pub(super) fn check(files: &SiteFiles) -> Vec<Diagnostic> {
    files
        .problems
        .iter()
        .map(|problem| {
            let place = problem.path.clone();
            match &problem.kind {
                ProblemKind::Unreadable(error) => UNREADABLE
                    .at(
                        place,
                        Wording::new(
                            format!("无法读取：{}", reason_in_chinese(error)),
                            format!("cannot be read: {error}"),
                        ),
                    )
                    .with_help(Wording::new(
                        "检查文件的读取权限，或把它移出 content",
                        "check who may read the file, or move it out of content",
                    )),
                ProblemKind::InvalidUtf8 { offset, line } => INVALID_UTF8
                    .at(
                        place,
                        Wording::new(
                            format!("第 {line} 行不是 UTF-8 编码（第 {offset} 字节）"),
                            format!("not UTF-8 at line {line} (byte {offset})"),
                        ),
                    )
                    .with_help(Wording::new(
                        "用编辑器打开，另存为 UTF-8 编码（Windows 记事本：另存为 → 编码 → UTF-8）",
                        "open it in an editor and save it as UTF-8 (Windows Notepad: Save as, Encoding, UTF-8)",
                    )),
                ProblemKind::TooLarge { bytes, limit } => TOO_LARGE
                    .at(
                        place,
                        too_large(*bytes, *limit),
                    )
                    .with_help(Wording::new(
                        "把文本拆成几个文件；图片和附件放到 content/static/",
                        "divide the text into several files; put images and attachments in content/static/",
                    )),
                ProblemKind::SymbolicLink => SYMBOLIC_LINK
                    .at(
                        place,
                        Wording::new(
                            "这是符号链接（快捷方式），不会读取",
                            "this is a symbolic link (a shortcut), which is not followed",
                        ),
                    )
                    .with_help(Wording::new(
                        "把所指的文件复制到这里",
                        "copy the file that it points to here",
                    )),
                ProblemKind::InvalidName => INVALID_NAME
                    .at(
                        place,
                        Wording::new("文件名不是 UTF-8 编码", "the file name is not UTF-8"),
                    )
                    .with_help(Wording::new(
                        "请用小写字母、数字和连字符改名",
                        "rename it with lower-case letters, digits and hyphens",
                    )),
                ProblemKind::Stray => STRAY_FILE
                    .at(
                        place,
                        Wording::new("此文件不会发布", "the file is not published"),
                    )
                    .with_help(Wording::new(
                        "附件和图片放到 content/static/；正文用 Markdown（.md）",
                        "put attachments and images in content/static/; write texts as Markdown (.md)",
                    )),
            }
        })
        .collect()
}

/// What is wrong with a file over the limit, in whole megabytes.
fn too_large(bytes: u64, limit: u64) -> Wording {
    const MEGABYTE: u64 = 1024 * 1024;
    let size = bytes.div_ceil(MEGABYTE);
    let limit = limit / MEGABYTE;
    Wording::new(
        format!("文件约有 {size} MB，超过上限 {limit} MB"),
        format!("the file has about {size} MB, over the limit of {limit} MB"),
    )
}
