//! The collections of an actor: what it sent, what it features, and how many follow it.

use std::collections::BTreeSet;

use axum::{
    extract::{Path, State},
    http::Uri,
    response::Response,
};
use url::form_urlencoded;

use super::{actor, document::send};
use crate::{
    domain::{ActivityId, Actor, Facet},
    federation::vocabulary::{self, collection},
    node::Node,
    store::{
        Reading, activities, actors, followers as following_us, followings,
        search::{self, Query},
    },
    web::{
        error::WebError,
        parameter::{BadParameter, Expected},
        site,
    },
};

/// Activities of a page of the outbox.
const OF_A_PAGE: usize = 20;
/// Sheets whose themes an actor is known for.
const NEWEST: i64 = 100;

/// `GET /ap/activities/{id}`
pub(in crate::web) async fn activity(
    State(node): State<Node>,
    uri: Uri,
) -> Result<Response, WebError> {
    let iri = site::address(&node, uri.path())?;
    let body = activities::body(&mut node.store.read().await?, &iri).await?;
    Ok(send(&body.ok_or(WebError::NotFound)?))
}

/// `GET /ap/{handle}/outbox`: newest first, in pages that stay the same while things are added.
pub(in crate::web) async fn outbox(
    Path(handle): Path<String>,
    State(node): State<Node>,
    uri: Uri,
) -> Result<Response, WebError> {
    let mut db = node.store.read().await?;
    let actor = actor::find(&mut db, &handle).await?;
    outbox_of(&mut db, &node, &actor, &uri).await
}

/// What an actor sent: how much, or a page of it.
async fn outbox_of(
    db: &mut Reading,
    node: &Node,
    actor: &Actor,
    uri: &Uri,
) -> Result<Response, WebError> {
    let outbox = site::address(node, uri.path())?;
    let total = activities::count(db, actor.id).await?;
    let Part::Page(before) = part(uri)? else {
        let (first, last) = (format!("{outbox}?page=1"), format!("{outbox}?before=1"));
        return Ok(send(&collection::paged(&outbox, total, &first, &last)));
    };
    let limit = i64::try_from(OF_A_PAGE + 1).unwrap_or(i64::MAX);
    let mut activities = activities::page(db, actor.id, before, limit).await?;
    let more = activities.len() > OF_A_PAGE;
    activities.truncate(OF_A_PAGE);
    let oldest = activities.last().filter(|_| more);
    let next = oldest.map(|(id, _)| format!("{outbox}?before={id}"));
    let first = format!("{outbox}?page=1");
    let bodies: Vec<String> = activities.into_iter().map(|(_, body)| body).collect();
    let page = collection::Page {
        id: &format!("{}{uri}", site::origin(node)),
        part_of: &outbox,
        total,
        next: next.as_deref(),
        prev: before.is_some().then_some(first.as_str()),
    };
    Ok(send(&collection::page(&page, &bodies)))
}

/// Which part of an outbox.
enum Part {
    /// How many activities there are, and where they start.
    Head,
    /// The newest activities, or the newest before the given one.
    Page(Option<ActivityId>),
}

/// What the query of an outbox asks for.
fn part(uri: &Uri) -> Result<Part, BadParameter> {
    for (name, value) in form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes()) {
        match &*name {
            "before" => {
                let bad = |_| BadParameter::new("before", &value, Expected::Cursor);
                return Ok(Part::Page(Some(value.parse().map_err(bad)?)));
            }
            "page" => return Ok(Part::Page(None)),
            _ => {}
        }
    }
    Ok(Part::Head)
}

/// `GET /ap/{handle}/blocks`: what the node publishes of its blocks; nothing when that is nothing,
/// as where there is no such actor (`docs/security.md` T38).
pub(in crate::web) async fn blocks(
    State(node): State<Node>,
    uri: Uri,
) -> Result<Response, WebError> {
    let list = node.published_blocks().await.map_err(WebError::Node)?;
    let list = list.ok_or(WebError::NotFound)?;
    let address = node.block_list_address().await.map_err(WebError::Node)?;
    if address.path() == uri.path() { Ok(send(&list)) } else { Err(WebError::NotFound) }
}

/// `GET /ap/{handle}/followers`: how many, never who.
pub(in crate::web) async fn followers(
    Path(handle): Path<String>,
    State(node): State<Node>,
    uri: Uri,
) -> Result<Response, WebError> {
    let mut db = node.store.read().await?;
    let actor = actor::find(&mut db, &handle).await?;
    let count = following_us::count(&mut db, actor.id).await?;
    Ok(send(&collection::count(&site::address(&node, uri.path())?, count)))
}

/// `GET /ap/{handle}/following`: how many.
pub(in crate::web) async fn following(
    Path(handle): Path<String>,
    State(node): State<Node>,
    uri: Uri,
) -> Result<Response, WebError> {
    let mut db = node.store.read().await?;
    let actor = actor::find(&mut db, &handle).await?;
    let count = followings::count(&mut db, actor.id).await?;
    Ok(send(&collection::count(&site::address(&node, uri.path())?, count)))
}

/// `GET /actor/outbox`, `/actor/followers` and `/actor/following`: what the instance actor passed on,
/// and how many follow it.
pub(in crate::web) async fn instance_collection(
    Path(name): Path<String>,
    State(node): State<Node>,
    uri: Uri,
) -> Result<Response, WebError> {
    let mut db = node.store.read().await?;
    let actor = actors::instance(&mut db).await?.ok_or(WebError::NotFound)?;
    let count = match name.as_str() {
        "outbox" => return outbox_of(&mut db, &node, &actor, &uri).await,
        "followers" => following_us::count(&mut db, actor.id).await?,
        "following" => followings::count(&mut db, actor.id).await?,
        _ => return Err(WebError::NotFound),
    };
    Ok(send(&collection::count(&site::address(&node, uri.path())?, count)))
}

/// `GET /ap/{handle}/featured`: nobody can pin a sheet yet, so that nothing stands there.
pub(in crate::web) async fn featured(
    Path(handle): Path<String>,
    State(node): State<Node>,
    uri: Uri,
) -> Result<Response, WebError> {
    actor::find(&mut node.store.read().await?, &handle).await?;
    Ok(send(&collection::whole(&site::address(&node, uri.path())?, &[])))
}

/// `GET /ap/{handle}/tags`: the themes of the newest sheets about the actor's territory.
pub(in crate::web) async fn tags(
    Path(handle): Path<String>,
    State(node): State<Node>,
    uri: Uri,
) -> Result<Response, WebError> {
    let mut db = node.store.read().await?;
    let actor = actor::find(&mut db, &handle).await?;
    let query = Query {
        facets: vec![(Facet::Territory, actor.handle.clone())],
        limit: NEWEST,
        ..Query::default()
    };
    let newest = search::page(&mut db, &query, node.clock.now()).await?.sheets;
    let themes: BTreeSet<&String> = newest.iter().flat_map(|sheet| &sheet.content.themes).collect();
    let language = newest.first().map_or("fr", |sheet| sheet.content.language.base());
    let origin = site::origin(&node);
    let tags: Vec<String> = themes
        .into_iter()
        .map(|theme| vocabulary::tags::of_theme(theme, origin, language, &node.taxonomy()))
        .collect();
    Ok(send(&collection::whole(&site::address(&node, uri.path())?, &tags)))
}
