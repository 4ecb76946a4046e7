//! The laws of the file format, over the real data and over made-up contents.

use std::{collections::BTreeMap, path::Path};

use proptest::{collection::vec, option, prelude::*, sample::select};
use serde_json::{Value, json};

use super::*;
use crate::domain::{
    Answer, Attached, Call, CallKind, Confidence, Content, Dates, Event, Iri, Language, List,
    Organiser, Origin, Period, Place, Practice, Source, Subject, Text, Texts, Tool, Visibility,
    clean_html,
};

fn rows(name: &str) -> Vec<Value> {
    let text = std::fs::read_to_string(Path::new("demo").join(format!("{name}.json"))).unwrap();
    let whole: Value = serde_json::from_str(&text).unwrap();
    whole[name].as_array().unwrap().clone()
}

fn read(record: &Value) -> Result<Vec<Row>, FileProblem> {
    read_text("test.json", &record.to_string(), shared_taxonomy())
}

fn complaints(record: &Value) -> Vec<String> {
    match read(record) {
        Err(FileProblem::BrokenRows { rows, .. }) => rows.iter().map(ToString::to_string).collect(),
        other => panic!("{other:?}"),
    }
}

fn practice() -> Value {
    json!({
        "id": "prac-soupe", "territory": "lyon", "kind": "public-service", "status": "running",
        "title": {"fr": "La soupe"}, "description": {"fr": "Chaque midi."}
    })
}

#[test]
fn the_shared_vocabulary_is_complete() {
    let size = |list| shared_taxonomy().list(list).len();
    assert_eq!(
        [List::Pillars, List::Axes, List::Themes, List::Audiences].map(size),
        [3, 5, 35, 19]
    );
}

#[test]
fn every_real_sheet_comes_back_as_it_was() {
    let mut sheets = 0;
    for original in ["practices", "events", "calls"].into_iter().flat_map(rows) {
        let read = read(&original).unwrap();
        let [Row::Sheet { record, content }] = &read[..] else { panic!("{read:?}") };
        let again = SheetRecord::of(content).unwrap();
        assert_eq!(&again, record);
        assert_eq!(serde_json::to_value(&again).unwrap(), original);
        sheets += 1;
    }
    assert_eq!(sheets, 51 + 33 + 10);
}

#[test]
fn every_real_territory_comes_back_without_the_remarks_of_those_who_keep_the_data() {
    let mut territories = 0;
    for mut original in rows("territories") {
        let read = read(&original).unwrap();
        let [Row::Territory { handle, territory }] = &read[..] else { panic!("{read:?}") };
        let fields = original.as_object_mut().unwrap();
        fields.shift_remove("mentions").unwrap();
        fields.shift_remove("demo_node").unwrap();
        let again = serde_json::to_string(&TerritoryRecord::of(handle, territory)).unwrap();
        assert_eq!(again, original.to_string());
        territories += 1;
    }
    assert_eq!(territories, 61);
}

#[test]
fn the_data_files_are_read_whole() {
    let count =
        |name: &str| read_file(&Path::new("demo").join(name), shared_taxonomy()).unwrap().len();
    assert_eq!(
        ["territories.json", "practices.json", "events.json", "calls.json"].map(count),
        [61, 51, 33, 10]
    );
}

#[test]
fn the_territory_of_an_event_speaks_or_else_its_first_organiser_that_is_known() {
    let event = json!({
        "id": "evt-a", "kind": "meeting", "status": "held", "start": "2023", "timezone": "Europe/Paris",
        "organisers": [{"name": "A"}, {"name": "B", "territory": "b"}, {"name": "C", "territory": "c"}],
        "title": {"fr": "A"}, "description": {"fr": "A"}
    });
    let speaker = |event: &Value, known: &[&str]| {
        let read = read(event).unwrap();
        let [Row::Sheet { record, .. }] = &read[..] else { panic!("{read:?}") };
        record.speaker(|handle| known.contains(&handle)).map(ToOwned::to_owned)
    };
    assert_eq!(speaker(&event, &["c", "b"]), Some("b".to_owned()));
    assert_eq!(speaker(&event, &["c"]), Some("c".to_owned()));
    assert_eq!(speaker(&event, &[]), None);
    let with = |field: &str, handle: &str| {
        let mut event = event.clone();
        event[field] = handle.into();
        event
    };
    assert_eq!(speaker(&with("territory", "a"), &["a", "b"]), Some("a".to_owned()));
    assert_eq!(speaker(&with("actor", "z"), &["b", "z"]), Some("z".to_owned()));
    assert_eq!(speaker(&with("actor", "z"), &["b"]), None, "nobody speaks in another's place");
}

#[test]
fn a_record_says_who_speaks_only_when_its_territory_does_not() {
    let read = read(&practice()).unwrap();
    let [Row::Sheet { record, .. }] = &read[..] else { panic!("{read:?}") };
    let actor = |handle| match record.clone().spoken_by(handle) {
        SheetRecord::Practice(practice) => practice.actor.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(actor("lyon"), None);
    assert_eq!(actor("anvita"), Some("anvita".to_owned()));
}

#[test]
fn a_short_record_is_enough() {
    let event = json!({
        "start": "2027-05-01", "timezone": "Europe/Paris", "id": "premier-mai", "kind": "meeting",
        "status": "announced", "title": {"fr": "Fête"}, "description": {"fr": "Venez."}
    });
    let read = read(&event).unwrap();
    let [Row::Sheet { content, .. }] = &read[..] else { panic!("{read:?}") };
    let Subject::Event(event) = &content.subject else { panic!("{content:?}") };
    assert_eq!(event.dates.written(), ("2027-05-01".to_owned(), "2027-05-01".to_owned()));
}

#[test]
fn every_broken_row_is_named_with_its_field_and_its_rule() {
    let mut untitled = practice();
    untitled["title"] = json!({"en": "Soup"});
    let mut unknown = practice();
    unknown["themes"] = json!(["soup"]);
    let mut mistyped = practice();
    mistyped["tools"] =
        json!([{"label": "a", "url": "https://a.example"}, {"label": 3, "url": ""}]);
    let mut misspelt = practice();
    misspelt["titel"] = json!({});
    let mut online = practice();
    online["place"] = json!({"name": "Ici", "online": true});
    let file =
        json!([practice(), untitled, unknown, mistyped, misspelt, online, {"id": "x"}, practice()]);
    assert_eq!(
        complaints(&file),
        [
            "record 2 (prac-soupe): description.en is missing",
            "record 3 (prac-soupe): themes \"soup\" is not in the shared vocabulary",
            "record 4 (prac-soupe): tools[1].label is not well formed: invalid type: integer `3`, expected a string",
            "record 5 (prac-soupe): titel is no field of such a record",
            "record 6 (prac-soupe): place.online \"online\" is not known outside events",
            "record 7 (x): type is none of practice, event and call",
            "record 8 (prac-soupe): id \"prac-soupe\" stands there twice",
        ]
    );
}

#[test]
fn the_first_twenty_broken_rows_are_named_and_the_others_counted() {
    let file = json!({"practices": vec![json!({"id": "prac-x"}); 25]});
    let problem = read(&file).unwrap_err().to_string();
    assert!(problem.starts_with("test.json: 25 of 25 rows are broken, so nothing of it was read\n  practices 1 (prac-x): title is missing"), "{problem}");
    assert!(
        problem.ends_with("practices 20 (prac-x): title is missing\n  and 5 more"),
        "{problem}"
    );
}

#[test]
fn a_language_that_stands_there_twice_is_refused() {
    let text = practice().to_string().replace(r#"{"fr":"La soupe"}"#, r#"{"fr":"a","fr":"b"}"#);
    let Err(FileProblem::NotJson { source, .. }) = read_text("a.json", &text, shared_taxonomy())
    else {
        panic!("{text} was read")
    };
    assert!(source.to_string().starts_with("\"fr\" stands there twice at line 1"), "{source}");
}

#[test]
fn what_holds_no_record_is_refused() {
    for text in ["", "{", "3", "[]", "{}", r#"{"meta": {}}"#, r#"{"pillars": [{"id": "a"}]}"#] {
        assert!(read_text("a.json", text, shared_taxonomy()).is_err(), "{text}");
    }
}

#[test]
fn a_file_may_name_its_own_themes_and_never_change_a_shared_one() {
    let mut with_own_theme = practice();
    with_own_theme["themes"] = json!(["spare-room"]);
    let theme = json!({"id": "spare-room", "label": {"fr": "Chambre d’ami"}, "broader": "housing"});
    let file = json!({"practices": [with_own_theme], "themes": [theme]});
    assert_eq!(read(&file).unwrap().len(), 2);
    let shared = json!({"id": "housing", "label": {"fr": "Autre chose"}, "broader": "advocacy"});
    assert_eq!(
        complaints(&json!({"themes": [shared]})),
        ["themes 1 (housing): id is that of a shared theme, which no node changes"]
    );
}

fn language() -> impl Strategy<Value = Language> {
    select(vec!["fr", "fr-CA", "en", "es", "pt-BR", "pt", "zh-Hant"])
        .prop_map(|tag| Language::parse(tag).unwrap())
}

fn words() -> impl Strategy<Value = String> {
    "[A-Za-zé«»’:*_#.-][ A-Za-zé«»’:*_#.-]{0,30}".prop_map(|words| words.trim().to_owned())
}

fn body() -> impl Strategy<Value = String> {
    "(<p>[a-zé &.*#_-]{1,20}(<em>[a-z]{1,6}</em>)?</p>\n?|<ul>\n<li>[a-z]{1,5}</li>\n</ul>\n?|[a-z\n]{1,9}){1,5}"
        .prop_map(|html| clean_html(&format!("{html}a")))
}

fn texts() -> impl Strategy<Value = Texts> {
    let origin = select(vec![Origin::Human, Origin::Unchecked, Origin::Machine]);
    let text = (language(), origin, 1..4_i64, words(), body(), option::of(words()));
    vec(text, 1..5).prop_map(|texts| {
        let mut known = Vec::new();
        let mut distinct = Vec::new();
        for (language, origin, of_version, title, body, ask) in texts {
            if !known.contains(&language) {
                let origin = if known.is_empty() { Origin::Original } else { origin };
                known.push(language.clone());
                distinct.push(Text { language, origin, of_version, title, body, ask });
            }
        }
        Texts::new(distinct).unwrap()
    })
}

fn place() -> impl Strategy<Value = Option<Place>> {
    let parts =
        ("[A-Z][a-z]{1,9}", option::of("[a-z0-9 ]{1,9}"), option::of((-90.0..90.0, -180.0..180.0)));
    option::of(parts.prop_map(|(name, street, point)| Place {
        name,
        street,
        postal_code: None,
        locality: None,
        region: None,
        country: Some("FR".to_owned()),
        latitude: point.map(|(latitude, _): (f64, f64)| latitude),
        longitude: point.map(|(_, longitude)| longitude),
    }))
}

fn subject() -> impl Strategy<Value = Subject> {
    let strings = || vec("[a-z-]{1,9}", 0..3);
    let practice = (strings(), option::of("[a-z]{1,9}"), option::of("20[0-9]{2}")).prop_map(
        |(partners, carrier, year)| {
            Subject::Practice(Practice {
                kind: "network".to_owned(),
                status: "running".to_owned(),
                status_as_of: year.clone(),
                period: Period { start: year, end: None, note: carrier.clone() },
                carrier,
                partners,
                tools: vec![Tool { label: "a".to_owned(), url: "https://a.example/".to_owned() }],
            })
        },
    );
    let dates = select(vec![
        ("2027-02-09T15:00:00+01:00", "2027-02-09T16:30:00+01:00", "time"),
        ("2027-02-09", "2027-02-11", "day"),
        ("2027-02", "2027-03", "month"),
        ("2020", "2022", "year"),
    ]);
    let event = (dates, any::<[bool; 2]>(), strings(), strings()).prop_map(
        |((start, end, precision), [online, cancelled], practices, calls)| {
            Subject::Event(Event {
                kind: "forum".to_owned(),
                status: "held".to_owned(),
                cancelled,
                dates: Dates::parse(start, end, precision, "Europe/Paris").unwrap(),
                online,
                organisers: vec![Organiser {
                    name: "A".to_owned(),
                    territory: practices.first().cloned(),
                }],
                languages: vec![Language::parse("fr").unwrap()],
                practices,
                calls,
                figures: BTreeMap::from([("participants".to_owned(), 30)]),
            })
        },
    );
    let call = (select(vec![Answer::Form, Answer::Offer, Answer::External]), strings()).prop_map(
        |(answer, events)| {
            Subject::Call(Call {
                kind: CallKind::Join,
                status: "open".to_owned(),
                opens: Some("2027-01".to_owned()),
                closes: None,
                answer,
                link: Some("https://a.example/".to_owned()),
                events,
                practices: vec![],
            })
        },
    );
    prop_oneof![practice, event, call]
}

fn pillars() -> impl Strategy<Value = Vec<String>> {
    let known = shared_taxonomy().list(List::Pillars).iter().map(|pillar| pillar.id.clone());
    proptest::sample::subsequence(known.collect::<Vec<_>>(), 0..=3)
}

prop_compose! {
    fn content()(
        slug in "((prac|evt|call)-)?[a-z0-9]{1,9}",
        region in language(),
        own_region in any::<bool>(),
        mut texts in texts(),
        subject in subject(),
        place in place(),
        (pillars, territory, note) in (pillars(), option::of("[a-z]{1,5}"), option::of("[a-z]{1,5}")),
        (example, unlisted, adapted) in any::<(bool, bool, bool)>(),
    ) -> Content {
        if !matches!(subject, Subject::Call(_)) {
            let without_ask = texts.iter().map(|text| Text { ask: None, ..text.clone() });
            texts = Texts::new(without_ask.collect()).unwrap();
        }
        let original = texts.original().language.clone();
        Content {
            slug,
            language: if own_region { region } else { original },
            visibility: if unlisted { Visibility::Unlisted } else { Visibility::Public },
            texts,
            pillars,
            themes: vec!["housing".to_owned()],
            audiences: vec![],
            territory,
            place,
            adapted_from: adapted.then(|| Iri::parse("https://a.example/ap/a").unwrap()),
            attached: Attached::default(),
            sources: vec![Source { kind: "page".to_owned(), reference: "https://a.example/".to_owned() }],
            confidence: example.then_some(Confidence::Low),
            example,
            note,
            subject,
        }
    }
}

proptest! {
    #[test]
    fn every_content_comes_back_as_it_was(content in content()) {
        let written = serde_json::to_string(&SheetRecord::of(&content).unwrap()).unwrap();
        let read = read_text("a.json", &written, shared_taxonomy()).unwrap();
        let [Row::Sheet { content: again, .. }] = &read[..] else { panic!("{read:?}") };
        prop_assert_eq!(&**again, &content);
    }
}
