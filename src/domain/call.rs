//! What a territory or an organisation asks others to do.

use serde::{Deserialize, Serialize};

use super::{
    Broken,
    practice::{check_partial_date, check_web_address},
};

/// What a call has that other sheets have not. A campaign is a call of kind `join`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// What is asked.
    pub kind: CallKind,
    /// `open`, `closed` or `proposed`.
    pub status: String,
    /// First day on which one can answer: `2027-03-01`.
    #[serde(default)]
    pub opens: Option<String>,
    /// Last day on which one can answer.
    #[serde(default)]
    pub closes: Option<String>,
    /// How one answers.
    pub answer: Answer,
    /// Where one answers or reads more.
    #[serde(default)]
    pub link: Option<String>,
    /// Events that it is about: slugs or addresses.
    #[serde(default)]
    pub events: Vec<String>,
    /// Practices that it is about: slugs or addresses.
    #[serde(default)]
    pub practices: Vec<String>,
}

/// What a call asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the taxonomy defines them")]
pub enum CallKind {
    Sign,
    Join,
    Recognise,
    Support,
    Propose,
    Urgent,
}

impl CallKind {
    /// The kind as the taxonomy names it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sign => "sign",
            Self::Join => "join",
            Self::Recognise => "recognise",
            Self::Support => "support",
            Self::Propose => "propose",
            Self::Urgent => "urgent",
        }
    }
}

/// How one answers a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Answer {
    /// With a form on the issuer's node.
    Form,
    /// With an offer of help, in private.
    Offer,
    /// Elsewhere, behind the link.
    External,
}

impl Answer {
    /// The way as it stands in data and on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Offer => "offer",
            Self::External => "external",
        }
    }
}

impl Call {
    /// Checks the days and the link.
    pub(super) fn check(&self) -> Result<(), Broken> {
        check_partial_date("opens", self.opens.as_deref())?;
        check_partial_date("closes", self.closes.as_deref())?;
        self.link.iter().try_for_each(|link| check_web_address("link", link))
    }
}
