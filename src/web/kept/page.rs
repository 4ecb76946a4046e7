//! A page as it was sent, in every form in which somebody asked for it.

use std::sync::OnceLock;

use axum::{
    body::{Body, Bytes, HttpBody, to_bytes},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::web::{caching, error::WebError, packing};

/// The longest page that is kept, in bytes.
const LARGEST: u64 = 256 * 1024;
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

/// A page as it was sent.
#[derive(Debug)]
pub(super) struct Page {
    headers: HeaderMap,
    tag: HeaderValue,
    plain: Bytes,
    brotli: OnceLock<Option<Bytes>>,
    gzip: OnceLock<Option<Bytes>>,
}

impl Page {
    /// The page of a response; the response itself, as it is, when it is not for others too.
    pub(super) async fn of(response: Response) -> Result<Self, Response> {
        if !is_for_all(&response) {
            return Err(response);
        }
        let (parts, body) = response.into_parts();
        let plain = to_bytes(body, usize::MAX).await.map_err(|source| {
            WebError::Write { format: "a body", source: source.into() }.into_response()
        })?;
        let Ok(tag) = HeaderValue::try_from(caching::entity_tag(&plain)) else {
            return Err(Response::from_parts(parts, Body::from(plain)));
        };
        let (brotli, gzip) = (OnceLock::new(), OnceLock::new());
        Ok(Self { headers: parts.headers, tag, plain, brotli, gzip })
    }

    /// What it takes in memory, in bytes.
    pub(super) fn bytes(&self) -> u64 {
        self.plain.len() as u64 * PACKED_PERCENT / 100
    }

    /// The page, in the smallest form that the asker takes; nothing of it for who has it.
    pub(super) fn answer(&self, asked: &HeaderMap) -> Response {
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
