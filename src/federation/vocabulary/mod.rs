//! What we say on the wire: the domain as JSON of `ActivityStreams`, and back.
//!
//! Everything that is written here is an object without `@context`, so that it can be put into an
//! activity or a collection byte for byte; [`with_context`] makes a document of it. Everything that
//! is read is plain JSON to us: contexts are not looked at, and no signature within a document is
//! believed (`docs/security.md` T18).

pub mod activity;
pub mod actor;
pub mod block_list;
mod call;
pub mod collection;
mod context;
mod dates;
mod document;
mod event;
mod fields;
mod foreign;
mod html;
mod keys;
mod markup;
mod place;
mod practice;
mod profile;
pub mod reply;
pub mod sheet;
mod summary;
pub mod tags;
mod territory;
mod texts;
pub mod tombstone;

pub use activity::{About, ActivityKind, Envelope, Incoming};
pub use actor::RemoteActor;
pub use context::{context, document, with_context};
pub use profile::to_keep;
pub use sheet::Speaker;

/// The namespace of `ActivityStreams`.
pub const ACTIVITY_STREAMS: &str = "https://www.w3.org/ns/activitystreams";
/// Everyone, as a recipient.
pub const PUBLIC: &str = "https://www.w3.org/ns/activitystreams#Public";

/// Whether a recipient is everyone, in one of the three ways to write it.
#[must_use]
pub fn is_public_name(recipient: &str) -> bool {
    matches!(recipient, PUBLIC | "as:Public" | "Public")
}

/// The address that a property names: a string, or the `id` of an object.
#[must_use]
pub fn iri_of(value: &serde_json::Value) -> Option<crate::domain::Iri> {
    fields::address(value).and_then(|text| crate::domain::Iri::parse(text).ok())
}

/// Why a document of another server is not taken.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// It is a list, a text or a number.
    #[error("it is not a JSON object")]
    NotAnObject,
    /// A field without which it means nothing.
    #[error("it has no {0}")]
    Missing(&'static str),
    /// A field that is not of its form.
    #[error("its {0} is not of the form that it should have")]
    Malformed(&'static str),
    /// A type that is not among those that we keep.
    #[error("nothing of the type {0} is kept here")]
    UnknownType(String),
    /// It is not addressed to everyone.
    #[error("it is not public")]
    NotPublic,
    /// What it says about itself is of more than one origin (`docs/security.md` T01).
    #[error("it names an address of another origin as its own")]
    Misattributed,
    /// It breaks a rule of the domain.
    #[error(transparent)]
    Broken(#[from] crate::domain::Broken),
}

#[cfg(test)]
mod tests;
