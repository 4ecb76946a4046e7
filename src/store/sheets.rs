//! Practices, events and calls: those published here, and the copies of others.

use std::collections::HashMap;

use sqlx::FromRow;

use super::{
    Reading, Result, Writing,
    columns::{Document, Word},
    index::{self, Listed},
    proofs::Proven,
    query::{sql, without_nul},
    sheet_row::{Details, load},
    versions,
};
use crate::domain::{
    ActorId, Iri, PeerId, Sheet, SheetId, SheetKind, Taxonomy, Timestamp, Visibility,
};

/// A sheet on its way into the tables.
#[derive(Clone, Copy, Debug)]
pub struct Published<'a> {
    /// What it says.
    pub sheet: &'a Sheet,
    /// The actor that speaks: that of `sheet.actor`.
    pub actor: ActorId,
    /// The peer that it is a copy from; `None` when it is published here.
    pub peer: Option<PeerId>,
    /// The JSON, byte for byte as sent.
    pub object: &'a str,
    /// The digest of the JSON, as catalogues name it.
    pub digest: &'a str,
    /// The proof that stands in the JSON, when it carries one that was checked, or made here.
    pub proven: Option<&'a Proven>,
}

/// The JSON of a sheet as sent.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Wire {
    /// The address of the sheet.
    pub iri: Iri,
    /// The JSON, byte for byte.
    pub object: String,
    /// Its digest.
    pub digest: String,
}

/// Inserts sheets, or replaces those of the same address, which keep their ids; returns the id of
/// each. Of two with one address the last stays. An unlisted sheet is in no listing. What a sheet
/// said before is kept ([`versions`]).
///
/// Whether an update is newer is for [`catalogue::hold_copies`](super::catalogue::hold_copies) to say.
pub async fn put(
    db: &mut Writing,
    published: &[Published<'_>],
    taxonomy: &Taxonomy,
) -> Result<Vec<SheetId>> {
    let replaced = known(db, published).await?;
    if !replaced.is_empty() {
        versions::keep(db, &replaced, published).await?;
        remove_parts(db, &replaced).await?;
    }
    let mut ids = Vec::with_capacity(published.len());
    let mut last: HashMap<SheetId, &Sheet> = HashMap::new();
    for one in published {
        let id = put_row(db, one).await?;
        ids.push(id);
        last.insert(id, one.sheet);
    }
    let mut sheets: Vec<(SheetId, &Sheet)> = last.into_iter().collect();
    sheets.sort_by_key(|(id, _)| *id);
    put_texts(db, &sheets).await?;
    put_places(db, &sheets).await?;
    put_facets(db, &sheets, taxonomy).await?;
    Ok(ids)
}

/// The ids of those that are there already.
async fn known(db: &mut Reading, published: &[Published<'_>]) -> Result<Vec<SheetId>> {
    let rows: Vec<(SheetId,)> = db
        .query(sql!(
            "select id
             from sheet
             where iri in (select value ->> 0 from",
            list,
            ")"
        ))
        .bind_list(published.iter().map(|one| [&one.sheet.iri]))
        .all()
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

async fn put_row(db: &mut Writing, published: &Published<'_>) -> Result<SheetId> {
    let Published { sheet, actor, peer, object, digest, proven } = published;
    let content = &sheet.content;
    let (id,): (SheetId,) = db
        .query(sql!(
            "insert into sheet (
                 id, iri, actor_id, peer_id, kind, slug, language, visibility, example,
                 published_at, updated_at, adapted_from, confidence, digest, details, object,
                 proven_by, proven_at
             )
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
                     $18)
             on conflict (iri) do update
             set kind = excluded.kind,
                 slug = excluded.slug,
                 language = excluded.language,
                 visibility = excluded.visibility,
                 example = excluded.example,
                 published_at = excluded.published_at,
                 updated_at = excluded.updated_at,
                 adapted_from = excluded.adapted_from,
                 confidence = excluded.confidence,
                 digest = excluded.digest,
                 details = excluded.details,
                 object = excluded.object,
                 proven_by = excluded.proven_by,
                 proven_at = excluded.proven_at
             returning id"
        ))
        .bind(sheet.id)
        .bind(&sheet.iri)
        .bind(actor)
        .bind(peer)
        .bind(content.kind().as_str())
        .bind(without_nul(&content.slug))
        .bind(&content.language)
        .bind(Word(content.visibility))
        .bind(content.example)
        .bind(sheet.published_at)
        .bind(sheet.updated_at)
        .bind(&content.adapted_from)
        .bind(content.confidence.map(Word))
        .bind(digest)
        .bind(Document(Details::of(content)))
        .bind(object)
        .bind(proven.map(|proven| &proven.by))
        .bind(proven.map(|proven| proven.at))
        .one()
        .await?;
    Ok(id)
}

/// Removes what stands in other tables than `sheet`.
async fn remove_parts(db: &mut Writing, ids: &[SheetId]) -> Result<()> {
    for statement in [
        sql!(
            "delete from sheet_text
             where sheet_id in (select cast(value ->> 0 as bigint) from",
            list,
            ")"
        ),
        sql!(
            "delete from place
             where sheet_id in (select cast(value ->> 0 as bigint) from",
            list,
            ")"
        ),
        sql!(
            "delete from sheet_facet
             where sheet_id in (select cast(value ->> 0 as bigint) from",
            list,
            ")"
        ),
    ] {
        db.query(statement).bind_list(ids.iter().map(|id| [id])).execute().await?;
    }
    index::remove(db, ids).await
}

async fn put_texts(db: &mut Writing, sheets: &[(SheetId, &Sheet)]) -> Result<()> {
    let rows = sheets.iter().flat_map(|(id, sheet)| {
        sheet.content.texts.iter().enumerate().map(move |(position, text)| {
            (
                id,
                &text.language,
                position,
                text.origin,
                text.of_version,
                &text.title,
                &text.body,
                &text.ask,
            )
        })
    });
    db.query(sql!(
        "insert into sheet_text (
             sheet_id, language, position, origin, of_version, title, body, ask
         )
         select cast(value ->> 0 as bigint), value ->> 1, cast(value ->> 2 as bigint),
                value ->> 3, cast(value ->> 4 as bigint), value ->> 5, value ->> 6, value ->> 7
         from",
        list
    ))
    .bind_list(rows)
    .execute()
    .await?;
    Ok(())
}

async fn put_places(db: &mut Writing, sheets: &[(SheetId, &Sheet)]) -> Result<()> {
    let rows: Vec<_> = sheets
        .iter()
        .filter_map(|(id, sheet)| {
            let place = sheet.content.place.as_ref()?;
            Some((
                id,
                &place.name,
                &place.street,
                &place.postal_code,
                &place.locality,
                &place.region,
                &place.country,
                place.latitude,
                place.longitude,
            ))
        })
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    db.query(sql!(
        "insert into place (
             sheet_id, name, street, postal_code, locality, region, country, latitude, longitude
         )
         select cast(value ->> 0 as bigint), value ->> 1, value ->> 2, value ->> 3, value ->> 4,
                value ->> 5, value ->> 6, cast(value ->> 7 as double precision),
                cast(value ->> 8 as double precision)
         from",
        list
    ))
    .bind_list(rows)
    .execute()
    .await?;
    Ok(())
}

/// Writes the facets, and the search index that is made of them.
pub(super) async fn put_facets(
    db: &mut Writing,
    sheets: &[(SheetId, &Sheet)],
    taxonomy: &Taxonomy,
) -> Result<()> {
    let listed: Vec<Listed<'_>> = sheets
        .iter()
        .filter(|(_, sheet)| sheet.content.visibility == Visibility::Public)
        .map(|(id, sheet)| Listed { id: *id, sheet, facets: sheet.content.facets(taxonomy) })
        .collect();
    if listed.is_empty() {
        return Ok(());
    }
    let rows = listed.iter().flat_map(|Listed { id, facets, .. }| {
        facets.iter().map(move |(facet, value)| (facet.as_str(), value, id))
    });
    db.query(sql!(
        "insert into sheet_facet (facet, value, sheet_id)
         select value ->> 0, value ->> 1, cast(value ->> 2 as bigint)
         from",
        list
    ))
    .bind_list(rows)
    .execute()
    .await?;
    index::insert(db, &listed).await
}

/// A sheet, listed or not.
pub async fn find(db: &mut Reading, id: SheetId) -> Result<Option<Sheet>> {
    Ok(load(db, &[id]).await?.pop())
}

/// The sheet of that address.
pub async fn find_by_iri(db: &mut Reading, iri: &Iri) -> Result<Option<Sheet>> {
    let row: Option<(SheetId,)> = db
        .query(sql!(
            "select id
             from sheet
             where iri = $1"
        ))
        .bind(iri)
        .optional()
        .await?;
    match row {
        Some((id,)) => find(db, id).await,
        None => Ok(None),
    }
}

/// The sheets of those addresses, in no order; addresses that no sheet has are left out.
pub async fn find_by_iris(db: &mut Reading, iris: &[&Iri]) -> Result<Vec<Sheet>> {
    let rows: Vec<(SheetId,)> = db
        .query(sql!(
            "select id
             from sheet
             where iri in (select value ->> 0 from",
            list,
            ")"
        ))
        .bind_list(iris.iter().map(|iri| [iri]))
        .all()
        .await?;
    load(db, &rows.into_iter().map(|(id,)| id).collect::<Vec<_>>()).await
}

/// The sheet that a reference by `slug` means: one published here before a copy, the oldest first.
pub async fn find_by_slug(db: &mut Reading, slug: &str) -> Result<Option<Sheet>> {
    let row: Option<(SheetId,)> = db
        .query(sql!(
            "select id
             from sheet
             where slug = $1
             order by case when peer_id is null then 0 else 1 end, published_at, id
             limit 1"
        ))
        .bind(slug)
        .optional()
        .await?;
    match row {
        Some((id,)) => find(db, id).await,
        None => Ok(None),
    }
}

/// The sheet that an actor of this node published under `slug`.
pub async fn find_local_by_slug(
    db: &mut Reading,
    actor: ActorId,
    slug: &str,
) -> Result<Option<Sheet>> {
    let row: Option<(SheetId,)> = db
        .query(sql!(
            "select id
             from sheet
             where actor_id = $1 and slug = $2 and peer_id is null"
        ))
        .bind(actor)
        .bind(slug)
        .optional()
        .await?;
    match row {
        Some((id,)) => find(db, id).await,
        None => Ok(None),
    }
}

/// All sheets of an actor, the oldest first.
pub async fn of_actor(db: &mut Reading, actor: ActorId) -> Result<Vec<Sheet>> {
    let rows: Vec<(SheetId,)> = db
        .query(sql!(
            "select id
             from sheet
             where actor_id = $1
             order by published_at, id"
        ))
        .bind(actor)
        .all()
        .await?;
    load(db, &rows.into_iter().map(|(id,)| id).collect::<Vec<_>>()).await
}

/// Events published here that everyone may see and that are not over: their addresses and those of
/// their authors, the next one first.
pub async fn upcoming_events(
    db: &mut Reading,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<(Iri, Iri)>> {
    db.query(sql!(
        "select sheet.iri, actor.iri
         from sheet
         join listing on listing.sheet_id = sheet.id
         join actor on actor.id = sheet.actor_id
         where sheet.peer_id is null
           and sheet.kind = 'event'
           and sheet.visibility = 'public'
           and listing.ends_at >= $1
         order by listing.starts_at, sheet.id
         limit $2"
    ))
    .bind(now)
    .bind(limit)
    .all()
    .await
}

/// The last listed sheets that an actor published, the newest first.
pub async fn newest_of_actor(db: &mut Reading, actor: ActorId, limit: i64) -> Result<Vec<Sheet>> {
    let rows: Vec<(SheetId,)> = db
        .query(sql!(
            "select id
             from sheet
             where actor_id = $1 and exists (select 1 from listing where sheet_id = sheet.id)
             order by published_at desc, id desc
             limit $2"
        ))
        .bind(actor)
        .bind(limit)
        .all()
        .await?;
    load(db, &rows.into_iter().map(|(id,)| id).collect::<Vec<_>>()).await
}

/// How many sheets of each kind are listed.
pub async fn counts(db: &mut Reading) -> Result<Vec<(SheetKind, i64)>> {
    let rows: Vec<(Word<SheetKind>, i64)> = db
        .query(sql!(
            "select kind, count(*)
             from listing
             group by kind
             order by kind"
        ))
        .all()
        .await?;
    Ok(rows.into_iter().map(|(kind, count)| (kind.0, count)).collect())
}

/// The JSON of a sheet.
pub async fn wire(db: &mut Reading, iri: &Iri) -> Result<Option<Wire>> {
    db.query(sql!(
        "select iri, object, digest
         from sheet
         where iri = $1"
    ))
    .bind(iri)
    .optional()
    .await
}

/// The JSON of several sheets, by address; addresses that no sheet has are left out.
pub async fn wires(db: &mut Reading, iris: &[Iri]) -> Result<Vec<Wire>> {
    db.query(sql!(
        "select iri, object, digest
         from sheet
         where iri in (select value ->> 0 from",
        list,
        ")
         order by iri"
    ))
    .bind_list(iris.iter().map(|iri| [iri]))
    .all()
    .await
}

/// Removes a sheet; `false` when there is none of that address.
pub async fn remove(db: &mut Writing, iri: &Iri) -> Result<bool> {
    let row: Option<(SheetId,)> = db
        .query(sql!(
            "select id
             from sheet
             where iri = $1"
        ))
        .bind(iri)
        .optional()
        .await?;
    let Some((id,)) = row else { return Ok(false) };
    remove_parts(db, &[id]).await?;
    db.query(sql!(
        "delete from sheet
         where id = $1"
    ))
    .bind(id)
    .execute()
    .await?;
    Ok(true)
}
