//! Which terms stand in which texts, by the wording of the original language.

use std::collections::{BTreeMap, BTreeSet};

use crate::content::{Block, TextOptions};
use crate::locale::Locale;
use crate::model::{KnowledgeBase, Target};
use crate::text::is_cjk;

/// Finds the terms of every section of a policy, of every case and of what is published of every
/// course.
pub(super) fn find(
    knowledge_base: &KnowledgeBase,
) -> (BTreeMap<Target, Vec<usize>>, Vec<Vec<Target>>) {
    let wordings: Vec<Vec<Vec<String>>> = knowledge_base
        .locales()
        .map(|locale| wordings(knowledge_base, locale))
        .collect();
    let mut terms_in = BTreeMap::new();
    let mut places = vec![Vec::new(); knowledge_base.terms.len()];
    let mut add = |target: Target, locale: Locale, title: &str, blocks: Vec<&Block>| {
        let mut text = title.to_owned();
        for block in blocks {
            text.push('\n');
            text.push_str(&block.text(&TextOptions::PLAIN));
        }
        let found: Vec<usize> = wordings[locale.index()]
            .iter()
            .enumerate()
            .filter(|(_, forms)| forms.iter().any(|form| holds(&text, form)))
            .map(|(term, _)| term)
            .collect();
        for &term in &found {
            places[term].push(target);
        }
        if !found.is_empty() {
            terms_in.insert(target, found);
        }
    };
    for (policy, document) in knowledge_base.policies.iter().enumerate() {
        let original = document.texts.original;
        for section in 0..document.sections.len() {
            let (_, title) = document.heading(section, original);
            let (_, blocks) = document.own_text(section, original);
            let target = Target::Section { policy, section };
            add(target, original, &title, blocks.iter().collect());
        }
    }
    let cases = knowledge_base.cases.iter().enumerate();
    let courses = knowledge_base.courses.iter().enumerate();
    for (case, document) in cases {
        let text = document.texts.original();
        let blocks = text.body.blocks().collect();
        add(
            Target::Case(case),
            document.texts.original,
            &text.title,
            blocks,
        );
    }
    for (course, document) in courses {
        let text = document.texts.original();
        let blocks = document.published_blocks(text).collect();
        add(
            Target::Course(course),
            document.texts.original,
            &text.title,
            blocks,
        );
    }
    (terms_in, places)
}

/// The forms by which each term is found in a language: what is approved, and what else is met.
fn wordings(knowledge_base: &KnowledgeBase, locale: Locale) -> Vec<Vec<String>> {
    knowledge_base
        .terms
        .iter()
        .map(|term| {
            let variants = term
                .variants
                .get(locale)
                .into_iter()
                .flatten()
                .map(String::as_str);
            let forms: BTreeSet<&str> = term.approved(locale).chain(variants).collect();
            forms.into_iter().map(str::to_owned).collect()
        })
        .collect()
}

/// Whether a form stands in a text: anywhere if it is Chinese and longer than a character, as a
/// whole word otherwise.
fn holds(text: &str, form: &str) -> bool {
    let mut characters = form.chars();
    let (Some(first), second) = (characters.next(), characters.next()) else {
        return false;
    };
    if is_cjk(first) && second.is_some() {
        return text.contains(form);
    }
    let is_edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    // English terms may open a sentence.
    let mut capital: String = first.to_uppercase().collect();
    capital.push_str(&form[first.len_utf8()..]);
    let mut found = text.match_indices(form).chain(text.match_indices(&capital));
    found.any(|(at, matched)| {
        is_edge(text[..at].chars().next_back())
            && is_edge(text[at + matched.len()..].chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::holds;

    #[test]
    fn chinese_is_found_anywhere_and_latin_by_words() {
        assert!(holds("发展边民互市贸易", "边民互市"));
        assert!(!holds("鄂温克族自治旗", "旗"));
        assert!(holds("the port of entry at", "port of entry"));
        assert!(!holds("airport of entrym", "port of entry"));
        assert!(holds("Border residents live", "border residents"));
        assert!(holds("Isı", "ısı"));
    }
}
