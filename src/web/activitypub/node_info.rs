//! What software runs here, and how much it publishes (FEP-f1d5).

use axum::{
    extract::{Path, State},
    response::Response,
};

use super::well_known::for_everyone;
use crate::{
    domain::plain_text,
    federation::nodeinfo::{NodeFacts, NodeInfo, NodeInfoVersion, well_known},
    node::Node,
    store::{
        actors,
        catalogue::{self, Owner},
    },
    web::{error::WebError, listing::to_json, site},
};

/// `GET /.well-known/nodeinfo`
pub(in crate::web) async fn node_info_links(State(node): State<Node>) -> Response {
    for_everyone("application/json", well_known(site::origin(&node)).to_string())
}

/// `GET /nodeinfo/2.0` and `/nodeinfo/2.1`
pub(in crate::web) async fn node_info(
    Path(version): Path<String>,
    State(node): State<Node>,
) -> Result<Response, WebError> {
    let (version, media_type) = match version.as_str() {
        "2.0" => (
            NodeInfoVersion::V2_0,
            "application/json; profile=\"http://nodeinfo.diaspora.software/ns/schema/2.0#\"",
        ),
        "2.1" => (
            NodeInfoVersion::V2_1,
            "application/json; profile=\"http://nodeinfo.diaspora.software/ns/schema/2.1#\"",
        ),
        _ => return Err(WebError::NotFound),
    };
    let speaker = site::node_actor(&node).await?;
    let mut db = node.store.read().await?;
    let local = actors::local(&mut db).await?.len();
    let actors = i64::try_from(local).unwrap_or_default();
    let (objects, _) = catalogue::totals(&mut db, Owner::Node).await?;
    let territory = speaker.as_ref().map(|actor| &actor.territory);
    let facts = NodeFacts {
        name: speaker.as_ref().map_or("", |actor| &actor.name),
        description: &territory.map(|about| plain_text(&about.summary)).unwrap_or_default(),
        country: territory.and_then(|about| about.country.as_deref()),
        source_code: &site::source_code(&node),
        actors,
        // The catalogue lists the actors too.
        sheets: (objects - actors).max(0),
    };
    Ok(for_everyone(media_type, to_json(&NodeInfo::new(version, &facts))?))
}
