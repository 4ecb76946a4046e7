//! The servers that we know, by their host.

use sqlx::FromRow;

use super::{Reading, Result, Writing, query::sql};
use crate::domain::{Iri, Peer, PeerId, PeerKind, SignatureScheme, SyncState, Timestamp, Trust};

/// A server that keeps talking is noted as heard once in this time, in milliseconds.
const HEARD_AGAIN_AFTER: i64 = 60_000;

#[derive(FromRow)]
struct PeerRow {
    id: PeerId,
    host: String,
    kind: String,
    failures: i64,
    next_try_at: Timestamp,
    checked_at: Option<Timestamp>,
    problem: Option<String>,
    waiting: i64,
    published: i64,
    missing: i64,
    trust: Option<Trust>,
    withheld: i64,
}

impl From<PeerRow> for Peer {
    fn from(row: PeerRow) -> Self {
        Self {
            id: row.id,
            host: row.host,
            kind: kind_of(&row.kind),
            sync: SyncState {
                published: row.published,
                held: row.published - row.missing,
                checked_at: row.checked_at,
                problem: row.problem,
            },
            waiting: row.waiting,
            failures: row.failures,
            next_try_at: row.next_try_at,
            trust: row.trust,
            withheld: row.withheld,
        }
    }
}

fn kind_of(text: &str) -> PeerKind {
    if text == "node" { PeerKind::Node } else { PeerKind::Other }
}

/// Peers, each with what is counted in other tables.
macro_rules! select_peers {
    ($rest:literal) => {
        sql!(concat!(
            "select id, host, kind, failures, next_try_at, checked_at, problem,
                    (select count(*)
                     from delivery
                     where delivery.peer_id = peer.id) as waiting,
                    (select count(*)
                     from catalogue_entry
                     where coalesce(catalogue_entry.peer_id, 0) = peer.id
                       and deleted_at is null) as published,
                    (select count(*)
                     from catalogue_entry
                     where catalogue_entry.peer_id = peer.id
                       and deleted_at is null
                       and held_digest is distinct from digest) as missing,
                    trust,
                    (select count(*)
                     from withheld_copy
                     where withheld_copy.peer_id = peer.id and state = 'held') as withheld
             from peer ",
            $rest
        ))
    };
}

/// The peer of that host, which becomes one under `id` if it was not known.
pub async fn ensure(db: &mut Writing, host: &str, id: PeerId) -> Result<Peer> {
    db.query(sql!(
        "insert into peer (id, host)
         values ($1, $2)
         on conflict (host) do nothing"
    ))
    .bind(id)
    .bind(host)
    .execute()
    .await?;
    let row: PeerRow = db.query(select_peers!("where host = $1")).bind(host).one().await?;
    Ok(row.into())
}

/// The peer of that host, port included when there is one.
pub async fn find_by_host(db: &mut Reading, host: &str) -> Result<Option<Peer>> {
    let row: Option<PeerRow> =
        db.query(select_peers!("where host = $1")).bind(host).optional().await?;
    Ok(row.map(Peer::from))
}

/// All peers, by host.
pub async fn list(db: &mut Reading) -> Result<Vec<Peer>> {
    let rows: Vec<PeerRow> = db.query(select_peers!("order by host")).all().await?;
    Ok(rows.into_iter().map(Peer::from).collect())
}

/// Notes that a peer is a node of our kind, which actor speaks for it and where its catalogue is.
pub async fn set_node(
    db: &mut Writing,
    peer: PeerId,
    node_actor: &Iri,
    catalogue: &Iri,
) -> Result<()> {
    db.query(sql!(
        "update peer
         set kind = 'node', node_actor = $2, catalogue = $3
         where id = $1"
    ))
    .bind(peer)
    .bind(node_actor)
    .bind(catalogue)
    .execute()
    .await?;
    Ok(())
}

/// Notes that the peer of a host is up: what waits for it may go at once.
pub async fn heard_from(db: &mut Writing, host: &str, now: Timestamp) -> Result<()> {
    db.query(sql!(
        "update peer
         set last_heard_at = $2,
             failures = 0,
             failing_since = null,
             next_try_at = case when next_try_at > $2 then $2 else next_try_at end
         where host = $1
           and (failures > 0 or coalesce(last_heard_at, 0) < $3)"
    ))
    .bind(host)
    .bind(now)
    .bind(now.0 - HEARD_AGAIN_AFTER)
    .execute()
    .await?;
    Ok(())
}

/// How far a peer is trusted, as far as anybody said so, and its kind.
pub async fn trust(db: &mut Reading, peer: PeerId) -> Result<(Option<Trust>, PeerKind)> {
    let (trust, kind): (Option<Trust>, String) = db
        .query(sql!(
            "select trust, kind
             from peer
             where id = $1"
        ))
        .bind(peer)
        .one()
        .await?;
    Ok((trust, kind_of(&kind)))
}

/// Says how far a peer is trusted.
pub async fn set_trust(db: &mut Writing, peer: PeerId, trust: Trust) -> Result<()> {
    db.query(sql!(
        "update peer
         set trust = $2
         where id = $1"
    ))
    .bind(peer)
    .bind(trust)
    .execute()
    .await?;
    Ok(())
}

/// How the peer of a host wants our requests to be signed, and since when we know.
pub async fn signature_scheme(
    db: &mut Reading,
    host: &str,
) -> Result<Option<(SignatureScheme, Timestamp)>> {
    let row: Option<(Option<String>, Option<Timestamp>)> = db
        .query(sql!(
            "select signature_scheme, signature_scheme_at
             from peer
             where host = $1"
        ))
        .bind(host)
        .optional()
        .await?;
    let known = row.and_then(|(scheme, at)| scheme.zip(at));
    Ok(known.map(|(scheme, at)| (SignatureScheme::parse(&scheme), at)))
}

/// Notes how the peer of a host wants our requests to be signed.
pub async fn set_signature_scheme(
    db: &mut Writing,
    host: &str,
    scheme: SignatureScheme,
    now: Timestamp,
) -> Result<()> {
    db.query(sql!(
        "update peer
         set signature_scheme = $2, signature_scheme_at = $3
         where host = $1"
    ))
    .bind(host)
    .bind(scheme.as_str())
    .bind(now)
    .execute()
    .await?;
    Ok(())
}

/// The actor that speaks for a peer, if it is a node of our kind.
pub async fn node_actor(db: &mut Reading, peer: PeerId) -> Result<Option<Iri>> {
    let (actor,): (Option<Iri>,) = db
        .query(sql!(
            "select node_actor
             from peer
             where id = $1"
        ))
        .bind(peer)
        .one()
        .await?;
    Ok(actor)
}

/// Notes when the peer of a host was up, as somebody else tells: nothing happens before the peer
/// itself is heard.
pub async fn heard_at(db: &mut Writing, host: &str, at: Timestamp) -> Result<()> {
    db.query(sql!(
        "update peer
         set last_heard_at = $2
         where host = $1 and coalesce(last_heard_at, 0) < $2"
    ))
    .bind(host)
    .bind(at)
    .execute()
    .await?;
    Ok(())
}

/// When the peer of a host was last heard, or its catalogue read.
pub async fn last_heard(db: &mut Reading, peer: PeerId) -> Result<Option<Timestamp>> {
    let (at,): (Option<Timestamp>,) = db
        .query(sql!(
            "select case
                 when coalesce(checked_at, 0) > coalesce(last_heard_at, 0) then checked_at
                 else last_heard_at
             end
             from peer
             where id = $1"
        ))
        .bind(peer)
        .one()
        .await?;
    Ok(at)
}
