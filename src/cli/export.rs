//! `havre export`: writes down what the node publishes.

use std::path::PathBuf;

use super::{
    output::{counted, say},
    progress::Progress,
    settings::Settings,
};

/// Writes what this node publishes into a folder of files
///
/// The files are those that `havre import` reads, and any program that reads JSON (docs/files.md).
/// Copies of what others publish are not in them. For everything, keys too, there is `havre backup`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  havre export lyon-2026

Next:
  havre import lyon-2026            on this or another node")]
pub(super) struct Export {
    /// The folder; it is made when it is missing
    path: PathBuf,
    #[command(flatten)]
    settings: Settings,
}

impl Export {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let node = self.settings.node().await?;
        let progress = Progress::start("exporting");
        let exported = node.export(&self.path).await?;
        drop(progress);
        say(format_args!(
            "{}, {}: {}",
            counted(exported.territories as u64, "actor", "actors"),
            counted(exported.sheets as u64, "sheet", "sheets"),
            self.path.display()
        ))
    }
}
