//! Whatever JSON comes, the readers come to an end: they read it, or say why not.

use std::path::Path;

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::{
    domain::SheetId,
    federation::vocabulary::{Incoming, actor, sheet, to_keep, tombstone},
};

/// Every object and activity of the fixtures.
fn fixtures() -> Vec<Value> {
    let mut documents = Vec::new();
    for folder in ["pasture", "software", "wire"] {
        let folder = Path::new("tests/fixtures").join(folder);
        for file in std::fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "json") {
                let text = std::fs::read_to_string(path).unwrap();
                collect(serde_json::from_str(&text).unwrap(), &mut documents);
            }
        }
    }
    documents
}

/// A document, and what is embedded in it.
fn collect(value: Value, documents: &mut Vec<Value>) {
    match value {
        Value::Array(items) => items.into_iter().for_each(|item| collect(item, documents)),
        Value::Object(_) => {
            collect(value["object"].clone(), documents);
            collect(value["served"].clone(), documents);
            documents.push(value);
        }
        _ => {}
    }
}

/// Reads a document as everything that it could claim to be; what is read obeys the domain.
fn read_as_everything(document: &Value) {
    if let Ok(read) = sheet::read(document, SheetId(1)) {
        assert!(read.iri.same_origin(&read.actor));
        let texts = &read.content.texts;
        assert!(texts.iter().all(|text| !text.title.trim().is_empty() && !text.body.is_empty()));
        assert!(read.published_at <= read.updated_at);
        assert!(read.content.place.iter().all(|place| place.check().is_ok()));
        serde_json::to_string(&read.content).unwrap();
    }
    if let Ok(read) = actor::read(document) {
        assert!(!read.handle.is_empty() && !read.name.is_empty());
    }
    drop((Incoming::read(document.clone()), tombstone::read(document), to_keep(document)));
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "\\PC{0,20}".prop_map(Value::from),
        ".{0,20}".prop_map(Value::from),
        "(https?|javascript|mailto)://[ab.:@/]{0,9}".prop_map(Value::from),
        "[0-9]{1,5}-[0-9]{2}-[0-9]{2}([T ][0-9:.]{2,9})?([Z+-][0-9:]{0,5})?".prop_map(Value::from),
        prop::sample::select(WORDS.to_vec()).prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((prop::sample::select(KEYS.to_vec()), inner), 0..6).prop_map(
                |pairs| {
                    let map: Map<String, Value> =
                        pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
                    Value::Object(map)
                }
            ),
        ]
    })
}

const WORDS: [&str; 12] = [
    "Note",
    "Event",
    "Question",
    "Place",
    "Person",
    "Group",
    "Create",
    "Tombstone",
    "as:Public",
    "https://a.example/1",
    "text/markdown",
    "Europe/Paris",
];

const KEYS: [&str; 48] = [
    "@context",
    "@value",
    "id",
    "type",
    "actor",
    "object",
    "attributedTo",
    "to",
    "cc",
    "published",
    "updated",
    "name",
    "nameMap",
    "summary",
    "content",
    "contentMap",
    "source",
    "mediaType",
    "url",
    "href",
    "rel",
    "attachment",
    "image",
    "tag",
    "startTime",
    "endTime",
    "timezone",
    "location",
    "place",
    "address",
    "postalCode",
    "latitude",
    "longitude",
    "organizers",
    "items",
    "oneOf",
    "language",
    "identifier",
    "inLanguage",
    "sensitive",
    "draft",
    "status",
    "inbox",
    "endpoints",
    "preferredUsername",
    "publicKey",
    "fr",
    "value",
];

/// Puts `values` into a document: each at the place that its number names.
fn mutate(document: &mut Value, values: Vec<(usize, Option<Value>)>) {
    for (number, value) in values {
        let mut place = &mut *document;
        let mut number = number;
        // As deep as the number goes.
        loop {
            let count = match &*place {
                Value::Object(map) => map.len(),
                Value::Array(items) => items.len(),
                _ => 0,
            };
            if count == 0 || number % 5 == 0 {
                break;
            }
            let at = number % count;
            number /= 7;
            place = match place {
                Value::Object(map) => map.iter_mut().nth(at).unwrap().1,
                Value::Array(items) => &mut items[at],
                _ => unreachable!("it has items"),
            };
        }
        *place = match (value, place.take()) {
            (Some(value), _) => value,
            (None, Value::Array(mut items)) if items.len() == 1 => items.remove(0),
            (None, Value::Number(number)) => json!(number.to_string()),
            (None, one) => json!([one]),
        };
    }
}

#[test]
fn every_fixture_is_read_to_its_end() {
    let fixtures = fixtures();
    assert!(fixtures.len() > 500, "{}", fixtures.len());
    fixtures.iter().for_each(read_as_everything);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

    #[test]
    fn no_json_makes_the_readers_panic(
        document in any_json(),
        fields in prop::collection::vec((prop::sample::select(KEYS.to_vec()), any_json()), 0..12)
    ) {
        read_as_everything(&document);
        let mut object = json!({
            "id": "https://a.example/1", "type": "Note", "attributedTo": "https://a.example/a",
            "to": "as:Public", "content": "x",
        });
        for (key, value) in fields {
            object[key] = value;
        }
        read_as_everything(&object);
    }

    #[test]
    fn no_mutation_of_what_other_software_sends_makes_the_readers_panic(
        at in any::<prop::sample::Index>(),
        values in prop::collection::vec((any::<usize>(), prop::option::of(any_json())), 1..6)
    ) {
        thread_local!(static FIXTURES: Vec<Value> = fixtures());
        let mut document = FIXTURES.with(|fixtures| at.get(fixtures).clone());
        mutate(&mut document, values);
        read_as_everything(&document);
    }
}
