//! What holds of every build: the same bytes whatever the machine does, nothing written that need
//! not be, and a site that stands until the next one is whole.

use std::collections::BTreeMap;
use std::time::SystemTime;

use camino::{Utf8Path, Utf8PathBuf};
use jingwei::diagnostic::Diagnostic;
use jingwei::output::{self, Artifact, Published};

use crate::built_site::{self, BuiltSite, copy, files_under, repository_folder, write};
use crate::transcripts::{run, words};

fn temporary() -> (tempfile::TempDir, Utf8PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = Utf8PathBuf::from_path_buf(folder.path().to_owned()).expect("UTF-8");
    (folder, path)
}

fn with_threads(
    count: usize,
    build: impl FnOnce() -> BuiltSite + Send,
) -> BTreeMap<String, Vec<u8>> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(count).build();
    pool.expect("threads").install(|| build().files)
}

/// The paths of files that differ.
fn differing<'a>(
    one: &'a BTreeMap<String, Vec<u8>>,
    other: &'a BTreeMap<String, Vec<u8>>,
) -> Vec<&'a str> {
    let paths = one.keys().chain(other.keys());
    let mut paths: Vec<_> = paths
        .filter(|path| one.get(*path) != other.get(*path))
        .map(String::as_str)
        .collect();
    paths.dedup();
    paths
}

#[test]
fn a_build_is_the_same_on_one_thread_and_on_four() {
    let site = &built_site::repository().files;
    for threads in [1, 4] {
        let again = with_threads(threads, || built_site::build(repository_folder()));
        assert_eq!(differing(site, &again), Vec::<&str>::new(), "{threads}");
    }
}

#[test]
fn the_order_in_which_files_were_written_does_not_matter() {
    let (_folder, reversed) = temporary();
    for part in ["content", "themes"] {
        for (path, bytes) in files_under(&repository_folder().join(part)).iter().rev() {
            write(&reversed.join(part).join(path), bytes);
        }
    }
    let again = built_site::build(&reversed).files;
    let site = &built_site::repository().files;
    assert_eq!(differing(site, &again), Vec::<&str>::new());
}

fn publish(site: &BuiltSite, target: &Utf8Path) -> Published {
    let artifacts: Vec<_> = site
        .files
        .iter()
        .map(|(path, bytes)| {
            Artifact::new(path.as_str(), || Ok::<_, Box<Diagnostic>>(bytes.clone()))
        })
        .collect();
    let published = output::publish(target, &[], &artifacts);
    published.unwrap_or_else(|_| panic!("{target} can be written"))
}

/// When each file and folder under a folder was last written.
fn times(folder: &Utf8Path) -> BTreeMap<Utf8PathBuf, SystemTime> {
    let mut times = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in next.read_dir_utf8().expect("a folder") {
            let entry = entry.expect("an entry");
            let metadata = entry.metadata().expect("its facts");
            times.insert(
                entry.path().to_owned(),
                metadata.modified().expect("a time"),
            );
            if metadata.is_dir() {
                folders.push(entry.path().to_owned());
            }
        }
    }
    times
}

#[test]
fn a_site_that_has_not_changed_is_not_written_again() {
    let (_folder, path) = temporary();
    let target = path.join("public");
    let site = built_site::repository();
    let first = publish(site, &target);
    assert_eq!((first.created, first.unchanged), (site.files.len(), 0));
    let before = times(&path);
    let second = publish(site, &target);
    assert_eq!((second.created, second.changed, second.removed), (0, 0, 0));
    assert_eq!(second.unchanged, site.files.len());
    assert_eq!(times(&path), before);
    let mut written = files_under(&target);
    written.remove(output::MARKER);
    assert_eq!(differing(&site.files, &written), Vec::<&str>::new());
}

#[test]
fn a_build_that_fails_leaves_the_old_site_untouched() {
    let (_folder, path) = temporary();
    copy(&repository_folder().join("tests/sites/whole/site"), &path);
    let build = || run(&path, &words("build --lang en"));
    let (printed, code) = build();
    assert_eq!(code, 0, "{printed}");
    let public = path.join("public");
    let (files, before) = (files_under(&public), times(&public));
    let faulty = [
        (
            "content/cases/a.zh.md",
            "---\ntitle: x\nregion: null\nsource: nowhere\n---\nx\n",
        ),
        ("content/cases/a.zh.md", "no front matter"),
        ("content/site.yaml", "languages: []"),
        (
            "themes/default/templates/measure.html",
            "{% extends \"base.html\" %}{% block main %}{{ nothing_of_this_name }}{% endblock %}",
        ),
    ];
    for (name, text) in faulty {
        let name = path.join(name);
        let old = std::fs::read(&name).ok();
        write(&name, text.as_bytes());
        let (printed, code) = build();
        assert_eq!(code, 1, "{name}: {printed}");
        assert_eq!(files_under(&public), files, "{name}");
        assert_eq!(times(&public), before, "{name}");
        match old {
            Some(old) => write(&name, &old),
            None => std::fs::remove_file(&name).expect("a file of ours"),
        }
    }
    let (printed, code) = build();
    assert_eq!(
        (code, files_under(&public) == files),
        (0, true),
        "{printed}"
    );
    assert_eq!(times(&public), before, "{printed}");
}

/// The commands of the README: every `cargo run … -- ARGUMENTS` in a fenced block, and every
/// `jingwei ARGUMENTS` in a block whose first line says `test`.
fn commands(readme: &str) -> Vec<Vec<String>> {
    let mut commands = Vec::new();
    let mut block: Option<bool> = None;
    for line in readme.lines() {
        if let Some(info) = line.strip_prefix("```") {
            block = match block {
                Some(_) => None,
                None => Some(info.split(' ').any(|word| word == "test")),
            };
            continue;
        }
        let Some(is_test) = block else { continue };
        let line = line.strip_prefix("$ ").unwrap_or(line);
        let line = line.split(" #").next().unwrap_or_default();
        let cargo = line
            .strip_prefix("cargo run")
            .and_then(|rest| rest.split_once(" -- "));
        let own = line.strip_prefix("jingwei ").filter(|_| is_test);
        if let Some(arguments) = cargo.map(|(_, arguments)| arguments).or(own) {
            commands.push(words(arguments));
        }
    }
    commands
}

#[test]
fn the_commands_of_the_readme_run() {
    let (_folder, path) = temporary();
    copy(&repository_folder().join("content"), &path.join("content"));
    let readme = repository_folder().join("README.md");
    let readme = std::fs::read_to_string(readme).unwrap_or_default();
    let mut all = vec![words("build"), words("search 边民互市")];
    all.extend(commands(&readme));
    for mut command in all {
        // The server does not end by itself: here its arguments are read, and no more.
        if command.iter().any(|word| word == "serve") {
            command.push("--help".to_owned());
        }
        let (printed, code) = run(&path, &command);
        assert_eq!(code, 0, "{command:?}: {printed}");
    }
}

#[test]
fn commands_are_found_in_fenced_blocks_alone() {
    let readme = "cargo run -- no\n```sh\ncargo run --release -- build  # why\njingwei no\n```\n```console test\n$ jingwei search '甲 乙'\n```\n";
    assert_eq!(commands(readme), [words("build"), words("search '甲 乙'")]);
}
