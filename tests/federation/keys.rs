//! Keys of actors: made, listed, kept and changed.

use havre::{federation::signature::VerifyingKey, store::actors};
use serde_json::Value;

use crate::network::{Network, Running};

async fn document(running: &Running, path: &str) -> Value {
    let mut db = running.node.store.read().await.unwrap();
    let document = actors::document(&mut db, &running.node.iri(path)).await.unwrap();
    serde_json::from_str(&document.unwrap().0).unwrap()
}

/// Asserts that an actor lists the Ed25519 key that it signs with.
async fn assert_lists_its_key(running: &Running, path: &str) {
    let document = document(running, path).await;
    let listed = &document["assertionMethod"][0];
    assert_eq!(listed["type"], "Multikey");
    assert_eq!(listed["controller"], document["id"]);
    assert!(document["publicKey"].is_object());
    let mut db = running.node.store.read().await.unwrap();
    let actor = actors::find_by_iri(&mut db, &running.node.iri(path)).await.unwrap().unwrap();
    let keys = running.node.federation.keys().key_set(&mut db, &actor).await.unwrap();
    assert_eq!(listed["id"], keys.ed25519.key_id.as_str());
    let public = VerifyingKey::parse(listed["publicKeyMultibase"].as_str().unwrap()).unwrap();
    assert!(public.verifies(b"accueil", &keys.ed25519.key.sign(b"accueil").unwrap()));
    assert_eq!(document["publicKey"]["id"], keys.rsa.key_id.as_str());
}

async fn every_actor_lists_an_ed25519_key_beside_its_rsa_key(network: Network) {
    let lyon = network.node("lyon").await;
    lyon.node.put_actor("villeurbanne", crate::network::territory("villeurbanne")).await.unwrap();
    for path in ["/actor", "/ap/lyon", "/ap/villeurbanne"] {
        assert_lists_its_key(&lyon, path).await;
    }
}

async fn a_node_of_before_gets_its_ed25519_keys_when_it_is_opened(network: Network) {
    let lyon = network.node("lyon").await;
    let stopped = lyon.kill().await;
    stopped
        .sql(
            "update key_set set ed25519_id = null, ed25519_sealed = null;
             update actor set more_keys = null;",
        )
        .await;
    let lyon = network.start_again(stopped).await;
    for path in ["/actor", "/ap/lyon"] {
        assert_lists_its_key(&lyon, path).await;
    }
    let before = document(&lyon, "/ap/lyon").await;
    let lyon = network.start_again(lyon.kill().await).await;
    assert_eq!(document(&lyon, "/ap/lyon").await, before);
}

async fn the_keys_of_a_peer_are_kept_with_its_actor(network: Network) {
    let lyon = network.node("lyon").await;
    let brest = network.node("brest").await;
    lyon.node.follow(&brest.host()).await.unwrap();
    let mut db = lyon.node.store.read().await.unwrap();
    let kept = actors::find_by_iri(&mut db, &brest.actor()).await.unwrap().unwrap();
    let key_id = &kept.more_keys[0].0;
    let keys = lyon.node.federation.keys();
    let known = keys.known(&mut db, key_id).await.unwrap().unwrap();
    assert_eq!(known.owner, brest.actor());
    assert!(matches!(known.key, VerifyingKey::Ed25519(_)));
    assert!(keys.known(&mut db, &format!("{}#other", brest.actor())).await.unwrap().is_none());
}

on_both_engines! {
    every_actor_lists_an_ed25519_key_beside_its_rsa_key,
    a_node_of_before_gets_its_ed25519_keys_when_it_is_opened,
    the_keys_of_a_peer_are_kept_with_its_actor,
}
