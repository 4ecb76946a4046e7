//! What other software publishes, as a sheet: events as events when they say when they are,
//! everything else as posts.

mod attached;
mod event;
mod moment;
mod words;

use aws_lc_rs::digest::{SHA256, digest};

use super::{
    Unreadable,
    fields::{Fields, is_web_address, language_tag, line},
    place,
};
pub(super) use moment::of as moment;

use crate::domain::{Content, Iri, Language, Post, Source, Subject, Visibility};

/// The types that are kept as posts. `Place` is what a map of places publishes.
const POSTS: [&str; 9] =
    ["Note", "Article", "Page", "Question", "Video", "Image", "Audio", "Document", "Place"];
/// The types whose `summary` is a warning (`PROTOCOL.md` 1.1); of the others it is an abstract.
const WITH_WARNING: [&str; 2] = ["Note", "Question"];

/// Reads an object of other software: of several types, as the first that we know.
pub(super) fn read(
    fields: Fields<'_>,
    iri: &Iri,
    visibility: Visibility,
) -> Result<Content, Unreadable> {
    if fields.flag("draft") {
        return Err(Unreadable::NotPublic);
    }
    let as_type = as_type(fields)?;
    let subject = match as_type {
        // One whose dates nobody understands is no entry for a calendar, but still says something.
        "Event" => event::read(fields)
            .map_or_else(|_| Subject::Post(Post { as_type: "Event".to_owned() }), Subject::Event),
        other => Subject::Post(Post { as_type: other.to_owned() }),
    };
    let warns = WITH_WARNING.contains(&as_type) || fields.flag("sensitive");
    let warning = fields.words("summary").filter(|_| warns).and_then(words::warning);
    let texts = words::read(fields, iri, warning.as_deref())?;
    let page = page(fields);
    Ok(Content {
        slug: slug(as_type, iri),
        language: language(fields).unwrap_or_else(|| texts.original().language.clone()),
        visibility,
        texts,
        pillars: Vec::new(),
        themes: Vec::new(),
        audiences: Vec::new(),
        territory: None,
        place: if as_type == "Place" { place::read_itself(fields) } else { place::find(fields) },
        adapted_from: None,
        attached: attached::read(fields, warning, page),
        sources: page
            .map(|reference| Source { kind: "page".to_owned(), reference: reference.to_owned() })
            .into_iter()
            .collect(),
        confidence: None,
        example: false,
        note: None,
        subject,
    })
}

/// The first of the types of an object that we keep.
fn as_type(fields: Fields<'_>) -> Result<&'static str, Unreadable> {
    let known = |name: &str| POSTS.into_iter().chain(["Event"]).find(|known| *known == name);
    let first = fields.types().next().ok_or(Unreadable::Missing("type"))?;
    fields.types().find_map(known).ok_or_else(|| Unreadable::UnknownType(line(first)))
}

/// A name of its own for a record whose author gave none: the same whenever it is read again.
fn slug(as_type: &str, iri: &Iri) -> String {
    let hash = digest(&SHA256, iri.as_str().as_bytes());
    let bytes = hash.as_ref().iter().take(8);
    bytes.fold(format!("{}-", as_type.to_lowercase()), |name, byte| format!("{name}{byte:02x}"))
}

/// The language that an object names for itself: a tag, or an `identifier` as `PeerTube` and Lemmy
/// write it.
fn language(fields: Fields<'_>) -> Option<Language> {
    let named = fields.text("inLanguage").or_else(|| fields.text("language"));
    let identifier = || fields.objects("language").find_map(|named| named.text("identifier"));
    named.or_else(identifier).and_then(language_tag).filter(|tag| tag.base() != words::UNDETERMINED)
}

/// Where people read it: of several addresses the first that is said to be a page, else the first
/// that says nothing of itself; a film or a picture is no page.
fn page(fields: Fields<'_>) -> Option<&str> {
    let addresses = fields.items("url").filter_map(|item| {
        let link = Fields::of(item);
        let rank = match link.and_then(|link| link.text("mediaType")) {
            Some("text/html") => 0,
            None if link.is_none_or(|link| link.get("rel").is_none()) => 1,
            _ => return None,
        };
        Some((rank, attached::address_of(item).filter(|text| is_web_address(text))?))
    });
    addresses.min_by_key(|(rank, _)| *rank).map(|(_, address)| address)
}
