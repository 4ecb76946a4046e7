//! An actor publishes something.

use super::{Arrival, Outcome, reply};
use crate::{
    federation::{Result, vocabulary::iri_of},
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
        return receive_for_group(db, arrival).await;
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
    Ok(copy.map_or_else(|reason| Outcome::Refused(reason.into_owned()), Outcome::Copy))
}

/// A member writes for a group that we follow, as in Mobilizon: the group's server is asked whether
/// that is so, since only the member signed.
async fn receive_for_group(db: &mut Writing, arrival: &mut Arrival<'_>) -> Result<Outcome> {
    const NOT_FOLLOWED: Outcome = Outcome::Ignored("of an actor that we do not follow");
    let create = arrival.activity;
    let author = create.embedded().and_then(|object| object.get("attributedTo")).and_then(iri_of);
    let author =
        author.filter(|author| *author != create.actor && author.same_origin(&create.actor));
    let object = create.object_id().filter(|object| object.same_origin(&create.actor));
    let Some((author, object)) = author.zip(object) else { return Ok(NOT_FOLLOWED) };
    if !arrival.copies.is_followed(db, &author).await? {
        return Ok(NOT_FOLLOWED);
    }
    wanted_objects::want(db, &object, arrival.now).await?;
    Ok(Outcome::Done)
}
