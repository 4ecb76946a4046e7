//! The formats of the listings: each is what it says, and says the same.

use std::io::Read;

use havre::{
    domain::{Content, Dates, Subject},
    node::record::{Row, read_text, shared_taxonomy},
};
use serde_json::{Value, json};

use crate::site::{ORIGIN, Site};

#[tokio::test]
async fn every_listing_is_as_the_api_describes_it() {
    let site = Site::with_the_network().await;
    let description = site.json("/api/openapi.json").await;
    assert!(description["openapi"].as_str().unwrap().starts_with("3.1"));
    let mut checked = 0;
    for (path, operations) in description["paths"].as_object().unwrap() {
        let answer = site.get(path, &[]).await;
        assert_eq!(answer.status, 200, "{path}");
        let content = operations["get"]["responses"]["200"]["content"].as_object().unwrap();
        let (media_type, content) = content.iter().next().unwrap();
        assert_eq!(answer.media_type(), media_type, "{path}");
        if path.ends_with("json") {
            let mut schema = content["schema"].clone();
            schema["components"] = description["components"].clone();
            let validator = jsonschema::draft202012::new(&schema).unwrap();
            let errors: Vec<String> = validator
                .iter_errors(&answer.json())
                .map(|error| format!("{} {error}", error.instance_path()))
                .take(5)
                .collect();
            assert!(errors.is_empty(), "{path}: {errors:#?}");
            checked += 1;
        }
    }
    assert_eq!(checked, 14);
    let broken = json!({"total": "51", "page": 1, "limit": 100, "next": null, "items": []});
    let practices = &description["paths"]["/practices.json"]["get"];
    let mut schema = practices["responses"]["200"]["content"]["application/json"]["schema"].clone();
    schema["components"] = description["components"].clone();
    assert!(!jsonschema::draft202012::new(&schema).unwrap().is_valid(&broken));
}

#[tokio::test]
async fn every_parameter_that_the_api_describes_is_known_to_the_listing() {
    let site = Site::empty().await;
    let description = site.json("/api/openapi.json").await;
    let mut refused = Vec::new();
    for (path, operations) in description["paths"].as_object().unwrap() {
        for parameter in operations["get"]["parameters"].as_array().unwrap() {
            let name = parameter["name"].as_str().unwrap();
            let answer = site.get(&format!("{path}?{name}=%00{}", "x".repeat(300)), &[]).await;
            assert_eq!(answer.status, 400, "{path} {name}");
            assert_eq!(answer.json()["parameter"], name, "{path}");
            refused.push(name.to_owned());
        }
    }
    assert!(refused.len() > 100);
}

#[tokio::test]
async fn tables_and_calendars_leave_examples_out_unless_asked() {
    let site = Site::with_the_network().await;
    for (path, count) in [("/events.csv", 26), ("/events.csv?examples=yes", 33), ("/calls.csv", 9)]
    {
        let text = site.get(path, &[]).await.text().to_owned();
        let rows = csv::Reader::from_reader(text.as_bytes()).records().count();
        assert_eq!(rows, count, "{path}");
    }
    for (path, count) in [("/events.ics", 26), ("/events.ics?examples=yes", 33)] {
        let text = site.get(path, &[]).await.text().to_owned();
        assert_eq!(text.matches("BEGIN:VEVENT").count(), count, "{path}");
    }
    let features = site.json("/events.geojson").await;
    assert_eq!(features["features"].as_array().unwrap().len(), 33);
    let feed = site.get("/events.atom", &[]).await;
    assert_eq!(feed.text().matches("<entry>").count(), 33);
}

#[tokio::test]
async fn a_calendar_tells_times_on_the_clock_of_the_place_and_days_without_one() {
    let site = Site::with_the_network().await;
    let webinar = site.sheet("evt-exemple-webinaire-regularisation").await;
    let text = site.get("/events.ics?examples=yes", &[("accept-language", "en")]).await;
    let text = text.text().replace("\r\n ", "");
    let entry = entry(&text, webinar.iri.as_str());
    assert!(entry.contains("DTSTART;TZID=Europe/Paris:20270209T150000\r\n"), "{entry}");
    assert!(entry.contains("STATUS:CONFIRMED") && entry.contains("LAST-MODIFIED:20261122T120000Z"));
    let colloquium = site.sheet("evt-2015-paris-colloque-ocu").await;
    let entry = self::entry(&text, colloquium.iri.as_str());
    assert!(entry.contains("DTSTART;VALUE=DATE:20150101\r\n"), "{entry}");
    assert!(entry.contains("DTEND;VALUE=DATE:20160101\r\n"), "{entry}");
    let calendar = site.get("/events.ics", &[]).await;
    assert!(calendar.text().split("\r\n").all(|line| line.len() <= 75), "lines are folded");
}

#[tokio::test]
async fn a_cancelled_event_stays_in_the_calendar_and_its_number_grows() {
    let site = Site::with_the_network().await;
    let sheet = site.sheet("evt-exemple-webinaire-regularisation").await;
    let mut content: Content = sheet.content.clone();
    let Subject::Event(event) = &mut content.subject else { panic!("an event") };
    event.cancelled = true;
    let dates = Dates::parse(
        "2027-02-10T15:00:00+01:00",
        "2027-02-10T16:00:00+01:00",
        "time",
        "Europe/Paris",
    );
    event.dates = dates.unwrap();
    site.clock.advance(3_600);
    site.node.put_sheet("alliance-migrations", content).await.unwrap();
    let text = site.get("/events.ics?examples=yes", &[]).await.text().replace("\r\n ", "");
    let entry = entry(&text, sheet.iri.as_str());
    assert!(entry.contains("STATUS:CANCELLED") && entry.contains("SEQUENCE:3600"), "{entry}");
    assert!(entry.contains("DTSTART;TZID=Europe/Paris:20270210T150000\r\n"));
}

#[tokio::test]
async fn t50_hostile_titles_start_no_formula_and_end_no_line() {
    let site = Site::empty().await;
    let title = "=HYPERLINK(\\\"http://evil.example\\\")\\r\\nATTENDEE:mailto:x, y; z <b>";
    let record = format!(
        r#"{{"id": "evt-hostile", "type": "event", "kind": "meeting", "status": "announced",
             "title": {{"fr": "{title}"}}, "description": {{"fr": "-1+1"}},
             "start": "2027-05-01", "end": "2027-05-01", "date_precision": "day",
             "timezone": "Europe/Paris"}}"#
    );
    let content = match read_text("hostile", &record, shared_taxonomy()).unwrap().remove(0) {
        Row::Sheet { content, .. } => *content,
        other => panic!("{other:?}"),
    };
    site.node.put_sheet("alliance-migrations", content).await.unwrap();
    let table = site.get("/events.csv", &[]).await.text().to_owned();
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let row = reader.records().next().unwrap().unwrap();
    assert!(row.iter().any(|cell| cell.starts_with("'=HYPERLINK")), "{row:?}");
    assert!(row.iter().all(|cell| !cell.starts_with(['=', '@', '+'])), "{row:?}");
    let calendar = site.get("/events.ics", &[]).await.text().replace("\r\n ", "");
    assert!(!calendar.contains("\nATTENDEE"), "{calendar}");
    assert!(calendar.contains("x\\, y\\; z <b>"), "{calendar}");
    let page = site.visit("/events").await.text().to_owned();
    assert!(!page.contains("<b>"), "{page}");
}

#[tokio::test]
async fn a_feed_names_its_entries_for_ever_in_the_language_of_the_reader() {
    let site = Site::with_the_network().await;
    let feed = site.get("/practices.atom?q=gao&limit=1", &[("accept-language", "pt")]).await;
    assert_eq!(feed.media_type(), "application/atom+xml");
    let text = feed.text();
    assert!(text.contains("A Casa do Migrante de Gao"), "{text}");
    assert!(text.contains("<id>tag:hub.example,2026-11-22:/ap/practices/"), "{text}");
    assert!(text.contains("xml:lang=\"pt\""), "{text}");
    assert!(text.contains("rel=\"self\"") && text.contains("rel=\"via\""));
}

#[tokio::test]
async fn a_listing_that_did_not_change_is_not_sent_again() {
    let site = Site::with_the_network().await;
    for path in [
        "/practices.json",
        "/practices.csv",
        "/events.ics",
        "/territories.geojson",
        "/",
        "/ap/lyon",
    ] {
        let first = site.get(path, &[]).await;
        let tag = first.header("etag").to_owned();
        assert!(!tag.is_empty(), "{path}");
        assert_eq!(first.header("last-modified").is_empty(), !path.contains('.'), "{path}");
        let again = site.get(path, &[("if-none-match", &tag)]).await;
        assert_eq!((again.status.as_u16(), again.body.len()), (304, 0), "{path}");
    }
}

#[tokio::test]
async fn a_listing_is_compressed_for_those_who_can_read_it() {
    let site = Site::with_the_network().await;
    let plain = site.get("/practices.json", &[]).await;
    let packed = site.get("/practices.json", &[("accept-encoding", "gzip")]).await;
    assert_eq!(packed.header("content-encoding"), "gzip");
    assert!(packed.body.len() * 2 < plain.body.len());
    let mut unpacked = Vec::new();
    flate2::read::GzDecoder::new(&packed.body[..]).read_to_end(&mut unpacked).unwrap();
    assert_eq!(unpacked, plain.body);
}

#[tokio::test]
async fn points_on_a_map_are_where_the_places_are() {
    let site = Site::with_the_network().await;
    for path in ["/practices.geojson?territory=gao", "/territories.geojson"] {
        let features = site.json(path).await;
        let gao = features["features"].as_array().unwrap().iter().find(|feature| {
            let properties = &feature["properties"];
            properties["territory"] == "gao" || properties["handle"] == "gao"
        });
        let gao: &Value = gao.unwrap();
        assert_eq!(gao["geometry"], json!({"type": "Point", "coordinates": [-0.0447, 16.2717]}));
        assert_eq!(gao["id"], gao["properties"]["id"]);
        assert!(gao["id"].as_str().unwrap().starts_with(ORIGIN));
    }
}

/// The entry of a calendar with that name.
fn entry<'t>(calendar: &'t str, uid: &str) -> &'t str {
    let entries = calendar.split("BEGIN:VEVENT").skip(1);
    let named = format!("UID:{uid}\r\n");
    entries
        .map(|entry| entry.split("END:VEVENT").next().unwrap())
        .find(|e| e.contains(&named))
        .unwrap()
}
