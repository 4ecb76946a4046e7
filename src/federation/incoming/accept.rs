//! An actor that we asked lets us follow it.

use super::{Arrival, Outcome};
use crate::{
    domain::{Following, FollowingState},
    federation::Result,
    store::{Writing, actors, followings, syncs},
};

/// Counts only as the answer to a `Follow` of ours, from the actor that we asked (T34). The
/// catalogue of a node, or the outbox of other software, is then read in the background.
pub(super) async fn receive(db: &mut Writing, arrival: &mut Arrival<'_>) -> Result<Outcome> {
    let Some(following) = answered(db, arrival).await? else {
        return Ok(Outcome::Ignored("an Accept of nothing that we asked"));
    };
    let (follower, followed) = (following.follower, &following.followed);
    let state = FollowingState::Accepted;
    followings::set_state(db, follower, followed, state, arrival.now).await?;
    let actor = actors::find_by_iri(db, followed).await?;
    if let Some(peer) = actor.and_then(|actor| actor.peer) {
        syncs::request(db, peer, arrival.now).await?;
    }
    Ok(Outcome::Done)
}

/// The following that an `Accept` or `Reject` answers, named by the id of our `Follow` or by the
/// `Follow` embedded; only the actor that we asked may answer.
pub(super) async fn answered(db: &mut Writing, arrival: &Arrival<'_>) -> Result<Option<Following>> {
    let Some(follow) = arrival.activity.object_id() else { return Ok(None) };
    let following = followings::find_by_activity(db, &follow).await?;
    Ok(following.filter(|following| following.followed == arrival.activity.actor))
}
