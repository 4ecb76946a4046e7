//! What this node publishes, for those who hold a copy (`FEDERATION.md`, "The catalogue").

use axum::{
    Json,
    extract::{Path, Query, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use serde_json::Value;

use super::document::{self, ACTIVITY_JSON};
use crate::{
    federation::catalogue::BatchRequest,
    node::{CatalogueView, Node},
    web::error::WebError,
};

/// Which part of a catalogue is asked for.
#[derive(Debug, Default, Deserialize)]
pub(in crate::web) struct Part {
    /// What changed after this cursor.
    after: Option<String>,
    /// The entries of this bucket, as two hexadecimal digits.
    bucket: Option<String>,
}

/// `GET /ap/{handle}/catalogue`: the head; with `?after=` or `?bucket=` its entries.
pub(in crate::web) async fn catalogue(
    Path(handle): Path<String>,
    Query(part): Query<Part>,
    State(node): State<Node>,
    request: HeaderMap,
) -> Result<Response, WebError> {
    let view = node.catalogue(&handle).await?;
    if is_known(&view, &request) {
        return Ok(tagged(&view, StatusCode::NOT_MODIFIED.into_response()));
    }
    let document = match (part.after, part.bucket) {
        (None, None) => node.catalogue_head(&view).await?,
        (Some(after), None) => {
            let cursor = after.parse().map_err(|_| WebError::Malformed)?;
            node.catalogue_page(&view, cursor).await?
        }
        (None, Some(bucket)) => {
            let bucket = u8::from_str_radix(&bucket, 16).map_err(|_| WebError::Malformed)?;
            node.catalogue_bucket(&view, bucket).await?
        }
        (Some(_), Some(_)) => return Err(WebError::Malformed),
    };
    Ok(tagged(&view, send(&document)))
}

/// `GET /ap/{handle}/catalogue/digests`: the digest of the whole and of each bucket.
pub(in crate::web) async fn digests(
    Path(handle): Path<String>,
    State(node): State<Node>,
    request: HeaderMap,
) -> Result<Response, WebError> {
    let view = node.catalogue(&handle).await?;
    if is_known(&view, &request) {
        return Ok(tagged(&view, StatusCode::NOT_MODIFIED.into_response()));
    }
    let digests = node.catalogue_digests(&view).await?;
    Ok(tagged(&view, send(&digests.write())))
}

/// `POST /ap/{handle}/catalogue/objects`: a batch of objects.
pub(in crate::web) async fn objects(
    Path(handle): Path<String>,
    State(node): State<Node>,
    Json(request): Json<BatchRequest>,
) -> Result<Response, WebError> {
    let view = node.catalogue(&handle).await?;
    let batch = node.catalogue_objects(&view, &request.ids).await?;
    Ok(document::send(&batch))
}

fn send(document: &Value) -> Response {
    let headers = [(header::CONTENT_TYPE, ACTIVITY_JSON)];
    (headers, crate::federation::vocabulary::with_context(&document.to_string())).into_response()
}

/// The tag says the version of the catalogue, which costs no digest to know.
fn tag(view: &CatalogueView) -> String {
    format!("W/\"{}\"", view.version)
}

fn is_known(view: &CatalogueView, request: &HeaderMap) -> bool {
    let known = request.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    known.is_some_and(|known| known == tag(view))
}

fn tagged(view: &CatalogueView, mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    if let Ok(tag) = HeaderValue::try_from(tag(view)) {
        headers.insert(header::ETAG, tag);
    }
    response
}
