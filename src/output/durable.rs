//! Getting what was written onto the disk itself before it counts as published.
//!
//! Linux is asked once for the whole file system (`syncfs`), which for ten thousand small files is
//! many times faster than asking for each; elsewhere each file and each folder is asked for.

use std::collections::BTreeSet;
use std::fs::File;
use std::io;

use camino::{Utf8Path, Utf8PathBuf};

/// A run of writes that will be waited for.
pub(super) struct Durable {
    /// `syncfs` reports the failures since this handle was opened, so it is opened first.
    #[cfg(target_os = "linux")]
    root: File,
}

impl Durable {
    /// Begins a run of writes under a folder.
    #[cfg(target_os = "linux")]
    pub(super) fn begin(root: &Utf8Path) -> io::Result<Self> {
        Ok(Self {
            root: File::open(root)?,
        })
    }

    /// Begins a run of writes under a folder.
    #[cfg(not(target_os = "linux"))]
    #[expect(clippy::unnecessary_wraps, reason = "it can fail on Linux")]
    pub(super) fn begin(_root: &Utf8Path) -> io::Result<Self> {
        Ok(Self {})
    }

    /// Waits for every write since the beginning; `folders` are those in which files were made.
    #[cfg(target_os = "linux")]
    pub(super) fn finish(&self, _folders: &BTreeSet<Utf8PathBuf>) -> io::Result<()> {
        Ok(rustix::fs::syncfs(&self.root)?)
    }

    /// Waits for every write since the beginning; `folders` are those in which files were made.
    #[cfg(not(target_os = "linux"))]
    #[expect(clippy::unused_self, reason = "it is used on Linux")]
    pub(super) fn finish(&self, folders: &BTreeSet<Utf8PathBuf>) -> io::Result<()> {
        folders.iter().try_for_each(|path| folder(path))
    }
}

/// Waits for one file, where that is done file by file.
pub(super) fn written(file: &File) -> io::Result<()> {
    if cfg!(target_os = "linux") {
        return Ok(());
    }
    file.sync_all()
}

/// Waits until the names in a folder are on the disk.
#[cfg(unix)]
pub(super) fn folder(path: &Utf8Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

/// Windows opens no folders and writes their entries with the files.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "it can fail on Unix")]
pub(super) fn folder(_path: &Utf8Path) -> io::Result<()> {
    Ok(())
}
