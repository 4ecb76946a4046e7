//! How far others are trusted, and what the node lets them do: each its own switch.

use std::collections::BTreeSet;

use super::{PeerKind, SheetKind};

/// Declares a switch: a closed list of words.
macro_rules! switch {
    ($(#[$doc:meta])+ $name:ident { $($(#[$what:meta])+ $value:ident = $text:literal,)+ }) => {
        $(#[$doc])+
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name {
            $($(#[$what])+ $value,)+
        }

        impl $name {
            /// All values.
            pub const ALL: &[Self] = &[$(Self::$value),+];

            /// The word for it.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$value => $text,)+
                }
            }

            /// The value that a word names.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.as_str() == text)
            }
        }
    };
}

switch! {
    /// How far a peer is trusted; a later one is trusted further.
    Trust {
        /// Each item waits for a person.
        #[default]
        Hold = "hold",
        /// Practices and events are shown at once; calls and posts wait, and so does a change of
        /// what leads people somewhere: date, place, contact, link.
        Partly = "partly",
        /// All is shown at once.
        Fully = "fully",
    }
}

switch! {
    /// Who may write into the directory.
    Writers {
        /// Those whom the node follows, and what they pass on.
        #[default]
        Followed = "followed",
        /// Of those, only hosts on the node's list.
        Listed = "listed",
    }
}

switch! {
    /// Who may follow the actors of the node. The pages are open to everyone, whatever it says.
    Followers {
        /// Everyone.
        #[default]
        Everyone = "everyone",
        /// Everyone whom a person accepts; hosts on the node's list at once.
        Ask = "ask",
        /// Hosts on the node's list only.
        Listed = "listed",
    }
}

switch! {
    /// What of others is shown without a person having looked at it.
    Shown {
        /// What the trust in each peer says.
        #[default]
        ByTrust = "by-trust",
        /// The same, but posts of other software wait, however far their server is trusted.
        NoPosts = "no-posts",
        /// Nothing: whatever is new or changed waits.
        Nothing = "nothing",
    }
}

/// What the node lets others do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Who may write into the directory.
    pub writers: Writers,
    /// Who may follow.
    pub followers: Followers,
    /// What is shown at once.
    pub shown: Shown,
    /// The trust in a node of our kind that is followed, when nothing else was said.
    pub trust_in_nodes: Trust,
    /// The trust in everyone else.
    pub trust_in_others: Trust,
    /// The node's list of hosts.
    pub list: BTreeSet<String>,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            writers: Writers::default(),
            followers: Followers::default(),
            shown: Shown::default(),
            trust_in_nodes: Trust::Partly,
            trust_in_others: Trust::Hold,
            list: BTreeSet::new(),
        }
    }
}

impl Policy {
    /// Whether what a host publishes may come into the directory at all.
    #[must_use]
    pub fn may_write(&self, host: &str) -> bool {
        match self.writers {
            Writers::Followed => true,
            Writers::Listed => self.list.contains(host),
        }
    }

    /// How far a peer is trusted: as was said of it, or as of its kind. Whoever is not followed
    /// cannot earn trust by calling itself a node.
    #[must_use]
    pub fn trust(&self, said: Option<Trust>, kind: PeerKind, is_followed: bool) -> Trust {
        match (said, kind) {
            (Some(said), _) => said,
            (None, PeerKind::Node) if is_followed => self.trust_in_nodes,
            (None, _) => self.trust_in_others,
        }
    }

    /// Why something of that kind from a peer so trusted waits for a person, if it does.
    #[must_use]
    pub fn reason_to_wait(&self, trust: Trust, kind: SheetKind) -> Option<&'static str> {
        let is_post = kind == SheetKind::Post;
        match (self.shown, trust) {
            (Shown::Nothing, _) => Some("everything waits"),
            (_, Trust::Hold) => Some("everything of this peer waits"),
            (Shown::NoPosts, _) if is_post => Some("posts of other software wait"),
            (_, Trust::Partly) if is_post || kind == SheetKind::Call => {
                Some("calls and posts of this peer wait")
            }
            (_, Trust::Partly | Trust::Fully) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_waits_follows_from_trust_and_kind() {
        let policy = Policy::default();
        let waits = |trust| {
            let waits = |kind: &SheetKind| policy.reason_to_wait(trust, *kind).is_some();
            SheetKind::ALL.into_iter().filter(waits).collect::<Vec<_>>()
        };
        assert_eq!(waits(Trust::Hold), SheetKind::ALL);
        assert_eq!(waits(Trust::Partly), [SheetKind::Call, SheetKind::Post]);
        assert_eq!(waits(Trust::Fully), []);
    }

    #[test]
    fn two_switches_hold_what_even_full_trust_would_show() {
        let waits = |shown, kind| {
            Policy { shown, ..Policy::default() }.reason_to_wait(Trust::Fully, kind).is_some()
        };
        assert!(waits(Shown::NoPosts, SheetKind::Post) && !waits(Shown::NoPosts, SheetKind::Call));
        assert!(waits(Shown::Nothing, SheetKind::Practice));
    }

    #[test]
    fn only_a_followed_node_is_trusted_without_a_word() {
        let policy = Policy::default();
        assert_eq!(policy.trust(None, PeerKind::Node, true), Trust::Partly);
        assert_eq!(policy.trust(None, PeerKind::Node, false), Trust::Hold);
        assert_eq!(policy.trust(None, PeerKind::Other, true), Trust::Hold);
        assert_eq!(policy.trust(Some(Trust::Fully), PeerKind::Other, false), Trust::Fully);
    }

    #[test]
    fn every_switch_comes_back_from_its_word() {
        assert!(Trust::ALL.iter().all(|value| Trust::parse(value.as_str()) == Some(*value)));
        assert!(Shown::ALL.iter().all(|value| Shown::parse(value.as_str()) == Some(*value)));
        assert_eq!(Trust::parse("blindly"), None);
        assert!(Trust::Hold < Trust::Partly && Trust::Partly < Trust::Fully);
    }
}
