//! `jingwei search`: the index of a built site, asked from the command line.

use std::fmt::Write as _;

use camino::Utf8Path;

use crate::address::SEARCH_INDEX;
use crate::diagnostic::Wording;
use crate::pipeline;
use crate::search::acceptance::{self, Quality};
use crate::search::{
    Expansion, Filters, Fragment, Hit, PassageKind, SearchError, SearchIndex, SearchRequest,
    SearchResponse, Suggestion,
};
use crate::text::nearest;

use super::Outcome;
use super::args::{Arguments, ListFormat, SearchOptions};
use super::build::out_folder;
use super::check::{counted, today};
use super::terminal::Terminal;

/// Searches, and prints the results on stdout.
pub(super) fn run(arguments: &Arguments, options: &SearchOptions, terminal: Terminal) -> Outcome {
    let folder = out_folder(&arguments.site, options.out.as_ref()).join(SEARCH_INDEX);
    if !folder.is_dir() {
        terminal.say(&Wording::new(
            format!("没有索引 {folder}；请先运行 jingwei build"),
            format!("there is no index at {folder}; run `jingwei build` first"),
        ));
        return Outcome::Failed;
    }
    if options.evaluate {
        return evaluate(arguments, options, &folder, terminal);
    }
    let Some(kinds) = kinds(&options.kind, terminal) else {
        return Outcome::Failed;
    };
    let request = SearchRequest {
        query: options.query.join(" "),
        filters: Filters {
            locale: arguments.lang.clone(),
            kind: kinds,
            ministry: options.ministry.clone(),
            region: options.region.clone(),
            topic: options.topic.clone(),
            policy: options.policy.clone(),
            year: options.year.clone(),
            status: options.status.clone(),
        },
        sort: options.sort.into(),
        facets: options.facets,
        limit: options.limit,
        offset: options.offset,
    };
    let response = SearchIndex::open(&folder).and_then(|index| search(&index, request));
    let response = match response {
        Ok(response) => response,
        Err(error) => {
            terminal.fail(&Wording::new(error.in_chinese(), error.to_string()));
            return Outcome::Failed;
        }
    };
    match options.format {
        ListFormat::Json => {
            let json = serde_json::to_string_pretty(&response).expect("plain data is JSON");
            terminal.print(&format!("{json}\n"));
        }
        ListFormat::Human => show(&response, terminal),
    }
    let has_filters = [
        &options.ministry,
        &options.region,
        &options.topic,
        &options.policy,
    ]
    .iter()
    .any(|ids| !ids.is_empty());
    if response.results.is_empty() && has_filters {
        terminal.say(&Wording::new(
            "筛选条件写标识或代码，如 --ministry ndrc、--region 451400、--topic ecology",
            "filters take ids or codes, such as --ministry ndrc, --region 451400, --topic ecology",
        ));
    }
    if response.results.is_empty() {
        Outcome::Problems
    } else {
        Outcome::Clean
    }
}

/// Asks the acceptance queries of the site, and says how well they do.
fn evaluate(
    arguments: &Arguments,
    options: &SearchOptions,
    folder: &Utf8Path,
    terminal: Terminal,
) -> Outcome {
    let compilation = match pipeline::compile(&arguments.site, today()) {
        Ok(compilation) => compilation,
        Err(error) => {
            terminal.fail(&Wording::new(error.in_chinese(), error.to_string()));
            return Outcome::Failed;
        }
    };
    let Some(site) = &compilation.site else {
        let (faults, sources) = (&compilation.diagnostics, &compilation.files.sources);
        terminal.show(faults, sources);
        return Outcome::Failed;
    };
    let mut faults = Vec::new();
    let locales = &site.knowledge_base.config.locales;
    let queries = acceptance::read(&compilation.files.sources, locales, &mut faults);
    let evaluation = SearchIndex::open(folder)
        .and_then(|index| acceptance::evaluate(&queries, |request| index.search(request)));
    let evaluation = match evaluation {
        Ok(evaluation) => evaluation,
        Err(error) => {
            terminal.fail(&Wording::new(error.in_chinese(), error.to_string()));
            return Outcome::Failed;
        }
    };
    faults.extend(evaluation.diagnostics.iter().cloned());
    if options.format == ListFormat::Json {
        let json = serde_json::to_string_pretty(&evaluation).expect("plain data is JSON");
        terminal.print(&format!("{json}\n"));
    } else {
        terminal.show(&faults, &compilation.files.sources);
        let rows = [
            (("调权重用", "for tuning"), evaluation.tuning),
            (("检验用", "held out"), evaluation.held_out),
        ];
        for ((chinese, english), quality) in rows {
            terminal.print(&quality_row(chinese, english, quality, terminal));
        }
    }
    if faults.is_empty() {
        Outcome::Clean
    } else {
        Outcome::Problems
    }
}

fn quality_row(chinese: &str, english: &str, quality: Quality, terminal: Terminal) -> String {
    let Quality {
        queries,
        passed,
        mean_reciprocal_rank: rank,
        recall,
    } = quality;
    let row = Wording::new(
        format!(
            "{chinese}：{queries} 条查询，通过 {passed} 条，MRR {rank:.3}，前十召回率 {recall:.3}\n"
        ),
        format!(
            "{english}: {queries} queries, {passed} passed, MRR {rank:.3}, recall at 10 {recall:.3}\n"
        ),
    );
    row.in_tongue(terminal.tongue()).to_owned()
}

/// Searches in the language as it is named, else in the one it belongs to: a site whose language
/// is `zh` is asked for `zh-Hans` or `zh_CN` as well.
fn search(index: &SearchIndex, mut request: SearchRequest) -> Result<SearchResponse, SearchError> {
    let locale = request.filters.locale.take();
    let named = locale.map(|locale| locale.replace('_', "-").to_ascii_lowercase());
    request.filters.locale.clone_from(&named);
    let response = index.search(&request)?;
    let primary = named.as_deref().and_then(|named| named.split_once('-'));
    match primary {
        Some((primary, _)) if response.total == 0 => {
            request.filters.locale = Some(primary.to_owned());
            index.search(&request)
        }
        _ => Ok(response),
    }
}

/// The kinds named; `None`, said aloud, if one is none.
fn kinds(words: &[String], terminal: Terminal) -> Option<Vec<PassageKind>> {
    let known = || PassageKind::ALL.into_iter().map(PassageKind::as_str);
    let mut kinds = Vec::new();
    for word in words {
        match PassageKind::ALL
            .into_iter()
            .find(|kind| kind.as_str() == word)
        {
            Some(kind) => kinds.push(kind),
            None => {
                let near = nearest(word, known()).map(|near| format!(" ({near}?)"));
                let list = known().collect::<Vec<_>>().join(", ");
                let near = near.unwrap_or_default();
                terminal.say(&Wording::new(
                    format!("没有“{word}”这一类{near}；可用：{list}"),
                    format!("unknown kind `{word}`{near}; kinds: {list}"),
                ));
                return None;
            }
        }
    }
    Some(kinds)
}

/// Prints results for a person: title, where it stands, the passage, the address.
fn show(response: &SearchResponse, terminal: Terminal) {
    if let Some(notice) = &response.notice {
        terminal.say(&notice.wording);
    }
    let total = response.total;
    terminal.say(&match (total, response.total_is_exact) {
        (0, _) => Wording::new("没有结果", "no results"),
        (_, true) => Wording::new(
            format!("共 {total} 条"),
            counted(total, "result", "results"),
        ),
        (_, false) => Wording::new(format!("约 {total} 条"), format!("about {total} results")),
    });
    for Expansion { typed, also } in &response.expansions {
        terminal.say(&Wording::new(
            format!("“{typed}”一并查了：{}", also.join("、")),
            format!("`{typed}` also stands for: {}", also.join(", ")),
        ));
    }
    for suggestion in &response.suggestions {
        terminal.say(&match suggestion {
            Suggestion::Spelling { query } => Wording::new(
                format!("是否想查“{query}”？"),
                format!("did you mean `{query}`?"),
            ),
            Suggestion::Successor {
                name, successor, ..
            } => Wording::new(
                format!("{name} 今为 {}", successor.title),
                format!("{name} is now {}", successor.title),
            ),
        });
    }
    let mut text = String::new();
    for (number, hit) in response.results.iter().enumerate() {
        push_hit(&mut text, number + 1, hit, terminal);
    }
    terminal.print(&text);
}

fn push_hit(text: &mut String, number: usize, hit: &Hit, terminal: Terminal) {
    let kind = hit.kind.as_str();
    let title = marked(&hit.title_fragments, terminal);
    let title = if title.is_empty() {
        hit.title.clone()
    } else {
        title
    };
    let _ = writeln!(text, "{number:>2}. {title}  [{kind} {}]", hit.id);
    if !hit.headings.is_empty() {
        let _ = writeln!(text, "    {}", hit.headings.join(" › "));
    }
    let snippet = marked(&hit.snippet, terminal).replace('\n', " ");
    if !snippet.trim().is_empty() {
        let _ = writeln!(text, "    {snippet}");
    }
    let _ = writeln!(text, "    {}", hit.url);
}

/// Matches in bold on a terminal, between 【】 elsewhere.
fn marked(fragments: &[Fragment], terminal: Terminal) -> String {
    let (open, close) = terminal.emphasis();
    fragments.iter().fold(String::new(), |mut text, fragment| {
        if fragment.marked {
            let _ = write!(text, "{open}{}{close}", fragment.text);
        } else {
            text.push_str(&fragment.text);
        }
        text
    })
}
