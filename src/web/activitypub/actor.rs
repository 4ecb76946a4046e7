//! The actors of this node.

use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
};

use super::{document::actor_document, negotiation::wants_page, object::page_instead};
use crate::{
    domain::Actor,
    node::Node,
    store::{Reading, actors},
    web::{error::WebError, listing::territory_path},
};

/// `GET /ap/{handle}`
pub(in crate::web) async fn actor(
    Path(handle): Path<String>,
    State(node): State<Node>,
    headers: HeaderMap,
) -> Result<Response, WebError> {
    let mut db = node.store.read().await?;
    let actor = find(&mut db, &handle).await?;
    if wants_page(&headers) {
        return Ok(page_instead(&territory_path(&actor)));
    }
    actor_document(&mut db, &actor.iri).await
}

/// `GET /actor`: never asks for a signature, or two nodes would wait for one another (FEP-2677).
pub(in crate::web) async fn instance_actor(
    State(node): State<Node>,
    headers: HeaderMap,
) -> Result<Response, WebError> {
    if wants_page(&headers) {
        return Ok(page_instead("/about"));
    }
    let mut db = node.store.read().await?;
    let actor = actors::instance(&mut db).await?.ok_or(WebError::NotFound)?;
    actor_document(&mut db, &actor.iri).await
}

/// The actor of this node with that handle.
pub(super) async fn find(db: &mut Reading, handle: &str) -> Result<Actor, WebError> {
    actors::find_local(db, handle).await?.ok_or(WebError::NotFound)
}
