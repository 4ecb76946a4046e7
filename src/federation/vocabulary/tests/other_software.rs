//! Objects as other software writes them.

use serde_json::{Value, json};

use crate::{
    domain::{ActorKind, Iri, Precision, Sheet, SheetId, Subject, Visibility},
    federation::vocabulary::{ActivityKind, Incoming, Unreadable, actor, sheet},
};

fn read(object: &Value) -> Result<Sheet, Unreadable> {
    sheet::read(object, SheetId(1))
}

/// What every object has, and `fields` on top of it.
fn object(fields: Value) -> Value {
    let mut object = json!({
        "@context": "https://www.w3.org/ns/activitystreams",
        "id": "https://other.example/users/ana/1",
        "type": "Note",
        "attributedTo": "https://other.example/users/ana",
        "to": "https://www.w3.org/ns/activitystreams#Public",
        "published": "2026-05-01T10:00:00Z",
        "content": "<p>Bonjour à tous</p><p>La suite</p>"
    });
    let Value::Object(fields) = fields else { panic!("fields") };
    object.as_object_mut().unwrap().extend(fields);
    object
}

#[test]
fn an_event_of_gancio_or_mobilizon_is_an_event() {
    let sheet = read(&object(json!({
        "type": "Event",
        "name": "Repas de quartier",
        "startTime": "2027-09-12T18:00:00+02:00",
        "endTime": "2027-09-12T21:30:00+02:00",
        "timezone": "Europe/Brussels",
        "status": "CANCELLED",
        "location": [{
            "type": "Place", "name": "Maison", "address": {"addressLocality": "Liège",
            "addressCountry": "Belgique"}, "latitude": 50.6, "longitude": 5.5
        }],
        "attributedTo": [{"type": "Group", "id": "https://other.example/@g"}]
    })))
    .unwrap();
    let Subject::Event(event) = &sheet.content.subject else { panic!("{sheet:?}") };
    let place = sheet.content.place.as_ref().unwrap();
    assert!(event.cancelled);
    assert_eq!(event.dates.written().1, "2027-09-12T21:30:00+02:00");
    assert_eq!(place.locality.as_deref(), Some("Liège"));
    assert_eq!(place.country, None, "the name of a country is not its code");
    assert_eq!(sheet.actor.as_str(), "https://other.example/@g");
}

#[test]
fn an_event_without_an_end_lasts_an_hour_at_the_offset_of_its_start() {
    for end in [Value::Null, json!("2027-09-12T18:00:00+02:00"), json!("2020-01-01T00:00:00Z")] {
        let sheet = read(&object(json!({
            "type": "Event", "name": "Repas", "startTime": "2027-09-12T18:00:00+02:00",
            "endTime": end, "location": "Place de la mairie"
        })))
        .unwrap();
        let Subject::Event(event) = &sheet.content.subject else { panic!("{sheet:?}") };
        assert_eq!(event.dates.precision(), Precision::Time);
        let written = event.dates.written();
        assert_eq!(written.0, "2027-09-12T18:00:00+02:00");
        assert_eq!(written.1, "2027-09-12T19:00:00+02:00");
        assert_eq!(sheet.content.place.unwrap().name, "Place de la mairie");
    }
}

#[test]
fn everything_else_is_a_post_that_is_called_by_its_name_or_its_first_words() {
    for as_type in ["Note", "Article", "Page", "Question", "Video", "Image", "Audio", "Document"] {
        let sheet = read(&object(json!({"type": [as_type, "Other"]}))).unwrap();
        let Subject::Post(post) = &sheet.content.subject else { panic!("{sheet:?}") };
        assert_eq!(post.as_type, as_type);
        assert_eq!(sheet.content.texts.original().title, "Bonjour à tous");
    }
    let named = read(&object(json!({"type": "Article", "name": "Un guichet"}))).unwrap();
    assert_eq!(named.content.texts.original().title, "Un guichet");
    let empty = read(&object(json!({"type": "Image", "content": null}))).unwrap();
    assert_eq!(empty.content.texts.original().title, "https://other.example/users/ana/1");
    assert!(read(&object(json!({"type": "Person"}))).is_err());
}

#[test]
fn the_first_language_of_the_map_is_the_original_and_without_one_it_is_undetermined() {
    let map = json!({"pt-BR": "<p>Olá</p>", "EN": "<p>Hello</p>", "??": "x", "en": "twice"});
    let sheet = read(&object(json!({"contentMap": map}))).unwrap();
    let languages: Vec<&str> =
        sheet.content.texts.iter().map(|text| text.language.as_str()).collect();
    assert_eq!(languages, ["pt-BR", "en"]);
    let sheet = read(&object(json!({"contentMap": null}))).unwrap();
    assert_eq!(sheet.content.texts.original().language.as_str(), "und");
    assert_eq!(sheet.content.language.as_str(), "und");
}

#[test]
fn public_is_recognised_in_each_way_to_write_it_and_nothing_else_is_taken() {
    for everyone in ["as:Public", "Public", "https://www.w3.org/ns/activitystreams#Public"] {
        let listed = read(&object(json!({"to": [everyone]}))).unwrap();
        assert_eq!(listed.content.visibility, Visibility::Public);
        let unlisted = read(&object(json!({"to": null, "cc": [everyone, 7]}))).unwrap();
        assert_eq!(unlisted.content.visibility, Visibility::Unlisted);
    }
    let followers = json!({"to": ["https://other.example/users/ana/followers"]});
    assert!(matches!(read(&object(followers)), Err(Unreadable::NotPublic)));
}

#[test]
fn an_actor_of_any_type_is_read() {
    let actor = actor::read(&json!({
        "id": "https://other.example/users/ana",
        "type": ["Group", "Other"],
        "preferredUsername": "ana",
        "name": "",
        "summary": "<p>Bonjour<script>x</script></p>",
        "url": [{"type": "Link", "href": "https://other.example/@ana"}],
        "inbox": "https://other.example/users/ana/inbox",
        "endpoints": null,
        "publicKey": [{
            "id": "https://other.example/users/ana/main-key",
            "owner": "https://other.example/users/ana",
            "publicKeyPem": "-----BEGIN PUBLIC KEY-----"
        }]
    }))
    .unwrap();
    assert_eq!(actor.kind, ActorKind::Other);
    assert_eq!(actor.name, "ana");
    assert_eq!(actor.territory.summary, "<p>Bonjour</p>");
    assert_eq!(actor.key.unwrap().0, "https://other.example/users/ana/main-key");
    assert_eq!(actor.shared_inbox, None);
}

#[test]
fn what_is_no_actor_is_not_read_as_one() {
    assert!(actor::read(&object(json!({"type": "Article"}))).is_err());
    assert!(
        actor::read(&object(json!({"type": "Tombstone", "inbox": "https://other.example/i"})))
            .is_err()
    );
    assert!(actor::read(&json!({"id": "https://other.example/a", "type": "Person"})).is_ok());
    assert!(
        actor::read(&json!({"id": "https://other.example/a", "preferredUsername": "a"})).is_ok()
    );
}

#[test]
fn an_activity_names_its_object_or_carries_it() {
    let read = |object: Value| {
        let activity = json!({
            "id": "https://a.example/1", "type": ["Undo"], "actor": {"id": "https://a.example/a"},
            "object": object
        });
        Incoming::read(activity).unwrap()
    };
    let id = Some(Iri::parse("https://b.example/2").unwrap());
    assert_eq!(read(json!("https://b.example/2")).object_id(), id);
    assert_eq!(read(json!({"id": "https://b.example/2"})).object_id(), id);
    assert_eq!(read(json!(["https://b.example/2", "https://b.example/3"])).object_id(), id);
    assert!(read(json!({"type": "Follow"})).embedded().is_some());
    assert_eq!(read(json!(null)).object_id(), None);
    assert_eq!(read(json!("x")).kind, Some(ActivityKind::Undo));
}

#[test]
fn activities_are_named_as_mastodon_names_them() {
    let undo = json!({
        "id": "https://a.example/users/ana#follows/7/undo", "type": "Undo",
        "actor": "https://a.example/users/ana",
        "object": {"id": "https://a.example/users/ana#follows/7", "type": "Follow"},
    });
    let undo = Incoming::read(undo).unwrap();
    assert_eq!(undo.id.as_str(), "https://a.example/users/ana#follows/7/undo");
    assert_eq!(undo.object_id(), None, "whatever is an object has an address of its own");
    assert_eq!(undo.activity_id().unwrap().as_str(), "https://a.example/users/ana#follows/7");
}

#[test]
fn an_activity_of_a_type_that_nobody_knows_is_still_an_activity() {
    let like = json!({"id": "https://a.example/1", "type": "Like", "actor": "https://a.example/a"});
    assert_eq!(Incoming::read(like).unwrap().kind, None);
}

#[test]
fn the_page_of_a_post_is_kept_as_its_source_and_its_own_name_is_always_the_same() {
    let object = object(json!({"url": [{"type": "Link", "href": "https://other.example/@ana/1"}]}));
    let (once, twice) = (read(&object).unwrap(), read(&object).unwrap());
    assert_eq!(once.content.sources[0].reference, "https://other.example/@ana/1");
    assert_eq!(once.content.slug, twice.content.slug);
    assert_eq!(crate::domain::slug(&once.content.slug), once.content.slug);
}
