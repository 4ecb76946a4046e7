//! The search index: what listings sort and limit by, and the tokens by which sheets are found.
//!
//! It is made from the other tables, holds sheets that are listed only, and is in no backup.

use super::{Result, Writing, query::sql, tokens::Tokens};
use crate::domain::{Dates, Facet, Iri, Place, Sheet, SheetId, Subject};

/// A sheet that is to be listed.
pub(super) struct Listed<'a> {
    pub(super) id: SheetId,
    pub(super) sheet: &'a Sheet,
    pub(super) facets: Vec<(Facet, String)>,
}

/// Adds sheets to the index, which must not hold them.
pub(super) async fn insert(db: &mut Writing, listed: &[Listed<'_>]) -> Result<()> {
    let rows = listed.iter().map(|Listed { id, sheet, .. }| {
        let dates = match &sheet.content.subject {
            Subject::Event(event) => Some(event.dates),
            _ => None,
        };
        let point = sheet.content.place.as_ref().and_then(Place::point);
        (
            id,
            sheet.kind(),
            sheet.published_at,
            dates.as_ref().map(Dates::starts_at),
            dates.as_ref().map(Dates::ends_at),
            point.map(|(latitude, _)| latitude),
            point.map(|(_, longitude)| longitude),
        )
    });
    db.query(sql!(
        "insert into listing (
             sheet_id, kind, published_at, starts_at, ends_at, latitude, longitude
         )
         select cast(value ->> 0 as bigint), value ->> 1, cast(value ->> 2 as bigint),
                cast(value ->> 3 as bigint), cast(value ->> 4 as bigint),
                cast(value ->> 5 as double precision), cast(value ->> 6 as double precision)
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
                       sheet_id, kind, published_at, starts_at, ends_at, latitude, longitude, words
                   )
                   select sheet_id, kind, published_at, starts_at, ends_at, latitude, longitude,
                          cast(value ->> 1 as tsvector)
                   from json_array_elements(cast($1 as json))
                   join listing on sheet_id = cast(value ->> 0 as bigint)",
    ))
    .bind_list_either(|| tokens.iter().map(Tokens::columns), || tokens.iter().map(Tokens::vector))
    .execute()
    .await?;
    Ok(())
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
