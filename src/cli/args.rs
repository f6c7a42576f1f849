//! What may stand on the command line.

use crate::search::Sort;
use camino::Utf8PathBuf;
use clap::{Args, Parser, Subcommand, ValueEnum};

/// The arguments as they were given.
#[derive(Debug, Parser)]
#[command(name = "jingwei", version, about, long_about = None)]
pub(super) struct Arguments {
    /// 网站文件夹，内有 content 和 themes / the folder that holds content/ and themes/
    #[arg(long, global = true, value_name = "DIR", default_value = ".")]
    pub(super) site: Utf8PathBuf,
    /// 语言：提示信息用中文（zh）或英文，检索时只查这种语言 / the language of messages, and the one that is searched
    #[arg(long, global = true, value_name = "LANG")]
    pub(super) lang: Option<String>,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// What is to be done.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// 生成网站 / build the site
    Build(BuildOptions),
    /// 在本机预览，文件一改即更新 / serve on this machine, reload on change
    Serve(ServeOptions),
    /// 检索已生成的网站 / search a site that was built
    Search(SearchOptions),
    /// 检查知识库，不写任何文件 / check the knowledge base, write nothing
    Check(CheckOptions),
    /// 解释一个诊断代码；不写代码则列出全部 / explain a diagnostic code; without one, list all
    Explain(ExplainOptions),
}

/// `build`.
#[derive(Debug, Args)]
pub(super) struct BuildOptions {
    /// 输出文件夹，默认是网站文件夹下的 public（加 --portable 时是 portable） / where to write; `public` in the site folder if left out, `portable` with --portable
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<Utf8PathBuf>,
    /// 生成不用服务器、双击即可打开的网站，可拷入U盘 / build a site that opens from a disk or a USB stick, without a server
    #[arg(long)]
    pub(super) portable: bool,
    /// 诊断的输出格式 / how faults are written
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(super) format: Format,
    /// 警告也算错误 / count warnings as errors
    #[arg(long)]
    pub(super) deny_warnings: bool,
    /// 列出各阶段用时 / list how long each stage took
    #[arg(long)]
    pub(super) timings: bool,
}

/// `serve`.
#[derive(Debug, Args)]
pub(super) struct ServeOptions {
    /// 端口，默认 4000 起第一个空闲的 / the port; the first free one from 4000 on if left out
    #[arg(long)]
    pub(super) port: Option<u16>,
    /// 监听的地址，默认仅限本机 / the address to listen on; this machine only if left out
    #[arg(long, default_value = "127.0.0.1")]
    pub(super) address: std::net::IpAddr,
    /// 另外允许的主机名 / a further host name that requests may use
    #[arg(long = "host", value_name = "NAME")]
    pub(super) hosts: Vec<String>,
}

/// `search`.
#[derive(Debug, Args)]
pub(super) struct SearchOptions {
    /// 检索词 / what to look for
    #[arg(required_unless_present = "evaluate")]
    pub(super) query: Vec<String>,
    /// 用 content/search-tests.yaml 检验检索 / ask the queries of content/search-tests.yaml and say how well they do
    #[arg(long, conflicts_with = "query")]
    pub(super) evaluate: bool,
    /// 已生成的网站，默认是网站文件夹下的 public / the built site; `public` in the site folder if left out
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<Utf8PathBuf>,
    /// 只查这一类：measure case ministry term section policy course page region topic / only this kind
    #[arg(long, value_name = "KIND")]
    pub(super) kind: Vec<String>,
    /// 只查这个部门（标识），含其承接的 / only this body (its id), then and now
    #[arg(long, value_name = "ID")]
    pub(super) ministry: Vec<String>,
    /// 只查这个地区（代码）及其下辖 / only this region (its code) and what lies in it
    #[arg(long, value_name = "CODE")]
    pub(super) region: Vec<String>,
    /// 只查这个主题（标识） / only this topic (its id)
    #[arg(long, value_name = "ID")]
    pub(super) topic: Vec<String>,
    /// 只查这份政策（标识） / only this policy (its id)
    #[arg(long, value_name = "ID")]
    pub(super) policy: Vec<String>,
    /// 只查这一年 / only this year
    #[arg(long, value_name = "YEAR")]
    pub(super) year: Vec<String>,
    /// 只查时效如此的政策：in_force expired repealed superseded / only policies that stand so
    #[arg(long, value_name = "STATUS")]
    pub(super) status: Vec<String>,
    /// 排序 / in which order
    #[arg(long, value_enum, default_value_t = SortOrder::Relevance)]
    pub(super) sort: SortOrder,
    /// 另计各筛选项的条数（JSON） / also count the values of the filters (JSON)
    #[arg(long)]
    pub(super) facets: bool,
    /// 最多几条 / how many results at the most
    #[arg(long, default_value_t = 10)]
    pub(super) limit: usize,
    /// 跳过前几条 / how many results to skip
    #[arg(long, default_value_t = 0)]
    pub(super) offset: usize,
    /// 输出格式 / how results are written
    #[arg(long, value_enum, default_value_t = ListFormat::Human)]
    pub(super) format: ListFormat,
}

/// In which order results stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum SortOrder {
    /// 按相关程度 / the best match first
    Relevance,
    /// 按日期，新的在前 / the latest first
    Date,
}

impl From<SortOrder> for Sort {
    fn from(order: SortOrder) -> Self {
        match order {
            SortOrder::Relevance => Self::Relevance,
            SortOrder::Date => Self::Date,
        }
    }
}

/// How a list is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    /// 供人阅读 / for people
    Human,
    /// JSON
    Json,
}

/// `check`.
#[derive(Debug, Args)]
pub(super) struct CheckOptions {
    /// 输出格式 / how faults are written
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(super) format: Format,
    /// 警告也算错误 / count warnings as errors
    #[arg(long)]
    pub(super) deny_warnings: bool,
    /// 列出各阶段用时 / list how long each stage took
    #[arg(long)]
    pub(super) timings: bool,
}

/// `explain`.
#[derive(Debug, Args)]
pub(super) struct ExplainOptions {
    /// 诊断代码，如 link/unknown-target / a code such as link/unknown-target
    pub(super) code: Option<String>,
}

/// How faults are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// 供人阅读，附原文摘录 / for people, with excerpts
    Human,
    /// JSON
    Json,
    /// GitHub 工作流命令 / GitHub workflow commands
    Github,
}
