//! What the actors of this node sign with.

use super::{Node, Result};
use crate::{
    domain::{Actor, ActorId, Iri, Timestamp},
    federation::{FederationError, catalogue::entry_of_actor, digest, keys, signature::SigningKey},
    store::{
        Writing, actors, catalogue,
        key_sets::{self, SealedKeys},
    },
};

/// The address of the first RSA key of an actor.
pub(super) fn main_key(actor: &Iri) -> String {
    format!("{actor}#main-key")
}

/// The address of the first Ed25519 key of an actor.
pub(super) fn ed25519_key(actor: &Iri) -> String {
    format!("{actor}#ed25519-key")
}

/// New keys of an actor: the private ones sealed, and the public ones as it lists them.
pub(super) struct NewKeys {
    rsa_sealed: String,
    rsa_pem: String,
    ed25519: NewEd25519,
}

struct NewEd25519 {
    sealed: String,
    multikey: String,
}

impl NewKeys {
    /// The RSA key as its actor lists it, at the address `id`.
    pub(super) fn listed_rsa(&self, id: &str) -> (String, String) {
        (id.to_owned(), self.rsa_pem.clone())
    }

    /// The Ed25519 key as its actor lists it, at the address `id`.
    pub(super) fn listed_ed25519(&self, id: &str) -> (String, String) {
        (id.to_owned(), self.ed25519.multikey.clone())
    }

    /// As the database keeps them.
    pub(super) fn into_sealed(self, actor: ActorId, rsa_id: &str, ed25519_id: &str) -> SealedKeys {
        SealedKeys {
            actor,
            rsa_id: rsa_id.to_owned(),
            rsa_sealed: self.rsa_sealed,
            ed25519_id: Some(ed25519_id.to_owned()),
            ed25519_sealed: Some(self.ed25519.sealed),
        }
    }
}

impl Node {
    /// Makes an RSA and an Ed25519 key, which takes a fraction of a second of a processor.
    pub(super) async fn new_keys(&self) -> Result<NewKeys> {
        let (private, rsa_pem) = self.federation.new_key_pair().await?;
        let rsa_sealed = self.federation.keys().seal().seal(&private)?;
        Ok(NewKeys { rsa_sealed, rsa_pem, ed25519: self.new_ed25519()? })
    }

    fn new_ed25519(&self) -> Result<NewEd25519> {
        let private = keys::generate_ed25519()?;
        let key = SigningKey::from_pem(&private).map_err(FederationError::from)?;
        let sealed = self.federation.keys().seal().seal(&private)?;
        Ok(NewEd25519 { sealed, multikey: key.public_multikey().unwrap_or_default() })
    }

    /// Gives an Ed25519 key to each actor that was made before there were any.
    pub(super) async fn complete_keys(&self) -> Result<()> {
        let incomplete = {
            let mut db = self.store.read().await?;
            key_sets::without_ed25519(&mut db).await?
        };
        if incomplete.is_empty() || self.check_origin().await.is_err() {
            return Ok(());
        }
        let mut db = self.store.write().await?;
        // Asked again: another process may have done it since.
        for keys in key_sets::without_ed25519(&mut db).await? {
            let Some(actor) = actors::find(&mut db, keys.actor).await? else { continue };
            let (id, new) = (ed25519_key(&actor.iri), self.new_ed25519()?);
            key_sets::set_ed25519(&mut db, &keys.rsa_id, &id, &new.sealed).await?;
            let updated_at = self.clock.now().max(Timestamp(actor.updated_at.0 + 1));
            let actor = Actor { more_keys: vec![(id, new.multikey)], updated_at, ..actor };
            self.put_keys(&mut db, &actor).await?;
        }
        db.commit().await?;
        Ok(())
    }

    /// Writes the public keys of an actor into what it says of itself, and returns that; followers
    /// are not told.
    pub(super) async fn put_keys(&self, db: &mut Writing, actor: &Actor) -> Result<String> {
        let document = self.describe(db, actor).await?;
        let digest = digest::of_text(&document).map_err(FederationError::from)?;
        actors::update_keys(db, actor, &document, &digest).await?;
        if actor.catalogue.is_some() {
            catalogue::record_local(db, &entry_of_actor(actor, &digest)).await?;
        }
        Ok(document)
    }
}
