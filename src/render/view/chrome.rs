//! What every page has around its own matter: head, navigation, language switch, notices, footer.

use serde::Serialize;

use super::Link;

/// The frame of a page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Chrome {
    /// The kind of page as a class of the body, such as `policy` or `case-list`.
    pub kind: String,
    /// The title of the site in the language of the page.
    pub site_title: String,
    /// One sentence on what the site is.
    pub site_description: String,
    /// The title of the page, which is its first heading; the site title is added in the head.
    pub title: String,
    /// The language of `title` where it is not that of the page.
    pub title_lang: Option<String>,
    /// One or two sentences for search engines; empty for none.
    pub description: String,
    /// The BCP 47 tag of the interface.
    pub lang: String,
    /// `ltr` or `rtl`, of the interface.
    pub dir: String,
    /// The tag of the page's own text where that is not `lang`: the page stands in another language
    /// because it has not been translated. It is set on the text, not on the labels around it; the
    /// heading has `title_lang`.
    pub content_lang: Option<String>,
    /// The direction that goes with `content_lang`.
    pub content_dir: Option<String>,
    /// The way to the root of the site, such as `../../`; `./` at the root itself.
    pub prefix: String,
    /// Whether the site is opened as files: links name the file of a page, and scripts are no
    /// modules.
    pub is_portable: bool,
    /// The address against which a page that may be served at any depth resolves its links
    /// (`/` or `/sub/path/`), for the page of an unknown address only.
    pub base: Option<String>,
    /// The code of the language of the interface, by which a search names it.
    pub code: String,
    /// The home page of this language.
    pub home: String,
    /// The search page of this language.
    pub search: String,
    /// Whether the page has a search box in its own matter, so that its head needs none.
    pub has_search_box: bool,
    /// The thing that the page shows, for the reader's basket; `None` for lists and the like.
    pub item: Option<Item>,
    /// The main parts of the site.
    pub nav: Vec<NavItem>,
    /// From the home page down to this page.
    pub crumbs: Vec<Crumb>,
    /// The same place in each language, this one included; empty where there is one language.
    pub languages: Vec<LanguageEntry>,
    /// The absolute address under which search engines should know the page; empty where the site
    /// declares no address.
    pub canonical: String,
    /// The page in each language and `x-default`, by absolute address.
    pub alternates: Vec<Alternate>,
    /// What search engines are told, such as `noindex`.
    pub robots: Option<String>,
    /// Feeds to subscribe to.
    pub feeds: Vec<Feed>,
    /// The style sheet.
    pub style: String,
    /// The scripts, modules all of them unless the site is portable.
    pub scripts: Vec<String>,
    /// The picture beside the title in a browser's tab.
    pub icon: String,
    /// The web app manifest, where one is written.
    pub manifest: Option<String>,
    /// The OpenSearch description, where one is written.
    pub opensearch: Option<String>,
    /// Further `<meta name content>`: the names of government sites, in their printed order.
    pub meta: Vec<Meta>,
    /// OpenGraph, as `<meta property content>`.
    pub open_graph: Vec<Meta>,
    /// JSON-LD, escaped already for a place inside `<script>`: no `</`, no `<!--`.
    pub json_ld: Option<String>,
    /// What a reader must know before reading.
    pub notices: Vec<Notice>,
    /// The same matter in other forms: JSON, CSV, Markdown, EPUB, …
    pub downloads: Vec<Link>,
    /// The foot of the page.
    pub footer: Footer,
}

/// An entry of the main navigation.
#[derive(Clone, Debug, Default, Serialize)]
pub struct NavItem {
    /// The name of the part.
    pub title: String,
    /// Where it begins.
    pub href: String,
    /// Whether the page belongs to this part.
    pub current: bool,
}

/// A step of the way from the home page to this one.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Crumb {
    /// The name of the step.
    pub title: String,
    /// Its page; `None` for the page itself.
    pub href: Option<String>,
}

/// A thing that a reader may collect for a course.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Item {
    /// Its id as links write it: `case:chongzuo-nuts`, `xbfm-13-5#t1-2`.
    pub id: String,
    /// The word for its kind, such as `measure`.
    pub kind: String,
    /// Its address from the root of the site.
    pub url: String,
    /// Its title.
    pub title: String,
    /// The language of the title where it is not that of the page.
    pub lang: Option<String>,
}

/// A language in the language switch.
#[derive(Clone, Debug, Default, Serialize)]
pub struct LanguageEntry {
    /// The name of the language in itself.
    pub name: String,
    /// Its BCP 47 tag.
    pub tag: String,
    /// The same place in that language.
    pub href: String,
    /// Whether it is the language of this page.
    pub current: bool,
}

/// A page in one language, for search engines.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Alternate {
    /// The tag, or `x-default`.
    pub tag: String,
    /// The absolute address.
    pub href: String,
}

/// A feed.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Feed {
    /// What it brings.
    pub title: String,
    /// Its address.
    pub href: String,
}

/// A name and what it is set to.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Meta {
    /// Such as `ArticleTitle` or `og:title`.
    pub name: String,
    /// The value as plain text.
    pub content: String,
}

/// What a notice is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum NoticeKind {
    /// The page stands in its original language.
    Fallback,
    /// The text is a digest in our words.
    #[default]
    Digest,
    /// The policy is expired, repealed or superseded.
    Status,
    /// The original changed after it was translated.
    Stale,
}

/// Something a reader must know before reading.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Notice {
    /// What it is about; also a class.
    pub kind: NoticeKind,
    /// The notice in whole sentences.
    pub text: String,
    /// Where to go: the source, the successor, the original.
    pub links: Vec<Link>,
}

/// The foot of a page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Footer {
    /// Who publishes the site; empty for none, as below.
    pub publisher: String,
    /// Who is in charge of it (主办单位), where that is another.
    pub sponsor: String,
    /// How to reach the publisher.
    pub contact: String,
    /// Numbers that a site has to show: site code, ICP number.
    pub registrations: Vec<Link>,
    /// Where to report an error (纠错).
    pub correction: Option<Link>,
    /// The licence of the content.
    pub licence: Option<Link>,
    /// The software that made the page.
    pub software: Option<Link>,
    /// When the knowledge base was last changed, for a reader; empty for unknown.
    pub updated: String,
}
