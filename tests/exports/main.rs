//! What a node exports, read by libraries that are not ours: calendars, feeds, tables, features, data by
//! its own description, and the code on a poster.
//!
//! `check.py` reads what this program writes into a folder; `tests/foreign` installs what it needs.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[expect(dead_code, reason = "the tests of tests/pages use the rest")]
#[path = "../pages/site.rs"]
mod site;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use havre::domain::Subject;
use site::{HUB, ORIGIN, Site};

/// Every listing, and the name of its file.
const LISTINGS: [(&str, &str); 17] = [
    ("events.ics", "/events.ics?examples=yes&limit=500"),
    ("events.json", "/events.json?limit=500"),
    ("practices.json", "/practices.json?limit=500"),
    ("calls.json", "/calls.json?limit=500"),
    ("territories.json", "/territories.json?limit=500"),
    ("openapi.json", "/api/openapi.json"),
    ("practices.geojson", "/practices.geojson?limit=500"),
    ("events.geojson", "/events.geojson?limit=500"),
    ("calls.geojson", "/calls.geojson?limit=500"),
    ("territories.geojson", "/territories.geojson?limit=500"),
    ("practices.atom", "/practices.atom?limit=500"),
    ("events.atom", "/events.atom?limit=500"),
    ("calls.atom", "/calls.atom?limit=500"),
    ("practices.csv", "/practices.csv?limit=500&pillar=unconditional-access"),
    ("events.csv", "/events.csv?limit=500&examples=yes"),
    ("calls.csv", "/calls.csv?limit=500&examples=yes"),
    ("hostile.csv", "/practices.csv?q=hostile"),
];

#[tokio::test]
async fn what_is_exported_is_read_by_libraries_that_are_not_ours() {
    let site = Site::with_the_network().await;
    call_off(&site, "evt-exemple-webinaire-frontieres").await;
    let folder = tempfile::tempdir().unwrap();
    for (file, address) in LISTINGS.into_iter().filter(|(file, _)| *file != "hostile.csv") {
        save(&site, folder.path(), file, address).await;
    }
    publish_a_formula(&site).await;
    save(&site, folder.path(), "hostile.csv", LISTINGS[16].1).await;
    let event = site.page_of("evt-exemple-webinaire-regularisation").await;
    save(&site, folder.path(), "event.ics", &format!("{event}.ics")).await;
    for (name, slug) in
        [("event", "evt-exemple-webinaire-regularisation"), ("call", "call-declaration-lisboa")]
    {
        let page = site.page_of(slug).await;
        save(&site, folder.path(), &format!("{name}.poster.html"), &format!("{page}/poster")).await;
        fs::write(folder.path().join(format!("{name}.address")), format!("{ORIGIN}{page}"))
            .unwrap();
    }
    let checked = Command::new(python())
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exports/check.py"))
        .arg(folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&checked.stderr);
    assert!(checked.status.success(), "\n{said}");
}

/// The Python that has the libraries.
fn python() -> PathBuf {
    const HINT: &str = "tests need readers of our formats: \
                        export HAVRE_TEST_FOREIGN=$(tests/foreign install)";
    #[expect(clippy::disallowed_methods, reason = "a test is told where its readers are")]
    let folder = PathBuf::from(std::env::var("HAVRE_TEST_FOREIGN").expect(HINT));
    let python = folder.join("exports/bin/python");
    assert!(python.exists(), "{HINT}");
    python
}

async fn save(site: &Site, folder: &Path, file: &str, address: &str) {
    let answer = site.get(address, &[("accept-language", "fr")]).await;
    assert_eq!(answer.status, 200, "{address}");
    fs::write(folder.join(file), &answer.body).unwrap();
}

/// Cancels an event.
async fn call_off(site: &Site, slug: &str) {
    let sheet = site.sheet(slug).await;
    let mut content = sheet.content.clone();
    let Subject::Event(event) = &mut content.subject else { panic!("an event") };
    event.cancelled = true;
    let mut db = site.node.store.read().await.unwrap();
    let actor = havre::store::actors::find_by_iri(&mut db, &sheet.actor).await.unwrap().unwrap();
    drop(db);
    site.clock.advance(60);
    site.node.put_sheet(&actor.handle, content).await.unwrap();
}

/// Publishes a practice whose every word begins a formula.
async fn publish_a_formula(site: &Site) {
    let formula = "＝HYPERLINK(\"http://evil.example\";\"hostile\")";
    let record = serde_json::json!({
        "id": "prac-hostile", "kind": "network", "status": "running",
        "title": {"fr": formula, "en": "\t=1+1 hostile"}, "description": {"fr": formula, "en": "-1"},
        "partners": ["@SUM(1)", "＋1", "a;=1+1"], "note": " =1+1",
    });
    let taxonomy = havre::node::record::shared_taxonomy();
    let row = havre::node::record::read_text("hostile", &record.to_string(), taxonomy);
    let havre::node::record::Row::Sheet { content, .. } = row.unwrap().remove(0) else {
        panic!("a sheet")
    };
    site.node.put_sheet(HUB, *content).await.unwrap();
}
