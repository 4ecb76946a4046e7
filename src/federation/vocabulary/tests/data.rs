//! The data of the network as sheets.

use std::sync::LazyLock;

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::{
    domain::{
        Actor, ActorId, Attached, Call, Content, Dates, Event, Iri, Language, Name, Origin, Place,
        Practice, Sheet, SheetId, Subject, Taxonomy, Territory, Text, Texts, Timestamp, Visibility,
        to_html,
    },
    federation::vocabulary::{Speaker, sheet},
};

pub(super) fn taxonomy() -> &'static Taxonomy {
    static TAXONOMY: LazyLock<Taxonomy> = LazyLock::new(|| {
        Taxonomy::parse(include_str!("../../../../vocabulary/taxonomy.json")).unwrap()
    });
    &TAXONOMY
}

pub(super) fn speaker() -> Speaker {
    Speaker {
        actor: Iri::parse("https://lyon.example/ap/lyon").unwrap(),
        followers: Iri::parse("https://lyon.example/ap/lyon/followers").unwrap(),
        node_followers: None,
    }
}

/// All practices, events and calls.
pub(super) fn sheets() -> Vec<Sheet> {
    let files = [
        ("practices", include_str!("../../../../demo/practices.json")),
        ("events", include_str!("../../../../demo/events.json")),
        ("calls", include_str!("../../../../demo/calls.json")),
    ];
    let mut sheets = Vec::new();
    for (kind, text) in files {
        let file: Value = serde_json::from_str(text).unwrap();
        for (number, record) in file[kind].as_array().unwrap().iter().enumerate() {
            let iri = format!("https://lyon.example/ap/{kind}/1153{number:04}");
            sheets.push(Sheet {
                id: SheetId(7),
                iri: Iri::parse(iri).unwrap(),
                actor: speaker().actor,
                published_at: Timestamp(1_767_225_600_000),
                updated_at: Timestamp(1_767_225_600_001),
                content: content(kind, record),
            });
        }
    }
    sheets
}

/// The sheet of the data whose slug is `slug`.
pub(super) fn sheet(slug: &str) -> Sheet {
    sheets().into_iter().find(|sheet| sheet.content.slug == slug).unwrap()
}

/// The object of a sheet, as the wire has it.
pub(super) fn object(sheet: &Sheet) -> Value {
    serde_json::from_str(&sheet::write(sheet, &speaker(), taxonomy())).unwrap()
}

/// An actor of this node for each territory and organisation of the network.
pub(super) fn actors() -> Vec<Actor> {
    let text = include_str!("../../../../demo/territories.json");
    let file: Value = serde_json::from_str(text).unwrap();
    file["territories"].as_array().unwrap().iter().map(actor).collect()
}

/// The actor of a handle.
pub(super) fn actor_of(handle: &str) -> Actor {
    actors().into_iter().find(|actor| actor.handle == handle).unwrap()
}

fn actor(record: &Value) -> Actor {
    let handle: String = field(record, "slug");
    let address = |path: &str| Iri::parse(format!("https://lyon.example/{path}")).unwrap();
    let iri = address(&format!("ap/{handle}"));
    let names = record["names"].as_object().unwrap().iter();
    let names = names.filter(|(language, _)| *language != "local").map(|(language, name)| Name {
        lang: Language::parse(language).unwrap(),
        name: name.as_str().unwrap().to_owned(),
    });
    let territory = Territory {
        kind: field(record, "kind"),
        names: names.collect(),
        local_names: field(&record["names"], "local"),
        country: field(record, "country"),
        latitude: field(record, "lat"),
        longitude: field(record, "lon"),
        geo_precision: field(record, "geo_precision"),
        geonames_id: field(record, "geonames_id"),
        population: field(record, "population"),
        languages: field(record, "languages"),
        timezone: field(record, "timezone"),
        based_in: field(record, "based_in"),
        note: field(record, "note"),
        summary: "<p>Un territoire du réseau.</p>".to_owned(),
        profile: <_>::default(),
    };
    Actor {
        id: ActorId(1),
        kind: territory.actor_kind(),
        peer: None,
        name: territory.name_for([]).unwrap().to_owned(),
        url: Some(address(&handle)),
        inbox: address(&format!("ap/{handle}/inbox")),
        shared_inbox: Some(address("ap/inbox")),
        outbox: Some(address(&format!("ap/{handle}/outbox"))),
        catalogue: Some(address(&format!("ap/{handle}/catalogue"))),
        key: Some((format!("{iri}#main-key"), LYON_KEY.to_owned())),
        more_keys: vec![(format!("{iri}#ed25519-key"), LYON_ED25519.to_owned())],
        territory,
        published_at: Timestamp(1_767_225_600_000),
        updated_at: Timestamp(1_767_225_600_001),
        handle,
        iri,
    }
}

/// A key of the examples of did:key.
const LYON_ED25519: &str = "z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp";
const LYON_KEY: &str = include_str!("../../../../tests/fixtures/keys/lyon.pub.pem");

fn content(kind: &str, record: &Value) -> Content {
    let original = record["original_lang"].as_str();
    let original =
        original.unwrap_or_else(|| record["title"].as_object().unwrap().keys().next().unwrap());
    let place = &record["place"];
    Content {
        slug: field(record, "id"),
        language: Language::parse(original).unwrap(),
        visibility: Visibility::Public,
        texts: texts(record, original.split('-').next().unwrap()),
        pillars: match record.get("pillar") {
            Some(pillar) => vec![pillar.as_str().unwrap().to_owned()],
            None => field(record, "pillars"),
        },
        themes: field(record, "themes"),
        audiences: field(record, "audience"),
        territory: record.get("territory").and_then(Value::as_str).map(str::to_owned),
        place: place.is_object().then(|| Place {
            name: field(place, "name"),
            country: field(place, "country"),
            latitude: field(place, "lat"),
            longitude: field(place, "lon"),
            ..Place::default()
        }),
        adapted_from: None,
        attached: Attached::default(),
        sources: field(record, "sources"),
        confidence: field(record, "confidence"),
        example: record["example"].as_bool().unwrap_or_default(),
        note: field(record, "note"),
        subject: match kind {
            "practices" => Subject::Practice(practice(record)),
            "events" => Subject::Event(event(record)),
            _ => Subject::Call(serde_json::from_value::<Call>(record.clone()).unwrap()),
        },
    }
}

fn practice(record: &Value) -> Practice {
    serde_json::from_value(record.clone()).unwrap()
}

fn event(record: &Value) -> Event {
    let text = |key: &str| record[key].as_str().unwrap();
    let dates =
        Dates::parse(text("start"), text("end"), text("date_precision"), text("timezone")).unwrap();
    Event {
        kind: field(record, "kind"),
        status: field(record, "status"),
        cancelled: false,
        dates,
        online: field(&record["place"], "online"),
        organisers: field(record, "organisers"),
        languages: field(record, "languages"),
        practices: field(record, "practices"),
        calls: field(record, "calls"),
        figures: field(record, "figures"),
    }
}

fn texts(record: &Value, original: &str) -> Texts {
    let bodies = record.get("description").unwrap_or(&record["body"]);
    let titles = record["title"].as_object().unwrap();
    let text = |(language, title): (&String, &Value)| Text {
        language: Language::parse(language).unwrap(),
        origin: if language == original { Origin::Original } else { Origin::Unchecked },
        of_version: 1,
        title: title.as_str().unwrap().to_owned(),
        body: to_html(bodies[language].as_str().unwrap()),
        ask: record["ask"][language].as_str().map(str::to_owned),
    };
    Texts::new(titles.iter().map(text).collect()).unwrap()
}

fn field<T: DeserializeOwned>(record: &Value, key: &str) -> T {
    serde_json::from_value(record[key].clone()).unwrap()
}
