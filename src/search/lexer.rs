//! Cutting what was typed into conditions; [`super::query`] has the rules and their tests.

use std::ops::RangeInclusive;

use super::passage::PassageKind;
use super::phrase::{Comparison, Phrase};
use super::query::{Condition, Origin, Scope, Test};
use super::schema::Facet;
use crate::text::normalized;

/// One thing typed.
pub(super) enum Item {
    /// The operator between alternatives.
    Or,
    /// A condition.
    Condition(Condition),
}

/// What a prefix before a colon asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Prefix {
    Title,
    Year,
    Facet(Facet),
}

impl Prefix {
    fn named(name: &str) -> Option<Self> {
        Some(match normalized(name).as_str() {
            "title" | "标题" => Self::Title,
            "year" | "年份" | "年" => Self::Year,
            "kind" | "类型" => Self::Facet(Facet::Kind),
            "policy" | "政策" => Self::Facet(Facet::Policy),
            "ministry" | "部门" => Self::Facet(Facet::Ministry),
            "region" | "地区" => Self::Facet(Facet::Region),
            "topic" | "主题" => Self::Facet(Facet::Topic),
            "status" | "时效" => Self::Facet(Facet::Status),
            _ => return None,
        })
    }
}

/// Cuts what was typed at its spaces, quotation marks and prefixes.
pub(super) struct Lexer<'q> {
    rest: &'q [char],
}

impl<'q> Lexer<'q> {
    /// Reads from the first character on.
    pub(super) fn new(typed: &'q [char]) -> Self {
        Self { rest: typed }
    }
}

impl Iterator for Lexer<'_> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            let spaces = self.rest.iter().take_while(|c| c.is_whitespace()).count();
            self.rest = &self.rest[spaces..];
            if self.rest.is_empty() {
                return None;
            }
            let bare = self.rest.iter().take_while(|c| !c.is_whitespace()).count();
            if matches!(&self.rest[..bare], ['O' | 'Ｏ', 'R' | 'Ｒ']) {
                self.rest = &self.rest[bare..];
                return Some(Item::Or);
            }
            if let Some(condition) = self.condition() {
                return Some(Item::Condition(condition));
            }
        }
    }
}

impl Lexer<'_> {
    /// Reads one condition; `None` if what stands there has no words. Takes one character or more.
    fn condition(&mut self) -> Option<Condition> {
        let is_negated = match self.rest {
            ['-' | '－', next, ..] if !next.is_whitespace() => {
                self.rest = &self.rest[1..];
                true
            }
            _ => false,
        };
        let start = self.rest;
        let prefix = self.prefix();
        let (text, comparison) = self.text();
        let test = match prefix {
            Some(Prefix::Facet(facet)) => facet_test(facet, &text),
            Some(Prefix::Year) => years(&text).map(Test::Year),
            Some(Prefix::Title) => text_test(Scope::Title, &text, comparison),
            None => text_test(Scope::All, &text, comparison),
        };
        let test = test.or_else(|| {
            // A prefix without a value that makes sense is searched as it stands.
            let typed = &start[..start.len() - self.rest.len()];
            text_test(
                Scope::All,
                &typed.iter().collect::<String>(),
                Comparison::Stems,
            )
        })?;
        Some(Condition {
            is_negated,
            origin: Origin::Typed,
            test,
        })
    }

    fn prefix(&mut self) -> Option<Prefix> {
        let length = self.rest.iter().take_while(|c| c.is_alphabetic()).count();
        let prefix = match &self.rest[length..] {
            [':' | '：', next, ..] if !next.is_whitespace() => {
                Prefix::named(&self.rest[..length].iter().collect::<String>())?
            }
            _ => return None,
        };
        self.rest = &self.rest[length + 1..];
        Some(prefix)
    }

    fn text(&mut self) -> (String, Comparison) {
        if let Some(length) = self.quotation() {
            let text = self.rest[1..=length].iter().collect();
            self.rest = &self.rest[length + 2..];
            return (text, Comparison::Surface);
        }
        let length = self.rest.iter().take_while(|c| !c.is_whitespace()).count();
        let text = self.rest[..length].iter().collect();
        self.rest = &self.rest[length..];
        (text, Comparison::Stems)
    }

    /// How many characters stand between quotation marks that open here. Curly marks are those of
    /// Chinese text unless what they close ends with them: `“十三五”规划` is one run.
    fn quotation(&self) -> Option<usize> {
        let (open, inside) = self.rest.split_first()?;
        let length = match open {
            '"' | '＂' => inside.iter().position(|c| matches!(c, '"' | '＂'))?,
            '“' | '”' => inside.iter().position(|c| matches!(c, '“' | '”'))?,
            _ => return None,
        };
        let is_closed = inside.get(length + 1).is_none_or(|c| c.is_whitespace());
        (matches!(open, '"' | '＂') || is_closed).then_some(length)
    }
}

fn text_test(scope: Scope, text: &str, comparison: Comparison) -> Option<Test> {
    Phrase::new(text, comparison).map(|phrase| Test::Text {
        scope,
        phrases: vec![phrase],
    })
}

fn facet_test(facet: Facet, text: &str) -> Option<Test> {
    let text = normalized(text);
    let values: Vec<_> = text
        .split([',', '、'])
        .map(str::trim)
        .filter(|value| !value.is_empty())
        .map(|value| match facet {
            Facet::Kind => kind_named(value)
                .map_or(value, |kind| kind.as_str())
                .to_owned(),
            Facet::Status => status_named(value).unwrap_or(value).to_owned(),
            _ => value.to_owned(),
        })
        .collect();
    (!values.is_empty()).then_some(Test::Facet { facet, values })
}

fn kind_named(name: &str) -> Option<PassageKind> {
    Some(match name {
        "政策" | "政策文件" => PassageKind::Policy,
        "章节" => PassageKind::Section,
        "举措" | "任务" => PassageKind::Measure,
        "案例" => PassageKind::Case,
        "部门" => PassageKind::Ministry,
        "地区" => PassageKind::Region,
        "主题" => PassageKind::Topic,
        "术语" => PassageKind::Term,
        "课程" => PassageKind::Course,
        "页面" => PassageKind::Page,
        _ => return None,
    })
}

fn status_named(name: &str) -> Option<&'static str> {
    Some(match name {
        "有效" | "现行" => "in_force",
        "失效" => "expired",
        "废止" => "repealed",
        "被替代" => "superseded",
        _ => return None,
    })
}

/// `2017`, `2016..2020`, `2016-2020`, `..2020`, `2016..`; each number may have 年 after it.
fn years(text: &str) -> Option<RangeInclusive<i16>> {
    let text = normalized(text).replace('年', "");
    let is_digit = |c: char| c.is_ascii_digit();
    let first_end = text.find(|c| !is_digit(c)).unwrap_or(text.len());
    let last_start = text.trim_end_matches(is_digit).len();
    let (first, last) = (&text[..first_end], &text[last_start..]);
    if first_end == text.len() {
        let year = text.parse().ok()?;
        return Some(year..=year);
    }
    let between = &text[first_end..last_start];
    let is_range = between
        .chars()
        .all(|c| matches!(c, '.' | '-' | '–' | '—' | '~' | '至' | '到'));
    if !is_range || (first.is_empty() && last.is_empty()) {
        return None;
    }
    let bound = |digits: &str, open: i16| match digits {
        "" => Some(open),
        _ => digits.parse::<i16>().ok(),
    };
    let (first, last) = (bound(first, i16::MIN)?, bound(last, i16::MAX)?);
    Some(first.min(last)..=first.max(last))
}
