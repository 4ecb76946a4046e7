//! Numbers that only grow, taken inside the transaction that uses them.
//!
//! The row stays locked until that transaction ends, so that the order of the numbers is the order
//! of the commits, even when several processes write to one `PostgreSQL`.

use super::{Reading, Result, Writing, query::sql};

/// Counts the changes of all catalogues.
pub(super) const CATALOGUE: &str = "catalogue";
/// Counts the copies that were not shown.
pub(super) const WITHHELD: &str = "withheld";
/// Counts the decisions.
pub(super) const DECISIONS: &str = "decision";
/// Counts the changes of the blocks, so that every process notices them.
pub(super) const BLOCKS: &str = "blocks";

/// Takes `count` numbers in a row and returns the first.
pub(super) async fn take(db: &mut Writing, counter: &str, count: i64) -> Result<i64> {
    let (last,): (i64,) = db
        .query(sql!(
            "insert into counter (name, value)
             values ($1, $2)
             on conflict (name) do update
             set value = counter.value + excluded.value
             returning value"
        ))
        .bind(counter)
        .bind(count)
        .one()
        .await?;
    Ok(last - count + 1)
}

/// The last number that was taken; 0 when none was.
pub(super) async fn last(db: &mut Reading, counter: &str) -> Result<i64> {
    let row: Option<(i64,)> = db
        .query(sql!(
            "select value
             from counter
             where name = $1"
        ))
        .bind(counter)
        .optional()
        .await?;
    Ok(row.map_or(0, |(last,)| last))
}
