//! Holding everything that a node publishes, and knowing it (`FEDERATION.md`, "What a follower
//! does").
//!
//! The walk keeps its place after every page and every batch, so that a crash costs one of them; it
//! holds one page or one batch in memory.

use std::collections::{HashMap, HashSet};

use serde_json::Value;
use tokio::task::JoinSet;

use super::{
    Federation, FederationError, Result,
    catalogue::{BATCH, BatchRequest, Digests, Head, ReadPage},
    continuity::Source,
    copies::{self, Copies},
    digest, outbox,
    vocabulary::iri_of,
};
use crate::{
    domain::{Iri, PeerId, Timestamp},
    store::{
        catalogue::{self, Entry, ObjectKind, Owner},
        policies,
        syncs::{self, SyncTask},
    },
};

/// Seconds between two looks at a peer's catalogue; activities arrive by themselves meanwhile.
const EVERY_SECONDS: i64 = 15 * 60;
/// First wait after a failure, and the longest, in seconds.
const RETRY_SECONDS: (i64, i64) = (15, 6 * 3_600);
/// A worker that has not shown life for as long is taken for dead.
const LEASE_SECONDS: i64 = 300;
/// Peers whose catalogues are read at the same time.
const PEERS_AT_ONCE: usize = 4;
/// Most pages of one walk: half a million entries.
const PAGES_AT_ONCE: usize = 1_000;
/// Most bytes of a page or a batch: 100 objects of 256 KB would be refused before by their sender.
pub(super) const PAGE_CAP: usize = 8 * 1024 * 1024;

/// What a look at a peer's catalogue found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Synced {
    /// Nothing had changed: one conditional request.
    Unchanged,
    /// Copies were fetched or buried.
    Changed {
        /// How many entries the peer listed as changed.
        listed: usize,
        /// How many objects were fetched.
        fetched: usize,
    },
}

impl Federation {
    /// Looks at every peer whose turn it is, some at the same time; returns how many that were.
    pub async fn sync_due(&self) -> Result<usize> {
        let mut looked_at = 0;
        let mut walking = JoinSet::new();
        loop {
            while walking.len() < PEERS_AT_ONCE {
                let mut db = self.store.write().await?;
                let task = syncs::claim(&mut db, self.clock.now(), LEASE_SECONDS).await?;
                db.commit().await?;
                let Some(task) = task else { break };
                let federation = self.clone();
                // A peer that fails says so in its own row, and keeps no other from its turn.
                walking.spawn(async move {
                    if let Err(problem) = federation.sync_peer(&task).await {
                        tracing::info!(peer = task.host, %problem, "a catalogue was not read");
                    }
                });
            }
            match walking.join_next().await {
                Some(_) => looked_at += 1,
                None => return Ok(looked_at),
            }
        }
    }

    /// Compares what we hold of a peer with its catalogue and fetches what differs; of other
    /// software, lists its outbox.
    pub async fn sync_peer(&self, task: &SyncTask) -> Result<Synced> {
        let policy = policies::load(&mut self.store.read().await?).await?;
        let outcome = match (&task.node_actor, &task.catalogue) {
            _ if !policy.may_write(&task.host) => Err(FederationError::NotOnTheList),
            (Some(_), Some(list)) => Walk { federation: self, task, list }.walk().await,
            _ => outbox::backfill(self, task.peer)
                .await
                .map(|listed| (Synced::Changed { listed, fetched: 0 }, None)),
        };
        let now = self.clock.now();
        let mut db = self.store.write().await?;
        match &outcome {
            Ok((_, etag)) => {
                let next = task.catalogue.is_some().then(|| now.plus_seconds(EVERY_SECONDS));
                syncs::finish(&mut db, task.peer, etag.as_deref(), now, next).await?;
            }
            Err(problem) => {
                let next = now.plus_seconds(retry_seconds(task, problem));
                syncs::fail(&mut db, task.peer, &problem.to_string(), next).await?;
            }
        }
        db.commit().await?;
        outcome.map(|(synced, _)| synced)
    }
}

/// How long to wait after a failure: twice as long each time, or as long as the peer asked.
fn retry_seconds(task: &SyncTask, problem: &FederationError) -> i64 {
    let (first, longest) = RETRY_SECONDS;
    let doubled = first.saturating_mul(1 << task.failures.clamp(0, 20));
    problem.retry_after().unwrap_or(doubled).clamp(first, longest)
}

/// One walk through the catalogue of one node.
struct Walk<'a> {
    federation: &'a Federation,
    task: &'a SyncTask,
    list: &'a Iri,
}

impl Walk<'_> {
    /// Walks, and returns the `ETag` of the catalogue that was compared.
    async fn walk(&self) -> Result<(Synced, Option<String>)> {
        let now = self.federation.clock.now();
        let compared_today = self.task.checked_at.is_some_and(|at| is_same_day(at, now));
        let sure = compared_today && self.holds_all().await?;
        let etag = self.task.etag.as_deref().filter(|_| sure);
        let head = self.federation.fetch_if_changed(self.list, etag, PAGE_CAP).await?;
        let Some((head, etag)) = head else {
            return Ok((Synced::Unchanged, self.task.etag.clone()));
        };
        let head = self.read_head(head)?;
        let mut listed = self.read_pages(&head).await?;
        let mut fetched = self.fetch_missing(&head).await?;
        let ours = self.federation.digests_of(self.task.peer).await?;
        if ours.whole != head.digest {
            listed += self.compare_buckets(&head, &ours).await?;
            fetched += self.fetch_missing(&head).await?;
        }
        self.federation.fetch_late_proofs(self.task.peer, &head.objects).await?;
        Ok((Synced::Changed { listed, fetched }, etag))
    }

    async fn holds_all(&self) -> Result<bool> {
        let mut db = self.federation.store.read().await?;
        let (published, held) = catalogue::counts(&mut db, self.task.peer).await?;
        Ok(published == held)
    }

    /// Reads the head; its other addresses must be of the catalogue's own origin.
    fn read_head(&self, document: Value) -> Result<Head> {
        let head: Head =
            serde_json::from_value(document).map_err(|_| FederationError::NotACatalogue)?;
        let own = [&head.first, &head.digests, &head.objects];
        if own.iter().all(|iri| iri.same_origin(self.list)) {
            return Ok(head);
        }
        Err(FederationError::NotACatalogue)
    }

    /// Reads what changed after the cursor, page by page.
    async fn read_pages(&self, head: &Head) -> Result<usize> {
        let cursor = self.task.cursor.as_deref().and_then(|cursor| cursor.parse::<u64>().ok());
        let mut next = match cursor {
            Some(cursor) => Iri::parse(format!("{}?after={cursor}", self.list)).ok(),
            None => Some(head.first.clone()),
        };
        let mut listed = 0;
        let mut seen: HashSet<Iri> = HashSet::new();
        while let Some(address) = next {
            let page = self.read_page(&address).await?;
            listed += page.entries.len();
            seen.insert(address);
            // A page that leads back, or to nothing, would never end (T52). What is left of a very
            // long catalogue is read on another day: the cursor is kept.
            let goes_on = !page.entries.is_empty() && seen.len() < PAGES_AT_ONCE;
            next = page.next.filter(|next| goes_on && !seen.contains(next));
        }
        Ok(listed)
    }

    /// Enters what a page lists, and the place after it, in one transaction.
    async fn read_page(&self, address: &Iri) -> Result<ReadPage> {
        let document = self.federation.fetch_json(address, PAGE_CAP).await?;
        let page = ReadPage::read(&document, self.list);
        let mut db = self.federation.store.write().await?;
        for buried in catalogue::want(&mut db, self.task.peer, &page.entries).await? {
            copies::remove(&mut db, &buried).await?;
        }
        if let Some(cursor) = &page.cursor {
            let lease = self.federation.clock.now().plus_seconds(LEASE_SECONDS);
            syncs::keep_cursor(&mut db, self.task.peer, cursor, lease).await?;
        }
        db.commit().await?;
        Ok(page)
    }

    /// Fetches, in batches, the objects whose digest we do not hold.
    async fn fetch_missing(&self, head: &Head) -> Result<usize> {
        let mut fetched = 0;
        let mut refused: HashSet<Iri> = HashSet::new();
        loop {
            let limit = i64::try_from(BATCH + refused.len()).unwrap_or(i64::MAX);
            let missing = {
                let mut db = self.federation.store.read().await?;
                catalogue::missing(&mut db, self.task.peer, limit).await?
            };
            let missing: Vec<Entry> =
                missing.into_iter().filter(|entry| !refused.contains(&entry.iri)).collect();
            if missing.is_empty() {
                return Ok(fetched);
            }
            let ids = missing.iter().map(|entry| entry.iri.clone()).collect();
            let request = BatchRequest { ids };
            let answer = self.federation.post_json(&head.objects, &request, PAGE_CAP).await?;
            let kept = self.keep_batch(&missing, &answer).await?;
            fetched += kept.len();
            let unkept = missing.into_iter().map(|entry| entry.iri);
            refused.extend(unkept.filter(|iri| !kept.contains(iri)));
        }
    }

    /// Keeps the objects of a batch that have the digest of their entry; returns which.
    async fn keep_batch(&self, missing: &[Entry], answer: &Value) -> Result<HashSet<Iri>> {
        let items = answer.get("items").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let by_iri: HashMap<Iri, &Value> =
            items.iter().filter_map(|item| Some((iri_of(item)?, item))).collect();
        let mut kept = HashSet::new();
        let mut tickets = Vec::new();
        let mut copies = Copies::default();
        let mut db = self.federation.store.write().await?;
        // Actors first: a sheet needs the actor that speaks.
        let (actors, sheets): (Vec<&Entry>, Vec<&Entry>) =
            missing.iter().partition(|entry| entry.kind == ObjectKind::Actor);
        for entry in actors.into_iter().chain(sheets) {
            let Some(object) = by_iri.get(&entry.iri).filter(|object| is_listed(entry, object))
            else {
                tracing::info!(object = %entry.iri, "not the object that the catalogue lists");
                continue;
            };
            if entry.kind == ObjectKind::Actor {
                let actor =
                    copies::keep_actor(&mut db, self.federation, object, Source::Fetched).await?;
                kept.extend(actor.map(|actor| actor.iri));
            } else {
                match copies.take(&mut db, self.federation, object, &entry.actor).await? {
                    Ok(ticket) => tickets.push((ticket, entry.iri.clone())),
                    Err(reason) => {
                        tracing::info!(object = %entry.iri, %reason, "a listed object is not kept");
                    }
                }
            }
        }
        let news = copies.write(&mut db, self.federation).await?;
        db.commit().await?;
        kept.extend(
            tickets.into_iter().filter(|(ticket, _)| ticket.is_news(&news)).map(|(_, iri)| iri),
        );
        Ok(kept)
    }

    /// Enters what the buckets that differ list; returns how many entries that were.
    async fn compare_buckets(&self, head: &Head, ours: &Digests) -> Result<usize> {
        let document = self.federation.fetch_json(&head.digests, PAGE_CAP).await?;
        let theirs = Digests::read(&document).ok_or(FederationError::NotACatalogue)?;
        let mut listed = 0;
        for bucket in theirs.buckets.iter().filter(|bucket| !ours.buckets.contains(bucket)) {
            let address = Iri::parse(format!("{}?bucket={:02x}", self.list, bucket.0));
            let address = address.map_err(|_| FederationError::NotACatalogue)?;
            listed += self.read_page(&address).await?.entries.len();
        }
        Ok(listed)
    }
}

impl Federation {
    /// The digests of what we know of a peer's catalogue, computed here.
    pub async fn digests_of(&self, peer: PeerId) -> Result<Digests> {
        let mut db = self.store.read().await?;
        Ok(Digests::of(catalogue::lines(&mut db, Owner::Copy(peer)).await?))
    }
}

/// Whether an object is the one that an entry lists: it has its digest.
fn is_listed(entry: &Entry, object: &Value) -> bool {
    digest::of(object).is_ok_and(|digest| Some(digest) == entry.digest)
}

fn is_same_day(a: Timestamp, b: Timestamp) -> bool {
    a.to_utc().date_naive() == b.to_utc().date_naive()
}
