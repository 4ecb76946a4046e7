//! The inboxes: a signed activity comes in, and is on disk before it is answered.

use axum::{
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode, Uri, header},
};

use crate::{federation::InboxRequest, node::Node, web::error::WebError};

/// Largest activity that is read, in bytes (`PROTOCOL.md` 1.1).
pub(in crate::web) const LARGEST_ACTIVITY: usize = 256 * 1_024;

/// `POST /ap/inbox`, `/ap/{handle}/inbox` and `/actor/inbox`: one door with three addresses.
pub(in crate::web) async fn receive(
    State(node): State<Node>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Result<StatusCode, WebError> {
    if !is_activity(&headers) {
        return Err(WebError::UnsupportedMediaType);
    }
    let path = uri.path_and_query().map_or(uri.path(), |path| path.as_str());
    let headers: Vec<(&str, &str)> = headers
        .iter()
        .filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?)))
        .collect();
    node.receive(InboxRequest { path, headers: &headers, body: &body }).await?;
    Ok(StatusCode::ACCEPTED)
}

/// Whether the body is said to be an activity; parameters of the media type do not matter.
fn is_activity(headers: &HeaderMap) -> bool {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let essence = content_type.and_then(|value| value.split(';').next()).map(str::trim);
    matches!(essence, Some("application/activity+json" | "application/ld+json"))
}
