//! What the node knows of itself: settings, people and local themes.

use havre::{
    domain::{Timestamp, UserId},
    store::{
        Store, settings, themes,
        users::{self, User},
    },
};

use crate::support::taxonomy;

async fn a_setting_is_remembered_over_its_earlier_value(store: Store) {
    let mut db = store.write().await.unwrap();
    assert_eq!(settings::get(&mut db, "public_url").await.unwrap(), None);
    settings::set(&mut db, "public_url", "https://old.example").await.unwrap();
    settings::set(&mut db, "public_url", "https://lyon.example").await.unwrap();
    db.commit().await.unwrap();

    let value = settings::get(&mut store.read().await.unwrap(), "public_url").await.unwrap();
    assert_eq!(value.as_deref(), Some("https://lyon.example"));
}

fn user(id: i64, name: &str) -> User {
    User {
        id: UserId(id),
        name: name.to_owned(),
        password_hash: "$argon2id$".to_owned(),
        role: "editor".to_owned(),
        created_at: Timestamp(5),
    }
}

async fn people_are_listed_by_name_and_found_by_name(store: Store) {
    let mut db = store.write().await.unwrap();
    users::insert(&mut db, &user(1, "zoe")).await.unwrap();
    users::insert(&mut db, &user(2, "ana")).await.unwrap();
    assert_eq!(users::list(&mut db).await.unwrap(), [user(2, "ana"), user(1, "zoe")]);
    assert_eq!(users::find_by_name(&mut db, "zoe").await.unwrap(), Some(user(1, "zoe")));
    assert_eq!(users::find_by_name(&mut db, "Zoe").await.unwrap(), None);
}

async fn a_name_that_is_taken_is_a_conflict(store: Store) {
    let mut db = store.write().await.unwrap();
    users::insert(&mut db, &user(1, "zoe")).await.unwrap();
    assert!(users::insert(&mut db, &user(2, "zoe")).await.unwrap_err().is_conflict());
}

async fn a_password_is_changed_for_those_who_are_there_only(store: Store) {
    let mut db = store.write().await.unwrap();
    users::insert(&mut db, &user(1, "zoe")).await.unwrap();
    assert!(users::set_password(&mut db, "zoe", "new").await.unwrap());
    assert!(!users::set_password(&mut db, "nobody", "new").await.unwrap());
    let zoe = users::find_by_name(&mut db, "zoe").await.unwrap().unwrap();
    assert_eq!(zoe.password_hash, "new");
}

async fn a_local_theme_replaces_the_one_of_its_id(store: Store) {
    let theme = taxonomy().find(havre::domain::List::Themes, "citizen-hosting").unwrap().clone();
    let mut renamed = theme.clone();
    renamed.label.insert("fr".into(), "Chez l’habitant".into());
    let mut db = store.write().await.unwrap();
    themes::put(&mut db, &theme).await.unwrap();
    themes::put(&mut db, &renamed).await.unwrap();
    assert_eq!(themes::all(&mut db).await.unwrap(), [renamed]);
}

on_every_engine!(
    a_setting_is_remembered_over_its_earlier_value,
    people_are_listed_by_name_and_found_by_name,
    a_name_that_is_taken_is_a_conflict,
    a_password_is_changed_for_those_who_are_there_only,
    a_local_theme_replaces_the_one_of_its_id,
);
