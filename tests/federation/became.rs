//! What became of activities of other software, as text for snapshots.

use std::fmt::Write;

use havre::{
    domain::{Iri, Sheet, Subject},
    store::{received, sheets},
};
use serde_json::{Value, json};

use crate::{
    network::{Running, settle},
    stranger::{LIEGE, Stranger},
};

/// Hands `activities` of `actor` to the inbox of `node`, a few at a time so that some share a
/// transaction, and says what became of each. Addresses are shown under `shown_as`.
pub(crate) async fn receive_all(
    node: &Running,
    stranger: &Stranger,
    actor: &Iri,
    activities: &[Value],
    shown_as: &str,
) -> String {
    for activity in activities {
        assert_eq!(stranger.send(node, actor, LIEGE, activity).await, 202, "{activity}");
    }
    settle(&[node]).await;
    let mut text = String::new();
    for activity in activities {
        let became = describe(node, activity).await;
        writeln!(text, "{became}").unwrap();
    }
    text.replace(&stranger.origin, shown_as)
}

/// An object in a `Create` of `actor`; an activity stays what it is.
pub(crate) fn in_activity(document: Value, actor: &Iri) -> Value {
    if document.get("actor").is_some() && document.get("object").is_some() {
        return document;
    }
    let id = document["id"].as_str().and_then(|id| Iri::parse(id).ok());
    let id = id.filter(|id| id.same_origin(actor)).unwrap_or_else(|| {
        let named = document["id"].is_string();
        actor.child(if named { "elsewhere" } else { "nameless" })
    });
    json!({"id": format!("{id}/create"), "type": "Create", "actor": actor, "object": document})
}

async fn describe(node: &Running, activity: &Value) -> String {
    let id = Iri::parse(activity["id"].as_str().unwrap()).unwrap();
    let mut db = node.node.store.read().await.unwrap();
    let problem = received::problem(&mut db, &id).await.unwrap();
    let mut text = format!("* {}\n", activity["id"].as_str().unwrap());
    match problem {
        Some(Some(reason)) => writeln!(text, "  left out: {reason}").unwrap(),
        Some(None) => {
            let object = innermost(&activity["object"]);
            let iri = object.as_str().or_else(|| object["id"].as_str());
            let iri = iri.and_then(|iri| Iri::parse(iri).ok()).unwrap();
            match sheets::find_by_iri(&mut db, &iri).await.unwrap() {
                Some(sheet) => describe_sheet(&mut text, &sheet),
                None => writeln!(text, "  done, and no copy is held").unwrap(),
            }
        }
        None => writeln!(text, "  dropped").unwrap(),
    }
    text
}

/// The object of an activity within an activity.
fn innermost(object: &Value) -> &Value {
    if object.get("actor").is_some() && object.get("object").is_some() {
        innermost(&object["object"])
    } else {
        object
    }
}

fn describe_sheet(text: &mut String, sheet: &Sheet) {
    let content = &sheet.content;
    let mut line = |label: &str, value: String| writeln!(text, "  {label}: {value}").unwrap();
    line("kind", format!("{} {}", sheet.kind().as_str(), content.subkind()));
    line("visibility", format!("{:?}", content.visibility));
    for words in content.texts.iter() {
        let (language, origin) = (words.language.as_str(), words.origin);
        line("title", format!("{} ({language}, {origin:?})", words.title));
        line("body", format!("{:?}", words.body));
    }
    line("language", content.language.to_string());
    line("published", format!("{} / {}", sheet.published_at, sheet.updated_at));
    line("by", sheet.actor.to_string());
    if let Subject::Event(event) = &content.subject {
        let (start, end) = event.dates.written();
        let zone = event.dates.zone().name();
        line("when", format!("{start} – {end} ({zone}, {:?})", event.dates.precision()));
        line("cancelled, online", format!("{}, {}", event.cancelled, event.online));
        for organiser in &event.organisers {
            line("organiser", organiser.name.clone());
        }
    }
    if let Some(place) = &content.place {
        line("place", serde_json::to_string(place).unwrap());
    }
    for source in &content.sources {
        line("page", source.reference.clone());
    }
    if let Some(warning) = &content.attached.warning {
        line("warning", warning.clone());
    }
    for link in &content.attached.links {
        line("link", format!("{} <{}>", link.label, link.url));
    }
    for hashtag in &content.attached.hashtags {
        line("hashtag", hashtag.clone());
    }
}
