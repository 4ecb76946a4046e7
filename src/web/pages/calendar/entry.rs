//! An event in a cell of the calendar: its title, and the time that counts on that day.

use chrono::NaiveDate;
use chrono_tz::Tz;
use i18n_embed_fl::fl;

use super::days::OnClock;
use crate::{
    domain::Event,
    web::{
        listing::{Listed, page_path},
        pages::{dates, voice::Voice},
    },
};

/// Longest title in a cell, in characters: the page of the event has the rest.
const LONGEST_TITLE: usize = 90;

/// An event as a day shows it.
pub(super) struct Entry {
    pub(super) href: String,
    pub(super) title: String,
    pub(super) language: String,
    pub(super) direction: &'static str,
    /// The time, or which day of several it is; empty where a day is all that is known.
    pub(super) time: String,
    pub(super) cancelled: bool,
    pub(super) example: bool,
}

impl Entry {
    /// The event on `day`, on the clock of `zone` or else of its own place.
    pub(super) fn on(
        voice: Voice<'_>,
        (listed, event): (&Listed, &Event),
        clock: &OnClock,
        zone: Option<Tz>,
        day: NaiveDate,
    ) -> Self {
        let time = time(voice, clock, day);
        let time = match zone {
            None if clock.to_the_minute => {
                let town = town(event.dates.zone());
                fl!(voice.words, "calendar-at", time = time, zone = town)
            }
            _ => time,
        };
        Self::new(voice, listed, event, time)
    }

    /// An event that is known to the month or the year only.
    pub(super) fn sometime(voice: Voice<'_>, listed: &Listed, event: &Event) -> Self {
        Self::new(voice, listed, event, dates::local(voice.words, &event.dates))
    }

    fn new(voice: Voice<'_>, listed: &Listed, event: &Event, time: String) -> Self {
        let content = &listed.sheet.content;
        let text = content.texts.best_for(voice.reader.languages());
        Self {
            href: voice.reader.link(&page_path(&listed.sheet)),
            title: shortened(&text.title),
            language: text.language.to_string(),
            direction: Voice::direction(text),
            time,
            cancelled: event.cancelled,
            example: content.example,
        }
    }
}

fn time(voice: Voice<'_>, clock: &OnClock, day: NaiveDate) -> String {
    let words = voice.words;
    let written = |moment: &chrono::DateTime<Tz>| moment.format("%H:%M").to_string();
    let (from, to) = (written(&clock.start), written(&clock.end));
    let (number, count) = clock.day_of(day);
    let day_of = || fl!(words, "calendar-day-of", number = number, count = count);
    match (clock.to_the_minute, number) {
        (_, 1) if count == 1 && !clock.to_the_minute => String::new(),
        (true, 1) if count == 1 => fl!(words, "date-range", from = from, to = to),
        (true, 1) => fl!(words, "calendar-from", time = from),
        (true, number) if number == count => fl!(words, "calendar-until", time = to),
        _ => day_of(),
    }
}

/// The town that names a zone: `Mexico City` of `America/Mexico_City`.
pub(super) fn town(zone: Tz) -> String {
    zone.name().rsplit('/').next().unwrap_or_default().replace('_', " ")
}

fn shortened(title: &str) -> String {
    match title.char_indices().nth(LONGEST_TITLE) {
        None => title.to_owned(),
        Some((end, _)) => {
            let end = title[..end].rfind(' ').unwrap_or(end);
            format!("{}…", &title[..end])
        }
    }
}
