//! Actors of other software: of any type, with less than they should have, with names that differ,
//! and people who must not be presented.

use havre::{
    domain::{Actor, Iri},
    node::NodeError,
    store::actors,
};
use serde_json::{Value, json};

use crate::{
    hostile::follow,
    network::{Network, Running, settle},
    stranger::{GAO, LIEGE, Stranger, get},
};

/// Puts `fields` on top of what an actor says of itself.
fn also_says(server: &Stranger, actor: &Iri, fields: Value) {
    let mut document = server.document(actor.path());
    let Value::Object(fields) = fields else { panic!("fields") };
    document.as_object_mut().unwrap().extend(fields);
    server.serve(actor.path(), document);
}

async fn known(node: &Running, iri: &Iri) -> Actor {
    let mut db = node.node.store.read().await.unwrap();
    actors::find_by_iri(&mut db, iri).await.unwrap().unwrap()
}

/// The page of what an actor published last, and the page of the actor.
async fn pages(node: &Running, server: &Stranger, actor: &Iri) -> (String, (u16, String)) {
    assert_eq!(server.send(node, actor, LIEGE, &server.create(actor, 1)).await, 202);
    settle(&[node]).await;
    let (_, listing) = get(node, "/posts.json").await;
    let listing: Value = serde_json::from_str(&listing[listing.find('{').unwrap()..]).unwrap();
    let url = listing["items"][0]["url"].as_str().unwrap();
    let (status, post) = get(node, url.split_once(&node.host()).unwrap().1).await;
    assert_eq!(status, 200);
    let name = known(node, actor).await.handle;
    let host = actor.host();
    (post, get(node, &format!("/territories/{name}@{host}")).await)
}

async fn an_actor_of_each_type_can_be_followed_and_heard(network: Network) {
    for (number, as_type) in [
        json!("Person"),
        json!("Organization"),
        json!("Group"),
        json!("Service"),
        json!("Application"),
        json!("Café"),
        json!(["Group", "https://mobilizon.example/Group"]),
        json!(null),
    ]
    .into_iter()
    .enumerate()
    {
        let lyon = network.node(&format!("lyon{number}")).await;
        let server = Stranger::start(&network.clock).await;
        let ana = server.actor("ana", LIEGE);
        also_says(&server, &ana, json!({"type": as_type, "name": null, "outbox": null}));
        follow(&lyon, &server, &ana, LIEGE).await;
        let (post, _) = pages(&lyon, &server, &ana).await;
        assert!(post.contains("Note 1"), "{as_type}");
    }
}

async fn an_actor_that_lacks_much_is_still_the_author_of_what_is_passed_on(network: Network) {
    let (lyon, group) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let accueil = group.actor("accueil", LIEGE);
    follow(&lyon, &group, &accueil, LIEGE).await;
    let origin = Stranger::start(&network.clock).await;
    let bob = origin.iri("/profile/bob");
    origin.serve(bob.path(), json!({"id": bob, "type": ["Person"]}));
    origin.serve("/notes/1", origin.note(&bob, 1, "2027-01-01T00:00:00Z"));
    let announce = json!({
        "id": format!("{accueil}/announces/1"), "type": "Announce", "actor": accueil,
        "object": origin.iri("/notes/1"),
    });
    assert_eq!(group.send(&lyon, &accueil, LIEGE, &announce).await, 202);
    settle(&[&lyon]).await;
    let bob = known(&lyon, &bob).await;
    assert_eq!((bob.handle.as_str(), bob.has_inbox(), bob.key.is_none()), ("bob", false, true));
    let refused = lyon.node.follow(bob.iri.as_str()).await.unwrap_err();
    assert!(matches!(refused, NodeError::CannotBeFollowed(_)), "{refused}");
}

async fn a_person_is_not_presented_and_what_is_kept_of_them_is_little(network: Network) {
    let (lyon, server) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let ana = server.actor("ana", LIEGE);
    also_says(
        &server,
        &ana,
        json!({
            "name": "Ana B.", "summary": "<p>Je vis à Liège</p>", "icon": {"url": "https://a.example/ana.jpg"},
            "attachment": [{"type": "PropertyValue", "name": "Téléphone", "value": "0470 00 00 00"}],
            "alsoKnownAs": ["https://old.example/users/ana"], "vcard:Address": "Liège",
        }),
    );
    follow(&lyon, &server, &ana, LIEGE).await;
    let (post, (status, _)) = pages(&lyon, &server, &ana).await;
    assert_eq!(status, 404, "there is no page about her");
    assert!(post.contains("Ana B."), "who wrote it is said, with a link to where she is");
    let mut db = lyon.node.store.read().await.unwrap();
    let (document, _) = actors::document(&mut db, &ana).await.unwrap().unwrap();
    for private in ["Je vis", "ana.jpg", "0470", "vcard"] {
        assert!(!document.contains(private), "{private}");
    }
    assert!(document.contains("alsoKnownAs"), "she may move");
}

async fn an_organisation_shows_its_fields_safely_and_only_if_it_wants_to_be_found(
    network: Network,
) {
    let (lyon, server) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let cafe = server.actor("cafe", LIEGE);
    let attack = "<script>alert('t30')</script>";
    also_says(
        &server,
        &cafe,
        json!({
            "type": "Organization", "name": format!("Le café {attack}"), "summary": format!("<p>Ouvert</p>{attack}"),
            "attachment": [
                {"type": "PropertyValue", "name": "Site", "value": "<a href=\"https://cafe.example/\">la mairie</a>"},
                {"type": "PropertyValue", "name": attack, "value": attack},
                {"type": "PropertyValue", "name": "Piège", "value": "<a href=\"javascript:alert(1)\">ici</a>"},
                {"type": "PropertyValue", "name": "Horaires", "value": "9 h à 12 h"},
            ],
        }),
    );
    follow(&lyon, &server, &cafe, LIEGE).await;
    let (_, (status, page)) = pages(&lyon, &server, &cafe).await;
    assert_eq!(status, 200);
    for shown in ["Ouvert", "la mairie (cafe.example)", "Horaires", "9 h à 12 h"] {
        assert!(page.contains(shown), "{shown}");
    }
    assert!(!page.contains("<script>") && !page.contains("href=\"javascript"));
    for fields in [json!({"indexable": false}), json!({"indexable": true, "suspended": true})] {
        also_says(&server, &cafe, fields);
        let mut document = server.document(cafe.path());
        network.clock.advance(60);
        document["updated"] = network.clock.now().to_string().into();
        let update = json!({
            "id": format!("{cafe}/updates/{}", network.clock.now().0), "type": "Update", "actor": cafe,
            "object": document,
        });
        assert_eq!(server.send(&lyon, &cafe, LIEGE, &update).await, 202);
        settle(&[&lyon]).await;
        let (status, _) = get(&lyon, &format!("/territories/cafe@{}", cafe.host())).await;
        assert_eq!(status, 404);
    }
}

async fn who_merely_wrote_to_us_has_no_page(network: Network) {
    let (lyon, server) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let eve = server.actor("eve", LIEGE);
    also_says(&server, &eve, json!({"type": "Organization"}));
    assert_eq!(server.send(&lyon, &eve, LIEGE, &server.create(&eve, 1)).await, 202);
    settle(&[&lyon]).await;
    assert_eq!(known(&lyon, &eve).await.iri, eve);
    let (status, _) = get(&lyon, &format!("/territories/eve@{}", eve.host())).await;
    assert_eq!(status, 404);
}

async fn a_name_is_shown_once_both_hosts_say_that_it_is_so(network: Network) {
    let jrd = |subject: &str, actor: &Iri| {
        json!({
            "subject": subject,
            "links": [{"rel": "self", "type": "application/activity+json", "href": actor}],
        })
    };
    for (case, agree) in [("both", true), ("only the actor's", false), ("nobody", false)] {
        let lyon = network.node(&format!("lyon{}", case.len())).await;
        let (social, domain) =
            (Stranger::start(&network.clock).await, Stranger::start(&network.clock).await);
        let ana = social.actor("ana", LIEGE);
        let name = format!("acct:ana@{}", domain.iri("/").host());
        if case != "nobody" {
            social.serve("/.well-known/webfinger", jrd(&name, &ana));
        }
        let other = domain.actor("ana", GAO);
        let named = if case == "both" { &ana } else { &other };
        domain.serve("/.well-known/webfinger", jrd(&name, named));
        lyon.node.follow(ana.as_str()).await.unwrap();
        let shown = known(&lyon, &ana).await.public_address();
        let expected = format!("ana@{}", domain.iri("/").host());
        assert_eq!(shown, agree.then_some(expected.clone()), "{case}");
        // By that name she is found when both agree, and nobody else is.
        let found = lyon.node.follow(&expected).await;
        match case {
            "both" => assert_eq!(found.unwrap().iri, ana),
            _ => assert_eq!(found.unwrap().iri, other, "{case}"),
        }
    }
}

async fn a_host_cannot_give_a_name_to_the_actor_of_another(network: Network) {
    let (lyon, evil) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let victim = Stranger::start(&network.clock).await;
    let bob = victim.actor("bob", GAO);
    evil.serve(
        "/.well-known/webfinger",
        json!({
            "subject": format!("acct:eve@{}", evil.iri("/").host()),
            "links": [{"rel": "self", "type": "application/activity+json", "href": bob}],
        }),
    );
    let name = format!("eve@{}", evil.iri("/").host());
    assert!(lyon.node.follow(&name).await.is_err());
    victim.serve(
        "/.well-known/webfinger",
        json!({
            "subject": format!("acct:bob@{}", bob.host()),
            "links": [{"rel": "self", "type": "application/activity+json", "href": bob}],
        }),
    );
    assert!(lyon.node.follow(&name).await.is_err());
    lyon.node.follow(bob.as_str()).await.unwrap();
    let address = known(&lyon, &bob).await.public_address();
    assert_eq!(address, Some(format!("bob@{}", bob.host())));
}

async fn an_actor_that_is_a_tombstone_or_suspended_is_not_followed(network: Network) {
    let (lyon, server) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let (ana, bob) = (server.actor("ana", LIEGE), server.actor("bob", LIEGE));
    also_says(&server, &bob, json!({"suspended": true}));
    server.serve(ana.path(), json!({"id": ana, "type": "Tombstone", "formerType": "Person"}));
    for gone in [&ana, &bob] {
        assert!(lyon.node.follow(gone.as_str()).await.is_err(), "{gone}");
    }
    assert!(server.told().is_empty());
}

on_both_engines!(
    an_actor_of_each_type_can_be_followed_and_heard,
    an_actor_that_lacks_much_is_still_the_author_of_what_is_passed_on,
    a_person_is_not_presented_and_what_is_kept_of_them_is_little,
    an_organisation_shows_its_fields_safely_and_only_if_it_wants_to_be_found,
    who_merely_wrote_to_us_has_no_page,
    a_name_is_shown_once_both_hosts_say_that_it_is_so,
    a_host_cannot_give_a_name_to_the_actor_of_another,
    an_actor_that_is_a_tombstone_or_suspended_is_not_followed,
);
