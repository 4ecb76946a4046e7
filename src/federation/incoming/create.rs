//! An actor publishes something.

use super::{Arrival, Outcome, reply};
use crate::{
    federation::Result,
    store::{Writing, wanted_objects},
};

/// Keeps a reply to something of ours, for a person to read. Keeps a copy of anything else, if we
/// follow the actor or its node. An object that is only named is fetched from its origin later.
pub(super) async fn receive(db: &mut Writing, arrival: &mut Arrival<'_>) -> Result<Outcome> {
    let create = arrival.activity;
    if let Some(parent) = reply::answered(arrival) {
        return reply::receive(db, arrival, parent).await;
    }
    if !arrival.is_followed(db).await? {
        return Ok(Outcome::Ignored("of an actor that we do not follow"));
    }
    let Some(object) = create.object_id() else {
        return Ok(Outcome::Ignored("without an object that has an id"));
    };
    if !object.same_origin(&create.actor) {
        return Ok(Outcome::Ignored("an object of another origin"));
    }
    let Some(embedded) = create.embedded() else {
        wanted_objects::want(db, &object, arrival.now).await?;
        return Ok(Outcome::Done);
    };
    let copy = arrival.copies.take(db, arrival.federation, embedded, &create.actor).await?;
    Ok(copy.map_or_else(Outcome::Ignored, Outcome::Copy))
}
