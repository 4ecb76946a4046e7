//! Showing followers what this node publishes (`FEDERATION.md`, "The catalogue").

use std::sync::Arc;

use moka::future::Cache;
use serde_json::Value;

use super::{Node, NodeError, Result};
use crate::{
    domain::{Actor, Iri},
    federation::{
        catalogue::{self as wire, Digests},
        vocabulary::tombstone,
    },
    store::{
        actors,
        catalogue::{self, ObjectKind, Owner},
        sheets,
    },
};

/// Digests of catalogues, each until it changes. Cheap to clone.
#[derive(Clone, Debug)]
pub(super) struct DigestCache(Cache<(Iri, i64), Arc<Digests>>);

impl Default for DigestCache {
    fn default() -> Self {
        Self(Cache::new(64))
    }
}

/// The catalogue of one actor of this node.
#[derive(Debug)]
pub struct CatalogueView {
    actor: Actor,
    address: Iri,
    whole_node: bool,
    /// Grows with every change of the catalogue: what an `ETag` says.
    pub version: i64,
}

impl CatalogueView {
    fn owner(&self) -> Owner<'_> {
        if self.whole_node { Owner::Node } else { Owner::Actor(&self.actor.iri) }
    }
}

impl Node {
    /// The catalogue of the actor called `handle`; the node actor's covers the whole node.
    pub async fn catalogue(&self, handle: &str) -> Result<CatalogueView> {
        let mut db = self.store.read().await?;
        let actor = self.actor_in(&mut db, handle).await?;
        let node = self.node_actor_in(&mut db).await?;
        let whole_node = actor.id == node.id;
        let address = actor.catalogue.clone();
        let address = address.ok_or_else(|| NodeError::NoActor(handle.to_owned()))?;
        let mut view = CatalogueView { actor, address, whole_node, version: 0 };
        view.version = catalogue::last_change(&mut db, view.owner()).await?;
        Ok(view)
    }

    /// The head of a catalogue.
    pub async fn catalogue_head(&self, view: &CatalogueView) -> Result<Value> {
        let digests = self.catalogue_digests(view).await?;
        let mut db = self.store.read().await?;
        let totals = catalogue::totals(&mut db, view.owner()).await?;
        let covers = if view.whole_node { "node" } else { "actor" };
        Ok(wire::head(&view.address, &view.actor.iri, covers, totals, &digests.whole))
    }

    /// The digests of a catalogue, computed once for each version.
    pub async fn catalogue_digests(&self, view: &CatalogueView) -> Result<Arc<Digests>> {
        let key = (view.address.clone(), view.version);
        if let Some(digests) = self.digests.0.get(&key).await {
            return Ok(digests);
        }
        let mut db = self.store.read().await?;
        let lines = catalogue::lines(&mut db, view.owner()).await?;
        let digests = Arc::new(Digests::of(lines));
        // Only if nothing changed meanwhile are these the digests of that version.
        if catalogue::last_change(&mut db, view.owner()).await? == view.version {
            self.digests.0.insert(key, Arc::clone(&digests)).await;
        }
        Ok(digests)
    }

    /// The entries that changed after `cursor`.
    pub async fn catalogue_page(&self, view: &CatalogueView, cursor: i64) -> Result<Value> {
        let mut db = self.store.read().await?;
        let entries = catalogue::page(&mut db, view.owner(), cursor, wire::PAGE + 1).await?;
        let limit = usize::try_from(wire::PAGE).unwrap_or(usize::MAX);
        let more = entries.len() > limit;
        let shown = &entries[..entries.len().min(limit)];
        Ok(wire::page(&view.address, shown, cursor, more))
    }

    /// The entries of one bucket.
    pub async fn catalogue_bucket(&self, view: &CatalogueView, bucket: u8) -> Result<Value> {
        let mut db = self.store.read().await?;
        let entries = catalogue::bucket(&mut db, view.owner(), bucket).await?;
        Ok(wire::bucket(&view.address, &entries))
    }

    /// The objects that a follower asks for, byte for byte as they were sent: sheets, actors, and
    /// tombstones for what is gone.
    pub async fn catalogue_objects(&self, view: &CatalogueView, ids: &[Iri]) -> Result<String> {
        let mut db = self.store.read().await?;
        let mut objects = Vec::with_capacity(ids.len());
        let mut of_sheets = Vec::with_capacity(ids.len());
        for iri in ids.iter().take(wire::BATCH) {
            let Some(entry) = catalogue::find(&mut db, iri).await? else { continue };
            if !self.federation.is_ours(iri) || !(view.whole_node || entry.actor == view.actor.iri)
            {
                continue;
            }
            if let Some(at) = entry.deleted_at {
                objects.push(tombstone::write(iri, wire::type_of(entry.kind), at));
            } else if entry.kind == ObjectKind::Actor {
                objects.extend(actors::document(&mut db, iri).await?.map(|(text, _)| text));
            } else {
                of_sheets.push(iri.clone());
            }
        }
        let wires = sheets::wires(&mut db, &of_sheets).await?;
        objects.extend(wires.into_iter().map(|wire| wire.object));
        Ok(wire::batch(&objects))
    }
}
