//! What results are: other names, other languages, places, counts, order, and what may have been
//! meant.

use super::*;

/// A passage in two languages, and one that stands on the same page.
fn bilingual() -> Vec<Passage> {
    let guards =
        |locale: &str, title: &str, names: &[&str], foreign: &[&str], body: &str| Passage {
            kind: PassageKind::Term,
            locale: locale.to_owned(),
            names: names.iter().map(|name| (*name).to_owned()).collect(),
            foreign_names: foreign.iter().map(|name| (*name).to_owned()).collect(),
            pinyin: match locale {
                "zh" => vec!["hubianyuan hby".to_owned()],
                _ => Vec::new(),
            },
            ..passage("term:guard", title, body)
        };
    let lesson = |id: &str, body: &str| Passage {
        kind: PassageKind::Course,
        page: Some("course:a".to_owned()),
        url: format!("zh/courses/a/#{id}"),
        anchors: vec![format!("{id}.1"), format!("{id}.2")],
        ..passage(&format!("course:a#{id}"), "课", body)
    };
    let measure = |id: &str, locale: &str, status: &str, date: &str, body: &str| Passage {
        locale: locale.to_owned(),
        status: Some(status.to_owned()),
        date: Some(date.to_owned()),
        year: date[..4].parse().ok(),
        url: format!("{locale}/{id}/"),
        other_locales: vec![if locale == "zh" { "en" } else { "zh" }.to_owned()],
        ..passage(id, "补贴", body)
    };
    vec![
        guards("zh", "护边员", &["巡边员"], &["border guard"], "看边的人。"),
        measure("old", "zh", "expired", "2012-03", "落实护边员补贴。"),
        measure("new", "zh", "in_force", "2021", "落实护边员补贴。"),
        lesson("one", "第一段。\n巡边员的一天。"),
        lesson("two", "又说巡边员。"),
        Passage {
            kind: PassageKind::Ministry,
            successors: vec![Successor {
                title: "自然资源部".to_owned(),
                url: "zh/ministries/mnr/".to_owned(),
            }],
            ..passage("ministry:mlr", "国土资源部", "")
        },
        guards(
            "en",
            "border guard",
            &[],
            &["护边员"],
            "Who watches the border.",
        ),
        measure(
            "old",
            "en",
            "expired",
            "2012-03",
            "Pay border guards and infrastructure.",
        ),
    ]
}

fn ask(typed: &str, change: impl FnOnce(&mut SearchRequest)) -> SearchResponse {
    let mut request = SearchRequest::new(typed);
    change(&mut request);
    let index = index_of(&bilingual());
    index.search(&request).expect("the index can be read")
}

#[test]
fn a_name_stands_for_the_others_in_each_language() {
    let both = ask("护边员", |_| ());
    assert_eq!(both.expansions[0].typed, "护边员");
    assert_eq!(both.expansions[0].also, ["巡边员", "border guard"]);
    assert_eq!(ids(&both)[0], "term:guard");
    assert!(ids(&both).contains(&"course:a#two"), "{both:?}");
    let english = ask("护边员", |request| {
        request.filters.locale = Some("en".to_owned());
    });
    assert_eq!(ids(&english), ["term:guard", "old"]);
    let pinyin = ask("hubianyuan", |_| ());
    assert_eq!(ids(&pinyin)[0], "term:guard");
    assert_eq!(pinyin.total, both.total);
    assert_eq!(ask("\"护边员\"", |_| ()).expansions, []);
}

#[test]
fn passages_of_one_page_are_one_result_in_every_language() {
    let response = ask("补贴 OR border", |_| ());
    let old = response
        .results
        .iter()
        .filter(|hit| hit.id == "old")
        .count();
    assert_eq!(old, 1, "{response:?}");
    assert_eq!(response.results.len(), response.total);
    let lessons = ask("\"巡边员\"", |request| {
        request.filters.kind = vec![PassageKind::Course];
    });
    assert_eq!((lessons.total, lessons.results[0].more), (1, 1));
    let old = ask("补贴", |_| ()).results.remove(1);
    assert_eq!(old.alternates[0].url, "en/old/");
}

#[test]
fn the_address_leads_to_the_paragraph() {
    let response = ask("的一天", |_| ());
    assert_eq!(response.results[0].url, "zh/courses/a/#one.2");
}

#[test]
fn what_is_in_force_comes_first_and_the_latest_when_asked() {
    assert_eq!(ids(&ask("护边员补贴", |_| ())), ["new", "old"]);
    let by_date = ask("", |request| {
        request.filters.kind = vec![PassageKind::Measure];
        request.sort = Sort::Date;
    });
    assert_eq!(ids(&by_date), ["new", "old"]);
}

#[test]
fn values_are_counted_and_a_choice_does_not_narrow_its_own() {
    let response = ask("补贴", |request| {
        request.facets = true;
        request.filters.status = vec!["expired".to_owned()];
    });
    assert_eq!(response.total, 1);
    let facets = response.facets.expect("they were asked for");
    let counts = |facet: &str| -> Vec<_> {
        let values = facets[facet].iter();
        values.map(|one| (one.value.as_str(), one.count)).collect()
    };
    assert_eq!(counts("status"), [("expired", 1), ("in_force", 1)]);
    assert_eq!(counts("year"), [("2012", 1)]);
    assert_eq!(counts("kind"), [("measure", 1)]);
}

#[test]
fn slips_are_put_right_and_bodies_of_then_lead_to_those_of_today() {
    let spelling = |typed: &str, expected: &str| {
        let response = ask(typed, |_| ());
        let expected = Suggestion::Spelling {
            query: expected.to_owned(),
        };
        assert_eq!(response.suggestions.first(), Some(&expected), "{typed}");
    };
    spelling("户边员", "护边员");
    spelling("infrastrcture", "infrastructure");
    spelling("border infrastuctrue", "border infrastructure");
    let response = ask("国土资源部", |_| ());
    assert!(
        matches!(&response.suggestions[..], [Suggestion::Successor { query, .. }] if query == "自然资源部"),
        "{response:?}"
    );
    assert_eq!(ask("完全没有", |_| ()).suggestions, []);
}

#[test]
fn an_unfinished_word_finds_those_it_begins() {
    assert_eq!(ids(&ask("infrastr", |_| ())), ["old"]);
    assert_eq!(ids(&ask("in", |_| ())), Vec::<&str>::new());
}

#[test]
fn hostile_queries_are_answered() {
    let index = index_of(&bilingual());
    for typed in hostile() {
        let response = answer(&index, &typed);
        assert!(response.results.len() <= response.total, "{typed:.40}");
    }
}

/// What nobody means and anybody may paste.
fn hostile() -> Vec<String> {
    let long = |piece: &str| piece.repeat(10_000 / piece.chars().count());
    vec![
        long("边民互市"),
        long("a "),
        long("a* "),
        long("\""),
        long("-"),
        long("OR "),
        long("title:"),
        long("\u{301}"),
        long("第一百二十三条"),
        "\u{0}\u{7}\u{1b}[31m边民".to_owned(),
        "\u{FFFD}\u{FFFF}".to_owned(),
        "year:99999999999999999999..".to_owned(),
        "\"边民 -\"互市".to_owned(),
    ]
}

#[test]
fn a_refusal_holds_for_a_page_in_all_languages() {
    assert_eq!(ids(&ask("补贴 -border", |_| ())), ["new"]);
    let chinese = ask("补贴 -border", |request| {
        request.filters.locale = Some("zh".to_owned());
    });
    assert_eq!(ids(&chinese), ["new", "old"]);
}

#[test]
fn alternatives_are_expanded_each_and_scopes_stay_apart() {
    let response = ask("护边员 OR 国土资源部", |_| ());
    assert_eq!(response.expansions.len(), 1);
    assert!(ids(&response).contains(&"course:a#two"), "{response:?}");
    assert_eq!(ask("title:border guards", |_| ()).expansions, []);
}

#[test]
fn years_statuses_and_numbers_are_read_in_chinese() {
    assert_eq!(ids(&ask("补贴 year:2012年", |_| ())), ["old"]);
    assert_eq!(ids(&ask("补贴 年份:2020年至2022年", |_| ())), ["new"]);
    assert_eq!(ids(&ask("补贴 时效:失效", |_| ())), ["old"]);
    check("五十号", &["plan#t2"]);
}
