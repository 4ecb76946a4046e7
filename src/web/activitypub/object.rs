//! The sheets of this node, and what stands where one was withdrawn.

use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};

use super::{
    document::{object, send, send_as},
    negotiation::{wants_activity, wants_page},
};
use crate::{
    domain::{Iri, SheetId, SheetKind},
    federation::vocabulary::{self, collection, tombstone},
    node::Node,
    store::{
        Reading, catalogue, replies, sheets,
        withheld::{self, Withheld},
    },
    web::{error::WebError, site},
};

/// Most replies that are listed under a sheet.
pub(in crate::web) const MOST_REPLIES: i64 = 200;

/// `GET /ap/practices/{id}`, and so on for each kind
pub(in crate::web) async fn sheet(
    kind: SheetKind,
    Path(id): Path<String>,
    State(node): State<Node>,
    headers: HeaderMap,
) -> Result<Response, WebError> {
    let id: SheetId = id.parse().map_err(|_| WebError::NotFound)?;
    let iri = address(&node, kind, id)?;
    let mut db = node.store.read().await?;
    let is_there = sheets::find(&mut db, id).await?.is_some_and(|sheet| sheet.iri == iri);
    if wants_page(&headers) {
        return Ok(page_instead(&format!("/{}/{id}", kind.plural())));
    }
    if is_there { object(&mut db, &iri).await } else { buried(&mut db, &iri).await }
}

/// `GET /ap/practices/{id}/replies`: the addresses of those that were approved, each to be read
/// where it comes from.
pub(in crate::web) async fn replies_to(
    kind: SheetKind,
    Path(id): Path<String>,
    State(node): State<Node>,
) -> Result<Response, WebError> {
    let id: SheetId = id.parse().map_err(|_| WebError::NotFound)?;
    let iri = address(&node, kind, id)?;
    let mut db = node.store.read().await?;
    let sheet = sheets::find(&mut db, id).await?;
    let Some(sheet) = sheet.filter(|sheet| sheet.iri == iri) else {
        return buried(&mut db, &iri).await;
    };
    let taken = node.replies_taken(&mut db).await.map_err(WebError::Node)?;
    let shown = if taken.takes(sheet.kind()) {
        replies::shown_under(&mut db, &iri, MOST_REPLIES).await?
    } else {
        vec![]
    };
    let welcome = shown.iter().filter(|reply| !node.is_suspended(&reply.iri));
    let addresses: Vec<String> = welcome.map(|reply| format!("\"{}\"", reply.iri)).collect();
    Ok(send(&collection::whole(&iri.child("replies"), &addresses)))
}

/// `GET /practices/{id}.jsonld`, and so on for each kind: the sheet with its proof as a file, also of
/// a copy. It is no document of `ActivityPub` at this address, which is not that of its origin.
pub(in crate::web) async fn file(
    node: &Node,
    kind: SheetKind,
    id: &str,
) -> Result<Response, WebError> {
    let id: SheetId = id.parse().map_err(|_| WebError::NotFound)?;
    let mut db = node.store.read().await?;
    let sheet = sheets::find(&mut db, id).await?.filter(|sheet| sheet.kind() == kind);
    let sheet = sheet.filter(|sheet| !node.is_suspended(&sheet.iri)).ok_or(WebError::NotFound)?;
    let wire = sheets::wire(&mut db, &sheet.iri).await?.ok_or(WebError::NotFound)?;
    let name = format!("attachment; filename=\"{}-{id}.jsonld\"", kind.as_str());
    let headers = [
        (header::CONTENT_TYPE, "application/ld+json".to_owned()),
        (header::CONTENT_DISPOSITION, name),
        (header::LINK, format!("<{}>; rel=\"canonical\"", sheet.iri)),
    ];
    Ok((headers, vocabulary::document(&wire.object)).into_response())
}

/// What to say at the page of a sheet that is not there: that it was withdrawn, by its author or, a
/// copy, from this node; or nothing.
pub(in crate::web) async fn withdrawn(
    node: &Node,
    db: &mut Reading,
    kind: SheetKind,
    id: SheetId,
    headers: &HeaderMap,
) -> Result<Response, WebError> {
    let hidden = withheld::find_by_sheet(db, id).await?;
    if hidden.is_some_and(|copy| copy.state == Withheld::Withdrawn) {
        return Err(WebError::Gone);
    }
    let iri = address(node, kind, id)?;
    let tombstone = buried(db, &iri).await?;
    if wants_activity(headers) { Ok(tombstone) } else { Err(WebError::Gone) }
}

/// The tombstone of what was withdrawn, with 410 (FEP-4f05).
async fn buried(db: &mut Reading, iri: &Iri) -> Result<Response, WebError> {
    let entry = catalogue::find(db, iri).await?.ok_or(WebError::NotFound)?;
    let deleted_at = entry.deleted_at.ok_or(WebError::NotFound)?;
    let former_type = entry.former_type.as_deref().unwrap_or("Object");
    Ok(send_as(StatusCode::GONE, &tombstone::write(iri, former_type, deleted_at)))
}

/// The address of a sheet of this node.
fn address(node: &Node, kind: SheetKind, id: SheetId) -> Result<Iri, WebError> {
    site::address(node, &format!("/ap/{}/{id}", kind.plural()))
}

/// Sends somebody who reads to the page of the same thing, always on this host
/// (`docs/security.md` C1).
pub(super) fn page_instead(path: &str) -> Response {
    let mut response = Redirect::to(path).into_response();
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("Accept"));
    response
}
