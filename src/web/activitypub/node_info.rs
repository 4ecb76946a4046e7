//! What software runs here, and how much it publishes (FEP-f1d5).

use axum::{
    extract::{Path, State},
    response::Response,
};
use serde_json::{Value, json};

use super::well_known::for_everyone;
use crate::{
    domain::{Actor, plain_text},
    node::Node,
    store::{
        actors,
        catalogue::{self, Owner},
    },
    web::{error::WebError, site},
};

/// `GET /nodeinfo/2.0` and `/nodeinfo/2.1`
pub(in crate::web) async fn node_info(
    Path(version): Path<String>,
    State(node): State<Node>,
) -> Result<Response, WebError> {
    let media_type = match version.as_str() {
        "2.0" => {
            "application/json; profile=\"http://nodeinfo.diaspora.software/ns/schema/2.0#\""
        }
        "2.1" => {
            "application/json; profile=\"http://nodeinfo.diaspora.software/ns/schema/2.1#\""
        }
        _ => return Err(WebError::NotFound),
    };
    let mut db = node.store.read().await?;
    let actors = actors::local(&mut db).await?;
    let (objects, _) = catalogue::totals(&mut db, Owner::Node).await?;
    // The catalogue lists the actors too.
    let sheets = objects - i64::try_from(actors.len()).unwrap_or_default();
    let mut software = json!({"name": "havre", "version": env!("CARGO_PKG_VERSION")});
    if let Some(repository) = node.settings.source_url.as_ref().filter(|_| version == "2.1") {
        software["repository"] = repository.as_str().into();
    }
    let document = json!({
        "version": version,
        "software": software,
        "protocols": ["activitypub"],
        "services": {"inbound": [], "outbound": ["atom1.0"]},
        "openRegistrations": false,
        "usage": {"users": {"total": actors.len()}, "localPosts": sheets.max(0)},
        "metadata": metadata(site::node_actor(&mut db).await?.as_ref()),
    });
    Ok(for_everyone(media_type, document.to_string()))
}

/// What people are told about this node. `upstream` is what some clients look at before they
/// agree to speak with software that they do not know (`MASTODON_API.md` 0.5).
fn metadata(actor: Option<&Actor>) -> Value {
    let name = actor.map(|actor| actor.name.clone()).unwrap_or_default();
    let description = actor.map(|actor| plain_text(&actor.territory.summary)).unwrap_or_default();
    json!({
        "nodeName": name,
        "nodeDescription": description,
        "upstream": {"name": "mastodon"},
        "federation": {"directory": "following", "publicInbox": true},
        "havre:territory": {
            "name": name,
            "havre:countryCode": actor.and_then(|actor| actor.territory.country.clone()),
        },
        "havre:vocabulary": "https://w3id.org/havre/ns#",
    })
}
