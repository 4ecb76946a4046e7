//! All rows of a node, from one database into another.

use havre::{
    domain::{
        ActivityId, Actor, Facet, Iri, Place, Sheet, SheetId, SheetKind, Timestamp, Trust, UserId,
    },
    store::{
        Store, Writing,
        activities::{self, Activity},
        actors, announcements,
        catalogue::{self, Entry, ObjectKind, Owner},
        decisions, deliveries,
        dump::{self, TABLES},
        follow_requests::{self, FollowRequest},
        followers::{self, Recipient},
        followings, gone_inboxes, key_sets, moves, peers, policies, received,
        search::{self, Query},
        settings, sheets, themes, users, wanted_objects,
        withheld::{self, Withheld, WithheldCopy},
    },
};
use serde_json::{Map, Value};

use crate::keys::keys;
use crate::support::{
    event, in_a_file, in_memory, iri, local_actor, on_postgres, practice, put, remote_actor, sheet,
    taxonomy,
};

/// Puts a row into each table of actors that moved.
async fn move_house(db: &mut havre::store::Writing, ours: &Actor, theirs: &Actor) {
    let elsewhere = iri("https://new.example/ap/actor");
    moves::add_alias(db, ours.id, &elsewhere, Timestamp(3)).await.unwrap();
    moves::depart(db, ours.id, &elsewhere, Timestamp(3)).await.unwrap();
    moves::propose(db, &theirs.iri, &elsewhere, Timestamp(3), Timestamp(0)).await.unwrap();
}

/// Puts at least one row into every table.
async fn fill(store: &Store) {
    let mut db = store.write().await.unwrap();
    settings::set(&mut db, "color", "rouge").await.unwrap();
    let user = users::User {
        id: UserId(4),
        name: "zoe".into(),
        password_hash: "$argon2id$".into(),
        role: "admin".into(),
        created_at: Timestamp(1),
    };
    users::insert(&mut db, &user).await.unwrap();
    let theme = taxonomy().find(havre::domain::List::Themes, "citizen-hosting").unwrap().clone();
    themes::put(&mut db, &theme).await.unwrap();
    let lyon = local_actor(&mut db, 1, "lyon").await;
    key_sets::insert(&mut db, &keys(&lyon, "main-key"), Timestamp(1)).await.unwrap();
    let (peer, brest) = remote_actor(&mut db, 10, "brest.example").await;
    let activity_iri = |n: i64| iri(format!("https://lyon.example/activities/{n}"));
    let following = havre::domain::Following {
        follower: lyon.id,
        followed: brest.iri.clone(),
        activity: activity_iri(9),
        state: havre::domain::FollowingState::Asked,
    };
    followings::ask(&mut db, &following, peer.id, Timestamp(1)).await.unwrap();
    followers::add(&mut db, lyon.id, brest.id, &activity_iri(8), Timestamp(1)).await.unwrap();

    let mut soup = practice("soup", "La soupe\n« d’hiver » \\u0000 \\\\");
    soup.themes = vec!["citizen-hosting".into()];
    soup.example = true;
    soup.place = Some(Place {
        name: "Croix-Rousse".into(),
        latitude: Some(45.774_321_098_765_43),
        longitude: Some(-0.1),
        ..Place::default()
    });
    let soup = Sheet { id: SheetId(i64::MAX - 1), ..sheet(20, &lyon, soup) };
    put(&mut db, &lyon, &soup).await;
    crate::versions::change(&mut db, &lyon, &soup).await;
    crate::house::fill(&mut db).await;
    put(&mut db, &brest, &sheet(21, &brest, event("meeting", "2026-12-01", "2026-12-02"))).await;
    let entry = Entry {
        iri: soup.iri.clone(),
        actor: lyon.iri.clone(),
        kind: ObjectKind::Sheet(SheetKind::Practice),
        digest: Some("digest".into()),
        updated_at: soup.updated_at,
        deleted_at: None,
        former_type: None,
        change: 0,
        bucket: 255,
        held_digest: None,
    };
    catalogue::record_local(&mut db, &entry).await.unwrap();

    let recipient =
        |host: &str| Recipient { peer: peer.id, inbox: iri(format!("https://{host}/ap/inbox")) };
    for id in [1, 2] {
        let activity = Activity {
            id: ActivityId(id),
            iri: activity_iri(id),
            kind: "Create".into(),
            actor: lyon.id,
            object: soup.iri.clone(),
            body: "{\"b\": 1,\t\"a\":2}".into(),
            public: id == 1,
            created_at: Timestamp(1),
        };
        activities::insert(&mut db, &activity).await.unwrap();
        let to = [recipient("brest.example"), recipient("b.brest.example")];
        deliveries::enqueue(&mut db, activity.id, &to, Timestamp(1)).await.unwrap();
    }
    let inbox: Iri = recipient("brest.example").inbox;
    let first = (ActivityId(1), &inbox);
    deliveries::drop_failed(&mut db, peer.id, first, None, "gone", Timestamp(2)).await.unwrap();
    let activity = received::Received {
        id: 5,
        iri: iri("https://brest.example/activities/1"),
        actor: brest.iri.clone(),
        body: "{}".into(),
        received_at: Timestamp(2),
    };
    received::insert_batch(&mut db, &[activity]).await.unwrap();
    let note = iri("https://other.example/notes/1");
    wanted_objects::want(&mut db, &note, Timestamp(3)).await.unwrap();
    announcements::add(&mut db, &activity_iri(3), &lyon.iri, &note, Timestamp(3)).await.unwrap();
    gone_inboxes::note(&mut db, peer.id, &inbox, Timestamp(3)).await.unwrap();
    move_house(&mut db, &lyon, &brest).await;
    fill_trust(&mut db, &lyon, &brest).await;
    db.commit().await.unwrap();
}

/// Puts at least one row into every table about trust.
async fn fill_trust(db: &mut Writing, lyon: &Actor, brest: &Actor) {
    let peer = brest.peer.unwrap();
    let decision = havre::domain::Decision {
        at: Timestamp(4),
        who: havre::domain::Who::User("zoe".into()),
        verb: havre::domain::Verb::ItemShown,
        subject: "https://other.example/notes/1".into(),
        reason: "« vu »\n".into(),
    };
    decisions::record(db, &decision).await.unwrap();
    peers::set_trust(db, peer, Trust::Partly).await.unwrap();
    policies::allow(db, "brest.example", Timestamp(4)).await.unwrap();
    crate::blocks::fill(db).await;
    crate::moderation::fill(db).await;
    crate::drafts::fill(db, lyon).await;
    let request = FollowRequest {
        actor: lyon.id,
        follower: brest.id,
        activity: iri("https://lyon.example/activities/7"),
        asked_at: Timestamp(5),
    };
    follow_requests::add(db, &request).await.unwrap();
    let waiting = WithheldCopy {
        number: 0,
        iri: iri("https://brest.example/calls/1"),
        state: Withheld::Held,
        actor: brest.iri.clone(),
        peer,
        kind: SheetKind::Call,
        title: "Appel".into(),
        why: "calls wait".into(),
        digest: "digest".into(),
        object: "{}".into(),
        sheet: SheetId(22),
        received_at: Timestamp(6),
    };
    withheld::put(db, &[waiting]).await.unwrap();
}

type Rows = Vec<Map<String, Value>>;

/// Every table, read two rows at a time.
async fn everything(store: &Store) -> Vec<(&'static str, Rows)> {
    let mut db = store.read().await.unwrap();
    let mut tables = vec![];
    for table in TABLES {
        let mut rows: Rows = vec![];
        loop {
            let offset = i64::try_from(rows.len()).unwrap();
            let page = dump::rows(&mut db, table, offset, 2).await.unwrap();
            if page.is_empty() {
                break;
            }
            rows.extend(page);
        }
        tables.push((table.name, rows));
    }
    tables
}

async fn restore(store: &Store, tables: &[(&'static str, Rows)]) {
    let mut db = store.write().await.unwrap();
    for (table, (name, rows)) in TABLES.iter().zip(tables) {
        assert_eq!(table.name, *name);
        dump::insert(&mut db, table, rows).await.unwrap();
    }
    dump::index_all(&mut db).await.unwrap();
    db.commit().await.unwrap();
}

#[tokio::test]
async fn a_node_moves_from_any_engine_to_any_other_and_back_without_a_change() {
    let (file, _folder) = in_a_file().await;
    let stores = [in_memory().await, on_postgres().await, file, on_postgres().await];
    fill(&stores[0]).await;
    let original = everything(&stores[0]).await;
    for (name, rows) in &original {
        assert!(!rows.is_empty(), "the test has no row of {name}");
    }
    for pair in stores.windows(2) {
        assert!(dump::is_empty(&mut pair[1].read().await.unwrap()).await.unwrap());
        restore(&pair[1], &everything(&pair[0]).await).await;
        assert_eq!(everything(&pair[1]).await, original);
        assert!(!dump::is_empty(&mut pair[1].read().await.unwrap()).await.unwrap());
    }
}

#[tokio::test]
async fn a_restored_node_finds_and_goes_on_as_the_one_before() {
    let before = in_memory().await;
    fill(&before).await;
    for after in [on_postgres().await, in_memory().await] {
        restore(&after, &everything(&before).await).await;
        for query in [
            Query { words: "soupe".into(), limit: 9, ..<_>::default() },
            Query { facets: vec![(Facet::Theme, "housing".into())], limit: 9, ..<_>::default() },
            Query { limit: 9, ..<_>::default() },
        ] {
            let mut db = before.read().await.unwrap();
            let expected = search::page(&mut db, &query, Timestamp(0)).await.unwrap();
            assert!(expected.total > 0);
            let mut db = after.read().await.unwrap();
            assert_eq!(search::page(&mut db, &query, Timestamp(0)).await.unwrap(), expected);
        }
        let mut db = after.write().await.unwrap();
        let last = catalogue::last_change(&mut db, Owner::Node).await.unwrap();
        let entry = catalogue::page(&mut db, Owner::Node, 0, 1).await.unwrap().remove(0);
        catalogue::record_local(&mut db, &entry).await.unwrap();
        assert!(catalogue::last_change(&mut db, Owner::Node).await.unwrap() > last);
        let lyon = actors::find_local(&mut db, "lyon").await.unwrap().unwrap();
        let soup = sheets::find_local_by_slug(&mut db, lyon.id, "soup").await.unwrap().unwrap();
        assert!(sheets::remove(&mut db, &soup.iri).await.unwrap());
    }
}
