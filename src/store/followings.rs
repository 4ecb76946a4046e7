//! Whom our actors follow, and what became of each request.

use std::collections::BTreeSet;

use sqlx::FromRow;

use super::{Reading, Result, Writing, query::sql};
use crate::domain::{ActorId, Following, FollowingState, Iri, PeerId, Timestamp};

#[derive(FromRow)]
struct FollowingRow {
    follower_id: ActorId,
    followed: Iri,
    activity: Iri,
    state: String,
}

impl From<FollowingRow> for Following {
    fn from(row: FollowingRow) -> Self {
        Self {
            follower: row.follower_id,
            followed: row.followed,
            activity: row.activity,
            state: FollowingState::parse(&row.state),
        }
    }
}

/// Remembers a request to follow an actor of `peer`; a new request takes the place of an old one.
pub async fn ask(
    db: &mut Writing,
    following: &Following,
    peer: PeerId,
    now: Timestamp,
) -> Result<()> {
    db.query(sql!(
        "insert into following (follower_id, followed, peer_id, activity, state, asked_at)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (follower_id, followed) do update
         set activity = excluded.activity,
             state = excluded.state,
             asked_at = excluded.asked_at,
             answered_at = null"
    ))
    .bind(following.follower)
    .bind(&following.followed)
    .bind(peer)
    .bind(&following.activity)
    .bind(following.state.as_str())
    .bind(now)
    .execute()
    .await?;
    Ok(())
}

/// Whether and how `follower` follows `whom`.
pub async fn find(db: &mut Reading, follower: ActorId, whom: &Iri) -> Result<Option<Following>> {
    let row: Option<FollowingRow> = db
        .query(sql!(
            "select follower_id, followed, activity, state
             from following
             where follower_id = $1 and followed = $2"
        ))
        .bind(follower)
        .bind(whom)
        .optional()
        .await?;
    Ok(row.map(Following::from))
}

/// The request that a Follow activity of ours made.
pub async fn find_by_activity(db: &mut Reading, activity: &Iri) -> Result<Option<Following>> {
    let row: Option<FollowingRow> = db
        .query(sql!(
            "select follower_id, followed, activity, state
             from following
             where activity = $1"
        ))
        .bind(activity)
        .optional()
        .await?;
    Ok(row.map(Following::from))
}

/// Notes the answer; `false` when there is no such request.
pub async fn set_state(
    db: &mut Writing,
    follower: ActorId,
    whom: &Iri,
    state: FollowingState,
    now: Timestamp,
) -> Result<bool> {
    let changed = db
        .query(sql!(
            "update following
             set state = $3, answered_at = $4
             where follower_id = $1 and followed = $2"
        ))
        .bind(follower)
        .bind(whom)
        .bind(state.as_str())
        .bind(now)
        .execute()
        .await?;
    Ok(changed == 1)
}

/// Forgets that `follower` follows `whom`; `false` when it did not.
pub async fn end(db: &mut Writing, follower: ActorId, whom: &Iri) -> Result<bool> {
    let deleted = db
        .query(sql!(
            "delete from following
             where follower_id = $1 and followed = $2"
        ))
        .bind(follower)
        .bind(whom)
        .execute()
        .await?;
    Ok(deleted == 1)
}

/// Whom `follower` follows or asked to follow, in the order in which it asked.
pub async fn list(db: &mut Reading, follower: ActorId) -> Result<Vec<Following>> {
    let rows: Vec<FollowingRow> = db
        .query(sql!(
            "select follower_id, followed, activity, state
             from following
             where follower_id = $1
             order by asked_at, followed"
        ))
        .bind(follower)
        .all()
        .await?;
    Ok(rows.into_iter().map(Following::from).collect())
}

/// How many actors `follower` follows; requests without a yes do not count.
pub async fn count(db: &mut Reading, follower: ActorId) -> Result<i64> {
    let (count,): (i64,) = db
        .query(sql!(
            "select count(*)
             from following
             where follower_id = $1 and state = 'accepted'"
        ))
        .bind(follower)
        .one()
        .await?;
    Ok(count)
}

/// Whether one of our actors follows `actor` itself.
pub async fn follows(db: &mut Reading, actor: &Iri) -> Result<bool> {
    let (follows,): (bool,) = db
        .query(sql!(
            "select exists (
                 select 1
                 from following
                 where state = 'accepted' and followed = $1
             )"
        ))
        .bind(actor)
        .one()
        .await?;
    Ok(follows)
}

/// Forgets that any of our actors follows `whom`, who is gone for good.
pub async fn end_all(db: &mut Writing, whom: &Iri) -> Result<()> {
    db.query(sql!("delete from following where followed = $1")).bind(whom).execute().await?;
    Ok(())
}

/// Whether one of our actors follows `actor`, or the node actor of the server where it lives.
pub async fn follows_actor_or_node(db: &mut Reading, actor: &Iri) -> Result<bool> {
    let (follows,): (bool,) = db
        .query(sql!(
            "select exists (
                 select 1
                 from following
                 where state = 'accepted'
                   and followed in ($1, (select node_actor from peer where host = $2))
             )"
        ))
        .bind(actor)
        .bind(actor.host())
        .one()
        .await?;
    Ok(follows)
}

/// Which of `actors` one of ours follows, itself or through the node actor of its server.
pub async fn followed_among(db: &mut Reading, actors: &BTreeSet<&Iri>) -> Result<Vec<Iri>> {
    let rows: Vec<(Iri,)> = db
        .query(sql!(
            "select value ->> 0
             from",
            list,
            "where exists (
                 select 1
                 from following
                 where state = 'accepted'
                   and followed in (
                       value ->> 0,
                       (select node_actor from peer where host = value ->> 1)
                   )
             )"
        ))
        .bind_list(actors.iter().map(|actor| (actor, actor.host())))
        .all()
        .await?;
    Ok(rows.into_iter().map(|(actor,)| actor).collect())
}

/// Whom our actors follow at a peer, as far as it was accepted.
pub async fn accepted_at(db: &mut Reading, peer: PeerId) -> Result<Vec<Following>> {
    let rows: Vec<FollowingRow> = db
        .query(sql!(
            "select follower_id, followed, activity, state
             from following
             where peer_id = $1 and state = 'accepted'
             order by followed"
        ))
        .bind(peer)
        .all()
        .await?;
    Ok(rows.into_iter().map(Following::from).collect())
}
