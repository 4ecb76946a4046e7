//! What other software gets of us, as a node serves it, held against what each of them demands
//! (`PROTOCOL.md` 1.1 to 1.4).

use havre::domain::{Content, Iri, Subject};
use serde_json::{Value, json};

use crate::{
    network::{Network, Running, event, practice, settle},
    stranger::{LIEGE, Stranger},
};

const PUBLIC: &str = "https://www.w3.org/ns/activitystreams#Public";

/// The status and the document at an address, as another server gets it.
async fn fetched(node: &Running, iri: &Iri) -> (u16, Value) {
    let accept = |_: &_| Ok(vec![("accept", "application/activity+json".to_owned())]);
    let answer = node.node.federation.client().get(iri, accept, 1 << 20).await.unwrap();
    (answer.status, serde_json::from_slice(&answer.body).unwrap())
}

async fn put(node: &Running, content: Content) -> Value {
    let put = node.node.put_sheet("lyon", content).await.unwrap();
    let (status, document) = fetched(node, &put.sheet().iri).await;
    assert_eq!(status, 200);
    document
}

/// The same event, called off.
fn cancelled(mut content: Content) -> Content {
    let Subject::Event(event) = &mut content.subject else { panic!() };
    event.cancelled = true;
    content
}

fn no_nulls(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Array(items) => items.iter().all(no_nulls),
        Value::Object(fields) => fields.values().all(no_nulls),
        _ => true,
    }
}

/// What holds for every object of ours.
fn assert_shown_everywhere(object: &Value) {
    let id = object["id"].as_str().unwrap();
    assert!(!id.contains('?'), "an id has no query: {id}");
    assert!(object["type"].is_string(), "one type, never a list");
    assert!(object["url"].is_string() && object["attributedTo"].is_string());
    let host = |text: &Value| Iri::parse(text.as_str().unwrap()).unwrap().host().to_owned();
    assert_eq!(host(&object["id"]), host(&object["attributedTo"]));
    assert_eq!(host(&object["id"]), host(&object["url"]));
    assert_eq!(object["to"], json!([PUBLIC]), "the full address, in `to`");
    assert!(object["cc"].is_array() && object["attachment"].is_array());
    assert!(object["published"].as_str() <= object["updated"].as_str());
    assert_eq!(object["sensitive"], false);
    assert_eq!(object["interactionPolicy"]["canQuote"]["automaticApproval"], json!([PUBLIC]));
    let first = object["contentMap"].as_object().unwrap().iter().next().unwrap();
    assert_eq!((first.0.as_str(), first.1), ("fr", &object["content"]), "the original first");
    for tag in object["tag"].as_array().into_iter().flatten() {
        assert!(tag["type"] == "Hashtag" && tag["name"].as_str().unwrap().starts_with('#'));
    }
    assert!(no_nulls(object), "nothing is null: {object:#}");
    assert!(object["@context"][0] == "https://www.w3.org/ns/activitystreams");
}

async fn a_practice_is_an_article_with_its_facts_in_the_summary_and_a_card(network: Network) {
    let lyon = network.node("lyon").await;
    let article = put(&lyon, practice("prac-guichet", "Un guichet")).await;
    assert_shown_everywhere(&article);
    assert_eq!((&article["type"], &article["name"]), (&"Article".into(), &"Un guichet".into()));
    assert_eq!(article["attachment"], json!([]), "or Mastodon draws no card");
    assert_eq!(article["preview"]["type"], "Note");
    let summary = article["summary"].as_str().unwrap();
    assert!(summary.contains("lyon") && summary.contains("Un guichet dans chaque quartier."));
    assert!(summary.chars().count() <= 500 && !summary.contains('<'), "{summary}");

    let page = Iri::parse(article["url"].as_str().unwrap()).unwrap();
    let browser = |_: &_| Ok(vec![("accept", "text/html".to_owned())]);
    let answer = lyon.node.federation.client().get(&page, browser, 1 << 20).await.unwrap();
    let page = String::from_utf8(answer.body).unwrap();
    let published = article["published"].as_str().unwrap();
    for card in [
        r#"<meta property="og:type" content="article">"#.to_owned(),
        r#"<meta property="og:title" content="Un guichet">"#.to_owned(),
        r#"<meta property="og:description" content="Un guichet dans chaque quartier.">"#.to_owned(),
        r#"<meta property="og:locale" content="fr">"#.to_owned(),
        format!(r#"<meta property="article:published_time" content="{published}">"#),
        format!(r#"<meta name="fediverse:creator" content="@lyon@{}">"#, lyon.host()),
    ] {
        assert!(page.contains(&card), "{card} in {page}");
    }
    let (_, actor) = fetched(&lyon, &lyon.actor()).await;
    assert_eq!(actor["attributionDomains"], json!([lyon.host()]), "or the creator is not believed");
}

async fn an_event_has_every_field_that_calendars_need_and_cancelling_is_an_update(
    network: Network,
) {
    let lyon = network.node("lyon").await;
    let mobilizon = Stranger::start(&network.clock).await;
    let relay = mobilizon.actor_of_type("Application", "relay", LIEGE);
    mobilizon.follow(&lyon, &relay, LIEGE, &lyon.node.iri("/actor")).await;
    let mut content = event("evt-rencontre", "2027-02-09");
    content.place = Some(havre::domain::Place {
        name: "Maison des associations".to_owned(),
        locality: Some("Lyon".to_owned()),
        country: Some("FR".to_owned()),
        latitude: Some(45.0),
        longitude: Some(4.0),
        ..havre::domain::Place::default()
    });
    let object = put(&lyon, content.clone()).await;
    assert_shown_everywhere(&object);
    assert_eq!(object["type"], "Event");
    let moment = |key: &str| object[key].as_str().unwrap().to_owned();
    for time in [moment("startTime"), moment("endTime")] {
        assert!(time.ends_with("+01:00"), "with its offset: {time}");
    }
    assert!(moment("startTime") < moment("endTime"));
    assert_eq!(object["displayEndTime"], false, "the end was not told");
    assert_eq!(object["timezone"], "Europe/Paris");
    assert_eq!(
        (&object["status"], &object["eventStatus"]),
        (&"CONFIRMED".into(), &"EventScheduled".into(),)
    );
    assert_eq!(object["joinMode"], "external");
    assert_eq!(object["externalParticipationUrl"], object["url"]);
    assert_eq!(object["anonymousParticipationEnabled"], false);
    assert_eq!(
        (&object["repliesModerationOption"], &object["commentsEnabled"]),
        (&"closed".into(), &false.into(),)
    );
    assert_eq!(object["category"], "MEETING");
    assert_eq!(object["organizers"]["items"], json!([lyon.actor()]));
    let place = object["location"].as_object().unwrap();
    assert_eq!(place["type"], "Place");
    assert!(place["latitude"].is_f64() && place["longitude"].is_f64(), "floats, even 45.0");
    let website = &object["attachment"][0];
    assert_eq!((&website["type"], &website["name"]), (&"Link".into(), &"Website".into()));
    let summary = object["summary"].as_str().unwrap();
    assert!(summary.starts_with("9 février 2027, Maison des associations"), "{summary}");

    network.clock.advance(3_600);
    let object = put(&lyon, cancelled(content)).await;
    assert_eq!(
        (&object["status"], &object["eventStatus"]),
        (&"CANCELLED".into(), &"EventCancelled".into(),)
    );
    assert!(object["summary"].as_str().unwrap().starts_with("ANNULÉ, 9 février 2027"));
    settle(&[&lyon]).await;
    let update = mobilizon.told_of("Update").pop().unwrap();
    assert_eq!(update["object"]["status"], "CANCELLED");
    assert!(mobilizon.told_of("Delete").is_empty());
}

async fn a_call_is_a_note_that_is_read_in_the_stream(network: Network) {
    let lyon = network.node("lyon").await;
    let record = r#"{"id": "call-charte", "type": "call", "kind": "sign", "status": "open",
        "title": {"fr": "Signez la charte"}, "ask": {"fr": "Signez."}, "themes": ["housing"],
        "body": {"fr": "Le texte."}, "answer": "form"}"#;
    let note = put(&lyon, crate::network::content(record)).await;
    assert_shown_everywhere(&note);
    assert_eq!(note["type"], "Note");
    assert!(note.get("name").is_none() && note.get("summary").is_none(), "they would fold it");
    assert_eq!(note["nameMap"]["fr"], "Signez la charte");
    let content = note["content"].as_str().unwrap();
    assert!(content.starts_with("<p><strong>Signez la charte</strong></p>"), "{content}");
    let href = note["tag"][0]["href"].as_str().unwrap();
    assert!(content.ends_with("</a></p>") && content.contains(href), "hashtags last: {content}");
    // The hashtag leads somewhere.
    let (theme, browser) = (Iri::parse(href).unwrap(), |_: &_| Ok(vec![]));
    let answer = lyon.node.federation.client().get(&theme, browser, 1 << 20).await.unwrap();
    assert_eq!(answer.status, 200, "{href}");
}

async fn an_update_is_newer_than_what_it_changes_and_published_stays(network: Network) {
    let lyon = network.node("lyon").await;
    let mut before = put(&lyon, practice("prac-guichet", "Version 0")).await;
    for version in 1..4 {
        // Within one millisecond, as an import does.
        let after = put(&lyon, practice("prac-guichet", &format!("Version {version}"))).await;
        assert!(after["updated"].as_str() > before["updated"].as_str());
        assert_eq!(after["published"], before["published"]);
        assert_eq!(after["id"], before["id"]);
        before = after;
    }
}

async fn a_delete_leaves_when_the_object_answers_410_with_a_tombstone(network: Network) {
    let (lyon, mastodon) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let ana = mastodon.actor("ana", LIEGE);
    mastodon.follow(&lyon, &ana, LIEGE, &lyon.actor()).await;
    let sheet = lyon.publish("prac-guichet", "Un guichet").await;
    settle(&[&lyon]).await;
    lyon.node.withdraw_sheet("prac-guichet").await.unwrap();
    assert!(mastodon.told_of("Delete").is_empty(), "not sent yet");
    let (status, tombstone) = fetched(&lyon, &sheet).await;
    assert_eq!((status, &tombstone["type"]), (410, &"Tombstone".into()));
    assert_eq!(tombstone["formerType"], "Article");
    settle(&[&lyon]).await;
    let delete = mastodon.told_of("Delete").pop().unwrap();
    assert_eq!(delete["object"]["id"], sheet.as_str());
    assert_eq!(delete["object"]["type"], "Tombstone");
}

on_both_engines!(
    a_practice_is_an_article_with_its_facts_in_the_summary_and_a_card,
    an_event_has_every_field_that_calendars_need_and_cancelling_is_an_update,
    a_call_is_a_note_that_is_read_in_the_stream,
    an_update_is_newer_than_what_it_changes_and_published_stays,
    a_delete_leaves_when_the_object_answers_410_with_a_tombstone,
);
