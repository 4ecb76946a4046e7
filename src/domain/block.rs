//! Hosts that a node does not listen to, or not in everything.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use url::{Host, Url};

use super::Timestamp;

/// Longest comment on a block, in characters.
pub const LONGEST_COMMENT: usize = 2_000;

/// A host name in the only way in which it can be written: as in an [`Iri`](super::Iri), lower case,
/// in punycode, without the dot at the end. With a port, which only development has, it means that
/// port alone; without one, all of them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Domain(String);

/// Why a text is not the name of a host.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not the name of a host such as troll.example")]
pub struct BadDomain(String);

impl Domain {
    /// Reads a name as people write it: in any case and script, with a dot at the end, with `*.` or
    /// `https://` before it. A name of one part would mean a whole country or worse.
    pub fn parse(text: &str) -> Result<Self, BadDomain> {
        let bad = || BadDomain(text.chars().take(200).collect());
        let name = text.trim().trim_start_matches("https://").trim_start_matches("http://");
        let name = name.trim_start_matches("*.").trim_end_matches('/');
        if name.is_empty() || name.len() > 253 || name.contains(['/', '@', '?', '#', ' ', '\\']) {
            return Err(bad());
        }
        let url = Url::parse(&format!("http://{name}/")).map_err(|_| bad())?;
        let host = url.host_str().unwrap_or_default().trim_end_matches('.');
        let named = match url.host() {
            Some(Host::Domain(_)) => {
                host == "localhost"
                    || (host.contains('.') && host.split('.').all(|part| !part.is_empty()))
            }
            Some(Host::Ipv4(_) | Host::Ipv6(_)) => true,
            None => false,
        };
        if !named {
            return Err(bad());
        }
        Ok(Self(match url.port() {
            Some(port) => format!("{host}:{port}"),
            None => host.to_owned(),
        }))
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a block of this name covers `host`.
    #[must_use]
    pub fn covers(&self, host: &str) -> bool {
        names_of(host).any(|name| name == self.0)
    }
}

impl TryFrom<String> for Domain {
    type Error = BadDomain;

    fn try_from(text: String) -> Result<Self, BadDomain> {
        Self::parse(&text)
    }
}

impl From<Domain> for String {
    fn from(domain: Domain) -> Self {
        domain.0
    }
}

impl std::fmt::Display for Domain {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// The names under which a host may be blocked, the most exact first: with its port, without it, and
/// the domains above it.
fn names_of(host: &str) -> impl Iterator<Item = &str> {
    let without_port = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    let without_port = without_port.trim_end_matches('.');
    let is_number = without_port.starts_with('[')
        || without_port.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let above = std::iter::successors(Some(without_port), move |name| {
        name.split_once('.').map(|(_, rest)| rest).filter(|_| !is_number)
    });
    std::iter::once(host).chain(above)
}

/// What a block does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Nothing but what the flags of the block say.
    None,
    /// What it publishes is in no listing; its page is found by who has its address.
    Silence,
    /// Nothing comes from it and nothing goes to it; what is held of it is not shown.
    Suspend,
}

impl Severity {
    /// The word of tables and of Mastodon's files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "noop",
            Self::Silence => "silence",
            Self::Suspend => "suspend",
        }
    }

    /// The severity that a word names; an empty one is that of the old files of one column.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "noop" | "none" => Some(Self::None),
            "silence" => Some(Self::Silence),
            "suspend" | "" => Some(Self::Suspend),
            _ => None,
        }
    }
}

/// What is decided about a host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The host and all hosts below it.
    pub domain: Domain,
    /// How much of it is blocked.
    pub severity: Severity,
    /// Whether its pictures and files are refused.
    pub reject_media: bool,
    /// Whether its reports are refused.
    pub reject_reports: bool,
    /// Why, for everybody who reads the list.
    pub public_comment: String,
    /// Why, for those who run the node; it never leaves.
    pub private_comment: String,
    /// Whether it stands in the public list of this node.
    pub published: bool,
    /// Since when.
    pub created_at: Timestamp,
}

/// What holds for one host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HostPolicy {
    /// How much of it is blocked.
    pub severity: Severity,
    /// Whether its pictures and files are refused.
    pub reject_media: bool,
    /// Whether its reports are refused.
    pub reject_reports: bool,
}

impl HostPolicy {
    /// What holds for a host of which nobody has said anything.
    pub const OPEN: Self =
        Self { severity: Severity::None, reject_media: false, reject_reports: false };
}

/// All blocks, ready to be asked about a host.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BlockSet(HashMap<String, HostPolicy>);

impl BlockSet {
    /// The set of some blocks.
    #[must_use]
    pub fn new<'a>(blocks: impl IntoIterator<Item = &'a Block>) -> Self {
        let policy = |block: &Block| HostPolicy {
            severity: block.severity,
            reject_media: block.reject_media,
            reject_reports: block.reject_reports,
        };
        Self(blocks.into_iter().map(|b| (b.domain.as_str().to_owned(), policy(b))).collect())
    }

    /// Whether nobody is blocked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What holds for a host as it stands in an address: the block that names it most exactly.
    #[must_use]
    pub fn policy(&self, host: &str) -> HostPolicy {
        if self.0.is_empty() {
            return HostPolicy::OPEN;
        }
        names_of(host).find_map(|name| self.0.get(name)).copied().unwrap_or(HostPolicy::OPEN)
    }

    /// Whether nothing comes from a host and nothing goes to it.
    #[must_use]
    pub fn is_suspended(&self, host: &str) -> bool {
        self.policy(host).severity == Severity::Suspend
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocked(names: &[(&str, Severity)]) -> BlockSet {
        let blocks: Vec<Block> = names
            .iter()
            .map(|(name, severity)| Block {
                domain: Domain::parse(name).unwrap(),
                severity: *severity,
                reject_media: false,
                reject_reports: false,
                public_comment: String::new(),
                private_comment: String::new(),
                published: false,
                created_at: Timestamp(0),
            })
            .collect();
        BlockSet::new(&blocks)
    }

    #[test]
    fn t13_a_host_is_written_in_one_way_only() {
        for (text, name) in [
            ("Troll.Example", "troll.example"),
            ("troll.example.", "troll.example"),
            ("*.troll.example", "troll.example"),
            ("https://troll.example/", "troll.example"),
            (" bücher.example ", "xn--bcher-kva.example"),
            ("troll.example:8443", "troll.example:8443"),
            ("127.0.0.1:8301", "127.0.0.1:8301"),
            ("[::1]", "[::1]"),
        ] {
            assert_eq!(Domain::parse(text).unwrap().as_str(), name, "{text}");
        }
        for text in ["", "com", ".", "a..b", "a b.example", "a@b.example", "a.example/path", "*."] {
            assert!(Domain::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn t37_a_block_covers_all_ports_and_everything_below() {
        let set = blocked(&[("troll.example", Severity::Suspend)]);
        for host in ["troll.example", "troll.example:444", "a.troll.example", "b.a.troll.example:1"]
        {
            assert!(set.is_suspended(host), "{host}");
        }
        for host in ["nottroll.example", "example", "troll.example.org", "xtroll.example"] {
            assert!(!set.is_suspended(host), "{host}");
        }
    }

    #[test]
    fn a_number_has_no_domain_above_it_and_a_port_can_be_blocked_alone() {
        let set =
            blocked(&[("127.0.0.1:8301", Severity::Suspend), ("10.0.0.1", Severity::Silence)]);
        assert!(set.is_suspended("127.0.0.1:8301"));
        assert!(!set.is_suspended("127.0.0.1:8302"));
        assert_eq!(set.policy("10.0.0.1:80").severity, Severity::Silence);
        assert_eq!(set.policy("7.10.0.0.1").severity, Severity::None);
    }

    #[test]
    fn the_most_exact_block_decides() {
        let set =
            blocked(&[("big.example", Severity::Suspend), ("good.big.example", Severity::None)]);
        assert!(set.is_suspended("bad.big.example"));
        assert!(!set.is_suspended("good.big.example"));
    }
}
