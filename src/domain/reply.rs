//! What others say under a sheet of this node, once somebody has read it first.

use super::{Iri, Language, SheetKind, Timestamp};

/// Where a reply stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplyState {
    /// Nobody has decided.
    Waiting,
    /// It is shown.
    Approved,
    /// It is not shown.
    Refused,
}

impl ReplyState {
    /// The word of tables and commands.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Approved => "approved",
            Self::Refused => "refused",
        }
    }

    /// The state that a word names.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Waiting, Self::Approved, Self::Refused].into_iter().find(|s| s.as_str() == word)
    }
}

/// An answer of somebody elsewhere to a sheet of this node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// Unique within this node: what commands name.
    pub id: i64,
    /// Its address.
    pub iri: Iri,
    /// Who wrote it.
    pub actor: Iri,
    /// What they call themselves.
    pub name: String,
    /// The sheet under which it stands.
    pub in_reply_to: Iri,
    /// Its page, where it has one.
    pub url: Option<Iri>,
    /// The language that it says it is in.
    pub language: Option<Language>,
    /// Clean HTML.
    pub content: String,
    /// When it was written.
    pub published_at: Timestamp,
    /// When it came in.
    pub received_at: Timestamp,
    /// Whether it is shown.
    pub state: ReplyState,
}

/// For which sheets replies are taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RepliesTaken {
    /// For practices and calls; events are left alone, where raids go first.
    #[default]
    ButForEvents,
    /// For all sheets.
    All,
    /// For none.
    None,
}

impl RepliesTaken {
    /// The word of the setting and the command.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ButForEvents => "not-events",
            Self::All => "all",
            Self::None => "none",
        }
    }

    /// What a word means.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::ButForEvents, Self::All, Self::None].into_iter().find(|t| t.as_str() == word)
    }

    /// Whether a sheet of that kind may be answered.
    #[must_use]
    pub fn takes(self, kind: SheetKind) -> bool {
        match self {
            Self::ButForEvents => kind != SheetKind::Event,
            Self::All => true,
            Self::None => false,
        }
    }
}
