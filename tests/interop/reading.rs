//! Other software finds us, follows us, and sees what we publish as long as it stands.

use havre::{
    clock::Clock,
    domain::{Content, Iri},
    node::record::{Row, read_text, shared_taxonomy},
};
use serde_json::{Value, json};

use crate::{
    foreign::{Foreign, Software},
    network::{Engine, Network, Running, practice, settle},
};

/// A node, and a server that follows it.
async fn followed_node(network: &Network, software: Software) -> (Running, Foreign) {
    let lyon = network.node("lyon").await;
    let mut visitor = software.start();
    let found = visitor.finds(&format!("@lyon@{}", lyon.host()));
    assert_eq!(found["id"], lyon.actor().as_str());
    assert_eq!((&found["type"], &found["handle"]), (&json!("Organization"), &json!("lyon")));
    let follow = visitor.follows(lyon.actor().as_str());
    settle(&[&lyon]).await;
    assert_eq!(visitor.seen().understood("Accept", &follow)["type"], "Follow");
    (lyon, visitor)
}

async fn put(lyon: &Running, record: Value) -> Iri {
    let content = content(&record);
    lyon.node.put_sheet("lyon", content).await.unwrap().sheet().iri.clone()
}

fn content(record: &Value) -> Content {
    match read_text("sheet", &record.to_string(), shared_taxonomy()).unwrap().remove(0) {
        Row::Sheet { content, .. } => *content,
        other => panic!("{other:?}"),
    }
}

fn soup() -> Value {
    json!({
        "id": "evt-soupe", "kind": "meeting", "status": "announced",
        "title": {"fr": "Soupe du monde"}, "description": {"fr": "Chacun apporte un légume."},
        "start": "2099-05-01T18:00:00+02:00", "end": "2099-05-01T21:00:00+02:00",
        "timezone": "Europe/Paris",
        "place": {"name": "Salle des Rancy", "locality": "Lyon", "country": "FR"},
    })
}

fn call() -> Value {
    json!({
        "id": "call-chambre", "kind": "join", "status": "open",
        "title": {"fr": "Ouvrons nos chambres"}, "body": {"fr": "Une chambre, une famille."},
        "ask": {"fr": "Proposez une chambre"}, "answer": "external", "link": "https://lyon.example/",
    })
}

async fn what_we_publish_is_seen_as_what_it_is(network: &Network, software: Software) {
    let (lyon, mut visitor) = followed_node(network, software).await;
    let guichet = lyon.publish("prac-guichet", "Un guichet").await;
    let soup = put(&lyon, soup()).await;
    let call = put(&lyon, call()).await;
    settle(&[&lyon]).await;
    let seen = visitor.seen();

    let told = seen.understood("Create", guichet.as_str());
    assert_eq!((&told["type"], &told["name"]), (&json!("Article"), &json!("Un guichet")));
    assert_eq!(told["author"], lyon.actor().as_str());
    assert!(told["content"].as_str().unwrap().contains("Un guichet dans chaque quartier"));

    let told = seen.understood("Create", soup.as_str());
    assert_eq!((&told["type"], &told["name"]), (&json!("Event"), &json!("Soupe du monde")));
    assert_eq!(told["place"], "Salle des Rancy");
    let starts = told["starts"].as_str().unwrap().parse::<chrono::DateTime<chrono::Utc>>();
    assert_eq!(starts.unwrap().to_rfc3339(), "2099-05-01T16:00:00+00:00");

    let told = seen.understood("Create", call.as_str());
    assert_eq!(told["type"], "Note");
    let sent = &seen.activity("Create", call.as_str())["object"];
    assert!(sent.get("name").is_none(), "a name would hide the text from Mastodon's readers");
    assert!(told["content"].as_str().unwrap().contains("Ouvrons nos chambres"));

    for object in [&guichet, &soup, &call] {
        let found = visitor.finds(object.as_str());
        assert_eq!(&found, seen.understood("Create", object.as_str()), "the same when asked for");
    }
}

async fn what_we_change_call_off_and_take_back_is_seen(network: &Network, software: Software) {
    let (lyon, mut visitor) = followed_node(network, software).await;
    let guichet = lyon.publish("prac-guichet", "Un guichet").await;
    let evening = put(&lyon, soup()).await;
    settle(&[&lyon]).await;

    lyon.node.put_sheet("lyon", practice("prac-guichet", "Deux guichets")).await.unwrap();
    let mut cancelled = soup();
    cancelled["cancelled"] = json!(true);
    put(&lyon, cancelled).await;
    settle(&[&lyon]).await;
    let seen = visitor.seen();
    assert_eq!(seen.understood("Update", guichet.as_str())["name"], "Deux guichets");
    let update = &seen.activity("Update", evening.as_str())["object"];
    assert_eq!(update["status"], "CANCELLED");
    assert!(seen.understood("Update", evening.as_str())["updated"].is_string());

    lyon.node.withdraw_sheet("prac-guichet").await.unwrap();
    settle(&[&lyon]).await;
    visitor.seen().activity("Delete", guichet.as_str());
    visitor.fails_to(&json!({"do": "find", "address": guichet}));
    visitor.finds(evening.as_str());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fedify_proves_what_we_publish() {
    let network = Network::at(Clock::system(), Engine::Sqlite);
    let (lyon, mut visitor) = followed_node(&network, Software::Fedify).await;
    let evening = put(&lyon, soup()).await;
    settle(&[&lyon]).await;
    for published in [&evening, &lyon.actor()] {
        assert_eq!(visitor.finds(published.as_str())["proven"], true, "{published}");
    }
    let sent = visitor.seen().activity("Create", evening.as_str()).clone();
    let proves = |document: &Value| json!({"do": "prove", "document": document});
    assert_eq!(visitor.does(&proves(&sent["object"])), true);
    let mut forged = sent["object"].clone();
    forged["name"] = json!("Soupe annulée");
    assert_eq!(visitor.does(&proves(&forged)), false);
}

with_both_softwares_on_both_engines!(
    what_we_publish_is_seen_as_what_it_is,
    what_we_change_call_off_and_take_back_is_seen,
);
