//! What nodes say to one another: the wire, its guards, and nothing that a reader sees.

mod announcing;
pub mod asker;
mod block_lists;
pub mod blocks;
pub mod catalogue;
mod cause;
mod checks;
mod continuity;
mod copies;
mod delivery;
pub mod digest;
pub mod fetch;
mod guard;
pub mod http_client;
mod incoming;
mod intake;
mod keyring;
pub mod keys;
mod late_proofs;
mod limits;
mod moves;
pub mod multibase;
pub mod nodeinfo;
mod outbox;
pub mod outgoing;
mod processing;
pub mod proof;
mod proving;
mod reach;
mod refusals;
mod requests;
pub mod resource;
mod review;
mod rsvp;
mod schemes;
#[cfg(test)]
mod scripted_server;
pub mod signature;
pub mod strict_json;
mod sync;
pub mod third_party;
pub mod verification;
pub mod vocabulary;
mod wanted;
pub mod webfinger;

use std::sync::{Arc, PoisonError, RwLock};

pub use announcing::News;
pub use block_lists::BadList;
pub use cause::Cause;
pub use delivery::OLD_KEYS_SIGN_SECONDS;
pub use guard::{Admission, InboxRequest, Refusal};
pub use incoming::REPLIES_SETTING;
pub use intake::Intake;
pub use keyring::{KeySet, Keyring, Signer};
pub use moves::MOVE_AGAIN_AFTER_SECONDS;
pub use reach::{Reach, Unreachable};
pub use sync::Synced;

use fetch::Fetcher;
use http_client::{HttpClient, HttpError};
use limits::Limits;
use schemes::Schemes;

use crate::{
    clock::Clock,
    domain::{BadIri, Iri, Taxonomy},
    store::{Store, StoreError},
};

/// Everything that a node needs to speak with others. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Federation {
    store: Store,
    clock: Clock,
    fetcher: Fetcher,
    keys: Keyring,
    limits: Limits,
    schemes: Schemes,
    taxonomy: Arc<RwLock<Arc<Taxonomy>>>,
    home: Iri,
    chance: Chance,
}

/// Where a node's unpredictable choices come from; tests make their own.
#[derive(Clone, Debug)]
pub struct Chance {
    /// A fraction from 0 to 1.
    pub fraction: fn() -> f64,
    /// A new pair of RSA keys as PEM: private, public.
    pub key_pair: fn() -> Result<(String, String), keys::KeyError>,
}

impl Federation {
    /// A node at `origin` such as `https://lyon.example`.
    pub fn new(
        origin: &str,
        store: Store,
        clock: Clock,
        client: HttpClient,
        seal: keys::Seal,
        taxonomy: Taxonomy,
        chance: Chance,
    ) -> Result<Self, BadIri> {
        Ok(Self {
            store,
            clock,
            fetcher: Fetcher::new(client),
            keys: Keyring::new(seal),
            limits: Limits::default(),
            schemes: Schemes::default(),
            taxonomy: Arc::new(RwLock::new(Arc::new(taxonomy))),
            home: Iri::parse(format!("{origin}/"))?,
            chance,
        })
    }

    /// Scheme and host of this node.
    #[must_use]
    pub fn origin(&self) -> &str {
        self.home.origin()
    }

    /// The host of this node, with its port in development.
    #[must_use]
    pub fn host(&self) -> &str {
        self.home.host()
    }

    /// An address of this node.
    #[must_use]
    pub fn iri(&self, path: &str) -> Iri {
        self.home.at(path)
    }

    /// Whether an address is of this node.
    #[must_use]
    pub fn is_ours(&self, iri: &Iri) -> bool {
        iri.same_origin(&self.home)
    }

    /// How it reaches others.
    #[must_use]
    pub fn client(&self) -> &HttpClient {
        self.fetcher.client()
    }

    /// The keys that it knows.
    #[must_use]
    pub fn keys(&self) -> &Keyring {
        &self.keys
    }

    /// The vocabulary as it is now.
    #[must_use]
    pub fn taxonomy(&self) -> Arc<Taxonomy> {
        Arc::clone(&self.taxonomy.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Puts another vocabulary in the place of the one that is known.
    pub fn set_taxonomy(&self, taxonomy: Taxonomy) {
        *self.taxonomy.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(taxonomy);
    }

    /// A new pair of keys, made off the threads that serve requests.
    pub async fn new_key_pair(&self) -> Result<(String, String)> {
        let make = self.chance.key_pair;
        match tokio::task::spawn_blocking(make).await {
            Ok(pair) => Ok(pair?),
            Err(_) => Err(FederationError::NoKey(self.iri("/actor"))),
        }
    }

    fn fraction(&self) -> f64 {
        (self.chance.fraction)()
    }
}

/// Why something could not be said to another server, or understood.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the sentences say it")]
pub enum FederationError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Http(#[from] HttpError),
    #[error(transparent)]
    Fetch(#[from] fetch::FetchError),
    #[error(transparent)]
    WebFinger(#[from] webfinger::UnknownName),
    #[error(transparent)]
    Key(#[from] keys::KeyError),
    #[error(transparent)]
    BadKey(#[from] signature::BadKey),
    #[error("the object has no canonical form: {0}")]
    Canonical(#[from] serde_json::Error),
    #[error("{0} has no key to sign with")]
    NoKey(Iri),
    #[error("{0} is not the address of an actor")]
    NoActor(Iri),
    #[error(transparent)]
    List(BadList),
    #[error("the host is not on this node's list: `havre policy allow` puts it there")]
    NotOnTheList,
    #[error("what is kept of {0} cannot be read")]
    Unreadable(Iri),
    #[error("the object does not say who published it")]
    NoAuthor,
    #[error("what stands at the address of the catalogue is none")]
    NotACatalogue,
    #[error("the peer answered {status}")]
    Answer { status: u16, retry_after: Option<i64> },
}

/// A result of this floor.
pub type Result<T, E = FederationError> = std::result::Result<T, E>;

impl FederationError {
    /// Whether the same may succeed later.
    #[must_use]
    pub fn is_temporary(&self) -> bool {
        match self {
            Self::Store(_) => true,
            Self::Http(problem) => problem.is_temporary(),
            Self::Fetch(problem) => problem.is_temporary(),
            Self::Answer { status, .. } => matches!(status, 408 | 429 | 500..=599),
            _ => false,
        }
    }

    /// Whether the origin said that the object is gone for good.
    fn is_gone(&self) -> bool {
        matches!(self, Self::Fetch(fetch::FetchError::Gone))
    }

    /// Whether the store refused the values, and would again.
    fn is_lasting(&self) -> bool {
        matches!(self, Self::Store(problem) if problem.is_lasting())
    }

    /// What the peer asked for, in seconds.
    #[must_use]
    pub fn retry_after(&self) -> Option<i64> {
        match self {
            Self::Fetch(problem) => problem.retry_after(),
            Self::Answer { retry_after, .. } => *retry_after,
            _ => None,
        }
    }
}
