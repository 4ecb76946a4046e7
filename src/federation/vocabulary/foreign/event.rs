//! Events of Mobilizon, Gancio, Friendica, `WordPress` and others.

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::moment::{self, Written};
use crate::{
    domain::{Dates, Event, Organiser, Precision, Timestamp},
    federation::vocabulary::{Unreadable, event::is_cancelled, fields::Fields},
};

/// How long an event lasts that does not say it, in seconds.
const INVENTED_LENGTH: i64 = 3_600;
/// Most organisers that are named.
const MOST_ORGANISERS: usize = 20;

/// Reads what an event has besides its words, place and links.
pub(super) fn read(fields: Fields<'_>) -> Result<Event, Unreadable> {
    Ok(Event {
        kind: "meeting".to_owned(),
        status: "announced".to_owned(),
        cancelled: is_cancelled(fields),
        dates: read_dates(fields)?,
        online: fields.flag("isOnline") || virtual_place(fields).is_some(),
        organisers: read_organisers(fields),
        languages: Vec::new(),
        practices: Vec::new(),
        calls: Vec::new(),
        figures: std::collections::BTreeMap::new(),
    })
}

/// Where one takes part from afar (FEP-8a8e).
pub(super) fn virtual_place(fields: Fields<'_>) -> Option<Fields<'_>> {
    fields.objects("location").find(|location| location.is_a("VirtualLocation"))
}

/// Start and end, in the zone that is named or else at the offset of the start.
fn read_dates(fields: Fields<'_>) -> Result<Dates, Unreadable> {
    let starts = fields.get("startTime").ok_or(Unreadable::Missing("startTime"))?;
    let named = fields.text("timezone").and_then(|name| name.parse().ok());
    let zone = named.or_else(|| zone_of_offset(starts.as_str()?)).unwrap_or(chrono_tz::UTC);
    let end = fields.get("endTime").and_then(|end| moment::read(end, zone));
    match moment::read(starts, zone).ok_or(Unreadable::Malformed("startTime"))? {
        Written::Moment(start) => to_the_minute(start, end, zone),
        Written::Day(first) => days(first, end, zone),
    }
}

fn to_the_minute(start: Timestamp, end: Option<Written>, zone: Tz) -> Result<Dates, Unreadable> {
    let end = match end {
        Some(Written::Moment(end)) if end > start => end,
        _ => start.plus_seconds(INVENTED_LENGTH),
    };
    Ok(Dates::new(start, end, Precision::Time, zone)?)
}

fn days(first: NaiveDate, end: Option<Written>, zone: Tz) -> Result<Dates, Unreadable> {
    let last = match end {
        Some(Written::Day(last)) => last,
        Some(Written::Moment(end)) => end.to_utc().with_timezone(&zone).date_naive(),
        None => first,
    };
    let written = |day: NaiveDate| day.format("%Y-%m-%d").to_string();
    Ok(Dates::parse(&written(first), &written(last.max(first)), "day", zone.name())?)
}

/// `Etc/GMT-2` for a time that ends in `+02:00` (the signs of these zones are the other way round);
/// offsets of half hours have no zone.
fn zone_of_offset(time: &str) -> Option<Tz> {
    let seconds = chrono::DateTime::parse_from_rfc3339(time).ok()?.offset().local_minus_utc();
    if seconds == 0 {
        return Some(chrono_tz::UTC);
    }
    (seconds % 3_600 == 0).then(|| format!("Etc/GMT{:+}", -seconds / 3_600))?.parse().ok()
}

/// Groups and organisations that are named where they are mentioned. People are not: nobody asked
/// them (`SECURITY.md` 4.2).
fn read_organisers(fields: Fields<'_>) -> Vec<Organiser> {
    let collection = fields.objects("organizers").next();
    let listed = collection.into_iter().flat_map(|organisers| organisers.objects("items"));
    let mentioned = ["organizer", "attributedTo"].into_iter().flat_map(|key| fields.objects(key));
    let mut organisers: Vec<Organiser> = Vec::new();
    for named in listed.chain(mentioned) {
        let name = named.line("name").filter(|name| !name.trim().is_empty());
        let Some(name) = name.filter(|_| !named.is_a("Person") && named.types().next().is_some())
        else {
            continue;
        };
        if organisers.len() < MOST_ORGANISERS && organisers.iter().all(|known| known.name != name) {
            organisers.push(Organiser { name, territory: None });
        }
    }
    organisers
}
