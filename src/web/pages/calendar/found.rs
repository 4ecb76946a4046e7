//! From what is asked for to the events of its days, and to the nearest ones where there are none.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::{
    asked::Asked,
    days::{OnClock, has_days},
    period::Period,
};
use crate::{
    domain::{Event, SheetKind, Subject, Timestamp},
    store::{Reading, Result, search::Order},
    web::listing::{Listed, Wanted, When, search},
};

/// Most events that one page of the calendar reads.
const MOST: usize = 300;
/// How far a clock on Earth may be from UTC, in hours.
const FARTHEST_CLOCK: i64 = 14;

/// The events of a period.
pub(super) struct Found {
    /// Those that are known to the day, the earliest first.
    pub(super) on_days: Vec<(Listed, OnClock)>,
    /// Those that are known to the month or the year only.
    pub(super) sometime: Vec<Listed>,
    /// How many there are in all, when more than were read; else 0.
    pub(super) too_many: usize,
}

impl Found {
    /// How many are shown.
    pub(super) fn count(&self) -> usize {
        self.on_days.len() + self.sometime.len()
    }
}

/// Finds the events of a period.
pub(super) async fn find(db: &mut Reading, asked: &Asked, period: Period) -> Result<Found> {
    let (from, to) = around(period);
    let between = When::Between(Some(from), Some(to));
    let (read, too_many) = events(db, asked, between, MOST, from).await?;
    let mut found = Found { on_days: Vec::new(), sometime: Vec::new(), too_many };
    for listed in read {
        let Some(event) = event(&listed) else { continue };
        let clock = OnClock::new(&event.dates, asked.zone);
        if clock.last() < period.first() || period.last() < clock.first() {
            continue;
        }
        if has_days(&event.dates) {
            found.on_days.push((listed, clock));
        } else {
            found.sometime.push(listed);
        }
    }
    // What goes on for days first, then what starts at an hour.
    found.on_days.sort_by_key(|(_, clock)| (clock.first(), clock.to_the_minute, clock.start));
    Ok(found)
}

/// The nearest periods of the same length that have events, before and after one that has none.
pub(super) async fn nearest(
    db: &mut Reading,
    asked: &Asked,
    period: Period,
) -> Result<(Option<Period>, Option<Period>)> {
    // The period is empty, so that what is within a clock's reach of it is before or after it.
    let before = start_of(period.first()).plus_seconds(FARTHEST_CLOCK * 3_600);
    let before = events(db, asked, When::Past, 1, before).await?.0;
    let after = end_of(period.last()).plus_seconds(-FARTHEST_CLOCK * 3_600);
    let after = events(db, asked, When::Upcoming, 1, after).await?.0;
    let on_clock = |listed: &[Listed]| {
        listed.first().and_then(event).map(|event| OnClock::new(&event.dates, asked.zone))
    };
    let holding = |day: Option<NaiveDate>| {
        day.map(|day| period.like(day))
            .filter(|found| *found != period && found.is_in_the_calendar())
    };
    Ok((
        holding(on_clock(&before).map(|clock| clock.last())),
        holding(on_clock(&after).map(|clock| clock.first())),
    ))
}

/// The first events of a time that pass the filters, and how many there are when there are more.
async fn events(
    db: &mut Reading,
    asked: &Asked,
    when: When,
    limit: usize,
    now: Timestamp,
) -> Result<(Vec<Listed>, usize)> {
    let mut parameters = asked.filters.clone();
    parameters.when = Some(when);
    let (kind, order) = (Some(SheetKind::Event), Order::Upcoming);
    let wanted = Wanted { kind, order, limit, most: limit, examples: true };
    let found = search(db, &parameters, wanted, now).await?;
    Ok((found.sheets, if found.more { found.total } else { 0 }))
}

/// The event that a sheet is.
pub(super) fn event(listed: &Listed) -> Option<&Event> {
    match &listed.sheet.content.subject {
        Subject::Event(event) => Some(event),
        _ => None,
    }
}

/// The first and last moment at which it is a day of the period somewhere on Earth.
fn around(period: Period) -> (Timestamp, Timestamp) {
    let margin = FARTHEST_CLOCK * 3_600;
    (start_of(period.first()).plus_seconds(-margin), end_of(period.last()).plus_seconds(margin))
}

/// Midnight in UTC.
fn start_of(day: NaiveDate) -> Timestamp {
    Timestamp(NaiveDateTime::new(day, NaiveTime::MIN).and_utc().timestamp_millis())
}

/// The last second of a day in UTC.
fn end_of(day: NaiveDate) -> Timestamp {
    let after = day.checked_add_days(Days::new(1)).unwrap_or(day);
    let midnight = NaiveDateTime::new(after, NaiveTime::MIN) - TimeDelta::seconds(1);
    Timestamp(midnight.and_utc().timestamp_millis())
}
