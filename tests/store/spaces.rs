//! The spaces of others, and what the pictures of the network count.

use havre::{
    domain::{Content, Facet, Following, FollowingState, PeerKind, Place, Timestamp, Visibility},
    store::{Store, figures, followings, moves, peers, spaces, syncs},
};

use crate::support::{event, iri, local_actor, practice, put, remote_actor, sheet};

async fn only_spaces_that_are_followed_or_shown_are_spoken_of(store: Store) {
    let mut db = store.write().await.unwrap();
    let lyon = local_actor(&mut db, 1, "lyon").await;
    let (followed, theirs) = remote_actor(&mut db, 10, "brest.example").await;
    let (_, shown) = remote_actor(&mut db, 11, "arles.example").await;
    remote_actor(&mut db, 12, "follower.example").await;
    for (n, state) in [(1, FollowingState::Refused), (2, FollowingState::Accepted)] {
        let following = Following {
            follower: lyon.id,
            followed: iri(format!("{}{n}", theirs.iri)),
            activity: iri(format!("https://lyon.example/activities/{n}")),
            state,
        };
        followings::ask(&mut db, &following, followed.id, Timestamp(n)).await.unwrap();
    }
    put(&mut db, &shown, &sheet(20, &shown, practice("soup", "La soupe"))).await;
    put(&mut db, &lyon, &sheet(21, &lyon, practice("bread", "Le pain"))).await;
    let unlisted = Content { visibility: Visibility::Unlisted, ..practice("cake", "Le gâteau") };
    put(&mut db, &lyon, &sheet(22, &lyon, unlisted)).await;

    let known = spaces::list(&mut db).await.unwrap();
    let hosts: Vec<&str> = known.iter().map(|space| space.host.as_str()).collect();
    assert_eq!(hosts, ["arles.example", "brest.example"]);
    assert_eq!((known[0].following, known[0].shown), (None, 1));
    assert_eq!(known[1].following, Some(FollowingState::Accepted));
    assert_eq!(spaces::totals(&mut db).await.unwrap(), (1, 1));
}

async fn a_space_tells_when_it_was_heard_and_where_it_went(store: Store) {
    let mut db = store.write().await.unwrap();
    let lyon = local_actor(&mut db, 1, "lyon").await;
    let (peer, brest) = remote_actor(&mut db, 10, "brest.example").await;
    let catalogue = iri("https://brest.example/ap/brest/catalogue");
    peers::set_node(&mut db, peer.id, &brest.iri, &catalogue).await.unwrap();
    let following = Following {
        follower: lyon.id,
        followed: brest.iri.clone(),
        activity: iri("https://lyon.example/activities/1"),
        state: FollowingState::Accepted,
    };
    followings::ask(&mut db, &following, peer.id, Timestamp(1)).await.unwrap();
    let before = spaces::list(&mut db).await.unwrap().remove(0);
    assert_eq!((before.kind, before.heard_at, before.is_silent), (PeerKind::Node, None, false));
    assert_eq!(before.speaker, Some(brest.iri.clone()));

    peers::heard_from(&mut db, "brest.example", Timestamp(100_000)).await.unwrap();
    syncs::fail(&mut db, peer.id, "no answer", Timestamp(200_000)).await.unwrap();
    let target = iri("https://new.example/ap/brest");
    moves::propose(&mut db, &brest.iri, &target, Timestamp(3), Timestamp(0)).await.unwrap();
    let after = spaces::list(&mut db).await.unwrap().remove(0);
    assert_eq!((after.heard_at, after.is_silent), (Some(Timestamp(100_000)), true));
    assert_eq!(after.moved_to, None, "nobody has checked yet whether it did");
}

async fn figures_leave_out_what_is_invented_or_not_listed(store: Store) {
    let mut db = store.write().await.unwrap();
    let lyon = local_actor(&mut db, 1, "lyon").await;
    let in_country = |slug: &str, country: &str| Content {
        place: Some(Place { name: "Ici".into(), country: Some(country.into()), ..<_>::default() }),
        ..practice(slug, "Titre")
    };
    for (id, content) in [
        (20, in_country("a", "FR")),
        (21, in_country("b", "ML")),
        (22, in_country("c", "ML")),
        (23, Content { example: true, ..in_country("d", "ML") }),
        (24, Content { visibility: Visibility::Unlisted, ..in_country("e", "FR") }),
        (86_500, in_country("f", "BR")),
    ] {
        put(&mut db, &lyon, &sheet(id, &lyon, content)).await;
    }
    let countries = figures::by_facet(&mut db, Facet::Country).await.unwrap();
    let expected = [("ML", 2), ("BR", 1), ("FR", 1)];
    assert_eq!(countries, expected.map(|(country, count)| (country.to_owned(), count)));
    assert_eq!(figures::by_day(&mut db).await.unwrap(), [(0, 3), (1, 1)]);
}

async fn events_are_counted_by_the_calendar_of_their_place(store: Store) {
    let mut db = store.write().await.unwrap();
    let lyon = local_actor(&mut db, 1, "lyon").await;
    for (id, slug, start, end) in [
        // Midnight in Paris is still the day before in UTC.
        (20, "a", "2027-09-01", "2027-09-02"),
        (21, "b", "2027-09-30", "2027-10-01"),
        (22, "c", "2026-12-31", "2027-01-01"),
        (23, "d", "2028-01-01", "2028-01-01"),
    ] {
        put(&mut db, &lyon, &sheet(id, &lyon, event(slug, start, end))).await;
    }
    put(&mut db, &lyon, &sheet(24, &lyon, practice("e", "Titre"))).await;
    let months = figures::events_by_month(&mut db, "2026-12", "2027-11").await.unwrap();
    let expected = [("2026-12", 1), ("2027-09", 2)];
    assert_eq!(months, expected.map(|(month, count)| (month.to_owned(), count)));
}

on_every_engine!(
    only_spaces_that_are_followed_or_shown_are_spoken_of,
    a_space_tells_when_it_was_heard_and_where_it_went,
    figures_leave_out_what_is_invented_or_not_listed,
    events_are_counted_by_the_calendar_of_their_place,
);
