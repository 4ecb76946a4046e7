//! `demo.json`: where the nodes of a demonstration are and how one signs in, for people, for
//! scripts, and for its next start.

use std::{
    fs, io,
    net::{Ipv4Addr, SocketAddr},
    path::Path,
};

use anyhow::Context;
use serde::{Deserialize, Serialize};

use super::{folder::write_whole, hosting::Hosting};
use crate::cli::{chance, failure::mistake};

/// The name of the file in the folder of the demonstration.
const FILE: &str = "demo.json";
/// The port of the first node unless somebody says another.
const FIRST_PORT: u16 = 8_301;

/// All nodes of a demonstration, in order, those switched off too.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Directory {
    pub(super) nodes: Vec<Listed>,
}

/// One node.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Listed {
    /// The handle of its territory.
    pub(super) name: String,
    /// Its address: `http://127.0.0.1:8301`.
    pub(super) url: String,
    /// The handles of all that speak through it.
    pub(super) actors: Vec<String>,
    /// How one signs in.
    pub(super) sign_in: SignIn,
}

/// Who may sign in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct SignIn {
    /// The name.
    pub(super) name: String,
    /// The password, made for this demonstration.
    pub(super) password: String,
}

impl Directory {
    /// What `folder` remembers; where it remembers nothing, a new one that begins at `first_port`.
    pub(super) fn of(
        folder: &Path,
        first_port: Option<u16>,
        hosting: &Hosting,
    ) -> anyhow::Result<Self> {
        let file = folder.join(FILE);
        let text = match fs::read_to_string(&file) {
            Ok(text) => text,
            Err(problem) if problem.kind() == io::ErrorKind::NotFound => {
                return Self::begin(first_port.unwrap_or(FIRST_PORT), hosting);
            }
            Err(problem) => {
                return Err(problem).with_context(|| format!("{} cannot be read", file.display()));
            }
        };
        let known: Option<Self> = serde_json::from_str(&text).ok();
        let known = known.filter(|known| known.names().eq(hosting.names())).ok_or_else(|| {
            mistake(format!(
                "{} is not of this demonstration: name another folder with --data",
                file.display()
            ))
        })?;
        known.check_port(first_port)?;
        Ok(known)
    }

    fn begin(first_port: u16, hosting: &Hosting) -> anyhow::Result<Self> {
        let nodes = (first_port..).zip(hosting.names()).map(|(port, name)| {
            Ok(Listed {
                name: name.to_owned(),
                url: format!("http://{}", SocketAddr::from((Ipv4Addr::LOCALHOST, port))),
                actors: hosting.handles(name).into_iter().map(ToOwned::to_owned).collect(),
                sign_in: SignIn { name: "demo".to_owned(), password: chance::password()? },
            })
        });
        Ok(Self { nodes: nodes.collect::<anyhow::Result<_>>()? })
    }

    /// The addresses of what was published hold the ports: they cannot change afterwards.
    fn check_port(&self, first_port: Option<u16>) -> anyhow::Result<()> {
        let Some(listed) = self.nodes.first() else { return Ok(()) };
        let known = listed.address()?.port();
        match first_port {
            Some(port) if port != known => Err(mistake(format!(
                "this demonstration began at port {known}, and its addresses cannot change: leave \
                 out --port, or name another folder with --data"
            ))),
            _ => Ok(()),
        }
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.nodes.iter().map(|listed| listed.name.as_str())
    }

    /// Writes it into the folder.
    pub(super) fn write(&self, folder: &Path) -> anyhow::Result<()> {
        write_whole(&folder.join(FILE), &(serde_json::to_string_pretty(self)? + "\n"))
    }
}

impl Listed {
    /// Host and port, as in the addresses of what it publishes.
    pub(super) fn host(&self) -> &str {
        self.url.trim_start_matches("http://")
    }

    /// Where it listens.
    pub(super) fn address(&self) -> anyhow::Result<SocketAddr> {
        let broken = || mistake(format!("{FILE} names no address of this machine: {}", self.url));
        self.host().parse().map_err(|_| broken())
    }

    /// The address of its own territory.
    pub(super) fn actor(&self) -> String {
        format!("{}/ap/{}", self.url, self.name)
    }
}
