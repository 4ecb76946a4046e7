//! One event of a calendar.

use chrono::{DateTime, Days, LocalResult, NaiveDate, TimeZone, Utc};
use chrono_tz::Tz;
use i18n_embed_fl::fl;
use icalendar::{Component, Event as Entry, EventLike, EventStatus, Property};

use super::zone;
use crate::{
    domain::{Dates, Event, Place, Precision, plain_text},
    web::{
        listing::{Listed, item::page_path},
        locale::Reader,
    },
};

/// Longest description, in characters: the page of the event has the rest.
const LONGEST_DESCRIPTION: usize = 2_000;

/// The entry of an event on the node at `origin`.
pub(super) fn write(listed: &Listed, event: &Event, origin: &str, reader: &Reader) -> Entry {
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
        .url(&page)
        .status(status(event));
    let title = summary(&text.title, sheet.content.example, reader);
    let language = text.language.as_str();
    entry.append_property(in_language("SUMMARY", &line(&title), language));
    let description = lines(&format!("{description}\n\n{page}"));
    entry.append_property(in_language("DESCRIPTION", &description, language));
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

fn in_language(name: &str, words: &str, language: &str) -> Property {
    Property::new(name, words).add_parameter("LANGUAGE", language).done()
}

/// In a calendar nobody sees where an event comes from: what is invented says so first.
fn summary(title: &str, example: bool, reader: &Reader) -> String {
    if example { format!("[{}] {title}", fl!(reader.words(), "example")) } else { title.to_owned() }
}

/// Moments are those of the clock of the place; days, months and years are dates without a clock, the
/// end being the day after the last.
fn put_dates(entry: &mut Entry, dates: &Dates) {
    if dates.precision() == Precision::Time {
        entry.append_property(moment("DTSTART", dates.local_start()));
        entry.append_property(moment("DTEND", dates.local_end()));
        return;
    }
    let last: NaiveDate = dates.local_end().date_naive();
    let after = last.checked_add_days(Days::new(1)).unwrap_or(last);
    entry.starts(dates.local_start().date_naive()).ends(after);
    // An event that is only known to the month must not fill the calendar.
    entry.add_property("TRANSP", "TRANSPARENT");
}

/// A moment on the clock of its zone; in UTC where that clock shows the same hour for the second time,
/// which would be read as the first (RFC 5545, section 3.3.5).
fn moment(name: &str, local: DateTime<Tz>) -> Property {
    let zone = local.timezone();
    let shown = local.naive_local();
    let is_second = match zone.from_local_datetime(&shown) {
        LocalResult::Ambiguous(first, _) => first != local,
        LocalResult::Single(_) | LocalResult::None => false,
    };
    if is_second || !zone::has_definition(zone) {
        let utc = local.with_timezone(&Utc).format("%Y%m%dT%H%M%SZ").to_string();
        return Property::new(name, utc);
    }
    let shown = shown.format("%Y%m%dT%H%M%S").to_string();
    Property::new(name, shown).add_parameter("TZID", zone.name()).done()
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

#[cfg(test)]
mod tests {
    use super::*;

    fn written(zone: &str, rfc3339: &str) -> String {
        let zone: Tz = zone.parse().unwrap();
        let moment = DateTime::parse_from_rfc3339(rfc3339).unwrap().with_timezone(&zone);
        let entry = Entry::new().append_property(super::moment("DTSTART", moment)).to_string();
        entry.lines().find(|line| line.starts_with("DTSTART")).unwrap().to_owned()
    }

    #[test]
    fn a_moment_is_told_on_the_clock_of_its_place() {
        let webinar = "2027-02-09T14:00:00Z";
        let paris = written("Europe/Paris", webinar);
        assert_eq!(paris, "DTSTART;TZID=Europe/Paris:20270209T150000");
        assert_eq!(
            written("America/Recife", webinar),
            "DTSTART;TZID=America/Recife:20270209T110000"
        );
        assert_eq!(written("Etc/UTC", webinar), "DTSTART:20270209T140000Z");
    }

    #[test]
    fn an_hour_that_comes_twice_is_told_in_utc_the_second_time() {
        let first = written("Europe/Paris", "2027-10-31T00:30:00Z");
        assert_eq!(first, "DTSTART;TZID=Europe/Paris:20271031T023000");
        assert_eq!(written("Europe/Paris", "2027-10-31T01:30:00Z"), "DTSTART:20271031T013000Z");
    }
}
