//! An actor wants nothing more from one of ours.

use super::{Arrival, Outcome};
use crate::{
    domain::Actor,
    federation::Result,
    store::{Writing, actor_blocks, actors, deliveries, follow_requests, followers, followings},
};

/// Ends what binds the two: neither follows the other, and nothing is sent any longer
/// (`PROTOCOL.md` 2.7).
pub(super) async fn receive(db: &mut Writing, arrival: &Arrival<'_>) -> Result<Outcome> {
    let block = arrival.activity;
    let Some(blocked) = block.object_id() else {
        return Ok(Outcome::Ignored("a Block of nobody"));
    };
    let Some(ours) = actors::find_by_iri(db, &blocked).await?.filter(Actor::is_local) else {
        return Ok(Outcome::Ignored("a Block of somebody who is not here"));
    };
    let Some(theirs) = actors::find_by_iri(db, &block.actor).await? else {
        return Ok(Outcome::Ignored("a Block by somebody unknown"));
    };
    actor_blocks::add(db, &theirs.iri, &ours.iri, &block.id, arrival.now).await?;
    followers::remove(db, ours.id, theirs.id).await?;
    follow_requests::remove(db, ours.id, theirs.id).await?;
    followings::end(db, ours.id, &theirs.iri).await?;
    deliveries::forget(db, ours.id, &theirs.inbox).await?;
    Ok(Outcome::Done)
}
