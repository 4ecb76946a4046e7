//! The inboxes: a signed activity comes in, and is on disk before it is answered.

use axum::{
    body::Bytes,
    extract::{State, rejection::BytesRejection},
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
    body: Result<Bytes, BytesRejection>,
) -> Result<StatusCode, WebError> {
    let path = uri.path_and_query().map_or(uri.path(), |path| path.as_str());
    let given: Vec<(&str, &str)> = headers
        .iter()
        .filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?)))
        .collect();
    let taken = match body {
        Err(rejection) if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            Err(WebError::TooLarge)
        }
        Err(_) => Err(WebError::Malformed),
        Ok(_) if !is_activity(&headers) => Err(WebError::UnsupportedMediaType),
        Ok(body) => {
            let request = InboxRequest { path, headers: &given, body: &body };
            node.receive(request).await.map_err(WebError::from)
        }
    };
    if let Err(refusal) = &taken {
        let status = refusal.status().as_u16();
        if let Err(problem) = node.federation.note_refusal(&given, status, &refusal.reason()).await
        {
            tracing::warn!(%problem, "a refusal could not be noted");
        }
    }
    taken.map(|()| StatusCode::ACCEPTED)
}

/// Whether the body is said to be an activity; parameters of the media type do not matter.
fn is_activity(headers: &HeaderMap) -> bool {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let essence = content_type.and_then(|value| value.split(';').next()).map(str::trim);
    matches!(essence, Some("application/activity+json" | "application/ld+json"))
}
