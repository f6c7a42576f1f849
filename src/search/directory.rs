//! Where an index is read from: a folder or memory. Nothing is ever written, not even a lock, so a
//! published site can stand on read-only media.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::Directory;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    DirectoryLock, FileHandle, Lock, MmapDirectory, OwnedBytes, WatchCallback, WatchHandle,
    WritePtr,
};

/// A directory that can only be read.
#[derive(Clone)]
pub(super) enum ReadOnlyDirectory {
    /// Files on disk, mapped into memory.
    Folder(MmapDirectory),
    /// Files in memory.
    Memory(Arc<BTreeMap<PathBuf, OwnedBytes>>),
}

impl ReadOnlyDirectory {
    /// Files given by name.
    pub(super) fn from_files(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        let files = files
            .into_iter()
            .map(|(name, bytes)| (PathBuf::from(name), OwnedBytes::new(bytes)));
        Self::Memory(Arc::new(files.collect()))
    }

    fn bytes<'a>(
        files: &'a BTreeMap<PathBuf, OwnedBytes>,
        path: &Path,
    ) -> Result<&'a OwnedBytes, OpenReadError> {
        files
            .get(path)
            .ok_or_else(|| OpenReadError::FileDoesNotExist(path.to_path_buf()))
    }
}

impl fmt::Debug for ReadOnlyDirectory {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(folder) => folder.fmt(formatter),
            Self::Memory(files) => formatter.debug_set().entries(files.keys()).finish(),
        }
    }
}

fn refused() -> io::Error {
    io::Error::new(io::ErrorKind::ReadOnlyFilesystem, "the index is read only")
}

impl Directory for ReadOnlyDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        match self {
            Self::Folder(folder) => folder.get_file_handle(path),
            Self::Memory(files) => Ok(Arc::new(Self::bytes(files, path)?.clone())),
        }
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        Err(DeleteError::IoError {
            io_error: Arc::new(refused()),
            filepath: path.to_path_buf(),
        })
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        match self {
            Self::Folder(folder) => folder.exists(path),
            Self::Memory(files) => Ok(files.contains_key(path)),
        }
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        Err(OpenWriteError::wrap_io_error(refused(), path.to_path_buf()))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        match self {
            Self::Folder(folder) => folder.atomic_read(path),
            Self::Memory(files) => Ok(Self::bytes(files, path)?.to_vec()),
        }
    }

    fn atomic_write(&self, _path: &Path, _data: &[u8]) -> io::Result<()> {
        Err(refused())
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    /// Locks protect readers from writers, and there are none: an index is replaced as a whole.
    fn acquire_lock(&self, _lock: &Lock) -> Result<DirectoryLock, LockError> {
        Ok(DirectoryLock::from(Box::new(())))
    }

    fn watch(&self, _callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}
