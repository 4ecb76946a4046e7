//! `havre node`: a whole node that moves to another address.

use super::{output::say, settings::Settings};

/// Moving this whole node to another address, or here from one
#[derive(Debug, clap::Subcommand)]
pub(super) enum Node {
    Welcome(Welcome),
    Move(Move),
}

/// Says that every actor of this node is also known, under the same handle, at an old address
///
/// Run it on the new node while the old one still answers; then `havre node move` on the old one.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  havre node welcome --from https://old.example

Next, on the old node:
  havre node move --to https://new.example")]
pub(super) struct Welcome {
    /// The old node
    #[arg(long, value_name = "URL")]
    from: String,
    #[command(flatten)]
    settings: Settings,
}

/// Moves every actor of this node to the one of the same handle at a new address
///
/// All of them, or none when one is not expected there (`havre node welcome` on the new node).
/// Followers are told; what was published here stays readable as long as this node runs, and says
/// where its authors went.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  havre node move --to https://new.example")]
pub(super) struct Move {
    /// The new node
    #[arg(long, value_name = "URL")]
    to: String,
    #[command(flatten)]
    settings: Settings,
}

impl Node {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        match self {
            Self::Welcome(welcome) => welcome.run().await,
            Self::Move(moving) => moving.run().await,
        }
    }
}

impl Welcome {
    async fn run(self) -> anyhow::Result<()> {
        let node = self.settings.node().await?;
        let mut missing = 0;
        for (actor, alias) in node.welcome_node(&self.from).await? {
            match alias {
                Ok(alias) => say(format_args!("{} is also known as {alias}", actor.handle))?,
                Err(problem) => {
                    missing += 1;
                    say(format_args!("{} was not found there: {problem}", actor.handle))?;
                }
            }
        }
        if missing > 0 {
            anyhow::bail!("not every actor of this node has one of the same handle there");
        }
        Ok(())
    }
}

impl Move {
    async fn run(self) -> anyhow::Result<()> {
        let node = self.settings.node().await?;
        for (actor, target) in node.move_node(&self.to).await? {
            say(format_args!("{} lives at {target} from now on", actor.handle))?;
        }
        say("their followers are told, as long as `havre serve` runs here")
    }
}
