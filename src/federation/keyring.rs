//! The keys that a node signs with and those that it knows of others, each parsed once.

use std::sync::Arc;

use moka::sync::Cache;

use super::{
    Result,
    keys::Seal,
    signature::{SigningKey, VerifyingKey},
};
use crate::{
    domain::{Actor, ActorId, Iri},
    store::{Reading, actors},
};

/// Most keys kept in memory, of each sort: strangers may send as many as they like (T24).
const MOST_KEYS: u64 = 10_000;

/// A key of one of our actors.
#[derive(Debug)]
pub struct Signer {
    /// What the signature names: `https://lyon.example/ap/lyon#main-key`.
    pub key_id: String,
    /// The key.
    pub key: SigningKey,
}

/// A key of an actor elsewhere.
#[derive(Debug)]
pub struct KnownKey {
    /// The only actor that it may speak for.
    pub owner: Iri,
    /// The key.
    pub key: VerifyingKey,
}

/// Keeps parsed keys. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Keyring {
    seal: Arc<Seal>,
    ours: Cache<ActorId, Arc<Signer>>,
    theirs: Cache<String, Arc<KnownKey>>,
}

impl Keyring {
    /// An empty keyring that opens our private keys with `seal`.
    #[must_use]
    pub fn new(seal: Seal) -> Self {
        Self { seal: Arc::new(seal), ours: Cache::new(MOST_KEYS), theirs: Cache::new(MOST_KEYS) }
    }

    /// Opens and closes the private keys of this node.
    #[must_use]
    pub fn seal(&self) -> &Seal {
        &self.seal
    }

    /// The key that an actor of this node signs with, if it is in memory.
    pub(super) fn opened(&self, actor: ActorId) -> Option<Arc<Signer>> {
        self.ours.get(&actor)
    }

    /// The key that `actor` of this node signs with.
    pub async fn signer(&self, db: &mut Reading, actor: &Actor) -> Result<Arc<Signer>> {
        if let Some(signer) = self.ours.get(&actor.id) {
            return Ok(signer);
        }
        let sealed = actors::sealed_key(db, actor.id).await?;
        let (Some(sealed), Some((key_id, _))) = (sealed, &actor.key) else {
            return Err(super::FederationError::NoKey(actor.iri.clone()));
        };
        let key = SigningKey::from_pem(&self.seal.open(&sealed)?)?;
        let signer = Arc::new(Signer { key_id: key_id.clone(), key });
        self.ours.insert(actor.id, Arc::clone(&signer));
        Ok(signer)
    }

    /// The key that `key_id` names, if it is in memory.
    pub(super) fn remembered(&self, key_id: &str) -> Option<Arc<KnownKey>> {
        self.theirs.get(key_id)
    }

    /// The key that `key_id` names, if its owner is in the database.
    pub async fn known(&self, db: &mut Reading, key_id: &str) -> Result<Option<Arc<KnownKey>>> {
        for owner in owners(key_id) {
            let actor = actors::find_by_iri(db, &owner).await?;
            if let Some(known) = actor.filter(|a| !a.is_local()).and_then(|a| key_of(&a, key_id)) {
                return Ok(Some(self.remember(key_id, known)));
            }
        }
        Ok(None)
    }

    /// Keeps a key that was just fetched, in the place of an older one.
    pub(super) fn remember(&self, key_id: &str, known: KnownKey) -> Arc<KnownKey> {
        let known = Arc::new(known);
        self.theirs.insert(key_id.to_owned(), Arc::clone(&known));
        known
    }

    /// Forgets the key of an actor that is gone, so that it is looked up again should it come back.
    pub(super) fn forget(&self, actor: &Actor) {
        if let Some((key_id, _)) = &actor.key {
            self.theirs.invalidate(key_id);
        }
    }
}

/// The key of `actor`, when it is the one that `key_id` names and can be read.
pub(super) fn key_of(actor: &Actor, key_id: &str) -> Option<KnownKey> {
    let (id, pem) = actor.key.as_ref().filter(|(id, _)| id == key_id)?;
    match VerifyingKey::from_pem(pem) {
        Ok(key) => Some(KnownKey { owner: actor.iri.clone(), key }),
        Err(problem) => {
            tracing::info!(key = id, %problem, "a key cannot be used");
            None
        }
    }
}

/// The actors that a key id may belong to: the address without its fragment, or without the last
/// part of its path as `GoToSocial` writes it (`PROTOCOL.md` 2.2, rule 7).
pub(super) fn owners(key_id: &str) -> impl Iterator<Item = Iri> {
    let document = key_id.split('#').next().unwrap_or(key_id);
    let parent = document
        .strip_suffix("/main-key")
        .or_else(|| document.strip_suffix("/publickey"))
        .unwrap_or_default();
    [document, parent]
        .into_iter()
        .filter_map(|text| Iri::parse(text).ok())
        .collect::<Vec<_>>()
        .into_iter()
}
