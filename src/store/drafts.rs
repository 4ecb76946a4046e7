//! Practices, events and calls that nobody has published yet.

use sqlx::FromRow;

use super::{
    Reading, Result, Writing,
    query::{sql, without_nul},
};
use crate::domain::{ActorId, Draft, DraftId, SheetKind, Timestamp};

#[derive(FromRow)]
struct DraftRow {
    id: DraftId,
    actor_id: ActorId,
    slug: String,
    kind: SheetKind,
    record: String,
    source: String,
    created_at: Timestamp,
    updated_at: Timestamp,
}

impl From<DraftRow> for Draft {
    fn from(row: DraftRow) -> Self {
        Self {
            id: row.id,
            actor: row.actor_id,
            slug: row.slug,
            kind: row.kind,
            record: row.record,
            source: row.source,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

macro_rules! select_drafts {
    ($rest:literal) => {
        sql!(concat!(
            "select id, actor_id, slug, kind, record, source, created_at, updated_at
             from draft ",
            $rest
        ))
    };
}

/// Keeps a draft, or what became of the draft of that name of the same actor, which keeps its id.
pub async fn put(db: &mut Writing, draft: &Draft) -> Result<()> {
    db.query(sql!(
        "insert into draft (id, actor_id, slug, kind, record, source, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (actor_id, slug) do update
         set kind = excluded.kind,
             record = excluded.record,
             source = excluded.source,
             updated_at = excluded.updated_at"
    ))
    .bind(draft.id)
    .bind(draft.actor)
    .bind(without_nul(&draft.slug))
    .bind(draft.kind)
    .bind(without_nul(&draft.record))
    .bind(without_nul(&draft.source))
    .bind(draft.created_at)
    .bind(draft.updated_at)
    .execute()
    .await?;
    Ok(())
}

/// A draft, by the number that commands name.
pub async fn find(db: &mut Reading, id: DraftId) -> Result<Option<Draft>> {
    let row: Option<DraftRow> =
        db.query(select_drafts!("where id = $1")).bind(id).optional().await?;
    Ok(row.map(Draft::from))
}

/// The draft of an actor by the author's own name for it.
pub async fn find_by_slug(db: &mut Reading, actor: ActorId, slug: &str) -> Result<Option<Draft>> {
    let row: Option<DraftRow> = db
        .query(select_drafts!("where actor_id = $1 and slug = $2"))
        .bind(actor)
        .bind(slug)
        .optional()
        .await?;
    Ok(row.map(Draft::from))
}

/// All drafts, the oldest first.
pub async fn all(db: &mut Reading) -> Result<Vec<Draft>> {
    let rows: Vec<DraftRow> = db.query(select_drafts!("order by created_at, id")).all().await?;
    Ok(rows.into_iter().map(Draft::from).collect())
}

/// Forgets a draft; `false` when there is none.
pub async fn remove(db: &mut Writing, id: DraftId) -> Result<bool> {
    let removed = db.query(sql!("delete from draft where id = $1")).bind(id).execute().await?;
    Ok(removed > 0)
}
