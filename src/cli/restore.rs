//! `havre restore`: a node out of its backup.

use std::path::PathBuf;

use super::{output::say, password, progress::Progress, settings::Settings};

/// Brings a node back from its backup, into an empty database of either kind
///
/// Everything comes back, or, after an error, nothing. The public URL must be that of the backup: it
/// is the same node. Never let the old one and the restored one run at the same time.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example, from SQLite to PostgreSQL:
  havre backup lyon.havre
  havre restore lyon.havre --data new --database-url postgres://havre@localhost/havre

Next:
  havre doctor")]
pub(super) struct Restore {
    /// The file that `havre backup` wrote
    file: PathBuf,
    /// File whose first line is the passphrase of the backup
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
    #[command(flatten)]
    settings: Settings,
}

impl Restore {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let passphrase = self.passphrase_file.as_deref().map(password::read_file).transpose()?;
        let node = self.settings.any_node().await?;
        let progress = Progress::start("restoring");
        let restored = node.restore(&self.file, passphrase.map(Into::into)).await?;
        drop(progress);
        say(format_args!("{} rows of {} tables are back", restored.rows, restored.tables))
    }
}
