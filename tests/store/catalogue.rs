//! What this node and its peers publish, and what is left of what they no longer do.

use havre::{
    domain::{Iri, PeerId, SheetKind, Timestamp},
    store::{
        Store, Writing,
        catalogue::{self, Entry, ObjectKind, Owner},
        peers,
    },
};

use crate::support::iri;

const LYON: &str = "https://lyon.example/ap/lyon";
const BREST: &str = "https://brest.example/ap/brest";

/// An entry of `actor` that changed at `updated` seconds.
fn entry(actor: &str, name: &str, digest: &str, updated: i64) -> Entry {
    Entry {
        iri: iri(format!("{actor}/{name}")),
        actor: iri(actor),
        kind: ObjectKind::Sheet(SheetKind::Practice),
        digest: Some(digest.to_owned()),
        updated_at: Timestamp(updated * 1_000),
        deleted_at: None,
        former_type: None,
        change: 0,
        bucket: 200,
        held_digest: None,
    }
}

fn copy(name: &str, digest: &str, updated: i64) -> Entry {
    let held_digest = Some(digest.to_owned());
    Entry { held_digest, ..entry(BREST, name, digest, updated) }
}

fn dead(actor: &str, name: &str, deleted: i64) -> Entry {
    Entry {
        deleted_at: Some(Timestamp(deleted * 1_000)),
        former_type: Some("havre:Practice".into()),
        digest: None,
        ..entry(actor, name, "", deleted)
    }
}

async fn brest(db: &mut Writing) -> PeerId {
    peers::ensure(db, "brest.example", PeerId(10)).await.unwrap().id
}

fn names(entries: &[Entry]) -> Vec<&str> {
    entries.iter().map(|entry| entry.iri.as_str().rsplit('/').next().unwrap()).collect()
}

async fn the_latest_change_grows_with_every_catalogue(store: Store) {
    let mut db = store.write().await.unwrap();
    let brest = brest(&mut db).await;
    let mut seen = vec![catalogue::latest_change(&mut db).await.unwrap()];
    catalogue::record_local(&mut db, &entry(LYON, "a", "d", 1)).await.unwrap();
    seen.push(catalogue::latest_change(&mut db).await.unwrap());
    catalogue::hold_copies(&mut db, &[(brest, copy("b", "d", 1))]).await.unwrap();
    seen.push(catalogue::latest_change(&mut db).await.unwrap());
    catalogue::tombstone(&mut db, Some(brest), &dead(BREST, "b", 2)).await.unwrap();
    seen.push(catalogue::latest_change(&mut db).await.unwrap());
    assert!(seen.is_sorted_by(|a, b| a < b), "{seen:?}");
    db.commit().await.unwrap();
    let mut db = store.read().await.unwrap();
    assert_eq!(catalogue::latest_change(&mut db).await.unwrap(), seen[3]);
}

async fn the_order_of_change_is_the_order_of_commit(store: Store) {
    let writers: Vec<_> = (0..4)
        .map(|writer| {
            let store = store.clone();
            tokio::spawn(async move {
                for round in 0..10 {
                    let mut db = store.write().await.unwrap();
                    let before = catalogue::last_change(&mut db, Owner::Node).await.unwrap();
                    let name = format!("{writer}-{round}");
                    let new = entry(LYON, &name, "d", 1);
                    assert!(catalogue::record_local(&mut db, &new).await.unwrap());
                    let found = catalogue::find(&mut db, &new.iri).await.unwrap().unwrap();
                    assert!(found.change > before, "{} after {before}", found.change);
                    db.commit().await.unwrap();
                }
            })
        })
        .collect();
    let mut seen = 0;
    loop {
        let done = writers.iter().all(tokio::task::JoinHandle::is_finished);
        // Whoever reads up to the last change has missed none before it.
        let mut db = store.read().await.unwrap();
        let page = catalogue::page(&mut db, Owner::Node, seen, 100).await.unwrap();
        for (expected, entry) in (seen + 1..).zip(&page) {
            assert_eq!(entry.change, expected);
        }
        seen += i64::try_from(page.len()).unwrap();
        drop(db);
        if done {
            break;
        }
        tokio::task::yield_now().await;
    }
    assert_eq!(seen, 40);
    for writer in writers {
        writer.await.unwrap();
    }
}

async fn pages_tell_what_changed_since_and_an_object_only_once(store: Store) {
    let mut db = store.write().await.unwrap();
    for name in ["a", "b", "c"] {
        catalogue::record_local(&mut db, &entry(LYON, name, "1", 1)).await.unwrap();
    }
    let first = catalogue::page(&mut db, Owner::Node, 0, 2).await.unwrap();
    assert_eq!(names(&first), ["a", "b"]);
    catalogue::record_local(&mut db, &entry(LYON, "a", "2", 2)).await.unwrap();
    let rest = catalogue::page(&mut db, Owner::Node, first[1].change, 9).await.unwrap();
    assert_eq!(names(&rest), ["c", "a"]);
    assert_eq!(rest[1].digest.as_deref(), Some("2"));
    let last = catalogue::last_change(&mut db, Owner::Node).await.unwrap();
    assert_eq!(last, rest[1].change);
    assert_eq!(catalogue::page(&mut db, Owner::Node, last, 9).await.unwrap(), []);
}

async fn each_owner_has_a_catalogue_of_its_own(store: Store) {
    let mut db = store.write().await.unwrap();
    let peer = brest(&mut db).await;
    let port = "https://lyon.example/ap/port";
    catalogue::record_local(&mut db, &entry(LYON, "a", "1", 1)).await.unwrap();
    catalogue::record_local(&mut db, &entry(port, "b", "1", 1)).await.unwrap();
    catalogue::hold_copies(&mut db, &[(peer, copy("c", "1", 1))]).await.unwrap();
    let of_port = iri(port);
    for (owner, expected) in [
        (Owner::Node, vec!["a", "b"]),
        (Owner::Actor(&of_port), vec!["b"]),
        (Owner::Copy(peer), vec!["c"]),
        (Owner::Copy(PeerId(99)), vec![]),
    ] {
        let page = catalogue::page(&mut db, owner, 0, 9).await.unwrap();
        assert_eq!(names(&page), expected, "{owner:?}");
        let count = i64::try_from(expected.len()).unwrap();
        assert_eq!(catalogue::totals(&mut db, owner).await.unwrap(), (count, 0), "{owner:?}");
        let lines = catalogue::lines(&mut db, owner).await.unwrap();
        assert_eq!(lines.len(), expected.len(), "{owner:?}");
        let bucket = catalogue::bucket(&mut db, owner, 200).await.unwrap();
        assert_eq!(names(&bucket), expected, "{owner:?}");
        assert_eq!(catalogue::bucket(&mut db, owner, 7).await.unwrap(), []);
    }
}

async fn lines_come_in_the_order_of_the_bytes_of_their_addresses(store: Store) {
    let mut db = store.write().await.unwrap();
    for name in ["b", "a-1", "B", "a_1", "a", "a.1"] {
        catalogue::record_local(&mut db, &entry(LYON, name, "1", 1)).await.unwrap();
    }
    catalogue::tombstone(&mut db, None, &dead(LYON, "B", 5)).await.unwrap();
    let lines = catalogue::lines(&mut db, Owner::Node).await.unwrap();
    let iris: Vec<&Iri> = lines.iter().map(|line| &line.iri).collect();
    assert!(iris.is_sorted_by(|a, b| a.as_str().as_bytes() < b.as_str().as_bytes()), "{iris:?}");
    let digests: Vec<_> = lines.iter().map(|line| line.digest.as_deref()).collect();
    assert_eq!(digests.iter().filter(|digest| digest.is_none()).count(), 1);
    assert!(lines.iter().all(|line| line.bucket == 200));
}

async fn what_was_deleted_here_never_comes_back(store: Store) {
    let mut db = store.write().await.unwrap();
    let soup = entry(LYON, "soup", "1", 1);
    assert!(catalogue::record_local(&mut db, &soup).await.unwrap());
    let buried = dead(LYON, "soup", 5);
    assert!(catalogue::tombstone(&mut db, None, &buried).await.unwrap());
    assert!(!catalogue::tombstone(&mut db, None, &buried).await.unwrap());
    let later = entry(LYON, "soup", "2", 9);
    assert!(!catalogue::record_local(&mut db, &later).await.unwrap());

    let found = catalogue::find(&mut db, &soup.iri).await.unwrap().unwrap();
    assert_eq!(found, Entry { change: found.change, ..buried });
    assert_eq!(catalogue::totals(&mut db, Owner::Node).await.unwrap(), (0, 1));
    let page = catalogue::page(&mut db, Owner::Node, 1, 9).await.unwrap();
    assert_eq!(names(&page), ["soup"], "the deletion is a change of its own");
}

async fn a_tombstone_of_a_peer_wins_over_whatever_arrives_later(store: Store) {
    let mut db = store.write().await.unwrap();
    let peer = brest(&mut db).await;
    assert!(catalogue::tombstone(&mut db, Some(peer), &dead(BREST, "soup", 5)).await.unwrap());
    let later = copy("soup", "2", 9);
    let news = catalogue::hold_copies(&mut db, &[(peer, later.clone())]).await.unwrap();
    assert_eq!(news, [false]);
    assert_eq!(catalogue::want(&mut db, peer, &[later]).await.unwrap(), []);
    assert_eq!(catalogue::missing(&mut db, peer, 9).await.unwrap(), []);
    assert_eq!(catalogue::counts(&mut db, peer).await.unwrap(), (0, 0));
}

async fn what_a_peer_lists_is_missing_until_we_hold_it(store: Store) {
    let mut db = store.write().await.unwrap();
    let peer = brest(&mut db).await;
    let listed = ["a", "b", "c"].map(|name| entry(BREST, name, "1", 1));
    assert_eq!(catalogue::want(&mut db, peer, &listed).await.unwrap(), []);
    assert_eq!(catalogue::counts(&mut db, peer).await.unwrap(), (3, 0));
    let missing = catalogue::missing(&mut db, peer, 2).await.unwrap();
    assert_eq!(names(&missing), ["a", "b"]);

    let held = [(peer, copy("a", "1", 1)), (peer, copy("b", "1", 1))];
    assert_eq!(catalogue::hold_copies(&mut db, &held).await.unwrap(), [true, true]);
    assert_eq!(catalogue::counts(&mut db, peer).await.unwrap(), (3, 2));
    assert_eq!(names(&catalogue::missing(&mut db, peer, 9).await.unwrap()), ["c"]);

    catalogue::want(&mut db, peer, &[entry(BREST, "a", "2", 2)]).await.unwrap();
    assert_eq!(names(&catalogue::missing(&mut db, peer, 9).await.unwrap()), ["c", "a"]);
    assert_eq!(catalogue::counts(&mut db, peer).await.unwrap(), (3, 1));
}

async fn what_is_older_or_held_already_is_no_news(store: Store) {
    let mut db = store.write().await.unwrap();
    let peer = brest(&mut db).await;
    let batch = [
        (peer, copy("soup", "2", 2)),
        (peer, copy("bread", "1", 1)),
        (peer, copy("soup", "2", 2)),
        (peer, copy("soup", "1", 1)),
        (peer, copy("soup", "3", 3)),
    ];
    let news = catalogue::hold_copies(&mut db, &batch).await.unwrap();
    assert_eq!(news, [true, true, false, false, true]);
    let older = [entry(BREST, "soup", "1", 1), entry(BREST, "soup", "2", 2)];
    catalogue::want(&mut db, peer, &older).await.unwrap();
    assert_eq!(catalogue::missing(&mut db, peer, 9).await.unwrap(), []);
    let found = catalogue::find(&mut db, &iri(format!("{BREST}/soup"))).await.unwrap().unwrap();
    assert_eq!((found.digest.as_deref(), found.updated_at), (Some("3"), Timestamp(3_000)));
    assert_eq!(found.held_digest.as_deref(), Some("3"));
}

async fn a_list_with_tombstones_tells_whose_copies_must_go(store: Store) {
    let mut db = store.write().await.unwrap();
    let peer = brest(&mut db).await;
    let held = [(peer, copy("a", "1", 9)), (peer, copy("b", "1", 1))];
    catalogue::hold_copies(&mut db, &held).await.unwrap();
    let listed = [dead(BREST, "a", 5), entry(BREST, "b", "1", 1), dead(BREST, "c", 5)];
    let buried = catalogue::want(&mut db, peer, &listed).await.unwrap();
    assert_eq!(buried, [iri(format!("{BREST}/a")), iri(format!("{BREST}/c"))]);
    assert_eq!(catalogue::want(&mut db, peer, &listed).await.unwrap(), []);
    assert_eq!(catalogue::totals(&mut db, Owner::Copy(peer)).await.unwrap(), (1, 2));
}

async fn no_peer_touches_an_entry_of_ours_or_of_another_peer(store: Store) {
    let mut db = store.write().await.unwrap();
    let peer = brest(&mut db).await;
    let other = peers::ensure(&mut db, "liege.example", PeerId(11)).await.unwrap().id;
    catalogue::record_local(&mut db, &entry(LYON, "soup", "1", 1)).await.unwrap();
    catalogue::hold_copies(&mut db, &[(peer, copy("soup", "1", 1))]).await.unwrap();
    for victim in [LYON, BREST] {
        let forged = entry(victim, "soup", "forged", 9);
        catalogue::want(&mut db, other, std::slice::from_ref(&forged)).await.unwrap();
        let news = catalogue::hold_copies(&mut db, &[(other, forged.clone())]).await.unwrap();
        assert_eq!(news, [false], "{victim}");
        let grave = dead(victim, "soup", 9);
        assert!(!catalogue::tombstone(&mut db, Some(other), &grave).await.unwrap(), "{victim}");
        let found = catalogue::find(&mut db, &forged.iri).await.unwrap().unwrap();
        assert_eq!(found.digest.as_deref(), Some("1"), "{victim}");
    }
}

async fn a_copy_of_no_interest_is_forgotten_but_neither_ours_nor_a_tombstone(store: Store) {
    let mut db = store.write().await.unwrap();
    let peer = brest(&mut db).await;
    catalogue::record_local(&mut db, &entry(LYON, "ours", "1", 1)).await.unwrap();
    catalogue::hold_copies(&mut db, &[(peer, copy("copy", "1", 1))]).await.unwrap();
    catalogue::tombstone(&mut db, Some(peer), &dead(BREST, "dead", 5)).await.unwrap();
    for (actor, name, stays) in
        [(LYON, "ours", true), (BREST, "copy", false), (BREST, "dead", true)]
    {
        let iri = iri(format!("{actor}/{name}"));
        catalogue::forget(&mut db, &iri).await.unwrap();
        assert_eq!(catalogue::find(&mut db, &iri).await.unwrap().is_some(), stays, "{name}");
    }
}

async fn an_object_never_changes_hands(store: Store) {
    let mut db = store.write().await.unwrap();
    let peer = brest(&mut db).await;
    catalogue::hold_copies(&mut db, &[(peer, copy("soup", "1", 1))]).await.unwrap();
    let taken = Entry { actor: iri("https://brest.example/ap/port"), ..copy("soup", "2", 2) };
    assert_eq!(catalogue::hold_copies(&mut db, &[(peer, taken)]).await.unwrap(), [false]);
}

on_every_engine!(
    the_latest_change_grows_with_every_catalogue,
    the_order_of_change_is_the_order_of_commit,
    pages_tell_what_changed_since_and_an_object_only_once,
    each_owner_has_a_catalogue_of_its_own,
    lines_come_in_the_order_of_the_bytes_of_their_addresses,
    what_was_deleted_here_never_comes_back,
    a_tombstone_of_a_peer_wins_over_whatever_arrives_later,
    what_a_peer_lists_is_missing_until_we_hold_it,
    what_is_older_or_held_already_is_no_news,
    a_list_with_tombstones_tells_whose_copies_must_go,
    no_peer_touches_an_entry_of_ours_or_of_another_peer,
    a_copy_of_no_interest_is_forgotten_but_neither_ours_nor_a_tombstone,
    an_object_never_changes_hands,
);
