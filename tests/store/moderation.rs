//! Reports, replies, and who wants nothing from us.

use havre::{
    domain::{Reply, ReplyState, Report, Timestamp},
    store::{Store, Writing, actor_blocks, replies, reports},
};

use crate::support::{iri, language};

/// Puts a row into each table.
pub(crate) async fn fill(db: &mut Writing) {
    reports::add(db, &report(1, true)).await.unwrap();
    replies::put(db, &reply(1)).await.unwrap();
    let (eve, lyon) = (iri("https://a.example/eve"), iri("https://lyon.example/ap/lyon"));
    let block = iri("https://a.example/blocks/1");
    actor_blocks::add(db, &eve, &lyon, &block, Timestamp(1)).await.unwrap();
}

fn report(id: i64, sent: bool) -> Report {
    Report {
        id,
        activity: Some(iri(format!("https://a.example/flags/{id}"))),
        sent,
        host: "a.example".to_owned(),
        reporter: None,
        about: vec![iri("https://lyon.example/ap/practices/1")],
        comment: "wrong".to_owned(),
        received_at: Timestamp(id),
        closed: None,
    }
}

async fn a_report_waits_until_it_is_closed_and_is_then_forgotten(store: Store) {
    let mut db = store.write().await.unwrap();
    for new in [report(1, false), report(2, false), report(2, false), report(3, true)] {
        reports::add(&mut db, &new).await.unwrap();
    }
    assert_eq!(reports::list(&mut db, false).await.unwrap(), [report(2, false), report(1, false)]);
    assert_eq!(reports::count_from(&mut db, "a.example", Timestamp(2)).await.unwrap(), 1);
    assert_eq!(reports::count_from(&mut db, "b.example", Timestamp(0)).await.unwrap(), 0);
    assert!(reports::close(&mut db, 1, "it is right", Timestamp(10)).await.unwrap());
    assert!(!reports::close(&mut db, 1, "again", Timestamp(11)).await.unwrap());
    let closed = reports::find(&mut db, 1).await.unwrap().unwrap().closed;
    assert_eq!(closed, Some((Timestamp(10), "it is right".to_owned())));
    assert_eq!(reports::list(&mut db, true).await.unwrap().len(), 3);
    reports::purge(&mut db, Timestamp(10)).await.unwrap();
    let left: Vec<i64> = reports::list(&mut db, true).await.unwrap().iter().map(|r| r.id).collect();
    assert_eq!(left, [2, 1], "what was sent is old enough");
    reports::purge(&mut db, Timestamp(11)).await.unwrap();
    assert_eq!(reports::list(&mut db, true).await.unwrap().len(), 1, "what is open stays");
}

fn reply(id: i64) -> Reply {
    Reply {
        id,
        iri: iri(format!("https://a.example/notes/{id}")),
        actor: iri("https://a.example/ana"),
        name: "Ana".to_owned(),
        in_reply_to: iri("https://lyon.example/ap/practices/1"),
        url: None,
        language: Some(language("fr")),
        content: "<p>Merci</p>".to_owned(),
        published_at: Timestamp(id),
        received_at: Timestamp(id),
        state: ReplyState::Waiting,
    }
}

async fn a_reply_waits_is_decided_about_changed_and_taken_back(store: Store) {
    let mut db = store.write().await.unwrap();
    let object = reply(1).in_reply_to;
    for id in [1, 2] {
        replies::put(&mut db, &reply(id)).await.unwrap();
    }
    assert_eq!(replies::in_state(&mut db, ReplyState::Waiting).await.unwrap().len(), 2);
    assert_eq!(replies::waiting_of(&mut db, &reply(1).actor).await.unwrap(), 2);
    assert!(replies::decide(&mut db, 1, ReplyState::Approved, Timestamp(9)).await.unwrap());
    assert!(!replies::decide(&mut db, 7, ReplyState::Approved, Timestamp(9)).await.unwrap());
    let shown = replies::shown_under(&mut db, &object, 10).await.unwrap();
    assert_eq!(shown, [Reply { state: ReplyState::Approved, ..reply(1) }]);
    assert_eq!(replies::find(&mut db, 2).await.unwrap(), Some(reply(2)));
    assert_eq!(replies::find_by_iri(&mut db, &reply(2).iri).await.unwrap(), Some(reply(2)));

    let forged = Reply { actor: iri("https://b.example/eve"), content: "x".into(), ..reply(1) };
    replies::put(&mut db, &forged).await.unwrap();
    assert_eq!(replies::shown_under(&mut db, &object, 10).await.unwrap(), shown);
    let changed = Reply { content: "<p>Non</p>".into(), received_at: Timestamp(8), ..reply(1) };
    replies::put(&mut db, &changed).await.unwrap();
    assert_eq!(replies::find(&mut db, 1).await.unwrap(), Some(changed.clone()));

    assert!(!replies::remove(&mut db, &reply(2).iri, &forged.actor).await.unwrap());
    assert!(replies::remove(&mut db, &reply(2).iri, &reply(2).actor).await.unwrap());
    replies::purge(&mut db, Timestamp(8)).await.unwrap();
    assert!(replies::find(&mut db, 1).await.unwrap().is_some());
    replies::decide(&mut db, 1, ReplyState::Approved, Timestamp(9)).await.unwrap();
    replies::purge(&mut db, Timestamp(100)).await.unwrap();
    assert!(replies::find(&mut db, 1).await.unwrap().is_some(), "approved ones stay");
    replies::remove_all_of(&mut db, &changed.actor).await.unwrap();
    assert!(replies::find(&mut db, 1).await.unwrap().is_none());
}

async fn who_wants_nothing_from_us_is_remembered_until_it_takes_that_back(store: Store) {
    let mut db = store.write().await.unwrap();
    let (eve, lyon) = (iri("https://a.example/eve"), iri("https://lyon.example/ap/lyon"));
    let block = iri("https://a.example/blocks/1");
    for _ in 0..2 {
        actor_blocks::add(&mut db, &eve, &lyon, &block, Timestamp(1)).await.unwrap();
    }
    assert!(actor_blocks::exists(&mut db, &eve, &lyon).await.unwrap());
    assert!(!actor_blocks::exists(&mut db, &lyon, &eve).await.unwrap());
    assert!(!actor_blocks::remove(&mut db, &lyon, &block).await.unwrap(), "another's");
    assert!(actor_blocks::remove(&mut db, &eve, &block).await.unwrap());
    assert!(!actor_blocks::exists(&mut db, &eve, &lyon).await.unwrap());
}

on_every_engine!(
    a_report_waits_until_it_is_closed_and_is_then_forgotten,
    a_reply_waits_is_decided_about_changed_and_taken_back,
    who_wants_nothing_from_us_is_remembered_until_it_takes_that_back,
);
