//! Dates and times in the words of the reader.

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta};
use i18n_embed::fluent::FluentLanguageLoader as Words;
use i18n_embed_fl::fl;

use crate::domain::{Dates, Precision, Timestamp};

/// A day, month or year in words, as precise as `date` is; what is no date stays as it is.
pub(super) fn partial_date(words: &Words, date: &str) -> String {
    let day = |text: &str| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
    match date.len() {
        7 => day(&format!("{date}-01")).map(|date| month(words, date)),
        10 => day(date).map(|date| plain_day(words, date)),
        _ => None,
    }
    .unwrap_or_else(|| date.to_owned())
}

/// The day of a moment in UTC.
pub(super) fn day_of(words: &Words, moment: Timestamp) -> String {
    plain_day(words, moment.to_utc().date_naive())
}

/// When an event takes place, as the clock of its place shows it.
pub(super) fn local(words: &Words, dates: &Dates) -> String {
    let (start, end) = (dates.local_start().naive_local(), dates.local_end().naive_local());
    let (first, last) = (start.date(), end.date());
    match dates.precision() {
        Precision::Time => times(words, start, end),
        Precision::Day => range(words, first, last, |date| weekday(words, date)),
        Precision::Month => range(words, first, last, |date| month(words, date)),
        Precision::Year => range(words, first, last, |date| date.year().to_string()),
    }
}

/// The zone of an event, and how far it is from UTC at its start: `Europe/Paris (UTC+01:00)`.
pub(super) fn zone(dates: &Dates) -> String {
    format!("{} (UTC{})", dates.zone().name(), dates.local_start().format("%:z"))
}

/// How long ago, in minutes, hours or days.
pub(super) fn ago(words: &Words, earlier: Timestamp, now: Timestamp) -> String {
    let since = TimeDelta::seconds(now.seconds_since(earlier).max(0));
    match (since.num_days(), since.num_hours(), since.num_minutes()) {
        (0, 0, minutes) => fl!(words, "minutes-ago", count = minutes),
        (0, hours, _) => fl!(words, "hours-ago", count = hours),
        (days, _, _) => fl!(words, "days-ago", count = days),
    }
}

fn times(words: &Words, start: NaiveDateTime, end: NaiveDateTime) -> String {
    let time = |moment: NaiveDateTime| moment.format("%H:%M").to_string();
    let (from, to) = (time(start), time(end));
    if start.date() == end.date() {
        return fl!(
            words,
            "date-with-times",
            day = weekday(words, start.date()),
            from = from,
            to = to
        );
    }
    let moment = |moment: NaiveDateTime, time: String| {
        fl!(words, "date-with-time", day = weekday(words, moment.date()), time = time)
    };
    fl!(words, "date-range", from = moment(start, from), to = moment(end, to))
}

fn range(
    words: &Words,
    first: NaiveDate,
    last: NaiveDate,
    written: impl Fn(NaiveDate) -> String,
) -> String {
    let (from, to) = (written(first), written(last));
    if from == to { from } else { fl!(words, "date-range", from = from, to = to) }
}

/// A day with its weekday.
pub(super) fn weekday(words: &Words, date: NaiveDate) -> String {
    let name = fl!(words, "weekday", number = date.weekday().number_from_monday());
    fl!(words, "date-with-weekday", weekday = name, day = plain_day(words, date))
}

/// A day.
pub(super) fn plain_day(words: &Words, date: NaiveDate) -> String {
    let month = fl!(words, "month", number = date.month());
    fl!(words, "date-day", day = date.day(), month = month, year = date.year().to_string())
}

/// A month.
pub(super) fn month(words: &Words, date: NaiveDate) -> String {
    let name = fl!(words, "month", number = date.month());
    fl!(words, "date-month", month = name, year = date.year().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::locale::Reader;

    fn words(language: &str) -> &'static Words {
        Reader::new(&format!("/?ui={language}").parse().unwrap(), "").words()
    }

    fn dates(start: &str, end: &str, precision: &str) -> Dates {
        Dates::parse(start, end, precision, "Europe/Paris").unwrap()
    }

    #[test]
    fn a_webinar_is_told_on_the_clock_of_its_place() {
        let webinar = dates("2027-02-09T15:00:00+01:00", "2027-02-09T16:30:00+01:00", "time");
        assert_eq!(local(words("fr"), &webinar), "mardi 9 février 2027, 15:00 – 16:30");
        assert_eq!(local(words("en"), &webinar), "Tuesday 9 February 2027, 15:00–16:30");
        assert_eq!(local(words("es"), &webinar), "martes, 9 de febrero de 2027, 15:00–16:30");
        assert_eq!(zone(&webinar), "Europe/Paris (UTC+01:00)");
        let labour_day = NaiveDate::from_ymd_opt(2027, 5, 1).unwrap();
        assert_eq!(plain_day(words("fr"), labour_day), "1er mai 2027");
    }

    #[test]
    fn a_date_is_told_no_more_precisely_than_it_is_known() {
        assert_eq!(local(words("pt"), &dates("2018-05", "2018-05", "month")), "maio de 2018");
        assert_eq!(local(words("fr"), &dates("2015", "2022", "year")), "2015 – 2022");
        assert_eq!(
            local(words("en"), &dates("2027-09-15", "2027-09-19", "day")),
            "Wednesday 15 September 2027 – Sunday 19 September 2027"
        );
        assert_eq!(partial_date(words("fr"), "2020-05-11"), "11 mai 2020");
        assert_eq!(partial_date(words("fr"), "2020"), "2020");
        assert_eq!(partial_date(words("fr"), "2020-99"), "2020-99");
    }

    #[test]
    fn minutes_become_hours_and_days() {
        let told = |seconds: i64| ago(words("en"), Timestamp(0), Timestamp(seconds * 1_000));
        assert_eq!(told(59), "less than a minute ago");
        assert_eq!(told(180), "3 minutes ago");
        assert_eq!(told(3_600), "an hour ago");
        assert_eq!(told(200_000), "2 days ago");
    }
}
