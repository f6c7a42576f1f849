//! Reads which bodies answer for a measure from the words in which official texts say so:
//!
//! - `（A、B、C）`: a plain list states no lead, as order is not rank;
//! - `（A、B按职责分工分别负责，下同）`;
//! - `（A牵头，B、C配合）`, also 参与, 协助, 按职责分工负责;
//! - `（牵头单位：A；责任单位：B、C；完成时限：2025年12月）`;
//! - a last sentence `由A会同B、C负责`;
//!
//! in full or half width, simplified or traditional. Text in, text ranges out: what the names mean
//! is the registry's business, so that `import` can read texts of any origin with the same code.

mod list;

use std::ops::Range;

pub use list::split_names;

use super::names::bearer_at;
use super::{Ministry, MinistryNames, PartialDate, Registry, Role};
use crate::text::simplify;

/// What a paragraph says of who answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statement {
    /// The bodies found, in printed order.
    pub bodies: Vec<NamedBody>,
    /// Names that no entry of the registry bears, in printed order.
    pub unresolved: Vec<Range<usize>>,
    /// 完成时限, as printed.
    pub due: Option<String>,
    /// Where the statement stands in the paragraph.
    pub range: Range<usize>,
}

/// A body found in a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedBody {
    /// Its place in the registry.
    pub ministry: usize,
    /// As what it answers.
    pub role: Role,
    /// Where its name stands in the paragraph.
    ///
    /// # Units
    /// Bytes of the paragraph.
    pub range: Range<usize>,
}

/// The registry as this module asks it.
#[derive(Clone, Copy)]
pub struct Bodies<'a> {
    /// The bodies.
    pub ministries: &'a Registry<Ministry>,
    /// Their names.
    pub names: &'a MinistryNames,
    /// The date of the text: two bodies may bear one name in different years.
    pub date: Option<PartialDate>,
}

/// Reads the statement that ends a paragraph. `None` where the paragraph ends in prose, or in a
/// parenthesis in which no name is known.
pub fn read(paragraph: &str, bodies: Bodies<'_>) -> Option<Statement> {
    // Simplifying keeps the number of characters, so ranges are found in the simplified text and
    // carried over character by character.
    let simplified = simplify(paragraph);
    let text = simplified.as_str();
    let statement = match trailing_parenthesis(text) {
        Some(range) => read_parenthesis(text, range, bodies),
        None => read_sentence(text, bodies),
    }?;
    Some(statement.carried_over(text, paragraph))
}

/// The inside of the parenthesis that ends a text; only `。` may follow it.
fn trailing_parenthesis(text: &str) -> Option<Range<usize>> {
    let trimmed = text.trim_end();
    let trimmed = trimmed.trim_end_matches(['。', '.']).trim_end();
    let inner_end = trimmed.strip_suffix(['）', ')'])?.len();
    let mut depth = 0usize;
    for (at, c) in trimmed[..inner_end].char_indices().rev() {
        match c {
            '）' | ')' => depth += 1,
            '（' | '(' if depth == 0 => return Some(at + c.len_utf8()..inner_end),
            '（' | '(' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// `由A会同B、C负责。` as the last sentence of a text.
fn read_sentence(text: &str, bodies: Bodies<'_>) -> Option<Statement> {
    let trimmed = text.trim_end().trim_end_matches(['。', '.']);
    let start = trimmed.rfind(['。', '；', '\n']).map_or(0, |at| {
        at + trimmed[at..].chars().next().map_or(0, char::len_utf8)
    });
    let sentence = &trimmed[start..];
    let inner = sentence.trim_start().strip_prefix('由')?;
    let end = ["负责组织实施", "组织实施", "牵头负责", "负责", "牵头"]
        .iter()
        .find_map(|verb| inner.strip_suffix(verb))?;
    let inner_start = start + (sentence.len() - inner.len());
    let inner_range = inner_start..inner_start + end.len();
    let mut statement = Statement {
        range: start..trimmed.len(),
        ..Statement::default()
    };
    match end.split_once("会同").or_else(|| end.split_once("商")) {
        Some((lead, others)) if !lead.is_empty() => {
            let lead_end = inner_start + lead.len();
            let others_start = inner_range.end - others.len();
            statement.take(text, inner_start..lead_end, Role::Lead, bodies);
            statement.take(
                text,
                others_start..inner_range.end,
                Role::Participating,
                bodies,
            );
        }
        _ => statement.take(text, inner_range, Role::Responsible, bodies),
    }
    statement.if_any()
}

/// The labels of a labelled list.
const LABELS: [(&str, Option<Role>); 16] = [
    ("牵头单位", Some(Role::Lead)),
    ("牵头部门", Some(Role::Lead)),
    ("主办单位", Some(Role::Lead)),
    ("责任单位", Some(Role::Responsible)),
    ("责任部门", Some(Role::Responsible)),
    ("负责单位", Some(Role::Responsible)),
    ("负责部门", Some(Role::Responsible)),
    ("配合单位", Some(Role::Participating)),
    ("配合部门", Some(Role::Participating)),
    ("参与单位", Some(Role::Participating)),
    ("参加单位", Some(Role::Participating)),
    ("协办单位", Some(Role::Participating)),
    ("参与部门", Some(Role::Participating)),
    ("完成时限", None),
    ("完成时间", None),
    ("时限", None),
];

/// The words that end a clause of a list, longest first, and the role they give.
const VERBS: [(&str, Role); 16] = [
    ("按职责分工分别负责", Role::Responsible),
    ("按职责分工负责落实", Role::Responsible),
    ("按照职责分工负责", Role::Responsible),
    ("按职责分工负责", Role::Responsible),
    ("按职责负责", Role::Responsible),
    ("按职责分工", Role::Responsible),
    ("牵头组织实施", Role::Lead),
    ("分别牵头", Role::Lead),
    ("分别负责", Role::Responsible),
    ("共同负责", Role::Responsible),
    ("牵头负责", Role::Lead),
    ("牵头", Role::Lead),
    ("配合", Role::Participating),
    ("协助", Role::Participating),
    ("参与", Role::Participating),
    ("负责", Role::Responsible),
];

/// Reads the inside of a parenthesis.
fn read_parenthesis(text: &str, inner: Range<usize>, bodies: Bodies<'_>) -> Option<Statement> {
    let opening = text[..inner.start]
        .chars()
        .next_back()
        .map_or(0, char::len_utf8);
    let closing = text[inner.end..].chars().next().map_or(0, char::len_utf8);
    let mut statement = Statement {
        range: inner.start - opening..inner.end + closing,
        ..Statement::default()
    };
    for part in list::split_outside_brackets(text, inner, &['；', ';']) {
        read_part(text, part, &mut statement, bodies);
    }
    statement.if_any()
}

/// Reads one part between semicolons: labelled, or clauses between commas.
fn read_part(text: &str, part: Range<usize>, statement: &mut Statement, bodies: Bodies<'_>) {
    let trimmed = list::trim(text, part);
    let words = &text[trimmed.clone()];
    for (label, role) in LABELS {
        let rest = words
            .strip_prefix(label)
            .map(str::trim_start)
            .and_then(|rest| rest.strip_prefix(['：', ':']));
        if let Some(rest) = rest {
            let range = trimmed.end - rest.len()..trimmed.end;
            match role {
                Some(role) => statement.take(text, range, role, bodies),
                None => statement.due = Some(rest.trim().to_owned()),
            }
            return;
        }
    }
    // `A、B，C负责`: a clause without a verb of its own takes that of the next one that has one.
    let mut waiting: Vec<Range<usize>> = Vec::new();
    for clause in list::split_outside_brackets(text, trimmed, &['，', ',']) {
        let clause = list::trim(text, clause);
        let words = &text[clause.clone()];
        if matches!(words, "下同" | "以下同" | "") {
            continue;
        }
        let verb = VERBS.iter().find(|(verb, _)| words.ends_with(verb));
        match verb {
            Some((verb, role)) => {
                waiting.push(clause.start..clause.end - verb.len());
                for range in waiting.drain(..) {
                    statement.take(text, range, *role, bodies);
                }
            }
            None => waiting.push(clause),
        }
    }
    for range in waiting {
        statement.take(text, range, Role::Responsible, bodies);
    }
}

impl Statement {
    /// Takes a run of names with one role.
    fn take(&mut self, text: &str, range: Range<usize>, role: Role, bodies: Bodies<'_>) {
        for name in split_names(text, range, bodies.names) {
            match name {
                list::Name::Known(range) => {
                    let bearers = bodies
                        .names
                        .at_start(&text[range.clone()])
                        .find(|(name, _)| name.len() == range.len())
                        .map(|(_, bearers)| bearers)
                        .unwrap_or_default();
                    let Some(ministry) = bearer_at(bodies.ministries, bearers, bodies.date) else {
                        continue;
                    };
                    let is_new = self.bodies.iter().all(|body| body.ministry != ministry);
                    if is_new && !bodies.ministries[ministry].is_generic {
                        self.bodies.push(NamedBody {
                            ministry,
                            role,
                            range,
                        });
                    }
                }
                list::Name::Unknown(range) => self.unresolved.push(range),
            }
        }
    }

    /// A statement in which no body is known is prose.
    fn if_any(self) -> Option<Self> {
        (!self.bodies.is_empty()).then_some(self)
    }

    /// Carries byte ranges from one text to another with the same number of characters.
    fn carried_over(mut self, from: &str, to: &str) -> Self {
        if from.len() == to.len() && from == to {
            return self;
        }
        let starts: Vec<(usize, usize)> = from
            .char_indices()
            .map(|(at, _)| at)
            .chain([from.len()])
            .zip(to.char_indices().map(|(at, _)| at).chain([to.len()]))
            .collect();
        let carry = |at: usize| {
            starts
                .binary_search_by_key(&at, |(from, _)| *from)
                .map_or(to.len(), |found| starts[found].1)
        };
        let carry_range = |range: &Range<usize>| carry(range.start)..carry(range.end);
        for body in &mut self.bodies {
            body.range = carry_range(&body.range);
        }
        for range in &mut self.unresolved {
            *range = carry_range(range);
        }
        self.range = carry_range(&self.range);
        self
    }
}

#[cfg(test)]
mod tests;
