//! Reading what others say under the sheets of this node, before everybody does.

use super::{Node, NodeError, Result};
use crate::{
    domain::{RepliesTaken, Reply, ReplyState, Verb},
    federation::REPLIES_SETTING,
    store::{Reading, replies, settings},
};

impl Node {
    /// The replies in a state, the oldest first.
    pub async fn replies(&self, state: ReplyState) -> Result<Vec<Reply>> {
        Ok(replies::in_state(&mut self.store.read().await?, state).await?)
    }

    /// Decides whether a reply is shown.
    pub async fn decide_reply(&self, id: i64, shown: bool, reason: &str) -> Result<Reply> {
        let mut db = self.store.write().await?;
        let no_reply = || NodeError::NoReply(id);
        let reply = replies::find(&mut db, id).await?.ok_or_else(no_reply)?;
        let (state, verb) = if shown {
            (ReplyState::Approved, Verb::ReplyApproved)
        } else {
            (ReplyState::Refused, Verb::ReplyRefused)
        };
        replies::decide(&mut db, id, state, self.clock.now()).await?;
        self.operator_decides(&mut db, verb, reply.iri.as_str(), reason).await?;
        db.commit().await?;
        Ok(Reply { state, ..reply })
    }

    /// For which sheets replies are taken, and shown.
    pub async fn replies_taken(&self, db: &mut Reading) -> Result<RepliesTaken> {
        let word = settings::get(db, REPLIES_SETTING).await?;
        Ok(word.and_then(|word| RepliesTaken::parse(&word)).unwrap_or_default())
    }

    /// Sets for which sheets replies are taken. What was approved stays approved, and is shown
    /// again when its sheet takes replies again.
    pub async fn take_replies(&self, taken: RepliesTaken) -> Result<()> {
        let mut db = self.store.write().await?;
        settings::set(&mut db, REPLIES_SETTING, taken.as_str()).await?;
        self.operator_decides(&mut db, Verb::PolicyChanged, "replies", taken.as_str()).await?;
        db.commit().await?;
        Ok(())
    }
}
