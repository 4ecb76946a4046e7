//! Other software publishes, and our node, which follows it, shows it.

use havre::{
    domain::{Sheet, SheetKind, Subject, plain_text},
    store::search,
};
use serde_json::json;

use crate::{
    foreign::{Foreign, Software},
    network::{Network, Running, settle},
};

/// A node that follows a server, by its handle.
async fn following_node(network: &Network, software: Software) -> (Running, Foreign) {
    let lyon = network.node("lyon").await;
    let mut visitor = software.start();
    let followed = lyon.node.follow(&visitor.handle).await.unwrap();
    assert_eq!(followed.iri.as_str(), visitor.actor);
    settle(&[&lyon]).await;
    assert_eq!(visitor.seen().followers(), [lyon.actor().as_str()]);
    (lyon, visitor)
}

/// What the node lists of a kind, in the order of its list.
async fn listed(running: &Running, kind: SheetKind) -> Vec<Sheet> {
    let mut db = running.node.store.read().await.unwrap();
    let query = search::Query { kind: Some(kind), limit: 100, ..<_>::default() };
    search::page(&mut db, &query, running.node.clock.now()).await.unwrap().sheets
}

fn words(sheet: &Sheet) -> String {
    plain_text(&sheet.content.texts.original().body)
}

async fn what_they_publish_change_and_take_back_is_shown(network: &Network, software: Software) {
    let (lyon, mut visitor) = following_node(network, software).await;
    let note = visitor.publishes(json!({"content": "<p>Une salle <b>est libre</b>.</p>"}));
    let event = visitor.publishes(json!({
        "type": "Event", "name": "Repas de quartier", "content": "<p>Venez.</p>",
        "starts": "2099-06-01T10:00:00Z", "ends": "2099-06-01T12:00:00Z", "place": "Place Guichard",
    }));
    settle(&[&lyon]).await;

    let posts = listed(&lyon, SheetKind::Post).await;
    assert_eq!(posts.iter().map(|post| post.iri.as_str()).collect::<Vec<_>>(), [&note]);
    assert_eq!(words(&posts[0]), "Une salle est libre.");
    let events = listed(&lyon, SheetKind::Event).await;
    assert_eq!(events.iter().map(|event| event.iri.as_str()).collect::<Vec<_>>(), [&event]);
    let Subject::Event(read) = &events[0].content.subject else { panic!("{:?}", events[0]) };
    assert_eq!(events[0].content.texts.original().title, "Repas de quartier");
    assert_eq!(read.dates.written().0, "2099-06-01T10:00:00+00:00");
    let place = events[0].content.place.as_ref().unwrap();
    assert_eq!(place.name, "Place Guichard");

    let change = json!({"do": "update", "object": note, "content": "<p>Elle est prise.</p>"});
    visitor.does(&change);
    visitor.does(&json!({"do": "delete", "object": event}));
    settle(&[&lyon]).await;
    assert_eq!(words(&listed(&lyon, SheetKind::Post).await[0]), "Elle est prise.");
    assert!(listed(&lyon, SheetKind::Event).await.is_empty());
}

with_both_softwares_on_both_engines!(what_they_publish_change_and_take_back_is_shown);
