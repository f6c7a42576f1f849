//! How many results have each value of each facet.

use super::index::SearchError;
use super::lookup::{Document, Lookup};
use super::request::FacetCount;
use super::schema::Facet;

/// Counts results, each by its best passage. Values that none has are left out; the commonest come
/// first, years by rising value.
pub(super) fn count(
    lookup: &dyn Lookup,
    facet: Facet,
    results: &[Document],
    locale: Option<&str>,
) -> Result<Vec<FacetCount>, SearchError> {
    let mut is_result = vec![false; lookup.statistics().document_count as usize];
    for &document in results {
        is_result[document as usize] = true;
    }
    let mut values = Vec::new();
    for value in lookup.values(facet)? {
        let documents = value.documents.iter();
        let count = documents.filter(|one| is_result[**one as usize]).count();
        if count > 0 {
            values.push(FacetCount {
                label: label(lookup, facet, &value.value, locale)?,
                value: value.value,
                count,
            });
        }
    }
    if facet != Facet::Year {
        values.sort_by_key(|value| std::cmp::Reverse(value.count));
    }
    Ok(values)
}

/// The name of a value in the language asked in, else in the first.
fn label(
    lookup: &dyn Lookup,
    facet: Facet,
    value: &str,
    locale: Option<&str>,
) -> Result<String, SearchError> {
    let names = lookup.names(facet, value)?;
    let asked = names.iter().find(|(code, _)| Some(code.as_str()) == locale);
    let name = asked.or(names.first()).map(|(_, name)| name.clone());
    Ok(name.unwrap_or_default())
}

/// The names of a value: the titles of the passages that are about it, by language. None for values
/// that need no name, or whose name stands in every page.
pub(super) fn names(
    lookup: &dyn Lookup,
    facet: Facet,
    value: &str,
) -> Result<Vec<(String, String)>, SearchError> {
    let id = match facet {
        Facet::Ministry | Facet::Region | Facet::Topic => format!("{}:{value}", facet.name()),
        Facet::Policy => value.to_owned(),
        _ => return Ok(Vec::new()),
    };
    let documents = lookup.with_value(Facet::Id, &id)?;
    documents
        .into_iter()
        .map(|document| {
            let passage = lookup.passage(document)?;
            Ok((passage.locale, passage.title))
        })
        .collect()
}
