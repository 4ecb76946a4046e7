//! Sheets as objects of `ActivityStreams`: ours without a loss, those of other software as far as
//! they go.

use serde::Deserialize;
use serde_json::Value;

use super::{
    PUBLIC, Unreadable, call,
    document::Document,
    event,
    fields::{Fields, address},
    foreign, is_public_name, place, practice, tags, texts,
};
use crate::domain::{
    Attached, Confidence, Content, Iri, Language, RepliesTaken, Sheet, SheetId, Source, Subject,
    Taxonomy, Timestamp, Visibility, slug,
};

/// Who speaks, and who hears it.
#[derive(Clone, Debug)]
pub struct Speaker {
    /// The actor that publishes.
    pub actor: Iri,
    /// Its followers.
    pub followers: Iri,
    /// The followers of the node, when the speaker is another of its actors.
    pub node_followers: Option<Iri>,
}

impl Speaker {
    /// `actor` of the node whose node actor is `node`.
    #[must_use]
    pub fn new(actor: &Iri, node: &Iri) -> Self {
        let node_followers = (actor != node).then(|| node.child("followers"));
        Self { actor: actor.clone(), followers: actor.child("followers"), node_followers }
    }

    /// `to` and `cc` of what everyone may see: listed, or only known to those who follow.
    #[must_use]
    pub fn audience(&self, visibility: Visibility) -> (Vec<&str>, Vec<&str>) {
        let followers = [Some(&self.followers), self.node_followers.as_ref()];
        let followers: Vec<&str> = followers.into_iter().flatten().map(Iri::as_str).collect();
        match visibility {
            Visibility::Public => (vec![PUBLIC], followers),
            Visibility::Unlisted => (followers, vec![PUBLIC]),
        }
    }
}

/// The object of a sheet, without `@context`: the same text whenever the sheet is the same.
#[must_use]
pub fn write(sheet: &Sheet, speaker: &Speaker, taxonomy: &Taxonomy) -> String {
    let content = &sheet.content;
    let origin = sheet.iri.origin();
    let page = page(sheet);
    let (to, cc) = speaker.audience(content.visibility);
    let mut document = Document::default();
    document
        .put("id", sheet.iri.as_str())
        .put("type", as_type(&content.subject))
        .put("attributedTo", speaker.actor.as_str())
        .put("url", page.as_str())
        .put("to", to)
        .put("cc", cc)
        .put("published", sheet.published_at.to_string())
        .put("updated", sheet.updated_at.to_string())
        .put("inLanguage", content.language.as_str());
    match &content.subject {
        Subject::Practice(practice) => practice::write(&mut document, content, practice),
        Subject::Event(event) => {
            event::write(&mut document, content, event, &page, speaker.actor.as_str());
        }
        Subject::Call(call) => call::write(&mut document, content, call, origin, taxonomy),
        Subject::Post(_) => {
            texts::write(&mut document, "content", &content.texts, |text| text.body.clone());
        }
    }
    if RepliesTaken::default().takes(content.kind()) {
        document.put("replies", sheet.iri.child("replies").as_str());
    }
    document.put_list("tag", tags::write(content, origin, taxonomy));
    write_record(&mut document, content);
    document.to_text()
}

/// The HTML page of a sheet, on the same host as its address.
fn page(sheet: &Sheet) -> String {
    let id = sheet.iri.path().rsplit('/').next().unwrap_or_default();
    format!("{}/{}/{id}", sheet.iri.origin(), sheet.kind().plural())
}

/// The type under which the most servers show the most of it (`PROTOCOL.md` 1.4).
fn as_type(subject: &Subject) -> &str {
    match subject {
        Subject::Practice(_) => "Article",
        Subject::Event(_) => "Event",
        Subject::Call(_) => "Note",
        Subject::Post(post) => &post.as_type,
    }
}

/// Puts what every sheet has besides its words.
fn write_record(document: &mut Document, content: &Content) {
    document.put("havre:kind", content.kind().as_str()).put("havre:slug", content.slug.as_str());
    texts::write_record(document, &content.texts);
    document
        .put_list("havre:themes", content.themes.iter().map(String::as_str))
        .put_list("havre:pillars", content.pillars.iter().map(String::as_str))
        .put_list("havre:targets", content.audiences.iter().map(String::as_str))
        .put_some("havre:territory", content.territory.as_deref().map(|t| territory(t, content)))
        .put_some("havre:adaptedFrom", content.adapted_from.as_ref().map(Iri::as_str))
        .put_list("havre:sources", content.sources.iter().map(write_source))
        .put_some("havre:confidence", content.confidence.map(Confidence::as_str))
        .put_flag("havre:example", content.example)
        .put_some("havre:note", content.note.as_deref());
}

/// The territory that a sheet is about, and what the place of the sheet tells of it.
fn territory(handle: &str, content: &Content) -> Document {
    let place = content.place.as_ref();
    let mut document = Document::of_type("Place");
    document
        .put_some("name", place.and_then(|place| place.locality.as_deref()))
        .put("havre:handle", handle)
        .put_some("havre:countryCode", place.and_then(|place| place.country.as_deref()));
    document
}

fn write_source(source: &Source) -> Document {
    let mut document = Document::default();
    document
        .put("havre:sourceType", source.kind.as_str())
        .put("havre:reference", source.reference.as_str());
    document
}

/// Reads a public object. Its actor is of the same origin as the object, or it is refused.
pub fn read(object: &Value, id: SheetId) -> Result<Sheet, Unreadable> {
    read_by(object, id, None)
}

/// The same; of several to whom the object is attributed (a film of `PeerTube` is of a person and
/// of a channel) `author` speaks where it is one of them, else the first.
pub fn read_by(object: &Value, id: SheetId, author: Option<&Iri>) -> Result<Sheet, Unreadable> {
    let fields = Fields::of(object).ok_or(Unreadable::NotAnObject)?;
    let iri = fields.iri("id").ok_or(Unreadable::Malformed("id"))?;
    let actor = speaker(fields, author).ok_or(Unreadable::Malformed("attributedTo"))?;
    if !iri.same_origin(&actor) {
        return Err(Unreadable::Misattributed);
    }
    let visibility = visibility(fields).ok_or(Unreadable::NotPublic)?;
    let (dates, content) = match fields.text("havre:kind") {
        Some(kind @ ("practice" | "event" | "call")) => {
            let (published, updated) = (fields.moment("published"), fields.moment("updated"));
            (published.or(updated).zip(updated.or(published)), read_ours(fields, kind, visibility)?)
        }
        _ => (Some(dates_of_others(fields, id)), foreign::read(fields, &iri, visibility)?),
    };
    let (published_at, updated_at) = dates.ok_or(Unreadable::Missing("published"))?;
    let updated_at = updated_at.max(published_at);
    Ok(Sheet { id, iri, actor, published_at, updated_at, content })
}

/// Who speaks: `author` if the object is attributed to it, else the first of those who are named.
fn speaker(fields: Fields<'_>, author: Option<&Iri>) -> Option<Iri> {
    let named = || fields.items("attributedTo").filter_map(address);
    let author = author.filter(|author| named().any(|name| name == author.as_str()));
    author.cloned().or_else(|| fields.iri("attributedTo"))
}

/// When an object was published and last changed, in whatever form; when it says neither, it was
/// published when it came here, which its id tells.
fn dates_of_others(fields: Fields<'_>, id: SheetId) -> (Timestamp, Timestamp) {
    let moment = |key| fields.items(key).find_map(foreign::moment);
    let (published, updated) = (moment("published"), moment("updated"));
    let published = published.or(updated).unwrap_or_else(|| id.made_at());
    (published, updated.unwrap_or(published))
}

/// Public when it is addressed to everyone, unlisted when everyone has a copy.
fn visibility(fields: Fields<'_>) -> Option<Visibility> {
    let names_everyone = |key| fields.items(key).filter_map(address).any(is_public_name);
    if names_everyone("to") {
        return Some(Visibility::Public);
    }
    names_everyone("cc").then_some(Visibility::Unlisted)
}

/// Reads what [`write()`] wrote, here or on another node.
fn read_ours(
    fields: Fields<'_>,
    kind: &str,
    visibility: Visibility,
) -> Result<Content, Unreadable> {
    let (subject, bodies, place) = match kind {
        "practice" => (Subject::Practice(practice::read(fields)?), "contentMap", "havre:place"),
        "event" => (Subject::Event(event::read(fields)?), "contentMap", "location"),
        _ => (Subject::Call(call::read(fields)?), "havre:body", "havre:place"),
    };
    let own_name = fields.line("havre:slug").filter(|name| !name.is_empty() && slug(name) == *name);
    let territory = fields.objects("havre:territory").next();
    Ok(Content {
        slug: own_name.ok_or(Unreadable::Malformed("havre:slug"))?,
        language: language(fields).ok_or(Unreadable::Malformed("inLanguage"))?,
        visibility,
        texts: texts::read(fields, bodies)?,
        pillars: fields.lines("havre:pillars"),
        themes: fields.lines("havre:themes"),
        audiences: fields.lines("havre:targets"),
        territory: territory.and_then(|territory| territory.line("havre:handle")),
        place: place::read(fields, place),
        adapted_from: fields.iri("havre:adaptedFrom"),
        attached: Attached::default(),
        sources: fields.objects("havre:sources").filter_map(read_source).collect(),
        confidence: fields.get("havre:confidence").and_then(|c| Confidence::deserialize(c).ok()),
        example: fields.flag("havre:example"),
        note: fields.paragraph("havre:note"),
        subject,
    })
}

/// The language of an object as a whole.
pub(super) fn language(fields: Fields<'_>) -> Option<Language> {
    fields.text("inLanguage").and_then(Language::parse)
}

/// A source; an address to which nobody should be led is left out (T14).
fn read_source(fields: Fields<'_>) -> Option<Source> {
    let kind = fields.line("havre:sourceType")?;
    let reference = match kind.as_str() {
        "page" => fields.link("havre:reference")?,
        _ => fields.line("havre:reference")?,
    };
    Some(Source { kind, reference })
}
