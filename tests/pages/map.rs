//! The map: the same on its page, as data and as a list, and the operator's own file in parts.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use havre::domain::Place;
use serde_json::Value;

use crate::site::{HUB, LANGUAGES, Site};

const REGION: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/region.pmtiles");

fn points(data: &Value) -> Vec<&Value> {
    data["points"].as_array().unwrap().iter().collect()
}

fn urls(data: &Value) -> BTreeSet<String> {
    points(data).iter().map(|point| point["url"].as_str().unwrap().to_owned()).collect()
}

/// What a page leads to in its list.
fn listed(text: &str) -> BTreeSet<String> {
    let list = text.split("id=\"list\"").nth(1).unwrap();
    let hrefs = list.split("<a href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    hrefs.filter(|href| !href.contains("page=")).map(ToOwned::to_owned).collect()
}

#[tokio::test]
async fn all_that_is_on_the_map_is_in_the_list_under_it() {
    let site = Site::with_the_network().await;
    for query in [
        "type=practice&country=FR",
        "type=event",
        "theme=local-citizenship-card",
        "territory=lyon",
        "pillar=interculturality&type=practice",
        "q=carte",
        "bbox=-10,35,20,60&type=practice",
        "near=Lyon&within=100",
        "country=BR",
    ] {
        let data = site.json(&format!("/map.json?{query}")).await;
        let mut seen = BTreeSet::new();
        for number in 1..=2 {
            let page = site.visit(&format!("/map?{query}&page={number}")).await;
            if number > 1 && page.status == StatusCode::NOT_FOUND {
                continue;
            }
            assert_eq!(page.status, StatusCode::OK, "{query}");
            seen.extend(listed(page.text()));
        }
        let on_map = urls(&data);
        assert!(!on_map.is_empty(), "{query}");
        assert!(on_map.is_subset(&seen), "{query}: {:?}", on_map.difference(&seen));
        assert_eq!(data["placed"], on_map.len(), "{query}");
    }
}

#[tokio::test]
async fn the_map_is_narrowed_as_the_lists_are() {
    let site = Site::with_the_network().await;
    for query in ["pillar=unconditional-access", "status=planned&type=practice", "country=MX"] {
        let sheets = site.json(&format!("/search.json?{query}&limit=500")).await;
        let placed: BTreeSet<String> = sheets["items"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|item| item["place"]["latitude"].is_number())
            .map(|item| item["url"].as_str().unwrap().split("example").nth(1).unwrap().to_owned())
            .collect();
        let data = site.json(&format!("/map.json?{query}")).await;
        let of_sheets = urls(&data).into_iter().filter(|url| !url.starts_with("/territories"));
        assert_eq!(of_sheets.collect::<BTreeSet<_>>(), placed, "{query}");
    }
}

#[tokio::test]
async fn a_place_is_never_shown_more_precisely_than_its_publisher_says() {
    let site = Site::with_the_network().await;
    let mut content = site.sheet("prac-gao-maison-du-migrant").await.content;
    content.slug = "prac-gao-hidden".to_owned();
    let place = Place { latitude: None, longitude: None, ..content.place.clone().unwrap() };
    content.place = Some(place);
    site.node.put_sheet(HUB, content).await.unwrap();
    let hidden = site.page_of("prac-gao-hidden").await;
    let data = site.json("/map.json?country=ML").await;
    assert!(!urls(&data).contains(&hidden));
    assert_eq!(data["total"].as_u64().unwrap(), data["placed"].as_u64().unwrap() + 1);
    assert!(listed(site.visit("/map?country=ML").await.text()).contains(&hidden));

    let data = site.json("/map.json").await;
    let seat = |point: &&&Value| point["seat"] == true;
    let seats: Vec<_> = points(&data);
    let seats: Vec<_> = seats.iter().filter(seat).collect();
    assert!(seats.iter().any(|point| point["type"] == "organisation"), "{seats:?}");
    assert!(seats.len() < points(&data).len(), "a sheet is where it is");
    let page = site.visit("/map?ui=en&country=BE").await.text().to_owned();
    assert!(page.contains("shown at its seat"), "{page}");
}

#[tokio::test]
async fn titles_are_in_the_readers_language_and_marked_when_they_are_not() {
    let site = Site::with_the_network().await;
    let berlin = site.page_of("prac-berlin-beschwerdestelle").await;
    for (language, own) in [("en", "en"), ("fr", "fr"), ("de", "de")] {
        let data = site.json(&format!("/map.json?ui={language}&territory=berlin")).await;
        let url = format!("{berlin}?ui={language}");
        let point = points(&data).into_iter().find(|point| point["url"] == url.as_str()).unwrap();
        assert_eq!(point["lang"], own, "{point}");
        let page = site.visit(&format!("/map?ui={language}&territory=berlin")).await;
        let link = format!("<a href=\"{url}\" lang=\"{own}\" dir=\"ltr\">");
        assert!(page.text().contains(&link), "{link}");
    }
}

#[tokio::test]
async fn what_no_map_has_is_refused_in_the_readers_language() {
    let site = Site::empty().await;
    for (query, name) in [
        ("bbox=1,2,3", "bbox"),
        ("bbox=0,91,1,92", "bbox"),
        ("zoom=0", "zoom"),
        ("zoom=x", "zoom"),
        ("type=town", "type"),
        ("near=Nowhere-at-all", "near"),
    ] {
        let mut titles = BTreeSet::new();
        for language in LANGUAGES {
            let data = site.visit(&format!("/map.json?ui={language}&{query}")).await;
            assert_eq!(data.status, StatusCode::BAD_REQUEST, "{query}");
            titles.insert(data.text().to_owned());
            if name != "zoom" {
                let page = site.visit(&format!("/map?ui={language}&{query}")).await;
                assert_eq!(page.status, StatusCode::BAD_REQUEST, "{query}");
                assert!(page.text().contains(&format!("<html lang=\"{language}\"")), "{query}");
            }
        }
        assert_eq!(titles.len(), LANGUAGES.len(), "{query}");
        let problem = site.get(&format!("/map.json?{query}"), &[]).await;
        assert_eq!(problem.json()["parameter"], name, "{query}");
    }
}

#[tokio::test]
async fn a_map_of_nothing_says_so_and_keeps_its_form() {
    let site = Site::with_the_network().await;
    let page = site.visit("/map?ui=en&bbox=100,-60,101,-59").await;
    assert!(page.text().contains("Nothing matches."), "{}", page.text());
    assert!(page.text().contains("name=\"bbox\" value=\"100,-60,101,-59\""));
    let data = site.json("/map.json?bbox=100,-60,101,-59").await;
    assert_eq!((&data["total"], &data["placed"]), (&0.into(), &0.into()));
    assert_eq!(site.visit("/map?page=99").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_data_of_the_map_are_not_sent_twice() {
    let site = Site::with_the_network().await;
    let first = site.get("/map.json", &[]).await;
    let again = site.get("/map.json", &[("if-none-match", first.header("etag"))]).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    assert!(first.header("vary").to_ascii_lowercase().contains("accept-language"));
}

#[tokio::test]
async fn every_cell_that_the_world_names_is_there() {
    let site = Site::empty().await;
    let page = site.visit("/map").await.text().to_owned();
    let script = page.split("src=\"").filter_map(|rest| rest.split('"').next());
    let script = script.into_iter().find(|src| src.ends_with("js/territory-map.js")).unwrap();
    let folder = script.strip_suffix("js/territory-map.js").unwrap();
    let world = site.json(&format!("{folder}map/world.json")).await;
    let cells = world["cells"].as_array().unwrap();
    assert!(cells.len() > 150, "{}", cells.len());
    for cell in cells {
        let name = cell.as_str().unwrap();
        let cell = site.json(&format!("{folder}map/cells/{name}.json")).await;
        assert_eq!(cell["type"], "Topology", "{name}");
    }
}

#[tokio::test]
async fn the_operators_own_map_is_sent_in_the_parts_that_are_asked_for() {
    let site = Site::with_settings([("HAVRE_MAP_FILE", REGION)]).await;
    let whole = std::fs::read(REGION).unwrap();
    let path = "/map/region.pmtiles";
    let headers = [("range", "bytes=0-126"), ("accept-encoding", "br, gzip")];
    let start = site.get(path, &headers).await;
    assert_eq!(start.status, StatusCode::PARTIAL_CONTENT);
    assert_eq!(start.body, whole[..127], "not packed: a part of what is packed is nothing");
    assert_eq!(start.header("content-range"), format!("bytes 0-126/{}", whole.len()));
    assert!(start.header("etag").starts_with('"'), "{}", start.header("etag"));
    let later = site.get(path, &[("range", "bytes=1000-1999")]).await;
    assert_eq!((later.status, &later.body[..]), (StatusCode::PARTIAL_CONTENT, &whole[1000..2000]));
    assert_eq!(later.header("etag"), start.header("etag"));
    let beyond = site.get(path, &[("range", "bytes=9999999-")]).await;
    assert_eq!(beyond.status, StatusCode::RANGE_NOT_SATISFIABLE);
    assert_eq!(site.get(path, &[]).await.body, whole);

    let page = site.visit("/map?ui=en").await.text().to_owned();
    assert!(page.contains("data-region=\"/map/region.pmtiles\""), "{page}");
    assert!(page.contains("data-region-bounds=\"4.6,45.6,5.1,45.9\""), "{page}");
    assert!(page.contains("https://www.openstreetmap.org/copyright"), "{page}");
    assert!(!page.contains("alert(1)"), "{page}");
}

#[tokio::test]
async fn without_a_map_of_the_operators_there_is_none() {
    for settings in ["", "nowhere.pmtiles"] {
        let site = Site::with_settings([("HAVRE_MAP_FILE", settings)]).await;
        assert_eq!(site.get("/map/region.pmtiles", &[]).await.status, StatusCode::NOT_FOUND);
        assert!(!site.visit("/map").await.text().contains("data-region"));
    }
}
