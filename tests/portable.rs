//! A site that is opened as files: what nobody serves must be named, and nothing may need a server.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jingwei::address::Form;
use scraper::Html;

use crate::built_site::{self, BuiltSite, build_as, has_extension, repository_folder};
use crate::links::{ADDRESSES, elements, page_faults, scheme};

/// The addresses of a page that name a folder, which on a disk is no page; and ways to the root that
/// name none.
fn folder_faults(site: &BuiltSite) -> Vec<String> {
    let mut faults = Vec::new();
    for (path, page) in site.pages() {
        let page = Html::parse_document(page);
        for element in elements(&page) {
            for (name, value) in element.value().attrs() {
                let is_link = ADDRESSES.contains(&name) && element.value().name() != "base";
                let file = value.split(['#', '?']).next().unwrap_or_default();
                let names_folder = file
                    .rsplit('/')
                    .next()
                    .is_some_and(|last| !last.contains('.'));
                let is_wrong = match name {
                    "data-root" => !value.ends_with('/'),
                    _ => is_link && scheme(value).is_none() && !file.is_empty() && names_folder,
                };
                if is_wrong || (is_link && file.ends_with("/.")) {
                    faults.push(format!("{path}: {name}={value}"));
                }
            }
        }
    }
    faults
}

#[test]
fn every_link_names_a_file_that_exists() {
    let folder = repository_folder();
    let golden = folder
        .join("tests/sites")
        .read_dir_utf8()
        .expect("a folder");
    let golden = golden.map(|entry| entry.expect("an entry").path().join("site"));
    for folder in golden.chain([folder.to_owned()]) {
        let site = build_as(Form::Portable, &folder);
        assert_eq!(page_faults(&site), Vec::<String>::new(), "{folder}");
        assert_eq!(folder_faults(&site), Vec::<String>::new(), "{folder}");
    }
    let served = folder_faults(built_site::repository());
    assert!(served.len() > 1000, "folders are seen where they are named");
}

#[test]
fn a_portable_site_has_one_script_and_its_pack_in_scripts() {
    let site = build_as(Form::Portable, repository_folder());
    let script = site.files.keys().filter(|path| path.starts_with("assets/"));
    let scripts: Vec<_> = script.filter(|path| has_extension(path, "js")).collect();
    assert_eq!(scripts.len(), 1, "{scripts:?}");
    for (path, page) in site.pages() {
        assert!(page.contains(" data-portable>"), "{path}");
        assert!(
            page.contains(&format!("{}\"></script>", scripts[0])),
            "{path}"
        );
        assert!(!page.contains("type=\"module\""), "{path}");
    }
    let served = built_site::repository();
    for (path, bytes) in &served.search.pack_files {
        assert!(!site.files.contains_key(path), "{path}");
        let stem = path.rsplit_once('.').expect("an extension").0;
        let call = site.text(&format!("{stem}.js"));
        let (_, rest) = call.split_once("\", \"").expect("two arguments");
        let content = rest.strip_suffix("\");\n").expect("the end of the call");
        assert_eq!(&STANDARD.decode(content).expect("base64"), bytes, "{path}");
    }
}

#[test]
fn what_others_read_of_a_site_does_not_depend_on_its_form() {
    let site = build_as(Form::Portable, repository_folder());
    let served = built_site::repository();
    for (path, bytes) in &served.files {
        if has_extension(path, "xml") || has_extension(path, "txt") {
            assert_eq!(site.files.get(path), Some(bytes), "{path}");
        }
    }
    let absolute = |site: &BuiltSite| -> BTreeMap<String, Vec<String>> {
        let heads = site.pages().map(|(path, page)| {
            let head = page.lines().filter(|line| line.contains("=\"https://"));
            let head = head.take_while(|line| !line.contains("<body"));
            (path.to_owned(), head.map(str::to_owned).collect())
        });
        heads.collect()
    };
    assert_eq!(absolute(&site), absolute(served));
    let base = |site: &BuiltSite| {
        let page = site.text("404.html");
        let line = page.lines().find(|line| line.starts_with("<base "));
        line.map(str::to_owned)
    };
    assert!(base(served).is_some());
    assert_eq!(base(&site), base(served));
}

#[test]
fn two_portable_builds_are_equal() {
    let [one, other] = [1, 4].map(|threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let build = || build_as(Form::Portable, repository_folder()).files;
        pool.expect("threads").install(build)
    });
    assert!(one == other);
}
