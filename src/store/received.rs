//! Activities that came in: stored before they are answered, handled after, never twice.

use std::sync::LazyLock;

use sqlx::FromRow;

use super::{
    Reading, Result, Writing,
    query::{Sql, sql, without_nul},
};
use crate::domain::{Iri, Timestamp};

/// Bodies are kept for so many seconds.
const BODY_KEPT: i64 = 30 * 24 * 3_600;
/// Refused activities are kept for so many seconds.
const REFUSED_KEPT: i64 = 7 * 24 * 3_600;
/// Addresses are kept for so many seconds, so that a replay is known for one.
const IRI_KEPT: i64 = 90 * 24 * 3_600;

/// An activity from elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Received {
    /// Unique within this node; later arrivals have greater ids.
    pub id: i64,
    /// Its address.
    pub iri: Iri,
    /// The actor whose signature it carries.
    pub actor: Iri,
    /// The JSON, byte for byte.
    pub body: String,
    /// When it arrived.
    pub received_at: Timestamp,
}

/// The inserts of 1, 2, 4 … 64 rows: a batch costs a few statements, whatever its size.
static INSERTS: LazyLock<[String; 7]> =
    LazyLock::new(|| std::array::from_fn(|power| insert_of(1 << power)));

fn insert_of(rows: usize) -> String {
    let values: Vec<String> = (0..rows)
        .map(|row| {
            let first = row * 5;
            let numbers: Vec<String> = (1..=5).map(|n| format!("${}", first + n)).collect();
            format!("({})", numbers.join(", "))
        })
        .collect();
    format!(
        "insert into received_activity (id, iri, actor, received_at, body)
         values {}
         on conflict (iri) do nothing",
        values.join(", ")
    )
}

/// Stores activities and returns how many were new; one whose address is known changes nothing.
pub async fn insert_batch(db: &mut Writing, batch: &[Received]) -> Result<u64> {
    let mut new = 0;
    let mut rest = batch;
    while !rest.is_empty() {
        let power = usize::min(rest.len().ilog2() as usize, INSERTS.len() - 1);
        let (rows, others) = rest.split_at(1 << power);
        rest = others;
        let text: &'static str = &INSERTS[power];
        let mut query = db.query(Sql { sqlite: text, postgres: text });
        for received in rows {
            query = query
                .bind(received.id)
                .bind(&received.iri)
                .bind(&received.actor)
                .bind(received.received_at)
                .bind(&received.body);
        }
        new += query.execute().await?;
    }
    Ok(new)
}

/// The oldest activities that wait to be handled, in the order of their arrival. They belong to this
/// session until it ends: one that another process has claimed is waited for, and left out when that
/// one handled it, so that nothing is handled twice.
pub async fn claim(db: &mut Writing, limit: i64) -> Result<Vec<Received>> {
    db.query(sql!(
        sqlite: "select id, iri, actor, body, received_at
                 from received_activity
                 where state = 'waiting'
                 order by id
                 limit $1",
        postgres: "select id, iri, actor, body, received_at
                   from received_activity
                   where state = 'waiting'
                   order by id
                   limit $1
                   for update",
    ))
    .bind(limit)
    .all()
    .await
}

/// The bodies of what an actor sent and that still waits to be handled.
pub async fn waiting_of(db: &mut Reading, actor: &Iri) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = db
        .query(sql!(
            "select body
             from received_activity
             where state = 'waiting' and actor = $1 and body is not null
             order by id"
        ))
        .bind(actor)
        .all()
        .await?;
    Ok(rows.into_iter().map(|(body,)| body).collect())
}

/// Notes that activities are handled; those with a problem are refused.
pub async fn finish_batch(db: &mut Writing, handled: &[(i64, Option<String>)]) -> Result<()> {
    let done = handled.iter().filter(|(_, problem)| problem.is_none());
    db.query(sql!(
        "update received_activity
         set state = 'done'
         where id in (select cast(value ->> 0 as bigint) from",
        list,
        ")"
    ))
    .bind_list(done.map(|(id, _)| [id]))
    .execute()
    .await?;
    for (id, problem) in handled {
        let Some(problem) = problem else { continue };
        db.query(sql!(
            "update received_activity
             set state = 'refused', problem = $2
             where id = $1"
        ))
        .bind(id)
        .bind(without_nul(problem))
        .execute()
        .await?;
    }
    Ok(())
}

/// What became of an activity: `Some(None)` when it did something, or waits, `Some(Some(reason))` when
/// it changed nothing; `None` when it never came, or is forgotten.
pub async fn problem(db: &mut Reading, iri: &Iri) -> Result<Option<Option<String>>> {
    let row: Option<(Option<String>,)> = db
        .query(sql!("select problem from received_activity where iri = $1"))
        .bind(iri)
        .optional()
        .await?;
    Ok(row.map(|(problem,)| problem))
}

/// Forgets what is old: first what was refused, then bodies, at last the addresses. What waits
/// stays.
pub async fn purge(db: &mut Writing, now: Timestamp) -> Result<()> {
    db.query(sql!(
        "delete from received_activity
         where (state = 'refused' and received_at < $1)
            or (state = 'done' and received_at < $2)"
    ))
    .bind(now.plus_seconds(-REFUSED_KEPT))
    .bind(now.plus_seconds(-IRI_KEPT))
    .execute()
    .await?;
    db.query(sql!(
        "update received_activity
         set body = null
         where state = 'done' and received_at < $1 and body is not null"
    ))
    .bind(now.plus_seconds(-BODY_KEPT))
    .execute()
    .await?;
    Ok(())
}
