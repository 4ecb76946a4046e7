//! What actors of this node sign with, at rest.

use havre::{
    domain::{ActivityId, Actor, ActorId, Timestamp},
    store::{
        Store, actors,
        key_sets::{self, SealedKeys},
    },
};

use crate::support::{local_actor, remote_actor};

pub(crate) fn keys(actor: &Actor, name: &str) -> SealedKeys {
    SealedKeys {
        actor: actor.id,
        rsa_id: format!("{}#{name}", actor.iri),
        rsa_sealed: "sealed RSA".into(),
        ed25519_id: Some(format!("{}#ed25519-{name}", actor.iri)),
        ed25519_sealed: Some("sealed Ed25519".into()),
    }
}

async fn keys_come_back_by_the_address_of_the_rsa_key(store: Store) {
    let mut db = store.write().await.unwrap();
    let lyon = local_actor(&mut db, 1, "lyon").await;
    let first = keys(&lyon, "main-key");
    key_sets::insert(&mut db, &first, Timestamp(1)).await.unwrap();
    assert_eq!(key_sets::find(&mut db, &first.rsa_id).await.unwrap(), Some(first.clone()));
    assert_eq!(key_sets::find(&mut db, "https://lyon.example/ap/lyon").await.unwrap(), None);
    actors::remove(&mut db, &lyon.iri).await.unwrap();
    assert_eq!(key_sets::find(&mut db, &first.rsa_id).await.unwrap(), None);
}

async fn a_set_of_before_ed25519_is_completed_once(store: Store) {
    let mut db = store.write().await.unwrap();
    let lyon = local_actor(&mut db, 1, "lyon").await;
    let old = SealedKeys { ed25519_id: None, ed25519_sealed: None, ..keys(&lyon, "main-key") };
    key_sets::insert(&mut db, &old, Timestamp(1)).await.unwrap();
    assert_eq!(key_sets::without_ed25519(&mut db).await.unwrap(), std::slice::from_ref(&old));
    key_sets::set_ed25519(&mut db, &old.rsa_id, "#one", "sealed one").await.unwrap();
    key_sets::set_ed25519(&mut db, &old.rsa_id, "#two", "sealed two").await.unwrap();
    assert_eq!(key_sets::without_ed25519(&mut db).await.unwrap(), []);
    let completed = key_sets::find(&mut db, &old.rsa_id).await.unwrap().unwrap();
    assert_eq!(completed.ed25519_id.as_deref(), Some("#one"));
    assert_eq!(completed.ed25519_sealed.as_deref(), Some("sealed one"));
}

async fn retired_keys_are_kept_for_a_while_and_forgotten(store: Store) {
    let mut db = store.write().await.unwrap();
    let lyon = local_actor(&mut db, 1, "lyon").await;
    let (old, new) = (keys(&lyon, "main-key"), keys(&lyon, "key-2"));
    key_sets::insert(&mut db, &old, Timestamp(1)).await.unwrap();
    key_sets::retire(&mut db, ActorId(1), ActivityId(7), Timestamp(100)).await.unwrap();
    key_sets::insert(&mut db, &new, Timestamp(100)).await.unwrap();
    assert_eq!(key_sets::forget_retired(&mut db, Timestamp(100)).await.unwrap(), 0);
    assert_eq!(key_sets::find(&mut db, &old.rsa_id).await.unwrap(), Some(old.clone()));
    assert_eq!(key_sets::forget_retired(&mut db, Timestamp(101)).await.unwrap(), 1);
    assert_eq!(key_sets::find(&mut db, &old.rsa_id).await.unwrap(), None);
    assert_eq!(key_sets::find(&mut db, &new.rsa_id).await.unwrap(), Some(new));
}

async fn the_public_keys_of_an_actor_change_and_come_back(store: Store) {
    let mut db = store.write().await.unwrap();
    let lyon = local_actor(&mut db, 1, "lyon").await;
    let lyon = Actor {
        key: Some(("#new".into(), "PEM 2".into())),
        more_keys: vec![("#ed".into(), "z6Mk".into())],
        updated_at: Timestamp(9_000),
        ..lyon
    };
    actors::update_keys(&mut db, &lyon, "{\"new\":1}", "digest-2").await.unwrap();
    assert_eq!(actors::find(&mut db, lyon.id).await.unwrap(), Some(lyon));
    let (_, brest) = remote_actor(&mut db, 10, "brest.example").await;
    let more = Actor { more_keys: vec![("#b".into(), "z6Mk".into())], ..brest };
    assert_eq!(actors::upsert_remote(&mut db, &more, "{}", "d").await.unwrap(), more);
    actors::update_keys(&mut db, &Actor { more_keys: vec![], ..more.clone() }, "", "")
        .await
        .unwrap();
    assert_eq!(actors::find(&mut db, more.id).await.unwrap(), Some(more));
}

on_every_engine! {
    keys_come_back_by_the_address_of_the_rsa_key,
    a_set_of_before_ed25519_is_completed_once,
    retired_keys_are_kept_for_a_while_and_forgotten,
    the_public_keys_of_an_actor_change_and_come_back,
}
