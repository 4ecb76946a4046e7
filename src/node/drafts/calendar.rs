//! Drafts from iCalendar (RFC 5545), as Google, Apple, Outlook and Nextcloud write it: one for each event.

use icalendar::parser::{Component, Property, read_components, unfold};
use serde_json::{Value, json};

use super::{
    found::{Defaults, Found, Object, Place, Unreadable},
    item,
};
use crate::{
    domain::{self, List, SheetKind, Taxonomy},
    node::record::BrokenRow,
};

/// Deepest nesting that is read: a calendar has events, and events have alarms.
const DEEPEST: usize = 8;

/// Reads the events of a calendar; a broken one says at which line it begins.
pub(super) fn read(
    text: &str,
    taxonomy: &Taxonomy,
    defaults: &Defaults,
) -> Result<Vec<Result<Found, BrokenRow>>, String> {
    let lines = lines_of_events(text)?;
    let unfolded = unfold(text);
    let calendars = read_components(unfolded.trim())
        .map_err(|problem| problem.lines().next().unwrap_or_default().to_owned())?;
    let mut lines = lines.into_iter();
    let mut found = Vec::new();
    for calendar in calendars.iter().filter(|calendar| calendar.name == "VCALENDAR") {
        let own_zone = value(calendar, "X-WR-TIMEZONE").and_then(|name| domain::zone_named(&name));
        let zone = own_zone.unwrap_or(&defaults.timezone);
        for entry in calendar.components.iter().filter(|part| part.name == "VEVENT") {
            let at = Place { of: "line", number: lines.next().unwrap_or_default() };
            let entry = Entry { component: entry, calendar, zone, taxonomy, defaults };
            found.push(entry.found(at).map_err(|Unreadable(field, why)| {
                at.broken(value(entry.component, "SUMMARY").as_deref(), &field, why)
            }));
        }
    }
    Ok(found)
}

/// The lines at which events begin, counted as an editor does.
fn lines_of_events(text: &str) -> Result<Vec<usize>, String> {
    let (mut lines, mut depth) = (Vec::new(), 0_usize);
    for (line, number) in text.lines().zip(1..) {
        if line.starts_with("BEGIN:") {
            depth += 1;
        } else if line.starts_with("END:") {
            depth = depth.saturating_sub(1);
        }
        if depth > DEEPEST {
            return Err(format!("line {number} is nested deeper than any calendar"));
        }
        if line.trim_end() == "BEGIN:VEVENT" {
            lines.push(number);
        }
    }
    Ok(lines)
}

/// The value of a property, if it says anything.
fn value(component: &Component<'_>, name: &str) -> Option<String> {
    let value = component.find_prop(name)?.val.as_str().trim().to_owned();
    (!value.is_empty()).then_some(value)
}

fn parameter(property: &Property<'_>, name: &str) -> Option<String> {
    let found = property.params.iter().find(|parameter| parameter.key == name)?;
    found.val.as_ref().map(|value| value.as_str().trim_matches('"').to_owned())
}

/// One event of a calendar.
struct Entry<'c> {
    component: &'c Component<'c>,
    calendar: &'c Component<'c>,
    /// The zone of the calendar: of clocks without one, and of those of UTC.
    zone: &'c str,
    taxonomy: &'c Taxonomy,
    defaults: &'c Defaults,
}

impl Entry<'_> {
    fn found(&self, at: Place) -> Result<Found, Unreadable> {
        if self.component.find_prop("RRULE").is_some()
            || self.component.find_prop("RDATE").is_some()
        {
            let why = "repeats, and a sheet has one date: write one event for each date that matters, or \
                       say in words how often it takes place";
            return Err(Unreadable::new("RRULE", why));
        }
        let mut item = Object::new();
        let mut put = |name: &str, value: Value| item.insert(name.to_owned(), value);
        let language = self.language();
        if let Some(title) = value(self.component, "SUMMARY") {
            put("title", json!({ language.clone(): title.replace('\n', " ") }));
        }
        if let Some(description) = self.description() {
            put("description", json!({ language: description }));
        }
        let (mut links, place, online) = self.place()?;
        links.extend(value(self.component, "URL"));
        if let Some(place) = place {
            put("place", place);
        }
        put("online", json!(online));
        let name = self.name();
        let is_ours = name.as_deref().is_some_and(|name| name.contains("/ap/"));
        if !is_ours {
            let pages = links.iter().filter(|link| link.starts_with("http"));
            put("sources", pages.map(|link| json!({"type": "page", "ref": link})).collect());
        }
        let is_cancelled = value(self.component, "STATUS").as_deref() == Some("CANCELLED");
        put("cancelled", json!(is_cancelled));
        put("themes", json!(self.themes()));
        self.put_dates(&mut item)?;
        let record = item::record_of(SheetKind::Event, &item, self.defaults)?;
        Ok(Found { at, kind: SheetKind::Event, name, record })
    }

    /// What the file calls the event; one date of a series has the name of the series, and its own date.
    fn name(&self) -> Option<String> {
        let uid = value(self.component, "UID")?;
        match value(self.component, "RECURRENCE-ID") {
            Some(date) => Some(format!("{uid}-{date}")),
            None => Some(uid),
        }
    }

    fn language(&self) -> String {
        let summary = self.component.find_prop("SUMMARY");
        let stated = summary.and_then(|summary| parameter(summary, "LANGUAGE"));
        stated.unwrap_or_else(|| self.defaults.language.clone())
    }

    /// The description without the address of the page that our own calendars put at its end.
    fn description(&self) -> Option<String> {
        let text = value(self.component, "DESCRIPTION")?;
        let url = value(self.component, "URL").unwrap_or_default();
        let text = text.strip_suffix(&url).filter(|_| !url.is_empty()).unwrap_or(&text);
        let text = text.trim().to_owned();
        (!text.is_empty()).then_some(text)
    }

    /// The themes among the categories; those of others are words that nobody shares.
    fn themes(&self) -> Vec<String> {
        let categories = self.component.properties.iter().filter(|p| p.name == "CATEGORIES");
        let terms = categories.flat_map(|property| property.val.as_str().split(','));
        let known =
            terms.map(str::trim).filter(|id| self.taxonomy.find(List::Themes, id).is_some());
        known.map(ToOwned::to_owned).collect()
    }

    /// Addresses that stand in place of a place, the place, and whether it is on line.
    fn place(&self) -> Result<(Vec<String>, Option<Value>, bool), Unreadable> {
        let mut place = Object::new();
        let (mut links, mut online) = (Vec::new(), false);
        match value(self.component, "LOCATION") {
            Some(link) if link.starts_with("http") && !link.contains(' ') => {
                online = true;
                links.push(link);
            }
            Some(name) => {
                place.insert("name".to_owned(), json!(name.replace('\n', ", ")));
            }
            None => {}
        }
        if let Some(geo) = value(self.component, "GEO") {
            let degrees: Vec<f64> = geo
                .split(';')
                .map(|part| part.trim().parse())
                .collect::<Result<_, _>>()
                .map_err(|_| Unreadable::new("GEO", format!("\"{geo}\" is no point")))?;
            let [latitude, longitude] = degrees[..] else {
                return Err(Unreadable::new("GEO", format!("\"{geo}\" is no point")));
            };
            place.insert("latitude".to_owned(), json!(latitude));
            place.insert("longitude".to_owned(), json!(longitude));
        }
        Ok((links, (!place.is_empty()).then_some(Value::Object(place)), online))
    }

    fn put_dates(&self, item: &mut Object) -> Result<(), Unreadable> {
        let Some(start) = self.component.find_prop("DTSTART") else { return Ok(()) };
        let zone = self.zone_of(start)?;
        let mut put = |name: &str, value: String| item.insert(name.to_owned(), json!(value));
        put("timezone", zone.clone());
        let first = moment(start, &zone)?;
        let is_day = first.len() == 10;
        let end = match (self.component.find_prop("DTEND"), value(self.component, "DURATION")) {
            (Some(end), _) if is_day => {
                // The end of days is the day after the last.
                let last = domain::day(end.val.as_str(), -1).filter(|last| *last >= first);
                Some(last.unwrap_or_else(|| first.clone()))
            }
            (Some(end), _) => Some(moment(end, &zone)?),
            (None, Some(length)) => {
                let seconds = domain::duration_seconds(&length).ok_or_else(|| {
                    Unreadable::new("DURATION", format!("\"{length}\" is no duration"))
                })?;
                if is_day {
                    domain::day(&first, (seconds / 86_400 - 1).max(0))
                } else {
                    domain::later(&first, seconds)
                }
            }
            (None, None) => is_day.then(|| first.clone()),
        };
        put("start", first);
        if let Some(end) = end {
            put("end", end);
        }
        Ok(())
    }

    /// The zone of a clock: the one it names, or that of the calendar.
    fn zone_of(&self, property: &Property<'_>) -> Result<String, Unreadable> {
        let Some(name) = parameter(property, "TZID") else { return Ok(self.zone.to_owned()) };
        let defined = self.calendar.components.iter().find(|part| {
            part.name == "VTIMEZONE" && value(part, "TZID").as_deref() == Some(name.as_str())
        });
        let meant = defined.and_then(|zone| value(zone, "X-LIC-LOCATION"));
        domain::zone_named(&name)
            .or_else(|| domain::zone_named(&meant?))
            .map(ToOwned::to_owned)
            .ok_or_else(|| {
                Unreadable::new("TZID", format!("\"{name}\" is no time zone that is known"))
            })
    }
}

/// A day, or a moment on the clock of `zone`.
fn moment(property: &Property<'_>, zone: &str) -> Result<String, Unreadable> {
    let written = property.val.as_str().trim();
    let own_zone = parameter(property, "TZID").and_then(|name| domain::zone_named(&name));
    let read = if written.contains('T') {
        domain::at_moment(written, zone).or_else(|| {
            let local = domain::on_the_clock(written, own_zone.unwrap_or(zone))?;
            domain::at_moment(&local, zone)
        })
    } else {
        domain::day(written, 0)
    };
    read.ok_or_else(|| Unreadable::new(property.name.as_str(), format!("\"{written}\" is no date")))
}
