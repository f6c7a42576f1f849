//! What a script of the theme takes from others and gives to them: its imports and exports, found
//! in its text. Only the forms that can be joined into one script are read; any other is a fault.

use std::ops::Range;

use super::tokens::{Kind, Token, tokens};
use crate::diagnostic::Wording;

/// What begins the names that joined scripts use among themselves.
pub(super) const RESERVED: &str = "jingwei$";

/// A part of a script that is written anew when scripts are joined.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Part<'a> {
    /// The bytes that are replaced.
    pub(super) range: Range<usize>,
    pub(super) kind: PartKind<'a>,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum PartKind<'a> {
    /// `import { a, b as c } from "./x.js"`: names there and here. `* as a` has the name `*` there.
    Import {
        from: &'a str,
        names: Vec<(&'a str, &'a str)>,
    },
    /// `import("./x.js")`.
    Deferred { from: &'a str },
    /// `import.meta.url`.
    Address,
    /// `export` before a declaration: the word alone.
    Export { name: &'a str },
}

/// What cannot be joined, and what may be written.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) range: Range<usize>,
    pub(super) message: Wording,
    pub(super) help: Wording,
}

/// Finds the imports and exports of a script, in order, and what of them cannot be joined.
pub(super) fn read(script: &str) -> (Vec<Part<'_>>, Vec<Fault>) {
    let tokens = tokens(script);
    let (mut parts, mut faults) = (Vec::new(), Vec::new());
    let mut is_async = false;
    for (place, token) in tokens.iter().enumerate() {
        let rest = &tokens[place..];
        let is = |at: usize, sign: &str| rest.get(at).is_some_and(|token| token.text == sign);
        if token.depth == 0 && token.text == ";" {
            is_async = false;
        }
        // After a dot or before a colon stands the name of a property.
        if token.kind != Kind::Word || is(1, ":") || place > 0 && tokens[place - 1].text == "." {
            continue;
        }
        match token.text {
            "async" => is_async = true,
            "await" if token.depth == 0 && !is_async => faults.push(outer_await(token)),
            "import" => match import(rest) {
                Some(part) => parts.push(part),
                None => faults.push(unread_import(token)),
            },
            "export" => match export(rest) {
                Some(part) => parts.push(part),
                None => faults.push(unread_export(token)),
            },
            text if text.starts_with(RESERVED) => faults.push(reserved(token)),
            _ => {}
        }
    }
    (parts, faults)
}

/// The import at the head of some tokens.
fn import<'a>(tokens: &[Token<'a>]) -> Option<Part<'a>> {
    let text = |at: usize| tokens.get(at).map(|token| token.text);
    let until = |at: usize| tokens[0].at..tokens[at].end();
    match text(1)? {
        "." => {
            (text(2) == Some("meta") && text(3) == Some(".") && text(4) == Some("url")).then(|| {
                Part {
                    range: until(4),
                    kind: PartKind::Address,
                }
            })
        }
        "(" => {
            let from = unquoted(tokens.get(2)?)?;
            (text(3) == Some(")")).then(|| Part {
                range: until(3),
                kind: PartKind::Deferred { from },
            })
        }
        _ if tokens[0].depth > 0 => None,
        _ => {
            let (names, at) = names(tokens)?;
            let from = unquoted(tokens.get(at)?)?;
            let at = at + usize::from(text(at + 1) == Some(";"));
            Some(Part {
                range: until(at),
                kind: PartKind::Import { from, names },
            })
        }
    }
}

/// The names of an import, and the place of the token that says where they come from.
fn names<'a>(tokens: &[Token<'a>]) -> Option<(Vec<(&'a str, &'a str)>, usize)> {
    let text = |at: usize| tokens.get(at).map(|token| token.text);
    let mut names = Vec::new();
    let mut at = 1;
    match text(at)? {
        "*" if text(2) == Some("as") => {
            names.push(("*", word(tokens.get(3)?)?));
            at = 4;
        }
        "{" => {
            at += 1;
            while text(at)? != "}" {
                let there = word(tokens.get(at)?)?;
                at += 1;
                let mut here = there;
                if text(at)? == "as" {
                    here = word(tokens.get(at + 1)?)?;
                    at += 2;
                }
                names.push((there, here));
                match text(at)? {
                    "," => at += 1,
                    "}" => {}
                    _ => return None,
                }
            }
            at += 1;
        }
        _ => return Some((names, at)),
    }
    (text(at)? == "from").then_some((names, at + 1))
}

/// The export at the head of some tokens.
fn export<'a>(tokens: &[Token<'a>]) -> Option<Part<'a>> {
    let text = |at: usize| tokens.get(at).map(|token| token.text);
    if tokens[0].depth > 0 {
        return None;
    }
    let at = match text(1)? {
        "const" | "class" | "function" => 2,
        "async" if text(2)? == "function" => 3,
        _ => return None,
    };
    let at = at + usize::from(text(1)? != "const" && text(at)? == "*");
    Some(Part {
        range: tokens[0].at..tokens[1].at,
        kind: PartKind::Export {
            name: word(tokens.get(at)?)?,
        },
    })
}

fn word<'a>(token: &Token<'a>) -> Option<&'a str> {
    (token.kind == Kind::Word).then_some(token.text)
}

/// What stands between quotation marks.
fn unquoted<'a>(token: &Token<'a>) -> Option<&'a str> {
    let inner = token.text.get(1..token.text.len().checked_sub(1)?)?;
    (token.kind == Kind::Text && !inner.contains('\\')).then_some(inner)
}

fn unread_import(token: &Token) -> Fault {
    Fault {
        range: token.at..token.end(),
        message: Wording::new(
            "这样的 import 合并不了",
            "an `import` of this form cannot be joined",
        ),
        help: Wording::new(
            "可以写 import { 名称 } from \"./文件.js\"、import * as 名称、import(\"./文件.js\") 和 import.meta.url",
            "there are `import { name } from \"./file.js\"`, `import * as name`, `import(\"./file.js\")` and `import.meta.url`",
        ),
    }
}

fn unread_export(token: &Token) -> Fault {
    Fault {
        range: token.at..token.end(),
        message: Wording::new(
            "这样的 export 合并不了",
            "an `export` of this form cannot be joined",
        ),
        help: Wording::new(
            "把 export 写在 const、function、async function 或 class 声明之前",
            "write `export` before a declaration: `const`, `function`, `async function` or `class`",
        ),
    }
}

fn outer_await(token: &Token) -> Fault {
    Fault {
        range: token.at..token.end(),
        message: Wording::new(
            "函数之外的 await 合并不了",
            "an `await` outside of functions cannot be joined",
        ),
        help: Wording::new("把它移进 async 函数", "move it into an async function"),
    }
}

fn reserved(token: &Token) -> Fault {
    Fault {
        range: token.at..token.end(),
        message: Wording::new(
            format!("以 {RESERVED} 开头的名称留给合并后的脚本"),
            format!("names that begin with `{RESERVED}` are kept for joined scripts"),
        ),
        help: Wording::new("换一个名称", "choose another name"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a script is read as: its parts as text and kind, then its faults as text.
    fn check(script: &str, parts: &[&str], faults: &[&str]) {
        let (found, wrong) = read(script);
        let found: Vec<String> = found
            .iter()
            .map(|part| match &part.kind {
                PartKind::Import { from, names } => format!("{from} {names:?}"),
                PartKind::Deferred { from } => format!("later {from}"),
                PartKind::Address => "address".to_owned(),
                PartKind::Export { name } => {
                    format!("{}{name}", &script[part.range.clone()])
                }
            })
            .collect();
        assert_eq!(found, parts, "{script}");
        let wrong: Vec<&str> = wrong
            .iter()
            .map(|fault| &script[fault.range.clone()])
            .collect();
        assert_eq!(wrong, faults, "{script}");
    }

    #[test]
    fn imports_and_exports_are_read() {
        check(
            "import { a, b as c } from \"./x.js\";\nimport './y.js'\nimport * as z from \"../z.js\";",
            &[
                "./x.js [(\"a\", \"a\"), (\"b\", \"c\")]",
                "./y.js []",
                "../z.js [(\"*\", \"z\")]",
            ],
            &[],
        );
        check(
            "import {\n  a,\n} from './x.js'",
            &["./x.js [(\"a\", \"a\")]"],
            &[],
        );
        check(
            "export const a = 1;\nexport function b() {}\nexport async function c() {}\nexport class D {}\nexport function* e() {}",
            &["export a", "export b", "export c", "export D", "export e"],
            &[],
        );
        check(
            "f(() => import(\"./x.js\").then(() => new URL(\"w.js\", import.meta.url)));",
            &["later ./x.js", "address"],
            &[],
        );
    }

    #[test]
    fn what_only_looks_like_one_is_left_alone() {
        check(
            "// import a\nconst a = \"export b\"; /** @type {import(\"./x.js\").T} */ (a.import, { export: 1 });",
            &[],
            &[],
        );
        check("const f = async () => await g();", &[], &[]);
    }

    #[test]
    fn other_forms_are_faults() {
        for script in [
            "import a from \"./x.js\";",
            "import a, { b } from \"./x.js\";",
            "import(`./${a}.js`);",
            "import(\"./a.json\", { with: {} });",
            "import.meta.env;",
            "if (a) { import \"./x.js\" }",
            "import",
            "import {",
        ] {
            check(script, &[], &["import"]);
        }
        for script in [
            "export default 1;",
            "export { a };",
            "export * from \"./x.js\";",
            "export let a = 1;",
            "export const { a } = b;",
        ] {
            check(script, &[], &["export"]);
        }
        check("const a = await b;", &[], &["await"]);
        check("const jingwei$a = 1;", &[], &["jingwei$a"]);
    }
}
