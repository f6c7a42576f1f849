//! What every page has around its own matter.

use crate::address::{self, Form, List, Page, View};
use crate::locale::Locale;
use crate::model::{Policy, Status, Target, TextKind, Texts};

use super::context::Context;
use super::pages;
use super::view::{
    Alternate, Chrome, Crumb, Feed, Footer, Item, LanguageEntry, Link, Meta, NavItem, Notice,
    NoticeKind,
};

/// What a page says of itself to its frame.
#[derive(Default)]
pub(super) struct Frame<'a> {
    /// The kind of page, as a class of the body.
    pub(super) kind: &'static str,
    /// The title.
    pub(super) title: String,
    /// One or two sentences for search engines.
    pub(super) description: String,
    /// The pages above, from the home page down; the home page itself is added.
    pub(super) above: Vec<Link>,
    /// The texts the page shows, where it may stand in another language than its own.
    pub(super) texts: Option<&'a Texts>,
    /// What a reader must know first, beside what follows from `texts`.
    pub(super) notices: Vec<Notice>,
}

/// Builds the frame of a page.
pub(super) fn chrome(context: &Context<'_>, frame: Frame<'_>) -> Chrome {
    let locales = &context.base.config.locales;
    let own = locales.get(context.locale);
    let shown = frame
        .texts
        .map_or(context.locale, |texts| texts.best(context.locale).0);
    let is_fallback = shown != context.locale;
    let canonical = canonical(context);
    let mut notices = frame.notices;
    if is_fallback {
        notices.insert(
            0,
            Notice {
                kind: NoticeKind::Fallback,
                text: context.say("notice.fallback"),
                links: Vec::new(),
            },
        );
    }
    let is_home = context.view == View::Home;
    Chrome {
        kind: frame.kind.to_owned(),
        site_title: context.word(&context.base.config.title),
        site_description: context.word(&context.base.config.description),
        title_lang: context.tag_unless_own(shown),
        lang: own.tag.clone(),
        dir: direction(context, context.locale),
        content_lang: context.tag_unless_own(shown),
        content_dir: is_fallback.then(|| direction(context, shown)),
        prefix: address::relative(&context.address, ""),
        is_portable: context.site.theme.form() == Form::Portable,
        base: None,
        code: locales.code(context.locale).to_owned(),
        home: context.href(View::Home),
        search: context.href(View::Search),
        has_search_box: matches!(context.view, View::Home | View::Search),
        item: item(context),
        nav: nav(context),
        crumbs: if is_home {
            Vec::new()
        } else {
            crumbs(context, &frame.title, frame.above)
        },
        languages: languages(context),
        alternates: alternates(context),
        robots: None,
        feeds: feeds(context),
        style: asset(context, "style.css"),
        scripts: scripts(context),
        icon: asset(context, "images/icon.svg"),
        manifest: None,
        opensearch: None,
        meta: vec![
            meta("SiteName", context.word(&context.base.config.title)),
            meta("ArticleTitle", frame.title.clone()),
        ],
        open_graph: vec![
            meta("og:title", frame.title.clone()),
            meta(
                "og:type",
                if is_home { "website" } else { "article" }.to_owned(),
            ),
            meta("og:url", canonical.clone()),
            meta("og:site_name", context.word(&context.base.config.title)),
            meta("og:description", frame.description.clone()),
        ],
        canonical,
        json_ld: None,
        notices,
        downloads: Vec::new(),
        footer: footer(context),
        title: frame.title,
        description: frame.description,
    }
}

/// What of the page a reader may collect: a policy or a part of it, a case.
fn item(context: &Context<'_>) -> Option<Item> {
    match context.view {
        View::One(target @ (Target::Policy(_) | Target::Section { .. } | Target::Case(_))) => {
            Some(item_of(context, target))
        }
        _ => None,
    }
}

/// A thing for the reader's basket.
pub(super) fn item_of(context: &Context<'_>, target: Target) -> Item {
    let page = Page::In(context.locale, View::One(target));
    Item {
        id: target.id(context.base),
        kind: target.kind(context.base).to_owned(),
        url: address::page(context.base, page),
        title: target.title(context.base, context.locale),
        lang: context.link(target).lang,
    }
}

fn meta(name: &str, content: String) -> Meta {
    Meta {
        name: name.to_owned(),
        content,
    }
}

pub(super) fn direction(context: &Context<'_>, locale: Locale) -> String {
    match context.base.config.locales.get(locale).dir {
        crate::locale::Direction::Ltr => "ltr".to_owned(),
        crate::locale::Direction::Rtl => "rtl".to_owned(),
    }
}

/// The address of the same view in another language. A parallel text read from the other side
/// changes its sides.
fn address_in(context: &Context<'_>, locale: Locale) -> String {
    let view = match context.view {
        View::Parallel { policy, other } if other == locale => View::Parallel {
            policy,
            other: context.locale,
        },
        view => view,
    };
    address::page(context.base, Page::In(locale, view))
}

fn languages(context: &Context<'_>) -> Vec<LanguageEntry> {
    if context.base.config.locales.count() < 2 {
        return Vec::new();
    }
    context
        .base
        .locales()
        .filter(|&locale| match context.view {
            View::Parallel { other, .. } => locale == context.locale || locale == other,
            _ => true,
        })
        .map(|locale| {
            let settings = context.base.config.locales.get(locale);
            LanguageEntry {
                name: settings.name.clone(),
                tag: settings.tag.clone(),
                href: context.to(&address_in(context, locale)),
                current: locale == context.locale,
            }
        })
        .collect()
}

/// The page in each language it stands in; the first of them for everyone else. A page that shows
/// the original for want of a translation names no others: the original does.
fn alternates(context: &Context<'_>) -> Vec<Alternate> {
    let page = Page::In(context.locale, context.view);
    if pages::is_fallback(context.base, page) {
        return Vec::new();
    }
    let mut alternates: Vec<Alternate> = pages::languages(context.base, page)
        .into_iter()
        .map(|(locale, page)| Alternate {
            tag: context.base.config.locales.tag(locale).to_owned(),
            href: context.absolute(&address::page(context.base, page)),
        })
        .collect();
    let default = alternates.first().map(|first| first.href.clone());
    alternates.extend(default.map(|href| Alternate {
        tag: "x-default".to_owned(),
        href,
    }));
    alternates
}

/// The address under which search engines should know the page: its own, or that of the original
/// it shows.
fn canonical(context: &Context<'_>) -> String {
    let page = Page::In(context.locale, context.view);
    let page = if pages::is_fallback(context.base, page) {
        Page::In(original_of(context).unwrap_or(context.locale), context.view)
    } else {
        page
    };
    context.absolute(&address::page(context.base, page))
}

/// The original language of the document a page shows.
fn original_of(context: &Context<'_>) -> Option<Locale> {
    let base = context.base;
    let texts = match context.view {
        View::One(Target::Policy(policy) | Target::Section { policy, .. })
        | View::PolicyMatrix(policy) => &base.policies[policy].texts,
        View::One(Target::Case(case)) => &base.cases[case].texts,
        View::One(Target::Course(course)) => &base.courses[course].texts,
        View::One(Target::Page(page)) => &base.pages[page].texts,
        _ => return None,
    };
    Some(texts.original)
}

fn nav(context: &Context<'_>) -> Vec<NavItem> {
    let is_part = |list: List| match context.view {
        View::List(current, _) => current == list,
        View::One(target) => list_of(target) == Some(list),
        View::Parallel { .. } | View::PolicyMatrix(_) => list == List::Policies,
        _ => false,
    };
    let item = |key: &str, view: View, current: bool| NavItem {
        title: context.say(key),
        href: context.href(view),
        current,
    };
    let mut nav: Vec<NavItem> = [
        List::Policies,
        List::Cases,
        List::Ministries,
        List::Regions,
        List::Topics,
    ]
    .into_iter()
    .map(|list| {
        item(
            &format!("nav.{}", list.word()),
            View::List(list, 1),
            is_part(list),
        )
    })
    .collect();
    nav.push(item("nav.terms", View::Terms, context.view == View::Terms));
    nav.push(item(
        "nav.courses",
        View::List(List::Courses, 1),
        is_part(List::Courses),
    ));
    nav.push(item(
        "nav.matrix",
        View::Matrix,
        context.view == View::Matrix,
    ));
    nav.push(item(
        "nav.search",
        View::Search,
        context.view == View::Search,
    ));
    // A page called `about` is what readers look for there; sites without one show no entry.
    if let Some(about) = context.base.pages.position("about") {
        let view = View::One(Target::Page(about));
        nav.push(item("nav.about", view, context.view == view));
    }
    nav
}

/// The list a thing belongs to.
pub(super) fn list_of(target: Target) -> Option<List> {
    match target {
        Target::Policy(_) | Target::Section { .. } => Some(List::Policies),
        Target::Ministry(_) => Some(List::Ministries),
        Target::Case(_) => Some(List::Cases),
        Target::Region(_) => Some(List::Regions),
        Target::Topic(_) => Some(List::Topics),
        Target::Course(_) => Some(List::Courses),
        Target::Term(_) | Target::Page(_) => None,
    }
}

/// A list as a step of the way to a page.
pub(super) fn list_link(context: &Context<'_>, list: List) -> Link {
    Link {
        title: context.say(&format!("nav.{}", list.word())),
        href: context.href(View::List(list, 1)),
        lang: None,
    }
}

fn crumbs(context: &Context<'_>, title: &str, above: Vec<Link>) -> Vec<Crumb> {
    let home = Crumb {
        title: context.say("site.home"),
        href: Some(context.href(View::Home)),
    };
    let own = Crumb {
        title: title.to_owned(),
        href: None,
    };
    let above = above.into_iter().map(|link| Crumb {
        title: link.title,
        href: Some(link.href),
    });
    std::iter::once(home).chain(above).chain([own]).collect()
}

fn feeds(context: &Context<'_>) -> Vec<Feed> {
    let code = context.base.config.locales.code(context.locale);
    [
        ("feed.all", None),
        ("feed.policies", Some(List::Policies)),
        ("feed.cases", Some(List::Cases)),
    ]
    .into_iter()
    .map(|(key, list)| Feed {
        title: context.say(key),
        href: context.to(&address::feed(code, list)),
    })
    .collect()
}

fn asset(context: &Context<'_>, name: &str) -> String {
    let path = context.site.theme.asset(name);
    path.map_or_else(String::new, |path| context.to(path.as_str()))
}

fn scripts(context: &Context<'_>) -> Vec<String> {
    let scripts = context.site.theme.scripts();
    scripts.map(|path| context.to(path.as_str())).collect()
}

fn footer(context: &Context<'_>) -> Footer {
    let config = &context.base.config;
    let publisher = &config.publisher;
    let plain = |title: &String| Link {
        title: title.clone(),
        href: String::new(),
        lang: None,
    };
    let outward = |title: String, href: &str| {
        Some(Link {
            title,
            href: href.to_owned(),
            lang: None,
        })
    };
    Footer {
        publisher: context.word(&publisher.name),
        sponsor: context.word(&publisher.sponsor),
        contact: publisher.contact.clone().unwrap_or_default(),
        registrations: [&publisher.site_code, &publisher.icp]
            .into_iter()
            .flatten()
            .map(plain)
            .collect(),
        correction: publisher
            .correction
            .as_ref()
            .and_then(|href| outward(context.say("footer.correction"), href)),
        licence: config
            .licence
            .as_ref()
            .and_then(|licence| outward(licence.name.clone(), &licence.url)),
        software: Some(Link {
            title: context.strings.fill(
                "footer.software",
                &[("name", concat!("Jingwei 经纬 ", env!("CARGO_PKG_VERSION")))],
            ),
            href: String::new(),
            lang: None,
        }),
        updated: String::new(),
    }
}

/// What a reader of a policy must know: that it is over, and that the text is a digest.
pub(super) fn policy_notices(context: &Context<'_>, policy: &Policy) -> Vec<Notice> {
    let mut notices = Vec::new();
    if !matches!(policy.status, Status::InForce | Status::Unstated) {
        let target = context
            .base
            .policies
            .position(policy.id.as_str())
            .map(Target::Policy);
        let heirs = target
            .and_then(|target| context.site.graph.backlinks.get(&target))
            .into_iter()
            .flatten()
            .filter(|backlink| matches!(backlink.manner.word(), "supersedes" | "repeals"));
        notices.push(Notice {
            kind: NoticeKind::Status,
            text: context.say(&format!("notice.{}", policy.status.word())),
            links: heirs.map(|backlink| context.link(backlink.from)).collect(),
        });
    }
    if policy.text_kind == TextKind::Digest {
        let source = policy.source.as_ref();
        let source = source.and_then(|id| context.base.citations.find(id.value.as_str()));
        let links = source.map(|source| {
            let number = source.document_number.text(context.locale);
            let title = source.title.text(context.locale);
            let named = if number.is_empty() {
                title.to_owned()
            } else {
                context.strings.fill(
                    "notice.source_named",
                    &[("title", title), ("number", number)],
                )
            };
            Link {
                title: named,
                href: source.url.clone().unwrap_or_default(),
                lang: None,
            }
        });
        notices.push(Notice {
            kind: NoticeKind::Digest,
            text: context.say("notice.digest"),
            links: links.into_iter().collect(),
        });
    }
    notices
}
