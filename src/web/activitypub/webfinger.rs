//! Who has an address (RFC 7033): how other servers find the actors of this node.

use axum::{extract::State, http::Uri, response::Response};
use url::form_urlencoded;

use super::well_known::for_everyone;
use crate::{
    domain::{Actor, ActorKind},
    federation::{resource::Resource, webfinger::Descriptor},
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
    let resource = Resource::parse(&resource, site::origin(&node)).ok_or(WebError::NotFound)?;
    let mut db = node.store.read().await?;
    let actor = find(&mut db, &resource).await?.ok_or(WebError::NotFound)?;
    // By its account, the instance actor is an actor like others.
    let is_server = actor.kind == ActorKind::Instance && resource != Resource::InstanceActor;
    let descriptor = if is_server { Descriptor::of_node(&actor) } else { Descriptor::of(&actor) };
    Ok(for_everyone("application/jrd+json", to_json(&descriptor)?))
}

/// The actor of this node that a resource names.
async fn find(db: &mut Reading, resource: &Resource) -> Result<Option<Actor>, WebError> {
    Ok(match resource {
        Resource::Node | Resource::InstanceActor => actors::instance(db).await?,
        Resource::Handle(handle) => actors::find_local(db, handle).await?,
        Resource::Address(iri) => actors::find_by_iri(db, iri).await?.filter(Actor::is_local),
    })
}
