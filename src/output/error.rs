//! Why a site was not published. Every case but [`OutputError::Leftover`] leaves the folder on
//! disk as it was, with the site that stood there before.

use std::io;

use camino::{Utf8Path, Utf8PathBuf};

use super::MARKER;
use super::path::PathFault;
use crate::text::reason_in_chinese;

/// Why a site was not published: for reasons of the disk, or because a file could not be made.
#[derive(Debug, thiserror::Error)]
pub enum PublishError<E> {
    /// An artifact could not be rendered; the first in the order they were given.
    #[error("{0}")]
    Artifact(E),
    /// The folder cannot or must not be written.
    #[error(transparent)]
    Output(#[from] OutputError),
}

/// Why an output folder cannot or must not be written.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// Paths of artifacts that some system cannot hold, or that exclude each other.
    #[error(
        "these files cannot be published; rename them:\n{}",
        lines(.0, ToString::to_string)
    )]
    Paths(Vec<PathFault>),
    /// `/`, `..` or the like.
    #[error("{0} is no folder that can be replaced; choose another with --out")]
    NoName(Utf8PathBuf),
    /// A symbolic link.
    #[error("the output folder {0} is a symbolic link; name the folder that it points to")]
    SymbolicLink(Utf8PathBuf),
    /// A file, a device or the like.
    #[error("{0} is a file, not a folder; choose another with --out")]
    NotAFolder(Utf8PathBuf),
    /// A mount point, which cannot be renamed.
    #[error(
        "the output folder {0} is a mount point and cannot be swapped in one step; \
         name a folder inside it"
    )]
    MountPoint(Utf8PathBuf),
    /// The output folder and a folder of sources hold one another.
    #[error(
        "the output folder {target} and the source folder {protected} overlap; \
         choose another with --out"
    )]
    Overlap {
        /// The output folder.
        target: Utf8PathBuf,
        /// The folder of sources.
        protected: Utf8PathBuf,
    },
    /// A folder with something in it that is not a site of ours.
    #[error(
        "{0} has files in it and was not made by jingwei (no {MARKER}); \
         choose an empty or a new folder"
    )]
    NotOurs(Utf8PathBuf),
    /// Another run is publishing to the same folder.
    #[error("another run is publishing to {0}; wait for it to end")]
    Busy(Utf8PathBuf),
    /// Reading failed: the system's own words.
    #[error("cannot read {0}: {1}; check who may read it")]
    Read(Utf8PathBuf, io::Error),
    /// Writing failed: the system's own words.
    #[error("cannot write {0}: {1}; check free space and who may write there")]
    Write(Utf8PathBuf, io::Error),
    /// The swap stopped half-way and could not be undone.
    #[error(
        "the site could not be put in place: {error}; the old one stands whole in {old}, \
         build again to bring it back"
    )]
    Leftover {
        /// Where the old site stands.
        old: Utf8PathBuf,
        /// The system's own words.
        error: io::Error,
    },
}

impl OutputError {
    /// The same in Chinese.
    pub fn in_chinese(&self) -> String {
        match self {
            Self::Paths(faults) => format!(
                "以下文件无法发布，请改名：\n{}",
                lines(faults, PathFault::in_chinese)
            ),
            Self::NoName(path) => format!("{path} 不能作为输出文件夹，请用 --out 另选一处"),
            Self::SymbolicLink(path) => {
                format!("输出文件夹 {path} 是符号链接（快捷方式），请写出它所指的文件夹")
            }
            Self::NotAFolder(path) => {
                format!("{path} 是文件，不是文件夹，请用 --out 另选一处")
            }
            Self::MountPoint(path) => format!(
                "输出文件夹 {path} 是挂载点（如整个磁盘），不能整体替换，请改用其中的子文件夹"
            ),
            Self::Overlap { target, protected } => {
                format!("输出文件夹 {target} 与源文件夹 {protected} 重叠，请用 --out 另选一处")
            }
            Self::NotOurs(path) => format!(
                "{path} 里有文件，且不是 jingwei 生成的（没有 {MARKER}），\
                 请改用空文件夹或新文件夹"
            ),
            Self::Busy(path) => format!("另一个 jingwei 正在发布到 {path}，请等它结束"),
            Self::Read(path, error) => format!(
                "无法读取 {path}，请检查读取权限；原因：{}",
                reason_in_chinese(error)
            ),
            Self::Write(path, error) => format!(
                "无法写入 {path}，请检查磁盘空间和写入权限；原因：{}",
                reason_in_chinese(error)
            ),
            Self::Leftover { old, error } => format!(
                "新网站未能就位；旧网站完整保存在 {old}，再生成一次即可恢复；原因：{}",
                reason_in_chinese(error)
            ),
        }
    }

    /// For `map_err`: reading this path failed.
    pub(super) fn read(path: &Utf8Path) -> impl FnOnce(io::Error) -> Self + use<> {
        let path = path.to_owned();
        |error| Self::Read(path, error)
    }

    /// For `map_err`: writing this path failed.
    pub(super) fn write(path: &Utf8Path) -> impl FnOnce(io::Error) -> Self + use<> {
        let path = path.to_owned();
        |error| Self::Write(path, error)
    }
}

fn lines(faults: &[PathFault], in_words: impl Fn(&PathFault) -> String) -> String {
    let lines: Vec<_> = faults.iter().map(in_words).collect();
    lines.join("\n")
}
