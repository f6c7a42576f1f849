//! The answer to a request for a file of the site: the file, where to find it, or what is wrong.

use axum::Json;
use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

use super::connection::Shared;
use super::request_path::RequestPath;
use super::{Build, Failure, media_type, reload};
use crate::diagnostic::Tongue;

/// The page a site has for addresses that lead nowhere.
const NOT_FOUND_PAGE: &str = "404.html";

/// Answers a request for a file. Rendering is work for a thread that may block.
pub(super) async fn file(State(shared): State<Shared>, uri: Uri, headers: HeaderMap) -> Response {
    let Some(path) = RequestPath::parse(uri.path()) else {
        let text = "bad address 地址有误\n";
        return (StatusCode::BAD_REQUEST, text).into_response();
    };
    let build = shared.build();
    let query = uri.query().map(str::to_owned);
    let answer = move || answer(&build, &path, query.as_deref(), &headers);
    match tokio::task::spawn_blocking(answer).await {
        Ok(response) => response,
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Answers `/api/search`.
pub(super) async fn search(
    State(shared): State<Shared>,
    Query(parameters): Query<Vec<(String, String)>>,
) -> Response {
    let build = shared.build();
    match tokio::task::spawn_blocking(move || build.site.search(&parameters)).await {
        Ok(found) => Json(found).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn answer(build: &Build, path: &RequestPath, query: Option<&str>, headers: &HeaderMap) -> Response {
    let site = build.site.as_ref();
    let file = path.file();
    let is_found = site.contains(&file);
    if !is_found
        && let Some((folder, location)) = path.as_folder()
        && site.contains(&folder)
    {
        return redirect(&location, query);
    }
    let is_page = media_type::is_page(&file) || !is_found;
    if is_page && let Some(failure) = site.failure() {
        return failed(build, &failure);
    }
    if is_found {
        match site.get(&file) {
            Some(Ok(bytes)) => return content(build, &file, bytes, headers),
            Some(Err(failure)) => return failed(build, &failure),
            None => {}
        }
    }
    match site.get(NOT_FOUND_PAGE) {
        Some(Ok(bytes)) => {
            let page = html(build, bytes);
            (StatusCode::NOT_FOUND, page).into_response()
        }
        Some(Err(failure)) => failed(build, &failure),
        None => (StatusCode::NOT_FOUND, "no such page 没有这个页面\n").into_response(),
    }
}

/// A file with its tag, or the word that the browser has it already.
fn content(build: &Build, file: &str, bytes: Vec<u8>, headers: &HeaderMap) -> Response {
    let bytes = if media_type::is_page(file) {
        reload::insert_script(bytes, build.number)
    } else {
        bytes
    };
    let tag = format!("\"{}\"", &blake3::hash(&bytes).to_hex()[..32]);
    let headers_out = [
        (header::CONTENT_TYPE, media_type::of(file).to_owned()),
        (header::ETAG, tag.clone()),
    ];
    if knows(headers, &tag) {
        return (StatusCode::NOT_MODIFIED, headers_out).into_response();
    }
    (headers_out, bytes).into_response()
}

/// Whether the browser says that it has the file with this tag.
fn knows(headers: &HeaderMap, tag: &str) -> bool {
    headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag)
}

fn redirect(location: &str, query: Option<&str>) -> Response {
    let location = match query {
        Some(query) => format!("{location}?{query}"),
        None => location.to_owned(),
    };
    match HeaderValue::from_str(&location) {
        Ok(location) => (StatusCode::FOUND, [(header::LOCATION, location)]).into_response(),
        Err(_) => StatusCode::BAD_REQUEST.into_response(),
    }
}

fn html(build: &Build, page: Vec<u8>) -> impl IntoResponse + use<> {
    let kind = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
    (kind, Body::from(reload::insert_script(page, build.number)))
}

/// A page that shows what is wrong, and reloads once it is mended.
fn failed(build: &Build, failure: &Failure) -> Response {
    let text = failure
        .0
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    let (lang, title) = match build.tongue {
        Tongue::Chinese => ("zh-Hans", "生成失败"),
        Tongue::English => ("en", "Build failed"),
    };
    let page = format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>{title}</title>\n</head>\n<body>\n\
         <h1>{title}</h1>\n<pre>{text}</pre>\n\
         </body>\n</html>\n"
    );
    let page = html(build, page.into_bytes());
    (StatusCode::INTERNAL_SERVER_ERROR, page).into_response()
}
