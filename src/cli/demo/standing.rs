//! How far one node has come: whom it follows, what it holds, and whether that is everything.

use super::member::Member;
use crate::{
    domain::{FollowingState, SheetKind},
    store::{
        peers,
        search::{self, Query},
    },
};

/// What is counted, in the order in which it is told.
const COUNTED: [SheetKind; 3] = [SheetKind::Practice, SheetKind::Event, SheetKind::Call];

/// How far one node has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Standing {
    /// Names of the running nodes that let it follow them.
    pub(super) follows: Vec<String>,
    /// How many practices, events and calls it holds, its own and copies.
    pub(super) held: Counts,
    /// It holds all that the running nodes publish, and nothing waits to be delivered to them.
    pub(super) is_settled: bool,
}

/// Practices, events and calls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts(pub(super) [i64; 3]);

impl std::fmt::Display for Counts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [practices, events, calls] = self.0;
        write!(f, "{practices} practices, {events} events, {calls} calls")
    }
}

impl Standing {
    /// Looks at `member` among all that run.
    pub(super) async fn of(member: &Member, running: &[Member]) -> anyhow::Result<Self> {
        let mut standing = Self { held: counts(member).await?, ..Self::default() };
        let others = || running.iter().filter(|other| other.name() != member.name());
        for other in others() {
            let following = member.following(&other.listed).await?;
            if following.is_some_and(|following| following.state == FollowingState::Accepted) {
                standing.follows.push(other.name().to_owned());
            }
        }
        if standing.follows.len() == others().count() {
            standing.is_settled = true;
            for other in others() {
                standing.is_settled &= holds_all_of(member, other).await?;
            }
        }
        Ok(standing)
    }
}

async fn counts(member: &Member) -> anyhow::Result<Counts> {
    let mut db = member.node.store.read().await?;
    let mut counts = Counts::default();
    for (count, kind) in counts.0.iter_mut().zip(COUNTED) {
        let query = Query { kind: Some(kind), ..Query::default() };
        *count = search::page(&mut db, &query, member.node.clock.now()).await?.total;
    }
    Ok(counts)
}

/// Whether `member` holds every object that `other` publishes, to the digest, knows what it took
/// back, and owes it nothing.
async fn holds_all_of(member: &Member, other: &Member) -> anyhow::Result<bool> {
    let mut db = member.node.store.read().await?;
    let Some(peer) = peers::find_by_host(&mut db, other.listed.host()).await? else {
        return Ok(false);
    };
    if peer.waiting > 0 || peer.sync.checked_at.is_none() || peer.sync.held < peer.sync.published {
        return Ok(false);
    }
    drop(db);
    let held = member.node.federation.digests_of(peer.id).await?;
    let catalogue = other.node.catalogue(other.name()).await?;
    Ok(held.whole == other.node.catalogue_digests(&catalogue).await?.whole)
}
