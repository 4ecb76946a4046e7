//! Who hears of a sheet, and from whom: directly from its author, or passed on by the node.
//!
//! Software that follows the node actor shows what another actor published only when the node
//! passes it on; a node of our kind takes it directly, and would gain nothing. Servers that list
//! events of others, such as Mobilizon, follow the instance actor (`PROTOCOL.md` 1.2.3). Nobody is
//! told twice: `docs/decisions/0013-who-hears-of-what.md`.

use super::{
    Federation, Result,
    outgoing::Draft,
    vocabulary::{
        PUBLIC, Speaker,
        activity::{About, ActivityKind},
        actor,
    },
};
use crate::{
    domain::{Actor, Iri, Sheet, SheetKind, Timestamp},
    store::{
        Writing, activities, actors, deliveries,
        followers::{self, Recipient},
        sheets,
    },
};

/// What happened to a sheet of one of our actors.
#[derive(Clone, Copy, Debug)]
pub struct News<'a> {
    /// The sheet.
    pub sheet: &'a Sheet,
    /// Who publishes it.
    pub actor: &'a Actor,
    /// The node actor.
    pub node: &'a Actor,
    /// The object, or the tombstone that takes its place.
    pub about: About<'a>,
    /// When.
    pub now: Timestamp,
}

impl Federation {
    /// Tells everyone who follows the actor, its node or its instance actor of a sheet, in the
    /// transaction that changes it: each inbox once, in the form that it shows.
    pub async fn tell_of_sheet(
        &self,
        db: &mut Writing,
        kind: ActivityKind,
        news: News<'_>,
    ) -> Result<()> {
        let News { sheet, actor, node, about, now } = news;
        let is_public = sheet.content.visibility.is_public();
        let is_new = is_public && kind == ActivityKind::Create;
        let instance = actors::instance(db).await?.filter(|_| is_for_servers(sheet));
        let recipients = if is_new {
            followers::direct_recipients(db, actor.id, node.id).await?
        } else {
            // Whoever has a copy, however it came there.
            let all = [Some(actor), Some(node), instance.as_ref()].into_iter().flatten();
            let all: Vec<_> = all.map(|actor| actor.id).collect();
            followers::recipients(db, &all).await?
        };
        let speaker = Speaker::new(&actor.iri, &node.iri);
        let audience = speaker.audience(sheet.content.visibility);
        let draft = Draft::new(self, kind, now);
        draft.send(db, actor, &sheet.iri, audience, about, &recipients).await?;
        if is_new && actor.id != node.id {
            let passed_on = followers::announced_recipients(db, actor.id, node.id).await?;
            self.pass_on_to_followers(db, node, actor, &sheet.iri, &passed_on, now).await?;
        }
        if let Some(instance) = instance.filter(|_| is_new) {
            let servers = followers::recipients(db, &[instance.id]).await?;
            if !servers.is_empty() {
                let (object, author) = (&sheet.iri, &actor.iri);
                self.pass_on_to_servers(db, &instance, author, object, &servers, now).await?;
            }
        }
        Ok(())
    }

    /// The node actor passes on a sheet of another actor of its node; everyone may see that.
    async fn pass_on_to_followers(
        &self,
        db: &mut Writing,
        node: &Actor,
        author: &Actor,
        object: &Iri,
        recipients: &[Recipient],
        now: Timestamp,
    ) -> Result<()> {
        let followers = actor::followers(&node.iri);
        let audience = (vec![PUBLIC], vec![followers.as_str(), author.iri.as_str()]);
        let draft = Draft::new(self, ActivityKind::Announce, now);
        draft.send(db, node, object, audience, About::Address(object), recipients).await
    }

    /// The instance actor passes on a sheet to servers, not to people.
    async fn pass_on_to_servers(
        &self,
        db: &mut Writing,
        instance: &Actor,
        author: &Iri,
        object: &Iri,
        recipients: &[Recipient],
        now: Timestamp,
    ) -> Result<()> {
        let followers = actor::followers(&instance.iri);
        let audience = (vec![followers.as_str()], vec![author.as_str()]);
        let draft = Draft::new(self, ActivityKind::Announce, now);
        draft.send(db, instance, object, audience, About::Address(object), recipients).await
    }

    /// Passes on every event that is still to come to a server that has just begun to follow the
    /// instance actor: most read no more than the first page of an outbox.
    pub(super) async fn pass_on_upcoming(
        &self,
        db: &mut Writing,
        instance: &Actor,
        server: &Recipient,
        now: Timestamp,
    ) -> Result<()> {
        let upcoming = sheets::upcoming_events(db, now, MOST_UPCOMING).await?;
        let objects: Vec<&Iri> = upcoming.iter().map(|(object, _)| object).collect();
        let announced = activities::announced(db, instance.id, &objects).await?;
        let servers = std::slice::from_ref(server);
        for (object, author) in &upcoming {
            match announced.iter().find(|(known, _)| known == object) {
                // The same activity again: who has it already is not told twice.
                Some((_, activity)) => deliveries::enqueue(db, *activity, servers, now).await?,
                None => {
                    self.pass_on_to_servers(db, instance, author, object, servers, now).await?;
                }
            }
        }
        Ok(())
    }
}

/// Most events that are passed on to a server when it begins to follow.
const MOST_UPCOMING: i64 = 500;

/// Whether servers list such a sheet in a calendar or a directory of their own.
fn is_for_servers(sheet: &Sheet) -> bool {
    sheet.content.visibility.is_public()
        && matches!(sheet.kind(), SheetKind::Event | SheetKind::Practice)
}
