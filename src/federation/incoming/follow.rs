//! Somebody wants to receive what one of our actors publishes.

use serde_json::json;

use super::{Arrival, Outcome};
use crate::{
    domain::{Actor, ActorKind},
    federation::{
        Result,
        outgoing::Draft,
        vocabulary::{
            self,
            activity::{About, ActivityKind},
        },
    },
    store::{
        Writing, actors,
        followers::{self, Recipient},
    },
};

/// Adds the follower and answers `Accept`: what we publish is public. The instance actor lets
/// servers follow, and passes on to them the events that are to come.
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
    let is_instance = actor.kind == ActorKind::Instance;
    let is_welcome = !is_instance || is_server(db, &follower).await?;
    let answer = if is_welcome { ActivityKind::Accept } else { ActivityKind::Reject };
    if is_welcome {
        followers::add(db, actor.id, follower.id, &follow.id, arrival.now).await?;
    }
    let draft = Draft::new(arrival.federation, answer, arrival.now);
    // Some servers look for the Follow itself, not for its id (`PROTOCOL.md` 1.3).
    let embedded = json!({
        "id": follow.id, "type": "Follow", "actor": follow.actor, "object": wanted,
    });
    let about = embedded.to_string();
    draft.tell(db, &actor, &follow.id, About::Object(&about), &follower).await?;
    if !is_welcome {
        return Ok(Outcome::Ignored("a Follow of the instance actor by somebody who is no server"));
    }
    if let Some(peer) = follower.peer.filter(|_| is_instance) {
        let inbox = follower.shared_inbox.unwrap_or(follower.inbox);
        let server = Recipient { peer, inbox };
        arrival.federation.pass_on_upcoming(db, &actor, &server, arrival.now).await?;
    }
    Ok(Outcome::Done)
}

/// Whether an actor speaks for a server: what the instance actor passes on would stand twice in the
/// home of a person (`PROTOCOL.md` 1.2.3).
async fn is_server(db: &mut Writing, actor: &Actor) -> Result<bool> {
    let document = actors::document(db, &actor.iri).await?;
    let document = document.and_then(|(text, _)| serde_json::from_str(&text).ok());
    Ok(document.is_some_and(|document| vocabulary::actor::is_server(&document)))
}
