//! The log of decisions.

use havre::{
    domain::{Decision, Timestamp, Verb, Who},
    store::{
        Store, Writing,
        decisions::{self, Chain, Logged},
        dump::{self, TABLES},
    },
};
use serde_json::json;

fn decision(at: i64, verb: Verb, subject: &str) -> Decision {
    let reason = format!("raison n° {at}");
    Decision { at: Timestamp(at), who: Who::Operator, verb, subject: subject.into(), reason }
}

async fn fill(db: &mut Writing) {
    for (at, verb, subject) in [
        (10, Verb::TrustChanged, "liege.example"),
        (20, Verb::ItemShown, "https://liege.example/1"),
        (30, Verb::PeerHeld, "liege.example"),
    ] {
        decisions::record(db, &decision(at, verb, subject)).await.unwrap();
    }
}

fn numbers(lines: &[Logged]) -> Vec<i64> {
    lines.iter().map(|line| line.number).collect()
}

async fn decisions_are_read_from_the_newest_page_by_page(store: Store) {
    let mut db = store.write().await.unwrap();
    fill(&mut db).await;
    let page = decisions::page(&mut db, None, None, 2).await.unwrap();
    assert_eq!(numbers(&page), [3, 2]);
    let Logged { number, at, who, verb, subject, reason, .. } = page[1].clone();
    let read = Decision { at, who, verb, subject, reason };
    assert_eq!((number, read), (2, decision(20, Verb::ItemShown, "https://liege.example/1")));
    let rest = decisions::page(&mut db, None, Some(2), 2).await.unwrap();
    assert_eq!(numbers(&rest), [1]);
    let about = decisions::page(&mut db, Some("liege.example"), None, 9).await.unwrap();
    assert_eq!(numbers(&about), [3, 1]);
}

async fn a_log_that_nobody_touched_is_whole(store: Store) {
    let mut db = store.write().await.unwrap();
    let none = Chain::Whole { lines: 0, last: String::new() };
    assert_eq!(decisions::verify_chain(&mut db).await.unwrap(), none);
    fill(&mut db).await;
    let last = decisions::page(&mut db, None, None, 1).await.unwrap().remove(0).digest;
    assert_eq!(last.len(), 64);
    let whole = Chain::Whole { lines: 3, last };
    assert_eq!(decisions::verify_chain(&mut db).await.unwrap(), whole);
}

/// Digests were noted elsewhere: how they are made must never change.
async fn a_digest_is_of_the_digest_before_and_of_the_line(store: Store) {
    let mut db = store.write().await.unwrap();
    fill(&mut db).await;
    let lines = decisions::page(&mut db, None, Some(3), 2).await.unwrap();
    // printf '\n[1,10,"operator","trust changed","liege.example","raison n° 10"]' | sha256sum
    assert_eq!(lines[1].digest, "14e3fa52c4f40579af8e0187ed678c1054c0dd711b427f9beb9cd6eff64cd121");
    // printf '%s\n%s' THE_ABOVE '[2,20,"operator","item shown","https://liege.example/1","raison n° 20"]'
    assert_eq!(lines[0].digest, "3e515c078865b7a66173d861bf6433e95960c21e23a198eda1a12c2d09459abe");
}

/// Puts the rows of another log back, as a restore does, after a hand was laid on them.
async fn restored(
    store: &Store,
    change: impl Fn(&mut Vec<serde_json::Map<String, serde_json::Value>>),
) -> Chain {
    let mut db = store.write().await.unwrap();
    fill(&mut db).await;
    let kept = |name: &str| TABLES.iter().find(|table| table.name == name).unwrap();
    let mut lines = dump::rows(&mut db, kept("decision"), 0, 9).await.unwrap();
    let counter = dump::rows(&mut db, kept("counter"), 0, 9).await.unwrap();
    drop(db);
    change(&mut lines);
    let mut db = store.write().await.unwrap();
    dump::insert(&mut db, kept("counter"), &counter).await.unwrap();
    dump::insert(&mut db, kept("decision"), &lines).await.unwrap();
    decisions::verify_chain(&mut db).await.unwrap()
}

async fn a_line_that_was_changed_moved_or_cut_off_is_found(store: Store) {
    let untouched = restored(&store, |_| ()).await;
    assert!(matches!(untouched, Chain::Whole { lines: 3, .. }));
    let reworded = restored(&store, |lines| {
        lines[1].insert("reason".into(), json!("autre"));
    })
    .await;
    assert_eq!(reworded, Chain::Broken { at: 2 });
    let attributed = restored(&store, |lines| {
        lines[0].insert("who".into(), json!("node"));
    })
    .await;
    assert_eq!(attributed, Chain::Broken { at: 1 });
    let removed = restored(&store, |lines| {
        lines.remove(1);
    })
    .await;
    assert_eq!(removed, Chain::Broken { at: 2 });
    let cut_off = restored(&store, |lines| {
        lines.truncate(2);
    })
    .await;
    assert_eq!(cut_off, Chain::Broken { at: 3 });
}

async fn many_who_decide_at_once_make_one_chain(store: Store) {
    let deciding: Vec<_> = (0..12)
        .map(|at| {
            let store = store.clone();
            tokio::spawn(async move {
                let mut db = store.write().await.unwrap();
                let taken = decision(at, Verb::BlockAdded, "mal.example");
                decisions::record(&mut db, &taken).await.unwrap();
                db.commit().await.unwrap();
            })
        })
        .collect();
    for decided in deciding {
        decided.await.unwrap();
    }
    let mut db = store.read().await.unwrap();
    let chain = decisions::verify_chain(&mut db).await.unwrap();
    assert!(matches!(chain, Chain::Whole { lines: 12, .. }), "{chain:?}");
}

on_every_engine!(
    decisions_are_read_from_the_newest_page_by_page,
    a_log_that_nobody_touched_is_whole,
    a_digest_is_of_the_digest_before_and_of_the_line,
    a_line_that_was_changed_moved_or_cut_off_is_found,
    many_who_decide_at_once_make_one_chain,
);

/// Tampers with a database from outside, as no statement of ours does: the engine itself refuses.
#[tokio::test]
async fn both_engines_refuse_to_change_or_remove_a_line() {
    use sqlx::Connection;
    const TAMPERING: [&str; 2] = ["update decision set reason = ''", "delete from decision"];
    let (store, folder) = crate::support::in_a_file().await;
    let mut db = store.write().await.unwrap();
    fill(&mut db).await;
    db.commit().await.unwrap();
    let file = folder.path().join("havre.db");
    let mut sqlite =
        sqlx::SqliteConnection::connect(&format!("sqlite:{}", file.display())).await.unwrap();
    for statement in TAMPERING {
        let refused = sqlx::raw_sql(statement).execute(&mut sqlite).await.unwrap_err();
        assert!(refused.to_string().contains("a decision is never"), "{refused}");
    }
    let url = crate::support::postgres_url().await;
    let store = Store::open(&url, havre::domain::IdSource::new(7)).await.unwrap();
    let mut db = store.write().await.unwrap();
    fill(&mut db).await;
    db.commit().await.unwrap();
    let mut postgres = sqlx::PgConnection::connect(&url).await.unwrap();
    for statement in TAMPERING.into_iter().chain(["truncate decision"]) {
        let refused = sqlx::raw_sql(statement).execute(&mut postgres).await.unwrap_err();
        assert!(refused.to_string().contains("a decision is never"), "{refused}");
    }
}
