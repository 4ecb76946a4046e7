//! `havre actor alias`: the other addresses of an actor, from which it may move here.

use super::{
    output::{say, say_table},
    settings::Settings,
};

/// Other addresses of an actor, from which it may move here
#[derive(Debug, clap::Subcommand)]
pub(super) enum Alias {
    Add(Add),
    Remove(Remove),
    List(List),
}

/// Says that an actor of this node is also known at another address
///
/// What is there may then move here: its old server asks this one before it tells its followers.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  havre actor alias add lyon @lyon@old.example
  havre actor alias add lyon https://old.example/ap/lyon

Next, on the old server:
  havre actor move lyon --to @lyon@new.example")]
pub(super) struct Add {
    /// The handle of the actor here
    handle: String,
    /// Its other address
    address: String,
    #[command(flatten)]
    settings: Settings,
}

/// Takes back that an actor is also known at another address
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  havre actor alias remove lyon https://old.example/ap/lyon")]
pub(super) struct Remove {
    /// The handle of the actor here
    handle: String,
    /// Its other address, as in `havre actor alias list`
    address: String,
    #[command(flatten)]
    settings: Settings,
}

/// Lists the other addresses of an actor, and where it moved
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  havre actor alias list lyon")]
pub(super) struct List {
    /// The handle of the actor here
    handle: String,
    #[command(flatten)]
    settings: Settings,
}

impl Alias {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        match self {
            Self::Add(add) => add.run().await,
            Self::Remove(remove) => remove.run().await,
            Self::List(list) => list.run().await,
        }
    }
}

impl Add {
    async fn run(self) -> anyhow::Result<()> {
        let node = self.settings.node().await?;
        let alias = node.add_alias(&self.handle, &self.address).await?;
        say(format_args!("{} is also known as {alias}, and may move here from there", self.handle))
    }
}

impl Remove {
    async fn run(self) -> anyhow::Result<()> {
        let node = self.settings.node().await?;
        let alias = node.remove_alias(&self.handle, &self.address).await?;
        say(format_args!("{} is no longer known as {alias}", self.handle))
    }
}

impl List {
    async fn run(self) -> anyhow::Result<()> {
        let node = self.settings.node().await?;
        let addresses = node.addresses_of(&self.handle).await?;
        let aliases =
            addresses.aliases.iter().map(|alias| ["also known as".into(), alias.to_string()]);
        let mut rows: Vec<[String; 2]> = aliases.collect();
        if let Some((target, at)) = &addresses.departure {
            rows.push(["moved to".to_owned(), format!("{target} at {at}")]);
        }
        if rows.is_empty() {
            return say(format_args!("{} has this address alone", self.handle));
        }
        say_table(&rows)
    }
}
