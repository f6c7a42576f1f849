//! The home pages, plain pages, the search page and the page of an unknown address.

use serde::Serialize;

use super::{Backlink, CaseCard, Chrome, Contents, Counted, Link, PolicyCard};

/// The choice of a language, at the root of the site. Template: `language-choice.html`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct LanguageChoice {
    /// The frame, in the primary language; `nav` and `languages` are empty.
    pub chrome: Chrome,
    /// The site in each language.
    pub sites: Vec<LanguageSite>,
}

/// The site in one language.
#[derive(Clone, Debug, Default, Serialize)]
pub struct LanguageSite {
    /// The name of the language in itself.
    pub name: String,
    /// Its tag.
    pub tag: String,
    /// `ltr` or `rtl`.
    pub dir: String,
    /// Its home page.
    pub href: String,
    /// The title of the site.
    pub title: String,
    /// One sentence on what the site is.
    pub description: String,
}

/// The home page of a language. Template: `home.html`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Home {
    /// The frame.
    pub chrome: Chrome,
    /// What this is, in what ten seconds can take in, as safe HTML.
    pub html: String,
    /// Where the search form sends its question: the search page.
    pub search: String,
    /// Ways in, one for each kind of reader.
    pub ways: Vec<Way>,
    /// How much there is: policies, measures, bodies, cases, …
    pub counts: Vec<Counted>,
    /// The policies.
    pub policies: Vec<PolicyCard>,
    /// The topics.
    pub topics: Vec<Counted>,
    /// The newest cases.
    pub cases: Vec<CaseCard>,
    /// All cases.
    pub all_cases: Option<Link>,
}

/// A way in for one kind of reader.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Way {
    /// For whom, such as 基层干部.
    pub reader: String,
    /// What they find, in a sentence.
    pub text: String,
    /// Where to begin.
    pub links: Vec<Link>,
}

/// A page of its own: about, how to use. Template: `page.html`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Plain {
    /// The frame.
    pub chrome: Chrome,
    /// The table of contents; empty for a short page.
    pub contents: Vec<Contents>,
    /// The text.
    pub html: String,
    /// Who points here.
    pub backlinks: Vec<Backlink>,
}

/// The search page. Template: `search.html`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Search {
    /// The frame.
    pub chrome: Chrome,
    /// The page itself, to which the form is sent.
    pub action: String,
    /// The languages of the site, by which results say what they are written in.
    pub languages: Vec<SearchLanguage>,
    /// A command that searches without a browser.
    pub command: String,
    /// Ways to browse instead.
    pub browse: Vec<Link>,
}

/// A language in which there may be results.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SearchLanguage {
    /// Its code, as results name it.
    pub code: String,
    /// Its BCP 47 tag.
    pub tag: String,
    /// Its name in itself.
    pub name: String,
}

/// The page of an unknown address, served at any depth. Template: `404.html`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct NotFound {
    /// The frame, with `base` set and every `href` relative to the root of the site.
    pub chrome: Chrome,
    /// The search page.
    pub search: String,
    /// Where to go on.
    pub links: Vec<Link>,
    /// The same said in the other languages.
    pub others: Vec<LanguageSite>,
}
