//! What an author does reaches the followers: publish, change, move, take back.

use havre::{
    domain::{SheetKind, Subject},
    node::{NodeError, Put},
    store::search,
};

use crate::{
    following::follow,
    network::{Network, Running, event, practice, settle},
};

async fn a_change_replaces_the_copy_and_leaves_one_sheet(network: Network) {
    let (lyon, gao) = (network.node("lyon").await, network.node("gao").await);
    follow(&gao, &lyon).await;
    lyon.publish("prac-guichet", "Un guichet").await;
    lyon.publish("prac-guichet", "Deux guichets").await;
    settle(&[&lyon, &gao]).await;
    assert_eq!(gao.practices().await, ["Deux guichets"]);
}

async fn the_same_content_put_twice_is_published_once(network: Network) {
    let lyon = network.node("lyon").await;
    let content = practice("prac-guichet", "Un guichet");
    let first = lyon.node.put_sheet("lyon", content.clone()).await.unwrap();
    let second = lyon.node.put_sheet("lyon", content).await.unwrap();
    assert!(matches!(first, Put::Created(_)));
    assert!(matches!(second, Put::Unchanged(_)));
    assert_eq!(first.sheet(), second.sheet());
}

async fn an_event_that_is_moved_shows_its_new_day(network: Network) {
    let (lyon, gao) = (network.node("lyon").await, network.node("gao").await);
    follow(&gao, &lyon).await;
    lyon.node.put_sheet("lyon", event("evt-rencontre", "2027-02-09")).await.unwrap();
    settle(&[&lyon, &gao]).await;
    lyon.node.put_sheet("lyon", event("evt-rencontre", "2027-02-10")).await.unwrap();
    settle(&[&lyon, &gao]).await;
    assert_eq!(event_days(&gao).await, ["2027-02-10"]);
}

async fn event_days(running: &Running) -> Vec<String> {
    let mut db = running.node.store.read().await.unwrap();
    let query = search::Query { kind: Some(SheetKind::Event), limit: 10, ..<_>::default() };
    let page = search::page(&mut db, &query, running.node.clock.now()).await.unwrap();
    let day = |sheet: &havre::domain::Sheet| match &sheet.content.subject {
        Subject::Event(event) => event.dates.written().0,
        other => panic!("{other:?}"),
    };
    page.sheets.iter().map(day).collect()
}

async fn what_is_withdrawn_disappears_everywhere_and_does_not_come_back(network: Network) {
    let (lyon, gao) = (network.node("lyon").await, network.node("gao").await);
    follow(&gao, &lyon).await;
    let iri = lyon.publish("prac-guichet", "Un guichet").await;
    settle(&[&lyon, &gao]).await;
    lyon.node.withdraw_sheet("prac-guichet").await.unwrap();
    settle(&[&lyon, &gao]).await;
    assert!(gao.practices().await.is_empty());
    gao.node.sync(&lyon.host()).await.unwrap();
    assert!(gao.practices().await.is_empty());
    let mut db = gao.node.store.read().await.unwrap();
    let entry = havre::store::catalogue::find(&mut db, &iri).await.unwrap().unwrap();
    assert!(entry.deleted_at.is_some(), "a tombstone stays");
}

async fn a_name_that_was_withdrawn_makes_a_new_sheet_with_another_address(network: Network) {
    let lyon = network.node("lyon").await;
    let first = lyon.publish("prac-guichet", "Un guichet").await;
    lyon.node.withdraw_sheet("prac-guichet").await.unwrap();
    let second = lyon.publish("prac-guichet", "Un guichet").await;
    assert_ne!(first, second);
}

async fn nobody_withdraws_what_another_node_published(network: Network) {
    let (lyon, gao) = (network.node("lyon").await, network.node("gao").await);
    follow(&gao, &lyon).await;
    lyon.publish("prac-guichet", "Un guichet").await;
    settle(&[&lyon, &gao]).await;
    let refused = gao.node.withdraw_sheet("prac-guichet").await.unwrap_err();
    assert!(matches!(refused, NodeError::NoSheet(_)), "{refused}");
}

on_both_engines!(
    a_change_replaces_the_copy_and_leaves_one_sheet,
    the_same_content_put_twice_is_published_once,
    an_event_that_is_moved_shows_its_new_day,
    what_is_withdrawn_disappears_everywhere_and_does_not_come_back,
    a_name_that_was_withdrawn_makes_a_new_sheet_with_another_address,
    nobody_withdraws_what_another_node_published,
);
