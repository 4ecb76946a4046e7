//! Events as iCalendar (RFC 5545): a listing to subscribe to, or one event to put into one's own calendar.

mod entry;
mod zone;

use icalendar::{Calendar, Property};

use super::Listing;
use crate::{domain::Subject, web::locale::Reader};

/// Longest line of the file, in bytes.
const LONGEST_LINE: usize = 75;

/// How often a calendar that was subscribed to is read again (RFC 7986, section 5.7).
const REFRESHED_EVERY: &str = "PT6H";

/// Writes the events of a listing as a calendar called `name`, to which one can subscribe; without a
/// name it is a file whose events go into a calendar that is there already.
pub(super) fn write(listing: &Listing, name: Option<&str>, reader: &Reader) -> String {
    let mut calendar = Calendar::empty();
    calendar
        .append_property(Property::new("VERSION", "2.0"))
        .append_property(Property::new("PRODID", "-//Havre//Territory node//EN"))
        .append_property(Property::new("CALSCALE", "GREGORIAN"));
    if let Some(name) = name {
        calendar
            .name(name)
            .append_property(of_type("SOURCE", "URI", &listing.address))
            .append_property(of_type("REFRESH-INTERVAL", "DURATION", REFRESHED_EVERY))
            .append_property(Property::new("X-PUBLISHED-TTL", REFRESHED_EVERY));
    }
    let mut dates = Vec::new();
    for listed in &listing.sheets {
        if let Subject::Event(event) = &listed.sheet.content.subject {
            calendar.push(entry::write(listed, event, &listing.origin, reader));
            dates.push(&event.dates);
        }
    }
    fold(&with_zones(&calendar.to_string(), &zone::write(&dates)))
}

fn of_type(name: &str, kind: &str, value: &str) -> Property {
    Property::new(name, value).add_parameter("VALUE", kind).done()
}

/// The writer knows no zones: theirs is the place before the first event.
fn with_zones(calendar: &str, zones: &str) -> String {
    let start = calendar.find("BEGIN:VEVENT").unwrap_or(calendar.len());
    let (head, events) = calendar.split_at(start);
    format!("{head}{zones}{events}")
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
