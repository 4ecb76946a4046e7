//! The door of the inbox: who may hand us an activity, checked before anything is stored.
//!
//! The order of the checks is that of `PROTOCOL.md` 2.2: what costs nothing first, the network
//! last, and nothing is fetched but the key of an actor (T07).

use std::sync::Arc;

use super::{
    Federation, FederationError,
    continuity::Source,
    copies,
    keyring::{KnownKey, key_of, owners},
    signature::{Arrived, SignedRequest},
    vocabulary::activity::{ActivityKind, Incoming},
};
use crate::{
    domain::Iri,
    store::{StoreError, received::Received},
};

/// A request that somebody sent to an inbox.
#[derive(Clone, Copy, Debug)]
pub struct InboxRequest<'a> {
    /// Path and query of the inbox.
    pub path: &'a str,
    /// Names in lower case, and values, as they came.
    pub headers: &'a [(&'a str, &'a str)],
    /// The bytes that were signed.
    pub body: &'a [u8],
}

/// Why an activity is not taken.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// Not an activity, or one that claims another host.
    #[error("not an activity: {0}")]
    Malformed(String),
    /// Not signed, signed wrongly, or by a key that cannot be had.
    #[error("not signed by its actor: {0}")]
    BadSignature(String),
    /// The key could not be had now; the same activity may be sent again.
    #[error("the key of the actor cannot be fetched now")]
    KeyOutOfReach,
    /// This source asks for too much.
    #[error("too many unknown actors from this host")]
    TooMany,
    /// Its host is blocked.
    #[error("this node takes nothing from there")]
    Blocked,
    /// It could not be stored.
    #[error("the activity could not be stored")]
    NotStored,
}

impl From<StoreError> for Refusal {
    fn from(problem: StoreError) -> Self {
        tracing::error!(%problem, "the store refused while an activity came in");
        Self::NotStored
    }
}

impl From<FederationError> for Refusal {
    fn from(problem: FederationError) -> Self {
        tracing::warn!(%problem, "an activity could not be checked");
        Self::NotStored
    }
}

/// What an activity is allowed to become.
#[derive(Debug)]
pub enum Admission {
    /// To be stored.
    Store(Received),
    /// Well meant, and of no use to us: nothing is stored and nothing fetched.
    Drop,
}

impl Federation {
    /// Checks that the activity is what it says and that its actor signed it.
    pub async fn admit(&self, request: InboxRequest<'_>) -> Result<Admission, Refusal> {
        let now = self.clock.now();
        let InboxRequest { path, headers, body } = request;
        let arrived = Arrived { method: "POST", target: path, headers, body };
        let signed = SignedRequest::parse(arrived, self.origin(), now)
            .map_err(|problem| Refusal::BadSignature(problem.to_string()))?;
        if owners(signed.key_id()).any(|owner| self.blocks().is_suspended(owner.host())) {
            return Err(Refusal::Blocked);
        }
        let document = serde_json::from_slice(body);
        let document = document.map_err(|problem| Refusal::Malformed(problem.to_string()))?;
        let names_blocked = self.blocks().are_named_by(&document);
        let activity =
            Incoming::read(document).map_err(|problem| Refusal::Malformed(problem.to_string()))?;
        if self.blocks().is_suspended(activity.actor.host()) {
            return Err(Refusal::Blocked);
        }
        if self.is_ours(&activity.actor) {
            return Err(Refusal::Malformed("its actor lives here".to_owned()));
        }
        if self.client().reach().check(&activity.actor).is_err() {
            return Err(Refusal::Malformed("its actor's address cannot be reached".to_owned()));
        }
        let key_id = signed.key_id();
        if !owners(key_id).any(|owner| owner == activity.actor) {
            return Err(Refusal::BadSignature("the key is not its actor's".to_owned()));
        }
        match self.known_key(key_id).await? {
            Some(known) if known.owner != activity.actor => {
                return Err(Refusal::BadSignature("the key is not its actor's".to_owned()));
            }
            Some(known) if signed.verify(&known.key).is_ok() => {}
            // The author of a last Delete can no longer be asked for its key.
            None if is_farewell(&activity) => return Ok(Admission::Drop),
            None if activity.leaves_no_trace() => {
                return self.hear_stranger(&signed, &activity).await;
            }
            known => {
                let actor = &activity.actor;
                self.verify_anew(&signed, actor, Some(actor), known.is_some()).await?;
            }
        }
        if let Some(scheme) = signed.shows_that_it_takes() {
            self.learn_scheme(activity.actor.host(), scheme).await?;
        }
        // To refuse it would tell an honest sender, or one who tries names, who is blocked (T38).
        if names_blocked {
            return Ok(Admission::Drop);
        }
        if activity.leaves_no_trace() {
            return self.hear(&activity).await;
        }
        let id = self.store.new_id(now);
        let body = String::from_utf8(body.to_vec())
            .map_err(|_| Refusal::Malformed("not UTF-8".to_owned()))?;
        let Incoming { id: iri, actor, .. } = activity;
        Ok(Admission::Store(Received { id, iri, actor, body, received_at: now }))
    }

    /// The key that `key_id` names, if its owner is known here; the database is asked once.
    async fn known_key(&self, key_id: &str) -> Result<Option<Arc<KnownKey>>, Refusal> {
        if let Some(known) = self.keys.remembered(key_id) {
            return Ok(Some(known));
        }
        let mut db = self.store.read().await?;
        Ok(self.keys.known(&mut db, key_id).await?)
    }

    /// The actor that signed a request for a document, its key fetched if need be.
    pub async fn signer_of(&self, request: Arrived<'_>) -> Result<Iri, Refusal> {
        let signed = SignedRequest::parse(request, self.origin(), self.clock.now())
            .map_err(|problem| Refusal::BadSignature(problem.to_string()))?;
        let known = self.known_key(signed.key_id()).await?;
        if let Some(known) = known.as_ref().filter(|known| signed.verify(&known.key).is_ok()) {
            return Ok(known.owner.clone());
        }
        let owner = owners(signed.key_id()).next();
        let owner = owner.filter(|o| !self.is_ours(o) && self.client().reach().check(o).is_ok());
        let owner = owner.ok_or_else(|| {
            Refusal::BadSignature("the address of its key cannot be reached".to_owned())
        })?;
        self.verify_anew(&signed, &owner, None, known.is_some()).await
    }

    /// Fetches what stands at the address of a key's owner and verifies with the key that it lists;
    /// returns whose it is, which must be `actor` if that is given. It is fetched once in five
    /// minutes for a key that did not fit, and not more often than the limit for its host. The
    /// actor is kept only if it did sign the request (T07).
    async fn verify_anew(
        &self,
        signed: &SignedRequest,
        address: &Iri,
        actor: Option<&Iri>,
        again: bool,
    ) -> Result<Iri, Refusal> {
        if !self.limits.may_fetch_key(address, again) {
            return Err(if again {
                Refusal::BadSignature("the signature does not fit the key".to_owned())
            } else {
                Refusal::TooMany
            });
        }
        let document = self.fetch_object(address).await.map_err(|problem| match problem {
            problem if problem.is_temporary() => Refusal::KeyOutOfReach,
            problem => {
                tracing::info!(%address, %problem, "a key cannot be fetched");
                Refusal::BadSignature("the key of its actor cannot be fetched".to_owned())
            }
        })?;
        let mut db = self.store.write().await?;
        let fetched = copies::keep_actor(&mut db, self, &document, Source::Fetched).await?;
        let key_id = signed.key_id();
        let fetched = fetched.filter(|fetched| actor.is_none_or(|actor| fetched.iri == *actor));
        let Some(known) = fetched.and_then(|fetched| key_of(&fetched, key_id)) else {
            return Err(Refusal::BadSignature("its actor does not list this key".to_owned()));
        };
        signed.verify(&known.key).map_err(|problem| Refusal::BadSignature(problem.to_string()))?;
        db.commit().await?;
        Ok(self.keys.remember(key_id, known).owner.clone())
    }
}

/// Whether an actor deletes itself.
fn is_farewell(activity: &Incoming) -> bool {
    activity.kind == Some(ActivityKind::Delete)
        && activity.object_id().as_ref() == Some(&activity.actor)
}
