//! Finds bodies by the names that texts give them.

use std::collections::BTreeMap;

use super::{Ministry, PartialDate, Registry};

/// The names of all bodies, longest first.
#[derive(Clone, Debug, Default)]
pub struct MinistryNames {
    /// Names by their first character; each with the bodies that bear it.
    by_first: BTreeMap<char, Vec<(String, Vec<usize>)>>,
}

impl MinistryNames {
    /// Gathers the names of a registry.
    pub fn new(ministries: &Registry<Ministry>) -> Self {
        let mut bearers: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (position, ministry) in ministries.iter().enumerate() {
            for name in ministry.all_names() {
                let positions = bearers.entry(name).or_default();
                if !positions.contains(&position) {
                    positions.push(position);
                }
            }
        }
        let mut by_first: BTreeMap<char, Vec<(String, Vec<usize>)>> = BTreeMap::new();
        for (name, positions) in bearers {
            if let Some(first) = name.chars().next() {
                by_first
                    .entry(first)
                    .or_default()
                    .push((name.to_owned(), positions));
            }
        }
        for names in by_first.values_mut() {
            names.sort_by(|left, right| {
                right
                    .0
                    .len()
                    .cmp(&left.0.len())
                    .then_with(|| left.0.cmp(&right.0))
            });
        }
        Self { by_first }
    }

    /// Every name that a text begins with, longest first, with the bodies that bear it.
    pub fn at_start<'a>(
        &'a self,
        text: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a [usize])> + 'a {
        let first = text.chars().next();
        first
            .and_then(|first| self.by_first.get(&first))
            .into_iter()
            .flatten()
            .filter(move |(name, _)| text.starts_with(name.as_str()))
            .map(|(name, positions)| (name.as_str(), positions.as_slice()))
    }
}

/// Of the bodies that bear a name, the one that bore it at a date.
pub(super) fn bearer_at(
    ministries: &Registry<Ministry>,
    bearers: &[usize],
    date: Option<PartialDate>,
) -> Option<usize> {
    let Some(date) = date else {
        // Without a date the name means the body that bears it now.
        let standing = bearers
            .iter()
            .find(|&&bearer| ministries[bearer].until.is_none());
        return standing.or(bearers.last()).copied();
    };
    let day = date.first_day();
    let existed = |bearer: &&usize| {
        let ministry = &ministries[**bearer];
        ministry.from.is_none_or(|from| from.first_day() <= day)
            && ministry.until.is_none_or(|until| until.first_day() > day)
    };
    bearers.iter().find(existed).or(bearers.first()).copied()
}
