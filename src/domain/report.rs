//! Reports of what somebody holds to be against the rules, in both directions.

use super::{Iri, Timestamp};

/// Longest comment of a report, in characters (`PROTOCOL.md` 2.7).
pub const LONGEST_REPORT: usize = 5_000;

/// A report that came in or was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Unique within this node: what commands name.
    pub id: i64,
    /// The address of the `Flag`.
    pub activity: Option<Iri>,
    /// Whether this node sent it.
    pub sent: bool,
    /// The host of the other side.
    pub host: String,
    /// Who reports; `None` where a server speaks for somebody whom it does not name.
    pub reporter: Option<Iri>,
    /// The addresses that it is about.
    pub about: Vec<Iri>,
    /// Why, in plain text.
    pub comment: String,
    /// When it came in, or was sent.
    pub received_at: Timestamp,
    /// When somebody decided, and the statement of reasons.
    pub closed: Option<(Timestamp, String)>,
}
