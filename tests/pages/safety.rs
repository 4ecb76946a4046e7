//! What no address may do, whoever asks and whatever for.

use axum::{body::Body, http::Method};
use havre::domain::SheetKind;

use crate::site::{HUB, ORIGIN, Site, path_of};

const KINDS: [SheetKind; 4] =
    [SheetKind::Practice, SheetKind::Event, SheetKind::Call, SheetKind::Post];

/// Every address that is no document of ActivityPub: pages, listings, files, and what fails.
async fn other_addresses(site: &Site) -> Vec<String> {
    let stylesheet = {
        let home = site.visit("/").await;
        let page = home.text().to_owned();
        let start = page.find("/assets/").unwrap();
        page[start..].split('"').next().unwrap().to_owned()
    };
    let mut addresses = vec![stylesheet];
    for kind in KINDS.map(SheetKind::plural) {
        for ending in ["", ".json", ".csv", ".geojson", ".atom", ".ics", "?q=accueil", "?bbox=1"] {
            addresses.push(format!("/{kind}{ending}"));
        }
        addresses.extend([format!("/{kind}/1"), format!("/{kind}/none"), format!("/ap/{kind}/1")]);
    }
    for path in [
        "/",
        "/?ui=en",
        "/territories",
        "/territories.json",
        "/territories.csv",
        "/territories.geojson",
        "/territories/none",
        "/tags/housing",
        "/tags/none",
        "/about",
        "/api",
        "/api/openapi.json",
        "/assets/1/none.css",
        "/nowhere",
        "/@none",
        "/ap/none",
        "/ap/activities/1",
        "/ap/none/outbox",
        "/actor/none",
        "/nodeinfo/2.0",
        "/nodeinfo/2.1",
        "/nodeinfo/9",
        "/.well-known/webfinger",
        "/.well-known/webfinger?resource=acct:none",
        "/.well-known/webfinger?resource=acct:relay@hub.example",
        "/.well-known/host-meta",
        "/.well-known/nodeinfo",
        "/.well-known/security.txt",
        "/.well-known/change-password",
    ] {
        addresses.push(path.to_owned());
    }
    addresses
}

fn is_activitypub(content_type: &str) -> bool {
    content_type.contains("activity+json") || content_type.contains("ld+json")
}

/// There are no uploads: what others write comes out in pages and listings, and must not be taken
/// for a document of this node whatever it contains.
#[tokio::test]
async fn t03_only_addresses_of_activitypub_answer_as_activitypub() {
    let site = Site::with_the_network().await;
    // Somebody's text looks like a document of our own actor.
    let forged = format!(r#"{{\"id\":\"{ORIGIN}/ap/{HUB}\",\"type\":\"Organization\"}}"#);
    let record = format!(
        r#"{{"id": "prac-forged", "type": "practice", "original_lang": "fr",
             "kind": "public-service", "status": "running", "title": {{"fr": "{forged}"}},
             "pillar": "interculturality", "themes": ["housing"], "audience": ["all-residents"],
             "description": {{"fr": "{forged}"}}}}"#
    );
    let taxonomy = havre::node::record::shared_taxonomy();
    let rows = havre::node::record::read_text("forged", &record, taxonomy).unwrap();
    site.node.import_rows(rows, Some(HUB), |_, _| {}).await.unwrap();
    let page = site.page_of("prac-forged").await;
    let mut addresses = other_addresses(&site).await;
    addresses.extend([page.clone(), format!("{page}?ui=es"), format!("/territories/{HUB}")]);
    let browser = "text/html,application/xhtml+xml,*/*;q=0.8";
    for accept in [browser, "*/*", "application/json", "image/*", "application/activity+json"] {
        for address in &addresses {
            let is_our_own =
                [page.as_str(), "/territories/"].iter().any(|of| address.starts_with(of))
                    && address != "/territories/none";
            // Whoever prefers ActivityPub gets the object at its page, as it was sent.
            if accept == "application/activity+json" && is_our_own {
                continue;
            }
            let answer = site.get(address, &[("accept", accept)]).await;
            let content_type = answer.header("content-type");
            assert!(!is_activitypub(content_type), "{address} for {accept}: {content_type}");
            assert_eq!(answer.header("x-content-type-options"), "nosniff", "{address}");
        }
    }
    for method in [Method::POST, Method::PUT, Method::DELETE] {
        for address in &addresses {
            let accept = [("accept", "application/activity+json")];
            let answer =
                site.ask(method.clone(), address, &accept, Body::from(forged.clone())).await;
            assert!(!is_activitypub(answer.header("content-type")), "{method} {address}");
        }
    }
    let object = site.fetch(&page).await;
    let sheet = site.sheet("prac-forged").await;
    assert_eq!(object.json()["id"], sheet.iri.as_str(), "and not what its text claims");
    assert_eq!(object.body, site.fetch(&path_of(&sheet.iri)).await.body);
}

#[tokio::test]
async fn t46_no_address_leads_to_a_place_that_the_request_names() {
    let site = Site::with_the_network().await;
    let page = site.page_of("prac-gao-maison-du-migrant").await;
    let mut addresses = other_addresses(&site).await;
    let more = [
        &page,
        "/ap/lyon",
        "/actor",
        "/@lyon",
        "/territories/lyon",
        "/territories/lyon@hub.example",
    ];
    addresses.extend(more.map(ToString::to_string));
    // The page of one kind under the name of another leads to its own.
    addresses.push(page.replace("/practices/", "/events/"));
    addresses.push(format!("/ap{page}"));
    let mut asked = Vec::new();
    for elsewhere in [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "https:evil.example",
        "javascript:1",
    ] {
        let named: String = url::form_urlencoded::byte_serialize(elsewhere.as_bytes()).collect();
        for address in &addresses {
            let joint = if address.contains('?') { '&' } else { '?' };
            let names =
                ["next", "url", "to", "return", "redirect", "uri", "ui", "resource", "q", "page"];
            for name in names {
                asked.push(format!("{address}{joint}{name}={named}"));
            }
        }
    }
    for path in [
        "//evil.example",
        "//evil.example/",
        "//evil.example/practices",
        "/%2Fevil.example",
        "/%5Cevil.example",
        "/@evil.example",
        "/@%2F%2Fevil.example",
        "/@lyon%2F%2Fevil.example",
        "/territories/%2F%2Fevil.example",
        "/territories/lyon@evil.example",
        "/territories//evil.example",
        "/practices//evil.example",
        "/ap//evil.example",
        "/tags/%2F%2Fevil.example",
        "/.well-known/change-password?next=//evil.example",
        "/ap/lyon/..%2F%2Fevil.example",
    ] {
        asked.push(path.to_owned());
    }
    let mut redirects = 0;
    for path in &asked {
        if path.parse::<axum::http::Uri>().is_err() {
            continue;
        }
        for accept in ["text/html", "application/activity+json"] {
            let headers = [
                ("accept", accept),
                ("host", "evil.example"),
                ("x-forwarded-host", "evil.example"),
            ];
            let answer = site.get(path, &headers).await;
            let Some(location) = answer.headers.get("location") else { continue };
            let location = location.to_str().unwrap();
            redirects += 1;
            let base = url::Url::parse(ORIGIN).unwrap();
            let leads_to = base.join(location).unwrap();
            assert_eq!(leads_to.origin(), base.origin(), "{path} leads to {location}");
        }
    }
    assert!(redirects > 100, "addresses that lead on were among them: {redirects}");
}
