//! The part of `havre block` that is about lists of other nodes.

use super::{
    failure::mistake,
    output::{counted, say, say_table},
    settings::Settings,
    when,
};
use crate::domain::{BlockDraft, Iri, Proposal};

/// Reads the list of another node once a day; each entry waits until a person confirms it
///
/// The list must be signed by the node that publishes it.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  havre block subscribe https://liege.example/ap/liege/blocks

Next:
  havre block drafts")]
pub(super) struct Subscribe {
    /// The address of the list
    url: String,
    #[command(flatten)]
    settings: Settings,
}

/// Stops reading a list; what was confirmed of it stays blocked
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  havre block unsubscribe https://liege.example/ap/liege/blocks")]
pub(super) struct Unsubscribe {
    /// As in `havre block lists`
    url: String,
    #[command(flatten)]
    settings: Settings,
}

/// Lists the lists that are read, and where that of this node stands
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  havre block lists")]
pub(super) struct Lists {
    #[command(flatten)]
    settings: Settings,
}

/// Lists what the lists propose and nobody has decided
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  havre block drafts

Next:
  havre block confirm NUMBER
  havre block dismiss NUMBER --reason \"we know them\"")]
pub(super) struct Drafts {
    #[command(flatten)]
    settings: Settings,
}

/// Does what drafts propose
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  havre block confirm 7412345678 7412345679")]
pub(super) struct Confirm {
    /// As in `havre block drafts`
    #[arg(required = true)]
    numbers: Vec<i64>,
    #[command(flatten)]
    settings: Settings,
}

/// Leaves undone what drafts propose
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  havre block dismiss 7412345678 --reason \"we know them\"")]
pub(super) struct Dismiss {
    /// As in `havre block drafts`
    #[arg(required = true)]
    numbers: Vec<i64>,
    /// Why, for the log of decisions
    #[arg(long, value_name = "TEXT", default_value = "")]
    reason: String,
    #[command(flatten)]
    settings: Settings,
}

impl Subscribe {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let url = address(&self.url)?;
        let node = self.settings.node().await?;
        let publisher = node.subscribe_blocks(&url).await?;
        let waiting = node.block_drafts().await?.iter().filter(|draft| draft.list == url).count();
        let drafts = counted(waiting as u64, "draft waits", "drafts wait");
        say(format_args!("the list of {publisher} is read once a day; {drafts} for you"))
    }
}

impl Unsubscribe {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let url = address(&self.url)?;
        self.settings.node().await?.unsubscribe_blocks(&url).await?;
        say(format_args!("{url} is read no longer; what was confirmed of it stays blocked"))
    }
}

impl Lists {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let node = self.settings.node().await?;
        let now = node.clock.now();
        let own = match node.published_blocks().await? {
            Some(_) => node.block_list_address().await?.to_string(),
            None => "none: `havre block add HOST --publish` begins one".to_owned(),
        };
        say(format_args!("list of this node: {own}"))?;
        let lists = node.block_subscriptions().await?;
        let rows: Vec<_> = lists
            .iter()
            .map(|list| {
                let checked = list.checked_at.map(|at| format!("read {}", when::ago(now, at)));
                let problem =
                    list.problem.as_ref().map(|problem| format!("; since then: {problem}"));
                let entries = counted(list.entries.len() as u64, "entry", "entries");
                let state = checked.unwrap_or_else(|| "not read yet".to_owned());
                [list.url.to_string(), entries, state + &problem.unwrap_or_default()]
            })
            .collect();
        say_table(&rows)
    }
}

impl Drafts {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let drafts = self.settings.node().await?.block_drafts().await?;
        let rows: Vec<_> = drafts
            .iter()
            .map(|draft| {
                let comment = draft.block.comment.replace('\n', " ");
                [draft.id.to_string(), what(draft), comment, draft.list.to_string()]
            })
            .collect();
        match rows.len() {
            0 => say("no draft waits"),
            _ => say_table(&rows),
        }
    }
}

impl Confirm {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let node = self.settings.node().await?;
        for number in self.numbers {
            let draft = node.confirm_draft(number).await?;
            say(format_args!("done: {}", what(&draft)))?;
        }
        Ok(())
    }
}

impl Dismiss {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let node = self.settings.node().await?;
        for number in self.numbers {
            let draft = node.dismiss_draft(number, &self.reason).await?;
            say(format_args!("not done: {}", what(&draft)))?;
        }
        Ok(())
    }
}

fn address(text: &str) -> anyhow::Result<Iri> {
    Iri::parse(text).map_err(|problem| mistake(problem.to_string()))
}

/// `suspend troll.example`, `lift the block of troll.example`.
fn what(draft: &BlockDraft) -> String {
    let block = &draft.block;
    match draft.proposal {
        Proposal::Add => format!("{} {}", block.severity.as_str(), block.domain),
        Proposal::Remove => format!("lift the block of {}", block.domain),
    }
}
