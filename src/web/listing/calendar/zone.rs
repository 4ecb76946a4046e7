//! The time zones of a calendar (`VTIMEZONE`, RFC 5545, section 3.6.5): Outlook does not take the name of
//! a zone that the file does not define.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::{OffsetComponents, OffsetName, Tz};

use crate::domain::{Dates, Precision};

/// How far apart one looks for a change of the clocks; no zone has two within a week.
const STRIDE: TimeDelta = TimeDelta::days(7);

/// Longest event, in years, whose end is looked at.
const LONGEST_EVENT: i32 = 2;

/// Whether moments of the zone name it; those of UTC need no definition.
pub(super) fn has_definition(zone: Tz) -> bool {
    !matches!(zone, Tz::UTC | Tz::Etc__UTC | Tz::Etc__UCT | Tz::UCT | Tz::Zulu | Tz::Etc__Zulu)
}

/// Writes the zones of all dates that have a clock, as their clocks go in the years around them.
pub(super) fn write(dates: &[&Dates]) -> String {
    let mut years: BTreeMap<&str, (Tz, BTreeSet<i32>)> = BTreeMap::new();
    let to_the_minute = dates.iter().filter(|dates| dates.precision() == Precision::Time);
    for dates in to_the_minute.filter(|dates| has_definition(dates.zone())) {
        let (first, last) = (dates.local_start().year(), dates.local_end().year());
        let last = last.min(first.saturating_add(LONGEST_EVENT));
        let (_, of_zone) =
            years.entry(dates.zone().name()).or_insert((dates.zone(), BTreeSet::new()));
        of_zone.extend(first.saturating_sub(1)..=last.saturating_add(1));
    }
    years.into_values().map(|(zone, years)| definition(zone, &years)).collect()
}

fn definition(zone: Tz, years: &BTreeSet<i32>) -> String {
    let mut text = format!("BEGIN:VTIMEZONE\r\nTZID:{}\r\n", zone.name());
    for &year in years {
        let (Some(start), Some(end)) = (new_year(year), new_year(year.saturating_add(1))) else {
            continue;
        };
        if !years.contains(&(year - 1)) {
            text.push_str(&observance(zone, start, offset(zone, start)));
        }
        let mut from = start;
        while from < end {
            let to = (from + STRIDE).min(end);
            if offset(zone, from) != offset(zone, to) {
                let change = first_after(zone, from, to);
                text.push_str(&observance(zone, change, offset(zone, from)));
            }
            from = to;
        }
    }
    text.push_str("END:VTIMEZONE\r\n");
    text
}

/// The time that holds from a change of the clocks on; `before` is what held until then.
fn observance(zone: Tz, change: DateTime<Utc>, before: FixedOffset) -> String {
    let now = zone.offset_from_utc_datetime(&change.naive_utc());
    let name = if now.dst_offset() > TimeDelta::zero() { "DAYLIGHT" } else { "STANDARD" };
    let mut text = format!(
        "BEGIN:{name}\r\nDTSTART:{}\r\nTZOFFSETFROM:{}\r\nTZOFFSETTO:{}\r\n",
        change.with_timezone(&before).format("%Y%m%dT%H%M%S"),
        written(before),
        written(now.fix()),
    );
    if let Some(abbreviation) = now.abbreviation() {
        // Writing to a String cannot fail.
        let _ = write!(text, "TZNAME:{abbreviation}\r\n");
    }
    let _ = write!(text, "END:{name}\r\n");
    text
}

/// An offset as section 3.3.14 wants it, with seconds only where there are any.
fn written(offset: FixedOffset) -> String {
    let seconds = offset.local_minus_utc();
    let sign = if seconds < 0 { '-' } else { '+' };
    let (hours, minutes) = (seconds.abs() / 3_600, seconds.abs() / 60 % 60);
    match seconds.abs() % 60 {
        0 => format!("{sign}{hours:02}{minutes:02}"),
        rest => format!("{sign}{hours:02}{minutes:02}{rest:02}"),
    }
}

fn new_year(year: i32) -> Option<DateTime<Utc>> {
    let midnight = NaiveDate::from_ymd_opt(year, 1, 1)?.and_hms_opt(0, 0, 0)?;
    Some(midnight.and_utc())
}

fn offset(zone: Tz, moment: DateTime<Utc>) -> FixedOffset {
    zone.offset_from_utc_datetime(&moment.naive_utc()).fix()
}

/// The first second of another offset than that of `from`, not after `to`.
fn first_after(zone: Tz, mut from: DateTime<Utc>, mut to: DateTime<Utc>) -> DateTime<Utc> {
    let before = offset(zone, from);
    while to - from > TimeDelta::seconds(1) {
        let middle = from + TimeDelta::seconds((to - from).num_seconds() / 2);
        if offset(zone, middle) == before {
            from = middle;
        } else {
            to = middle;
        }
    }
    to
}

#[cfg(test)]
mod tests {
    use super::*;

    fn definition_of(zone: &str) -> String {
        let (start, end) = ("2027-02-09T14:00:00Z", "2027-02-09T15:00:00Z");
        write(&[&Dates::parse(start, end, "time", zone).unwrap()])
    }

    #[test]
    fn the_clocks_of_a_zone_are_told_for_the_years_around() {
        let paris = definition_of("Europe/Paris");
        for change in [
            "BEGIN:STANDARD\r\nDTSTART:20260101T010000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\n",
            "BEGIN:STANDARD\r\nDTSTART:20261025T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\n",
            "BEGIN:DAYLIGHT\r\nDTSTART:20270328T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\n",
        ] {
            assert!(paris.contains(change), "{change}\n{paris}");
        }
        assert_eq!(paris.matches("DTSTART").count(), 7);
    }

    #[test]
    fn a_zone_whose_clocks_never_change_has_one_time() {
        let gao = definition_of("Africa/Bamako");
        assert_eq!(gao.matches("BEGIN:STANDARD").count(), 1, "{gao}");
        assert!(gao.contains("TZOFFSETTO:+0000"), "{gao}");
        assert!(!gao.contains("DAYLIGHT"));
    }

    #[test]
    fn utc_needs_no_definition_nor_do_days() {
        assert_eq!(definition_of("Etc/UTC"), "");
        let days = Dates::parse("2027-05-01", "2027-05-01", "day", "Europe/Paris").unwrap();
        assert_eq!(write(&[&days]), "");
    }
}
