//! `havre sheet`: one practice, event or call at a time.

use std::{
    io::{self, IsTerminal},
    path::{Path, PathBuf},
};

use console::Term;
use serde_json::{Map, json};

use super::{
    failure::mistake,
    output::{counted, say},
    reason::Reason,
    settings::Settings,
};
use crate::{
    domain,
    node::{
        self, Node,
        record::{self, Row, SheetRecord},
    },
};

/// One practice, event or call: publish it, look at it, take it back
#[derive(Debug, clap::Subcommand)]
pub(super) enum Sheet {
    Put(Put),
    Show(Show),
    Withdraw(Withdraw),
    Hide(Hide),
    Unhide(Unhide),
    Forget(Forget),
}

/// Publishes one practice, event or call, or changes it
///
/// The file holds one record (docs/files.md). Its `id` is the author's own name for it: putting the
/// same id again changes the sheet that is there, and putting the same words again changes nothing.
/// Followers hear of it from `havre serve`, at once or when it next runs.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  havre sheet put evt-soupe-du-monde.json --actor liege

Next:
  havre sheet show evt-soupe-du-monde")]
pub(super) struct Put {
    /// File with the record
    file: PathBuf,
    /// Who speaks, whatever the record says: see `havre actor list`
    #[arg(long, value_name = "HANDLE")]
    actor: Option<String>,
    #[command(flatten)]
    settings: Settings,
}

/// Shows a practice, event or call: of this node, or the copy of another's
///
/// What it prints is a file that `havre sheet put` takes, with its address and dates under `meta`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  havre sheet show evt-soupe-du-monde
  havre sheet show https://liege.example/ap/events/115577412345678901

To change a sheet:
  havre sheet show evt-soupe-du-monde > soup.json      then edit the file
  havre sheet put soup.json")]
pub(super) struct Show {
    /// Its id in the record, the number in its address, or the address
    name: String,
    #[command(flatten)]
    settings: Settings,
}

/// Takes back a practice, event or call, for ever
///
/// Its address answers that it is gone and never comes back, and the followers are told to forget
/// it. On a terminal it asks first.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  havre sheet withdraw evt-soupe-du-monde --yes")]
pub(super) struct Withdraw {
    /// Its id in the record, the number in its address, or the address
    name: String,
    /// Do not ask
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    settings: Settings,
}

/// Takes the copy of what another node published out of sight, at once
///
/// No later version brings it back, nor anybody who passes it on. Its author is not told, and other
/// nodes go on showing it.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  havre sheet hide https://liege.example/ap/calls/115577412345678901 --reason \"asks for money\"

Next:
  havre held list --hidden")]
pub(super) struct Hide {
    /// The address of the original, as its page shows it
    address: String,
    #[command(flatten)]
    reason: Reason,
    #[command(flatten)]
    settings: Settings,
}

/// Shows again, in its newest version, what was taken out of sight
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  havre sheet unhide https://liege.example/ap/calls/115577412345678901")]
pub(super) struct Unhide {
    /// The address of the original, as in `havre held list --hidden`
    address: String,
    #[command(flatten)]
    reason: Reason,
    #[command(flatten)]
    settings: Settings,
}

/// Erases here what a practice, event or call said before it changed
///
/// The last versions of each sheet can be read on its page. Use this when one of them says what nobody
/// should have read; the present version stays. Other nodes that hold a copy keep its history until they
/// do the same: ask them. To erase a sheet and its history everywhere, `havre sheet withdraw`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  havre sheet forget evt-soupe-du-monde")]
pub(super) struct Forget {
    /// Its id in the record, the number in its address, or the address
    name: String,
    #[command(flatten)]
    settings: Settings,
}

impl Sheet {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        match self {
            Self::Put(put) => put.run().await,
            Self::Show(show) => show.run().await,
            Self::Withdraw(withdraw) => withdraw.run().await,
            Self::Hide(hide) => hide.run().await,
            Self::Unhide(unhide) => unhide.run().await,
            Self::Forget(forget) => forget.run().await,
        }
    }
}

impl Put {
    async fn run(self) -> anyhow::Result<()> {
        let node = self.settings.node().await?;
        let (record, content) = self.read(&node)?;
        let actors = node.actors().await?;
        let is_ours = |handle: &str| actors.iter().any(|actor| actor.handle == handle);
        let speaker = self.actor.as_deref().or_else(|| record.speaker(is_ours)).ok_or_else(|| {
            mistake(
                "the record names nobody who speaks through this node: say who does with --actor \
                 (`havre actor list`)",
            )
        })?;
        let put = node.put_sheet(speaker, content).await?;
        let became = match &put {
            node::Put::Created(_) => "created",
            node::Put::Updated(_) => "changed",
            node::Put::Unchanged(_) => "unchanged",
        };
        let sheet = put.sheet();
        say(format_args!("{became}: {} {}", sheet.content.slug, sheet.iri))
    }

    /// The one sheet of the file.
    fn read(&self, node: &Node) -> anyhow::Result<(SheetRecord, domain::Content)> {
        let mut rows = record::read_file(&self.file, &node.taxonomy())?;
        match (rows.len(), rows.pop()) {
            (1, Some(Row::Sheet { record, content })) => Ok((record, *content)),
            (count, _) => Err(not_one_sheet(&self.file, count)),
        }
    }
}

fn not_one_sheet(file: &Path, count: usize) -> anyhow::Error {
    let file = file.display();
    mistake(match count {
        1 => {
            format!("{file}: holds no practice, event or call: `havre import` takes other records")
        }
        _ => format!(
            "{file}: holds {count} records where one is asked for: `havre import` takes many"
        ),
    })
}

impl Show {
    async fn run(self) -> anyhow::Result<()> {
        let node = self.settings.node().await?;
        let sheet = node.find_sheet(&self.name).await?;
        let mut file = Map::new();
        file.insert(
            "meta".to_owned(),
            json!({
                "address": sheet.iri,
                "actor": sheet.actor,
                "published": sheet.published_at.to_string(),
                "updated": sheet.updated_at.to_string(),
            }),
        );
        let record = SheetRecord::of(&sheet.content).ok_or_else(|| {
            mistake(format!(
                "\"{}\" is a post of other software: read it at {}",
                self.name, sheet.iri
            ))
        })?;
        file.insert(sheet.kind().plural().to_owned(), json!([record]));
        say(serde_json::to_string_pretty(&file)?)
    }
}

impl Withdraw {
    async fn run(self) -> anyhow::Result<()> {
        let node = self.settings.node().await?;
        let sheet = node.find_sheet(&self.name).await?;
        if !self.yes && io::stdin().is_terminal() && !confirmed(&sheet)? {
            return say("nothing was changed");
        }
        let sheet = node.withdraw_sheet(&self.name).await?;
        say(format_args!("withdrawn: {} {}", sheet.content.slug, sheet.iri))
    }
}

impl Hide {
    async fn run(self) -> anyhow::Result<()> {
        let address = address(&self.address)?;
        let node = self.settings.node().await?;
        node.hide(&address, &self.reason.by()).await?;
        say(format_args!("out of sight: {address}"))
    }
}

impl Unhide {
    async fn run(self) -> anyhow::Result<()> {
        let address = address(&self.address)?;
        let node = self.settings.node().await?;
        let sheet = node.unhide(&address, &self.reason.by()).await?;
        say(format_args!("shown again: {} {address}", sheet.content.texts.original().title))
    }
}

impl Forget {
    async fn run(self) -> anyhow::Result<()> {
        let node = self.settings.node().await?;
        let (sheet, versions) = node.forget_versions(&self.name).await?;
        let versions = counted(versions, "earlier version", "earlier versions");
        say(format_args!("{sheet}: {versions} erased"))
    }
}

fn address(text: &str) -> anyhow::Result<domain::Iri> {
    domain::Iri::parse(text).map_err(|_| {
        mistake(format!("\"{text}\" is no address of a copy: write one that starts with https://"))
    })
}

/// Asks the person at the terminal.
fn confirmed(sheet: &domain::Sheet) -> anyhow::Result<bool> {
    let terminal = Term::stderr();
    let title = &sheet.content.texts.original().title;
    terminal.write_str(&format!("Withdraw \"{title}\" ({}) for ever? [y/N] ", sheet.iri))?;
    let answer = terminal.read_line()?;
    Ok(["y", "yes"].contains(&answer.trim().to_lowercase().as_str()))
}
