//! What matches a query, gathered by place.

use havre::{
    domain::{BoundingBox, Content, Facet, Origin, Place, Point, Texts},
    store::{
        Store, Writing,
        map::{self, Counted, Spot},
        search::{Near, Query},
    },
};

use crate::support::{event, local_actor, practice, put, sheet, text};

async fn publish(db: &mut Writing, contents: Vec<Content>) {
    let lyon = local_actor(db, 1, "lyon").await;
    for (id, content) in (20..).zip(contents) {
        put(db, &lyon, &sheet(id, &lyon, content)).await;
    }
}

fn any() -> Query {
    Query { limit: 100, ..Query::default() }
}

fn within(area: &str) -> Query {
    Query { area: Some(BoundingBox::parse(area).unwrap()), ..any() }
}

fn at(slug: &str, country: &str, point: Option<(f64, f64)>) -> Content {
    let place = Place {
        name: format!("Maison de {slug}"),
        locality: Some(slug.to_owned()),
        country: Some(country.to_owned()),
        latitude: point.map(|(latitude, _)| latitude),
        longitude: point.map(|(_, longitude)| longitude),
        ..Place::default()
    };
    Content { place: Some(place), ..practice(slug, "…") }
}

fn towns() -> Vec<Content> {
    vec![
        at("lyon", "FR", Some((45.75, 4.85))),
        at("villeurbanne", "FR", Some((45.77, 4.88))),
        at("recife", "BR", Some((-8.05, -34.9))),
        at("shelter", "FR", None),
        at("suva", "FJ", Some((-18.14, 178.44))),
        practice("nowhere", "…"),
        event("online", "2027-02-09", "2027-02-09"),
    ]
}

fn localities(spots: &[Spot]) -> Vec<Option<&str>> {
    spots.iter().map(|spot| spot.locality.as_deref()).collect()
}

async fn what_has_no_point_is_counted_and_listed_but_never_put_on_the_map(store: Store) {
    let mut db = store.write().await.unwrap();
    publish(&mut db, towns()).await;
    assert_eq!(map::count(&mut db, &any()).await.unwrap(), Counted { total: 7, placed: 4 });
    let placed = map::placed(&mut db, &any()).await.unwrap();
    let expected = [Some("recife"), Some("suva"), Some("lyon"), Some("villeurbanne")];
    assert_eq!(localities(&placed), expected);
    assert!(placed.iter().all(|spot| spot.point.is_some()));
    let listed = map::by_place(&mut db, &any()).await.unwrap();
    let [.., shelter, _, _, _] = &listed[..] else { panic!("all are listed") };
    assert_eq!((shelter.locality.as_deref(), shelter.point), (Some("shelter"), None));
    assert_eq!(localities(&listed)[5..], [None, None], "what is in no country comes last");
    let latest = map::latest(&mut db, &Query { limit: 3, ..any() }).await.unwrap();
    assert_eq!(localities(&latest), [Some("suva"), None, None]);
    let second = Query { limit: 2, offset: 2, ..any() };
    let second = map::by_place(&mut db, &second).await.unwrap();
    assert_eq!(localities(&second), [Some("lyon"), Some("shelter")]);
}

async fn the_map_is_narrowed_as_the_lists_are(store: Store) {
    let mut db = store.write().await.unwrap();
    publish(&mut db, towns()).await;
    let around_lyon = Near { point: Point { latitude: 45.75, longitude: 4.85 }, within: 20.0 };
    let country = |code: &str| vec![(Facet::Country, code.to_owned())];
    for (query, total, placed) in [
        (Query { facets: country("FR"), ..any() }, 3, 2),
        (Query { facets: country("XX"), ..any() }, 0, 0),
        (Query { words: "villeurbanne".into(), ..any() }, 1, 1),
        (within("4,45,4.86,46"), 1, 1),
        (within("170,-30,-30,0"), 2, 2),
        (Query { near: Some(around_lyon), ..any() }, 2, 2),
        (Query { facets: country("FR"), ..within("-180,-90,180,90") }, 2, 2),
    ] {
        let counted = map::count(&mut db, &query).await.unwrap();
        assert_eq!(counted, Counted { total, placed }, "{query:?}");
        let spots = map::placed(&mut db, &query).await.unwrap();
        assert_eq!(i64::try_from(spots.len()).unwrap(), placed, "{query:?}");
        let cells = map::cells(&mut db, &query, 1.0, 100).await.unwrap();
        assert_eq!(cells.iter().map(|cell| cell.count).sum::<i64>(), placed, "{query:?}");
    }
}

async fn cells_gather_what_is_near_and_hold_all_of_it(store: Store) {
    let mut db = store.write().await.unwrap();
    publish(&mut db, towns()).await;
    let cells = map::cells(&mut db, &any(), 1.0, 100).await.unwrap();
    assert_eq!(cells.iter().map(|cell| cell.count).collect::<Vec<_>>(), [2, 1, 1]);
    let lyon = &cells[0];
    assert_eq!((lyon.west, lyon.south, lyon.east, lyon.north), (4.85, 45.75, 4.88, 45.77));
    assert!((lyon.latitude - 45.76).abs() < 1e-9 && (lyon.longitude - 4.865).abs() < 1e-9);
    let names = map::place_names(&mut db, &[lyon.latest]).await.unwrap();
    assert_eq!(names[&lyon.latest], "villeurbanne");
    assert_eq!(map::cells(&mut db, &any(), 0.01, 100).await.unwrap().len(), 4);
    assert_eq!(map::cells(&mut db, &any(), 360.0, 100).await.unwrap().len(), 1);
    assert_eq!(map::cells(&mut db, &any(), 1.0, 1).await.unwrap(), cells[..1]);
}

async fn cells_lie_side_by_side_on_both_sides_of_zero(store: Store) {
    let mut db = store.write().await.unwrap();
    let corners =
        [(0.5, 0.5), (-0.5, 0.5), (0.5, -0.5), (-0.5, -0.5), (90.0, 180.0), (-90.0, -180.0)];
    let contents =
        corners.iter().enumerate().map(|(n, point)| at(&format!("p{n}"), "GH", Some(*point)));
    publish(&mut db, contents.collect()).await;
    assert_eq!(map::cells(&mut db, &any(), 1.0, 100).await.unwrap().len(), 6);
}

async fn a_title_is_in_the_readers_language_or_the_original_one(store: Store) {
    let mut db = store.write().await.unwrap();
    let texts = Texts::new(vec![
        text("de", Origin::Original, "Beschwerdestelle", "…"),
        text("pt-BR", Origin::Human, "Ouvidoria", "…"),
    ]);
    let content = Content { texts: texts.unwrap(), ..at("berlin", "DE", Some((52.5, 13.4))) };
    publish(&mut db, vec![content]).await;
    let spots = map::placed(&mut db, &any()).await.unwrap();
    let title = |languages: &[&'static str]| spots[0].title_for(languages.iter().copied());
    let (language, words) = title(&["fr", "pt"]).unwrap();
    assert_eq!((language.as_str(), words), ("pt-BR", "Ouvidoria"));
    assert_eq!(title(&["fr", "en"]).unwrap().1, "Beschwerdestelle");
}

on_every_engine!(
    what_has_no_point_is_counted_and_listed_but_never_put_on_the_map,
    the_map_is_narrowed_as_the_lists_are,
    cells_gather_what_is_near_and_hold_all_of_it,
    cells_lie_side_by_side_on_both_sides_of_zero,
    a_title_is_in_the_readers_language_or_the_original_one,
);
