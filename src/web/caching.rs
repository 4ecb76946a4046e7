//! Answers that are not sent again to whoever has them already (RFC 9110, section 13).

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    time::{Duration, UNIX_EPOCH},
};

use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::error::WebError;
use crate::domain::Timestamp;

/// Gives every answer a tag of what it says, and leaves out what the asker has under that tag.
///
/// Only the tag decides, never the date: what was withdrawn leaves no date behind.
pub(super) async fn revalidate(request: Request, next: Next) -> Response {
    let known = request.headers().get(header::IF_NONE_MATCH).cloned();
    let is_get = request.method() == Method::GET;
    let response = next.run(request).await;
    let has_tag = response.headers().contains_key(header::ETAG);
    if !is_get || has_tag || response.status() != StatusCode::OK {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let body = match to_bytes(body, usize::MAX).await {
        Ok(body) => body,
        Err(source) => {
            return WebError::Write { format: "a body", source: source.into() }.into_response();
        }
    };
    let Ok(tag) = HeaderValue::try_from(entity_tag(&body)) else {
        return Response::from_parts(parts, Body::from(body));
    };
    let headers = &mut parts.headers;
    headers.insert(header::ETAG, tag.clone());
    let always_ask = HeaderValue::from_static("no-cache");
    headers.entry(header::CACHE_CONTROL).or_insert(always_ask);
    if !is_known(known.as_ref(), &tag) {
        return Response::from_parts(parts, Body::from(body));
    }
    headers.remove(header::CONTENT_TYPE);
    headers.remove(header::CONTENT_LENGTH);
    parts.status = StatusCode::NOT_MODIFIED;
    Response::from_parts(parts, Body::empty())
}

/// Whether `tag` is among the tags that the asker has.
pub(super) fn is_known(known: Option<&HeaderValue>, tag: &HeaderValue) -> bool {
    let known = known.and_then(|value| value.to_str().ok()).unwrap_or_default();
    known.split(',').any(|known| known.trim().as_bytes() == tag.as_bytes())
}

/// A weak tag: compression changes the bytes, not what they say.
pub(super) fn entity_tag(body: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    body.hash(&mut hasher);
    format!("W/\"{:016x}{:x}\"", hasher.finish(), body.len())
}

/// Says when the newest part of an answer changed.
pub(super) fn put_last_modified(headers: &mut HeaderMap, moment: Timestamp) {
    let millis = u64::try_from(moment.0).unwrap_or_default();
    let date = httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_millis(millis));
    if let Ok(date) = HeaderValue::try_from(date) {
        headers.insert(header::LAST_MODIFIED, date);
    }
}
