//! What is proven, by which key, and what of it is shown to others.

use havre::{
    domain::{Actor, SheetId, Timestamp},
    store::{
        Store, Writing, actors,
        catalogue::{self, Entry, ObjectKind},
        peers,
        proofs::{self, Proven, Standing, Unproven},
        sheets, syncs,
    },
};

use crate::support::{event, iri, local_actor, practice, put, remote_actor, sheet};

fn by(key: &str, at: i64) -> Proven {
    Proven { by: key.to_owned(), at: Timestamp(at) }
}

/// Puts a practice and the proof of it.
async fn prove(db: &mut Writing, actor: &Actor, id: i64, slug: &str, key: &str) -> Unproven {
    let sheet = sheet(id, actor, practice(slug, "Une"));
    put(db, actor, &sheet).await;
    let object = format!("{{\"proof\":\"{key}\"}}");
    let proven = Unproven { iri: sheet.iri, object, digest: "digest".to_owned() };
    assert!(proofs::put(db, &proven, &by(key, id)).await.unwrap());
    proven
}

async fn list(db: &mut Writing, actor: &Actor) {
    let entry = Entry {
        iri: actor.iri.clone(),
        actor: actor.iri.clone(),
        kind: ObjectKind::Actor,
        digest: Some("digest".to_owned()),
        updated_at: actor.updated_at,
        deleted_at: None,
        former_type: None,
        change: 0,
        bucket: 0,
        held_digest: Some("digest".to_owned()),
    };
    catalogue::hold_copies(db, &[(actor.peer.unwrap(), entry)]).await.unwrap();
}

async fn a_sheet_says_which_key_proves_it_and_when_its_node_was_heard(store: Store) {
    let mut db = store.write().await.unwrap();
    let lyon = local_actor(&mut db, 1, "lyon").await;
    let (peer, brest) = remote_actor(&mut db, 10, "brest.example").await;
    prove(&mut db, &lyon, 20, "soup", "#lyon").await;
    prove(&mut db, &brest, 21, "bread", "#brest").await;
    put(&mut db, &brest, &sheet(22, &brest, practice("tea", "Un thé"))).await;
    syncs::finish(&mut db, peer.id, None, Timestamp(7_000), None).await.unwrap();
    syncs::fail(&mut db, peer.id, "away", Timestamp(9_000)).await.unwrap();
    let ids = [SheetId(20), SheetId(21), SheetId(22), SheetId(23)];
    let standings = proofs::standings(&mut db, &ids).await.unwrap();
    assert_eq!(standings.len(), 3);
    let of = |id| standings[&SheetId(id)].clone();
    let own = Standing {
        proven_by: Some("#lyon".into()),
        proven_at: Some(Timestamp(20)),
        ..<_>::default()
    };
    assert_eq!(of(20), own);
    let (heard_at, is_silent) = (Some(Timestamp(7_000)), true);
    let copy = Standing { heard_at, is_silent, ..<_>::default() };
    assert_eq!(of(22), copy);
    let proven =
        Standing { proven_by: Some("#brest".into()), proven_at: Some(Timestamp(21)), ..copy };
    assert_eq!(of(21), proven);
    peers::heard_at(&mut db, "brest.example", Timestamp(8_000)).await.unwrap();
    peers::heard_at(&mut db, "brest.example", Timestamp(6_000)).await.unwrap();
    assert_eq!(peers::last_heard(&mut db, peer.id).await.unwrap(), Some(Timestamp(8_000)));
}

async fn what_another_key_signed_is_found_until_it_is_signed_again(store: Store) {
    let mut db = store.write().await.unwrap();
    let lyon = local_actor(&mut db, 1, "lyon").await;
    let old = prove(&mut db, &lyon, 20, "soup", "#old").await;
    put(&mut db, &lyon, &sheet(21, &lyon, practice("bread", "Le pain"))).await;
    let unsigned = proofs::unsigned(&mut db, lyon.id, "#new", 9).await.unwrap();
    assert_eq!(unsigned.len(), 2);
    assert_eq!(unsigned[0], old);
    assert_eq!(proofs::unsigned(&mut db, lyon.id, "#new", 1).await.unwrap().len(), 1);
    let changed = Unproven { digest: "another".into(), ..old.clone() };
    assert!(!proofs::put(&mut db, &changed, &by("#new", 1)).await.unwrap(), "it says else by now");
    assert!(proofs::put(&mut db, &old, &by("#new", 1)).await.unwrap());
    assert_eq!(proofs::unsigned(&mut db, lyon.id, "#new", 9).await.unwrap(), unsigned[1..]);
    assert_eq!(sheets::wire(&mut db, &old.iri).await.unwrap().unwrap().object, old.object);
}

async fn copies_that_no_key_of_their_peer_proves_are_asked_for_in_the_order_of_addresses(
    store: Store,
) {
    let mut db = store.write().await.unwrap();
    let (peer, brest) = remote_actor(&mut db, 10, "brest.example").await;
    let (bread, soup) = (
        prove(&mut db, &brest, 20, "bread", "#old").await,
        prove(&mut db, &brest, 21, "soup", "#new").await,
    );
    put(&mut db, &brest, &sheet(22, &brest, practice("tea", "Un thé"))).await;
    assert!(proofs::keys_of_peer(&mut db, peer.id).await.unwrap().is_empty());
    let keys = vec![("#new".to_owned(), "z6Mk".to_owned()), ("#rsa".to_owned(), "PEM".to_owned())];
    let listed = Actor { more_keys: keys, updated_at: Timestamp(9_000), ..brest };
    actors::upsert_remote(&mut db, &listed, "{}", "digest").await.unwrap();
    let keys = proofs::keys_of_peer(&mut db, peer.id).await.unwrap();
    assert_eq!(keys, ["#new"]);
    let unproven = proofs::unproven(&mut db, peer.id, &keys, "", 9).await.unwrap();
    assert_eq!(unproven.len(), 2);
    assert_eq!(unproven[0].iri, bread.iri);
    let after = proofs::unproven(&mut db, peer.id, &keys, bread.iri.as_str(), 9).await.unwrap();
    assert_eq!(after, unproven[1..]);
    assert!(after.iter().all(|copy| copy.iri != soup.iri));
}

async fn others_are_shown_what_is_proven_and_of_the_directory_only(store: Store) {
    let mut db = store.write().await.unwrap();
    let (peer, brest) = remote_actor(&mut db, 10, "brest.example").await;
    let (_, follower) = remote_actor(&mut db, 11, "social.example").await;
    for actor in [&brest, &follower] {
        let iri = actor.iri.clone();
        let document = Unproven { iri, object: "{\"proof\":1}".into(), digest: "digest".into() };
        assert!(proofs::put_actor(&mut db, &document, &by("#key", 1)).await.unwrap());
        let (kept, proven) = proofs::actor(&mut db, &actor.iri).await.unwrap().unwrap();
        assert_eq!((kept, proven), (document, Some(by("#key", 1))));
    }
    list(&mut db, &brest).await;
    let soup = prove(&mut db, &brest, 20, "soup", "#key").await;
    put(&mut db, &brest, &sheet(21, &brest, event("ball", "2027-05-01", "2027-05-01"))).await;
    let held = proofs::held_of(&mut db, peer.id, "", 9).await.unwrap();
    let shown: Vec<_> = held.iter().map(|row| row.iri.clone()).collect();
    assert_eq!(shown, [brest.iri.clone(), soup.iri.clone()], "actors first");
    let rest = proofs::held_of(&mut db, peer.id, &held[0].cursor, 9).await.unwrap();
    assert_eq!(rest, held[1..]);
    assert!(proofs::held_of(&mut db, follower.peer.unwrap(), "", 9).await.unwrap().is_empty());
    let asked = [soup.iri, follower.iri, brest.iri.clone(), iri("https://brest.example/unknown")];
    let copies = proofs::copies(&mut db, &asked).await.unwrap();
    assert_eq!(copies, ["{\"proof\":1}", "{\"proof\":\"#key\"}"]);
    let again = Actor { updated_at: Timestamp(9_000), ..brest.clone() };
    actors::upsert_remote(&mut db, &again, "{}", "digest").await.unwrap();
    let (_, proven) = proofs::actor(&mut db, &brest.iri).await.unwrap().unwrap();
    assert_eq!(proven, None, "what it says now is proven anew, or not");
}

on_every_engine!(
    a_sheet_says_which_key_proves_it_and_when_its_node_was_heard,
    what_another_key_signed_is_found_until_it_is_signed_again,
    copies_that_no_key_of_their_peer_proves_are_asked_for_in_the_order_of_addresses,
    others_are_shown_what_is_proven_and_of_the_directory_only,
);
