//! Writes a site to disk: the only room that writes. The new site is put together beside the old
//! one and takes its place in one step, so that a crash, a full disk or a kill at any moment leaves
//! the old site whole. What the files hold is not known here.
//!
//! [`publish`] reads like the plan; the steps are `path` (which paths may be written), `target`
//! (which folder may be replaced), `stage` (the new site as it grows) and `swap` (the exchange, and
//! repair after a run that was cut off).
#![expect(clippy::disallowed_methods, reason = "the room that writes")]

mod durable;
mod error;
mod lock;
mod path;
mod stage;
mod swap;
mod target;

pub use error::{OutputError, PublishError};
pub use path::PathFault;

use std::collections::BTreeMap;
use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};

use camino::{Utf8Path, Utf8PathBuf};
use rayon::prelude::*;

use lock::Lock;
use stage::Stage;
use target::{Existing, Target};

/// The file at the top of a published site by which it is known as ours and may be replaced.
pub const MARKER: &str = ".jingwei-site";

/// What makes the bytes of an artifact.
type Render<'a, E> = Box<dyn Fn() -> Result<Vec<u8>, E> + Send + Sync + 'a>;

/// One file of a site: its path, and a way to make its bytes when they are needed.
pub struct Artifact<'a, E> {
    path: Utf8PathBuf,
    render: Render<'a, E>,
}

impl<'a, E> Artifact<'a, E> {
    /// A file at this path (from the output folder, `/` between parts) with the bytes that the
    /// function returns: the same at every call, from any thread.
    pub fn new(
        path: impl Into<Utf8PathBuf>,
        render: impl Fn() -> Result<Vec<u8>, E> + Send + Sync + 'a,
    ) -> Self {
        Self {
            path: path.into(),
            render: Box::new(render),
        }
    }

    /// The path from the output folder.
    pub fn path(&self) -> &Utf8Path {
        &self.path
    }

    /// Makes the bytes.
    pub fn bytes(&self) -> Result<Vec<u8>, E> {
        (self.render)()
    }
}

/// What a run did to the output folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Files that were not there before.
    pub created: usize,
    /// Files that had other bytes before.
    pub changed: usize,
    /// Files left as they were.
    pub unchanged: usize,
    /// Files of the old site that the new one does not have.
    pub removed: usize,
    /// The size of the whole site.
    ///
    /// # Units
    /// Bytes, the marker not counted.
    pub bytes: u64,
}

/// Makes `target` hold exactly these artifacts, in one step; where it does already, nothing in it
/// is touched. Files are rendered in parallel, one at a time a thread, and not kept in memory.
///
/// `protected` are the folders of sources, which must neither hold the target nor lie in it.
///
/// # Errors
/// The old site stands as it was. Of several artifacts that fail, the first in order is named.
pub fn publish<E: Send>(
    target: &Utf8Path,
    protected: &[Utf8PathBuf],
    artifacts: &[Artifact<'_, E>],
) -> Result<Published, PublishError<E>> {
    let faults = path::faults(artifacts.iter().map(Artifact::path));
    if !faults.is_empty() {
        return Err(OutputError::Paths(faults).into());
    }
    let target = Target::resolve(target, protected)?;
    // Asked before anything is written as well as after a repair, so that a folder which is not
    // ours gets nothing beside it.
    target.existing()?;
    fs::create_dir_all(&target.parent).map_err(OutputError::write(&target.parent))?;
    let _lock = Lock::take(&target)?;
    swap::recover(&target)?;
    let found = target.existing()?;
    let stage = Stage::new(&target);
    let old = if found == Existing::Site {
        target.files()?
    } else {
        stage.open()?;
        BTreeMap::new()
    };
    let published = fill(&stage, &old, artifacts).inspect_err(|_| stage.discard())?;
    if stage.is_open() {
        swap::swap(&target, found)?;
    }
    Ok(published)
}

/// What became of one artifact.
enum Fate {
    Created,
    Changed,
    Unchanged,
    /// Passed over because the disk had already failed.
    Skipped,
}

/// Puts the whole new site on the stage, unless it equals the old one.
fn fill<E: Send>(
    stage: &Stage<'_>,
    old: &BTreeMap<Utf8PathBuf, u64>,
    artifacts: &[Artifact<'_, E>],
) -> Result<Published, PublishError<E>> {
    let disk_failed = AtomicBool::new(false);
    let place = |artifact: &Artifact<'_, E>| {
        if disk_failed.load(Ordering::Relaxed) {
            return Ok((Fate::Skipped, 0));
        }
        place(stage, old, artifact).inspect_err(|error| {
            if matches!(error, PublishError::Output(_)) {
                disk_failed.store(true, Ordering::Relaxed);
            }
        })
    };
    let fates: Vec<_> = artifacts.par_iter().map(place).collect();
    let mut published = Published::default();
    let mut unchanged = Vec::new();
    for (artifact, fate) in artifacts.iter().zip(fates) {
        let (fate, bytes) = fate?;
        published.bytes += bytes;
        match fate {
            Fate::Created => published.created += 1,
            Fate::Changed => published.changed += 1,
            Fate::Unchanged => unchanged.push(artifact.path()),
            Fate::Skipped => {}
        }
    }
    published.unchanged = unchanged.len();
    published.removed = old.len() - published.changed - published.unchanged;
    if published.removed > 0 {
        stage.open()?;
    }
    if stage.is_open() {
        unchanged
            .into_par_iter()
            .try_for_each(|path| stage.keep(path))?;
        stage.sync(artifacts.iter().map(Artifact::path))?;
    }
    Ok(published)
}

/// Stages one artifact if it differs from the old site; says what became of it and its size.
fn place<E>(
    stage: &Stage<'_>,
    old: &BTreeMap<Utf8PathBuf, u64>,
    artifact: &Artifact<'_, E>,
) -> Result<(Fate, u64), PublishError<E>> {
    let bytes = artifact.bytes().map_err(PublishError::Artifact)?;
    let size = bytes.len() as u64;
    let before = old.get(artifact.path());
    if before == Some(&size) && stage.old_bytes_are(artifact.path(), &bytes)? {
        return Ok((Fate::Unchanged, size));
    }
    stage.write(artifact.path(), &bytes)?;
    let fate = if before.is_some() {
        Fate::Changed
    } else {
        Fate::Created
    };
    Ok((fate, size))
}

#[cfg(test)]
mod tests;
