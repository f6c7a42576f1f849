//! `jingwei serve`: a site in memory, made anew when its files change.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use camino::Utf8Path;

use crate::diagnostic::{Diagnostic, Tongue, Wording, human};
use crate::pipeline::{self, Compilation, Contents};
use crate::search::{PassageKind, SearchIndex, SearchRequest, Sort};
use crate::serve::{self, Failure, Server, Site};
use crate::source::Sources;

use super::Outcome;
use super::args::ServeOptions;
use super::check::{has_problems, today};
use super::terminal::Terminal;

/// Builds a site, then serves it until it is interrupted.
pub(super) fn run(site: &Utf8Path, options: &ServeOptions, terminal: Terminal) -> Outcome {
    let first = match compile(site, terminal) {
        Ok(snapshot) => snapshot,
        Err(reason) => {
            terminal.fail(&reason);
            return Outcome::Failed;
        }
    };
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let server = Server::bind(serve::ServeOptions {
        address: options.address,
        port: options.port,
        hosts: options.hosts.clone(),
        watch: vec![site.join("content"), site.join("themes")],
        ignore: vec![site.join("public")],
        first_build: now.map_or(1, |time| time.as_secs()),
        tongue: terminal.tongue(),
    });
    let server = match server {
        Ok(server) => server,
        Err(error) => {
            terminal.fail(&Wording::new(error.in_chinese(), error.to_string()));
            return Outcome::Failed;
        }
    };
    let url = server.url();
    terminal.say(&Wording::new(
        format!("请在浏览器中打开 {url}（按 Ctrl+C 停止；文件一改，页面即更新）"),
        format!("open {url} in a browser (ctrl-c stops; pages reload when files change)"),
    ));
    let folder = site.to_owned();
    let terminal_of_rebuild = terminal;
    let rebuild = move || rebuild(&folder, terminal_of_rebuild);
    match server.run(Arc::new(first), rebuild) {
        Ok(()) => Outcome::Clean,
        Err(error) => {
            terminal.fail(&Wording::new(error.in_chinese(), error.to_string()));
            Outcome::Failed
        }
    }
}

fn rebuild(site: &Utf8Path, terminal: Terminal) -> Arc<dyn Site> {
    match compile(site, terminal) {
        Ok(snapshot) => {
            terminal.say(&Wording::new("已更新", "built anew"));
            Arc::new(snapshot)
        }
        Err(reason) => {
            terminal.fail(&reason);
            Arc::new(Broken(reason.in_tongue(terminal.tongue()).to_owned()))
        }
    }
}

/// One build, held in memory. Pages are rendered when they are asked for.
struct Snapshot {
    compilation: Compilation,
    contents: Contents,
    index: SearchIndex,
    failure: Option<Failure>,
    tongue: Tongue,
}

fn compile(site: &Utf8Path, terminal: Terminal) -> Result<Snapshot, Wording> {
    let compilation = pipeline::compile(site, today())
        .map_err(|error| Wording::new(error.in_chinese(), error.to_string()))?;
    let diagnostics = &compilation.diagnostics;
    let sources = &compilation.files.sources;
    terminal.show(diagnostics, sources);
    let failure = has_problems(diagnostics, false)
        .then(|| Failure(in_words(diagnostics, sources, terminal.tongue())));
    let search = compilation
        .search_files()
        .map_err(|error| Wording::new(error.in_chinese(), error.to_string()))?;
    let contents = compilation.contents(&search);
    Ok(Snapshot {
        contents,
        index: search.index,
        failure,
        tongue: terminal.tongue(),
        compilation,
    })
}

/// Faults as a page shows them.
fn in_words(diagnostics: &[Diagnostic], sources: &Sources, tongue: Tongue) -> String {
    let options = human::HumanOptions {
        tongue,
        color: false,
        width: 100,
    };
    human::render(diagnostics, sources, &options)
}

impl Site for Snapshot {
    fn contains(&self, path: &str) -> bool {
        self.contents.contains_key(path)
    }

    fn get(&self, path: &str) -> Option<Result<Vec<u8>, Failure>> {
        let content = self.contents.get(path)?;
        Some(self.compilation.bytes(content).map_err(|diagnostic| {
            let sources = &self.compilation.files.sources;
            Failure(in_words(&[*diagnostic], sources, self.tongue))
        }))
    }

    fn search(&self, parameters: &[(String, String)]) -> serde_json::Value {
        let mut request = request(parameters);
        if let (Some(named), Some(site)) = (&mut request.filters.locale, &self.compilation.site) {
            // A page asks by its tag, a person by whatever they call the language.
            let locales = &site.knowledge_base.config.locales;
            if let Some(locale) = locales.find(named) {
                locales.code(locale).clone_into(named);
            }
        }
        match self.index.search(&request) {
            Ok(response) => serde_json::to_value(response).expect("plain data is JSON"),
            Err(error) => {
                let reason = Wording::new(error.in_chinese(), error.to_string());
                serde_json::json!({"error": reason.in_tongue(self.tongue)})
            }
        }
    }

    fn failure(&self) -> Option<Failure> {
        self.failure.clone()
    }
}

/// The most results that one answer holds.
const MOST_RESULTS: usize = 100;

/// How far on an answer may begin.
const MOST_SKIPPED: usize = 10_000;

/// A question as `/api/search` is asked it: `q`, `lang`, `kind`, `ministry`, `region`, `topic`,
/// `policy`, `year`, `status`, `sort` (`relevance`, `date`), `facets` (`1`), `limit`, `offset`. What cannot be read is left out.
fn request(parameters: &[(String, String)]) -> SearchRequest {
    let mut request = SearchRequest::new("");
    for (name, value) in parameters {
        let filters = &mut request.filters;
        match name.as_str() {
            "q" => request.query.clone_from(value),
            "lang" => filters.locale = Some(value.clone()),
            "kind" => filters.kind.extend(
                PassageKind::ALL
                    .into_iter()
                    .filter(|kind| kind.as_str() == value),
            ),
            "ministry" => filters.ministry.push(value.clone()),
            "region" => filters.region.push(value.clone()),
            "topic" => filters.topic.push(value.clone()),
            "policy" => filters.policy.push(value.clone()),
            "year" => filters.year.push(value.clone()),
            "status" => filters.status.push(value.clone()),
            "sort" if value == "date" => request.sort = Sort::Date,
            "facets" => request.facets = value != "0",
            "limit" => request.limit = value.parse().unwrap_or(request.limit).min(MOST_RESULTS),
            "offset" => request.offset = value.parse().unwrap_or(0).min(MOST_SKIPPED),
            _ => {}
        }
    }
    request
}

/// A site that cannot be read at all, for as long as that lasts.
struct Broken(String);

impl Site for Broken {
    fn contains(&self, _path: &str) -> bool {
        false
    }

    fn get(&self, _path: &str) -> Option<Result<Vec<u8>, Failure>> {
        None
    }

    fn search(&self, _parameters: &[(String, String)]) -> serde_json::Value {
        serde_json::json!({"error": self.0})
    }

    fn failure(&self) -> Option<Failure> {
        Some(Failure(self.0.clone()))
    }
}
