//! `havre doctor`: what usually fails, and what to do about it.

use anyhow::bail;

use super::{output::say, settings::Settings};
use crate::node::{Finding, Verdict};

/// Checks what usually fails, and says what to do about it
///
/// Public URL, database, disk, queue and peers; then, through the network as others do: whether the
/// node answers, TLS, the clock, WebFinger, and whether the proxy leaves signed requests unchanged.
/// Run it while `havre serve` runs.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  havre doctor --config /etc/havre.toml

Ends with 1 when something keeps others from reaching the node.")]
pub(super) struct Doctor {
    #[command(flatten)]
    settings: Settings,
}

impl Doctor {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let node = self.settings.node().await?;
        let findings = node.examine().await;
        for finding in &findings {
            tell(finding)?;
        }
        match findings.iter().filter(|finding| finding.verdict == Verdict::Bad).count() {
            0 => Ok(()),
            1 => bail!("one check failed: do what stands below it"),
            count => bail!("{count} checks failed: do what stands below them, from the top"),
        }
    }
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
