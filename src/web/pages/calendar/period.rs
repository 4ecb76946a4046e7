//! A month or a week of the calendar: its days, its name in an address, what comes before and after.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// The years that the calendar has; a week is in the year of its Thursday (ISO 8601).
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

/// What one page of the calendar shows. Weeks start on Monday, as they do wherever the four
/// languages of the interface are spoken in Europe (CLDR).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Period {
    /// A month, by its first day.
    Month(NaiveDate),
    /// A week, by its Monday.
    Week(NaiveDate),
}

impl Period {
    /// The month that an address writes as `2027-02`.
    pub(super) fn parse_month(text: &str) -> Option<Self> {
        let (year, month) = parts(text, "-")?;
        let first = NaiveDate::from_ymd_opt(year, month, 1)?;
        Some(Self::Month(first)).filter(Self::is_in_the_calendar)
    }

    /// The week that an address writes as `2027-W06` (ISO 8601).
    pub(super) fn parse_week(text: &str) -> Option<Self> {
        let (year, week) = parts(text, "-W")?;
        let monday = NaiveDate::from_isoywd_opt(year, week, Weekday::Mon)?;
        Some(Self::Week(monday)).filter(Self::is_in_the_calendar)
    }

    /// The month of a day.
    pub(super) fn month_of(day: NaiveDate) -> Self {
        Self::Month(day.with_day(1).unwrap_or(day))
    }

    /// The week of a day.
    pub(super) fn week_of(day: NaiveDate) -> Self {
        Self::Week(monday_of(day))
    }

    /// The period of the same length that holds a day.
    pub(super) fn like(self, day: NaiveDate) -> Self {
        match self {
            Self::Month(_) => Self::month_of(day),
            Self::Week(_) => Self::week_of(day),
        }
    }

    /// The first day.
    pub(super) fn first(self) -> NaiveDate {
        match self {
            Self::Month(first) | Self::Week(first) => first,
        }
    }

    /// The last day.
    pub(super) fn last(self) -> NaiveDate {
        let after = match self {
            Self::Month(first) => first.checked_add_months(Months::new(1)),
            Self::Week(monday) => monday.checked_add_days(Days::new(7)),
        };
        after.and_then(|day| day.pred_opt()).unwrap_or(self.first())
    }

    /// Whether a day belongs to it.
    pub(super) fn holds(self, day: NaiveDate) -> bool {
        self.first() <= day && day <= self.last()
    }

    /// The Mondays of its weeks, the first and the last of which may reach into other months.
    pub(super) fn mondays(self) -> impl Iterator<Item = NaiveDate> {
        monday_of(self.first()).iter_weeks().take_while(move |monday| *monday <= self.last())
    }

    /// The period before, while the calendar has one.
    pub(super) fn before(self) -> Option<Self> {
        Some(self.like(self.first().pred_opt()?)).filter(Self::is_in_the_calendar)
    }

    /// The period after, while the calendar has one.
    pub(super) fn after(self) -> Option<Self> {
        Some(self.like(self.last().succ_opt()?)).filter(Self::is_in_the_calendar)
    }

    /// The parameter that an address names it with, and its value there.
    pub(super) fn parameter(self) -> (&'static str, String) {
        match self {
            Self::Month(first) => ("month", first.format("%Y-%m").to_string()),
            Self::Week(monday) => ("week", monday.format("%G-W%V").to_string()),
        }
    }

    /// Whether it is in a year that the calendar has.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "`Option::filter` asks so")]
    pub(super) fn is_in_the_calendar(&self) -> bool {
        let year = match self {
            Self::Month(first) => first.year(),
            Self::Week(monday) => monday.iso_week().year(),
        };
        YEARS.contains(&year)
    }
}

/// The seven days of a week.
pub(super) fn days_of_week(monday: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    monday.iter_days().take(7)
}

fn monday_of(day: NaiveDate) -> NaiveDate {
    day.week(Weekday::Mon).checked_first_day().unwrap_or(day)
}

/// A year of four digits and a number of two, with `between` between them.
fn parts(text: &str, between: &str) -> Option<(i32, u32)> {
    let (year, number) = text.split_once(between)?;
    let digits =
        |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(year, 4) || !digits(number, 2) {
        return None;
    }
    Some((year.parse().ok()?, number.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_month_is_shown_in_whole_weeks_from_monday() {
        let february = Period::parse_month("2027-02").unwrap();
        assert_eq!((february.first(), february.last()), (day("2027-02-01"), day("2027-02-28")));
        assert_eq!(february.mondays().count(), 4);
        let may = Period::parse_month("2027-05").unwrap();
        let mondays: Vec<_> = may.mondays().collect();
        assert_eq!((mondays[0], mondays.len()), (day("2027-04-26"), 6));
        assert_eq!(days_of_week(mondays[5]).last(), Some(day("2027-06-06")));
    }

    #[test]
    fn a_week_is_in_the_year_of_its_thursday() {
        let week = Period::week_of(day("2027-01-01"));
        assert_eq!(week.parameter(), ("week", "2026-W53".to_owned()));
        assert_eq!(Period::parse_week("2026-W53"), Some(week));
        assert_eq!(week.after(), Period::parse_week("2027-W01"));
        assert_eq!(Period::parse_week("2027-W53"), None);
        assert!(week.holds(day("2026-12-28")) && week.holds(day("2027-01-03")));
    }

    #[test]
    fn months_follow_one_another_over_the_years_until_the_calendar_ends() {
        let december = Period::parse_month("2026-12").unwrap();
        assert_eq!(december.after(), Period::parse_month("2027-01"));
        assert_eq!(december.parameter(), ("month", "2026-12".to_owned()));
        assert_eq!(Period::parse_month("1900-01").unwrap().before(), None);
        assert_eq!(Period::parse_month("2200-12").unwrap().after(), None);
        assert_eq!(Period::parse_week("1900-W01").unwrap().before(), None);
        assert_eq!(Period::parse_week("2200-W52").unwrap().after(), None);
    }

    #[test]
    fn what_is_no_month_and_no_week_is_refused() {
        for text in ["", "2027", "2027-2", "2027-13", "2027-00", "1899-12", "2201-01", "+027-02"] {
            assert_eq!(Period::parse_month(text), None, "{text}");
        }
        for text in
            ["2027-06", "2027-W6", "2027-W00", "2027-W54", "1899-W40", "2027W06", "2027-w06"]
        {
            assert_eq!(Period::parse_week(text), None, "{text}");
        }
    }
}
