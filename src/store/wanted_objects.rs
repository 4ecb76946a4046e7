//! Objects that are to be fetched from their own origin.

use sqlx::FromRow;

use super::{Reading, Result, Writing, query::sql};
use crate::domain::{Iri, Timestamp};

/// An object to be fetched now.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct WantedObject {
    /// Its address.
    pub iri: Iri,
    /// How often it was tried, this time included.
    pub tries: i64,
}

/// Puts an object on the list, to be fetched at `due`; one that stands there keeps its turn.
pub async fn want(db: &mut Writing, iri: &Iri, due: Timestamp) -> Result<()> {
    db.query(sql!(
        "insert into wanted_object (iri, due_at)
         values ($1, $2)
         on conflict (iri) do nothing"
    ))
    .bind(iri)
    .bind(due)
    .execute()
    .await?;
    Ok(())
}

/// Leases up to `limit` objects that are due; no other worker gets them meanwhile.
pub async fn claim(
    db: &mut Writing,
    now: Timestamp,
    lease_seconds: i64,
    limit: i64,
) -> Result<Vec<WantedObject>> {
    const CLAIM: &str = "update wanted_object
         set lease_until = $1, tries = tries + 1
         where iri in (
             select iri
             from wanted_object
             where due_at <= $2 and lease_until <= $2
             order by due_at, iri
             limit $3
         )
         returning iri, tries";
    const CLAIM_UNLOCKED: &str = "update wanted_object
         set lease_until = $1, tries = tries + 1
         where iri in (
             select iri
             from wanted_object
             where due_at <= $2 and lease_until <= $2
             order by due_at, iri
             limit $3
             for update skip locked
         )
         returning iri, tries";
    db.query(sql!(sqlite: CLAIM, postgres: CLAIM_UNLOCKED))
        .bind(now.plus_seconds(lease_seconds))
        .bind(now)
        .bind(limit)
        .all()
        .await
}

/// Takes an object off the list: it was fetched, or never will be.
pub async fn finish(db: &mut Writing, iri: &Iri) -> Result<()> {
    db.query(sql!("delete from wanted_object where iri = $1")).bind(iri).execute().await?;
    Ok(())
}

/// Has an object tried again at `due`.
pub async fn postpone(db: &mut Writing, iri: &Iri, due: Timestamp) -> Result<()> {
    db.query(sql!("update wanted_object set due_at = $2, lease_until = 0 where iri = $1"))
        .bind(iri)
        .bind(due)
        .execute()
        .await?;
    Ok(())
}

/// Ends every lease: for the one process of a database, whose earlier life may have left some.
pub async fn end_leases(db: &mut Writing) -> Result<()> {
    db.query(sql!("update wanted_object set lease_until = 0 where lease_until > 0"))
        .execute()
        .await?;
    Ok(())
}

/// When the next object may be fetched.
pub async fn next_due(db: &mut Reading) -> Result<Option<Timestamp>> {
    let (due,): (Option<Timestamp>,) = db
        .query(sql!(
            "select min(case when due_at > lease_until then due_at else lease_until end)
             from wanted_object"
        ))
        .one()
        .await?;
    Ok(due)
}
