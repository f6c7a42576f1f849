//! The new site while it is put together beside the old one. The folder is made when the first
//! file has to go into it, so that a run without changes leaves no trace.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Write;
use std::sync::{Mutex, PoisonError};

use camino::{Utf8Path, Utf8PathBuf};

use super::durable::{self, Durable};
use super::target::Target;
use super::{MARKER, OutputError};

/// What the marker file says to a person who finds it.
const MARKER_TEXT: &str = "\
This folder is written by jingwei and replaced as a whole at each build; keep nothing of yours in it.
本文件夹由 jingwei 生成，每次生成时整体替换，请勿在此存放其他文件。
";

/// A new site being put together.
pub(super) struct Stage<'a> {
    target: &'a Target,
    root: Utf8PathBuf,
    durable: Mutex<Option<Durable>>,
}

impl<'a> Stage<'a> {
    /// A stage of which nothing is on disk yet.
    pub(super) fn new(target: &'a Target) -> Self {
        Self {
            target,
            root: target.staged(),
            durable: Mutex::new(None),
        }
    }

    /// Whether anything is on disk.
    pub(super) fn is_open(&self) -> bool {
        self.durable().is_some()
    }

    /// Makes the folder, marked as ours before anything else is in it.
    pub(super) fn open(&self) -> Result<(), OutputError> {
        let mut durable = self.durable();
        if durable.is_none() {
            fs::create_dir(&self.root).map_err(OutputError::write(&self.root))?;
            let begun = Durable::begin(&self.root).map_err(OutputError::write(&self.root))?;
            let marker = self.root.join(MARKER);
            put(&marker, MARKER_TEXT.as_bytes()).map_err(OutputError::write(&marker))?;
            *durable = Some(begun);
        }
        Ok(())
    }

    /// Whether the old site has exactly these bytes at a path.
    pub(super) fn old_bytes_are(&self, path: &Utf8Path, bytes: &[u8]) -> Result<bool, OutputError> {
        let old = self.target.path.join(path);
        Ok(fs::read(&old).map_err(OutputError::read(&old))? == bytes)
    }

    /// Writes a file that the old site does not have, or has with other bytes.
    pub(super) fn write(&self, path: &Utf8Path, bytes: &[u8]) -> Result<(), OutputError> {
        self.open()?;
        let path = self.root.join(path);
        self.make_folder_of(&path)?;
        put(&path, bytes).map_err(OutputError::write(&path))
    }

    /// Takes over a file of the old site: the same file under a second name where the system
    /// knows hard links (not so on USB sticks), a copy elsewhere.
    pub(super) fn keep(&self, path: &Utf8Path) -> Result<(), OutputError> {
        self.open()?;
        let new = self.root.join(path);
        let old = self.target.path.join(path);
        self.make_folder_of(&new)?;
        if fs::hard_link(&old, &new).is_ok() {
            return Ok(());
        }
        let bytes = fs::read(&old).map_err(OutputError::read(&old))?;
        put(&new, &bytes).map_err(OutputError::write(&new))
    }

    /// Waits until everything is on the disk itself. After this a power cut cannot leave files
    /// without their bytes in a site that has taken its place.
    pub(super) fn sync<'p>(
        &self,
        files: impl Iterator<Item = &'p Utf8Path>,
    ) -> Result<(), OutputError> {
        let durable = self.durable();
        let Some(durable) = durable.as_ref() else {
            return Ok(());
        };
        let mut folders = BTreeSet::from([self.root.clone()]);
        for file in files {
            let above = file.ancestors().skip(1);
            folders.extend(above.map(|folder| self.root.join(folder)));
        }
        durable
            .finish(&folders)
            .map_err(OutputError::write(&self.root))
    }

    /// Takes everything away again.
    pub(super) fn discard(&self) {
        if self.is_open() {
            // What cannot be removed now is removed by the next run.
            let _ = super::swap::remove_site(&self.root);
        }
    }

    fn make_folder_of(&self, path: &Utf8Path) -> Result<(), OutputError> {
        let folder = path.parent().unwrap_or(&self.root);
        fs::create_dir_all(folder).map_err(OutputError::write(folder))
    }

    fn durable(&self) -> std::sync::MutexGuard<'_, Option<Durable>> {
        self.durable.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Writes a new file; one that is there already is an error, never written over.
fn put(path: &Utf8Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    durable::written(&file)
}
