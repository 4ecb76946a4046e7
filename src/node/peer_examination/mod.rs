//! Why nothing arrives at a peer, or from it, step by step and in plain words.

mod exchanges;
mod network;

use super::{Finding, Node, NodeError, Result};
use crate::{
    domain::{Actor, Following, FollowingState, HostPolicy, Iri, Peer, PeerKind, Severity},
    store::{
        actors,
        attempts::{self, Attempt, KEPT_OF_A_HOST},
        followings, peers,
    },
};

/// What `havre doctor --peer` tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeerExamination {
    /// What was checked, in the order in which it has to work.
    pub findings: Vec<Finding>,
    /// The last exchanges, newest first.
    pub attempts: Vec<Attempt>,
}

/// What is known of a host before it is asked.
struct Known {
    peer: Option<Peer>,
    following: Option<Following>,
    actor: Option<Actor>,
}

impl Node {
    /// Examines everything between this node and the server of `host`: its name, its connection, its
    /// clock, its actor and ours, what waits for it, and what was said before.
    pub async fn examine_peer(&self, host: &str) -> Result<PeerExamination> {
        let home = self.home_of(host)?;
        let known = self.known_of(home.host()).await?;
        self.federation.refresh_blocks().await?;
        let policy = self.federation.blocks().policy(home.host());
        let mut findings = vec![acquaintance(&known), block(policy)];
        // A host that we block is not asked anything.
        if policy.severity != Severity::Suspend {
            findings.extend(self.examine_network(&home, known.actor.as_ref()).await);
            findings.push(self.examine_our_key().await);
        }
        findings.extend(self.examine_exchanges(home.host(), known.peer.as_ref()).await?);
        let mut db = self.store.read().await?;
        let attempts = attempts::of_host(&mut db, home.host(), KEPT_OF_A_HOST).await?;
        Ok(PeerExamination { findings, attempts })
    }

    /// The root of a server, however its name is written.
    fn home_of(&self, host: &str) -> Result<Iri> {
        let scheme = self.federation.client().reach().scheme();
        let name = host.trim().trim_end_matches('/');
        let name = name.split_once("://").map_or(name, |(_, name)| name);
        let name = name.rsplit('@').next().unwrap_or(name);
        let home = Iri::parse(format!("{scheme}://{name}/"))?;
        if home.path() != "/" {
            return Err(NodeError::NoPeer(host.to_owned()));
        }
        Ok(home)
    }

    async fn known_of(&self, host: &str) -> Result<Known> {
        let mut db = self.store.read().await?;
        let peer = peers::find_by_host(&mut db, host).await?;
        let follower = self.node_actor_in(&mut db).await?;
        let followings = followings::list(&mut db, follower.id).await?;
        let following = followings.into_iter().find(|asked| asked.followed.host() == host);
        let mut actor = None;
        if let Some(following) = &following {
            actor = actors::find_by_iri(&mut db, &following.followed).await?;
        }
        if let (None, Some(peer)) = (&actor, &peer) {
            actor = actors::first_of_peer(&mut db, peer.id).await?;
        }
        Ok(Known { peer, following, actor })
    }
}

/// Whether this node blocks the other.
fn block(policy: HostPolicy) -> Finding {
    const CHECK: &str = "block";
    let advice = "`havre block list` shows why; `havre block remove` ends it";
    match policy.severity {
        Severity::None => Finding::good(CHECK, "this node does not block it"),
        Severity::Silence => Finding::doubtful(
            CHECK,
            "this node silences it: what it publishes is not listed here",
            advice,
        ),
        Severity::Suspend => Finding::bad(
            CHECK,
            "this node blocks it: nothing is taken from it, and nothing sent to it",
            advice,
        ),
    }
}

/// Whether the two know one another.
fn acquaintance(known: &Known) -> Finding {
    const CHECK: &str = "known";
    let Some(peer) = &known.peer else {
        let advice = "`havre peer follow` makes acquaintance; or the other side never reached us";
        return Finding::doubtful(CHECK, "nothing was ever exchanged with this host", advice);
    };
    let kind = if peer.kind == PeerKind::Node { "a node of our kind" } else { "other software" };
    match known.following.as_ref().map(|following| following.state) {
        Some(FollowingState::Accepted) => Finding::good(CHECK, format!("{kind}, which we follow")),
        Some(FollowingState::Asked) => Finding::doubtful(
            CHECK,
            format!("{kind}; we asked to follow it, and it has not answered"),
            "somebody there may have to say yes; if a delivery failed, it stands below",
        ),
        Some(FollowingState::Refused) => Finding::bad(
            CHECK,
            format!("{kind}; it refused our request to follow it"),
            "ask whoever runs it, then `havre peer follow` again",
        ),
        None => Finding::good(CHECK, format!("{kind}, which we do not follow")),
    }
}
