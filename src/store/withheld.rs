//! Copies of others that are not shown: those that wait for a person, were put away, or were taken
//! out of sight. The newest version of each is kept; what readers see stands in `sheet`.

use std::collections::HashMap;

use sqlx::FromRow;

use super::{Reading, Result, Writing, counters, query::sql};
use crate::domain::{Iri, PeerId, SheetId, SheetKind, Timestamp};

/// Why a copy is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Withheld {
    /// It waits for a person; an earlier version may be shown meanwhile.
    Held,
    /// A person put this version away; an earlier one may be shown.
    Refused,
    /// A person took it out of sight, whatever version comes.
    Withdrawn,
}

impl Withheld {
    /// The state as it stands in the table.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The state that a table names.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Held, Self::Refused, Self::Withdrawn]
            .into_iter()
            .find(|state| state.as_str() == text)
    }
}

/// A copy that is not shown.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct WithheldCopy {
    /// What a person calls it: 1, 2, 3 …; 0 before it has one.
    pub number: i64,
    /// Its address.
    pub iri: Iri,
    /// Why it is not shown.
    pub state: Withheld,
    /// Who published it.
    pub actor: Iri,
    /// Where that one lives.
    #[sqlx(rename = "peer_id")]
    pub peer: PeerId,
    /// What it is.
    pub kind: SheetKind,
    /// The title of its original.
    pub title: String,
    /// Why it waits, in words for a person.
    pub why: String,
    /// The digest of this version.
    pub digest: String,
    /// This version, as sent.
    pub object: String,
    /// The id that its page here has, or will have.
    #[sqlx(rename = "sheet_id")]
    pub sheet: SheetId,
    /// When this version came.
    pub received_at: Timestamp,
}

/// Keeps versions that are not shown, each in the place of an earlier one; what was taken out of
/// sight stays so.
pub async fn put(db: &mut Writing, copies: &[WithheldCopy]) -> Result<()> {
    // One statement may not change one row twice: of two versions the last counts.
    let last: HashMap<&Iri, &WithheldCopy> = copies.iter().map(|copy| (&copy.iri, copy)).collect();
    let mut last: Vec<&WithheldCopy> = last.into_values().collect();
    last.sort_by_key(|copy| copy.sheet);
    let Ok(count) = i64::try_from(last.len()) else { return Ok(()) };
    if count == 0 {
        return Ok(());
    }
    let first = counters::take(db, counters::WITHHELD, count).await?;
    let rows = (first..).zip(last).map(|(number, copy)| {
        (
            number,
            &copy.iri,
            copy.state.as_str(),
            &copy.actor,
            copy.peer,
            copy.kind.as_str(),
            &copy.title,
            &copy.why,
            &copy.digest,
            &copy.object,
            copy.sheet,
            copy.received_at,
        )
    });
    db.query(sql!(
        "insert into withheld_copy (
             number, iri, state, actor, peer_id, kind, title, why, digest, object, sheet_id,
             received_at
         )
         select cast(value ->> 0 as bigint), value ->> 1, value ->> 2, value ->> 3,
                cast(value ->> 4 as bigint), value ->> 5, value ->> 6, value ->> 7, value ->> 8,
                value ->> 9, cast(value ->> 10 as bigint), cast(value ->> 11 as bigint)
         from",
        list,
        "where true
         on conflict (iri) do update
         set state = case when withheld_copy.state = 'withdrawn' then 'withdrawn'
                          else excluded.state end,
             kind = excluded.kind,
             title = excluded.title,
             why = excluded.why,
             digest = excluded.digest,
             object = excluded.object,
             received_at = excluded.received_at"
    ))
    .bind_list(rows)
    .execute()
    .await?;
    Ok(())
}

/// Gives a copy another state; `false` when there is none.
pub async fn set_state(db: &mut Writing, iri: &Iri, state: Withheld) -> Result<bool> {
    let changed = db
        .query(sql!(
            "update withheld_copy
             set state = $2
             where iri = $1"
        ))
        .bind(iri)
        .bind(state)
        .execute()
        .await?;
    Ok(changed == 1)
}

/// Which of these addresses have a version that is not shown, and why.
pub async fn states(db: &mut Reading, iris: &[&Iri]) -> Result<HashMap<Iri, Withheld>> {
    let rows: Vec<(Iri, Withheld)> = db
        .query(sql!(
            "select iri, state
             from withheld_copy
             where iri in (select value ->> 0 from",
            list,
            ")"
        ))
        .bind_list(iris.iter().map(|iri| [iri]))
        .all()
        .await?;
    Ok(rows.into_iter().collect())
}

macro_rules! select_copies {
    ($rest:literal) => {
        sql!(concat!(
            "select number, iri, state, actor, peer_id, kind, title, why, digest, object, sheet_id,
                    received_at
             from withheld_copy ",
            $rest
        ))
    };
}

/// The copy of that address.
pub async fn find(db: &mut Reading, iri: &Iri) -> Result<Option<WithheldCopy>> {
    db.query(select_copies!("where iri = $1")).bind(iri).optional().await
}

/// The copy that a person calls by that number.
pub async fn find_by_number(db: &mut Reading, number: i64) -> Result<Option<WithheldCopy>> {
    db.query(select_copies!("where number = $1")).bind(number).optional().await
}

/// The copy whose page had that id.
pub async fn find_by_sheet(db: &mut Reading, sheet: SheetId) -> Result<Option<WithheldCopy>> {
    db.query(select_copies!("where sheet_id = $1")).bind(sheet).optional().await
}

/// Copies in a state, of one peer or of all, the oldest first, after number `after`.
pub async fn list(
    db: &mut Reading,
    state: Withheld,
    peer: Option<PeerId>,
    after: i64,
    limit: i64,
) -> Result<Vec<WithheldCopy>> {
    db.query(select_copies!(
        "where state = $1 and peer_id = coalesce($2, peer_id) and number > $3
         order by number
         limit $4"
    ))
    .bind(state)
    .bind(peer)
    .bind(after)
    .bind(limit)
    .all()
    .await
}

/// All copies of an actor.
pub async fn of_actor(db: &mut Reading, actor: &Iri) -> Result<Vec<WithheldCopy>> {
    db.query(select_copies!("where actor = $1 order by number")).bind(actor).all().await
}

/// How many wait for a person.
pub async fn count_held(db: &mut Reading) -> Result<i64> {
    let (count,): (i64,) =
        db.query(sql!("select count(*) from withheld_copy where state = 'held'")).one().await?;
    Ok(count)
}

/// Forgets what stands under these addresses, in whatever state.
pub async fn remove(db: &mut Writing, iris: &[&Iri]) -> Result<()> {
    db.query(sql!(
        "delete from withheld_copy
         where iri in (select value ->> 0 from",
        list,
        ")"
    ))
    .bind_list(iris.iter().map(|iri| [iri]))
    .execute()
    .await?;
    Ok(())
}
