//! An actor takes back what it published, or leaves for good.

use super::{Arrival, Outcome};
use crate::{
    domain::SheetKind,
    federation::{Result, copies},
    store::{
        Writing, actors,
        catalogue::{self, ObjectKind},
        followings, replies, sheets, withheld,
    },
};

/// Removes the copy and leaves a tombstone, for ever; only the author may delete (T04, T16).
pub(super) async fn receive(db: &mut Writing, arrival: &mut Arrival<'_>) -> Result<Outcome> {
    let delete = arrival.activity;
    let Some(object) = delete.object_id().filter(|id| id.same_origin(&delete.actor)) else {
        return Ok(Outcome::Ignored("a Delete of something of another origin"));
    };
    let Some(actor) = actors::find_by_iri(db, &delete.actor).await?.filter(|a| !a.is_local())
    else {
        return Ok(Outcome::Ignored("a Delete by somebody unknown"));
    };
    if object == delete.actor {
        replies::remove_all_of(db, &object).await?;
        for sheet in sheets::of_actor(db, actor.id).await? {
            let kind = ObjectKind::Sheet(sheet.kind());
            copies::bury(db, &sheet.iri, &actor, kind, arrival.now).await?;
        }
        for copy in withheld::of_actor(db, &actor.iri).await? {
            let kind = ObjectKind::Sheet(copy.kind);
            copies::bury(db, &copy.iri, &actor, kind, arrival.now).await?;
        }
        followings::end_all(db, &object).await?;
        arrival.federation.keys().forget_all_of(&actor);
        // A reader who only followed us leaves nothing behind, not even a tombstone.
        if catalogue::find(db, &object).await?.is_none() {
            copies::remove(db, &object).await?;
            return Ok(Outcome::Done);
        }
        copies::bury(db, &object, &actor, ObjectKind::Actor, arrival.now).await?;
        return Ok(Outcome::Done);
    }
    if replies::remove(db, &object, &delete.actor).await? {
        return Ok(Outcome::Done);
    }
    match catalogue::find(db, &object).await? {
        Some(entry) if entry.actor != delete.actor => {
            Ok(Outcome::Ignored("a Delete of what another actor published"))
        }
        Some(entry) => {
            copies::bury(db, &object, &actor, entry.kind, arrival.now).await?;
            Ok(Outcome::Done)
        }
        // Nothing is held yet, but a late Create or page must not bring it back.
        None if arrival.is_followed(db).await? => {
            let kind = ObjectKind::Sheet(SheetKind::Post);
            copies::bury(db, &object, &actor, kind, arrival.now).await?;
            Ok(Outcome::Done)
        }
        None => Ok(Outcome::Ignored("a Delete of nothing that we hold")),
    }
}
