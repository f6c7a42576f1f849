//! The output folder: where it really is, whether it may be replaced, and what stands in it.

use std::collections::BTreeMap;
use std::fs;
use std::io;

use camino::{Utf8Component, Utf8Path, Utf8PathBuf};

use super::{MARKER, OutputError};

/// An output folder that may be replaced, with the two folders beside it that a swap needs.
/// They stand in the same parent so that they are on the same file system: only there can folders
/// change places and files be linked.
pub(super) struct Target {
    /// The folder itself, absolute, with no link on the way.
    pub(super) path: Utf8PathBuf,
    /// The folder it stands in.
    pub(super) parent: Utf8PathBuf,
    name: String,
}

/// What stands at the target.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Existing {
    /// Nothing.
    Missing,
    /// A folder with nothing in it.
    Empty,
    /// A site of ours.
    Site,
}

impl Target {
    /// Finds the folder and refuses what must not be replaced. Writes nothing.
    pub(super) fn resolve(
        target: &Utf8Path,
        protected: &[Utf8PathBuf],
    ) -> Result<Self, OutputError> {
        match fs::symlink_metadata(target) {
            Ok(found) if found.is_symlink() => {
                return Err(OutputError::SymbolicLink(target.to_owned()));
            }
            Ok(found) if !found.is_dir() => {
                return Err(OutputError::NotAFolder(target.to_owned()));
            }
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(OutputError::Read(target.to_owned(), error)),
        }
        let path = real(target)?;
        let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else {
            return Err(OutputError::NoName(target.to_owned()));
        };
        for folder in protected {
            let folder = real(folder)?;
            if folder.starts_with(&path) || path.starts_with(&folder) {
                return Err(OutputError::Overlap {
                    target: path.clone(),
                    protected: folder,
                });
            }
        }
        if is_mount_point(&path, parent) {
            return Err(OutputError::MountPoint(path));
        }
        Ok(Self {
            parent: parent.to_owned(),
            name: name.to_owned(),
            path,
        })
    }

    /// Where the new site is put together.
    pub(super) fn staged(&self) -> Utf8PathBuf {
        self.beside("new")
    }

    /// Where the old site waits while the new one takes its place, on systems that cannot
    /// exchange two folders in one step.
    pub(super) fn old(&self) -> Utf8PathBuf {
        self.beside("old")
    }

    /// The file whose lock keeps two runs apart.
    pub(super) fn lock(&self) -> Utf8PathBuf {
        self.beside("lock")
    }

    fn beside(&self, role: &str) -> Utf8PathBuf {
        self.parent.join(format!(".{}.jingwei-{role}", self.name))
    }

    /// What stands at the target; an error if it is somebody else's.
    pub(super) fn existing(&self) -> Result<Existing, OutputError> {
        existing(&self.path)
    }

    /// The files of the site that stands there by path, with their sizes in bytes; the marker is
    /// left out.
    pub(super) fn files(&self) -> Result<BTreeMap<Utf8PathBuf, u64>, OutputError> {
        let mut files = BTreeMap::new();
        list(&self.path, Utf8Path::new(""), &mut files)?;
        files.remove(Utf8Path::new(MARKER));
        Ok(files)
    }
}

/// What stands at a path; an error if it is neither empty nor a site of ours.
pub(super) fn existing(path: &Utf8Path) -> Result<Existing, OutputError> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_symlink() => return Err(OutputError::SymbolicLink(path.to_owned())),
        Ok(found) if !found.is_dir() => return Err(OutputError::NotAFolder(path.to_owned())),
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Existing::Missing),
        Err(error) => return Err(OutputError::Read(path.to_owned(), error)),
    }
    if fs::symlink_metadata(path.join(MARKER)).is_ok_and(|marker| marker.is_file()) {
        return Ok(Existing::Site);
    }
    let mut entries = fs::read_dir(path).map_err(OutputError::read(path))?;
    match entries.next() {
        None => Ok(Existing::Empty),
        Some(_) => Err(OutputError::NotOurs(path.to_owned())),
    }
}

/// Lists the files of a site. A link, or a name that is not UTF-8, cannot be ours: it is listed
/// under a size that no file has, so that it counts as stale and is never read or linked.
fn list(
    root: &Utf8Path,
    below: &Utf8Path,
    files: &mut BTreeMap<Utf8PathBuf, u64>,
) -> Result<(), OutputError> {
    let folder = root.join(below);
    let read = || OutputError::read(&folder);
    for entry in fs::read_dir(&folder).map_err(read())? {
        let entry = entry.map_err(read())?;
        let name = entry.file_name();
        let is_foreign = name.to_str().is_none();
        let name = name.to_string_lossy();
        let path = match below.as_str() {
            "" => Utf8PathBuf::from(name.as_ref()),
            folder => Utf8PathBuf::from(format!("{folder}/{name}")),
        };
        let found = entry.metadata().map_err(read())?;
        if found.is_dir() && !is_foreign {
            list(root, &path, files)?;
        } else if found.is_file() && !is_foreign {
            files.insert(path, found.len());
        } else {
            files.insert(path, u64::MAX);
        }
    }
    Ok(())
}

/// The absolute path with every link resolved, as far down as something exists; what does not
/// exist yet must be plain names.
fn real(path: &Utf8Path) -> Result<Utf8PathBuf, OutputError> {
    let absolute = camino::absolute_utf8(path).map_err(OutputError::read(path))?;
    let mut missing = Vec::new();
    for ancestor in absolute.ancestors() {
        match ancestor.canonicalize_utf8() {
            Ok(found) => {
                return Ok(missing
                    .iter()
                    .rev()
                    .fold(found, |path, part| path.join(part)));
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                match ancestor.components().next_back() {
                    Some(Utf8Component::Normal(name)) => missing.push(name),
                    _ => return Err(OutputError::NoName(path.to_owned())),
                }
            }
            Err(error) => return Err(OutputError::Read(path.to_owned(), error)),
        }
    }
    Err(OutputError::NoName(path.to_owned()))
}

/// Whether a folder is a mount point. The kernel is asked, since a folder may be mounted a second
/// time on the same device; where it cannot say, two devices mean a mount.
#[cfg(target_os = "linux")]
fn is_mount_point(path: &Utf8Path, parent: &Utf8Path) -> bool {
    use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
    let flags = AtFlags::SYMLINK_NOFOLLOW;
    let Ok(found) = statx(CWD, path.as_std_path(), flags, StatxFlags::empty()) else {
        return is_on_another_device(path, parent);
    };
    if found
        .stx_attributes_mask
        .contains(StatxAttributes::MOUNT_ROOT)
    {
        found.stx_attributes.contains(StatxAttributes::MOUNT_ROOT)
    } else {
        is_on_another_device(path, parent)
    }
}

/// Whether a folder is a mount point: it is on another device than its parent.
#[cfg(all(unix, not(target_os = "linux")))]
fn is_mount_point(path: &Utf8Path, parent: &Utf8Path) -> bool {
    is_on_another_device(path, parent)
}

/// Windows mounts volumes through links, which are refused as links.
#[cfg(not(unix))]
fn is_mount_point(_path: &Utf8Path, _parent: &Utf8Path) -> bool {
    false
}

#[cfg(unix)]
fn is_on_another_device(path: &Utf8Path, parent: &Utf8Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (fs::symlink_metadata(path), fs::symlink_metadata(parent)) {
        (Ok(path), Ok(parent)) => path.dev() != parent.dev(),
        _ => false,
    }
}
