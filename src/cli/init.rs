//! `havre init`: makes the node and the actor of the territory that runs it.

use std::path::PathBuf;

use super::{output::say, settings::Settings, territory::Described};

/// Makes the node: its database, its keys, and the territory that speaks through it
///
/// The public URL begins the address of everything that the node will ever publish: choose the name
/// with care, it cannot change. Nothing happens to a node that was made before, so the command may
/// be repeated after it was broken off.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  havre init --public-url https://lyon.example --handle lyon --name Lyon --country FR
  havre init --public-url https://lyon.example --file lyon.json      (docs/files.md)

Next:
  havre user add alice              somebody who may sign in
  havre serve                       opens the node")]
pub(super) struct Init {
    /// File with the record of the territory, instead of the flags that describe it
    #[arg(long, conflicts_with_all = ["handle", "names"])]
    file: Option<PathBuf>,
    #[command(flatten)]
    territory: Described,
    #[command(flatten)]
    settings: Settings,
}

impl Init {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let (handle, territory) = self.territory.read(self.file.as_deref())?;
        let node = self.settings.any_node().await?;
        let actor = node.initialise(&handle, territory).await?;
        say(format_args!("@{} speaks for {}: {}", actor.address(), actor.name, actor.iri))
    }
}
