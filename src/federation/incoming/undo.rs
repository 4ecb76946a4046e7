//! An actor takes back a `Follow` or an `Announce`.

use super::{Arrival, Outcome};
use crate::{
    domain::{Actor, ActorId, Iri},
    federation::{Result, copies, vocabulary::iri_of},
    store::{Writing, actors, announcements, follow_requests, followers},
};

/// Undoes what the same actor did; an `Undo` of anything else changes nothing.
pub(super) async fn receive(db: &mut Writing, arrival: &mut Arrival<'_>) -> Result<Outcome> {
    let undo = arrival.activity;
    let Some(undone) = undo.object_id() else {
        return Ok(Outcome::Ignored("an Undo of nothing"));
    };
    let Some(actor) = actors::find_by_iri(db, &undo.actor).await? else {
        return Ok(Outcome::Ignored("an Undo by somebody unknown"));
    };
    if follow_requests::remove_by_activity(db, actor.id, &undone).await?
        || followers::remove_by_activity(db, actor.id, &undone).await?
    {
        return Ok(Outcome::Done);
    }
    if let Some(object) = announcements::remove(db, &undone, &undo.actor).await? {
        copies::forget_unless_vouched(db, &object).await?;
        return Ok(Outcome::Done);
    }
    // Some servers do not keep the id of their Follow: the actor that it names is enough.
    if let Some(followed) = followed(arrival)
        && unfollow(db, &followed, actor.id).await?
    {
        return Ok(Outcome::Done);
    }
    Ok(Outcome::Ignored("an Undo of something that never was"))
}

/// The actor that an embedded `Follow` names.
fn followed(arrival: &Arrival<'_>) -> Option<Iri> {
    let object = arrival.activity.embedded()?;
    let is_follow = object.get("type")?.as_str()? == "Follow";
    is_follow.then(|| object.get("object").and_then(iri_of)).flatten()
}

async fn unfollow(db: &mut Writing, followed: &Iri, follower: ActorId) -> Result<bool> {
    match actors::find_by_iri(db, followed).await?.filter(Actor::is_local) {
        Some(actor) => Ok(follow_requests::remove(db, actor.id, follower).await?
            || followers::remove(db, actor.id, follower).await?),
        None => Ok(false),
    }
}
