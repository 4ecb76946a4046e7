//! How long ago something was, and how soon it will be, as one says it.

use crate::domain::Timestamp;

/// `3 minutes ago`.
pub(super) fn ago(now: Timestamp, then: Timestamp) -> String {
    match now.seconds_since(then) {
        ..=1 => "just now".to_owned(),
        seconds => format!("{} ago", span(seconds)),
    }
}

/// `in 3 minutes`.
pub(super) fn until(now: Timestamp, then: Timestamp) -> String {
    match then.seconds_since(now) {
        ..=1 => "now".to_owned(),
        seconds => format!("in {}", span(seconds)),
    }
}

/// The largest unit of which there are at least two.
fn span(seconds: i64) -> String {
    let units = [(86_400, "days"), (3_600, "hours"), (60, "minutes")];
    let (length, name) =
        units.into_iter().find(|(length, _)| seconds >= 2 * length).unwrap_or((1, "seconds"));
    format!("{} {name}", seconds / length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_said_in_the_largest_unit_that_fits() {
        let now = Timestamp(1_000_000_000);
        let said = |seconds: i64| ago(now, now.plus_seconds(-seconds));
        assert_eq!(
            [0, 2, 119, 120, 7_199, 7_200, 172_800].map(said),
            [
                "just now",
                "2 seconds ago",
                "119 seconds ago",
                "2 minutes ago",
                "119 minutes ago",
                "2 hours ago",
                "2 days ago"
            ]
        );
        assert_eq!(until(now, now.plus_seconds(180)), "in 3 minutes");
        assert_eq!(until(now, now.plus_seconds(-180)), "now");
    }
}
