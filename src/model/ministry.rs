//! 部门: the departments, commissions, agencies and other bodies that policies name.

use crate::locale::Localized;
use crate::source::Span;
use crate::yaml::{Fields, FromYaml, Node, Reader, Spanned};

use super::registry::Declared;
use super::{MinistryId, PartialDate};

/// A body in the registry. A body that was renamed is another body: each name has its page.
#[derive(Clone, Debug)]
pub struct Ministry {
    /// The id.
    pub id: MinistryId,
    /// Where the id is declared.
    pub span: Span,
    /// The full official name, of the time when it was named in a policy.
    pub name: Localized<String>,
    /// The name now in official use, where only the wording changed.
    pub name_now: Localized<String>,
    /// The short form that official texts print.
    pub short: Localized<String>,
    /// Other names met in texts.
    pub aliases: Localized<Vec<String>>,
    /// The acronym of the name in Latin letters.
    pub acronym: Option<String>,
    /// The acronym now in use.
    pub acronym_now: Option<String>,
    /// What sort of body it is.
    pub kind: MinistryType,
    /// Since when it has its name.
    pub from: Option<PartialDate>,
    /// Until when it had it.
    pub until: Option<PartialDate>,
    /// Who took over from it, one step at a time.
    pub successors: Vec<Succession>,
    /// The body that bears this name as a plate 挂牌.
    pub plate_of: Option<Spanned<MinistryId>>,
    /// Whether it stands for no body in particular (有关部门): recognised, linked to nothing.
    pub is_generic: bool,
}

/// What sort of body a [`Ministry`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MinistryType {
    /// 部.
    Department,
    /// 委员会.
    Commission,
    /// 局, 署, 办公室.
    Agency,
    /// 党的机构.
    PartyBody,
    /// 军队单位.
    MilitaryBody,
    /// 群团组织.
    MassOrganisation,
    /// 企业.
    Company,
    /// 事业单位.
    Institution,
}

impl MinistryType {
    const WORDS: [(&'static str, Self); 8] = [
        ("department", Self::Department),
        ("commission", Self::Commission),
        ("agency", Self::Agency),
        ("party-body", Self::PartyBody),
        ("military-body", Self::MilitaryBody),
        ("mass-organisation", Self::MassOrganisation),
        ("company", Self::Company),
        ("institution", Self::Institution),
    ];

    /// The word used in files, data and interface strings.
    pub fn word(self) -> &'static str {
        word_of(self, &Self::WORDS)
    }
}

/// One step from a body to another.
#[derive(Clone, Debug)]
pub struct Succession {
    /// Who took over.
    pub to: Spanned<MinistryId>,
    /// When.
    pub on: PartialDate,
    /// How.
    pub kind: SuccessionKind,
    /// Which duties, when only some moved.
    pub duties: Localized<String>,
}

/// How duties went from one body to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SuccessionKind {
    /// The body goes on under another name.
    Renamed,
    /// It was joined with or absorbed by another.
    Merged,
    /// It was divided among several.
    Split,
    /// It stands, and part of its duties went to another.
    DutiesMoved,
}

impl SuccessionKind {
    const WORDS: [(&'static str, Self); 4] = [
        ("renamed", Self::Renamed),
        ("merged", Self::Merged),
        ("split", Self::Split),
        ("duties-moved", Self::DutiesMoved),
    ];

    /// The word used in files, data and interface strings.
    pub fn word(self) -> &'static str {
        word_of(self, &Self::WORDS)
    }
}

/// The word that stands for a value in a closed list.
pub(super) fn word_of<T: Copy + PartialEq>(
    value: T,
    words: &'static [(&'static str, T)],
) -> &'static str {
    words
        .iter()
        .find(|(_, other)| *other == value)
        .map_or("", |(word, _)| word)
}

impl Ministry {
    /// The name a reader of today expects: the one now in use, else the name of its time.
    pub fn name_today(&self, locale: crate::locale::Locale) -> &str {
        self.name_now
            .get(locale)
            .map_or_else(|| self.name.text(locale), String::as_str)
    }

    /// The short form, else the full name.
    pub fn short_name(&self, locale: crate::locale::Locale) -> &str {
        self.short
            .get(locale)
            .map_or_else(|| self.name.text(locale), String::as_str)
    }

    /// Every name by which it is found in a text: full, short, other and acronym.
    pub fn all_names(&self) -> impl Iterator<Item = &str> {
        let wordings = [&self.name, &self.name_now, &self.short]
            .into_iter()
            .flat_map(|wording| wording.iter().map(|(_, name)| name.as_str()));
        let aliases = self
            .aliases
            .iter()
            .flat_map(|(_, names)| names.iter().map(String::as_str));
        let acronyms = [&self.acronym, &self.acronym_now].into_iter().flatten();
        wordings.chain(aliases).chain(acronyms.map(String::as_str))
    }
}

impl Declared for Ministry {
    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn span(&self) -> Span {
        self.span
    }
}

impl FromYaml for Ministry {
    fn from_yaml(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let mut fields = Fields::open(node, reader)?;
        let id: Option<Spanned<MinistryId>> = fields.required("id", reader);
        let name = fields.required("name", reader);
        let name_now = fields.optional("name_now", reader).unwrap_or_default();
        let short = fields.optional("short", reader).unwrap_or_default();
        let aliases = fields.optional("aliases", reader).unwrap_or_default();
        let acronym = fields.optional("acronym", reader);
        let acronym_now = fields.optional("acronym_now", reader);
        let kind = match fields.node("type") {
            Some(node) => reader.choice(node, &MinistryType::WORDS),
            None => fields.required::<String>("type", reader).and(None),
        };
        let from = fields.optional("from", reader);
        let until = fields.optional("until", reader);
        let successors = fields.list("successors", reader);
        let plate_of = fields.optional("plate_of", reader);
        let is_generic = fields.optional("generic", reader).unwrap_or(false);
        fields.finish(reader);
        let id = id?;
        Some(Self {
            id: id.value,
            span: id.span,
            name: name?,
            name_now,
            short,
            aliases,
            acronym,
            acronym_now,
            kind: kind?,
            from,
            until,
            successors,
            plate_of,
            is_generic,
        })
    }
}

impl FromYaml for Succession {
    fn from_yaml(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let mut fields = Fields::open(node, reader)?;
        let to = fields.required("id", reader);
        let on = fields.required("on", reader);
        let kind = match fields.node("kind") {
            Some(node) => reader.choice(node, &SuccessionKind::WORDS),
            None => fields.required::<String>("kind", reader).and(None),
        };
        let duties = fields.optional("duties", reader).unwrap_or_default();
        fields.finish(reader);
        Some(Self {
            to: to?,
            on: on?,
            kind: kind?,
            duties,
        })
    }
}
