//! Those who asked to follow an actor of this node and wait for a person.

use super::{By, Node, NodeError, Result};
use crate::{
    domain::{Actor, Timestamp, Verb},
    federation::outgoing::Answer,
    store::{
        Reading, actors,
        follow_requests::{self, FollowRequest},
        followers,
    },
};

/// Somebody who asked to follow.
#[derive(Clone, Debug, PartialEq)]
pub struct AskedToFollow {
    /// Who.
    pub follower: Actor,
    /// Whom.
    pub followed: Actor,
    /// When.
    pub at: Timestamp,
    request: FollowRequest,
}

impl Node {
    /// Those who wait, the one that waits longest first.
    pub async fn follow_requests(&self) -> Result<Vec<AskedToFollow>> {
        let mut db = self.store.read().await?;
        asked(&mut db).await
    }

    /// Answers all requests of the actor that `address` names, as `ana@mastodon.example` or by its
    /// URL; returns how many there were.
    pub async fn answer_follow(&self, address: &str, answer: Answer, by: &By) -> Result<usize> {
        let name = address.trim_start_matches('@');
        let mut db = self.store.write().await?;
        let mut answered = 0;
        for asked in asked(&mut db).await? {
            let AskedToFollow { follower, followed, at, request } = asked;
            if follower.address() != name && follower.iri.as_str() != name {
                continue;
            }
            follow_requests::remove(&mut db, followed.id, follower.id).await?;
            let verb = match answer {
                Answer::Accept => {
                    let follow = &request.activity;
                    followers::add(&mut db, followed.id, follower.id, follow, at).await?;
                    Verb::FollowerAccepted
                }
                Answer::Reject => Verb::FollowerRefused,
            };
            answer.give(&mut db, &self.federation, &request, (&followed, &follower)).await?;
            self.decide(&mut db, by, verb, follower.iri.as_str()).await?;
            answered += 1;
        }
        if answered == 0 {
            return Err(NodeError::NobodyAsked(address.to_owned()));
        }
        db.commit().await?;
        self.signals.queued.notify_one();
        Ok(answered)
    }
}

async fn asked(db: &mut Reading) -> Result<Vec<AskedToFollow>> {
    let mut all = Vec::new();
    for request in follow_requests::list(db).await? {
        let follower = actors::find(db, request.follower).await?;
        let followed = actors::find(db, request.actor).await?;
        if let (Some(follower), Some(followed)) = (follower, followed) {
            all.push(AskedToFollow { follower, followed, at: request.asked_at, request });
        }
    }
    Ok(all)
}
