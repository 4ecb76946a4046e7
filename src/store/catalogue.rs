//! The complete list of what this node publishes, and of what each peer does.
//!
//! Every change takes the next number of one counter, so that a reader who knows a number can ask
//! for what came after. A tombstone stays for ever and wins over whatever arrives later.

use std::collections::HashMap;

use sqlx::FromRow;

use super::{
    Reading, Result, Writing, counters,
    query::{Query, Sql, sql},
};
use crate::domain::{Iri, PeerId, SheetKind, Timestamp};

/// What kind of object a catalogue names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ObjectKind {
    /// A practice, event, call or post.
    Sheet(SheetKind),
    /// A territory or an organisation.
    Actor,
}

impl ObjectKind {
    /// The kind as it stands in the table: `practice`, `actor`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sheet(kind) => kind.as_str(),
            Self::Actor => "actor",
        }
    }

    /// The kind that `text` names.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text == "actor" { Some(Self::Actor) } else { SheetKind::parse(text).map(Self::Sheet) }
    }
}

/// One line of a catalogue: an object, or what is left of it.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Entry {
    /// The address of the object.
    pub iri: Iri,
    /// The actor that published it.
    pub actor: Iri,
    /// What it is, or was.
    pub kind: ObjectKind,
    /// Its digest, as its publisher names it; `None` once it is deleted.
    pub digest: Option<String>,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// When it was deleted.
    pub deleted_at: Option<Timestamp>,
    /// Its type on the wire before it was deleted.
    pub former_type: Option<String>,
    /// Its place in the order of change; 0 before it has one.
    pub change: i64,
    /// The first byte of the SHA-256 of its address.
    #[sqlx(try_from = "i64")]
    pub bucket: u8,
    /// The digest of the copy that we hold, of what a peer publishes.
    pub held_digest: Option<String>,
}

/// Whose catalogue.
#[derive(Clone, Copy, Debug)]
pub enum Owner<'a> {
    /// Of this whole node.
    Node,
    /// Of one actor of this node.
    Actor(&'a Iri),
    /// Of a peer, as far as we know it.
    Copy(PeerId),
}

/// What a head digest is made of: one line per object, in the order of their addresses.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Line {
    /// The first byte of the SHA-256 of the address.
    #[sqlx(try_from = "i64")]
    pub bucket: u8,
    /// The address.
    pub iri: Iri,
    /// The digest; `None` of a tombstone.
    pub digest: Option<String>,
}

/// Inserts entries; `$conflict` says what becomes of one that is there. The list has one row per
/// entry, as `insert` below makes it.
macro_rules! insert_entries {
    ($conflict:literal) => {
        sql!(
            "insert into catalogue_entry (
                 iri, peer_id, actor, kind, digest, held_digest, updated_at, deleted_at,
                 former_type, change, bucket
             )
             select value ->> 0, cast(value ->> 1 as bigint), value ->> 2, value ->> 3,
                    value ->> 4, value ->> 5, cast(value ->> 6 as bigint),
                    cast(value ->> 7 as bigint), value ->> 8, cast(value ->> 9 as bigint),
                    cast(value ->> 10 as bigint)
             from",
            list,
            $conflict
        )
    };
}

/// Notes that an object of this node is published or has changed; `false`, and nothing noted, when
/// it was deleted before.
pub async fn record_local(db: &mut Writing, entry: &Entry) -> Result<bool> {
    let recorded = insert(
        db,
        insert_entries!(
            "where true
             on conflict (iri) do update
             set digest = excluded.digest,
                 updated_at = excluded.updated_at,
                 change = excluded.change
             where catalogue_entry.peer_id is null
               and catalogue_entry.deleted_at is null
             returning iri"
        ),
        &[(None, entry)],
    )
    .await?;
    Ok(!recorded.is_empty())
}

/// Notes copies that have arrived and says of each whether it is news: only those are to be put
/// into the tables. What is older than what the catalogue lists, held already, deleted, or of
/// another actor than before, is none.
///
/// The caller has made sure that each object is of its peer.
pub async fn hold_copies(db: &mut Writing, copies: &[(PeerId, Entry)]) -> Result<Vec<bool>> {
    let mut news = vec![false; copies.len()];
    for round in rounds(copies.iter().map(|(_, entry)| &entry.iri)) {
        let arrived: Vec<_> =
            round.iter().map(|at| (Some(copies[*at].0), &copies[*at].1)).collect();
        let held = insert(
            db,
            insert_entries!(
                "where true
                 on conflict (iri) do update
                 set kind = excluded.kind,
                     digest = excluded.digest,
                     held_digest = excluded.held_digest,
                     updated_at = excluded.updated_at,
                     change = excluded.change
                 where catalogue_entry.peer_id = excluded.peer_id
                   and catalogue_entry.actor = excluded.actor
                   and catalogue_entry.deleted_at is null
                   and catalogue_entry.updated_at <= excluded.updated_at
                   and catalogue_entry.held_digest is distinct from excluded.held_digest
                 returning iri"
            ),
            &arrived,
        )
        .await?;
        for at in round {
            news[at] = held.contains(&copies[at].1.iri);
        }
    }
    Ok(news)
}

/// Notes what a peer lists in its catalogue and returns what is buried by that: the copies of those
/// must go. Only what is not older than what we know counts, but a tombstone always does.
///
/// The caller has made sure that each object is of `peer`.
pub async fn want(db: &mut Writing, peer: PeerId, listed: &[Entry]) -> Result<Vec<Iri>> {
    let mut buried = Vec::new();
    for round in rounds(listed.iter().map(|entry| &entry.iri)) {
        let entries: Vec<&Entry> = round.iter().map(|at| &listed[*at]).collect();
        let (dead, alive): (Vec<&Entry>, Vec<&Entry>) =
            entries.into_iter().partition(|entry| entry.deleted_at.is_some());
        buried.extend(bury(db, Some(peer), &dead).await?);
        let alive: Vec<_> = alive.into_iter().map(|entry| (Some(peer), entry)).collect();
        insert(
            db,
            insert_entries!(
                "where true
                 on conflict (iri) do update
                 set actor = excluded.actor,
                     kind = excluded.kind,
                     digest = excluded.digest,
                     updated_at = excluded.updated_at,
                     change = excluded.change
                 where catalogue_entry.peer_id = excluded.peer_id
                   and catalogue_entry.deleted_at is null
                   and catalogue_entry.updated_at <= excluded.updated_at
                   and catalogue_entry.digest is distinct from excluded.digest
                 returning iri"
            ),
            &alive,
        )
        .await?;
    }
    Ok(buried)
}

/// Sets a tombstone, for ever; `false` when there is one already. `peer` is the one that published
/// the object, `None` this node. It was deleted when the entry says so, or else when it changed.
pub async fn tombstone(db: &mut Writing, peer: Option<PeerId>, entry: &Entry) -> Result<bool> {
    Ok(!bury(db, peer, &[entry]).await?.is_empty())
}

/// Sets tombstones and returns the addresses of those that are new.
async fn bury(db: &mut Writing, peer: Option<PeerId>, entries: &[&Entry]) -> Result<Vec<Iri>> {
    let tombstones: Vec<Entry> = entries
        .iter()
        .map(|&entry| Entry {
            digest: None,
            held_digest: None,
            deleted_at: entry.deleted_at.or(Some(entry.updated_at)),
            ..entry.clone()
        })
        .collect();
    let tombstones: Vec<_> = tombstones.iter().map(|tombstone| (peer, tombstone)).collect();
    insert(
        db,
        insert_entries!(
            "where true
             on conflict (iri) do update
             set digest = null,
                 held_digest = null,
                 updated_at = excluded.updated_at,
                 deleted_at = excluded.deleted_at,
                 former_type = excluded.former_type,
                 change = excluded.change
             where coalesce(catalogue_entry.peer_id, 0) = coalesce(excluded.peer_id, 0)
               and catalogue_entry.deleted_at is null
             returning iri"
        ),
        &tombstones,
    )
    .await
}

/// Forgets a copy that is of no interest any longer; a tombstone stays.
pub async fn forget(db: &mut Writing, iri: &Iri) -> Result<()> {
    db.query(sql!(
        "delete from catalogue_entry
         where iri = $1 and peer_id is not null and deleted_at is null"
    ))
    .bind(iri)
    .execute()
    .await?;
    Ok(())
}

/// Runs one of the inserts and returns the addresses that it inserted or changed.
async fn insert(
    db: &mut Writing,
    statement: Sql,
    entries: &[(Option<PeerId>, &Entry)],
) -> Result<Vec<Iri>> {
    let Ok(count) = i64::try_from(entries.len()) else { return Ok(Vec::new()) };
    if count == 0 {
        return Ok(Vec::new());
    }
    let first = counters::take(db, counters::CATALOGUE, count).await?;
    let rows = (first..).zip(entries).map(|(change, (peer, entry))| {
        (
            &entry.iri,
            peer,
            &entry.actor,
            entry.kind.as_str(),
            &entry.digest,
            &entry.held_digest,
            entry.updated_at,
            entry.deleted_at,
            &entry.former_type,
            change,
            entry.bucket,
        )
    });
    let changed: Vec<(Iri,)> = db.query(statement).bind_list(rows).all().await?;
    Ok(changed.into_iter().map(|(iri,)| iri).collect())
}

/// Cuts a list into rounds in which no address stands twice, for one statement may not change one
/// row twice; each round comes after the one before.
fn rounds<'a>(iris: impl Iterator<Item = &'a Iri>) -> Vec<Vec<usize>> {
    let mut seen: HashMap<&Iri, usize> = HashMap::new();
    let mut rounds: Vec<Vec<usize>> = Vec::new();
    for (at, iri) in iris.enumerate() {
        let times = seen.entry(iri).or_default();
        if rounds.len() == *times {
            rounds.push(Vec::new());
        }
        rounds[*times].push(at);
        *times += 1;
    }
    rounds
}

/// The entry of an address.
pub async fn find(db: &mut Reading, iri: &Iri) -> Result<Option<Entry>> {
    db.query(sql!(
        "select iri, actor, kind, digest, updated_at, deleted_at, former_type, change, bucket,
                held_digest
         from catalogue_entry
         where iri = $1"
    ))
    .bind(iri)
    .optional()
    .await
}

/// A statement about the entries of one owner, who is `$1`: first the text for this node or a peer,
/// then the one for an actor.
macro_rules! of_owner {
    ($select:literal, $rest:literal) => {
        [
            sql!(concat!($select, " where coalesce(peer_id, 0) = $1 ", $rest)),
            sql!(concat!($select, " where actor = $1 and peer_id is null ", $rest)),
        ]
    };
}

fn owned<'c>(db: &'c mut Reading, owner: Owner<'_>, statements: [Sql; 2]) -> Query<'c> {
    let [of_server, of_actor] = statements;
    match owner {
        Owner::Node => db.query(of_server).bind(0_i64),
        Owner::Copy(peer) => db.query(of_server).bind(peer),
        Owner::Actor(iri) => db.query(of_actor).bind(iri),
    }
}

/// What changed after `after`, in the order of change.
pub async fn page(
    db: &mut Reading,
    owner: Owner<'_>,
    after: i64,
    limit: i64,
) -> Result<Vec<Entry>> {
    let statements = of_owner!(
        "select iri, actor, kind, digest, updated_at, deleted_at, former_type, change, bucket,
                held_digest
         from catalogue_entry",
        "and change > $2
         order by change
         limit $3"
    );
    owned(db, owner, statements).bind(after).bind(limit).all().await
}

/// All entries of a bucket, in the order of their addresses.
pub async fn bucket(db: &mut Reading, owner: Owner<'_>, bucket: u8) -> Result<Vec<Entry>> {
    let statements = of_owner!(
        "select iri, actor, kind, digest, updated_at, deleted_at, former_type, change, bucket,
                held_digest
         from catalogue_entry",
        "and bucket = $2
         order by iri"
    );
    owned(db, owner, statements).bind(i64::from(bucket)).all().await
}

/// The number of the last change; 0 when there is none.
pub async fn last_change(db: &mut Reading, owner: Owner<'_>) -> Result<i64> {
    let statements = of_owner!("select coalesce(max(change), 0) from catalogue_entry", "");
    let (change,): (i64,) = owned(db, owner, statements).one().await?;
    Ok(change)
}

/// The number of the last change of any catalogue, this node's or a copy: while it stays the same,
/// nothing that is listed has changed.
pub async fn latest_change(db: &mut Reading) -> Result<i64> {
    counters::last(db, counters::CATALOGUE).await
}

/// Says to those who remember what they computed that something is listed otherwise now, although no
/// catalogue has changed.
pub async fn touch(db: &mut Writing) -> Result<()> {
    counters::take(db, counters::CATALOGUE, 1).await?;
    Ok(())
}

/// How many objects and how many tombstones there are.
pub async fn totals(db: &mut Reading, owner: Owner<'_>) -> Result<(i64, i64)> {
    let statements = of_owner!(
        "select count(*) - count(deleted_at), count(deleted_at)
         from catalogue_entry",
        ""
    );
    owned(db, owner, statements).one().await
}

/// Every entry as a line for digests, in the order of their addresses.
pub async fn lines(db: &mut Reading, owner: Owner<'_>) -> Result<Vec<Line>> {
    let statements = of_owner!(
        "select bucket, iri, digest
         from catalogue_entry",
        "order by iri"
    );
    owned(db, owner, statements).all().await
}

/// What a peer publishes and we do not hold as it is now, in the order of change.
pub async fn missing(db: &mut Reading, peer: PeerId, limit: i64) -> Result<Vec<Entry>> {
    db.query(sql!(
        "select iri, actor, kind, digest, updated_at, deleted_at, former_type, change, bucket,
                held_digest
         from catalogue_entry
         where peer_id = $1
           and deleted_at is null
           and held_digest is distinct from digest
         order by change
         limit $2"
    ))
    .bind(peer)
    .bind(limit)
    .all()
    .await
}

/// How many objects a peer publishes, and how many of them we hold as they are now.
pub async fn counts(db: &mut Reading, peer: PeerId) -> Result<(i64, i64)> {
    db.query(sql!(
        "select count(*), count(case when held_digest = digest then 1 end)
         from catalogue_entry
         where coalesce(peer_id, 0) = $1 and deleted_at is null"
    ))
    .bind(peer)
    .one()
    .await
}
