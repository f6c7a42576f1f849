//! The home pages, plain pages, the search page and the page of an unknown address.

use crate::address::{self, List, Page, View};
use crate::locale::Locale;
use crate::model::Target;

use super::Site;
use super::cards;
use super::chrome::{Frame, chrome};
use super::context::Context;
use super::document::{self, page_contents};
use super::lists;
use super::markup;
use super::view::{self, Chrome, Counted, LanguageSite, Link, SearchLanguage, Way};

/// How many cases the home page shows.
const HOME_CASES: usize = 6;

/// A frame whose links start from an address that belongs to no language.
fn bare_chrome(site: &Site, address: &str, kind: &'static str, title: String) -> Chrome {
    let view = View::Home;
    let context = Context::new(site, Locale::PRIMARY, view, address.to_owned());
    let frame = Frame {
        kind,
        title,
        description: context.word(&context.base.config.description),
        ..Frame::default()
    };
    let mut chrome = chrome(&context, frame);
    let canonical = context.absolute(address);
    for meta in &mut chrome.open_graph {
        if meta.name == "og:url" {
            meta.content.clone_from(&canonical);
        }
    }
    chrome.canonical = canonical;
    chrome.alternates = Vec::new();
    chrome.languages = Vec::new();
    chrome.crumbs = Vec::new();
    chrome
}

/// The site in each language, seen from an address.
fn sites(site: &Site, from: &str) -> Vec<LanguageSite> {
    let base = &site.knowledge_base;
    base.locales()
        .map(|locale| {
            let settings = base.config.locales.get(locale);
            let home = address::page(base, Page::In(locale, View::Home));
            LanguageSite {
                name: settings.name.clone(),
                tag: settings.tag.clone(),
                dir: match settings.dir {
                    crate::locale::Direction::Ltr => "ltr".to_owned(),
                    crate::locale::Direction::Rtl => "rtl".to_owned(),
                },
                href: address::link(site.theme.form(), from, &home),
                title: base.config.title.text(locale).to_owned(),
                description: base.config.description.text(locale).to_owned(),
            }
        })
        .collect()
}

/// The choice of a language.
pub(super) fn root(site: &Site) -> view::LanguageChoice {
    let titles = site.knowledge_base.config.title.iter();
    let titles: Vec<&str> = titles.map(|(_, title)| title.as_str()).collect();
    let mut chrome = bare_chrome(site, "", "language-choice", titles.join(" · "));
    // The titles of all languages are the title of the site: it is not named once more.
    chrome.site_title.clone_from(&chrome.title);
    chrome.nav = Vec::new();
    // Search engines lead readers to the home page of their language, not to a choice.
    chrome.robots = Some("noindex".to_owned());
    view::LanguageChoice {
        chrome,
        sites: sites(site, ""),
    }
}

/// What is shown where there is no page. It may be served at any depth, so its links start from
/// the path of the site's address.
pub(super) fn not_found(site: &Site) -> view::NotFound {
    let strings = site.theme.strings(Locale::PRIMARY);
    let mut chrome = bare_chrome(
        site,
        "404.html",
        "not-found",
        strings.get("not_found.title").to_owned(),
    );
    let base_url = &site.knowledge_base.config.base_url;
    let path = base_url
        .split_once("://")
        .and_then(|(_, rest)| rest.find('/').map(|slash| rest[slash..].to_owned()));
    chrome.base = Some(path.unwrap_or_else(|| "/".to_owned()));
    chrome.canonical = String::new();
    chrome.robots = Some("noindex".to_owned());
    chrome.has_search_box = true;
    let context = Context::new(site, Locale::PRIMARY, View::Search, "404.html".to_owned());
    view::NotFound {
        search: context.href(View::Search),
        links: browse(&context),
        others: sites(site, "404.html")
            .into_iter()
            .skip(1)
            .zip(site.knowledge_base.locales().skip(1))
            .map(|(other, locale)| LanguageSite {
                title: site.theme.strings(locale).get("not_found.title").to_owned(),
                description: site.theme.strings(locale).get("not_found.text").to_owned(),
                ..other
            })
            .collect(),
        chrome,
    }
}

/// The lists, to browse by.
fn browse(context: &Context<'_>) -> Vec<Link> {
    List::ALL
        .into_iter()
        .map(|list| super::chrome::list_link(context, list))
        .chain([Link {
            title: context.say("nav.terms"),
            href: context.href(View::Terms),
            lang: None,
        }])
        .collect()
}

/// The first page of a language.
pub(super) fn home(context: &Context<'_>) -> view::Home {
    let base = context.base;
    let frame = Frame {
        kind: "home",
        title: context.word(&base.config.title),
        description: context.word(&base.config.description),
        ..Frame::default()
    };
    let graph = &context.site.graph;
    let measures: usize = base
        .policies
        .iter()
        .map(|policy| policy.measures.len())
        .sum();
    let bodies = graph
        .duties
        .iter()
        .filter(|duties| !duties.is_empty())
        .count();
    let counted = |view: View, title: &str, number: usize| Counted {
        link: Link {
            title: context.say(title),
            href: context.href(view),
            lang: None,
        },
        count: number.to_string(),
    };
    let list = |list: List| View::List(list, 1);
    let first_policy = lists::policy_order(context).first().copied();
    let measures_view = first_policy.map_or(list(List::Policies), |policy| {
        View::One(Target::Policy(policy))
    });
    view::Home {
        chrome: chrome(context, frame),
        html: format!(
            "<p>{}</p>\n",
            markup::escape(&context.word(&base.config.description))
        ),
        search: context.href(View::Search),
        ways: ways(context, measures_view),
        counts: vec![
            counted(list(List::Policies), "nav.policies", base.policies.len()),
            counted(measures_view, "nav.measures", measures),
            counted(list(List::Ministries), "nav.ministries", bodies),
            counted(list(List::Cases), "nav.cases", base.cases.len()),
            counted(View::Terms, "nav.terms", base.terms.len()),
            counted(list(List::Courses), "nav.courses", base.courses.len()),
        ],
        policies: lists::policy_order(context)
            .into_iter()
            .take(HOME_CASES)
            .map(|policy| cards::policy(context, policy))
            .collect(),
        topics: lists::counted_topics(context, |topic| {
            context.count("count.measures", graph.measures_under[topic].len())
        }),
        cases: lists::case_order(context)
            .into_iter()
            .filter(|&case| !base.cases[case].is_analogous())
            .take(HOME_CASES)
            .map(|case| cards::case(context, case))
            .collect(),
        all_cases: Some(Link {
            title: context.say("home.all_cases"),
            href: context.href(list(List::Cases)),
            lang: None,
        }),
    }
}

/// A way in for each kind of reader.
fn ways(context: &Context<'_>, measures: View) -> Vec<Way> {
    let link = |key: &str, view: View| Link {
        title: context.say(key),
        href: context.href(view),
        lang: None,
    };
    let list = |list: List| link(&format!("nav.{}", list.word()), View::List(list, 1));
    let page = |id: &str| {
        let page = context.base.pages.position(id)?;
        Some(context.link(Target::Page(page)))
    };
    let way = |reader: &str, links: Vec<Option<Link>>| Way {
        reader: context.say(&format!("home.readers.{reader}")),
        text: context.say(&format!("home.ways_text.{reader}")),
        links: links.into_iter().flatten().collect(),
    };
    vec![
        way(
            "cadre",
            vec![
                Some(link("nav.search", View::Search)),
                Some(list(List::Ministries)),
                Some(link("nav.matrix", View::Matrix)),
            ],
        ),
        way(
            "trainer",
            vec![Some(list(List::Courses)), Some(list(List::Cases))],
        ),
        way(
            "public",
            vec![
                Some(link("nav.measures", measures)),
                Some(list(List::Topics)),
            ],
        ),
        way(
            "editor",
            vec![
                page("how-to-use"),
                page("about"),
                Some(link("nav.terms", View::Terms)),
            ],
        ),
    ]
}

/// A plain page.
pub(super) fn page(context: &Context<'_>, position: usize) -> view::Plain {
    let page = &context.base.pages[position];
    let target = Target::Page(position);
    let (locale, text) = page.texts.best(context.locale);
    let frame = Frame {
        kind: "page",
        title: text.title.clone(),
        description: page.texts.summary(context.locale).to_owned(),
        texts: Some(&page.texts),
        ..Frame::default()
    };
    let sections = &text.body.sections;
    view::Plain {
        chrome: chrome(context, frame),
        contents: if sections.len() < 3 {
            Vec::new()
        } else {
            page_contents(sections, |section| {
                context.text(&section.title, target, locale)
            })
        },
        html: document::html(context, target, locale, &text.body),
        backlinks: cards::backlinks(context, target),
    }
}

/// The search page.
pub(super) fn search(context: &Context<'_>) -> view::Search {
    let frame = Frame {
        kind: "search",
        title: context.say("nav.search"),
        description: context.say("home.search"),
        ..Frame::default()
    };
    let code = context.base.config.locales.code(context.locale);
    view::Search {
        chrome: chrome(context, frame),
        action: context.href(View::Search),
        languages: context
            .base
            .locales()
            .map(|locale| {
                let settings = context.base.config.locales.get(locale);
                SearchLanguage {
                    code: settings.code.clone(),
                    tag: settings.tag.clone(),
                    name: settings.name.clone(),
                }
            })
            .collect(),
        command: format!(
            "jingwei search {} --lang {code}",
            context.say("search.example")
        ),
        browse: browse(context),
    }
}
