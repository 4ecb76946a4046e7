//! The log of decisions: lines are added, never changed or removed, and each names the one before
//! by its digest.

use std::fmt::Write;

use aws_lc_rs::digest::{SHA256, digest};
use sqlx::FromRow;

use super::{
    Reading, Result, Writing, counters,
    query::{sql, without_nul},
};
use crate::domain::{Decision, Timestamp, Verb, Who};

/// Lines that are read at a time when the whole log is checked.
const AT_ONCE: i64 = 1_000;

/// A decision as it stands in the log.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Logged {
    /// Its place: 1, 2, 3 …
    pub number: i64,
    /// When it was taken.
    pub at: Timestamp,
    /// Who took it.
    pub who: Who,
    /// What was done.
    pub verb: Verb,
    /// About what: a host, or an address.
    pub subject: String,
    /// Why; empty when nothing was said.
    pub reason: String,
    /// SHA-256, in small hexadecimal digits, of the digest before and of this line.
    pub digest: String,
}

/// What the check of the whole log found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chain {
    /// Every line follows from the one before.
    Whole {
        /// How many there are.
        lines: i64,
        /// The digest of the last: whoever wrote it down elsewhere knows later that nothing before
        /// it has changed. Empty when there is no line.
        last: String,
    },
    /// A line was changed or is missing.
    Broken {
        /// Its number.
        at: i64,
    },
}

/// Adds a decision to the log, in the transaction of what it decides.
///
/// Others who decide at the same time wait until this transaction ends: take it late, after all
/// else that the transaction does.
pub async fn record(db: &mut Writing, decision: &Decision) -> Result<()> {
    let number = counters::take(db, counters::DECISIONS, 1).await?;
    let before: Option<(String,)> = db
        .query(sql!(
            "select digest
             from decision
             order by number desc
             limit 1"
        ))
        .optional()
        .await?;
    let before = before.map(|(digest,)| digest).unwrap_or_default();
    let mut line = Logged {
        number,
        at: decision.at,
        who: decision.who.clone(),
        verb: decision.verb,
        subject: without_nul(&decision.subject).into_owned(),
        reason: without_nul(&decision.reason).into_owned(),
        digest: String::new(),
    };
    line.digest = line.digest_after(&before);
    db.query(sql!(
        "insert into decision (number, at, who, verb, subject, reason, digest)
         values ($1, $2, $3, $4, $5, $6, $7)"
    ))
    .bind(line.number)
    .bind(line.at)
    .bind(&line.who)
    .bind(line.verb)
    .bind(&line.subject)
    .bind(&line.reason)
    .bind(&line.digest)
    .execute()
    .await?;
    Ok(())
}

/// The newest decisions before number `before`, newest first: all of them, or those about a subject.
pub async fn page(
    db: &mut Reading,
    subject: Option<&str>,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<Logged>> {
    db.query(sql!(
        "select number, at, who, verb, subject, reason, digest
         from decision
         where number < $1 and subject = coalesce($2, subject)
         order by number desc
         limit $3"
    ))
    .bind(before.unwrap_or(i64::MAX))
    .bind(subject)
    .bind(limit)
    .all()
    .await
}

/// Hosts that the node held by itself, and of which nobody has said since how far they are trusted.
pub async fn held_peers(db: &mut Reading) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = db
        .query(sql!(
            "select subject
             from decision
             where verb in ($1, $2)
             group by subject
             having max(case when verb = $1 then number else 0 end)
                  > max(case when verb = $2 then number else 0 end)
             order by subject"
        ))
        .bind(Verb::PeerHeld)
        .bind(Verb::TrustChanged)
        .all()
        .await?;
    Ok(rows.into_iter().map(|(host,)| host).collect())
}

/// Computes every digest again.
///
/// Whoever can write to the database can write a whole new log, with digests that fit: only one who
/// noted an earlier digest elsewhere would see it.
pub async fn verify_chain(db: &mut Reading) -> Result<Chain> {
    let (mut lines, mut last) = (0, String::new());
    loop {
        let page: Vec<Logged> = db
            .query(sql!(
                "select number, at, who, verb, subject, reason, digest
                 from decision
                 where number > $1
                 order by number
                 limit $2"
            ))
            .bind(lines)
            .bind(AT_ONCE)
            .all()
            .await?;
        if page.is_empty() {
            break;
        }
        for line in page {
            if line.number != lines + 1 || line.digest != line.digest_after(&last) {
                return Ok(Chain::Broken { at: lines + 1 });
            }
            (lines, last) = (line.number, line.digest);
        }
    }
    // Lines that were cut off at the end are missed by the counter alone.
    let taken = counters::last(db, counters::DECISIONS).await?;
    Ok(if taken == lines { Chain::Whole { lines, last } } else { Chain::Broken { at: lines + 1 } })
}

impl Logged {
    /// The digest of this line after the one whose digest is `before`: of that digest, a line break,
    /// and the line as a JSON array of its parts.
    fn digest_after(&self, before: &str) -> String {
        let who = self.who.to_text();
        let parts = serde_json::json!([
            self.number,
            self.at.0,
            who,
            self.verb.as_str(),
            self.subject,
            self.reason
        ]);
        let mut hexadecimal = String::with_capacity(64);
        for byte in digest(&SHA256, format!("{before}\n{parts}").as_bytes()).as_ref() {
            // Writing to a string cannot fail.
            let _ = write!(hexadecimal, "{byte:02x}");
        }
        hexadecimal
    }
}
