//! Somebody wants to receive what one of our actors publishes.

use super::{Arrival, Outcome};
use crate::{
    domain::{Actor, ActorKind, Followers},
    federation::{Result, outgoing::Answer, vocabulary},
    store::{
        Writing, actors,
        follow_requests::{self, FollowRequest},
        followers, policies,
    },
};

/// Adds the follower and answers `Accept`: what we publish is public. Where the policy says
/// otherwise, refuses, or has the follower wait for a person. The instance actor lets only servers
/// follow.
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
    if !follower.has_inbox() {
        return Ok(Outcome::Ignored("a Follow by somebody who cannot be answered"));
    }
    let request = FollowRequest {
        actor: actor.id,
        follower: follower.id,
        activity: follow.id.clone(),
        asked_at: arrival.now,
    };
    if actor.kind == ActorKind::Instance && !is_server(db, &follower).await? {
        let both = (&actor, &follower);
        Answer::Reject.give(db, arrival.federation, &request, both).await?;
        return Ok(Outcome::Ignored("a Follow of the instance actor by somebody who is no server"));
    }
    let policy = policies::load(db).await?;
    let is_listed = policy.list.contains(follower.iri.host());
    let answer = match policy.followers {
        Followers::Ask if !is_listed => {
            follow_requests::add(db, &request).await?;
            return Ok(Outcome::Done);
        }
        Followers::Listed if !is_listed => Answer::Reject,
        Followers::Everyone | Followers::Ask | Followers::Listed => Answer::Accept,
    };
    if answer == Answer::Accept {
        followers::add(db, actor.id, follower.id, &follow.id, arrival.now).await?;
    }
    answer.give(db, arrival.federation, &request, (&actor, &follower)).await?;
    Ok(Outcome::Done)
}

/// Whether an actor speaks for a server: what the instance actor passes on would stand twice in the
/// home of a person (`PROTOCOL.md` 1.2.3).
async fn is_server(db: &mut Writing, actor: &Actor) -> Result<bool> {
    let document = actors::document(db, &actor.iri).await?;
    let document = document.and_then(|(text, _)| serde_json::from_str(&text).ok());
    Ok(document.is_some_and(|document| vocabulary::actor::is_server(&document)))
}
