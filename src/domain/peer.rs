//! The nodes and servers that we follow or deliver to, and how well we hold what they publish.

use super::{ActorId, Iri, PeerId, Timestamp, Trust};

/// A server that we know, by its host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Peer {
    /// Unique within this node.
    pub id: PeerId,
    /// Host, with the port when there is one.
    pub host: String,
    /// Whether it is a node of our kind.
    pub kind: PeerKind,
    /// How well we hold its catalogue.
    pub sync: SyncState,
    /// Deliveries that still wait for it.
    pub waiting: i64,
    /// Tries that failed in a row.
    pub failures: i64,
    /// When the next delivery may be tried.
    pub next_try_at: Timestamp,
    /// How far it is trusted; `None` where the policy for its kind decides.
    pub trust: Option<Trust>,
    /// What came from it and waits for a person.
    pub withheld: i64,
}

/// Whether a peer is a node of our kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeerKind {
    /// It has a catalogue (`FEDERATION.md`).
    Node,
    /// Other software, or not known yet.
    Other,
}

/// How a server wants our requests to be signed, from what everybody takes to what is cheapest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SignatureScheme {
    /// draft-cavage with RSA.
    Cavage,
    /// RFC 9421 with RSA.
    Rfc9421,
    /// RFC 9421 with Ed25519, as between our nodes.
    Ed25519,
}

impl SignatureScheme {
    /// The scheme as it stands in tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Cavage => "cavage",
            Self::Rfc9421 => "rfc9421",
            Self::Ed25519 => "ed25519",
        }
    }

    /// The scheme that a table names; what nobody knows is what everybody takes.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        match text {
            "rfc9421" => Self::Rfc9421,
            "ed25519" => Self::Ed25519,
            _ => Self::Cavage,
        }
    }

    /// What to try when a server refused this one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Cavage => Self::Rfc9421,
            Self::Rfc9421 | Self::Ed25519 => Self::Cavage,
        }
    }
}

/// What we hold of a peer's catalogue: "214 of 214 held, checked 3 minutes ago".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SyncState {
    /// Objects that the peer publishes, as its catalogue lists them; tombstones do not count.
    pub published: i64,
    /// Objects of which we hold a copy with the digest that the catalogue names.
    pub held: i64,
    /// The last time that the whole catalogue was compared.
    pub checked_at: Option<Timestamp>,
    /// Why the last comparison failed, if it did.
    pub problem: Option<String>,
}

/// How far a request to follow has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FollowingState {
    /// We asked, and wait for an answer.
    Asked,
    /// The other side accepted.
    Accepted,
    /// The other side refused.
    Refused,
}

impl FollowingState {
    /// The state as it stands in tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
        }
    }

    /// The state that a table names.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        match text {
            "accepted" => Self::Accepted,
            "refused" => Self::Refused,
            _ => Self::Asked,
        }
    }
}

/// One of our actors follows an actor elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Following {
    /// Who follows.
    pub follower: ActorId,
    /// Who is followed.
    pub followed: Iri,
    /// The address of the Follow activity.
    pub activity: Iri,
    /// How far it has come.
    pub state: FollowingState,
}

/// An actor that we follow says that it lives elsewhere now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposedMove {
    /// Its old address.
    pub actor: Iri,
    /// Its new address, as it says.
    pub target: Iri,
    /// What became of it.
    pub state: MoveState,
    /// When it was said.
    pub said_at: Timestamp,
    /// How often it was checked.
    pub tries: i64,
    /// Why it was refused, or could not be checked yet.
    pub problem: Option<String>,
}

/// How far the move of an actor that we follow has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoveState {
    /// The new address has not been asked yet whether it agrees.
    Unchecked,
    /// Both addresses agree: the operator is asked.
    Proposed,
    /// The new address does not agree.
    Refused,
    /// The operator agreed: the new address is followed.
    Accepted,
}

impl MoveState {
    /// The state as it stands in tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unchecked => "unchecked",
            Self::Proposed => "proposed",
            Self::Refused => "refused",
            Self::Accepted => "accepted",
        }
    }

    /// The state that a table names.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        match text {
            "proposed" => Self::Proposed,
            "refused" => Self::Refused,
            "accepted" => Self::Accepted,
            _ => Self::Unchecked,
        }
    }
}
