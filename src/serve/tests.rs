//! The server as a browser, or somebody worse, meets it: over a socket on this machine.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::sync::Mutex;
use std::thread::JoinHandle;
use std::time::Duration;

use super::*;

/// A site of fixed files.
#[derive(Clone, Default)]
struct Files {
    files: BTreeMap<&'static str, &'static str>,
    failure: Option<&'static str>,
}

impl Site for Files {
    fn contains(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    fn get(&self, path: &str) -> Option<Result<Vec<u8>, Failure>> {
        self.files.get(path).map(|&text| match text {
            "FAIL" => Err(Failure("no <template>".to_owned())),
            text => Ok(text.as_bytes().to_vec()),
        })
    }

    fn search(&self, parameters: &[(String, String)]) -> serde_json::Value {
        serde_json::json!(parameters)
    }

    fn failure(&self) -> Option<Failure> {
        self.failure.map(|text| Failure(text.to_owned()))
    }
}

fn files() -> Files {
    let files = [
        ("index.html", "<body>home</body>"),
        ("zh/index.html", "<body>首页</body>"),
        ("zh/政/index.html", "<body>政</body>"),
        ("assets/a.css", "p{}"),
        ("broken.html", "FAIL"),
        ("404.html", "<body>nowhere</body>"),
    ];
    Files {
        files: files.into(),
        failure: None,
    }
}

/// A server on a free port, ended when dropped.
struct Running {
    address: SocketAddr,
    changes: watch::Sender,
    next: Arc<Mutex<Files>>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<Result<(), ServeError>>>,
}

impl Running {
    fn start() -> Self {
        Self::start_in(Tongue::English)
    }

    fn start_in(tongue: Tongue) -> Self {
        let options = ServeOptions {
            port: Some(0),
            tongue,
            hosts: vec!["kb.example".to_owned()],
            ..ServeOptions::default()
        };
        let server = Server::bind(options).expect("a free port");
        let address = server.address();
        let (changes, receiver) = watch::channel();
        let (stop, is_stopped) = oneshot::channel();
        let next = Arc::new(Mutex::new(files()));
        let built = Arc::clone(&next);
        let rebuild = move || -> Arc<dyn Site> {
            let site = built.lock().expect("no test panics with it").clone();
            assert_ne!(site.failure, Some("PANIC"));
            Arc::new(site)
        };
        let channel = (changes.clone(), receiver);
        let thread = std::thread::spawn(move || {
            let site = Arc::new(files());
            let stop = async { drop(is_stopped.await) };
            server.run_until(site, rebuild, channel, watch::Watcher::idle(), stop)
        });
        Self {
            address,
            changes,
            next,
            stop: Some(stop),
            thread: Some(thread),
        }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).expect("listening");
        let limit = Some(Duration::from_secs(30));
        stream.set_read_timeout(limit).expect("set");
        stream
    }

    /// Sends bytes as they are and reads all there is to the end.
    fn raw(&self, request: &[u8]) -> String {
        let mut stream = self.connect();
        // The server may answer and close before it has read everything.
        let _ = stream.write_all(request);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn ask(&self, method: &str, path: &str, headers: &str) -> Answer {
        let host = if headers.contains("Host:") {
            String::new()
        } else {
            format!("Host: {}\r\n", self.address)
        };
        let request =
            format!("{method} {path} HTTP/1.1\r\n{host}{headers}Connection: close\r\n\r\n");
        Answer(self.raw(request.as_bytes()))
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, "")
    }

    fn change(&self, site: Files) {
        *self.next.lock().expect("no test panics with it") = site;
        self.changes.send(watch::Message::Changed).expect("running");
    }

    /// Opens the event stream; its head has been read.
    fn events(&self, query: &str, headers: &str) -> Events {
        let mut stream = self.connect();
        let request = format!(
            "GET {}{query} HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n",
            reload::EVENTS_PATH
        );
        stream.write_all(request.as_bytes()).expect("sent");
        let mut events = Events(BufReader::new(stream));
        events.line_with("content-type: text/event-stream");
        events
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.stop.take());
        let ended = self.thread.take().expect("once").join();
        if !std::thread::panicking() {
            ended.expect("no panic").expect("an orderly end");
        }
    }
}

struct Events(BufReader<TcpStream>);

impl Events {
    fn line_with(&mut self, wanted: &str) {
        let mut line = String::new();
        while !line.contains(wanted) {
            line.clear();
            let bytes = self.0.read_line(&mut line).expect("before the limit");
            assert_ne!(bytes, 0, "the stream ended before {wanted}");
        }
    }
}

struct Answer(String);

impl Answer {
    fn status(&self) -> u16 {
        let status = self.0.split(' ').nth(1).unwrap_or_default();
        status.parse().unwrap_or(0)
    }

    fn header(&self, name: &str) -> &str {
        let head = self.0.split("\r\n\r\n").next().unwrap_or_default();
        head.lines()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
            .unwrap_or_default()
    }

    fn body(&self) -> &str {
        self.0.split_once("\r\n\r\n").map_or("", |(_, body)| body)
    }
}

#[test]
fn files_come_with_their_kind_and_the_script_in_pages_alone() {
    let server = Running::start();
    let page = server.get("/zh/");
    assert_eq!(page.status(), 200);
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(
        page.body(),
        "<body>首页<script src=\"/_jingwei/reload.js?build=1\" defer></script>\n</body>"
    );
    let css = server.get("/assets/a.css?v=1");
    assert_eq!((css.status(), css.body()), (200, "p{}"));
    assert_eq!(css.header("content-type"), "text/css; charset=utf-8");
    assert_eq!(server.get("/%7A%68/%E6%94%BF/").status(), 200);
    let script = server.get("/_jingwei/reload.js?build=1");
    assert!(script.body().contains("EventSource"));
    let head = server.ask("HEAD", "/assets/a.css", "");
    assert_eq!((head.status(), head.body()), (200, ""));
    assert_eq!(head.header("content-length"), "3");
}

#[test]
fn every_answer_has_the_headers_of_safety() {
    let server = Running::start();
    for path in [
        "/",
        "/none",
        "/assets/a.css",
        "/%",
        "/api/search?q=x",
        "/zh",
    ] {
        let answer = server.get(path);
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'self';"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
        assert_eq!(answer.header("cache-control"), "no-cache");
    }
    assert_eq!(
        server.ask("POST", "/", "").header("referrer-policy"),
        "no-referrer"
    );
}

#[test]
fn a_known_file_is_not_sent_again() {
    let server = Running::start();
    let tag = server.get("/zh/").header("etag").to_owned();
    assert_eq!(tag.len(), 34);
    let again = |value: &str| {
        let headers = format!("If-None-Match: {value}\r\n");
        server.ask("GET", "/zh/", &headers).status()
    };
    assert_eq!(again(&tag), 304);
    assert_eq!(again(&format!("\"x\", W/{tag}")), 304);
    assert_eq!(again("\"x\""), 200);
}

#[test]
fn folders_lead_to_their_slash_and_nothing_is_listed() {
    let server = Running::start();
    let answer = server.get("/zh/%E6%94%BF?a=b");
    assert_eq!(answer.status(), 302);
    assert_eq!(answer.header("location"), "./%E6%94%BF/?a=b");
    for path in ["/assets", "/assets/", "/index.html/", "/none", "/none.css"] {
        let answer = server.get(path);
        assert_eq!(answer.status(), 404, "{path}");
        assert!(answer.body().starts_with("<body>nowhere"), "{path}");
    }
}

#[test]
fn hostile_paths_get_nothing() {
    let server = Running::start();
    let mut paths: Vec<String> = ["//etc/passwd", "/%2fetc%2fpasswd", "/file:///etc/passwd"]
        .iter()
        .chain(&["/zh/../../x", "/.git/config", "/%00", "/a%00.html", "/%zz"])
        .chain(&["/%ff%fe", "/C:/windows/win.ini", "/con", "/a%0d%0aX:1"])
        .map(ToString::to_string)
        .collect();
    for up in ["..", "%2e%2e", "%2E.", "%252e%252e", "..%00", "..;", "..."] {
        for separator in ["/", "%2f", "%5c", "\\", "%252f", "//", "/./"] {
            paths.push(format!("/{}x", format!("{up}{separator}").repeat(3)));
        }
    }
    for path in paths {
        let status = server.get(&path).status();
        assert!(matches!(status, 400 | 404), "{path}: {status}");
    }
    for request in [
        "GET http://evil.invalid/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "GET ../x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.0\r\n\r\n",
        "GET /\0 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    ] {
        let status = Answer(server.raw(request.as_bytes())).status();
        assert!(matches!(status, 400 | 421), "{request}: {status}");
    }
}

#[test]
fn foreign_hosts_are_refused() {
    let server = Running::start();
    let ask = |host: &str| server.ask("GET", "/", &format!("Host:{host}\r\n")).status();
    for host in [" localhost:4000", " 127.0.0.1", " [::1]:1", " KB.example"] {
        assert_eq!(ask(host), 200, "{host}");
    }
    for host in [" evil.invalid", " localhost.evil.invalid", ""] {
        assert_eq!(ask(host), 421, "{host}");
    }
    assert_eq!(ask(" localhost\r\nHost: evil.invalid"), 421);
    let events = "GET /_jingwei/events HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    assert_eq!(Answer(server.raw(events.as_bytes())).status(), 421);
}

#[test]
fn only_reading_is_allowed() {
    let server = Running::start();
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "BREW"] {
        for path in ["/", "/api/search", "/_jingwei/events"] {
            let answer = server.ask(method, path, "");
            assert_eq!(answer.status(), 405, "{method} {path}");
            assert_eq!(answer.header("allow"), "GET, HEAD");
        }
    }
    let body = server.ask("GET", "/", "Content-Length: 5\r\n");
    assert_eq!(body.status(), 413);
}

#[test]
fn oversized_requests_are_refused_and_the_server_lives() {
    let server = Running::start();
    let long = "a".repeat(9000);
    assert_eq!(server.get(&format!("/{long}")).status(), 414);
    assert_eq!(server.get(&format!("/?{}", &long[..5000])).status(), 414);
    let header = format!("X-Long: {}\r\n", "a".repeat(40_000));
    assert_eq!(server.ask("GET", "/", &header).status(), 431);
    let many = "X-Many: 1\r\n".repeat(100);
    assert_eq!(server.ask("GET", "/", &many).status(), 431);
    assert_eq!(server.get("/").status(), 200);
}

#[test]
fn search_answers_in_json() {
    let server = Running::start();
    let answer = server.get("/api/search?q=%E8%BE%B9%E6%B0%91&lang=zh");
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.body(), r#"[["q","边民"],["lang","zh"]]"#);
}

#[test]
fn open_pages_are_told_of_each_build_once() {
    let server = Running::start();
    let mut events = server.events("?build=1", "");
    server.change(files());
    events.line_with("id: 2");
    server.change(files());
    events.line_with("id: 3");
    assert!(server.get("/").body().contains("?build=3"));
    // A page that loaded before the build, or lost its connection, is told at once.
    server.events("?build=2", "").line_with("id: 3");
    let mut late = server.events("?build=3", "Last-Event-ID: 2\r\n");
    late.line_with("id: 3");
    // One that is up to date is told of the next.
    let mut current = server.events("?build=2", "Last-Event-ID: 3\r\n");
    server.change(files());
    current.line_with("id: 4");
}

#[test]
fn a_failed_build_shows_in_pages_until_it_is_mended() {
    let server = Running::start();
    let mut events = server.events("?build=1", "");
    server.change(Files {
        failure: Some("error: <b> & 错误"),
        ..files()
    });
    events.line_with("id: 2");
    for path in ["/", "/zh/", "/none"] {
        let page = server.get(path);
        assert_eq!(page.status(), 500, "{path}");
        let shown = "<pre>error: &lt;b&gt; &amp; 错误</pre>";
        assert!(page.body().contains(shown) && page.body().contains("?build=2"));
    }
    assert_eq!(server.get("/assets/a.css").status(), 200);
    server.change(Files {
        failure: Some("PANIC"),
        ..files()
    });
    events.line_with("id: 3");
    assert!(server.get("/").body().contains("a fault of the program"));
    server.change(files());
    events.line_with("id: 4");
    assert_eq!(server.get("/").status(), 200);
    let broken = server.get("/broken.html");
    assert_eq!(broken.status(), 500);
    assert!(broken.body().contains("no &lt;template&gt;"));
}

#[test]
fn the_page_of_a_failed_build_speaks_one_language() {
    for (tongue, own, other) in [
        (Tongue::Chinese, ["zh-Hans", "生成失败"], "Build failed"),
        (Tongue::English, ["\"en\"", "Build failed"], "生成失败"),
    ] {
        let server = Running::start_in(tongue);
        let page = server.get("/broken.html");
        assert!(own.iter().all(|words| page.body().contains(words)));
        assert!(!page.body().contains(other));
    }
}

#[test]
fn a_taken_port_is_named_or_passed_over() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port();
    let options = |port| ServeOptions {
        port,
        ..ServeOptions::default()
    };
    let error = Server::bind(options(Some(port))).err().expect("taken");
    assert!(matches!(error, ServeError::PortInUse(found) if found == port));
    let first = Server::bind(options(None)).expect("a free port");
    let second = Server::bind(options(None)).expect("another");
    assert_ne!(first.address().port(), second.address().port());
    assert!(first.address().ip().is_loopback());
}

#[test]
fn the_server_ends_with_pages_open() {
    let server = Running::start();
    let mut events = server.events("?build=1", "");
    drop(server);
    let mut rest = String::new();
    // Ended by the server; an error would be the limit of the test.
    events.0.read_to_string(&mut rest).expect("the end");
}
