//! Whether an actor that says it moved is known at its new address too (FEP-7628).

use super::{Federation, FederationError, Result, fetch::FetchError, vocabulary::actor};
use crate::{
    domain::{Backoff, Iri, MoveState, ProposedMove},
    store::moves,
};

/// An actor that has moved is not believed that it moved again for so many seconds.
pub const MOVE_AGAIN_AFTER_SECONDS: i64 = 7 * 24 * 3_600;
/// Tries before a new address that does not answer counts as one that does not agree.
const MOST_TRIES: i64 = 8;
/// A worker that has not finished by then is taken for dead.
const LEASE_SECONDS: i64 = 120;

/// What the two addresses of a move say.
enum Verdict {
    Agreed,
    Refused(&'static str),
}

impl Federation {
    /// Asks the new address of each actor that said it moved whether it is known there; returns how
    /// many moves were looked at. What both agree on is then proposed to the operator.
    pub async fn check_moves(&self) -> Result<usize> {
        let now = self.clock.now();
        let mut db = self.store.write().await?;
        let unchecked =
            moves::claim_unchecked(&mut db, now, now.plus_seconds(LEASE_SECONDS)).await?;
        db.commit().await?;
        for proposed in &unchecked {
            self.check_move(proposed).await?;
        }
        Ok(unchecked.len())
    }

    async fn check_move(&self, proposed: &ProposedMove) -> Result<()> {
        let ProposedMove { actor, target, tries, .. } = proposed;
        let verdict = self.agree(actor, target).await;
        let mut db = self.store.write().await?;
        match verdict {
            Ok(Verdict::Agreed) => {
                tracing::info!(%actor, %target, "an actor that we follow has moved");
                moves::set_state(&mut db, actor, MoveState::Proposed, None).await?;
            }
            Ok(Verdict::Refused(reason)) => {
                moves::set_state(&mut db, actor, MoveState::Refused, Some(reason)).await?;
            }
            Err(problem) if problem.is_temporary() && *tries < MOST_TRIES => {
                let backoff = Backoff { failures: *tries, asked_for: problem.retry_after() };
                let due = backoff.next_try(self.clock.now(), self.fraction());
                moves::postpone(&mut db, actor, due).await?;
            }
            Err(problem) => {
                let reason = problem.to_string();
                moves::set_state(&mut db, actor, MoveState::Refused, Some(&reason)).await?;
            }
        }
        db.commit().await?;
        Ok(())
    }

    /// Whether the new address names the old one as its own, and the old one, if it still answers,
    /// the new one.
    async fn agree(&self, old: &Iri, new: &Iri) -> Result<Verdict> {
        let target = self.fetch_object(new).await?;
        if !actor::aliases(&target).contains(old) {
            return Ok(Verdict::Refused("the new address does not name the old one as its own"));
        }
        match self.fetch_object(old).await {
            Ok(document) if actor::moved_to(&document).as_ref() != Some(new) => {
                Ok(Verdict::Refused("the old address names another one, or none"))
            }
            // The old node may be gone by now: it signed the Move.
            Ok(_) | Err(FederationError::Fetch(FetchError::Gone | FetchError::Missing)) => {
                Ok(Verdict::Agreed)
            }
            Err(problem) if problem.is_temporary() => Ok(Verdict::Agreed),
            Err(problem) => Err(problem),
        }
    }
}
