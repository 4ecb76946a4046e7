//! What people elsewhere say of our events: answered from memory, and nobody is written down.
//!
//! An event of ours says `joinMode: external`: one takes part at its page. A `Join` is answered with
//! `Ignore` (FEP-8a8e), and neither it nor its actor comes into the database, not even for a moment
//! (`docs/decisions/0013-who-hears-of-what.md`).

use super::{
    Federation, Result,
    guard::{Admission, Refusal},
    keyring::key_of,
    signature::SignedRequest,
    vocabulary::{
        self,
        activity::{self, About, ActivityKind, Envelope, Incoming},
    },
};
use crate::{
    domain::{Actor, ActorId, Iri, PeerId, SheetKind},
    store::{actors, sheets},
};

/// Most bytes of what is said in return.
const ANSWER_CAP: usize = 4 * 1024;

impl Federation {
    /// Hears an activity that leaves no trace, from an actor whose key is not known: it is fetched
    /// when there is something to answer, and forgotten.
    pub(super) async fn hear_stranger(
        &self,
        signed: &SignedRequest,
        activity: &Incoming,
    ) -> Result<Admission, Refusal> {
        if !activity.kind.is_some_and(wants_an_answer) {
            return Ok(Admission::Drop);
        }
        if !self.limits.may_fetch_key(&activity.actor, false) {
            return Err(Refusal::TooMany);
        }
        let document = self.fetch_object(&activity.actor).await.map_err(|problem| {
            if problem.is_temporary() {
                return Refusal::KeyOutOfReach;
            }
            Refusal::BadSignature(problem.to_string())
        })?;
        let stranger = vocabulary::actor::read(&document).ok();
        let stranger = stranger.map(|actor| actor.into_actor(ActorId(0), PeerId(0)));
        let stranger = stranger.filter(|actor| actor.iri == activity.actor);
        let known = stranger.as_ref().and_then(|actor| key_of(actor, signed.key_id()));
        let (Some(stranger), Some(known)) = (stranger, known) else {
            return Err(Refusal::BadSignature("its actor does not list this key".to_owned()));
        };
        signed.verify(&known.key).map_err(|problem| Refusal::BadSignature(problem.to_string()))?;
        self.ignore(activity, &stranger).await?;
        Ok(Admission::Drop)
    }

    /// Hears an activity that leaves no trace, from an actor that is known for another reason.
    pub(super) async fn hear(&self, activity: &Incoming) -> Result<Admission, Refusal> {
        if activity.kind.is_some_and(wants_an_answer)
            && self.limits.may_fetch_key(&activity.actor, false)
        {
            let actor = {
                let mut db = self.store.read().await?;
                actors::find_by_iri(&mut db, &activity.actor).await?
            };
            if let Some(actor) = actor {
                self.ignore(activity, &actor).await?;
            }
        }
        Ok(Admission::Drop)
    }

    /// Says `Ignore` to whoever wants to take part in an event of ours, once, in the background.
    async fn ignore(&self, activity: &Incoming, asker: &Actor) -> Result<()> {
        let Some(event) = activity.object_id().filter(|object| self.is_ours(object)) else {
            return Ok(());
        };
        let (keys, host) = {
            let mut db = self.store.read().await?;
            let event = sheets::find_by_iri(&mut db, &event).await?;
            let Some(event) = event.filter(|sheet| sheet.kind() == SheetKind::Event) else {
                return Ok(());
            };
            let Some(host) = actors::find_by_iri(&mut db, &event.actor).await? else {
                return Ok(());
            };
            (self.keys.key_set(&mut db, &host).await?, host)
        };
        let Some(place) = self.limits.place_for_answer() else { return Ok(()) };
        let body = self.ignore_of(&activity.id, &host.iri, &asker.iri);
        let (federation, inbox) = (self.clone(), asker.inbox.clone());
        tokio::spawn(async move {
            let _place = place;
            if let Err(problem) = federation.post_signed(keys, &inbox, &body, ANSWER_CAP).await {
                tracing::debug!(host = inbox.host(), %problem, "an Ignore did not arrive");
            }
        });
        Ok(())
    }

    /// The document of an `Ignore`, which has no address at which it could be read later.
    fn ignore_of(&self, join: &Iri, host: &Iri, asker: &Iri) -> String {
        let now = self.clock.now();
        let id = self.iri(&format!("/ap/activities/{}", self.store.new_id(now)));
        let envelope =
            Envelope { id: &id, actor: host, published: now, to: vec![asker.as_str()], cc: vec![] };
        let body = activity::write(ActivityKind::Ignore, &envelope, About::Address(join));
        vocabulary::with_context(&body)
    }
}

/// Whether FEP-8a8e demands an answer.
fn wants_an_answer(kind: ActivityKind) -> bool {
    matches!(kind, ActivityKind::Join | ActivityKind::Invite)
}
