//! The profiles of other software: custom fields, and what must not be shown or kept.

use serde_json::Value;

use super::{
    fields::{Fields, is_web_address, line, shorten},
    html::html,
};
use crate::domain::{Profile, ProfileField, plain_text};

/// Most fields of a profile.
const MOST_FIELDS: usize = 20;
/// Longest name of a field, and longest value, in characters.
const LONGEST: (usize, usize) = (200, 500);
/// What is kept of the document of a person: what is needed to answer them, to know their keys and to
/// follow them when they move; no words, no pictures (`SECURITY.md` 4.2).
const OF_A_PERSON: [&str; 21] = [
    "@context",
    "id",
    "type",
    "preferredUsername",
    "name",
    "url",
    "inbox",
    "outbox",
    "followers",
    "endpoints",
    "publicKey",
    "assertionMethod",
    "generator",
    "alsoKnownAs",
    "movedTo",
    "published",
    "updated",
    "discoverable",
    "indexable",
    "suspended",
    "memorial",
];

/// Reads the profile of an actor.
pub(super) fn read(fields: Fields<'_>) -> Profile {
    let as_type = fields.types().find(|as_type| Profile::is_collective_type(as_type));
    let is_down = |key| fields.get(key).and_then(Value::as_bool) == Some(false);
    let shown = fields.objects("attachment").filter(|_| as_type.is_some());
    Profile {
        as_type: as_type.unwrap_or_default().to_owned(),
        fields: shown.filter_map(read_field).take(MOST_FIELDS).collect(),
        address: None,
        unlisted: is_down("discoverable") || is_down("indexable"),
        suspended: fields.flag("suspended"),
        memorial: fields.flag("memorial"),
    }
}

/// One field; its value is HTML with at most one link of interest.
fn read_field(field: Fields<'_>) -> Option<ProfileField> {
    let name = shorten(line(field.words("name")?).trim(), LONGEST.0);
    let value = field.is_a("PropertyValue").then(|| field.words("value"))??;
    let value = html(value);
    let text = line(&plain_text(&value).replace('\n', " "));
    let text = shorten(text.trim(), LONGEST.1);
    let linked = value.split("<a href=\"").nth(1).and_then(|rest| rest.split('"').next());
    let url = linked.map_or_else(|| text.clone(), plain_text);
    let url = Some(url).filter(|url| is_web_address(url));
    (!name.is_empty() && !text.is_empty()).then_some(ProfileField { name, text, url })
}

/// The document of an actor as it is kept: of a person without anything that is not needed.
#[must_use]
pub fn to_keep(document: &Value) -> Value {
    let is_person =
        Fields::of(document).is_some_and(|fields| !fields.types().any(Profile::is_collective_type));
    match document {
        Value::Object(fields) if is_person => {
            let needed = fields.iter().filter(|(key, _)| OF_A_PERSON.contains(&key.as_str()));
            needed.map(|(key, value)| (key.clone(), value.clone())).collect()
        }
        other => other.clone(),
    }
}
