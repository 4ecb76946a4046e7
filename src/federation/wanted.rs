//! Objects that somebody whom we follow has named and that must come from their own origin.

use serde_json::Value;
use tokio::task::JoinSet;

use super::{
    Federation, FederationError, Result,
    continuity::Source,
    copies::{self, Copies, first_iri},
    fetch::FetchError,
    vocabulary::{self, iri_of},
    webfinger,
};
use crate::{
    domain::{Actor, ActorKind, Backoff, Iri},
    store::{
        actors,
        wanted_objects::{self, WantedObject},
    },
};

/// Fetched at the same time.
const AT_ONCE: usize = 8;
/// Tries before an object is given up.
const MOST_TRIES: i64 = 6;
/// A worker that has not finished by then is taken for dead.
const LEASE_SECONDS: i64 = 120;

impl Federation {
    /// Fetches what is wanted and due; returns how many objects were tried.
    pub async fn fetch_wanted(&self) -> Result<usize> {
        let mut tried = 0;
        loop {
            let mut db = self.store.write().await?;
            let limit = i64::try_from(AT_ONCE).unwrap_or(i64::MAX);
            let now = self.clock.now();
            let wanted = wanted_objects::claim(&mut db, now, LEASE_SECONDS, limit).await?;
            db.commit().await?;
            if wanted.is_empty() {
                return Ok(tried);
            }
            tried += wanted.len();
            let mut fetching = JoinSet::new();
            for wanted in wanted {
                let federation = self.clone();
                fetching.spawn(async move { federation.fetch_one(&wanted).await });
            }
            fetching.join_all().await.into_iter().collect::<Result<()>>()?;
        }
    }

    /// Fetches one object, and its author when we do not know them; tries again later when the
    /// origin does not answer.
    async fn fetch_one(&self, wanted: &WantedObject) -> Result<()> {
        let outcome = self.fetch_and_keep(&wanted.iri).await;
        let now = self.clock.now();
        let mut db = self.store.write().await?;
        match outcome {
            Err(problem) if problem.is_temporary() && wanted.tries < MOST_TRIES => {
                let backoff = Backoff { failures: wanted.tries, asked_for: problem.retry_after() };
                let next = backoff.next_try(now, self.fraction());
                wanted_objects::postpone(&mut db, &wanted.iri, next).await?;
            }
            outcome => {
                if let Err(problem) = outcome {
                    if problem.is_gone() {
                        copies::bury_gone(&mut db, &wanted.iri, now).await?;
                    }
                    tracing::info!(object = %wanted.iri, %problem, "an object is not fetched");
                }
                wanted_objects::finish(&mut db, &wanted.iri).await?;
            }
        }
        db.commit().await?;
        Ok(())
    }

    async fn fetch_and_keep(&self, iri: &Iri) -> Result<()> {
        let object = self.fetch_object(iri).await?;
        if vocabulary::tombstone::read(&object).is_some() {
            return Err(FetchError::Gone.into());
        }
        let author = object.get("attributedTo").or_else(|| object.get("actor"));
        let author = author.and_then(first_iri).filter(|author| author.same_origin(iri));
        let author = author.ok_or(FederationError::NoAuthor)?;
        self.known_or_fetched(&author).await?;
        let mut db = self.store.write().await?;
        let mut copies = Copies::default();
        if let Err(reason) = copies.take(&mut db, self, &object, &author).await? {
            tracing::info!(object = %iri, %reason, "a fetched object is not kept");
        }
        copies.write(&mut db, self).await?;
        db.commit().await?;
        Ok(())
    }

    /// The actor, fetched when it is not known.
    pub async fn known_or_fetched(&self, iri: &Iri) -> Result<Actor> {
        let known = {
            let mut db = self.store.read().await?;
            actors::find_by_iri(&mut db, iri).await?
        };
        match known {
            Some(actor) => Ok(actor),
            None => self.fetch_actor(iri).await,
        }
    }

    /// The document at an address of another server, as it is now; no copy is kept.
    pub async fn document(&self, iri: &Iri) -> Result<Value> {
        self.fetch_object(iri).await
    }

    /// Fetches an actor from its address and keeps the copy.
    pub async fn fetch_actor(&self, iri: &Iri) -> Result<Actor> {
        let document = self.fetch_object(iri).await?;
        let address = match vocabulary::actor::read(&document) {
            Ok(actor) if actor.kind == ActorKind::Other && actor.iri == *iri => {
                webfinger::confirm(self.client(), &actor.handle, iri).await
            }
            _ => None,
        };
        let mut db = self.store.write().await?;
        let source = Source::Fetched;
        let actor = copies::keep_actor_known_as(&mut db, self, &document, source, address).await?;
        db.commit().await?;
        actor.filter(|actor| actor.iri == *iri).ok_or_else(|| FederationError::NoActor(iri.clone()))
    }

    /// The actor that speaks for the node of `actor`; `actor` itself when it is of other software.
    pub async fn node_actor_of(&self, actor: Actor) -> Result<Actor> {
        let document = {
            let mut db = self.store.read().await?;
            actors::document(&mut db, &actor.iri).await?
        };
        let document: Value =
            document.and_then(|(text, _)| serde_json::from_str(&text).ok()).unwrap_or_default();
        let node = document.get("havre:node").and_then(iri_of);
        match node.filter(|node| node.same_origin(&actor.iri) && *node != actor.iri) {
            Some(node) => self.fetch_actor(&node).await,
            None => Ok(actor),
        }
    }
}
