//! `havre import`: takes in files of records.

use std::path::PathBuf;

use super::{
    output::{counted, say},
    progress::Progress,
    settings::Settings,
};

/// Takes in a file of records, or all .json files of a folder
///
/// Records are territories, practices, events, calls and local themes (docs/files.md). What is new
/// is published, what says something else is changed, what says the same is left alone: the same
/// file may be imported again and again. Of a file with a broken row nothing is taken, and the row
/// and its field are named.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  havre import practices.json --actor lyon
  havre import export/

Next:
  havre peer list                   shows how the followers get on")]
pub(super) struct Import {
    /// A file, or a folder of files
    path: PathBuf,
    /// Who speaks where a record names nobody of this node
    #[arg(long, value_name = "HANDLE")]
    actor: Option<String>,
    #[command(flatten)]
    settings: Settings,
}

impl Import {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let node = self.settings.node().await?;
        let progress = Progress::start("importing");
        let imported = node
            .import(&self.path, self.actor.as_deref(), |done, total| progress.show(done, total))
            .await?;
        drop(progress);
        say(format_args!(
            "{}: {} new, {} changed, {} as they were",
            counted(imported.total() as u64, "record", "records"),
            imported.created,
            imported.updated,
            imported.unchanged
        ))
    }
}
