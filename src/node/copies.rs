//! Copies that this node holds of others: shown to those who cannot ask the others, and taken from
//! those who can still show them (`FEDERATION.md`, "Copies of others").

use super::{Node, NodeError, Result};
use crate::{
    domain::Iri,
    federation::{
        FederationError, Synced,
        catalogue::{self as wire, BATCH},
        third_party::{Held, HeldItem, Taken},
        webfinger,
    },
    store::{peers, proofs, syncs},
};

/// The path of what this node holds of others.
pub const COPIES: &str = "/ap/copies";

/// What became of a look at a peer that may be away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Salvaged {
    /// The peer answered itself: nothing was taken from anybody else.
    FromOrigin(Synced),
    /// It did not, and this was taken from the other node.
    FromOther(Taken),
}

impl Node {
    /// A page of the proven objects of `host` that are held here, after `after`.
    pub async fn held_of(&self, host: &str, after: &str) -> Result<serde_json::Value> {
        let mut db = self.store.read().await?;
        let peer = peers::find_by_host(&mut db, host).await?;
        let peer = peer.ok_or_else(|| NodeError::NoPeer(host.to_owned()))?;
        let rows = proofs::held_of(&mut db, peer.id, after, wire::PAGE + 1).await?;
        let last_heard = peers::last_heard(&mut db, peer.id).await?;
        let address = self.iri(COPIES);
        let limit = usize::try_from(wire::PAGE).unwrap_or(usize::MAX);
        let next = rows.get(limit).and_then(|_| rows.get(limit - 1)).and_then(|row| {
            let cursor = url::form_urlencoded::Serializer::new(String::new())
                .append_pair("host", host)
                .append_pair("after", &row.cursor)
                .finish();
            Iri::parse(format!("{address}?{cursor}")).ok()
        });
        let items = rows.into_iter().take(limit);
        let items = items.map(|row| HeldItem { id: row.iri, digest: row.digest }).collect();
        let last_heard = last_heard.map(|at| at.to_string());
        Ok(Held { last_heard, items, next }.write(address.as_str()))
    }

    /// The proven copies at some addresses, byte for byte as they were sent.
    pub async fn copies(&self, ids: &[Iri]) -> Result<String> {
        let mut db = self.store.read().await?;
        let ids = &ids[..ids.len().min(BATCH)];
        Ok(wire::batch(&proofs::copies(&mut db, ids).await?))
    }

    /// Compares the catalogue of a peer; where it does not answer, takes what the node at `witness`
    /// holds of it, each object with a proof by its author.
    pub async fn salvage(&self, host: &str, witness: &str) -> Result<Salvaged> {
        let known = {
            let mut db = self.store.read().await?;
            match peers::find_by_host(&mut db, host).await? {
                Some(peer) => syncs::find(&mut db, peer.id).await?,
                None => None,
            }
        };
        if let Some(task) = known.filter(|task| task.catalogue.is_some())
            && let Ok(synced) = self.federation.sync_peer(&task).await
        {
            return Ok(Salvaged::FromOrigin(synced));
        }
        let found = webfinger::resolve(self.federation.client(), witness).await;
        let named = self.federation.fetch_actor(&found.map_err(FederationError::from)?).await?;
        let copies = named.iri.at(COPIES);
        Ok(Salvaged::FromOther(self.federation.take_copies(host, &copies).await?))
    }
}
