//! `havre actor`: who speaks through this node.

use std::path::PathBuf;

use super::{
    output::{say, say_table},
    settings::Settings,
    territory::Described,
};
use crate::node::FormerKeys;

/// Organisations and territories that speak through this node
#[derive(Debug, clap::Subcommand)]
pub(super) enum Actor {
    Add(Box<Add>),
    List(List),
    RotateKeys(RotateKeys),
    #[command(subcommand)]
    Alias(super::alias::Alias),
    Move(Move),
}

/// Adds an organisation or a hosted territory, or changes what is said of one
///
/// It gets a key and an address of its own, which others can follow. Followers of the node receive
/// what it publishes without doing anything.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  havre actor add --handle accueil --name \"Collectif Accueil\" --kind association
  havre actor add villeurbanne.json      (docs/files.md)

Next:
  havre sheet put soup.json --actor accueil")]
pub(super) struct Add {
    /// File with its record, instead of the flags that describe it
    #[arg(conflicts_with_all = ["handle", "names"])]
    file: Option<PathBuf>,
    #[command(flatten)]
    actor: Described,
    #[command(flatten)]
    settings: Settings,
}

/// Lists who speaks through this node, the territory that runs it first
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  havre actor list")]
pub(super) struct List {
    #[command(flatten)]
    settings: Settings,
}

/// Gives an actor new keys to sign with, and tells its followers
///
/// What was queued before is still signed with the former keys, for a week at most, so nothing is
/// lost. Followers hear of it from `havre serve`. The former Ed25519 key stays listed, so that what
/// it proved stays proved; with --compromised it does not.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  havre actor rotate-keys lyon
  havre actor rotate-keys --all --compromised     (somebody read the data folder)")]
pub(super) struct RotateKeys {
    /// The actor: see `havre actor list`
    #[arg(required_unless_present = "all", conflicts_with = "all")]
    handle: Option<String>,
    /// Every actor of this node, and the one that signs what the node fetches
    #[arg(long)]
    all: bool,
    /// Somebody else may have the former keys: list them no longer
    #[arg(long)]
    compromised: bool,
    #[command(flatten)]
    settings: Settings,
}

/// Moves an actor of this node to another server, and tells its followers
///
/// The actor there must say first that it is also known here: another Havre by `havre actor alias
/// add`, Mastodon under "moving from a different account". Followers of other software follow it there
/// by themselves; nodes of our kind ask their operators. What was published here stays readable and
/// says where its author went. An actor moves once in seven days at most.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  havre actor move lyon --to @lyon@new.example")]
pub(super) struct Move {
    /// The handle of the actor, as in `havre actor list`
    handle: String,
    /// Where it lives from now on: an address, or the URL of an actor
    #[arg(long, value_name = "ADDRESS")]
    to: String,
    #[command(flatten)]
    settings: Settings,
}

impl Actor {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        match self {
            Self::Add(add) => add.run().await,
            Self::List(list) => list.run().await,
            Self::RotateKeys(rotation) => rotation.run().await,
            Self::Alias(alias) => alias.run().await,
            Self::Move(moving) => moving.run().await,
        }
    }
}

impl Add {
    async fn run(self) -> anyhow::Result<()> {
        let (handle, territory) = self.actor.read(self.file.as_deref())?;
        let node = self.settings.node().await?;
        let actor = node.put_actor(&handle, territory).await?;
        say(format_args!("@{} speaks for {}: {}", actor.address(), actor.name, actor.iri))
    }
}

impl List {
    async fn run(self) -> anyhow::Result<()> {
        let node = self.settings.node().await?;
        let actors = node.actors().await?;
        let rows: Vec<_> = actors
            .iter()
            .map(|actor| {
                let kind = actor.territory.kind.clone();
                [format!("@{}", actor.address()), kind, actor.name.clone(), actor.iri.to_string()]
            })
            .collect();
        say_table(&rows)
    }
}

impl RotateKeys {
    async fn run(self) -> anyhow::Result<()> {
        let former = if self.compromised { FormerKeys::Compromised } else { FormerKeys::Safe };
        let node = self.settings.node().await?;
        let rotated = match self.handle {
            Some(handle) => vec![node.rotate_keys(&handle, former).await?],
            None => node.rotate_all_keys(former).await?,
        };
        for actor in rotated {
            let key = actor.key.as_ref().map_or("", |(id, _)| id);
            say(format_args!("@{} signs with {key}", actor.address()))?;
        }
        say(format_args!("Followers hear of it from `havre serve`."))
    }
}

impl Move {
    async fn run(self) -> anyhow::Result<()> {
        let node = self.settings.node().await?;
        let target = node.move_actor(&self.handle, &self.to).await?;
        say(format_args!("{} lives at {target} from now on; its followers are told", self.handle))
    }
}
