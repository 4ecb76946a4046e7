//! An actor changes what it published, or itself.

use super::{Arrival, Outcome, create};
use crate::{
    federation::{Result, continuity::Source, copies},
    store::Writing,
};

/// Replaces the copy when the new version is newer; an actor may only change itself and its own
/// objects (T04, T16).
pub(super) async fn receive(db: &mut Writing, arrival: &mut Arrival<'_>) -> Result<Outcome> {
    let update = arrival.activity;
    if let Some(document) = update.embedded()
        && update.object_id().as_ref() == Some(&update.actor)
    {
        let kept = copies::keep_actor(db, arrival.federation, document, Source::Signed).await?;
        return Ok(match kept {
            Some(_) => Outcome::Done,
            None => Outcome::Ignored("not an actor that we can read"),
        });
    }
    create::receive(db, arrival).await
}
