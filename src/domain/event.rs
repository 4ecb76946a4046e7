//! When and where people meet.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, LocalResult, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeZone};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::{Broken, Language, Rule, Timestamp};

/// What an event has that other sheets have not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// One of the event kinds of the taxonomy.
    pub kind: String,
    /// `held`, `announced` or `example`.
    pub status: String,
    /// Called off; it stays in the calendar so that people see it.
    #[serde(default)]
    pub cancelled: bool,
    /// When.
    pub dates: Dates,
    /// Whether one can take part from afar.
    #[serde(default)]
    pub online: bool,
    /// Who invites.
    #[serde(default)]
    pub organisers: Vec<Organiser>,
    /// Languages spoken there.
    #[serde(default)]
    pub languages: Vec<Language>,
    /// Practices that it is about: slugs or addresses.
    #[serde(default)]
    pub practices: Vec<String>,
    /// Calls that it is about: slugs or addresses.
    #[serde(default)]
    pub calls: Vec<String>,
    /// Counts once it is over: `participants`, `countries`.
    #[serde(default)]
    pub figures: BTreeMap<String, i64>,
}

/// Who invites to an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organiser {
    /// The name as it is to be shown.
    pub name: String,
    /// Handle of the territory or organisation, when the directory has it.
    #[serde(default)]
    pub territory: Option<String>,
}

/// How precisely the dates of an event are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// To the minute.
    Time,
    /// Days, the last one included.
    Day,
    /// Months, the last one included.
    Month,
    /// Years, the last one included.
    Year,
}

impl Precision {
    /// The precision as it stands in data and on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Time => "time",
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}

/// When an event takes place, in the time zone of its place.
///
/// A day, month or year is an inclusive local value: it starts at its first local midnight and ends
/// with its last second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "WrittenDates", into = "WrittenDates")]
pub struct Dates {
    starts_at: Timestamp,
    ends_at: Timestamp,
    precision: Precision,
    zone: Tz,
}

impl Dates {
    /// Reads dates as people write them: `2026-05-31T14:00:00+02:00` for a time, `2026-05-31`,
    /// `2026-05` and `2026` for a day, month and year in the given zone.
    pub fn parse(start: &str, end: &str, precision: &str, zone: &str) -> Result<Self, Broken> {
        let zone: Tz = zone.parse().map_err(|_| {
            let form = "an IANA time zone such as Europe/Paris";
            Broken::new("timezone", Rule::Malformed { value: zone.to_owned(), form })
        })?;
        let precision = match precision {
            "time" => Precision::Time,
            "day" => Precision::Day,
            "month" => Precision::Month,
            "year" => Precision::Year,
            other => {
                let form = "time, day, month or year";
                let rule = Rule::Malformed { value: other.to_owned(), form };
                return Err(Broken::new("date_precision", rule));
            }
        };
        let starts_at = first_moment(start, precision, zone)
            .ok_or_else(|| Broken::new("start", malformed_date(start, precision)))?;
        let ends_at = last_moment(end, precision, zone)
            .ok_or_else(|| Broken::new("end", malformed_date(end, precision)))?;
        Self::new(starts_at, ends_at, precision, zone)
    }

    /// Dates from two moments: the end never precedes the start, and is later when the precision
    /// is time.
    pub fn new(
        starts_at: Timestamp,
        ends_at: Timestamp,
        precision: Precision,
        zone: Tz,
    ) -> Result<Self, Broken> {
        if ends_at < starts_at || (precision == Precision::Time && ends_at == starts_at) {
            return Err(Broken::new("end", Rule::EndsTooEarly));
        }
        Ok(Self { starts_at, ends_at, precision, zone })
    }

    /// The first moment.
    #[must_use]
    pub fn starts_at(&self) -> Timestamp {
        self.starts_at
    }

    /// The last moment; of a day, month or year its last second.
    #[must_use]
    pub fn ends_at(&self) -> Timestamp {
        self.ends_at
    }

    /// How precise they are.
    #[must_use]
    pub fn precision(&self) -> Precision {
        self.precision
    }

    /// The IANA time zone of the place.
    #[must_use]
    pub fn zone(&self) -> Tz {
        self.zone
    }

    /// The start as the clock of the place shows it.
    #[must_use]
    pub fn local_start(&self) -> DateTime<Tz> {
        self.starts_at.to_utc().with_timezone(&self.zone)
    }

    /// The end as the clock of the place shows it.
    #[must_use]
    pub fn local_end(&self) -> DateTime<Tz> {
        self.ends_at.to_utc().with_timezone(&self.zone)
    }

    /// Start and end as people write them: what [`Dates::parse`] reads.
    #[must_use]
    pub fn written(&self) -> (String, String) {
        let write = |local: DateTime<Tz>| match self.precision {
            Precision::Time => local.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, false),
            Precision::Day => local.format("%Y-%m-%d").to_string(),
            Precision::Month => local.format("%Y-%m").to_string(),
            Precision::Year => local.format("%Y").to_string(),
        };
        (write(self.local_start()), write(self.local_end()))
    }
}

/// Dates as they are kept and exported.
#[derive(Serialize, Deserialize)]
struct WrittenDates {
    start: String,
    end: String,
    precision: Precision,
    timezone: String,
}

impl From<Dates> for WrittenDates {
    fn from(dates: Dates) -> Self {
        let (start, end) = dates.written();
        Self { start, end, precision: dates.precision, timezone: dates.zone.name().to_owned() }
    }
}

impl TryFrom<WrittenDates> for Dates {
    type Error = Broken;

    fn try_from(written: WrittenDates) -> Result<Self, Broken> {
        let WrittenDates { start, end, precision, timezone } = written;
        Self::parse(&start, &end, precision.as_str(), &timezone)
    }
}

fn malformed_date(value: &str, precision: Precision) -> Rule {
    let form = match precision {
        Precision::Time => "a date and time with its offset, such as 2026-05-31T14:00:00+02:00",
        Precision::Day => "a day such as 2026-05-31",
        Precision::Month => "a month such as 2026-05",
        Precision::Year => "a year such as 2026",
    };
    Rule::Malformed { value: value.to_owned(), form }
}

fn first_moment(text: &str, precision: Precision, zone: Tz) -> Option<Timestamp> {
    if precision == Precision::Time {
        return Timestamp::parse(text);
    }
    let (first, written) = parse_partial_date(text)?;
    (written == precision).then(|| start_of_day(first, zone))
}

fn last_moment(text: &str, precision: Precision, zone: Tz) -> Option<Timestamp> {
    if precision == Precision::Time {
        return Timestamp::parse(text);
    }
    let (first, written) = parse_partial_date(text)?;
    let after = match precision {
        Precision::Month => first.checked_add_months(Months::new(1))?,
        Precision::Year => first.checked_add_months(Months::new(12))?,
        Precision::Day | Precision::Time => first.checked_add_days(Days::new(1))?,
    };
    (written == precision).then(|| start_of_day(after, zone).plus_seconds(-1))
}

/// The first day of a year, month or day, and which of them it is.
pub(super) fn parse_partial_date(text: &str) -> Option<(NaiveDate, Precision)> {
    let digits = |part: &str, length: usize| {
        (part.len() == length && part.bytes().all(|b| b.is_ascii_digit()))
            .then(|| part.parse::<u32>().ok())
            .flatten()
    };
    let parts: Vec<&str> = text.split('-').collect();
    let year = i32::try_from(digits(parts.first()?, 4)?).ok()?;
    let (month, day, precision) = match parts[..] {
        [_] => (1, 1, Precision::Year),
        [_, month] => (digits(month, 2)?, 1, Precision::Month),
        [_, month, day] => (digits(month, 2)?, digits(day, 2)?, Precision::Day),
        _ => return None,
    };
    NaiveDate::from_ymd_opt(year, month, day).map(|date| (date, precision))
}

/// Local midnight; where the clocks skip it, the first moment of that day.
fn start_of_day(day: NaiveDate, zone: Tz) -> Timestamp {
    let midnight = NaiveDateTime::new(day, NaiveTime::MIN);
    let skipped = (0..4).map(|hours| midnight + chrono::TimeDelta::hours(hours));
    let local =
        skipped.map(|local| zone.from_local_datetime(&local)).find_map(|found| match found {
            LocalResult::Single(moment) | LocalResult::Ambiguous(moment, _) => Some(moment),
            LocalResult::None => None,
        });
    let millis =
        local.map_or_else(|| midnight.and_utc().timestamp_millis(), |m| m.timestamp_millis());
    Timestamp(millis)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_lasts_from_its_first_local_midnight_to_its_last_second() {
        let dates = Dates::parse("2018-05", "2018-05", "month", "Europe/Rome").unwrap();
        assert_eq!(dates.starts_at().to_string(), "2018-04-30T22:00:00.000Z");
        assert_eq!(dates.ends_at().to_string(), "2018-05-31T21:59:59.000Z");
        assert_eq!(dates.written(), ("2018-05".to_owned(), "2018-05".to_owned()));
    }

    #[test]
    fn a_day_whose_midnight_the_clocks_skip_starts_an_hour_later() {
        let dates = Dates::parse("2018-11-04", "2018-11-04", "day", "America/Sao_Paulo").unwrap();
        assert_eq!(dates.starts_at().to_string(), "2018-11-04T03:00:00.000Z");
        assert_eq!(dates.written().0, "2018-11-04");
    }

    #[test]
    fn an_event_never_ends_before_it_starts() {
        let broken = Dates::parse("2026-05-02", "2026-05-01", "day", "Europe/Paris").unwrap_err();
        assert_eq!(broken, Broken::new("end", Rule::EndsTooEarly));
        let time = "2026-05-01T10:00:00+02:00";
        assert!(Dates::parse(time, time, "time", "Europe/Paris").is_err());
    }

    #[test]
    fn a_date_less_precise_than_it_claims_is_refused() {
        assert!(Dates::parse("2026", "2026-05-01", "day", "Europe/Paris").is_err());
        assert!(Dates::parse("2026-02-30", "2026-02-30", "day", "Europe/Paris").is_err());
        assert!(Dates::parse("2026", "2026", "year", "Europe/Atlantis").is_err());
    }

    #[test]
    fn dates_survive_serialisation() {
        for (start, end, precision) in [
            ("2027-02-09T15:00:00+01:00", "2027-02-09T16:30:00+01:00", "time"),
            ("2027-02-09T15:00:00.100+01:00", "2027-02-09T15:00:00.200+01:00", "time"),
            ("2015", "2022", "year"),
        ] {
            let dates = Dates::parse(start, end, precision, "Europe/Paris").unwrap();
            let json = serde_json::to_string(&dates).unwrap();
            assert_eq!(serde_json::from_str::<Dates>(&json).unwrap(), dates);
        }
    }
}
