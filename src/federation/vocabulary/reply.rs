//! What somebody says under a sheet of ours: a `Note` with `inReplyTo`.

use serde_json::Value;

use super::{
    Unreadable,
    fields::{Fields, shorten},
    html::html,
    is_public_name, sheet,
};
use crate::domain::{Iri, Language, Timestamp};

/// Longest reply that is kept, in characters.
const LONGEST: usize = 10_000;

/// A reply as its author wrote it.
#[derive(Clone, Debug, PartialEq)]
pub struct IncomingReply {
    /// Its address.
    pub iri: Iri,
    /// Who wrote it: of the origin of its address.
    pub actor: Iri,
    /// Its page, where that is of the same origin.
    pub url: Option<Iri>,
    /// The language that it says it is in.
    pub language: Option<Language>,
    /// Clean HTML.
    pub content: String,
    /// When it was written, if it says so.
    pub published: Option<Timestamp>,
}

/// What an object answers, if it is a reply: the address of the object above it.
#[must_use]
pub fn parent_of(object: &Value) -> Option<Iri> {
    Fields::of(object)?.iri("inReplyTo")
}

/// Reads a reply that everybody may read: one that is for a few is none of our readers' business
/// and is not kept.
pub fn read(object: &Value) -> Result<IncomingReply, Unreadable> {
    let fields = Fields::of(object).ok_or(Unreadable::NotAnObject)?;
    let address = |key| fields.iri(key).ok_or(Unreadable::Malformed(key));
    let (iri, actor) = (address("id")?, address("attributedTo")?);
    if !iri.same_origin(&actor) {
        return Err(Unreadable::Misattributed);
    }
    match fields.text("type") {
        Some("Note") => {}
        Some(other) => return Err(Unreadable::UnknownType(shorten(other, 100))),
        None => return Err(Unreadable::Missing("type")),
    }
    let is_public = ["to", "cc"]
        .into_iter()
        .flat_map(|key| fields.items(key))
        .filter_map(Value::as_str)
        .any(is_public_name);
    if !is_public {
        return Err(Unreadable::NotPublic);
    }
    let content = fields.text("content").ok_or(Unreadable::Missing("content"))?;
    let content = html(&shorten(content, LONGEST));
    let mapped = fields.map("contentMap").next().and_then(|(key, _)| Language::parse(key));
    let url = fields.link("url").and_then(|url| Iri::parse(url).ok());
    Ok(IncomingReply {
        // A link that leads elsewhere would show the host of somebody else.
        url: url.filter(|url| url.same_origin(&iri)),
        iri,
        actor,
        language: mapped.or_else(|| sheet::language(fields)),
        content,
        published: fields.moment("published"),
    })
}
