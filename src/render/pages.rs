//! Which pages a site has, and in which languages each of them really exists. What is rendered,
//! listed in the sitemap and named as an alternate all comes from here.

use crate::address::{self, List, Page, View};
use crate::locale::Locale;
use crate::model::{KnowledgeBase, Policy, Target};

/// Every page of a site, in order of addresses.
///
/// # Shape
/// Each language has all pages of the other languages, also where a document has no text in it:
/// such a page shows the original ([`is_fallback`]). A list has a page even if nothing is on it.
/// Only lists of documents are divided into pages; bodies, regions and topics stand on one page
/// each, in groups or as a tree. A generic body (有关部门) has no page, nor has a term for itself.
pub fn pages(knowledge_base: &KnowledgeBase) -> Vec<Page> {
    let views = views(knowledge_base);
    let mut pages = vec![Page::Root, Page::NotFound];
    for locale in knowledge_base.locales() {
        pages.extend(views.iter().map(|&view| Page::In(locale, view)));
        pages.extend(parallels(knowledge_base, locale));
    }
    pages.sort_by_cached_key(|&page| address::page(knowledge_base, page));
    pages
}

/// How many pages a list has, from 1.
pub fn list_pages(knowledge_base: &KnowledgeBase, list: List) -> usize {
    let entries = match list {
        List::Policies => knowledge_base.policies.len(),
        List::Cases => knowledge_base.cases.len(),
        List::Courses => knowledge_base.courses.len(),
        List::Ministries | List::Regions | List::Topics => 1,
    };
    let page_entries = knowledge_base.config.limits.page_entries;
    entries.div_ceil(page_entries).max(1)
}

/// The same page in each language in which it really exists, in declared order; without the
/// languages in which it stands in for a missing translation. Nothing for a page that belongs to
/// no language.
///
/// # Shape
/// For alternates: what a page names here names the page in turn, and the first is `x-default`,
/// so that is the primary language wherever the page exists in it.
pub fn languages(knowledge_base: &KnowledgeBase, page: Page) -> Vec<(Locale, Page)> {
    let Page::In(own, view) = page else {
        return Vec::new();
    };
    let same_place = |locale: Locale| match view {
        // Both texts stand on the page, so it exists in these two languages and no other.
        View::Parallel { policy, other } if locale == other => {
            let view = View::Parallel { policy, other: own };
            Some((locale, Page::In(locale, view)))
        }
        View::Parallel { .. } => (locale == own).then_some((locale, page)),
        _ => has_text(knowledge_base, view, locale).then_some((locale, Page::In(locale, view))),
    };
    knowledge_base.locales().filter_map(same_place).collect()
}

/// Whether a page stands in a language that its text does not exist in: it shows the original,
/// and search engines are not to know it under this address.
pub fn is_fallback(knowledge_base: &KnowledgeBase, page: Page) -> bool {
    match page {
        Page::Root | Page::NotFound => false,
        Page::In(locale, view) => !has_text(knowledge_base, view, locale),
    }
}

/// Whether what a page shows is written in a language. What is made of registries and interface
/// strings is, in all of them.
fn has_text(knowledge_base: &KnowledgeBase, view: View, locale: Locale) -> bool {
    match view {
        View::One(Target::Section { policy, section }) => {
            let policy = &knowledge_base.policies[policy];
            policy.section_body(section, locale).0 == locale
        }
        View::One(Target::Policy(policy)) | View::PolicyMatrix(policy) => {
            knowledge_base.policies[policy].texts.has(locale)
        }
        View::One(Target::Case(case)) => knowledge_base.cases[case].texts.has(locale),
        View::One(Target::Course(course)) => knowledge_base.courses[course].texts.has(locale),
        View::One(Target::Page(page)) => knowledge_base.pages[page].texts.has(locale),
        View::One(Target::Ministry(_) | Target::Region(_) | Target::Topic(_) | Target::Term(_))
        | View::Home
        | View::List(..)
        | View::Parallel { .. }
        | View::Matrix
        | View::Terms
        | View::Search => true,
    }
}

/// What the pages of every language show, parallel texts apart.
fn views(knowledge_base: &KnowledgeBase) -> Vec<View> {
    let mut views = vec![View::Home, View::Matrix, View::Terms, View::Search];
    for list in List::ALL {
        let numbers = 1..=list_pages(knowledge_base, list);
        views.extend(numbers.map(|number| View::List(list, number)));
    }
    for (position, policy) in knowledge_base.policies.iter().enumerate() {
        views.push(View::PolicyMatrix(position));
        views.extend(policy_targets(position, policy).map(View::One));
    }
    let ministries = knowledge_base.ministries.iter().enumerate();
    let ministries = ministries
        .filter(|(_, ministry)| !ministry.is_generic)
        .map(|(position, _)| Target::Ministry(position));
    let others = ministries
        .chain((0..knowledge_base.cases.len()).map(Target::Case))
        .chain((0..knowledge_base.regions.len()).map(Target::Region))
        .chain((0..knowledge_base.topics.len()).map(Target::Topic))
        .chain((0..knowledge_base.courses.len()).map(Target::Course))
        .chain((0..knowledge_base.pages.len()).map(Target::Page));
    views.extend(others.map(View::One));
    views
}

fn policy_targets(position: usize, policy: &Policy) -> impl Iterator<Item = Target> {
    let section = move |section| Target::Section {
        policy: position,
        section,
    };
    std::iter::once(Target::Policy(position)).chain((0..policy.sections.len()).map(section))
}

/// The parallel texts of a language: each policy that has a text in it, beside each other
/// language that it has a text in.
fn parallels(
    knowledge_base: &KnowledgeBase,
    locale: Locale,
) -> impl Iterator<Item = Page> + use<'_> {
    let policies = knowledge_base.policies.iter().enumerate();
    let written = policies.filter(move |(_, policy)| policy.texts.has(locale));
    written.flat_map(move |(position, policy)| {
        let others = policy.texts.by_locale.iter().map(|(other, _)| other);
        let beside = others.filter(move |&other| other != locale);
        beside.map(move |other| {
            let policy = position;
            Page::In(locale, View::Parallel { policy, other })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sample;

    const SOURCES: &str = "- {id: plan, title: {zh: 规划}, date: 2017-05-28}\n";
    const PLAN: &str = "---\ntitle: 规划\nsource: plan\n---\n\
        ## 一、任务 {#c1}\n### 1. 修路 {#t1 .task}\n修路。\n";
    const PLAN_ENGLISH: &str = "---\ntitle: Plan\n---\n## Tasks {#c1}\n";

    fn addresses(knowledge_base: &KnowledgeBase, pages: &[Page]) -> Vec<String> {
        let pages = pages.iter();
        pages
            .map(|&page| address::page(knowledge_base, page))
            .collect()
    }

    fn alternates(knowledge_base: &KnowledgeBase, page: Page) -> Vec<String> {
        let languages = languages(knowledge_base, page);
        let pages: Vec<Page> = languages.into_iter().map(|(_, page)| page).collect();
        addresses(knowledge_base, &pages)
    }

    #[test]
    fn an_empty_site_has_its_lists() {
        let settings = "title: {zh: 空}\ndescription: {zh: 空。}\nbase_url: https://a.example/\n\
            languages: [{code: zh, tag: zh-Hans, name: 中文}]\n";
        let site = sample::site(&[("site.yaml", settings)]);
        let pages = pages(&site.knowledge_base);
        let expected = [
            "",
            "404.html",
            "zh/",
            "zh/cases/",
            "zh/courses/",
            "zh/matrix/",
            "zh/ministries/",
            "zh/policies/",
            "zh/regions/",
            "zh/search/",
            "zh/terms/",
            "zh/topics/",
        ];
        assert_eq!(addresses(&site.knowledge_base, &pages), expected);
    }

    #[test]
    fn a_policy_has_a_page_for_itself_each_section_its_matrix_and_each_other_language() {
        let site = sample::site(&[
            ("sources.yaml", SOURCES),
            ("policies/plan.zh.md", PLAN),
            ("policies/plan.en.md", PLAN_ENGLISH),
        ]);
        let pages = addresses(&site.knowledge_base, &pages(&site.knowledge_base));
        let of_policy: Vec<_> = pages
            .iter()
            .filter(|address| address.contains("policies/plan/"))
            .collect();
        assert_eq!(
            of_policy,
            [
                "en/policies/plan/",
                "en/policies/plan/c1/",
                "en/policies/plan/matrix/",
                "en/policies/plan/parallel/zh/",
                "en/policies/plan/t1/",
                "zh/policies/plan/",
                "zh/policies/plan/c1/",
                "zh/policies/plan/matrix/",
                "zh/policies/plan/parallel/en/",
                "zh/policies/plan/t1/",
            ]
        );
    }

    #[test]
    fn a_generic_body_has_no_page() {
        let ministries = "\
- {id: mof, name: {zh: 财政部}, type: department}
- {id: others, name: {zh: 有关部门}, type: department, generic: true}
";
        let site = sample::site(&[("ministries.yaml", ministries)]);
        let pages = addresses(&site.knowledge_base, &pages(&site.knowledge_base));
        assert!(pages.contains(&"zh/ministries/mof/".to_owned()));
        assert!(!pages.contains(&"zh/ministries/others/".to_owned()));
    }

    #[test]
    fn a_long_list_goes_on_over_pages() {
        let settings = format!("{}limits: {{page_entries: 2}}\n", sample::SETTINGS);
        let page = "---\ntitle: 课\n---\n课。\n";
        let paths: Vec<String> = (1..=5).map(|n| format!("courses/c{n}.zh.md")).collect();
        let mut files = vec![("site.yaml", settings.as_str())];
        files.extend(paths.iter().map(|path| (path.as_str(), page)));
        let site = sample::site(&files);
        assert_eq!(list_pages(&site.knowledge_base, List::Courses), 3);
        let pages = addresses(&site.knowledge_base, &pages(&site.knowledge_base));
        assert!(pages.contains(&"en/courses/page/3/".to_owned()));
        assert!(!pages.contains(&"en/courses/page/1/".to_owned()));
        assert!(!pages.contains(&"en/courses/page/4/".to_owned()));
    }

    #[test]
    fn alternates_are_where_the_text_exists() {
        let site = sample::site(&[
            ("sources.yaml", SOURCES),
            ("policies/plan.zh.md", PLAN),
            ("policies/plan.en.md", PLAN_ENGLISH),
            ("pages/about.en.md", "---\ntitle: About\n---\nAbout.\n"),
        ]);
        let knowledge_base = &site.knowledge_base;
        let about = Page::In(Locale::PRIMARY, View::One(Target::Page(0)));
        assert_eq!(alternates(knowledge_base, about), ["en/about/"]);
        assert!(is_fallback(knowledge_base, about));
        let untranslated = View::One(Target::Section {
            policy: 0,
            section: 1,
        });
        let untranslated = Page::In(Locale::PRIMARY, untranslated);
        assert_eq!(
            alternates(knowledge_base, untranslated),
            ["zh/policies/plan/t1/"]
        );
        assert!(!is_fallback(knowledge_base, untranslated));
        let home = Page::In(Locale::PRIMARY, View::Home);
        assert_eq!(alternates(knowledge_base, home), ["zh/", "en/"]);
        assert_eq!(alternates(knowledge_base, Page::Root), Vec::<String>::new());
    }

    #[test]
    fn alternates_name_one_another() {
        let settings = sample::SETTINGS.replace(
            "publisher:",
            "- {code: mn, tag: mn-Mong-CN, name: mongol}\npublisher:",
        );
        let site = sample::site(&[
            ("site.yaml", &settings),
            ("sources.yaml", SOURCES),
            ("policies/plan.zh.md", PLAN),
            ("policies/plan.en.md", PLAN_ENGLISH),
            ("policies/plan.mn.md", "---\ntitle: tolob\n---\n"),
        ]);
        let knowledge_base = &site.knowledge_base;
        let mut parallels = 0;
        for page in pages(knowledge_base) {
            let named = languages(knowledge_base, page);
            for &(_, other) in &named {
                assert_eq!(languages(knowledge_base, other), named, "{page:?}");
            }
            parallels += usize::from(matches!(page, Page::In(_, View::Parallel { .. })));
        }
        assert_eq!(parallels, 6);
    }
}
