//! How far others are trusted, and what they may do: each change is a decision.

use super::{By, Node, NodeError, Result};
use crate::{
    domain::{PeerId, Policy, Trust, Verb},
    store::{
        Writing, followings, peers,
        policies::{self, Switch},
        syncs,
    },
};

impl Node {
    /// Says how far the peer of a host is trusted from now on. What waits already goes on waiting.
    pub async fn set_trust(&self, host: &str, trust: Trust, by: &By) -> Result<()> {
        let mut db = self.store.write().await?;
        let peer = peers::find_by_host(&mut db, host).await?;
        let peer = peer.ok_or_else(|| NodeError::NoPeer(host.to_owned()))?;
        self.trust_in(&mut db, (peer.id, host), Some((trust, by))).await?;
        db.commit().await?;
        Ok(())
    }

    /// The same in a session that is open; `None` says nothing.
    pub(super) async fn trust_in(
        &self,
        db: &mut Writing,
        (peer, host): (PeerId, &str),
        trust: Option<(Trust, &By)>,
    ) -> Result<()> {
        let Some((trust, by)) = trust else { return Ok(()) };
        peers::set_trust(db, peer, trust).await?;
        let said = By { reason: by.with(trust.as_str()), ..by.clone() };
        self.decide(db, &said, Verb::TrustChanged, host).await
    }

    /// What the node lets others do.
    pub async fn policy(&self) -> Result<Policy> {
        let mut db = self.store.read().await?;
        Ok(policies::load(&mut db).await?)
    }

    /// Sets a switch of the policy. What was shown, or followed, before stays so.
    pub async fn set_policy(&self, switch: Switch, by: &By) -> Result<()> {
        let mut db = self.store.write().await?;
        policies::set(&mut db, switch).await?;
        let (name, word) = switch.words();
        let said = By { reason: by.with(word), ..by.clone() };
        self.decide(&mut db, &said, Verb::PolicyChanged, name).await?;
        db.commit().await?;
        Ok(())
    }

    /// Puts a host on the node's list; `false` when it stands there already. What it published
    /// meanwhile is fetched soon, if it is followed.
    pub async fn allow_host(&self, host: &str, by: &By) -> Result<bool> {
        let mut db = self.store.write().await?;
        let added = policies::allow(&mut db, host, self.clock.now()).await?;
        if added {
            if let Some(peer) = peers::find_by_host(&mut db, host).await?
                && !followings::accepted_at(&mut db, peer.id).await?.is_empty()
            {
                syncs::request(&mut db, peer.id, self.clock.now()).await?;
            }
            self.decide(&mut db, by, Verb::HostAllowed, host).await?;
        }
        db.commit().await?;
        Ok(added)
    }

    /// Takes a host off the node's list; `false` when it did not stand there. What came from it
    /// stays.
    pub async fn disallow_host(&self, host: &str, by: &By) -> Result<bool> {
        let mut db = self.store.write().await?;
        let removed = policies::disallow(&mut db, host).await?;
        if removed {
            self.decide(&mut db, by, Verb::HostDisallowed, host).await?;
        }
        db.commit().await?;
        Ok(removed)
    }
}
