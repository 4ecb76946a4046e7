//! Objects, actors and collections of those who wish us ill, over real HTTP: taken apart or refused,
//! and never run, followed in circles, or kept without an end.

use havre::{
    domain::{Iri, Sheet, SheetKind},
    store::{actors, search, sheets},
};
use serde_json::{Value, json};

use crate::{
    hostile::follow,
    network::{Network, Running, settle},
    stranger::{LIEGE, Stranger, ask, get},
};

const PUBLIC: &str = "https://www.w3.org/ns/activitystreams#Public";

/// An object of `actor` with `fields` on top, in its `Create`.
fn create(server: &Stranger, actor: &Iri, number: usize, fields: Value) -> Value {
    let iri = server.iri(&format!("/objects/{number}"));
    let mut object = json!({
        "id": iri, "type": "Note", "attributedTo": actor, "to": [PUBLIC],
        "published": "2026-12-01T10:00:00Z", "content": "<p>Bonjour</p>",
    });
    let Value::Object(fields) = fields else { panic!("fields") };
    object.as_object_mut().unwrap().extend(fields);
    json!({"id": format!("{iri}/create"), "type": "Create", "actor": actor, "object": object})
}

async fn held(node: &Running, iri: &Iri) -> Option<Sheet> {
    let mut db = node.node.store.read().await.unwrap();
    sheets::find_by_iri(&mut db, iri).await.unwrap()
}

/// Every page and feed in which a node shows what it holds, as one text.
async fn everything_shown(node: &Running) -> String {
    let mut shown = String::new();
    for kind in [SheetKind::Post, SheetKind::Event] {
        let sheets = {
            let mut db = node.node.store.read().await.unwrap();
            let query = search::Query { kind: Some(kind), limit: 500, ..<_>::default() };
            search::page(&mut db, &query, node.node.clock.now()).await.unwrap().sheets
        };
        for sheet in sheets {
            let path = format!("/{}/{}", kind.plural(), sheet.id);
            let (status, page) = get(node, &path).await;
            assert_eq!(status, 200, "{path}");
            shown.push_str(&page);
        }
        for form in ["", ".atom"] {
            let (status, list) = get(node, &format!("/{}{form}", kind.plural())).await;
            assert!(matches!(status, 200 | 404), "{status}");
            shown.push_str(&list);
        }
    }
    shown
}

async fn t14_no_address_that_runs_or_reads_files_is_shown_anywhere(network: Network) {
    let (lyon, server) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let ana = server.actor("ana", LIEGE);
    follow(&lyon, &server, &ana, LIEGE).await;
    let schemes = [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "vbscript:x",
        "blob:https://a.example/1",
    ];
    for (number, scheme) in schemes.iter().enumerate() {
        let fields = json!({
            "url": [scheme, {"type": "Link", "mediaType": "text/html", "href": scheme}],
            "icon": {"type": "Image", "url": scheme}, "image": {"type": "Image", "url": scheme},
            "attachment": [
                {"type": "Document", "name": "a", "url": scheme},
                {"type": "Link", "href": scheme, "name": "Website"},
                {"type": "PropertyValue", "name": "b", "value": scheme},
                scheme,
            ],
            "tag": [{"type": "Hashtag", "name": "#c", "href": scheme}, {"type": "Link", "href": scheme}],
            "quoteUrl": scheme, "externalParticipationUrl": scheme,
            "content": format!("<p>Bonjour <a href=\"{scheme}\">ici</a></p>"),
        });
        assert_eq!(
            server.send(&lyon, &ana, LIEGE, &create(&server, &ana, number, fields)).await,
            202
        );
        let fields = json!({
            "type": "Event", "name": "Rencontre", "startTime": "2027-02-01T10:00:00Z",
            "location": [{"type": "VirtualLocation", "url": scheme}, scheme], "url": scheme,
        });
        let event = create(&server, &ana, 100 + number, fields);
        assert_eq!(server.send(&lyon, &ana, LIEGE, &event).await, 202);
    }
    settle(&[&lyon]).await;
    let sheet = held(&lyon, &server.iri("/objects/0")).await.unwrap();
    assert!(sheet.content.attached.links.is_empty() && sheet.content.sources.is_empty());
    let shown = everything_shown(&lyon).await;
    assert!(shown.contains("Bonjour") && shown.contains("Rencontre"));
    for start in ["javascript:", "data:", "file:", "vbscript:", "blob:"] {
        let links = ["href=\"", "src=\"", "action=\""].map(|name| format!("{name}{start}"));
        assert!(links.iter().all(|link| !shown.to_lowercase().contains(link)), "{start}");
    }
}

async fn t18_linked_data_tricks_move_nothing_from_where_it_stands(network: Network) {
    let (lyon, server) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let victim = Stranger::start(&network.clock).await;
    let (ana, bob) = (server.actor("ana", LIEGE), victim.actor("bob", LIEGE));
    follow(&lyon, &server, &ana, LIEGE).await;
    let stolen = json!({
        "id": victim.iri("/objects/1"), "type": "Note", "attributedTo": bob, "to": [PUBLIC],
        "published": "2026-12-01T10:00:00Z", "content": "<p>Volé</p>",
    });
    for (number, fields) in [
        json!({"@graph": [stolen]}),
        json!({"@included": [stolen], "@reverse": {"attributedTo": stolen}}),
        json!({"@id": victim.iri("/objects/1"), "@type": "Note"}),
        json!({"@context": {"content": "as:summary", "id": "@id", "auteur": "as:attributedTo"},
               "auteur": bob, "@nest": stolen}),
        json!({"preview": {"@context": {"@vocab": "https://evil.example/"}, "object": stolen}}),
        json!({"signature": {"type": "RsaSignature2017", "creator": format!("{bob}#main-key"),
               "signatureValue": "AAAA"}, "proof": {"type": "DataIntegrityProof"}}),
    ]
    .into_iter()
    .enumerate()
    {
        let mut activity = create(&server, &ana, number, fields.clone());
        let Value::Object(tricks) = fields else { panic!("fields") };
        activity.as_object_mut().unwrap().extend(tricks);
        assert_eq!(server.send(&lyon, &ana, LIEGE, &activity).await, 202, "{activity}");
    }
    settle(&[&lyon]).await;
    for number in 0..6 {
        let sheet = held(&lyon, &server.iri(&format!("/objects/{number}"))).await.unwrap();
        assert_eq!(sheet.actor, ana);
        assert_eq!(sheet.content.texts.original().body, "<p>Bonjour</p>");
    }
    assert_eq!(held(&lyon, &victim.iri("/objects/1")).await, None);
    assert_eq!(victim.asked("/objects/1"), 0);
}

async fn t28_the_worst_html_that_fits_is_taken_and_shown(network: Network) {
    let (lyon, server) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let ana = server.actor("ana", LIEGE);
    follow(&lyon, &server, &ana, LIEGE).await;
    for (number, pattern) in
        ["<p>", "<a href='https://a.example'>", "<table><td>", "<b><i>", "&#38;", "<!--"]
            .into_iter()
            .enumerate()
    {
        let hostile = pattern.repeat(200_000 / pattern.len());
        let fields = json!({"content": hostile, "name": hostile, "summary": hostile});
        let activity = create(&server, &ana, number, fields);
        let status = server.send(&lyon, &ana, LIEGE, &activity).await;
        assert!(matches!(status, 202 | 413), "{pattern}: {status}");
        let fields = json!({"content": pattern.repeat(230_000 / pattern.len())});
        let activity = create(&server, &ana, 50 + number, fields);
        assert_eq!(server.send(&lyon, &ana, LIEGE, &activity).await, 202, "{pattern}");
    }
    settle(&[&lyon]).await;
    for number in 50..56 {
        let sheet = held(&lyon, &server.iri(&format!("/objects/{number}"))).await.unwrap();
        let (status, _) = get(&lyon, &format!("/posts/{}", sheet.id)).await;
        assert_eq!(status, 200);
    }
}

/// What stands in pages for the words that attack them.
const XSS: [&str; 14] = [
    "<script>alert('t30')</script>",
    "\"><script>alert('t30')</script>",
    "'><img src=x onerror=alert('t30')>",
    "<svg onload=alert('t30')>",
    "<svg><script>alert('t30')</script></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert('t30')>",
    "<iframe srcdoc=\"<script>alert('t30')</script>\">",
    "<a href=\"javascript:alert('t30')\">x</a>",
    "<a onclick=alert('t30') href=https://a.example>x</a>",
    "<details open ontoggle=alert('t30')>",
    "<style>@import 'https://evil.example/t30.css'</style>",
    "<base href=https://evil.example><form action=https://evil.example><input autofocus onfocus=alert('t30')>",
    "</title></textarea></noscript><script>alert('t30')</script>",
    "{{constructor.constructor('alert(1)')()}}<noscript><p title=\"</noscript><img src=x onerror=alert('t30')>\">",
];

/// How the scripts and pictures of our own pages begin; no attack does.
const OURS: [&str; 4] = [
    "<script type=\"module\" src=\"/assets/",
    "<svg viewBox=\"",
    "<svg class=\"map-shape ",
    "<svg hidden aria-hidden=\"true\">",
];

async fn t30_nothing_that_others_write_becomes_a_part_of_our_pages(network: Network) {
    let (lyon, server) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let ana = server.actor("ana", LIEGE);
    follow(&lyon, &server, &ana, LIEGE).await;
    for (number, attack) in XSS.iter().enumerate() {
        let fields = json!({
            "type": "Event", "name": attack, "nameMap": {"fr": attack, "en": attack},
            "summary": attack, "sensitive": true, "content": attack,
            "contentMap": {"fr": attack, "en": attack, "ar": attack, attack.to_string(): attack},
            "startTime": "2027-02-01T10:00:00+01:00", "timezone": attack, "inLanguage": attack,
            "location": {"type": "Place", "name": attack, "address": {
                "streetAddress": attack, "postalCode": attack, "addressLocality": attack,
                "addressRegion": attack, "addressCountry": attack}},
            "organizers": {"items": [{"type": "Organization", "name": attack}]},
            "attachment": [{"type": "Link", "name": attack, "href": "https://a.example/?t30"},
                {"type": "PropertyValue", "name": attack, "value": attack}],
            "tag": [{"type": "Hashtag", "name": attack}], "status": attack, "category": attack,
            "url": format!("https://a.example/{attack}"),
        });
        assert_eq!(
            server.send(&lyon, &ana, LIEGE, &create(&server, &ana, number, fields)).await,
            202
        );
        let fields = json!({"summary": attack, "content": attack, "oneOf": [{"name": attack}],
            "type": "Question"});
        let question = create(&server, &ana, 100 + number, fields);
        assert_eq!(server.send(&lyon, &ana, LIEGE, &question).await, 202);
    }
    settle(&[&lyon]).await;
    let shown = everything_shown(&lyon).await;
    // Text is escaped: what would run has lost its bracket or its quote.
    for tag in [
        "<script",
        "<img",
        "<svg",
        "<math",
        "<iframe",
        "<style",
        "<base",
        "<input autofocus",
        "<mglyph",
    ] {
        for (at, _) in shown.match_indices(tag) {
            let is_ours = OURS.iter().any(|ours| shown[at..].starts_with(ours));
            assert!(is_ours, "{}", &shown[at..at + 40]);
        }
    }
    for handler in [" onerror=", " onload=", " onclick=", " ontoggle=", " onfocus="] {
        for (at, _) in shown.match_indices(handler) {
            let before = &shown[..at];
            let open = before.rfind('<').unwrap_or_default();
            let tag = &before[open..];
            // Outside of any tag it is text, and within quotes it is a part of a value.
            let is_text = tag.contains('>') || tag.matches('"').count() % 2 == 1;
            assert!(is_text, "{}", &shown[open..at + 20]);
        }
    }
    let answer = ask(&lyon, "/posts").await;
    let policy = answer.lines().find(|line| line.starts_with("content-security-policy")).unwrap();
    assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe-inline"), "{policy}");
}

async fn t52_collections_without_end_are_left_at_a_limit(network: Network) {
    let (lyon, server) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    // A page that leads to itself, two that lead to one another, an outbox that is its own first
    // page, and one that never ends.
    for (name, first, second) in [
        ("self", "/self/1", "/self/1"),
        ("pair", "/pair/1", "/pair/2"),
        ("own", "/users/own/outbox", "/users/own/outbox"),
    ] {
        let actor = server.actor(name, LIEGE);
        server.serve(&format!("/users/{name}/outbox"), json!({
            "id": format!("{actor}/outbox"), "type": "OrderedCollection", "totalItems": 1_000_000_000,
            "first": server.iri(first), "next": server.iri(first),
        }));
        if name != "own" {
            server.serve(first, page(&server, &actor, 0, second));
            server.serve(second, page(&server, &actor, 1, first));
        }
        follow(&lyon, &server, &actor, LIEGE).await;
        assert!(server.asked(first) <= 2 && server.asked(second) <= 2, "{name}");
    }
    let endless = server.actor("endless", LIEGE);
    server.serve("/users/endless/outbox", json!({
        "id": format!("{endless}/outbox"), "type": "OrderedCollection", "first": server.iri("/endless/0"),
    }));
    for number in 0..40 {
        let next = format!("/endless/{}", number + 1);
        server.serve(&format!("/endless/{number}"), page(&server, &endless, number, &next));
    }
    follow(&lyon, &server, &endless, LIEGE).await;
    let pages = (0..40).filter(|number| server.asked(&format!("/endless/{number}")) > 0).count();
    assert!((1..=10).contains(&pages), "{pages}");
}

fn page(server: &Stranger, actor: &Iri, number: usize, next: &str) -> Value {
    json!({
        "type": "OrderedCollectionPage", "next": server.iri(next),
        "orderedItems": [create(server, actor, number, json!({}))],
    })
}

async fn t52_lists_without_end_within_an_object_are_cut(network: Network) {
    let (lyon, server) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let ana = server.actor("ana", LIEGE);
    follow(&lyon, &server, &ana, LIEGE).await;
    let tags: Vec<Value> =
        (0..4_000).map(|n| json!({"type": "Hashtag", "name": format!("#{n}")})).collect();
    let links: Vec<Value> = (0..2_000)
        .map(|n| json!({"type": "Link", "href": format!("https://a.example/{n}")}))
        .collect();
    let activity = create(&server, &ana, 1, json!({"tag": tags, "attachment": links[..100]}));
    assert_eq!(server.send(&lyon, &ana, LIEGE, &activity).await, 202);
    let activity =
        create(&server, &ana, 2, json!({"attachment": links, "to": vec![PUBLIC; 1_000]}));
    assert_eq!(server.send(&lyon, &ana, LIEGE, &activity).await, 202);
    // A million do not even fit through the door.
    let million = create(&server, &ana, 3, json!({"tag": vec!["#x"; 1_000_000]}));
    assert_eq!(server.send(&lyon, &ana, LIEGE, &million).await, 413);
    settle(&[&lyon]).await;
    let first = held(&lyon, &server.iri("/objects/1")).await.unwrap().content.attached;
    let second = held(&lyon, &server.iri("/objects/2")).await.unwrap().content.attached;
    assert_eq!((first.hashtags.len(), first.links.len(), second.links.len()), (40, 40, 40));
}

async fn t52_a_catalogue_that_leads_in_circles_is_left(network: Network) {
    let (lyon, server) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let actor = server.actor("node", LIEGE);
    let catalogue = server.iri("/users/node/catalogue");
    let mut document = server.document(actor.path());
    document["havre:kind"] = "actor".into();
    document["type"] = "Organization".into();
    document["havre:node"] = actor.as_str().into();
    document["havre:catalogue"] = catalogue.as_str().into();
    document["havre:territory"] = json!({"havre:level": "city"});
    server.serve(actor.path(), document);
    server.serve(catalogue.path(), json!({
        "id": catalogue, "type": "OrderedCollection", "totalItems": 1_000_000_000_i64,
        "havre:digest": format!("f1220{}", "0".repeat(64)), "havre:digests": server.iri("/digests"),
        "havre:objects": server.iri("/objects"), "first": server.iri("/catalogue/1"),
    }));
    let entry = |number: u32| {
        json!({
            "id": server.iri(&format!("/objects/{number}")), "type": "Note", "attributedTo": actor,
            "digest": format!("f1220{}", "1".repeat(64)), "updated": "2026-12-01T10:00:00Z",
        })
    };
    for (number, next) in [(1, 2), (2, 3), (3, 1)] {
        server.serve(
            &format!("/catalogue/{number}"),
            json!({
                "type": "OrderedCollectionPage", "orderedItems": [entry(number)],
                "next": server.iri(&format!("/catalogue/{next}")),
            }),
        );
    }
    let buckets: serde_json::Map<String, Value> = (0..10_000)
        .map(|n| {
            (
                format!("{}1", "0".repeat(n % 300)) + &n.to_string(),
                json!(format!("f1220{}", "2".repeat(64))),
            )
        })
        .collect();
    server.serve("/digests", json!({"havre:digest": "x", "havre:buckets": buckets}));
    follow(&lyon, &server, &actor, LIEGE).await;
    for number in 1..=3 {
        assert_eq!(server.asked(&format!("/catalogue/{number}")), 1, "{number}");
    }
}

async fn a_group_that_passes_an_activity_on_is_not_believed_but_followed_to_its_origin(
    network: Network,
) {
    let (lyon, lemmy) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let origin = Stranger::start(&network.clock).await;
    let (group, bob) = (lemmy.actor("accueil", LIEGE), origin.actor("bob", LIEGE));
    follow(&lyon, &lemmy, &group, LIEGE).await;
    origin.serve("/notes/1", origin.note(&bob, 1, "2027-01-01T00:00:00Z"));
    let note = origin.iri("/notes/1");
    let announce = |number: u32, kind: &str, object: Value| {
        json!({
            "id": format!("{group}/announces/{number}"), "type": "Announce", "actor": group, "to": [PUBLIC],
            "object": {"id": format!("{}/{kind}/{number}", origin.origin), "type": kind, "actor": bob, "object": object},
        })
    };
    let mut forged = origin.note(&bob, 1, "2027-01-05T00:00:00Z");
    forged["content"] = "<p>Forgé</p>".into();
    lemmy.send(&lyon, &group, LIEGE, &announce(1, "Create", forged.clone())).await;
    settle(&[&lyon]).await;
    assert!(held(&lyon, &note).await.unwrap().content.texts.original().body.contains("Note 1"));

    // What the group says was changed is read where it stands, not in what it says.
    origin.serve("/notes/1", origin.note(&bob, 1, "2027-01-02T00:00:00Z"));
    lemmy.send(&lyon, &group, LIEGE, &announce(2, "Update", forged)).await;
    settle(&[&lyon]).await;
    assert!(held(&lyon, &note).await.unwrap().content.texts.original().body.contains("2027-01-02"));

    // A vote changes nothing and asks nobody.
    let asked = origin.asked("/notes/1");
    lemmy.send(&lyon, &group, LIEGE, &announce(3, "Like", json!(note))).await;
    settle(&[&lyon]).await;
    assert_eq!(origin.asked("/notes/1"), asked);

    // A moderator takes it off the list of the group: it is gone from here, and may come back.
    lemmy.send(&lyon, &group, LIEGE, &announce(4, "Delete", json!(note))).await;
    settle(&[&lyon]).await;
    assert_eq!(held(&lyon, &note).await, None);
    lemmy.send(&lyon, &group, LIEGE, &announce(5, "Create", origin.note(&bob, 1, "x"))).await;
    settle(&[&lyon]).await;
    assert!(held(&lyon, &note).await.is_some());
}

async fn a_delete_passed_on_by_a_group_is_believed_when_the_origin_says_so(network: Network) {
    let (lyon, lemmy) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let (group, bob) = (lemmy.actor("accueil", LIEGE), lemmy.actor("bob", LIEGE));
    follow(&lyon, &lemmy, &group, LIEGE).await;
    follow(&lyon, &lemmy, &bob, LIEGE).await;
    let note = lemmy.iri("/notes/1");
    lemmy.serve(note.path(), lemmy.note(&bob, 1, "2027-01-01T00:00:00Z"));
    lemmy.send(&lyon, &bob, LIEGE, &lemmy.create(&bob, 1)).await;
    settle(&[&lyon]).await;
    let delete = |number: u32| {
        json!({
            "id": format!("{group}/announces/{number}"), "type": "Announce", "actor": group,
            "object": {"id": format!("{group}/deletes/{number}"), "type": "Delete", "actor": bob, "object": note},
        })
    };
    lemmy.send(&lyon, &group, LIEGE, &delete(1)).await;
    settle(&[&lyon]).await;
    assert!(held(&lyon, &note).await.is_some(), "it is still there, and bob is followed");
    lemmy.serve(note.path(), json!({"id": note, "type": "Tombstone"}));
    lemmy.send(&lyon, &group, LIEGE, &delete(2)).await;
    settle(&[&lyon]).await;
    assert_eq!(held(&lyon, &note).await, None);
    lemmy.serve(note.path(), lemmy.note(&bob, 1, "2027-01-09T00:00:00Z"));
    lemmy.send(&lyon, &bob, LIEGE, &lemmy.create(&bob, 1)).await;
    settle(&[&lyon]).await;
    assert_eq!(held(&lyon, &note).await, None, "a tombstone wins, for ever");
}

async fn what_a_member_writes_for_a_group_that_is_followed_comes_from_its_origin(network: Network) {
    let (lyon, mobilizon) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let (group, ana) = (mobilizon.actor("collectif", LIEGE), mobilizon.actor("ana", LIEGE));
    follow(&lyon, &mobilizon, &group, LIEGE).await;
    let fields = json!({
        "type": "Event", "name": "Assemblée", "actor": ana, "attributedTo": group,
        "startTime": "2027-02-01T10:00:00Z",
    });
    let activity = create(&mobilizon, &ana, 1, fields);
    let event = mobilizon.iri("/objects/1");
    assert_eq!(mobilizon.send(&lyon, &ana, LIEGE, &activity).await, 202);
    settle(&[&lyon]).await;
    assert_eq!(held(&lyon, &event).await, None, "she says so, and nobody else");
    mobilizon.serve(event.path(), activity["object"].clone());
    network.clock.advance(3_600);
    let mut again = activity.clone();
    again["id"] = format!("{ana}/again").into();
    assert_eq!(mobilizon.send(&lyon, &ana, LIEGE, &again).await, 202);
    settle(&[&lyon]).await;
    assert_eq!(held(&lyon, &event).await.unwrap().actor, group);
}

async fn an_activity_of_a_type_that_nobody_handles_changes_nothing(network: Network) {
    let (lyon, server) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let ana = server.actor("ana", LIEGE);
    follow(&lyon, &server, &ana, LIEGE).await;
    let before = {
        let mut db = lyon.node.store.read().await.unwrap();
        actors::find_by_iri(&mut db, &ana).await.unwrap()
    };
    for (number, kind) in
        ["Listen", "View", "EmojiReact", "Travel", "Arrive", "Lock", "x"].iter().enumerate()
    {
        let mut activity = create(&server, &ana, number, json!({}));
        activity["type"] = json!([kind]);
        assert_eq!(server.send(&lyon, &ana, LIEGE, &activity).await, 202, "{kind}");
    }
    assert_eq!(settle(&[&lyon]).await, 0);
    let mut db = lyon.node.store.read().await.unwrap();
    assert_eq!(actors::find_by_iri(&mut db, &ana).await.unwrap(), before);
    let query = search::Query { limit: 10, ..<_>::default() };
    assert_eq!(search::page(&mut db, &query, lyon.node.clock.now()).await.unwrap().total, 0);
}

on_both_engines!(
    t14_no_address_that_runs_or_reads_files_is_shown_anywhere,
    t18_linked_data_tricks_move_nothing_from_where_it_stands,
    t28_the_worst_html_that_fits_is_taken_and_shown,
    t30_nothing_that_others_write_becomes_a_part_of_our_pages,
    t52_collections_without_end_are_left_at_a_limit,
    t52_lists_without_end_within_an_object_are_cut,
    t52_a_catalogue_that_leads_in_circles_is_left,
    a_group_that_passes_an_activity_on_is_not_believed_but_followed_to_its_origin,
    a_delete_passed_on_by_a_group_is_believed_when_the_origin_says_so,
    what_a_member_writes_for_a_group_that_is_followed_comes_from_its_origin,
    an_activity_of_a_type_that_nobody_handles_changes_nothing,
);
