//! A theme as sites meet it: files that stand in, faults that are named, strings that agree.

use std::collections::BTreeMap;

use super::*;
use crate::locale::{Direction, LocaleSettings};
use crate::source::SourceFile;

fn locales() -> Locales {
    let language = |code: &str, tag: &str| LocaleSettings {
        code: code.to_owned(),
        tag: tag.to_owned(),
        name: code.to_owned(),
        dir: Direction::Ltr,
    };
    Locales::new(vec![
        language("zh", "zh-Hans"),
        language("en", "en"),
        language("mn", "mn-Mong-CN"),
    ])
    .expect("three languages")
}

/// Loads a theme from these files of the site; faults as `code file:line:column message`.
fn load(name: &str, files: &[(&str, &str)]) -> (Theme, Vec<String>) {
    load_as(Form::Served, name, files)
}

/// The same for a site in another form.
pub(super) fn load_as(form: Form, name: &str, files: &[(&str, &str)]) -> (Theme, Vec<String>) {
    let files = files
        .iter()
        .map(|(path, text)| SourceFile::new(*path, *text));
    let sources = Sources::new(files.collect());
    let (theme, diagnostics) = Theme::load(&Request {
        name,
        named_at: Place::Path("content/site.yaml".into()),
        sources: &sources,
        statics: &[],
        locales: &locales(),
        form,
    });
    let faults = diagnostics.iter().map(|fault| describe(fault, &sources));
    (theme, faults.collect())
}

fn describe(fault: &Diagnostic, sources: &Sources) -> String {
    let place = match &fault.place {
        Place::Span(span) => {
            let file = sources.get(span.source);
            let at = file.location(span.start);
            format!("{}:{}:{}", file.path(), at.line, at.column)
        }
        Place::Path(path) => path.to_string(),
    };
    format!("{} {place} {}", fault.rule.code, fault.message.en)
}

fn page(word: &str) -> BTreeMap<String, String> {
    BTreeMap::from([("word".to_owned(), word.to_owned())])
}

#[test]
fn the_built_in_theme_is_sound() {
    let (theme, faults) = load(DEFAULT, &[]);
    assert_eq!(faults, Vec::<String>::new());
    assert!(
        theme
            .asset("style.css")
            .is_some_and(|path| path.as_str().starts_with("assets/style."))
    );
    assert!(theme.scripts().count() > 0);
}

#[test]
fn a_script_that_cannot_be_joined_is_an_error_where_it_must_be() {
    let files = [("themes/default/js/main.js", "export default 1;\n")];
    for (form, is_error) in [(Form::Served, false), (Form::Portable, true)] {
        let files = files.map(|(path, text)| SourceFile::new(path, text));
        let (_, diagnostics) = Theme::load(&Request {
            name: DEFAULT,
            named_at: Place::Path("content/site.yaml".into()),
            sources: &Sources::new(files.into()),
            statics: &[],
            locales: &locales(),
            form,
        });
        let errors: Vec<bool> = diagnostics.iter().map(Diagnostic::is_error).collect();
        assert_eq!(errors, [is_error], "{form:?}");
    }
}

#[test]
fn a_file_of_the_site_stands_in_for_the_built_in_one() {
    let (theme, faults) = load(
        "ours",
        &[
            (
                "themes/ours/templates/hello.html",
                "<p>{{ word }} {{ t.own }} {{ t.nav.cases }}\n\n\n</p>",
            ),
            ("themes/ours/strings/zh.yaml", "own: 自己的\n"),
            ("themes/other/templates/hello.html", "{% never read"),
        ],
    );
    assert_eq!(faults, Vec::<String>::new());
    let html = theme
        .render("hello.html", &page("<b>"), Locale::PRIMARY)
        .expect("renders");
    assert_eq!(html, "<p>&lt;b&gt; 自己的 案例\n</p>\n");
}

#[test]
fn every_faulty_template_is_named_with_its_place() {
    let (theme, faults) = load(
        "ours",
        &[
            (
                "themes/ours/templates/a.html",
                "甲\n乙 {{ word | nofilter }}",
            ),
            ("themes/ours/templates/b.html", "{% if %}"),
            ("themes/ours/templates/c.html", "{{ word }}"),
            ("themes/ours/templates/d.html", "一\n二{{ wrod }}"),
            ("themes/ours/templates/e.html", "{{ <nothing /> }}"),
        ],
    );
    assert_eq!(faults.len(), 3, "{faults:#?}");
    assert!(
        faults[0].starts_with("theme/template themes/ours/templates/a.html:2:"),
        "{faults:#?}"
    );
    assert!(
        faults[1].starts_with("theme/template themes/ours/templates/b.html:1:"),
        "{faults:#?}"
    );
    assert!(
        faults[2].contains("e.html:1:") && faults[2].contains("nothing"),
        "{faults:#?}"
    );
    assert_eq!(
        theme
            .render("c.html", &page("ok"), Locale::PRIMARY)
            .expect("renders"),
        "ok\n"
    );
    let fault = theme
        .render("d.html", &page("ok"), Locale::PRIMARY)
        .expect_err("no such name");
    let Place::Span(span) = fault.place else {
        panic!("a place in the file: {fault:?}");
    };
    assert!(span.start >= "一\n二".len(), "{span:?}");
}

#[test]
fn an_unknown_theme_is_named_and_the_built_in_one_used() {
    let (_, faults) = load("defualt", &[]);
    assert_eq!(
        faults,
        ["theme/unknown content/site.yaml no theme is named `defualt`"]
    );
}

#[test]
fn faulty_strings_fall_back_to_the_built_in_ones() {
    let (theme, faults) = load(
        DEFAULT,
        &[
            (
                "themes/default/strings/zh.yaml",
                "nav:\n  cases: 3\n  about: 关于我们\n",
            ),
            ("themes/default/strings/en.yaml", "nav: [\n"),
        ],
    );
    assert_eq!(faults.len(), 2, "{faults:#?}");
    assert!(
        faults[0].starts_with("theme/strings themes/default/strings/zh.yaml:2:10"),
        "{faults:#?}"
    );
    assert!(
        faults[1].starts_with("theme/strings themes/default/strings/en.yaml:"),
        "{faults:#?}"
    );
    let chinese = theme.strings(Locale::PRIMARY);
    assert_eq!(
        (chinese.get("nav.cases"), chinese.get("nav.about")),
        ("案例", "关于我们")
    );
    let english = theme.strings(locales().find("en").expect("declared"));
    assert_eq!(english.get("nav.cases"), "Cases");
}

#[test]
fn a_language_without_strings_has_the_english_ones() {
    let (theme, _) = load(DEFAULT, &[]);
    let mongolian = locales().find("mn").expect("declared");
    assert_eq!(theme.strings(mongolian).get("nav.cases"), "Cases");
}

#[test]
fn a_manifest_that_names_no_file_is_reported() {
    let (_, faults) = load(
        DEFAULT,
        &[("themes/default/theme.yaml", "css: [css/nowhere.css]\n")],
    );
    assert_eq!(
        faults,
        ["theme/manifest themes/default/theme.yaml:1:7 the theme has no file `css/nowhere.css`"]
    );
}

#[test]
fn chinese_and_english_have_the_same_strings_with_the_same_places() {
    let (theme, _) = load(DEFAULT, &[]);
    let english = theme.strings(locales().find("en").expect("declared"));
    let chinese = theme.strings(Locale::PRIMARY);
    let keys = |strings: &Strings| {
        strings
            .iter()
            .map(|(key, _)| key.to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(keys(chinese), keys(english));
    for (key, text) in chinese.iter() {
        assert_eq!(places(text), places(english.get(key)), "{key}");
    }
}

/// The names in braces of a string, in order of the alphabet.
fn places(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> = text
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| name)
        .collect();
    names.sort_unstable();
    names
}

#[test]
fn no_english_stands_in_the_chinese_strings_nor_chinese_in_the_english() {
    let han = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let (theme, _) = load(DEFAULT, &[]);
    let english = theme.strings(locales().find("en").expect("declared"));
    for (key, text) in theme.strings(Locale::PRIMARY).iter() {
        let text = &strings::fill(text, places(text).into_iter().map(|name| (name, "")));
        let letters = text.chars().any(char::is_alphabetic);
        if key.starts_with("setting.") {
            continue;
        }
        // Names of formats and standards, and marks such as `[A/OL]`, are capitals everywhere.
        let is_mark = text.chars().all(|c| !c.is_ascii_lowercase());
        assert!(!letters || han(text) || is_mark, "{key}: {text}");
        assert!(!han(english.get(key)), "{key}: {}", english.get(key));
    }
}

fn kind<'a>(file: &files::ThemeFile<'a>) -> Option<&'a str> {
    Utf8Path::new(file.path).extension()
}

#[test]
fn sides_are_named_by_the_flow_of_text_and_nothing_comes_from_elsewhere() {
    for file in ThemeFiles::built_in() {
        let text = file.text();
        if kind(&file) == Some("css") {
            for (number, line) in text.lines().enumerate() {
                let declaration = line.split("/*").next().unwrap_or_default();
                for word in [
                    "left", "right", "-top", "-bottom", "top:", "bottom:", "url(http", "@import",
                ] {
                    assert!(
                        !declaration.contains(word),
                        "{}:{}: {line}",
                        file.path,
                        number + 1
                    );
                }
            }
        }
        if kind(&file) == Some("html") {
            for word in [
                "style=",
                "<style",
                "onclick=",
                "src=\"http",
                "href=\"http",
                "href=\"/",
            ] {
                assert!(!text.contains(word), "{}: {word}", file.path);
            }
            let scripts = text.matches("<script").count();
            let named = text.matches("<script type=\"module\" src=").count()
                + text.matches("<script defer src=").count()
                + text.matches("<script type=\"application/ld+json\"").count();
            assert_eq!(scripts, named, "{}: an inline script", file.path);
        }
    }
}

#[test]
fn no_interface_text_stands_in_templates_or_scripts() {
    let han = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    for file in ThemeFiles::built_in() {
        // What search reads is a language of its own: `标题：`, `第三条`.
        let is_search = file.path.starts_with("js/search/");
        let code = matches!(kind(&file), Some("html" | "js")) && !is_search;
        assert!(!code || !han(file.text()), "{}", file.path);
    }
}

#[test]
fn assets_carry_a_hash_of_what_is_in_them() {
    let (plain, _) = load(DEFAULT, &[]);
    let (ours, _) = load(
        DEFAULT,
        &[(
            "themes/default/js/copy.js",
            "export const offerCopies = 1;\n",
        )],
    );
    let paths = |theme: &Theme| {
        theme
            .assets()
            .iter()
            .map(|asset| asset.path.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(paths(&plain), paths(&load(DEFAULT, &[]).0));
    assert_eq!(plain.asset("style.css"), ours.asset("style.css"));
    assert_ne!(
        plain.asset("js/main.js"),
        ours.asset("js/main.js"),
        "scripts import each other"
    );
    let folder = |name| plain.asset(name).and_then(Utf8Path::parent);
    assert_eq!(folder("js/main.js"), folder("js/copy.js"));
    assert_ne!(plain.digest(), ours.digest());
}

#[test]
fn a_template_may_build_on_the_one_it_replaces() {
    let (theme, faults) = load(
        "ours",
        &[
            (
                "themes/ours/templates/one.html",
                "{% extends \"two.html\" %}{% block a %}1{% endblock %}",
            ),
            (
                "themes/ours/templates/two.html",
                "{% block a %}{% endblock %}{{ <number text=\"2.\" /> }}!",
            ),
            (
                "themes/ours/templates/link.html",
                "{% extends \"default/page.html\" %}",
            ),
        ],
    );
    assert_eq!(faults, Vec::<String>::new());
    let html = theme
        .render("one.html", &page("x"), Locale::PRIMARY)
        .expect("renders");
    assert_eq!(html, "1<span class=\"number\">2. </span>!\n");
}

#[test]
fn numbers_are_followed_by_a_space_unless_their_punctuation_has_one() {
    let template = "{{ word | spaced }}|{{ \"{n}：{m}\" | fill(n=3) }}";
    let (theme, _) = load("ours", &[("themes/ours/templates/n.html", template)]);
    let render = |word| {
        theme
            .render("n.html", &page(word), Locale::PRIMARY)
            .expect("renders")
    };
    assert_eq!(render("2."), "2. |3：{m}\n");
    assert_eq!(render("（一）"), "（一）|3：{m}\n");
    assert_eq!(render("第一条"), "第一条 |3：{m}\n");
}

#[test]
fn a_theme_may_be_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Theme>();
}
