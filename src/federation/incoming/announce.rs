//! An actor passes on what another one published: the object, or the whole activity, as groups do
//! (FEP-1b12).

use serde_json::Value;

use super::{Arrival, Outcome};
use crate::{
    domain::Iri,
    federation::{
        Result, copies,
        vocabulary::{
            activity::{ActivityKind, Incoming},
            iri_of,
        },
    },
    store::{Writing, announcements, catalogue, wanted_objects},
};

/// What an `Announce` is about.
enum PassedOn {
    /// An object that is published, or changed.
    Published(Iri),
    /// An object that its author, or a moderator of the group, took away.
    Removed(Iri),
    /// Something that changes no object: a vote, a pin, a ban.
    Other,
}

/// Has the object fetched from its own origin, if we follow the announcing actor: the copy in an
/// `Announce` is never believed (`PROTOCOL.md` 1.6).
pub(super) async fn receive(db: &mut Writing, arrival: &mut Arrival<'_>) -> Result<Outcome> {
    let announce = arrival.activity;
    if !arrival.is_followed(db).await? {
        return Ok(Outcome::Ignored("of an actor that we do not follow"));
    }
    let object = match passed_on(announce) {
        Some(PassedOn::Published(object)) => object,
        Some(PassedOn::Removed(object)) => return remove(db, arrival, &object).await,
        Some(PassedOn::Other) => return Ok(Outcome::Ignored("of an activity about no object")),
        None => return Ok(Outcome::Ignored("without an object that has an id")),
    };
    if arrival.federation.is_ours(&object) {
        return Ok(Outcome::Ignored("of something that is ours"));
    }
    announcements::add(db, &announce.id, &announce.actor, &object, arrival.now).await?;
    wanted_objects::want(db, &object, arrival.now).await?;
    Ok(Outcome::Done)
}

/// An activity has an actor and an object; an object has not both.
fn passed_on(announce: &Incoming) -> Option<PassedOn> {
    let Some(embedded) = announce.embedded().filter(|it| it.get("actor").is_some()) else {
        return announce.object_id().map(PassedOn::Published);
    };
    let Some(object) = embedded.get("object") else {
        return announce.object_id().map(PassedOn::Published);
    };
    let kind = embedded.get("type").and_then(Value::as_str).and_then(ActivityKind::parse);
    match kind {
        Some(ActivityKind::Create | ActivityKind::Update) => {
            iri_of(object).map(PassedOn::Published)
        }
        Some(ActivityKind::Delete) => iri_of(object).map(PassedOn::Removed),
        _ => Some(PassedOn::Other),
    }
}

/// The announcing actor no longer stands for the object. Whether it is deleted, its own origin is
/// asked: a group removes what others wrote from its own list only.
async fn remove(db: &mut Writing, arrival: &Arrival<'_>, object: &Iri) -> Result<Outcome> {
    if arrival.federation.is_ours(object) {
        return Ok(Outcome::Ignored("of something that is ours"));
    }
    announcements::withdraw(db, &arrival.activity.actor, object).await?;
    copies::forget_unless_vouched(db, object).await?;
    if catalogue::find(db, object).await?.is_some_and(|entry| entry.deleted_at.is_none()) {
        wanted_objects::want(db, object, arrival.now).await?;
    }
    Ok(Outcome::Done)
}
