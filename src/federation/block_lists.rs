//! Lists of blocks of other nodes: fetched once a day, believed only when their publisher signed
//! them, and then put before a person.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{
    Federation, FederationError, Result,
    checks::Checks,
    vocabulary::{Unreadable, block_list},
};
use crate::{
    domain::{Block, BlockDraft, Domain, Iri, ListedBlock, Proposal, Subscription, Timestamp},
    store::{Writing, block_lists, blocks},
};

/// Largest list that is read, in bytes.
const LARGEST_LIST: usize = 4 * 1_024 * 1_024;
/// Seconds until a list is read again.
const EVERY: i64 = 24 * 3_600;
/// Seconds until a list is tried again that could not be read.
const AFTER_FAILURE: i64 = 4 * 3_600;
/// A worker that has not finished by then is taken for dead, in seconds.
const LEASE: i64 = 120;

/// Why a list is not believed.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the sentences say it")]
pub enum BadList {
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    #[error("the list is not signed")]
    Unsigned,
    #[error("the signature of the list is wrong: {0}")]
    BadSignature(&'static str),
    #[error("the list names another publisher than when it was subscribed to")]
    OtherPublisher,
}

impl Federation {
    /// Reads a list for the first time; returns who publishes it.
    pub async fn publisher_of_list(&self, url: &Iri) -> Result<Iri> {
        let document = self.fetch_json(url, LARGEST_LIST).await?;
        let publisher = block_list::publisher_of(&document, url).map_err(BadList::from)?;
        self.verified_entries(&document, &publisher).await?;
        Ok(publisher)
    }

    /// Reads the lists that are due; returns how many there were.
    pub async fn read_due_lists(&self) -> Result<usize> {
        let mut read = 0;
        loop {
            let mut db = self.store.write().await?;
            let now = self.clock.now();
            let Some(list) = block_lists::claim(&mut db, now, LEASE).await? else {
                return Ok(read);
            };
            db.commit().await?;
            read += 1;
            if let Err(problem) = self.read_list(&list, now).await {
                tracing::warn!(list = %list.url, %problem, "a list of blocks is not read");
                let mut db = self.store.write().await?;
                let due = now.plus_seconds(AFTER_FAILURE);
                block_lists::fail(&mut db, &list.url, &problem.to_string(), due).await?;
                db.commit().await?;
            }
        }
    }

    async fn read_list(&self, list: &Subscription, now: Timestamp) -> Result<()> {
        let due = now.plus_seconds(EVERY);
        let answer = self.fetch_if_changed(&list.url, list.etag.as_deref(), LARGEST_LIST).await?;
        let mut db;
        match answer {
            None => {
                db = self.store.write().await?;
                let etag = list.etag.as_deref();
                block_lists::keep(&mut db, &list.url, &list.entries, etag, now, due).await?;
            }
            Some((document, etag)) => {
                let publisher =
                    block_list::publisher_of(&document, &list.url).map_err(BadList::from)?;
                if publisher != list.publisher {
                    return Err(BadList::OtherPublisher.into());
                }
                let entries = self.verified_entries(&document, &publisher).await?;
                db = self.store.write().await?;
                self.propose_changes(&mut db, list, &entries, now).await?;
                let etag = etag.as_deref();
                block_lists::keep(&mut db, &list.url, &entries, etag, now, due).await?;
            }
        }
        db.commit().await?;
        Ok(())
    }

    /// The entries of a list that its publisher signed with a key that it has now.
    async fn verified_entries(
        &self,
        document: &Value,
        publisher: &Iri,
    ) -> Result<Vec<ListedBlock>> {
        self.known_or_fetched(publisher).await?;
        let entries = block_list::read(document).map_err(BadList::from)?;
        for again in [false, true] {
            if again {
                // It may have another key than when we looked last.
                self.fetch_actor(publisher).await?;
            }
            let mut db = self.store.write().await?;
            match Checks::default().check(&mut db, self, document, publisher).await? {
                Ok(Some(_)) => return Ok(entries),
                Ok(None) if again => return Err(BadList::Unsigned.into()),
                Err(reason) if again => return Err(BadList::BadSignature(reason).into()),
                _ => {}
            }
        }
        Err(BadList::Unsigned.into())
    }

    /// Puts what the list says otherwise than before in front of a person: what is new on it, and
    /// what has left it, as far as this node does not do so already.
    async fn propose_changes(
        &self,
        db: &mut Writing,
        list: &Subscription,
        entries: &[ListedBlock],
        now: Timestamp,
    ) -> Result<()> {
        let by_domain = |entries: &[ListedBlock]| -> BTreeMap<Domain, ListedBlock> {
            entries.iter().map(|entry| (entry.domain.clone(), entry.clone())).collect()
        };
        let (before, after) = (by_domain(&list.entries), by_domain(entries));
        let ours: BTreeMap<Domain, Block> =
            blocks::all(db).await?.into_iter().map(|block| (block.domain.clone(), block)).collect();
        for entry in after.values().filter(|entry| before.get(&entry.domain) != Some(*entry)) {
            if ours.get(&entry.domain).is_some_and(|ours| says_the_same(ours, entry))
                || entry.domain.covers(self.host())
            {
                continue;
            }
            let draft = self.draft(list, Proposal::Add, entry, now);
            block_lists::propose(db, &draft).await?;
        }
        for entry in before.values().filter(|entry| !after.contains_key(&entry.domain)) {
            block_lists::withdraw(db, &list.url, &entry.domain).await?;
            if ours.contains_key(&entry.domain) {
                let draft = self.draft(list, Proposal::Remove, entry, now);
                block_lists::propose(db, &draft).await?;
            }
        }
        Ok(())
    }

    fn draft(
        &self,
        list: &Subscription,
        proposal: Proposal,
        entry: &ListedBlock,
        now: Timestamp,
    ) -> BlockDraft {
        let (list, block) = (list.url.clone(), entry.clone());
        BlockDraft { id: self.store.new_id(now), list, proposal, block, made_at: now }
    }
}

/// Whether a block of ours does what an entry of a list wants.
fn says_the_same(ours: &Block, entry: &ListedBlock) -> bool {
    ours.severity == entry.severity
        && ours.reject_media == entry.reject_media
        && ours.reject_reports == entry.reject_reports
}

impl From<BadList> for FederationError {
    fn from(problem: BadList) -> Self {
        Self::List(problem)
    }
}
