//! Where a page stands: its site, its language, its address; and the links and phrases that
//! follow from it.

use crate::address::{self, Page, View};
use crate::content::{Inline, Link, TextOptions, plain_text};
use crate::graph::{Destination, LinkFault, resolve};
use crate::locale::{Locale, Localized};
use crate::model::{KnowledgeBase, PartialDate, Target};
use crate::theme::Strings;

use super::Site;
use super::view;

/// The place from which a page is seen.
pub(super) struct Context<'a> {
    /// The site.
    pub(super) site: &'a Site,
    /// All that it knows.
    pub(super) base: &'a KnowledgeBase,
    /// The language of the page.
    pub(super) locale: Locale,
    /// What the page shows.
    pub(super) view: View,
    /// Its address from the root of the site.
    pub(super) address: String,
    /// The interface strings of its language.
    pub(super) strings: &'a Strings,
}

impl<'a> Context<'a> {
    pub(super) fn new(site: &'a Site, locale: Locale, view: View, address: String) -> Self {
        Self {
            site,
            base: &site.knowledge_base,
            locale,
            view,
            address,
            strings: site.theme.strings(locale),
        }
    }

    /// The interface string of a key.
    pub(super) fn say(&self, key: &str) -> String {
        self.strings.get(key).to_owned()
    }

    /// A count as a phrase; empty for none.
    pub(super) fn count(&self, key: &str, number: usize) -> String {
        if number == 0 {
            return String::new();
        }
        self.strings.fill(key, &[("n", &number.to_string())])
    }

    /// The way from this page to an address of the site.
    pub(super) fn to(&self, address: &str) -> String {
        address::link(self.site.theme.form(), &self.address, address)
    }

    /// The way to a view in the language of the page.
    pub(super) fn href(&self, view: View) -> String {
        self.to(&address::page(self.base, Page::In(self.locale, view)))
    }

    /// The way to a thing; empty where it has no page.
    pub(super) fn href_of(&self, target: Target) -> String {
        match target {
            Target::Ministry(ministry) if self.base.ministries[ministry].is_generic => {
                String::new()
            }
            _ => self.href(View::One(target)),
        }
    }

    /// A thing by its title, with the way to it.
    pub(super) fn link(&self, target: Target) -> view::Link {
        view::Link {
            title: target.title(self.base, self.locale),
            href: self.href_of(target),
            lang: self.tag_unless_own(title_locale(self.base, target, self.locale)),
        }
    }

    /// The same with a title of its own.
    pub(super) fn link_as(&self, target: Target, title: String) -> view::Link {
        view::Link {
            title,
            href: self.href_of(target),
            lang: None,
        }
    }

    /// A language's tag where it is not that of the page.
    pub(super) fn tag_unless_own(&self, locale: Locale) -> Option<String> {
        (locale != self.locale).then(|| self.base.config.locales.tag(locale).to_owned())
    }

    /// A wording in the language of the page, else in another; empty for none.
    pub(super) fn word(&self, wording: &Localized<String>) -> String {
        wording.text(self.locale).to_owned()
    }

    /// An absolute address.
    pub(super) fn absolute(&self, address: &str) -> String {
        format!("{}{address}", self.base.config.base_url)
    }

    /// A date as readers of this language write it.
    pub(super) fn date(&self, date: PartialDate) -> String {
        format_date(self.strings, date)
    }

    /// The characters of inlines; links without a text of their own show their target's title.
    pub(super) fn text(&self, inlines: &[Inline], from: Target, locale: Locale) -> String {
        let link_text = |link: &Link| self.link_text(link, from, locale);
        plain_text(
            inlines,
            &TextOptions {
                link_text: &link_text,
            },
        )
    }

    /// What a link without a text of its own shows.
    pub(super) fn link_text(&self, link: &Link, from: Target, locale: Locale) -> String {
        match resolve(self.base, from, &link.target) {
            Ok(Destination::Target { target, .. }) => target.title(self.base, locale),
            // Not even the id of what may not be published is shown.
            Err(LinkFault::Hidden(_)) => "…".to_owned(),
            _ => link.target.as_str().to_owned(),
        }
    }
}

/// A date by the patterns of a language.
pub(super) fn format_date(strings: &Strings, date: PartialDate) -> String {
    let year = date.year().to_string();
    let month_name = |month: i8| strings.get(&format!("month.m{month}")).to_owned();
    match date.month_and_day() {
        (Some(month), Some(day)) => strings.fill(
            "date.day",
            &[
                ("year", &year),
                ("month", &month_name(month)),
                ("day", &day.to_string()),
            ],
        ),
        (Some(month), None) => strings.fill(
            "date.month",
            &[("year", &year), ("month", &month_name(month))],
        ),
        _ => strings.fill("date.year", &[("year", &year)]),
    }
}

/// The language in which a thing's title is shown on a page in `locale`.
fn title_locale(base: &KnowledgeBase, target: Target, locale: Locale) -> Locale {
    let texts = match target {
        Target::Policy(policy) => &base.policies[policy].texts,
        Target::Section { policy, section } => {
            return base.policies[policy].section_body(section, locale).0;
        }
        Target::Case(case) => &base.cases[case].texts,
        Target::Course(course) => &base.courses[course].texts,
        Target::Page(page) => &base.pages[page].texts,
        Target::Ministry(ministry) => {
            let ministry = &base.ministries[ministry];
            let best = ministry.name.best(locale);
            return best.map_or(locale, |(found, _)| found);
        }
        Target::Region(region) => {
            return base.regions[region]
                .name
                .best(locale)
                .map_or(locale, |(found, _)| found);
        }
        Target::Topic(topic) => {
            return base.topics[topic]
                .name
                .best(locale)
                .map_or(locale, |(found, _)| found);
        }
        Target::Term(term) => {
            return base.terms[term]
                .term
                .best(locale)
                .map_or(locale, |(found, _)| found);
        }
    };
    texts.best(locale).0
}
