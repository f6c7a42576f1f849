//! How a page is cited, in the style of each language: `citation.style` and `citation.pattern` of
//! its strings.
//!
//! # Source
//! GB/T 7714-2015, 8.3 (electronic resources); APA 7, 10.
//! The day of access is left to who cites: a built page does not know it.

use crate::address::{self, Page, View};
use crate::locale::Locale;
use crate::model::{Case, PartialDate, Policy, Target, TextKind};
use crate::theme::Strings;

use super::context::{Context, format_date};
use super::view::Citation;

/// What a citation names.
struct Cited {
    target: Target,
    issuer: String,
    title: String,
    number: String,
    date: String,
    clause: String,
    is_digest: bool,
}

/// How a policy, or a section of it, is cited: the style of the page's language first.
pub(super) fn policy(
    context: &Context<'_>,
    position: usize,
    section: Option<usize>,
) -> Vec<Citation> {
    let policy = &context.base.policies[position];
    in_every_language(context, |locale| {
        let strings = context.site.theme.strings(locale);
        let issuer = policy.issuing_body.as_ref();
        let issuer = issuer.and_then(|id| context.base.ministries.find(id.value.as_str()));
        Cited {
            target: match section {
                Some(section) => Target::Section {
                    policy: position,
                    section,
                },
                None => Target::Policy(position),
            },
            issuer: issuer.map_or_else(String::new, |body| body.name.text(locale).to_owned()),
            title: policy.texts.title(locale).to_owned(),
            number: document_number(context, policy, locale),
            date: policy
                .signed_on
                .map_or_else(String::new, |date| citation_date(strings, date)),
            clause: section.map_or_else(String::new, |section| clause(policy, section, locale)),
            is_digest: policy.text_kind == TextKind::Digest,
        }
    })
}

/// How a case is cited.
pub(super) fn case(context: &Context<'_>, position: usize) -> Vec<Citation> {
    let case = &context.base.cases[position];
    in_every_language(context, |locale| Cited {
        target: Target::Case(position),
        issuer: context.base.config.publisher.name.text(locale).to_owned(),
        title: case.texts.title(locale).to_owned(),
        number: source_title(context, case, locale),
        date: case.year.map_or_else(String::new, |year| year.to_string()),
        clause: String::new(),
        is_digest: false,
    })
}

fn in_every_language(context: &Context<'_>, cited: impl Fn(Locale) -> Cited) -> Vec<Citation> {
    let others = context
        .base
        .locales()
        .filter(|&locale| locale != context.locale);
    std::iter::once(context.locale)
        .chain(others)
        .map(|locale| {
            let strings = context.site.theme.strings(locale);
            let cited = cited(locale);
            let page = Page::In(locale, View::One(cited.target));
            let url = context.absolute(&address::page(context.base, page));
            let part = |key: &str, value: &str| {
                if value.is_empty() {
                    String::new()
                } else {
                    strings.fill(key, &[("value", value)])
                }
            };
            let digest = if cited.is_digest {
                strings.get("citation.digest")
            } else {
                ""
            };
            let text = strings.fill(
                "citation.pattern",
                &[
                    ("issuer", &part("citation.issuer", &cited.issuer)),
                    ("title", &cited.title),
                    ("digest", digest),
                    ("number", &part("citation.number", &cited.number)),
                    ("date", &part("citation.date", &cited.date)),
                    ("clause", &part("citation.clause", &cited.clause)),
                    ("url", &url),
                ],
            );
            Citation {
                style: strings.get("citation.style").to_owned(),
                text,
                lang: context.base.config.locales.tag(locale).to_owned(),
            }
        })
        .collect()
}

/// 发文字号: the policy's own; in another language than the original the wording that its source
/// gives, where the source is the very document.
fn document_number(context: &Context<'_>, policy: &Policy, locale: Locale) -> String {
    let source = policy.source.as_ref();
    let source = source.and_then(|id| context.base.citations.find(id.value.as_str()));
    let own = policy.document_number.as_ref();
    source
        .filter(|source| {
            source
                .document_number
                .iter()
                .any(|(_, number)| Some(number) == own)
        })
        .and_then(|source| source.document_number.get(locale))
        .or(own)
        .cloned()
        .unwrap_or_default()
}

fn source_title(context: &Context<'_>, case: &Case, locale: Locale) -> String {
    let source = case.source.as_ref();
    source
        .and_then(|id| context.base.citations.find(id.value.as_str()))
        .map_or_else(String::new, |source| source.title.text(locale).to_owned())
}

/// The ordinals of a section and of what it stands in, with its title: `三、（二）1. 标题`.
fn clause(policy: &Policy, section: usize, locale: Locale) -> String {
    let mut path = policy.enclosing(section);
    path.push(section);
    let mut words = String::new();
    for &step in &path {
        if let (Some(ordinal), _) = policy.heading(step, locale) {
            if !words.is_empty() && words.ends_with(|c: char| c.is_ascii()) {
                words.push(' ');
            }
            words.push_str(&ordinal);
        }
    }
    let (_, title) = policy.heading(section, locale);
    let gap = if words.ends_with(|c: char| c.is_ascii()) {
        " "
    } else {
        ""
    };
    format!("{words}{gap}{title}")
}

/// A date as the style of a language writes it: `2017-05-28` by GB/T 7714, in words by APA.
fn citation_date(strings: &Strings, date: PartialDate) -> String {
    match strings.get("setting.citation_date") {
        "iso" => date.to_string(),
        _ => format_date(strings, date),
    }
}
