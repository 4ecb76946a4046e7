//! An actor takes back a `Follow`, an `Announce` or a `Block`.

use super::{Arrival, Outcome};
use crate::{
    domain::{Actor, ActorId, Iri},
    federation::{Result, copies, vocabulary::iri_of},
    store::{Writing, actor_blocks, actors, announcements, follow_requests, followers},
};

/// Undoes what the same actor did; an `Undo` of anything else changes nothing.
pub(super) async fn receive(db: &mut Writing, arrival: &mut Arrival<'_>) -> Result<Outcome> {
    let undo = arrival.activity;
    let Some(undone) = undo.activity_id() else {
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
    if let Some(followed) = embedded(arrival, "Follow")
        && unfollow(db, &followed, actor.id).await?
    {
        return Ok(Outcome::Done);
    }
    let blocked = embedded(arrival, "Block");
    for block in [Some(undone), blocked].into_iter().flatten() {
        if actor_blocks::remove(db, &undo.actor, &block).await? {
            return Ok(Outcome::Done);
        }
    }
    Ok(Outcome::Ignored("an Undo of something that never was"))
}

/// The actor that an embedded `Follow` or `Block` names.
fn embedded(arrival: &Arrival<'_>, as_type: &str) -> Option<Iri> {
    let object = arrival.activity.embedded()?;
    let is_meant = object.get("type")?.as_str()? == as_type;
    is_meant.then(|| object.get("object").and_then(iri_of)).flatten()
}

async fn unfollow(db: &mut Writing, followed: &Iri, follower: ActorId) -> Result<bool> {
    match actors::find_by_iri(db, followed).await?.filter(Actor::is_local) {
        Some(actor) => Ok(follow_requests::remove(db, actor.id, follower).await?
            || followers::remove(db, actor.id, follower).await?),
        None => Ok(false),
    }
}
