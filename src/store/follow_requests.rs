//! Those who asked to follow an actor of this node and wait for a person.

use sqlx::FromRow;

use super::{Reading, Result, Writing, query::sql};
use crate::domain::{ActorId, Iri, Timestamp};

/// Somebody who asked to follow.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct FollowRequest {
    /// Whom.
    #[sqlx(rename = "actor_id")]
    pub actor: ActorId,
    /// Who.
    #[sqlx(rename = "follower_id")]
    pub follower: ActorId,
    /// The address of the `Follow`.
    pub activity: Iri,
    /// When.
    pub asked_at: Timestamp,
}

/// Remembers a request; a later one of the same takes its place.
pub async fn add(db: &mut Writing, request: &FollowRequest) -> Result<()> {
    db.query(sql!(
        "insert into follow_request (actor_id, follower_id, activity, asked_at)
         values ($1, $2, $3, $4)
         on conflict (actor_id, follower_id) do update
         set activity = excluded.activity"
    ))
    .bind(request.actor)
    .bind(request.follower)
    .bind(&request.activity)
    .bind(request.asked_at)
    .execute()
    .await?;
    Ok(())
}

/// Those who wait, the one that waits longest first.
pub async fn list(db: &mut Reading) -> Result<Vec<FollowRequest>> {
    db.query(sql!(
        "select actor_id, follower_id, activity, asked_at
         from follow_request
         order by asked_at, actor_id, follower_id"
    ))
    .all()
    .await
}

/// Forgets a request; `false` when there was none.
pub async fn remove(db: &mut Writing, actor: ActorId, follower: ActorId) -> Result<bool> {
    let removed = db
        .query(sql!(
            "delete from follow_request
             where actor_id = $1 and follower_id = $2"
        ))
        .bind(actor)
        .bind(follower)
        .execute()
        .await?;
    Ok(removed == 1)
}

/// Forgets what a `Follow` asked for, when `follower` sent it; `false` when there was nothing.
pub async fn remove_by_activity(
    db: &mut Writing,
    follower: ActorId,
    activity: &Iri,
) -> Result<bool> {
    let removed = db
        .query(sql!(
            "delete from follow_request
             where follower_id = $1 and activity = $2"
        ))
        .bind(follower)
        .bind(activity)
        .execute()
        .await?;
    Ok(removed > 0)
}
