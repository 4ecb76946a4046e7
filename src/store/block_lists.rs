//! Lists of blocks of other nodes, and what they propose.

use sqlx::FromRow;

use super::{
    Reading, Result, Writing,
    columns::Document,
    query::{sql, without_nul},
};
use crate::domain::{
    BlockDraft, Domain, Iri, ListedBlock, Proposal, Severity, Subscription, Timestamp,
};

#[derive(FromRow)]
struct ListRow {
    url: Iri,
    publisher: Iri,
    etag: Option<String>,
    checked_at: Option<Timestamp>,
    problem: Option<String>,
    entries: Document<Vec<ListedBlock>>,
}

impl From<ListRow> for Subscription {
    fn from(row: ListRow) -> Self {
        Self {
            url: row.url,
            publisher: row.publisher,
            etag: row.etag,
            checked_at: row.checked_at,
            problem: row.problem,
            entries: row.entries.0,
        }
    }
}

#[derive(FromRow)]
struct DraftRow {
    id: i64,
    list: Iri,
    domain: Domain,
    change: String,
    severity: Severity,
    reject_media: bool,
    reject_reports: bool,
    comment: String,
    made_at: Timestamp,
}

impl From<DraftRow> for BlockDraft {
    fn from(row: DraftRow) -> Self {
        Self {
            id: row.id,
            list: row.list,
            proposal: if row.change == "remove" { Proposal::Remove } else { Proposal::Add },
            block: ListedBlock {
                domain: row.domain,
                severity: row.severity,
                reject_media: row.reject_media,
                reject_reports: row.reject_reports,
                comment: row.comment,
            },
            made_at: row.made_at,
        }
    }
}

/// Subscribes to a list, which is due at once; `false` when that was done before.
pub async fn subscribe(
    db: &mut Writing,
    url: &Iri,
    publisher: &Iri,
    now: Timestamp,
) -> Result<bool> {
    let added = db
        .query(sql!(
            "insert into block_list (url, publisher, due_at)
             values ($1, $2, $3)
             on conflict do nothing"
        ))
        .bind(url)
        .bind(publisher)
        .bind(now)
        .execute()
        .await?;
    Ok(added > 0)
}

/// Ends a subscription, and forgets what the list proposed; `false` when there was none.
pub async fn unsubscribe(db: &mut Writing, url: &Iri) -> Result<bool> {
    let removed =
        db.query(sql!("delete from block_list where url = $1")).bind(url).execute().await?;
    Ok(removed > 0)
}

/// All subscriptions, by address.
pub async fn all(db: &mut Reading) -> Result<Vec<Subscription>> {
    let rows: Vec<ListRow> = db
        .query(sql!(
            "select url, publisher, etag, checked_at, problem, entries
             from block_list
             order by url"
        ))
        .all()
        .await?;
    Ok(rows.into_iter().map(Subscription::from).collect())
}

/// Leases a list that is due; no other worker gets it meanwhile.
pub async fn claim(
    db: &mut Writing,
    now: Timestamp,
    lease_seconds: i64,
) -> Result<Option<Subscription>> {
    let row: Option<ListRow> = db
        .query(sql!(
            "update block_list
             set lease_until = $1
             where url in (
                 select url
                 from block_list
                 where due_at <= $2 and lease_until <= $2
                 order by due_at, url
                 limit 1
             )
             returning url, publisher, etag, checked_at, problem, entries"
        ))
        .bind(now.plus_seconds(lease_seconds))
        .bind(now)
        .optional()
        .await?;
    Ok(row.map(Subscription::from))
}

/// Notes what a list says now, verified.
pub async fn keep(
    db: &mut Writing,
    url: &Iri,
    entries: &[ListedBlock],
    etag: Option<&str>,
    now: Timestamp,
    due: Timestamp,
) -> Result<()> {
    db.query(sql!(
        "update block_list
         set entries = $2, etag = $3, checked_at = $4, due_at = $5, lease_until = 0,
             problem = null
         where url = $1"
    ))
    .bind(url)
    .bind(Document(entries.to_vec()))
    .bind(etag)
    .bind(now)
    .bind(due)
    .execute()
    .await?;
    Ok(())
}

/// Notes why a list could not be read; what it said before stays.
pub async fn fail(db: &mut Writing, url: &Iri, problem: &str, due: Timestamp) -> Result<()> {
    db.query(sql!(
        "update block_list set problem = $2, due_at = $3, lease_until = 0 where url = $1"
    ))
    .bind(url)
    .bind(without_nul(problem))
    .bind(due)
    .execute()
    .await?;
    Ok(())
}

/// Puts a proposal before the operator, in the place of an earlier one of the same list about the
/// same domain.
pub async fn propose(db: &mut Writing, draft: &BlockDraft) -> Result<()> {
    let change = match draft.proposal {
        Proposal::Add => "add",
        Proposal::Remove => "remove",
    };
    let block = &draft.block;
    db.query(sql!(
        "insert into block_draft (
             id, list, domain, change, severity, reject_media, reject_reports, comment, state,
             made_at
         )
         values ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting', $9)
         on conflict (list, domain) do update
         set change = excluded.change,
             severity = excluded.severity,
             reject_media = excluded.reject_media,
             reject_reports = excluded.reject_reports,
             comment = excluded.comment,
             state = excluded.state,
             made_at = excluded.made_at"
    ))
    .bind(draft.id)
    .bind(&draft.list)
    .bind(&block.domain)
    .bind(change)
    .bind(block.severity)
    .bind(block.reject_media)
    .bind(block.reject_reports)
    .bind(without_nul(&block.comment))
    .bind(draft.made_at)
    .execute()
    .await?;
    Ok(())
}

/// Takes back a proposal about which nobody has decided.
pub async fn withdraw(db: &mut Writing, list: &Iri, domain: &Domain) -> Result<()> {
    db.query(sql!("delete from block_draft where list = $1 and domain = $2 and state = 'waiting'"))
        .bind(list)
        .bind(domain)
        .execute()
        .await?;
    Ok(())
}

/// The proposals that wait for a decision, the oldest first.
pub async fn drafts(db: &mut Reading) -> Result<Vec<BlockDraft>> {
    let rows: Vec<DraftRow> = db
        .query(sql!(
            "select id, list, domain, change, severity, reject_media, reject_reports, comment,
                    made_at
             from block_draft
             where state = 'waiting'
             order by made_at, domain, list"
        ))
        .all()
        .await?;
    Ok(rows.into_iter().map(BlockDraft::from).collect())
}

/// Notes what a person decided about a proposal.
pub async fn decide(db: &mut Writing, draft: i64, confirmed: bool) -> Result<()> {
    db.query(sql!("update block_draft set state = $2 where id = $1"))
        .bind(draft)
        .bind(if confirmed { "confirmed" } else { "dismissed" })
        .execute()
        .await?;
    Ok(())
}
