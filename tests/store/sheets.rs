//! Practices, events and calls in their tables.

use havre::{
    domain::{
        Confidence, Content, Dates, Facet, Origin, Place, Precision, Sheet, SheetId, SheetKind,
        Source, Subject, Texts, Timestamp, Visibility,
    },
    store::{
        Store,
        search::{self, Query},
        sheets::{self, Published, Wire},
    },
};

use crate::support::{
    actor, call, event, iri, language, local_actor, practice, put, remote_actor, sheet, slugs,
    taxonomy, text,
};

/// A practice with something in every field.
fn rich_practice() -> Content {
    let texts = Texts::new(vec![
        text("fr", Origin::Original, "L’accueil citoyen", "Des familles accueillent."),
        text("pt", Origin::Machine, "Acolhimento", "Famílias acolhem."),
        text("en", Origin::Human, "Citizen hosting", "Families host."),
    ]);
    Content {
        texts: texts.unwrap(),
        language: language("fr-CA"),
        visibility: Visibility::Public,
        pillars: vec!["access".into()],
        themes: vec!["citizen-hosting".into(), "unknown-theme".into()],
        audiences: vec!["cities".into()],
        territory: Some("lyon".into()),
        place: Some(Place {
            name: "Maison des associations".into(),
            street: Some("28 rue Denfert".into()),
            postal_code: Some("69004".into()),
            locality: Some("Lyon".into()),
            region: None,
            country: Some("FR".into()),
            latitude: Some(45.774_321),
            longitude: Some(4.827_1),
        }),
        adapted_from: Some(iri("https://brest.example/ap/brest/hosting")),
        sources: vec![Source { kind: "page".into(), reference: "https://a.example".into() }],
        confidence: Some(Confidence::Medium),
        example: true,
        note: Some("to be checked".into()),
        ..practice("hosting", "Accueil")
    }
}

async fn a_sheet_comes_back_as_it_was_put_with_its_languages_in_order(store: Store) {
    let mut db = store.write().await.unwrap();
    let lyon = local_actor(&mut db, 1, "lyon").await;
    let rich = sheet(20, &lyon, rich_practice());
    let meeting = sheet(21, &lyon, event("meeting", "2027-03-01", "2027-03-02"));
    let appeal = sheet(22, &lyon, call("appeal"));
    for one in [&rich, &meeting, &appeal] {
        put(&mut db, &lyon, one).await;
    }
    db.commit().await.unwrap();

    let mut db = store.read().await.unwrap();
    assert_eq!(sheets::find(&mut db, SheetId(20)).await.unwrap(), Some(rich.clone()));
    assert_eq!(sheets::find_by_iri(&mut db, &meeting.iri).await.unwrap(), Some(meeting.clone()));
    let found = sheets::find_local_by_slug(&mut db, lyon.id, "appeal").await.unwrap();
    assert_eq!(found, Some(appeal.clone()));
    assert_eq!(sheets::find(&mut db, SheetId(99)).await.unwrap(), None);
    assert_eq!(
        sheets::newest_of_actor(&mut db, lyon.id, 1).await.unwrap(),
        std::slice::from_ref(&appeal)
    );
    assert_eq!(sheets::of_actor(&mut db, lyon.id).await.unwrap(), [rich, meeting, appeal]);
}

async fn a_sheet_put_again_is_replaced_whole_and_keeps_its_id(store: Store) {
    let mut db = store.write().await.unwrap();
    let (_, brest) = remote_actor(&mut db, 10, "brest.example").await;
    let first = sheet(20, &brest, rich_practice());
    put(&mut db, &brest, &first).await;
    let second = Sheet { id: SheetId(77), ..sheet(30, &brest, practice("hosting", "Autre")) };
    assert_eq!(put(&mut db, &brest, &second).await, SheetId(20));

    let found = sheets::find_by_iri(&mut db, &first.iri).await.unwrap().unwrap();
    assert_eq!(found, Sheet { id: SheetId(20), ..second });
    for (words, total) in [("citoyen", 0), ("Acolhimento", 0), ("autre", 1)] {
        let query = Query { words: words.into(), limit: 9, ..<_>::default() };
        let page = search::page(&mut db, &query, Timestamp(0)).await.unwrap();
        assert_eq!(page.total, total, "{words}");
    }
    let counts = search::facet_counts(&mut db, &Query::default()).await.unwrap();
    assert!(!counts.iter().any(|(facet, ..)| *facet == Facet::Theme), "{counts:?}");
}

async fn a_batch_may_hold_one_sheet_twice_and_the_last_stays(store: Store) {
    let mut db = store.write().await.unwrap();
    let (peer, brest) = remote_actor(&mut db, 10, "brest.example").await;
    let drafts = ["Un", "Deux"].map(|title| sheet(20, &brest, practice("soup", title)));
    let other = sheet(21, &brest, practice("bread", "Le pain"));
    let batch = [&drafts[0], &other, &drafts[1]].map(|sheet| Published {
        sheet,
        actor: brest.id,
        peer: Some(peer.id),
        object: "{}",
        digest: "d",
        proven: None,
    });
    let ids = sheets::put(&mut db, &batch, &taxonomy()).await.unwrap();
    assert_eq!(ids, [SheetId(20), SheetId(21), SheetId(20)]);
    let found = sheets::find(&mut db, SheetId(20)).await.unwrap().unwrap();
    assert_eq!(found.content.texts.original().title, "Deux");
    assert!(sheets::put(&mut db, &[], &taxonomy()).await.unwrap().is_empty());
}

async fn a_slug_belongs_to_one_sheet_of_a_local_actor(store: Store) {
    let mut db = store.write().await.unwrap();
    let lyon = local_actor(&mut db, 1, "lyon").await;
    put(&mut db, &lyon, &sheet(20, &lyon, practice("soup", "Une"))).await;
    let mut second = sheet(21, &lyon, practice("soup", "Deux"));
    second.iri = iri("https://lyon.example/ap/lyon/other");
    let published = Published {
        sheet: &second,
        actor: lyon.id,
        peer: None,
        object: "{}",
        digest: "d",
        proven: None,
    };
    let error = sheets::put(&mut db, &[published], &taxonomy()).await.unwrap_err();
    assert!(error.is_conflict(), "{error}");
}

async fn a_reference_by_slug_means_ours_before_a_copy(store: Store) {
    let mut db = store.write().await.unwrap();
    let lyon = local_actor(&mut db, 1, "lyon").await;
    let (_, brest) = remote_actor(&mut db, 10, "brest.example").await;
    let copy = sheet(20, &brest, practice("soup", "La soupe de Brest"));
    put(&mut db, &brest, &copy).await;
    assert_eq!(sheets::find_by_slug(&mut db, "soup").await.unwrap(), Some(copy));
    let ours = sheet(30, &lyon, practice("soup", "La soupe de Lyon"));
    put(&mut db, &lyon, &ours).await;
    assert_eq!(sheets::find_by_slug(&mut db, "soup").await.unwrap(), Some(ours));
    assert_eq!(sheets::find_by_slug(&mut db, "bread").await.unwrap(), None);
    assert_eq!(sheets::find_local_by_slug(&mut db, brest.id, "soup").await.unwrap(), None);
}

async fn what_was_sent_comes_back_byte_for_byte(store: Store) {
    let mut db = store.write().await.unwrap();
    let (peer, brest) = remote_actor(&mut db, 10, "brest.example").await;
    let object = "{\"z\":1, \"a\": {\"fr\":\"é\\u0000\",\"en\":\"e\"} ,\"n\":1.50}";
    let soup = sheet(20, &brest, practice("soup", "La soupe"));
    let bread = sheet(21, &brest, practice("bread", "Le pain"));
    for (sheet, object, digest) in [(&soup, object, "d1"), (&bread, "{}", "d2")] {
        let published =
            Published { sheet, actor: brest.id, peer: Some(peer.id), object, digest, proven: None };
        sheets::put(&mut db, &[published], &taxonomy()).await.unwrap();
    }
    let wire = |sheet: &Sheet, object: &str, digest: &str| Wire {
        iri: sheet.iri.clone(),
        object: object.to_owned(),
        digest: digest.to_owned(),
    };
    let of_soup = wire(&soup, object, "d1");
    assert_eq!(sheets::wire(&mut db, &soup.iri).await.unwrap(), Some(of_soup.clone()));
    let unknown = iri("https://brest.example/ap/brest/unknown");
    assert_eq!(sheets::wire(&mut db, &unknown).await.unwrap(), None);
    let wires = sheets::wires(&mut db, &[soup.iri.clone(), unknown, bread.iri.clone()]).await;
    assert_eq!(wires.unwrap(), [wire(&bread, "{}", "d2"), of_soup]);
}

async fn a_removed_sheet_is_found_no_more(store: Store) {
    let mut db = store.write().await.unwrap();
    let lyon = local_actor(&mut db, 1, "lyon").await;
    let soup = sheet(20, &lyon, rich_practice());
    put(&mut db, &lyon, &soup).await;
    assert!(sheets::remove(&mut db, &soup.iri).await.unwrap());
    assert!(!sheets::remove(&mut db, &soup.iri).await.unwrap());
    assert_eq!(sheets::find(&mut db, soup.id).await.unwrap(), None);
    assert_eq!(search::facet_counts(&mut db, &Query::default()).await.unwrap(), []);
    let query = Query { words: "accueil".into(), limit: 9, ..<_>::default() };
    assert_eq!(search::page(&mut db, &query, Timestamp(0)).await.unwrap().total, 0);
}

async fn an_unlisted_sheet_has_an_address_and_stands_in_no_list(store: Store) {
    let mut db = store.write().await.unwrap();
    let lyon = local_actor(&mut db, 1, "lyon").await;
    let listed = sheet(20, &lyon, practice("soup", "La soupe"));
    put(&mut db, &lyon, &listed).await;
    put(&mut db, &lyon, &sheet(21, &lyon, call("appeal"))).await;
    let unlisted = Content { visibility: Visibility::Unlisted, ..practice("soup", "La soupe") };
    let hidden = sheet(20, &lyon, unlisted);
    put(&mut db, &lyon, &hidden).await;

    assert_eq!(sheets::find(&mut db, hidden.id).await.unwrap(), Some(hidden));
    let everything = Query { limit: 9, ..<_>::default() };
    let page = search::page(&mut db, &everything, Timestamp(0)).await.unwrap();
    assert_eq!(slugs(&page.sheets), ["appeal"]);
    assert_eq!(sheets::counts(&mut db).await.unwrap(), [(SheetKind::Call, 1)]);
    let newest = sheets::newest_of_actor(&mut db, lyon.id, 9).await.unwrap();
    assert_eq!(slugs(&newest), ["appeal"]);
}

async fn characters_that_only_one_engine_keeps_are_left_out_on_both(store: Store) {
    let mut db = store.write().await.unwrap();
    let (_, brest) = remote_actor(&mut db, 10, "brest.example").await;
    let hostile = sheet(20, &brest, practice("soup", "La\0 soupe \u{202e}'\"\\"));
    put(&mut db, &brest, &hostile).await;
    let found = sheets::find(&mut db, hostile.id).await.unwrap().unwrap();
    assert_eq!(found.content.texts.original().title, "La soupe \u{202e}'\"\\");

    let mut named = actor(11, "brest.example", "port", brest.peer);
    named.name = "Le\0 port".into();
    let known = havre::store::actors::upsert_remote(&mut db, &named, "{}", "d").await.unwrap();
    assert_eq!(known.name, "Le port");
}

async fn a_sheet_that_cannot_be_read_takes_no_listing_away(store: Store) {
    let mut db = store.write().await.unwrap();
    let (_, brest) = remote_actor(&mut db, 10, "brest.example").await;
    let mut absurd = event("absurd", "2027-03-01", "2027-03-02");
    let Subject::Event(subject) = &mut absurd.subject else { unreachable!() };
    let year_10_000 = Timestamp(253_402_300_800_000);
    let zone = subject.dates.zone();
    subject.dates =
        Dates::new(year_10_000, year_10_000.plus_seconds(60), Precision::Time, zone).unwrap();
    put(&mut db, &brest, &sheet(20, &brest, absurd)).await;
    put(&mut db, &brest, &sheet(21, &brest, practice("soup", "La soupe"))).await;
    assert_eq!(sheets::find(&mut db, SheetId(20)).await.unwrap(), None);
    let everything = Query { limit: 9, ..<_>::default() };
    let page = search::page(&mut db, &everything, Timestamp(0)).await.unwrap();
    assert_eq!(slugs(&page.sheets), ["soup"]);
}

on_every_engine!(
    a_sheet_comes_back_as_it_was_put_with_its_languages_in_order,
    a_sheet_put_again_is_replaced_whole_and_keeps_its_id,
    a_batch_may_hold_one_sheet_twice_and_the_last_stays,
    a_slug_belongs_to_one_sheet_of_a_local_actor,
    a_reference_by_slug_means_ours_before_a_copy,
    what_was_sent_comes_back_byte_for_byte,
    a_removed_sheet_is_found_no_more,
    an_unlisted_sheet_has_an_address_and_stands_in_no_list,
    characters_that_only_one_engine_keeps_are_left_out_on_both,
    a_sheet_that_cannot_be_read_takes_no_listing_away,
);
