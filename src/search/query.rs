//! What was typed, read into conditions. Nothing typed is an error: what has no meaning here is
//! searched as text, and what has no words is passed over.
//!
//! | typed | means |
//! |---|---|
//! | `兴边富民` | this exact run of characters |
//! | `边民 互市` | both |
//! | `边民 OR 居民` | either; binds closer than a space |
//! | `-试点` | not |
//! | `"border policy"` | these words as they stand |
//! | `title:` 标题 | in the title |
//! | `ministry:` 部门, `region:` 地区, `topic:` 主题, `policy:` 政策 | by id or by name; commas mean or |
//! | `kind:` 类型, `status:` 时效, `year:` 年份 | `kind:case,measure`, `status:失效`, `year:2016..2020`, `year:2016..` |
//!
//! What is refused in one language is refused in all where all are searched: their pages are one.

use std::ops::RangeInclusive;

use super::lexer::{Item, Lexer};
use super::passage::Passage;
use super::phrase::Phrase;
use super::schema::{Facet, TextField};
use crate::text::normalized;

/// Characters of a query that are read; the rest is dropped with a notice. From 100 to 1,000: one
/// long sentence must fit, and each character costs a posting list.
const QUERY_LENGTH_MAX: usize = 256;

/// Clauses of a query that are read; the rest is dropped with a notice. From 16 to 64, for the same
/// reason.
const CLAUSES_MAX: usize = 32;

/// How much more a passage counts that is called just what was typed. From 1 to 2: more, and of
/// two names in one query only one is seen.
pub(super) const NAMED_WEIGHT: f32 = 1.5;

/// What was typed, as conditions that must all hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Query {
    pub(super) clauses: Vec<Clause>,
    /// The keys of the names that were typed: what is called just so comes first.
    pub(super) names: Vec<String>,
    pub(super) is_shortened: bool,
}

/// Conditions of which one must hold.
pub(super) type Clause = Vec<Condition>;

/// One condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Condition {
    pub(super) is_negated: bool,
    pub(super) origin: Origin,
    pub(super) test: Test,
}

/// Where a condition comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// It was typed.
    Typed,
    /// It says the same in other words, or completes a word.
    Expanded,
}

impl Origin {
    /// How much a match counts. From 0.5 to 1: less, and what is called by another name is lost
    /// among what mentions the words typed; 1, and nothing tells them apart.
    pub(super) fn weight(self) -> f32 {
        match self {
            Self::Typed => 1.0,
            Self::Expanded => 0.8,
        }
    }
}

/// What a condition asks of a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Test {
    /// Each of the phrases stands in one of the texts.
    Text { scope: Scope, phrases: Vec<Phrase> },
    /// One of the values is there.
    Facet { facet: Facet, values: Vec<String> },
    /// The year is one of these.
    Year(RangeInclusive<i16>),
}

/// Which texts a phrase is looked for in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Scope {
    All,
    Title,
}

impl Scope {
    pub(super) fn fields(self) -> &'static [TextField] {
        match self {
            Self::All => &TextField::ALL,
            Self::Title => &[TextField::Title],
        }
    }
}

impl Query {
    /// Reads what was typed.
    pub(super) fn parse(typed: &str) -> Self {
        let characters: Vec<char> = typed.trim().chars().collect();
        let length = characters.len().min(QUERY_LENGTH_MAX);
        let mut query = Self {
            clauses: Vec::new(),
            names: Vec::new(),
            is_shortened: characters.len() > length,
        };
        let mut follows_or = false;
        for item in Lexer::new(&characters[..length]) {
            match item {
                Item::Or => follows_or = true,
                Item::Condition(condition) => {
                    match query.clauses.last_mut() {
                        Some(clause) if follows_or => {
                            if !clause.contains(&condition) {
                                clause.push(condition);
                            }
                        }
                        _ => query.clauses.push(vec![condition]),
                    }
                    follows_or = false;
                }
            }
        }
        let mut clauses: Vec<Clause> = Vec::new();
        for clause in query.clauses {
            if !clauses.contains(&clause) {
                clauses.push(clause);
            }
        }
        query.is_shortened |= clauses.len() > CLAUSES_MAX;
        clauses.truncate(CLAUSES_MAX);
        query.clauses = clauses;
        query
    }

    /// Whether nothing is asked for.
    pub(super) fn is_empty(&self) -> bool {
        self.clauses.is_empty()
    }

    /// Every phrase that results should show, with where it is looked for.
    pub(super) fn phrases(&self) -> Vec<(Scope, Phrase)> {
        self.clauses
            .iter()
            .flatten()
            .flat_map(Condition::phrases)
            .map(|(scope, phrase)| (scope, phrase.clone()))
            .collect()
    }

    /// The same without the clauses that ask for a phrase.
    pub(super) fn without_phrases(&self) -> Self {
        let mut rest = self.clone();
        rest.clauses.retain(|clause| !has_phrase(clause));
        rest
    }
}

/// Whether a clause asks for a phrase.
pub(super) fn has_phrase(clause: &Clause) -> bool {
    clause
        .iter()
        .any(|condition| condition.phrases().next().is_some())
}

impl Condition {
    /// A text that was typed.
    pub(super) fn typed(scope: Scope, phrases: Vec<Phrase>) -> Self {
        Self {
            is_negated: false,
            origin: Origin::Typed,
            test: Test::Text { scope, phrases },
        }
    }

    /// The phrases that are asked for and not refused.
    pub(super) fn phrases(&self) -> impl Iterator<Item = (Scope, &Phrase)> {
        let (scope, phrases): (_, &[Phrase]) = match &self.test {
            Test::Text { scope, phrases } if !self.is_negated => (*scope, phrases),
            _ => (Scope::All, &[]),
        };
        phrases.iter().map(move |phrase| (scope, phrase))
    }

    /// Whether the index alone decides it.
    pub(super) fn is_decided_by_grams(&self) -> bool {
        match &self.test {
            Test::Text { phrases, .. } => phrases.iter().all(Phrase::is_decided_by_grams),
            Test::Facet { .. } | Test::Year(_) => true,
        }
    }

    /// Whether it holds for a passage.
    pub(super) fn holds(&self, passage: &Passage) -> bool {
        let holds = match &self.test {
            Test::Text { scope, phrases } => {
                let texts: Vec<String> = scope
                    .fields()
                    .iter()
                    .flat_map(|field| field.texts(passage))
                    .map(normalized)
                    .collect();
                phrases
                    .iter()
                    .all(|phrase| texts.iter().any(|text| phrase.is_in(text)))
            }
            Test::Facet { facet, values } => facet
                .values(passage)
                .iter()
                .any(|value| values.contains(value)),
            Test::Year(years) => passage.year.is_some_and(|year| years.contains(&year)),
        };
        holds != self.is_negated
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(condition: &Condition) -> String {
        let not = if condition.is_negated { "-" } else { "" };
        let test = match &condition.test {
            Test::Text { scope, phrases } => {
                let scope = if *scope == Scope::Title { "title:" } else { "" };
                let phrases: Vec<_> = phrases.iter().map(ToString::to_string).collect();
                format!("{scope}{}", phrases.join("+"))
            }
            Test::Facet { facet, values } => format!("{}:{}", facet.name(), values.join(",")),
            Test::Year(years) => format!("year:{}..{}", years.start(), years.end()),
        };
        format!("{not}{test}")
    }

    /// Clauses separated by ` & `, conditions of a clause by ` | `.
    #[track_caller]
    fn check(typed: &str, expected: &str) {
        let clauses: Vec<_> = Query::parse(typed)
            .clauses
            .iter()
            .map(|clause| clause.iter().map(shown).collect::<Vec<_>>().join(" | "))
            .collect();
        assert_eq!(clauses.join(" & "), expected, "{typed}");
    }

    #[test]
    fn queries_are_read() {
        check("", "");
        check("兴边富民", "[兴边富民]");
        check("边民\u{3000}互市", "[边民] & [互市]");
        check("Border Policies", "[border~] & [policies~]");
        check("\"border policy\" -试点", "[border policy] & -[试点]");
        check("甲 OR 乙 丙", "[甲] | [乙] & [丙]");
        check("OR 甲 OR", "[甲]");
        check("甲 or 乙", "[甲] & [or~] & [乙]");
        check("title:边民 标题：\"互市\"", "title:[边民] & title:[互市]");
        check(
            "ministry:NDRC,mof 部门：发改委",
            "ministry:ndrc,mof & ministry:发改委",
        );
        check("kind:案例、measure", "kind:case,measure");
        check(
            "year:2016..2020 年份：2017",
            "year:2016..2020 & year:2017..2017",
        );
        check("year:2020-2016", "year:2016..2020");
        check("year:..2020", "year:-32768..2020");
        check("-year:2016..", "-year:2016..32767");
    }

    #[test]
    fn quotation_marks_of_chinese_text_are_not_operators() {
        check("“十三五”规划", "[十三五规划]");
        check("“十三五 规划”", "[十三五 规划]");
        check("行动\"十三五\"规划", "[行动十三五规划]");
        check("\"十三五\"规划", "[十三五] & [规划]");
    }

    #[test]
    fn what_makes_no_sense_is_text_or_nothing() {
        check("\"甲 乙", "[甲] & [乙]");
        check("\"\" - -- () 。", "");
        check("title:", "[title~]");
        check("title: 甲", "[title~] & [甲]");
        check("year:abc", "[year:abc~]");
        check("year:99999", "[year:99999~]");
        check("foo:bar", "[foo:bar~]");
        check("--甲", "-[甲]");
        check("ministry:,", "[ministry~]");
        check("-", "");
    }

    #[test]
    fn a_long_query_is_shortened() {
        assert!(Query::parse(&"边".repeat(300)).is_shortened);
        assert!(!Query::parse("边").is_shortened);
    }

    proptest! {
        #[test]
        fn no_query_panics(typed in "\\PC{0,60}") {
            Query::parse(&typed);
        }

        #[test]
        fn no_query_of_operators_panics(typed in "([-－\"“”:： ,.]|OR|title|year|20|边|民|kind|ministry){0,24}") {
            Query::parse(&typed);
        }
    }
}
