//! Scripts as they are published: without the comments that are for those who read the source, and
//! without white space that says nothing. Names stay as they are.

use super::tokens::{Kind, Token, tokens};

/// Drops comments and needless white space. Line ends stay, as statements may end at them.
pub(super) fn published(script: &str) -> String {
    let mut kept = String::with_capacity(script.len());
    let mut last: Option<Token<'_>> = None;
    for token in tokens(script) {
        if let Some(last) = last {
            let between = &script[last.end()..token.at];
            if between.contains('\n') {
                kept.push('\n');
            } else if !between.is_empty() && !may_touch(&last, &token) {
                kept.push(' ');
            }
        }
        kept.push_str(token.text);
        last = Some(token);
    }
    if !kept.is_empty() {
        kept.push('\n');
    }
    kept
}

/// Whether two tokens mean the same with nothing between them.
fn may_touch(left: &Token<'_>, right: &Token<'_>) -> bool {
    let is_closed = |token: &Token<'_>| {
        token.kind == Kind::Text || (token.kind == Kind::Sign && "()[]{},;:".contains(token.text))
    };
    let is_operator = |token: &Token<'_>| token.kind == Kind::Sign && !is_closed(token);
    match (left.kind, right.kind) {
        // Flags of a pattern, tags of a template.
        (Kind::Other, _) | (_, Kind::Other) | (Kind::Word, Kind::Word) => false,
        _ => !(is_operator(left) && is_operator(right)),
    }
}

#[cfg(test)]
mod tests {
    use super::published;

    #[track_caller]
    fn check(script: &str, expected: &str) {
        assert_eq!(published(script), expected);
    }

    #[test]
    fn comments_and_needless_space_go_and_code_stays() {
        check(
            "// @ts-check\n\n/** Adds. */\nexport const a = 1; // one\n",
            "export const a=1;\n",
        );
        check(
            "/**\n * @param {string} b\n */\n  f(/** @type {any} */ (b), \"// b\");\n",
            "f((b),\"// b\");\n",
        );
        check(
            "const c = `\n  // kept ${ a + 1 }\n`;",
            "const c= `\n  // kept ${ a+1 }\n`;\n",
        );
        check("return a in b ? - -1 : x / y", "return a in b? - -1:x/y\n");
        check(
            "const r = / a/g;\nlet x\nx = 1",
            "const r= / a/g;\nlet x\nx=1\n",
        );
        check("", "");
    }
}
