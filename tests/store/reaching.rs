//! What was tried with whom, which inboxes are gone, who moved where, and who hears of what.

use havre::{
    domain::{ActivityId, ActorId, MoveState, PeerId, Timestamp},
    store::{
        Store, activities,
        activities::Activity,
        actors,
        attempts::{self, Attempt, KEPT_OF_A_HOST, Way},
        followers, followings, gone_inboxes, moves, peers,
    },
};

use crate::support::{iri, local_actor, remote_actor};

fn attempt(id: i64, host: &str, way: Way) -> Attempt {
    let outcome = "the inbox answered 403: no".to_owned();
    Attempt { id, host: host.to_owned(), way, at: Timestamp(id), status: Some(403), outcome }
}

async fn attempts_are_kept_newest_first_and_the_last_only(store: Store) {
    let mut db = store.write().await.unwrap();
    for id in 1..=50 {
        let way = if id % 2 == 0 { Way::Out } else { Way::In };
        attempts::record(&mut db, &[attempt(id, "brest.example", way)]).await.unwrap();
    }
    attempts::record(&mut db, &[attempt(51, "gao.example", Way::In)]).await.unwrap();
    let long = Attempt { outcome: "x\0".repeat(5_000), ..attempt(52, "long.example", Way::Out) };
    attempts::record(&mut db, &[long]).await.unwrap();
    let found = attempts::of_host(&mut db, "brest.example", 3).await.unwrap();
    assert_eq!(found.iter().map(|attempt| attempt.id).collect::<Vec<_>>(), [50, 49, 48]);
    assert_eq!(found[0], attempt(50, "brest.example", Way::Out));
    attempts::trim(&mut db).await.unwrap();
    let found = attempts::of_host(&mut db, "brest.example", 100).await.unwrap();
    assert_eq!(found.len(), 2 * usize::try_from(KEPT_OF_A_HOST).unwrap());
    assert_eq!(found.last().unwrap().id, 11, "the oldest went");
    assert_eq!(attempts::of_host(&mut db, "gao.example", 100).await.unwrap().len(), 1);
    let long = attempts::of_host(&mut db, "long.example", 1).await.unwrap();
    assert!(long[0].outcome.len() <= 300 && !long[0].outcome.contains('\0'));
}

async fn an_inbox_that_is_gone_keeps_its_first_moment_and_takes_its_followers(store: Store) {
    let mut db = store.write().await.unwrap();
    local_actor(&mut db, 1, "lyon").await;
    let (peer, brest) = remote_actor(&mut db, 10, "brest.example").await;
    let follow = iri("https://brest.example/follow/1");
    followers::add(&mut db, ActorId(1), brest.id, &follow, Timestamp(5)).await.unwrap();
    let inbox = brest.shared_inbox.clone().unwrap();
    let note = |at| (peer.id, Timestamp(at));
    for (id, at) in [note(5), note(9)] {
        let since = gone_inboxes::note(&mut db, id, &inbox, at).await.unwrap();
        assert_eq!(since, Timestamp(5));
    }
    let gone = gone_inboxes::of_peer(&mut db, peer.id).await.unwrap();
    assert_eq!(gone, [(inbox.clone(), Timestamp(5))]);
    gone_inboxes::clear(&mut db, &[&inbox]).await.unwrap();
    assert_eq!(gone_inboxes::of_peer(&mut db, peer.id).await.unwrap(), []);
    assert_eq!(gone_inboxes::drop_followers(&mut db, &inbox).await.unwrap(), 1);
    assert_eq!(followers::count(&mut db, ActorId(1)).await.unwrap(), 0);
}

async fn an_actor_has_other_addresses_and_leaves_for_one(store: Store) {
    let mut db = store.write().await.unwrap();
    let lyon = local_actor(&mut db, 1, "lyon").await;
    let old = iri("https://old.example/ap/lyon");
    assert!(moves::add_alias(&mut db, lyon.id, &old, Timestamp(1)).await.unwrap());
    assert!(!moves::add_alias(&mut db, lyon.id, &old, Timestamp(2)).await.unwrap());
    let aliases = moves::aliases(&mut db, lyon.id).await.unwrap();
    assert_eq!(aliases, std::slice::from_ref(&old));
    assert!(moves::remove_alias(&mut db, lyon.id, &old).await.unwrap());
    assert!(!moves::remove_alias(&mut db, lyon.id, &old).await.unwrap());
    assert_eq!(moves::departure(&mut db, lyon.id).await.unwrap(), None);
    moves::depart(&mut db, lyon.id, &old, Timestamp(3)).await.unwrap();
    assert_eq!(moves::departure(&mut db, lyon.id).await.unwrap(), Some((old, Timestamp(3))));
}

async fn a_move_is_checked_once_and_believed_again_only_after_a_while(store: Store) {
    let mut db = store.write().await.unwrap();
    let (old, new) = (iri("https://old.example/a"), iri("https://new.example/a"));
    let other = iri("https://other.example/a");
    assert!(moves::propose(&mut db, &old, &new, Timestamp(10), Timestamp(0)).await.unwrap());
    assert!(!moves::propose(&mut db, &old, &other, Timestamp(20), Timestamp(5)).await.unwrap());
    assert_eq!(moves::next_due(&mut db).await.unwrap(), Some(Timestamp(10)));
    let claimed = moves::claim_unchecked(&mut db, Timestamp(10), Timestamp(99)).await.unwrap();
    assert_eq!((claimed.len(), claimed[0].tries, &claimed[0].target), (1, 1, &new));
    assert_eq!(moves::claim_unchecked(&mut db, Timestamp(50), Timestamp(99)).await.unwrap(), []);
    moves::postpone(&mut db, &old, Timestamp(60)).await.unwrap();
    assert_eq!(moves::next_due(&mut db).await.unwrap(), Some(Timestamp(60)));
    moves::set_state(&mut db, &old, MoveState::Refused, Some("no")).await.unwrap();
    let found = moves::find(&mut db, &old).await.unwrap().unwrap();
    assert_eq!((found.state, found.problem.as_deref()), (MoveState::Refused, Some("no")));
    assert!(moves::propose(&mut db, &old, &other, Timestamp(70), Timestamp(5)).await.unwrap());
    moves::set_state(&mut db, &old, MoveState::Proposed, None).await.unwrap();
    assert!(!moves::propose(&mut db, &old, &new, Timestamp(80), Timestamp(65)).await.unwrap());
    assert!(moves::propose(&mut db, &old, &new, Timestamp(90), Timestamp(75)).await.unwrap());
    assert_eq!(moves::list(&mut db).await.unwrap().len(), 1);
    assert_eq!(moves::find(&mut db, &new).await.unwrap(), None);
}

async fn each_inbox_hears_of_a_sheet_in_the_form_that_it_shows(store: Store) {
    let mut db = store.write().await.unwrap();
    let (node, member) =
        (local_actor(&mut db, 1, "lyon").await, local_actor(&mut db, 2, "ocu").await);
    let (peer, gao) = remote_actor(&mut db, 10, "gao.example").await;
    let (_, both) = remote_actor(&mut db, 11, "both.example").await;
    let (_, reader) = remote_actor(&mut db, 12, "reader.example").await;
    let catalogue = iri("https://gao.example/ap/gao/catalogue");
    peers::set_node(&mut db, peer.id, &gao.iri, &catalogue).await.unwrap();
    for (number, (whom, who)) in
        [(&node, &gao), (&node, &both), (&member, &both), (&node, &reader)].into_iter().enumerate()
    {
        let follow = iri(format!("https://x.example/{number}"));
        followers::add(&mut db, whom.id, who.id, &follow, Timestamp(5)).await.unwrap();
    }
    let peers_of = |all: Vec<followers::Recipient>| -> Vec<PeerId> {
        all.into_iter().map(|recipient| recipient.peer).collect()
    };
    let direct = followers::direct_recipients(&mut db, member.id, node.id).await.unwrap();
    assert_eq!(peers_of(direct), [PeerId(10), PeerId(11)]);
    let announced = followers::announced_recipients(&mut db, member.id, node.id).await.unwrap();
    assert_eq!(peers_of(announced), [PeerId(12)]);
    let direct = followers::direct_recipients(&mut db, node.id, node.id).await.unwrap();
    assert_eq!(peers_of(direct).len(), 3);
}

async fn what_was_announced_is_found_by_its_object(store: Store) {
    let mut db = store.write().await.unwrap();
    let lyon = local_actor(&mut db, 1, "lyon").await;
    let (event, other) = (iri("https://lyon.example/ap/events/1"), iri("https://lyon.example/2"));
    for (id, kind) in [(7, "Announce"), (8, "Create"), (9, "Announce")] {
        let activity = Activity {
            id: ActivityId(id),
            iri: iri(format!("https://lyon.example/ap/activities/{id}")),
            kind: kind.to_owned(),
            actor: lyon.id,
            object: event.clone(),
            body: "{}".to_owned(),
            public: true,
            created_at: Timestamp(id),
        };
        activities::insert(&mut db, &activity).await.unwrap();
    }
    let found = activities::announced(&mut db, lyon.id, &[&event, &other]).await.unwrap();
    assert_eq!(found, [(event, ActivityId(9))]);
}

async fn whom_we_follow_is_known_by_itself_and_forgotten_when_it_is_gone(store: Store) {
    use havre::domain::{Following, FollowingState};
    let mut db = store.write().await.unwrap();
    local_actor(&mut db, 1, "lyon").await;
    let (peer, brest) = remote_actor(&mut db, 10, "brest.example").await;
    let first = actors::first_of_peer(&mut db, peer.id).await.unwrap();
    assert_eq!(first.map(|actor| actor.iri), Some(brest.iri.clone()));
    let following = Following {
        follower: ActorId(1),
        followed: brest.iri.clone(),
        activity: iri("https://lyon.example/activities/1"),
        state: FollowingState::Asked,
    };
    followings::ask(&mut db, &following, peer.id, Timestamp(5)).await.unwrap();
    assert!(!followings::follows(&mut db, &brest.iri).await.unwrap(), "asked, not accepted");
    let accepted = FollowingState::Accepted;
    followings::set_state(&mut db, ActorId(1), &brest.iri, accepted, Timestamp(6)).await.unwrap();
    assert!(followings::follows(&mut db, &brest.iri).await.unwrap());
    followings::end_all(&mut db, &brest.iri).await.unwrap();
    assert!(!followings::follows(&mut db, &brest.iri).await.unwrap());
}

on_every_engine!(
    attempts_are_kept_newest_first_and_the_last_only,
    an_inbox_that_is_gone_keeps_its_first_moment_and_takes_its_followers,
    an_actor_has_other_addresses_and_leaves_for_one,
    a_move_is_checked_once_and_believed_again_only_after_a_while,
    each_inbox_hears_of_a_sheet_in_the_form_that_it_shows,
    what_was_announced_is_found_by_its_object,
    whom_we_follow_is_known_by_itself_and_forgotten_when_it_is_gone,
);
