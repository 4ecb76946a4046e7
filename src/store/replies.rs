//! Replies to what this node publishes: those that wait, and those that are shown.

use sqlx::FromRow;

use super::{
    Reading, Result, Writing,
    query::{sql, without_nul},
};
use crate::domain::{Iri, Language, Reply, ReplyState, Timestamp};

#[derive(FromRow)]
struct ReplyRow {
    id: i64,
    iri: Iri,
    actor: Iri,
    name: String,
    in_reply_to: Iri,
    url: Option<Iri>,
    language: Option<Language>,
    content: String,
    published_at: Timestamp,
    received_at: Timestamp,
    state: ReplyState,
}

impl From<ReplyRow> for Reply {
    fn from(row: ReplyRow) -> Self {
        Self {
            id: row.id,
            iri: row.iri,
            actor: row.actor,
            name: row.name,
            in_reply_to: row.in_reply_to,
            url: row.url,
            language: row.language,
            content: row.content,
            published_at: row.published_at,
            received_at: row.received_at,
            state: row.state,
        }
    }
}

macro_rules! select_replies {
    ($rest:literal) => {
        sql!(concat!(
            "select id, iri, actor, name, in_reply_to, url, language, content, published_at,
                    received_at, state
             from reply ",
            $rest
        ))
    };
}

/// Keeps a reply, or a new version of it, which waits again.
pub async fn put(db: &mut Writing, reply: &Reply) -> Result<()> {
    db.query(sql!(
        "insert into reply (
             id, iri, actor, name, in_reply_to, url, language, content, published_at,
             received_at, state
         )
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         on conflict (iri) do update
         set name = excluded.name,
             url = excluded.url,
             language = excluded.language,
             content = excluded.content,
             received_at = excluded.received_at,
             state = excluded.state,
             decided_at = null
         where reply.actor = excluded.actor"
    ))
    .bind(reply.id)
    .bind(&reply.iri)
    .bind(&reply.actor)
    .bind(without_nul(&reply.name))
    .bind(&reply.in_reply_to)
    .bind(&reply.url)
    .bind(&reply.language)
    .bind(without_nul(&reply.content))
    .bind(reply.published_at)
    .bind(reply.received_at)
    .bind(reply.state)
    .execute()
    .await?;
    Ok(())
}

/// A reply, by the number that commands name.
pub async fn find(db: &mut Reading, id: i64) -> Result<Option<Reply>> {
    let row: Option<ReplyRow> =
        db.query(select_replies!("where id = $1")).bind(id).optional().await?;
    Ok(row.map(Reply::from))
}

/// The reply at an address.
pub async fn find_by_iri(db: &mut Reading, iri: &Iri) -> Result<Option<Reply>> {
    let row: Option<ReplyRow> =
        db.query(select_replies!("where iri = $1")).bind(iri).optional().await?;
    Ok(row.map(Reply::from))
}

/// The replies in a state, the oldest first.
pub async fn in_state(db: &mut Reading, state: ReplyState) -> Result<Vec<Reply>> {
    let rows: Vec<ReplyRow> = db
        .query(select_replies!("where state = $1 order by received_at, id"))
        .bind(state)
        .all()
        .await?;
    Ok(rows.into_iter().map(Reply::from).collect())
}

/// The replies that are shown under an object, the oldest first.
pub async fn shown_under(db: &mut Reading, object: &Iri, limit: i64) -> Result<Vec<Reply>> {
    let rows: Vec<ReplyRow> = db
        .query(select_replies!(
            "where in_reply_to = $1 and state = 'approved'
             order by published_at, id
             limit $2"
        ))
        .bind(object)
        .bind(limit)
        .all()
        .await?;
    Ok(rows.into_iter().map(Reply::from).collect())
}

/// How many replies of one author wait.
pub async fn waiting_of(db: &mut Reading, actor: &Iri) -> Result<i64> {
    let (count,): (i64,) = db
        .query(sql!("select count(*) from reply where actor = $1 and state = 'waiting'"))
        .bind(actor)
        .one()
        .await?;
    Ok(count)
}

/// Decides about a reply; `false` when there is none.
pub async fn decide(db: &mut Writing, id: i64, state: ReplyState, now: Timestamp) -> Result<bool> {
    let decided = db
        .query(sql!("update reply set state = $2, decided_at = $3 where id = $1"))
        .bind(id)
        .bind(state)
        .bind(now)
        .execute()
        .await?;
    Ok(decided > 0)
}

/// Forgets a reply that its author took back; `false` when there is none of theirs.
pub async fn remove(db: &mut Writing, iri: &Iri, actor: &Iri) -> Result<bool> {
    let removed = db
        .query(sql!("delete from reply where iri = $1 and actor = $2"))
        .bind(iri)
        .bind(actor)
        .execute()
        .await?;
    Ok(removed > 0)
}

/// Forgets all replies of an author who left.
pub async fn remove_all_of(db: &mut Writing, actor: &Iri) -> Result<()> {
    db.query(sql!("delete from reply where actor = $1")).bind(actor).execute().await?;
    Ok(())
}

/// Forgets what came in before a moment and was not approved.
pub async fn purge(db: &mut Writing, before: Timestamp) -> Result<()> {
    db.query(sql!("delete from reply where state <> 'approved' and received_at < $1"))
        .bind(before)
        .execute()
        .await?;
    Ok(())
}
