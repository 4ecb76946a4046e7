//! The keys that a node signs with and those that it knows of others, each parsed once.

use std::{sync::Arc, time::Duration};

use moka::sync::Cache;

use super::{
    FederationError, Result,
    keys::Seal,
    signature::{Scheme, SigningKey, VerifyingKey},
};
use crate::{
    domain::{Actor, Iri, SignatureScheme},
    store::{
        Reading, actors,
        key_sets::{self, SealedKeys},
    },
};

/// Most keys kept in memory, of each sort: strangers may send as many as they like (T24).
const MOST_KEYS: u64 = 10_000;

/// For how long a key of somebody else is believed before the database is asked again: another
/// process of this node may have learned that it is retired.
const BELIEVED: Duration = Duration::from_hours(1);

/// A key of one of our actors.
#[derive(Debug)]
pub struct Signer {
    /// What the signature names: `https://lyon.example/ap/lyon#main-key`. For Ed25519 it is also the
    /// `verificationMethod` of a proof.
    pub key_id: String,
    /// The key.
    pub key: SigningKey,
}

/// The keys that one of our actors signs with for a time.
#[derive(Debug)]
pub struct KeySet {
    /// What everybody takes.
    pub rsa: Signer,
    /// What signs our objects, and our requests to those who take it (FEP-521a).
    pub ed25519: Signer,
}

impl KeySet {
    /// What signs a request in this way, and the form that it takes.
    pub(super) fn signer_for(&self, scheme: SignatureScheme) -> (Scheme, &Signer) {
        match scheme {
            SignatureScheme::Cavage => (Scheme::Cavage, &self.rsa),
            SignatureScheme::Rfc9421 => (Scheme::Rfc9421, &self.rsa),
            SignatureScheme::Ed25519 => (Scheme::Rfc9421, &self.ed25519),
        }
    }
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
    /// By the address of the RSA key: another process may give an actor new keys.
    ours: Cache<String, Arc<KeySet>>,
    theirs: Cache<String, Arc<KnownKey>>,
}

impl Keyring {
    /// An empty keyring that opens our private keys with `seal`.
    #[must_use]
    pub fn new(seal: Seal) -> Self {
        let theirs = Cache::builder().max_capacity(MOST_KEYS).time_to_live(BELIEVED).build();
        Self { seal: Arc::new(seal), ours: Cache::new(MOST_KEYS), theirs }
    }

    /// Opens and closes the private keys of this node.
    #[must_use]
    pub fn seal(&self) -> &Seal {
        &self.seal
    }

    /// The keys that `actor` of this node signs with now.
    pub async fn key_set(&self, db: &mut Reading, actor: &Actor) -> Result<Arc<KeySet>> {
        let keys = match &actor.key {
            Some((rsa_id, _)) => self.key_set_called(db, rsa_id).await?,
            None => None,
        };
        keys.ok_or_else(|| FederationError::NoKey(actor.iri.clone()))
    }

    /// The keys of this node that the address of their RSA key names, unless they are forgotten.
    pub(super) async fn key_set_called(
        &self,
        db: &mut Reading,
        rsa_id: &str,
    ) -> Result<Option<Arc<KeySet>>> {
        if let Some(keys) = self.ours.get(rsa_id) {
            return Ok(Some(keys));
        }
        let Some(sealed) = key_sets::find(db, rsa_id).await? else { return Ok(None) };
        let SealedKeys { rsa_sealed, ed25519_id: Some(ed25519_id), ed25519_sealed, .. } = sealed
        else {
            return Ok(None);
        };
        let keys = Arc::new(KeySet {
            rsa: self.open(rsa_id.to_owned(), &rsa_sealed)?,
            ed25519: self.open(ed25519_id, &ed25519_sealed.unwrap_or_default())?,
        });
        self.ours.insert(rsa_id.to_owned(), Arc::clone(&keys));
        Ok(Some(keys))
    }

    fn open(&self, key_id: String, sealed: &str) -> Result<Signer> {
        let key = SigningKey::from_pem(&self.seal.open(sealed)?)?;
        Ok(Signer { key_id, key })
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

    /// Forgets keys that their actor does not list any longer.
    pub(super) fn forget(&self, former: &Actor, present: &Actor) {
        for (key_id, text) in former.key.iter().chain(&former.more_keys) {
            let mut listed = present.key.iter().chain(&present.more_keys);
            if !listed.any(|(id, same)| (id, same) == (key_id, text)) {
                self.theirs.invalidate(key_id);
            }
        }
    }

    /// Keeps a key that was just fetched, in the place of an older one.
    pub(super) fn remember(&self, key_id: &str, known: KnownKey) -> Arc<KnownKey> {
        let known = Arc::new(known);
        self.theirs.insert(key_id.to_owned(), Arc::clone(&known));
        known
    }

    /// Forgets the keys of an actor that is gone, so that they are looked up again should it come back.
    pub(super) fn forget_all_of(&self, actor: &Actor) {
        let ids = actor.key.iter().chain(&actor.more_keys).map(|(key_id, _)| key_id);
        ids.for_each(|key_id| self.theirs.invalidate(key_id));
    }
}

/// The key of `actor` that `key_id` names, when it lists that and it can be read.
pub(super) fn key_of(actor: &Actor, key_id: &str) -> Option<KnownKey> {
    let (id, text) = actor.key.iter().chain(&actor.more_keys).find(|(id, _)| id == key_id)?;
    match VerifyingKey::parse(text) {
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
