//! The addresses under `/.well-known/` besides WebFinger.

use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Redirect, Response},
};

use crate::{
    domain::Timestamp,
    federation::webfinger,
    node::Node,
    web::{error::WebError, site},
};

/// How long contact details of `security.txt` may be believed, in seconds.
const HALF_A_YEAR: i64 = 182 * 24 * 3_600;

/// `GET /.well-known/host-meta` (RFC 6415)
pub(in crate::web) async fn host_meta(State(node): State<Node>) -> Response {
    let document = webfinger::host_meta(site::origin(&node));
    ([(header::CONTENT_TYPE, "application/xrd+xml; charset=utf-8")], document).into_response()
}

/// `GET /.well-known/security.txt` (RFC 9116)
pub(in crate::web) async fn security_txt(State(node): State<Node>) -> Response {
    let expires = Timestamp(node.clock.now().0 / 86_400_000 * 86_400_000).plus_seconds(HALF_A_YEAR);
    let origin = site::origin(&node);
    let text = format!(
        "Contact: {origin}/about\nExpires: {expires}\nPreferred-Languages: fr, en, es, pt\n\
         Canonical: {origin}/.well-known/security.txt\n"
    );
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}

/// `GET /.well-known/change-password`: where somebody who may sign in changes their password.
pub(in crate::web) async fn change_password() -> Result<Response, WebError> {
    Ok(Redirect::to("/about").into_response())
}

/// An answer that scripts of every site may read.
pub(super) fn for_everyone(media_type: &'static str, body: String) -> Response {
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    response
}
