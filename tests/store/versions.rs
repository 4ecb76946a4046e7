//! What sheets said before they changed.

use havre::{
    domain::{Actor, Content, Part, Place, Sheet, SheetId, Timestamp},
    store::{
        Store, Writing, actors,
        sheets::{self, Published},
        versions::{self, MOST_VERSIONS},
    },
};

use crate::support::{call, iri, local_actor, practice, put, remote_actor, sheet, slugs, taxonomy};

/// The sheet, changed at `seconds` to another title.
fn titled(sheet: &Sheet, title: &str, seconds: i64) -> Sheet {
    let content = Content { slug: sheet.content.slug.clone(), ..practice("soup", title) };
    Sheet { updated_at: Timestamp(seconds * 1_000), content, ..sheet.clone() }
}

async fn titles(db: &mut Writing, sheet: SheetId) -> Vec<(i64, String)> {
    let versions = versions::list(db, sheet, i64::MAX, 99).await.unwrap();
    let title = |v: &havre::domain::Version| v.content.texts.original().title.clone();
    versions.iter().map(|version| (version.number, title(version))).collect()
}

/// Changes a sheet once, so that there is a version of it.
pub(crate) async fn change(db: &mut Writing, actor: &Actor, sheet: &Sheet) {
    let content = Content { note: Some("Relu".into()), ..sheet.content.clone() };
    let updated_at = Timestamp(sheet.updated_at.0 + 1);
    put(db, actor, &Sheet { updated_at, content, ..sheet.clone() }).await;
}

async fn each_change_keeps_what_the_sheet_said_and_no_change_keeps_nothing(store: Store) {
    let mut db = store.write().await.unwrap();
    for actor in
        [local_actor(&mut db, 1, "lyon").await, remote_actor(&mut db, 10, "brest.example").await.1]
    {
        let id = 100 + actor.id.0;
        let first = sheet(id, &actor, practice("soup", "La soupe"));
        put(&mut db, &actor, &first).await;
        assert_eq!(versions::count(&mut db, first.id).await.unwrap(), 0);
        let again = Sheet { updated_at: Timestamp(first.updated_at.0 + 1), ..first.clone() };
        put(&mut db, &actor, &again).await;
        assert_eq!(versions::count(&mut db, first.id).await.unwrap(), 0, "it says the same");
        put(&mut db, &actor, &titled(&first, "Le potage", 200)).await;
        put(&mut db, &actor, &titled(&first, "Le velouté", 300)).await;
        let kept = [(2, "Le potage".to_owned()), (1, "La soupe".to_owned())];
        assert_eq!(titles(&mut db, first.id).await, kept);
        assert_eq!(versions::count(&mut db, first.id).await.unwrap(), 2);
        let one = versions::find(&mut db, first.id, 1).await.unwrap().unwrap();
        assert_eq!((one.updated_at, one.content), (again.updated_at, first.content.clone()));
        assert_eq!(one.changed.iter().map(|c| c.part).collect::<Vec<_>>(), [Part::Title]);
        let older = versions::list(&mut db, first.id, 2, 9).await.unwrap();
        assert_eq!(older.iter().map(|version| version.number).collect::<Vec<_>>(), [1]);
        assert_eq!(versions::find(&mut db, first.id, 3).await.unwrap(), None);
    }
}

async fn what_one_batch_replaces_twice_was_seen_by_nobody(store: Store) {
    let mut db = store.write().await.unwrap();
    let (peer, brest) = remote_actor(&mut db, 10, "brest.example").await;
    let first = sheet(20, &brest, practice("soup", "La soupe"));
    put(&mut db, &brest, &first).await;
    let (second, third) = (titled(&first, "Le potage", 200), titled(&first, "Le velouté", 300));
    let published = |sheet| Published {
        sheet,
        actor: brest.id,
        peer: Some(peer.id),
        object: "{}",
        digest: "d",
        proven: None,
    };
    let batch = [published(&second), published(&third)];
    sheets::put(&mut db, &batch, &taxonomy()).await.unwrap();
    assert_eq!(titles(&mut db, first.id).await, [(1, "La soupe".to_owned())]);
}

async fn the_oldest_versions_go_first_and_numbers_are_not_used_again(store: Store) {
    let mut db = store.write().await.unwrap();
    let lyon = local_actor(&mut db, 1, "lyon").await;
    let first = sheet(20, &lyon, practice("soup", "0"));
    put(&mut db, &lyon, &first).await;
    for n in 1..=MOST_VERSIONS + 3 {
        put(&mut db, &lyon, &titled(&first, &n.to_string(), 100 + n)).await;
    }
    let kept = titles(&mut db, first.id).await;
    assert_eq!(i64::try_from(kept.len()).unwrap(), MOST_VERSIONS);
    assert_eq!(kept[0], (MOST_VERSIONS + 3, (MOST_VERSIONS + 2).to_string()));
    assert_eq!(kept.last().unwrap(), &(4, "3".to_owned()));
}

async fn a_sheet_that_goes_takes_its_versions_with_it(store: Store) {
    let mut db = store.write().await.unwrap();
    let lyon = local_actor(&mut db, 1, "lyon").await;
    let (_, brest) = remote_actor(&mut db, 10, "brest.example").await;
    let ours = sheet(20, &lyon, practice("soup", "La soupe"));
    let theirs = sheet(21, &brest, practice("bread", "Le pain"));
    for (actor, sheet) in [(&lyon, &ours), (&brest, &theirs)] {
        put(&mut db, actor, sheet).await;
        change(&mut db, actor, sheet).await;
        assert_eq!(versions::count(&mut db, sheet.id).await.unwrap(), 1);
    }
    assert!(sheets::remove(&mut db, &ours.iri).await.unwrap());
    assert_eq!(titles(&mut db, ours.id).await, []);
    actors::remove(&mut db, &brest.iri).await.unwrap();
    assert_eq!(titles(&mut db, theirs.id).await, []);
}

async fn a_street_that_an_author_takes_back_is_in_no_version(store: Store) {
    let mut db = store.write().await.unwrap();
    let lyon = local_actor(&mut db, 1, "lyon").await;
    let place = Place {
        name: "Foyer".into(),
        street: Some("1 rue du Port".into()),
        latitude: Some(45.7),
        longitude: Some(4.8),
        ..Place::default()
    };
    let shelter = Content { place: Some(place), ..practice("shelter", "Un toit") };
    let first = sheet(20, &lyon, shelter);
    put(&mut db, &lyon, &first).await;
    put(&mut db, &lyon, &titled(&first, "Un toit", 200)).await;
    let kept = versions::find(&mut db, first.id, 1).await.unwrap().unwrap();
    assert_eq!(kept.changed.iter().map(|c| c.part).collect::<Vec<_>>(), [Part::Place]);
    assert_eq!(kept.content.place.unwrap(), Place { name: "Foyer".into(), ..Place::default() });
    assert_eq!(versions::forget(&mut db, first.id).await.unwrap(), 1);
    assert_eq!(versions::forget(&mut db, first.id).await.unwrap(), 0);
}

async fn a_sheet_knows_those_that_were_adapted_from_it(store: Store) {
    let mut db = store.write().await.unwrap();
    let lyon = local_actor(&mut db, 1, "lyon").await;
    let source = iri("https://brest.example/ap/practices/1");
    for (id, content) in [
        (20, practice("soup", "La soupe")),
        (21, call("appeal")),
        (22, practice("unlisted", "Cachée")),
    ] {
        let visibility = if id == 22 {
            havre::domain::Visibility::Unlisted
        } else {
            havre::domain::Visibility::Public
        };
        let content = Content { adapted_from: Some(source.clone()), visibility, ..content };
        put(&mut db, &lyon, &sheet(id, &lyon, content)).await;
    }
    put(&mut db, &lyon, &sheet(23, &lyon, practice("bread", "Le pain"))).await;
    let adapted = versions::adapted_from(&mut db, &source, 9).await.unwrap();
    assert_eq!(slugs(&adapted), ["appeal", "soup"]);
    assert_eq!(versions::adapted_from(&mut db, &source, 1).await.unwrap().len(), 1);
}

on_every_engine!(
    each_change_keeps_what_the_sheet_said_and_no_change_keeps_nothing,
    what_one_batch_replaces_twice_was_seen_by_nobody,
    the_oldest_versions_go_first_and_numbers_are_not_used_again,
    a_sheet_that_goes_takes_its_versions_with_it,
    a_street_that_an_author_takes_back_is_in_no_version,
    a_sheet_knows_those_that_were_adapted_from_it,
);
