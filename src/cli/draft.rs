//! `havre draft`: practices, events and calls that are not published yet.

use std::path::PathBuf;

use clap::ValueEnum;

use super::{
    output::{counted, say, say_table},
    settings::Settings,
};
use crate::{
    domain::{DraftId, SheetKind},
    node::{DraftChoices, DraftFormat, DraftView, ImportedDrafts, Put},
};

/// Practices, events and calls that are prepared here, and published when they are complete
#[derive(Debug, clap::Subcommand)]
pub(super) enum Draft {
    Import(Import),
    List(List),
    Show(Show),
    Publish(Publish),
    Remove(Remove),
    Export(Export),
}

/// Brings drafts from a calendar (iCalendar), a table (CSV), GeoJSON, or records (docs/files.md)
///
/// Nothing is published: `havre draft list` says what each draft still needs. The same file may be
/// imported again and again: it changes the drafts that it made, and what was completed by hand stays.
/// A row that cannot be read is named with its line, and then nothing of the file is taken.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  havre draft import agenda.ics --as liege --kind meeting
  havre draft import services.csv --as lyon --type practice --language fr

Next:
  havre draft list                  shows what is missing")]
pub(super) struct Import {
    /// The file: .ics, .csv, .geojson or .json
    file: PathBuf,
    /// Who will speak: see `havre actor list`
    #[arg(long = "as", value_name = "HANDLE")]
    handle: String,
    /// What the file is written in, whatever its name
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// What its rows are, where they do not say
    #[arg(long = "type", value_enum, value_name = "TYPE")]
    kind: Option<Kind>,
    /// Their kind, a term of the shared vocabulary, where they do not say
    #[arg(long = "kind", value_name = "TERM")]
    subkind: Option<String>,
    /// The language of its words, where it does not say
    #[arg(long, value_name = "LANGUAGE")]
    language: Option<String>,
    /// Take the good rows although others cannot be read
    #[arg(long)]
    partial: bool,
    #[command(flatten)]
    settings: Settings,
}

/// What a file is written in.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Ics,
    Csv,
    Geojson,
    Json,
}

/// What the rows of a file are.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Kind {
    Practice,
    Event,
    Call,
}

/// Shows all drafts, and what each still needs
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  havre draft list")]
pub(super) struct List {
    #[command(flatten)]
    settings: Settings,
}

/// Shows one draft: its words, where it came from, and what it still needs
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  havre draft show 115577412345678901")]
pub(super) struct Show {
    /// Its number, as in `havre draft list`
    id: DraftNumber,
    #[command(flatten)]
    settings: Settings,
}

/// Publishes a draft that is complete
///
/// It becomes a sheet, by the rules of `havre sheet put`, and is no draft any more.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  havre draft publish 115577412345678901")]
pub(super) struct Publish {
    /// Its number, as in `havre draft list`
    id: DraftNumber,
    #[command(flatten)]
    settings: Settings,
}

/// Forgets a draft
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  havre draft remove 115577412345678901")]
pub(super) struct Remove {
    /// Its number, as in `havre draft list`
    id: DraftNumber,
    #[command(flatten)]
    settings: Settings,
}

/// Writes down the record of a draft, to be completed in an editor
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example, to complete a draft:
  havre draft export 115577412345678901 > soup.json      then edit the file
  havre draft import soup.json --as liege")]
pub(super) struct Export {
    /// Its number, as in `havre draft list`
    id: DraftNumber,
    #[command(flatten)]
    settings: Settings,
}

/// The number of a draft.
type DraftNumber = i64;

impl Draft {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        match self {
            Self::Import(import) => import.run().await,
            Self::List(list) => list.run().await,
            Self::Show(show) => show.run().await,
            Self::Publish(publish) => publish.run().await,
            Self::Remove(remove) => remove.run().await,
            Self::Export(export) => export.run().await,
        }
    }
}

impl Import {
    async fn run(self) -> anyhow::Result<()> {
        let node = self.settings.node().await?;
        let choices = DraftChoices {
            format: self.format.map(|format| match format {
                Format::Ics => DraftFormat::Calendar,
                Format::Csv => DraftFormat::Csv,
                Format::Geojson => DraftFormat::GeoJson,
                Format::Json => DraftFormat::Records,
            }),
            kind: self.kind.map(|kind| match kind {
                Kind::Practice => SheetKind::Practice,
                Kind::Event => SheetKind::Event,
                Kind::Call => SheetKind::Call,
            }),
            subkind: self.subkind,
            language: self.language,
            partial: self.partial,
        };
        let ImportedDrafts { drafts, created, updated, broken, not_understood } =
            node.import_drafts(&self.handle, &self.file, &choices).await?;
        let as_they_were = drafts.len() - created - updated;
        say(format_args!(
            "{}: {created} new, {updated} changed, {as_they_were} as they were",
            counted(drafts.len() as u64, "draft", "drafts"),
        ))?;
        if !not_understood.is_empty() {
            say(format_args!("not read: the columns {}", not_understood.join(", ")))?;
        }
        for row in broken {
            say(format_args!("left out: {row}"))?;
        }
        Ok(())
    }
}

impl List {
    async fn run(self) -> anyhow::Result<()> {
        let node = self.settings.node().await?;
        let drafts = node.drafts().await?;
        if drafts.is_empty() {
            return say("no drafts: `havre draft import` brings some");
        }
        let row = |view: &DraftView| {
            let draft = &view.draft;
            let kind = draft.kind.as_str().to_owned();
            [draft.id.to_string(), view.handle.clone(), kind, draft.slug.clone(), needs(view)]
        };
        say_table(&drafts.iter().map(row).collect::<Vec<_>>())
    }
}

impl Show {
    async fn run(self) -> anyhow::Result<()> {
        let node = self.settings.node().await?;
        let view = node.draft(DraftId(self.id)).await?;
        let draft = &view.draft;
        say(format_args!(
            "{} {} by {}, from {}",
            draft.kind.as_str(),
            draft.slug,
            view.handle,
            draft.source
        ))?;
        say(format_args!("last changed {}", draft.updated_at))?;
        say(needs(&view))?;
        say(serde_json::to_string_pretty(&view.record)?)
    }
}

impl Publish {
    async fn run(self) -> anyhow::Result<()> {
        let node = self.settings.node().await?;
        let put = node.publish_draft(DraftId(self.id)).await?;
        let became = match &put {
            Put::Created(_) => "published",
            Put::Updated(_) => "changed",
            Put::Unchanged(_) => "published already",
        };
        let sheet = put.sheet();
        say(format_args!("{became}: {} {}", sheet.content.slug, sheet.iri))
    }
}

impl Remove {
    async fn run(self) -> anyhow::Result<()> {
        let node = self.settings.node().await?;
        let view = node.remove_draft(DraftId(self.id)).await?;
        say(format_args!("removed: {}", view.draft.slug))
    }
}

impl Export {
    async fn run(self) -> anyhow::Result<()> {
        let node = self.settings.node().await?;
        let view = node.draft(DraftId(self.id)).await?;
        let mut record = serde_json::to_value(&view.record)?;
        // Read alone, a record says what it is.
        record["type"] = view.draft.kind.as_str().into();
        say(serde_json::to_string_pretty(&record)?)
    }
}

/// What a draft still needs, in words.
fn needs(view: &DraftView) -> String {
    if view.missing.is_empty() {
        return "complete".to_owned();
    }
    view.missing.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
