//! Deciding to whom this node does not listen.

use super::{By, Node, NodeError, Result};
use crate::{
    domain::{Block, BlockSet, Domain, Verb},
    store::{Writing, blocks},
};

/// What became of blocks that were put.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Blocked {
    /// They are new.
    pub added: usize,
    /// They say something else than before.
    pub changed: usize,
    /// They said the same already.
    pub unchanged: usize,
}

impl Node {
    /// Blocks a host, or changes what is blocked of it. What is held of it is hidden at once, and
    /// nobody there follows anybody here any longer when it is suspended.
    pub async fn block(&self, block: Block) -> Result<Blocked> {
        self.put_blocks(&[block]).await
    }

    /// Puts all of some blocks, or none.
    pub async fn put_blocks(&self, new: &[Block]) -> Result<Blocked> {
        let mut db = self.store.write().await?;
        let blocked = self.put_blocks_in(&mut db, new).await?;
        self.enforce_blocks(db).await?;
        Ok(blocked)
    }

    /// What putting some blocks would do, without doing it.
    pub async fn try_blocks(&self, new: &[Block]) -> Result<Blocked> {
        let mut db = self.store.write().await?;
        self.put_blocks_in(&mut db, new).await
    }

    pub(super) async fn put_blocks_in(&self, db: &mut Writing, new: &[Block]) -> Result<Blocked> {
        let mut blocked = Blocked::default();
        for block in new {
            if block.domain.covers(self.federation.host()) {
                return Err(NodeError::OwnHost(block.domain.to_string()));
            }
            let known = blocks::find(db, &block.domain).await?;
            match known {
                Some(known)
                    if (Block { created_at: known.created_at, ..block.clone() }) == known =>
                {
                    blocked.unchanged += 1;
                    continue;
                }
                Some(_) => blocked.changed += 1,
                None => blocked.added += 1,
            }
            blocks::put(db, block).await?;
            let reasons = [block.public_comment.as_str(), block.private_comment.as_str()];
            let reasons: Vec<&str> = reasons.into_iter().filter(|text| !text.is_empty()).collect();
            let reason = format!("{}: {}", block.severity.as_str(), reasons.join(" · "));
            self.operator_decides(db, Verb::BlockAdded, block.domain.as_str(), &reason).await?;
        }
        Ok(blocked)
    }

    /// Lifts a block: what is held of the host is shown again.
    pub async fn unblock(&self, domain: &Domain, reason: &str) -> Result<()> {
        let mut db = self.store.write().await?;
        self.unblock_in(&mut db, domain, reason).await?;
        self.enforce_blocks(db).await
    }

    pub(super) async fn unblock_in(
        &self,
        db: &mut Writing,
        domain: &Domain,
        reason: &str,
    ) -> Result<()> {
        if !blocks::remove(db, domain).await? {
            return Err(NodeError::NoBlock(domain.to_string()));
        }
        self.operator_decides(db, Verb::BlockRemoved, domain.as_str(), reason).await
    }

    /// Makes the blocks that `db` has changed true for all that is held, and commits.
    pub(super) async fn enforce_blocks(&self, mut db: Writing) -> Result<()> {
        let all = blocks::all(&mut db).await?;
        self.write_block_list(&mut db, &all).await?;
        let set = BlockSet::new(&all);
        blocks::enforce(&mut db, &set, &self.taxonomy()).await?;
        db.commit().await?;
        self.federation.refresh_blocks().await?;
        self.signals.received.notify_one();
        Ok(())
    }

    /// All blocks, by domain.
    pub async fn blocks(&self) -> Result<Vec<Block>> {
        Ok(blocks::all(&mut self.store.read().await?).await?)
    }

    /// Whether a block hides what is held at an address altogether: it answers like what is not
    /// known (T36).
    #[must_use]
    pub fn is_suspended(&self, iri: &crate::domain::Iri) -> bool {
        self.federation.blocks().is_suspended(iri.host())
    }

    /// Writes a decision of the operator into the log.
    pub(super) async fn operator_decides(
        &self,
        db: &mut Writing,
        verb: Verb,
        subject: &str,
        reason: &str,
    ) -> Result<()> {
        self.decide(db, &By::operator(reason), verb, subject).await
    }
}
