//! What finding adds to the query behind every listing: counts for any selection, what words mean,
//! and distances.

use havre::{
    domain::{Content, Facet, Origin, Place, Point, SheetKind, Taxonomy, Texts, Timestamp, Words},
    store::{
        Reading, Store, Writing,
        search::{self, Near, Order, Query},
    },
};

use crate::support::{call, event, local_actor, practice, put, sheet, slugs, text};

/// Publishes contents in their order, the first one first.
async fn publish(db: &mut Writing, contents: Vec<Content>) {
    let lyon = local_actor(db, 1, "lyon").await;
    for (id, content) in (20..).zip(contents) {
        put(db, &lyon, &sheet(id, &lyon, content)).await;
    }
}

fn any() -> Query {
    Query { limit: 100, ..Query::default() }
}

async fn found(db: &mut Reading, query: &Query) -> Vec<String> {
    let page = search::page(db, query, Timestamp(0)).await.unwrap();
    slugs(&page.sheets).into_iter().map(ToOwned::to_owned).collect()
}

fn vocabulary() -> Taxonomy {
    Taxonomy::parse(include_str!("../../vocabulary/taxonomy.json")).unwrap()
}

fn themed(slug: &str, theme: &str, audience: &str) -> Content {
    Content {
        themes: vec![theme.into()],
        audiences: vec![audience.into()],
        ..practice(slug, "La soupe")
    }
}

fn at(slug: &str, latitude: f64, longitude: f64) -> Content {
    let (latitude, longitude) = (Some(latitude), Some(longitude));
    let place = Place { name: slug.into(), latitude, longitude, ..Place::default() };
    Content { place: Some(place), ..practice(slug, "…") }
}

/// A selection of every sort: each value that is counted, added to it, finds as many sheets.
async fn a_count_is_what_one_finds(store: Store) {
    let mut db = store.write().await.unwrap();
    let contents = vec![
        themed("a", "citizen-hosting", "cities"),
        themed("b", "housing", "people"),
        themed("c", "local-citizenship-card", "cities"),
        call("d"),
        event("e", "2026-10-01", "2026-10-02"),
        at("f", 45.7, 4.8),
    ];
    publish(&mut db, contents).await;
    let lyon = Near { point: Point { latitude: 45.75, longitude: 4.85 }, within: 50.0 };
    for selection in [
        any(),
        Query { kind: Some(SheetKind::Practice), ..any() },
        Query { words: "soupe".into(), ..any() },
        Query { words: "soupe".into(), kind: Some(SheetKind::Call), ..any() },
        Query { facets: vec![(Facet::Audience, "cities".into())], ..any() },
        Query { until: Some(Timestamp(i64::MAX)), ..any() },
        Query { near: Some(lyon), ..any() },
    ] {
        let counts = search::facet_counts(&mut db, &selection).await.unwrap();
        let all = found(&mut db, &selection).await.len();
        assert_eq!(counts.is_empty(), all == 0, "{selection:?}");
        for (facet, value, count) in counts {
            let mut narrowed = selection.clone();
            narrowed.facets.retain(|(known, _)| *known != facet);
            narrowed.facets.push((facet, value));
            let found = found(&mut db, &narrowed).await.len();
            assert_eq!(i64::try_from(found).unwrap(), count, "{narrowed:?}");
            assert!(found <= all);
        }
    }
}

async fn values_that_no_other_sheet_has_are_counted_at_once_and_no_more_once_it_is_gone(
    store: Store,
) {
    let mut db = store.write().await.unwrap();
    let lyon = local_actor(&mut db, 1, "lyon").await;
    let strange = "' OR \"1\"\0 \u{202e}";
    put(&mut db, &lyon, &sheet(20, &lyon, themed("a", "housing", strange))).await;
    let counted = async |db: &mut Reading| {
        let counts = search::facet_counts(db, &any()).await.unwrap();
        counts.into_iter().filter(|(facet, ..)| *facet == Facet::Audience).collect::<Vec<_>>()
    };
    let kept = strange.replace('\0', "");
    assert_eq!(counted(&mut db).await, [(Facet::Audience, kept, 1)]);
    put(&mut db, &lyon, &sheet(20, &lyon, themed("a", "housing", "people"))).await;
    assert_eq!(counted(&mut db).await, [(Facet::Audience, "people".into(), 1)]);
}

async fn a_word_finds_what_other_languages_call_it_and_what_has_its_theme(store: Store) {
    let mut db = store.write().await.unwrap();
    let texts = |language: &str, title: &str| {
        Texts::new(vec![text(language, Origin::Original, title, "…")]).unwrap()
    };
    let said = |slug: &str, language: &str, title: &str| Content {
        texts: texts(language, title),
        ..practice(slug, "…")
    };
    let contents = vec![
        said("es", "es", "Viviendas para todas"),
        said("pt", "pt", "A habitação"),
        said("en", "en", "Housing first"),
        themed("theme", "housing", "people"),
        said("fr", "fr", "Des logements"),
        said("other", "fr", "La carte du marché"),
    ];
    publish(&mut db, contents).await;
    let vocabulary = vocabulary();
    let search = |words: &str| Query {
        words: vocabulary.thesaurus().read(words),
        order: Order::Relevance,
        ..any()
    };
    let logement = found(&mut db, &search("logement")).await;
    assert_eq!(
        logement,
        ["fr", "theme", "en", "pt", "es"],
        "what says the word itself comes first"
    );
    for word in ["vivienda", "housing", "habitação", "un logement"] {
        assert_eq!(found(&mut db, &search(word)).await.len(), 5, "{word}");
    }
    assert_eq!(found(&mut db, &search("carte")).await, ["other"]);
    let plain = Query { words: Words::of("logement"), ..any() };
    assert_eq!(found(&mut db, &plain).await, ["fr"], "unless nobody says what words mean");
}

async fn what_is_near_comes_in_the_order_of_its_distance_and_no_page_loses_any(store: Store) {
    let mut db = store.write().await.unwrap();
    let contents = vec![
        at("paris", 48.853, 2.349),
        at("villeurbanne", 45.766, 4.88),
        at("grenoble", 45.188, 5.724),
        practice("nowhere", "…"),
        at("lyon", 45.749, 4.848),
    ];
    publish(&mut db, contents).await;
    let around = |within| Query {
        near: Some(Near { point: Point { latitude: 45.75, longitude: 4.85 }, within }),
        order: Order::Distance,
        ..any()
    };
    assert_eq!(found(&mut db, &around(50.0)).await, ["lyon", "villeurbanne"]);
    let all = found(&mut db, &around(500.0)).await;
    assert_eq!(all, ["lyon", "villeurbanne", "grenoble", "paris"]);
    let mut paged = Vec::new();
    for offset in 0..4 {
        let page = Query { limit: 1, offset, ..around(500.0) };
        let page = search::page(&mut db, &page, Timestamp(0)).await.unwrap();
        assert_eq!((page.total, page.distances.len()), (4, 1));
        paged.extend(slugs(&page.sheets).into_iter().map(ToOwned::to_owned));
    }
    assert_eq!(paged, all);
    let page = search::page(&mut db, &around(100.0), Timestamp(0)).await.unwrap();
    let mut distances: Vec<_> = page.distances.into_values().collect();
    distances.sort_by(f64::total_cmp);
    assert!(distances[0] < 1.0 && (2.0..4.0).contains(&distances[1]), "{distances:?}");
    assert!((80.0..100.0).contains(&distances[2]), "{distances:?}");
}

async fn distances_cross_the_180th_meridian_and_the_pole(store: Store) {
    let mut db = store.write().await.unwrap();
    publish(&mut db, vec![at("fiji", -17.7, 179.9), at("pole", 89.9, 0.0)]).await;
    let near = |latitude, longitude, within| Query {
        near: Some(Near { point: Point { latitude, longitude }, within }),
        ..any()
    };
    assert_eq!(found(&mut db, &near(-17.7, -179.9, 22.0)).await, ["fiji"]);
    assert_eq!(found(&mut db, &near(-17.7, -179.9, 20.0)).await, [""; 0]);
    assert_eq!(found(&mut db, &near(89.9, 180.0, 23.0)).await, ["pole"]);
    assert_eq!(found(&mut db, &near(0.0, 0.0, 30_000.0)).await.len(), 2, "all the Earth");
}

on_every_engine!(
    a_count_is_what_one_finds,
    values_that_no_other_sheet_has_are_counted_at_once_and_no_more_once_it_is_gone,
    a_word_finds_what_other_languages_call_it_and_what_has_its_theme,
    what_is_near_comes_in_the_order_of_its_distance_and_no_page_loses_any,
    distances_cross_the_180th_meridian_and_the_pole,
);
