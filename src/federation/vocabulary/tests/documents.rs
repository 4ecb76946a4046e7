//! Every document that leaves, as a snapshot, and its keys held against the fixtures of
//! `PROTOCOL.md`.

use serde_json::Value;

use super::data::{object, sheet, sheets, speaker, taxonomy};
use crate::{
    domain::{Subject, Visibility},
    federation::vocabulary::{Speaker, sheet as wire, with_context},
};

/// Every key of the fixture is in ours, but for those that are `missing` for a reason.
fn assert_same_shape(ours: &Value, fixture: &Value, missing: &[(&str, &str)]) {
    let ours = ours.as_object().unwrap();
    for key in fixture.as_object().unwrap().keys() {
        let excused = missing.iter().any(|(name, reason)| name == key && !reason.is_empty());
        assert!(ours.contains_key(key) != excused, "{key}");
    }
}

fn fixture(name: &str) -> Value {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/wire/");
    serde_json::from_str(&std::fs::read_to_string(format!("{folder}{name}.json")).unwrap()).unwrap()
}

const NO_PICTURES: &str = "sheets have no pictures yet";
const NO_REPLIES: &str = "replies come with the fediverse";
const NO_CONTACT: &str = "sheets have no contact";

#[test]
fn a_practice_is_an_article() {
    let practice = object(&sheet("prac-gao-maison-du-migrant"));
    let missing = [
        ("image", NO_PICTURES),
        ("replies", NO_REPLIES),
        ("havre:contact", NO_CONTACT),
        ("havre:machineTranslated", "nothing of this sheet was translated by a machine"),
        ("havre:reviewedAt", "a practice tells as of when its status is true: havre:statusAsOf"),
    ];
    assert_same_shape(&practice, &fixture("create_practice")["object"], &missing);
    insta::assert_json_snapshot!(practice);
}

#[test]
fn an_event_is_an_event() {
    let event = object(&sheet("evt-exemple-webinaire-rural"));
    let missing = [("image", NO_PICTURES), ("havre:campaign", "calls are named in havre:calls")];
    assert_same_shape(&event, &fixture("create_event")["object"], &missing);
    insta::assert_json_snapshot!(event);
}

#[test]
fn an_event_whose_year_alone_is_known_shows_no_end() {
    let mut sheet = sheet("evt-2015-paris-colloque-ocu");
    let Subject::Event(event) = &mut sheet.content.subject else { panic!("an event") };
    event.cancelled = true;
    let event = object(&sheet);
    let missing = [("image", NO_PICTURES)];
    assert_same_shape(&event, &fixture("update_event")["object"], &missing);
    let place = [("id", "nothing is served for a place")];
    assert_same_shape(&event["location"], &fixture("create_event")["object"]["location"], &place);
    insta::assert_json_snapshot!(event);
}

#[test]
fn a_call_is_a_note_without_a_name() {
    let call = object(&sheet("call-welcoming-week"));
    let versions = "signatures come with the answers to calls";
    let missing = [
        ("replies", NO_REPLIES),
        ("havre:version", versions),
        ("havre:textDigest", versions),
        ("havre:members", versions),
        ("havre:signatories", versions),
        ("havre:territory", "this call is about no territory"),
    ];
    assert_same_shape(&call, &fixture("create_call")["object"], &missing);
    for folding in ["name", "summary", "summaryMap"] {
        assert!(call.get(folding).is_none(), "{folding} would fold the post away");
    }
    insta::assert_json_snapshot!(call);
}

#[test]
fn what_an_organisation_says_is_heard_by_the_followers_of_its_node_too() {
    let node_followers = Some(speaker().followers);
    let speaker = Speaker { node_followers, ..speaker() };
    let mut sheet = sheet("call-declaration-lisboa");
    sheet.content.visibility = Visibility::Unlisted;
    let call: Value = serde_json::from_str(&wire::write(&sheet, &speaker, taxonomy())).unwrap();
    assert_eq!(call["to"].as_array().unwrap().len(), 2);
    assert_eq!(call["cc"][0], "https://www.w3.org/ns/activitystreams#Public");
}

#[test]
fn every_sheet_of_the_network_fits_what_other_servers_accept() {
    for sheet in sheets() {
        let text = with_context(&wire::write(&sheet, &speaker(), taxonomy()));
        let object: Value = serde_json::from_str(&text).unwrap();
        let slug = &sheet.content.slug;
        assert!(text.len() < 64_000, "{slug}: {}", text.len());
        for summary in object["summaryMap"].as_object().into_iter().flatten() {
            assert!(summary.1.as_str().unwrap().chars().count() <= 500, "{slug}: {summary:?}");
        }
        for tag in object["tag"].as_array().into_iter().flatten() {
            let name = tag["name"].as_str().unwrap();
            let word = name.strip_prefix('#').unwrap();
            assert!(!word.is_empty() && word.chars().all(char::is_alphanumeric), "{slug}: {name}");
        }
    }
}

#[test]
fn the_context_goes_first_and_the_object_stays_as_it_is() {
    let object = r#"{"type":"Note","content":"é \u00e9"}"#;
    let document = with_context(object);
    assert!(document.starts_with(r#"{"@context":["https://www.w3.org/ns/activitystreams""#));
    assert!(document.ends_with(&object[1..]));
}

#[test]
fn the_context_has_every_word_of_the_protocol() {
    let document: Value = serde_json::from_str(&with_context(r#"{"type":"Note"}"#)).unwrap();
    let fixture = fixture("actor_node");
    for at in 0..2 {
        assert_eq!(document["@context"][at], fixture["@context"][at]);
    }
    for (term, meaning) in fixture["@context"][2].as_object().unwrap() {
        assert_eq!(&document["@context"][2][term], meaning, "{term}");
    }
}
