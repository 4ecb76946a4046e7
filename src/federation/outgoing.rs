//! Which activity tells which change, and to whom: written beside the change, in its transaction.

use serde_json::json;

use super::{
    Federation, Result,
    vocabulary::{
        Speaker,
        activity::{self, About, ActivityKind, Envelope},
    },
};
use crate::{
    domain::{ActivityId, Actor, ActorKind, Iri, Timestamp, Visibility},
    store::{
        Writing,
        activities::{self, Activity},
        actor_blocks, deliveries,
        follow_requests::FollowRequest,
        followers::{self, Recipient},
    },
};

/// An activity that has an address and is not written yet.
#[derive(Debug)]
pub struct Draft {
    /// Its address.
    pub iri: Iri,
    id: ActivityId,
    kind: ActivityKind,
    now: Timestamp,
}

impl Draft {
    /// A new activity; later ones have greater ids.
    #[must_use]
    pub fn new(federation: &Federation, kind: ActivityKind, now: Timestamp) -> Self {
        let id = ActivityId(federation.store.new_id(now));
        Self { iri: federation.iri(&format!("/ap/activities/{id}")), id, kind, now }
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> ActivityId {
        self.id
    }

    /// Tells everyone who follows the actor or its node what happened to `object`. The activity
    /// stands in the outbox of its actor.
    pub async fn publish(
        self,
        db: &mut Writing,
        actor: &Actor,
        node_actor: &Actor,
        object: &Iri,
        about: About<'_>,
    ) -> Result<()> {
        let speaker = Speaker::new(&actor.iri, &node_actor.iri);
        let audience = speaker.audience(Visibility::Public);
        let recipients = followers::recipients(db, &[actor.id, node_actor.id]).await?;
        self.send(db, actor, object, audience, about, &recipients).await
    }

    /// Tells `recipients` of something that everyone may see, addressed to `audience` (`to` and
    /// `cc`). The activity stands in the outbox of its actor.
    pub(super) async fn send(
        self,
        db: &mut Writing,
        actor: &Actor,
        object: &Iri,
        (to, cc): (Vec<&str>, Vec<&str>),
        about: About<'_>,
        recipients: &[Recipient],
    ) -> Result<()> {
        let body = self.write(actor, to, cc, about);
        self.enqueue(db, actor, object, body, true, recipients).await
    }

    /// Tells one actor elsewhere something that concerns nobody else; one who blocked our actor is
    /// told nothing.
    pub async fn tell(
        self,
        db: &mut Writing,
        actor: &Actor,
        object: &Iri,
        about: About<'_>,
        to: &Actor,
    ) -> Result<()> {
        let body = self.write(actor, vec![to.iri.as_str()], vec![], about);
        let recipient = to.peer.map(|peer| Recipient { peer, inbox: to.inbox.clone() });
        let is_unwanted = actor_blocks::exists(db, &to.iri, &actor.iri).await?;
        let recipients: Vec<Recipient> = recipient.filter(|_| !is_unwanted).into_iter().collect();
        self.enqueue(db, actor, object, body, false, &recipients).await
    }

    fn write(&self, actor: &Actor, to: Vec<&str>, cc: Vec<&str>, about: About<'_>) -> String {
        let envelope = Envelope { id: &self.iri, actor: &actor.iri, published: self.now, to, cc };
        activity::write(self.kind, &envelope, about)
    }

    async fn enqueue(
        self,
        db: &mut Writing,
        actor: &Actor,
        object: &Iri,
        body: String,
        public: bool,
        recipients: &[Recipient],
    ) -> Result<()> {
        let Self { iri, id, kind, now } = self;
        let kind = kind.as_str().to_owned();
        let (actor, object, created_at) = (actor.id, object.clone(), now);
        let activity = Activity { id, iri, kind, actor, object, body, public, created_at };
        activities::insert(db, &activity).await?;
        deliveries::enqueue(db, id, recipients, now).await?;
        Ok(())
    }
}

/// What somebody hears who asked to follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// That they follow now.
    Accept,
    /// That they may not.
    Reject,
}

impl Answer {
    /// Tells the follower, of the pair of who is asked and who asks; a server that may follow the
    /// instance actor is told of the events that are to come.
    pub async fn give(
        self,
        db: &mut Writing,
        federation: &Federation,
        request: &FollowRequest,
        (asked, asking): (&Actor, &Actor),
    ) -> Result<()> {
        let kind = match self {
            Self::Accept => ActivityKind::Accept,
            Self::Reject => ActivityKind::Reject,
        };
        // Some servers look for the Follow itself, not for its id (`PROTOCOL.md` 1.3).
        let follow = json!({
            "id": request.activity, "type": "Follow", "actor": asking.iri, "object": asked.iri,
        });
        let (follow, now) = (follow.to_string(), federation.clock.now());
        let draft = Draft::new(federation, kind, now);
        draft.tell(db, asked, &request.activity, About::Object(&follow), asking).await?;
        if self == Self::Accept
            && asked.kind == ActorKind::Instance
            && let Some(peer) = asking.peer
        {
            let inbox = asking.shared_inbox.as_ref().unwrap_or(&asking.inbox).clone();
            let server = Recipient { peer, inbox };
            federation.pass_on_upcoming(db, asked, &server, now).await?;
        }
        Ok(())
    }
}
