//! `havre reply`: what others say under the sheets of this node.

use super::{
    failure::mistake,
    output::{say, say_table},
    settings::Settings,
};
use crate::domain::{RepliesTaken, ReplyState, plain_text};

/// Characters of a reply that a list shows.
const EXCERPT: usize = 60;

/// Replies to what this node publishes: none is shown before it is approved
#[derive(Debug, clap::Subcommand)]
pub(super) enum Reply {
    List(List),
    Approve(Approve),
    Refuse(Refuse),
    Take(Take),
}

/// Lists the replies that wait; what nobody approves is forgotten after thirty days
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  havre reply list
  havre reply list --state approved

Next:
  havre reply approve NUMBER")]
pub(super) struct List {
    /// waiting, approved or refused
    #[arg(long, default_value = "waiting")]
    state: String,
    #[command(flatten)]
    settings: Settings,
}

/// Shows a reply under its sheet; when its author changes it, it waits again
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  havre reply approve 7412345678")]
pub(super) struct Approve {
    /// As in `havre reply list`
    number: i64,
    #[command(flatten)]
    settings: Settings,
}

/// Puts a reply away, shown or not
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  havre reply refuse 7412345678 --reason \"names a person\"")]
pub(super) struct Refuse {
    /// As in `havre reply list`
    number: i64,
    /// Why, for the log of decisions
    #[arg(long, value_name = "TEXT", default_value = "")]
    reason: String,
    #[command(flatten)]
    settings: Settings,
}

/// Says for which sheets replies are taken: not-events (from the start), all, or none
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  havre reply take none")]
pub(super) struct Take {
    /// not-events, all or none
    which: String,
    #[command(flatten)]
    settings: Settings,
}

impl Reply {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        match self {
            Self::List(command) => command.run().await,
            Self::Approve(command) => command.run().await,
            Self::Refuse(command) => command.run().await,
            Self::Take(command) => command.run().await,
        }
    }
}

impl List {
    async fn run(self) -> anyhow::Result<()> {
        let state = ReplyState::parse(&self.state)
            .ok_or_else(|| mistake("a reply is waiting, approved or refused"))?;
        let replies = self.settings.node().await?.replies(state).await?;
        let rows: Vec<_> = replies
            .iter()
            .map(|reply| {
                let words = plain_text(&reply.content).replace('\n', " ");
                let excerpt: String = words.chars().take(EXCERPT).collect();
                [
                    reply.id.to_string(),
                    format!("{} ({})", reply.name, reply.actor.host()),
                    excerpt,
                    reply.in_reply_to.to_string(),
                ]
            })
            .collect();
        match rows.len() {
            0 => say(format_args!("no reply is {}", self.state)),
            _ => say_table(&rows),
        }
    }
}

impl Approve {
    async fn run(self) -> anyhow::Result<()> {
        let node = self.settings.node().await?;
        let reply = node.decide_reply(self.number, true, "").await?;
        say(format_args!("{} is shown under {}", reply.iri, reply.in_reply_to))
    }
}

impl Refuse {
    async fn run(self) -> anyhow::Result<()> {
        let node = self.settings.node().await?;
        let reply = node.decide_reply(self.number, false, &self.reason).await?;
        say(format_args!("{} is not shown", reply.iri))
    }
}

impl Take {
    async fn run(self) -> anyhow::Result<()> {
        let taken = RepliesTaken::parse(&self.which)
            .ok_or_else(|| mistake("replies are taken for not-events, all or none"))?;
        self.settings.node().await?.take_replies(taken).await?;
        say(match taken {
            RepliesTaken::ButForEvents => "replies are taken for all sheets but events",
            RepliesTaken::All => "replies are taken for all sheets",
            RepliesTaken::None => "no replies are taken, and none is shown",
        })
    }
}
