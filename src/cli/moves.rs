//! `havre peer moves` and `havre peer move`: actors that we follow and that live elsewhere now.

use super::{
    output::{say, say_table},
    reason::Reason,
    settings::Settings,
    when,
};
use crate::{
    domain::{MoveState, ProposedMove},
    node::Node,
};

/// Lists the actors that we follow and that say they moved
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  havre peer moves

Next:
  havre peer move accept old.example     follows the new address instead")]
pub(super) struct Moves {
    #[command(flatten)]
    settings: Settings,
}

/// What to do about an actor that moved
#[derive(Debug, clap::Subcommand)]
pub(super) enum Move {
    Accept(Accept),
}

/// Follows an actor to its new address, and no longer at the old one
///
/// The new address has said that it is the old one too. The copies of what was published at the old
/// address stay.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  havre peer move accept old.example
  havre peer move accept https://old.example/ap/liege

Next:
  havre peer list")]
pub(super) struct Accept {
    /// The old host, or the old address of the actor, as in `havre peer moves`
    address: String,
    #[command(flatten)]
    reason: Reason,
    #[command(flatten)]
    settings: Settings,
}

impl Moves {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let node = self.settings.node().await?;
        let now = node.clock.now();
        let moves = node.moves().await?;
        if moves.is_empty() {
            return say("nobody whom this node follows has moved");
        }
        let row = |said: &ProposedMove| {
            let (actor, target) = (said.actor.to_string(), said.target.to_string());
            [actor, target, when::ago(now, said.said_at), state(said)]
        };
        say_table(&moves.iter().map(row).collect::<Vec<_>>())
    }
}

fn state(said: &ProposedMove) -> String {
    let reason = said.problem.as_deref().unwrap_or_default();
    match said.state {
        MoveState::Unchecked => "its new address has not been asked yet".to_owned(),
        MoveState::Proposed => "both addresses agree: it waits for you".to_owned(),
        MoveState::Refused => format!("not believed: {reason}"),
        MoveState::Accepted => "followed at its new address".to_owned(),
    }
}

impl Move {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        match self {
            Self::Accept(accept) => accept.run().await,
        }
    }
}

impl Accept {
    async fn run(self) -> anyhow::Result<()> {
        let node = self.settings.node().await?;
        let moved = node.accept_move(&self.address, &self.reason.by()).await?;
        say(format_args!(
            "{} is followed at {} from now on: `havre peer list` shows the answer",
            moved.actor, moved.target
        ))
    }
}

/// Says which moves wait for somebody to decide.
pub(super) async fn tell_proposed(node: &Node) -> anyhow::Result<()> {
    let waiting = node.moves().await?;
    let waiting = waiting.iter().filter(|said| said.state == MoveState::Proposed);
    for said in waiting {
        say(format_args!(
            "{} has moved to {}: `havre peer move accept {}` follows it there",
            said.actor,
            said.target,
            said.actor.host()
        ))?;
    }
    Ok(())
}
