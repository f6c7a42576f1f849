//! Every template is rendered in both built-in languages with a page in which each part is there
//! once, and with one in which nothing is: a name that the view models lack fails here.

mod pages;

use serde::Serialize;

use super::*;
use crate::address::Form;
use crate::diagnostic::Place;
use crate::locale::{Direction, LocaleSettings, Locales};
use crate::source::Sources;
use crate::theme::{DEFAULT, Request, Theme};

fn theme() -> (Theme, Locales) {
    let language = |code: &str| LocaleSettings {
        code: code.to_owned(),
        tag: code.to_owned(),
        name: code.to_owned(),
        dir: Direction::Ltr,
    };
    let locales = Locales::new(vec![language("zh"), language("en")]).expect("two languages");
    let (theme, _) = Theme::load(&Request {
        name: DEFAULT,
        named_at: Place::Path("content/site.yaml".into()),
        sources: &Sources::default(),
        statics: &[],
        locales: &locales,
        form: Form::Served,
    });
    (theme, locales)
}

/// The page with every part and the same page with none, each in every language.
fn check<T: Serialize + Default>(template: &str, full: &T) {
    let (theme, locales) = theme();
    for locale in locales.iter() {
        for page in [full, &T::default()] {
            let html = theme
                .render(template, page, locale)
                .unwrap_or_else(|fault| {
                    panic!("{template}: {} at {:?}", fault.message.en, fault.place)
                });
            assert!(html.starts_with("<!DOCTYPE html>\n"), "{template}: {html}");
            assert!(!html.contains("\n\n"), "{template}: {html}");
        }
    }
}

fn text() -> String {
    "a<b".to_owned()
}

fn link() -> Link {
    Link {
        title: text(),
        href: "a/".to_owned(),
        lang: Some("zh".to_owned()),
    }
}

fn chrome() -> Chrome {
    Chrome {
        kind: "measure".to_owned(),
        title_lang: Some(text()),
        description: text(),
        content_lang: Some(text()),
        content_dir: Some(text()),
        base: Some("/".to_owned()),
        nav: vec![NavItem::default()],
        crumbs: vec![Crumb {
            title: text(),
            href: Some(text()),
        }],
        languages: vec![LanguageEntry::default()],
        item: Some(Item {
            lang: Some(text()),
            ..Item::default()
        }),
        canonical: text(),
        alternates: vec![Alternate::default()],
        robots: Some(text()),
        feeds: vec![Feed::default()],
        scripts: vec![text()],
        manifest: Some(text()),
        opensearch: Some(text()),
        meta: vec![Meta::default()],
        open_graph: vec![Meta::default()],
        json_ld: Some("{}".to_owned()),
        notices: vec![Notice {
            links: vec![link()],
            ..Notice::default()
        }],
        downloads: vec![link()],
        footer: Footer {
            publisher: text(),
            sponsor: text(),
            contact: text(),
            registrations: vec![link()],
            correction: Some(link()),
            licence: Some(link()),
            software: Some(link()),
            updated: text(),
        },
        ..Chrome::default()
    }
}

fn reasons() -> Vec<Reason> {
    let thing = SharedThing {
        before: text(),
        title: text(),
        lang: Some(text()),
    };
    let full = Reason {
        label: text(),
        things: vec![thing.clone(), thing],
        more: text(),
    };
    vec![full, Reason::default()]
}

fn measures() -> Vec<MeasureCard> {
    vec![MeasureCard {
        number: "（一）".to_owned(),
        lang: Some(text()),
        kind: text(),
        policy: text(),
        bodies: vec![link()],
        case_count: text(),
        inherited_from: Some(link()),
        one_of_several: true,
        analogous: Some(text()),
        note: text(),
        reasons: reasons(),
        ..MeasureCard::default()
    }]
}

fn cases() -> Vec<CaseCard> {
    vec![CaseCard {
        lang: Some(text()),
        summary: text(),
        place: text(),
        year: text(),
        analogous: Some(text()),
        note: text(),
        reasons: reasons(),
        topics: vec![link()],
        ..CaseCard::default()
    }]
}

fn policies() -> Vec<PolicyCard> {
    vec![PolicyCard {
        lang: Some(text()),
        document_number: text(),
        issuing_body: text(),
        signed_on: text(),
        in_force: true,
        digest: Some(text()),
        summary: text(),
        counts: vec![text()],
        reasons: reasons(),
        ..PolicyCard::default()
    }]
}

fn facts() -> Vec<Fact> {
    vec![Fact {
        label: text(),
        values: vec![FactValue {
            text: text(),
            href: text(),
            lang: Some(text()),
            note: text(),
        }],
    }]
}

fn contents() -> Vec<Contents> {
    vec![Contents {
        number: text(),
        children: vec![Contents::default()],
        ..Contents::default()
    }]
}

fn neighbours() -> Neighbours {
    Neighbours {
        previous: Some(link()),
        next: Some(link()),
        parent: Some(link()),
        siblings: vec![Sibling {
            number: text(),
            link: link(),
            current: true,
        }],
    }
}

fn pagination() -> Pagination {
    Pagination {
        previous: Some(text()),
        next: Some(text()),
        pages: vec![PageLink {
            href: text(),
            current: true,
            ..PageLink::default()
        }],
    }
}

fn terms() -> Vec<TermNote> {
    vec![TermNote {
        wordings: vec![link()],
        definition: text(),
        ..TermNote::default()
    }]
}

fn counted() -> Vec<Counted> {
    vec![Counted {
        link: link(),
        count: text(),
    }]
}

fn backlinks() -> Vec<Backlink> {
    vec![Backlink {
        from: link(),
        why: text(),
    }]
}

fn regions() -> Vec<RegionNode> {
    vec![RegionNode {
        link: link(),
        count: text(),
        children: vec![RegionNode::default()],
    }]
}
