//! One page of each kind, with every part there once.

use super::*;

#[test]
fn pages_of_policies_render() {
    let section = SectionText {
        level: 3,
        label: text(),
        number: text(),
        href: text(),
        lang: Some(text()),
        dir: Some(text()),
        notice: text(),
        case_count: text(),
        ..SectionText::default()
    };
    check(
        "policy.html",
        &Policy {
            chrome: chrome(),
            facts: facts(),
            views: vec![link()],
            contents: contents(),
            html: "<p>".to_owned(),
            sections: vec![SectionText {
                children: vec![section.clone()],
                ..section
            }],
            citations: vec![Citation::default()],
            related: policies(),
            backlinks: backlinks(),
        },
    );
    check(
        "section.html",
        &Section {
            chrome: chrome(),
            number: text(),
            children: measures(),
            topics: vec![link()],
            neighbours: neighbours(),
            citations: vec![Citation::default()],
            backlinks: backlinks(),
            ..Section::default()
        },
    );
    check(
        "measure.html",
        &Measure {
            chrome: chrome(),
            number: text(),
            parallel: Some(link()),
            facts: facts(),
            bodies: vec![
                BodyThenNow {
                    leads: true,
                    now: vec![Heir {
                        link: link(),
                        note: text(),
                    }],
                    ..BodyThenNow::default()
                },
                BodyThenNow {
                    note: text(),
                    ..BodyThenNow::default()
                },
            ],
            bodies_note: text(),
            cases: cases(),
            analogous_cases: cases(),
            topics: vec![link()],
            terms: terms(),
            related: measures(),
            neighbours: neighbours(),
            citations: vec![Citation::default()],
            backlinks: backlinks(),
            ..Measure::default()
        },
    );
}

#[test]
fn tables_of_policies_render() {
    let cell = |html: &str| ParallelCell {
        html: html.to_owned(),
        ..ParallelCell::default()
    };
    check(
        "parallel.html",
        &Parallel {
            chrome: chrome(),
            policy: link(),
            columns: vec![Column::default()],
            sections: vec![ParallelSection {
                level: 2,
                href: text(),
                headings: vec![cell("")],
                rows: vec![ParallelRow {
                    id: text(),
                    cells: vec![cell("<p>"), cell("")],
                }],
                notice: text(),
                ..ParallelSection::default()
            }],
        },
    );
    let mark = MatrixCell {
        mark: text(),
        label: text(),
        href: text(),
    };
    check(
        "matrix.html",
        &Matrix {
            chrome: chrome(),
            policy: Some(link()),
            columns: vec![MatrixHead {
                link: link(),
                full: text(),
                total: text(),
            }],
            groups: vec![MatrixGroup {
                head: Some(link()),
                rows: vec![MatrixRow {
                    number: text(),
                    head: link(),
                    cells: vec![mark.clone(), MatrixCell::default()],
                    total: text(),
                }],
            }],
            legend: vec![mark],
            ..Matrix::default()
        },
    );
}

#[test]
fn lists_render() {
    check(
        "policy-list.html",
        &PolicyList {
            chrome: chrome(),
            policies: policies(),
            pagination: Some(pagination()),
        },
    );
    check(
        "case-list.html",
        &CaseList {
            chrome: chrome(),
            total: text(),
            regions: counted(),
            topics: counted(),
            cases: cases(),
            pagination: Some(pagination()),
        },
    );
    check(
        "ministry-list.html",
        &MinistryList {
            chrome: chrome(),
            groups: vec![MinistryGroup {
                ministries: vec![MinistryCard {
                    link: link(),
                    kind: text(),
                    period: text(),
                    now: vec![link()],
                    counts: vec![text()],
                }],
                ..MinistryGroup::default()
            }],
        },
    );
    check(
        "region-list.html",
        &RegionList {
            chrome: chrome(),
            regions: regions(),
        },
    );
    check(
        "topic-list.html",
        &TopicList {
            chrome: chrome(),
            topics: counted(),
        },
    );
    check(
        "course-list.html",
        &CourseList {
            chrome: chrome(),
            courses: vec![CourseCard {
                link: link(),
                summary: text(),
                audience: text(),
                hours: text(),
            }],
            pagination: Some(pagination()),
        },
    );
}

#[test]
fn pages_of_things_render() {
    let step = ChainLink {
        duties: text(),
        further: vec![ChainLink::default()],
        ..ChainLink::default()
    };
    check(
        "ministry.html",
        &Ministry {
            chrome: chrome(),
            facts: facts(),
            predecessors: vec![step.clone()],
            successors: vec![step],
            measures: measures(),
            inherited: measures(),
            cases: cases(),
            backlinks: backlinks(),
        },
    );
    check(
        "case.html",
        &Case {
            chrome: chrome(),
            summary: text(),
            analogous: Some(text()),
            facts: facts(),
            figures: vec![FigureRow {
                note: text(),
                ..FigureRow::default()
            }],
            html: text(),
            measures: measures(),
            related: cases(),
            terms: terms(),
            citations: vec![Citation::default()],
            backlinks: backlinks(),
        },
    );
    check(
        "region.html",
        &Region {
            chrome: chrome(),
            facts: facts(),
            ancestors: vec![link()],
            children: regions(),
            cases: cases(),
            cases_below: cases(),
            backlinks: backlinks(),
        },
    );
    check(
        "topic.html",
        &Topic {
            chrome: chrome(),
            html: text(),
            related: vec![link()],
            sections: measures(),
            measures: measures(),
            cases: cases(),
            backlinks: backlinks(),
        },
    );
    check(
        "terms.html",
        &Terms {
            chrome: chrome(),
            groups: vec![TermGroup {
                terms: vec![Term {
                    lang: Some(text()),
                    wordings: vec![TermWording {
                        variants: vec![text()],
                        ..TermWording::default()
                    }],
                    variants: vec![text()],
                    definition: text(),
                    used_in: vec![link()],
                    ..Term::default()
                }],
                ..TermGroup::default()
            }],
        },
    );
    check(
        "course.html",
        &Course {
            chrome: chrome(),
            summary: text(),
            facts: facts(),
            contents: contents(),
            sections: vec![CourseSection {
                label: text(),
                title: text(),
                level: 2,
                ..CourseSection::default()
            }],
            sources: vec![link()],
            citations: vec![Citation::default()],
            backlinks: backlinks(),
        },
    );
}

#[test]
fn other_pages_render() {
    let site = LanguageSite::default();
    check(
        "home.html",
        &Home {
            chrome: chrome(),
            ways: vec![Way {
                links: vec![link()],
                ..Way::default()
            }],
            counts: counted(),
            policies: policies(),
            topics: counted(),
            cases: cases(),
            all_cases: Some(link()),
            ..Home::default()
        },
    );
    check(
        "language-choice.html",
        &LanguageChoice {
            chrome: chrome(),
            sites: vec![site.clone()],
        },
    );
    check(
        "page.html",
        &Plain {
            chrome: chrome(),
            contents: contents(),
            html: text(),
            backlinks: backlinks(),
        },
    );
    check(
        "search.html",
        &Search {
            chrome: chrome(),
            languages: vec![SearchLanguage::default()],
            command: text(),
            browse: vec![link()],
            ..Search::default()
        },
    );
    check(
        "404.html",
        &NotFound {
            chrome: chrome(),
            links: vec![link()],
            others: vec![site],
            ..NotFound::default()
        },
    );
}

#[test]
fn an_untranslated_text_is_marked_with_its_language_and_labels_are_not() {
    let (theme, locales) = theme();
    let english = locales.find("en").expect("declared");
    let page = Measure {
        chrome: Chrome {
            lang: "en".to_owned(),
            title_lang: Some("zh-Hans".to_owned()),
            content_lang: Some("zh-Hans".to_owned()),
            ..Chrome::default()
        },
        html: "<p>…</p>".to_owned(),
        ..Measure::default()
    };
    let html = theme
        .render("measure.html", &page, english)
        .expect("renders");
    for part in [
        "<html lang=\"en\"",
        "<main id=\"main\">",
        "<h1 lang=\"zh-Hans\">",
        "<div class=\"text\" lang=\"zh-Hans\"><p>…</p></div>",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
}

#[test]
fn what_is_text_is_escaped_and_what_is_html_is_not() {
    let (theme, locales) = theme();
    let page = Case {
        chrome: Chrome {
            title: "<script>\"&".to_owned(),
            ..Chrome::default()
        },
        html: "<p>a</p>".to_owned(),
        ..Case::default()
    };
    let html = theme
        .render("case.html", &page, locales.find("zh").expect("declared"))
        .expect("renders");
    assert!(
        html.contains("<h1>&lt;script&gt;&quot;&amp;</h1>"),
        "{html}"
    );
    assert!(html.contains("<p>a</p>"), "{html}");
}
