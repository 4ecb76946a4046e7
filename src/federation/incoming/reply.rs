//! Somebody answers what we publish: nothing is shown before a person has read it.

use super::{Arrival, Outcome};
use crate::{
    domain::{Actor, Iri, RepliesTaken, Reply, ReplyState},
    federation::{
        Result,
        vocabulary::{activity::ActivityKind, reply},
    },
    store::{Writing, actors, replies, settings, sheets},
};

/// The setting that says for which sheets replies are taken.
pub const SETTING: &str = "replies";
/// Most replies of one author that wait at a time.
const MOST_WAITING: i64 = 20;

/// The object of ours that an object answers.
pub(super) fn answered(arrival: &Arrival<'_>) -> Option<Iri> {
    let parent = reply::parent_of(arrival.activity.embedded()?)?;
    arrival.federation.is_ours(&parent).then_some(parent)
}

/// Keeps the reply, to be read by a person, whoever wrote it. A changed one waits again; one that
/// was refused stays so.
pub(super) async fn receive(
    db: &mut Writing,
    arrival: &Arrival<'_>,
    parent: Iri,
) -> Result<Outcome> {
    let activity = arrival.activity;
    let Ok(incoming) = reply::read(&activity.object) else {
        return Ok(Outcome::Ignored("a reply that cannot be read, or is not for everybody"));
    };
    if incoming.actor != activity.actor {
        return Ok(Outcome::Ignored("a reply that says another author"));
    }
    let taken = settings::get(db, SETTING).await?;
    let taken = taken.and_then(|word| RepliesTaken::parse(&word)).unwrap_or_default();
    let sheet = sheets::find_by_iri(db, &parent).await?;
    if !sheet.is_some_and(|sheet| taken.takes(sheet.kind())) {
        return Ok(Outcome::Ignored("a reply to what takes none"));
    }
    let known = replies::find_by_iri(db, &incoming.iri).await?;
    match (&known, activity.kind) {
        (Some(known), _) if known.state == ReplyState::Refused => {
            return Ok(Outcome::Ignored("a reply that was refused"));
        }
        (Some(_), Some(ActivityKind::Create)) => return Ok(Outcome::Ignored("no news")),
        (None, _) if replies::waiting_of(db, &activity.actor).await? >= MOST_WAITING => {
            return Ok(Outcome::Ignored("one of too many replies of one author"));
        }
        _ => {}
    }
    let author = actors::find_by_iri(db, &activity.actor).await?;
    let reply = Reply {
        id: known.map_or_else(|| arrival.federation.store.new_id(arrival.now), |known| known.id),
        name: name_of(author.as_ref(), &activity.actor),
        iri: incoming.iri,
        actor: incoming.actor,
        in_reply_to: parent,
        url: incoming.url,
        language: incoming.language,
        content: incoming.content,
        published_at: incoming.published.unwrap_or(arrival.now).min(arrival.now),
        received_at: arrival.now,
        state: ReplyState::Waiting,
    };
    replies::put(db, &reply).await?;
    Ok(Outcome::Done)
}

/// What an author calls themselves.
fn name_of(author: Option<&Actor>, iri: &Iri) -> String {
    match author {
        Some(author) if !author.name.trim().is_empty() => author.name.clone(),
        Some(author) => author.handle.clone(),
        None => iri.host().to_owned(),
    }
}
