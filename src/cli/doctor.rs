//! `havre doctor`: what usually fails, and what to do about it.

use anyhow::bail;

use super::{
    output::{say, say_table},
    settings::Settings,
};
use crate::{
    node::{Finding, Verdict},
    store::attempts::{Attempt, Way},
};

/// Checks what usually fails, and says what to do about it
///
/// Public URL, database, disk, queue and peers; then, through the network as others do: whether the
/// node answers, TLS, the clock, WebFinger, and whether the proxy leaves signed requests unchanged.
/// Run it while `havre serve` runs.
///
/// With --peer: why nothing arrives at another server, or from it. Name, connection, TLS, software,
/// clocks, WebFinger, its actor with our signature and without, our key as it would fetch it, what
/// waits for it and when that is tried again, and the last exchanges with it.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  havre doctor --config /etc/havre.toml
  havre doctor --peer mastodon.example

Ends with 1 when something keeps others from reaching the node, or the two from one another.")]
pub(super) struct Doctor {
    /// Examine the way to this server and from it instead
    #[arg(long, value_name = "HOST")]
    peer: Option<String>,
    #[command(flatten)]
    settings: Settings,
}

impl Doctor {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let node = self.settings.node().await?;
        let (findings, attempts) = match &self.peer {
            None => (node.examine().await, vec![]),
            Some(host) => {
                let examined = node.examine_peer(host).await?;
                (examined.findings, examined.attempts)
            }
        };
        for finding in &findings {
            tell(finding)?;
        }
        tell_attempts(&attempts)?;
        match findings.iter().filter(|finding| finding.verdict == Verdict::Bad).count() {
            0 => Ok(()),
            1 => bail!("one check failed: do what stands below it"),
            count => bail!("{count} checks failed: do what stands below them, from the top"),
        }
    }
}

/// The last exchanges with a server, newest first.
fn tell_attempts(attempts: &[Attempt]) -> anyhow::Result<()> {
    if attempts.is_empty() {
        return Ok(());
    }
    say("\nThe last exchanges, newest first:")?;
    let rows: Vec<_> = attempts
        .iter()
        .map(|attempt| {
            let way = if attempt.way == Way::Out { "to them" } else { "from them" };
            [attempt.at.to_string(), way.to_owned(), attempt.outcome.clone()]
        })
        .collect();
    say_table(&rows)
}

/// A line for a finding, and under it what to do.
fn tell(finding: &Finding) -> anyhow::Result<()> {
    let sign = match finding.verdict {
        Verdict::Good => "✓ good    ",
        Verdict::Doubtful => "? doubtful",
        Verdict::Bad => "✗ bad     ",
    };
    say(format_args!("{sign}  {}: {}", finding.check, finding.seen))?;
    finding.advice.iter().try_for_each(|advice| say(format_args!("              {advice}")))
}
