//! Moving house: an actor of ours leaves for another node, or comes here from one, and those that
//! we follow do (FEP-7628).

use super::{By, Node, NodeError, Result};
use crate::{
    domain::{Actor, Iri, MoveState, ProposedMove, Timestamp, Verb},
    federation::{
        FederationError, MOVE_AGAIN_AFTER_SECONDS,
        outgoing::Draft,
        vocabulary::{
            self,
            activity::{About, ActivityKind},
        },
        webfinger,
    },
    store::{Writing, moves},
};

/// Where an actor of this node came from and went to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addresses {
    /// Its other addresses: it may move here from there.
    pub aliases: Vec<Iri>,
    /// Where it lives now, if it left, and since when.
    pub departure: Option<(Iri, Timestamp)>,
}

impl Node {
    /// The other addresses of the actor called `handle`.
    pub async fn addresses_of(&self, handle: &str) -> Result<Addresses> {
        let mut db = self.store.read().await?;
        let actor = self.actor_in(&mut db, handle).await?;
        let aliases = moves::aliases(&mut db, actor.id).await?;
        let departure = moves::departure(&mut db, actor.id).await?;
        Ok(Addresses { aliases, departure })
    }

    /// Says that the actor called `handle` is also known at `address`, so that what is there may
    /// move here.
    pub async fn add_alias(&self, handle: &str, address: &str) -> Result<Iri> {
        let alias = self.elsewhere(address).await?;
        let mut db = self.store.write().await?;
        let actor = self.actor_in(&mut db, handle).await?;
        if moves::add_alias(&mut db, actor.id, &alias, self.clock.now()).await? {
            self.republish(&mut db, actor).await?;
        }
        self.commit_and_deliver(db).await?;
        Ok(alias)
    }

    /// Takes back that the actor called `handle` is known at `address`.
    pub async fn remove_alias(&self, handle: &str, address: &str) -> Result<Iri> {
        let alias = Iri::parse(address)?;
        let mut db = self.store.write().await?;
        let actor = self.actor_in(&mut db, handle).await?;
        if !moves::remove_alias(&mut db, actor.id, &alias).await? {
            return Err(NodeError::NoAlias(handle.to_owned(), alias));
        }
        self.republish(&mut db, actor).await?;
        self.commit_and_deliver(db).await?;
        Ok(alias)
    }

    /// Moves the actor called `handle` to `address`, which must know it already: its followers are
    /// told, and its pages here say where it went. What it published stays readable.
    pub async fn move_actor(&self, handle: &str, address: &str) -> Result<Iri> {
        let actor = {
            let mut db = self.store.read().await?;
            self.actor_in(&mut db, handle).await?
        };
        let target = self.agreed_target(&actor, address).await?;
        let mut db = self.store.write().await?;
        self.depart(&mut db, actor, &target).await?;
        self.commit_and_deliver(db).await?;
        Ok(target)
    }

    /// Moves every actor of this node to the one of the same name at the node of `host`: all of
    /// them, or none when one is not known there.
    pub async fn move_node(&self, host: &str) -> Result<Vec<(Actor, Iri)>> {
        let mut all = Vec::new();
        for actor in self.actors().await? {
            let address = format!("{}@{}", actor.handle, host_of(host));
            let target = self.agreed_target(&actor, &address).await?;
            all.push((actor, target));
        }
        let mut db = self.store.write().await?;
        for (actor, target) in &all {
            self.depart(&mut db, actor.clone(), target).await?;
        }
        self.commit_and_deliver(db).await?;
        Ok(all)
    }

    /// Says of every actor of this node that it is also known under the same name at the node of
    /// `host`, as far as there is one: what that node is asked before it moves here.
    pub async fn welcome_node(&self, host: &str) -> Result<Vec<(Actor, Result<Iri>)>> {
        let mut all = Vec::new();
        for actor in self.actors().await? {
            let address = format!("{}@{}", actor.handle, host_of(host));
            let alias = self.add_alias(&actor.handle, &address).await;
            all.push((actor, alias));
        }
        Ok(all)
    }

    async fn elsewhere(&self, address: &str) -> Result<Iri> {
        let found = webfinger::resolve(self.federation.client(), address).await;
        let found = found.map_err(FederationError::from)?;
        if self.federation.is_ours(&found) {
            return Err(NodeError::MoveWithin(found));
        }
        Ok(found)
    }

    /// The actor at `address`, if it says itself that it is `actor` too.
    async fn agreed_target(&self, actor: &Actor, address: &str) -> Result<Iri> {
        let target = self.elsewhere(address).await?;
        let document = self.federation.document(&target).await?;
        if vocabulary::actor::aliases(&document).contains(&actor.iri) {
            return Ok(target);
        }
        Err(NodeError::NotExpected { target, actor: actor.iri.clone() })
    }

    async fn depart(&self, db: &mut Writing, actor: Actor, target: &Iri) -> Result<()> {
        let now = self.clock.now();
        if let Some((_, moved_at)) = moves::departure(db, actor.id).await?
            && now.seconds_since(moved_at) < MOVE_AGAIN_AFTER_SECONDS
        {
            return Err(NodeError::MovedLately(actor.handle));
        }
        moves::depart(db, actor.id, target, now).await?;
        let actor = self.republish(db, actor).await?;
        let node_actor = self.node_actor_in(db).await?;
        let draft = Draft::new(&self.federation, ActivityKind::Move, now);
        let about = About::Moving(&actor.iri, target);
        draft.publish(db, &actor, &node_actor, &actor.iri, about).await?;
        let by = By::operator(format!("moved to {target}"));
        self.decide(db, &by, Verb::ActorMoved, actor.iri.as_str()).await
    }

    /// What the actors that we follow said of moving, the newest first.
    pub async fn moves(&self) -> Result<Vec<ProposedMove>> {
        let mut db = self.store.read().await?;
        Ok(moves::list(&mut db).await?)
    }

    /// Follows an actor to where it moved, and no longer where it was; the copies of what it
    /// published there stay. `name` is its old address, or the host of that.
    pub async fn accept_move(&self, name: &str, by: &By) -> Result<ProposedMove> {
        let name = name.trim_end_matches('/');
        let proposed = self.moves().await?.into_iter().find(|proposed| {
            let old = &proposed.actor;
            proposed.state == MoveState::Proposed
                && [old.as_str(), old.host(), old.origin()].contains(&name)
        });
        let proposed = proposed.ok_or_else(|| NodeError::NoMove(name.to_owned()))?;
        self.follow(proposed.target.as_str()).await?;
        match self.unfollow(proposed.actor.as_str()).await {
            // Accepted before, and broken off.
            Ok(_) | Err(NodeError::NoPeer(_)) => {}
            Err(problem) => return Err(problem),
        }
        let mut db = self.store.write().await?;
        moves::set_state(&mut db, &proposed.actor, MoveState::Accepted, None).await?;
        let by = By {
            who: by.who.clone(),
            reason: by.with(&format!("followed to {}", proposed.target)),
        };
        self.decide(&mut db, &by, Verb::ActorMoved, proposed.actor.as_str()).await?;
        db.commit().await?;
        Ok(proposed)
    }
}

/// The host of an address such as `https://accueil.example/`.
fn host_of(address: &str) -> &str {
    let address = address.trim().trim_end_matches('/');
    let host = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    host.unwrap_or(address)
}
