//! Every row of every table, in a form that either engine takes: for backup and restore.

use std::collections::HashMap;

use serde_json::{Map, Value};
use sqlx::{Column, FromRow, Row, TypeInfo, ValueRef, postgres::PgRow, sqlite::SqliteRow};

use super::{
    Reading, Result, Writing,
    index::{self, Listed},
    query::{Sql, sql},
    sheet_row::load,
};
use crate::domain::{Facet, SheetId};

/// A table that a backup holds. The search index is no part of it: it is made anew.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// Its columns, in the order of the backup.
    pub columns: &'static [&'static str],
    select: Sql,
    insert: Sql,
}

/// Declares tables: the SQL type of each column, and after `by` the columns of the key.
macro_rules! tables {
    ($($table:ident ($first:ident: $first_type:ident $(, $column:ident: $type:ident)*)
        by $key:ident $(, $more:ident)*;)*) => {
        &[$(Table {
            name: stringify!($table),
            columns: &[stringify!($first) $(, stringify!($column))*],
            select: sql!(concat!(
                "select ", stringify!($first) $(, ", ", stringify!($column))*,
                " from ", stringify!($table),
                " order by ", stringify!($key) $(, ", ", stringify!($more))*,
                " limit $1 offset $2"
            )),
            insert: sql!(
                sqlite: insert!("json_each($1)",
                    $table ($first: $first_type $(, $column: $type)*)),
                postgres: insert!("json_array_elements(cast($1 as json))",
                    $table ($first: $first_type $(, $column: $type)*)),
            ),
        }),*]
    };
}

macro_rules! insert {
    ($list:literal, $table:ident ($first:ident: $first_type:ident $(, $column:ident: $type:ident)*)) => {
        concat!(
            "insert into ", stringify!($table), " (",
            stringify!($first) $(, ", ", stringify!($column))*,
            ") select ", item!($first: $first_type) $(, ", ", item!($column: $type))*,
            " from ", $list
        )
    };
}

macro_rules! item {
    ($column:ident: text) => {
        concat!("value ->> '", stringify!($column), "'")
    };
    ($column:ident: real) => {
        concat!("cast(value ->> '", stringify!($column), "' as double precision)")
    };
    ($column:ident: $type:ident) => {
        concat!("cast(value ->> '", stringify!($column), "' as ", stringify!($type), ")")
    };
}

/// All tables; one that refers to another comes after it.
pub const TABLES: &[Table] = tables! {
    setting (name: text, value: text) by name;
    counter (name: text, value: bigint) by name;
    user_account (
        id: bigint, name: text, password_hash: text, role: text, created_at: bigint
    ) by id;
    local_theme (id: text, concept: text) by id;
    peer (
        id: bigint, host: text, kind: text, last_heard_at: bigint, next_try_at: bigint,
        failures: bigint, failing_since: bigint, lease_until: bigint, node_actor: text,
        catalogue: text, cursor: text, etag: text, sync_due_at: bigint,
        sync_lease_until: bigint, sync_failures: bigint, checked_at: bigint, problem: text,
        signature_scheme: text, signature_scheme_at: bigint, trust: text, blocked: text
    ) by id;
    actor (
        id: bigint, iri: text, kind: text, peer_id: bigint, handle: text, name: text, url: text,
        inbox: text, shared_inbox: text, outbox: text, catalogue: text, key_id: text,
        key_pem: text, territory: text, document: text, digest: text, proven_by: text,
        published_at: bigint, updated_at: bigint, more_keys: text, proven_at: bigint
    ) by id;
    key_set (
        rsa_id: text, actor_id: bigint, rsa_sealed: text, ed25519_id: text, ed25519_sealed: text,
        created_at: bigint, retired_at: bigint, last_activity: bigint
    ) by rsa_id;
    following (
        follower_id: bigint, followed: text, peer_id: bigint, activity: text, state: text,
        asked_at: bigint, answered_at: bigint
    ) by follower_id, followed;
    follower (
        actor_id: bigint, follower_id: bigint, activity: text, accepted_at: bigint
    ) by actor_id, follower_id;
    sheet (
        id: bigint, iri: text, actor_id: bigint, peer_id: bigint, kind: text, slug: text,
        language: text, visibility: text, example: boolean, published_at: bigint,
        updated_at: bigint, adapted_from: text, confidence: text, digest: text, proven_by: text,
        details: text, object: text, proven_at: bigint
    ) by id;
    sheet_text (
        sheet_id: bigint, language: text, position: bigint, origin: text, of_version: bigint,
        title: text, body: text, ask: text
    ) by sheet_id, language;
    place (
        sheet_id: bigint, name: text, street: text, postal_code: text, locality: text,
        region: text, country: text, latitude: real, longitude: real
    ) by sheet_id;
    sheet_facet (facet: text, value: text, sheet_id: bigint) by facet, value, sheet_id;
    sheet_version (
        sheet_id: bigint, number: bigint, updated_at: bigint, changed: text, content: text
    ) by sheet_id, number;
    house_text (page: text, language: text, markdown: text, updated_at: bigint) by page, language;
    catalogue_entry (
        iri: text, peer_id: bigint, actor: text, kind: text, digest: text, held_digest: text,
        updated_at: bigint, deleted_at: bigint, former_type: text, change: bigint, bucket: bigint
    ) by iri;
    activity (
        id: bigint, iri: text, kind: text, actor_id: bigint, object: text, public: boolean,
        created_at: bigint, body: text
    ) by id;
    delivery (
        peer_id: bigint, activity_id: bigint, inbox: text, created_at: bigint
    ) by peer_id, activity_id, inbox;
    delivery_log (
        peer_id: bigint, activity_id: bigint, inbox: text, status: bigint, reason: text,
        at: bigint
    ) by peer_id, activity_id, inbox;
    received_activity (
        id: bigint, iri: text, actor: text, received_at: bigint, state: text, problem: text,
        body: text
    ) by id;
    wanted_object (iri: text, due_at: bigint, tries: bigint, lease_until: bigint) by iri;
    announcement (iri: text, actor: text, object: text, announced_at: bigint) by iri;
    gone_inbox (inbox: text, peer_id: bigint, since: bigint) by inbox;
    actor_alias (actor_id: bigint, alias: text, added_at: bigint) by actor_id, alias;
    departure (actor_id: bigint, target: text, moved_at: bigint) by actor_id;
    proposed_move (
        actor: text, target: text, state: text, said_at: bigint, due_at: bigint, tries: bigint,
        problem: text
    ) by actor;
    withheld_copy (
        number: bigint, iri: text, state: text, actor: text, peer_id: bigint, kind: text,
        title: text, why: text, digest: text, object: text, sheet_id: bigint, received_at: bigint
    ) by number;
    allowed_host (host: text, added_at: bigint) by host;
    follow_request (
        actor_id: bigint, follower_id: bigint, activity: text, asked_at: bigint
    ) by actor_id, follower_id;
    decision (
        number: bigint, at: bigint, who: text, verb: text, subject: text, reason: text,
        digest: text
    ) by number;
    domain_block (
        domain: text, severity: text, reject_media: boolean, reject_reports: boolean,
        public_comment: text, private_comment: text, published: boolean, created_at: bigint
    ) by domain;
    block_list (
        url: text, publisher: text, due_at: bigint, lease_until: bigint, etag: text,
        checked_at: bigint, problem: text, entries: text
    ) by url;
    block_draft (
        id: bigint, list: text, domain: text, change: text, severity: text,
        reject_media: boolean, reject_reports: boolean, comment: text, state: text,
        made_at: bigint
    ) by id;
    report (
        id: bigint, activity: text, sent: boolean, host: text, reporter: text, about: text,
        comment: text, received_at: bigint, closed_at: bigint, reason: text
    ) by id;
    actor_block (actor: text, blocked: text, activity: text, blocked_at: bigint)
        by actor, blocked;
    reply (
        id: bigint, iri: text, actor: text, name: text, in_reply_to: text, url: text,
        language: text, content: text, published_at: bigint, received_at: bigint, state: text,
        decided_at: bigint
    ) by id;
    draft (
        id: bigint, actor_id: bigint, slug: text, kind: text, record: text, source: text,
        created_at: bigint, updated_at: bigint
    ) by id;
};

/// Sheets whose index is made in one go.
const INDEXED_AT_ONCE: i64 = 200;

/// A row as a JSON object: numbers, texts and nulls by the name of their column.
struct DumpRow(Map<String, Value>);

/// Reads a row of one engine by the type of each value; a boolean becomes 0 or 1, as SQLite has it.
macro_rules! dump_row_from {
    ($row:ty) => {
        impl FromRow<'_, $row> for DumpRow {
            fn from_row(row: &$row) -> sqlx::Result<Self> {
                let mut object = Map::new();
                for (at, column) in row.columns().iter().enumerate() {
                    let raw = row.try_get_raw(at)?;
                    let kind = raw.type_info().name().to_owned();
                    let value = match kind.as_str() {
                        _ if raw.is_null() => Value::Null,
                        "INTEGER" | "INT8" => row.try_get::<i64, _>(at)?.into(),
                        "REAL" | "FLOAT8" => row.try_get::<f64, _>(at)?.into(),
                        "BOOL" => i64::from(row.try_get::<bool, _>(at)?).into(),
                        _ => row.try_get::<String, _>(at)?.into(),
                    };
                    object.insert(column.name().to_owned(), value);
                }
                Ok(Self(object))
            }
        }
    };
}

dump_row_from!(SqliteRow);
dump_row_from!(PgRow);

/// At most `limit` rows of a table after the first `offset`, in the order of its key. All pages of
/// one session are of one moment.
pub async fn rows(
    db: &mut Reading,
    table: &Table,
    offset: i64,
    limit: i64,
) -> Result<Vec<Map<String, Value>>> {
    let rows: Vec<DumpRow> = db.query(table.select).bind(limit).bind(offset).all().await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// Puts rows back; a column that an older backup does not have becomes null.
pub async fn insert(db: &mut Writing, table: &Table, rows: &[Map<String, Value>]) -> Result<()> {
    if !rows.is_empty() {
        db.query(table.insert).bind_list(rows).execute().await?;
    }
    Ok(())
}

/// Whether no table has any row.
pub async fn is_empty(db: &mut Reading) -> Result<bool> {
    for table in TABLES {
        if !rows(db, table, 0, 1).await?.is_empty() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Makes the search index of all sheets, after their rows were put back.
pub async fn index_all(db: &mut Writing) -> Result<()> {
    let mut after = SheetId(i64::MIN);
    loop {
        let ids: Vec<(SheetId,)> = db
            .query(sql!(
                "select id
                 from sheet
                 where id > $1
                   and visibility = 'public'
                   and not exists (
                       select 1
                       from peer
                       where peer.id = sheet.peer_id and blocked is not null
                   )
                 order by id
                 limit $2"
            ))
            .bind(after)
            .bind(INDEXED_AT_ONCE)
            .all()
            .await?;
        let ids: Vec<SheetId> = ids.into_iter().map(|(id,)| id).collect();
        let Some(last) = ids.last() else { return Ok(()) };
        after = *last;
        let mut facets = facets_of(db, &ids).await?;
        let sheets = load(db, &ids).await?;
        let listed: Vec<Listed<'_>> = sheets
            .iter()
            .map(|sheet| Listed {
                id: sheet.id,
                sheet,
                facets: facets.remove(&sheet.id).unwrap_or_default(),
            })
            .collect();
        index::remove(db, &ids).await?;
        index::insert(db, &listed).await?;
    }
}

async fn facets_of(
    db: &mut Reading,
    ids: &[SheetId],
) -> Result<HashMap<SheetId, Vec<(Facet, String)>>> {
    let rows: Vec<(SheetId, String, String)> = db
        .query(sql!(
            "select sheet_id, facet, value
             from sheet_facet
             where sheet_id in (select cast(value ->> 0 as bigint) from",
            list,
            ")"
        ))
        .bind_list(ids.iter().map(|id| [id]))
        .all()
        .await?;
    let mut facets: HashMap<SheetId, Vec<(Facet, String)>> = HashMap::new();
    for (id, facet, value) in rows {
        if let Some(facet) = Facet::parse(&facet) {
            facets.entry(id).or_default().push((facet, value));
        }
    }
    Ok(facets)
}
