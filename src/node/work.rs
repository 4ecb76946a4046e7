//! What a node does without being asked: it processes what came in, delivers what goes out, and
//! looks at its peers' catalogues.

use std::{io, time::Duration};

use tokio::{
    sync::watch,
    task::JoinSet,
    time::{sleep, timeout},
};

use super::{Node, Result, Signal};
use crate::{
    domain::Timestamp,
    federation::OLD_KEYS_SIGN_SECONDS,
    store::{
        attempts, deliveries, key_sets, moves, received, replies, reports, syncs, wanted_objects,
    },
};

/// Longest sleep of a worker, in seconds: another process may have written something.
const LONGEST_SLEEP: i64 = 5;
/// How long what comes in or goes out is gathered, so that many activities cost one commit.
const GATHER: Duration = Duration::from_millis(100);
/// Seconds after which a reply that nobody approved is forgotten.
const REPLIES_WAIT: i64 = 30 * 24 * 3_600;
/// Seconds after which a report that was closed is forgotten.
const REPORTS_KEPT: i64 = 365 * 24 * 3_600;
/// Seconds between two clean-ups.
const UPKEEP_EVERY: u64 = 600;

/// One thing that a node does again and again.
#[derive(Clone, Copy, Debug)]
enum Worker {
    Processing,
    Delivery,
    Sync,
    Fetching,
    Upkeep,
}

const WORKERS: [Worker; 5] =
    [Worker::Processing, Worker::Delivery, Worker::Sync, Worker::Fetching, Worker::Upkeep];

impl Node {
    /// Works until `shutdown` says true. Whatever is broken off then is taken up at the next start:
    /// every step is a row that stays until it is done.
    pub async fn work(&self, mut shutdown: watch::Receiver<bool>) {
        if let Err(problem) = self.take_up_work().await {
            tracing::error!(%problem, "what an earlier life left cannot be taken up");
        }
        let mut workers = JoinSet::new();
        for worker in WORKERS {
            let node = self.clone();
            workers.spawn(async move { node.work_forever(worker).await });
        }
        let node = self.clone();
        workers.spawn(async move {
            if let Err(problem) = node.answer_the_bell().await {
                tracing::warn!(%problem, "commands are heard within seconds, not at once");
            }
        });
        // An error means that nobody is left who could say it.
        let _ = shutdown.wait_for(|stop| *stop).await;
        workers.shutdown().await;
    }

    /// Wakes every worker whenever a command has left something to do.
    async fn answer_the_bell(&self) -> io::Result<()> {
        let door = self.signals.received.bell.listen()?;
        loop {
            door.heard().await?;
            for worker in WORKERS {
                self.signal(worker).here.notify_one();
            }
        }
    }

    /// Ends the leases of an earlier life of this process, and looks at every peer at once: it may
    /// have published something while this node was away.
    async fn take_up_work(&self) -> Result<()> {
        let mut db = self.store.write().await?;
        if !self.store.is_shared() {
            syncs::end_leases(&mut db).await?;
            wanted_objects::end_leases(&mut db).await?;
        }
        syncs::request_all(&mut db, self.clock.now()).await?;
        db.commit().await?;
        Ok(())
    }

    async fn work_forever(&self, worker: Worker) {
        loop {
            let pause = match self.work_once(worker).await {
                Ok(()) => self.pause(worker).await,
                Err(problem) => {
                    tracing::error!(?worker, %problem, "a worker failed, and tries again");
                    Duration::from_secs(5)
                }
            };
            // Timing out is the fallback: the next step may be due, or of another process.
            let called = timeout(pause, self.signal(worker).here.notified()).await;
            if called.is_ok() && matches!(worker, Worker::Processing | Worker::Delivery) {
                sleep(GATHER).await;
            }
        }
    }

    /// Does what is due now.
    async fn work_once(&self, worker: Worker) -> Result<()> {
        match worker {
            Worker::Processing => {
                if self.federation.process_received().await? > 0 {
                    self.signals.queued.notify_one();
                    self.signals.listed.notify_one();
                    self.signals.wanted.notify_one();
                }
            }
            Worker::Delivery => {
                self.federation.deliver_due().await?;
            }
            Worker::Sync => {
                if self.federation.sync_due().await? > 0 {
                    self.signals.wanted.notify_one();
                }
            }
            Worker::Fetching => {
                self.federation.fetch_wanted().await?;
                self.federation.read_due_lists().await?;
                self.federation.check_moves().await?;
            }
            Worker::Upkeep => self.upkeep().await?,
        }
        Ok(())
    }

    fn signal(&self, worker: Worker) -> &Signal {
        match worker {
            Worker::Processing => &self.signals.received,
            Worker::Delivery => &self.signals.queued,
            Worker::Sync => &self.signals.listed,
            Worker::Fetching => &self.signals.wanted,
            Worker::Upkeep => &self.signals.upkeep,
        }
    }

    /// How long until something is due, if nobody calls earlier.
    async fn pause(&self, worker: Worker) -> Duration {
        if matches!(worker, Worker::Upkeep) {
            return Duration::from_secs(UPKEEP_EVERY);
        }
        let next = match self.next_due(worker).await {
            Ok(next) => next,
            Err(problem) => {
                tracing::error!(?worker, %problem, "what is due next cannot be read");
                None
            }
        };
        let now = self.clock.now();
        let millis = next.map_or(LONGEST_SLEEP * 1_000, |due| due.0 - now.0);
        // Never at once: what failed a moment ago must not spin.
        let millis = millis.clamp(50, LONGEST_SLEEP * 1_000);
        Duration::from_millis(u64::try_from(millis).unwrap_or_default())
    }

    async fn next_due(&self, worker: Worker) -> Result<Option<Timestamp>> {
        let mut db = self.store.read().await?;
        Ok(match worker {
            Worker::Delivery => deliveries::next_due(&mut db).await?,
            Worker::Sync => syncs::next_due(&mut db).await?,
            Worker::Fetching => {
                let wanted = wanted_objects::next_due(&mut db).await?;
                let unchecked = moves::next_due(&mut db).await?;
                wanted.into_iter().chain(unchecked).min()
            }
            Worker::Processing | Worker::Upkeep => None,
        })
    }

    /// Forgets what has been kept long enough (`docs/security.md` 4.4).
    async fn upkeep(&self) -> Result<()> {
        self.reload_taxonomy().await?;
        self.federation.refresh_blocks().await?;
        self.renew_block_list().await?;
        self.federation.sign_what_is_unsigned().await?;
        let now = self.clock.now();
        let mut db = self.store.write().await?;
        received::purge(&mut db, now).await?;
        deliveries::drop_expired(&mut db, now).await?;
        attempts::trim(&mut db).await?;
        key_sets::forget_retired(&mut db, now.plus_seconds(-OLD_KEYS_SIGN_SECONDS)).await?;
        replies::purge(&mut db, now.plus_seconds(-REPLIES_WAIT)).await?;
        reports::purge(&mut db, now.plus_seconds(-REPORTS_KEPT)).await?;
        db.commit().await?;
        Ok(())
    }
}
