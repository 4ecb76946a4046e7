//! Dates as other software writes them: with or without an offset, as a day, as a number.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeZone};
use chrono_tz::Tz;
use serde_json::Value;

use crate::domain::Timestamp;

/// Date and time with an offset, in the forms that RFC 3339 does not know.
const WITH_OFFSET: [&str; 3] =
    ["%Y-%m-%dT%H:%M:%S%.f%z", "%Y-%m-%d %H:%M:%S%.f%z", "%Y-%m-%dT%H:%M%z"];
/// Date and time without one.
const LOCAL: [&str; 4] =
    ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"];
/// From here on a number is of milliseconds: as seconds it would be after the year 5000.
const MILLISECONDS_FROM: u64 = 100_000_000_000;

/// A moment, or a day as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    Moment(Timestamp),
    Day(NaiveDate),
}

/// The moment that a value stands for, in UTC where it has no offset; of a day its midnight.
pub(in crate::federation::vocabulary) fn of(value: &Value) -> Option<Timestamp> {
    match read(value, chrono_tz::UTC)? {
        Written::Moment(moment) => Some(moment),
        Written::Day(day) => {
            let midnight = day.and_hms_opt(0, 0, 0)?;
            Some(Timestamp(midnight.and_utc().timestamp_millis()))
        }
    }
}

/// What a value stands for; a time without an offset is of `zone`. Nothing outside the years of
/// four digits, in any zone, or it could not be written again.
pub(super) fn read(value: &Value, zone: Tz) -> Option<Written> {
    let written = match value {
        Value::Number(number) => of_number(number.as_i64()?)?,
        Value::String(text) => of_text(text.trim(), zone)?,
        _ => return None,
    };
    let year = match written {
        Written::Moment(moment) => moment.to_utc().year(),
        Written::Day(day) => day.year(),
    };
    (1..9_999).contains(&year).then_some(written)
}

fn of_number(number: i64) -> Option<Written> {
    let millis =
        if number.unsigned_abs() < MILLISECONDS_FROM { number.checked_mul(1_000)? } else { number };
    Some(Written::Moment(Timestamp(millis)))
}

fn of_text(text: &str, zone: Tz) -> Option<Written> {
    // The longest form that is read has about forty characters.
    if text.len() > 64 {
        return None;
    }
    if let Some(moment) = Timestamp::parse(text) {
        return Some(Written::Moment(moment));
    }
    let with_offset = WITH_OFFSET.iter().find_map(|form| DateTime::parse_from_str(text, form).ok());
    if let Some(moment) = with_offset.or_else(|| DateTime::parse_from_rfc2822(text).ok()) {
        return Some(Written::Moment(Timestamp(moment.timestamp_millis())));
    }
    let local = text.strip_suffix(['Z', 'z']);
    let (local, zone) = local.map_or((text, zone), |local| (local, chrono_tz::UTC));
    let local = LOCAL.iter().find_map(|form| NaiveDateTime::parse_from_str(local, form).ok());
    if let Some(moment) = local.and_then(|local| zone.from_local_datetime(&local).earliest()) {
        return Some(Written::Moment(Timestamp(moment.timestamp_millis())));
    }
    if let Ok(day) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
        return Some(Written::Day(day));
    }
    text.parse().ok().and_then(of_number)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_moment_is_read_in_each_form_in_which_it_is_written() {
        let expected = Some(Written::Moment(Timestamp(1_820_772_000_000)));
        for value in [
            json!("2027-09-12T18:00:00Z"),
            json!("2027-09-12T20:00:00+02:00"),
            json!("2027-09-12T20:00:00.000000+0200"),
            json!("2027-09-12 20:00:00+0200"),
            json!("2027-09-12T20:00+0200"),
            json!("2027-09-12T20:00:00"),
            json!("2027-09-12 20:00"),
            json!("2027-09-12T18:00Z"),
            json!("Sun, 12 Sep 2027 18:00:00 GMT"),
            json!(1_820_772_000),
            json!(1_820_772_000_000_i64),
            json!("1820772000"),
        ] {
            assert_eq!(read(&value, chrono_tz::Europe::Brussels), expected, "{value}");
        }
    }

    #[test]
    fn a_day_is_a_day_and_nonsense_is_nothing() {
        let day = NaiveDate::from_ymd_opt(2027, 9, 12).map(Written::Day);
        assert_eq!(read(&json!("2027-09-12"), chrono_tz::UTC), day);
        for value in [
            json!("tomorrow"),
            json!("2027-13-40"),
            json!("+262143-01-01T00:00:00Z"),
            json!("9999-12-31T23:59:60Z"),
            json!(i64::MAX),
            json!(i64::MIN),
            json!(1e300),
            json!({"@value": 1}),
            json!("2".repeat(1_000_000)),
        ] {
            assert_eq!(read(&value, chrono_tz::UTC), None, "{value}");
        }
    }
}
