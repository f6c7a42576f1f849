//! The theme: templates, interface strings, style and scripts. The only room that uses tera.
//!
//! The built-in theme (`themes/default`) is carried by the program; a site's own files under
//! `themes/NAME/` stand in for it one by one. Faults in such files are diagnostics, and the
//! built-in file is used in their place. What templates are given is no business of this room: see
//! `crate::render::view`.

mod assets;
mod engine;
mod files;
mod join;
mod manifest;
mod module;
mod script;
mod strings;
mod tidy;
mod tokens;
mod yaml;

pub use assets::Asset;
pub use strings::Strings;

use camino::Utf8Path;
use serde::Serialize;

use crate::address::Form;
use crate::diagnostic::{Diagnostic, Place, Rule, Wording};
use crate::locale::{Locale, Locales};
use crate::source::{Sources, StaticFile};
use crate::text::nearest;

use engine::Engine;
use files::ThemeFiles;

/// The name of the theme that the program carries.
pub const DEFAULT: &str = "default";

/// A template cannot be read, or fails while a page is made.
pub const TEMPLATE: Rule = Rule::error("theme/template");
/// `site.yaml` names a theme of which there are no files.
pub const UNKNOWN: Rule = Rule::error("theme/unknown");
/// A file of interface strings cannot be read.
pub const STRINGS: Rule = Rule::error("theme/strings");
/// `theme.yaml` cannot be read, or names a file that is not there.
pub const MANIFEST: Rule = Rule::error("theme/manifest");
/// A script cannot be joined with the others, as a portable site needs it.
pub const SCRIPT: Rule = Rule::warning("theme/script");

/// Which theme is wanted, and the files of the site that may stand in for built-in ones.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// The name of the theme.
    pub name: &'a str,
    /// Where the site names it, for a fault.
    pub named_at: Place,
    /// The text files of the site; those under `themes/NAME/` count.
    pub sources: &'a Sources,
    /// The images and fonts of the site; those under `themes/NAME/` count.
    pub statics: &'a [StaticFile],
    /// The languages of the site.
    pub locales: &'a Locales,
    /// The form in which the site is published.
    pub form: Form,
}

/// A theme, ready to make pages. May be shared between threads.
#[derive(Debug)]
pub struct Theme {
    engine: Engine,
    strings: Vec<Strings>,
    assets: Vec<Asset>,
    scripts: Vec<String>,
    form: Form,
    digest: String,
}

impl Theme {
    /// Reads a theme. What is faulty in the files of the site is left out, and the built-in file
    /// stands in its place.
    ///
    /// # Errors
    /// `theme/unknown`, `theme/manifest`, `theme/strings`, `theme/template`, and `theme/script`, which
    /// is a warning as long as the site is not portable.
    pub fn load(request: &Request) -> (Self, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let files = ThemeFiles::of(request);
        if request.name != DEFAULT && files.own().next().is_none() {
            diagnostics.push(unknown(request));
        }
        let mut manifest = manifest::read(&files, &mut diagnostics);
        let joined = join::join(&files, &manifest.scripts, request.form, &mut diagnostics);
        let strings = request
            .locales
            .iter()
            .map(|locale| Strings::load(&files, request.locales.get(locale), &mut diagnostics))
            .collect();
        let engine = Engine::load(&files, &mut diagnostics);
        let assets = match request.form {
            Form::Served => {
                // Its faults are those of the others, or it is published as it is.
                let mut faults = Vec::new();
                let worker = [assets::WORKER.to_owned()];
                let worker = join::join(&files, &worker, request.form, &mut faults);
                let worker = Some(worker).filter(|_| faults.is_empty());
                assets::make(&files, &manifest, &assets::Scripts::Modules { worker })
            }
            Form::Portable => {
                manifest.scripts = vec![assets::JOINED.to_owned()];
                assets::make(&files, &manifest, &assets::Scripts::Joined(joined))
            }
        };
        let theme = Self {
            engine,
            strings,
            assets,
            scripts: manifest.scripts,
            form: request.form,
            digest: files.digest(),
        };
        (theme, diagnostics)
    }

    /// Makes a page: the named template (`measure.html`) filled with the page in one language. The
    /// interface strings are `t` in the template.
    ///
    /// # Errors
    /// `theme/template`, at the place in the site's own template, or at the built-in file.
    pub fn render(
        &self,
        template: &str,
        page: &impl Serialize,
        locale: Locale,
    ) -> Result<String, Box<Diagnostic>> {
        let strings = &self.strings[locale.index()];
        let html = self.engine.render(template, page, strings)?;
        Ok(tidy::tidy(&html))
    }

    /// The interface strings of a language, for the labels of view models.
    pub fn strings(&self, locale: Locale) -> &Strings {
        &self.strings[locale.index()]
    }

    /// The files to publish beside the pages.
    pub fn assets(&self) -> &[Asset] {
        &self.assets
    }

    /// The published path, from the root of the site, of a file of the theme: `style.css`,
    /// `js/main.js`, `images/icon.svg`.
    pub fn asset(&self, name: &str) -> Option<&Utf8Path> {
        let asset = self.assets.iter().find(|asset| asset.name == name)?;
        Some(&asset.path)
    }

    /// The published paths of the scripts that pages load, in order.
    pub fn scripts(&self) -> impl Iterator<Item = &Utf8Path> {
        self.scripts.iter().filter_map(|name| self.asset(name))
    }

    /// The form in which the site is published, for which the scripts were made.
    pub fn form(&self) -> Form {
        self.form
    }

    /// A hash of every file of the theme, for the keys of a cache.
    ///
    /// # Units
    /// Hexadecimal, 64 digits.
    pub fn digest(&self) -> &str {
        &self.digest
    }
}

/// The fault of a theme without files, with the nearest theme there is.
fn unknown(request: &Request) -> Diagnostic {
    let name = request.name;
    let mut known: Vec<&str> = request
        .sources
        .iter()
        .filter_map(|(_, file)| file.path().strip_prefix("themes").ok())
        .filter_map(|path| path.components().next())
        .map(|part| part.as_str())
        .chain([DEFAULT])
        .collect();
    known.sort_unstable();
    known.dedup();
    UNKNOWN
        .at(
            request.named_at.clone(),
            Wording::new(
                format!("没有名为“{name}”的主题"),
                format!("no theme is named `{name}`"),
            ),
        )
        .with_nearest(nearest(name, known))
        .with_help(Wording::new(
            format!("把主题文件放在 themes/{name}/ 之下，或者不写 theme 一项"),
            format!("put its files under themes/{name}/, or leave `theme` out"),
        ))
}

#[cfg(test)]
mod tests;
