//! Actors of this node and of others.

use havre::{
    domain::{Actor, ActorId, ActorKind, PeerId, Timestamp},
    store::{
        Store, actors,
        catalogue::{self, Entry, ObjectKind},
        followers, search, sheets,
    },
};

use crate::support::{actor, find_peer, iri, local_actor, practice, put, remote_actor, sheet};

async fn a_local_actor_comes_back_as_it_was_inserted(store: Store) {
    let mut db = store.write().await.unwrap();
    let lyon = local_actor(&mut db, 1, "lyon").await;
    db.commit().await.unwrap();

    let mut db = store.read().await.unwrap();
    assert_eq!(actors::find(&mut db, ActorId(1)).await.unwrap(), Some(lyon.clone()));
    assert_eq!(actors::find_by_iri(&mut db, &lyon.iri).await.unwrap(), Some(lyon.clone()));
    assert_eq!(actors::find_local(&mut db, "lyon").await.unwrap(), Some(lyon.clone()));
    assert_eq!(actors::find_local(&mut db, "brest").await.unwrap(), None);
    let document = actors::document(&mut db, &lyon.iri).await.unwrap();
    assert_eq!(document, Some(("{\"type\":\"Group\"}".into(), "digest".into())));
}

async fn a_handle_that_is_taken_is_a_conflict(store: Store) {
    let mut db = store.write().await.unwrap();
    local_actor(&mut db, 1, "lyon").await;
    let mut second = actor(2, "lyon.example", "lyon", None);
    second.iri = iri("https://lyon.example/ap/another");
    let error = actors::insert_local(&mut db, &second, "{}", "").await.unwrap_err();
    assert!(error.is_conflict(), "{error}");
}

async fn a_local_actor_changes_what_it_says_and_keeps_its_key(store: Store) {
    let mut db = store.write().await.unwrap();
    let lyon = local_actor(&mut db, 1, "lyon").await;
    let renamed = Actor { name: "Métropole".into(), updated_at: Timestamp(9_000), ..lyon.clone() };
    actors::update_local(&mut db, &renamed, "{\"new\":1}", "digest-2").await.unwrap();
    assert_eq!(actors::find(&mut db, lyon.id).await.unwrap(), Some(renamed));
    let document = actors::document(&mut db, &lyon.iri).await.unwrap();
    assert_eq!(document, Some(("{\"new\":1}".into(), "digest-2".into())));
}

async fn an_actor_fetched_again_keeps_its_id_and_only_newer_words_count(store: Store) {
    let mut db = store.write().await.unwrap();
    let (peer, brest) = remote_actor(&mut db, 10, "brest.example").await;
    let newer = Actor { name: "Brest !".into(), updated_at: Timestamp(5_000), ..brest.clone() };
    let again = Actor { id: ActorId(99), ..newer.clone() };
    assert_eq!(actors::upsert_remote(&mut db, &again, "{}", "d").await.unwrap(), newer);
    let older = Actor { name: "Brest".into(), updated_at: Timestamp(2_000), ..newer.clone() };
    assert_eq!(actors::upsert_remote(&mut db, &older, "{}", "d").await.unwrap(), newer);
    assert_eq!(newer.peer, Some(peer.id));
}

async fn nobody_elsewhere_changes_an_actor_of_this_node(store: Store) {
    let mut db = store.write().await.unwrap();
    let lyon = local_actor(&mut db, 1, "lyon").await;
    let (peer, _) = remote_actor(&mut db, 10, "brest.example").await;
    let forged = Actor {
        id: ActorId(2),
        name: "Not Lyon".into(),
        peer: Some(peer.id),
        updated_at: Timestamp(i64::MAX),
        ..lyon.clone()
    };
    assert_eq!(actors::upsert_remote(&mut db, &forged, "{}", "d").await.unwrap(), lyon);
}

async fn an_actor_is_found_by_the_address_that_people_write(store: Store) {
    let mut db = store.write().await.unwrap();
    let lyon = local_actor(&mut db, 1, "lyon").await;
    let (_, other) = remote_actor(&mut db, 10, "lyon.elsewhere.example").await;
    assert_eq!(other.handle, "lyon");
    for (host, expected) in
        [("lyon.example", Some(lyon)), ("lyon.elsewhere.example", Some(other)), ("x", None)]
    {
        let found = actors::find_by_address(&mut db, "lyon", host).await.unwrap();
        assert_eq!(found, expected, "{host}");
    }
}

async fn the_instance_actor_is_no_territory_of_the_node(store: Store) {
    let mut db = store.write().await.unwrap();
    assert_eq!(actors::instance(&mut db).await.unwrap(), None);
    let instance =
        Actor { kind: ActorKind::Instance, ..actor(1, "lyon.example", "instance", None) };
    actors::insert_local(&mut db, &instance, "{}", "").await.unwrap();
    let lyon = local_actor(&mut db, 2, "lyon").await;
    let alliance = local_actor(&mut db, 3, "alliance").await;
    assert_eq!(actors::instance(&mut db).await.unwrap(), Some(instance));
    assert_eq!(actors::local(&mut db).await.unwrap(), [lyon, alliance]);
}

fn entry_of(actor: &Actor) -> Entry {
    Entry {
        iri: actor.iri.clone(),
        actor: actor.iri.clone(),
        kind: ObjectKind::Actor,
        digest: Some("digest".into()),
        updated_at: actor.updated_at,
        deleted_at: None,
        former_type: None,
        change: 0,
        bucket: 3,
        held_digest: Some("digest".into()),
    }
}

async fn the_directory_lists_ours_and_those_of_catalogues_but_no_stranger(store: Store) {
    let mut db = store.write().await.unwrap();
    let lyon = local_actor(&mut db, 1, "lyon").await;
    let (peer, brest) = remote_actor(&mut db, 10, "brest.example").await;
    remote_actor(&mut db, 11, "stranger.example").await;
    catalogue::hold_copies(&mut db, &[(peer.id, entry_of(&brest))]).await.unwrap();
    assert_eq!(actors::directory(&mut db).await.unwrap(), [brest, lyon]);
}

async fn a_removed_actor_takes_its_sheets_and_followings_along(store: Store) {
    let mut db = store.write().await.unwrap();
    let lyon = local_actor(&mut db, 1, "lyon").await;
    let (_, brest) = remote_actor(&mut db, 10, "brest.example").await;
    let soup = sheet(20, &brest, practice("soup", "La soupe"));
    put(&mut db, &brest, &soup).await;
    followers::add(&mut db, lyon.id, brest.id, &iri("https://brest.example/f"), Timestamp(1))
        .await
        .unwrap();

    assert!(actors::remove(&mut db, &brest.iri).await.unwrap());
    assert!(!actors::remove(&mut db, &brest.iri).await.unwrap());
    assert_eq!(sheets::find_by_iri(&mut db, &soup.iri).await.unwrap(), None);
    assert_eq!(followers::count(&mut db, lyon.id).await.unwrap(), 0);
    let everything = search::Query { limit: 10, ..<_>::default() };
    assert_eq!(search::page(&mut db, &everything, Timestamp(0)).await.unwrap().total, 0);
    assert_eq!(actors::find(&mut db, ActorId(10)).await.unwrap(), None);
    assert!(find_peer(&mut db, PeerId(10)).await.is_some());
}

on_every_engine!(
    a_local_actor_comes_back_as_it_was_inserted,
    a_handle_that_is_taken_is_a_conflict,
    a_local_actor_changes_what_it_says_and_keeps_its_key,
    an_actor_fetched_again_keeps_its_id_and_only_newer_words_count,
    nobody_elsewhere_changes_an_actor_of_this_node,
    an_actor_is_found_by_the_address_that_people_write,
    the_instance_actor_is_no_territory_of_the_node,
    the_directory_lists_ours_and_those_of_catalogues_but_no_stranger,
    a_removed_actor_takes_its_sheets_and_followings_along,
);
