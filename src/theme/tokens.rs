//! The words and signs of a script: as much of JavaScript as it takes to tell code from comments,
//! strings and patterns. It does not know what statements there are; see [`super::module`].

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name, a keyword, a run of digits.
    Word,
    /// A string between quotation marks, with them.
    Text,
    /// A sign, one character each.
    Sign,
    /// A piece of a template, or a regular expression.
    Other,
}

/// A token, with its first byte and how many brackets stand open around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind,
    pub(super) text: &'a str,
    pub(super) at: usize,
    pub(super) depth: usize,
}

impl Token<'_> {
    /// The byte after the last one.
    pub(super) fn end(&self) -> usize {
        self.at + self.text.len()
    }
}

/// Keywords after which a slash begins a regular expression.
const BEFORE_EXPRESSIONS: [&str; 13] = [
    "await",
    "case",
    "delete",
    "do",
    "else",
    "in",
    "instanceof",
    "new",
    "of",
    "return",
    "throw",
    "typeof",
    "void",
];

/// Reads a script. Whatever is no JavaScript gives tokens too.
pub(super) fn tokens(script: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token> = Vec::new();
    // The brackets that are open; a backquote for a template that waits for its `${…}` to close.
    let mut open: Vec<char> = Vec::new();
    let mut at = 0;
    while let Some(first) = script[at..].chars().next() {
        let rest = &script[at..];
        let blank = blank_length(rest, first);
        if blank > 0 {
            at += blank;
            continue;
        }
        let closes_hole = first == '}' && open.last() == Some(&'`');
        if closes_hole || ")]}".contains(first) {
            open.pop();
        }
        let depth = open.len();
        let (kind, length) = if first == '`' || closes_hole {
            let length = template_length(rest);
            if rest[..length].ends_with("${") {
                open.push('`');
            }
            (Kind::Other, length)
        } else if first == '"' || first == '\'' {
            (Kind::Text, text_length(rest, first))
        } else if is_word(first) {
            let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
            (Kind::Word, end)
        } else if let Some(length) = pattern_length(rest, tokens.last()) {
            (Kind::Other, length)
        } else {
            if "([{".contains(first) {
                open.push(first);
            }
            (Kind::Sign, first.len_utf8())
        };
        tokens.push(Token {
            kind,
            text: &rest[..length],
            at,
            depth,
        });
        at += length;
    }
    tokens
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || "_$#".contains(c)
}

/// The length of the white space or of the comment that stands here, if one does.
fn blank_length(rest: &str, first: char) -> usize {
    if first.is_whitespace() {
        first.len_utf8()
    } else if rest.starts_with("//") {
        rest.find('\n').unwrap_or(rest.len())
    } else if let Some(comment) = rest.strip_prefix("/*") {
        comment.find("*/").map_or(rest.len(), |end| end + 4)
    } else {
        0
    }
}

/// The length of a string with its quotation marks. None goes beyond its line.
fn text_length(rest: &str, quote: char) -> usize {
    ends_at(rest, |c| c == quote || c == '\n')
}

/// The length of a piece of a template, up to its end or into its next `${`.
fn template_length(rest: &str) -> usize {
    let mut before = ' ';
    ends_at(rest, |c| {
        let is_end = c == '`' || (c == '{' && before == '$');
        before = c;
        is_end
    })
}

/// The length of the regular expression that stands here, if one does: a slash where an expression
/// may begin, with another on its line.
fn pattern_length(rest: &str, before: Option<&Token>) -> Option<usize> {
    let may_begin = before.is_none_or(|token| match token.kind {
        Kind::Word => BEFORE_EXPRESSIONS.contains(&token.text),
        Kind::Sign => !")]".contains(token.text),
        Kind::Text | Kind::Other => false,
    });
    if !may_begin || !rest.starts_with('/') {
        return None;
    }
    let mut is_class = false;
    let length = ends_at(rest, |c| {
        is_class = (is_class || c == '[') && c != ']';
        c == '\n' || (c == '/' && !is_class)
    });
    rest[..length].ends_with('/').then_some(length)
}

/// The length up to and with the first character that ends it, the opening one and those behind a
/// backslash left aside.
fn ends_at(rest: &str, mut is_end: impl FnMut(char) -> bool) -> usize {
    let mut is_escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        if is_escaped {
            is_escaped = false;
            continue;
        }
        is_escaped = c == '\\';
        if is_end(c) {
            return at + c.len_utf8();
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::{Kind, tokens};

    fn check(script: &str, expected: &[&str]) {
        let found: Vec<&str> = tokens(script).iter().map(|token| token.text).collect();
        assert_eq!(found, expected, "{script}");
    }

    #[test]
    fn code_is_told_from_what_only_looks_like_it() {
        check("a // import\n/* b */c", &["a", "c"]);
        check(
            r#"f("a\"b", 'c')"#,
            &["f", "(", r#""a\"b""#, ",", "'c'", ")"],
        );
        check(
            "a = /[/\"]\\//u.b",
            &["a", "=", "/[/\"]\\//", "u", ".", "b"],
        );
        check("a / b / c", &["a", "/", "b", "/", "c"]);
        check("(a) / 2", &["(", "a", ")", "/", "2"]);
        check("return /a/", &["return", "/a/"]);
        check("x => /a/", &["x", "=", ">", "/a/"]);
        check("`a ${b} c`", &["`a ${", "b", "} c`"]);
        check(
            "`${`${a}`}` + {}",
            &["`${", "`${", "a", "}`", "}`", "+", "{", "}"],
        );
        check("`\\`$` a", &["`\\`$`", "a"]);
        check("'中\n b", &["'中\n", "b"]);
    }

    #[test]
    fn brackets_and_holes_of_templates_have_a_depth() {
        let found: Vec<_> = tokens("a(`${b}`)c")
            .iter()
            .filter(|token| token.kind == Kind::Word)
            .map(|token| (token.text, token.depth))
            .collect();
        assert_eq!(found, [("a", 0), ("b", 2), ("c", 0)]);
    }
}
