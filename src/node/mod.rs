//! What a node does: one verb for each thing, whoever asks for it.
//!
//! The command line, the pages and other servers all come through here, so that a practice is
//! published in one way only.

mod actors;
mod appearance;
mod backup;
mod bell;
mod block_file;
mod block_lists;
mod blocks;
mod catalogue;
pub mod copies;
mod decisions;
mod doctor;
mod drafts;
mod export;
mod follow;
mod follow_requests;
mod house;
mod import;
mod keys;
mod logo;
mod moving;
mod peer_examination;
mod publish;
mod receive;
pub mod record;
mod region;
mod replies;
mod reports;
mod restore;
mod rotation;
mod trust;
mod users;
pub mod verify;
mod withheld;
mod work;

use std::sync::Arc;

use tokio::sync::Notify;

pub use backup::BackedUp;
pub use blocks::Blocked;
pub use catalogue::CatalogueView;
pub use copies::Salvaged;
pub use decisions::By;
pub use doctor::{Finding, Verdict};
pub use drafts::{DraftChoices, DraftFormat, DraftView, ImportedDrafts};
pub use export::Exported;
pub use follow_requests::AskedToFollow;
pub use import::Imported;
pub use logo::{BadLogo, LARGEST_FILE as LARGEST_LOGO_FILE};
pub use moving::Addresses;
pub use peer_examination::PeerExamination;
pub use publish::Put;
pub use region::{BadRegion, Region};
pub use restore::Restored;
pub use rotation::FormerKeys;
pub use withheld::Pending;

use bell::Bell;

use crate::{
    clock::Clock,
    config::Config,
    domain::{BadIri, Broken, DraftId, Iri, Taxonomy},
    federation::{Federation, FederationError, Intake, keys::KeyError},
    store::{Store, StoreError, themes},
};

/// A territory node. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Node {
    /// Its database.
    pub store: Store,
    /// Its clock.
    pub clock: Clock,
    /// Its settings.
    pub config: Arc<Config>,
    /// How it speaks with others.
    pub federation: Arc<Federation>,
    intake: Intake,
    digests: catalogue::DigestCache,
    signals: Arc<Signals>,
}

/// Wakes workers when there is something to do; a timer is the fallback.
#[derive(Debug)]
struct Signals {
    received: Signal,
    queued: Signal,
    listed: Signal,
    wanted: Signal,
    upkeep: Signal,
}

/// Wakes one worker, be it in this process or in the one that serves.
#[derive(Debug)]
struct Signal {
    here: Notify,
    bell: Arc<Bell>,
}

impl Signals {
    fn new(bell: Bell) -> Self {
        let bell = Arc::new(bell);
        let signal = || Signal { here: Notify::new(), bell: Arc::clone(&bell) };
        Self {
            received: signal(),
            queued: signal(),
            listed: signal(),
            wanted: signal(),
            upkeep: signal(),
        }
    }
}

impl Signal {
    fn notify_one(&self) {
        self.here.notify_one();
        self.bell.ring();
    }
}

/// Why a verb could not be done.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the sentences say it")]
pub enum NodeError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Federation(#[from] FederationError),
    #[error(transparent)]
    Broken(#[from] Broken),
    #[error(transparent)]
    Address(#[from] BadIri),
    #[error(transparent)]
    Key(#[from] KeyError),
    #[error(transparent)]
    NotProven(#[from] crate::federation::verification::Unverified),
    #[error("this node has no actor yet: run `havre init` first")]
    NotInitialised,
    #[error(
        "this database belongs to the node at {0}: set public_url to it, or use another database"
    )]
    OtherNode(String),
    #[error("no actor of this node is called \"{0}\": `havre actor list` shows them")]
    NoActor(String),
    #[error("an actor of this node is called \"{0}\" already")]
    ActorExists(String),
    #[error("no sheet of this node is called \"{0}\"")]
    NoSheet(String),
    #[error("\"{0}\" was withdrawn, and what is withdrawn does not come back")]
    Withdrawn(String),
    #[error(
        "the file does not say which actor speaks, and no actor of this node fits: name one with --actor"
    )]
    NoSpeaker,
    #[error("no peer is called \"{0}\": `havre peer list` shows them")]
    NoPeer(String),
    #[error("{0} is this node itself, or a domain above it")]
    OwnHost(String),
    #[error("{0} is not blocked: `havre block list` shows who is")]
    NoBlock(String),
    #[error("{0} is not among the lists: `havre block lists` shows them")]
    NoList(Iri),
    #[error("no draft that waits has the number {0}: `havre block drafts` shows them")]
    NoDraft(i64),
    #[error("no draft has the number {0}: `havre draft list` shows them")]
    NoSheetDraft(DraftId),
    #[error(
        "the draft {0} cannot be published yet: {1}. `havre draft export {0}` writes it down to be completed"
    )]
    Incomplete(DraftId, String),
    #[error("no reply has the number {0}: `havre reply list` shows them")]
    NoReply(i64),
    #[error("no open report has the number {0}: `havre report list` shows them")]
    NoReport(i64),
    #[error("say why with --reason: whoever is concerned may ask")]
    NoReason,
    #[error("a report has at most {0} characters")]
    LongReport(usize),
    #[error("{0} is neither held here nor the address of an actor")]
    NotReportable(Iri),
    #[error("\"{0}\" cannot be followed: it has no inbox, or its own server suspended it")]
    CannotBeFollowed(String),
    #[error("{0} is not known at {1}: `havre actor alias list {0}` shows where it is")]
    NoAlias(String, Iri),
    #[error("{0} is an address of this node: nobody moves from here to here")]
    MoveWithin(Iri),
    #[error(
        "{target} does not say that it is {actor} too: run `havre actor alias add HANDLE {actor}` there first"
    )]
    NotExpected { target: Iri, actor: Iri },
    #[error("\"{0}\" moved less than seven days ago: other servers would not believe it again")]
    MovedLately(String),
    #[error(
        "no actor of \"{0}\" waits to be followed elsewhere: `havre peer moves` shows who does"
    )]
    NoMove(String),
    #[error("nothing that waits is called \"{0}\": `havre held list` shows what does")]
    NothingWaits(String),
    #[error("\"{0}\" was taken out of sight: `havre sheet unhide` shows it again")]
    OutOfSight(String),
    #[error("\"{0}\" is not out of sight: `havre held list --hidden` shows what is")]
    NotHidden(String),
    #[error("\"{0}\" is of this node: `havre sheet withdraw` takes it back")]
    OurOwn(String),
    #[error("nobody called \"{0}\" waits to follow: `havre follower list` shows who does")]
    NobodyAsked(String),
    #[error("this database is not empty: restore into a new one")]
    NotEmpty,
    #[error("not a backup of Havre, or of a newer one: {0}")]
    NotABackup(String),
    #[error("the passphrase does not open this backup")]
    WrongPassphrase,
    #[error("{0}")]
    Record(#[from] record::FileProblem),
    #[error("a user called \"{0}\" exists already")]
    UserExists(String),
    #[error("no user is called \"{0}\": `havre user list` shows them")]
    NoUser(String),
    #[error("a password has at least {0} characters")]
    ShortPassword(usize),
    #[error("the password could not be hashed: {0}")]
    Hash(String),
    #[error(
        "nobody has written the page \"{0}\" in the language \"{1}\": `havre page list` shows what was"
    )]
    NoHouseText(&'static str, String),
    #[error(transparent)]
    Logo(#[from] BadLogo),
    #[error("the work was broken off: {0}")]
    Stopped(String),
    #[error("{path}: {problem}")]
    File { path: String, problem: std::io::Error },
}

/// A result of this floor.
pub type Result<T, E = NodeError> = std::result::Result<T, E>;

impl Node {
    /// The node that `config` describes, on a database that is open.
    ///
    /// Does not start to work by itself: [`Node::work`] does.
    pub async fn open(
        config: Config,
        clock: Clock,
        store: Store,
        federation: Federation,
    ) -> Result<Self> {
        let signals = Arc::new(Signals::new(Bell::of(&config.storage.data)));
        let wake = Arc::clone(&signals);
        let intake = Intake::start(store.clone(), move || wake.received.notify_one());
        let config = Arc::new(config);
        let digests = catalogue::DigestCache::default();
        let federation = Arc::new(federation);
        let node = Self { store, clock, config, federation, intake, digests, signals };
        node.reload_taxonomy().await?;
        node.federation.refresh_blocks().await?;
        node.complete_keys().await?;
        Ok(node)
    }

    /// The shared vocabulary and the node's own themes under it.
    #[must_use]
    pub fn taxonomy(&self) -> Arc<Taxonomy> {
        self.federation.taxonomy()
    }

    /// Reads the node's own themes again: another process may have added one.
    async fn reload_taxonomy(&self) -> Result<()> {
        let mut taxonomy = record::shared_taxonomy().clone();
        let mut db = self.store.read().await?;
        for theme in themes::all(&mut db).await? {
            taxonomy.add_local_theme(theme)?;
        }
        if *self.taxonomy() != taxonomy {
            self.federation.set_taxonomy(taxonomy);
        }
        Ok(())
    }

    /// An address of this node.
    #[must_use]
    pub fn iri(&self, path: &str) -> Iri {
        self.federation.iri(path)
    }
}
