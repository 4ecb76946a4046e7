//! Where this node is, and who it speaks for.

use crate::{
    domain::{Actor, Iri},
    node::Node,
    store::{Reading, Result, actors},
};

use super::error::WebError;

/// Scheme, host and port of this node: `https://lyon.example`.
pub(super) fn origin(node: &Node) -> &str {
    &node.settings.public_url
}

/// Host of this node, with its port when there is one.
pub(super) fn host(node: &Node) -> &str {
    origin(node).split_once("://").map_or(origin(node), |(_, host)| host)
}

/// The address of something of this node; a path that no address of ours can have is of nothing.
pub(super) fn address(node: &Node, path: &str) -> Result<Iri, WebError> {
    Iri::parse(format!("{}{path}", origin(node))).map_err(|_| WebError::NotFound)
}

/// Where the source code of the running version can be had (AGPL-3.0, section 13).
pub(super) fn source_code(node: &Node) -> String {
    let chosen = node.settings.source_url.as_ref().map(ToString::to_string);
    chosen.unwrap_or_else(|| format!("{}/about", origin(node)))
}

/// The territory or organisation that runs this node.
pub(super) async fn node_actor(db: &mut Reading) -> Result<Option<Actor>> {
    Ok(actors::local(db).await?.into_iter().next())
}
