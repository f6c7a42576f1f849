//! Every form in which official texts name the bodies responsible, a case a line: the bodies read,
//! `*` before a lead, `+` before one that takes part, then `?` before each name left over.

use super::*;
use crate::diagnostic::Diagnostic;
use crate::locale::{Direction, LocaleSettings, Locales};
use crate::model::registry;
use crate::source::{SourceFile, Sources};
use crate::yaml::{self, Reader};

const REGISTRY: &str = "
- {id: ndrc, name: {zh: 国家发展和改革委员会}, short: {zh: 国家发展改革委}, aliases: {zh: [发改委, 发展改革委]}, acronym: NDRC, type: commission}
- {id: mof, name: {zh: 财政部}, type: department}
- {id: moa, name: {zh: 农业部}, type: department, until: 2018-03}
- {id: mwr, name: {zh: 水利部}, type: department}
- {id: seac, name: {zh: 国家民族事务委员会}, short: {zh: 国家民委}, aliases: {zh: [民委]}, type: commission}
- {id: lgop, name: {zh: 国务院扶贫办}, aliases: {zh: [扶贫办]}, type: agency}
- {id: sapprft, name: {zh: 国家新闻出版广电总局}, aliases: {zh: [广电总局]}, type: agency, until: 2018-03}
- {id: nrta, name: {zh: 国家广播电视总局}, aliases: {zh: [广电总局]}, type: agency, from: 2018-03}
- {id: xx, name: {zh: 进出口银行（政策性银行）}, type: company}
- {id: locals, name: {zh: 各省、自治区、直辖市人民政府}, aliases: {zh: [各地]}, type: agency, generic: true}
- {id: depts, name: {zh: 有关部门}, type: agency, generic: true}
";

fn registry(diagnostics: &mut Vec<Diagnostic>) -> Registry<Ministry> {
    let language = LocaleSettings {
        code: "zh".to_owned(),
        tag: "zh-Hans".to_owned(),
        name: "中文".to_owned(),
        dir: Direction::Ltr,
    };
    let locales = Locales::new(vec![language]).expect("one language");
    let sources = Sources::new(vec![SourceFile::new("ministries.yaml", REGISTRY)]);
    let source = sources.iter().next().expect("one file").0;
    let node = yaml::parse(REGISTRY, source, 0, diagnostics).expect("YAML");
    let mut reader = Reader {
        locales: &locales,
        diagnostics,
    };
    registry::read(&node, &mut reader)
}

fn read_at(paragraph: &str, date: Option<&str>) -> Option<String> {
    let mut diagnostics = Vec::new();
    let ministries = registry(&mut diagnostics);
    assert_eq!(diagnostics, []);
    let names = MinistryNames::new(&ministries);
    let bodies = Bodies {
        ministries: &ministries,
        names: &names,
        date: date.and_then(PartialDate::parse),
    };
    let statement = read(paragraph, bodies)?;
    let mut words: Vec<String> = statement
        .bodies
        .iter()
        .map(|body| {
            let mark = match body.role {
                Role::Lead => "*",
                Role::Responsible => "",
                Role::Participating => "+",
            };
            format!("{mark}{}", ministries[body.ministry].id)
        })
        .collect();
    words.extend(
        statement
            .unresolved
            .into_iter()
            .map(|range| format!("?{}", &paragraph[range])),
    );
    words.extend(statement.due.map(|due| format!("@{due}")));
    Some(words.join(" "))
}

fn check(paragraph: &str, expected: &str) {
    let expected = (!expected.is_empty()).then(|| expected.to_owned());
    assert_eq!(
        read_at(paragraph, Some("2017-05-28")),
        expected,
        "{paragraph}"
    );
}

#[test]
fn a_plain_list_states_no_lead() {
    check(
        "建设水库。（水利部、国家发展改革委、财政部）",
        "mwr ndrc mof",
    );
    check("建设水库（水利部、国家发展改革委）。", "mwr ndrc");
    check("建设水库。（公安部）", "");
    check("建设水库。（财政部）", "mof");
    check("建设水库。(水利部、财政部)", "mwr mof");
    check("建设水库。（水利部，财政部）", "mwr mof");
    check(
        "建设水库。（水利部、 财政部 、\u{3000}国家民委）",
        "mwr mof seac",
    );
    check("建设水库。（水利部和财政部）", "mwr mof");
    check("建设水库。（水利部、财政部以及国家民委）", "mwr mof seac");
}

#[test]
fn division_of_duties_is_read() {
    check("一。（水利部、财政部按职责分工分别负责，下同）", "mwr mof");
    check("一。（水利部、财政部按职责分工负责）", "mwr mof");
    check("一。（水利部、财政部负责）", "mwr mof");
    check("一。（水利部、财政部等负责）", "mwr mof");
    check("一。（水利部、财政部等按职责分工负责）", "mwr mof");
    check("一。（水利部、财政部等）", "mwr mof");
}

#[test]
fn lead_and_participating_bodies_are_told_apart() {
    check(
        "一。（水利部牵头，财政部、国家民委配合）",
        "*mwr +mof +seac",
    );
    check(
        "一。（水利部牵头，财政部、国家民委参与）",
        "*mwr +mof +seac",
    );
    check(
        "一。（水利部牵头，财政部、国家民委按职责分工负责）",
        "*mwr mof seac",
    );
    check(
        "一。（水利部、财政部牵头，国家民委等参与）",
        "*mwr *mof +seac",
    );
    check("一。（水利部牵头负责）", "*mwr");
}

#[test]
fn labelled_lists_are_read() {
    check(
        "一。（牵头单位：水利部；责任单位：财政部、国家民委；完成时限：2025年12月）",
        "*mwr mof seac @2025年12月",
    );
    check("一。（牵头单位:水利部;配合单位:财政部）", "*mwr +mof");
    check("一。（责任单位：水利部、财政部）", "mwr mof");
    check("一。（完成时限：2025年12月）", "");
}

#[test]
fn a_last_sentence_is_read() {
    check(
        "建设水库。由水利部会同财政部、国家民委负责。",
        "*mwr +mof +seac",
    );
    check("由水利部会同财政部负责", "*mwr +mof");
    check("建设水库。由水利部负责。", "mwr");
    check("建设水库。由水利部、财政部牵头负责。", "mwr mof");
    check("建设水库。由村民负责。", "");
}

#[test]
fn traditional_and_full_width_forms_are_read() {
    check("建設水庫。（水利部、財政部、國家民委）", "mwr mof seac");
    check("建設。（水利部牽頭，農業部配合）", "*mwr +moa");
}

#[test]
fn names_that_hold_separators_or_brackets_are_one_name() {
    check("一。（财政部、各省、自治区、直辖市人民政府）", "mof");
    check("一。（进出口银行（政策性银行）、财政部）", "xx mof");
    check("一。（财政部、进出口银行（政策性银行））", "mof xx");
}

#[test]
fn generic_and_local_bodies_make_no_edge() {
    check("一。（财政部、有关部门、各地）", "mof");
    check("一。（财政部、各旗县区人民政府、各有关部门）", "mof");
    check("一。（有关部门）", "");
    check("一。（财政部、市发改委、县扶贫办、自治区民委）", "mof");
    check("一。（市发展改革委、县农业部门）", "");
}

#[test]
fn a_name_counts_only_whole() {
    check("一。（农业部门、财政部）", "mof ?农业部门");
    check("一。（国家教育部、财政部）", "mof ?国家教育部");
    check("一。（财政部、国家发展改革委员）", "mof ?国家发展改革委员");
}

#[test]
fn prose_in_parentheses_is_prose() {
    check("边境县（市、区、旗）", "");
    check("建设水库（见附件1）。", "");
    check("建设水库（2017年）", "");
    check("（财政部）建设水库", "");
    check("", "");
    check("（", "");
    check("）", "");
}

#[test]
fn a_name_that_two_bodies_share_goes_by_the_date() {
    assert_eq!(
        read_at("一。（广电总局）", Some("2017-05")).as_deref(),
        Some("sapprft")
    );
    assert_eq!(
        read_at("一。（广电总局）", Some("2019")).as_deref(),
        Some("nrta")
    );
    assert_eq!(read_at("一。（广电总局）", None).as_deref(), Some("nrta"));
}

#[test]
fn a_body_named_twice_counts_once() {
    check("一。（财政部、水利部、财政部）", "mof mwr");
}

proptest::proptest! {
    #[test]
    fn no_text_panics(text in "[（）()、，；：由会同负责牵头财政部水利發 a。]{0,24}") {
        read_at(&text, None);
    }
}
