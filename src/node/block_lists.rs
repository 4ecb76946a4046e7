//! The list of blocks that this node publishes, and those of other nodes that it reads.

use super::{Node, NodeError, Result};
use crate::{
    domain::{Block, BlockDraft, Iri, Proposal, Subscription, Verb},
    federation::vocabulary::block_list,
    store::{Writing, block_lists, blocks, settings},
};

/// The setting that holds the list as it is published: signed once, so that whoever has it is told
/// that nothing changed. Empty when nothing is published.
const PUBLISHED: &str = "published_blocks";

impl Node {
    /// Where the list of this node stands, whether or not there is one.
    pub async fn block_list_address(&self) -> Result<Iri> {
        Ok(self.node_actor().await?.iri.child("blocks"))
    }

    /// The list of this node, signed; `None` when it publishes no block.
    pub async fn published_blocks(&self) -> Result<Option<String>> {
        let mut db = self.store.read().await?;
        let list = settings::get(&mut db, PUBLISHED).await?;
        Ok(list.filter(|list| !list.is_empty()))
    }

    /// Writes and signs the list anew, in the transaction that changes the blocks.
    pub(super) async fn write_block_list(&self, db: &mut Writing, all: &[Block]) -> Result<()> {
        let published: Vec<&Block> = all.iter().filter(|block| block.published).collect();
        let list = if published.is_empty() {
            String::new()
        } else {
            let actor = self.node_actor_in(db).await?;
            let list = block_list::write(&actor.iri.child("blocks"), &actor.iri, &published);
            self.federation.prove(db, &actor, &list).await?.0
        };
        settings::set(db, PUBLISHED, &list).await?;
        Ok(())
    }

    /// Signs the list again, after the key of the node actor was replaced.
    pub(super) async fn renew_block_list(&self) -> Result<()> {
        let Some(list) = self.published_blocks().await? else { return Ok(()) };
        let mut db = self.store.write().await?;
        let actor = self.node_actor_in(&mut db).await?;
        let keys = self.federation.keys().key_set(&mut db, &actor).await?;
        if !list.contains(&keys.ed25519.key_id) {
            let all = blocks::all(&mut db).await?;
            self.write_block_list(&mut db, &all).await?;
            db.commit().await?;
        }
        Ok(())
    }

    /// Reads the list at an address from now on, once a day. Its entries become drafts: nothing is
    /// blocked that a person has not confirmed.
    pub async fn subscribe_blocks(&self, url: &Iri) -> Result<Iri> {
        let publisher = self.federation.publisher_of_list(url).await?;
        let now = self.clock.now();
        let mut db = self.store.write().await?;
        if block_lists::subscribe(&mut db, url, &publisher, now).await? {
            self.operator_decides(&mut db, Verb::ListSubscribed, url.as_str(), publisher.as_str())
                .await?;
        }
        db.commit().await?;
        self.federation.read_due_lists().await?;
        Ok(publisher)
    }

    /// Ends a subscription. What was confirmed of it stays blocked.
    pub async fn unsubscribe_blocks(&self, url: &Iri) -> Result<()> {
        let mut db = self.store.write().await?;
        if !block_lists::unsubscribe(&mut db, url).await? {
            return Err(NodeError::NoList(url.clone()));
        }
        self.operator_decides(&mut db, Verb::ListUnsubscribed, url.as_str(), "").await?;
        db.commit().await?;
        Ok(())
    }

    /// The lists that are read, and how that goes.
    pub async fn block_subscriptions(&self) -> Result<Vec<Subscription>> {
        Ok(block_lists::all(&mut self.store.read().await?).await?)
    }

    /// What the lists propose and nobody has decided.
    pub async fn block_drafts(&self) -> Result<Vec<BlockDraft>> {
        Ok(block_lists::drafts(&mut self.store.read().await?).await?)
    }

    /// Does what a draft proposes, as a decision of whoever says so.
    pub async fn confirm_draft(&self, id: i64) -> Result<BlockDraft> {
        let mut db = self.store.write().await?;
        let draft = draft_in(&mut db, id).await?;
        let reason = format!("confirmed from the list {}", draft.list);
        let known = blocks::find(&mut db, &draft.block.domain).await?;
        match (draft.proposal, known) {
            (Proposal::Add, known) => {
                let entry = draft.block.clone();
                let private = known.as_ref().map_or(reason, |known| known.private_comment.clone());
                let block = Block {
                    domain: entry.domain,
                    severity: entry.severity,
                    reject_media: entry.reject_media,
                    reject_reports: entry.reject_reports,
                    public_comment: entry.comment,
                    private_comment: private,
                    published: known.as_ref().is_some_and(|known| known.published),
                    created_at: known.map_or(self.clock.now(), |known| known.created_at),
                };
                self.put_blocks_in(&mut db, &[block]).await?;
            }
            (Proposal::Remove, Some(_)) => {
                self.unblock_in(&mut db, &draft.block.domain, &reason).await?;
            }
            (Proposal::Remove, None) => {}
        }
        block_lists::decide(&mut db, id, true).await?;
        self.enforce_blocks(db).await?;
        Ok(draft)
    }

    /// Leaves undone what a draft proposes.
    pub async fn dismiss_draft(&self, id: i64, reason: &str) -> Result<BlockDraft> {
        let mut db = self.store.write().await?;
        let draft = draft_in(&mut db, id).await?;
        block_lists::decide(&mut db, id, false).await?;
        let subject = draft.block.domain.to_string();
        self.operator_decides(&mut db, Verb::DraftDismissed, &subject, reason).await?;
        db.commit().await?;
        Ok(draft)
    }
}

async fn draft_in(db: &mut Writing, id: i64) -> Result<BlockDraft> {
    let drafts = block_lists::drafts(db).await?;
    drafts.into_iter().find(|draft| draft.id == id).ok_or(NodeError::NoDraft(id))
}
