//! Those who speak: the actors of this node, and those of others as last known.

use std::collections::BTreeSet;

use sqlx::FromRow;

use super::{
    Reading, Result, Writing,
    columns::{Document, Word},
    index,
    query::{Query, sql, without_nul},
};
use crate::domain::{Actor, ActorId, ActorKind, Iri, PeerId, Territory, Timestamp, Trust};

#[derive(FromRow)]
struct ActorRow {
    id: ActorId,
    iri: Iri,
    kind: Word<ActorKind>,
    peer_id: Option<PeerId>,
    handle: String,
    name: String,
    url: Option<Iri>,
    inbox: Iri,
    shared_inbox: Option<Iri>,
    outbox: Option<Iri>,
    catalogue: Option<Iri>,
    key_id: Option<String>,
    key_pem: Option<String>,
    more_keys: Option<Document<Vec<(String, String)>>>,
    territory: Document<Territory>,
    published_at: Timestamp,
    updated_at: Timestamp,
}

impl From<ActorRow> for Actor {
    fn from(row: ActorRow) -> Self {
        Self {
            id: row.id,
            iri: row.iri,
            kind: row.kind.0,
            peer: row.peer_id,
            handle: row.handle,
            name: row.name,
            url: row.url,
            inbox: row.inbox,
            shared_inbox: row.shared_inbox,
            outbox: row.outbox,
            catalogue: row.catalogue,
            key: row.key_id.zip(row.key_pem),
            more_keys: row.more_keys.map(|keys| keys.0).unwrap_or_default(),
            territory: row.territory.0,
            published_at: row.published_at,
            updated_at: row.updated_at,
        }
    }
}

/// The columns of [`ActorRow`], in the order in which [`bind`] binds them.
macro_rules! columns {
    () => {
        "id, iri, kind, peer_id, handle, name, url, inbox, shared_inbox, outbox, catalogue,
         key_id, key_pem, more_keys, territory, published_at, updated_at"
    };
}

macro_rules! select_actors {
    ($rest:literal) => {
        sql!(concat!("select ", columns!(), " from actor ", $rest))
    };
}

fn bind<'q>(query: Query<'q>, actor: &Actor) -> Query<'q> {
    query
        .bind(actor.id)
        .bind(&actor.iri)
        .bind(Word(actor.kind))
        .bind(actor.peer)
        .bind(without_nul(&actor.handle))
        .bind(without_nul(&actor.name))
        .bind(&actor.url)
        .bind(&actor.inbox)
        .bind(&actor.shared_inbox)
        .bind(&actor.outbox)
        .bind(&actor.catalogue)
        .bind(actor.key.as_ref().map(|(id, _)| id))
        .bind(actor.key.as_ref().map(|(_, pem)| pem))
        .bind(more_keys(actor))
        .bind(Document(actor.territory.clone()))
        .bind(actor.published_at)
        .bind(actor.updated_at)
}

fn more_keys(actor: &Actor) -> Option<Document<Vec<(String, String)>>> {
    (!actor.more_keys.is_empty()).then(|| Document(actor.more_keys.clone()))
}

/// Adds an actor of this node, with its JSON as it is served; its private keys come after it
/// ([`super::key_sets`]). A [conflict](super::StoreError::is_conflict) when the handle is taken.
pub async fn insert_local(
    db: &mut Writing,
    actor: &Actor,
    document: &str,
    digest: &str,
) -> Result<()> {
    let query = db.query(sql!(concat!(
        "insert into actor (",
        columns!(),
        ", document, digest)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
                 $17, $18, $19)"
    )));
    bind(query, actor).bind(document).bind(digest).execute().await?;
    Ok(())
}

/// Replaces what an actor of this node says of itself; its address, handle and keys stay.
pub async fn update_local(
    db: &mut Writing,
    actor: &Actor,
    document: &str,
    digest: &str,
) -> Result<()> {
    db.query(sql!(
        "update actor
         set name = $2, url = $3, territory = $4, updated_at = $5, document = $6, digest = $7,
             proven_by = null, proven_at = null
         where id = $1 and peer_id is null"
    ))
    .bind(actor.id)
    .bind(without_nul(&actor.name))
    .bind(&actor.url)
    .bind(Document(actor.territory.clone()))
    .bind(actor.updated_at)
    .bind(document)
    .bind(digest)
    .execute()
    .await?;
    Ok(())
}

/// Replaces the public keys of an actor of this node.
pub async fn update_keys(
    db: &mut Writing,
    actor: &Actor,
    document: &str,
    digest: &str,
) -> Result<()> {
    db.query(sql!(
        "update actor
         set key_id = $2, key_pem = $3, more_keys = $4, updated_at = $5, document = $6, digest = $7,
             proven_by = null, proven_at = null
         where id = $1 and peer_id is null"
    ))
    .bind(actor.id)
    .bind(actor.key.as_ref().map(|(id, _)| id))
    .bind(actor.key.as_ref().map(|(_, pem)| pem))
    .bind(more_keys(actor))
    .bind(actor.updated_at)
    .bind(document)
    .bind(digest)
    .execute()
    .await?;
    Ok(())
}

/// Remembers an actor of another node and returns it as it is known now.
///
/// A known address keeps its id; what is older than what is known, or claims to be an actor of this
/// node, changes nothing.
pub async fn upsert_remote(
    db: &mut Writing,
    actor: &Actor,
    document: &str,
    digest: &str,
) -> Result<Actor> {
    let query = db.query(sql!(concat!(
        "insert into actor (",
        columns!(),
        ", document, digest)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
                 $17, $18, $19)
         on conflict (iri) do update
         set kind = excluded.kind,
             handle = excluded.handle,
             name = excluded.name,
             url = excluded.url,
             inbox = excluded.inbox,
             shared_inbox = excluded.shared_inbox,
             outbox = excluded.outbox,
             catalogue = excluded.catalogue,
             key_id = excluded.key_id,
             key_pem = excluded.key_pem,
             more_keys = excluded.more_keys,
             territory = excluded.territory,
             updated_at = excluded.updated_at,
             document = excluded.document,
             digest = excluded.digest,
             proven_by = null,
             proven_at = null
         where actor.peer_id is not null and excluded.updated_at >= actor.updated_at"
    )));
    bind(query, actor).bind(document).bind(digest).execute().await?;
    let row: ActorRow = db.query(select_actors!("where iri = $1")).bind(&actor.iri).one().await?;
    Ok(row.into())
}

/// An actor, local or not.
pub async fn find(db: &mut Reading, id: ActorId) -> Result<Option<Actor>> {
    let row: Option<ActorRow> =
        db.query(select_actors!("where id = $1")).bind(id).optional().await?;
    Ok(row.map(Actor::from))
}

/// The actor of that address, local or not.
pub async fn find_by_iri(db: &mut Reading, iri: &Iri) -> Result<Option<Actor>> {
    let row: Option<ActorRow> =
        db.query(select_actors!("where iri = $1")).bind(iri).optional().await?;
    Ok(row.map(Actor::from))
}

/// The actor of a peer that has been known for longest.
pub async fn first_of_peer(db: &mut Reading, peer: PeerId) -> Result<Option<Actor>> {
    let row: Option<ActorRow> = db
        .query(select_actors!("where peer_id = $1 order by id limit 1"))
        .bind(peer)
        .optional()
        .await?;
    Ok(row.map(Actor::from))
}

/// An actor of a peer, and how far that peer is trusted.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct KnownRemote {
    /// Its address.
    pub iri: Iri,
    /// Its id here.
    pub id: ActorId,
    /// Its server.
    #[sqlx(rename = "peer_id")]
    pub peer: PeerId,
    /// How far its server is trusted, as far as anybody said so.
    pub trust: Option<Trust>,
    /// Whether its server is a node of our kind.
    pub is_of_a_node: bool,
}

/// Which of `iris` are actors of peers that are known.
pub async fn identify_remote(db: &mut Reading, iris: &BTreeSet<&Iri>) -> Result<Vec<KnownRemote>> {
    db.query(sql!(
        "select actor.iri, actor.id, actor.peer_id, peer.trust, peer.kind = 'node' as is_of_a_node
         from actor
         join peer on peer.id = actor.peer_id
         where actor.iri in (select value ->> 0 from",
        list,
        ")"
    ))
    .bind_list(iris.iter().map(|iri| [iri]))
    .all()
    .await
}

/// The actor of this node with that handle.
pub async fn find_local(db: &mut Reading, handle: &str) -> Result<Option<Actor>> {
    let row: Option<ActorRow> = db
        .query(select_actors!("where handle = $1 and peer_id is null"))
        .bind(handle)
        .optional()
        .await?;
    Ok(row.map(Actor::from))
}

/// The actor that people write as `handle@host`, local or not.
pub async fn find_by_address(db: &mut Reading, handle: &str, host: &str) -> Result<Option<Actor>> {
    let rows: Vec<ActorRow> =
        db.query(select_actors!("where handle = $1 order by id")).bind(handle).all().await?;
    Ok(rows.into_iter().map(Actor::from).find(|actor| actor.iri.host() == host))
}

/// The technical actor of this node, which signs what it fetches.
pub async fn instance(db: &mut Reading) -> Result<Option<Actor>> {
    let row: Option<ActorRow> =
        db.query(select_actors!("where kind = 'instance' and peer_id is null")).optional().await?;
    Ok(row.map(Actor::from))
}

/// The territories and organisations of this node, the oldest first.
pub async fn local(db: &mut Reading) -> Result<Vec<Actor>> {
    let rows: Vec<ActorRow> = db
        .query(select_actors!("where peer_id is null and kind <> 'instance' order by id"))
        .all()
        .await?;
    Ok(rows.into_iter().map(Actor::from).collect())
}

/// Every territory and organisation, by handle: those of this node, and those that stand in the
/// catalogue of a peer that no block hides. One that merely wrote to us is not listed.
pub async fn directory(db: &mut Reading) -> Result<Vec<Actor>> {
    let rows: Vec<ActorRow> = db
        .query(select_actors!(
            "where kind in ('territory', 'organisation')
               and (peer_id is null or exists (
                   select 1
                   from catalogue_entry
                   where catalogue_entry.iri = actor.iri and deleted_at is null
               ))
               and not exists (
                   select 1
                   from peer
                   where peer.id = actor.peer_id and blocked is not null
               )
             order by handle, id"
        ))
        .all()
        .await?;
    Ok(rows.into_iter().map(Actor::from).collect())
}

/// The JSON of an actor as sent, and its digest.
pub async fn document(db: &mut Reading, iri: &Iri) -> Result<Option<(String, String)>> {
    db.query(sql!(
        "select document, digest
         from actor
         where iri = $1"
    ))
    .bind(iri)
    .optional()
    .await
}

/// Forgets an actor, its sheets and who followed whom; `false` when it was not known. What it
/// published stays in the catalogue until it is buried there.
pub async fn remove(db: &mut Writing, iri: &Iri) -> Result<bool> {
    index::remove_all_of_actor(db, iri).await?;
    let deleted = db
        .query(sql!(
            "delete from actor
             where iri = $1"
        ))
        .bind(iri)
        .execute()
        .await?;
    Ok(deleted == 1)
}
