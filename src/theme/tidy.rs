//! Takes the white space out of pages that templates leave behind.

/// Drops blank lines and the white space at both ends of lines; what stands between `<pre` and
/// `</pre>` stays as it is.
pub(super) fn tidy(html: &str) -> String {
    let mut tidied = String::with_capacity(html.len());
    let mut preformatted = false;
    for line in html.lines() {
        let starts_preformatted = preformatted;
        match (line.rfind("<pre"), line.rfind("</pre>")) {
            (Some(open), Some(close)) => preformatted = open > close,
            (Some(_), None) => preformatted = true,
            (None, Some(_)) => preformatted = false,
            (None, None) => {}
        }
        let kept = match (starts_preformatted, preformatted) {
            (true, true) => line,
            (true, false) => line.trim_end(),
            (false, true) => line.trim_start(),
            (false, false) => line.trim(),
        };
        if !kept.is_empty() || (starts_preformatted && preformatted) {
            tidied.push_str(kept);
            tidied.push('\n');
        }
    }
    tidied
}

#[cfg(test)]
mod tests {
    use super::tidy;

    #[test]
    fn blank_lines_go_and_preformatted_text_stays() {
        assert_eq!(tidy("  <p>a\n\n  \n b</p>  "), "<p>a\nb</p>\n");
        let code = "<pre><code>a\n\n  b \n</code></pre>\n";
        assert_eq!(tidy(&format!("  {code}\n\n")), code);
    }
}
