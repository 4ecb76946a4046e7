//! New keys for an actor: told with the old ones, and no delivery lost on the way.

use std::sync::atomic::Ordering;

use havre::{
    node::FormerKeys,
    store::{actors, deliveries},
};
use serde_json::json;

use crate::{
    network::{Network, OTHER_KEYS, Running, settle},
    stranger::{LIEGE, Stranger},
};

async fn rsa_key_id(at: &Running, of: &Running) -> String {
    let mut db = at.node.store.read().await.unwrap();
    actors::find_by_iri(&mut db, &of.actor()).await.unwrap().unwrap().key.unwrap().0
}

async fn waiting(running: &Running) -> i64 {
    let mut db = running.node.store.read().await.unwrap();
    deliveries::waiting(&mut db).await.unwrap()
}

async fn rotate(running: &Running, former: FormerKeys) -> String {
    OTHER_KEYS.store(true, Ordering::Relaxed);
    running.node.rotate_keys(&running.name, former).await.unwrap().key.unwrap().0
}

async fn what_was_queued_before_has_the_old_keys_and_what_comes_after_the_new(network: Network) {
    let (lyon, mastodon) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let ana = mastodon.actor("ana", LIEGE);
    let follow = json!({
        "id": format!("{ana}/follows/1"), "type": "Follow", "actor": ana, "object": lyon.actor(),
    });
    assert_eq!(mastodon.send(&lyon, &ana, LIEGE, &follow).await, 202);
    settle(&[&lyon]).await;
    mastodon.requests();
    let old = rsa_key_id(&lyon, &lyon).await;
    lyon.publish("prac-1", "Avant").await;
    let new = rotate(&lyon, FormerKeys::Safe).await;
    lyon.publish("prac-2", "Après").await;
    let lyon = network.start_again(lyon.kill().await).await;
    settle(&[&lyon]).await;
    let requests = mastodon.requests();
    let signed: Vec<(&str, &str)> =
        requests.iter().map(|r| (r.told.as_deref().unwrap(), r.key_id.as_str())).collect();
    assert_eq!(signed, [("Create", old.as_str()), ("Update", &old), ("Create", &new)]);
    let update = &mastodon.told()[2];
    assert_eq!(update["object"]["publicKey"]["id"], new.as_str());
    assert_eq!(update["object"]["assertionMethod"].as_array().unwrap().len(), 2);
}

async fn a_peer_that_was_away_gets_everything_and_believes_the_new_keys_only(network: Network) {
    for (hours, [lyon, gao]) in [(1, ["lyon", "gao"]), (72, ["brest", "liege"])] {
        let (lyon, gao) = (network.node(lyon).await, network.node(gao).await);
        crate::following::follow(&gao, &lyon).await;
        lyon.publish("prac-1", "Avant").await;
        settle(&[&lyon, &gao]).await;
        let away = gao.kill().await;
        lyon.publish("prac-2", "Entre").await;
        settle(&[&lyon]).await;
        let old = rsa_key_id(&lyon, &lyon).await;
        let new = rotate(&lyon, FormerKeys::Compromised).await;
        lyon.publish("prac-3", "Après").await;
        let lyon = network.start_again(lyon.kill().await).await;
        network.clock.advance(hours * 3_600);
        let gao = network.start_again(away).await;
        settle(&[&lyon, &gao]).await;
        network.clock.advance(24 * 3_600);
        settle(&[&lyon, &gao]).await;
        assert_eq!(waiting(&lyon).await, 0);
        assert_eq!(gao.practices().await, ["Après", "Avant", "Entre"], "{hours} hours");
        assert_eq!(rsa_key_id(&gao, &lyon).await, new);
        let mut db = gao.node.store.read().await.unwrap();
        let keys = gao.node.federation.keys();
        assert!(keys.known(&mut db, &old).await.unwrap().is_none());
        drop(db);
        let mut db = lyon.node.store.read().await.unwrap();
        let dropped = deliveries::log(&mut db, None, 10).await.unwrap();
        assert_eq!(dropped, [], "{hours} hours");
        OTHER_KEYS.store(false, Ordering::Relaxed);
    }
}

async fn every_actor_can_have_new_keys_at_once_and_fetches_go_on(network: Network) {
    let (lyon, gao) = (network.node("lyon").await, network.node("gao").await);
    crate::following::follow(&gao, &lyon).await;
    OTHER_KEYS.store(true, Ordering::Relaxed);
    let rotated = gao.node.rotate_all_keys(FormerKeys::Safe).await.unwrap();
    assert_eq!(rotated.len(), 2, "the instance actor and the territory");
    lyon.publish("prac-1", "Un guichet").await;
    crate::following::follow(&lyon, &gao).await;
    settle(&[&lyon, &gao]).await;
    assert_eq!(gao.practices().await, ["Un guichet"]);
    assert!(gao.node.rotate_keys("nobody", FormerKeys::Safe).await.is_err());
}

on_both_engines! {
    what_was_queued_before_has_the_old_keys_and_what_comes_after_the_new,
    a_peer_that_was_away_gets_everything_and_believes_the_new_keys_only,
    every_actor_can_have_new_keys_at_once_and_fetches_go_on,
}
