//! Somebody wants to receive what one of our actors publishes.

use serde_json::json;

use super::{Arrival, Outcome};
use crate::{
    domain::Actor,
    federation::{
        Result,
        outgoing::Draft,
        vocabulary::activity::{About, ActivityKind},
    },
    store::{Writing, actors, followers},
};

/// Adds the follower and answers `Accept`: what we publish is public.
pub(super) async fn receive(db: &mut Writing, arrival: &mut Arrival<'_>) -> Result<Outcome> {
    let follow = arrival.activity;
    let Some(wanted) = follow.object_id() else {
        return Ok(Outcome::Ignored("a Follow of nobody"));
    };
    let Some(actor) = actors::find_by_iri(db, &wanted).await?.filter(Actor::is_local) else {
        return Ok(Outcome::Ignored("a Follow of somebody who is not here"));
    };
    let Some(follower) = actors::find_by_iri(db, &follow.actor).await? else {
        return Ok(Outcome::Ignored("a Follow by somebody unknown"));
    };
    followers::add(db, actor.id, follower.id, &follow.id, arrival.now).await?;
    let accept = Draft::new(arrival.federation, ActivityKind::Accept, arrival.now);
    // Some servers look for the Follow itself, not for its id (`PROTOCOL.md` 1.3).
    let embedded = json!({
        "id": follow.id, "type": "Follow", "actor": follow.actor, "object": wanted,
    });
    let about = embedded.to_string();
    accept.tell(db, &actor, &follow.id, About::Object(&about), &follower).await?;
    Ok(Outcome::Done)
}
