//! `havre held`: what came from others and waits for a person.

use anyhow::bail;

use super::{
    failure::mistake,
    output::{counted, say, say_table},
    reason::Reason,
    settings::Settings,
    when,
};
use crate::{
    domain::Change,
    node::{Node, Pending},
    store::withheld::{Withheld, WithheldCopy},
};

/// Copies that are listed at a time.
const PAGE: i64 = 200;

/// What came from others and waits for a person: look at it, show it, or put it away
#[derive(Debug, clap::Subcommand)]
pub(super) enum Held {
    List(List),
    Show(Show),
    Approve(Approve),
    Refuse(Refuse),
}

/// Lists what waits, the oldest first: its number, kind, title, why it waits, and where it is from
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  havre held list
  havre held list --peer liege.example
  havre held list --hidden

Next:
  havre held show 12")]
pub(super) struct List {
    /// Only from this host
    #[arg(long, value_name = "HOST")]
    peer: Option<String>,
    /// What was put away instead
    #[arg(long)]
    refused: bool,
    /// What was taken out of sight instead
    #[arg(long, conflicts_with = "refused")]
    hidden: bool,
    #[command(flatten)]
    settings: Settings,
}

/// Shows what waits: its words, or, of a change, what differs from what readers see now
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  havre held show 12
  havre held show https://liege.example/ap/events/115577412345678901

Next:
  havre held approve 12")]
pub(super) struct Show {
    /// Its number in `havre held list`, or its address
    name: String,
    #[command(flatten)]
    settings: Settings,
}

/// Shows readers what waits, and says what that changed
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  havre held approve 12 --reason \"called the town hall\"
  havre held approve --peer liege.example

Next:
  havre peer trust liege.example partly     its practices and events no longer wait")]
pub(super) struct Approve {
    /// Its number in `havre held list`, or its address; several, if you like
    #[arg(required_unless_present = "peer")]
    names: Vec<String>,
    /// Everything that waits from this host
    #[arg(long, value_name = "HOST", conflicts_with = "names")]
    peer: Option<String>,
    #[command(flatten)]
    reason: Reason,
    #[command(flatten)]
    settings: Settings,
}

/// Puts away what waits; what readers see stays as it is, and a later version waits again
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  havre held refuse 12 --reason \"the number is not theirs\"
  havre held refuse --peer liege.example

Next:
  havre held list --refused     `havre held approve` still takes what was refused")]
pub(super) struct Refuse {
    /// Its number in `havre held list`, or its address; several, if you like
    #[arg(required_unless_present = "peer")]
    names: Vec<String>,
    /// Everything that waits from this host
    #[arg(long, value_name = "HOST", conflicts_with = "names")]
    peer: Option<String>,
    #[command(flatten)]
    reason: Reason,
    #[command(flatten)]
    settings: Settings,
}

impl Held {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        match self {
            Self::List(list) => list.run().await,
            Self::Show(show) => show.run().await,
            Self::Approve(approve) => approve.run().await,
            Self::Refuse(refuse) => refuse.run().await,
        }
    }
}

impl List {
    async fn run(self) -> anyhow::Result<()> {
        let node = self.settings.node().await?;
        let (state, none) = match (self.refused, self.hidden) {
            (true, _) => (Withheld::Refused, "nothing was put away"),
            (_, true) => (Withheld::Withdrawn, "nothing is out of sight"),
            _ => (Withheld::Held, "nothing waits"),
        };
        let copies = all(&node, state, self.peer.as_deref()).await?;
        let now = node.clock.now();
        let rows: Vec<_> = copies
            .into_iter()
            .map(|copy| {
                let since = when::ago(now, copy.received_at);
                let kind = copy.kind.as_str().to_owned();
                let number = copy.number.to_string();
                [number, kind, copy.title, copy.why, since, copy.iri.to_string()]
            })
            .collect();
        if rows.is_empty() { say(none) } else { say_table(&rows) }
    }
}

/// All copies in a state.
async fn all(
    node: &Node,
    state: Withheld,
    host: Option<&str>,
) -> anyhow::Result<Vec<WithheldCopy>> {
    let mut copies: Vec<WithheldCopy> = Vec::new();
    loop {
        let after = copies.last().map_or(0, |copy| copy.number);
        let page = node.withheld(state, host, after, PAGE).await?;
        if page.is_empty() {
            return Ok(copies);
        }
        copies.extend(page);
    }
}

impl Show {
    async fn run(self) -> anyhow::Result<()> {
        let node = self.settings.node().await?;
        tell(&node.pending(&self.name).await?)
    }
}

/// Says what a copy is, and what differs from what readers see.
fn tell(pending: &Pending) -> anyhow::Result<()> {
    let Pending { copy, shown, changes, .. } = pending;
    let kind = copy.kind.as_str();
    say(format_args!("{kind} {}: {}", copy.number, copy.title))?;
    say(format_args!("{} by {}", copy.iri, copy.actor))?;
    say(format_args!("{}: {}", copy.state.as_str(), copy.why))?;
    say(match shown {
        Some(_) => "readers see the version before; this one changes:",
        None => "readers see nothing of it; it says:",
    })?;
    changes.iter().try_for_each(tell_change)
}

fn tell_change(change: &Change) -> anyhow::Result<()> {
    let Change { field, before, after } = change;
    // A line is a line: what others wrote does not pretend to be one of ours.
    let line = |text: &String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(before) = before {
        say(format_args!("- {field}: {}", line(before)))?;
    }
    match after {
        Some(after) => say(format_args!("+ {field}: {}", line(after))),
        None => Ok(()),
    }
}

impl Approve {
    async fn run(self) -> anyhow::Result<()> {
        let node = self.settings.node().await?;
        let by = self.reason.by();
        let names = chosen(&node, &self.names, self.peer.as_deref()).await?;
        let is_one = names.len() == 1;
        let mut failed = 0;
        for name in &names {
            let pending = node.pending(name).await?;
            match node.approve(name, &by).await {
                Ok(sheet) => {
                    if is_one {
                        pending.changes.iter().try_for_each(tell_change)?;
                    }
                    say(format_args!("shown: {} {}", pending.copy.title, sheet.iri))?;
                }
                Err(problem) if is_one => return Err(problem.into()),
                Err(problem) => {
                    failed += 1;
                    say(format_args!("not shown: {}: {problem}", pending.copy.iri))?;
                }
            }
        }
        match failed {
            0 => Ok(()),
            failed => bail!("{} could not be shown", counted(failed, "copy", "copies")),
        }
    }
}

impl Refuse {
    async fn run(self) -> anyhow::Result<()> {
        let node = self.settings.node().await?;
        let by = self.reason.by();
        for name in chosen(&node, &self.names, self.peer.as_deref()).await? {
            let copy = node.refuse(&name, &by).await?;
            say(format_args!("put away: {} {}", copy.title, copy.iri))?;
        }
        Ok(())
    }
}

/// What was named, or everything that waits from a host.
async fn chosen(node: &Node, names: &[String], host: Option<&str>) -> anyhow::Result<Vec<String>> {
    let Some(host) = host else { return Ok(names.to_vec()) };
    let waiting = all(node, Withheld::Held, Some(host)).await?;
    if waiting.is_empty() {
        return Err(mistake(format!(
            "nothing from {host} waits: `havre held list` shows what does"
        )));
    }
    Ok(waiting.into_iter().map(|copy| copy.number.to_string()).collect())
}
