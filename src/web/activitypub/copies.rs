//! What this node holds of others, for those who cannot ask them (`FEDERATION.md`, "Copies of
//! others").

use axum::{
    Json,
    extract::{Query, State},
    http::header,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::document::{self, ACTIVITY_JSON};
use crate::{
    federation::{catalogue::BatchRequest, vocabulary},
    node::Node,
    web::error::WebError,
};

/// Which page is asked for.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Part {
    /// The host whose objects are asked for.
    host: String,
    /// What was the last of the page before.
    #[serde(default)]
    after: String,
}

/// `GET /ap/copies?host={host}`: what is held of another node, and proven.
pub(in crate::web) async fn held(
    Query(part): Query<Part>,
    State(node): State<Node>,
) -> Result<Response, WebError> {
    let page = node.held_of(&part.host, &part.after).await?;
    let headers = [(header::CONTENT_TYPE, ACTIVITY_JSON)];
    Ok((headers, vocabulary::with_context(&page.to_string())).into_response())
}

/// `POST /ap/copies`: a batch of copies.
pub(in crate::web) async fn copies(
    State(node): State<Node>,
    Json(request): Json<BatchRequest>,
) -> Result<Response, WebError> {
    Ok(document::send(&node.copies(&request.ids).await?))
}
