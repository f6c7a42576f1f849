//! What holds of the files of an index.
#![expect(
    clippy::disallowed_methods,
    reason = "an index is laid out on disk and opened"
)]

use super::*;

#[test]
fn two_builds_are_equal_on_any_thread_and_names_follow_content() {
    let first = build(&library()).expect("passages are small");
    let others: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4)
            .map(|_| scope.spawn(|| build(&library()).expect("passages are small")))
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().expect("a build does not panic"))
            .collect()
    });
    for other in others {
        assert_eq!(first, other);
    }
    let names =
        |files: &IndexFiles| -> Vec<_> { files.iter().map(|(name, _)| name.clone()).collect() };
    let shorter = build(&library()[1..]).expect("passages are small");
    assert!(names(&first).contains(&"meta.json".to_owned()));
    assert_ne!(names(&first), names(&shorter));
}

#[test]
fn an_index_on_disk_is_opened_without_writing() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, bytes) in build(&library()).expect("passages are small") {
        std::fs::write(folder.path().join(name), bytes).expect("the folder is ours");
    }
    let list = || {
        let mut names: Vec<_> = std::fs::read_dir(folder.path())
            .expect("the folder is there")
            .map(|entry| entry.expect("it can be read").file_name())
            .collect();
        names.sort();
        names
    };
    let before = list();
    let path = camino::Utf8Path::from_path(folder.path()).expect("a UTF-8 path");
    let index = SearchIndex::open(path).expect("just written");
    assert_eq!(answer(&index, "边民互市").total, 1);
    assert_eq!(list(), before);
}

#[test]
fn damage_is_told_at_opening_or_does_no_harm() {
    let files = build(&library()).expect("passages are small");
    let damaged = |file: usize, byte: usize| {
        let mut damaged = files.clone();
        damaged[file].1[byte] ^= 4;
        SearchIndex::from_files(damaged)
    };
    for (file, (name, bytes)) in files.iter().enumerate() {
        if ["meta.json", ".managed.json"].contains(&name.as_str()) {
            for byte in 0..bytes.len() {
                if let Ok(index) = damaged(file, byte) {
                    assert_eq!(answer(&index, "边民互市").total, 1);
                }
            }
        } else {
            let opened = damaged(file, bytes.len() / 2);
            assert!(matches!(opened, Err(SearchError::Damaged { .. })), "{name}");
        }
    }
}

#[test]
fn another_format_is_told() {
    let files = build(&library()).expect("passages are small");
    let renamed = files.into_iter().map(|(name, bytes)| {
        let text = String::from_utf8(bytes.clone());
        let bytes = text.map_or(bytes, |text| {
            text.replace("search index 2", "search index 0")
                .into_bytes()
        });
        (name, bytes)
    });
    assert!(matches!(
        SearchIndex::from_files(renamed),
        Err(SearchError::OtherFormat)
    ));
    assert!(SearchIndex::from_files(Vec::new()).is_err());
}
