//! The data of the demonstration, and which node publishes what of it.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::{
    domain::Territory,
    node::record::{self, Row},
};

/// The files of `demo/`, compiled in: the program needs nothing beside it.
const TABLE: &str = include_str!("../../../demo/hosting.toml");
const FILES: [(&str, &str); 4] = [
    ("territories.json", include_str!("../../../demo/territories.json")),
    ("practices.json", include_str!("../../../demo/practices.json")),
    ("events.json", include_str!("../../../demo/events.json")),
    ("calls.json", include_str!("../../../demo/calls.json")),
];

/// All data, and who hosts whom.
#[derive(Debug)]
pub(super) struct Hosting {
    hosts: Vec<Host>,
    rows: Vec<Row>,
}

#[derive(Debug, Deserialize)]
struct Table {
    node: Vec<Host>,
}

#[derive(Debug, Deserialize)]
struct Host {
    name: String,
    hosts: Vec<String>,
}

/// What one node publishes.
#[derive(Clone, Debug, Default)]
pub(super) struct Share {
    /// Who speaks through it, its own territory first.
    pub(super) actors: Vec<(String, Territory)>,
    /// What they say.
    pub(super) sheets: Vec<Row>,
    /// Who speaks when a sheet names nobody in the data.
    pub(super) otherwise: Option<String>,
}

impl Hosting {
    /// Reads what is compiled in.
    pub(super) fn read() -> anyhow::Result<Self> {
        let table: Table = toml::from_str(TABLE)?;
        let mut rows = Vec::new();
        for (name, text) in FILES {
            rows.extend(record::read_text(name, text, record::shared_taxonomy())?);
        }
        Ok(Self { hosts: table.node, rows })
    }

    /// The names of the nodes, in order; each is the handle of its own territory.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.hosts.iter().map(|host| host.name.as_str())
    }

    /// The handles of all that speak through a node, its own territory first.
    pub(super) fn handles(&self, name: &str) -> Vec<&str> {
        let host = self.hosts.iter().find(|host| host.name == name);
        host.into_iter().flat_map(|host| &host.hosts).map(String::as_str).collect()
    }

    /// What a node publishes. What names nobody in the data is published by the first node, which
    /// speaks for all.
    pub(super) fn share(&self, name: &str) -> Share {
        let everybody: BTreeSet<&str> = self.rows.iter().filter_map(handle).collect();
        let ours = self.handles(name);
        let hub = self.names().next().unwrap_or_default();
        let is_ours = |row: &&Row| match row {
            Row::Sheet { record, .. } => {
                let speaker = record.speaker(|handle| everybody.contains(handle));
                ours.contains(&speaker.unwrap_or(hub))
            }
            Row::Territory { .. } | Row::Theme(_) => false,
        };
        let mut actors: Vec<_> = self.rows.iter().filter_map(territory).collect();
        actors.retain(|(handle, _)| ours.contains(&handle.as_str()));
        actors.sort_by_key(|(handle, _)| ours.iter().position(|ours| ours == handle));
        Share {
            actors,
            sheets: self.rows.iter().filter(is_ours).cloned().collect(),
            otherwise: ours.contains(&hub).then(|| hub.to_owned()),
        }
    }
}

fn handle(row: &Row) -> Option<&str> {
    match row {
        Row::Territory { handle, .. } => Some(handle),
        Row::Sheet { .. } | Row::Theme(_) => None,
    }
}

fn territory(row: &Row) -> Option<(String, Territory)> {
    match row {
        Row::Territory { handle, territory } => Some((handle.clone(), territory.clone())),
        Row::Sheet { .. } | Row::Theme(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_actor_and_every_sheet_is_published_by_exactly_one_node() {
        let hosting = Hosting::read().unwrap();
        let shares: Vec<Share> = hosting.names().map(|name| hosting.share(name)).collect();
        assert_eq!(shares.len(), 5);
        assert_eq!(shares.iter().map(|share| share.actors.len()).sum::<usize>(), 61);
        assert_eq!(shares.iter().map(|share| share.sheets.len()).sum::<usize>(), 51 + 33 + 10);
        let handles: BTreeSet<&str> = shares
            .iter()
            .flat_map(|share| &share.actors)
            .map(|(handle, _)| handle.as_str())
            .collect();
        assert_eq!(handles.len(), 61);
    }

    #[test]
    fn a_node_is_named_after_its_own_territory_which_comes_first() {
        let hosting = Hosting::read().unwrap();
        for name in hosting.names() {
            assert_eq!(hosting.share(name).actors[0].0, name);
        }
    }
}
