//! Inboxes that say they are gone: whoever reads there follows no longer, once that lasts.

use super::{Reading, Result, Writing, query::sql};
use crate::domain::{Iri, PeerId, Timestamp};

/// An inbox that has answered 404 or 410, and nothing else, for so many seconds is gone.
pub const GONE_AFTER_SECONDS: i64 = 3 * 24 * 3_600;

/// Notes that an inbox says it is gone; returns since when it has.
pub async fn note(
    db: &mut Writing,
    peer: PeerId,
    inbox: &Iri,
    now: Timestamp,
) -> Result<Timestamp> {
    let (since,): (Timestamp,) = db
        .query(sql!(
            "insert into gone_inbox (inbox, peer_id, since)
             values ($1, $2, $3)
             on conflict (inbox) do update
             set peer_id = excluded.peer_id
             returning since"
        ))
        .bind(inbox)
        .bind(peer)
        .bind(now)
        .one()
        .await?;
    Ok(since)
}

/// Notes that inboxes took something: they are there.
pub async fn clear(db: &mut Writing, inboxes: &[&Iri]) -> Result<()> {
    db.query(sql!("delete from gone_inbox where inbox in (select value ->> 0 from", list, ")"))
        .bind_list(inboxes.iter().map(|inbox| [inbox]))
        .execute()
        .await?;
    Ok(())
}

/// Takes away every follower that reads at an inbox, and what still waits for it; returns how many
/// followers that were.
pub async fn drop_followers(db: &mut Writing, inbox: &Iri) -> Result<u64> {
    let dropped = db
        .query(sql!(
            "delete from follower
             where follower_id in (
                 select id
                 from actor
                 where peer_id is not null and coalesce(shared_inbox, inbox) = $1
             )"
        ))
        .bind(inbox)
        .execute()
        .await?;
    db.query(sql!("delete from delivery where inbox = $1")).bind(inbox).execute().await?;
    clear(db, &[inbox]).await?;
    Ok(dropped)
}

/// The inboxes of a peer that say they are gone, and since when.
pub async fn of_peer(db: &mut Reading, peer: PeerId) -> Result<Vec<(Iri, Timestamp)>> {
    db.query(sql!(
        "select inbox, since
         from gone_inbox
         where peer_id = $1
         order by since, inbox"
    ))
    .bind(peer)
    .all()
    .await
}
