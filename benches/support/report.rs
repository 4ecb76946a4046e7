//! How a measurement is told: what was measured, and how much of its limit that is.

use std::time::Duration;

/// Says what something took, and what it may take.
pub(crate) fn took(what: &str, taken: Duration, limit: Duration) {
    let share = taken.as_secs_f64() / limit.as_secs_f64();
    println!("{what}: {taken:.3?}, {share:.2} of the limit of {limit:.3?}");
}

/// Says what was measured, for which there is no limit.
pub(crate) fn part(what: &str, taken: Duration) {
    println!("    {what}: {taken:.3?}");
}
