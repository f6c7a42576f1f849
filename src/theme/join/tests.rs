//! Joined scripts are run, and faults have their places.

use rquickjs::{Context, Runtime};

use super::super::tests::load_as;
use crate::address::Form;

/// Joins these scripts with those of the built-in theme: the whole, and the faults.
fn join(files: &[(&str, &str)]) -> (String, Vec<String>) {
    let files: Vec<(String, &str)> = files
        .iter()
        .map(|(path, text)| (format!("themes/default/{path}"), *text))
        .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (&**path, *text)).collect();
    let (theme, faults) = load_as(Form::Portable, "default", &files);
    let joined = theme.assets().iter().find(|asset| asset.name == "site.js");
    let bytes = joined
        .expect("a portable theme has one script")
        .bytes
        .clone();
    (String::from_utf8(bytes).expect("text"), faults)
}

/// What a script writes into `said` when it is run.
fn run(script: &str) -> String {
    let context = Context::full(&Runtime::new().expect("memory")).expect("memory");
    context.with(|ctx| {
        let setting = "var said = ''; var document = { currentScript: { src: 'file:///a/site.js' } };\
                       var queueMicrotask = (run) => Promise.resolve().then(run);";
        ctx.eval::<(), _>(setting).expect("it runs");
        if let Err(error) = ctx.eval::<(), _>(script) {
            panic!("{error}: {:?}\n{script}", ctx.catch());
        }
        while ctx.execute_pending_job() {}
        ctx.eval("said").expect("a text")
    })
}

#[test]
fn modules_keep_their_names_and_give_their_exports() {
    let (joined, faults) = join(&[
        (
            "js/main.js",
            "import \"./first.js\";\nimport { name, Twice as Double } from './b/c.js';\nimport * as all from \"./b/c.js\";\nconst own = name;\nsaid += own + new Double().value + Object.keys(all) + import.meta.url;\nsaid += typeof (() => import(\"./later.js\"));\n",
        ),
        ("js/first.js", "said += 'first ';\n"),
        (
            "js/b/c.js",
            "import { name as theirs } from \"../d.js\";\nconst own = 'c';\nexport const name = own + theirs;\nexport class Twice { value = 2; }\nexport async function later() {}\n",
        ),
        (
            "js/d.js",
            "const own = 'd'; // own\nexport const name = own;\n",
        ),
        ("js/later.js", "said += 'never';\n"),
    ]);
    assert_eq!(faults, Vec::<String>::new());
    assert_eq!(
        run(&joined),
        "first cd2Twice,later,namefile:///a/site.jsfunction"
    );
    let place = |text: &str| joined.find(text).expect("it is there");
    assert!(place("const own='d'") < place("const own='c'"));
    assert!(place("const own='c'") < place("const own=name"));
}

#[test]
fn what_is_imported_when_it_is_used_runs_then_and_once() {
    let (joined, faults) = join(&[
        (
            "js/main.js",
            "const load = () => import(\"./later.js\").then(({ word }) => (said += word));\nsaid += 'now ';\nload().then(load);\n",
        ),
        (
            "js/later.js",
            "said += 'run ';\nexport const word = 'used ';\nexport const main = () => import(\"./main.js\");\n",
        ),
    ]);
    assert_eq!(faults, Vec::<String>::new());
    assert_eq!(run(&joined), "now run used used ");
}

#[test]
fn a_script_that_fails_leaves_the_next() {
    let (joined, _) = join(&[
        ("theme.yaml", "scripts: [js/a.js, js/b.js]\n"),
        ("js/a.js", "throw new Error('a');\n"),
        ("js/b.js", "said += 'b';\n"),
    ]);
    assert_eq!(run(&joined), "b");
}

#[test]
fn the_scripts_of_the_built_in_theme_can_be_joined() {
    let (joined, faults) = join(&[]);
    assert_eq!(faults, Vec::<String>::new());
    for name in ["js/main.js", "js/search-page.js", "js/search/answer.js"] {
        assert!(!joined.contains(name));
    }
    let context = Context::full(&Runtime::new().expect("memory")).expect("memory");
    context.with(|ctx| {
        let whole = format!("const whole = () => {{ {joined} }};");
        ctx.eval::<(), _>(whole)
            .expect("a script that can be parsed");
    });
}

#[test]
fn what_cannot_be_joined_has_its_place() {
    let check = |files: &[(&str, &str)], expected: &[&str]| {
        let (_, faults) = join(files);
        assert_eq!(faults, expected, "{files:?}");
    };
    check(
        &[("js/main.js", "\nimport a from \"./words.js\";\n")],
        &["theme/script themes/default/js/main.js:2:1 an `import` of this form cannot be joined"],
    );
    check(
        &[(
            "js/main.js",
            "import \"./wrods.js\";\nimport \"words.js\";\nimport(\"../../a.js\");\n",
        )],
        &[
            "theme/script themes/default/js/main.js:1:1 the theme has no file `js/wrods.js`",
            "theme/script themes/default/js/main.js:2:1 the theme has no file `words.js`",
            "theme/script themes/default/js/main.js:3:1 the theme has no file `../../a.js`",
        ],
    );
    check(
        &[("js/main.js", "import { phrases } from \"./words.js\";\n")],
        &["theme/script themes/default/js/main.js:1:1 js/words.js exports no `phrases`"],
    );
    check(
        &[
            ("js/main.js", "import \"./a.js\";\n"),
            ("js/a.js", "import \"./b.js\";\n"),
            ("js/b.js", "import \"./a.js\";\n"),
        ],
        &[
            "theme/script themes/default/js/b.js:1:1 scripts import each other: js/a.js → js/b.js → js/a.js",
        ],
    );
}
