//! The names of all settings, in one table from which the reference page is made.

/// One setting.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Its name in the file; `HAVRE_` and the same in capitals in the environment.
    pub name: &'static str,
    /// What it is for, and what it may be.
    pub meaning: &'static str,
    /// What it is when nobody sets it.
    pub default: &'static str,
}

/// All settings. Few: each one is a question put to a volunteer.
pub const KEYS: [Key; 11] = [
    Key {
        name: "public_url",
        meaning: "address of the node for everybody else, such as `https://lyon.example`: https, a \
                  host name, no port and no path. It begins the address of all that the node \
                  publishes, so it cannot change later",
        default: "none; with `dev`, `http://` and `listen`",
    },
    Key {
        name: "listen",
        meaning: "address and port on which the node waits for requests, usually those of a proxy \
                  that speaks https",
        default: "`127.0.0.1:8300`",
    },
    Key {
        name: "data",
        meaning: "folder for what is not in the database",
        default: "`havre-data` in the current folder",
    },
    Key {
        name: "database_url",
        meaning: "`sqlite:FILE` or `postgres://USER:PASSWORD@HOST/NAME` (PostgreSQL 15 or newer)",
        default: "`havre.db` in the folder `data`",
    },
    Key {
        name: "dev",
        meaning: "`true` for development: plain http between servers on this machine. Such a node \
                  refuses to have a public address",
        default: "`false`",
    },
    Key {
        name: "trusted_proxies",
        meaning: "addresses or networks (`10.0.0.0/8`) of proxies whose `X-Forwarded-For` is \
                  believed; in the environment separated by commas",
        default: "`127.0.0.1` and `::1`",
    },
    Key {
        name: "secure_mode",
        meaning: "`true` to give ActivityPub documents only to servers that sign their requests. \
                  Pages, listings, the instance actor, WebFinger and NodeInfo stay open. It keeps \
                  blocked servers from reading under their own name; it hides nothing that is \
                  published",
        default: "`false`",
    },
    Key {
        name: "map_file",
        meaning: "a `.pmtiles` file of vector tiles, version 3, with the streets of the region: the map \
                  shows it above the outlines that every node has, and names whom its metadata names",
        default: "none",
    },
    Key {
        name: "log_format",
        meaning: "`text` for people, `json` for machines",
        default: "`text`",
    },
    Key {
        name: "log_level",
        meaning: "least important messages that are logged: `error`, `warn`, `info`, `debug` or \
                  `trace`",
        default: "`info`",
    },
    Key {
        name: "source_url",
        meaning: "where visitors find the source of the version that runs, when you changed it: \
                  the licence (AGPL-3.0) gives them that right",
        default: "the project's own",
    },
];

impl Key {
    /// Its name in the environment.
    #[must_use]
    pub fn variable(&self) -> String {
        format!("{}{}", super::layers::PREFIX, self.name.to_uppercase())
    }

    /// The setting of that name.
    pub(super) fn find(name: &str) -> Option<&'static Self> {
        KEYS.iter().find(|key| key.name == name)
    }
}

/// The one of `names` that somebody who wrote `name` most likely meant.
pub(super) fn nearest(name: &str, names: impl Iterator<Item = String>) -> Option<String> {
    let measured = names.map(|known| (distance(name, &known), known));
    measured.filter(|(distance, _)| *distance <= 3).min().map(|(_, known)| known)
}

/// How many letters one would have to add, drop or replace (Levenshtein).
fn distance(from: &str, to: &str) -> usize {
    let mut row: Vec<usize> = (0..=to.chars().count()).collect();
    for (above, a) in from.chars().enumerate() {
        let mut diagonal = above;
        row[0] = above + 1;
        for (left, b) in to.chars().enumerate() {
            let replaced = diagonal + usize::from(a != b);
            diagonal = row[left + 1];
            row[left + 1] = replaced.min(diagonal + 1).min(row[left] + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}
