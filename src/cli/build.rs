//! `jingwei build`: the site on disk, in one step or not at all.

use std::time::{Duration, Instant};

use camino::{Utf8Path, Utf8PathBuf};
use indicatif::ProgressBar;

use crate::address::Form;
use crate::diagnostic::{Wording, github, json};
use crate::output::{self, Artifact, PublishError, Published};
use crate::pipeline;

use super::Outcome;
use super::args::{BuildOptions, Format};
use super::check::{has_problems, timings, today};
use super::terminal::Terminal;

/// How long work runs before a bar says that it does.
const PATIENCE: Duration = Duration::from_secs(2);

/// The folder a site is written to, unless another is named.
pub(super) fn out_folder(site: &Utf8Path, out: Option<&Utf8PathBuf>) -> Utf8PathBuf {
    out.map_or_else(|| folder_of(Form::Served, site), Clone::clone)
}

/// The folder of a form of the site. Each has its own, so that none stands in for another.
fn folder_of(form: Form, site: &Utf8Path) -> Utf8PathBuf {
    let name = match form {
        Form::Served => "public",
        Form::Portable => "portable",
    };
    match site.as_str() {
        "." => name.into(),
        _ => site.join(name),
    }
}

/// The folders of sources, which the output must not touch.
pub(super) fn protected(site: &Utf8Path) -> Vec<Utf8PathBuf> {
    vec![site.join("content"), site.join("themes")]
}

/// Compiles a site and publishes it, unless it has errors.
pub(super) fn run(site: &Utf8Path, options: &BuildOptions, terminal: Terminal) -> Outcome {
    let start = Instant::now();
    let bar = terminal.progress(PATIENCE);
    let form = if options.portable {
        Form::Portable
    } else {
        Form::Served
    };
    let mut compilation = match pipeline::compile_as(form, site, today()) {
        Ok(compilation) => compilation,
        Err(error) => {
            bar.finish_and_clear();
            terminal.fail(&Wording::new(error.in_chinese(), error.to_string()));
            return Outcome::Failed;
        }
    };
    let sources = &compilation.files.sources;
    let diagnostics = &compilation.diagnostics;
    bar.suspend(|| match options.format {
        Format::Human => terminal.show(diagnostics, sources),
        Format::Json => terminal.print(&json::render(diagnostics, sources)),
        Format::Github => {
            terminal.print(&github::render(
                diagnostics,
                sources,
                site,
                terminal.tongue(),
            ));
        }
    });
    if has_problems(diagnostics, options.deny_warnings) {
        bar.finish_and_clear();
        terminal.say(&Wording::new(
            "网站没有生成；原有的输出保持不变",
            "the site was not built; what was built before stands as it was",
        ));
        return Outcome::Problems;
    }
    let out = options.out.clone();
    let out = out.unwrap_or_else(|| folder_of(form, site));
    let published = publish(&compilation, site, &out, &bar, terminal);
    bar.finish_and_clear();
    let (published, times) = match published {
        Ok(published) => published,
        Err(outcome) => return outcome,
    };
    compilation.timings.extend(times);
    if options.timings {
        terminal.say_text(&timings(&compilation));
    }
    report(&published, start.elapsed(), &out, terminal);
    terminal.say(&way_in(form, &out));
    Outcome::Clean
}

type Times = Vec<(&'static str, Duration)>;

fn publish(
    compilation: &pipeline::Compilation,
    site: &Utf8Path,
    out: &Utf8Path,
    bar: &ProgressBar,
    terminal: Terminal,
) -> Result<(Published, Times), Outcome> {
    let start = Instant::now();
    let search = compilation.search_files().map_err(|error| {
        terminal.fail(&Wording::new(error.in_chinese(), error.to_string()));
        Outcome::Failed
    })?;
    let indexed = start.elapsed();
    let start = Instant::now();
    let contents = compilation.contents(&search);
    bar.set_length(contents.len() as u64);
    let artifacts: Vec<_> = contents
        .iter()
        .map(|(path, content)| {
            Artifact::new(path.as_str(), move || {
                bar.inc(1);
                compilation.bytes(content)
            })
        })
        .collect();
    let published =
        output::publish(out, &protected(site), &artifacts).map_err(|error| match error {
            PublishError::Artifact(diagnostic) => {
                bar.suspend(|| terminal.show(&[*diagnostic], &compilation.files.sources));
                Outcome::Problems
            }
            PublishError::Output(error) => {
                terminal.fail(&Wording::new(error.in_chinese(), error.to_string()));
                Outcome::Failed
            }
        })?;
    Ok((
        published,
        vec![("search", indexed), ("publish", start.elapsed())],
    ))
}

/// Says what was written, and in how long.
fn report(published: &Published, time: Duration, out: &Utf8Path, terminal: Terminal) {
    let Published {
        created,
        changed,
        unchanged,
        removed,
        bytes,
    } = *published;
    let files = created + changed + unchanged;
    let megabytes = format!("{:.1}", megabytes(bytes));
    let seconds = format!("{:.2}", time.as_secs_f64());
    terminal.say(&Wording::new(
        format!(
            "已生成 {out}：{files} 个文件，{megabytes} MB，用时 {seconds} 秒（新增 {created}，改动 {changed}，未变 {unchanged}，删除 {removed}）"
        ),
        format!(
            "built {out}: {files} files, {megabytes} MB, in {seconds} s ({created} new, {changed} changed, {unchanged} as before, {removed} removed)"
        ),
    ));
}

/// How to open what was written.
fn way_in(form: Form, out: &Utf8Path) -> Wording {
    match form {
        Form::Served => Wording::new(
            "查看：运行 jingwei serve，在浏览器中打开它给出的地址；或把该文件夹放到任何网页服务器上",
            "to look at it: run `jingwei serve` and open the address it names, or put the folder on any web server",
        ),
        Form::Portable => Wording::new(
            format!("查看：在浏览器中打开 {out}/index.html；该文件夹可整个拷到U盘或另一台电脑上"),
            format!(
                "to look at it: open {out}/index.html in a browser; the whole folder may be copied to a USB stick or another computer"
            ),
        ),
    }
}

/// Bytes as the nearest value in millions that a person reads.
#[expect(clippy::cast_precision_loss, reason = "shown with one decimal")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
