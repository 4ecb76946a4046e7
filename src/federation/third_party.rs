//! Copies from a node that did not publish them, while the one that did is away: each is taken only
//! with a proof by its author (`FEDERATION.md`, "Copies of others").

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    Federation, FederationError, Result,
    catalogue::{BATCH, BatchRequest},
    checks::{Checks, own_proof},
    continuity::Source,
    copies::{self, Copies, first_iri},
    digest,
    sync::PAGE_CAP,
    vocabulary::{self, iri_of},
};
use crate::{
    domain::{ActorId, Iri, PeerId, Timestamp},
    store::{
        Writing, actors,
        catalogue::{self, Entry},
        peers,
    },
};

/// A page of what a node holds of another: `GET {havre:copies}?host=…&after=…`.
#[derive(Debug, Serialize, Deserialize)]
pub struct Held {
    /// When the node that published it was last heard, as far as the one that answers knows.
    #[serde(rename = "havre:lastHeard", skip_serializing_if = "Option::is_none")]
    pub last_heard: Option<String>,
    /// The objects that are held and proven, actors first.
    #[serde(rename = "orderedItems")]
    pub items: Vec<HeldItem>,
    /// The next page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<Iri>,
}

/// One object that is held.
#[derive(Debug, Serialize, Deserialize)]
pub struct HeldItem {
    /// Its address.
    pub id: Iri,
    /// Its digest.
    pub digest: String,
}

/// What was taken from a third node.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// Objects that it listed.
    pub listed: usize,
    /// Objects that were not held here, or not as they are now, and are kept now.
    pub kept: usize,
    /// Objects that were not kept: without a proof that we can check, or with a wrong one.
    pub refused: usize,
}

impl Held {
    /// The document of a page.
    #[must_use]
    pub fn write(&self, part_of: &str) -> Value {
        let mut page = json!({"type": "OrderedCollectionPage", "partOf": part_of});
        if let (Value::Object(page), Ok(Value::Object(fields))) =
            (&mut page, serde_json::to_value(self))
        {
            page.extend(fields);
        }
        page
    }
}

impl Federation {
    /// Takes from the node whose copies are at `held_at` what it holds of `host`.
    ///
    /// An actor that is not known here is believed on the word of that node, for whoever asked for
    /// this chose it as a witness; from then on only its own origin can change the keys.
    pub async fn take_copies(&self, host: &str, held_at: &Iri) -> Result<Taken> {
        let mut taken = Taken::default();
        let mut seen = HashSet::new();
        let mut next = Iri::parse(format!("{held_at}?host={host}")).ok();
        while let Some(address) = next.filter(|address| seen.insert(address.clone())) {
            let document = self.fetch_json(&address, PAGE_CAP).await?;
            let page: Held =
                serde_json::from_value(document).map_err(|_| FederationError::NotACatalogue)?;
            let of_host: Vec<HeldItem> =
                page.items.into_iter().filter(|item| item.id.host() == host).collect();
            taken.listed += of_host.len();
            for batch in of_host.chunks(BATCH) {
                self.take_batch(batch, held_at, &mut taken).await?;
            }
            if let Some(at) = page.last_heard.as_deref().and_then(Timestamp::parse) {
                let mut db = self.store.write().await?;
                peers::heard_at(&mut db, host, at.min(self.clock.now())).await?;
                db.commit().await?;
            }
            next = page.next.filter(|next| next.same_origin(held_at));
        }
        Ok(taken)
    }

    async fn take_batch(&self, batch: &[HeldItem], held_at: &Iri, taken: &mut Taken) -> Result<()> {
        let mut ids = Vec::new();
        {
            let mut db = self.store.read().await?;
            for item in batch {
                let entry = catalogue::find(&mut db, &item.id).await?;
                if entry.is_none_or(|entry| is_wanted(&entry, item)) {
                    ids.push(item.id.clone());
                }
            }
        }
        if ids.is_empty() {
            return Ok(());
        }
        let answer = self.post_json(held_at, &BatchRequest { ids: ids.clone() }, PAGE_CAP).await?;
        let objects = answer.get("items").and_then(Value::as_array);
        let objects = objects.map_or(&[][..], Vec::as_slice);
        let asked = |object: &&Value| iri_of(object).is_some_and(|iri| ids.contains(&iri));
        let (actors, sheets): (Vec<&Value>, Vec<&Value>) =
            objects.iter().filter(asked).partition(|object| object.get("inbox").is_some());
        let mut db = self.store.write().await?;
        let mut kept = 0;
        for actor in actors {
            kept += usize::from(keep_proven_actor(&mut db, self, actor).await?);
        }
        let (mut checks, mut copies) = (Checks::default(), Copies::default());
        for sheet in sheets {
            let Some(author) = sheet.get("attributedTo").and_then(first_iri) else { continue };
            // Without a proof it would be the word of somebody who did not write it.
            if !matches!(checks.check(&mut db, self, sheet, &author).await?, Ok(Some(_))) {
                tracing::info!(object = ?iri_of(sheet), "a copy of a third node is not proven");
                continue;
            }
            if let Err(reason) = copies.take(&mut db, self, sheet, &author).await? {
                tracing::info!(object = ?iri_of(sheet), %reason, "a copy of a third node is not kept");
            }
        }
        let news = copies.write(&mut db, self).await?;
        db.commit().await?;
        kept += news.into_iter().filter(|is_news| *is_news).count();
        taken.kept += kept;
        taken.refused += ids.len().saturating_sub(kept);
        Ok(())
    }
}

/// Keeps an actor from a node that is not its own, if the actor signed its document: with a key that
/// we know of it, or, when it is not known here, with the one that it lists. `false` when it is not
/// kept.
///
/// The keys of an actor that is known never change in this way: only what its origin says does.
async fn keep_proven_actor(
    db: &mut Writing,
    federation: &Federation,
    document: &Value,
) -> Result<bool> {
    let now = federation.clock.now();
    let Ok(remote) = vocabulary::actor::read(document) else { return Ok(false) };
    let iri = remote.iri.clone();
    if federation.is_ours(&iri) {
        return Ok(false);
    }
    let known = actors::find_by_iri(db, &iri).await?;
    let actor = remote.into_actor(ActorId(federation.store.new_id(now)), PeerId(0));
    if let Some(known) = &known {
        let is_newer = actor.updated_at > known.updated_at;
        let same_keys = actor.key == known.key && actor.more_keys == known.more_keys;
        if !(is_newer && same_keys) {
            return Ok(false);
        }
    }
    if !matches!(own_proof(document, &actor, known.as_ref(), now), Ok(Some(_))) {
        return Ok(false);
    }
    let Some(kept) = copies::keep_actor(db, federation, document, Source::Fetched).await? else {
        return Ok(false);
    };
    if let Some(peer) = kept.peer {
        // Somebody asked for what is of this host: it belongs to the directory.
        let digest = digest::of(document)?;
        catalogue::hold_copies(db, &[(peer, copies::entry_of_actor(&kept, &digest))]).await?;
    }
    Ok(true)
}

/// Whether what another node holds is not what we hold, and was not deleted.
fn is_wanted(entry: &Entry, item: &HeldItem) -> bool {
    entry.deleted_at.is_none() && entry.held_digest.as_ref() != Some(&item.digest)
}
