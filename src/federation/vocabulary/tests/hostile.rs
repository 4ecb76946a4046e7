//! Objects of those who wish us ill.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::data::{actor_of, object, sheet, speaker, taxonomy};
use crate::{
    domain::{SheetId, SheetKind, Subject},
    federation::vocabulary::{Incoming, RemoteActor, Speaker, Unreadable, actor, sheet as wire},
};

fn post(id: &str, actor: &str) -> Value {
    json!({
        "id": id, "type": "Note", "attributedTo": actor, "to": ["as:Public"],
        "published": "2026-05-01T10:00:00Z", "content": "<p>Bonjour</p>"
    })
}

#[test]
fn t01_an_object_attributed_to_another_origin_is_refused() {
    let object = post("https://a.example/notes/1", "https://b.example/ap/b");
    let refused = wire::read(&object, SheetId(1)).unwrap_err();
    assert!(matches!(refused, Unreadable::Misattributed), "{refused}");
}

proptest! {
    #[test]
    fn t12_no_object_is_read_whose_origins_differ(
        id in "https?://[ab]\\.example(:81)?", actor in "https?://[ab]\\.example(:81)?"
    ) {
        let object = post(&format!("{id}/notes/1"), &format!("{actor}/ap/b"));
        prop_assert_eq!(wire::read(&object, SheetId(1)).is_ok(), id == actor);
    }

    #[test]
    fn whatever_is_read_of_our_kind_survives_the_wire_again(fields in proptest::collection::vec(
        (prop::sample::select(KEYS.to_vec()), any_value()), 0..5
    )) {
        let mut object = object(&sheet("call-declaration-lisboa"));
        object.as_object_mut().unwrap().extend(fields.into_iter().map(|(k, v)| (k.to_owned(), v)));
        if let Ok(read) = wire::read(&object, SheetId(1)) && read.kind() != SheetKind::Post {
            let speaker = Speaker { actor: read.actor.clone(), ..speaker() };
            let text = wire::write(&read, &speaker, taxonomy());
            let again = wire::read(&serde_json::from_str(&text).unwrap(), SheetId(1));
            prop_assert_eq!(again.unwrap(), read);
        }
    }
}

const KEYS: [&str; 20] = [
    "id",
    "type",
    "attributedTo",
    "to",
    "published",
    "updated",
    "name",
    "nameMap",
    "contentMap",
    "content",
    "startTime",
    "endTime",
    "timezone",
    "location",
    "havre:kind",
    "havre:slug",
    "havre:body",
    "havre:sources",
    "havre:textVersions",
    "havre:datePrecision",
];

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "\\PC{0,30}".prop_map(Value::from),
        Just(json!("Event")),
        Just(json!("event")),
        Just(json!("2026-05-01T10:00:00+02:00")),
        Just(json!("9999-12-31T23:59:60Z")),
    ];
    leaf.prop_recursive(3, 20, 5, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            proptest::collection::vec(("(fr|en|id|type|name|@id)", inner), 0..5)
                .prop_map(|pairs| pairs.into_iter().collect()),
        ]
    })
}

#[test]
fn t05_an_activity_whose_address_is_not_of_its_actor_is_refused() {
    let activity = |id: &str| json!({"id": id, "type": "Create", "actor": "https://a.example/a", "object": {"id": "x"}});
    assert!(Incoming::read(activity("https://a.example/1")).is_ok());
    let refused = Incoming::read(activity("https://b.example/1")).unwrap_err();
    assert!(matches!(refused, Unreadable::Misattributed), "{refused}");
}

#[test]
fn t06_an_actor_has_only_the_key_and_the_boxes_of_its_own_origin() {
    let own: Value =
        serde_json::from_str(&actor::write(&actor_of("lyon"), &speaker().actor)).unwrap();
    assert!(actor::read(&own).unwrap().key.is_some());
    for (field, stolen) in [
        ("owner", "https://evil.example/ap/lyon"),
        ("owner", "https://lyon.example/ap/liege"),
        ("id", "https://evil.example/ap/lyon#main-key"),
    ] {
        let mut actor = own.clone();
        actor["publicKey"][field] = json!(stolen);
        assert_eq!(actor::read(&actor).unwrap().key, None, "{field} {stolen}");
    }
    assert_eq!(actor::read(&own).unwrap().more_keys.len(), 1);
    for (field, stolen) in [
        ("controller", "https://evil.example/ap/lyon"),
        ("controller", "https://lyon.example/ap/liege"),
        ("id", "https://evil.example/ap/lyon#ed25519-key"),
        ("type", "Note"),
        ("publicKeyMultibase", "z6Mk"),
    ] {
        let mut actor = own.clone();
        actor["assertionMethod"][0][field] = json!(stolen);
        assert_eq!(actor::read(&actor).unwrap().more_keys, [], "{field} {stolen}");
    }
    let mut elsewhere = own.clone();
    elsewhere["inbox"] = json!("https://evil.example/inbox");
    assert!(matches!(actor::read(&elsewhere), Err(Unreadable::Misattributed)));
    for (field, read) in [
        ("outbox", (|actor| actor.outbox.is_none()) as fn(RemoteActor) -> bool),
        ("havre:catalogue", |actor| actor.catalogue.is_none()),
        ("havre:node", |actor| actor.node.is_none()),
        ("endpoints", |actor| actor.shared_inbox.is_none()),
    ] {
        let mut actor = own.clone();
        actor[field] = json!("https://evil.example/x");
        if field == "endpoints" {
            actor[field] = json!({"sharedInbox": "https://evil.example/x"});
        }
        assert!(read(actor::read(&actor).unwrap()), "{field}");
    }
}

#[test]
fn t14_an_address_that_no_browser_should_open_is_left_out() {
    let mut practice = object(&sheet("prac-gao-maison-du-migrant"));
    for scheme in ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"] {
        practice["havre:tools"] = json!([{"type": "Link", "name": "x", "href": scheme}]);
        practice["havre:sources"] =
            json!([{"havre:sourceType": "page", "havre:reference": scheme}]);
        let read = wire::read(&practice, SheetId(1)).unwrap();
        let Subject::Practice(facts) = read.content.subject else { panic!("a practice") };
        assert!(facts.tools.is_empty() && read.content.sources.is_empty(), "{scheme}");

        let mut call = object(&sheet("call-declaration-lisboa"));
        call["havre:link"] = json!(scheme);
        let Subject::Call(call) = wire::read(&call, SheetId(1)).unwrap().content.subject else {
            panic!("a call")
        };
        assert_eq!(call.link, None);
        let mut post = post("https://a.example/1", "https://a.example/a");
        post["url"] = json!(scheme);
        assert!(wire::read(&post, SheetId(1)).unwrap().content.sources.is_empty());
    }
}

#[test]
fn t18_linked_data_tricks_change_nothing() {
    let plain = object(&sheet("call-declaration-lisboa"));
    let mut tricky = plain.clone();
    let fields = json!({
        "@context": ["https://www.w3.org/ns/activitystreams", {"name": "as:attributedTo",
            "attributedTo": "as:name"}],
        "@graph": [{"id": "https://evil.example/1"}],
        "@reverse": {"attributedTo": {"id": "https://evil.example/2"}},
        "@included": [{"id": "https://evil.example/3"}],
        "@id": "https://evil.example/4",
        "signature": {"type": "RsaSignature2017", "creator": "https://evil.example/k"}
    });
    let Value::Object(fields) = fields else { panic!("fields") };
    tricky.as_object_mut().unwrap().extend(fields);
    let read = |object| wire::read(object, SheetId(1)).unwrap();
    assert_eq!(read(&tricky), read(&plain));
}

#[test]
fn t29_texts_and_lists_without_end_are_cut_or_refused() {
    let mut post = post("https://a.example/1", "https://a.example/a");
    post["name"] = json!("x".repeat(1_000_000));
    post["content"] = json!("&<a href='https://a.example'>".repeat(100_000));
    post["location"] = json!("y".repeat(1_000_000));
    let read = wire::read(&post, SheetId(1)).unwrap().content;
    assert!(read.texts.original().title.chars().count() <= 200);
    assert!(read.texts.original().body.chars().count() <= 50_000);
    assert!(read.place.unwrap().name.chars().count() <= 1_000);

    let mut practice = object(&sheet("prac-gao-maison-du-migrant"));
    practice["havre:partners"] = json!(vec!["z"; 100_000]);
    practice["havre:themes"] = json!(vec!["z"; 100_000]);
    practice["havre:note"] = json!("n".repeat(1_000_000));
    let read = wire::read(&practice, SheetId(1)).unwrap().content;
    let Subject::Practice(facts) = read.subject else { panic!("a practice") };
    assert_eq!((facts.partners.len(), read.themes.len()), (100, 100));
    assert_eq!(read.note.unwrap().len(), 5_000);
    practice["nameMap"]["fr"] = json!("t".repeat(201));
    assert!(wire::read(&practice, SheetId(1)).is_err());
}

/// The limit of every field that comes from others, in characters: what is longer is cut (`Cut`), or
/// the object refused (`Refused`). Lists count items.
#[test]
fn t29_every_field_has_its_limit() {
    let long = "x".repeat(300_000);
    let field = |key: &str| {
        let mut event = post("https://a.example/1", "https://a.example/a");
        event["type"] = json!("Event");
        event["name"] = json!("Rencontre");
        event["startTime"] = json!("2027-02-01T10:00:00Z");
        event[key] = json!(long);
        event
    };
    let read = |object: &Value| wire::read(object, SheetId(1)).map(|sheet| sheet.content);
    let count = |text: &str| text.chars().count();
    assert_eq!(count(&read(&field("name")).unwrap().texts.original().title), 200);
    assert_eq!(count(&read(&field("content")).unwrap().texts.original().body), 50_000);
    assert_eq!(count(&read(&field("location")).unwrap().place.unwrap().name), 1_000);
    assert!(read(&field("url")).unwrap().sources.is_empty());
    assert_eq!(read(&field("inLanguage")).unwrap().language.as_str(), "und");
    for refused in ["id", "attributedTo"] {
        assert!(read(&field(refused)).is_err(), "{refused}");
    }
    for (key, value) in [
        ("contentMap", json!({&long: "x", "fr": "x"})),
        (
            "location",
            json!({"type": "Place", "name": "x", "address": {
            "streetAddress": long, "postalCode": long, "addressLocality": long,
            "addressRegion": long, "addressCountry": long}}),
        ),
        (
            "attachment",
            json!([{"type": "Link", "name": long, "href": "https://a.example/"},
            {"type": "Link", "name": "x", "href": format!("https://a.example/{long}")}]),
        ),
        ("tag", json!([{"type": "Hashtag", "name": format!("#{long}")}])),
        ("organizers", json!({"items": [{"type": "Group", "name": long}]})),
        ("source", json!({"content": long, "mediaType": "text/markdown"})),
        ("oneOf", json!([{"name": long}])),
        ("timezone", json!(long)),
    ] {
        let mut event = field("status");
        event[key] = value;
        let content = read(&event).unwrap();
        let place = content.place.clone().unwrap_or_default();
        let of_place = [place.street, place.postal_code, place.locality, place.region];
        assert!(of_place.iter().flatten().all(|part| count(part) <= 1_000), "{key}");
        assert_eq!(place.country, None);
        assert!(content.attached.links.len() <= 1, "{key}");
        assert!(content.attached.links.iter().all(|link| count(&link.label) <= 200), "{key}");
        assert!(content.attached.hashtags.iter().all(|tag| count(tag) <= 200), "{key}");
        assert!(content.texts.iter().all(|text| count(&text.body) <= 50_000), "{key}");
        let Subject::Event(event) = content.subject else { panic!("an event") };
        assert!(event.organisers.iter().all(|organiser| count(&organiser.name) <= 1_000));
    }
    let mut warned = post("https://a.example/1", "https://a.example/a");
    warned["summary"] = json!(long);
    assert_eq!(count(&read(&warned).unwrap().attached.warning.unwrap()), 200);

    let actor = |key: &str, value: Value| {
        let mut document = json!({
            "id": "https://a.example/a", "type": "Group", "preferredUsername": "a",
            "inbox": "https://a.example/inbox",
        });
        document[key] = value;
        actor::read(&document)
    };
    assert_eq!(count(&actor("name", json!(long)).unwrap().name), 200);
    assert_eq!(actor("preferredUsername", json!(long)).unwrap().handle, "a");
    assert_eq!(count(&actor("summary", json!(long)).unwrap().territory.summary), 50_000);
    assert_eq!(actor("url", json!(long)).unwrap().url, None);
    assert!(actor("id", json!(format!("https://a.example/{long}"))).is_err());
    let fields = vec![json!({"type": "PropertyValue", "name": long, "value": long}); 1_000];
    let profile = actor("attachment", json!(fields)).unwrap().territory.profile;
    assert_eq!(profile.fields.len(), 20);
    assert!(profile.fields.iter().all(|field| count(&field.name) <= 200));
    assert!(profile.fields.iter().all(|field| count(&field.text) <= 500));
    let key = json!({"id": "https://a.example/a#k", "owner": "https://a.example/a", "publicKeyPem": long});
    assert_eq!(actor("publicKey", key).unwrap().key, None);
}

#[test]
fn scripts_and_control_characters_stay_outside() {
    let mut call = object(&sheet("call-declaration-lisboa"));
    call["havre:body"]["fr"] = json!("<p onclick=x>Oui<script>alert(1)</script></p>");
    call["havre:ask"]["fr"] = json!("Signer\r\nSet-Cookie: a=b\u{0}");
    let read = wire::read(&call, SheetId(1)).unwrap();
    let original = read.content.texts.original();
    assert_eq!(original.body, "<p>Oui</p>");
    assert_eq!(original.ask.as_deref(), Some("Signer Set-Cookie: a=b"));
}
