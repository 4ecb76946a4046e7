//! What other software publishes, as a sheet: events as events, everything else as posts.

use aws_lc_rs::digest::{SHA256, digest};

use super::{
    Unreadable, event,
    fields::{Fields, html, line, shorten},
    markup, place, sheet,
};
use crate::domain::{
    Content, Dates, Event, Iri, Language, Origin, Post, Precision, Source, Subject, Text, Texts,
    Timestamp, Visibility, plain_text,
};

/// Longest title, in characters: what the domain accepts.
const LONGEST_TITLE: usize = 200;
/// Most languages of a text: what the domain accepts.
const MOST_LANGUAGES: usize = 30;
/// The language of words that do not say theirs (BCP 47).
const UNDETERMINED: &str = "und";
/// How long an event lasts that does not say it, in seconds.
const INVENTED_LENGTH: i64 = 3_600;

/// Reads an object of other software.
pub(super) fn read(
    fields: Fields<'_>,
    iri: &Iri,
    visibility: Visibility,
) -> Result<Content, Unreadable> {
    let as_type = fields.text("type").ok_or(Unreadable::Missing("type"))?;
    let subject = match as_type {
        "Event" => Subject::Event(read_event(fields)?),
        "Note" | "Article" | "Page" | "Question" | "Video" | "Image" | "Audio" | "Document" => {
            Subject::Post(Post { as_type: as_type.to_owned() })
        }
        other => return Err(Unreadable::UnknownType(line(other))),
    };
    let texts = read_texts(fields, iri)?;
    let page = fields.link("url");
    Ok(Content {
        slug: slug(as_type, iri),
        language: sheet::language(fields).unwrap_or_else(|| texts.original().language.clone()),
        visibility,
        texts,
        pillars: Vec::new(),
        themes: Vec::new(),
        audiences: Vec::new(),
        territory: None,
        place: place::read(fields, "location"),
        adapted_from: None,
        sources: page
            .map(|reference| Source { kind: "page".to_owned(), reference })
            .into_iter()
            .collect(),
        confidence: None,
        example: false,
        note: None,
        subject,
    })
}

/// A name of its own for a record whose author gave none: the same whenever it is read again.
fn slug(as_type: &str, iri: &Iri) -> String {
    let hash = digest(&SHA256, iri.as_str().as_bytes());
    let bytes = hash.as_ref().iter().take(8);
    bytes.fold(format!("{}-", as_type.to_lowercase()), |name, byte| format!("{name}{byte:02x}"))
}

fn read_event(fields: Fields<'_>) -> Result<Event, Unreadable> {
    if fields.line("name").is_none_or(|name| name.trim().is_empty()) {
        return Err(Unreadable::Missing("name"));
    }
    Ok(Event {
        kind: "meeting".to_owned(),
        status: "announced".to_owned(),
        cancelled: event::is_cancelled(fields),
        dates: read_dates(fields)?,
        online: fields.flag("isOnline"),
        organisers: Vec::new(),
        languages: Vec::new(),
        practices: Vec::new(),
        calls: Vec::new(),
        figures: std::collections::BTreeMap::new(),
    })
}

/// Start and end, in the zone that is named or else at the offset of the start.
fn read_dates(fields: Fields<'_>) -> Result<Dates, Unreadable> {
    let start = fields.moment("startTime").ok_or(Unreadable::Malformed("startTime"))?;
    let named = fields.text("timezone").and_then(|name| name.parse().ok());
    let zone = named.or_else(|| zone_of_offset(fields.text("startTime")?));
    let end: Option<Timestamp> = fields.moment("endTime").filter(|end| *end > start);
    let end = end.unwrap_or(start.plus_seconds(INVENTED_LENGTH));
    Ok(Dates::new(start, end, Precision::Time, zone.unwrap_or(chrono_tz::UTC))?)
}

/// `Etc/GMT-2` for a time that ends in `+02:00` (the signs of these zones are the other way round);
/// offsets of half hours have no zone.
fn zone_of_offset(time: &str) -> Option<chrono_tz::Tz> {
    let seconds = chrono::DateTime::parse_from_rfc3339(time).ok()?.offset().local_minus_utc();
    (seconds % 3_600 == 0).then(|| format!("Etc/GMT{:+}", -seconds / 3_600))?.parse().ok()
}

/// The words of each language of `contentMap`, the first being the original; without the map, those
/// of `content` in a language that the other keys tell, or in none that is known.
fn read_texts(fields: Fields<'_>, iri: &Iri) -> Result<Texts, Unreadable> {
    let mut texts: Vec<Text> = Vec::new();
    for (key, body) in fields.map("contentMap") {
        let known = Language::parse(key).or_else(|| Language::parse(&key.to_lowercase()));
        let Some((language, body)) = known.zip(body.as_str()) else { continue };
        let twice = texts.iter().any(|text| text.language == language);
        if !twice && texts.len() < MOST_LANGUAGES {
            let origin = if texts.is_empty() { Origin::Original } else { Origin::Unchecked };
            let name = fields.text_in("nameMap", key).or_else(|| fields.text("name"));
            texts.push(text(language, origin, name, body, iri));
        }
    }
    if texts.is_empty() {
        let language = fields.map("nameMap").find_map(|(key, _)| Language::parse(key));
        let language = language.or_else(|| sheet::language(fields));
        let language = language.or_else(|| Language::parse(UNDETERMINED));
        let language = language.ok_or(Unreadable::Missing("contentMap"))?;
        let words = fields.text("content").or_else(|| fields.text("summary")).unwrap_or_default();
        let name = fields.text("name").or_else(|| fields.text_in("nameMap", language.as_str()));
        texts.push(text(language, Origin::Original, name, words, iri));
    }
    Ok(Texts::new(texts)?)
}

/// A text with a title and a body, whatever was given: a post without a name is called by its first
/// words, a picture without words by its address.
fn text(language: Language, origin: Origin, name: Option<&str>, body: &str, iri: &Iri) -> Text {
    let body = html(body);
    let words = plain_text(&body);
    let first_line = words.lines().next().unwrap_or_default();
    let titles = [name.unwrap_or_default(), first_line, iri.as_str()];
    let title = titles.into_iter().map(line).find(|title| !title.trim().is_empty());
    let title = shorten(title.unwrap_or_default().trim(), LONGEST_TITLE);
    let body = if body.trim().is_empty() { markup::paragraph(&title) } else { body };
    Text { language, origin, of_version: 1, title, body, ask: None }
}
