//! Looking back at what was decided.

use super::{Node, Result};
use crate::store::decisions::{self, Logged};

impl Node {
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
