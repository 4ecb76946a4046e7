//! Followers that are gone for good are told nothing any more; those who come back are.

use havre::{
    domain::{Iri, Timestamp},
    store::{actors, followers, followings},
};
use serde_json::json;

use crate::{
    network::{Network, Running, settle},
    stranger::{LIEGE, Stranger},
};

const DAY: i64 = 24 * 3_600;

async fn followers_of(node: &Running) -> i64 {
    let mut db = node.node.store.read().await.unwrap();
    let actor = actors::find_by_iri(&mut db, &node.actor()).await.unwrap().unwrap();
    followers::count(&mut db, actor.id).await.unwrap()
}

/// Publishes something new and delivers it.
async fn publish(node: &Running, at: Timestamp) {
    node.publish("prac-guichet", &format!("Un guichet, {at}")).await;
    settle(&[node]).await;
}

async fn an_inbox_that_is_gone_for_three_days_takes_its_followers_along(network: Network) {
    let (lyon, mastodon) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let ana = mastodon.actor("ana", LIEGE);
    mastodon.follow(&lyon, &ana, LIEGE, &lyon.actor()).await;
    mastodon.answer("/inbox", 410, "");
    publish(&lyon, network.clock.now()).await;
    network.clock.advance(2 * DAY);
    publish(&lyon, network.clock.now()).await;
    assert_eq!(followers_of(&lyon).await, 1, "two days may be a mistake");
    // What is written down survives the process.
    let lyon = network.start_again(lyon.kill().await).await;
    network.clock.advance(DAY);
    publish(&lyon, network.clock.now()).await;
    assert_eq!(followers_of(&lyon).await, 0);
    // Its return resumes.
    mastodon.answer_again("/inbox");
    let again = json!({
        "id": format!("{ana}/follows/again"), "type": "Follow", "actor": ana,
        "object": lyon.actor(),
    });
    assert_eq!(mastodon.send(&lyon, &ana, LIEGE, &again).await, 202);
    settle(&[&lyon]).await;
    network.clock.advance(60);
    publish(&lyon, network.clock.now()).await;
    assert_eq!(followers_of(&lyon).await, 1);
    assert_eq!(mastodon.told_of("Update").len(), 1);
}

async fn an_inbox_that_takes_something_in_between_is_not_gone(network: Network) {
    let (lyon, mastodon) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let ana = mastodon.actor("ana", LIEGE);
    mastodon.follow(&lyon, &ana, LIEGE, &lyon.actor()).await;
    for _ in 0..3 {
        mastodon.answer("/inbox", 404, "");
        publish(&lyon, network.clock.now()).await;
        network.clock.advance(2 * DAY);
        mastodon.answer_again("/inbox");
        publish(&lyon, network.clock.now()).await;
        network.clock.advance(DAY);
    }
    assert_eq!(followers_of(&lyon).await, 1);
}

async fn an_account_that_was_deleted_follows_and_is_followed_no_longer(network: Network) {
    let (lyon, mastodon) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let ana = mastodon.actor("ana", LIEGE);
    mastodon.follow(&lyon, &ana, LIEGE, &lyon.actor()).await;
    lyon.node.follow(ana.as_str()).await.unwrap();
    settle(&[&lyon]).await;
    let asked = mastodon.told_of("Follow").pop().unwrap();
    let accept = json!({
        "id": format!("{ana}/accepts/1"), "type": "Accept", "actor": ana, "object": asked,
    });
    assert_eq!(mastodon.send(&lyon, &ana, LIEGE, &accept).await, 202);
    settle(&[&lyon]).await;
    let delete =
        json!({"id": format!("{ana}/deletes/1"), "type": "Delete", "actor": ana, "object": ana});
    assert_eq!(mastodon.send(&lyon, &ana, LIEGE, &delete).await, 202);
    settle(&[&lyon]).await;
    assert_eq!(followers_of(&lyon).await, 0);
    let mut db = lyon.node.store.read().await.unwrap();
    assert!(!followings::follows(&mut db, &ana).await.unwrap());
    assert_eq!(lyon.node.followings().await.unwrap(), []);
    assert_eq!(actors::find_by_iri(&mut db, &ana).await.unwrap(), None);
}

async fn an_account_that_only_followed_leaves_nothing_behind_and_may_come_back(network: Network) {
    let (lyon, mastodon) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let ana: Iri = mastodon.actor("ana", LIEGE);
    mastodon.follow(&lyon, &ana, LIEGE, &lyon.actor()).await;
    let delete =
        json!({"id": format!("{ana}/deletes/1"), "type": "Delete", "actor": ana, "object": ana});
    assert_eq!(mastodon.send(&lyon, &ana, LIEGE, &delete).await, 202);
    settle(&[&lyon]).await;
    assert_eq!(followers_of(&lyon).await, 0);
    {
        let mut db = lyon.node.store.read().await.unwrap();
        assert_eq!(havre::store::catalogue::find(&mut db, &ana).await.unwrap(), None);
    }
    let again = json!({
        "id": format!("{ana}/follows/again"), "type": "Follow", "actor": ana,
        "object": lyon.actor(),
    });
    assert_eq!(mastodon.send(&lyon, &ana, LIEGE, &again).await, 202);
    settle(&[&lyon]).await;
    assert_eq!(followers_of(&lyon).await, 1);
}

on_both_engines!(
    an_inbox_that_is_gone_for_three_days_takes_its_followers_along,
    an_inbox_that_takes_something_in_between_is_not_gone,
    an_account_that_was_deleted_follows_and_is_followed_no_longer,
    an_account_that_only_followed_leaves_nothing_behind_and_may_come_back,
);
