//! On which days of the calendar an event falls, and what the clock shows there.

use chrono::{DateTime, NaiveDate, TimeDelta};
use chrono_tz::Tz;

use crate::domain::{Dates, Precision};

/// An event on the clock of a place: its own, or the one that the reader asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct OnClock {
    pub(super) start: DateTime<Tz>,
    pub(super) end: DateTime<Tz>,
    /// Whether hours and minutes mean anything.
    pub(super) to_the_minute: bool,
}

impl OnClock {
    /// The event on the clock of `zone`, or else of its own place. A whole day has no clock: it is
    /// the day of its own place, wherever one reads of it.
    pub(super) fn new(dates: &Dates, zone: Option<Tz>) -> Self {
        let to_the_minute = dates.precision() == Precision::Time;
        let zone = zone.filter(|_| to_the_minute).unwrap_or(dates.zone());
        Self {
            start: dates.local_start().with_timezone(&zone),
            end: dates.local_end().with_timezone(&zone),
            to_the_minute,
        }
    }

    /// The first day.
    pub(super) fn first(&self) -> NaiveDate {
        self.start.date_naive()
    }

    /// The last day: what ends at midnight does not reach into the day after.
    pub(super) fn last(&self) -> NaiveDate {
        let last_moment = self.end - TimeDelta::milliseconds(1);
        last_moment.date_naive().max(self.first())
    }

    /// Which day of the event a day is, from 1, and how many there are.
    pub(super) fn day_of(&self, day: NaiveDate) -> (i64, i64) {
        let number = |day: NaiveDate| (day - self.first()).num_days() + 1;
        (number(day), number(self.last()))
    }
}

/// Whether an event is known to the day, so that the calendar has a place for it.
pub(super) fn has_days(dates: &Dates) -> bool {
    matches!(dates.precision(), Precision::Time | Precision::Day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(zone: Option<&str>, start: &str, end: &str, precision: &str, own: &str) -> OnClock {
        let dates = Dates::parse(start, end, precision, own).unwrap();
        OnClock::new(&dates, zone.map(|zone| zone.parse().unwrap()))
    }

    fn days(clock: &OnClock) -> (String, String) {
        (clock.first().to_string(), clock.last().to_string())
    }

    #[test]
    fn an_evening_in_recife_is_the_next_day_in_tokyo() {
        let (start, end) = ("2027-09-19T16:00:00-03:00", "2027-09-19T20:00:00-03:00");
        let here = on(None, start, end, "time", "America/Recife");
        assert_eq!(days(&here), ("2027-09-19".into(), "2027-09-19".into()));
        let there = on(Some("Asia/Tokyo"), start, end, "time", "America/Recife");
        assert_eq!(days(&there), ("2027-09-20".into(), "2027-09-20".into()));
        assert_eq!(there.start.format("%H:%M").to_string(), "04:00");
    }

    #[test]
    fn a_zone_may_be_half_an_hour_or_a_quarter_off() {
        let (start, end) = ("2027-02-09T15:00:00+01:00", "2027-02-09T16:30:00+01:00");
        for (zone, shown) in [
            ("Asia/Kolkata", "19:30"),
            ("Asia/Kathmandu", "19:45"),
            ("America/St_Johns", "10:30"),
            ("Africa/Bamako", "14:00"),
        ] {
            let clock = on(Some(zone), start, end, "time", "Europe/Paris");
            assert_eq!(clock.start.format("%H:%M").to_string(), shown, "{zone}");
        }
    }

    #[test]
    fn the_clock_is_right_in_the_night_when_it_changes() {
        // On 28 March 2027 Paris goes from 02:00 to 03:00; the event lasts one hour.
        let (start, end) = ("2027-03-28T01:30:00+01:00", "2027-03-28T03:30:00+02:00");
        let paris = on(None, start, end, "time", "Europe/Paris");
        assert_eq!((paris.end - paris.start).num_minutes(), 60);
        let bamako = on(Some("Africa/Bamako"), start, end, "time", "Europe/Paris");
        assert_eq!(bamako.end.format("%H:%M").to_string(), "01:30");
    }

    #[test]
    fn what_ends_at_midnight_is_over_that_day() {
        let (start, end) = ("2027-09-18T20:00:00+02:00", "2027-09-19T00:00:00+02:00");
        let night = on(None, start, end, "time", "Europe/Paris");
        assert_eq!(night.last(), night.first());
        let longer = on(None, start, "2027-09-19T00:30:00+02:00", "time", "Europe/Paris");
        assert_eq!(longer.day_of("2027-09-19".parse().unwrap()), (2, 2));
    }

    #[test]
    fn whole_days_are_those_of_the_place_wherever_one_reads() {
        let days_of =
            |zone| days(&on(zone, "2023-11-08", "2023-11-09", "day", "America/Sao_Paulo"));
        assert_eq!(days_of(Some("Asia/Tokyo")), days_of(None));
        assert_eq!(days_of(None), ("2023-11-08".into(), "2023-11-09".into()));
    }

    #[test]
    fn a_month_or_a_year_has_no_place_among_the_days() {
        let dates = |start, precision| Dates::parse(start, start, precision, "UTC").unwrap();
        assert!(has_days(&dates("2027-02-09", "day")));
        assert!(!has_days(&dates("2027-02", "month")) && !has_days(&dates("2027", "year")));
    }
}
