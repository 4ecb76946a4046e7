//! A call: a `Note`, because an urgent call must be readable in the stream of every server. It has
//! no name and no summary, which would fold it away (`PROTOCOL.md` 1.4).

use serde::de::DeserializeOwned;
use serde_json::json;

use super::{Unreadable, document::Document, fields::Fields, markup, place, tags, texts};
use crate::domain::{Call, Content, Taxonomy, Text};

/// Puts what a call has that other sheets have not, and its words. `origin` is that of its address.
pub(super) fn write(
    document: &mut Document,
    content: &Content,
    call: &Call,
    origin: &str,
    taxonomy: &Taxonomy,
) {
    let texts = &content.texts;
    let deadline = call.closes.as_deref().and_then(end_of_day);
    let hashtags = tags::links(content, origin, taxonomy);
    document.put_some("endTime", deadline.as_deref());
    texts::write(document, "content", texts, |text| post(text, call, &hashtags));
    document
        .put("nameMap", texts::map(texts, |text| text.title.clone()))
        .put("mediaType", "text/html")
        .put("attachment", json!([]))
        .put("interactionPolicy", json!({"canQuote": {"automaticApproval": [super::PUBLIC]}}))
        .put("sensitive", false)
        .put("havre:callType", call.kind.as_str())
        .put("havre:title", texts.original().title.as_str())
        .put("havre:body", texts::map(texts, |text| text.body.clone()))
        .put("havre:status", call.status.as_str())
        .put_some("havre:opens", call.opens.as_deref())
        .put_some("havre:closes", call.closes.as_deref())
        .put_some("havre:deadline", deadline)
        .put("havre:answer", json!(call.answer))
        .put_some("havre:link", call.link.as_deref())
        .put_list("havre:events", call.events.iter().map(String::as_str))
        .put_list("havre:practices", call.practices.iter().map(String::as_str))
        .put_some("havre:place", content.place.as_ref().map(place::write));
}

/// The whole call as a post: title, words, what is asked, where to answer, hashtags.
fn post(text: &Text, call: &Call, hashtags: &str) -> String {
    let mut post = markup::title(&text.title);
    post.push_str(&text.body);
    post.extend(text.ask.as_deref().map(markup::paragraph));
    post.extend(call.link.as_deref().map(markup::link));
    post.push_str(hashtags);
    post
}

/// The last second of a day for software that knows moments only; a month or a year has none that
/// could be told without a promise that nobody made.
fn end_of_day(date: &str) -> Option<String> {
    let day: chrono::NaiveDate = date.parse().ok()?;
    Some(format!("{day}T23:59:59Z"))
}

/// Reads what [`write()`] put, but for the words and the place.
pub(super) fn read(fields: Fields<'_>) -> Result<Call, Unreadable> {
    Ok(Call {
        kind: one_of(fields, "havre:callType")?,
        status: fields.line("havre:status").ok_or(Unreadable::Missing("havre:status"))?,
        opens: fields.line("havre:opens"),
        closes: fields.line("havre:closes"),
        answer: one_of(fields, "havre:answer")?,
        link: fields.link("havre:link"),
        events: fields.lines("havre:events"),
        practices: fields.lines("havre:practices"),
    })
}

/// A word of a closed list.
fn one_of<T: DeserializeOwned>(fields: Fields<'_>, key: &'static str) -> Result<T, Unreadable> {
    let word = fields.get(key).ok_or(Unreadable::Missing(key))?;
    T::deserialize(word).map_err(|_| Unreadable::Malformed(key))
}
