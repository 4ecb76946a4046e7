//! What other software hangs on what it publishes, besides the words and facts of a sheet.

use serde::{Deserialize, Serialize};

/// A warning, links and hashtags; what is published here has none of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Attached {
    /// What readers should know before they read: one line of plain text.
    pub warning: Option<String>,
    /// Pictures, documents, quoted posts: never fetched, shown as links.
    pub links: Vec<Link>,
    /// Hashtags as they were written, without their `#`.
    pub hashtags: Vec<String>,
}

/// An address of the web, and how it is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// One line of plain text; the address itself when nothing else is known.
    pub label: String,
    /// An `http` or `https` address.
    pub url: String,
}

impl Attached {
    /// Whether there is nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
