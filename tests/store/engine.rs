//! Sessions, engines, and what happens when the database is not as it should be.

use std::collections::HashSet;

use havre::{
    domain::{IdSource, Timestamp},
    store::{Store, StoreError, settings},
};

use crate::support;

async fn a_dropped_session_changes_nothing(store: Store) {
    let mut db = store.write().await.unwrap();
    settings::set(&mut db, "color", "red").await.unwrap();
    drop(db);
    assert_eq!(settings::get(&mut store.read().await.unwrap(), "color").await.unwrap(), None);
}

/// Sixteen tasks that read and then write would lock one another out on SQLite if sessions did not
/// queue, and lose updates on `PostgreSQL` if a counter were not one statement.
async fn sixteen_tasks_that_read_and_write_never_fail(store: Store) {
    let tasks: Vec<_> = (0..16)
        .map(|task| {
            let store = store.clone();
            tokio::spawn(async move {
                for round in 0..10 {
                    let name = format!("{task}-{round}");
                    let mut db = store.write().await.unwrap();
                    assert_eq!(settings::get(&mut db, &name).await.unwrap(), None);
                    settings::set(&mut db, &name, "done").await.unwrap();
                    db.commit().await.unwrap();
                    let mut db = store.read().await.unwrap();
                    assert!(settings::get(&mut db, &name).await.unwrap().is_some());
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
}

async fn the_engine_tells_its_name_and_its_size(store: Store) {
    let engine = store.engine().await.unwrap();
    assert!(engine.starts_with("SQLite 3.") || engine.starts_with("PostgreSQL 1"), "{engine}");
    assert!(store.size().await.unwrap() > 0);
}

async fn ids_are_never_given_twice(store: Store) {
    let ids: HashSet<i64> = (0..1_000).map(|_| store.new_id(Timestamp(5))).collect();
    assert_eq!(ids.len(), 1_000);
}

on_every_engine!(
    a_dropped_session_changes_nothing,
    sixteen_tasks_that_read_and_write_never_fail,
    the_engine_tells_its_name_and_its_size,
    ids_are_never_given_twice,
);

#[tokio::test]
async fn a_reading_session_sees_one_moment_while_others_write() {
    let (file, _folder) = support::in_a_file().await;
    for store in [file, support::on_postgres().await] {
        let mut reading = store.read().await.unwrap();
        assert_eq!(settings::get(&mut reading, "color").await.unwrap(), None);
        let mut db = store.write().await.unwrap();
        settings::set(&mut db, "color", "red").await.unwrap();
        db.commit().await.unwrap();
        assert_eq!(settings::get(&mut reading, "color").await.unwrap(), None);
        drop(reading);
        let after = settings::get(&mut store.read().await.unwrap(), "color").await.unwrap();
        assert_eq!(after.as_deref(), Some("red"));
    }
}

#[tokio::test]
async fn what_was_committed_is_there_after_the_store_is_closed_and_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let file = format!("sqlite:{}", folder.path().join("havre.db").display());
    for url in [file, support::postgres_url().await] {
        let store = Store::open(&url, IdSource::new(0)).await.unwrap();
        let mut db = store.write().await.unwrap();
        settings::set(&mut db, "color", "red").await.unwrap();
        db.commit().await.unwrap();
        store.close().await;
        let store = Store::open(&url, IdSource::new(0)).await.unwrap();
        let value = settings::get(&mut store.read().await.unwrap(), "color").await.unwrap();
        assert_eq!(value.as_deref(), Some("red"));
    }
}

#[tokio::test]
async fn an_unknown_engine_is_refused_by_name() {
    let error = Store::open("mysql://localhost", IdSource::new(0)).await.unwrap_err();
    assert!(matches!(error, StoreError::UnknownEngine(_)), "{error}");
    assert!(error.to_string().contains("mysql://localhost"));
}

#[tokio::test]
async fn a_database_of_a_newer_havre_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = format!("sqlite:{}", folder.path().join("havre.db").display());
    for url in [file, support::postgres_url().await] {
        Store::open(&url, IdSource::new(0)).await.unwrap().close().await;
        pretend_a_newer_havre_was_here(&url).await;
        let error = Store::open(&url, IdSource::new(0)).await.unwrap_err();
        assert!(matches!(error, StoreError::Newer { migration: 9_000 }), "{error}");
        assert!(error.to_string().contains("start that version"), "{error}");
    }
}

async fn pretend_a_newer_havre_was_here(url: &str) {
    const MIGRATION: &str = "insert into _sqlx_migrations
         (version, description, success, checksum, execution_time)
         values (9000, 'later', true, '', 0)";
    if url.starts_with("sqlite") {
        let pool = sqlx::SqlitePool::connect(url).await.unwrap();
        sqlx::query(MIGRATION).execute(&pool).await.unwrap();
        pool.close().await;
    } else {
        let pool = sqlx::PgPool::connect(url).await.unwrap();
        sqlx::query(MIGRATION).execute(&pool).await.unwrap();
        pool.close().await;
    }
}

#[tokio::test]
async fn a_database_that_may_not_be_written_is_told_as_such() {
    let folder = tempfile::tempdir().unwrap();
    let file = format!("sqlite:{}", folder.path().join("havre.db").display());
    let schema = support::postgres_url().await;
    for (url, read_only) in
        [(file, "?mode=ro"), (schema, "&options[default_transaction_read_only]=on")]
    {
        Store::open(&url, IdSource::new(0)).await.unwrap().close().await;
        let store = Store::open(&format!("{url}{read_only}"), IdSource::new(0)).await;
        let error = match store {
            Err(error) => error,
            Ok(store) => {
                let mut db = store.write().await.unwrap();
                settings::set(&mut db, "color", "red").await.unwrap_err()
            }
        };
        assert!(matches!(error, StoreError::ReadOnly(_)), "{error:?}");
    }
}
