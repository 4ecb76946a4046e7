//! Who has an address (RFC 7033): how other servers find the actors of this node.

use axum::{extract::State, http::Uri, response::Response};
use url::{Url, form_urlencoded};

use super::well_known::for_everyone;
use crate::{
    domain::{Actor, ActorKind, Iri},
    federation::webfinger::Descriptor,
    node::Node,
    store::{Reading, actors},
    web::{error::WebError, listing::to_json, site},
};

/// `GET /.well-known/webfinger?resource=…`
pub(in crate::web) async fn webfinger(
    State(node): State<Node>,
    uri: Uri,
) -> Result<Response, WebError> {
    let query = uri.query().unwrap_or_default().as_bytes();
    let resource = form_urlencoded::parse(query).find(|(name, _)| name == "resource");
    let (_, resource) = resource.ok_or(WebError::Malformed)?;
    let mut db = node.store.read().await?;
    let actor = find(&mut db, &node, &resource).await?.ok_or(WebError::NotFound)?;
    let is_server = actor.kind == ActorKind::Instance && !resource.starts_with("acct:");
    let descriptor = if is_server { Descriptor::of_node(&actor) } else { Descriptor::of(&actor) };
    Ok(for_everyone("application/jrd+json", to_json(&descriptor)?))
}

/// The actor of this node that a resource names.
async fn find(db: &mut Reading, node: &Node, resource: &str) -> Result<Option<Actor>, WebError> {
    if let Some(account) = resource.strip_prefix("acct:") {
        return of_account(db, node, account).await;
    }
    let same_host = Url::parse(resource).is_ok_and(|url| {
        url.as_str().strip_prefix(site::origin(node)).is_some_and(|rest| rest.starts_with('/'))
    });
    if !same_host {
        return Ok(None);
    }
    let path = resource.get(site::origin(node).len()..).unwrap_or_default();
    let handle = ["/@", "/territories/"].into_iter().find_map(|prefix| path.strip_prefix(prefix));
    match (path, handle) {
        ("" | "/", _) => Ok(actors::instance(db).await?),
        (_, Some(handle)) => Ok(actors::find_local(db, handle).await?),
        _ => {
            let Ok(iri) = Iri::parse(resource) else { return Ok(None) };
            Ok(actors::find_by_iri(db, &iri).await?.filter(Actor::is_local))
        }
    }
}

/// `lyon@lyon.example`, with or without an `@` before it. The technical actor is called like its
/// host, and `relay` by Mobilizon.
async fn of_account(
    db: &mut Reading,
    node: &Node,
    account: &str,
) -> Result<Option<Actor>, WebError> {
    let account = account.trim_start_matches('@').to_ascii_lowercase();
    let Some((handle, host)) = account.split_once('@') else { return Ok(None) };
    if host != site::host(node) {
        return Ok(None);
    }
    if handle == host || handle == "relay" {
        return Ok(actors::instance(db).await?);
    }
    Ok(actors::find_local(db, handle).await?)
}
