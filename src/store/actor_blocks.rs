//! Actors elsewhere that want nothing from one of ours.

use super::{Reading, Result, Writing, query::sql};
use crate::domain::{Iri, Timestamp};

/// Remembers that `actor` blocked `blocked`, one of ours.
pub async fn add(
    db: &mut Writing,
    actor: &Iri,
    blocked: &Iri,
    activity: &Iri,
    now: Timestamp,
) -> Result<()> {
    db.query(sql!(
        "insert into actor_block (actor, blocked, activity, blocked_at)
         values ($1, $2, $3, $4)
         on conflict do nothing"
    ))
    .bind(actor)
    .bind(blocked)
    .bind(activity)
    .bind(now)
    .execute()
    .await?;
    Ok(())
}

/// Forgets a block, named by the address of the `Block` or by whom it blocked; `false` when there is
/// none.
pub async fn remove(db: &mut Writing, actor: &Iri, undone: &Iri) -> Result<bool> {
    let removed = db
        .query(sql!("delete from actor_block where actor = $1 and $2 in (activity, blocked)"))
        .bind(actor)
        .bind(undone)
        .execute()
        .await?;
    Ok(removed > 0)
}

/// Whether `actor` wants nothing from `ours`.
pub async fn exists(db: &mut Reading, actor: &Iri, ours: &Iri) -> Result<bool> {
    let found: Option<(Iri,)> = db
        .query(sql!("select activity from actor_block where actor = $1 and blocked = $2"))
        .bind(actor)
        .bind(ours)
        .optional()
        .await?;
    Ok(found.is_some())
}
