//! The development server: serves a site from memory on this machine and reloads open pages when
//! its sources change. It knows nothing of what a site is made of: see [`Site`] for what it asks
//! for. It is not meant to face a network, but it is written as if it did.
//!
//! A request goes through `guard` (who may ask, and how much), `request_path` (which file is
//! meant), `page` (the answer). Beside it run `watch` (rebuilds) and `reload` (tells open pages);
//! `connection` holds it all together.

mod connection;
mod guard;
mod media_type;
mod page;
mod reload;
mod request_path;
mod watch;

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;

use camino::Utf8PathBuf;
use notify_debouncer_full::notify;
use tokio::sync::oneshot;

use crate::diagnostic::Tongue;
use crate::text::reason_in_chinese;

/// The port that is tried first where none is asked for.
pub const DEFAULT_PORT: u16 = 4000;

/// How many ports from [`DEFAULT_PORT`] on are tried before giving up.
const PORTS_TRIED: u16 = 50;

/// A site as one build left it, in memory. All its methods are called from many threads.
pub trait Site: Send + Sync + 'static {
    /// Whether there is a file at this path (from the top of the site, `/` between parts, no `/`
    /// before or after). Asked often, so it must not render anything.
    fn contains(&self, path: &str) -> bool;

    /// The bytes of a file, rendered if need be; `None` if there is none.
    ///
    /// # Errors
    /// What went wrong, to be shown in the page.
    fn get(&self, path: &str) -> Option<Result<Vec<u8>, Failure>>;

    /// Answers `/api/search`, whose parameters come in the order of the query string.
    fn search(&self, parameters: &[(String, String)]) -> serde_json::Value;

    /// What kept the build from being whole. While there is something, every page shows it
    /// instead of its content; files that are not pages are still served.
    fn failure(&self) -> Option<Failure>;
}

/// What went wrong, as plain text for the person at the browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure(pub String);

/// Where the server listens and what it watches.
#[derive(Clone, Debug)]
pub struct ServeOptions {
    /// The address it listens on: loopback unless told otherwise.
    pub address: IpAddr,
    /// The port; `None` means [`DEFAULT_PORT`] or the next that is free.
    pub port: Option<u16>,
    /// Host names that a request may use besides those of this machine (a tunnel, a container).
    pub hosts: Vec<String>,
    /// Folders whose changes lead to a new build; one that is missing is watched once it is there.
    /// Empty: nothing is watched.
    pub watch: Vec<Utf8PathBuf>,
    /// Folders whose changes do not matter, such as the output folder.
    pub ignore: Vec<Utf8PathBuf>,
    /// The number of the first build; each later one has the next. A number that grows from one
    /// run to the next, such as the time in seconds, lets pages that stayed open reload.
    pub first_build: u64,
    /// The language of the page that shows a failed build.
    pub tongue: Tongue,
}

impl Default for ServeOptions {
    fn default() -> Self {
        Self {
            address: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: None,
            hosts: Vec::new(),
            watch: Vec::new(),
            ignore: Vec::new(),
            first_build: 1,
            tongue: Tongue::English,
        }
    }
}

/// Why the server cannot run.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The port that was asked for is taken.
    #[error("port {0} is in use; choose another with --port")]
    PortInUse(u16),
    /// No port is free among those that are tried.
    #[error("no port is free from {0} to {1}; choose one with --port")]
    NoFreePort(u16, u16),
    /// The system refused the address: its own words.
    #[error("cannot listen on {0}: {1}; choose another with --address or --port")]
    Listen(SocketAddr, io::Error),
    /// The system refused threads or sockets: its own words.
    #[error("cannot start the server: {0}; close other programs and try again")]
    Start(io::Error),
    /// The system refused to watch folders.
    #[error("cannot watch the sources for changes: {0}; check who may read them")]
    Watch(#[from] notify::Error),
}

impl ServeError {
    /// The same in Chinese.
    pub fn in_chinese(&self) -> String {
        match self {
            Self::PortInUse(port) => format!("端口 {port} 已被占用，请用 --port 另选一个"),
            Self::NoFreePort(first, last) => {
                format!("端口 {first} 至 {last} 都被占用，请用 --port 指定一个")
            }
            Self::Listen(address, error) => format!(
                "无法使用地址 {address}，请用 --address 或 --port 另选；原因：{}",
                reason_in_chinese(error)
            ),
            Self::Start(error) => format!(
                "无法启动预览，请关闭一些程序后再试；原因：{}",
                reason_in_chinese(error)
            ),
            Self::Watch(error) => {
                let reason = match &error.kind {
                    notify::ErrorKind::Io(error) => reason_in_chinese(error),
                    notify::ErrorKind::PathNotFound => {
                        reason_in_chinese(&io::ErrorKind::NotFound.into())
                    }
                    notify::ErrorKind::MaxFilesWatch => "文件夹太多，超过系统的上限".to_owned(),
                    _ => error.to_string(),
                };
                format!("无法察觉文件的改动，请检查 content 和 themes 的读取权限；原因：{reason}")
            }
        }
    }
}

/// One build as the server holds it.
#[derive(Clone)]
struct Build {
    number: u64,
    site: Arc<dyn Site>,
    tongue: Tongue,
}

/// A server that has its port and waits to be run.
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    options: ServeOptions,
}

impl Server {
    /// Takes the port, so that its address can be told before the first build is served.
    pub fn bind(options: ServeOptions) -> Result<Self, ServeError> {
        let listener = listen(&options)?;
        let address = listener.local_addr().map_err(ServeError::Start)?;
        Ok(Self {
            listener,
            address,
            options,
        })
    }

    /// The address and port it listens on.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address to open in a browser.
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Serves a site until the process is interrupted (ctrl-c), calling `rebuild` on a thread of
    /// its own each time the sources have changed. Blocks.
    pub fn run(
        self,
        site: Arc<dyn Site>,
        rebuild: impl Fn() -> Arc<dyn Site> + Send + 'static,
    ) -> Result<(), ServeError> {
        let (sender, changes) = watch::channel();
        let watcher = watch::Watcher::start(&self.options, &sender)?;
        self.run_until(site, rebuild, (sender, changes), watcher, async {
            // An error means that no signal can be caught; the server then runs until it is killed.
            if tokio::signal::ctrl_c().await.is_err() {
                std::future::pending::<()>().await;
            }
        })
    }

    /// [`Self::run`] with what starts a build and what ends the run left to the caller.
    fn run_until(
        self,
        site: Arc<dyn Site>,
        rebuild: impl Fn() -> Arc<dyn Site> + Send + 'static,
        (sender, changes): (watch::Sender, watch::Receiver),
        watcher: watch::Watcher,
        stop: impl Future<Output = ()>,
    ) -> Result<(), ServeError> {
        let first = Build {
            number: self.options.first_build,
            site,
            tongue: self.options.tongue,
        };
        let (builds, current) = tokio::sync::watch::channel(first);
        let (stopped, is_stopped) = oneshot::channel();
        std::thread::Builder::new()
            .name("rebuild".to_owned())
            .spawn(move || watch::follow(&changes, watcher, &rebuild, &builds, stopped))
            .map_err(ServeError::Start)?;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()
            .map_err(ServeError::Start)?;
        let app = connection::app(&self.options, self.address.ip(), current);
        let served = runtime.block_on(connection::serve(self.listener, app, stop, move || {
            // Ends the thread, and with it the streams to open pages.
            let _ = sender.send(watch::Message::Stop);
            is_stopped
        }));
        runtime.shutdown_background();
        served.map_err(ServeError::Start)
    }
}

fn listen(options: &ServeOptions) -> Result<TcpListener, ServeError> {
    let is_taken = |error: &io::Error| error.kind() == io::ErrorKind::AddrInUse;
    let bind = |port| {
        let address = SocketAddr::new(options.address, port);
        TcpListener::bind(address).map_err(|error| (address, error))
    };
    if let Some(port) = options.port {
        return bind(port).map_err(|(address, error)| {
            if is_taken(&error) {
                ServeError::PortInUse(port)
            } else {
                ServeError::Listen(address, error)
            }
        });
    }
    let last = DEFAULT_PORT + PORTS_TRIED - 1;
    for port in DEFAULT_PORT..=last {
        match bind(port) {
            Ok(listener) => return Ok(listener),
            Err((_, error)) if is_taken(&error) => {}
            Err((address, error)) => return Err(ServeError::Listen(address, error)),
        }
    }
    Err(ServeError::NoFreePort(DEFAULT_PORT, last))
}

#[cfg(test)]
mod tests;
