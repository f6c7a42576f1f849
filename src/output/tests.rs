//! A site on a real disk: what is written, what is left alone, and what a cut leaves behind.

use std::time::SystemTime;

use super::*;

/// A folder with a source folder in it, for a site at `public`.
struct World {
    root: Utf8PathBuf,
    _folder: tempfile::TempDir,
}

impl World {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = Utf8Path::from_path(folder.path()).expect("UTF-8");
        let root = root.canonicalize_utf8().expect("a real path");
        let world = Self {
            root,
            _folder: folder,
        };
        world.write("content/site.yaml", "title: x");
        world
    }

    fn target(&self) -> Utf8PathBuf {
        self.root.join("public")
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        fs::write(path, text).expect("a file");
    }

    fn publish_to(
        &self,
        target: &Utf8Path,
        site: &[(&str, &str)],
    ) -> Result<Published, PublishError<String>> {
        let artifacts: Vec<_> = site
            .iter()
            .map(|&(path, text)| {
                Artifact::new(path, move || match text {
                    "FAIL" => Err(format!("no template for {path}")),
                    text => Ok(text.as_bytes().to_vec()),
                })
            })
            .collect();
        let protected = [self.root.join("content"), self.root.join("themes")];
        publish(target, &protected, &artifacts)
    }

    fn publish(&self, site: &[(&str, &str)]) -> Published {
        self.publish_to(&self.target(), site).expect("published")
    }

    fn refusal(&self, target: &str) -> OutputError {
        match self.publish_to(&self.root.join(target), A) {
            Err(PublishError::Output(error)) => error,
            other => panic!("{other:?}"),
        }
    }

    /// Every file under a folder with its text, in path order; the marker left out.
    fn files(&self, folder: &str) -> Vec<(String, String)> {
        fn walk(folder: &Utf8Path, prefix: &str, files: &mut Vec<(String, String)>) {
            for entry in folder.read_dir_utf8().expect("a folder") {
                let entry = entry.expect("an entry");
                let name = format!("{prefix}{}", entry.file_name());
                if entry.file_type().expect("a type").is_dir() {
                    walk(entry.path(), &format!("{name}/"), files);
                } else if entry.file_name() != MARKER {
                    let text = fs::read_to_string(entry.path()).expect("text");
                    files.push((name, text));
                }
            }
        }
        let mut files = Vec::new();
        walk(&self.root.join(folder), "", &mut files);
        files.sort();
        files
    }

    fn stands(&self, site: &[(&str, &str)]) {
        let site: Vec<_> = site
            .iter()
            .map(|&(path, text)| (path.to_owned(), text.to_owned()))
            .collect();
        assert_eq!(self.files("public"), site);
        let names: Vec<_> = self
            .root
            .read_dir_utf8()
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name().to_owned())
            .filter(|name| name.starts_with('.'))
            .collect();
        assert_eq!(names, [""; 0], "nothing is left beside the site");
    }

    fn modified(&self, path: &str) -> SystemTime {
        let metadata = fs::metadata(self.root.join(path)).expect("a file");
        metadata.modified().expect("a time")
    }

    /// Sets a time long ago, so that a touch shows without waiting for the clock.
    fn age(&self, path: &str) {
        let file = fs::File::open(self.root.join(path)).expect("a file");
        file.set_modified(SystemTime::UNIX_EPOCH).expect("set");
    }
}

const A: &[(&str, &str)] = &[("en/a.html", "1"), ("index.html", "2"), ("old/x.css", "3")];
const B: &[(&str, &str)] = &[
    ("en/a.html", "one"),
    ("en/b.html", "4"),
    ("index.html", "2"),
];

#[test]
fn a_site_is_made_and_then_replaced() {
    let world = World::new();
    let made = world.publish(A);
    assert_eq!((made.created, made.bytes), (3, 3));
    world.stands(A);
    world.age("public/index.html");
    let published = world.publish(B);
    let expected = Published {
        created: 1,
        changed: 1,
        unchanged: 1,
        removed: 1,
        bytes: 5,
    };
    assert_eq!(published, expected);
    world.stands(B);
    assert_eq!(
        world.modified("public/index.html"),
        SystemTime::UNIX_EPOCH,
        "an unchanged file is the old one itself"
    );
}

#[test]
fn an_equal_site_is_not_touched() {
    let world = World::new();
    world.publish(A);
    let places = [
        "public",
        "public/en",
        "public/index.html",
        "public/en/a.html",
    ];
    for place in places {
        world.age(place);
    }
    let published = world.publish(A);
    assert_eq!((published.unchanged, published.created), (3, 0));
    for place in places {
        assert_eq!(world.modified(place), SystemTime::UNIX_EPOCH, "{place}");
    }
    world.stands(A);
}

#[test]
fn an_artifact_that_fails_leaves_the_old_site() {
    let world = World::new();
    world.publish(A);
    let site = [("a", "new"), ("b", "FAIL"), ("c", "FAIL")];
    match world.publish_to(&world.target(), &site) {
        Err(PublishError::Artifact(error)) => assert_eq!(error, "no template for b"),
        other => panic!("{other:?}"),
    }
    world.stands(A);
}

#[test]
fn an_empty_folder_is_taken_and_missing_parents_are_made() {
    let world = World::new();
    fs::create_dir(world.target()).expect("a folder");
    world.publish(A);
    world.stands(A);
    let deep = world.root.join("var/www/site");
    world.publish_to(&deep, A).expect("published");
    assert_eq!(world.files("var/www/site").len(), 3);
    world.publish(&[]);
    world.stands(&[]);
}

#[test]
fn folders_of_others_are_refused() {
    let world = World::new();
    world.write("mine/thesis.docx", "x");
    world.write("file", "x");
    assert!(matches!(world.refusal("mine"), OutputError::NotOurs(_)));
    assert!(matches!(world.refusal("file"), OutputError::NotAFolder(_)));
    assert!(matches!(world.refusal("."), OutputError::Overlap { .. }));
    assert!(matches!(
        world.refusal("content"),
        OutputError::Overlap { .. }
    ));
    assert!(matches!(
        world.refusal("themes/out"),
        OutputError::Overlap { .. }
    ));
    assert!(matches!(
        world.refusal("none/../content/out"),
        OutputError::Overlap { .. } | OutputError::NoName(_)
    ));
    assert!(matches!(world.refusal("/"), OutputError::NoName(_)));
    assert_eq!(world.files("mine").len(), 1);
    assert_eq!(world.files("content").len(), 1);
    assert_eq!(world.files("").len(), 3, "nothing was written anywhere");
    let message = world.refusal("mine").to_string();
    assert!(message.contains(MARKER) && message.contains("not made by jingwei"));
}

#[cfg(unix)]
#[test]
fn links_and_mount_points_are_refused() {
    let world = World::new();
    let link = |to: &str, name: &str| {
        std::os::unix::fs::symlink(world.root.join(to), world.root.join(name)).expect("a link");
    };
    fs::create_dir(world.root.join("real")).expect("a folder");
    link("real", "link");
    link("content", "hidden");
    assert!(matches!(
        world.refusal("link"),
        OutputError::SymbolicLink(_)
    ));
    assert!(matches!(
        world.refusal("hidden/out"),
        OutputError::Overlap { .. }
    ));
    if cfg!(target_os = "linux") {
        assert!(matches!(world.refusal("/proc"), OutputError::MountPoint(_)));
    }
}

#[cfg(unix)]
#[test]
fn a_link_inside_the_old_site_is_never_followed() {
    let world = World::new();
    world.publish(A);
    world.write("outside/a.html", "1");
    fs::remove_dir_all(world.root.join("public/en")).expect("removed");
    std::os::unix::fs::symlink(world.root.join("outside"), world.root.join("public/en"))
        .expect("a link");
    let published = world.publish(A);
    assert_eq!((published.created, published.removed), (1, 1));
    world.stands(A);
    assert_eq!(world.files("outside").len(), 1);
}

#[test]
fn what_a_cut_run_staged_is_removed() {
    let world = World::new();
    world.publish(A);
    world.write(&format!(".public.jingwei-new/{MARKER}"), "x");
    world.write(".public.jingwei-new/half/written.html", "x");
    world.write(&format!(".public.jingwei-new/half/{MARKER}"), "x");
    fs::create_dir(world.root.join(".public.jingwei-old")).expect("a folder");
    world.write(".public.jingwei-lock", "");
    world.publish(B);
    world.stands(B);
}

#[test]
fn a_swap_that_was_cut_off_is_undone() {
    let world = World::new();
    world.publish(A);
    let aside = world.root.join(".public.jingwei-old");
    fs::rename(world.target(), &aside).expect("renamed");
    world.write(&format!(".public.jingwei-new/{MARKER}"), "x");
    world.write(".public.jingwei-new/index.html", "new");
    let published = world.publish(A);
    assert_eq!(published.unchanged, 3, "the old site was brought back");
    world.stands(A);
    // The other half: the new site stands, the old one is still aside.
    world.write(&format!(".public.jingwei-old/{MARKER}"), "x");
    world.write(".public.jingwei-old/index.html", "older");
    world.publish(A);
    world.stands(A);
}

#[test]
fn two_renames_do_what_the_exchange_does() {
    let world = World::new();
    world.publish(A);
    let target = Target::resolve(&world.target(), &[]).expect("a target");
    let stage = Stage::new(&target);
    stage.write("index.html".into(), b"new").expect("written");
    swap::step_aside(&target).expect("swapped");
    swap::recover(&target).expect("cleared");
    world.stands(&[("index.html", "new")]);
}

#[test]
fn folders_of_others_beside_the_site_are_not_removed() {
    let world = World::new();
    world.publish(A);
    world.write(".public.jingwei-new/mine.txt", "x");
    assert!(matches!(world.refusal("public"), OutputError::NotOurs(_)));
    assert_eq!(world.files(".public.jingwei-new").len(), 1);
    assert_eq!(world.files("public").len(), 3);
}

#[test]
fn a_second_run_at_once_says_so() {
    let world = World::new();
    world.publish(A);
    let target = Target::resolve(&world.target(), &[]).expect("a target");
    let lock = Lock::take(&target).expect("free");
    assert!(matches!(world.refusal("public"), OutputError::Busy(_)));
    drop(lock);
    world.publish(B);
    world.stands(B);
}

#[test]
fn paths_that_lead_out_are_refused_before_anything_is_written() {
    let world = World::new();
    let site = [("../out.html", "x"), ("a", "1"), ("A", "2")];
    match world.publish_to(&world.target(), &site) {
        Err(PublishError::Output(error)) => {
            assert_eq!(
                error.to_string(),
                "these files cannot be published; rename them:\n\
                 not a plain relative path: \"../out.html\"\n\
                 two files with the same name: \"a\" and \"A\""
            );
            assert_eq!(
                error.in_chinese(),
                "以下文件无法发布，请改名：\n\
                 “../out.html” 不是普通的相对路径\n\
                 “a” 和 “A” 两个文件同名"
            );
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(world.files("").len(), 1);
}
