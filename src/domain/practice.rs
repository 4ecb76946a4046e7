//! Something that works somewhere, told so that others can do it too.

use serde::{Deserialize, Serialize};

use super::{Broken, Rule};

/// What a practice has that other sheets have not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Practice {
    /// One of the practice kinds of the taxonomy.
    pub kind: String,
    /// `running`, `ended` or `planned`.
    pub status: String,
    /// When the status was last confirmed: `2025`, `2025-06` or `2025-06-30`.
    pub status_as_of: Option<String>,
    /// From when to when.
    pub period: Period,
    /// Handle of the organisation that carries it, where it is not the territory.
    pub carrier: Option<String>,
    /// Institutions that take part, never persons.
    pub partners: Vec<String>,
    /// What one can use again.
    pub tools: Vec<Tool>,
}

/// From when to when, as far as it is known: `2016`, `2016-05` or `2016-05-11`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Period {
    /// First day, month or year.
    pub start: Option<String>,
    /// Last day, month or year; `None` while it runs or when nobody knows.
    pub end: Option<String>,
    /// A remark: interruptions, doubts.
    pub note: Option<String>,
}

/// A document or a site that helps to do it elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tool {
    /// What it is.
    pub label: String,
    /// Where it is.
    pub url: String,
}

impl Practice {
    /// Checks the dates, and the addresses of the tools.
    pub(super) fn check(&self) -> Result<(), Broken> {
        check_partial_date("status_as_of", self.status_as_of.as_deref())?;
        check_partial_date("period.start", self.period.start.as_deref())?;
        check_partial_date("period.end", self.period.end.as_deref())?;
        self.tools.iter().try_for_each(|tool| check_web_address("tools", &tool.url))
    }
}

/// Refuses what is not a year, a month of a year, or a day.
pub(super) fn check_partial_date(field: &str, date: Option<&str>) -> Result<(), Broken> {
    match date {
        Some(date) if super::event::parse_partial_date(date).is_none() => {
            let form = "a date such as 2026, 2026-05 or 2026-05-31";
            Err(Broken::new(field, Rule::Malformed { value: date.to_owned(), form }))
        }
        _ => Ok(()),
    }
}

/// Refuses an address that a browser should not be led to (`docs/security.md` T14).
pub(super) fn check_web_address(field: &str, address: &str) -> Result<(), Broken> {
    let is_web = url::Url::parse(address)
        .is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    if is_web {
        return Ok(());
    }
    let form = "an address that starts with https://";
    Err(Broken::new(field, Rule::Malformed { value: address.to_owned(), form }))
}
