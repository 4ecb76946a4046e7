//! Who follows our actors, and where what they publish must go.

use sqlx::FromRow;

use super::{Reading, Result, Writing, query::sql};
use crate::domain::{ActorId, Iri, PeerId, Timestamp};

/// An inbox to which an activity goes once, whoever reads it there.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Recipient {
    /// The server of the inbox.
    #[sqlx(rename = "peer_id")]
    pub peer: PeerId,
    /// The inbox that its whole server shares, where there is one.
    pub inbox: Iri,
}

/// Adds a follower; one that follows already keeps its place, under the new `activity`.
pub async fn add(
    db: &mut Writing,
    actor: ActorId,
    follower: ActorId,
    activity: &Iri,
    now: Timestamp,
) -> Result<()> {
    db.query(sql!(
        "insert into follower (actor_id, follower_id, activity, accepted_at)
         values ($1, $2, $3, $4)
         on conflict (actor_id, follower_id) do update
         set activity = excluded.activity"
    ))
    .bind(actor)
    .bind(follower)
    .bind(activity)
    .bind(now)
    .execute()
    .await?;
    Ok(())
}

/// Takes a follower away; `false` when it did not follow.
pub async fn remove(db: &mut Writing, actor: ActorId, follower: ActorId) -> Result<bool> {
    let deleted = db
        .query(sql!(
            "delete from follower
             where actor_id = $1 and follower_id = $2"
        ))
        .bind(actor)
        .bind(follower)
        .execute()
        .await?;
    Ok(deleted == 1)
}

/// How many follow `actor`.
pub async fn count(db: &mut Reading, actor: ActorId) -> Result<i64> {
    let (count,): (i64,) = db
        .query(sql!(
            "select count(*)
             from follower
             where actor_id = $1"
        ))
        .bind(actor)
        .one()
        .await?;
    Ok(count)
}

/// The inboxes of those who follow any of `actors`, each once.
pub async fn recipients(db: &mut Reading, actors: &[ActorId]) -> Result<Vec<Recipient>> {
    db.query(sql!(
        "select distinct actor.peer_id, coalesce(actor.shared_inbox, actor.inbox) as inbox
         from follower
         join actor on actor.id = follower.follower_id
         where actor.peer_id is not null
           and follower.actor_id in (select cast(value ->> 0 as bigint) from",
        list,
        ")
         order by actor.peer_id, inbox"
    ))
    .bind_list(actors.iter().map(|actor| [actor]))
    .all()
    .await
}

/// The inboxes to which a new sheet of `actor` goes as it is, each once: those of its own followers,
/// and those of nodes of our kind that follow `node`.
pub async fn direct_recipients(
    db: &mut Reading,
    actor: ActorId,
    node: ActorId,
) -> Result<Vec<Recipient>> {
    db.query(sql!(
        "select distinct actor.peer_id, coalesce(actor.shared_inbox, actor.inbox) as inbox
         from follower
         join actor on actor.id = follower.follower_id
         join peer on peer.id = actor.peer_id
         where follower.actor_id = $1
            or (follower.actor_id = $2 and peer.kind = 'node')
         order by actor.peer_id, inbox"
    ))
    .bind(actor)
    .bind(node)
    .all()
    .await
}

/// The inboxes where somebody reads who follows `node`, does not follow `actor`, and uses software
/// that shows a post of `actor` only if `node` passes it on.
pub async fn announced_recipients(
    db: &mut Reading,
    actor: ActorId,
    node: ActorId,
) -> Result<Vec<Recipient>> {
    db.query(sql!(
        "select distinct actor.peer_id, coalesce(actor.shared_inbox, actor.inbox) as inbox
         from follower
         join actor on actor.id = follower.follower_id
         join peer on peer.id = actor.peer_id
         where follower.actor_id = $2
           and peer.kind <> 'node'
           and not exists (
               select 1
               from follower as own
               where own.actor_id = $1 and own.follower_id = follower.follower_id
           )
         order by actor.peer_id, inbox"
    ))
    .bind(actor)
    .bind(node)
    .all()
    .await
}

/// Removes the follower that the given `Follow` made, if it was theirs.
pub async fn remove_by_activity(
    db: &mut Writing,
    follower: ActorId,
    activity: &Iri,
) -> Result<bool> {
    let removed = db
        .query(sql!("delete from follower where follower_id = $1 and activity = $2"))
        .bind(follower)
        .bind(activity)
        .execute()
        .await?;
    Ok(removed > 0)
}
