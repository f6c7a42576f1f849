//! The knowledge base of this repository, searched the way people search it.

use jingwei::search::{
    Filters, Fragment, Hit, PassageKind, SearchIndex, SearchRequest, SearchResponse, gather,
};

use crate::built_site;

fn index() -> &'static SearchIndex {
    &built_site::repository().search.index
}

fn ask(query: &str, filters: Filters) -> SearchResponse {
    let request = SearchRequest {
        query: query.to_owned(),
        filters,
        limit: 10_000,
        ..SearchRequest::new("")
    };
    index().search(&request).expect("an answer")
}

/// Filters to one language.
fn in_locale(code: &str) -> Filters {
    Filters {
        locale: Some(code.to_owned()),
        ..Filters::default()
    }
}

fn ids(response: &SearchResponse) -> Vec<&str> {
    response.results.iter().map(|hit| hit.id.as_str()).collect()
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

#[test]
fn any_two_characters_of_a_title_find_its_page() {
    let site = built_site::repository().compilation.site.as_ref();
    let site = site.expect("a site");
    let passages = gather(&site.knowledge_base, &site.graph);
    let chinese = passages.iter().filter(|passage| passage.locale == "zh");
    let mut asked = 0;
    for passage in chinese.step_by(5) {
        let title: Vec<char> = passage.title.chars().collect();
        for pair in title
            .windows(2)
            .filter(|pair| pair.iter().copied().all(is_han))
        {
            let query: String = pair.iter().collect();
            let response = ask(&query, in_locale("zh"));
            assert!(response.notice.is_none(), "{query}");
            assert!(
                ids(&response).contains(&passage.id.as_str()),
                "{query} of {}",
                passage.title
            );
            asked += 1;
        }
    }
    assert!(asked > 100, "{asked} pairs");
}

#[test]
fn a_body_is_found_by_each_of_its_names() {
    for query in [
        "NDRC",
        "ndrc",
        "发改委",
        "国家发改委",
        "国家发展改革委",
        "国家发展和改革委员会",
    ] {
        let response = ask(query, in_locale("zh"));
        assert_eq!(ids(&response).first(), Some(&"ministry:ndrc"), "{query}");
    }
    for query in ["NDRC", "National Development and Reform Commission"] {
        let response = ask(query, in_locale("en"));
        assert_eq!(ids(&response).first(), Some(&"ministry:ndrc"), "{query}");
    }
}

/// What a filter lets through must all have what it asks for, and be fewer than before.
fn check_filter(filters: &Filters, holds: impl Fn(&Hit) -> bool) {
    let all = ask("边境", in_locale("zh"));
    let narrowed = ask("边境", filters.clone());
    assert!(
        narrowed.total > 0 && narrowed.total < all.total,
        "{filters:?}"
    );
    assert_eq!(narrowed.results.len(), narrowed.total, "{filters:?}");
    for hit in &narrowed.results {
        assert!(holds(hit), "{filters:?} lets {} through", hit.id);
    }
    let missed: Vec<_> = all
        .results
        .iter()
        .filter(|hit| holds(hit) && !ids(&narrowed).contains(&hit.id.as_str()))
        .map(|hit| &hit.id)
        .collect();
    assert_eq!(missed, Vec::<&String>::new(), "{filters:?}");
}

#[test]
fn filters_let_through_what_they_ask_for_and_all_of_it() {
    let site = built_site::repository().compilation.site.as_ref();
    let site = site.expect("a site");
    let passages = gather(&site.knowledge_base, &site.graph);
    let passage = |hit: &Hit| {
        passages
            .iter()
            .find(|passage| passage.locale == "zh" && passage.id == hit.id)
            .expect("a stored passage")
    };
    let chinese = || in_locale("zh");
    check_filter(
        &Filters {
            kind: vec![PassageKind::Case],
            ..chinese()
        },
        |hit| hit.kind == PassageKind::Case,
    );
    check_filter(
        &Filters {
            kind: vec![PassageKind::Measure, PassageKind::Section],
            ..chinese()
        },
        |hit| matches!(hit.kind, PassageKind::Measure | PassageKind::Section),
    );
    check_filter(
        &Filters {
            ministry: vec!["mwr".to_owned()],
            ..chinese()
        },
        |hit| hit.ministries.iter().any(|id| id == "mwr"),
    );
    check_filter(
        &Filters {
            region: vec!["150000".to_owned()],
            ..chinese()
        },
        |hit| passage(hit).regions.iter().any(|code| code == "150000"),
    );
    check_filter(
        &Filters {
            topic: vec!["ecology".to_owned()],
            ..chinese()
        },
        |hit| passage(hit).topics.iter().any(|id| id == "ecology"),
    );
    check_filter(
        &Filters {
            policy: vec!["xbfm-13-5".to_owned()],
            kind: vec![PassageKind::Measure],
            ..chinese()
        },
        |hit| hit.policy.as_deref() == Some("xbfm-13-5") && hit.kind == PassageKind::Measure,
    );
}

#[test]
fn a_region_holds_what_lies_in_it() {
    let region = |code: &str| Filters {
        region: vec![code.to_owned()],
        kind: vec![PassageKind::Case],
        ..in_locale("zh")
    };
    let (within, around) = (ask("", region("150400")), ask("", region("150000")));
    assert!(within.total > 0 && within.total < around.total);
    for id in ids(&within) {
        assert!(ids(&around).contains(&id), "{id}");
    }
}

#[test]
fn the_body_of_today_has_the_measures_given_to_those_before_it() {
    let by = |id: &str| Filters {
        ministry: vec![id.to_owned()],
        kind: vec![PassageKind::Measure],
        ..in_locale("zh")
    };
    let (then, now) = (ask("", by("mlr")), ask("", by("mnr")));
    assert!(then.total > 0);
    for id in ids(&then) {
        assert!(ids(&now).contains(&id), "{id}");
    }
}

fn joined(fragments: &[Fragment]) -> String {
    fragments
        .iter()
        .map(|fragment| fragment.text.as_str())
        .collect()
}

/// Whether a marked word is one asked for: in Chinese the same characters, in English another form
/// of the word (trade, trading).
fn is_form_of(marked: &str, word: &str) -> bool {
    match word.get(..4).filter(|_| word.is_ascii()) {
        Some(stem) => marked.starts_with(stem),
        None => marked.contains(word) || word.contains(marked),
    }
}

/// Text in one line: a snippet shows paragraphs so.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn highlights_are_inside_the_text_and_hold_what_was_asked_for() {
    let site = built_site::repository().compilation.site.as_ref();
    let site = site.expect("a site");
    let passages = gather(&site.knowledge_base, &site.graph);
    let mut marks = 0;
    for (query, code) in [
        ("边民互市", "zh"),
        ("饮水安全", "zh"),
        ("border trade", "en"),
        ("drinking water", "en"),
    ] {
        for hit in ask(query, in_locale(code)).results {
            let passage = passages
                .iter()
                .find(|passage| passage.locale == code && passage.id == hit.id)
                .expect("a stored passage");
            assert_eq!(joined(&hit.title_fragments), passage.title);
            let shown = joined(&hit.snippet);
            let inside = shown.trim_matches('…').trim();
            let is_there = [&passage.body, &passage.names.join("\n"), &passage.title]
                .iter()
                .any(|text| spaced(text).contains(&spaced(inside)));
            assert!(is_there, "{query}, {}: {shown}", hit.id);
            for fragment in hit.snippet.iter().chain(&hit.title_fragments) {
                if fragment.marked {
                    marks += 1;
                    let marked = fragment.text.to_lowercase();
                    let words = query.split(' ').any(|word| is_form_of(&marked, word));
                    assert!(words, "{query} marks {marked} in {}", hit.id);
                }
            }
        }
    }
    assert!(marks > 50, "{marks} marks");
}

#[test]
fn a_text_without_summary_begins_with_its_first_word() {
    let site = built_site::build(&built_site::repository_folder().join("tests/sites/whole/site"));
    let site = site.compilation.site.as_ref().expect("a site");
    for passage in gather(&site.knowledge_base, &site.graph) {
        assert_eq!(passage.body.trim(), passage.body, "{}", passage.id);
    }
}
