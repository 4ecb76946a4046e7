//! Who passed on what somebody else published.

use super::{Reading, Result, Writing, query::sql};
use crate::domain::{Iri, Timestamp};

/// Remembers that `actor` passed on `object` with the activity `iri`.
pub async fn add(
    db: &mut Writing,
    iri: &Iri,
    actor: &Iri,
    object: &Iri,
    now: Timestamp,
) -> Result<()> {
    db.query(sql!(
        "insert into announcement (iri, actor, object, announced_at)
         values ($1, $2, $3, $4)
         on conflict (iri) do nothing"
    ))
    .bind(iri)
    .bind(actor)
    .bind(object)
    .bind(now)
    .execute()
    .await?;
    Ok(())
}

/// Forgets an announcement of `actor`; returns the object that it passed on.
pub async fn remove(db: &mut Writing, iri: &Iri, actor: &Iri) -> Result<Option<Iri>> {
    let removed: Option<(Iri,)> = db
        .query(sql!("delete from announcement where iri = $1 and actor = $2 returning object"))
        .bind(iri)
        .bind(actor)
        .optional()
        .await?;
    Ok(removed.map(|(object,)| object))
}

/// Forgets every announcement of an object by `actor`, which no longer stands for it.
pub async fn withdraw(db: &mut Writing, actor: &Iri, object: &Iri) -> Result<()> {
    db.query(sql!("delete from announcement where object = $1 and actor = $2"))
        .bind(object)
        .bind(actor)
        .execute()
        .await?;
    Ok(())
}

/// Whether anybody passes an object on.
pub async fn is_announced(db: &mut Reading, object: &Iri) -> Result<bool> {
    let found: Option<(i64,)> = db
        .query(sql!(
            "select cast(1 as bigint)
             from announcement
             where object = $1
             limit 1"
        ))
        .bind(object)
        .optional()
        .await?;
    Ok(found.is_some())
}
