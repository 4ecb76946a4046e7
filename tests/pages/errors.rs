//! What the node says when something is wrong.

use axum::{body::Body, http::Method};

use crate::site::{Site, path_of};

#[tokio::test]
async fn a_wrong_parameter_is_named_to_people_and_to_programs() {
    let site = Site::empty().await;
    let page = site.visit("/practices?pillar=nowhere&ui=fr").await;
    assert_eq!(page.status, 400);
    assert!(page.text().contains("Le paramètre «\u{a0}pillar\u{a0}» a une valeur impossible"));
    for format in ["json", "csv", "geojson", "atom"] {
        let answer = site.get(&format!("/practices.{format}?bbox=1,2"), &[]).await;
        assert_eq!(answer.status, 400);
        assert_eq!(answer.media_type(), "application/problem+json");
        assert_eq!(answer.json()["parameter"], "bbox");
    }
    let answer = site.get("/territories.json?limit=0", &[("accept-language", "en")]).await;
    assert_eq!(answer.json()["detail"], "Expected: a whole number from 1 to 500.");
}

#[tokio::test]
async fn what_is_not_there_is_a_page_with_a_way_on() {
    let site = Site::empty().await;
    for path in ["/nowhere", "/practices/1", "/practices/lyon", "/territories/none", "/@none"] {
        let answer = site.visit(&format!("{path}?ui=en")).await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.text().contains("There is nothing at this address"), "{path}");
        assert!(answer.text().contains("href=\"/?ui=en\""));
    }
    for path in ["/ap/none", "/ap/practices/1", "/ap/none/outbox", "/nodeinfo/3.0", "/x.json"] {
        let answer = site.get(path, &[]).await;
        assert_eq!(answer.status, 404, "{path}");
        assert_eq!(answer.media_type(), "application/problem+json", "{path}");
    }
}

#[tokio::test]
async fn a_method_that_an_address_does_not_answer_is_refused() {
    let site = Site::empty().await;
    let answer = site.ask(Method::DELETE, "/practices", &[], Body::empty()).await;
    assert_eq!(answer.status, 405);
    assert_eq!(answer.header("allow"), "GET,HEAD");
}

#[tokio::test]
async fn a_withdrawn_sheet_is_gone_for_people_and_a_tombstone_for_servers() {
    let site = Site::with_the_network().await;
    let sheet = site.sheet("evt-exemple-webinaire-frontieres").await;
    let page = site.page_of("evt-exemple-webinaire-frontieres").await;
    site.clock.advance(60);
    site.node.withdraw_sheet("evt-exemple-webinaire-frontieres").await.unwrap();
    let answer = site.visit(&format!("{page}?ui=en")).await;
    assert_eq!(answer.status, 410);
    assert!(answer.text().contains("This sheet was withdrawn"));
    for path in [page, path_of(&sheet.iri)] {
        let answer = site.fetch(&path).await;
        assert_eq!(answer.status, 410, "{path}");
        assert_eq!(answer.media_type(), "application/activity+json");
        let stone = answer.json();
        assert_eq!(stone["type"], "Tombstone");
        assert_eq!(stone["formerType"], "Event");
        assert_eq!(stone["id"], sheet.iri.as_str());
        assert!(stone["@context"].is_array());
    }
    assert_eq!(site.json("/events.json").await["total"], 32);
}

#[tokio::test]
async fn an_inbox_refuses_what_is_too_large_of_another_type_or_not_signed() {
    let site = Site::empty().await;
    let activity = ("content-type", "application/activity+json; charset=utf-8");
    let post = async |headers: &[(&str, &str)], length: usize| {
        let body = Body::from(vec![b' '; length]);
        site.ask(Method::POST, "/ap/inbox", headers, body).await
    };
    assert_eq!(post(&[activity], 256 * 1_024 + 1).await.status, 413);
    assert_eq!(post(&[("content-type", "text/plain")], 2).await.status, 415);
    let unsigned = post(&[activity], 2).await;
    assert_eq!(unsigned.status, 401);
    assert_eq!(unsigned.media_type(), "application/problem+json");
    for path in ["/actor/inbox", "/ap/alliance-migrations/inbox"] {
        let answer = site.ask(Method::POST, path, &[activity], Body::from("{}")).await;
        assert_eq!(answer.status, 401, "{path}");
    }
}
