//! Who decides, and looking back at what was decided.

use super::{Node, Result};
use crate::{
    domain::{Decision, Verb, Who},
    store::{
        Writing,
        decisions::{self, Logged},
    },
};

/// Who decides something, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct By {
    /// Who.
    pub who: Who,
    /// Why, in their own words; may be empty.
    pub reason: String,
}

impl By {
    /// The operator, by a command.
    #[must_use]
    pub fn operator(reason: impl Into<String>) -> Self {
        Self { who: Who::Operator, reason: reason.into() }
    }

    /// What was set, and the reason after it.
    pub(super) fn with(&self, word: &str) -> String {
        match self.reason.as_str() {
            "" => word.to_owned(),
            reason => format!("{word}: {reason}"),
        }
    }
}

impl Node {
    /// Puts a decision into the log, in the transaction of what it decides.
    pub(super) async fn decide(
        &self,
        db: &mut Writing,
        by: &By,
        verb: Verb,
        subject: &str,
    ) -> Result<()> {
        let By { who, reason } = by.clone();
        let (at, subject) = (self.clock.now(), subject.to_owned());
        decisions::record(db, &Decision { at, who, verb, subject, reason }).await?;
        Ok(())
    }

    /// The newest decisions before number `before`, newest first: all, or those about a subject (a
    /// host or an address).
    pub async fn decisions(
        &self,
        subject: Option<&str>,
        before: Option<i64>,
        limit: i64,
    ) -> Result<Vec<Logged>> {
        let mut db = self.store.read().await?;
        Ok(decisions::page(&mut db, subject, before, limit).await?)
    }
}
