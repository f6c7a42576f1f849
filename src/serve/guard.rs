//! Who may ask, and how much: refuses a request before anything looks at what it asks for.
//!
//! The host check is against DNS rebinding: a foreign page whose name is made to point to this
//! machine could otherwise read unpublished documents through the browser of the person at work.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// The longest path and query together. A path in Chinese takes nine bytes a character.
///
/// # Units
/// Bytes. Longer ones are answered with 414.
const MAX_URI_BYTES: usize = 8 * 1024;

/// The longest query.
///
/// # Units
/// Bytes. Longer ones are answered with 414.
const MAX_QUERY_BYTES: usize = 4 * 1024;

/// The names by which this server may be asked for, in lower case.
#[derive(Clone)]
pub(super) struct Hosts(Arc<[String]>);

impl Hosts {
    /// The names of this machine, the address listened on, and those that were allowed by name.
    pub(super) fn new(address: IpAddr, allowed: &[String]) -> Self {
        let own = ["localhost", "127.0.0.1", "[::1]"].map(str::to_owned);
        let address = match address {
            IpAddr::V4(address) => address.to_string(),
            IpAddr::V6(address) => format!("[{address}]"),
        };
        let allowed = allowed.iter().map(|host| host.to_ascii_lowercase());
        Self(own.into_iter().chain([address]).chain(allowed).collect())
    }

    fn allow(&self, host: &str) -> bool {
        let host = without_port(host).to_ascii_lowercase();
        self.0.contains(&host)
    }

    /// Whether a request names an allowed host, in its one `Host` header and, where it has a whole
    /// address in its first line, there too.
    fn allow_request(&self, uri: &Uri, headers: &HeaderMap) -> bool {
        let mut hosts = headers.get_all(header::HOST).iter();
        let (Some(host), None) = (hosts.next(), hosts.next()) else {
            return false;
        };
        host.to_str().is_ok_and(|host| self.allow(host))
            && uri
                .authority()
                .is_none_or(|authority| self.allow(authority.as_str()))
    }
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}

/// Refuses foreign hosts, methods that change things, and oversized addresses.
pub(super) async fn check(State(hosts): State<Hosts>, request: Request, next: Next) -> Response {
    let uri = request.uri();
    let query_bytes = uri.query().unwrap_or_default().len();
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let allow = [(header::ALLOW, "GET, HEAD")];
        return (StatusCode::METHOD_NOT_ALLOWED, allow).into_response();
    }
    if !hosts.allow_request(uri, request.headers()) {
        let text = "this server does not go by that name; allow it with --host\n\
                    此服务器不使用该主机名，可用 --host 允许\n";
        return (StatusCode::MISDIRECTED_REQUEST, text).into_response();
    }
    if query_bytes > MAX_QUERY_BYTES || uri.path().len() + query_bytes > MAX_URI_BYTES {
        return StatusCode::URI_TOO_LONG.into_response();
    }
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_names_are_allowed() {
        let hosts = Hosts::new(IpAddr::from([192, 168, 1, 5]), &["Kb.Example".to_owned()]);
        for host in [
            "localhost",
            "LOCALHOST:4000",
            "127.0.0.1:1",
            "[::1]:4000",
            "[::1]",
            "192.168.1.5",
            "kb.example:80",
        ] {
            assert!(hosts.allow(host), "{host}");
        }
        for host in [
            "",
            "evil.invalid",
            "localhost.evil.invalid",
            "127.0.0.1.nip.io",
            "::1",
            "localhost:x",
            "evil@localhost",
            "localhost:1:2",
            " localhost",
            "localhost.",
        ] {
            assert!(!hosts.allow(host), "{host}");
        }
    }
}
