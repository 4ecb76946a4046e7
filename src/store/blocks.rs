//! Whom this node does not listen to, and what that makes of the copies of others.

use sqlx::FromRow;

use super::{
    Reading, Result, Writing, counters,
    listed::{relist_peer, unlist_peer},
    query::{sql, without_nul},
};
use crate::domain::{Block, BlockSet, Domain, PeerId, Severity, Taxonomy, Timestamp};

#[derive(FromRow)]
struct BlockRow {
    domain: Domain,
    severity: Severity,
    reject_media: bool,
    reject_reports: bool,
    public_comment: String,
    private_comment: String,
    published: bool,
    created_at: Timestamp,
}

impl From<BlockRow> for Block {
    fn from(row: BlockRow) -> Self {
        Self {
            domain: row.domain,
            severity: row.severity,
            reject_media: row.reject_media,
            reject_reports: row.reject_reports,
            public_comment: row.public_comment,
            private_comment: row.private_comment,
            published: row.published,
            created_at: row.created_at,
        }
    }
}

/// All blocks, by domain.
pub async fn all(db: &mut Reading) -> Result<Vec<Block>> {
    let rows: Vec<BlockRow> = db
        .query(sql!(
            "select domain, severity, reject_media, reject_reports, public_comment,
                    private_comment, published, created_at
             from domain_block
             order by domain"
        ))
        .all()
        .await?;
    Ok(rows.into_iter().map(Block::from).collect())
}

/// The block of exactly that domain.
pub async fn find(db: &mut Reading, domain: &Domain) -> Result<Option<Block>> {
    let row: Option<BlockRow> = db
        .query(sql!(
            "select domain, severity, reject_media, reject_reports, public_comment,
                    private_comment, published, created_at
             from domain_block
             where domain = $1"
        ))
        .bind(domain)
        .optional()
        .await?;
    Ok(row.map(Block::from))
}

/// Adds a block, or replaces what it says; it keeps the moment since when it stands.
pub async fn put(db: &mut Writing, block: &Block) -> Result<()> {
    db.query(sql!(
        "insert into domain_block (
             domain, severity, reject_media, reject_reports, public_comment, private_comment,
             published, created_at
         )
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (domain) do update
         set severity = excluded.severity,
             reject_media = excluded.reject_media,
             reject_reports = excluded.reject_reports,
             public_comment = excluded.public_comment,
             private_comment = excluded.private_comment,
             published = excluded.published"
    ))
    .bind(&block.domain)
    .bind(block.severity)
    .bind(block.reject_media)
    .bind(block.reject_reports)
    .bind(without_nul(&block.public_comment))
    .bind(without_nul(&block.private_comment))
    .bind(block.published)
    .bind(block.created_at)
    .execute()
    .await?;
    Ok(())
}

/// Lifts a block; `false` when there is none of that domain.
pub async fn remove(db: &mut Writing, domain: &Domain) -> Result<bool> {
    let removed =
        db.query(sql!("delete from domain_block where domain = $1")).bind(domain).execute().await?;
    Ok(removed > 0)
}

/// How often the blocks have changed: what is known at this number is still true.
pub async fn version(db: &mut Reading) -> Result<i64> {
    let row: Option<(i64,)> = db
        .query(sql!("select value from counter where name = $1"))
        .bind(counters::BLOCKS)
        .optional()
        .await?;
    Ok(row.map_or(0, |(version,)| version))
}

/// The same for a session that is going to write copies: nobody changes the blocks before it ends.
pub async fn hold_version(db: &mut Writing) -> Result<i64> {
    let row: Option<(i64,)> = db
        .query(sql!(
            sqlite: "select value from counter where name = $1",
            postgres: "select value from counter where name = $1 for share",
        ))
        .bind(counters::BLOCKS)
        .optional()
        .await?;
    if let Some((version,)) = row {
        return Ok(version);
    }
    // A number that is not there cannot be held.
    counters::take(db, counters::BLOCKS, 0).await?;
    Ok(0)
}

/// Makes the blocks as they are now true for all that is held: hides what they hide, shows what
/// nothing hides any longer, and lets nobody follow who is suspended. Returns the new version.
pub async fn enforce(db: &mut Writing, blocks: &BlockSet, taxonomy: &Taxonomy) -> Result<i64> {
    let version = counters::take(db, counters::BLOCKS, 1).await?;
    let peers: Vec<(PeerId, String, Option<Severity>)> =
        db.query(sql!("select id, host, blocked from peer order by id")).all().await?;
    for (peer, host, before) in peers {
        let now = hiding(blocks, &host);
        if now == before {
            continue;
        }
        mark(db, peer, now).await?;
        match (before, now) {
            (Some(_), None) => relist_peer(db, peer, taxonomy).await?,
            _ => unlist_peer(db, peer).await?,
        }
        if now == Some(Severity::Suspend) {
            part_with(db, peer).await?;
        }
    }
    Ok(version)
}

/// What of the copies of a host is hidden.
fn hiding(blocks: &BlockSet, host: &str) -> Option<Severity> {
    Some(blocks.policy(host).severity).filter(|severity| *severity != Severity::None)
}

/// Notes what a block makes of a peer that has just become known.
pub async fn mark_new(db: &mut Writing, peer: PeerId, host: &str, blocks: &BlockSet) -> Result<()> {
    match hiding(blocks, host) {
        Some(severity) => mark(db, peer, Some(severity)).await,
        None => Ok(()),
    }
}

/// Takes sheets that were put just now out of the listings again: a block hides their host.
pub async fn unlist(db: &mut Writing, peer: PeerId) -> Result<()> {
    unlist_peer(db, peer).await
}

async fn mark(db: &mut Writing, peer: PeerId, severity: Option<Severity>) -> Result<()> {
    db.query(sql!("update peer set blocked = $2 where id = $1"))
        .bind(peer)
        .bind(severity)
        .execute()
        .await?;
    Ok(())
}

/// Ends what binds us to a peer but for what our actors follow there, which resumes by itself when
/// the block is lifted.
async fn part_with(db: &mut Writing, peer: PeerId) -> Result<()> {
    for statement in [
        sql!(
            "delete from follower
             where follower_id in (select id from actor where peer_id = $1)"
        ),
        sql!(
            "delete from follow_request
             where follower_id in (select id from actor where peer_id = $1)"
        ),
        sql!("delete from delivery where peer_id = $1"),
    ] {
        db.query(statement).bind(peer).execute().await?;
    }
    Ok(())
}
