//! `havre demo`: five territories in one process, each a whole node, that follow one another over
//! real signed requests until each holds everything.

mod directory;
mod folder;
mod hosting;
mod member;
mod play;
mod standing;
mod story;

use std::path::PathBuf;

use tracing::Level;

use self::{directory::Directory, folder::Folder, hosting::Hosting, play::Play};
use super::{failure::mistake, log, stop};
use crate::config::{Log, LogFormat};

/// Shows five territories that federate, on this machine and with real data
///
/// Each has a database and an address of its own, publishes its own practices, events and calls,
/// follows the other four, and holds what they publish within a minute. With --data the demo goes on
/// where it was, whatever ended it; without, its folder is temporary.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  havre demo
  havre demo --data five --port 9001
  havre demo --data five --without gao      gao is away, and catches up at the next start

Next, beside the running demo:
  havre peer list --config five/lyon/havre.toml
  havre sheet show prac-lyon-plan-hospitalite --config five/lyon/havre.toml")]
pub(super) struct Demo {
    /// Port of the first node; the others take those after it [default: 8301, or as before]
    #[arg(long, value_name = "FIRST", value_parser = clap::value_parser!(u16).range(1..=65_531))]
    port: Option<u16>,
    /// Folder that keeps the five nodes, and demo.json about them
    #[arg(long, value_name = "FOLDER")]
    data: Option<PathBuf>,
    /// Leave a node switched off; may be given several times
    #[arg(long, value_name = "NAME")]
    without: Vec<String>,
    /// Also log what the nodes do
    #[arg(long)]
    verbose: bool,
}

impl Demo {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let level = if self.verbose { Level::INFO } else { Level::WARN };
        log::start(Log { format: LogFormat::Text, level });
        let hosting = Hosting::read()?;
        self.check_without(&hosting)?;
        let folder = Folder::open(self.data.as_deref())?;
        let directory = Directory::of(folder.path(), self.port, &hosting)?;
        let mut play = Play::new(hosting, directory, self.without, folder.path());
        let played = tokio::select! {
            played = play.run() => played,
            () = stop::asked() => Ok(()),
        };
        stop::unless_asked_again(play.stop()).await;
        played
    }

    /// Refuses names of no node, and a demonstration of nothing.
    fn check_without(&self, hosting: &Hosting) -> anyhow::Result<()> {
        let names: Vec<&str> = hosting.names().collect();
        let is_off = |name: &str| self.without.iter().any(|without| without == name);
        match self.without.iter().find(|without| !names.contains(&without.as_str())) {
            Some(without) => {
                Err(mistake(format!("--without {without}: the nodes are {}", names.join(", "))))
            }
            None if names.into_iter().all(is_off) => {
                Err(mistake("--without all nodes: leave one of them on"))
            }
            None => Ok(()),
        }
    }
}
