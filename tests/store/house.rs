//! What the node says and shows of itself.

use havre::{
    domain::{Appearance, Colour, Contact, HousePage, HouseText, Logo, Timestamp, Tint},
    store::{Store, Writing, catalogue, house, settings},
};

use crate::support::language;

fn text(page: HousePage, tag: &str, markdown: &str, at: i64) -> HouseText {
    HouseText {
        page,
        language: language(tag),
        markdown: markdown.to_owned(),
        updated_at: Timestamp(at),
    }
}

/// Puts a row into the table of texts.
pub(crate) async fn fill(db: &mut Writing) {
    let french = text(HousePage::Legal, "fr", "# Éditeur\n\n« Mairie »\t\\u0000", 5);
    house::put(db, &french).await.unwrap();
}

async fn a_page_has_one_text_in_each_language_and_the_last_one_stays(store: Store) {
    let mut db = store.write().await.unwrap();
    let legal = |markdown, at| text(HousePage::Legal, "fr", markdown, at);
    let about = text(HousePage::About, "pt-BR", "Sobre", 3);
    house::put(&mut db, &legal("Un", 1)).await.unwrap();
    house::put(&mut db, &legal("De\0ux", 2)).await.unwrap();
    house::put(&mut db, &about).await.unwrap();
    let all = house::texts(&mut db, None).await.unwrap();
    assert_eq!(all, [about.clone(), legal("Deux", 2)]);
    assert_eq!(house::texts(&mut db, Some(HousePage::About)).await.unwrap(), [about]);
    assert!(house::remove(&mut db, HousePage::Legal, &language("fr")).await.unwrap());
    assert!(!house::remove(&mut db, HousePage::Legal, &language("fr")).await.unwrap());
    assert_eq!(house::texts(&mut db, Some(HousePage::Legal)).await.unwrap(), []);
}

async fn a_contact_and_a_look_come_back_and_go(store: Store) {
    let mut db = store.write().await.unwrap();
    let contact = Contact::parse("contact@lyon.example").unwrap();
    house::set_contact(&mut db, Some(&contact)).await.unwrap();
    assert_eq!(house::contact(&mut db).await.unwrap(), Some(contact));
    house::set_contact(&mut db, None).await.unwrap();
    assert_eq!(house::contact(&mut db).await.unwrap(), None);

    let light = Colour::parse("#0d4a58").unwrap();
    let look = Appearance {
        primary: Some(Tint::new(light, None).unwrap()),
        logo: Some(Logo { width: 3, height: 4 }),
        changed_at: Timestamp(7),
        ..Appearance::default()
    };
    assert_eq!(house::appearance(&mut db).await.unwrap(), None);
    house::set_appearance(&mut db, Some(&look)).await.unwrap();
    house::set_logo(&mut db, Some("aGk=")).await.unwrap();
    assert_eq!(house::appearance(&mut db).await.unwrap(), Some(look));
    assert_eq!(house::logo(&mut db).await.unwrap().as_deref(), Some("aGk="));
    house::set_appearance(&mut db, None).await.unwrap();
    house::set_logo(&mut db, None).await.unwrap();
    assert_eq!(house::appearance(&mut db).await.unwrap(), None);
    assert_eq!(house::logo(&mut db).await.unwrap(), None);
}

async fn a_setting_that_nobody_could_have_written_is_no_contact(store: Store) {
    let mut db = store.write().await.unwrap();
    settings::set(&mut db, "contact", "javascript:alert(1)").await.unwrap();
    assert_eq!(house::contact(&mut db).await.unwrap(), None);
    settings::set(&mut db, "appearance", "{\"primary\": \"red;}\"}").await.unwrap();
    assert!(house::appearance(&mut db).await.is_err());
}

async fn whoever_remembers_what_pages_show_hears_of_a_change(store: Store) {
    let mut db = store.write().await.unwrap();
    let mut last = catalogue::latest_change(&mut db).await.unwrap();
    fill(&mut db).await;
    for _ in 0..2 {
        let change = catalogue::latest_change(&mut db).await.unwrap();
        assert!(change > last);
        last = change;
        house::set_contact(&mut db, None).await.unwrap();
    }
}

on_every_engine!(
    a_page_has_one_text_in_each_language_and_the_last_one_stays,
    a_contact_and_a_look_come_back_and_go,
    a_setting_that_nobody_could_have_written_is_no_contact,
    whoever_remembers_what_pages_show_hears_of_a_change,
);
