//! How long to wait before a delivery is tried again, and when to give up.

use super::Timestamp;

/// After a week without an answer a delivery is dropped; the catalogue heals the gap.
pub const GIVE_UP_AFTER_SECONDS: i64 = 7 * 24 * 3_600;

/// First wait after a failure, in seconds.
const FIRST_WAIT: i64 = 30;
/// Longest wait between two tries, in seconds.
const LONGEST_WAIT: i64 = 24 * 3_600;

/// When to try a peer again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backoff {
    /// Tries that failed in a row, the last one included.
    pub failures: i64,
    /// What the peer asked for with `Retry-After`, in seconds.
    pub asked_for: Option<i64>,
}

impl Backoff {
    /// The moment of the next try: 30 s · 3^n up to a day, or what the peer asked for up to a day,
    /// and up to a fifth more by `chance` (0 to 1) so that peers are not all tried at once.
    #[must_use]
    pub fn next_try(self, now: Timestamp, chance: f64) -> Timestamp {
        let exponent = u32::try_from((self.failures - 1).clamp(0, 10)).unwrap_or_default();
        let grown = FIRST_WAIT.saturating_mul(3_i64.saturating_pow(exponent));
        let wait = self.asked_for.unwrap_or(grown).clamp(1, LONGEST_WAIT);
        #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "≤ a day")]
        let jitter = (wait as f64 * 200.0 * chance.clamp(0.0, 1.0)) as i64;
        Timestamp(now.plus_seconds(wait).0 + jitter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_grows_threefold_up_to_a_day() {
        let wait =
            |failures| Backoff { failures, asked_for: None }.next_try(Timestamp(0), 0.0).0 / 1_000;
        assert_eq!([1, 2, 3, 4].map(wait), [30, 90, 270, 810]);
        assert_eq!(wait(60), 86_400);
    }

    #[test]
    fn a_peer_may_ask_for_a_day_at_most() {
        let wait = |asked| {
            let backoff = Backoff { failures: 1, asked_for: Some(asked) };
            backoff.next_try(Timestamp(0), 0.0).0 / 1_000
        };
        assert_eq!([120, 10_000_000, -5].map(wait), [120, 86_400, 1]);
    }

    #[test]
    fn chance_adds_a_fifth_at_most() {
        let backoff = Backoff { failures: 1, asked_for: None };
        assert_eq!(backoff.next_try(Timestamp(0), 1.0).0, 36_000);
    }
}
