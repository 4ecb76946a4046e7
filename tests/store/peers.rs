//! The servers that we know, and whose catalogue is compared when.

use havre::{
    domain::{Peer, PeerId, PeerKind, SheetKind, SignatureScheme, SyncState, Timestamp},
    store::{
        Store, Writing,
        catalogue::{self, Entry, ObjectKind},
        deliveries, peers,
        syncs::{self, SyncTask},
    },
};

use crate::support::{find_peer, iri};

async fn peer(db: &mut Writing, id: i64) -> PeerId {
    peers::ensure(db, &format!("{id}.example"), PeerId(id)).await.unwrap().id
}

async fn a_host_becomes_one_peer_however_often_it_is_met(store: Store) {
    let mut db = store.write().await.unwrap();
    let first = peers::ensure(&mut db, "brest.example:8302", PeerId(10)).await.unwrap();
    let again = peers::ensure(&mut db, "brest.example:8302", PeerId(11)).await.unwrap();
    assert_eq!(first, again);
    assert_eq!(first.kind, PeerKind::Other);
    assert_eq!(find_peer(&mut db, first.id).await, Some(first.clone()));
    let found = peers::find_by_host(&mut db, "brest.example:8302").await.unwrap();
    assert_eq!(found, Some(first.clone()));
    assert_eq!(peers::find_by_host(&mut db, "brest.example").await.unwrap(), None);
    assert_eq!(find_peer(&mut db, PeerId(11)).await, None);
    let other = peers::ensure(&mut db, "arles.example", PeerId(12)).await.unwrap();
    assert_eq!(peers::list(&mut db).await.unwrap(), [other, first]);
}

async fn how_a_peer_wants_to_be_signed_to_is_kept_with_its_day(store: Store) {
    let mut db = store.write().await.unwrap();
    peer(&mut db, 10).await;
    let known = peers::signature_scheme(&mut db, "10.example").await.unwrap();
    assert_eq!(known, None);
    for (scheme, day) in [(SignatureScheme::Rfc9421, 5), (SignatureScheme::Ed25519, 6)] {
        let at = Timestamp(day);
        peers::set_signature_scheme(&mut db, "10.example", scheme, at).await.unwrap();
        let known = peers::signature_scheme(&mut db, "10.example").await.unwrap();
        assert_eq!(known, Some((scheme, at)));
    }
    let stranger = peers::signature_scheme(&mut db, "unknown.example").await.unwrap();
    assert_eq!(stranger, None);
}

async fn a_peer_tells_how_much_of_it_we_hold(store: Store) {
    let mut db = store.write().await.unwrap();
    let id = peer(&mut db, 10).await;
    let node_actor = iri("https://10.example/ap/ten");
    let address = iri("https://10.example/ap/ten/catalogue");
    peers::set_node(&mut db, id, &node_actor, &address).await.unwrap();
    let entry = |name: &str| Entry {
        iri: iri(format!("https://10.example/{name}")),
        actor: node_actor.clone(),
        kind: ObjectKind::Sheet(SheetKind::Call),
        digest: Some("d".into()),
        updated_at: Timestamp(1),
        deleted_at: None,
        former_type: None,
        change: 0,
        bucket: 0,
        held_digest: None,
    };
    let listed = [entry("a"), entry("b"), entry("c")];
    catalogue::want(&mut db, id, &listed).await.unwrap();
    let held = Entry { held_digest: Some("d".into()), ..entry("a") };
    catalogue::hold_copies(&mut db, &[(id, held)]).await.unwrap();
    catalogue::tombstone(&mut db, Some(id), &entry("b")).await.unwrap();

    syncs::finish(&mut db, id, None, Timestamp(7), None).await.unwrap();
    let found = find_peer(&mut db, id).await.unwrap();
    let checked_at = Some(Timestamp(7));
    assert_eq!(found.sync, SyncState { published: 2, held: 1, checked_at, problem: None });
    assert_eq!((found.kind, found.waiting), (PeerKind::Node, 0));
}

async fn a_peer_that_talks_to_us_is_up_again(store: Store) {
    let mut db = store.write().await.unwrap();
    let id = peer(&mut db, 10).await;
    let tomorrow = Timestamp(86_400_000);
    deliveries::postpone(&mut db, id, tomorrow, 4, Timestamp(5)).await.unwrap();
    let down = find_peer(&mut db, id).await.unwrap();
    assert_eq!((down.failures, down.next_try_at), (4, tomorrow));
    peers::heard_from(&mut db, "10.example", Timestamp(70_000)).await.unwrap();
    let up = find_peer(&mut db, id).await.unwrap();
    assert_eq!(up, Peer { failures: 0, next_try_at: Timestamp(70_000), ..down });
    peers::heard_from(&mut db, "10.example", Timestamp(71_000)).await.unwrap();
    assert_eq!(find_peer(&mut db, id).await, Some(up));
}

async fn the_comparison_due_longest_is_claimed_first(store: Store) {
    let mut db = store.write().await.unwrap();
    let (first, second) = (peer(&mut db, 10).await, peer(&mut db, 11).await);
    peer(&mut db, 12).await;
    assert_eq!(syncs::next_due(&mut db).await.unwrap(), None);
    syncs::request(&mut db, second, Timestamp(5)).await.unwrap();
    syncs::request(&mut db, first, Timestamp(3)).await.unwrap();
    syncs::request(&mut db, first, Timestamp(9_000)).await.unwrap();
    assert_eq!(syncs::next_due(&mut db).await.unwrap(), Some(Timestamp(3)));

    assert_eq!(syncs::claim(&mut db, Timestamp(2), 60).await.unwrap(), None);
    let mut claimed = vec![];
    while let Some(task) = syncs::claim(&mut db, Timestamp(10), 60).await.unwrap() {
        claimed.push(task.peer);
    }
    assert_eq!(claimed, [first, second]);
    assert_eq!(syncs::next_due(&mut db).await.unwrap(), Some(Timestamp(60_010)));
}

async fn a_comparison_whose_worker_died_goes_on_from_its_cursor(store: Store) {
    let mut db = store.write().await.unwrap();
    let id = peer(&mut db, 10).await;
    let (node_actor, address) = (iri("https://10.example/a"), iri("https://10.example/c"));
    peers::set_node(&mut db, id, &node_actor, &address).await.unwrap();
    syncs::request(&mut db, id, Timestamp(0)).await.unwrap();
    let task = syncs::claim(&mut db, Timestamp(0), 60).await.unwrap().unwrap();
    let expected = SyncTask {
        peer: id,
        host: "10.example".into(),
        node_actor: Some(node_actor),
        catalogue: Some(address),
        cursor: None,
        etag: None,
        checked_at: None,
        failures: 0,
    };
    assert_eq!(task, expected);
    syncs::keep_cursor(&mut db, id, "1187", Timestamp(90_000)).await.unwrap();
    assert_eq!(syncs::claim(&mut db, Timestamp(89_999), 60).await.unwrap(), None);
    let again = syncs::claim(&mut db, Timestamp(90_000), 60).await.unwrap().unwrap();
    assert_eq!(again, SyncTask { cursor: Some("1187".into()), ..expected });
}

async fn a_comparison_asked_for_while_another_runs_comes_after_it(store: Store) {
    let mut db = store.write().await.unwrap();
    let id = peer(&mut db, 10).await;
    syncs::request(&mut db, id, Timestamp(0)).await.unwrap();
    syncs::claim(&mut db, Timestamp(0), 60).await.unwrap().unwrap();
    syncs::request(&mut db, id, Timestamp(20_000)).await.unwrap();
    assert_eq!(syncs::claim(&mut db, Timestamp(20_000), 60).await.unwrap(), None);
    syncs::keep_cursor(&mut db, id, "1", Timestamp(80_000)).await.unwrap();
    let tomorrow = Timestamp(86_400_000);
    syncs::finish(&mut db, id, Some("\"e\""), Timestamp(30_000), Some(tomorrow)).await.unwrap();

    let task = syncs::claim(&mut db, Timestamp(30_000), 60).await.unwrap().unwrap();
    assert_eq!(task.etag.as_deref(), Some("\"e\""));
    syncs::finish(&mut db, id, Some("\"e\""), Timestamp(40_000), Some(tomorrow)).await.unwrap();
    assert_eq!(syncs::next_due(&mut db).await.unwrap(), Some(tomorrow));
}

async fn a_failed_comparison_says_why_until_one_succeeds(store: Store) {
    let mut db = store.write().await.unwrap();
    let id = peer(&mut db, 10).await;
    syncs::request(&mut db, id, Timestamp(0)).await.unwrap();
    syncs::claim(&mut db, Timestamp(0), 60).await.unwrap().unwrap();
    syncs::fail(&mut db, id, "does not answer", Timestamp(5_000)).await.unwrap();
    let problem = find_peer(&mut db, id).await.unwrap().sync.problem;
    assert_eq!(problem.as_deref(), Some("does not answer"));

    assert_eq!(syncs::claim(&mut db, Timestamp(4_999), 60).await.unwrap(), None);
    let task = syncs::claim(&mut db, Timestamp(5_000), 60).await.unwrap().unwrap();
    assert_eq!(task.failures, 1);
    syncs::finish(&mut db, id, None, Timestamp(6_000), Some(Timestamp(9_000))).await.unwrap();
    assert_eq!(find_peer(&mut db, id).await.unwrap().sync.problem, None);
    let task = syncs::claim(&mut db, Timestamp(9_000), 60).await.unwrap().unwrap();
    assert_eq!(task.failures, 0);
}

async fn four_workers_claim_each_comparison_once(store: Store) {
    let mut db = store.write().await.unwrap();
    for id in 0..40 {
        let id = peer(&mut db, 100 + id).await;
        syncs::request(&mut db, id, Timestamp(0)).await.unwrap();
    }
    db.commit().await.unwrap();
    let workers: Vec<_> = (0..4)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move {
                let mut claimed = vec![];
                // On PostgreSQL a worker may find the row locked that it would have taken.
                while claimed.len() < 10 {
                    let mut db = store.write().await.unwrap();
                    let task = syncs::claim(&mut db, Timestamp(1), 60).await.unwrap();
                    db.commit().await.unwrap();
                    claimed.extend(task.map(|task| task.peer));
                }
                claimed
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

async fn all_nodes_can_be_compared_at_once_and_other_servers_in_their_time(store: Store) {
    let mut db = store.write().await.unwrap();
    let (node, other) = (peer(&mut db, 10).await, peer(&mut db, 11).await);
    let address = iri("https://10.example/c");
    peers::set_node(&mut db, node, &address, &address).await.unwrap();
    for peer in [node, other] {
        syncs::request(&mut db, peer, Timestamp(86_400_000)).await.unwrap();
    }
    syncs::request_all(&mut db, Timestamp(5)).await.unwrap();
    let task = syncs::claim(&mut db, Timestamp(5), 60).await.unwrap().unwrap();
    assert_eq!(task.peer, node);
    assert_eq!(syncs::claim(&mut db, Timestamp(5), 60).await.unwrap(), None);
    assert_eq!(syncs::find(&mut db, node).await.unwrap(), Some(task));
    assert_eq!(syncs::find(&mut db, PeerId(99)).await.unwrap(), None);
}

async fn a_process_that_starts_alone_ends_the_leases_of_its_earlier_life(store: Store) {
    let mut db = store.write().await.unwrap();
    let address = iri("https://10.example/c");
    let id = peer(&mut db, 10).await;
    peers::set_node(&mut db, id, &address, &address).await.unwrap();
    syncs::request(&mut db, id, Timestamp(0)).await.unwrap();
    syncs::claim(&mut db, Timestamp(0), 3_600).await.unwrap().unwrap();
    syncs::end_leases(&mut db).await.unwrap();
    syncs::request_all(&mut db, Timestamp(5)).await.unwrap();
    assert!(syncs::claim(&mut db, Timestamp(5), 60).await.unwrap().is_some());
}

async fn a_server_without_a_catalogue_is_read_once(store: Store) {
    let mut db = store.write().await.unwrap();
    let id = peer(&mut db, 10).await;
    syncs::request(&mut db, id, Timestamp(0)).await.unwrap();
    syncs::claim(&mut db, Timestamp(0), 60).await.unwrap().unwrap();
    syncs::finish(&mut db, id, None, Timestamp(7), None).await.unwrap();
    assert_eq!(syncs::next_due(&mut db).await.unwrap(), None);
    let task = syncs::find(&mut db, id).await.unwrap().unwrap();
    assert_eq!(task.checked_at, Some(Timestamp(7)));
}

on_every_engine!(
    a_host_becomes_one_peer_however_often_it_is_met,
    how_a_peer_wants_to_be_signed_to_is_kept_with_its_day,
    a_peer_tells_how_much_of_it_we_hold,
    a_peer_that_talks_to_us_is_up_again,
    the_comparison_due_longest_is_claimed_first,
    a_comparison_whose_worker_died_goes_on_from_its_cursor,
    a_comparison_asked_for_while_another_runs_comes_after_it,
    a_failed_comparison_says_why_until_one_succeeds,
    four_workers_claim_each_comparison_once,
    all_nodes_can_be_compared_at_once_and_other_servers_in_their_time,
    a_process_that_starts_alone_ends_the_leases_of_its_earlier_life,
    a_server_without_a_catalogue_is_read_once,
);
