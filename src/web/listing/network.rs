//! The spaces that this one knows, as data.

use axum::{extract::State, response::Response};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Format, answer, json};
use crate::{
    domain::PeerKind,
    node::Node,
    store::{
        actors,
        spaces::{self, Space},
    },
    web::{error::WebError, site},
};

/// The network as this space knows it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct NetworkSummary {
    /// The address of this space.
    #[schema(format = "uri")]
    pub(crate) origin: String,
    /// Listed sheets that are published here.
    pub(crate) published: i64,
    /// Listed sheets that are copies.
    pub(crate) copies: i64,
    /// The spaces of others, by host.
    pub(crate) spaces: Vec<SpaceItem>,
}

/// A space of others.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct SpaceItem {
    /// Its host, with the port when there is one.
    pub(crate) host: String,
    /// `havre`, or `other` for other software.
    pub(crate) software: &'static str,
    /// The address of the actor that speaks for it.
    #[schema(format = "uri")]
    pub(crate) actor: Option<String>,
    /// The name of that actor.
    pub(crate) name: Option<String>,
    /// `asked`, `accepted` or `refused`; null where nobody asked to follow it.
    pub(crate) following: Option<&'static str>,
    /// Sheets that it says it publishes; null of other software.
    pub(crate) published: Option<i64>,
    /// Of these, sheets that are held here in their newest version; null of other software.
    pub(crate) held: Option<i64>,
    /// Sheets of it that are listed here.
    pub(crate) listed: i64,
    /// When it was last heard.
    #[schema(format = DateTime)]
    pub(crate) heard: Option<String>,
    /// Whether it did not answer when it was last asked.
    pub(crate) silent: bool,
    /// Where it says that it lives now.
    #[schema(format = "uri")]
    pub(crate) moved_to: Option<String>,
}

/// `GET /network.json`
pub(crate) async fn export_network(State(node): State<Node>) -> Result<Response, WebError> {
    let mut db = node.store.read().await?;
    let (published, copies) = spaces::totals(&mut db).await?;
    let mut items = Vec::new();
    for space in spaces::list(&mut db).await? {
        if node.federation.blocks().hides(&space.host) {
            continue;
        }
        let speaker = match &space.speaker {
            Some(iri) => actors::find_by_iri(&mut db, iri).await?,
            None => None,
        };
        let name = speaker.filter(crate::domain::Actor::may_be_shown).map(|actor| actor.name);
        items.push(SpaceItem::new(space, name));
    }
    let origin = site::origin(&node).to_owned();
    let summary = NetworkSummary { origin, published, copies, spaces: items };
    Ok(answer::send(Format::Json, json::to_text(&summary)?.into_bytes(), None))
}

impl SpaceItem {
    fn new(space: Space, name: Option<String>) -> Self {
        let is_node = space.kind == PeerKind::Node;
        Self {
            host: space.host,
            software: if is_node { "havre" } else { "other" },
            actor: space.speaker.map(|iri| iri.to_string()),
            name,
            following: space.following.map(crate::domain::FollowingState::as_str),
            published: is_node.then_some(space.published),
            held: is_node.then_some(space.held),
            listed: space.shown,
            heard: space.heard_at.map(|at| at.to_string()),
            silent: space.is_silent,
            moved_to: space.moved_to.map(|iri| iri.to_string()),
        }
    }
}
