//! Tells open pages that there is a new build. Every page names, in the address of its script, the
//! build it came from, and every event has the number of its build as its id; so a page that was
//! loading or reconnecting while a build ended is still told.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::{Query, State};
use axum::http::{HeaderMap, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt};

use super::Build;
use super::connection::Shared;

/// Where the script is served.
pub(super) const SCRIPT_PATH: &str = "/_jingwei/reload.js";

/// Where the events come from; the script names it too.
pub(super) const EVENTS_PATH: &str = "/_jingwei/events";

const SCRIPT: &str = include_str!("reload.js");

/// How often a silent stream shows that it is alive, so that lost connections are noticed.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// Serves the script.
pub(super) async fn script() -> Response {
    (
        [(header::CONTENT_TYPE, "text/javascript; charset=utf-8")],
        SCRIPT,
    )
        .into_response()
}

/// Streams one event for each build that the page does not know. What it knows is the last event
/// it got, else the build it came from, else nothing is new until the next.
pub(super) async fn events(
    State(shared): State<Shared>,
    Query(parameters): Query<Vec<(String, String)>>,
    headers: HeaderMap,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let last_event = headers
        .get("last-event-id")
        .and_then(|id| id.to_str().ok()?.parse().ok());
    let loaded = parameters
        .iter()
        .find(|(name, _)| name == "build")
        .and_then(|(_, build)| build.parse().ok());
    let mut known = last_event
        .or(loaded)
        .unwrap_or_else(|| shared.build().number);
    let stream = WatchStream::new(shared.builds).filter_map(move |build: Build| {
        let is_new = build.number != known;
        known = build.number;
        is_new.then(|| {
            let number = build.number.to_string();
            Ok(Event::default().event("build").id(&number).data(&number))
        })
    });
    Sse::new(stream).keep_alive(KeepAlive::new().interval(KEEP_ALIVE))
}

/// Puts the script into a page, before the end of its body.
pub(super) fn insert_script(mut page: Vec<u8>, build: u64) -> Vec<u8> {
    const END: &[u8] = b"</body>";
    let script = format!("<script src=\"{SCRIPT_PATH}?build={build}\" defer></script>\n");
    let end = page
        .windows(END.len())
        .rposition(|window| window.eq_ignore_ascii_case(END))
        .unwrap_or(page.len());
    page.splice(end..end, script.into_bytes());
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_stands_before_the_end_of_the_body() {
        let insert = |page: &str| {
            String::from_utf8(insert_script(page.as_bytes().to_vec(), 7)).expect("UTF-8")
        };
        let script = "<script src=\"/_jingwei/reload.js?build=7\" defer></script>\n";
        assert_eq!(
            insert("<p>写作 </body> 时</p></BODY></html>"),
            format!("<p>写作 </body> 时</p>{script}</BODY></html>")
        );
        assert_eq!(insert("<p>甲"), format!("<p>甲{script}"));
        assert!(SCRIPT.contains(EVENTS_PATH));
    }
}
