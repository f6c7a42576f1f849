//! What a person may rely on when searching, tried on built indexes.

mod files;
mod properties;

use super::*;

fn passage(id: &str, title: &str, body: &str) -> Passage {
    Passage {
        id: id.to_owned(),
        kind: PassageKind::Measure,
        locale: "zh".to_owned(),
        url: format!("zh/{id}/"),
        title: title.to_owned(),
        headings: Vec::new(),
        page: None,
        names: Vec::new(),
        foreign_names: Vec::new(),
        pinyin: Vec::new(),
        body: body.to_owned(),
        anchors: Vec::new(),
        policy: None,
        ministries: Vec::new(),
        bodies: Vec::new(),
        regions: Vec::new(),
        topics: Vec::new(),
        case_count: 0,
        date: None,
        year: None,
        status: None,
        other_locales: Vec::new(),
        successors: Vec::new(),
    }
}

fn library() -> Vec<Passage> {
    let plan = |passage: Passage, year| Passage {
        policy: Some("plan".to_owned()),
        year: Some(year),
        ..passage
    };
    vec![
        plan(
            Passage {
                headings: vec!["兴边富民行动“十三五”规划".to_owned()],
                ministries: vec!["mwr".to_owned(), "ndrc".to_owned()],
                topics: vec!["water".to_owned()],
                ..passage(
                    "plan#t1",
                    "推进边境地区水利建设",
                    "加强边境地区水利，沿Ｇ２１９線修建。\n各地落实。",
                )
            },
            2017,
        ),
        plan(
            Passage {
                headings: vec!["兴边富民行动“十三五”规划".to_owned()],
                ministries: vec!["mof".to_owned()],
                ..passage(
                    "plan#t2",
                    "發展邊民互市貿易",
                    "支持邊民互市，兴边、富民并重，50号文件。",
                )
            },
            2017,
        ),
        Passage {
            kind: PassageKind::Policy,
            year: Some(2021),
            policy: Some("next".to_owned()),
            ..passage(
                "next",
                "兴边富民行动规划",
                "全面实施兴边富民，巩固发5G网络。",
            )
        },
        Passage {
            kind: PassageKind::Ministry,
            names: ["国家发改委", "NDRC"].map(str::to_owned).to_vec(),
            pinyin: [
                "guojiafazhanhegaigeweiyuanhui gjfzhggwyh",
                "guojiafagaiwei gjfgw",
            ]
            .map(str::to_owned)
            .to_vec(),
            ..passage("ministry:ndrc", "国家发展和改革委员会", "宏观调控部门。")
        },
        Passage {
            kind: PassageKind::Case,
            locale: "en".to_owned(),
            regions: ["450000", "451400"].map(str::to_owned).to_vec(),
            year: Some(2022),
            ..passage(
                "case:nuts",
                "Nut plantations raise incomes",
                "Border policies help farmers; the policy is old.",
            )
        },
    ]
}

fn index_of(passages: &[Passage]) -> SearchIndex {
    SearchIndex::from_files(build(passages).expect("passages are small")).expect("just built")
}

fn answer(index: &SearchIndex, typed: &str) -> SearchResponse {
    index
        .search(&SearchRequest::new(typed))
        .expect("the index can be read")
}

fn ids(response: &SearchResponse) -> Vec<&str> {
    response.results.iter().map(|hit| hit.id.as_str()).collect()
}

fn shown(fragments: &[Fragment]) -> String {
    fragments
        .iter()
        .map(|fragment| {
            if fragment.marked {
                format!("[{}]", fragment.text)
            } else {
                fragment.text.clone()
            }
        })
        .collect()
}

/// Checks which passages a query finds, best first, and that it finds them as a whole.
#[track_caller]
fn check(typed: &str, expected: &[&str]) {
    let response = answer(&index_of(&library()), typed);
    assert_eq!(ids(&response), expected, "{typed}");
    assert_eq!(response.notice, None, "{typed}");
    assert_eq!(
        (response.total, response.total_is_exact),
        (expected.len(), true)
    );
}

#[test]
fn chinese_without_spaces_is_that_exact_run() {
    check("兴边富民", &["next", "plan#t1", "plan#t2"]);
    check("興邊富民行動", &["next", "plan#t1", "plan#t2"]);
    check("全面实施兴边富民", &["next"]);
    check("行动十三五规划", &["plan#t1", "plan#t2"]);
    check("边境地区水利", &["plan#t1"]);
    check("贸易", &["plan#t2"]);
}

#[test]
fn single_characters_and_mixed_runs_are_found() {
    check("贸", &["plan#t2"]);
    check("易", &["plan#t2"]);
    check("G219线", &["plan#t1"]);
    check("发5G", &["next"]);
    check("50号", &["plan#t2"]);
    check("g219", &["plan#t1"]);
}

#[test]
fn operators() {
    check("边民 互市", &["plan#t2"]);
    check("水利 OR 贸易", &["plan#t1", "plan#t2"]);
    check("兴边富民 -水利", &["next", "plan#t2"]);
    check("规划 -兴边富民行动规划", &["plan#t1", "plan#t2"]);
    check("title:兴边富民", &["next"]);
    check("kind:case", &["case:nuts"]);
    check("类型:案例", &["case:nuts"]);
    check("year:2016..2020", &["plan#t1", "plan#t2"]);
    check("year:2021.. -kind:case", &["next"]);
    check("region:450000", &["case:nuts"]);
    check("ministry:ndrc", &["plan#t1"]);
    check("部门:国家发改委", &["plan#t1"]);
    check("topic:water,trade", &["plan#t1"]);
    check("-kind:measure -kind:ministry", &["next", "case:nuts"]);
}

#[test]
fn english_is_stemmed_but_not_between_quotation_marks() {
    check("policy", &["case:nuts"]);
    check("POLICIES border", &["case:nuts"]);
    check("\"border policies\"", &["case:nuts"]);
    let response = answer(&index_of(&library()), "\"border policy\"");
    assert_eq!(response.notice.map(|notice| notice.code), Some("partial"));
}

#[test]
fn names_are_found_in_every_form() {
    for typed in [
        "国家发改委",
        "NDRC",
        "ndrc",
        "fagaiwei OR guojiafagaiwei",
        "gjfgw",
    ] {
        check(typed, &["ministry:ndrc"]);
    }
}

#[test]
fn when_nothing_matches_most_of_the_query_is_enough() {
    let index = index_of(&library());
    let response = answer(&index, "推进边境地区水利工作");
    assert_eq!(ids(&response), ["plan#t1"]);
    assert_eq!(response.notice.map(|notice| notice.code), Some("partial"));
    assert_eq!(
        shown(&response.results[0].title_fragments),
        "[推进边境地区水利]建设"
    );
    let response = answer(&index, "量子计算机");
    assert_eq!((response.total, response.notice), (0, None));
}

#[test]
fn what_is_marked_is_the_original() {
    let index = index_of(&library());
    let response = answer(&index, "边民互市");
    assert_eq!(
        shown(&response.results[0].title_fragments),
        "發展[邊民互市]貿易"
    );
    assert_eq!(
        shown(&response.results[0].snippet),
        "支持[邊民互市]，兴边、富民并重，50号文件。"
    );
    let response = answer(&index, "g219线");
    assert_eq!(
        shown(&response.results[0].snippet),
        "加强边境地区水利，沿[Ｇ２１９線]修建。 各地落实。"
    );
}

#[test]
fn filters_narrow_and_alone_they_list() {
    let index = index_of(&library());
    let filtered = |query: &str, filters: Filters| {
        let request = SearchRequest {
            filters,
            ..SearchRequest::new(query)
        };
        let response = index.search(&request).expect("the index can be read");
        ids(&response).join(" ")
    };
    let of = |change: fn(&mut Filters)| {
        let mut filters = Filters::default();
        change(&mut filters);
        filters
    };
    assert_eq!(filtered("", Filters::default()), "");
    assert_eq!(
        filtered("", of(|f| f.locale = Some("en".into()))),
        "case:nuts"
    );
    assert_eq!(
        filtered("规划", of(|f| f.policy = vec!["plan".into()])),
        "plan#t1 plan#t2"
    );
    assert_eq!(
        filtered(
            "规划",
            of(|f| f.ministry = vec!["mof".into(), "none".into()])
        ),
        "plan#t2"
    );
    assert_eq!(
        filtered(
            "",
            of(|f| f.kind = vec![PassageKind::Case, PassageKind::Policy])
        ),
        "next case:nuts"
    );
    assert_eq!(
        filtered("", of(|f| f.region = vec!["451400".into()])),
        "case:nuts"
    );
    assert_eq!(
        filtered("", of(|f| f.topic = vec!["water".into()])),
        "plan#t1"
    );
    assert_eq!(filtered("水利", of(|f| f.locale = Some("en".into()))), "");
}

#[test]
fn filters_do_not_change_scores() {
    let index = index_of(&library());
    let plain = answer(&index, "兴边富民").results[0].score;
    let filtered = answer(&index, "兴边富民 kind:policy year:2021").results[0].score;
    assert!(plain > 0.0);
    assert!((plain - filtered).abs() < 1e-9);
}

#[test]
fn equal_results_stand_in_the_order_of_documents_and_pages_join() {
    let passages: Vec<_> = (0..50)
        .map(|number| passage(&format!("p{number:02}"), "同名", "边民互市贸易区"))
        .collect();
    let index = index_of(&passages);
    let mut all = Vec::new();
    for offset in (0..50).step_by(7) {
        let request = SearchRequest {
            limit: 7,
            offset,
            ..SearchRequest::new("边民互市")
        };
        let response = index.search(&request).expect("the index can be read");
        assert_eq!(response.total, 50);
        all.extend(response.results.into_iter().map(|hit| hit.id));
    }
    let expected: Vec<_> = passages.into_iter().map(|passage| passage.id).collect();
    assert_eq!(all, expected);
    for (limit, offset) in [(0, 0), (usize::MAX, 0), (10, usize::MAX)] {
        let request = SearchRequest {
            limit,
            offset,
            ..SearchRequest::new("边民互市")
        };
        assert_eq!(
            index.search(&request).expect("the index can be read").total,
            50
        );
    }
}

#[test]
fn a_total_is_exact_or_says_that_it_is_not() {
    let passages: Vec<_> = (0..900)
        .map(|number| {
            let body = ["兴边富民", "兴边富、边富民"][number % 2];
            passage(&number.to_string(), "", body)
        })
        .collect();
    let index = index_of(&passages);
    let total = |typed: &str, limit: usize| {
        let request = SearchRequest {
            limit,
            ..SearchRequest::new(typed)
        };
        let response = index.search(&request).expect("the index can be read");
        assert_eq!(response.notice, None);
        (response.total, response.total_is_exact)
    };
    assert_eq!(total("兴边富", 10), (900, true));
    assert_eq!(total("兴边富民", 1_000), (450, true));
    for limit in [0, 10] {
        for typed in ["兴边富民", "-兴边富民"] {
            let (total, is_exact) = total(typed, limit);
            assert!((1..=900).contains(&total) && !is_exact, "{typed}: {total}");
        }
    }
}

#[test]
fn a_title_counts_more_than_a_body() {
    let index = index_of(&[
        passage("body", "其他", "边民互市"),
        passage("title", "边民互市", "其他"),
    ]);
    assert_eq!(ids(&answer(&index, "边民")), ["title", "body"]);
}

/// The formula, by hand, for whoever must rank identically: `边民` is one of 3 terms in the first
/// text and two of 5 in the third.
#[test]
fn a_score_is_bm25_over_grams() {
    let index = index_of(&[
        passage("once", "", "边民"),
        passage("none", "", "互市"),
        passage("twice", "", "边民边民"),
    ]);
    let response = answer(&index, "边民");
    assert_eq!(ids(&response), ["twice", "once"]);
    let (documents, with_term, average_length) = (3.0_f64, 2.0, 11.0 / 3.0);
    let idf = (1.0 + (documents - with_term + 0.5) / (with_term + 0.5)).ln();
    let score = |count: f64, length: f64| {
        let (k1, b) = (1.2, 0.75);
        let weight = f64::from(PassageKind::Measure.weight());
        weight * idf * (k1 + 1.0) * count / (count + k1 * (1.0 - b + b * length / average_length))
    };
    for (hit, expected) in response
        .results
        .iter()
        .zip([score(2.0, 5.0), score(1.0, 3.0)])
    {
        assert!(
            (hit.score - expected).abs() < 1e-4,
            "{} {expected}",
            hit.score
        );
    }
}

#[test]
fn other_scripts_are_found() {
    let index = index_of(&[
        passage("bo", "བོད་ཡིག་སློབ་གསོ།", ""),
        passage("ko", "한국어 교육", ""),
        passage("mn", "Монгол хэл бичиг", ""),
        passage("ug", "ئۇيغۇر تىلى", ""),
    ]);
    for (typed, expected) in [
        ("ཡིག", "bo"),
        ("བོད་ཡིག", "bo"),
        ("국", "ko"),
        ("한국", "ko"),
        ("한국어", "ko"),
        ("монгол ХЭЛ", "mn"),
        ("تىلى", "ug"),
    ] {
        assert_eq!(ids(&answer(&index, typed)), [expected], "{typed}");
    }
}

#[test]
fn an_empty_index_answers() {
    let index = index_of(&[]);
    assert_eq!(index.passage_count(), 0);
    for typed in [
        "",
        "边",
        "边民",
        "兴边富民",
        "-边民",
        "kind:case",
        "year:2017",
    ] {
        assert_eq!(answer(&index, typed).total, 0, "{typed}");
    }
}

#[test]
fn an_answer_is_json() {
    let response = answer(&index_of(&library()), "边民互市贸易局");
    let json = serde_json::to_value(&response).expect("plain data");
    assert_eq!(json["notice"]["code"], "partial");
    assert!(json["notice"]["zh"].is_string());
    assert_eq!(json["results"][0]["kind"], "measure");
    assert_eq!(json["results"][0]["title_fragments"][0]["text"], "發展");
}

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
