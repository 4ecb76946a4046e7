//! Objects to be fetched from their origin, and who passed them on.

use havre::{
    domain::{Iri, Timestamp},
    store::{
        Store, announcements,
        wanted_objects::{self, WantedObject},
    },
};

use crate::support::iri;

fn note(name: &str) -> Iri {
    iri(format!("https://other.example/notes/{name}"))
}

fn names(claimed: &[WantedObject]) -> Vec<&str> {
    let mut names: Vec<&str> =
        claimed.iter().map(|wanted| wanted.iri.as_str().rsplit('/').next().unwrap()).collect();
    names.sort_unstable();
    names
}

async fn an_object_is_wanted_once_and_fetched_by_one_worker(store: Store) {
    let mut db = store.write().await.unwrap();
    assert_eq!(wanted_objects::next_due(&mut db).await.unwrap(), None);
    for (name, due) in [("a", 5), ("b", 3), ("c", 9_000), ("a", 1)] {
        wanted_objects::want(&mut db, &note(name), Timestamp(due)).await.unwrap();
    }
    assert_eq!(wanted_objects::next_due(&mut db).await.unwrap(), Some(Timestamp(3)));
    let first = wanted_objects::claim(&mut db, Timestamp(10), 60, 1).await.unwrap();
    assert_eq!(first, [WantedObject { iri: note("b"), tries: 1 }]);
    let rest = wanted_objects::claim(&mut db, Timestamp(10), 60, 9).await.unwrap();
    assert_eq!(names(&rest), ["a"]);
    assert!(wanted_objects::claim(&mut db, Timestamp(10), 60, 9).await.unwrap().is_empty());

    wanted_objects::finish(&mut db, &note("b")).await.unwrap();
    wanted_objects::postpone(&mut db, &note("a"), Timestamp(20)).await.unwrap();
    let again = wanted_objects::claim(&mut db, Timestamp(20), 60, 9).await.unwrap();
    assert_eq!(again, [WantedObject { iri: note("a"), tries: 2 }]);
}

async fn an_object_whose_worker_died_is_fetched_by_the_next(store: Store) {
    let mut db = store.write().await.unwrap();
    wanted_objects::want(&mut db, &note("a"), Timestamp(0)).await.unwrap();
    wanted_objects::claim(&mut db, Timestamp(0), 60, 9).await.unwrap();
    assert_eq!(wanted_objects::next_due(&mut db).await.unwrap(), Some(Timestamp(60_000)));
    assert!(wanted_objects::claim(&mut db, Timestamp(59_999), 60, 9).await.unwrap().is_empty());
    assert_eq!(wanted_objects::claim(&mut db, Timestamp(60_000), 60, 9).await.unwrap().len(), 1);
    wanted_objects::end_leases(&mut db).await.unwrap();
    assert_eq!(wanted_objects::claim(&mut db, Timestamp(1), 60, 9).await.unwrap().len(), 1);
}

async fn an_object_is_announced_until_the_last_who_passed_it_on_takes_it_back(store: Store) {
    let mut db = store.write().await.unwrap();
    let (brest, liege) = (iri("https://brest.example/a"), iri("https://liege.example/a"));
    let announce = |actor: &Iri| iri(format!("{actor}/announces/1"));
    assert!(!announcements::is_announced(&mut db, &note("a")).await.unwrap());
    for actor in [&brest, &liege, &brest] {
        let activity = announce(actor);
        announcements::add(&mut db, &activity, actor, &note("a"), Timestamp(1)).await.unwrap();
    }
    let forged = announcements::remove(&mut db, &announce(&brest), &liege).await.unwrap();
    assert_eq!(forged, None, "only who announced it may take it back");
    for (actor, still) in [(&brest, true), (&liege, false)] {
        let object = announcements::remove(&mut db, &announce(actor), actor).await.unwrap();
        assert_eq!(object, Some(note("a")));
        assert_eq!(announcements::is_announced(&mut db, &note("a")).await.unwrap(), still);
    }
}

async fn who_no_longer_stands_for_an_object_takes_all_its_announcements_back(store: Store) {
    let mut db = store.write().await.unwrap();
    let (brest, liege) = (iri("https://brest.example/a"), iri("https://liege.example/a"));
    for number in 1..4 {
        let activity = iri(format!("{brest}/announces/{number}"));
        announcements::add(&mut db, &activity, &brest, &note("a"), Timestamp(1)).await.unwrap();
    }
    let other = iri(format!("{brest}/announces/4"));
    announcements::add(&mut db, &other, &brest, &note("b"), Timestamp(1)).await.unwrap();
    announcements::withdraw(&mut db, &liege, &note("a")).await.unwrap();
    assert!(announcements::is_announced(&mut db, &note("a")).await.unwrap(), "not of liege");
    announcements::withdraw(&mut db, &brest, &note("a")).await.unwrap();
    assert!(!announcements::is_announced(&mut db, &note("a")).await.unwrap());
    assert!(announcements::is_announced(&mut db, &note("b")).await.unwrap());
}

on_every_engine!(
    who_no_longer_stands_for_an_object_takes_all_its_announcements_back,
    an_object_is_wanted_once_and_fetched_by_one_worker,
    an_object_whose_worker_died_is_fetched_by_the_next,
    an_object_is_announced_until_the_last_who_passed_it_on_takes_it_back,
);
