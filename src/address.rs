//! From ids to addresses: the only place that knows what the addresses of a site look like.
//!
//! # Shape
//! An address here is a path from the root of the site, without a slash in front. A page's address
//! ends in `/` and its file is `index.html` in that folder. Links between pages are relative, so a
//! site works under any path. The anchors within a page are those of its text: the id of a section,
//! `ID.N` for block N of its own text, `intro.N` before the first section. [`anchored`] gives each
//! block with the anchor it has.

pub use crate::content::{INTRO, anchored, block_anchor, footnote_anchor};

use crate::locale::Locale;
use crate::model::{KnowledgeBase, Target};

/// The form in which a site is published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// For a web server, which gives a folder's `index.html` where the folder is asked for.
    #[default]
    Served,
    /// To be opened as files, from a disk or a stick, where nobody does that.
    Portable,
}

/// The lists of a language, by their words in addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum List {
    /// All policies.
    Policies,
    /// All cases.
    Cases,
    /// All bodies.
    Ministries,
    /// All regions.
    Regions,
    /// All topics.
    Topics,
    /// All courses.
    Courses,
}

impl List {
    /// Every list.
    pub const ALL: [Self; 6] = [
        Self::Policies,
        Self::Cases,
        Self::Ministries,
        Self::Regions,
        Self::Topics,
        Self::Courses,
    ];

    /// The word in addresses.
    pub fn word(self) -> &'static str {
        match self {
            Self::Policies => "policies",
            Self::Cases => "cases",
            Self::Ministries => "ministries",
            Self::Regions => "regions",
            Self::Topics => "topics",
            Self::Courses => "courses",
        }
    }
}

/// A page of a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Page {
    /// The choice of languages at the root.
    Root,
    /// What is shown where there is no page.
    NotFound,
    /// A page in one language.
    In(Locale, View),
}

/// What a page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum View {
    /// The first page of a language.
    Home,
    /// A page of a list, from 1.
    List(List, usize),
    /// One thing.
    One(Target),
    /// A policy in two languages side by side.
    Parallel {
        /// The policy.
        policy: usize,
        /// The other language.
        other: Locale,
    },
    /// Which body answers for which measure of a policy.
    PolicyMatrix(usize),
    /// Which body answers for how many measures of which policy.
    Matrix,
    /// All terms.
    Terms,
    /// The search form.
    Search,
}

/// The address of a page.
pub fn page(knowledge_base: &KnowledgeBase, page: Page) -> String {
    match page {
        Page::Root => String::new(),
        Page::NotFound => "404.html".to_owned(),
        Page::In(locale, view) => {
            let code = knowledge_base.config.locales.code(locale);
            format!("{code}/{}", view_path(knowledge_base, view))
        }
    }
}

fn view_path(knowledge_base: &KnowledgeBase, view: View) -> String {
    match view {
        View::Home => String::new(),
        View::List(list, 0 | 1) => format!("{}/", list.word()),
        View::List(list, number) => format!("{}/page/{number}/", list.word()),
        View::One(target) => target_path(knowledge_base, target),
        View::Parallel { policy, other } => {
            let id = &knowledge_base.policies[policy].id;
            let code = knowledge_base.config.locales.code(other);
            format!("policies/{id}/parallel/{code}/")
        }
        View::PolicyMatrix(policy) => {
            format!("policies/{}/matrix/", knowledge_base.policies[policy].id)
        }
        View::Matrix => "matrix/".to_owned(),
        View::Terms => "terms/".to_owned(),
        View::Search => "search/".to_owned(),
    }
}

fn target_path(knowledge_base: &KnowledgeBase, target: Target) -> String {
    match target {
        Target::Policy(policy) => format!("policies/{}/", knowledge_base.policies[policy].id),
        Target::Section { policy, section } => {
            let policy = &knowledge_base.policies[policy];
            format!("policies/{}/{}/", policy.id, policy.sections[section].id)
        }
        Target::Ministry(ministry) => {
            format!("ministries/{}/", knowledge_base.ministries[ministry].id)
        }
        Target::Case(case) => format!("cases/{}/", knowledge_base.cases[case].id),
        Target::Region(region) => format!("regions/{}/", knowledge_base.regions[region].code),
        Target::Topic(topic) => format!("topics/{}/", knowledge_base.topics[topic].id),
        Target::Term(term) => format!("terms/#{}", knowledge_base.terms[term].id),
        Target::Course(course) => format!("courses/{}/", knowledge_base.courses[course].id),
        Target::Page(page) => format!("{}/", knowledge_base.pages[page].id),
    }
}

/// The file in which a page with this address is written.
pub fn file(address: &str) -> String {
    let path = address.split('#').next().unwrap_or_default();
    if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.to_owned()
    }
}

/// A link from the page at one address to another address.
pub fn relative(from: &str, to: &str) -> String {
    let folder = &from[..from.rfind('/').map_or(0, |slash| slash + 1)];
    let mut shared = 0;
    for (at, byte) in folder.bytes().enumerate() {
        if to.as_bytes().get(at) != Some(&byte) {
            break;
        }
        if byte == b'/' {
            shared = at + 1;
        }
    }
    let up = folder[shared..].matches('/').count();
    let link = format!("{}{}", "../".repeat(up), &to[shared..]);
    if link.is_empty() || link.starts_with('#') {
        format!("./{link}")
    } else {
        link
    }
}

/// A link from the page at one address to another address, as a site in this form needs it: one
/// that is opened as files names the file of a page.
pub fn link(form: Form, from: &str, to: &str) -> String {
    let link = relative(from, to);
    match form {
        Form::Served => link,
        Form::Portable => {
            let (path, anchor) = link.split_at(link.find('#').unwrap_or(link.len()));
            let path = file(path);
            format!("{path}{anchor}")
        }
    }
}

/// The feed of a language: of everything, or of one list.
pub fn feed(code: &str, list: Option<List>) -> String {
    match list {
        Some(list) => format!("{code}/{}/feed.xml", list.word()),
        None => format!("{code}/feed.xml"),
    }
}

/// The folder of the search index.
pub const SEARCH_INDEX: &str = "search/index";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_relative_to_the_folder_of_the_page() {
        let cases = [
            ("zh/policies/a/", "zh/policies/a/t1/", "t1/"),
            ("zh/policies/a/t1/", "zh/policies/a/t2/", "../t2/"),
            (
                "zh/policies/a/",
                "zh/ministries/mof/",
                "../../ministries/mof/",
            ),
            (
                "zh/policies/a/",
                "en/policies/a/",
                "../../../en/policies/a/",
            ),
            ("", "zh/", "zh/"),
            ("zh/", "", "../"),
            ("zh/", "zh/", "./"),
            ("zh/terms/", "zh/terms/#qi", "./#qi"),
            ("404.html", "zh/", "zh/"),
            ("zh/", "zh/feed.xml", "feed.xml"),
            ("zh/a/", "zh/ab/", "../ab/"),
        ];
        for (from, to, expected) in cases {
            assert_eq!(relative(from, to), expected, "{from} -> {to}");
        }
    }

    #[test]
    fn links_of_a_portable_site_name_the_file_of_a_page() {
        let cases = [
            ("zh/policies/a/t1/", "zh/policies/a/t2/", "../t2/index.html"),
            ("zh/", "zh/", "./index.html"),
            ("zh/", "", "../index.html"),
            ("", "zh/", "zh/index.html"),
            ("zh/terms/", "zh/terms/#qi", "./index.html#qi"),
            ("zh/", "zh/terms/#qi", "terms/index.html#qi"),
            ("zh/", "zh/feed.xml", "feed.xml"),
            ("zh/a/", "assets/style.css", "../../assets/style.css"),
        ];
        for (from, to, expected) in cases {
            assert_eq!(link(Form::Portable, from, to), expected, "{from} -> {to}");
            assert_eq!(link(Form::Served, from, to), relative(from, to));
        }
    }

    #[test]
    fn a_page_is_the_index_of_its_folder() {
        assert_eq!(file(""), "index.html");
        assert_eq!(file("zh/terms/#qi"), "zh/terms/index.html");
        assert_eq!(file("zh/feed.xml"), "zh/feed.xml");
    }
}
