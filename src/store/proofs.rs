//! What is proven of sheets and actors, by which key, and since when.

use std::collections::HashMap;

use sqlx::FromRow;

use super::{Reading, Result, Writing, columns::Document, query::sql};
use crate::domain::{ActorId, Iri, PeerId, SheetId, Timestamp};

/// How an Ed25519 key starts, and no other (FEP-521a).
const MULTIBASE: char = 'z';

/// The keys of an actor beside its first: their addresses, and what they are.
type Keys = Document<Vec<(String, String)>>;

/// Which key vouches for an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proven {
    /// The address of the key.
    pub by: String,
    /// When it signed an object of ours, or when the copy was checked with it.
    pub at: Timestamp,
}

/// How a sheet stands here: whether it is proven, and whether the node that published it can be
/// asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, FromRow)]
pub struct Standing {
    /// The key that proves it.
    pub proven_by: Option<String>,
    /// When that was checked; of a sheet of this node, when it was signed.
    pub proven_at: Option<Timestamp>,
    /// When the node of a copy was last heard; `None` of a sheet of this node.
    pub heard_at: Option<Timestamp>,
    /// Whether that node has not answered since.
    pub is_silent: bool,
}

#[derive(FromRow)]
struct StandingRow {
    id: SheetId,
    #[sqlx(flatten)]
    standing: Standing,
}

/// How each of several sheets stands.
pub async fn standings(db: &mut Reading, ids: &[SheetId]) -> Result<HashMap<SheetId, Standing>> {
    let rows: Vec<StandingRow> = db
        .query(sql!(
            "select sheet.id, proven_by, proven_at,
                    case
                        when coalesce(checked_at, 0) > coalesce(last_heard_at, 0) then checked_at
                        else last_heard_at
                    end as heard_at,
                    coalesce(sync_failures, 0) > 0
                        or (coalesce(peer.kind, '') = 'node' and checked_at is null) as is_silent
             from sheet
             left join peer on peer.id = sheet.peer_id
             where sheet.id in (select cast(value ->> 0 as bigint) from",
            list,
            ")"
        ))
        .bind_list(ids.iter().map(|id| [id]))
        .all()
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.standing)).collect())
}

/// An object as it is stored, which is to be signed or proven.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Unproven {
    /// Its address.
    pub iri: Iri,
    /// Its JSON.
    pub object: String,
    /// Its digest.
    pub digest: String,
}

/// Sheets of one of our actors that `key` has not signed, the oldest first.
pub async fn unsigned(
    db: &mut Reading,
    actor: ActorId,
    key: &str,
    limit: i64,
) -> Result<Vec<Unproven>> {
    db.query(sql!(
        "select iri, object, digest
         from sheet
         where actor_id = $1
           and peer_id is null
           and proven_by is distinct from $2
         order by id
         limit $3"
    ))
    .bind(actor)
    .bind(key)
    .bind(limit)
    .all()
    .await
}

/// The addresses of the keys with which the actors of a peer may sign objects.
pub async fn keys_of_peer(db: &mut Reading, peer: PeerId) -> Result<Vec<String>> {
    let rows: Vec<(Keys,)> = db
        .query(sql!(
            "select more_keys
             from actor
             where peer_id = $1 and more_keys is not null"
        ))
        .bind(peer)
        .all()
        .await?;
    let listed = rows.into_iter().flat_map(|(keys,)| keys.0);
    Ok(listed.filter(|(_, key)| key.starts_with(MULTIBASE)).map(|(id, _)| id).collect())
}

/// Copies of a peer that no key of `keys` proves, in the order of their addresses, after `after`.
pub async fn unproven(
    db: &mut Reading,
    peer: PeerId,
    keys: &[String],
    after: &str,
    limit: i64,
) -> Result<Vec<Unproven>> {
    db.query(sql!(
        "select iri, object, digest
         from sheet
         where (proven_by is null or proven_by not in (select value ->> 0 from",
        list,
        "))
           and peer_id = $2
           and iri > $3
         order by iri
         limit $4"
    ))
    .bind_list(keys.iter().map(|key| [key]))
    .bind(peer)
    .bind(after)
    .bind(limit)
    .all()
    .await
}

/// Puts a sheet that says the same with its proof in the place of one without; `false` when the
/// sheet says something else by now.
pub async fn put(db: &mut Writing, sheet: &Unproven, proven: &Proven) -> Result<bool> {
    let put = db
        .query(sql!(
            "update sheet
             set object = $3, proven_by = $4, proven_at = $5
             where iri = $1 and digest = $2"
        ))
        .bind(&sheet.iri)
        .bind(&sheet.digest)
        .bind(&sheet.object)
        .bind(&proven.by)
        .bind(proven.at)
        .execute()
        .await?;
    Ok(put == 1)
}

/// The same of an actor.
pub async fn put_actor(db: &mut Writing, actor: &Unproven, proven: &Proven) -> Result<bool> {
    let put = db
        .query(sql!(
            "update actor
             set document = $3, proven_by = $4, proven_at = $5
             where iri = $1 and digest = $2"
        ))
        .bind(&actor.iri)
        .bind(&actor.digest)
        .bind(&actor.object)
        .bind(&proven.by)
        .bind(proven.at)
        .execute()
        .await?;
    Ok(put == 1)
}

/// The document of an actor, with the key that proves it.
pub async fn actor(db: &mut Reading, iri: &Iri) -> Result<Option<(Unproven, Option<Proven>)>> {
    let row: Option<(String, String, Option<String>, Option<Timestamp>)> = db
        .query(sql!(
            "select document, digest, proven_by, proven_at
             from actor
             where iri = $1"
        ))
        .bind(iri)
        .optional()
        .await?;
    Ok(row.map(|(object, digest, by, at)| {
        let proven = by.zip(at).map(|(by, at)| Proven { by, at });
        (Unproven { iri: iri.clone(), object, digest }, proven)
    }))
}

/// An object of a peer that is held and proven.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct HeldRow {
    /// Its address.
    pub iri: Iri,
    /// Its digest.
    pub digest: String,
    /// What to ask after for the rows that follow.
    pub cursor: String,
}

/// What is held and proven of a peer: address and digest, actors first, then sheets, each in the
/// order of their addresses. `after` is the last of the page before.
///
/// Only actors of the directory: who merely wrote to us, or follows us, is nobody's business. Nor
/// are posts of other software passed on.
pub async fn held_of(
    db: &mut Reading,
    peer: PeerId,
    after: &str,
    limit: i64,
) -> Result<Vec<HeldRow>> {
    db.query(sql!(
        "select iri, digest, held_cursor as cursor
         from (
             select iri, digest, 'actor ' || iri as held_cursor
             from actor
             where peer_id = $1 and proven_by is not null and exists (
                 select 1
                 from catalogue_entry
                 where catalogue_entry.iri = actor.iri and deleted_at is null
             )
             union all
             select iri, digest, 'sheet ' || iri as held_cursor
             from sheet
             where peer_id = $1
               and proven_by is not null
               and visibility = 'public'
               and kind <> 'post'
         ) held
         where held_cursor > $2
         order by held_cursor
         limit $3"
    ))
    .bind(peer)
    .bind(after)
    .bind(limit)
    .all()
    .await
}

/// The proven copies at some addresses, as they were sent, actors first; others are left out.
pub async fn copies(db: &mut Reading, iris: &[Iri]) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = db
        .query(sql!(
            "select object
             from (
                 select iri, document as object, 0 as place
                 from actor
                 where peer_id is not null and proven_by is not null and exists (
                     select 1
                     from catalogue_entry
                     where catalogue_entry.iri = actor.iri and deleted_at is null
                 )
                 union all
                 select iri, object, 1 as place
                 from sheet
                 where peer_id is not null
                   and proven_by is not null
                   and visibility = 'public'
                   and kind <> 'post'
             ) held
             where iri in (select value ->> 0 from",
            list,
            ")
             order by place, iri"
        ))
        .bind_list(iris.iter().map(|iri| [iri]))
        .all()
        .await?;
    Ok(rows.into_iter().map(|(object,)| object).collect())
}
