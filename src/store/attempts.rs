//! The last exchanges with each host, for those who ask why something does not arrive.
//!
//! Bounded whatever strangers do (`docs/security.md` T24): the last of each host, the last of all.

use sqlx::FromRow;

use super::{
    Reading, Result, Writing,
    query::{sql, without_nul},
};
use crate::domain::Timestamp;

/// Attempts that are kept of each host, in each direction.
pub const KEPT_OF_A_HOST: i64 = 20;
/// Attempts that are kept of all hosts together.
pub const KEPT: i64 = 20_000;
/// Longest outcome that is kept, in characters.
const LONGEST_OUTCOME: usize = 300;

/// Who began an exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// We delivered, or tried to.
    Out,
    /// They knocked at our inbox.
    In,
}

impl Way {
    fn as_str(self) -> &'static str {
        match self {
            Self::Out => "out",
            Self::In => "in",
        }
    }
}

/// One exchange with a host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// Unique within this node; later attempts have greater ids.
    pub id: i64,
    /// The other host. Of what came in and was refused: the host that it claimed to come from.
    pub host: String,
    /// Who began.
    pub way: Way,
    /// When.
    pub at: Timestamp,
    /// The HTTP status of the answer, if there was one.
    pub status: Option<i64>,
    /// What happened, in words.
    pub outcome: String,
}

#[derive(FromRow)]
struct AttemptRow {
    id: i64,
    host: String,
    way: String,
    at: Timestamp,
    status: Option<i64>,
    outcome: String,
}

impl From<AttemptRow> for Attempt {
    fn from(row: AttemptRow) -> Self {
        let AttemptRow { id, host, way, at, status, outcome } = row;
        let way = if way == "in" { Way::In } else { Way::Out };
        Self { id, host, way, at, status, outcome }
    }
}

/// Notes attempts.
pub async fn record(db: &mut Writing, attempts: &[Attempt]) -> Result<()> {
    for attempt in attempts {
        let outcome: String = attempt.outcome.chars().take(LONGEST_OUTCOME).collect();
        db.query(sql!(
            "insert into delivery_attempt (id, host, way, at, status, outcome)
             values ($1, $2, $3, $4, $5, $6)"
        ))
        .bind(attempt.id)
        .bind(without_nul(&attempt.host))
        .bind(attempt.way.as_str())
        .bind(attempt.at)
        .bind(attempt.status)
        .bind(without_nul(&outcome))
        .execute()
        .await?;
    }
    Ok(())
}

/// The newest attempts with a host, newest first, at most `limit`.
pub async fn of_host(db: &mut Reading, host: &str, limit: i64) -> Result<Vec<Attempt>> {
    let rows: Vec<AttemptRow> = db
        .query(sql!(
            "select id, host, way, at, status, outcome
             from delivery_attempt
             where host = $1
             order by id desc
             limit $2"
        ))
        .bind(host)
        .bind(limit)
        .all()
        .await?;
    Ok(rows.into_iter().map(Attempt::from).collect())
}

/// Forgets all but the newest of each host and direction, and all but the newest of all.
pub async fn trim(db: &mut Writing) -> Result<()> {
    db.query(sql!(
        "delete from delivery_attempt
         where id in (
             select id
             from (
                 select id,
                        row_number() over (partition by host, way order by id desc) as place,
                        row_number() over (order by id desc) as place_of_all
                 from delivery_attempt
             ) as placed
             where place > $1 or place_of_all > $2
         )"
    ))
    .bind(KEPT_OF_A_HOST)
    .bind(KEPT)
    .execute()
    .await?;
    Ok(())
}
