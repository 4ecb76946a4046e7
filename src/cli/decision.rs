//! `havre decision`: who decided what about others, when, and why.

use super::{
    output::{say, say_table},
    settings::Settings,
};
use crate::store::decisions::Logged;

/// Decisions about others: a log to which lines are only ever added
#[derive(Debug, clap::Subcommand)]
pub(super) enum Decision {
    List(List),
}

/// Lists what was decided, the newest first
///
/// Each line has its number, its moment, who decided (the operator by a command, the node by itself,
/// or a user), what, about which host or address, and why. `havre doctor` checks that no line was
/// changed or removed since.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  havre decision list
  havre decision list --about liege.example
  havre decision list --before 200 --limit 100")]
pub(super) struct List {
    /// Only about this host or address
    #[arg(long, value_name = "HOST|URL")]
    about: Option<String>,
    /// Only those before this number
    #[arg(long, value_name = "NUMBER")]
    before: Option<i64>,
    /// At most so many
    #[arg(long, value_name = "COUNT", default_value_t = 50,
          value_parser = clap::value_parser!(i64).range(1..=10_000))]
    limit: i64,
    #[command(flatten)]
    settings: Settings,
}

impl Decision {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        match self {
            Self::List(list) => list.run().await,
        }
    }
}

impl List {
    async fn run(self) -> anyhow::Result<()> {
        let node = self.settings.node().await?;
        let decisions = node.decisions(self.about.as_deref(), self.before, self.limit).await?;
        if decisions.is_empty() {
            return say("nothing was decided yet");
        }
        let rows: Vec<_> = decisions.into_iter().map(row).collect();
        say_table(&rows)
    }
}

fn row(decision: Logged) -> [String; 6] {
    let Logged { number, at, who, verb, subject, reason, .. } = decision;
    let verb = verb.as_str().to_owned();
    [number.to_string(), at.to_string(), who.to_text(), verb, subject, reason]
}
