//! The search index: what listings sort and limit by, and the tokens by which sheets are found.
//!
//! It is made from the other tables, holds sheets that are listed only, and is in no backup.

use super::{Reading, Result, Store, Writing, dump, facet_values, query::sql, tokens::Tokens};
use crate::domain::{Dates, Facet, Iri, Place, Point, Sheet, SheetId, Subject};

/// A sheet that is to be listed.
pub(super) struct Listed<'a> {
    pub(super) id: SheetId,
    pub(super) sheet: &'a Sheet,
    pub(super) facets: Vec<(Facet, String)>,
}

/// Adds sheets to the index, which must not hold them.
pub(super) async fn insert(db: &mut Writing, listed: &[Listed<'_>]) -> Result<()> {
    let numbers = facet_values::numbers(db, listed.iter().flat_map(|one| &one.facets)).await?;
    let rows = listed.iter().map(|Listed { id, sheet, facets }| {
        let dates = match &sheet.content.subject {
            Subject::Event(event) => Some(event.dates),
            _ => None,
        };
        let point = sheet.content.place.as_ref().and_then(Place::point);
        let point = point.map(|(latitude, longitude)| Point { latitude, longitude });
        (
            id,
            sheet.kind(),
            sheet.published_at,
            dates.as_ref().map(Dates::starts_at),
            dates.as_ref().map(Dates::ends_at),
            point.map(|point| (point.latitude, point.longitude)),
            point.map(Point::on_sphere),
            numbers.written(facets),
        )
    });
    db.query(sql!(
        "insert into listing (
             sheet_id, kind, published_at, starts_at, ends_at, latitude, longitude, x, y, z, facets
         )
         select cast(value ->> 0 as bigint), value ->> 1, cast(value ->> 2 as bigint),
                cast(value ->> 3 as bigint), cast(value ->> 4 as bigint),
                cast(value -> 5 ->> 0 as double precision),
                cast(value -> 5 ->> 1 as double precision),
                cast(value -> 6 ->> 0 as bigint), cast(value -> 6 ->> 1 as bigint),
                cast(value -> 6 ->> 2 as bigint), value ->> 7
         from",
        list
    ))
    .bind_list(rows)
    .execute()
    .await?;
    let tokens: Vec<Tokens> = listed
        .iter()
        .map(|Listed { id, sheet, facets }| Tokens::of(*id, &sheet.content, facets))
        .collect();
    db.query(sql!(
        sqlite: "insert into sheet_search (rowid, title, words, facets)
                 select value ->> 0, value ->> 1, value ->> 2, value ->> 3
                 from json_each($1)",
        postgres: "insert into sheet_search (
                       sheet_id, kind, published_at, starts_at, ends_at, latitude, longitude,
                       x, y, z, facets, words
                   )
                   select sheet_id, kind, published_at, starts_at, ends_at, latitude, longitude,
                          x, y, z, facets, cast(value ->> 1 as tsvector)
                   from json_array_elements(cast($1 as json))
                   join listing on sheet_id = cast(value ->> 0 as bigint)",
    ))
    .bind_list_either(|| tokens.iter().map(Tokens::columns), || tokens.iter().map(Tokens::vector))
    .execute()
    .await?;
    Ok(())
}

/// Makes the index when a migration emptied it, which happens once.
pub(super) async fn make_if_missing(store: &Store) -> Result<()> {
    if !is_missing(&mut store.read().await?).await? {
        return Ok(());
    }
    let mut db = store.write().await?;
    // Several processes may open the database at once; the first of them makes the index.
    db.query(sql!(
        sqlite: "select 1",
        postgres: "lock table listing in exclusive mode",
    ))
    .execute()
    .await?;
    if is_missing(&mut db).await? {
        dump::index_all(&mut db).await?;
        db.commit().await?;
    }
    Ok(())
}

async fn is_missing(db: &mut Reading) -> Result<bool> {
    let row: Option<(i64,)> = db
        .query(sql!(
            "select 1
             from sheet
             where visibility = 'public'
               and not exists (select 1 from listing)
             limit 1"
        ))
        .optional()
        .await?;
    Ok(row.is_some())
}

/// Takes sheets out of the index.
pub(super) async fn remove(db: &mut Writing, sheets: &[SheetId]) -> Result<()> {
    db.query(sql!(
        "delete from listing
         where sheet_id in (select cast(value ->> 0 as bigint) from",
        list,
        ")"
    ))
    .bind_list(sheets.iter().map(|sheet| [sheet]))
    .execute()
    .await?;
    db.query(sql!(
        sqlite: "delete from sheet_search
                 where rowid in (select value ->> 0 from json_each($1))",
        postgres: "delete from sheet_search
                   where sheet_id in (
                       select cast(value ->> 0 as bigint)
                       from json_array_elements(cast($1 as json))
                   )",
    ))
    .bind_list(sheets.iter().map(|sheet| [sheet]))
    .execute()
    .await?;
    Ok(())
}

/// Takes all sheets of an actor out of the index; the rest goes with the rows of the sheets.
pub(super) async fn remove_all_of_actor(db: &mut Writing, actor: &Iri) -> Result<()> {
    db.query(sql!(
        sqlite: "delete from sheet_search
                 where rowid in (
                     select sheet.id
                     from sheet
                     join actor on actor.id = sheet.actor_id
                     where actor.iri = $1
                 )",
        postgres: "delete from sheet_search
                   where sheet_id in (
                       select sheet.id
                       from sheet
                       join actor on actor.id = sheet.actor_id
                       where actor.iri = $1
                   )",
    ))
    .bind(actor)
    .execute()
    .await?;
    Ok(())
}
