//! Where this node is, and who it speaks for.

use crate::{
    domain::{Actor, Iri},
    node::{Node, NodeError},
};

use super::error::WebError;

/// Scheme, host and port of this node: `https://lyon.example`.
pub(super) fn origin(node: &Node) -> &str {
    node.federation.origin()
}

/// Host of this node, with its port when there is one.
pub(super) fn host(node: &Node) -> &str {
    node.federation.host()
}

/// The address of something of this node; a path that no address of ours can have is of nothing.
pub(super) fn address(node: &Node, path: &str) -> Result<Iri, WebError> {
    Iri::parse(format!("{}{path}", origin(node))).map_err(|_| WebError::NotFound)
}

/// Where the source code of the running version can be had (AGPL-3.0, section 13).
pub(super) fn source_code(node: &Node) -> String {
    let chosen = node.config.site.source_url.as_ref().map(ToString::to_string);
    chosen.unwrap_or_else(|| format!("{}/about", origin(node)))
}

/// The territory or organisation that runs this node, once there is one.
pub(super) async fn node_actor(node: &Node) -> Result<Option<Actor>, WebError> {
    match node.node_actor().await {
        Ok(actor) => Ok(Some(actor)),
        Err(NodeError::NotInitialised) => Ok(None),
        Err(problem) => Err(problem.into()),
    }
}
