//! An event: the fields that Mobilizon, Gancio, Friendica and FEP-8a8e all read
//! (`PROTOCOL.md` 1.3), and ours.

use chrono::{DateTime, Offset, SecondsFormat};
use chrono_tz::Tz;
use serde_json::json;

use super::{
    PUBLIC, Unreadable,
    document::Document,
    fields::{Fields, line},
    place,
    summary::event_summary,
    texts,
};
use crate::domain::{Content, Dates, Event, Language, Organiser, Precision};

/// Puts what an event has that other sheets have not, and its words. `page` is its HTML page,
/// `actor` who invites.
pub(super) fn write(
    document: &mut Document,
    content: &Content,
    event: &Event,
    page: &str,
    actor: &str,
) {
    let texts = &content.texts;
    texts::write(document, "name", texts, |text| text.title.clone());
    texts::write(document, "summary", texts, |text| event_summary(content, event, text));
    texts::write(document, "content", texts, |text| text.body.clone());
    document.put("mediaType", "text/html");
    write_dates(document, &event.dates);
    let (status, event_status) = if event.cancelled {
        ("CANCELLED", "EventCancelled")
    } else {
        ("CONFIRMED", "EventScheduled")
    };
    document
        .put("status", status)
        .put("eventStatus", event_status)
        .put("category", category(&event.kind))
        .put("isOnline", event.online)
        .put("joinMode", "external")
        .put("externalParticipationUrl", page)
        .put("anonymousParticipationEnabled", false)
        .put("repliesModerationOption", "closed")
        .put("commentsEnabled", false)
        .put_some("location", content.place.as_ref().map(place::write))
        .put("organizers", json!({"type": "Collection", "totalItems": 1, "items": [actor]}))
        .put(
            "attachment",
            json!([{"type": "Link", "mediaType": "text/html", "name": "Website", "href": page}]),
        )
        .put("interactionPolicy", json!({"canQuote": {"automaticApproval": [PUBLIC]}}))
        .put("sensitive", false)
        .put("havre:eventKind", event.kind.as_str())
        .put("havre:status", event.status.as_str())
        .put_list("havre:organisers", event.organisers.iter().map(write_organiser))
        .put_list("havre:languages", event.languages.iter().map(Language::as_str))
        .put_list("havre:practices", event.practices.iter().map(String::as_str))
        .put_list("havre:calls", event.calls.iter().map(String::as_str));
    if !event.figures.is_empty() {
        let figures: Document = event.figures.iter().map(|(name, count)| (name, *count)).collect();
        document.put("havre:figures", figures);
    }
}

/// Local times with their offset; an end that nobody knows to the minute is not to be shown.
fn write_dates(document: &mut Document, dates: &Dates) {
    document
        .put("startTime", written(dates.local_start()))
        .put("endTime", written(dates.local_end()))
        .put("timezone", dates.zone().name())
        .put_some("displayEndTime", (dates.precision() != Precision::Time).then_some(false))
        .put("havre:datePrecision", dates.precision().as_str());
}

/// RFC 3339; in UTC where the offset of old times has seconds, which RFC 3339 cannot say.
fn written(local: DateTime<Tz>) -> String {
    if local.offset().fix().local_minus_utc() % 60 == 0 {
        local.to_rfc3339_opts(SecondsFormat::AutoSi, false)
    } else {
        local.to_utc().to_rfc3339_opts(SecondsFormat::AutoSi, true)
    }
}

/// The category of the list that Mobilizon and FEP-8a8e share.
fn category(kind: &str) -> &'static str {
    match kind {
        "forum" | "launch" => "MOVEMENTS_POLITICS",
        "festival" => "LANGUAGE_CULTURE",
        "webinar" => "LEARNING",
        "welcoming-week-activity" => "COMMUNITY",
        _ => "MEETING",
    }
}

fn write_organiser(organiser: &Organiser) -> Document {
    let mut document = Document::default();
    document
        .put("name", organiser.name.as_str())
        .put_some("havre:handle", organiser.territory.as_deref());
    document
}

/// Reads what [`write()`] put, but for the words and the place.
pub(super) fn read(fields: Fields<'_>) -> Result<Event, Unreadable> {
    Ok(Event {
        kind: fields.line("havre:eventKind").ok_or(Unreadable::Missing("havre:eventKind"))?,
        status: fields.line("havre:status").ok_or(Unreadable::Missing("havre:status"))?,
        cancelled: is_cancelled(fields),
        dates: read_dates(fields)?,
        online: fields.flag("isOnline"),
        organisers: fields.objects("havre:organisers").filter_map(read_organiser).collect(),
        languages: fields
            .lines("havre:languages")
            .iter()
            .filter_map(|tag| Language::parse(tag))
            .collect(),
        practices: fields.lines("havre:practices"),
        calls: fields.lines("havre:calls"),
        figures: fields
            .map("havre:figures")
            .filter_map(|(name, count)| Some((line(name), count.as_i64()?)))
            .collect(),
    })
}

/// Called off, in any of the ways to say so.
pub(super) fn is_cancelled(fields: Fields<'_>) -> bool {
    let says = |key, words: [&str; 2]| {
        let text = fields.text(key).map(|text| text.rsplit(['/', '#', ':']).next().unwrap_or(text));
        text.is_some_and(|text| words.iter().any(|word| text.eq_ignore_ascii_case(word)))
    };
    let calendar = ["CANCELLED", "CANCELED"];
    // Mobilizon before 5 says it the second way.
    says("status", calendar)
        || says("ical:status", calendar)
        || says("eventStatus", ["EventCancelled", "CANCELLED"])
}

fn read_dates(fields: Fields<'_>) -> Result<Dates, Unreadable> {
    let moment = |key| fields.moment(key).ok_or(Unreadable::Malformed(key));
    let precision = match fields.text("havre:datePrecision") {
        Some("day") => Precision::Day,
        Some("month") => Precision::Month,
        Some("year") => Precision::Year,
        _ => Precision::Time,
    };
    let zone: Option<Tz> = fields.text("timezone").and_then(|name| name.parse().ok());
    let zone = zone.ok_or(Unreadable::Malformed("timezone"))?;
    Ok(Dates::new(moment("startTime")?, moment("endTime")?, precision, zone)?)
}

fn read_organiser(fields: Fields<'_>) -> Option<Organiser> {
    Some(Organiser { name: fields.line("name")?, territory: fields.line("havre:handle") })
}
