//! A stored JSON text as an answer.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::{
    domain::Iri,
    federation::vocabulary::{self, with_context},
    store::{Reading, actors, sheets},
    web::error::WebError,
};

/// The media type of every document.
pub(in crate::web) const ACTIVITY_JSON: &str = "application/activity+json";

/// Answers with an object, its context put first.
pub(super) fn send(object: &str) -> Response {
    send_as(StatusCode::OK, object)
}

/// Answers with an object and a status.
pub(super) fn send_as(status: StatusCode, object: &str) -> Response {
    answer(status, with_context(object))
}

fn answer(status: StatusCode, document: String) -> Response {
    let mut response = (status, document).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(ACTIVITY_JSON));
    headers.insert(header::VARY, HeaderValue::from_static("Accept"));
    response
}

/// The document of a sheet of this node.
pub(in crate::web) async fn object(db: &mut Reading, iri: &Iri) -> Result<Response, WebError> {
    let wire = sheets::wire(db, iri).await?.ok_or(WebError::NotFound)?;
    Ok(answer(StatusCode::OK, vocabulary::document(&wire.object)))
}

/// The document of an actor of this node.
pub(in crate::web) async fn actor_document(
    db: &mut Reading,
    iri: &Iri,
) -> Result<Response, WebError> {
    let (document, _) = actors::document(db, iri).await?.ok_or(WebError::NotFound)?;
    Ok(answer(StatusCode::OK, vocabulary::document(&document)))
}
