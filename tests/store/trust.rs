//! Trust in peers, the policy, what is withheld, and who waits to follow.

use havre::{
    domain::{
        Followers, PeerId, PeerKind, Policy, SheetId, SheetKind, Shown, Timestamp, Trust, Writers,
    },
    store::{
        Store, actors,
        follow_requests::{self, FollowRequest},
        peers,
        policies::{self, Switch},
        withheld::{self, Withheld, WithheldCopy},
    },
};

use crate::support::{find_peer, iri, local_actor, remote_actor};

fn copy(peer: PeerId, name: &str, digest: &str) -> WithheldCopy {
    WithheldCopy {
        number: 0,
        iri: iri(format!("https://brest.example/{name}")),
        state: Withheld::Held,
        actor: iri("https://brest.example/ap/brest"),
        peer,
        kind: SheetKind::Call,
        title: format!("Appel {name}"),
        why: "calls wait".into(),
        digest: digest.into(),
        object: format!("{{\"v\": \"{digest}\"}}"),
        sheet: SheetId(77),
        received_at: Timestamp(5),
    }
}

async fn a_peer_is_trusted_as_was_said_and_its_actors_with_it(store: Store) {
    let mut db = store.write().await.unwrap();
    let (peer, brest) = remote_actor(&mut db, 10, "brest.example").await;
    assert_eq!(peers::trust(&mut db, peer.id).await.unwrap(), (None, PeerKind::Other));
    peers::set_trust(&mut db, peer.id, Trust::Partly).await.unwrap();
    let expected = (Some(Trust::Partly), PeerKind::Other);
    assert_eq!(peers::trust(&mut db, peer.id).await.unwrap(), expected);
    assert_eq!(find_peer(&mut db, peer.id).await.unwrap().trust, Some(Trust::Partly));
    let known = actors::identify_remote(&mut db, &[&brest.iri].into()).await.unwrap().remove(0);
    assert_eq!((known.id, known.peer), (brest.id, peer.id));
    assert_eq!((known.trust, known.is_of_a_node), (Some(Trust::Partly), false));
    assert_eq!(peers::node_actor(&mut db, peer.id).await.unwrap(), None);
    peers::set_node(&mut db, peer.id, &brest.iri, &brest.iri).await.unwrap();
    assert_eq!(peers::node_actor(&mut db, peer.id).await.unwrap(), Some(brest.iri.clone()));
    let known = actors::identify_remote(&mut db, &[&brest.iri].into()).await.unwrap().remove(0);
    assert!(known.is_of_a_node);
}

async fn a_switch_stays_as_it_was_set_and_the_others_as_they_are_at_first(store: Store) {
    let mut db = store.write().await.unwrap();
    assert_eq!(policies::load(&mut db).await.unwrap(), Policy::default());
    for switch in [
        Switch::Writers(Writers::Listed),
        Switch::Shown(Shown::Nothing),
        Switch::Shown(Shown::NoPosts),
        Switch::TrustInOthers(Trust::Fully),
    ] {
        policies::set(&mut db, switch).await.unwrap();
    }
    assert!(policies::allow(&mut db, "brest.example", Timestamp(1)).await.unwrap());
    assert!(!policies::allow(&mut db, "brest.example", Timestamp(2)).await.unwrap());
    assert!(policies::allow(&mut db, "arles.example", Timestamp(3)).await.unwrap());
    assert!(policies::disallow(&mut db, "arles.example").await.unwrap());
    assert!(!policies::disallow(&mut db, "arles.example").await.unwrap());
    let expected = Policy {
        writers: Writers::Listed,
        followers: Followers::Everyone,
        shown: Shown::NoPosts,
        trust_in_nodes: Trust::Partly,
        trust_in_others: Trust::Fully,
        list: ["brest.example".to_owned()].into(),
    };
    assert_eq!(policies::load(&mut db).await.unwrap(), expected);
    for name in Switch::NAMES {
        assert_eq!(Switch::parse(name, "nobody-knows"), None);
    }
}

async fn the_newest_version_waits_under_the_number_of_the_first(store: Store) {
    let mut db = store.write().await.unwrap();
    let (peer, _) = remote_actor(&mut db, 10, "brest.example").await;
    withheld::put(&mut db, &[]).await.unwrap();
    withheld::put(&mut db, &[copy(peer.id, "a", "1"), copy(peer.id, "a", "2")]).await.unwrap();
    withheld::put(&mut db, &[copy(peer.id, "b", "1")]).await.unwrap();
    withheld::put(&mut db, &[copy(peer.id, "a", "3")]).await.unwrap();
    let listed = withheld::list(&mut db, Withheld::Held, None, 0, 9).await.unwrap();
    let first = WithheldCopy { number: 1, ..copy(peer.id, "a", "3") };
    assert_eq!((listed.len(), &listed[0]), (2, &first));
    assert_eq!(withheld::find_by_number(&mut db, 1).await.unwrap(), Some(first.clone()));
    assert_eq!(withheld::find(&mut db, &first.iri).await.unwrap(), Some(first.clone()));
    let of_sheet = withheld::find_by_sheet(&mut db, SheetId(77)).await.unwrap();
    assert!(of_sheet.is_some());
    let after = withheld::list(&mut db, Withheld::Held, Some(peer.id), 1, 9).await.unwrap();
    assert_eq!(after.len(), 1);
    let elsewhere = withheld::list(&mut db, Withheld::Held, Some(PeerId(11)), 0, 9).await.unwrap();
    assert!(elsewhere.is_empty());
    assert_eq!(withheld::of_actor(&mut db, &first.actor).await.unwrap().len(), 2);
    assert_eq!(withheld::count_held(&mut db).await.unwrap(), 2);
    assert_eq!(find_peer(&mut db, peer.id).await.unwrap().withheld, 2);
    withheld::remove(&mut db, &[&first.iri]).await.unwrap();
    assert_eq!(withheld::find(&mut db, &first.iri).await.unwrap(), None);
}

async fn what_was_put_away_waits_again_when_it_changes_and_what_is_hidden_does_not(store: Store) {
    let mut db = store.write().await.unwrap();
    let (peer, _) = remote_actor(&mut db, 10, "brest.example").await;
    let (a, b) = (copy(peer.id, "a", "1"), copy(peer.id, "b", "1"));
    withheld::put(&mut db, &[a.clone(), b.clone()]).await.unwrap();
    assert!(withheld::set_state(&mut db, &a.iri, Withheld::Refused).await.unwrap());
    assert!(withheld::set_state(&mut db, &b.iri, Withheld::Withdrawn).await.unwrap());
    assert!(!withheld::set_state(&mut db, &peer_iri(), Withheld::Held).await.unwrap());
    let unknown = peer_iri();
    let states = withheld::states(&mut db, &[&a.iri, &b.iri, &unknown]).await.unwrap();
    assert_eq!(states.len(), 2);
    assert_eq!((states[&a.iri], states[&b.iri]), (Withheld::Refused, Withheld::Withdrawn));
    withheld::put(&mut db, &[copy(peer.id, "a", "2"), copy(peer.id, "b", "2")]).await.unwrap();
    let states = withheld::states(&mut db, &[&a.iri, &b.iri]).await.unwrap();
    assert_eq!((states[&a.iri], states[&b.iri]), (Withheld::Held, Withheld::Withdrawn));
    assert_eq!(withheld::find(&mut db, &b.iri).await.unwrap().unwrap().digest, "2");
}

fn peer_iri() -> havre::domain::Iri {
    iri("https://brest.example/nothing")
}

async fn a_request_to_follow_waits_until_it_is_answered_or_taken_back(store: Store) {
    let mut db = store.write().await.unwrap();
    let lyon = local_actor(&mut db, 1, "lyon").await;
    let (_, brest) = remote_actor(&mut db, 10, "brest.example").await;
    let request = |n: i64| FollowRequest {
        actor: lyon.id,
        follower: brest.id,
        activity: iri(format!("https://brest.example/follows/{n}")),
        asked_at: Timestamp(3),
    };
    follow_requests::add(&mut db, &request(1)).await.unwrap();
    follow_requests::add(&mut db, &request(2)).await.unwrap();
    assert_eq!(follow_requests::list(&mut db).await.unwrap(), [request(2)]);
    let [old, new] = [1, 2].map(|n| request(n).activity);
    assert!(!follow_requests::remove_by_activity(&mut db, brest.id, &old).await.unwrap());
    assert!(!follow_requests::remove_by_activity(&mut db, lyon.id, &new).await.unwrap());
    assert!(follow_requests::remove_by_activity(&mut db, brest.id, &new).await.unwrap());
    assert!(!follow_requests::remove(&mut db, lyon.id, brest.id).await.unwrap());
    follow_requests::add(&mut db, &request(3)).await.unwrap();
    assert!(follow_requests::remove(&mut db, lyon.id, brest.id).await.unwrap());
    assert!(follow_requests::list(&mut db).await.unwrap().is_empty());
}

on_every_engine!(
    a_peer_is_trusted_as_was_said_and_its_actors_with_it,
    a_switch_stays_as_it_was_set_and_the_others_as_they_are_at_first,
    the_newest_version_waits_under_the_number_of_the_first,
    what_was_put_away_waits_again_when_it_changes_and_what_is_hidden_does_not,
    a_request_to_follow_waits_until_it_is_answered_or_taken_back,
);
