//! Proofs of what this node publishes: made with each object, and made good where one is missing,
//! as in a database of before, or is by a key that was replaced.

use super::{
    Federation, Result,
    proof::{self, attach, without_proof},
    vocabulary,
};
use crate::{
    domain::Actor,
    store::{
        Reading, actors,
        proofs::{self, Proven, Unproven},
    },
};

/// Sheets that are signed in one transaction: others must write meanwhile.
const AT_ONCE: i64 = 100;

impl Federation {
    /// The object of `actor` with its proof, and what that says.
    pub async fn prove(
        &self,
        db: &mut Reading,
        actor: &Actor,
        object: &str,
    ) -> Result<(String, Proven)> {
        let keys = self.keys.key_set(db, actor).await?;
        let (signer, now) = (&keys.ed25519, self.clock.now());
        let proof = proof::create(object, vocabulary::context(), &signer.key, &signer.key_id, now)?;
        Ok((attach(object, &proof), Proven { by: signer.key_id.clone(), at: now }))
    }

    /// Signs what this node publishes and its actors have not signed with the key that they have
    /// now; returns how many objects that were. Digests stay, and nobody is told.
    pub async fn sign_what_is_unsigned(&self) -> Result<usize> {
        let actors = {
            let mut db = self.store.read().await?;
            let mut actors = actors::local(&mut db).await?;
            actors.extend(actors::instance(&mut db).await?);
            actors
        };
        let mut signed = 0;
        for actor in &actors {
            signed += self.sign_actor(actor).await?;
            loop {
                match self.sign_sheets(actor).await? {
                    0 => break,
                    count => signed += count,
                }
            }
        }
        Ok(signed)
    }

    async fn sign_actor(&self, actor: &Actor) -> Result<usize> {
        let mut db = self.store.write().await?;
        let key = self.keys.key_set(&mut db, actor).await?.ed25519.key_id.clone();
        let Some((document, proven)) = proofs::actor(&mut db, &actor.iri).await? else {
            return Ok(0);
        };
        if proven.is_some_and(|proven| proven.by == key) {
            return Ok(0);
        }
        let (object, proven) = self.prove(&mut db, actor, &without_proof(&document.object)).await?;
        proofs::put_actor(&mut db, &Unproven { object, ..document }, &proven).await?;
        db.commit().await?;
        Ok(1)
    }

    async fn sign_sheets(&self, actor: &Actor) -> Result<usize> {
        let mut db = self.store.write().await?;
        let key = self.keys.key_set(&mut db, actor).await?.ed25519.key_id.clone();
        let unsigned = proofs::unsigned(&mut db, actor.id, &key, AT_ONCE).await?;
        for sheet in &unsigned {
            let (object, proven) =
                self.prove(&mut db, actor, &without_proof(&sheet.object)).await?;
            proofs::put(&mut db, &Unproven { object, ..sheet.clone() }, &proven).await?;
        }
        db.commit().await?;
        Ok(unsigned.len())
    }
}
