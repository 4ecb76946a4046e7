//! New keys for an actor, and no delivery lost on the way.
//!
//! The Update that tells of them is the last activity that the former keys sign: what was queued
//! before it keeps them, what comes after it has the new ones, and the order of each peer stays.

use super::{Node, Result};
use crate::{
    domain::{Actor, Timestamp},
    federation::{
        outgoing::Draft,
        vocabulary::activity::{About, ActivityKind},
    },
    store::key_sets,
};

/// Most Ed25519 keys that an actor lists: the present one, and former ones for its older proofs.
const MOST_LISTED: usize = 5;

/// What becomes of the former keys of an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormerKeys {
    /// Nobody else has them: the Ed25519 key stays listed, so that proofs made with it hold.
    Safe,
    /// Somebody may have them: nothing lists them any longer, and what they proved is unproved.
    Compromised,
}

impl Node {
    /// Gives an actor of this node new keys, the instance actor too, and tells its followers.
    pub async fn rotate_keys(&self, handle: &str, former: FormerKeys) -> Result<Actor> {
        let keys = self.new_keys().await?;
        let mut db = self.store.write().await?;
        let known = self.actor_in(&mut db, handle).await?;
        let now = self.clock.now().max(Timestamp(known.updated_at.0 + 1));
        let date = now.to_utc().format("%Y-%m-%d-%H%M%S%3f");
        let rsa_id = format!("{}#key-{date}", known.iri);
        let ed25519_id = format!("{}#ed25519-{date}", known.iri);
        let mut more_keys = vec![keys.listed_ed25519(&ed25519_id)];
        if former == FormerKeys::Safe {
            more_keys.extend(known.more_keys.iter().take(MOST_LISTED - 1).cloned());
        }
        let key = Some(keys.listed_rsa(&rsa_id));
        let actor = Actor { key, more_keys, updated_at: now, ..known };

        let draft = Draft::new(&self.federation, ActivityKind::Update, now);
        key_sets::retire(&mut db, actor.id, draft.id(), now).await?;
        let sealed = keys.into_sealed(actor.id, &rsa_id, &ed25519_id);
        key_sets::insert(&mut db, &sealed, now).await?;
        let document = self.put_keys(&mut db, &actor).await?;
        let node_actor = self.node_actor_in(&mut db).await?;
        draft.publish(&mut db, &actor, &node_actor, &actor.iri, About::Object(&document)).await?;
        db.commit().await?;
        self.signals.queued.notify_one();
        Ok(actor)
    }

    /// [`Node::rotate_keys`] for every actor of this node, the instance actor first.
    pub async fn rotate_all_keys(&self, former: FormerKeys) -> Result<Vec<Actor>> {
        let mut handles = vec![self.federation.host().to_owned()];
        handles.extend(self.actors().await?.into_iter().map(|actor| actor.handle));
        let mut rotated = Vec::with_capacity(handles.len());
        for handle in handles {
            rotated.push(self.rotate_keys(&handle, former).await?);
        }
        Ok(rotated)
    }
}
