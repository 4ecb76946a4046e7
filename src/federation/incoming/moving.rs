//! An actor says that it lives elsewhere from now on.

use super::{Arrival, Outcome};
use crate::{
    federation::{MOVE_AGAIN_AFTER_SECONDS, Result},
    store::{Writing, followings, moves},
};

/// Has the new address asked whether it agrees, if we follow the actor (`moves.rs`); the operator
/// is asked after that. A follower that moves needs nothing of us: its new account follows by
/// itself, and the old one takes its `Follow` back.
pub(super) async fn receive(db: &mut Writing, arrival: &mut Arrival<'_>) -> Result<Outcome> {
    let said = arrival.activity;
    if said.object_id().is_none_or(|object| object != said.actor) {
        return Ok(Outcome::Ignored("a Move of somebody else"));
    }
    let Some(target) = said.target.as_ref().filter(|target| **target != said.actor) else {
        return Ok(Outcome::Ignored("a Move to nowhere"));
    };
    if !followings::follows(db, &said.actor).await? {
        return Ok(Outcome::Ignored("a Move of an actor that we do not follow"));
    }
    if arrival.federation.is_ours(target) {
        return Ok(Outcome::Ignored("a Move to this node, which does not follow itself"));
    }
    let not_since = arrival.now.plus_seconds(-MOVE_AGAIN_AFTER_SECONDS);
    if moves::propose(db, &said.actor, target, arrival.now, not_since).await? {
        Ok(Outcome::Done)
    } else {
        Ok(Outcome::Ignored("a Move so soon after another"))
    }
}
