//! Putting the new site in the place of the old one, and putting things right after a run that was
//! cut off.
//!
//! Linux exchanges the two folders in one step (`renameat2` with `RENAME_EXCHANGE`), so that there
//! is no moment without a whole site. Elsewhere, and on file systems that cannot do it, two renames
//! are needed: the old site steps aside, the new one takes its place. A reader in between finds no
//! site, and a run cut off there leaves the old one whole under its second name; the next run
//! sees that and brings it back before anything else ([`recover`]).

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::Path;

use camino::Utf8Path;
use rayon::prelude::*;

use super::durable;
use super::target::{Existing, Target, existing};
use super::{MARKER, OutputError};

/// Puts the staged site in place and takes the old one away.
pub(super) fn swap(target: &Target, found: Existing) -> Result<(), OutputError> {
    replace(target, found).inspect_err(|_| {
        // The new site is of no use now; what cannot be removed is removed by the next run.
        let _ = remove_site(&target.staged());
    })?;
    durable::folder(&target.parent).map_err(OutputError::write(&target.parent))?;
    // The new site stands, so a failure to remove the old one is no failure to publish.
    let _ = clear(target);
    Ok(())
}

fn replace(target: &Target, found: Existing) -> Result<(), OutputError> {
    let staged = target.staged();
    let failed = || OutputError::write(&target.path);
    match found {
        Existing::Missing => fs::rename(&staged, &target.path).map_err(failed()),
        Existing::Empty => fs::remove_dir(&target.path)
            .and_then(|()| fs::rename(&staged, &target.path))
            .map_err(failed()),
        Existing::Site => {
            if exchange(&staged, &target.path).map_err(failed())? {
                return Ok(());
            }
            step_aside(target)
        }
    }
}

/// The two renames of systems that cannot exchange folders.
pub(super) fn step_aside(target: &Target) -> Result<(), OutputError> {
    let old = target.old();
    fs::rename(&target.path, &old).map_err(OutputError::write(&target.path))?;
    if let Err(error) = fs::rename(target.staged(), &target.path) {
        return match fs::rename(&old, &target.path) {
            Ok(()) => Err(OutputError::Write(target.path.clone(), error)),
            Err(_) => Err(OutputError::Leftover { old, error }),
        };
    }
    Ok(())
}

/// Exchanges two folders in one step; `false` if this file system cannot.
#[cfg(target_os = "linux")]
fn exchange(left: &Utf8Path, right: &Utf8Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    let (left, right) = (left.as_std_path(), right.as_std_path());
    match renameat_with(CWD, left, CWD, right, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Exchanges two folders in one step; never so on this system.
#[cfg(not(target_os = "linux"))]
#[expect(clippy::unnecessary_wraps, reason = "it can fail on Linux")]
fn exchange(_left: &Utf8Path, _right: &Utf8Path) -> io::Result<bool> {
    Ok(false)
}

/// Puts right what a run that was cut off left behind: brings the old site back if it stepped
/// aside and nothing took its place, and removes what was staged or replaced.
pub(super) fn recover(target: &Target) -> Result<(), OutputError> {
    let old = target.old();
    if existing(&old)? == Existing::Site {
        let failed = || OutputError::write(&target.path);
        match target.existing()? {
            Existing::Site => {}
            Existing::Empty => {
                fs::remove_dir(&target.path).map_err(failed())?;
                fs::rename(&old, &target.path).map_err(failed())?;
            }
            Existing::Missing => fs::rename(&old, &target.path).map_err(failed())?,
        }
    }
    clear(target)
}

/// Removes the two folders beside the target; refuses what is not ours.
fn clear(target: &Target) -> Result<(), OutputError> {
    for path in [target.staged(), target.old()] {
        let removed = match existing(&path)? {
            Existing::Missing => Ok(()),
            Existing::Empty => fs::remove_dir(&path),
            Existing::Site => remove_site(&path),
        };
        removed.map_err(OutputError::write(&path))?;
    }
    Ok(())
}

/// Removes a site, its marker last, so that what a cut leaves of it is still known as ours.
pub(super) fn remove_site(path: &Utf8Path) -> io::Result<()> {
    remove_inside(path.as_std_path(), |name| name != MARKER)?;
    fs::remove_file(path.join(MARKER))?;
    fs::remove_dir(path)
}

/// Removes the entries of a folder whose names pass, many at a time: on a journalling file system
/// the time goes into waiting for the disk (13,000 files: 15 s one by one, 1 s so).
fn remove_inside(folder: &Path, passes: fn(&OsStr) -> bool) -> io::Result<()> {
    let entries: Vec<_> = fs::read_dir(folder)?.collect::<Result<_, _>>()?;
    entries
        .into_par_iter()
        .filter(|entry| passes(&entry.file_name()))
        .try_for_each(|entry| {
            let path = entry.path();
            if entry.file_type()?.is_dir() {
                remove_inside(&path, |_| true)?;
                fs::remove_dir(path)
            } else {
                fs::remove_file(path)
            }
        })
}
