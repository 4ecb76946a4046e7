//! The flag that every decision has: why.

use crate::node::By;

/// Why somebody decides so.
#[derive(Clone, Debug, Default, clap::Args)]
pub(super) struct Reason {
    /// Why, for the log of decisions: `havre decision list`
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
}

impl Reason {
    /// The operator, for this reason.
    pub(super) fn by(&self) -> By {
        By::operator(self.reason.clone().unwrap_or_default())
    }
}
