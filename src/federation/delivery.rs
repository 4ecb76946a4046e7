//! Activities on their way: what waits is sent, in order for each peer, until it arrives or a week
//! has passed.
//!
//! Workers lease peers, not deliveries (`docs/decisions/0003-own-inbox-guard-and-delivery.md`): a
//! dead or slow peer holds one place among many and delays nobody else.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use tokio::task::JoinSet;

use super::{
    Federation, FederationError, Result, http_client::Answer, keyring::KeySet, vocabulary,
};
use crate::{
    domain::{Backoff, GIVE_UP_AFTER_SECONDS, Iri, Timestamp},
    store::{
        Writing,
        attempts::{self, Attempt, Way},
        deliveries::{self, Lease, Waiting},
        gone_inboxes::{self, GONE_AFTER_SECONDS},
    },
};

/// Peers that are served at the same time.
const PEERS_AT_ONCE: usize = 64;
/// A worker that has not finished with a peer by then is taken for dead.
const LEASE_SECONDS: i64 = 120;
/// Deliveries of one peer in memory at a time; also what one lease may send.
const AT_ONCE: i64 = 20;
/// For how long the former keys of an actor sign what was queued before it changed them: as long as
/// anything that was queued then can wait.
pub const OLD_KEYS_SIGN_SECONDS: i64 = GIVE_UP_AFTER_SECONDS;
/// Most bytes of an answer that are read.
const ANSWER_CAP: usize = 64 * 1024;

/// What became of one delivery.
enum Fate {
    /// It arrived.
    Arrived,
    /// It will never arrive: why, and the status if there was an answer.
    Refused(Option<u16>, String),
    /// Later: why, the status if there was an answer, and the seconds that the peer asked for.
    Later(Option<u16>, String, Option<i64>),
}

impl Federation {
    /// Serves every peer that is due, `PEERS_AT_ONCE` at a time, and returns when none is left;
    /// returns how many deliveries arrived.
    pub async fn deliver_due(&self) -> Result<usize> {
        let mut arrived = 0;
        let mut serving = JoinSet::new();
        loop {
            let free = PEERS_AT_ONCE - serving.len();
            let leased = self.lease_peers(free).await?;
            if leased.is_empty() && serving.is_empty() {
                return Ok(arrived);
            }
            for peer in leased {
                let federation = self.clone();
                serving.spawn(async move { federation.serve(peer).await });
            }
            // The next peers are leased as soon as one of those in hand is done, in one go for all
            // that are done by then.
            let mut done = serving.join_next().await;
            while let Some(served) = done {
                match served {
                    Ok(Ok(count)) => arrived += count,
                    Ok(Err(problem)) => tracing::error!(%problem, "a peer could not be served"),
                    Err(problem) => tracing::error!(%problem, "serving a peer broke off"),
                }
                done = serving.try_join_next();
            }
        }
    }

    /// Leases up to `free` peers for which something waits and whose time has come.
    async fn lease_peers(&self, free: usize) -> Result<Vec<Lease>> {
        let limit = i64::try_from(free).unwrap_or(i64::MAX);
        if limit == 0 {
            return Ok(vec![]);
        }
        let mut db = self.store.write().await?;
        let leased =
            deliveries::claim_peers(&mut db, self.clock.now(), LEASE_SECONDS, limit).await?;
        db.commit().await?;
        Ok(leased)
    }

    /// Sends what waits for one peer, in order, until all has arrived or one must wait.
    async fn serve(&self, peer: Lease) -> Result<usize> {
        let mut key_sets = HashMap::new();
        let waiting = {
            let mut db = self.store.read().await?;
            let retired_since = self.clock.now().plus_seconds(-OLD_KEYS_SIGN_SECONDS);
            let waiting = deliveries::of_peer(&mut db, peer.peer, retired_since, AT_ONCE).await?;
            let names = waiting.iter().flat_map(|waits| [&waits.key_id, &waits.present_key_id]);
            for name in names.collect::<BTreeSet<_>>() {
                if let Some(keys) = self.keys.key_set_called(&mut db, name).await? {
                    key_sets.insert(name.clone(), keys);
                }
            }
            waiting
        };
        let mut fates = Vec::with_capacity(waiting.len());
        for delivery in &waiting {
            let fate = self.send(delivery, &key_sets).await;
            let stop = matches!(fate, Fate::Later(..));
            fates.push((delivery, fate));
            if stop {
                break;
            }
        }
        self.settle(&peer, fates).await
    }

    /// Signs and posts one delivery. A peer that refuses the former keys of an actor may have
    /// fetched the present ones already.
    async fn send(&self, delivery: &Waiting, key_sets: &HashMap<String, Arc<KeySet>>) -> Fate {
        let (status, fate) = self.send_with(key_sets.get(&delivery.key_id), delivery).await;
        let refused = matches!(status, Some(400 | 401 | 403));
        if refused && delivery.key_id != delivery.present_key_id {
            return self.send_with(key_sets.get(&delivery.present_key_id), delivery).await.1;
        }
        fate
    }

    async fn send_with(
        &self,
        keys: Option<&Arc<KeySet>>,
        delivery: &Waiting,
    ) -> (Option<u16>, Fate) {
        let Some(keys) = keys else {
            return (None, Fate::Refused(None, "its actor is gone".to_owned()));
        };
        let body = vocabulary::with_context(&delivery.body);
        match self.post_signed(Arc::clone(keys), &delivery.inbox, &body, ANSWER_CAP).await {
            Ok(answer) => (Some(answer.status), fate_of(&answer, self.clock.now())),
            Err(problem) if problem.is_temporary() => {
                tracing::debug!(inbox = %delivery.inbox, %problem, "a delivery must wait");
                (None, Fate::Later(None, in_words(&problem), None))
            }
            Err(problem) => (None, Fate::Refused(None, in_words(&problem))),
        }
    }

    /// Writes down what became of the deliveries and when the peer's next turn is.
    async fn settle(&self, peer: &Lease, fates: Vec<(&Waiting, Fate)>) -> Result<usize> {
        let now = self.clock.now();
        let mut arrived = Vec::with_capacity(fates.len());
        let mut attempts = Vec::new();
        let mut wait = None;
        let mut db = self.store.write().await?;
        for (delivery, fate) in fates {
            match fate {
                Fate::Arrived => arrived.push((delivery.activity, &delivery.inbox)),
                Fate::Later(status, reason, asked) => {
                    attempts.push(self.attempt(&peer.host, status, reason));
                    wait = Some((delivery, asked));
                }
                Fate::Refused(status, reason) => {
                    let failed = (delivery.activity, &delivery.inbox);
                    let (code, inbox) = (status.map(i64::from), &delivery.inbox);
                    deliveries::drop_failed(&mut db, peer.peer, failed, code, &reason, now).await?;
                    if matches!(status, Some(404 | 410)) {
                        self.note_gone(&mut db, peer, inbox).await?;
                    }
                    attempts.push(self.attempt(&peer.host, status, reason));
                }
            }
        }
        deliveries::finish(&mut db, peer.peer, &arrived).await?;
        if !arrived.is_empty() {
            if peer.has_gone {
                let inboxes: Vec<&Iri> = arrived.iter().map(|(_, inbox)| *inbox).collect();
                gone_inboxes::clear(&mut db, &inboxes).await?;
            }
            let outcome = format!("{} arrived", arrived.len());
            attempts.push(self.attempt(&peer.host, Some(202), outcome));
        }
        attempts::record(&mut db, &attempts).await?;
        match wait {
            None => deliveries::release(&mut db, peer.peer).await?,
            Some((delivery, asked)) => {
                let fresh = !arrived.is_empty();
                let failures = if fresh { 1 } else { peer.failures + 1 };
                let since = peer.failing_since.filter(|_| !fresh).unwrap_or(now);
                if now.seconds_since(delivery.created_at) > GIVE_UP_AFTER_SECONDS {
                    let failed = (delivery.activity, &delivery.inbox);
                    let reason = "it could not be delivered for a week";
                    deliveries::drop_failed(&mut db, peer.peer, failed, None, reason, now).await?;
                }
                let next = Backoff { failures, asked_for: asked }.next_try(now, self.fraction());
                deliveries::postpone(&mut db, peer.peer, next, failures, since).await?;
            }
        }
        db.commit().await?;
        Ok(arrived.len())
    }

    fn attempt(&self, host: &str, status: Option<u16>, outcome: String) -> Attempt {
        let now = self.clock.now();
        let (id, host, status) = (self.store.new_id(now), host.to_owned(), status.map(i64::from));
        Attempt { id, host, way: Way::Out, at: now, status, outcome }
    }

    /// An inbox says that it is gone: once it has said so for days, whoever read there follows no
    /// longer.
    async fn note_gone(&self, db: &mut Writing, peer: &Lease, inbox: &Iri) -> Result<()> {
        let now = self.clock.now();
        let since = gone_inboxes::note(db, peer.peer, inbox, now).await?;
        if now.seconds_since(since) >= GONE_AFTER_SECONDS {
            let dropped = gone_inboxes::drop_followers(db, inbox).await?;
            tracing::info!(%inbox, dropped, "an inbox is gone, and with it its followers");
        }
        Ok(())
    }
}

/// Why there was no answer, with what lies below it.
fn in_words(problem: &FederationError) -> String {
    match problem {
        FederationError::Http(problem) => problem.cause().to_string(),
        problem => problem.to_string(),
    }
}

/// What an answer means for the delivery (`PROTOCOL.md` 2.6).
fn fate_of(answer: &Answer, now: Timestamp) -> Fate {
    let status = answer.status;
    match status {
        200..=299 => Fate::Arrived,
        401 | 408 | 429 | 500..=599 if status != 501 => {
            Fate::Later(Some(status), said(answer), answer.retry_after(now))
        }
        status => Fate::Refused(Some(status), said(answer)),
    }
}

/// What an answer says, with the first words of its body: why, if the other side tells.
fn said(answer: &Answer) -> String {
    let words = answer.words();
    let colon = if words.is_empty() { "" } else { ": " };
    format!("the inbox answered {}{colon}{words}", answer.status)
}
