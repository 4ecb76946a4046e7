//! A folder with the settings of a node, and what tests put there.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{
    program::{Background, Said, havre},
    web_request::free_ports,
};

/// A folder in which every call finds the same node.
pub(crate) struct Ground {
    folder: TempDir,
    pub(crate) port: u16,
}

impl Ground {
    /// Settings, and nothing else.
    pub(crate) fn empty() -> Self {
        let ground = Self { folder: tempfile::tempdir().unwrap(), port: free_ports(1) };
        let port = ground.port;
        ground.write("havre.toml", &format!("dev = true\nlisten = \"127.0.0.1:{port}\"\n"));
        ground
    }

    /// A node whose territory is Lyon.
    pub(crate) fn with_lyon() -> Self {
        let ground = Self::empty();
        ground.havre("init --handle lyon --name Lyon --country FR").done();
        ground
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Calls the program with words that hold no spaces.
    pub(crate) fn havre(&self, words: &str) -> Said {
        let words: Vec<&str> = words.split_whitespace().collect();
        Said::by(&mut havre(self.path(), &words))
    }

    /// `havre serve`, which has opened.
    pub(crate) fn serve(&self) -> Background {
        let mut serving = Background::start(&mut havre(self.path(), &["serve"]));
        serving.until("the node is open");
        serving
    }

    pub(crate) fn write(&self, name: &str, text: &str) -> PathBuf {
        let file = self.path().join(name);
        fs::write(&file, text).unwrap();
        file
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap()
    }

    /// Writes the record of an event into `soup.json`.
    pub(crate) fn write_soup(&self, title: &str) {
        self.write("soup.json", &soup(title).to_string());
    }
}

/// The record of an event that Lyon announces.
pub(crate) fn soup(title: &str) -> Value {
    json!({
        "id": "evt-soupe-du-monde",
        "kind": "meeting",
        "status": "announced",
        "start": "2027-05-01",
        "timezone": "Europe/Paris",
        "territory": "lyon",
        "title": {"fr": title},
        "description": {"fr": "Chacun apporte un légume."},
    })
}
