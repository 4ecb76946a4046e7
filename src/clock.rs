//! What time it is: the only caller of the system clock.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{SystemTime, UNIX_EPOCH},
};

use crate::domain::Timestamp;

/// A clock that a node reads; tests hold a still one. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Clock(Option<Arc<AtomicI64>>);

impl Clock {
    /// The clock of this machine.
    #[must_use]
    pub fn system() -> Self {
        Self(None)
    }

    /// A clock that shows `moment` until it is moved.
    #[must_use]
    pub fn still(moment: Timestamp) -> Self {
        Self(Some(Arc::new(AtomicI64::new(moment.0))))
    }

    /// The current moment.
    #[must_use]
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the clock that all others are told to use"
    )]
    pub fn now(&self) -> Timestamp {
        if let Some(shown) = &self.0 {
            return Timestamp(shown.load(Ordering::Relaxed));
        }
        let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Timestamp(i64::try_from(since_1970.as_millis()).unwrap_or(i64::MAX))
    }

    /// Moves a still clock forward, and with it all its clones; the machine's clock stays.
    pub fn advance(&self, seconds: i64) {
        if let Some(shown) = &self.0 {
            shown.fetch_add(seconds * 1_000, Ordering::Relaxed);
        }
    }
}
