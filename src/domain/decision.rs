//! What was decided about others: who did it, what, about whom, and why.

use super::Timestamp;

/// Who decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// Whoever runs the node, by a command.
    Operator,
    /// The node itself, by a rule that its operator has set.
    Node,
    /// Somebody who signed in under this name.
    User(String),
}

/// What stands before the name of a user, so that nobody can be called "node".
const USER: &str = "user:";

impl Who {
    /// The text form: `operator`, `node`, `user:alice`.
    #[must_use]
    pub fn to_text(&self) -> String {
        match self {
            Self::Operator => "operator".to_owned(),
            Self::Node => "node".to_owned(),
            Self::User(name) => format!("{USER}{name}"),
        }
    }

    /// Who a text names.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "operator" => Some(Self::Operator),
            "node" => Some(Self::Node),
            _ => text.strip_prefix(USER).map(|name| Self::User(name.to_owned())),
        }
    }
}

/// Declares the verbs, each with its text form. A verb is never renamed: it stands in logs.
macro_rules! verbs {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal,)+) => {
        /// What was done.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Verb {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Verb {
            /// All verbs.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The text form: `trust changed`.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)+
                }
            }
        }
    };
}

verbs! {
    /// A peer has another level of trust.
    TrustChanged = "trust changed",
    /// A peer fell to the lowest level, because it is no longer who it was.
    PeerHeld = "peer held",
    /// What waited was put into the directory.
    ItemShown = "item shown",
    /// What waited was put away.
    ItemRefused = "item refused",
    /// What was shown was taken out of sight.
    ItemWithdrawn = "item withdrawn",
    /// What was taken out of sight is shown again.
    ItemRestored = "item restored",
    /// A switch of the node's policy was set.
    PolicyChanged = "policy changed",
    /// A host may do what the policy reserves to a list.
    HostAllowed = "host allowed",
    /// A host may no longer do so.
    HostDisallowed = "host disallowed",
    /// Somebody who asked to follow was accepted.
    FollowerAccepted = "follower accepted",
    /// Somebody who asked to follow was refused.
    FollowerRefused = "follower refused",
    /// A domain was blocked.
    BlockAdded = "block added",
    /// A domain is blocked no longer.
    BlockRemoved = "block removed",
    /// A report was dealt with.
    ReportClosed = "report closed",
    /// Something was reported to the server where it comes from.
    ReportSent = "report sent",
    /// A list of blocks of another node is read from now on.
    ListSubscribed = "list subscribed",
    /// A list of blocks is read no longer.
    ListUnsubscribed = "list unsubscribed",
    /// What a list proposed was not done.
    DraftDismissed = "draft dismissed",
    /// A reply may be shown.
    ReplyApproved = "reply approved",
    /// A reply was put away.
    ReplyRefused = "reply refused",
    /// An actor has another key.
    KeyRotated = "key rotated",
    /// An actor has moved to another address.
    ActorMoved = "actor moved",
}

impl Verb {
    /// The verb that a text names.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|verb| verb.as_str() == text)
    }
}

/// A decision, before it stands in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// When it was taken.
    pub at: Timestamp,
    /// Who took it.
    pub who: Who,
    /// What was done.
    pub verb: Verb,
    /// About what: a host, or an address.
    pub subject: String,
    /// Why, in the words of who decided; empty when nothing was said.
    pub reason: String,
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_verb_and_everybody_comes_back_from_its_text() {
        for verb in Verb::ALL {
            assert_eq!(Verb::parse(verb.as_str()), Some(*verb));
        }
        let texts: HashSet<&str> = Verb::ALL.iter().map(|verb| verb.as_str()).collect();
        assert_eq!(texts.len(), Verb::ALL.len());
        for who in [Who::Operator, Who::Node, Who::User("node".into())] {
            assert_eq!(Who::parse(&who.to_text()), Some(who));
        }
        assert_eq!((Verb::parse("forgotten"), Who::parse("alice")), (None, None));
    }
}
