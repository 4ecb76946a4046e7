//! The actors of this node: the territory that runs it, and those that it hosts.

use super::{
    Node, NodeError, Result,
    keys::{NewKeys, ed25519_key, main_key},
};
use crate::{
    domain::{Actor, ActorId, ActorKind, Iri, Territory, check_handle},
    federation::{
        FederationError,
        catalogue::entry_of_actor,
        digest,
        outgoing::Draft,
        vocabulary::{
            self,
            activity::{About, ActivityKind},
        },
    },
    store::{
        Reading, Writing, actors, catalogue, key_sets, moves,
        proofs::{self, Unproven},
        settings,
    },
};

/// The setting that names the handle of the node actor.
const NODE_ACTOR: &str = "node_actor";
/// The setting that keeps the origin for which the actors were made: it never changes.
const ORIGIN: &str = "origin";

impl Node {
    /// Makes this node: its instance actor, and the actor of the territory that runs it. Does
    /// nothing that was done before, so that it can be run again after a crash.
    pub async fn initialise(&self, handle: &str, territory: Territory) -> Result<Actor> {
        check_handle(handle)?;
        territory.check()?;
        let mut db = self.store.write().await?;
        match settings::get(&mut db, NODE_ACTOR).await? {
            Some(known) if known != handle => return Err(NodeError::ActorExists(known)),
            Some(_) => {}
            None => {
                settings::set(&mut db, ORIGIN, self.federation.origin()).await?;
                settings::set(&mut db, NODE_ACTOR, handle).await?;
            }
        }
        db.commit().await?;
        self.check_origin().await?;
        let host = self.federation.host().to_owned();
        self.create_actor(&host, ActorKind::Instance, Territory::default()).await?;
        self.put_actor(handle, territory).await
    }

    /// Refuses a database whose actors live at another address than the settings say.
    pub async fn check_origin(&self) -> Result<()> {
        let mut db = self.store.read().await?;
        match settings::get(&mut db, ORIGIN).await? {
            Some(origin) if origin == self.federation.origin() => Ok(()),
            Some(origin) => Err(NodeError::OtherNode(origin)),
            None => Err(NodeError::NotInitialised),
        }
    }

    /// Adds an actor with a key of its own, or changes what is said of the one that exists; tells
    /// the followers of the node.
    pub async fn put_actor(&self, handle: &str, territory: Territory) -> Result<Actor> {
        check_handle(handle)?;
        territory.check()?;
        let known = {
            let mut db = self.store.read().await?;
            actors::find_local(&mut db, handle).await?
        };
        match known {
            Some(actor) if actor.territory == territory => Ok(actor),
            Some(actor) => self.update_actor(actor, territory).await,
            None => self.create_actor(handle, territory.actor_kind(), territory).await,
        }
    }

    /// Making the key of an actor takes a fraction of a second of a processor.
    async fn create_actor(
        &self,
        handle: &str,
        kind: ActorKind,
        territory: Territory,
    ) -> Result<Actor> {
        let keys = self.new_keys().await?;
        let mut db = self.store.write().await?;
        if let Some(actor) = actors::find_local(&mut db, handle).await? {
            return Ok(actor);
        }
        let actor = self.new_actor(handle, kind, territory, &keys);
        let document = self.describe(&mut db, &actor).await?;
        let digest = digest::of_text(&document).map_err(FederationError::from)?;
        actors::insert_local(&mut db, &actor, &document, &digest).await?;
        let (rsa_id, ed25519_id) = (main_key(&actor.iri), ed25519_key(&actor.iri));
        let keys = keys.into_sealed(actor.id, &rsa_id, &ed25519_id);
        key_sets::insert(&mut db, &keys, actor.published_at).await?;
        if kind != ActorKind::Instance {
            catalogue::record_local(&mut db, &entry_of_actor(&actor, &digest)).await?;
        }
        db.commit().await?;
        // With keys that last: a key that is remembered before it is written may never be.
        self.federation.sign_what_is_unsigned().await?;
        Ok(actor)
    }

    fn new_actor(
        &self,
        handle: &str,
        kind: ActorKind,
        territory: Territory,
        keys: &NewKeys,
    ) -> Actor {
        let now = self.clock.now();
        let path = match kind {
            ActorKind::Instance => "/actor".to_owned(),
            _ => format!("/ap/{handle}"),
        };
        let iri = self.iri(&path);
        let of_actor = |name: &str| self.iri(&format!("{path}/{name}"));
        let page = match kind {
            ActorKind::Instance => self.iri("/about"),
            _ => self.iri(&format!("/territories/{handle}")),
        };
        Actor {
            id: ActorId(self.store.new_id(now)),
            kind,
            peer: None,
            handle: handle.to_owned(),
            name: territory.name_for(["fr", "en"]).unwrap_or(handle).to_owned(),
            url: Some(page),
            inbox: of_actor("inbox"),
            shared_inbox: Some(self.iri("/ap/inbox")),
            outbox: Some(of_actor("outbox")),
            catalogue: (kind != ActorKind::Instance).then(|| of_actor("catalogue")),
            key: Some(keys.listed_rsa(&main_key(&iri))),
            more_keys: vec![keys.listed_ed25519(&ed25519_key(&iri))],
            territory,
            published_at: now,
            updated_at: now,
            iri,
        }
    }

    async fn update_actor(&self, known: Actor, territory: Territory) -> Result<Actor> {
        let mut db = self.store.write().await?;
        let name = territory.name_for(["fr", "en"]).unwrap_or(&known.handle).to_owned();
        let actor = self.republish(&mut db, Actor { name, territory, ..known }).await?;
        self.commit_and_deliver(db).await?;
        Ok(actor)
    }

    /// Writes the document of an actor anew and tells its followers: something that it says of itself
    /// has changed.
    pub(super) async fn republish(&self, db: &mut Writing, known: Actor) -> Result<Actor> {
        let now = self.clock.now().max(crate::domain::Timestamp(known.updated_at.0 + 1));
        let actor = Actor { updated_at: now, ..known };
        let document = self.describe(db, &actor).await?;
        let digest = digest::of_text(&document).map_err(FederationError::from)?;
        actors::update_local(db, &actor, &document, &digest).await?;
        catalogue::record_local(db, &entry_of_actor(&actor, &digest)).await?;
        let node_actor = self.node_actor_in(db).await?;
        let draft = Draft::new(&self.federation, ActivityKind::Update, now);
        let document = self.sign_actor(db, &actor, document, digest).await?;
        draft.publish(db, &actor, &node_actor, &actor.iri, About::Object(&document)).await?;
        Ok(actor)
    }

    /// Commits, and has what was queued delivered.
    pub(super) async fn commit_and_deliver(&self, db: Writing) -> Result<()> {
        db.commit().await?;
        self.signals.queued.notify_one();
        Ok(())
    }

    /// Puts its proof into the document of an actor whose keys are in the database; returns the
    /// whole document.
    async fn sign_actor(
        &self,
        db: &mut Writing,
        actor: &Actor,
        document: String,
        digest: String,
    ) -> Result<String> {
        let (object, proven) = self.federation.prove(db, actor, &document).await?;
        let whole = vocabulary::document(&object);
        let signed = Unproven { iri: actor.iri.clone(), object, digest };
        proofs::put_actor(db, &signed, &proven).await?;
        Ok(whole)
    }

    /// The document of one of our actors.
    pub(super) async fn describe(&self, db: &mut Reading, actor: &Actor) -> Result<String> {
        let node = settings::get(db, NODE_ACTOR).await?.ok_or(NodeError::NotInitialised)?;
        let node: Iri = self.iri(&format!("/ap/{node}"));
        let document = vocabulary::actor::write(actor, &node);
        let aliases = moves::aliases(db, actor.id).await?;
        let departure = moves::departure(db, actor.id).await?;
        let target = departure.as_ref().map(|(target, _)| target);
        Ok(vocabulary::actor::with_addresses(document, &aliases, target))
    }

    /// The actor of the territory that runs this node.
    pub async fn node_actor(&self) -> Result<Actor> {
        let mut db = self.store.read().await?;
        self.node_actor_in(&mut db).await
    }

    pub(super) async fn node_actor_in(&self, db: &mut Reading) -> Result<Actor> {
        let handle = settings::get(db, NODE_ACTOR).await?.ok_or(NodeError::NotInitialised)?;
        // Named and not made: `init` was broken off.
        actors::find_local(db, &handle).await?.ok_or(NodeError::NotInitialised)
    }

    pub(super) async fn actor_in(&self, db: &mut Reading, handle: &str) -> Result<Actor> {
        let actor = actors::find_local(db, handle).await?;
        actor.ok_or_else(|| NodeError::NoActor(handle.to_owned()))
    }

    /// The public key of the instance actor, which signs what this node asks.
    pub(super) async fn instance_key(&self) -> Result<Option<String>> {
        let mut db = self.store.read().await?;
        let instance = actors::instance(&mut db).await?.ok_or(NodeError::NotInitialised)?;
        Ok(instance.key.map(|(_, pem)| pem))
    }

    /// Every actor of this node that speaks, the node actor first.
    pub async fn actors(&self) -> Result<Vec<Actor>> {
        let mut db = self.store.read().await?;
        let node = self.node_actor_in(&mut db).await?;
        let mut local = actors::local(&mut db).await?;
        local.sort_by_key(|actor| actor.id != node.id);
        Ok(local)
    }
}
