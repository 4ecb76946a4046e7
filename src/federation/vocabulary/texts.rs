//! A text in several languages as language maps, the original first.
//!
//! Mastodon takes the first key of `contentMap` as the language of the object, and `GoToSocial`
//! looks `content` up in it (`PROTOCOL.md` 1.1): so the order of the keys says which text is the
//! original.

use serde_json::Value;

use super::{
    Unreadable,
    document::Document,
    fields::{Fields, line},
    html::html,
};
use crate::domain::{Language, Origin, Text, Texts};

/// Puts `key` with the original's value, and `key` + `Map` with that of every language.
pub(super) fn write(
    document: &mut Document,
    key: &str,
    texts: &Texts,
    value: impl Fn(&Text) -> String,
) {
    document.put(key, value(texts.original())).put(&format!("{key}Map"), map(texts, value));
}

/// A language map, the original first.
pub(super) fn map(texts: &Texts, value: impl Fn(&Text) -> String) -> Document {
    texts.iter().map(|text| (text.language.as_str(), value(text))).collect()
}

/// Puts what is asked, and what became of each text: its version, and who translated it.
pub(super) fn write_record(document: &mut Document, texts: &Texts) {
    let of = |origin| {
        texts.iter().filter(move |text| text.origin == origin).map(|text| text.language.as_str())
    };
    let versions: Document =
        texts.iter().map(|text| (text.language.as_str(), text.of_version)).collect();
    let asks = texts.iter().filter_map(|text| Some((text.language.as_str(), text.ask.as_deref()?)));
    let asks: Document = asks.collect();
    document
        .put("havre:textVersions", versions)
        .put_some("havre:ask", (!asks.is_empty()).then_some(asks))
        .put_list("havre:machineTranslated", of(Origin::Machine))
        .put_list("havre:toReview", of(Origin::Unchecked));
}

/// Reads the texts of a sheet of our kind: titles from `nameMap`, bodies from the map `bodies`.
pub(super) fn read(fields: Fields<'_>, bodies: &'static str) -> Result<Texts, Unreadable> {
    let among = |key, language: &str| fields.lines(key).iter().any(|listed| listed == language);
    let mut texts = Vec::new();
    for (key, body) in fields.map(bodies) {
        let language = Language::parse(key).ok_or(Unreadable::Malformed(bodies))?;
        let origin = match key {
            _ if texts.is_empty() => Origin::Original,
            _ if among("havre:machineTranslated", key) => Origin::Machine,
            _ if among("havre:toReview", key) => Origin::Unchecked,
            _ => Origin::Human,
        };
        texts.push(Text {
            language,
            origin,
            of_version: version(fields, key),
            title: line(fields.text_in("nameMap", key).ok_or(Unreadable::Missing("nameMap"))?),
            body: html(body.as_str().ok_or(Unreadable::Malformed(bodies))?),
            ask: fields.text_in("havre:ask", key).map(line),
        });
    }
    Ok(Texts::new(texts)?)
}

/// The version of the original that the text of a language says.
fn version(fields: Fields<'_>, language: &str) -> i64 {
    let versions = fields.get("havre:textVersions");
    versions.and_then(|map| map.get(language)).and_then(Value::as_i64).unwrap_or(1)
}
