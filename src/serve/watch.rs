//! Watches the sources and has the site built anew when they change. Changes that come while a
//! build is under way lead to one more build, not to one each.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc;
use std::time::Duration;

use camino::Utf8PathBuf;
use notify_debouncer_full::notify::{self, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{
    DebounceEventResult, DebouncedEvent, Debouncer, RecommendedCache, new_debouncer,
};
use tokio::sync::{oneshot, watch};

use super::{Build, Failure, ServeOptions, Site};
use crate::diagnostic::Tongue;

/// How long the folders must be quiet before a build begins. Editors write a file in several
/// steps some ten milliseconds apart; much longer than a tenth of a second is felt.
const QUIET: Duration = Duration::from_millis(100);

/// What the building thread is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Message {
    /// Sources changed.
    Changed,
    /// The server ends.
    Stop,
}

/// Tells the building thread.
pub(super) type Sender = mpsc::Sender<Message>;

/// What the building thread listens to.
pub(super) type Receiver = mpsc::Receiver<Message>;

/// A way to tell the building thread.
pub(super) fn channel() -> (Sender, Receiver) {
    mpsc::channel()
}

/// Watches folders for as long as it lives.
pub(super) struct Watcher {
    folders: Vec<PathBuf>,
    debouncer: Option<Debouncer<RecommendedWatcher, RecommendedCache>>,
}

impl Watcher {
    /// A watcher of nothing.
    pub(super) fn idle() -> Self {
        Self {
            folders: Vec::new(),
            debouncer: None,
        }
    }

    /// Watches the folders of the options and the ones they stand in, so that a folder which
    /// comes later, or is replaced as a whole, is seen too.
    pub(super) fn start(options: &ServeOptions, sender: &Sender) -> Result<Self, notify::Error> {
        if options.watch.is_empty() {
            return Ok(Self::idle());
        }
        let folders: Vec<_> = options.watch.iter().map(real).collect();
        let ignored: Vec<_> = options.ignore.iter().map(real).collect();
        let (sender, watched) = (sender.clone(), folders.clone());
        let handle = move |events: DebounceEventResult| {
            let is_change = match &events {
                Ok(events) => events
                    .iter()
                    .any(|event| matters(event, &watched, &ignored)),
                // Something was missed, so anything may have changed.
                Err(_) => true,
            };
            if is_change {
                // An error means that the server is ending.
                let _ = sender.send(Message::Changed);
            }
        };
        let mut debouncer = new_debouncer(QUIET, None, handle)?;
        for parent in folders.iter().filter_map(|folder| folder.parent()) {
            debouncer.watch(parent, RecursiveMode::NonRecursive)?;
        }
        let mut watcher = Self {
            folders,
            debouncer: Some(debouncer),
        };
        watcher.renew()?;
        Ok(watcher)
    }

    /// Watches every folder that is there now; those that are watched already are not the worse
    /// for it.
    fn renew(&mut self) -> Result<(), notify::Error> {
        let Some(debouncer) = &mut self.debouncer else {
            return Ok(());
        };
        self.folders
            .iter()
            .filter(|folder| folder.is_dir())
            .try_for_each(|folder| debouncer.watch(folder, RecursiveMode::Recursive))
    }
}

/// Builds anew at each change until told to stop, then says so through `_stopped` by dropping it,
/// with the sender of builds.
pub(super) fn follow(
    changes: &Receiver,
    mut watcher: Watcher,
    rebuild: &dyn Fn() -> Arc<dyn Site>,
    builds: &watch::Sender<Build>,
    _stopped: oneshot::Sender<()>,
) {
    while let Ok(Message::Changed) = changes.recv() {
        if changes.try_iter().any(|message| message == Message::Stop) {
            return;
        }
        // A folder that cannot be watched now is tried again at the next change elsewhere.
        let _ = watcher.renew();
        let site = catch_unwind(AssertUnwindSafe(rebuild));
        builds.send_modify(|build| {
            build.number += 1;
            build.site = site.unwrap_or_else(|_| Arc::new(Panicked(build.tongue)));
        });
    }
}

/// Whether an event may change what is built. Reading is an event too, and a build reads; names
/// with a dot in front or a tilde behind are editors' own.
fn matters(event: &DebouncedEvent, watched: &[PathBuf], ignored: &[PathBuf]) -> bool {
    let is_source = |path: &PathBuf| {
        !ignored.iter().any(|folder| path.starts_with(folder))
            && watched
                .iter()
                .filter_map(|folder| path.strip_prefix(folder).ok())
                .any(|below| !is_editors_own(below))
    };
    event.need_rescan() || (!event.kind.is_access() && event.paths.iter().any(is_source))
}

fn is_editors_own(below: &Path) -> bool {
    below.components().any(|part| {
        let name = part.as_os_str().to_string_lossy();
        name.starts_with('.') || name.ends_with('~')
    })
}

/// The path as the system will report it; one that does not exist yet, by way of its parent.
fn real(path: &Utf8PathBuf) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.clone().into());
    let real = absolute.canonicalize().ok();
    real.or_else(|| {
        let parent = absolute.parent()?.canonicalize().ok()?;
        Some(parent.join(absolute.file_name()?))
    })
    .unwrap_or(absolute)
}

/// What stands in for a site whose build broke off by a fault of the program.
struct Panicked(Tongue);

impl Site for Panicked {
    fn contains(&self, _path: &str) -> bool {
        false
    }

    fn get(&self, _path: &str) -> Option<Result<Vec<u8>, Failure>> {
        None
    }

    fn search(&self, _parameters: &[(String, String)]) -> serde_json::Value {
        serde_json::Value::Null
    }

    fn failure(&self) -> Option<Failure> {
        let text = match self.0 {
            Tongue::Chinese => "程序内部出错，未能生成；详情见运行 jingwei 的窗口",
            Tongue::English => "the build broke off by a fault of the program; see the terminal",
        };
        Some(Failure(text.to_owned()))
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "an editor is played")]
mod tests {
    use notify_debouncer_full::notify::event::{AccessKind, CreateKind, Event, EventKind};

    use super::*;

    fn event(kind: EventKind, path: &str) -> DebouncedEvent {
        let event = Event::new(kind).add_path(path.into());
        DebouncedEvent::new(event, std::time::Instant::now())
    }

    #[test]
    fn only_changes_of_sources_matter() {
        let watched = [PathBuf::from("/s/content"), PathBuf::from("/s/themes")];
        let ignored = [PathBuf::from("/s/content/out")];
        let check = |kind, path: &str| matters(&event(kind, path), &watched, &ignored);
        let created = EventKind::Create(CreateKind::File);
        assert!(check(created, "/s/content/cases/a.zh.md"));
        assert!(check(created, "/s/themes"));
        assert!(!check(EventKind::Access(AccessKind::Read), "/s/content/a"));
        for path in [
            "/s/public/index.html",
            "/s/content/out/a",
            "/s/content/.a.swp",
            "/s/content/a.md~",
            "/s/.jingwei/cache",
        ] {
            assert!(!check(created, path), "{path}");
        }
    }

    /// Waits for the system to report, not for the clock; the limit only ends a failed test.
    #[test]
    fn a_file_replaced_by_renaming_is_seen_also_in_a_folder_that_came_later() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let site = Utf8PathBuf::from_path_buf(folder.path().to_owned()).expect("UTF-8");
        std::fs::create_dir(site.join("content")).expect("a folder");
        let options = ServeOptions {
            watch: vec![site.join("content"), site.join("themes")],
            ..ServeOptions::default()
        };
        let (sender, changes) = channel();
        let mut watcher = Watcher::start(&options, &sender).expect("watched");
        let limit = Duration::from_secs(30);
        std::fs::write(site.join("new"), "x").expect("written");
        std::fs::rename(site.join("new"), site.join("content/a.md")).expect("renamed");
        assert_eq!(changes.recv_timeout(limit), Ok(Message::Changed));
        std::fs::create_dir(site.join("themes")).expect("a folder");
        assert_eq!(changes.recv_timeout(limit), Ok(Message::Changed));
        watcher.renew().expect("watched");
        std::fs::write(site.join("themes/a.css"), "x").expect("written");
        assert_eq!(changes.recv_timeout(limit), Ok(Message::Changed));
    }
}
