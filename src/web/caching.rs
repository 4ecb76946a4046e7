//! Answers that are not sent again to whoever has them already (RFC 9110, section 13).

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    time::{Duration, UNIX_EPOCH},
};

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::domain::Timestamp;

/// An answer that others may keep.
pub(super) struct Kept {
    /// What it says.
    pub(super) body: Vec<u8>,
    /// Its media type.
    pub(super) media_type: &'static str,
    /// When the newest part of it changed.
    pub(super) changed_at: Option<Timestamp>,
    /// The request headers on which it depends.
    pub(super) vary: &'static str,
}

impl Kept {
    /// The answer, or 304 when the asker has it.
    ///
    /// Only the entity tag decides: what was withdrawn leaves no date behind.
    pub(super) fn answer(self, request: &HeaderMap) -> Response {
        let tag = entity_tag(&self.body);
        let unchanged = request
            .get(header::IF_NONE_MATCH)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|tags| tags == "*" || tags.split(',').any(|known| known.trim() == tag));
        let mut response = if unchanged {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            Body::from(self.body).into_response()
        };
        let headers = response.headers_mut();
        if !unchanged {
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.media_type));
        }
        headers.insert(header::VARY, HeaderValue::from_static(self.vary));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, no-cache"));
        if let Ok(tag) = HeaderValue::try_from(tag) {
            headers.insert(header::ETAG, tag);
        }
        let date = self.changed_at.map(http_date).and_then(|date| HeaderValue::try_from(date).ok());
        if let Some(date) = date {
            headers.insert(header::LAST_MODIFIED, date);
        }
        response
    }
}

/// A weak tag: compression changes the bytes, not what they say.
fn entity_tag(body: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    body.hash(&mut hasher);
    format!("W/\"{:016x}{:x}\"", hasher.finish(), body.len())
}

/// A moment as headers write it.
fn http_date(moment: Timestamp) -> String {
    let millis = u64::try_from(moment.0).unwrap_or_default();
    httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_millis(millis))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(body: &str) -> Kept {
        Kept {
            body: body.into(),
            media_type: "text/csv",
            changed_at: Some(Timestamp(1_767_225_600_000)),
            vary: "Accept-Language",
        }
    }

    #[test]
    fn what_the_asker_has_is_not_sent_again_until_it_changes() {
        let first = kept("a").answer(&HeaderMap::new());
        assert_eq!(first.status(), StatusCode::OK);
        assert_eq!(first.headers()[header::LAST_MODIFIED], "Thu, 01 Jan 2026 00:00:00 GMT");
        let known =
            HeaderMap::from_iter([(header::IF_NONE_MATCH, first.headers()[header::ETAG].clone())]);
        assert_eq!(kept("a").answer(&known).status(), StatusCode::NOT_MODIFIED);
        assert_eq!(kept("b").answer(&known).status(), StatusCode::OK);
    }
}
