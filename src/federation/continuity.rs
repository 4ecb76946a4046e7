//! Whether an actor, and the node where it lives, are still who they were (`PROTOCOL.md` 2.7).

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

/// Holds the peer of an actor that has another key without having said so with the one before: its
/// server may have other masters now.
pub(super) async fn check_key(
    db: &mut Writing,
    federation: &Federation,
    before: Option<&Actor>,
    after: &Actor,
    source: Source,
) -> Result<()> {
    let key = |actor: &Actor| actor.key.as_ref().map(|(_, pem)| pem.trim().to_owned());
    let (Some(old), Some(new)) = (before.and_then(key), key(after)) else { return Ok(()) };
    let Some(peer) = after.peer.filter(|_| old != new && source == Source::Fetched) else {
        return Ok(());
    };
    if !followings::follows_actor_or_node(db, &after.iri).await?
        || is_announced(db, &after.iri, &new).await?
    {
        return Ok(());
    }
    let reason = format!("{} has another key, and the old one did not announce it", after.iri);
    hold(db, federation, peer, after.iri.host(), reason).await
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

/// Whether an update that waits to be processed, signed with the old key, announces the new one:
/// what comes next from the same actor may overtake it.
async fn is_announced(db: &mut Writing, actor: &Iri, key: &str) -> Result<bool> {
    let waiting = received::waiting_of(db, actor).await?;
    Ok(waiting.iter().filter_map(|body| serde_json::from_str::<Value>(body).ok()).any(|activity| {
        let is_update = activity["type"] == "Update";
        let document = vocabulary::actor::read(&activity["object"]).ok().filter(|_| is_update);
        let announced = document.filter(|document| document.iri == *actor);
        announced.and_then(|document| document.key).is_some_and(|(_, pem)| pem.trim() == key)
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
