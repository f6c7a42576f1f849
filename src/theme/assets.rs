//! The files of a theme that are published beside the pages. Their names carry a hash of their
//! content, so that browsers may keep them for ever.

use camino::Utf8PathBuf;

use super::files::ThemeFiles;
use super::manifest::Manifest;
use super::script;

/// A file to publish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// What it is called in the theme: `style.css`, `js/main.js`, `images/icon.svg`.
    pub name: String,
    /// Where it is published, from the root of the site, such as `assets/style.1f2e3d4c.css`.
    pub path: Utf8PathBuf,
    /// The content.
    pub bytes: Vec<u8>,
}

/// The script of the search worker.
pub(super) const WORKER: &str = "js/search/worker.js";

/// The name of the script that holds all others.
pub(super) const JOINED: &str = "site.js";

/// How scripts are published.
pub(super) enum Scripts {
    /// Each as it is written, but the worker of the search, which is given with all that it imports.
    /// None is given where it cannot be joined.
    Modules {
        /// The script of the worker.
        worker: Option<String>,
    },
    /// All in one, which is given.
    Joined(String),
}

/// Makes the files to publish, in order of their names.
///
/// # Shape
/// All style sheets become one, in which `url(../images/…)` is set right.
pub(super) fn make(files: &ThemeFiles, manifest: &Manifest, scripts: &Scripts) -> Vec<Asset> {
    let mut assets = Vec::new();
    for folder in ["fonts/", "images/"] {
        for file in files.under(folder) {
            let (stem, extension) = file.path.rsplit_once('.').unwrap_or((file.path, "bin"));
            let stem = stem.replace('/', "-");
            assets.push(Asset {
                name: file.path.to_owned(),
                path: format!("assets/{stem}.{}.{extension}", hash(&[file.bytes])).into(),
                bytes: file.bytes.to_vec(),
            });
        }
    }

    match scripts {
        Scripts::Modules { worker } => assets.extend(modules(files, worker.as_deref())),
        Scripts::Joined(text) => assets.push(Asset {
            name: JOINED.to_owned(),
            path: format!("assets/site.{}.js", hash(&[text.as_bytes()])).into(),
            bytes: text.clone().into_bytes(),
        }),
    }

    let mut style = String::new();
    for path in &manifest.css {
        let file = files
            .find(path)
            .expect("the manifest names files that exist");
        style.push_str(file.text().trim_end());
        style.push('\n');
    }
    for asset in &assets {
        let published = asset.path.file_name().unwrap_or_default();
        style = style.replace(&format!("../{}", asset.name), published);
    }
    assets.push(Asset {
        name: "style.css".to_owned(),
        path: format!("assets/style.{}.css", hash(&[style.as_bytes()])).into(),
        bytes: style.into_bytes(),
    });

    assets.sort_by(|left, right| left.name.cmp(&right.name));
    assets
}

/// The modules. They share a folder whose name carries the hash of all of them, so that what they
/// import from each other by relative names is found.
fn modules(files: &ThemeFiles, worker: Option<&str>) -> Vec<Asset> {
    let scripts = files.under("js/");
    let contents: Vec<Vec<u8>> = scripts
        .iter()
        .map(|file| match worker {
            Some(worker) if file.path == WORKER => worker.as_bytes().to_vec(),
            _ => script::published(file.text()).into_bytes(),
        })
        .collect();
    let slices: Vec<&[u8]> = contents.iter().map(Vec::as_slice).collect();
    let scripts_hash = hash(&slices);
    let modules = scripts.iter().zip(contents).map(|(file, bytes)| Asset {
        name: file.path.to_owned(),
        path: format!(
            "assets/js.{scripts_hash}/{}",
            file.path.trim_start_matches("js/")
        )
        .into(),
        bytes,
    });
    modules.collect()
}

/// The first eight hexadecimal digits of a hash over contents and their lengths.
fn hash(contents: &[&[u8]]) -> String {
    let mut hasher = blake3::Hasher::new();
    for bytes in contents {
        hasher.update(&u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_le_bytes());
        hasher.update(bytes);
    }
    hasher.finalize().to_hex()[..8].to_owned()
}
