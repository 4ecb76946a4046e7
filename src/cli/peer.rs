//! `havre peer`: the nodes that this one follows, and how much of them it holds.

use std::collections::BTreeMap;

use super::{
    output::{counted, say, say_table},
    reason::Reason,
    settings::Settings,
    when,
};
use crate::{
    domain::{self, Following, FollowingState, Peer as DomainPeer, PeerKind, Policy, Timestamp},
    federation::{Synced, third_party::Taken},
    node::{Node, Salvaged},
};

/// Other territories: follow them, and see how much of what they publish is held here
#[derive(Debug, clap::Subcommand)]
pub(super) enum Peer {
    Follow(Follow),
    Unfollow(Unfollow),
    List(List),
    Sync(Sync),
    Trust(Trust),
    Moves(super::moves::Moves),
    #[command(subcommand)]
    Move(super::moves::Move),
}

/// Asks to follow another node, to hold everything that it publishes
///
/// The question goes out through `havre serve`. Once the other side has said yes, the running node
/// fetches its whole catalogue, quietly, and receives every change from then on.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  havre peer follow liege.example
  havre peer follow @liege@liege.example
  havre peer follow liege.example --trust fully
  havre peer follow http://127.0.0.1:8303/ap/liege --dev

Next:
  havre peer list")]
pub(super) struct Follow {
    /// A host, an address such as @liege@liege.example, or the URL of an actor
    address: String,
    /// How far to trust it, as `havre peer trust` says it; otherwise what the policy says
    #[arg(long, value_name = "TRUST", value_parser = parse_trust)]
    trust: Option<domain::Trust>,
    #[command(flatten)]
    reason: Reason,
    #[command(flatten)]
    settings: Settings,
}

/// Stops following a node; the copies that are held stay
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  havre peer unfollow liege.example")]
pub(super) struct Unfollow {
    /// As in `havre peer list`, or the address that was followed
    address: String,
    #[command(flatten)]
    settings: Settings,
}

/// Lists the servers that are known: what is held of each, when that was checked, what waits
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  havre peer list

Next:
  havre peer sync liege.example     checks now")]
pub(super) struct List {
    /// Show the digests of all catalogues instead: two nodes that hold the same show the same
    #[arg(long)]
    digests: bool,
    #[command(flatten)]
    settings: Settings,
}

/// Compares the catalogue of a node with what is held, now
///
/// The running node does so by itself when something changes, and every few minutes. An unchanged
/// catalogue costs one request.
///
/// When the node has gone, --from takes what another node holds of it: each sheet only with a proof
/// by its author. The keys of authors that are not known here are taken from that node too, so name
/// one that you trust.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  havre peer sync liege.example
  havre peer sync liege.example --from lyon.example")]
pub(super) struct Sync {
    /// As in `havre peer list`
    host: String,
    /// A node that holds copies, if the first one does not answer
    #[arg(long, value_name = "HOST")]
    from: Option<String>,
    #[command(flatten)]
    settings: Settings,
}

/// Says how far a server is trusted: what of it is shown before a person has seen it
///
///   hold    nothing: each item waits
///   partly  practices and events; calls and posts wait, and so does a change of date, place,
///           contact or link
///   fully   everything
///
/// What waits already goes on waiting: `havre held approve --peer` shows it.
#[derive(Debug, clap::Args)]
#[command(
    verbatim_doc_comment,
    after_help = "\
Examples:
  havre peer trust liege.example fully --reason \"our neighbours for ten years\"
  havre peer trust mastodon.example hold

Next:
  havre held list --peer liege.example"
)]
pub(super) struct Trust {
    /// As in `havre peer list`
    host: String,
    /// hold, partly or fully
    #[arg(value_name = "TRUST", value_parser = parse_trust)]
    level: domain::Trust,
    #[command(flatten)]
    reason: Reason,
    #[command(flatten)]
    settings: Settings,
}

fn parse_trust(word: &str) -> Result<domain::Trust, String> {
    domain::Trust::parse(word).ok_or_else(|| "it is hold, partly or fully".to_owned())
}

impl Peer {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        match self {
            Self::Follow(follow) => follow.run().await,
            Self::Unfollow(unfollow) => unfollow.run().await,
            Self::List(list) => list.run().await,
            Self::Sync(sync) => sync.run().await,
            Self::Trust(trust) => trust.run().await,
            Self::Moves(moves) => moves.run().await,
            Self::Move(moving) => moving.run().await,
        }
    }
}

impl Follow {
    async fn run(self) -> anyhow::Result<()> {
        let node = self.settings.node().await?;
        let by = self.reason.by();
        let trust = self.trust.map(|trust| (trust, &by));
        let followed = node.follow_trusting(&self.address, trust).await?;
        let state = node
            .followings()
            .await?
            .into_iter()
            .find(|(following, _)| following.followed == followed.iri)
            .map_or(FollowingState::Asked, |(following, _)| following.state);
        let said = match state {
            FollowingState::Accepted => "follows it already",
            FollowingState::Asked => "asks to follow it: `havre peer list` shows the answer",
            FollowingState::Refused => "asked to follow it, and was refused",
        };
        say(format_args!("@{} is {}; this node {said}", followed.address(), followed.name))
    }
}

impl Trust {
    async fn run(self) -> anyhow::Result<()> {
        let node = self.settings.node().await?;
        node.set_trust(&self.host, self.level, &self.reason.by()).await?;
        let said = match self.level {
            domain::Trust::Hold => "everything of it waits for a person",
            domain::Trust::Partly => "its practices and events are shown at once",
            domain::Trust::Fully => "everything of it is shown at once",
        };
        say(format_args!("{}: {said}", self.host))
    }
}

impl Unfollow {
    async fn run(self) -> anyhow::Result<()> {
        let node = self.settings.node().await?;
        let followed = node.unfollow(&self.address).await?;
        say(format_args!("@{} is no longer followed; its copies stay", followed.address()))
    }
}

impl List {
    async fn run(self) -> anyhow::Result<()> {
        let node = self.settings.node().await?;
        if self.digests {
            return say_table(&digests(&node).await?);
        }
        let now = node.clock.now();
        let policy = node.policy().await?;
        let mut followings = BTreeMap::new();
        for (following, _) in node.followings().await? {
            followings.insert(following.followed.host().to_owned(), following);
        }
        let rows: Vec<_> = node
            .peers()
            .await?
            .iter()
            .map(|peer| row(peer, followings.get(&peer.host), &policy, now))
            .collect();
        match rows.len() {
            0 => say("no server is known yet: `havre peer follow` makes acquaintance")?,
            _ => say_table(&rows)?,
        }
        super::moves::tell_proposed(&node).await
    }
}

impl Sync {
    async fn run(self) -> anyhow::Result<()> {
        let node = self.settings.node().await?;
        let synced = match &self.from {
            None => node.sync(&self.host).await?,
            Some(witness) => match node.salvage(&self.host, witness).await? {
                Salvaged::FromOrigin(synced) => synced,
                Salvaged::FromOther(taken) => return say(salvaged(&self.host, witness, taken)),
            },
        };
        let peers = node.peers().await?;
        let held = peers
            .iter()
            .find(|peer| peer.host == self.host)
            .map_or_else(String::new, |peer| held(peer, node.clock.now()));
        let found = match synced {
            Synced::Unchanged => "nothing has changed".to_owned(),
            Synced::Changed { listed, fetched } => {
                let changes = counted(listed as u64, "change", "changes");
                format!("{changes}, {} fetched", counted(fetched as u64, "object", "objects"))
            }
        };
        say(format_args!("{}: {found}; {held}", self.host))
    }
}

/// What was taken from another node than the one that published it.
fn salvaged(host: &str, witness: &str, taken: Taken) -> String {
    let Taken { listed, kept, refused } = taken;
    let listed = counted(listed as u64, "object", "objects");
    format!(
        "{host} does not answer; {witness} holds {listed} of it: {kept} kept, each proven by its \
         author, {refused} refused"
    )
}

/// The digest of this node's catalogue, and of what is known of those of others (`FEDERATION.md`).
async fn digests(node: &Node) -> anyhow::Result<Vec<[String; 2]>> {
    let handle = node.node_actor().await?.handle;
    let catalogue = node.catalogue(&handle).await?;
    let own = node.catalogue_digests(&catalogue).await?.whole.clone();
    let mut rows = vec![[node.federation.host().to_owned(), own]];
    for peer in node.peers().await? {
        rows.push([peer.host, node.federation.digests_of(peer.id).await?.whole]);
    }
    Ok(rows)
}

/// What `list` says of one server.
fn row(
    peer: &DomainPeer,
    following: Option<&Following>,
    policy: &Policy,
    now: Timestamp,
) -> [String; 6] {
    let kind = match peer.kind {
        PeerKind::Node => "node",
        PeerKind::Other => "other software",
    };
    let state = match following.map(|following| following.state) {
        Some(FollowingState::Accepted) => "followed",
        Some(FollowingState::Asked) => "asked",
        Some(FollowingState::Refused) => "refused",
        None => "not followed",
    };
    let is_followed = state == "followed";
    let trust = policy.trust(peer.trust, peer.kind, is_followed);
    let trust = match peer.withheld {
        0 => format!("trust: {}", trust.as_str()),
        count => {
            format!("trust: {}, {}", trust.as_str(), counted(count, "item waits", "items wait"))
        }
    };
    let (kind, state) = (kind.to_owned(), state.to_owned());
    [peer.host.clone(), kind, state, trust, held(peer, now), waiting(peer, now)]
}

/// `214 of 214 held, checked 3 minutes ago`.
fn held(peer: &DomainPeer, now: Timestamp) -> String {
    let sync = &peer.sync;
    let held = match peer.kind {
        PeerKind::Node => format!("{} of {} held, ", sync.held, sync.published),
        PeerKind::Other => String::new(),
    };
    let checked = match sync.checked_at {
        Some(at) => format!("checked {}", when::ago(now, at)),
        None => "not checked yet".to_owned(),
    };
    let problem = sync.problem.as_ref().map(|problem| format!("; since then: {problem}"));
    held + &checked + &problem.unwrap_or_default()
}

fn waiting(peer: &DomainPeer, now: Timestamp) -> String {
    match (peer.waiting, peer.failures) {
        (0, _) => "nothing waits".to_owned(),
        (count, 0) => counted(count, "delivery waits", "deliveries wait"),
        (count, failures) => format!(
            "{}, {} failed, the next {}",
            counted(count, "delivery waits", "deliveries wait"),
            counted(failures, "try", "tries"),
            when::until(now, peer.next_try_at)
        ),
    }
}
