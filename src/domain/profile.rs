//! What an actor of other software says of itself, as far as it concerns our readers.

use serde::{Deserialize, Serialize};

/// The types of actors that are nobody's own account.
const COLLECTIVE: [&str; 4] = ["Organization", "Group", "Service", "Application"];

/// The profile of an actor of other software; nothing for a person, who did not ask to be shown here
/// (`SECURITY.md` 4.2), but what is needed to leave them alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    /// The type of a group, an organisation or a service; empty for everybody else.
    pub as_type: String,
    /// What it shows under its name.
    pub fields: Vec<ProfileField>,
    /// `handle@host`, once both hosts have said by WebFinger that it is so.
    pub address: Option<String>,
    /// Does not want to be found: `discoverable` or `indexable` is down (FEP-5feb).
    pub unlisted: bool,
    /// Its own server does not let it speak.
    pub suspended: bool,
    /// Kept in memory of somebody who has died.
    pub memorial: bool,
}

/// One line of a profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileField {
    /// What it is, in plain text.
    pub name: String,
    /// The value, in plain text.
    pub text: String,
    /// Where the value leads, if it is a link.
    pub url: Option<String>,
}

impl Profile {
    /// Whether an actor of this type is a group, an organisation or a service. A type that nobody
    /// knows may stand for a person.
    #[must_use]
    pub fn is_collective_type(as_type: &str) -> bool {
        COLLECTIVE.contains(&as_type)
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
