//! Following other territories, and what is known of the peers where they live.

use serde_json::json;

use super::{By, Node, NodeError, Result};
use crate::{
    domain::{Actor, Following, FollowingState, Peer, Trust},
    federation::{
        FederationError, Synced,
        outgoing::Draft,
        vocabulary::activity::{About, ActivityKind},
        webfinger,
    },
    store::{Reading, actors, followings, peers, syncs},
};

impl Node {
    /// Asks to follow the actor that `address` names: `lyon@accueil.example`, a host (its node
    /// actor), or the address of an actor. Once it has accepted, everything that its node
    /// publishes is fetched in the background.
    ///
    /// Asking again does nothing when the answer was yes, and asks again otherwise.
    pub async fn follow(&self, address: &str) -> Result<Actor> {
        self.follow_trusting(address, None).await
    }

    /// The same, and says how far the peer is trusted, before anything comes from it.
    pub async fn follow_trusting(
        &self,
        address: &str,
        trust: Option<(Trust, &By)>,
    ) -> Result<Actor> {
        let found = webfinger::resolve(self.federation.client(), name_in(address)).await;
        let named = self.federation.fetch_actor(&found.map_err(FederationError::from)?).await?;
        let followed = self.federation.node_actor_of(named).await?;
        let Some(peer) = followed.peer else {
            return Err(NodeError::NoPeer(address.to_owned()));
        };
        if !followed.has_inbox() || followed.territory.profile.suspended {
            return Err(NodeError::CannotBeFollowed(address.to_owned()));
        }
        let mut db = self.store.write().await?;
        let follower = self.node_actor_in(&mut db).await?;
        let known = followings::find(&mut db, follower.id, &followed.iri).await?;
        if known.is_some_and(|known| known.state == FollowingState::Accepted) {
            self.trust_in(&mut db, (peer, followed.iri.host()), trust).await?;
            db.commit().await?;
            return Ok(followed);
        }
        let now = self.clock.now();
        let draft = Draft::new(&self.federation, ActivityKind::Follow, now);
        let following = Following {
            follower: follower.id,
            followed: followed.iri.clone(),
            activity: draft.iri.clone(),
            state: FollowingState::Asked,
        };
        followings::ask(&mut db, &following, peer, now).await?;
        let about = About::Address(&followed.iri);
        draft.tell(&mut db, &follower, &followed.iri, about, &followed).await?;
        self.trust_in(&mut db, (peer, followed.iri.host()), trust).await?;
        db.commit().await?;
        self.signals.queued.notify_one();
        Ok(followed)
    }

    /// Stops following: the other side is told; what is held stays held.
    pub async fn unfollow(&self, address: &str) -> Result<Actor> {
        let mut db = self.store.write().await?;
        let follower = self.node_actor_in(&mut db).await?;
        let followed = self.followed(&mut db, &follower, address).await?;
        let Some(following) = followings::find(&mut db, follower.id, &followed.iri).await? else {
            return Err(NodeError::NoPeer(address.to_owned()));
        };
        followings::end(&mut db, follower.id, &followed.iri).await?;
        let now = self.clock.now();
        let draft = Draft::new(&self.federation, ActivityKind::Undo, now);
        let undone = json!({
            "id": following.activity, "type": "Follow",
            "actor": follower.iri, "object": followed.iri,
        });
        let undone = undone.to_string();
        let about = About::Object(&undone);
        draft.tell(&mut db, &follower, &following.activity, about, &followed).await?;
        db.commit().await?;
        self.signals.queued.notify_one();
        Ok(followed)
    }

    /// The followed actor that `address` names: its own address, `handle@host`, or its host.
    async fn followed(&self, db: &mut Reading, follower: &Actor, address: &str) -> Result<Actor> {
        let address = address.trim_start_matches('@').trim_end_matches('/');
        for following in followings::list(db, follower.id).await? {
            let iri = &following.followed;
            let Some(actor) = actors::find_by_iri(db, iri).await? else { continue };
            if [iri.as_str(), iri.origin(), iri.host()].contains(&address)
                || actor.address() == address
            {
                return Ok(actor);
            }
        }
        Err(NodeError::NoPeer(address.to_owned()))
    }

    /// Every peer, and how well its catalogue is held.
    pub async fn peers(&self) -> Result<Vec<Peer>> {
        let mut db = self.store.read().await?;
        Ok(peers::list(&mut db).await?)
    }

    /// Whom the node follows, and how far each request has come.
    pub async fn followings(&self) -> Result<Vec<(Following, Option<Actor>)>> {
        let mut db = self.store.read().await?;
        let follower = self.node_actor_in(&mut db).await?;
        let mut all = Vec::new();
        for following in followings::list(&mut db, follower.id).await? {
            let actor = actors::find_by_iri(&mut db, &following.followed).await?;
            all.push((following, actor));
        }
        Ok(all)
    }

    /// Compares the catalogue of a peer now, and fetches what differs.
    pub async fn sync(&self, host: &str) -> Result<Synced> {
        let no_peer = || NodeError::NoPeer(host.to_owned());
        let task = {
            let mut db = self.store.read().await?;
            let peer = peers::find_by_host(&mut db, host).await?.ok_or_else(no_peer)?;
            syncs::find(&mut db, peer.id).await?.ok_or_else(no_peer)?
        };
        Ok(self.federation.sync_peer(&task).await?)
    }
}

/// What to look up: the host of an address that has no path, else the whole.
fn name_in(address: &str) -> &str {
    let address = address.trim().trim_end_matches('/');
    let host = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    host.filter(|host| !host.contains('/')).unwrap_or(address)
}
