//! What sheets said before they changed.
//!
//! A version is kept in the transaction that replaces it, and goes with the sheet.

use std::collections::HashMap;

use sqlx::FromRow;

use super::{
    Reading, Result, Writing, columns::Document, query::sql, sheet_row::load, sheets::Published,
};
use crate::domain::{ChangedPart, Content, Iri, Sheet, SheetId, Timestamp, Version};

/// Most versions of one sheet; the oldest go first.
pub const MOST_VERSIONS: i64 = 50;

#[derive(FromRow)]
struct VersionRow {
    number: i64,
    updated_at: Timestamp,
    changed: Document<Vec<ChangedPart>>,
    content: Document<Content>,
}

impl From<VersionRow> for Version {
    fn from(row: VersionRow) -> Self {
        Self {
            number: row.number,
            updated_at: row.updated_at,
            changed: row.changed.0,
            content: row.content.0,
        }
    }
}

/// Keeps what the sheets called `replaced` say now, where `published` says something else. Of what one
/// batch replaces twice nobody has seen the first, which is no version.
pub(super) async fn keep(
    db: &mut Writing,
    replaced: &[SheetId],
    published: &[Published<'_>],
) -> Result<()> {
    let last: HashMap<&Iri, &Sheet> =
        published.iter().map(|one| (&one.sheet.iri, one.sheet)).collect();
    let mut rows: Vec<(SheetId, Timestamp, Vec<ChangedPart>, Content)> = Vec::new();
    for before in load(db, replaced).await? {
        let Some(after) = last.get(&before.iri) else { continue };
        let changed = after.content.parts_changed_since(&before.content);
        if !changed.is_empty() {
            rows.push((before.id, before.updated_at, changed, before.content.to_keep()));
        }
    }
    if rows.is_empty() {
        return Ok(());
    }
    db.query(sql!(
        "insert into sheet_version (sheet_id, number, updated_at, changed, content)
         select cast(value ->> 0 as bigint),
                1 + coalesce((
                    select max(number)
                    from sheet_version
                    where sheet_id = cast(value ->> 0 as bigint)
                ), 0),
                cast(value ->> 1 as bigint), value ->> 2, value ->> 3
         from",
        list
    ))
    .bind_list(&rows)
    .execute()
    .await?;
    forget_oldest(db, &rows.iter().map(|(id, ..)| *id).collect::<Vec<_>>()).await
}

async fn forget_oldest(db: &mut Writing, sheets: &[SheetId]) -> Result<()> {
    db.query(sql!(
        "delete from sheet_version
         where sheet_id in (select cast(value ->> 0 as bigint) from",
        list,
        ")
           and number <= (
               select max(newest.number)
               from sheet_version newest
               where newest.sheet_id = sheet_version.sheet_id
           ) - $2"
    ))
    .bind_list(sheets.iter().map(|id| [id]))
    .bind(MOST_VERSIONS)
    .execute()
    .await?;
    Ok(())
}

/// Earlier versions of a sheet, the latest first: at most `limit` of those with a number below
/// `below`.
pub async fn list(
    db: &mut Reading,
    sheet: SheetId,
    below: i64,
    limit: i64,
) -> Result<Vec<Version>> {
    let rows: Vec<VersionRow> = db
        .query(sql!(
            "select number, updated_at, changed, content
             from sheet_version
             where sheet_id = $1 and number < $2
             order by number desc
             limit $3"
        ))
        .bind(sheet)
        .bind(below)
        .bind(limit)
        .all()
        .await?;
    Ok(rows.into_iter().map(Version::from).collect())
}

/// An earlier version of a sheet.
pub async fn find(db: &mut Reading, sheet: SheetId, number: i64) -> Result<Option<Version>> {
    let row: Option<VersionRow> = db
        .query(sql!(
            "select number, updated_at, changed, content
             from sheet_version
             where sheet_id = $1 and number = $2"
        ))
        .bind(sheet)
        .bind(number)
        .optional()
        .await?;
    Ok(row.map(Version::from))
}

/// How many earlier versions of a sheet are kept.
pub async fn count(db: &mut Reading, sheet: SheetId) -> Result<i64> {
    let (count,): (i64,) = db
        .query(sql!("select count(*) from sheet_version where sheet_id = $1"))
        .bind(sheet)
        .one()
        .await?;
    Ok(count)
}

/// Forgets what a sheet said before; returns how many versions that were.
pub async fn forget(db: &mut Writing, sheet: SheetId) -> Result<u64> {
    let forgotten = db
        .query(sql!("delete from sheet_version where sheet_id = $1"))
        .bind(sheet)
        .execute()
        .await?;
    super::catalogue::touch(db).await?;
    Ok(forgotten)
}

/// Listed sheets that were adapted from the one at `iri`, the newest first.
pub async fn adapted_from(db: &mut Reading, iri: &Iri, limit: i64) -> Result<Vec<Sheet>> {
    let rows: Vec<(SheetId,)> = db
        .query(sql!(
            "select id
             from sheet
             where adapted_from = $1
               and exists (select 1 from listing where sheet_id = sheet.id)
             order by published_at desc, id desc
             limit $2"
        ))
        .bind(iri)
        .bind(limit)
        .all()
        .await?;
    load(db, &rows.into_iter().map(|(id,)| id).collect::<Vec<_>>()).await
}
