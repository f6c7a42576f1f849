//! Units of figures, and how an amount is written in each language: 53万亩, 530,000 mu.

use crate::yaml::{FromYaml, Node, Reader};

use super::ministry::word_of;

/// How a figure stands to its value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bound {
    /// Just so.
    #[default]
    Equal,
    /// More than.
    Greater,
    /// At least.
    AtLeast,
    /// Less than, nearly.
    Less,
    /// At most.
    AtMost,
}

impl Bound {
    const WORDS: [(&'static str, Self); 5] = [
        ("eq", Self::Equal),
        ("gt", Self::Greater),
        ("ge", Self::AtLeast),
        ("lt", Self::Less),
        ("le", Self::AtMost),
    ];

    /// The word used in files, data and interface strings.
    pub fn word(self) -> &'static str {
        word_of(self, &Self::WORDS)
    }
}

impl FromYaml for Bound {
    fn from_yaml(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        reader.choice(node, &Self::WORDS)
    }
}

/// A unit in which sources count.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unit {
    /// The word used in files.
    pub word: &'static str,
    /// How the source prints it, after the number.
    pub zh: &'static str,
    /// How many of the plain unit one of it is: 万 is 10,000.
    pub factor: f64,
    /// The plain unit in other languages.
    pub plain: PlainUnit,
}

/// What a unit counts, in languages that do not count by 万.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PlainUnit {
    /// Things: the label says which.
    Count,
    /// Things with a name of their own: one, several.
    Named(&'static str, &'static str),
    /// Yuan, written `CNY 1,000`.
    Yuan,
    /// Mu, with the hectares beside them.
    Mu,
    /// Per cent.
    Percent,
}

use PlainUnit::{Count, Mu, Named, Percent, Yuan};

/// Every unit.
const UNITS: &[Unit] = &[
    unit("ge", "个", 1.0, Count),
    unit("jia", "家", 1.0, Count),
    unit("suo", "所", 1.0, Count),
    unit("chu", "处", 1.0, Count),
    unit("tao", "套", 1.0, Count),
    unit("liang", "辆", 1.0, Count),
    unit("tai", "台", 1.0, Count),
    unit("jian", "件", 1.0, Count),
    unit("qi", "起", 1.0, Count),
    unit("tiao", "条", 1.0, Count),
    unit("zuo", "座", 1.0, Count),
    unit("batch", "批次", 1.0, Count),
    unit("level", "级", 1.0, Named("level", "levels")),
    unit("box", "箱", 1.0, Named("box", "boxes")),
    unit("person", "人", 1.0, Named("person", "people")),
    unit("wan_person", "万人", 1e4, Named("person", "people")),
    unit("visit", "人次", 1.0, Named("person-time", "person-times")),
    unit(
        "wan_visit",
        "万人次",
        1e4,
        Named("person-time", "person-times"),
    ),
    unit("household", "户", 1.0, Named("household", "households")),
    unit(
        "wan_household",
        "万户",
        1e4,
        Named("household", "households"),
    ),
    unit("ton", "吨", 1.0, Named("tonne", "tonnes")),
    unit("wan_ton", "万吨", 1e4, Named("tonne", "tonnes")),
    unit("km", "公里", 1.0, Named("km", "km")),
    unit("wan_km", "万公里", 1e4, Named("km", "km")),
    unit("km2", "平方公里", 1.0, Named("sq km", "sq km")),
    unit("wan_km2", "万平方公里", 1e4, Named("sq km", "sq km")),
    unit("ha", "公顷", 1.0, Named("ha", "ha")),
    unit("mu", "亩", 1.0, Mu),
    unit("wan_mu", "万亩", 1e4, Mu),
    unit("yi_mu", "亿亩", 1e8, Mu),
    unit("yuan", "元", 1.0, Yuan),
    unit("wan_yuan", "万元", 1e4, Yuan),
    unit("yi_yuan", "亿元", 1e8, Yuan),
    unit("percent", "%", 1.0, Percent),
];

const fn unit(word: &'static str, zh: &'static str, factor: f64, plain: PlainUnit) -> Unit {
    Unit {
        word,
        zh,
        factor,
        plain,
    }
}

impl FromYaml for Unit {
    fn from_yaml(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let words: Vec<_> = UNITS.iter().map(|unit| (unit.word, *unit)).collect();
        reader.choice(node, &words)
    }
}

impl Unit {
    /// An amount as a Chinese source prints it: the source's number and unit.
    pub fn format_chinese(&self, value: f64) -> String {
        // Official texts group no digits.
        format!("{}{}", decimal(value), self.zh)
    }

    /// An amount in plain units with grouped digits, such as `CNY 9.86 million`.
    pub fn format_plain(&self, value: f64) -> String {
        let amount = value * self.factor;
        match self.plain {
            Count => grouped(amount),
            Named(one, many) => {
                let name = if (amount - 1.0).abs() < 1e-9 {
                    one
                } else {
                    many
                };
                format!("{} {name}", grouped(amount))
            }
            Yuan => format!("CNY {}", scaled(amount)),
            Mu => {
                let hectares = two_digits(amount / 15.0);
                format!("{} mu (about {} ha)", scaled(amount), grouped(hectares))
            }
            Percent => format!("{}%", decimal(amount)),
        }
    }
}

/// A number without needless zeros.
fn decimal(value: f64) -> String {
    // Two decimals are the most that sources print; a product such as 7.32 × 10,000 must not show
    // the noise of binary fractions.
    let text = format!("{value:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A number with its digits in groups of three.
fn grouped(value: f64) -> String {
    let text = decimal(value);
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 && digit != '-' {
            out.push(',');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// Millions and billions in words from a million up.
fn scaled(value: f64) -> String {
    if value >= 1e9 {
        format!("{} billion", decimal(value / 1e9))
    } else if value >= 1e6 {
        format!("{} million", decimal(value / 1e6))
    } else {
        grouped(value)
    }
}

/// Two significant digits.
fn two_digits(value: f64) -> f64 {
    if value <= 0.0 {
        return value;
    }
    let scale = 10f64.powf(value.log10().floor() - 1.0);
    (value / scale).round() * scale
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_as_each_language_writes_them() {
        let cases = [
            ("wan_yuan", 986.0, "986万元", "CNY 9.86 million"),
            ("yi_yuan", 720.4, "720.4亿元", "CNY 72.04 billion"),
            ("yuan", 5600.0, "5600元", "CNY 5,600"),
            ("wan_household", 7.32, "7.32万户", "73,200 households"),
            (
                "wan_mu",
                405.0,
                "405万亩",
                "4.05 million mu (about 270,000 ha)",
            ),
            ("wan_mu", 53.0, "53万亩", "530,000 mu (about 35,000 ha)"),
            ("percent", 30.0, "30%", "30%"),
            ("km", 195.25, "195.25公里", "195.25 km"),
            ("jian", 2700.0, "2700件", "2,700"),
            ("ge", 88.0, "88个", "88"),
        ];
        for (word, value, zh, en) in cases {
            let unit = UNITS.iter().find(|unit| unit.word == word).expect(word);
            assert_eq!(unit.format_chinese(value), zh);
            assert_eq!(unit.format_plain(value), en);
        }
    }
}
