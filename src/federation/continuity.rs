//! Whether an actor, and the node where it lives, are still who they were (`PROTOCOL.md` 2.7).

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Federation, Result, vocabulary};
use crate::{
    domain::{Actor, Decision, Iri, PeerId, Trust, Verb, Who},
    store::{Writing, decisions, followings, peers, policies, received},
};

/// Who stands for the document of an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// The actor, who signed it with the key that was known before.
    Signed,
    /// Its origin only, where it was fetched: whoever holds the server, or the name, can say that.
    Fetched,
}

/// Holds the peer of an actor that lists a new key which the ones before did not announce: its server
/// may have other masters now.
pub(super) async fn check_keys(
    db: &mut Writing,
    federation: &Federation,
    before: Option<&Actor>,
    after: &Actor,
    source: Source,
) -> Result<()> {
    let Some((before, peer)) = before.zip(after.peer) else { return Ok(()) };
    let (old, new) = (keys(before), new_keys(before, after));
    if source == Source::Signed || old.is_empty() || new.is_empty() {
        return Ok(());
    }
    if !followings::follows_actor_or_node(db, &after.iri).await?
        || is_announced(db, &after.iri, &new).await?
    {
        return Ok(());
    }
    let reason = format!("{} has a new key, and the old one did not announce it", after.iri);
    hold(db, federation, peer, after.iri.host(), reason).await
}

/// All keys that an actor lists, whatever their addresses.
fn keys(actor: &Actor) -> BTreeSet<&str> {
    actor.key.iter().chain(&actor.more_keys).map(|(_, key)| key.trim()).collect()
}

/// The keys that an actor did not list before; none when it merely got its first Ed25519 key, as
/// software does that learns FEP-521a.
fn new_keys<'a>(before: &Actor, after: &'a Actor) -> BTreeSet<&'a str> {
    let old = keys(before);
    let is_first = before.more_keys.is_empty() && old.is_subset(&keys(after));
    let may_come = |key: &str| old.contains(key) || (is_first && !key.starts_with("-----BEGIN"));
    keys(after).into_iter().filter(|key| !may_come(key)).collect()
}

/// Holds a peer for which another actor speaks than before.
pub(super) async fn check_node(
    db: &mut Writing,
    federation: &Federation,
    peer: PeerId,
    after: &Iri,
) -> Result<()> {
    let before = peers::node_actor(db, peer).await?;
    let Some(before) = before.filter(|before| before != after) else { return Ok(()) };
    let reason = format!("{after} speaks for the node, where {before} did");
    hold(db, federation, peer, after.host(), reason).await
}

/// Whether an update that waits to be processed, signed with an old key, announces the new ones:
/// what comes next from the same actor may overtake it.
async fn is_announced(db: &mut Writing, actor: &Iri, new: &BTreeSet<&str>) -> Result<bool> {
    let waiting = received::waiting_of(db, actor).await?;
    let mut activities = waiting.iter().filter_map(|body| serde_json::from_str::<Value>(body).ok());
    Ok(activities.any(|activity| {
        let is_update = activity["type"] == "Update";
        let document = vocabulary::actor::read(&activity["object"]).ok();
        let document = document.filter(|document| is_update && document.iri == *actor);
        document.is_some_and(|document| {
            let listed = document.key.iter().chain(&document.more_keys);
            let listed: BTreeSet<&str> = listed.map(|(_, key)| key.trim()).collect();
            new.is_subset(&listed)
        })
    }))
}

async fn hold(
    db: &mut Writing,
    federation: &Federation,
    peer: PeerId,
    host: &str,
    reason: String,
) -> Result<()> {
    let (said, kind) = peers::trust(db, peer).await?;
    if policies::load(db).await?.trust(said, kind, true) == Trust::Hold {
        return Ok(());
    }
    tracing::warn!(host, reason, "a peer is no longer who it was: everything of it waits");
    peers::set_trust(db, peer, Trust::Hold).await?;
    let at = federation.clock.now();
    let (who, verb, subject) = (Who::Node, Verb::PeerHeld, host.to_owned());
    decisions::record(db, &Decision { at, who, verb, subject, reason }).await?;
    Ok(())
}
