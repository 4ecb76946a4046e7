//! `havre follower`: those who asked to follow and wait for a person.

use super::{
    output::{counted, say, say_table},
    reason::Reason,
    settings::Settings,
    when,
};
use crate::federation::outgoing::Answer;

/// Those who asked to follow and wait for a person, under `havre policy set followers ask`
#[derive(Debug, clap::Subcommand)]
pub(super) enum Follower {
    List(List),
    Accept(Accept),
    Refuse(Refuse),
}

/// Lists who waits, and whom they want to follow
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  havre follower list

Next:
  havre follower accept @ana@mastodon.example")]
pub(super) struct List {
    #[command(flatten)]
    settings: Settings,
}

/// Lets somebody follow who waits
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  havre follower accept @ana@mastodon.example")]
pub(super) struct Accept {
    /// As in `havre follower list`, or the URL of the actor
    address: String,
    #[command(flatten)]
    reason: Reason,
    #[command(flatten)]
    settings: Settings,
}

/// Does not let somebody follow who waits
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  havre follower refuse @ana@mastodon.example --reason \"a false name\"")]
pub(super) struct Refuse {
    /// As in `havre follower list`, or the URL of the actor
    address: String,
    #[command(flatten)]
    reason: Reason,
    #[command(flatten)]
    settings: Settings,
}

impl Follower {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        match self {
            Self::List(list) => list.run().await,
            Self::Accept(Accept { address, reason, settings }) => {
                answer(&settings, &address, Answer::Accept, &reason).await
            }
            Self::Refuse(Refuse { address, reason, settings }) => {
                answer(&settings, &address, Answer::Reject, &reason).await
            }
        }
    }
}

impl List {
    async fn run(self) -> anyhow::Result<()> {
        let node = self.settings.node().await?;
        let now = node.clock.now();
        let asked = node.follow_requests().await?;
        let rows: Vec<_> = asked
            .iter()
            .map(|asked| {
                let follower = format!("@{}", asked.follower.address());
                let followed = format!("@{}", asked.followed.handle);
                [follower, asked.follower.name.clone(), followed, when::ago(now, asked.at)]
            })
            .collect();
        if rows.is_empty() { say("nobody waits") } else { say_table(&rows) }
    }
}

async fn answer(
    settings: &Settings,
    address: &str,
    answer: Answer,
    reason: &Reason,
) -> anyhow::Result<()> {
    let node = settings.node().await?;
    let count = node.answer_follow(address, answer, &reason.by()).await?;
    let requests = counted(count as u64, "request", "requests");
    let said = match answer {
        Answer::Accept => "accepted",
        Answer::Reject => "refused",
    };
    say(format_args!("{requests} of {address} {said}"))
}
