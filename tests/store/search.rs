//! The query behind every listing.

use havre::{
    domain::{BoundingBox, Content, Facet, Origin, Place, SheetKind, Texts, Timestamp},
    store::{
        Reading, Store, Writing,
        search::{self, Order, Query},
    },
};
use proptest::{prelude::*, test_runner::TestRunner};

use crate::support::{
    call, event, in_memory, local_actor, on_postgres, practice, put, sheet, slugs, text,
};

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

fn words(words: &str) -> Query {
    Query { words: words.into(), ..any() }
}

/// Slugs of what is found at the given moment.
async fn found_at(db: &mut Reading, query: &Query, now: Timestamp) -> Vec<String> {
    let page = search::page(db, query, now).await.unwrap();
    assert_eq!(page.total, i64::try_from(page.sheets.len()).unwrap());
    slugs(&page.sheets).into_iter().map(ToOwned::to_owned).collect()
}

async fn found(db: &mut Reading, query: &Query) -> Vec<String> {
    found_at(db, query, Timestamp(0)).await
}

fn titled(slug: &str, title: &str) -> Content {
    practice(slug, title)
}

fn in_two_languages(slug: &str, french: &str, portuguese: &str) -> Content {
    let texts = Texts::new(vec![
        text("fr", Origin::Original, french, "…"),
        text("pt", Origin::Human, portuguese, "…"),
    ]);
    Content { texts: texts.unwrap(), ..practice(slug, "…") }
}

async fn a_word_without_its_accents_finds_the_accented_one_and_the_other_way_round(store: Store) {
    let mut db = store.write().await.unwrap();
    publish(&mut db, vec![titled("a", "Città aperta"), titled("b", "Œuvre de l'ÉLÈVE")]).await;
    for (query, expected) in [
        ("citta", vec!["a"]),
        ("CITTÀ", vec!["a"]),
        ("città", vec!["a"]),
        ("oeuvre", vec!["b"]),
        ("élève", vec!["b"]),
        ("elevé", vec!["b"]),
        ("cit", vec![]),
    ] {
        assert_eq!(found(&mut db, &words(query)).await, expected, "{query}");
    }
}

async fn a_word_is_found_in_its_other_forms_and_in_every_language_of_the_sheet(store: Store) {
    let mut db = store.write().await.unwrap();
    publish(&mut db, vec![in_two_languages("a", "Une carte locale", "Cartões municipais")]).await;
    for query in ["cartes", "carte", "cartões", "municipal", "carte municipais"] {
        assert_eq!(found(&mut db, &words(query)).await, ["a"], "{query}");
    }
}

async fn every_word_must_be_there_wherever_it_stands(store: Store) {
    let mut db = store.write().await.unwrap();
    let mut card = titled("card", "La carte");
    card.territory = Some("new-york".into());
    card.place = Some(Place { name: "Hôtel de ville".into(), ..Place::default() });
    publish(&mut db, vec![card, titled("soup", "La soupe")]).await;
    assert_eq!(found(&mut db, &words("guichet")).await, ["soup", "card"]);
    assert_eq!(found(&mut db, &words("guichet carte")).await, ["card"]);
    assert_eq!(found(&mut db, &words("york hotel")).await, ["card"]);
    assert_eq!(found(&mut db, &words("carte soupe")).await, [""; 0]);
}

async fn hostile_words_are_words(store: Store) {
    let mut db = store.write().await.unwrap();
    publish(&mut db, vec![titled("soup", "La soupe AND or near kind_practice")]).await;
    for query in [
        "soupe\" OR title : *",
        "soupe* AND (\"",
        "'soupe':A | !'x' & <->",
        "NEAR(soupe, 5)",
        "soupe\0\u{1}",
        "soupe; drop table sheet",
        "^soupe {title words}:",
        "\\",
        "%_%",
        "''",
        "🙂 \u{202e}",
        &"x".repeat(100_000),
        &"soupe ".repeat(10_000),
    ] {
        let listed = search::page(&mut db, &words(query), Timestamp(0)).await;
        assert!(listed.is_ok(), "{query:.40} {listed:?}");
    }
    assert_eq!(found(&mut db, &words("soupe AND")).await, ["soup"]);
    assert_eq!(found(&mut db, &words("soupe NOT la")).await, [""; 0]);
    assert_eq!(found(&mut db, &words("theme_housing")).await, [""; 0]);
    assert_eq!(found(&mut db, &words(" ?! ")).await, ["soup"], "no word at all asks for all");
}

async fn hostile_facets_find_nothing_and_break_nothing(store: Store) {
    let mut db = store.write().await.unwrap();
    let mut strange = titled("strange", "La soupe");
    strange.audiences = vec!["' OR \"1\"\0".into(), "Ville\u{a0}de Lyon".into()];
    publish(&mut db, vec![strange]).await;
    for value in ["' OR \"1\"\0", "Ville\u{a0}de Lyon"] {
        let query = Query { facets: vec![(Facet::Audience, value.into())], ..any() };
        assert_eq!(found(&mut db, &query).await, ["strange"], "{value}");
    }
    for value in ["", "\"", "* OR kind_practice", &"x".repeat(100_000)] {
        let query = Query { facets: vec![(Facet::Audience, value.into())], ..any() };
        assert_eq!(found(&mut db, &query).await, [""; 0], "{value:.40}");
    }
}

async fn facets_narrow_and_values_of_one_facet_widen(store: Store) {
    let mut db = store.write().await.unwrap();
    let themed = |slug: &str, theme: &str, audience: &str| Content {
        themes: vec![theme.into()],
        audiences: vec![audience.into()],
        ..practice(slug, "…")
    };
    let contents = vec![
        themed("a", "citizen-hosting", "cities"),
        themed("b", "housing", "people"),
        themed("c", "local-citizenship-card", "cities"),
        call("d"),
    ];
    publish(&mut db, contents).await;
    let with = |facets: &[(Facet, &str)]| Query {
        facets: facets.iter().map(|(facet, value)| (*facet, (*value).to_owned())).collect(),
        ..any()
    };
    for (facets, expected) in [
        (vec![(Facet::Theme, "housing")], vec!["b", "a"]),
        (vec![(Facet::Axis, "rights")], vec!["b", "a"]),
        (vec![(Facet::Theme, "citizen-hosting")], vec!["a"]),
        (vec![(Facet::Theme, "local")], vec![]),
        (vec![(Facet::Theme, "housing"), (Facet::Audience, "cities")], vec!["a"]),
        (
            vec![(Facet::Theme, "housing"), (Facet::Theme, "local-citizenship-card")],
            vec!["c", "b", "a"],
        ),
        (vec![(Facet::Kind, "call")], vec!["d"]),
        (vec![(Facet::Subkind, "sign"), (Facet::Status, "open")], vec!["d"]),
        (vec![(Facet::Example, "yes")], vec![]),
        (vec![(Facet::Language, "fr")], vec!["d", "c", "b", "a"]),
    ] {
        assert_eq!(found(&mut db, &with(&facets)).await, expected, "{facets:?}");
    }
    let calls = Query { kind: Some(SheetKind::Call), ..any() };
    assert_eq!(found(&mut db, &calls).await, ["d"]);
    let practices = Query { kind: Some(SheetKind::Practice), ..any() };
    let counts = search::facet_counts(&mut db, &practices).await.unwrap();
    assert!(counts.contains(&(Facet::Theme, "housing".into(), 2)), "{counts:?}");
    assert!(counts.contains(&(Facet::Kind, "practice".into(), 3)), "{counts:?}");
    assert!(!counts.iter().any(|(_, value, _)| value == "call"), "{counts:?}");
    let all = search::facet_counts(&mut db, &any()).await.unwrap();
    assert!(all.contains(&(Facet::Language, "fr".into(), 4)), "{all:?}");
}

fn at(slug: &str, latitude: f64, longitude: f64) -> Content {
    let (latitude, longitude) = (Some(latitude), Some(longitude));
    let place = Place { name: slug.into(), latitude, longitude, ..Place::default() };
    Content { place: Some(place), ..practice(slug, "…") }
}

async fn a_box_finds_what_lies_in_it_even_over_the_180th_meridian(store: Store) {
    let mut db = store.write().await.unwrap();
    let contents = vec![
        at("fiji", -17.7, 178.0),
        at("samoa", -13.8, -171.8),
        at("lyon", 45.75, 4.85),
        practice("nowhere", "…"),
    ];
    publish(&mut db, contents).await;
    for (area, expected) in [
        ("170,-30,-160,0", vec!["samoa", "fiji"]),
        ("-180,-30,180,0", vec!["samoa", "fiji"]),
        ("170,-30,180,0", vec!["fiji"]),
        ("4.85,45.75,5,46", vec!["lyon"]),
        ("4,45,5,45.7", vec![]),
        ("-180,-90,180,90", vec!["lyon", "samoa", "fiji"]),
    ] {
        let query = Query { area: Some(BoundingBox::parse(area).unwrap()), ..any() };
        assert_eq!(found(&mut db, &query).await, expected, "{area}");
    }
}

async fn upcoming_events_come_first_then_the_latest_past_ones(store: Store) {
    let mut db = store.write().await.unwrap();
    let contents = vec![
        event("long-ago", "2019-05-01", "2019-05-02"),
        event("last-month", "2026-10-01", "2026-10-02"),
        event("next-year", "2027-05-01", "2027-05-02"),
        event("running", "2026-11-20", "2026-11-23"),
        event("next-month", "2026-12-01", "2026-12-02"),
        practice("undated", "…"),
    ];
    publish(&mut db, contents).await;
    let now = Timestamp::parse("2026-11-22T00:00:00Z").unwrap();
    let upcoming = Query { order: Order::Upcoming, ..any() };
    let order = found_at(&mut db, &upcoming, now).await;
    let expected = ["running", "next-month", "next-year", "last-month", "long-ago", "undated"];
    assert_eq!(order, expected);

    let from = Query { from: Some(now), ..upcoming.clone() };
    assert_eq!(found_at(&mut db, &from, now).await, ["running", "next-month", "next-year"]);
    let until = Query { until: Timestamp::parse("2026-12-31T00:00:00Z"), ..from };
    assert_eq!(found_at(&mut db, &until, now).await, ["running", "next-month"]);
    let over = Query { over_before: Some(now), ..upcoming };
    assert_eq!(found_at(&mut db, &over, now).await, ["last-month", "long-ago"]);
    let newest = found_at(&mut db, &any(), now).await;
    assert_eq!(newest[0], "undated", "by when it was published");
}

async fn a_word_in_a_title_comes_before_one_in_a_text(store: Store) {
    let mut db = store.write().await.unwrap();
    let contents = vec![
        titled("title", "Un guichet pour la soupe"),
        titled("text", "La soupe"),
        titled("both", "Guichet"),
        titled("newest", "Le pain"),
    ];
    publish(&mut db, contents).await;
    let relevance = Query { order: Order::Relevance, ..words("guichets") };
    assert_eq!(found(&mut db, &relevance).await, ["both", "title", "newest", "text"]);
    let all_in_the_title = Query { order: Order::Relevance, ..words("guichet soupe") };
    assert_eq!(found(&mut db, &all_in_the_title).await, ["title", "text"]);
    let without_words = Query { order: Order::Relevance, ..any() };
    assert_eq!(found(&mut db, &without_words).await, ["newest", "both", "text", "title"]);
}

async fn a_page_past_the_end_still_tells_the_total(store: Store) {
    let mut db = store.write().await.unwrap();
    publish(&mut db, vec![titled("a", "…"), titled("b", "…")]).await;
    let past = Query { offset: 10, ..any() };
    let page = search::page(&mut db, &past, Timestamp(0)).await.unwrap();
    assert_eq!((page.total, page.sheets.len()), (2, 0));
    let none = search::page(&mut db, &words("pain"), Timestamp(0)).await.unwrap();
    assert_eq!((none.total, none.sheets.len()), (0, 0));
}

on_every_engine!(
    a_word_without_its_accents_finds_the_accented_one_and_the_other_way_round,
    a_word_is_found_in_its_other_forms_and_in_every_language_of_the_sheet,
    every_word_must_be_there_wherever_it_stands,
    hostile_words_are_words,
    hostile_facets_find_nothing_and_break_nothing,
    facets_narrow_and_values_of_one_facet_widen,
    a_box_finds_what_lies_in_it_even_over_the_180th_meridian,
    upcoming_events_come_first_then_the_latest_past_ones,
    a_word_in_a_title_comes_before_one_in_a_text,
    a_page_past_the_end_still_tells_the_total,
);

/// Events on days that often coincide, some over and some to come, read page by page.
#[test]
fn paging_visits_each_sheet_once_and_in_the_same_order_on_both_engines() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let stores = runtime.block_on(async { [in_memory().await, on_postgres().await] });
    let days = prop::collection::vec(1_u8..6, 0..12);
    let order = prop::sample::select(vec![Order::Newest, Order::Upcoming, Order::Relevance]);
    let mut runner = TestRunner::new(ProptestConfig { cases: 24, ..<_>::default() });
    runner
        .run(&(days, 1_i64..5, order), |(days, limit, order)| {
            let [mine, other] = runtime.block_on(async {
                let mut listings = vec![];
                for store in &stores {
                    listings.push(page_by_page(store, &days, limit, order).await);
                }
                <[_; 2]>::try_from(listings).unwrap()
            });
            prop_assert_eq!(&mine, &other);
            let mut visited = mine;
            visited.sort();
            visited.dedup();
            prop_assert_eq!(visited.len(), days.len());
            Ok(())
        })
        .unwrap();
}

async fn page_by_page(store: &Store, days: &[u8], limit: i64, order: Order) -> Vec<String> {
    let mut db = store.write().await.unwrap();
    let events = days.iter().enumerate().map(|(number, day)| {
        let day = format!("2026-11-0{day}");
        event(&format!("event-{number}"), &day, &day)
    });
    publish(&mut db, events.collect()).await;
    let now = Timestamp::parse("2026-11-03T12:00:00Z").unwrap();
    let mut visited: Vec<String> = vec![];
    loop {
        let offset = i64::try_from(visited.len()).unwrap();
        let query = Query { words: "rencontre".into(), order, limit, offset, ..any() };
        let page = search::page(&mut db, &query, now).await.unwrap();
        assert_eq!(page.total, i64::try_from(days.len()).unwrap());
        if page.sheets.is_empty() {
            return visited;
        }
        visited.extend(slugs(&page.sheets).into_iter().map(ToOwned::to_owned));
    }
}
