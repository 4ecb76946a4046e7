//! Which catalogue is to be compared next, and how far each comparison has come.
//!
//! A comparison is leased: a worker that has not finished when its lease runs out is taken for
//! dead, and the next one goes on from the cursor that it kept.

use sqlx::FromRow;

use super::{
    Reading, Result, Writing,
    query::{sql, without_nul},
};
use crate::domain::{Iri, PeerId, Timestamp};

/// A peer whose catalogue is to be compared now.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct SyncTask {
    /// Whose.
    #[sqlx(rename = "id")]
    pub peer: PeerId,
    /// Its host.
    pub host: String,
    /// The actor that speaks for the whole node, where it is a node of our kind.
    pub node_actor: Option<Iri>,
    /// Its catalogue, where it is a node of our kind.
    pub catalogue: Option<Iri>,
    /// Up to where the catalogue has been read.
    pub cursor: Option<String>,
    /// The `ETag` of the catalogue when it was last compared whole.
    pub etag: Option<String>,
    /// When it was last compared whole.
    pub checked_at: Option<Timestamp>,
    /// Comparisons that failed in a row.
    #[sqlx(rename = "sync_failures")]
    pub failures: i64,
}

/// Asks for a comparison at `due`, unless one is due before. One asked for while another runs comes
/// after it.
pub async fn request(db: &mut Writing, peer: PeerId, due: Timestamp) -> Result<()> {
    db.query(sql!(
        "update peer
         set sync_due_at = $2
         where id = $1 and (sync_due_at is null or sync_due_at > $2)"
    ))
    .bind(peer)
    .bind(due)
    .execute()
    .await?;
    Ok(())
}

/// Leases the peer that has been due longest; no other worker gets it meanwhile.
///
/// The next comparison becomes due when the lease ends, so that a crash is made good then.
pub async fn claim(
    db: &mut Writing,
    now: Timestamp,
    lease_seconds: i64,
) -> Result<Option<SyncTask>> {
    const CLAIM: &str = "update peer
         set sync_due_at = $1, sync_lease_until = $1
         where id in (
             select id
             from peer
             where sync_due_at <= $2 and sync_lease_until <= $2
             order by sync_due_at, id
             limit 1
         )
         returning id, host, node_actor, catalogue, cursor, etag, checked_at, sync_failures";
    const CLAIM_UNLOCKED: &str = "update peer
         set sync_due_at = $1, sync_lease_until = $1
         where id in (
             select id
             from peer
             where sync_due_at <= $2 and sync_lease_until <= $2
             order by sync_due_at, id
             limit 1
             for update skip locked
         )
         returning id, host, node_actor, catalogue, cursor, etag, checked_at, sync_failures";
    db.query(sql!(sqlite: CLAIM, postgres: CLAIM_UNLOCKED))
        .bind(now.plus_seconds(lease_seconds))
        .bind(now)
        .optional()
        .await
}

/// Asks for a comparison of every node of our kind at `due`.
pub async fn request_all(db: &mut Writing, due: Timestamp) -> Result<()> {
    db.query(sql!(
        "update peer
         set sync_due_at = $1
         where kind = 'node' and sync_due_at > $1"
    ))
    .bind(due)
    .execute()
    .await?;
    Ok(())
}

/// Ends every lease: for the one process of a database, whose earlier life may have left some.
pub async fn end_leases(db: &mut Writing) -> Result<()> {
    db.query(sql!(
        "update peer
         set lease_until = 0, sync_lease_until = 0
         where lease_until > 0 or sync_lease_until > 0"
    ))
    .execute()
    .await?;
    Ok(())
}

/// The comparison of one peer, to be made now whether it is due or not.
pub async fn find(db: &mut Reading, peer: PeerId) -> Result<Option<SyncTask>> {
    db.query(sql!(
        "select id, host, node_actor, catalogue, cursor, etag, checked_at, sync_failures
         from peer
         where id = $1"
    ))
    .bind(peer)
    .optional()
    .await
}

/// Remembers up to where a catalogue has been read, and leases its peer until `lease_until`.
pub async fn keep_cursor(
    db: &mut Writing,
    peer: PeerId,
    cursor: &str,
    lease_until: Timestamp,
) -> Result<()> {
    db.query(sql!(
        "update peer
         set cursor = $2,
             sync_due_at = case
                 when sync_due_at < sync_lease_until then sync_due_at
                 else $3
             end,
             sync_lease_until = $3
         where id = $1"
    ))
    .bind(peer)
    .bind(cursor)
    .bind(lease_until)
    .execute()
    .await?;
    Ok(())
}

/// Notes that the whole catalogue was compared at `now`; the next time is `next_due`, never when
/// that is `None`, or before if it was asked for meanwhile.
pub async fn finish(
    db: &mut Writing,
    peer: PeerId,
    etag: Option<&str>,
    now: Timestamp,
    next_due: Option<Timestamp>,
) -> Result<()> {
    db.query(sql!(
        "update peer
         set etag = $2,
             checked_at = $3,
             problem = null,
             sync_failures = 0,
             sync_due_at = case
                 when sync_due_at < sync_lease_until then sync_due_at
                 else $4
             end,
             sync_lease_until = 0
         where id = $1"
    ))
    .bind(peer)
    .bind(etag)
    .bind(now)
    .bind(next_due)
    .execute()
    .await?;
    Ok(())
}

/// Notes why a comparison failed; it is tried again at `next_due`.
pub async fn fail(
    db: &mut Writing,
    peer: PeerId,
    problem: &str,
    next_due: Timestamp,
) -> Result<()> {
    db.query(sql!(
        "update peer
         set problem = $2,
             sync_failures = sync_failures + 1,
             sync_due_at = $3,
             sync_lease_until = 0
         where id = $1"
    ))
    .bind(peer)
    .bind(without_nul(problem))
    .bind(next_due)
    .execute()
    .await?;
    Ok(())
}

/// When the next comparison may be claimed.
pub async fn next_due(db: &mut Reading) -> Result<Option<Timestamp>> {
    let (due,): (Option<Timestamp>,) = db
        .query(sql!(
            "select min(case
                 when sync_due_at > sync_lease_until then sync_due_at
                 else sync_lease_until
             end)
             from peer
             where sync_due_at is not null"
        ))
        .one()
        .await?;
    Ok(due)
}
