//! Connections and what every answer has in common: limits on what is read, time-outs, headers,
//! and an orderly end.

use std::io;
use std::net::{IpAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware;
use axum::routing::get;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::sync::{Semaphore, oneshot, watch};
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;

use super::guard::{self, Hosts};
use super::{Build, ServeOptions, page, reload};

/// How many connections are held at once; further ones wait. An open page takes one, a page that
/// loads about six.
const MAX_CONNECTIONS: usize = 256;

/// The longest first line and headers of a request together; longer ones are answered with 431 or
/// 414. Browsers stay below 8,192.
///
/// # Units
/// Bytes; hyper accepts no fewer than 8,192.
const MAX_HEAD_BYTES: usize = 16 * 1024;

/// How many headers a request may have; browsers send about twenty.
const MAX_HEADERS: usize = 64;

/// How long a browser may take over the head of a request, or keep a connection without one.
const HEAD_TIMEOUT: Duration = Duration::from_secs(20);

/// How long an answer may take to be made. Streams are under way at once and not cut off.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(60);

/// How long open connections have to end when the server does.
const GRACE: Duration = Duration::from_secs(2);

/// What a page served here may load: its own files only, as the published site promises.
const CONTENT_SECURITY_POLICY: &str = "default-src 'self'; object-src 'none'; base-uri 'self'; \
     form-action 'self'; frame-ancestors 'none'";

/// What every request sees: the build of the moment.
#[derive(Clone)]
pub(super) struct Shared {
    pub(super) builds: watch::Receiver<Build>,
}

impl Shared {
    /// The build of the moment.
    pub(super) fn build(&self) -> Build {
        self.builds.borrow().clone()
    }
}

/// Everything that answers requests, outermost last.
pub(super) fn app(
    options: &ServeOptions,
    address: IpAddr,
    builds: watch::Receiver<Build>,
) -> Router {
    let hosts = Hosts::new(address, &options.hosts);
    let header = |name: HeaderName, value| {
        SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
    };
    Router::new()
        .route(reload::SCRIPT_PATH, get(reload::script))
        .route(reload::EVENTS_PATH, get(reload::events))
        .route("/api/search", get(page::search))
        .fallback(page::file)
        .with_state(Shared { builds })
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            ANSWER_TIMEOUT,
        ))
        .layer(RequestBodyLimitLayer::new(0))
        .layer(middleware::from_fn_with_state(hosts, guard::check))
        .layer(header(header::CACHE_CONTROL, "no-cache"))
        .layer(header(
            header::CONTENT_SECURITY_POLICY,
            CONTENT_SECURITY_POLICY,
        ))
        .layer(header(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(header(header::REFERRER_POLICY, "no-referrer"))
        .layer(header(
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ))
}

/// Takes connections until `stop`, then tells `end` and gives the open ones [`GRACE`] to end.
pub(super) async fn serve(
    listener: TcpListener,
    app: Router,
    stop: impl Future<Output = ()>,
    end: impl FnOnce() -> oneshot::Receiver<()>,
) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let graceful = GracefulShutdown::new();
    tokio::select! {
        () = accept(&listener, app, &graceful) => {}
        () = stop => {}
    }
    drop(listener);
    let is_stopped = end();
    let all_ended = async {
        // Either way no further build can come.
        let _ = is_stopped.await;
        graceful.shutdown().await;
    };
    let _ = tokio::time::timeout(GRACE, all_ended).await;
    Ok(())
}

async fn accept(listener: &tokio::net::TcpListener, app: Router, graceful: &GracefulShutdown) {
    let places = Arc::new(Semaphore::new(MAX_CONNECTIONS));
    let mut settings = http1::Builder::new();
    settings
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIMEOUT)
        .max_buf_size(MAX_HEAD_BYTES)
        .max_headers(MAX_HEADERS);
    while let Ok(place) = Arc::clone(&places).acquire_owned().await {
        let Ok((stream, _)) = listener.accept().await else {
            // A connection that broke off before it was taken, or no file handles left: the
            // latter passes only with time.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        // Small answers must not wait for more to send; where this is refused they just do.
        let _ = stream.set_nodelay(true);
        let service = TowerToHyperService::new(app.clone());
        let connection = settings.serve_connection(TokioIo::new(stream), service);
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            // An error is a browser that went away or sent no HTTP; nobody is left to tell.
            let _ = connection.await;
            drop(place);
        });
    }
}
