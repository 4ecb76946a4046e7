//! A listing of events as iCalendar (RFC 5545).

use chrono::{Days, NaiveDate};
use icalendar::{Calendar, Component, Event as Entry, EventLike, EventStatus, Property};

use super::{Listed, Listing, item::page_path};
use crate::{
    domain::{Dates, Event, Place, Precision, Subject, plain_text},
    web::locale::Reader,
};

/// Longest description, in characters: the page of the event has the rest.
const LONGEST_DESCRIPTION: usize = 2_000;

/// Longest line of the file, in bytes.
const LONGEST_LINE: usize = 75;

/// Writes the events of a listing as a calendar called `name`.
pub(super) fn write(listing: &Listing, name: &str, reader: &Reader) -> String {
    let mut calendar = Calendar::empty();
    calendar
        .append_property(Property::new("VERSION", "2.0"))
        .append_property(Property::new("PRODID", "-//Havre//Territory node//EN"))
        .append_property(Property::new("CALSCALE", "GREGORIAN"))
        .name(name);
    for listed in &listing.sheets {
        if let Subject::Event(event) = &listed.sheet.content.subject {
            calendar.push(entry(listed, event, &listing.origin, reader));
        }
    }
    fold(&calendar.to_string())
}

/// Lines of at most 75 bytes (RFC 5545, section 3.1): those that the writer folds may have 76.
fn fold(calendar: &str) -> String {
    let unfolded = calendar.replace("\r\n ", "");
    let mut folded = String::with_capacity(unfolded.len() + unfolded.len() / 32);
    for mut line in unfolded.split_inclusive("\r\n") {
        let mut room = LONGEST_LINE;
        while line.trim_end_matches("\r\n").len() > room {
            let (start, rest) = line.split_at(line.floor_char_boundary(room));
            folded.push_str(start);
            folded.push_str("\r\n ");
            line = rest;
            room = LONGEST_LINE - 1;
        }
        folded.push_str(line);
    }
    folded
}

fn entry(listed: &Listed, event: &Event, origin: &str, reader: &Reader) -> Entry {
    let sheet = &listed.sheet;
    let text = sheet.content.texts.best_for(reader.languages());
    let page = format!("{origin}{}", page_path(sheet));
    let description: String = plain_text(&text.body).chars().take(LONGEST_DESCRIPTION).collect();
    let mut entry = Entry::new();
    entry
        .uid(sheet.iri.as_str())
        .timestamp(sheet.updated_at.to_utc())
        .created(sheet.published_at.to_utc())
        .last_modified(sheet.updated_at.to_utc())
        .sequence(revision(listed))
        .summary(&line(&text.title))
        .description(&lines(&format!("{description}\n\n{page}")))
        .url(&page)
        .status(status(event));
    if !sheet.content.themes.is_empty() {
        entry.categories(sheet.content.themes.iter().map(|theme| line(theme)));
    }
    if let Some(place) = &sheet.content.place {
        entry.location(&line(&address(place)));
        if let Some((latitude, longitude)) = place.point() {
            entry.add_property("GEO", format!("{latitude};{longitude}"));
        }
    }
    put_dates(&mut entry, &event.dates);
    entry
}

/// Moments are those of UTC, which every calendar shows on the clock of its owner; days, months
/// and years are dates without a clock, the end being the day after the last.
fn put_dates(entry: &mut Entry, dates: &Dates) {
    if dates.precision() == Precision::Time {
        entry.starts(dates.starts_at().to_utc()).ends(dates.ends_at().to_utc());
        return;
    }
    let last: NaiveDate = dates.local_end().date_naive();
    let after = last.checked_add_days(Days::new(1)).unwrap_or(last);
    entry.starts(dates.local_start().date_naive()).ends(after);
    // An event that is only known to the month must not fill the calendar.
    entry.add_property("TRANSP", "TRANSPARENT");
}

fn status(event: &Event) -> EventStatus {
    if event.cancelled { EventStatus::Cancelled } else { EventStatus::Confirmed }
}

/// Grows with every change, as RFC 5545, section 3.8.7.4 wants it: the seconds since the first
/// publication.
fn revision(listed: &Listed) -> u32 {
    let seconds = listed.sheet.updated_at.seconds_since(listed.sheet.published_at);
    u32::try_from(seconds).unwrap_or_default()
}

/// The place on one line.
fn address(place: &Place) -> String {
    let parts = [Some(&place.name), place.street.as_ref(), place.locality.as_ref()];
    let country = place.country.as_ref();
    let mut shown: Vec<&str> = Vec::new();
    for part in parts.into_iter().chain([country]).flatten() {
        if !part.is_empty() && !shown.contains(&part.as_str()) {
            shown.push(part);
        }
    }
    shown.join(", ")
}

/// Text without characters that could end a line of the file (`docs/security.md` T50).
fn line(text: &str) -> String {
    text.split(char::is_control).collect::<Vec<_>>().join(" ")
}

/// Lines of text: the writer puts `\n` where a line ends.
fn lines(text: &str) -> String {
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}
