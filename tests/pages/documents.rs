//! What other servers read: actors, objects, activities, and how they find them.

use axum::http::StatusCode;
use havre::{
    domain::{ActorId, ActorKind, Iri, PeerId, SheetId},
    store::{
        actors, peers,
        sheets::{self, Published},
    },
};
use serde_json::Value;

use crate::site::{HUB, ORIGIN, Site, path_of};

#[tokio::test]
async fn webfinger_knows_an_actor_however_it_is_asked_for() {
    let site = Site::with_the_network().await;
    for resource in [
        "acct:lyon@hub.example",
        "acct:@lyon@hub.example",
        "acct:Lyon@HUB.example",
        "acct%3Alyon%40hub.example",
        "https://hub.example/ap/lyon",
        "https%3A%2F%2Fhub.example%2Fap%2Flyon",
        "https://hub.example/territories/lyon",
        "https://hub.example/@lyon",
    ] {
        let answer = site.get(&format!("/.well-known/webfinger?resource={resource}"), &[]).await;
        assert_eq!(answer.status, StatusCode::OK, "{resource}");
        assert_eq!(answer.media_type(), "application/jrd+json");
        assert_eq!(answer.header("access-control-allow-origin"), "*");
        let descriptor = answer.json();
        assert_eq!(descriptor["subject"], "acct:lyon@hub.example");
        assert_eq!(itself(&descriptor), ["https://hub.example/ap/lyon"], "{resource}");
    }
    for resource in
        ["https://hub.example/", "acct:hub.example@hub.example", "acct:relay@hub.example"]
    {
        let answer = site.get(&format!("/.well-known/webfinger?resource={resource}"), &[]).await;
        assert_eq!(itself(&answer.json()), ["https://hub.example/actor"], "{resource}");
    }
    for resource in ["acct:none@hub.example", "acct:lyon@other.example", "lyon", "mailto:a@b.c"] {
        let answer = site.get(&format!("/.well-known/webfinger?resource={resource}"), &[]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{resource}");
    }
    assert_eq!(site.get("/.well-known/webfinger", &[]).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn servers_get_documents_and_people_get_pages_at_the_same_addresses() {
    let site = Site::with_the_network().await;
    let sheet = site.sheet("prac-gao-maison-du-migrant").await;
    let page = site.page_of("prac-gao-maison-du-migrant").await;
    for (id, twin) in
        [(path_of(&sheet.iri), page.as_str()), ("/ap/lyon".to_owned(), "/territories/lyon")]
    {
        for path in [id.as_str(), twin] {
            let document = site.fetch(path).await;
            assert_eq!(document.status, StatusCode::OK, "{path}");
            assert_eq!(document.media_type(), "application/activity+json");
            assert!(document.header("vary").contains("Accept"));
            assert_eq!(document.json()["id"], format!("{ORIGIN}{id}"));
            assert!(document.json()["@context"].is_array());
        }
        let moved = site.visit(&id).await;
        assert_eq!((moved.status, moved.header("location")), (StatusCode::SEE_OTHER, twin));
        let html = site.visit(twin).await;
        assert_eq!(html.media_type(), "text/html");
        let alternate =
            format!("<{ORIGIN}{id}>; rel=\"alternate\"; type=\"application/activity+json\"");
        assert_eq!(html.header("link"), alternate);
        assert!(html.text().contains(&format!("href=\"{ORIGIN}{id}\"")));
        assert_eq!(
            site.get(&id, &[("accept", "*/*")]).await.media_type(),
            "application/activity+json"
        );
    }
    assert_eq!(site.visit("/@lyon").await.header("location"), "/territories/lyon");
}

#[tokio::test]
async fn a_page_that_is_kept_never_answers_who_wants_a_document() {
    let site = Site::with_the_network().await;
    let page = site.page_of("prac-gao-maison-du-migrant").await;
    let both = [("accept", "application/activity+json"), ("accept", "text/html")];
    site.get(&page, &both).await;
    let answer = site.fetch(&page).await;
    assert_eq!(answer.media_type(), "application/activity+json");
}

#[tokio::test]
async fn whoever_follows_a_territory_is_named_to_nobody() {
    let site = Site::with_the_network().await;
    let mut db = site.node.store.write().await.unwrap();
    let peer = peers::ensure(&mut db, "mastodon.example", PeerId(2)).await.unwrap();
    let mut ana = actors::find_local(&mut db, "gao").await.unwrap().unwrap();
    (ana.id, ana.kind, ana.peer) = (ActorId(2), ActorKind::Other, Some(peer.id));
    ana.iri = Iri::parse("https://mastodon.example/users/ana").unwrap();
    (ana.handle, ana.name) = ("ana".to_owned(), "Ana".to_owned());
    actors::upsert_remote(&mut db, &ana, "{}", "digest").await.unwrap();
    db.commit().await.unwrap();
    let known = site.visit("/follow?account=ana@mastodon.example").await;
    let unknown = site.visit("/follow?account=eva@mastodon.example").await;
    assert_eq!((known.status, unknown.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
    assert_eq!(site.visit("/follow?account=lyon@hub.example").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_copy_is_shown_as_a_page_and_never_served_as_a_document() {
    let site = Site::with_the_network().await;
    let mut sheet = site.sheet("prac-gao-maison-du-migrant").await;
    let mut db = site.node.store.write().await.unwrap();
    let peer = peers::ensure(&mut db, "gao.example", PeerId(1)).await.unwrap();
    let mut actor = actors::find_local(&mut db, "gao").await.unwrap().unwrap();
    actor.id = ActorId(1);
    actor.iri = Iri::parse("https://gao.example/ap/gao").unwrap();
    actor.peer = Some(peer.id);
    actors::upsert_remote(&mut db, &actor, "{}", "digest").await.unwrap();
    sheet.id = SheetId(1);
    sheet.iri = Iri::parse("https://gao.example/ap/practices/5").unwrap();
    sheet.actor = actor.iri.clone();
    let (object, digest) = ("{\"id\":\"https://gao.example/ap/practices/5\"}", "digest");
    let copy = Published {
        sheet: &sheet,
        actor: actor.id,
        peer: Some(peer.id),
        object,
        digest,
        proven: None,
    };
    sheets::put(&mut db, &[copy], &site.node.taxonomy()).await.unwrap();
    db.commit().await.unwrap();
    for answer in [site.fetch("/practices/1").await, site.visit("/practices/1?ui=en").await] {
        assert_eq!((answer.status, answer.media_type()), (StatusCode::OK, "text/html"));
        let text = answer.text();
        assert!(text.contains("href=\"https://gao.example/ap/practices/5\""), "{text}");
        assert!(text.contains("/territories/gao@gao.example"), "{text}");
    }
    assert_eq!(site.fetch("/ap/practices/1").await.status, StatusCode::NOT_FOUND);
    assert_eq!(site.fetch("/ap/practices/5").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_object_is_served_byte_for_byte_as_it_is_kept() {
    let site = Site::with_the_network().await;
    let sheet = site.sheet("evt-exemple-webinaire-regularisation").await;
    let mut db = site.node.store.read().await.unwrap();
    let wire = sheets::wire(&mut db, &sheet.iri).await.unwrap().unwrap();
    drop(db);
    let served = site.fetch(&path_of(&sheet.iri)).await;
    assert!(served.text().ends_with(&wire.object[1..]));
}

#[tokio::test]
async fn an_outbox_is_read_from_page_to_page_and_each_activity_alone() {
    let site = Site::with_the_network().await;
    let mut content = site.sheet("call-declaration-lisboa").await.content;
    content.slug = "call-another-declaration".to_owned();
    site.node.put_sheet(HUB, content).await.unwrap();
    let outbox = site.fetch(&format!("/ap/{HUB}/outbox")).await.json();
    let total = outbox["totalItems"].as_u64().unwrap();
    assert!(total > 20, "{total}");
    let mut next = outbox["first"].as_str().map(ToOwned::to_owned);
    assert_eq!(next.as_deref(), Some("https://hub.example/ap/alliance-migrations/outbox?page=1"));
    let mut ids = Vec::new();
    while let Some(page) = next {
        let page = site.fetch(page.strip_prefix(ORIGIN).unwrap()).await.json();
        assert_eq!(page["type"], "OrderedCollectionPage");
        for activity in page["orderedItems"].as_array().unwrap() {
            ids.push(activity["id"].as_str().unwrap().to_owned());
        }
        next = page["next"].as_str().map(ToOwned::to_owned);
    }
    assert_eq!(ids.len() as u64, total);
    assert!(ids.is_sorted_by(|a, b| a > b), "newest first, each once");
    let activity = site.fetch(ids[0].strip_prefix(ORIGIN).unwrap()).await.json();
    assert_eq!(activity["id"], ids[0].as_str());
    let wrong = site.fetch(&format!("/ap/{HUB}/outbox?before=x")).await;
    assert_eq!(
        (wrong.status, &wrong.json()["parameter"]),
        (StatusCode::BAD_REQUEST, &"before".into())
    );
}

#[tokio::test]
async fn collections_count_and_name_nobody() {
    let site = Site::with_the_network().await;
    for name in ["followers", "following", "featured"] {
        let collection = site.fetch(&format!("/ap/{HUB}/{name}")).await.json();
        assert_eq!(collection["totalItems"], 0, "{name}");
        assert_eq!(collection["id"], format!("{ORIGIN}/ap/{HUB}/{name}"));
    }
    let tags = site.fetch("/ap/gao/tags").await.json();
    let names: Vec<&str> = tags["orderedItems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|t| t["name"].as_str().unwrap())
        .collect();
    assert!(names.iter().all(|name| name.starts_with('#')) && !names.is_empty(), "{names:?}");
    for name in ["outbox", "followers", "following"] {
        assert_eq!(site.fetch(&format!("/actor/{name}")).await.json()["totalItems"], 0);
    }
}

#[tokio::test]
async fn the_instance_actor_and_nodeinfo_are_open_to_everyone() {
    let site = Site::with_the_network().await;
    let actor = site.get("/actor", &[]).await.json();
    assert_eq!(
        (&actor["type"], &actor["preferredUsername"]),
        (&"Application".into(), &"hub.example".into())
    );
    let links = site.get("/.well-known/nodeinfo", &[]).await;
    assert_eq!(links.header("access-control-allow-origin"), "*");
    for version in ["2.0", "2.1"] {
        let href = format!("{ORIGIN}/nodeinfo/{version}");
        assert!(links.text().contains(&href));
        let answer = site.get(&format!("/nodeinfo/{version}"), &[]).await;
        assert_eq!(answer.header("access-control-allow-origin"), "*");
        let document = answer.json();
        assert_eq!(document["version"], version);
        assert_eq!(document["software"]["name"], "havre");
        assert_eq!(document["usage"]["users"]["total"], 61);
        assert_eq!(document["usage"]["localPosts"], 94);
        assert_eq!(document["metadata"]["upstream"]["name"], "mastodon");
    }
    let host_meta = site.get("/.well-known/host-meta", &[]).await;
    assert!(host_meta.text().contains("https://hub.example/.well-known/webfinger?resource={uri}"));
    let security = site.get("/.well-known/security.txt", &[]).await;
    assert!(security.text().contains("Contact: https://hub.example/about\n"));
    assert_eq!(site.get("/.well-known/change-password", &[]).await.status, StatusCode::SEE_OTHER);
}

/// The addresses of all links of a descriptor to the actor itself.
fn itself(descriptor: &Value) -> Vec<&str> {
    let links = descriptor["links"].as_array().unwrap().iter();
    links.filter(|link| link["rel"] == "self").map(|link| link["href"].as_str().unwrap()).collect()
}
