//! Activities that came in.

use havre::{
    domain::Timestamp,
    store::{
        Store, Writing,
        received::{self, Received},
    },
};

use crate::support::iri;

const DAY: i64 = 24 * 3_600;

fn activity(id: i64) -> Received {
    Received {
        id,
        iri: iri(format!("https://brest.example/activities/{id}")),
        actor: iri("https://brest.example/ap/brest"),
        body: format!("{{\"n\": {id}}}"),
        received_at: Timestamp(id),
    }
}

async fn insert(db: &mut Writing, ids: impl IntoIterator<Item = i64>) -> u64 {
    let batch: Vec<Received> = ids.into_iter().map(activity).collect();
    received::insert_batch(db, &batch).await.unwrap()
}

async fn waiting(db: &mut Writing) -> Vec<i64> {
    let waiting = received::claim(db, 1_000).await.unwrap();
    waiting.into_iter().map(|received| received.id).collect()
}

async fn what_came_in_waits_in_the_order_of_its_arrival(store: Store) {
    let mut db = store.write().await.unwrap();
    insert(&mut db, [3, 1, 2]).await;
    db.commit().await.unwrap();
    let mut db = store.write().await.unwrap();
    let first = received::claim(&mut db, 2).await.unwrap();
    assert_eq!(first, [activity(1), activity(2)]);
}

async fn a_replay_is_told_from_what_is_new_even_within_a_batch(store: Store) {
    let mut db = store.write().await.unwrap();
    assert_eq!(insert(&mut db, [1, 2]).await, 2);
    let replayed = Received { id: 9, ..activity(1) };
    let twice = Received { id: 10, ..activity(3) };
    let batch = [activity(3), replayed, twice, activity(4)];
    let new = received::insert_batch(&mut db, &batch).await.unwrap();
    assert_eq!(new, 2);
    assert_eq!(waiting(&mut db).await, [1, 2, 3, 4]);
}

async fn a_batch_of_any_size_is_stored_whole(store: Store) {
    let mut db = store.write().await.unwrap();
    let mut next = 1;
    for size in [0, 1, 2, 3, 63, 64, 65, 200] {
        let new = insert(&mut db, next..next + size).await;
        assert_eq!(new, u64::try_from(size).unwrap());
        next += size;
    }
    assert_eq!(waiting(&mut db).await, (1..next).collect::<Vec<_>>());
}

async fn what_is_handled_waits_no_more(store: Store) {
    let mut db = store.write().await.unwrap();
    insert(&mut db, 1..6).await;
    let handled = [(2, None), (3, Some("of nobody we follow\0".to_owned())), (4, None)];
    received::finish_batch(&mut db, &handled).await.unwrap();
    assert_eq!(waiting(&mut db).await, [1, 5]);
    for (id, expected) in [
        (1, Some(None)),
        (2, Some(None)),
        (3, Some(Some("of nobody we follow".to_owned()))),
        (9, None),
    ] {
        let problem = received::problem(&mut db, &activity(id).iri).await.unwrap();
        assert_eq!(problem, expected, "{id}");
    }
    assert_eq!(insert(&mut db, [2, 3]).await, 0, "and is known for ever");
}

async fn two_workers_never_handle_the_same_activity(store: Store) {
    let mut db = store.write().await.unwrap();
    insert(&mut db, 1..41).await;
    db.commit().await.unwrap();
    let workers: Vec<_> = (0..2)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move {
                let mut handled = vec![];
                loop {
                    let mut db = store.write().await.unwrap();
                    let claimed = received::claim(&mut db, 7).await.unwrap();
                    if claimed.is_empty() {
                        return handled;
                    }
                    let ids: Vec<i64> = claimed.iter().map(|received| received.id).collect();
                    let done: Vec<_> = ids.iter().map(|id| (*id, None)).collect();
                    received::finish_batch(&mut db, &done).await.unwrap();
                    db.commit().await.unwrap();
                    handled.extend(ids);
                }
            })
        })
        .collect();
    let mut handled = vec![];
    for worker in workers {
        handled.extend(worker.await.unwrap());
    }
    handled.sort_unstable();
    assert_eq!(handled, (1..41).collect::<Vec<_>>());
}

async fn an_activity_that_was_not_handled_when_the_session_was_dropped_still_waits(store: Store) {
    let mut db = store.write().await.unwrap();
    insert(&mut db, [1]).await;
    db.commit().await.unwrap();
    let mut db = store.write().await.unwrap();
    assert_eq!(waiting(&mut db).await, [1]);
    received::finish_batch(&mut db, &[(1, None)]).await.unwrap();
    drop(db);
    let mut db = store.write().await.unwrap();
    assert_eq!(waiting(&mut db).await, [1]);
}

/// Which of the activities 1 to 3 would be taken for new.
async fn known(store: &Store) -> Vec<bool> {
    let mut db = store.write().await.unwrap();
    let mut known = vec![];
    for id in [1, 2, 3] {
        let again = Received { id: id + 100, ..activity(id) };
        known.push(received::insert_batch(&mut db, &[again]).await.unwrap() == 0);
    }
    known
}

async fn what_is_old_is_forgotten_but_never_what_waits(store: Store) {
    let mut db = store.write().await.unwrap();
    insert(&mut db, 1..4).await;
    let handled = [(1, None), (2, Some("forged".to_owned()))];
    received::finish_batch(&mut db, &handled).await.unwrap();
    db.commit().await.unwrap();
    for (days, expected) in
        [(6, [true, true, true]), (8, [true, false, true]), (91, [false, false, true])]
    {
        let mut db = store.write().await.unwrap();
        received::purge(&mut db, Timestamp(0).plus_seconds(days * DAY)).await.unwrap();
        db.commit().await.unwrap();
        assert_eq!(known(&store).await, expected, "after {days} days");
    }
    let mut db = store.write().await.unwrap();
    assert_eq!(received::claim(&mut db, 9).await.unwrap(), [activity(3)]);
}

on_every_engine!(
    what_came_in_waits_in_the_order_of_its_arrival,
    a_replay_is_told_from_what_is_new_even_within_a_batch,
    a_batch_of_any_size_is_stored_whole,
    what_is_handled_waits_no_more,
    two_workers_never_handle_the_same_activity,
    an_activity_that_was_not_handled_when_the_session_was_dropped_still_waits,
    what_is_old_is_forgotten_but_never_what_waits,
);
