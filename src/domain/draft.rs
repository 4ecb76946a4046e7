//! A practice, an event or a call that nobody has published yet.

use super::{ActorId, DraftId, SheetKind, Timestamp};

/// What somebody prepares. It is known to those who run the node, and to nobody else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Unique within this node.
    pub id: DraftId,
    /// Who will speak.
    pub actor: ActorId,
    /// The author's own name for the record; unique among the drafts of an actor.
    pub slug: String,
    /// What it will be.
    pub kind: SheetKind,
    /// The record of `docs/files.md` as JSON, complete or not.
    pub record: String,
    /// The name of the file that it came from.
    pub source: String,
    /// When it was first brought.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}
