//! Activities on their way to other servers: a queue that survives a restart.
//!
//! Workers lease peers, not deliveries (`docs/decisions/0003-own-inbox-guard-and-delivery.md`): what waits for one
//! peer leaves in order, and a dead peer keeps nobody else waiting.

use sqlx::FromRow;

use super::{
    Reading, Result, Writing,
    followers::Recipient,
    query::{sql, without_nul},
};
use crate::domain::{ActivityId, ActorId, GIVE_UP_AFTER_SECONDS, Iri, PeerId, Timestamp};

/// What was given up is remembered for so many seconds.
const LOG_KEPT_SECONDS: i64 = 30 * 24 * 3_600;

/// A peer that a worker has leased.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Lease {
    /// The peer.
    #[sqlx(rename = "id")]
    pub peer: PeerId,
    /// Its host.
    pub host: String,
    /// Tries that failed in a row.
    pub failures: i64,
    /// When the first of them failed.
    pub failing_since: Option<Timestamp>,
    /// Whether an inbox of it says that it is gone.
    pub has_gone: bool,
}

/// A delivery that waits.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Waiting {
    /// What is to be delivered.
    #[sqlx(rename = "activity_id")]
    pub activity: ActivityId,
    /// Where to.
    pub inbox: Iri,
    /// The RSA key that names the keys which sign it: of an actor that changed its keys the former
    /// ones, until the peer has been told of the change.
    pub key_id: String,
    /// The same of the keys that the actor has now.
    pub present_key_id: String,
    /// The JSON, byte for byte.
    pub body: String,
    /// Since when it waits.
    pub created_at: Timestamp,
}

/// A delivery that was given up.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Dropped {
    /// The host that did not get it.
    pub host: String,
    /// The address of the activity.
    pub activity: Iri,
    /// The inbox.
    pub inbox: Iri,
    /// The HTTP status of the last answer, if there was one.
    pub status: Option<i64>,
    /// Why, in words.
    pub reason: String,
    /// When.
    pub at: Timestamp,
}

/// Queues an activity for each of `recipients`, in the transaction that makes it.
pub async fn enqueue(
    db: &mut Writing,
    activity: ActivityId,
    recipients: &[Recipient],
    now: Timestamp,
) -> Result<()> {
    if recipients.is_empty() {
        return Ok(());
    }
    let rows = recipients.iter().map(|to| (to.peer, activity, &to.inbox, now));
    db.query(sql!(
        "insert into delivery (peer_id, activity_id, inbox, created_at)
         select cast(value ->> 0 as bigint), cast(value ->> 1 as bigint), value ->> 2,
                cast(value ->> 3 as bigint)
         from",
        list,
        "where true
         on conflict do nothing"
    ))
    .bind_list(rows)
    .execute()
    .await?;
    Ok(())
}

/// Leases at most `limit` peers for which something waits and whose time has come; no other worker
/// gets them until [`release`], [`postpone`] or the end of the lease.
pub async fn claim_peers(
    db: &mut Writing,
    now: Timestamp,
    lease_seconds: i64,
    limit: i64,
) -> Result<Vec<Lease>> {
    const CLAIM: &str = "update peer
         set lease_until = $1
         where id in (
             select id
             from peer
             where next_try_at <= $2
               and lease_until <= $2
               and exists (select 1 from delivery where peer_id = peer.id)
             order by next_try_at, id
             limit $3
         )
         returning id, host, failures, failing_since,
                   exists (select 1 from gone_inbox where peer_id = peer.id) as has_gone";
    const CLAIM_UNLOCKED: &str = "update peer
         set lease_until = $1
         where id in (
             select id
             from peer
             where next_try_at <= $2
               and lease_until <= $2
               and exists (select 1 from delivery where peer_id = peer.id)
             order by next_try_at, id
             limit $3
             for update skip locked
         )
         returning id, host, failures, failing_since,
                   exists (select 1 from gone_inbox where peer_id = peer.id) as has_gone";
    db.query(sql!(sqlite: CLAIM, postgres: CLAIM_UNLOCKED))
        .bind(now.plus_seconds(lease_seconds))
        .bind(now)
        .bind(limit)
        .all()
        .await
}

/// What waits for a peer, the oldest activity first. Keys that were retired before
/// `retired_since` sign nothing any more.
pub async fn of_peer(
    db: &mut Reading,
    peer: PeerId,
    retired_since: Timestamp,
    limit: i64,
) -> Result<Vec<Waiting>> {
    db.query(sql!(
        "select activity_id, delivery.inbox, activity.body, delivery.created_at,
                coalesce(actor.key_id, '') as present_key_id,
                coalesce((select rsa_id
                          from key_set
                          where key_set.actor_id = activity.actor_id
                            and last_activity >= activity_id
                            and retired_at >= $3
                          order by last_activity
                          limit 1),
                         actor.key_id, '') as key_id
         from delivery
         join activity on activity.id = activity_id
         join actor on actor.id = activity.actor_id
         where delivery.peer_id = $1
         order by activity_id, delivery.inbox
         limit $2"
    ))
    .bind(peer)
    .bind(limit)
    .bind(retired_since)
    .all()
    .await
}

/// Forgets deliveries that arrived.
pub async fn finish(db: &mut Writing, peer: PeerId, arrived: &[(ActivityId, &Iri)]) -> Result<()> {
    if arrived.is_empty() {
        return Ok(());
    }
    db.query(sql!(
        "delete from delivery
         where peer_id = $2
           and (activity_id, inbox) in (
               select cast(value ->> 0 as bigint), value ->> 1
               from",
        list,
        ")"
    ))
    .bind_list(arrived)
    .bind(peer)
    .execute()
    .await?;
    Ok(())
}

/// Forgets what an actor of ours would still send to one inbox.
pub async fn forget(db: &mut Writing, actor: ActorId, inbox: &Iri) -> Result<()> {
    db.query(sql!(
        "delete from delivery
         where inbox = $2 and activity_id in (select id from activity where actor_id = $1)"
    ))
    .bind(actor)
    .bind(inbox)
    .execute()
    .await?;
    Ok(())
}

/// Gives up one delivery, for a reason that will not pass, and remembers it in the log.
pub async fn drop_failed(
    db: &mut Writing,
    peer: PeerId,
    (activity, inbox): (ActivityId, &Iri),
    status: Option<i64>,
    reason: &str,
    now: Timestamp,
) -> Result<()> {
    db.query(sql!(
        "insert into delivery_log (peer_id, activity_id, inbox, status, reason, at)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (peer_id, activity_id, inbox) do update
         set status = excluded.status, reason = excluded.reason, at = excluded.at"
    ))
    .bind(peer)
    .bind(activity)
    .bind(inbox)
    .bind(status)
    .bind(without_nul(reason))
    .bind(now)
    .execute()
    .await?;
    finish(db, peer, &[(activity, inbox)]).await
}

/// Gives a peer back after it took what was sent: it counts as up.
pub async fn release(db: &mut Writing, peer: PeerId) -> Result<()> {
    db.query(sql!(
        "update peer
         set lease_until = 0, failures = 0, failing_since = null, next_try_at = 0
         where id = $1"
    ))
    .bind(peer)
    .execute()
    .await?;
    Ok(())
}

/// Gives a peer back after a failure, not to be tried before `next_try_at`.
pub async fn postpone(
    db: &mut Writing,
    peer: PeerId,
    next_try_at: Timestamp,
    failures: i64,
    failing_since: Timestamp,
) -> Result<()> {
    db.query(sql!(
        "update peer
         set lease_until = 0, next_try_at = $2, failures = $3, failing_since = $4
         where id = $1"
    ))
    .bind(peer)
    .bind(next_try_at)
    .bind(failures)
    .bind(failing_since)
    .execute()
    .await?;
    Ok(())
}

/// Gives up what has waited for a week, forgets old lines of the log, and returns how many
/// deliveries were given up.
pub async fn drop_expired(db: &mut Writing, now: Timestamp) -> Result<u64> {
    let before = now.plus_seconds(-GIVE_UP_AFTER_SECONDS);
    db.query(sql!(
        "insert into delivery_log (peer_id, activity_id, inbox, reason, at)
         select peer_id, activity_id, inbox, 'no answer for seven days', $2
         from delivery
         where created_at < $1
         on conflict do nothing"
    ))
    .bind(before)
    .bind(now)
    .execute()
    .await?;
    db.query(sql!(
        "delete from delivery_log
         where at < $1"
    ))
    .bind(now.plus_seconds(-LOG_KEPT_SECONDS))
    .execute()
    .await?;
    db.query(sql!(
        "delete from delivery
         where created_at < $1"
    ))
    .bind(before)
    .execute()
    .await
}

/// When the next peer for which something waits may be claimed.
pub async fn next_due(db: &mut Reading) -> Result<Option<Timestamp>> {
    let (due,): (Option<Timestamp>,) = db
        .query(sql!(
            "select min(case when next_try_at > lease_until then next_try_at else lease_until end)
             from peer
             where exists (select 1 from delivery where peer_id = peer.id)"
        ))
        .one()
        .await?;
    Ok(due)
}

/// Since when the delivery that waits longest does.
pub async fn oldest(db: &mut Reading) -> Result<Option<Timestamp>> {
    let (oldest,): (Option<Timestamp>,) =
        db.query(sql!("select min(created_at) from delivery")).one().await?;
    Ok(oldest)
}

/// How many deliveries wait.
pub async fn waiting(db: &mut Reading) -> Result<i64> {
    let (count,): (i64,) = db.query(sql!("select count(*) from delivery")).one().await?;
    Ok(count)
}

/// The newest deliveries that were given up, of one `host` or of all.
pub async fn log(db: &mut Reading, host: Option<&str>, limit: i64) -> Result<Vec<Dropped>> {
    db.query(sql!(
        "select host, activity.iri as activity, inbox, status, reason, at
         from delivery_log
         join peer on peer.id = peer_id
         join activity on activity.id = activity_id
         where cast($1 as text) is null or host = $1
         order by at desc, activity_id desc
         limit $2"
    ))
    .bind(host)
    .bind(limit)
    .all()
    .await
}
