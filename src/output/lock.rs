//! Keeps two runs from publishing to one folder at once. The lock is the system's, so it ends with
//! the process that holds it, however that ends.

use std::fs::{File, OpenOptions, TryLockError};

use super::OutputError;
use super::target::Target;

/// Held while a site is being published.
pub(super) struct Lock {
    path: camino::Utf8PathBuf,
    _file: File,
}

impl Lock {
    /// Takes the lock beside a target.
    ///
    /// # Errors
    /// [`OutputError::Busy`] if another run holds it.
    pub(super) fn take(target: &Target) -> Result<Self, OutputError> {
        let path = target.lock();
        loop {
            let file = OpenOptions::new()
                .create(true)
                .truncate(false)
                .write(true)
                .open(&path)
                .map_err(OutputError::write(&path))?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    return Err(OutputError::Busy(target.path.clone()));
                }
                // Some network file systems know no locks; there the second run is on its own.
                Err(TryLockError::Error(error))
                    if error.kind() == std::io::ErrorKind::Unsupported => {}
                Err(TryLockError::Error(error)) => return Err(OutputError::Write(path, error)),
            }
            // The holder before us removes the file as it ends. If that was between our opening
            // it and locking it, ours is the lock of a file that no later run will find.
            if is_still_there(&file, &path) {
                return Ok(Self { path, _file: file });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // A file that stays behind does no harm: it is not locked.
        let _ = std::fs::remove_file(&self.path);
    }
}

#[cfg(unix)]
fn is_still_there(file: &File, path: &camino::Utf8Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), std::fs::symlink_metadata(path)) {
        (Ok(ours), Ok(there)) => (ours.dev(), ours.ino()) == (there.dev(), there.ino()),
        _ => false,
    }
}

/// Windows does not let a name be used again while the removed file is open.
#[cfg(not(unix))]
fn is_still_there(_file: &File, _path: &camino::Utf8Path) -> bool {
    true
}
