//! The days of a month or a week as a table shows them.

use std::collections::HashMap;

use chrono::{Datelike, Days, NaiveDate};
use i18n_embed_fl::fl;

use super::{
    asked::Asked,
    days::OnClock,
    entry::Entry,
    found::{Found, event},
    period::{Period, days_of_week},
};
use crate::web::{
    listing::Listed,
    pages::{dates, facts::Line, voice::Voice},
};

/// Most events in a cell of a month: the page must stay light, and the rest is one link away.
const OF_A_DAY_IN_A_MONTH: usize = 4;
/// Most events in a cell of a week.
const OF_A_DAY_IN_A_WEEK: usize = 20;
/// Most events that are known to the month or the year only.
const SOMETIME: usize = 20;

/// Who looks at which days, and what they are told with.
pub(super) struct View<'a> {
    pub(super) voice: Voice<'a>,
    pub(super) asked: &'a Asked,
    pub(super) period: Period,
    pub(super) today: NaiveDate,
}

/// A row of the table.
pub(super) struct Week {
    pub(super) number: String,
    pub(super) name: String,
    pub(super) href: String,
    pub(super) days: Vec<Day>,
}

/// A cell of the table.
pub(super) struct Day {
    /// `2027-02-09`
    pub(super) date: String,
    pub(super) number: u32,
    pub(super) name: String,
    pub(super) is_today: bool,
    /// Whether it belongs to the month that is shown.
    pub(super) is_inside: bool,
    pub(super) entries: Vec<Entry>,
    /// Where the other events of the day are.
    pub(super) more: Option<Line>,
}

/// The events of each day.
type ByDay<'a> = HashMap<NaiveDate, Vec<&'a (Listed, OnClock)>>;

impl View<'_> {
    /// A period in words.
    pub(super) fn name(&self, period: Period) -> String {
        let words = self.voice.words;
        let Period::Week(monday) = period else { return dates::month(words, period.first()) };
        let day = |day| dates::plain_day(words, day);
        let number = monday.iso_week().week();
        let (from, to) = (day(monday), day(period.last()));
        fl!(words, "calendar-week-name", number = number, from = from, to = to)
    }

    /// The names of the weekdays, from Monday.
    pub(super) fn weekdays(&self) -> Vec<String> {
        (1..=7).map(|number| fl!(self.voice.words, "weekday", number = number)).collect()
    }

    /// A link to another period.
    pub(super) fn link(&self, text: String, period: Period) -> Line {
        Line::link(text, self.voice.reader.link(&self.asked.address(Some(period))))
    }

    /// The period as a month: that in which most of a week lies.
    pub(super) fn as_month(&self) -> Period {
        match self.period {
            Period::Month(_) => self.period,
            Period::Week(monday) => Period::month_of(monday + Days::new(3)),
        }
    }

    /// The period as a week: of a month this week, or else its first.
    pub(super) fn as_week(&self) -> Period {
        match self.period {
            Period::Month(_) if self.period.holds(self.today) => Period::week_of(self.today),
            _ => Period::week_of(self.period.first()),
        }
    }

    /// The rows of the table.
    pub(super) fn weeks(&self, found: &Found) -> Vec<Week> {
        let by_day = self.by_day(found);
        let week = |monday: NaiveDate| {
            let week = Period::Week(monday);
            let number = monday.iso_week().week();
            Week {
                number: fl!(self.voice.words, "calendar-week-number", number = number),
                name: self.name(week),
                href: self.voice.reader.link(&self.asked.address(Some(week))),
                days: days_of_week(monday).map(|day| self.day(day, &by_day)).collect(),
            }
        };
        self.period.mondays().map(week).collect()
    }

    fn by_day<'a>(&self, found: &'a Found) -> ByDay<'a> {
        let mut by_day = ByDay::new();
        for one in &found.on_days {
            let clock = &one.1;
            let first = clock.first().max(self.period.first());
            let last = clock.last().min(self.period.last());
            for day in first.iter_days().take_while(|day| *day <= last) {
                by_day.entry(day).or_default().push(one);
            }
        }
        by_day
    }

    fn day(&self, day: NaiveDate, by_day: &ByDay<'_>) -> Day {
        let most = match self.period {
            Period::Month(_) => OF_A_DAY_IN_A_MONTH,
            Period::Week(_) => OF_A_DAY_IN_A_WEEK,
        };
        let events = by_day.get(&day).map(Vec::as_slice).unwrap_or_default();
        let entry = |(listed, clock): &&(Listed, OnClock)| {
            Some(Entry::on(self.voice, (listed, event(listed)?), clock, self.asked.zone, day))
        };
        Day {
            date: day.to_string(),
            number: day.day(),
            name: dates::weekday(self.voice.words, day),
            is_today: day == self.today,
            is_inside: self.period.holds(day),
            entries: events.iter().take(most).filter_map(entry).collect(),
            more: (events.len() > most).then(|| self.rest(day, events.len() - most)),
        }
    }

    /// Where the events are that a cell has no room for: in the week, and then in the list.
    fn rest(&self, day: NaiveDate, count: usize) -> Line {
        let href = match self.period {
            Period::Month(_) => self.asked.address(Some(Period::week_of(day))),
            // A day of the list is one of UTC, which ends before an evening in America does.
            Period::Week(_) => {
                let next = day.succ_opt().unwrap_or(day);
                self.asked.list_of(&format!("{day}..{next}"))
            }
        };
        let text = fl!(self.voice.words, "calendar-more", count = count);
        Line::link(text, self.voice.reader.link(&href))
    }

    /// The events that are known to the month or the year only.
    pub(super) fn sometime(&self, found: &Found) -> Vec<Entry> {
        let entry = |listed| Some(Entry::sometime(self.voice, listed, event(listed)?));
        found.sometime.iter().take(SOMETIME).filter_map(entry).collect()
    }

    /// What to say when there are more events than one page reads.
    pub(super) fn too_many(&self, found: &Found) -> Option<String> {
        let shown = found.on_days.len() + found.sometime.len().min(SOMETIME);
        let total = found.too_many;
        (total > 0)
            .then(|| fl!(self.voice.words, "calendar-too-many", total = total, shown = shown))
    }

    /// Where the nearest events are.
    pub(super) fn nearest(&self, (before, after): (Option<Period>, Option<Period>)) -> Vec<Line> {
        let words = self.voice.words;
        let before = before.map(|period| {
            let text = fl!(words, "calendar-nearest-before", period = self.name(period));
            self.link(text, period)
        });
        let after = after.map(|period| {
            let text = fl!(words, "calendar-nearest-after", period = self.name(period));
            self.link(text, period)
        });
        before.into_iter().chain(after).collect()
    }
}
