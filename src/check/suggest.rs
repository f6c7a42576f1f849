//! What somebody who wrote an unknown id may have meant: by the id itself, by a name or title, or
//! by its pinyin (发改委 and `fagaiwei` both mean `ndrc`).

use crate::diagnostic::{Diagnostic, Wording};
use crate::model::KnowledgeBase;
use crate::text::{nearest, pinyin};

/// A thing with the names it goes by.
pub(super) struct Named {
    /// The id, as it would be written.
    pub(super) id: String,
    /// Its names and titles, the first one for show.
    pub(super) names: Vec<String>,
}

/// Everything of a kind.
pub(super) fn candidates(knowledge_base: &KnowledgeBase, kind: &str) -> Vec<Named> {
    let texts = |id: &str, texts: &crate::model::Texts| Named {
        id: id.to_owned(),
        names: texts
            .by_locale
            .iter()
            .map(|(_, text)| text.title.clone())
            .collect(),
    };
    let wordings = |id: &str, wordings: &[&crate::locale::Localized<String>]| Named {
        id: id.to_owned(),
        names: wordings
            .iter()
            .flat_map(|wording| wording.iter().map(|(_, text)| text.clone()))
            .collect(),
    };
    match kind {
        "policy" => {
            let policies = knowledge_base.policies.iter();
            policies
                .map(|policy| texts(policy.id.as_str(), &policy.texts))
                .collect()
        }
        "case" => {
            let cases = knowledge_base.cases.iter();
            cases
                .map(|case| texts(case.id.as_str(), &case.texts))
                .collect()
        }
        "course" => {
            let courses = knowledge_base.courses.iter();
            courses
                .map(|course| texts(course.id.as_str(), &course.texts))
                .collect()
        }
        "page" => {
            let pages = knowledge_base.pages.iter();
            pages
                .map(|page| texts(page.id.as_str(), &page.texts))
                .collect()
        }
        "ministry" => knowledge_base
            .ministries
            .iter()
            .map(|ministry| Named {
                id: ministry.id.to_string(),
                names: ministry.all_names().map(str::to_owned).collect(),
            })
            .collect(),
        "region" => {
            let regions = knowledge_base.regions.iter();
            regions
                .map(|region| wordings(region.code.as_str(), &[&region.name, &region.short]))
                .collect()
        }
        "topic" => {
            let topics = knowledge_base.topics.iter();
            topics
                .map(|topic| wordings(topic.id.as_str(), &[&topic.name]))
                .collect()
        }
        "term" => {
            let terms = knowledge_base.terms.iter();
            terms
                .map(|term| wordings(term.id.as_str(), &[&term.term]))
                .collect()
        }
        "source" => {
            let citations = knowledge_base.citations.iter();
            citations
                .map(|citation| wordings(citation.id.as_str(), &[&citation.title]))
                .collect()
        }
        "measure" => knowledge_base
            .policies
            .iter()
            .flat_map(|policy| {
                policy.measures.iter().map(|measure| Named {
                    id: measure.id.to_string(),
                    names: policy
                        .texts
                        .by_locale
                        .iter()
                        .map(|(locale, _)| policy.heading(measure.section, locale).1)
                        .collect(),
                })
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// The thing that was meant, if one is near.
pub(super) fn meant<'a>(written: &str, candidates: &'a [Named]) -> Option<&'a Named> {
    let by_name = |matches: &dyn Fn(&str) -> bool| {
        candidates
            .iter()
            .find(|candidate| candidate.names.iter().any(|name| matches(name)))
    };
    let by_id = |id: &str| candidates.iter().find(|candidate| candidate.id == id);
    by_name(&|name| name == written)
        .or_else(|| {
            nearest(written, candidates.iter().map(|named| named.id.as_str())).and_then(by_id)
        })
        .or_else(|| {
            let names = candidates.iter().flat_map(|named| &named.names);
            let near = nearest(written, names.map(String::as_str))?;
            by_name(&|name| name == near)
        })
        .or_else(|| by_name(&|name| written.chars().count() > 1 && name.contains(written)))
        .or_else(|| {
            let wanted = written.replace(['-', ' ', '\''], "").to_lowercase();
            by_name(&|name| {
                pinyin(name)
                    .is_some_and(|sounds| sounds.full == wanted || sounds.initials == wanted)
            })
        })
}

/// Adds what was meant to a fault.
pub(super) fn with_meant(
    diagnostic: Diagnostic,
    written: &str,
    knowledge_base: &KnowledgeBase,
    kind: &str,
) -> Diagnostic {
    let candidates = candidates(knowledge_base, kind);
    let Some(named) = meant(written, &candidates) else {
        return diagnostic;
    };
    let id = &named.id;
    let name = named.names.first().map_or("", String::as_str);
    diagnostic.with_help(Wording::new(
        format!("是否想写“{id}”（{name}）？"),
        format!("did you mean `{id}` ({name})?"),
    ))
}
