//! A pack for sites that are opened as files. Browsers read no files there but run scripts, so each
//! file becomes a script that hands over its name and content.
//!
//! # Shape
//! `t/0.bin` becomes `t/0.js` in the same folder: one call `jingweiFile("t/0.bin", "BASE64");`. The
//! pointer `pack.json` becomes `pack.js` likewise.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use camino::Utf8Path;

use super::{FOLDER, PackFiles};

/// Makes a script of each file, in the same order.
pub fn scripts(files: &PackFiles) -> PackFiles {
    let scripts = files.iter().map(|(path, bytes)| {
        let script = format!(
            "jingweiFile(\"{}\", \"{}\");\n",
            name(path),
            STANDARD.encode(bytes)
        );
        let path = Utf8Path::new(path).with_extension("js");
        (path.into_string(), script.into_bytes())
    });
    scripts.collect()
}

/// The name of a file in its pack; of the pointer, in the folder of the search.
fn name(path: &str) -> &str {
    let in_build = path.strip_prefix(FOLDER).and_then(|rest| {
        let (_, name) = rest.strip_prefix('/')?.split_once('/')?;
        Some(name)
    });
    in_build.unwrap_or_else(|| Utf8Path::new(path).file_name().unwrap_or(path))
}

#[cfg(test)]
mod tests {
    use super::scripts;

    #[test]
    fn a_script_hands_over_its_name_and_content() {
        let file = |path: &str, bytes: &[u8]| (path.to_owned(), bytes.to_vec());
        let files = vec![
            file("search/pack/0f/manifest.bin", &[0, 255, 16]),
            file("search/pack/0f/t/12.bin", b""),
            file("search/pack.json", b"{}\n"),
        ];
        let expected = [
            (
                "search/pack/0f/manifest.js",
                "jingweiFile(\"manifest.bin\", \"AP8Q\");\n",
            ),
            (
                "search/pack/0f/t/12.js",
                "jingweiFile(\"t/12.bin\", \"\");\n",
            ),
            ("search/pack.js", "jingweiFile(\"pack.json\", \"e30K\");\n"),
        ];
        let expected: Vec<_> = expected
            .map(|(path, script)| file(path, script.as_bytes()))
            .into();
        assert_eq!(scripts(&files), expected);
    }
}
