//! The flags that every command has: where the node is that it works on.

use std::path::PathBuf;

use super::{log, open};
use crate::{
    config::{Config, ConfigError, Flags, process_environment},
    node::Node,
};

/// Where the node is. Flags win over `HAVRE_…` in the environment, which win over the file.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(next_help_heading = "Settings, also as a file or HAVRE_… (docs/configuration.md)")]
pub(super) struct Settings {
    /// File of settings, instead of havre.toml in the current folder
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Folder of the node's database and secret [default: havre-data]
    #[arg(long, value_name = "FOLDER")]
    data: Option<String>,
    /// `sqlite:FILE` or `postgres://USER:PASSWORD@HOST/NAME` [default: havre.db in the data folder]
    #[arg(long, value_name = "URL")]
    database_url: Option<String>,
    /// Address of the node for everybody else, such as `https://lyon.example`
    #[arg(long, value_name = "URL")]
    public_url: Option<String>,
    /// Development: plain http between servers on this machine
    #[arg(long)]
    dev: bool,
}

impl Settings {
    /// All settings; `listen` is the flag that only `serve` has.
    pub(super) fn load(&self, listen: Option<String>) -> Result<Config, ConfigError> {
        let Self { config, data, database_url, public_url, dev } = self.clone();
        let flags = Flags { config, public_url, listen, data, database_url, dev };
        Config::load(&flags, process_environment())
    }

    /// Opens the node, which was initialised before.
    pub(super) async fn node(&self) -> anyhow::Result<Node> {
        let config = self.load(None)?;
        log::start(config.log);
        open::initialised(&config).await
    }

    /// Opens the node, whether or not anything is in it yet.
    pub(super) async fn any_node(&self) -> anyhow::Result<Node> {
        let config = self.load(None)?;
        log::start(config.log);
        open::node(&config).await
    }
}
