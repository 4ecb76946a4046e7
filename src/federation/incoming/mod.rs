//! What other servers tell us: one file for each activity.
//!
//! By the time an activity comes here its signature has been verified and it is on disk
//! (`guard.rs`, `intake.rs`). Each file checks who may say this, and writes what follows from it in
//! the caller's transaction.

mod accept;
mod announce;
mod block;
mod create;
mod delete;
mod flag;
mod follow;
mod moving;
mod reject;
mod reply;
mod undo;
mod update;

pub use reply::SETTING as REPLIES_SETTING;

use super::{
    Federation, Result,
    copies::{Copies, Ticket},
    vocabulary::activity::{ActivityKind, Incoming},
};
use crate::{domain::Timestamp, store::Writing};

/// What became of an activity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It changed something here.
    Done,
    /// It changed nothing, for this reason.
    Ignored(&'static str),
    /// The same, for a reason that lies in what it carries.
    Refused(String),
    /// It brought a copy, which is written with the others of its batch.
    Copy(Ticket),
}

/// An activity on its way into the store.
pub(super) struct Arrival<'a> {
    pub(super) federation: &'a Federation,
    pub(super) activity: &'a Incoming,
    pub(super) copies: &'a mut Copies,
    pub(super) now: Timestamp,
}

/// Does what the activity asks for, if its actor may ask for it.
///
/// Errors are the store's: whatever is wrong with the activity is an [`Outcome::Ignored`].
pub(super) async fn receive(db: &mut Writing, arrival: &mut Arrival<'_>) -> Result<Outcome> {
    match arrival.activity.kind {
        Some(ActivityKind::Follow) => follow::receive(db, arrival).await,
        Some(ActivityKind::Accept) => accept::receive(db, arrival).await,
        Some(ActivityKind::Reject) => reject::receive(db, arrival).await,
        Some(ActivityKind::Undo) => undo::receive(db, arrival).await,
        Some(ActivityKind::Create) => create::receive(db, arrival).await,
        Some(ActivityKind::Update) => update::receive(db, arrival).await,
        Some(ActivityKind::Delete) => delete::receive(db, arrival).await,
        Some(ActivityKind::Announce) => announce::receive(db, arrival).await,
        Some(ActivityKind::Flag) => flag::receive(db, arrival).await,
        Some(ActivityKind::Block) => block::receive(db, arrival).await,
        Some(ActivityKind::Move) => moving::receive(db, arrival).await,
        // What is of the moment is answered at the door, and never stored (`rsvp.rs`).
        None | Some(ActivityKind::Join | ActivityKind::Invite | ActivityKind::Ignore) => {
            Ok(Outcome::Ignored("of a type that is not kept"))
        }
    }
}

impl Arrival<'_> {
    /// Whether the actor is followed, itself or through the node actor of its node.
    async fn is_followed(&mut self, db: &mut Writing) -> Result<bool> {
        self.copies.is_followed(db, &self.activity.actor).await
    }
}
