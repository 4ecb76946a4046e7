//! `havre report`: what others hold to be against the rules here, and what we do there.

use super::{
    failure::mistake,
    output::{say, say_table},
    settings::Settings,
    when,
};
use crate::domain::{Iri, Report as DomainReport};

/// Reports from other servers, and to them; none of them does anything by itself
#[derive(Debug, clap::Subcommand)]
pub(super) enum Report {
    List(List),
    Show(Show),
    Close(Close),
    Send(Send),
}

/// Lists the reports that wait for somebody
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  havre report list
  havre report list --all

Next:
  havre report show NUMBER")]
pub(super) struct List {
    /// Those that are dealt with, and those that were sent, too
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    settings: Settings,
}

/// Shows a report with all that it says
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  havre report show 7412345678")]
pub(super) struct Show {
    /// As in `havre report list`
    number: i64,
    #[command(flatten)]
    settings: Settings,
}

/// Notes that a report is dealt with, and why as it was
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  havre report close 7412345678 --reason \"the address was wrong; corrected\"")]
pub(super) struct Close {
    /// As in `havre report list`
    number: i64,
    /// The statement of reasons; whoever is concerned may ask for it
    #[arg(long, value_name = "TEXT")]
    reason: String,
    #[command(flatten)]
    settings: Settings,
}

/// Reports something to the server where it comes from
///
/// The technical actor of this node speaks: the other side learns which node reports, not who.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  havre report send --about https://social.example/users/eve/statuses/1 --to-its-server \\
      --comment \"threatens a family by name\"")]
pub(super) struct Send {
    /// The address of an actor, or of something that this node holds
    #[arg(long, value_name = "URL")]
    about: String,
    /// Says that the report is to leave this node
    #[arg(long, required = true)]
    to_its_server: bool,
    /// What is wrong with it
    #[arg(long, value_name = "TEXT")]
    comment: String,
    #[command(flatten)]
    settings: Settings,
}

impl Report {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        match self {
            Self::List(command) => command.run().await,
            Self::Show(command) => command.run().await,
            Self::Close(command) => command.run().await,
            Self::Send(command) => command.run().await,
        }
    }
}

impl List {
    async fn run(self) -> anyhow::Result<()> {
        let node = self.settings.node().await?;
        let now = node.clock.now();
        let reports = node.reports(self.all).await?;
        let rows: Vec<_> = reports
            .iter()
            .map(|report| {
                let about = report.about.first().map(Iri::to_string).unwrap_or_default();
                let when = when::ago(now, report.received_at);
                [report.id.to_string(), state(report).to_owned(), by(report), about, when]
            })
            .collect();
        match rows.len() {
            0 => say("no report waits"),
            _ => say_table(&rows),
        }
    }
}

impl Show {
    async fn run(self) -> anyhow::Result<()> {
        let report = self.settings.node().await?.report(self.number).await?;
        say(format_args!("{}, {}", state(&report), by(&report)))?;
        for about in &report.about {
            say(format_args!("about: {about}"))?;
        }
        if let Some((at, reason)) = &report.closed {
            say(format_args!("closed: {at}: {reason}"))?;
        }
        say(format_args!("\n{}", report.comment))
    }
}

impl Close {
    async fn run(self) -> anyhow::Result<()> {
        self.settings.node().await?.close_report(self.number, &self.reason).await?;
        say(format_args!("report {} is closed", self.number))
    }
}

impl Send {
    async fn run(self) -> anyhow::Result<()> {
        let about = Iri::parse(self.about).map_err(|problem| mistake(problem.to_string()))?;
        let report = self.settings.node().await?.send_report(&about, &self.comment).await?;
        say(format_args!("report {} goes to {} through `havre serve`", report.id, report.host))
    }
}

fn state(report: &DomainReport) -> &'static str {
    match (report.sent, &report.closed) {
        (true, _) => "sent",
        (false, Some(_)) => "closed",
        (false, None) => "open",
    }
}

/// Who reports, or to whom.
fn by(report: &DomainReport) -> String {
    match (&report.reporter, report.sent) {
        (_, true) => format!("to {}", report.host),
        (Some(reporter), _) => format!("by {reporter}"),
        (None, _) => format!("by {}, which names nobody", report.host),
    }
}
