//! `havre actor`: who speaks through this node.

use std::path::PathBuf;

use super::{
    output::{say, say_table},
    settings::Settings,
    territory::Described,
};

/// Organisations and territories that speak through this node
#[derive(Debug, clap::Subcommand)]
pub(super) enum Actor {
    Add(Box<Add>),
    List(List),
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

impl Actor {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        match self {
            Self::Add(add) => add.run().await,
            Self::List(list) => list.run().await,
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
