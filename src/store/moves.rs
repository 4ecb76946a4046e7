//! Actors that move: ours to another node or here from one, and those that we follow.

use sqlx::FromRow;

use super::{
    Reading, Result, Writing,
    query::{sql, without_nul},
};
use crate::domain::{ActorId, Iri, MoveState, ProposedMove, Timestamp};

/// Names another address of an actor of this node; `false` when it was named before.
pub async fn add_alias(
    db: &mut Writing,
    actor: ActorId,
    alias: &Iri,
    now: Timestamp,
) -> Result<bool> {
    let added = db
        .query(sql!(
            "insert into actor_alias (actor_id, alias, added_at)
             values ($1, $2, $3)
             on conflict do nothing"
        ))
        .bind(actor)
        .bind(alias)
        .bind(now)
        .execute()
        .await?;
    Ok(added == 1)
}

/// Takes back another address of an actor; `false` when there was none such.
pub async fn remove_alias(db: &mut Writing, actor: ActorId, alias: &Iri) -> Result<bool> {
    let removed = db
        .query(sql!("delete from actor_alias where actor_id = $1 and alias = $2"))
        .bind(actor)
        .bind(alias)
        .execute()
        .await?;
    Ok(removed == 1)
}

/// The other addresses of an actor of this node, in the order in which they were named.
pub async fn aliases(db: &mut Reading, actor: ActorId) -> Result<Vec<Iri>> {
    let rows: Vec<(Iri,)> = db
        .query(sql!(
            "select alias
             from actor_alias
             where actor_id = $1
             order by added_at, alias"
        ))
        .bind(actor)
        .all()
        .await?;
    Ok(rows.into_iter().map(|(alias,)| alias).collect())
}

/// Notes that an actor of this node lives at `target` from now on.
pub async fn depart(db: &mut Writing, actor: ActorId, target: &Iri, now: Timestamp) -> Result<()> {
    db.query(sql!(
        "insert into departure (actor_id, target, moved_at)
         values ($1, $2, $3)
         on conflict (actor_id) do update
         set target = excluded.target, moved_at = excluded.moved_at"
    ))
    .bind(actor)
    .bind(target)
    .bind(now)
    .execute()
    .await?;
    Ok(())
}

/// Where an actor of this node lives now, and since when, if it left.
pub async fn departure(db: &mut Reading, actor: ActorId) -> Result<Option<(Iri, Timestamp)>> {
    db.query(sql!("select target, moved_at from departure where actor_id = $1"))
        .bind(actor)
        .optional()
        .await
}

#[derive(FromRow)]
struct MoveRow {
    actor: Iri,
    target: Iri,
    state: String,
    said_at: Timestamp,
    tries: i64,
    problem: Option<String>,
}

impl From<MoveRow> for ProposedMove {
    fn from(row: MoveRow) -> Self {
        Self {
            actor: row.actor,
            target: row.target,
            state: MoveState::parse(&row.state),
            said_at: row.said_at,
            tries: row.tries,
            problem: row.problem,
        }
    }
}

macro_rules! select_moves {
    ($rest:literal) => {
        sql!(concat!(
            "select actor, target, state, said_at, tries, problem from proposed_move ",
            $rest
        ))
    };
}

/// Keeps what an actor says of its move, to be checked at `now`; `false` when it said something in
/// the time since `not_since` (a move is believed once in a while only).
pub async fn propose(
    db: &mut Writing,
    actor: &Iri,
    target: &Iri,
    now: Timestamp,
    not_since: Timestamp,
) -> Result<bool> {
    let kept = db
        .query(sql!(
            "insert into proposed_move (actor, target, state, said_at, due_at, tries)
             values ($1, $2, 'unchecked', $3, $3, 0)
             on conflict (actor) do update
             set target = excluded.target, state = excluded.state, said_at = excluded.said_at,
                 due_at = excluded.due_at, tries = 0, problem = null
             where proposed_move.said_at < $4 or proposed_move.state = 'refused'"
        ))
        .bind(actor)
        .bind(target)
        .bind(now)
        .bind(not_since)
        .execute()
        .await?;
    Ok(kept == 1)
}

/// The moves that are to be checked now, each of which is not due again before `next`.
pub async fn claim_unchecked(
    db: &mut Writing,
    now: Timestamp,
    next: Timestamp,
) -> Result<Vec<ProposedMove>> {
    let rows: Vec<MoveRow> = db
        .query(sql!(
            "update proposed_move
             set tries = tries + 1, due_at = $2
             where state = 'unchecked' and due_at <= $1
             returning actor, target, state, said_at, tries, problem"
        ))
        .bind(now)
        .bind(next)
        .all()
        .await?;
    Ok(rows.into_iter().map(ProposedMove::from).collect())
}

/// Has an unchecked move checked again at `due`.
pub async fn postpone(db: &mut Writing, actor: &Iri, due: Timestamp) -> Result<()> {
    db.query(sql!("update proposed_move set due_at = $2 where actor = $1"))
        .bind(actor)
        .bind(due)
        .execute()
        .await?;
    Ok(())
}

/// Notes what became of a move.
pub async fn set_state(
    db: &mut Writing,
    actor: &Iri,
    state: MoveState,
    problem: Option<&str>,
) -> Result<()> {
    db.query(sql!("update proposed_move set state = $2, problem = $3 where actor = $1"))
        .bind(actor)
        .bind(state.as_str())
        .bind(problem.map(without_nul))
        .execute()
        .await?;
    Ok(())
}

/// What is known of the move of an actor that we follow.
pub async fn find(db: &mut Reading, actor: &Iri) -> Result<Option<ProposedMove>> {
    let row: Option<MoveRow> =
        db.query(select_moves!("where actor = $1")).bind(actor).optional().await?;
    Ok(row.map(ProposedMove::from))
}

/// All moves that were said, the newest first.
pub async fn list(db: &mut Reading) -> Result<Vec<ProposedMove>> {
    let rows: Vec<MoveRow> = db.query(select_moves!("order by said_at desc, actor")).all().await?;
    Ok(rows.into_iter().map(ProposedMove::from).collect())
}

/// When the next unchecked move is due.
pub async fn next_due(db: &mut Reading) -> Result<Option<Timestamp>> {
    let (due,): (Option<Timestamp>,) = db
        .query(sql!("select min(due_at) from proposed_move where state = 'unchecked'"))
        .one()
        .await?;
    Ok(due)
}
