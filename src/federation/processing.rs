//! What was stored is processed: in order, many activities in one commit, each exactly once.

use std::collections::BTreeSet;

use super::{
    Federation, Result,
    copies::{Copies, Ticket},
    incoming::{self, Arrival, Outcome},
    vocabulary::activity::{ActivityKind, Incoming},
};
use crate::store::{
    Writing, peers,
    received::{self, Received},
};

/// Most activities of one commit.
const AT_ONCE: usize = 200;

impl Federation {
    /// Processes the activities that wait; returns how many there were.
    ///
    /// An activity and what follows from it are of one transaction: after a crash it is either
    /// still waiting or wholly done.
    pub async fn process_received(&self) -> Result<usize> {
        self.refresh_blocks().await?;
        let mut done = 0;
        loop {
            match self.process_some(AT_ONCE).await {
                // What arrives from now on calls again.
                Ok(count) if count < AT_ONCE => return Ok(done + count),
                Ok(count) => done += count,
                Err(problem) => {
                    tracing::warn!(%problem, "a batch of activities failed: one by one");
                    done += self.process_one_by_one().await?;
                }
            }
        }
    }

    async fn process_some(&self, limit: usize) -> Result<usize> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let mut db = self.store.write().await?;
        let waiting = received::claim(&mut db, limit).await?;
        if waiting.is_empty() {
            return Ok(0);
        }
        self.blocks().hold(&mut db).await?;
        let hosts: BTreeSet<&str> = waiting.iter().map(|received| received.actor.host()).collect();
        for host in hosts {
            peers::heard_from(&mut db, host, self.clock.now()).await?;
        }
        let mut batch = Batch { federation: self, copies: Copies::default(), handled: vec![] };
        batch.copies.look_up(&mut db, waiting.iter().map(|received| &received.actor)).await?;
        for received in &waiting {
            batch.process(&mut db, received).await?;
        }
        batch.write_copies(&mut db).await?;
        let handled: Vec<(i64, Option<String>)> =
            batch.handled.into_iter().map(|(id, outcome)| (id, outcome.problem())).collect();
        received::finish_batch(&mut db, &handled).await?;
        db.commit().await?;
        Ok(waiting.len())
    }

    /// Gets past an activity whose values the store cannot take: it alone is set aside. Whatever
    /// else fails may pass, and the activity waits for that.
    async fn process_one_by_one(&self) -> Result<usize> {
        match self.process_some(1).await {
            Ok(count) => Ok(count),
            Err(problem) if !problem.is_lasting() => Err(problem),
            Err(problem) => {
                let mut db = self.store.write().await?;
                let waiting = received::claim(&mut db, 1).await?;
                let reason = problem.to_string();
                let refused: Vec<_> =
                    waiting.iter().map(|received| (received.id, Some(reason.clone()))).collect();
                received::finish_batch(&mut db, &refused).await?;
                db.commit().await?;
                Ok(refused.len())
            }
        }
    }
}

/// Activities that are processed in one transaction.
struct Batch<'a> {
    federation: &'a Federation,
    copies: Copies,
    handled: Vec<(i64, Handled)>,
}

/// What became of an activity of a batch.
enum Handled {
    /// It has been done.
    Done,
    /// It changed nothing.
    Refused(String),
    /// Its copy is still to be written.
    Copy(Ticket),
}

impl Handled {
    fn problem(self) -> Option<String> {
        match self {
            Self::Done | Self::Copy(_) => None,
            Self::Refused(reason) => Some(reason),
        }
    }
}

impl Batch<'_> {
    async fn process(&mut self, db: &mut Writing, received: &Received) -> Result<()> {
        let document = serde_json::from_str(&received.body).unwrap_or_default();
        // The block may be younger than the activity.
        let is_blocked = self.federation.blocks().are_named_by(&document);
        let handled = match Incoming::read(document) {
            Ok(_) if is_blocked => Handled::Refused("it names a blocked host".to_owned()),
            Ok(activity) => self.receive(db, &activity).await?,
            Err(problem) => Handled::Refused(problem.to_string()),
        };
        self.handled.push((received.id, handled));
        Ok(())
    }

    async fn receive(&mut self, db: &mut Writing, activity: &Incoming) -> Result<Handled> {
        // What is not a new copy may change who is followed, or what a copy means: it has to find
        // everything that came before it.
        if !matches!(activity.kind, Some(ActivityKind::Create | ActivityKind::Update)) {
            self.write_copies(db).await?;
        }
        let (federation, copies) = (self.federation, &mut self.copies);
        let now = federation.clock.now();
        let mut arrival = Arrival { federation, activity, copies, now };
        Ok(match incoming::receive(db, &mut arrival).await? {
            Outcome::Done => Handled::Done,
            Outcome::Ignored(reason) => Handled::Refused(reason.to_owned()),
            Outcome::Refused(reason) => Handled::Refused(reason),
            Outcome::Copy(ticket) => Handled::Copy(ticket),
        })
    }

    async fn write_copies(&mut self, db: &mut Writing) -> Result<()> {
        let news = self.copies.write(db, self.federation).await?;
        for (_, handled) in &mut self.handled {
            if let Handled::Copy(ticket) = *handled {
                *handled = if ticket.is_news(&news) {
                    Handled::Done
                } else {
                    Handled::Refused("no news".to_owned())
                };
            }
        }
        Ok(())
    }
}
