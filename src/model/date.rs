//! Dates as official documents give them: a day, a month or a year.

use std::fmt;

use jiff::civil::Date;

use crate::diagnostic::{Rule, Wording};
use crate::yaml::{FromYaml, Node, Reader, Value};

/// A date that is none.
pub const BAD_DATE: Rule = Rule::error("yaml/bad-date");

/// A date that may leave out the day, or the month too.
///
/// # Units
/// A calendar date as printed in the document (Asia/Shanghai); written `2017`, `2017-05` or
/// `2017-05-28`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

impl PartialDate {
    /// Reads `2017`, `2017-05` or `2017-05-28`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let number = |part: &str, digits: usize| {
            (part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit()))
                .then(|| part.parse::<i16>().ok())
                .flatten()
        };
        let year = number(parts.next()?, 4)?;
        let short = |part: Option<&str>| match part {
            None => Some(None),
            Some(part) => number(part, 2)
                .and_then(|value| i8::try_from(value).ok())
                .map(Some),
        };
        let month = short(parts.next())?;
        let day = short(parts.next())?;
        let is_real = Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).is_ok() && year > 0;
        (parts.next().is_none() && is_real).then_some(Self { year, month, day })
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.year
    }

    /// The month and the day, as far as they are known.
    pub fn month_and_day(self) -> (Option<i8>, Option<i8>) {
        (self.month, self.day)
    }

    /// The first day it can mean.
    pub fn first_day(self) -> Date {
        Date::new(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
            .expect("checked when it was read")
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(formatter, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(formatter, "-{day:02}")?;
        }
        Ok(())
    }
}

impl FromYaml for PartialDate {
    fn from_yaml(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let (Value::Text(text) | Value::Number(text)) = &node.value else {
            reader.wrong_type(node, &node.value, ("日期", "a date"));
            return None;
        };
        let date = Self::parse(text);
        if date.is_none() {
            reader.diagnostics.push(
                BAD_DATE
                    .at(
                        node.span,
                        Wording::new(
                            format!("“{text}”不是可用的日期"),
                            format!("`{text}` is not a usable date"),
                        ),
                    )
                    .with_help(Wording::new(
                        "写成 2017-05-28、2017-05 或 2017，且须确有其日",
                        "write 2017-05-28, 2017-05 or 2017; there must be such a day",
                    )),
            );
        }
        date
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_may_be_partial_but_must_exist() {
        for good in ["2017", "2017-05", "2017-05-28", "2020-02-29"] {
            assert_eq!(PartialDate::parse(good).expect(good).to_string(), good);
        }
        for bad in [
            "17",
            "2017-5",
            "2017-13",
            "2019-02-29",
            "2017-05-28-1",
            "二〇一七",
            "",
            "0000",
        ] {
            assert_eq!(PartialDate::parse(bad), None, "{bad}");
        }
    }
}
