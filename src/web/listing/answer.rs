//! A listing on its way to whoever asked: what its headers say.

use axum::{
    body::Body,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};

use super::Format;
use crate::{domain::Timestamp, web::caching};

/// Answers with a listing in a format; `changed_at` is when the newest of its items changed.
pub(super) fn send(format: Format, body: Vec<u8>, changed_at: Option<Timestamp>) -> Response {
    let mut response = Body::from(body).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(format.media_type()));
    // Open data: scripts of every site may read it.
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    if format.is_in_a_language() {
        headers.insert(header::VARY, HeaderValue::from_static("Accept-Language"));
    }
    if let Some(moment) = changed_at {
        caching::put_last_modified(headers, moment);
    }
    response
}
