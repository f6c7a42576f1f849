//! 地区: places by their codes.

use crate::locale::Localized;
use crate::source::Span;
use crate::yaml::{Fields, FromYaml, Node, Reader, Spanned};

use super::RegionCode;
use super::ministry::word_of;
use super::registry::{Declared, Registry};

/// A place in the registry.
///
/// # Source
/// GB/T 2260: six digits; the parent of a county is its first four digits with `00`, that of a
/// prefecture its first two with `0000`.
#[derive(Clone, Debug)]
pub struct Region {
    /// The code.
    pub code: RegionCode,
    /// Where the code is declared.
    pub span: Span,
    /// The full name.
    pub name: Localized<String>,
    /// The short name.
    pub short: Localized<String>,
    /// Its level.
    pub level: RegionLevel,
    /// Whether it belongs to the area of the policies kept here.
    pub is_plan_area: bool,
    /// Other spellings.
    pub aliases: Localized<Vec<String>>,
}

/// The level of a [`Region`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RegionLevel {
    /// 省级.
    Province,
    /// 地级.
    Prefecture,
    /// 县级.
    County,
}

impl RegionLevel {
    const WORDS: [(&'static str, Self); 3] = [
        ("province", Self::Province),
        ("prefecture", Self::Prefecture),
        ("county", Self::County),
    ];

    /// The word used in files, data and interface strings.
    pub fn word(self) -> &'static str {
        word_of(self, &Self::WORDS)
    }
}

impl Region {
    /// The codes of the regions it lies in, nearest first; not all need be in the registry.
    pub fn ancestor_codes(&self) -> Vec<String> {
        let code = self.code.as_str();
        ["00", "0000"]
            .into_iter()
            .filter_map(|zeros| {
                let stem = code.get(..6 - zeros.len())?;
                let ancestor = format!("{stem}{zeros}");
                (ancestor != code).then_some(ancestor)
            })
            .collect()
    }
}

impl Registry<Region> {
    /// The registered regions a region lies in, nearest first, by their places in the list.
    pub fn ancestors(&self, region: usize) -> Vec<usize> {
        let mut ancestors: Vec<_> = self[region]
            .ancestor_codes()
            .iter()
            .filter_map(|code| self.position(code))
            .collect();
        ancestors.dedup();
        ancestors
    }
}

impl Declared for Region {
    fn id(&self) -> &str {
        self.code.as_str()
    }

    fn span(&self) -> Span {
        self.span
    }
}

impl FromYaml for Region {
    fn from_yaml(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let mut fields = Fields::open(node, reader)?;
        let code: Option<Spanned<RegionCode>> = fields.required("code", reader);
        let name = fields.required("name", reader);
        let short = fields.optional("short", reader).unwrap_or_default();
        let level = match fields.node("level") {
            Some(node) => reader.choice(node, &RegionLevel::WORDS),
            None => fields.required::<String>("level", reader).and(None),
        };
        let is_plan_area = fields.optional("plan_area", reader).unwrap_or(false);
        let aliases = fields.optional("aliases", reader).unwrap_or_default();
        fields.finish(reader);
        let code = code?;
        if code.value.as_str().len() != 6
            || !code
                .value
                .as_str()
                .bytes()
                .all(|byte| byte.is_ascii_digit())
        {
            let text = code.value.as_str();
            reader.diagnostics.push(super::BAD_ID.at(
                code.span,
                crate::diagnostic::Wording::new(
                    format!("“{text}”不是六位地区代码（GB/T 2260）"),
                    format!("`{text}` is not a six-digit region code (GB/T 2260)"),
                ),
            ));
            return None;
        }
        Some(Self {
            code: code.value,
            span: code.span,
            name: name?,
            short,
            level: level?,
            is_plan_area,
            aliases,
        })
    }
}
