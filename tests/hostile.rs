//! Whatever stands in titles, texts, YAML values, ids and link targets, the output holds no tag,
//! no attribute and no address that an author made up.

use std::fmt::Write as _;

use proptest::prelude::*;
use quick_xml::events::Event;
use scraper::Html;

use crate::built_site::{self, BuiltSite, has_extension};
use crate::links::{code_in, elements, scheme};

/// The name of the element that hostile text tries to make.
const MARK: &str = "xss-mark";

/// Texts that have broken out of other programs.
const PAYLOADS: &[&str] = &[
    "<xss-mark onclick=alert(1)>",
    "</title></script></style></textarea></template><xss-mark>",
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "\"><xss-mark onmouseover=\"alert(1)",
    "'><xss-mark onmouseover='alert(1)",
    "\" onfocus=\"alert(1)\" x=\"",
    "' onfocus='alert(1)' x='",
    "`onfocus=alert(1)",
    "<!-- <xss-mark> --><xss-mark>",
    "--><xss-mark>",
    "<![CDATA[<xss-mark>]]>",
    "]]><xss-mark>",
    "<?xml version=\"1.0\"?><xss-mark>",
    "&lt;xss-mark&gt;&#60;xss-mark&#62;&quot;",
    "<svg><style><xss-mark></style></svg>",
    "<img src=x onerror=alert(1)>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "[x](javascript:alert(1))",
    "[x](<java&#10;script:alert(1)>)",
    "[x](JaVaScRiPt&colon;alert(1))",
    "[x](&#x6A;avascript:alert(1))",
    "[x](\u{1}javascript:alert(1))",
    "[x](vbscript:x) [y](data:text/html,<xss-mark>) [z](file:///etc/passwd)",
    "![x](javascript:alert(1)) ![y](data:image/svg+xml,<svg/onload=alert(1)>)",
    "<javascript:alert(1)> <data:text/html,x>",
    "[x]: javascript:alert(1)\n\n[x]",
    "[[javascript:alert(1)]] [[\"><xss-mark>|<xss-mark>]]",
    "![[\"><xss-mark>]]",
    "[x](https://a.example/\"onclick=\"alert(1)) [y](https://a.example/<xss-mark>)",
    "[x](//evil.example/ \"\\\"><xss-mark>\")",
    "{{ 7 * 7 }}{% raw %}<xss-mark>{# x #}",
    "\u{202e}<xss-mark>\u{0}\u{b}\u{fffe}",
    "$$<xss-mark>$$ ~~<xss-mark>~~ `<xss-mark>`",
    "| <xss-mark> |\n|--|\n| \"><xss-mark> |",
    "```\"><xss-mark>\n<xss-mark>\n```",
    "[^1]\n\n[^1]: <xss-mark>",
];

/// Text as YAML has it between quotation marks: characters that files may not hold are escaped.
fn quoted(text: &str) -> String {
    let json = serde_json::to_string(text).expect("text is JSON");
    json.chars().fold(String::new(), |mut quoted, c| {
        if c.is_ascii() {
            quoted.push(c);
        } else {
            let _ = write!(quoted, "\\U{:08x}", u32::from(c));
        }
        quoted
    })
}

/// A site in which a text stands wherever a text may stand.
fn site(payload: &str) -> BuiltSite {
    let text = quoted(payload);
    let both = format!("{{zh: {text}, en: {text}}}");
    let settings = format!(
        "title: {both}\ndescription: {both}\nbase_url: https://policy.example.org/\n\
         languages:\n- {{code: zh, tag: zh-Hans, name: {text}}}\n- {{code: en, tag: en, name: {text}}}\n\
         publisher: {{name: {both}, sponsor: {both}, contact: {text}, site_code: {text}, icp: {text}, correction: {text}}}\n\
         licence: {{name: {text}, url: {text}}}\n"
    );
    let ministries = format!(
        "- {{id: mof, name: {both}, short: {both}, aliases: {{zh: [{text}]}}, acronym: {text}, name_now: {both}, type: department, successors: [{{id: mwr, on: 2018-03, kind: duties-moved, duties: {both}}}]}}\n\
         - {{id: mwr, name: {{zh: 水利部, en: Water}}, type: department}}\n"
    );
    let regions = format!(
        "- {{code: \"451400\", name: {both}, short: {both}, aliases: {{zh: [{text}]}}, level: prefecture}}\n"
    );
    let topics = format!("- {{id: water, name: {both}, description: {both}}}\n");
    let glossary = format!(
        "- {{id: resident, term: {both}, variants: {{zh: [{text}]}}, definition: {both}}}\n"
    );
    let sources = format!(
        "- {{id: plan, title: {both}, publisher: {both}, document_number: {both}, date: 2024, url: {text}, note: {both}}}\n"
    );
    let mut files = vec![
        ("site.yaml".to_owned(), settings),
        ("ministries.yaml".to_owned(), ministries),
        ("regions.yaml".to_owned(), regions),
        ("topics.yaml".to_owned(), topics),
        ("glossary.yaml".to_owned(), glossary),
        ("sources.yaml".to_owned(), sources),
    ];
    // In a heading and a link a payload stands on one line.
    let line = payload.replace('\n', " ");
    for code in ["zh", "en"] {
        let head = format!("---\ntitle: {text}\nsummary: {text}\n");
        let mut body = String::new();
        let _ = write!(
            body,
            "---\n{payload}\n\n## {line} {{#c1}}\n\n{payload}（{line}）\n\n### 1. {line} {{#t1 .task}}\n\n\
             [{line}]({line}) [[case:nuts|{line}]] [[{line}]] **{line}** （水利部）\n\n- {line}\n\n\
             ## x {{#{line} .{line}}}\n\n[[#{line}]]\n\n> {line}\n"
        );
        let original = code == "zh";
        let facts = |facts: &str| {
            if original {
                facts.to_owned()
            } else {
                String::new()
            }
        };
        let policy = facts(&format!(
            "document_number: {text}\nindex_number: {text}\nsubject: {both}\naddressees: {both}\nissuing_body: mof\nsigned_on: 2024\nsource: plan\nsections: {{c1: {{topics: [water]}}}}\nmeasures: {{t1: {{lead: [mof], due: {text}}}}}\n"
        ));
        let case = facts(&format!(
            "region: null\nplace: {both}\nyear: 2022\nsource: plan\ntopics: [water]\nmeasures: [{{id: \"plan#t1\", relation: direct, note: {both}}}]\nfigures: [{{id: a, label: {both}, value: 1, unit: yuan}}]\n"
        ));
        let course = facts(&format!(
            "audience: {both}\ntopics: [water]\nmeasures: [\"plan#t1\"]\ncases: [nuts]\n"
        ));
        for (name, facts) in [
            ("policies/plan", policy),
            ("cases/nuts", case),
            ("courses/reading", course),
            ("pages/about", String::new()),
        ] {
            files.push((format!("{name}.{code}.md"), format!("{head}{facts}{body}")));
        }
    }
    let files: Vec<_> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    let (_folder, path) = built_site::site_of(&files);
    built_site::build(&path)
}

/// What an author's text has become that it must not.
fn faults(site: &BuiltSite) -> Vec<String> {
    let mut faults = Vec::new();
    for (path, text) in site.pages() {
        let page = Html::parse_document(text);
        for element in elements(&page) {
            let name = element.value().name();
            if name == MARK {
                faults.push(format!("{path}: an element of the author"));
            }
            faults.extend(
                code_in(element)
                    .iter()
                    .map(|fault| format!("{path}: {fault}")),
            );
            if element.value().attr("type") == Some("application/ld+json") {
                let json: String = element.text().collect();
                if serde_json::from_str::<serde_json::Value>(&json).is_err() {
                    faults.push(format!("{path}: JSON-LD that is none"));
                }
            }
        }
    }
    for (path, bytes) in &site.files {
        if has_extension(path, "xml") {
            faults
                .extend(xml_fault(built_site::text(bytes)).map(|fault| format!("{path}: {fault}")));
        }
    }
    faults
}

/// What is wrong with a document in XML.
fn xml_fault(text: &str) -> Option<String> {
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let is_character = |c: char| !c.is_control() || "\t\n\r".contains(c);
    if let Some(c) = text.chars().find(|&c| !is_character(c) || c == '\u{fffe}') {
        return Some(format!("the character {c:?}"));
    }
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => return None,
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                if tag.name().as_ref() == MARK {
                    return Some("an element of the author".to_owned());
                }
                for attribute in tag.attributes() {
                    let Ok(attribute) = attribute else {
                        return Some("a broken attribute".to_owned());
                    };
                    let value = &attribute.value;
                    if attribute.key.as_ref() == "href"
                        && scheme(value).is_none_or(|scheme| !scheme.starts_with("http"))
                    {
                        return Some(format!("the address {value}"));
                    }
                }
            }
            Ok(_) => {}
            Err(error) => return Some(error.to_string()),
        }
    }
}

#[test]
fn known_attacks_stay_text() {
    for payload in PAYLOADS {
        let site = site(payload);
        assert_eq!(faults(&site), Vec::<String>::new(), "{payload}");
        assert!(site.pages().count() > 40, "{payload}: {:?}", site.faults());
    }
}

#[test]
fn hostile_text_is_shown_rather_than_dropped() {
    let site = site("<xss-mark onclick=alert(1)>");
    let page = site.text("zh/policies/plan/index.html");
    assert!(page.contains("&lt;xss-mark onclick=alert(1)&gt;"));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]

    #[test]
    fn mixed_attacks_stay_text(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "<xss-mark>", "<xss-mark", "<", ">", "\"", "'", "`", "&", ";", "&#", "/", "\\", " ", "\n", "\n\n",
                "onclick=", "javascript:", "](", "[", ")", "!", "|", "[[", "]]", "{{", "}}", "{%", "{#", "#", "*",
                "**", "](<", "~~", "---", "- ", "> ", "词", "（", "）", "：", "x", "1. ", "\t", "\u{0}", "\u{2028}",
            ]),
            1..16,
        )
    ) {
        let payload = parts.concat();
        prop_assert_eq!(faults(&site(&payload)), Vec::<String>::new());
    }
}
