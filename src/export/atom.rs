//! Feeds of policies and cases, for each language: both kinds together, and each for itself.
//!
//! An entry is a document that has a text in the language of the feed; a missing translation has
//! none. A digest says that it is one, a policy without effect says so, and an analogous case is
//! labelled in its title.
//!
//! # Dates
//! Atom wants a moment where documents state a day, a month or a year, and no clock is asked. So
//! `updated` is the first moment, in China, that the latest date stated of the document can mean:
//! it says "not before" and never more than is known. The dates are 成文日期, 发布日期 and
//! `publish_on` of a policy, the year and `publish_on` of a case; where a document states none of
//! its own, the date of its source counts. A document without any date is in no feed: stating
//! `publish_on` brings it in. `published` is stated only where 发布日期 is known to the day.
//!
//! # Source
//! RFC 4287; `rel="license"` is of RFC 4946.

use std::cmp::Reverse;

use super::absolute;
use super::xml::Xml;
use crate::address::{self, List, Page, View};
use crate::locale::Locale;
use crate::model::{
    Case, Citation, CitationId, KnowledgeBase, PartialDate, Policy, Status, Target, TextKind,
};
use crate::theme::{Strings, Theme};
use crate::yaml::Spanned;

const NAMESPACE: &str = "http://www.w3.org/2005/Atom";
const MEDIA_TYPE: &str = "application/atom+xml";

/// When a feed without entries was last changed: no date is known, so the oldest that every
/// reader takes.
const NEVER: &str = "1970-01-01T00:00:00Z";

/// The feeds of a language: what they list.
const FEEDS: [Option<List>; 3] = [None, Some(List::Policies), Some(List::Cases)];

/// Every feed with its address.
pub(super) fn feeds(knowledge_base: &KnowledgeBase, theme: &Theme) -> Vec<(String, Vec<u8>)> {
    let mut feeds = Vec::new();
    for locale in knowledge_base.locales() {
        let edition = Edition {
            knowledge_base,
            strings: theme.strings(locale),
            locale,
        };
        for list in FEEDS {
            let code = knowledge_base.config.locales.code(locale);
            let address = address::feed(code, list);
            let bytes = edition.feed(list, &address);
            feeds.push((address, bytes));
        }
    }
    feeds
}

/// A document in a feed.
struct Entry<'a> {
    /// The absolute address of its page; also its id, for it lasts as long as the document.
    address: String,
    /// The title, labelled where it must be.
    title: String,
    /// The paragraphs of the summary.
    summary: Vec<&'a str>,
    /// The word for its kind.
    kind: &'static str,
    updated: PartialDate,
    published: Option<PartialDate>,
    /// Where its source stands.
    source: Option<&'a str>,
}

/// A knowledge base as its readers in one language have it.
#[derive(Clone, Copy)]
struct Edition<'a> {
    knowledge_base: &'a KnowledgeBase,
    strings: &'a Strings,
    locale: Locale,
}

impl<'a> Edition<'a> {
    fn feed(self, list: Option<List>, address: &str) -> Vec<u8> {
        let config = &self.knowledge_base.config;
        let entries = self.entries(list);
        let (label, view) = match list {
            None => ("feed.all", View::Home),
            Some(List::Policies) => ("feed.policies", View::List(List::Policies, 1)),
            Some(list) => ("feed.cases", View::List(list, 1)),
        };
        let site = config.title.text(self.locale);
        let own = absolute(self.knowledge_base, address);
        let author = [config.publisher.name.text(self.locale), site];
        let author = author.into_iter().find(|name| !name.is_empty());
        let updated = entries.first().map(|entry| moment(entry.updated));

        let mut xml = Xml::document();
        let tag = config.locales.tag(self.locale);
        xml.open("feed", &[("xmlns", NAMESPACE), ("xml:lang", tag)]);
        xml.text("id", &[], &own);
        let title = format!("{site} · {}", self.strings.get(label));
        xml.text("title", &[], &title);
        let description = config.description.text(self.locale);
        if !description.is_empty() {
            xml.text("subtitle", &[], description);
        }
        xml.text("updated", &[], updated.as_deref().unwrap_or(NEVER));
        xml.open("author", &[]);
        xml.text("name", &[], author.unwrap_or(&config.base_url));
        xml.close("author");
        let itself = [("rel", "self"), ("type", MEDIA_TYPE), ("href", &*own)];
        xml.empty("link", &itself);
        self.alternate(&mut xml, &self.address(view));
        if let Some(licence) = &config.licence {
            xml.empty("link", &[("rel", "license"), ("href", &*licence.url)]);
            let rights = format!("{} {}", licence.name, licence.url);
            xml.text("rights", &[], &rights);
        }
        for entry in &entries {
            self.write(&mut xml, entry);
        }
        xml.close("feed");
        xml.finish()
    }

    /// The newest entries, newest first, then by id.
    fn entries(self, list: Option<List>) -> Vec<Entry<'a>> {
        let policies = self.knowledge_base.policies.iter().enumerate();
        let policies = policies.filter_map(|(position, policy)| self.policy(position, policy));
        let cases = self.knowledge_base.cases.iter().enumerate();
        let cases = cases.filter_map(|(position, case)| self.case(position, case));
        let mut entries: Vec<Entry<'a>> = match list {
            None => policies.chain(cases).collect(),
            Some(List::Policies) => policies.collect(),
            Some(_) => cases.collect(),
        };
        entries.sort_by(|left, right| {
            let key = |entry: &Entry<'a>| Reverse(entry.updated.first_day());
            let by_date = key(left).cmp(&key(right));
            by_date.then_with(|| left.address.cmp(&right.address))
        });
        entries.truncate(self.knowledge_base.config.limits.feed_entries);
        entries
    }

    fn policy(self, position: usize, policy: &'a Policy) -> Option<Entry<'a>> {
        let text = policy.texts.by_locale.get(self.locale)?;
        let source = self.source(policy.source.as_ref());
        let own = [
            policy.signed_on,
            policy.published_on,
            policy.publicity.publish_on,
        ];
        let mut summary: Vec<&str> = text.summary.as_deref().into_iter().collect();
        if policy.text_kind == TextKind::Digest {
            summary.push(self.strings.get("notice.digest"));
        }
        summary.extend(match policy.status {
            Status::InForce | Status::Unstated => None,
            Status::Expired => Some(self.strings.get("notice.expired")),
            Status::Repealed => Some(self.strings.get("notice.repealed")),
            Status::Superseded => Some(self.strings.get("notice.superseded")),
        });
        let is_to_the_day = |date: &PartialDate| date.month_and_day().1.is_some();
        Some(Entry {
            address: self.address(View::One(Target::Policy(position))),
            title: text.title.clone(),
            summary,
            kind: "policy",
            updated: latest(own, source)?,
            published: policy.published_on.filter(is_to_the_day),
            source: source.and_then(|source| source.url.as_deref()),
        })
    }

    fn case(self, position: usize, case: &'a Case) -> Option<Entry<'a>> {
        let text = case.texts.by_locale.get(self.locale)?;
        let source = self.source(case.source.as_ref());
        let year = case.year;
        let year = year.and_then(|year| PartialDate::parse(&format!("{year:04}")));
        let mut summary: Vec<&str> = text.summary.as_deref().into_iter().collect();
        let mut title = text.title.clone();
        if case.is_analogous() {
            title = format!("{} · {title}", self.strings.get("relation.analogous"));
            summary.push(self.strings.get("relation.analogous_note"));
        }
        Some(Entry {
            address: self.address(View::One(Target::Case(position))),
            title,
            summary,
            kind: "case",
            updated: latest([year, case.publicity.publish_on], source)?,
            published: None,
            source: source.and_then(|source| source.url.as_deref()),
        })
    }

    fn source(self, id: Option<&Spanned<CitationId>>) -> Option<&'a Citation> {
        self.knowledge_base.citations.find(id?.value.as_str())
    }

    fn address(self, view: View) -> String {
        let page = Page::In(self.locale, view);
        let address = address::page(self.knowledge_base, page);
        absolute(self.knowledge_base, &address)
    }

    /// The link from a feed or an entry to its page.
    fn alternate(self, xml: &mut Xml, address: &str) {
        let attributes = [
            ("rel", "alternate"),
            ("type", "text/html"),
            (
                "hreflang",
                self.knowledge_base.config.locales.tag(self.locale),
            ),
            ("href", address),
        ];
        xml.empty("link", &attributes);
    }

    fn write(self, xml: &mut Xml, entry: &Entry<'_>) {
        xml.open("entry", &[]);
        xml.text("id", &[], &entry.address);
        xml.text("title", &[], &entry.title);
        xml.text("updated", &[], &moment(entry.updated));
        if let Some(published) = entry.published {
            xml.text("published", &[], &moment(published));
        }
        self.alternate(xml, &entry.address);
        if let Some(source) = entry.source {
            xml.empty("link", &[("rel", "via"), ("href", source)]);
        }
        let key = format!("kind.{}", entry.kind);
        let label = self.strings.get(&key);
        xml.empty("category", &[("term", entry.kind), ("label", label)]);
        if !entry.summary.is_empty() {
            xml.text("summary", &[], &entry.summary.join("\n"));
        }
        xml.close("entry");
    }
}

/// The latest of a document's own dates, else the date of its source.
fn latest<const N: usize>(
    own: [Option<PartialDate>; N],
    source: Option<&Citation>,
) -> Option<PartialDate> {
    let own = own.into_iter().flatten();
    own.max_by_key(|date| date.first_day())
        .or(source.and_then(|source| source.date))
}

/// The first moment that a date can mean, in China, as RFC 3339 writes it.
fn moment(date: PartialDate) -> String {
    format!("{}T00:00:00+08:00", date.first_day())
}

#[cfg(test)]
mod tests;
