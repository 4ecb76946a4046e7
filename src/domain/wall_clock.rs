//! Dates and times as calendars and tables of others write them: on the clock of a wall somewhere.

use chrono::{
    DateTime, Datelike, Days, FixedOffset, LocalResult, NaiveDate, NaiveDateTime, SecondsFormat,
    TimeDelta, TimeZone, Utc,
};
use chrono_tz::{TZ_VARIANTS, Tz};

use super::Timestamp;

/// The years that can be written with four digits (RFC 3339); others end where no clock can show them.
const YEARS: std::ops::RangeInclusive<i32> = 1..=9_999;

/// The zones of Windows that have territories of ours in them, by the names that Outlook writes
/// (Unicode CLDR, `windowsZones`, territory 001).
const OF_WINDOWS: [(&str, &str); 38] = [
    ("argentina standard time", "America/Argentina/Buenos_Aires"),
    ("aus eastern standard time", "Australia/Sydney"),
    ("bahia standard time", "America/Bahia"),
    ("canada central standard time", "America/Regina"),
    ("central america standard time", "America/Guatemala"),
    ("central europe standard time", "Europe/Budapest"),
    ("central european standard time", "Europe/Warsaw"),
    ("central standard time", "America/Chicago"),
    ("central standard time (mexico)", "America/Mexico_City"),
    ("e. africa standard time", "Africa/Nairobi"),
    ("e. south america standard time", "America/Sao_Paulo"),
    ("eastern standard time", "America/New_York"),
    ("egypt standard time", "Africa/Cairo"),
    ("fle standard time", "Europe/Kiev"),
    ("gmt standard time", "Europe/London"),
    ("greenwich standard time", "Atlantic/Reykjavik"),
    ("gtb standard time", "Europe/Bucharest"),
    ("india standard time", "Asia/Kolkata"),
    ("israel standard time", "Asia/Jerusalem"),
    ("jordan standard time", "Asia/Amman"),
    ("libya standard time", "Africa/Tripoli"),
    ("middle east standard time", "Asia/Beirut"),
    ("morocco standard time", "Africa/Casablanca"),
    ("mountain standard time", "America/Denver"),
    ("pacific sa standard time", "America/Santiago"),
    ("pacific standard time", "America/Los_Angeles"),
    ("romance standard time", "Europe/Paris"),
    ("russian standard time", "Europe/Moscow"),
    ("sa eastern standard time", "America/Cayenne"),
    ("sa pacific standard time", "America/Bogota"),
    ("sa western standard time", "America/La_Paz"),
    ("south africa standard time", "Africa/Johannesburg"),
    ("syria standard time", "Asia/Damascus"),
    ("tokyo standard time", "Asia/Tokyo"),
    ("turkey standard time", "Europe/Istanbul"),
    ("utc", "Etc/UTC"),
    ("w. central africa standard time", "Africa/Lagos"),
    ("w. europe standard time", "Europe/Berlin"),
];

/// The IANA zone that a name of a zone means: an IANA name, also at the end of a longer one as old
/// software writes it, or a name of Windows.
#[must_use]
pub fn zone_named(name: &str) -> Option<&'static str> {
    let name = name.trim_matches(['"', ' ']);
    let by_iana = |name: &str| {
        let mut names = TZ_VARIANTS.iter().map(|zone| zone.name());
        names.find(|known| known.eq_ignore_ascii_case(name))
    };
    let at_the_end = || {
        let slashes = name.rmatch_indices('/').take(3);
        slashes.filter_map(|(at, _)| by_iana(&name[at + 1..])).last()
    };
    let of_windows = || {
        let name = name.to_lowercase();
        OF_WINDOWS.iter().find(|(known, _)| *known == name).map(|(_, zone)| *zone)
    };
    by_iana(name).or_else(of_windows).or_else(at_the_end)
}

/// The moment at which the clock of `zone` shows `local`, such as `20270209T150000` or
/// `2027-02-09 15:00`, with its offset; the first one where it shows it twice, the next one where it
/// skips it. `None` when it is no date and time.
#[must_use]
pub fn on_the_clock(local: &str, zone: &str) -> Option<String> {
    let zone: Tz = zone.parse().ok()?;
    let local = naive(local)?;
    let hours = (0..4).filter_map(|hours| local.checked_add_signed(TimeDelta::hours(hours)));
    let moment = hours.map(|local| zone.from_local_datetime(&local)).find_map(|at| match at {
        LocalResult::Single(moment) | LocalResult::Ambiguous(moment, _) => Some(moment),
        LocalResult::None => None,
    })?;
    Some(moment.to_rfc3339_opts(SecondsFormat::AutoSi, false))
}

/// A moment of UTC such as `20270209T140000Z`, or of any offset such as `2027-02-09T15:00+01:00`, as
/// the clock of `zone` shows it.
#[must_use]
pub fn at_moment(text: &str, zone: &str) -> Option<String> {
    let zone: Tz = zone.parse().ok()?;
    let in_utc = || naive(text.strip_suffix('Z')?).map(|local| Utc.from_utc_datetime(&local));
    let without_seconds = || DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M%:z").ok();
    let moment: DateTime<FixedOffset> = DateTime::parse_from_rfc3339(text)
        .ok()
        .or_else(without_seconds)
        .or_else(|| in_utc().map(|moment| moment.fixed_offset()))
        .filter(|moment| YEARS.contains(&moment.year()))?;
    Some(moment.with_timezone(&zone).to_rfc3339_opts(SecondsFormat::AutoSi, false))
}

/// A day such as `20270209` or `2027-02-09`, `days` later, as we write it.
#[must_use]
pub fn day(text: &str, days: i64) -> Option<String> {
    let day = NaiveDate::parse_from_str(text, "%Y%m%d")
        .or_else(|_| NaiveDate::parse_from_str(text, "%Y-%m-%d"))
        .ok()?;
    let moved = match u64::try_from(days) {
        Ok(days) => day.checked_add_days(Days::new(days)),
        Err(_) => day.checked_sub_days(Days::new(days.unsigned_abs())),
    };
    moved.map(|day| day.format("%Y-%m-%d").to_string())
}

/// How many seconds a duration of iCalendar takes: `PT1H30M`, `P2D`, `P1W` (RFC 5545, section 3.3.6).
#[must_use]
pub fn duration_seconds(text: &str) -> Option<i64> {
    let text = text.trim_start_matches('+').strip_prefix('P')?;
    let (mut seconds, mut number, mut in_time) = (0_i64, String::new(), false);
    for c in text.chars() {
        let unit = match (c, in_time) {
            ('0'..='9', _) => {
                number.push(c);
                continue;
            }
            ('T', false) => {
                in_time = true;
                continue;
            }
            ('W', false) => 7 * 86_400,
            ('D', false) => 86_400,
            ('H', true) => 3_600,
            ('M', true) => 60,
            ('S', true) => 1,
            _ => return None,
        };
        let count: i64 = number.parse().ok()?;
        seconds = seconds.checked_add(count.checked_mul(unit)?)?;
        number.clear();
    }
    number.is_empty().then_some(seconds)
}

/// The moment `seconds` after `moment`, on the same clock.
#[must_use]
pub fn later(moment: &str, seconds: i64) -> Option<String> {
    let moment = DateTime::parse_from_rfc3339(moment).ok()?;
    let later = moment.checked_add_signed(TimeDelta::try_seconds(seconds)?)?;
    Some(later.to_rfc3339_opts(SecondsFormat::AutoSi, false))
}

/// Whether a date or a moment of a record lies before `now`; a day, month or year ends with itself.
#[must_use]
pub fn is_over(date: &str, now: Timestamp) -> bool {
    match Timestamp::parse(date) {
        Some(moment) => moment < now,
        None => date < &now.to_utc().format("%Y-%m-%d").to_string()[..date.len().min(10)],
    }
}

fn naive(text: &str) -> Option<NaiveDateTime> {
    const FORMS: [&str; 6] = [
        "%Y%m%dT%H%M%S",
        "%Y%m%dT%H%M",
        "%Y-%m-%dT%H:%M:%S",
        "%Y-%m-%dT%H:%M",
        "%Y-%m-%d %H:%M:%S",
        "%Y-%m-%d %H:%M",
    ];
    let read = FORMS.iter().find_map(|form| NaiveDateTime::parse_from_str(text, form).ok());
    read.filter(|read| YEARS.contains(&read.year()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_that_no_clock_shows_is_no_date() {
        for zone in ["America/Recife", "Pacific/Kiritimati"] {
            assert_eq!(on_the_clock("+262142-12-31T23:59:59", zone), None);
            assert_eq!(on_the_clock("-262143-01-01T00:00:00", zone), None);
            assert_eq!(at_moment("+262142-12-31T23:59:59Z", zone), None);
            assert!(on_the_clock("9999-12-31T23:59:59", zone).is_some());
        }
    }

    #[test]
    fn a_zone_is_known_by_all_its_names() {
        for (name, zone) in [
            ("Europe/Paris", Some("Europe/Paris")),
            ("europe/paris", Some("Europe/Paris")),
            ("Romance Standard Time", Some("Europe/Paris")),
            ("/citadel.org/20210210_1/America/Sao_Paulo", Some("America/Sao_Paulo")),
            (
                "/freeassociation.sourceforge.net/America/Argentina/Buenos_Aires",
                Some("America/Argentina/Buenos_Aires"),
            ),
            ("\"W. Europe Standard Time\"", Some("Europe/Berlin")),
            ("Customized Time Zone", None),
        ] {
            assert_eq!(zone_named(name), zone, "{name}");
        }
        for (_, zone) in OF_WINDOWS {
            assert_eq!(zone_named(zone), Some(zone));
        }
    }

    #[test]
    fn a_clock_on_a_wall_shows_a_moment() {
        let in_paris = |local| on_the_clock(local, "Europe/Paris");
        assert_eq!(in_paris("20270209T150000").unwrap(), "2027-02-09T15:00:00+01:00");
        assert_eq!(in_paris("2027-07-09 15:00").unwrap(), "2027-07-09T15:00:00+02:00");
        assert_eq!(in_paris("20270328T023000").unwrap(), "2027-03-28T03:30:00+02:00");
        assert_eq!(in_paris("20271031T023000").unwrap(), "2027-10-31T02:30:00+02:00");
        assert_eq!(in_paris("09/02/2027 15:00"), None);
        assert_eq!(
            at_moment("20270209T140000Z", "America/Recife").unwrap(),
            "2027-02-09T11:00:00-03:00"
        );
        assert_eq!(
            at_moment("2027-02-09T15:00+01:00", "Europe/Lisbon").unwrap(),
            "2027-02-09T14:00:00+00:00"
        );
    }

    #[test]
    fn days_and_durations_are_counted() {
        assert_eq!(day("20270301", -1).unwrap(), "2027-02-28");
        assert_eq!(day("2027-12-31", 1).unwrap(), "2028-01-01");
        assert_eq!(day("2027-02-30", 0), None);
        assert_eq!(duration_seconds("P1DT2H30M"), Some(95_400));
        assert_eq!(duration_seconds("P1W"), Some(604_800));
        assert_eq!(duration_seconds("PT1X"), None);
        assert_eq!(duration_seconds("P99999999999999999W"), None);
        assert_eq!(later("2027-02-09T15:00:00+01:00", 5_400).unwrap(), "2027-02-09T16:30:00+01:00");
    }

    #[test]
    fn a_day_is_over_when_the_next_has_begun() {
        let now = Timestamp::parse("2027-02-09T12:00:00Z").unwrap();
        for (date, over) in [
            ("2027-02-08", true),
            ("2027-02-09", false),
            ("2027-02", false),
            ("2027-01", true),
            ("2026", true),
            ("2027-02-09T11:59:00Z", true),
        ] {
            assert_eq!(is_over(date, now), over, "{date}");
        }
    }
}
