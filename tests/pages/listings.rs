//! What the listings hold, and what the parameters make of them.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::site::{HUB, ORIGIN, Site};

#[tokio::test]
async fn the_listings_hold_everything_past_and_examples_included() {
    let site = Site::with_the_network().await;
    for (path, total) in [
        ("/practices.json", 51),
        ("/events.json", 33),
        ("/calls.json", 10),
        ("/posts.json", 0),
        ("/territories.json", 61),
        ("/events.json?examples=no", 26),
        ("/calls.json?examples=no", 9),
        ("/events.json?examples=yes", 33),
    ] {
        let page = site.json(path).await;
        assert_eq!(page["total"], total, "{path}");
        assert_eq!(page["items"].as_array().unwrap().len(), total, "{path}");
    }
    let examples = site.json("/events.json").await["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|event| event["example"] == true)
        .count();
    assert_eq!(examples, 7);
}

#[tokio::test]
async fn facets_words_dates_and_a_box_narrow_a_listing() {
    let site = Site::with_the_network().await;
    for (path, total) in [
        ("/practices.json?pillar=unconditional-access", 29),
        ("/practices.json?theme=local-citizenship-card", 8),
        ("/practices.json?theme=local-citizenship-card&status=planned", 1),
        ("/practices.json?territory=lyon&country=FR", 1),
        ("/events.json?when=upcoming", 7),
        ("/events.json?when=past", 26),
        ("/events.json?when=2023-01", 1),
        ("/practices.json?q=maison+du+migrant&territory=gao", 1),
        ("/practices.json?bbox=-1,16,1,17", 1),
        ("/practices.json?bbox=100,16,101,17", 0),
    ] {
        let page = site.json(path).await;
        let titles = || titles(&page);
        assert_eq!(page["total"], total, "{path}: {:?}", titles());
    }
    let upcoming = site.json("/events.json?when=upcoming").await["total"].as_i64().unwrap();
    let past = site.json("/events.json?when=past").await["total"].as_i64().unwrap();
    assert_eq!(upcoming + past, 33);
}

#[tokio::test]
async fn the_directory_is_narrowed_by_name_kind_country_language_and_box() {
    let site = Site::with_the_network().await;
    for (query, total) in [
        ("country=fr", 17),
        ("kind=network", 11),
        ("lang=ca", 2),
        ("q=liege", 2),
        ("bbox=-1,16,1,17", 1),
        ("country=FR&kind=network&q=nothing", 0),
    ] {
        let page = site.json(&format!("/territories.json?{query}")).await;
        assert_eq!(page["total"], total, "{query}");
        let text = site.visit(&format!("/territories?ui=en&{query}")).await.text().to_owned();
        assert_eq!(text.matches("<h3").count(), total, "{query}");
    }
    let second = site.json("/territories.json?limit=40&page=2").await;
    assert_eq!((&second["items"].as_array().unwrap().len(), &second["next"]), (&21, &Value::Null));
}

#[tokio::test]
async fn the_filters_count_a_new_sheet_at_once() {
    let site = Site::with_the_network().await;
    let choice = ">Sign</a> <span class=\"quiet\">2<";
    assert!(site.visit("/calls?ui=en").await.text().contains(choice));
    let mut content = site.sheet("call-declaration-lisboa").await.content;
    content.slug = "call-another-declaration".to_owned();
    site.node.put_sheet(HUB, content).await.unwrap();
    let text = site.visit("/calls?ui=en").await.text().to_owned();
    assert!(text.contains(">Sign</a> <span class=\"quiet\">3<"), "{text}");
    assert!(text.contains("11 calls"), "{text}");
}

#[tokio::test]
async fn pages_of_a_listing_show_each_item_once() {
    let site = Site::with_the_network().await;
    let mut path = "/practices.json?limit=20".to_owned();
    let mut seen = BTreeSet::new();
    let mut pages = 0;
    loop {
        let page = site.json(&path).await;
        pages += 1;
        for item in page["items"].as_array().unwrap() {
            assert!(seen.insert(item["id"].as_str().unwrap().to_owned()));
        }
        let Some(next) = page["next"].as_str() else { break };
        path = next.strip_prefix(ORIGIN).unwrap().to_owned();
    }
    assert_eq!((pages, seen.len()), (3, 51));
}

#[tokio::test]
async fn an_item_has_its_languages_the_original_first_its_sources_and_its_dates() {
    let site = Site::with_the_network().await;
    let page = site.json("/practices.json?q=beschwerdestelle").await;
    let item = &page["items"][0];
    assert_eq!(item["slug"], "prac-berlin-beschwerdestelle");
    assert_eq!(item["original"], "de");
    let languages: Vec<&String> = item["title"].as_object().unwrap().keys().collect();
    assert_eq!(languages[0], "de");
    assert_eq!(item["wording"]["de"]["origin"], "original");
    assert_eq!(item["wording"]["fr"]["origin"], "unchecked");
    assert!(!item["sources"].as_array().unwrap().is_empty());
    assert_eq!(item["published"].as_str().unwrap().len(), "2026-11-22T12:00:00.000Z".len());
    assert_eq!(item["origin"], "hub.example");
    assert!(item["url"].as_str().unwrap().starts_with("https://hub.example/practices/"));
    assert!(item["id"].as_str().unwrap().starts_with("https://hub.example/ap/practices/"));
}

#[tokio::test]
async fn pages_show_what_is_upcoming_first() {
    let site = Site::with_the_network().await;
    let text = site.visit("/events").await.text().to_owned();
    let upcoming = site.json("/events.json?when=upcoming").await;
    let cards: Vec<&str> = text.split("<h3").skip(1).collect();
    let first = titles(&upcoming);
    assert!(first.iter().any(|title| cards[0].contains(&escaped(title))), "{}", cards[0]);
    let visible = upcoming["total"].as_u64().unwrap();
    assert!(visible > 1 && cards.len() == 24);
}

fn titles(page: &Value) -> Vec<String> {
    let items = page["items"].as_array().unwrap().iter();
    items
        .flat_map(|item| item["title"].as_object().unwrap().values())
        .map(|title| title.as_str().unwrap().to_owned())
        .collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&#38;").replace('<', "&#60;")
}
