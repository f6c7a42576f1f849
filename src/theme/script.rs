//! Scripts as they are published: without the comments that are for those who read the source.

/// Drops comments that have lines of their own, remarks on types within lines, and the white space
/// at both ends of lines. What stands between backquotes over several lines stays as it is.
pub(super) fn published(script: &str) -> String {
    let mut kept = String::with_capacity(script.len());
    let (mut is_comment, mut is_template) = (false, false);
    for line in script.lines() {
        let bare = line.trim();
        if is_comment {
            is_comment = !bare.ends_with("*/");
            continue;
        }
        if !is_template {
            if bare.is_empty() || bare.starts_with("//") {
                continue;
            }
            if bare.starts_with("/*") && (bare.ends_with("*/") || !bare.contains("*/")) {
                is_comment = !bare.ends_with("*/");
                continue;
            }
        }
        let ends_in_template = is_template != (bare.matches('`').count() % 2 == 1);
        if is_template || ends_in_template {
            kept.push_str(line);
        } else {
            push_without_types(&mut kept, bare);
        }
        kept.push('\n');
        is_template = ends_in_template;
    }
    kept
}

/// Appends a line without the remarks on types within it, such as `/** @type {any} */`.
fn push_without_types(kept: &mut String, line: &str) {
    let mut rest = line;
    while let Some((before, remark)) = rest.split_once("/** @") {
        kept.push_str(before);
        let Some((_, after)) = remark.split_once("*/") else {
            kept.push_str("/** @");
            rest = remark;
            continue;
        };
        rest = after.trim_start();
    }
    kept.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::published;

    #[test]
    fn comments_on_lines_of_their_own_go_and_code_stays() {
        let source = "// @ts-check\n\n/** Adds. */\nexport const a = 1; // one\n/**\n * @param {string} b\n */\n  f(/** @type {any} */ (b), \"//\");\n/** @type {X} */ const c = `\n  // kept\n`;\n";
        let expected = "export const a = 1; // one\nf((b), \"//\");\n/** @type {X} */ const c = `\n  // kept\n`;\n";
        assert_eq!(published(source), expected);
    }
}
