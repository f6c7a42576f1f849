//! What a person may rely on when searching, tried on built indexes.

mod files;
mod properties;
mod results;

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
