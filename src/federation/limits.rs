//! How often strangers may make us work: bounded in number, whatever they send (T24).

use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use moka::sync::Cache;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::domain::Iri;

/// Hosts and actors that are remembered; those not seen for longest are forgotten first.
const MOST_REMEMBERED: u64 = 10_000;
/// A key that did not fit is fetched again once in this time (`PROTOCOL.md` 2.2, rule 9).
const SAME_KEY: Duration = Duration::from_mins(5);
/// Unknown actors of one host whose keys are fetched in a minute.
const NEW_KEYS_A_MINUTE: u32 = 60;

/// Answers to people's `Join` that are on their way at the same time.
const ANSWERS_AT_ONCE: usize = 32;

/// Refusals that are written down in a minute, of all hosts together.
const NOTES_A_MINUTE: u32 = 60;

/// Counts what was asked for lately. Cheap to clone.
#[derive(Clone, Debug)]
pub(super) struct Limits {
    again: Cache<Iri, ()>,
    by_host: Cache<String, Arc<AtomicU32>>,
    answers: Arc<Semaphore>,
    noted: Cache<(String, u16), ()>,
    notes: Cache<(), Arc<AtomicU32>>,
}

impl Default for Limits {
    fn default() -> Self {
        let minute = Duration::from_mins(1);
        Self {
            again: Cache::builder().max_capacity(MOST_REMEMBERED).time_to_live(SAME_KEY).build(),
            by_host: Cache::builder().max_capacity(MOST_REMEMBERED).time_to_live(minute).build(),
            answers: Arc::new(Semaphore::new(ANSWERS_AT_ONCE)),
            noted: Cache::builder().max_capacity(MOST_REMEMBERED).time_to_live(minute).build(),
            notes: Cache::builder().max_capacity(1).time_to_live(minute).build(),
        }
    }
}

impl Limits {
    /// Whether the key of `actor` may be fetched now; `again` when we know a key that did not fit.
    pub(super) fn may_fetch_key(&self, actor: &Iri, again: bool) -> bool {
        if again {
            return self.again.entry(actor.clone()).or_insert(()).is_fresh();
        }
        let of_host = self.by_host.get_with_by_ref(actor.host(), Arc::default);
        of_host.fetch_add(1, Ordering::Relaxed) < NEW_KEYS_A_MINUTE
    }

    /// Whether a refusal is written down: once a minute for a host and a status, and only so many of
    /// all hosts.
    pub(super) fn may_note(&self, host: &str, status: u16) -> bool {
        self.noted.entry((host.to_owned(), status)).or_insert(()).is_fresh()
            && self.notes.get_with((), Arc::default).fetch_add(1, Ordering::Relaxed)
                < NOTES_A_MINUTE
    }

    /// A place for one more answer on its way, kept until it is dropped; none when there are many.
    pub(super) fn place_for_answer(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.answers).try_acquire_owned().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn actor(host: usize, name: usize) -> Iri {
        Iri::parse(format!("https://host{host}.example/{name}")).unwrap()
    }

    #[test]
    fn a_key_that_did_not_fit_is_fetched_again_once() {
        let limits = Limits::default();
        assert!(limits.may_fetch_key(&actor(1, 1), true));
        assert!(!limits.may_fetch_key(&actor(1, 1), true));
        assert!(limits.may_fetch_key(&actor(1, 2), true));
    }

    #[test]
    fn one_host_cannot_make_us_fetch_without_end_and_delays_no_other() {
        let limits = Limits::default();
        let allowed = (0..1_000).filter(|n| limits.may_fetch_key(&actor(1, *n), false)).count();
        assert_eq!(allowed, NEW_KEYS_A_MINUTE as usize);
        assert!(limits.may_fetch_key(&actor(2, 1), false));
    }

    #[test]
    fn t24_a_hundred_thousand_refusals_are_not_all_written_down() {
        let limits = Limits::default();
        let noted = (0..100_000).filter(|n| limits.may_note(&format!("host{n}.example"), 401));
        assert_eq!(noted.count(), NOTES_A_MINUTE as usize);
        limits.noted.run_pending_tasks();
        assert!(limits.noted.entry_count() <= MOST_REMEMBERED);
    }

    #[test]
    fn t24_a_hundred_thousand_hostile_hosts_are_not_all_remembered() {
        let limits = Limits::default();
        let allowed = (0..100_000).filter(|host| limits.may_fetch_key(&actor(*host, 1), false));
        assert_eq!(allowed.count(), 100_000);
        limits.by_host.run_pending_tasks();
        assert!(limits.by_host.entry_count() <= MOST_REMEMBERED);
    }
}
