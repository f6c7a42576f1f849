//! What `content/site.yaml` says of the site as a whole: its languages, address, publisher,
//! licence, theme, limits and the weight of rules.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Rule, Severity, Wording};
use crate::locale::{Direction, LocaleSettings, Locales, Localized};
use crate::source::{SourceFile, SourceId, Span};
use crate::yaml::{self, Fields, FromYaml, Node, Reader, Spanned, Value};

/// The path of the settings from the site folder.
pub const PATH: &str = "content/site.yaml";

/// A base address that is not an `http` or `https` address ending in a slash.
pub const BAD_ADDRESS: Rule = Rule::error("site/bad-address");
/// Languages that cannot be told apart, or none at all.
pub const BAD_LANGUAGES: Rule = Rule::error("site/bad-languages");
/// No `content/site.yaml`.
pub const MISSING: Rule = Rule::error("site/missing");

/// The settings of a site.
#[derive(Clone, Debug)]
pub struct Config {
    /// The name of the knowledge base.
    pub title: Localized<String>,
    /// One sentence that says what it is.
    pub description: Localized<String>,
    /// Where it will stand; ends in `/`.
    pub base_url: String,
    /// Its languages.
    pub locales: Locales,
    /// The folder under `themes/` whose files stand in for built-in ones.
    pub theme: Spanned<String>,
    /// Who publishes it.
    pub publisher: Publisher,
    /// The licence of the content, where the publisher gives one.
    pub licence: Option<Licence>,
    /// Sizes that lists and files keep to.
    pub limits: Limits,
    /// The weight of rules where the site sets another than the usual; `None` switches one off.
    pub rules: BTreeMap<String, Spanned<Option<Severity>>>,
}

/// Who answers for a site (the names of 国办发〔2017〕47号 and of site footers).
#[derive(Clone, Debug, Default)]
pub struct Publisher {
    /// The name.
    pub name: Localized<String>,
    /// 主办单位, the body on whose behalf it is published.
    pub sponsor: Localized<String>,
    /// How to reach the publisher: an e-mail address or a telephone number.
    pub contact: Option<String>,
    /// 网站标识码.
    pub site_code: Option<String>,
    /// ICP备案号.
    pub icp: Option<String>,
    /// Where mistakes are reported: an address.
    pub correction: Option<String>,
}

/// A licence by name and address.
#[derive(Clone, Debug)]
pub struct Licence {
    /// The short name, such as `CC BY 4.0`.
    pub name: String,
    /// Where its text stands.
    pub url: String,
}

/// Sizes that lists and files keep to.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// How many entries a page of a list holds.
    pub page_entries: usize,
    /// How many entries a feed holds.
    pub feed_entries: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            page_entries: 50,
            feed_entries: 50,
        }
    }
}

/// Reads the settings. Without a usable list of languages nothing else can be read, so then there
/// are no settings at all.
pub fn read(
    source: SourceId,
    file: &SourceFile,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Config> {
    let node = yaml::parse(file.text(), source, 0, diagnostics)?;
    let locales = read_languages(&node, diagnostics)?;
    let mut reader = Reader {
        locales: &locales,
        diagnostics,
    };
    let reader = &mut reader;
    let mut fields = Fields::open(&node, reader)?;
    fields.node("languages");
    let title = fields.required("title", reader);
    let description = fields.required("description", reader);
    let base_url = fields
        .required::<Spanned<String>>("base_url", reader)
        .and_then(|address| check_base_url(address, reader));
    let no_theme = || Spanned {
        value: "default".to_owned(),
        span: Span::new(source, 0..0),
    };
    let config = Config {
        title: title.unwrap_or_default(),
        description: description.unwrap_or_default(),
        base_url: base_url.unwrap_or_else(|| "https://example.org/".to_owned()),
        theme: fields.optional("theme", reader).unwrap_or_else(no_theme),
        publisher: fields.optional("publisher", reader).unwrap_or_default(),
        licence: fields.optional("licence", reader),
        limits: fields.optional("limits", reader).unwrap_or_default(),
        rules: fields
            .optional::<RuleLevels>("rules", reader)
            .map(|levels| levels.0)
            .unwrap_or_default(),
        locales: reader.locales.clone(),
    };
    fields.finish(reader);
    Some(config)
}

/// Reads `languages`, which everything else is read by.
fn read_languages(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Locales> {
    let undeclared = Locales::new(vec![LocaleSettings {
        code: "zh".to_owned(),
        tag: "zh-Hans".to_owned(),
        name: "中文".to_owned(),
        dir: Direction::Ltr,
    }])
    .expect("one language is enough");
    let mut reader = Reader {
        locales: &undeclared,
        diagnostics,
    };
    let mut fields = Fields::open(node, &mut reader)?;
    let languages: Vec<Spanned<Language>> = fields.required("languages", &mut reader)?;
    let mut settings: Vec<LocaleSettings> = Vec::new();
    for language in languages {
        let Language(language, span) = (language.value, language.span).into();
        let is_code = language
            .code
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'-')
            && !language.code.is_empty();
        let code = &language.code;
        let message = if !is_code {
            Wording::new(
                format!("语言代码“{code}”不是小写字母"),
                format!("language code `{code}` is not lower-case letters"),
            )
        } else if settings.iter().any(|other| other.code == *code) {
            Wording::new(
                format!("语言代码“{code}”重复"),
                format!("language code `{code}` is used twice"),
            )
        } else {
            settings.push(language);
            continue;
        };
        reader.diagnostics.push(BAD_LANGUAGES.at(span, message));
    }
    let locales = Locales::new(settings);
    if locales.is_none() {
        diagnostics.push(
            BAD_LANGUAGES
                .at(
                    node.span,
                    Wording::new("没有可用的语言", "no usable language is declared"),
                )
                .with_help(Wording::new(
                    "写法：languages: [{code: zh, tag: zh-Hans, name: 中文}]",
                    "write: languages: [{code: zh, tag: zh-Hans, name: 中文}]",
                )),
        );
    }
    locales
}

/// One entry of `languages`.
struct Language(LocaleSettings, Span);

impl From<(Language, Span)> for Language {
    fn from((language, span): (Language, Span)) -> Self {
        Self(language.0, span)
    }
}

impl FromYaml for Language {
    fn from_yaml(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let mut fields = Fields::open(node, reader)?;
        let code: Option<String> = fields.required("code", reader);
        let tag: Option<String> = fields.required("tag", reader);
        let name: Option<String> = fields.required("name", reader);
        let dir = fields
            .node("dir")
            .and_then(|node| {
                reader.choice(node, &[("ltr", Direction::Ltr), ("rtl", Direction::Rtl)])
            })
            .unwrap_or_default();
        fields.finish(reader);
        let settings = LocaleSettings {
            code: code?,
            tag: tag?,
            name: name?,
            dir,
        };
        Some(Self(settings, node.span))
    }
}

fn check_base_url(address: Spanned<String>, reader: &mut Reader<'_>) -> Option<String> {
    let text = &address.value;
    let host = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    let is_good = host.is_some_and(|rest| {
        rest.len() > 1
            && rest.ends_with('/')
            && !rest.starts_with('/')
            && !rest.contains(|c: char| c.is_whitespace() || "?#\"'<>\\".contains(c))
    });
    if is_good {
        return Some(address.value);
    }
    reader.diagnostics.push(
        BAD_ADDRESS
            .at(
                address.span,
                Wording::new(
                    format!("网站地址“{text}”不可用"),
                    format!("unusable site address `{text}`"),
                ),
            )
            .with_help(Wording::new(
                "须以 https:// 或 http:// 开头、以 / 结尾，如 https://policy.example.gov.cn/",
                "it must begin with https:// or http:// and end with /, such as https://policy.example.org/",
            )),
    );
    None
}

impl FromYaml for Publisher {
    fn from_yaml(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let mut fields = Fields::open(node, reader)?;
        let publisher = Self {
            name: fields.required("name", reader).unwrap_or_default(),
            sponsor: fields.optional("sponsor", reader).unwrap_or_default(),
            contact: fields.optional("contact", reader),
            site_code: fields.optional("site_code", reader),
            icp: fields.optional("icp", reader),
            correction: fields
                .optional::<Spanned<String>>("correction", reader)
                .and_then(|address| check_link(address, reader)),
        };
        fields.finish(reader);
        Some(publisher)
    }
}

impl FromYaml for Licence {
    fn from_yaml(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let mut fields = Fields::open(node, reader)?;
        let name = fields.required("name", reader);
        let url = fields
            .required::<Spanned<String>>("url", reader)
            .and_then(|address| check_link(address, reader));
        fields.finish(reader);
        Some(Self {
            name: name?,
            url: url?,
        })
    }
}

/// An outward address: `https:`, `http:` or `mailto:` alone are let through.
pub(crate) fn check_link(address: Spanned<String>, reader: &mut Reader<'_>) -> Option<String> {
    let text = &address.value;
    if ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| text.starts_with(scheme))
    {
        return Some(address.value);
    }
    reader.diagnostics.push(
        BAD_ADDRESS
            .at(
                address.span,
                Wording::new(
                    format!("链接地址“{text}”不可用"),
                    format!("unusable address `{text}`"),
                ),
            )
            .with_help(Wording::new(
                "只接受 https://、http:// 和 mailto: 地址",
                "only https://, http:// and mailto: addresses are accepted",
            )),
    );
    None
}

impl FromYaml for Limits {
    fn from_yaml(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let mut fields = Fields::open(node, reader)?;
        let usual = Self::default();
        let size = |number: Option<u64>, usual: usize| {
            number
                .and_then(|number| usize::try_from(number).ok())
                .filter(|&number| number > 0)
                .unwrap_or(usual)
        };
        let page_entries = fields.optional("page_entries", reader);
        let feed_entries = fields.optional("feed_entries", reader);
        fields.finish(reader);
        Some(Self {
            page_entries: size(page_entries, usual.page_entries),
            feed_entries: size(feed_entries, usual.feed_entries),
        })
    }
}

/// `rules: {code: error | warning | off}`.
struct RuleLevels(BTreeMap<String, Spanned<Option<Severity>>>);

impl FromYaml for RuleLevels {
    fn from_yaml(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let Value::Map(entries) = &node.value else {
            reader.wrong_type(
                node,
                &node.value,
                ("键值表（代码: 级别）", "a mapping (`code: level`)"),
            );
            return None;
        };
        let mut levels = BTreeMap::new();
        for entry in entries {
            // `off` is a word here: YAML 1.2 knows no other false than `false`.
            let known = [
                ("error", Some(Severity::Error)),
                ("warning", Some(Severity::Warning)),
                ("off", None),
            ];
            if let Some(value) = reader.choice(&entry.value, &known) {
                let span = entry.key_span;
                levels.insert(entry.key.clone(), Spanned { value, span });
            }
        }
        Some(Self(levels))
    }
}
