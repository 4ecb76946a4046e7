//! Lists of blocks that nodes publish, and what a list of another node proposes to this one.

use serde::{Deserialize, Serialize};

use super::{Domain, Iri, Severity, Timestamp};

/// Most entries of a list that are read.
pub const LONGEST_LIST: usize = 10_000;

/// What a list says of one domain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedBlock {
    /// The host and all hosts below it.
    pub domain: Domain,
    /// How much of it is blocked.
    pub severity: Severity,
    /// Whether its pictures and files are refused.
    pub reject_media: bool,
    /// Whether its reports are refused.
    pub reject_reports: bool,
    /// Why.
    pub comment: String,
}

/// A list of another node that this one reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subscription {
    /// Where it stands.
    pub url: Iri,
    /// The actor that must have signed it.
    pub publisher: Iri,
    /// Its `ETag`, as last verified.
    pub etag: Option<String>,
    /// When it was last read and its signature was right.
    pub checked_at: Option<Timestamp>,
    /// Why it could not be read since.
    pub problem: Option<String>,
    /// What it says, as last verified.
    pub entries: Vec<ListedBlock>,
}

/// What a list wants changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proposal {
    /// A domain is new on it, or its entry says something else.
    Add,
    /// A domain is no longer on it.
    Remove,
}

/// A change that a list proposes and a person decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockDraft {
    /// Unique within this node: what commands name.
    pub id: i64,
    /// The list that proposes it.
    pub list: Iri,
    /// What is to be done.
    pub proposal: Proposal,
    /// What the list says, or said.
    pub block: ListedBlock,
    /// Since when it waits.
    pub made_at: Timestamp,
}
