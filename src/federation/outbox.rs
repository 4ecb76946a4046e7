//! What other software published before we followed it: its outbox, once, within limits
//! (`PROTOCOL.md` 2.8).

use serde_json::Value;

use super::{Federation, Result, vocabulary::iri_of};
use crate::{
    domain::{Iri, PeerId, Timestamp},
    store::{actors, followings, wanted_objects},
};

/// Most pages that are read.
const PAGES: usize = 10;
/// Most items that are wanted.
const ITEMS: usize = 500;
/// Oldest item that is wanted, in seconds.
const AGE_SECONDS: i64 = 366 * 24 * 3_600;
/// Most bytes of a page.
const PAGE_CAP: usize = 2 * 1024 * 1024;

/// Puts what the followed actors of a peer published on the list of objects to fetch, one a
/// second; returns how many objects that are.
pub(super) async fn backfill(federation: &Federation, peer: PeerId) -> Result<usize> {
    let followed = {
        let mut db = federation.store.read().await?;
        followings::accepted_at(&mut db, peer).await?
    };
    let mut listed = 0;
    for following in followed {
        let outbox = {
            let mut db = federation.store.read().await?;
            actors::find_by_iri(&mut db, &following.followed).await?.and_then(|actor| actor.outbox)
        };
        let Some(outbox) = outbox else { continue };
        let objects = read(federation, &outbox).await?;
        listed += objects.len();
        let mut db = federation.store.write().await?;
        let mut due = federation.clock.now();
        for object in &objects {
            wanted_objects::want(&mut db, object, due).await?;
            due = due.plus_seconds(1);
        }
        db.commit().await?;
    }
    Ok(listed)
}

/// The objects that an outbox lists, newest first, of its own origin and not too old.
async fn read(federation: &Federation, outbox: &Iri) -> Result<Vec<Iri>> {
    let oldest = federation.clock.now().plus_seconds(-AGE_SECONDS);
    let mut page = federation.fetch_json(outbox, PAGE_CAP).await?;
    let mut objects = Vec::new();
    let mut seen = vec![outbox.clone()];
    let mut read_pages = 0;
    loop {
        let is_empty = items(&page).is_empty();
        for item in items(&page) {
            if published(item).is_some_and(|at| at < oldest) || objects.len() >= ITEMS {
                return Ok(objects);
            }
            objects.extend(created(item).filter(|object| object.same_origin(outbox)));
        }
        read_pages += 1;
        if read_pages > PAGES {
            return Ok(objects);
        }
        // Some pages name the first one too: only what lists nothing itself is left by that way.
        let first = page.get_mut("first").filter(|_| is_empty).map(Value::take);
        let Some(next) = first.or_else(|| page.get_mut("next").map(Value::take)) else {
            return Ok(objects);
        };
        // A page may be embedded; one that was seen would lead in a circle (T52).
        if has_items(&next) {
            page = next;
            continue;
        }
        let next = iri_of(&next).filter(|n| n.same_origin(outbox) && !seen.contains(n));
        let Some(next) = next else { return Ok(objects) };
        page = federation.fetch_json(&next, PAGE_CAP).await?;
        seen.push(next);
    }
}

fn has_items(page: &Value) -> bool {
    page.get("orderedItems").or_else(|| page.get("items")).is_some()
}

fn items(page: &Value) -> &[Value] {
    let items = page.get("orderedItems").or_else(|| page.get("items"));
    items.and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn published(item: &Value) -> Option<Timestamp> {
    item.get("published").and_then(Value::as_str).and_then(Timestamp::parse)
}

/// The object that an activity created; a bare object stands for itself.
fn created(item: &Value) -> Option<Iri> {
    match item.get("type").and_then(Value::as_str) {
        Some("Create") => item.get("object").and_then(iri_of),
        Some("Announce" | "Update" | "Delete" | "Like") => None,
        _ => iri_of(item),
    }
}
