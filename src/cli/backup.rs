//! `havre backup`: the whole node in one file.

use std::path::PathBuf;

use super::{output::say, password, progress::Progress, settings::Settings};

/// Writes the whole node, keys too, into one file, while it runs
///
/// Whoever has the file can speak as this node: give a passphrase, and keep it elsewhere. The file
/// fits both kinds of database, so that `havre restore` is also the way from SQLite to PostgreSQL.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  havre backup lyon-2026-11-22.havre --passphrase-file passphrase.txt

Next:
  havre restore lyon-2026-11-22.havre --help")]
pub(super) struct Backup {
    /// The file to write; it appears when it is whole
    file: PathBuf,
    /// File whose first line is the passphrase
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
    #[command(flatten)]
    settings: Settings,
}

impl Backup {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let passphrase = self.passphrase_file.as_deref().map(password::read_file).transpose()?;
        let node = self.settings.node().await?;
        if passphrase.is_none() {
            eprintln!(
                "havre: without --passphrase-file the private keys stand open in {}: let nobody \
                 else read it",
                self.file.display()
            );
        }
        let progress = Progress::start("backing up");
        let backed_up = node.backup(&self.file, passphrase.map(Into::into)).await?;
        drop(progress);
        say(format_args!(
            "{} rows of {} tables: {}",
            backed_up.rows,
            backed_up.tables,
            self.file.display()
        ))
    }
}
