//! Whom our actors follow, and who follows them.

use havre::{
    domain::{ActorId, Following, FollowingState, Iri, Timestamp},
    store::{
        Store, actors,
        followers::{self, Recipient},
        followings, peers,
    },
};

use crate::support::{actor, iri, local_actor, remote_actor};

fn asked(followed: &Iri, activity: &str) -> Following {
    Following {
        follower: ActorId(1),
        followed: followed.clone(),
        activity: iri(format!("https://lyon.example/activities/{activity}")),
        state: FollowingState::Asked,
    }
}

async fn a_request_to_follow_waits_for_its_answer(store: Store) {
    let mut db = store.write().await.unwrap();
    local_actor(&mut db, 1, "lyon").await;
    let (peer, brest) = remote_actor(&mut db, 10, "brest.example").await;
    let request = asked(&brest.iri, "1");
    followings::ask(&mut db, &request, peer.id, Timestamp(5)).await.unwrap();
    let found = followings::find(&mut db, ActorId(1), &brest.iri).await.unwrap();
    assert_eq!(found, Some(request.clone()));
    let found = followings::find_by_activity(&mut db, &request.activity).await.unwrap();
    assert_eq!(found, Some(request.clone()));
    assert_eq!(followings::count(&mut db, ActorId(1)).await.unwrap(), 0);

    let state = FollowingState::Accepted;
    let now = Timestamp(6);
    assert!(followings::set_state(&mut db, ActorId(1), &brest.iri, state, now).await.unwrap());
    assert_eq!(followings::count(&mut db, ActorId(1)).await.unwrap(), 1);
    let list = followings::list(&mut db, ActorId(1)).await.unwrap();
    assert_eq!(list, [Following { state, ..request }]);
}

async fn a_new_request_takes_the_place_of_a_refused_one(store: Store) {
    let mut db = store.write().await.unwrap();
    local_actor(&mut db, 1, "lyon").await;
    let (peer, brest) = remote_actor(&mut db, 10, "brest.example").await;
    let first = asked(&brest.iri, "1");
    followings::ask(&mut db, &first, peer.id, Timestamp(5)).await.unwrap();
    let state = FollowingState::Refused;
    followings::set_state(&mut db, ActorId(1), &brest.iri, state, Timestamp(6)).await.unwrap();
    let second = asked(&brest.iri, "2");
    followings::ask(&mut db, &second, peer.id, Timestamp(7)).await.unwrap();
    assert_eq!(followings::list(&mut db, ActorId(1)).await.unwrap(), [second]);
    assert_eq!(followings::find_by_activity(&mut db, &first.activity).await.unwrap(), None);
}

async fn an_ended_following_is_forgotten(store: Store) {
    let mut db = store.write().await.unwrap();
    local_actor(&mut db, 1, "lyon").await;
    let (peer, brest) = remote_actor(&mut db, 10, "brest.example").await;
    followings::ask(&mut db, &asked(&brest.iri, "1"), peer.id, Timestamp(5)).await.unwrap();
    assert!(followings::end(&mut db, ActorId(1), &brest.iri).await.unwrap());
    assert!(!followings::end(&mut db, ActorId(1), &brest.iri).await.unwrap());
    let state = FollowingState::Accepted;
    let now = Timestamp(6);
    assert!(!followings::set_state(&mut db, ActorId(1), &brest.iri, state, now).await.unwrap());
    assert_eq!(followings::find(&mut db, ActorId(1), &brest.iri).await.unwrap(), None);
}

async fn following_a_node_means_following_all_of_its_actors(store: Store) {
    let mut db = store.write().await.unwrap();
    local_actor(&mut db, 1, "lyon").await;
    let (peer, brest) = remote_actor(&mut db, 10, "brest.example").await;
    let hosted = iri("https://brest.example/ap/association");
    let elsewhere = iri("https://other.example/ap/association");
    peers::set_node(&mut db, peer.id, &brest.iri, &iri("https://brest.example/c")).await.unwrap();
    followings::ask(&mut db, &asked(&brest.iri, "1"), peer.id, Timestamp(5)).await.unwrap();
    for actor in [&brest.iri, &hosted] {
        let follows = followings::follows_actor_or_node(&mut db, actor).await.unwrap();
        assert!(!follows, "{actor} has not accepted yet");
    }
    let state = FollowingState::Accepted;
    followings::set_state(&mut db, ActorId(1), &brest.iri, state, Timestamp(6)).await.unwrap();
    for (actor, expected) in [(&brest.iri, true), (&hosted, true), (&elsewhere, false)] {
        let follows = followings::follows_actor_or_node(&mut db, actor).await.unwrap();
        assert_eq!(follows, expected, "{actor}");
    }
}

async fn followers_of_one_server_share_one_inbox(store: Store) {
    let mut db = store.write().await.unwrap();
    let lyon = local_actor(&mut db, 1, "lyon").await;
    let hosted = local_actor(&mut db, 2, "association").await;
    let (peer, brest) = remote_actor(&mut db, 10, "brest.example").await;
    let mut other = actor(11, "brest.example", "port", Some(peer.id));
    other = actors::upsert_remote(&mut db, &other, "{}", "d").await.unwrap();
    let (lone_peer, mut lone) = remote_actor(&mut db, 12, "lone.example").await;
    lone.shared_inbox = None;
    actors::upsert_remote(&mut db, &lone, "{}", "d").await.unwrap();
    for (actor, follower) in [(&lyon, &brest), (&lyon, &other), (&hosted, &brest), (&hosted, &lone)]
    {
        let activity = iri("https://brest.example/activities/1");
        followers::add(&mut db, actor.id, follower.id, &activity, Timestamp(5)).await.unwrap();
    }
    let shared = Recipient { peer: peer.id, inbox: iri("https://brest.example/ap/inbox") };
    let own = Recipient { peer: lone_peer.id, inbox: lone.inbox.clone() };
    let of_lyon = followers::recipients(&mut db, &[lyon.id]).await.unwrap();
    assert_eq!(of_lyon, std::slice::from_ref(&shared));
    let of_both = followers::recipients(&mut db, &[lyon.id, hosted.id]).await.unwrap();
    assert_eq!(of_both, [shared, own]);
    assert_eq!(followers::recipients(&mut db, &[]).await.unwrap(), []);
}

async fn a_follower_counts_once_and_can_leave(store: Store) {
    let mut db = store.write().await.unwrap();
    let lyon = local_actor(&mut db, 1, "lyon").await;
    let (_, brest) = remote_actor(&mut db, 10, "brest.example").await;
    for number in 1..3 {
        let activity = iri(format!("https://brest.example/activities/{number}"));
        followers::add(&mut db, lyon.id, brest.id, &activity, Timestamp(5)).await.unwrap();
    }
    assert_eq!(followers::count(&mut db, lyon.id).await.unwrap(), 1);
    assert!(followers::remove(&mut db, lyon.id, brest.id).await.unwrap());
    assert!(!followers::remove(&mut db, lyon.id, brest.id).await.unwrap());
    assert_eq!(followers::count(&mut db, lyon.id).await.unwrap(), 0);
}

async fn a_follower_leaves_by_taking_its_own_follow_back(store: Store) {
    let mut db = store.write().await.unwrap();
    let lyon = local_actor(&mut db, 1, "lyon").await;
    let (_, brest) = remote_actor(&mut db, 10, "brest.example").await;
    let (_, liege) = remote_actor(&mut db, 11, "liege.example").await;
    let follow = iri("https://brest.example/activities/1");
    followers::add(&mut db, lyon.id, brest.id, &follow, Timestamp(5)).await.unwrap();
    assert!(!followers::remove_by_activity(&mut db, liege.id, &follow).await.unwrap());
    assert!(followers::remove_by_activity(&mut db, brest.id, &follow).await.unwrap());
    assert_eq!(followers::count(&mut db, lyon.id).await.unwrap(), 0);
}

async fn what_a_peer_accepted_is_known(store: Store) {
    let mut db = store.write().await.unwrap();
    local_actor(&mut db, 1, "lyon").await;
    let (peer, brest) = remote_actor(&mut db, 10, "brest.example").await;
    let other = iri("https://brest.example/ap/port");
    for (followed, activity) in [(&brest.iri, "1"), (&other, "2")] {
        followings::ask(&mut db, &asked(followed, activity), peer.id, Timestamp(5)).await.unwrap();
    }
    assert_eq!(followings::accepted_at(&mut db, peer.id).await.unwrap(), []);
    let state = FollowingState::Accepted;
    followings::set_state(&mut db, ActorId(1), &other, state, Timestamp(6)).await.unwrap();
    let accepted = followings::accepted_at(&mut db, peer.id).await.unwrap();
    assert_eq!(accepted, [Following { state, ..asked(&other, "2") }]);
}

on_every_engine!(
    a_request_to_follow_waits_for_its_answer,
    a_new_request_takes_the_place_of_a_refused_one,
    an_ended_following_is_forgotten,
    following_a_node_means_following_all_of_its_actors,
    followers_of_one_server_share_one_inbox,
    a_follower_counts_once_and_can_leave,
    a_follower_leaves_by_taking_its_own_follow_back,
    what_a_peer_accepted_is_known,
);
