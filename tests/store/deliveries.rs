//! Activities of this node, and their way to the inboxes of others.

use havre::{
    domain::{ActivityId, Actor, ActorId, Iri, PeerId, Timestamp},
    store::{
        Store, Writing,
        activities::{self, Activity},
        actors,
        deliveries::{self, Dropped, Lease},
        followers::Recipient,
        key_sets, peers,
    },
};

use crate::keys::keys;
use crate::support::{find_peer, iri, local_actor};

const DAY: i64 = 24 * 3_600;

async fn activity(db: &mut Writing, id: i64, public: bool) -> Activity {
    let activity = Activity {
        id: ActivityId(id),
        iri: iri(format!("https://lyon.example/activities/{id}")),
        kind: "Create".into(),
        actor: ActorId(1),
        object: iri("https://lyon.example/ap/lyon/soup"),
        body: format!("{{\"b\":1,\"a\":{id}}}"),
        public,
        created_at: Timestamp(id),
    };
    activities::insert(db, &activity).await.unwrap();
    activity
}

async fn peer(db: &mut Writing, id: i64) -> Recipient {
    let peer = peers::ensure(db, &format!("{id}.example"), PeerId(id)).await.unwrap();
    Recipient { peer: peer.id, inbox: inbox(id) }
}

fn inbox(id: i64) -> Iri {
    iri(format!("https://{id}.example/ap/inbox"))
}

/// Lyon, activities 1 to 3, and peers 10 to 12 for which all three wait.
async fn prepare(db: &mut Writing) {
    local_actor(db, 1, "lyon").await;
    let recipients = [peer(db, 10).await, peer(db, 11).await, peer(db, 12).await];
    for id in [1, 2, 3] {
        activity(db, id, true).await;
        deliveries::enqueue(db, ActivityId(id), &recipients, Timestamp(id)).await.unwrap();
    }
}

async fn the_outbox_shows_public_activities_newest_first(store: Store) {
    let mut db = store.write().await.unwrap();
    local_actor(&mut db, 1, "lyon").await;
    for id in 1..6 {
        activity(&mut db, id, id != 3).await;
    }
    let ids = |page: &[(ActivityId, String)]| page.iter().map(|(id, _)| id.0).collect::<Vec<_>>();
    let first = activities::page(&mut db, ActorId(1), None, 2).await.unwrap();
    assert_eq!(ids(&first), [5, 4]);
    assert_eq!(first[0].1, "{\"b\":1,\"a\":5}");
    let rest = activities::page(&mut db, ActorId(1), Some(ActivityId(4)), 9).await.unwrap();
    assert_eq!(ids(&rest), [2, 1]);
    assert_eq!(activities::count(&mut db, ActorId(1)).await.unwrap(), 4);
    assert_eq!(activities::count(&mut db, ActorId(2)).await.unwrap(), 0);
}

async fn a_private_activity_is_shown_to_nobody(store: Store) {
    let mut db = store.write().await.unwrap();
    local_actor(&mut db, 1, "lyon").await;
    let public = activity(&mut db, 1, true).await;
    let private = activity(&mut db, 2, false).await;
    assert_eq!(activities::body(&mut db, &public.iri).await.unwrap(), Some(public.body));
    assert_eq!(activities::body(&mut db, &private.iri).await.unwrap(), None);
}

async fn what_was_queued_before_new_keys_is_signed_with_the_old_for_a_while(store: Store) {
    let mut db = store.write().await.unwrap();
    prepare(&mut db).await;
    let waiting = deliveries::of_peer(&mut db, PeerId(10), Timestamp(0), 9).await.unwrap();
    let lyon = actors::find(&mut db, ActorId(1)).await.unwrap().unwrap();
    let (old, new) = (keys(&lyon, "main-key"), keys(&lyon, "key-2"));
    key_sets::insert(&mut db, &old, Timestamp(1)).await.unwrap();
    key_sets::retire(&mut db, lyon.id, waiting[0].activity, Timestamp(100)).await.unwrap();
    key_sets::insert(&mut db, &new, Timestamp(100)).await.unwrap();
    let lyon = Actor { key: Some((new.rsa_id.clone(), "PEM".into())), ..lyon };
    actors::update_keys(&mut db, &lyon, "{}", "digest").await.unwrap();
    for (retired_since, first) in [(Timestamp(100), &old.rsa_id), (Timestamp(101), &new.rsa_id)] {
        let waiting = deliveries::of_peer(&mut db, PeerId(10), retired_since, 9).await.unwrap();
        assert_eq!((&waiting[0].key_id, &waiting[0].present_key_id), (first, &new.rsa_id));
        let later: Vec<_> = waiting.iter().filter(|w| w.activity > waiting[0].activity).collect();
        assert!(!later.is_empty() && later.iter().all(|waits| waits.key_id == new.rsa_id));
    }
}

async fn what_waits_for_a_peer_leaves_in_order(store: Store) {
    let mut db = store.write().await.unwrap();
    prepare(&mut db).await;
    let waiting = deliveries::of_peer(&mut db, PeerId(10), Timestamp(0), 2).await.unwrap();
    let ids: Vec<i64> = waiting.iter().map(|waiting| waiting.activity.0).collect();
    assert_eq!(ids, [1, 2]);
    assert_eq!(waiting[0].body, "{\"b\":1,\"a\":1}");
    assert_eq!(waiting[0].created_at, Timestamp(1));
    assert_eq!(waiting[0].key_id, "https://lyon.example/ap/lyon#main-key");
    assert_eq!(waiting[0].inbox, inbox(10));

    let to = inbox(10);
    let arrived = [(ActivityId(1), &to), (ActivityId(2), &to)];
    deliveries::finish(&mut db, PeerId(10), &arrived).await.unwrap();
    let waiting = deliveries::of_peer(&mut db, PeerId(10), Timestamp(0), 9).await.unwrap();
    assert_eq!(waiting.len(), 1);
    assert_eq!(deliveries::waiting(&mut db).await.unwrap(), 7);
    assert_eq!(find_peer(&mut db, PeerId(11)).await.unwrap().waiting, 3);
}

async fn one_inbox_gets_an_activity_once(store: Store) {
    let mut db = store.write().await.unwrap();
    prepare(&mut db).await;
    let again = [Recipient { peer: PeerId(10), inbox: inbox(10) }];
    deliveries::enqueue(&mut db, ActivityId(1), &again, Timestamp(9)).await.unwrap();
    deliveries::enqueue(&mut db, ActivityId(1), &[], Timestamp(9)).await.unwrap();
    assert_eq!(deliveries::waiting(&mut db).await.unwrap(), 9);
}

async fn a_leased_peer_is_out_of_reach_until_it_is_given_back(store: Store) {
    let mut db = store.write().await.unwrap();
    prepare(&mut db).await;
    peer(&mut db, 13).await;
    let now = Timestamp(1_000);
    let leased = deliveries::claim_peers(&mut db, now, 60, 2).await.unwrap();
    assert_eq!(leased.len(), 2, "as many as asked for");
    let rest = deliveries::claim_peers(&mut db, now, 60, 9).await.unwrap();
    let lease = Lease {
        peer: PeerId(12),
        host: "12.example".into(),
        failures: 0,
        failing_since: None,
        has_gone: false,
    };
    assert_eq!(rest, [lease], "and none for which nothing waits");
    assert!(deliveries::claim_peers(&mut db, now, 60, 9).await.unwrap().is_empty());
    assert_eq!(deliveries::next_due(&mut db).await.unwrap(), Some(Timestamp(61_000)));

    deliveries::release(&mut db, PeerId(11)).await.unwrap();
    let again = deliveries::claim_peers(&mut db, now, 60, 9).await.unwrap();
    assert_eq!(again.iter().map(|lease| lease.peer).collect::<Vec<_>>(), [PeerId(11)]);
    let after_a_crash = deliveries::claim_peers(&mut db, Timestamp(61_000), 60, 9).await.unwrap();
    assert_eq!(after_a_crash.len(), 3);
}

async fn a_peer_that_fails_waits_and_keeps_nobody_else_waiting(store: Store) {
    let mut db = store.write().await.unwrap();
    prepare(&mut db).await;
    let now = Timestamp(1_000);
    deliveries::claim_peers(&mut db, now, 60, 9).await.unwrap();
    let later = Timestamp(31_000);
    deliveries::postpone(&mut db, PeerId(10), later, 1, now).await.unwrap();
    deliveries::release(&mut db, PeerId(11)).await.unwrap();
    deliveries::release(&mut db, PeerId(12)).await.unwrap();
    let claimed = deliveries::claim_peers(&mut db, now, 60, 9).await.unwrap();
    assert_eq!(claimed.len(), 2);
    assert_eq!(deliveries::next_due(&mut db).await.unwrap(), Some(later));
    let claimed = deliveries::claim_peers(&mut db, later, 60, 9).await.unwrap();
    assert_eq!((claimed[0].failures, claimed[0].failing_since), (1, Some(now)));
}

async fn a_delivery_refused_for_good_is_logged_and_the_next_may_go(store: Store) {
    let mut db = store.write().await.unwrap();
    prepare(&mut db).await;
    let first = (ActivityId(1), &inbox(10));
    let reason = "answers 410 Gone";
    deliveries::drop_failed(&mut db, PeerId(10), first, Some(410), reason, Timestamp(5))
        .await
        .unwrap();
    let waiting = deliveries::of_peer(&mut db, PeerId(10), Timestamp(0), 9).await.unwrap();
    assert_eq!(waiting[0].activity, ActivityId(2));
    let dropped = Dropped {
        host: "10.example".into(),
        activity: iri("https://lyon.example/activities/1"),
        inbox: inbox(10),
        status: Some(410),
        reason: reason.into(),
        at: Timestamp(5),
    };
    for host in [None, Some("10.example")] {
        let log = deliveries::log(&mut db, host, 9).await.unwrap();
        assert_eq!(log, std::slice::from_ref(&dropped));
    }
    assert_eq!(deliveries::log(&mut db, Some("11.example"), 9).await.unwrap(), []);
}

async fn what_waited_for_a_week_is_given_up_and_the_log_forgets_after_a_month(store: Store) {
    let mut db = store.write().await.unwrap();
    prepare(&mut db).await;
    let week = Timestamp(2).plus_seconds(7 * DAY);
    assert_eq!(deliveries::oldest(&mut db).await.unwrap(), Some(Timestamp(1)));
    assert_eq!(deliveries::drop_expired(&mut db, week).await.unwrap(), 3);
    assert_eq!(deliveries::oldest(&mut db).await.unwrap(), Some(Timestamp(2)));
    assert_eq!(deliveries::waiting(&mut db).await.unwrap(), 6);
    let log = deliveries::log(&mut db, None, 9).await.unwrap();
    assert_eq!(log.len(), 3);
    assert_eq!((log[0].status, log[0].at), (None, week));
    let month = week.plus_seconds(31 * DAY);
    assert_eq!(deliveries::drop_expired(&mut db, month).await.unwrap(), 6);
    let log = deliveries::log(&mut db, None, 9).await.unwrap();
    assert!(log.iter().all(|dropped| dropped.at == month), "{log:?}");
    assert_eq!(log.len(), 6);
    assert_eq!(deliveries::next_due(&mut db).await.unwrap(), None);
    assert_eq!(deliveries::oldest(&mut db).await.unwrap(), None);
}

async fn four_workers_claim_each_peer_once(store: Store) {
    let mut db = store.write().await.unwrap();
    local_actor(&mut db, 1, "lyon").await;
    activity(&mut db, 1, true).await;
    for id in 100..140 {
        let to = peer(&mut db, id).await;
        deliveries::enqueue(&mut db, ActivityId(1), &[to], Timestamp(0)).await.unwrap();
    }
    db.commit().await.unwrap();
    let workers: Vec<_> = (0..4)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move {
                let mut claimed = vec![];
                loop {
                    let mut db = store.write().await.unwrap();
                    let leases =
                        deliveries::claim_peers(&mut db, Timestamp(1), 60, 3).await.unwrap();
                    db.commit().await.unwrap();
                    if leases.is_empty() {
                        return claimed;
                    }
                    claimed.extend(leases.into_iter().map(|lease| lease.peer));
                }
            })
        })
        .collect();
    let mut claimed = vec![];
    for worker in workers {
        claimed.extend(worker.await.unwrap());
    }
    claimed.sort();
    assert_eq!(claimed, (100..140).map(PeerId).collect::<Vec<_>>());
}

on_every_engine!(
    the_outbox_shows_public_activities_newest_first,
    a_private_activity_is_shown_to_nobody,
    what_was_queued_before_new_keys_is_signed_with_the_old_for_a_while,
    what_waits_for_a_peer_leaves_in_order,
    one_inbox_gets_an_activity_once,
    a_leased_peer_is_out_of_reach_until_it_is_given_back,
    a_peer_that_fails_waits_and_keeps_nobody_else_waiting,
    a_delivery_refused_for_good_is_logged_and_the_next_may_go,
    what_waited_for_a_week_is_given_up_and_the_log_forgets_after_a_month,
    four_workers_claim_each_peer_once,
);
