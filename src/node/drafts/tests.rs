//! Files that people have, read as drafts.

use std::path::Path;

use serde_json::json;

use super::{
    calendar, complete, features,
    file::read,
    found::{Defaults, Found, Object},
    slug_of, table,
};
use crate::{
    domain::{SheetKind, Timestamp},
    node::record::{BrokenRow, FileProblem, SheetRecord, shared_taxonomy},
};

fn defaults() -> Defaults {
    Defaults {
        kind: None,
        subkind: Some("meeting".to_owned()),
        language: "fr".to_owned(),
        timezone: "Europe/Paris".to_owned(),
        territory: "lyon".to_owned(),
        now: Timestamp::parse("2026-11-22T12:00:00Z").unwrap(),
    }
}

fn fixture(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/drafts");
    std::fs::read_to_string(folder.join(name)).unwrap()
}

fn events_of(name: &str) -> Vec<Result<Found, BrokenRow>> {
    calendar::read(&fixture(name), shared_taxonomy(), &defaults()).unwrap()
}

#[track_caller]
fn record(found: &Result<Found, BrokenRow>) -> Object {
    let record = found.as_ref().unwrap().record.clone();
    SheetRecord::read(found.as_ref().unwrap().kind, &record.clone().into()).unwrap();
    record
}

#[test]
fn a_calendar_of_google_has_its_zone_beside_its_events() {
    let events = events_of("google.ics");
    let webinar = record(&events[0]);
    assert_eq!(webinar["start"], "2027-02-09T15:00:00+01:00");
    assert_eq!(webinar["end"], "2027-02-09T16:30:00+01:00");
    assert_eq!(webinar["timezone"], "Europe/Paris");
    let text = "Comment ouvrir une permanence, pas à pas.\n\nInscription par courriel.";
    assert_eq!(webinar["description"], json!({"fr": text}));
    let place = "Maison des associations, 3 place Mauriac, 34150 Ganges, France";
    assert_eq!(webinar["place"], json!({"name": place}));
    assert_eq!(webinar["status"], "announced");
    let party = record(&events[1]);
    assert_eq!((&party["start"], &party["end"]), (&json!("2027-09-18"), &json!("2027-09-19")));
    assert_eq!(party["description"], json!({}));
}

#[test]
fn a_calendar_of_outlook_names_its_zones_as_windows_does() {
    let events = events_of("outlook.ics");
    let meeting = record(&events[0]);
    assert_eq!(meeting["start"], "2027-07-09T14:30:00+02:00");
    assert_eq!(meeting["timezone"], "Europe/Paris");
    assert_eq!(meeting["title"], json!({"fr": "Réunion du réseau"}));
    assert_eq!(meeting["place"], json!({"online": true}));
    let source = json!([{"type": "page", "ref": "https://visio.example/reseau"}]);
    assert_eq!(meeting["sources"], source);
}

#[test]
fn a_calendar_of_apple_has_points_and_what_is_called_off() {
    let circle = record(&events_of("apple.ics")[0]);
    assert_eq!(circle["cancelled"], true);
    assert_eq!(circle["start"], "2027-09-19T14:00:00-03:00");
    let place = json!({"name": "Casa da Cidadania, Rua do Bom Jesus, Recife", "lat": -8.0631, "lon": -34.8711});
    assert_eq!(circle["place"], place);
}

#[test]
fn a_calendar_of_nextcloud_has_long_names_of_zones_lengths_and_categories() {
    let workshop = record(&events_of("nextcloud.ics")[0]);
    assert_eq!(workshop["timezone"], "Africa/Bamako");
    assert_eq!(workshop["start"], "2027-03-01T09:00:00+00:00");
    assert_eq!(workshop["end"], "2027-03-01T12:00:00+00:00");
    assert_eq!(workshop["themes"], json!(["legal-support"]));
}

#[test]
fn an_event_that_cannot_be_read_is_named_with_its_line() {
    let said: Vec<String> = events_of("broken.ics")
        .into_iter()
        .filter_map(|event| event.err().map(|row| row.to_string()))
        .collect();
    assert!(said[0].starts_with("line 11 (Cours de français): RRULE repeats"), "{said:?}");
    assert!(said[1].starts_with("line 18 (Ailleurs): TZID \"Customized Time Zone\""), "{said:?}");
    assert_eq!(said.len(), 2);
}

#[test]
fn a_calendar_nested_without_end_is_refused() {
    let nested = "BEGIN:VCALENDAR\r\n".to_owned() + &"BEGIN:X\r\n".repeat(100_000);
    assert!(
        calendar::read(&nested, shared_taxonomy(), &defaults()).unwrap_err().contains("line 9")
    );
}

#[test]
fn a_table_is_read_with_the_names_and_separators_that_people_use() {
    let text = fixture("agenda.csv");
    let table = table::read(text.trim_start_matches('\u{feff}'), &defaults()).unwrap();
    assert_eq!(table.not_understood, ["Couleur"]);
    let soup = record(&table.rows[0]);
    assert_eq!(soup["title"], json!({"fr": "La soupe du monde"}));
    assert_eq!(soup["description"], json!({"fr": "Chacun apporte un légume;\net sa recette."}));
    assert_eq!(soup["start"], "2027-05-01T18:00:00+02:00");
    let place = json!({"name": "Place du Marché", "country": "BE", "lat": 50.6453, "lon": 5.5736});
    assert_eq!(soup["place"], place);
    assert_eq!(soup["themes"], json!(["housing"]));
    assert_eq!(soup["territory"], "lyon");
    let second = record(&table.rows[1]);
    assert_eq!(second["title"], json!({"fr": "=Formule"}), "the guard of the exporter is gone");
    assert_eq!((&second["start"], &second["cancelled"]), (&json!("2027-05-02"), &json!(true)));
}

#[test]
fn a_row_of_a_table_that_cannot_be_read_is_named_with_its_line() {
    for (row, said) in [
        ("Soupe,09/02/2027,,", "line 2: start \"09/02/2027\" is not a date such as"),
        ("Soupe,2027-02-09,north,", "line 2: latitude \"north\" is no number of degrees"),
        ("Soupe,2027-02-09,,perhaps", "line 2: cancelled \"perhaps\" is neither yes nor no"),
        ("Soupe,,,", "line 2: type is missing: say with --type"),
    ] {
        let text = format!("title,start,latitude,cancelled\n{row}\n");
        let table = table::read(&text, &defaults()).unwrap();
        let problem = table.rows[0].clone().unwrap_err().to_string();
        assert!(problem.starts_with(said), "{problem}");
    }
    assert!(table::read("title,start\nonly one\n", &defaults()).is_err());
}

#[test]
fn features_of_others_are_points_with_a_name() {
    let text = json!({"type": "FeatureCollection", "features": [
        {"type": "Feature", "id": 7, "geometry": {"type": "Point", "coordinates": [5.57, 50.64]},
         "properties": {"name": "Guichet", "description": "Ouvert.", "url": "https://a.example/"}},
        {"type": "Feature", "properties": {"name": "Rue"},
         "geometry": {"type": "LineString", "coordinates": [[0.0, 0.0], [1.0, 1.0]]}},
    ]});
    let practices = Defaults { kind: Some(SheetKind::Practice), ..defaults() };
    let features = features::read(&text.to_string(), &practices).unwrap();
    let desk = record(&features[0]);
    assert_eq!(desk["title"], json!({"fr": "Guichet"}));
    assert_eq!(desk["place"], json!({"lat": 50.64, "lon": 5.57}));
    assert_eq!(desk["sources"], json!([{"type": "page", "ref": "https://a.example/"}]));
    assert_eq!(features[0].as_ref().unwrap().name.as_deref(), Some("7"));
    let problem = features[1].clone().unwrap_err().to_string();
    assert_eq!(problem, "feature 2: geometry is a LineString, and a sheet has one point");
}

#[test]
fn what_is_no_text_of_ours_is_refused_with_a_word() {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes, said) in [
        ("old.csv", &b"titre;d\xe9but"[..], "is not written in UTF-8"),
        ("wide.csv", &b"\xff\xfet\0"[..], "is written in UTF-16"),
        ("empty.csv", &b"title\n"[..], "holds no record"),
        ("agenda.xlsx", &b"PK"[..], "say which with --format"),
        ("bad.geojson", &b"{"[..], "is no GeoJSON that can be read"),
        ("bad.ics", &b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n"[..], "is no calendar that can be read"),
    ] {
        let file = folder.path().join(name);
        std::fs::write(&file, bytes).unwrap();
        let problem: FileProblem = read(&file, None, shared_taxonomy(), &defaults()).err().unwrap();
        assert!(problem.to_string().contains(said), "{name}: {problem}");
    }
}

#[test]
fn a_name_of_others_becomes_the_same_slug_each_time() {
    let slug = |name| slug_of(SheetKind::Event, name);
    assert_eq!(slug("c9a6@Google.com"), "evt-c9a6-google-com");
    assert_eq!(slug("evt-soupe"), "evt-soupe");
    let (long, other) = (format!("{}1", "0".repeat(200)), format!("{}2", "0".repeat(200)));
    assert_ne!(slug(&long), slug(&other));
}

#[test]
fn what_somebody_completed_stays_when_the_file_says_nothing_of_it() {
    let object = |value: serde_json::Value| value.as_object().unwrap().clone();
    let mut now =
        object(json!({"kind": "", "title": {"fr": "Soupe"}, "themes": [], "start": "2027"}));
    let before = object(json!({"kind": "meeting", "title": {"fr": "Soupe !", "nl": "Soep"},
        "themes": ["housing"], "start": "2026", "note": "x"}));
    complete(&mut now, before);
    let expected = json!({"kind": "meeting", "title": {"fr": "Soupe", "nl": "Soep"},
        "themes": ["housing"], "start": "2027", "note": "x"});
    assert_eq!(serde_json::Value::Object(now), expected);
}
