//! Pages that are asked for again are sent again as they were, packed and all, until something is
//! written.
//!
//! Nobody signs in to a page, so that the same address in the same language is the same page for all.

use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};

use axum::{
    body::{Body, Bytes, HttpBody, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use moka::sync::Cache;

use super::{caching, error::WebError, packing};
use crate::{
    domain::Timestamp,
    node::Node,
    store::{StoreError, catalogue},
};

/// How long a page may be kept though another process wrote something that no catalogue tells.
const LONGEST: Duration = Duration::from_secs(5);
/// How much is kept in all, in bytes.
const MOST: u64 = 8 * 1024 * 1024;
/// The longest page that is kept, in bytes.
const LARGEST: u64 = 256 * 1024;
/// The longest question under which a page is kept, in bytes.
const LONGEST_QUESTION: usize = 2_000;
/// What a packed page adds to it, in percent.
const PACKED_PERCENT: u64 = 150;
/// What is kept: pages and listings, never documents of `ActivityPub`, which may depend on who asks.
const KINDS: [&str; 6] = [
    "text/html",
    "text/csv",
    "text/calendar",
    "application/json",
    "application/geo+json",
    "application/atom+xml",
];

/// The pages of this node that were asked for last. Cheap to clone; all clones share them.
#[derive(Clone)]
pub(super) struct Kept {
    node: Node,
    pages: Cache<String, Arc<Page>>,
}

/// A page as it was sent, and when that was right.
struct Page {
    moment: Moment,
    headers: HeaderMap,
    tag: HeaderValue,
    plain: Bytes,
    brotli: OnceLock<Option<Bytes>>,
    gzip: OnceLock<Option<Bytes>>,
}

/// What a page may depend on.
#[derive(Clone, Copy)]
struct Moment {
    /// The last change of what is listed, by whichever process.
    change: i64,
    /// What this process has written.
    commits: u64,
    at: Timestamp,
}

impl Moment {
    /// Whether a page of then is still right now.
    fn holds(self, now: Self) -> bool {
        let longest = i64::try_from(LONGEST.as_secs()).unwrap_or_default();
        self.change == now.change
            && self.commits == now.commits
            && now.at.seconds_since(self.at) < longest
    }
}

impl Kept {
    /// Nothing is kept yet.
    pub(super) fn new(node: Node) -> Self {
        let weigh = |question: &String, page: &Arc<Page>| {
            let bytes = question.len() as u64 + page.plain.len() as u64 * PACKED_PERCENT / 100;
            u32::try_from(bytes).unwrap_or(u32::MAX)
        };
        Self { node, pages: Cache::builder().max_capacity(MOST).weigher(weigh).build() }
    }

    async fn now(&self) -> Result<Moment, StoreError> {
        // First of all: what is written while a page is made must outdate it.
        let commits = self.node.store.commits();
        let at = self.node.clock.now();
        let change = catalogue::latest_change(&mut self.node.store.read().await?).await?;
        Ok(Moment { change, commits, at })
    }
}

/// Answers with the page that was kept, or makes it and keeps it.
pub(super) async fn keep(State(kept): State<Kept>, request: Request, next: Next) -> Response {
    let Some(question) = question(&request) else { return next.run(request).await };
    let now = match kept.now().await {
        Ok(now) => now,
        Err(problem) => return WebError::from(problem).into_response(),
    };
    let asked = request.headers().clone();
    if let Some(page) = kept.pages.get(&question).filter(|page| page.moment.holds(now)) {
        return page.answer(&asked);
    }
    let response = next.run(request).await;
    if !is_for_all(&response) {
        return response;
    }
    let (parts, body) = response.into_parts();
    let plain = match to_bytes(body, usize::MAX).await {
        Ok(plain) => plain,
        Err(source) => {
            return WebError::Write { format: "a body", source: source.into() }.into_response();
        }
    };
    let Ok(tag) = HeaderValue::try_from(caching::entity_tag(&plain)) else {
        return Response::from_parts(parts, Body::from(plain));
    };
    let (moment, headers) = (now, parts.headers);
    let (brotli, gzip) = (OnceLock::new(), OnceLock::new());
    let page = Arc::new(Page { moment, headers, tag, plain, brotli, gzip });
    kept.pages.insert(question, Arc::clone(&page));
    page.answer(&asked)
}

/// All of a request on which a page depends; nothing when the answer depends on more.
fn question(request: &Request) -> Option<String> {
    let headers = request.headers();
    let depends_on_more = ["signature", "signature-input", "range", "authorization"]
        .iter()
        .any(|name| headers.contains_key(*name));
    if request.method() != Method::GET || depends_on_more {
        return None;
    }
    let header = |name| headers.get(name).map_or(Some(""), |value| value.to_str().ok());
    let accept = header(header::ACCEPT)?;
    let languages = header(header::ACCEPT_LANGUAGE)?;
    let question = format!("{}\n{accept}\n{languages}", request.uri());
    (question.len() <= LONGEST_QUESTION).then_some(question)
}

/// Whether a response may be sent to others too.
fn is_for_all(response: &Response) -> bool {
    let text = |name| response.headers().get(name).and_then(|value| value.to_str().ok());
    let kind = text(header::CONTENT_TYPE).unwrap_or_default();
    let is_kept_by_nobody =
        text(header::CACHE_CONTROL).is_some_and(|control| control.contains("no-store"));
    response.status() == StatusCode::OK
        && KINDS.iter().any(|known| kind.starts_with(known))
        && !is_kept_by_nobody
        && response.body().size_hint().exact().is_some_and(|bytes| bytes <= LARGEST)
}

impl Page {
    /// The page, in the smallest form that the asker takes; nothing of it for who has it.
    fn answer(&self, asked: &HeaderMap) -> Response {
        let is_known = caching::is_known(asked.get(header::IF_NONE_MATCH), &self.tag);
        let mut response = if is_known {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            let (encoding, body) = self.form(asked);
            let mut response = Body::from(body).into_response();
            if let Some(encoding) = encoding {
                let encoding = HeaderValue::from_static(encoding);
                response.headers_mut().insert(header::CONTENT_ENCODING, encoding);
            }
            response
        };
        let headers = response.headers_mut();
        for (name, value) in &self.headers {
            let says_nothing = is_known && *name == header::CONTENT_TYPE;
            if *name != header::CONTENT_LENGTH && !says_nothing {
                headers.append(name, value.clone());
            }
        }
        headers.append(header::VARY, HeaderValue::from_static("Accept-Encoding"));
        headers.insert(header::ETAG, self.tag.clone());
        let always_ask = HeaderValue::from_static("no-cache");
        headers.entry(header::CACHE_CONTROL).or_insert(always_ask);
        response
    }

    fn form(&self, asked: &HeaderMap) -> (Option<&'static str>, Bytes) {
        let packed = |cell: &OnceLock<Option<Bytes>>, pack: fn(&[u8]) -> Option<Vec<u8>>| {
            cell.get_or_init(|| pack(&self.plain).map(Bytes::from)).clone()
        };
        let (name, bytes) = match packing::preferred(asked) {
            Some(packing::BROTLI) => (packing::BROTLI, packed(&self.brotli, packing::brotli_fast)),
            Some(packing::GZIP) => (packing::GZIP, packed(&self.gzip, packing::gzip)),
            _ => return (None, self.plain.clone()),
        };
        bytes.map_or((None, self.plain.clone()), |bytes| (Some(name), bytes))
    }
}
