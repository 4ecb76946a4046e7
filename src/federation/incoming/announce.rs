//! An actor passes on what another one published.

use super::{Arrival, Outcome};
use crate::{
    federation::Result,
    store::{Writing, announcements, wanted_objects},
};

/// Has the object fetched from its own origin, if we follow the announcing actor: the copy in an
/// `Announce` is never believed (`PROTOCOL.md` 1.6).
pub(super) async fn receive(db: &mut Writing, arrival: &mut Arrival<'_>) -> Result<Outcome> {
    let announce = arrival.activity;
    if !arrival.is_followed(db).await? {
        return Ok(Outcome::Ignored("of an actor that we do not follow"));
    }
    let Some(object) = announce.object_id() else {
        return Ok(Outcome::Ignored("without an object that has an id"));
    };
    if arrival.federation.is_ours(&object) {
        return Ok(Outcome::Ignored("of something that is ours"));
    }
    announcements::add(db, &announce.id, &announce.actor, &object, arrival.now).await?;
    wanted_objects::want(db, &object, arrival.now).await?;
    Ok(Outcome::Done)
}
