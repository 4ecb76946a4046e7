//! How far one node has come: whom it follows, what it holds, and whether that is everything.

use super::member::Member;
use crate::{
    cli::output::counted,
    domain::{FollowingState, Peer, SheetKind},
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
    /// What it still lacks of what the running nodes publish, or owes them.
    pub(super) lacks: Option<String>,
}

/// Practices, events and calls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts(pub(super) [i64; 3]);

impl std::fmt::Display for Counts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [practices, events, calls] = self.0;
        write!(
            f,
            "{}, {}, {}",
            counted(practices, "practice", "practices"),
            counted(events, "event", "events"),
            counted(calls, "call", "calls")
        )
    }
}

impl Standing {
    /// Looks at `member` among all that run.
    pub(super) async fn of(member: &Member, running: &[Member]) -> anyhow::Result<Self> {
        let mut standing = Self { held: counts(member).await?, ..Self::default() };
        for other in running.iter().filter(|other| other.name() != member.name()) {
            let following = member.following(&other.listed).await?;
            let lacks = if following.is_some_and(|known| known.state == FollowingState::Accepted) {
                standing.follows.push(other.name().to_owned());
                lacks_of(member, other).await?
            } else {
                Some("its answer".to_owned())
            };
            let lacks = lacks.map(|lacks| format!("{lacks} ({})", other.name()));
            standing.lacks = standing.lacks.or(lacks);
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

/// What `member` lacks of what `other` publishes, to the digest, or owes it.
async fn lacks_of(member: &Member, other: &Member) -> anyhow::Result<Option<String>> {
    let peer = {
        let mut db = member.node.store.read().await?;
        peers::find_by_host(&mut db, other.listed.host()).await?
    };
    let Some(Peer { id, sync, waiting, .. }) = peer else {
        return Ok(Some("its acquaintance".to_owned()));
    };
    if let Some(problem) = sync.problem {
        return Ok(Some(format!("its catalogue: {problem}")));
    }
    if sync.checked_at.is_none() || sync.held < sync.published {
        return Ok(Some(format!("{} objects", sync.published - sync.held)));
    }
    if waiting > 0 {
        return Ok(Some(counted(waiting, "delivery to it", "deliveries to it")));
    }
    let held = member.node.federation.digests_of(id).await?;
    let catalogue = other.node.catalogue(other.name()).await?;
    let published = other.node.catalogue_digests(&catalogue).await?;
    Ok((held.whole != published.whole).then(|| "its latest changes".to_owned()))
}
