//! An actor does not let us follow it, or no longer.

use super::{Arrival, Outcome, accept::answered};
use crate::{
    domain::FollowingState,
    federation::Result,
    store::{Writing, followings},
};

/// Ends the following; what is held stays held.
pub(super) async fn receive(db: &mut Writing, arrival: &mut Arrival<'_>) -> Result<Outcome> {
    let Some(following) = answered(db, arrival).await? else {
        return Ok(Outcome::Ignored("a Reject of nothing that we asked"));
    };
    let (follower, followed) = (following.follower, &following.followed);
    let state = FollowingState::Refused;
    followings::set_state(db, follower, followed, state, arrival.now).await?;
    Ok(Outcome::Done)
}
