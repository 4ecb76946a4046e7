//! What a reader may keep on a device, and how it is handed out.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::site::{LANGUAGES, Site};

/// All pieces of the directory, in their order.
async fn pieces(site: &Site, language: &str) -> Vec<Value> {
    let mut pieces = Vec::new();
    let mut address = format!("/keep/directory.json?ui={language}");
    loop {
        pieces.push(site.json(&address).await);
        let last = pieces.last().unwrap();
        let Some(next) = last["next"].as_str() else { return pieces };
        address = format!("/keep/directory.json?ui={language}&after={next}");
    }
}

fn sheets(pieces: &[Value]) -> Vec<&Value> {
    pieces.iter().flat_map(|piece| piece["sheets"].as_array().unwrap()).collect()
}

#[tokio::test]
async fn the_directory_holds_open_calls_coming_events_and_all_practices_in_words() {
    let site = Site::with_the_network().await;
    let pieces = pieces(&site, "pt").await;
    let sheets = sheets(&pieces);
    let of_kind = |kind: &str| sheets.iter().filter(|sheet| sheet["kind"] == kind).count();
    let open = site.json("/calls.json?status=open").await["total"].as_u64().unwrap();
    assert_eq!(of_kind("practice"), 51);
    assert_eq!(of_kind("event"), 7, "what is over for months is left out");
    assert_eq!(of_kind("call") as u64, open);
    assert_eq!(pieces[0]["total"], sheets.len());
    assert_eq!(pieces[0]["territories"].as_array().unwrap().len(), 61);
    assert_eq!(pieces[0]["generated_at"], "2026-11-22T12:00:00.000Z");
    let paths: BTreeSet<&str> =
        sheets.iter().map(|sheet| sheet["path"].as_str().unwrap()).collect();
    assert_eq!(paths.len(), sheets.len(), "each sheet once");
    let webinar = site.page_of("evt-exemple-webinaire-regularisation").await;
    let webinar = sheets.iter().find(|sheet| sheet["path"] == webinar.as_str()).unwrap();
    assert_eq!(webinar["example"], true);
    assert_eq!(webinar["kind_name"], "Evento");
    assert_eq!(webinar["when"]["month"], "2027-02");
    assert!(webinar["when"]["zone"].as_str().unwrap().contains("Europe/Paris"));
    let clearing = site.page_of("prac-berlin-clearingstelle").await;
    let clearing = sheets.iter().find(|sheet| sheet["path"] == clearing.as_str()).unwrap();
    assert!(clearing["body"].as_str().unwrap().starts_with("<p>"));
    let labels: Vec<&str> = clearing["facts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fact| fact["label"].as_str().unwrap())
        .collect();
    assert!(labels.contains(&"Fontes") && labels.contains(&"Território"), "{labels:?}");
    assert!(clearing["address"].as_str().unwrap().starts_with("https://hub.example/ap/"));
}

#[tokio::test]
async fn pieces_end_where_a_device_has_no_more_room() {
    let site = Site::with_the_network().await;
    let piece = site.json("/keep/directory.json?after=practices-0-3990000").await;
    assert_eq!((&piece["next"], &piece["is_full"]), (&Value::Null, &Value::Bool(true)));
    assert!(piece["sheets"].as_array().unwrap().len() < 10);
    let full = format!("/keep/directory.json?after=practices-0-{}", usize::MAX);
    assert_eq!(site.json(&full).await["is_full"], true, "however much it says to have");
    for after in ["nowhere-0-0", "calls-0", "calls-x-0", "calls-0-0-0", "calls--1-0"] {
        let answer = site.get(&format!("/keep/directory.json?after={after}"), &[]).await;
        assert_eq!(answer.status, 400, "{after}");
        assert_eq!(answer.json()["parameter"], "after");
    }
}

#[tokio::test]
async fn only_the_page_that_explains_it_leads_to_what_is_kept() {
    let site = Site::with_the_network().await;
    for language in LANGUAGES {
        let answer = site.visit(&format!("/keep?ui={language}")).await;
        let text = answer.text();
        assert!(text.contains(&format!("data-directory=\"/keep/directory.json?ui={language}\"")));
        assert!(text.contains("rel=\"manifest\"") && text.contains("/service-worker.js"));
        assert!(text.contains("href=\"/practices.json\" download"), "{text}");
        assert!(text.contains("href=\"/events.ics\" download"), "{text}");
    }
    for path in ["/", "/practices", "/events/calendar", "/about"] {
        let text = site.visit(path).await.text().to_owned();
        assert!(text.contains("href=\"/keep\""), "{path}: its foot leads there");
        for forbidden in ["rel=\"manifest", "service-worker", "js/kept/"] {
            assert!(!text.contains(forbidden), "{path} names {forbidden}");
        }
    }
}

#[tokio::test]
async fn browsers_keep_nothing_of_it_by_themselves() {
    let site = Site::with_the_network().await;
    for path in ["/keep/directory.json", "/keep/offline"] {
        assert_eq!(site.visit(path).await.header("cache-control"), "no-store", "{path}");
    }
    let worker = site.get("/service-worker.js", &[]).await;
    assert_eq!(worker.header("cache-control"), "no-cache");
    assert_eq!(worker.media_type(), "text/javascript");
    assert!(!worker.text().contains("{version}"), "it names the version of the files");
    let policy = worker.header("content-security-policy");
    assert!(policy.contains("worker-src 'self'"), "{policy}");
}

#[tokio::test]
async fn the_page_without_network_names_all_that_it_needs() {
    let site = Site::with_the_network().await;
    let text = site.visit("/keep/offline?ui=es").await.text().to_owned();
    assert!(text.contains("<meta name=\"robots\" content=\"noindex\">"));
    let addresses: BTreeSet<&str> = text
        .split("\"/assets/")
        .skip(1)
        .map(|rest| &rest[..rest.find('"').unwrap()])
        .filter(|address| address.rsplit('.').next() == Some("js"))
        .collect();
    assert!(addresses.len() > 5, "{addresses:?}");
    for address in &addresses {
        let answer = site.get(&format!("/assets/{address}"), &[]).await;
        assert_eq!(answer.status, 200, "{address}");
        let (folder, _) = address.rsplit_once('/').unwrap();
        for (_, import) in answer.text().lines().filter_map(|line| line.split_once(" from \"")) {
            let import = import.trim_end_matches("\";");
            let wanted = match import.strip_prefix("../") {
                Some(name) => format!("{}/{name}", folder.rsplit_once('/').unwrap().0),
                None => format!("{folder}/{}", import.trim_start_matches("./")),
            };
            assert!(addresses.contains(wanted.as_str()), "{address} needs {wanted}");
        }
    }
}

#[tokio::test]
async fn home_screens_are_told_the_name_of_the_space_and_its_pictures() {
    let site = Site::with_the_network().await;
    let answer = site.get("/manifest.webmanifest?ui=es", &[]).await;
    assert_eq!(answer.media_type(), "application/manifest+json");
    let manifest = answer.json();
    assert_eq!((&manifest["lang"], &manifest["start_url"]), (&"es".into(), &"/?ui=es".into()));
    assert!(manifest["name"].as_str().unwrap().contains("Alianza"), "{manifest}");
    for icon in manifest["icons"].as_array().unwrap() {
        let answer = site.get(icon["src"].as_str().unwrap(), &[]).await;
        assert_eq!(answer.media_type(), icon["type"].as_str().unwrap());
        assert!(!answer.body.is_empty());
    }
}
