//! The languages a site is written in, as `site.yaml` declares them, and values with one wording
//! per language. Nothing here knows which languages there are. The language of the program's own
//! messages is another matter: see [`crate::diagnostic::Wording`].

use serde::Serialize;

/// A language of the site: its place in the declared order. The first is the primary language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Locale(u8);

impl Locale {
    /// The language declared first.
    pub const PRIMARY: Self = Self(0);

    /// The place in the declared order, from 0.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// Which way a language is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// From left to right.
    #[default]
    Ltr,
    /// From right to left.
    Rtl,
}

/// What `site.yaml` says of one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LocaleSettings {
    /// The short code used in file names, addresses and wording maps, such as `zh`.
    pub code: String,
    /// The BCP 47 tag written into pages, such as `zh-Hans`.
    pub tag: String,
    /// The name of the language in itself, such as `中文`.
    pub name: String,
    /// The writing direction.
    pub dir: Direction,
}

/// All languages of a site, in declared order; at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locales(Vec<LocaleSettings>);

impl Locales {
    /// Takes the declared languages. `None` if there are none, or more than 255.
    pub fn new(settings: Vec<LocaleSettings>) -> Option<Self> {
        (!settings.is_empty() && settings.len() < 256).then_some(Self(settings))
    }

    /// Every language in declared order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Locale> + Clone + use<> {
        (0..u8::try_from(self.0.len()).expect("fewer than 256 languages")).map(Locale)
    }

    /// How many languages there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The language with this code or tag, else the one whose code is the first part of it (case
    /// does not matter, `_` counts as `-`): `zh-Hans` and `zh_CN` mean a language with code `zh`.
    pub fn find(&self, code: &str) -> Option<Locale> {
        let wanted = code.replace('_', "-").to_ascii_lowercase();
        let primary = wanted.split('-').next().unwrap_or_default();
        let by = |matches: &dyn Fn(&LocaleSettings) -> bool| {
            self.iter().find(|&locale| matches(self.get(locale)))
        };
        by(&|settings| settings.code.eq_ignore_ascii_case(&wanted))
            .or_else(|| by(&|settings| settings.tag.eq_ignore_ascii_case(&wanted)))
            .or_else(|| by(&|settings| settings.code.eq_ignore_ascii_case(primary)))
    }

    /// The language with exactly this code.
    pub fn with_code(&self, code: &str) -> Option<Locale> {
        self.iter().find(|&locale| self.get(locale).code == code)
    }

    /// The settings of a language.
    pub fn get(&self, locale: Locale) -> &LocaleSettings {
        &self.0[locale.index()]
    }

    /// The short code of a language.
    pub fn code(&self, locale: Locale) -> &str {
        &self.get(locale).code
    }

    /// The BCP 47 tag of a language.
    pub fn tag(&self, locale: Locale) -> &str {
        &self.get(locale).tag
    }
}

/// A value that may have a wording in each language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Localized<T>(Vec<Option<T>>);

impl<T> Default for Localized<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Localized<T> {
    /// A value in one language only.
    pub fn only(locale: Locale, value: T) -> Self {
        let mut localized = Self::default();
        localized.set(locale, value);
        localized
    }

    /// Puts the wording of one language.
    pub fn set(&mut self, locale: Locale, value: T) {
        while self.0.len() <= locale.index() {
            self.0.push(None);
        }
        self.0[locale.index()] = Some(value);
    }

    /// The wording in exactly this language.
    pub fn get(&self, locale: Locale) -> Option<&T> {
        self.0.get(locale.index()).and_then(Option::as_ref)
    }

    /// The wording in this language, else in the first that has one.
    pub fn best(&self, locale: Locale) -> Option<(Locale, &T)> {
        self.get(locale)
            .map(|value| (locale, value))
            .or_else(|| self.iter().next())
    }

    /// Every wording with its language, in declared order.
    pub fn iter(&self) -> impl Iterator<Item = (Locale, &T)> {
        self.0.iter().enumerate().filter_map(|(index, value)| {
            let locale = Locale(u8::try_from(index).expect("fewer than 256 languages"));
            value.as_ref().map(|value| (locale, value))
        })
    }

    /// Whether no language has a wording.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }
}

impl Localized<String> {
    /// The wording in this language, else in the first that has one, else nothing.
    pub fn text(&self, locale: Locale) -> &str {
        self.best(locale).map_or("", |(_, text)| text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locales() -> Locales {
        let language = |code: &str, tag: &str| LocaleSettings {
            code: code.to_owned(),
            tag: tag.to_owned(),
            name: code.to_owned(),
            dir: Direction::Ltr,
        };
        Locales::new(vec![language("zh", "zh-Hans"), language("en", "en")]).expect("two languages")
    }

    #[test]
    fn every_way_to_write_chinese_means_chinese() {
        for code in ["zh", "zh-Hans", "zh-CN", "zh_CN", "ZH"] {
            assert_eq!(locales().find(code), Some(Locale::PRIMARY), "{code}");
        }
        assert_eq!(locales().find("bo"), None);
    }

    #[test]
    fn a_missing_wording_falls_back_to_the_first_there_is() {
        let english = locales().find("en").expect("declared");
        let name = Localized::only(english, "Chifeng".to_owned());
        assert_eq!(name.text(Locale::PRIMARY), "Chifeng");
        assert_eq!(name.get(Locale::PRIMARY), None);
    }
}
