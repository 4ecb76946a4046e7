//! Whether what comes in is what its author signed, as far as it carries a proof: with keys that are
//! known here, and without asking anybody.

use std::{collections::HashMap, sync::Arc};

use serde_json::Value;

use super::{
    Federation, Result,
    keyring::{KnownKey, key_of},
    proof::{BadProof, Proof},
};
use crate::{
    domain::{Actor, Iri, Timestamp},
    store::{Writing, proofs::Proven},
};

/// Keys that were looked for in vain, and found, while a batch is checked.
#[derive(Debug, Default)]
pub(super) struct Checks {
    keys: HashMap<String, Option<Arc<KnownKey>>>,
}

impl Checks {
    /// Checks the proof of an object with the key of `author` that it names; `None` when it carries
    /// none, or one by a key that is not known.
    pub(super) async fn check(
        &mut self,
        db: &mut Writing,
        federation: &Federation,
        object: &Value,
        author: &Iri,
    ) -> Result<Result<Option<Proven>, &'static str>> {
        let now = federation.clock.now();
        let proof = match Proof::of(object, now) {
            Ok(Some(proof)) => proof,
            Ok(None) => return Ok(Ok(None)),
            Err(problem) => {
                tracing::info!(%author, %problem, "a proof cannot be used");
                return Ok(Err("an object whose proof cannot be used"));
            }
        };
        let Some(key) = self.key(db, federation, proof.key_id).await? else { return Ok(Ok(None)) };
        if key.owner != *author {
            return Ok(Err("an object that another actor signed"));
        }
        if proof.verify(&key.key).is_err() {
            return Ok(Err("an object that is not what its author signed"));
        }
        Ok(Ok(Some(Proven { by: proof.key_id.to_owned(), at: now })))
    }

    /// A key of an actor that is known here, asked of the database once for a batch at most.
    async fn key(
        &mut self,
        db: &mut Writing,
        federation: &Federation,
        id: &str,
    ) -> Result<Option<Arc<KnownKey>>> {
        if let Some(known) = federation.keys.remembered(id) {
            return Ok(Some(known));
        }
        if let Some(known) = self.keys.get(id) {
            return Ok(known.clone());
        }
        let known = federation.keys.known(db, id).await?;
        self.keys.insert(id.to_owned(), known.clone());
        Ok(known)
    }
}

/// Checks the proof of an actor's document with a key that it lists, or that was known before;
/// `None` when it carries none, or one by neither.
pub(super) fn own_proof(
    document: &Value,
    actor: &Actor,
    known: Option<&Actor>,
    now: Timestamp,
) -> Result<Option<Proven>, BadProof> {
    let Some(proof) = Proof::of(document, now)? else { return Ok(None) };
    let key = key_of(actor, proof.key_id).or_else(|| key_of(known?, proof.key_id));
    let Some(key) = key else { return Ok(None) };
    proof.verify(&key.key)?;
    Ok(Some(Proven { by: proof.key_id.to_owned(), at: now }))
}
