//! One typed identifier per kind of thing, and where new ones come from.

use std::sync::atomic::{AtomicI64, Ordering};

use serde::{Deserialize, Serialize};

use super::Timestamp;

/// Declares an identifier as its own type, so that ids of different things cannot be mixed up.
macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl $name {
            /// When it was made, to the millisecond.
            #[must_use]
            pub fn made_at(self) -> Timestamp {
                Timestamp(self.0 >> COUNTER_BITS)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::num::ParseIntError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )*};
}

id! {
    /// Identifies an [`Actor`](super::Actor), of this node or of another.
    ActorId,
    /// Identifies a [`Sheet`](super::Sheet), published here or held as a copy.
    SheetId,
    /// Identifies an activity that this node has sent.
    ActivityId,
    /// Identifies a [`Peer`](super::Peer).
    PeerId,
    /// Identifies a [`Place`](super::Place).
    PlaceId,
    /// Identifies a [`Draft`](super::Draft).
    DraftId,
    /// Identifies someone who may sign in.
    UserId,
}

/// Bits below the milliseconds: 2^16 ids in the same millisecond.
const COUNTER_BITS: u32 = 16;

/// Makes ids that are decimal, grow with time and fit in 63 bits (`MASTODON_API.md`, section 0).
///
/// An id is the milliseconds since 1970 followed by 16 bits. Two sources that run at once (two
/// processes on one `PostgreSQL`) start at different random `offset`s, so that they rarely meet;
/// the primary key catches them when they do.
#[derive(Debug)]
pub struct IdSource {
    last: AtomicI64,
    offset: i64,
}

impl IdSource {
    /// A source whose first id of a millisecond ends in `offset` (taken modulo 2^16).
    #[must_use]
    pub fn new(offset: u16) -> Self {
        Self { last: AtomicI64::new(0), offset: i64::from(offset) }
    }

    /// The next id: later than every earlier one, even when the clock stands still or steps back.
    pub fn next(&self, now: Timestamp) -> i64 {
        let fresh = (now.0.max(0) << COUNTER_BITS) | self.offset;
        let mut last = self.last.load(Ordering::Relaxed);
        loop {
            let next = fresh.max(last + 1);
            match self.last.compare_exchange_weak(last, next, Ordering::Relaxed, Ordering::Relaxed)
            {
                Ok(_) => return next,
                Err(seen) => last = seen,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_grow_even_when_the_clock_steps_back() {
        let source = IdSource::new(65_535);
        let ids: Vec<i64> =
            [1_000, 1_000, 999, 0, -5, 1_001].map(|ms| source.next(Timestamp(ms))).to_vec();
        assert!(ids.is_sorted_by(|a, b| a < b), "{ids:?}");
    }

    #[test]
    fn an_id_of_the_year_3000_fits_in_63_bits_and_is_positive() {
        assert!(IdSource::new(65_535).next(Timestamp(32_503_680_000_000)) > 0);
    }
}
