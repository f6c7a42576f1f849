//! From the path of a request to the path of a file in the site. Pure: what does not come out of
//! here as a plain relative path never reaches the site, however it was spelt.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// Signs that stand for themselves in one part of a path (RFC 3986, `unreserved`).
const PART: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The file or folder a request means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RequestPath {
    /// The parts joined by `/`, decoded; empty for the top of the site.
    path: String,
    /// Whether the request ended in `/`.
    is_folder: bool,
}

impl RequestPath {
    /// Reads the path of a request. `None` if it is not plain: an empty, `.` or `..` part, a
    /// separator, control sign or NUL in encoded form, bad percent signs, or not UTF-8. It is
    /// decoded once, so `%252e` means a file with a percent sign in its name.
    pub(super) fn parse(path: &str) -> Option<Self> {
        let rest = path.strip_prefix('/')?;
        let is_folder = rest.is_empty() || rest.ends_with('/');
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        let mut parts = Vec::new();
        if !(rest.is_empty() && path == "/") {
            for part in rest.split('/') {
                parts.push(decode(part)?);
            }
        }
        Some(Self {
            path: parts.join("/"),
            is_folder,
        })
    }

    /// The file that answers it: that of the folder, where it means a folder.
    pub(super) fn file(&self) -> String {
        match (self.is_folder, self.path.as_str()) {
            (true, "") => "index.html".to_owned(),
            (true, path) => format!("{path}/index.html"),
            (false, path) => path.to_owned(),
        }
    }

    /// For a request without `/` at its end: the file that would answer it with one, and where to
    /// send the browser, from where it is.
    pub(super) fn as_folder(&self) -> Option<(String, String)> {
        if self.is_folder {
            return None;
        }
        let last = self.path.rsplit('/').next().unwrap_or_default();
        // The `./` keeps a name with a colon from being read as a scheme.
        let location = format!("./{}/", utf8_percent_encode(last, PART));
        Some((format!("{}/index.html", self.path), location))
    }
}

fn decode(part: &str) -> Option<String> {
    let bytes = part.as_bytes();
    let is_hex = |index: usize| bytes.get(index).is_some_and(u8::is_ascii_hexdigit);
    let are_escapes_whole = part
        .match_indices('%')
        .all(|(index, _)| is_hex(index + 1) && is_hex(index + 2));
    if !are_escapes_whole {
        return None;
    }
    let decoded = percent_decode_str(part).decode_utf8().ok()?;
    let is_plain = !matches!(decoded.as_ref(), "" | "." | "..")
        && !decoded.contains(['/', '\\'])
        && !decoded.contains(char::is_control);
    is_plain.then(|| decoded.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, expected: &str) {
        let parsed = RequestPath::parse(path).expect("a plain path");
        assert_eq!(parsed.file(), expected, "{path}");
    }

    #[test]
    fn plain_paths_name_files() {
        check("/", "index.html");
        check("/zh/", "zh/index.html");
        check("/zh", "zh");
        check("/a/b.css", "a/b.css");
        check("/%E6%94%BF/", "政/index.html");
        check("/政/", "政/index.html");
        check("/%252e%252e/x", "%2e%2e/x");
        check("/.../x", ".../x");
    }

    #[test]
    fn paths_that_are_not_plain_name_nothing() {
        for path in [
            "",
            "x",
            "//",
            "//etc/passwd",
            "/a//b",
            "/a//",
            "/..",
            "/../x",
            "/a/../b",
            "/./a",
            "/%2e%2e/x",
            "/%2E./x",
            "/.%2e/",
            "/a%2fb",
            "/%2fetc",
            "/..%2fx",
            "/..%5cx",
            "/a\\b",
            "/%00",
            "/a%00.html",
            "/a%0d%0ab",
            "/%",
            "/%zz",
            "/%e",
            "/%ff%fe",
            "/%c0%ae%c0%ae/",
            "/%uff0e/",
            "/a\u{7f}",
        ] {
            assert_eq!(RequestPath::parse(path), None, "{path}");
        }
    }

    #[test]
    fn a_folder_without_its_slash_leads_to_the_one_with_it() {
        let folder = |path: &str| RequestPath::parse(path).and_then(|path| path.as_folder());
        assert_eq!(folder("/zh/"), None);
        let expected = |file: &str, location: &str| Some((file.to_owned(), location.to_owned()));
        assert_eq!(folder("/zh/a"), expected("zh/a/index.html", "./a/"));
        assert_eq!(
            folder("/javascript:x"),
            expected("javascript:x/index.html", "./javascript%3Ax/")
        );
        assert_eq!(folder("/政"), expected("政/index.html", "./%E6%94%BF/"));
    }
}
