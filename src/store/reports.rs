//! Reports that came in, and those that this node sent.

use sqlx::FromRow;

use super::{
    Reading, Result, Writing,
    columns::Document,
    query::{sql, without_nul},
};
use crate::domain::{Iri, Report, Timestamp};

#[derive(FromRow)]
struct ReportRow {
    id: i64,
    activity: Option<Iri>,
    sent: bool,
    host: String,
    reporter: Option<Iri>,
    about: Document<Vec<Iri>>,
    comment: String,
    received_at: Timestamp,
    closed_at: Option<Timestamp>,
    reason: Option<String>,
}

impl From<ReportRow> for Report {
    fn from(row: ReportRow) -> Self {
        Self {
            id: row.id,
            activity: row.activity,
            sent: row.sent,
            host: row.host,
            reporter: row.reporter,
            about: row.about.0,
            comment: row.comment,
            received_at: row.received_at,
            closed: row.closed_at.map(|at| (at, row.reason.unwrap_or_default())),
        }
    }
}

/// Keeps a report; one whose activity is known changes nothing.
pub async fn add(db: &mut Writing, report: &Report) -> Result<()> {
    db.query(sql!(
        "insert into report (id, activity, sent, host, reporter, about, comment, received_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict do nothing"
    ))
    .bind(report.id)
    .bind(&report.activity)
    .bind(report.sent)
    .bind(&report.host)
    .bind(&report.reporter)
    .bind(Document(report.about.clone()))
    .bind(without_nul(&report.comment))
    .bind(report.received_at)
    .execute()
    .await?;
    Ok(())
}

/// A report.
pub async fn find(db: &mut Reading, id: i64) -> Result<Option<Report>> {
    let row: Option<ReportRow> = db
        .query(sql!(
            "select id, activity, sent, host, reporter, about, comment, received_at, closed_at,
                    reason
             from report
             where id = $1"
        ))
        .bind(id)
        .optional()
        .await?;
    Ok(row.map(Report::from))
}

/// All reports, the newest first; only those that nobody has dealt with, unless `closed` ones are
/// wanted too.
pub async fn list(db: &mut Reading, closed: bool) -> Result<Vec<Report>> {
    let rows: Vec<ReportRow> = db
        .query(sql!(
            "select id, activity, sent, host, reporter, about, comment, received_at, closed_at,
                    reason
             from report
             where $1 or (closed_at is null and not sent)
             order by received_at desc, id desc"
        ))
        .bind(closed)
        .all()
        .await?;
    Ok(rows.into_iter().map(Report::from).collect())
}

/// How many reports a host has sent since a moment.
pub async fn count_from(db: &mut Reading, host: &str, since: Timestamp) -> Result<i64> {
    let (count,): (i64,) = db
        .query(sql!(
            "select count(*) from report where host = $1 and not sent and received_at >= $2"
        ))
        .bind(host)
        .bind(since)
        .one()
        .await?;
    Ok(count)
}

/// Notes that a report is dealt with, and why so; `false` when it was before, or is none.
pub async fn close(db: &mut Writing, id: i64, reason: &str, now: Timestamp) -> Result<bool> {
    let closed = db
        .query(sql!(
            "update report set closed_at = $2, reason = $3 where id = $1 and closed_at is null"
        ))
        .bind(id)
        .bind(now)
        .bind(without_nul(reason))
        .execute()
        .await?;
    Ok(closed > 0)
}

/// Forgets reports that were closed, or sent, before a moment.
pub async fn purge(db: &mut Writing, before: Timestamp) -> Result<()> {
    db.query(sql!(
        "delete from report where coalesce(closed_at, case when sent then received_at end) < $1"
    ))
    .bind(before)
    .execute()
    .await?;
    Ok(())
}
