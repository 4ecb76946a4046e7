//! The corpus of fediverse-pasture-inputs: every object is taken without an error, each as what its
//! snapshot says, and every page of it is shown.

use std::path::Path;

use serde_json::Value;

use crate::{
    became::receive_all,
    hostile::follow,
    network::Network,
    stranger::{LIEGE, Stranger, get},
};

/// The inputs: a name, and the activities in it as text.
fn corpus() -> Vec<(String, String)> {
    let folder = Path::new("tests/fixtures/pasture");
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let mut corpus: Vec<(String, String)> = files
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(&path).unwrap())
        })
        .collect();
    corpus.sort();
    corpus
}

async fn the_corpus_is_taken_without_an_error_each_object_as_what_it_is(network: Network) {
    let (lyon, pasture) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let cow = pasture.actor("cow", LIEGE);
    follow(&lyon, &pasture, &cow, LIEGE).await;
    let corpus = corpus();
    assert_eq!(corpus.len(), 22);
    for (name, text) in corpus {
        let text = text.replace("http://pasture-one-actor/actor", cow.as_str());
        let text = text.replace("http://pasture-one-actor", &pasture.origin);
        let activities: Vec<Value> = serde_json::from_str(&text).unwrap();
        let became = receive_all(&lyon, &pasture, &cow, &activities, "http://pasture").await;
        insta::assert_snapshot!(name, became);
    }
    for list in ["posts", "events"] {
        for form in ["", ".json", ".csv", ".atom", ".ics", ".geojson"] {
            let (status, _) = get(&lyon, &format!("/{list}{form}")).await;
            assert!(matches!(status, 200 | 404), "/{list}{form}: {status}");
        }
    }
    let (_, listing) = get(&lyon, "/posts.json?limit=500").await;
    let start = listing.find('{').unwrap();
    let listing: Value = serde_json::from_str(listing[start..].trim()).unwrap();
    let items = listing["items"].as_array().unwrap();
    assert!(items.len() > 200, "{}", items.len());
    for item in items {
        let path = item["url"].as_str().unwrap().split_once(&lyon.host()).unwrap().1;
        let (status, page) = get(&lyon, path).await;
        assert_eq!(status, 200, "{path}");
        let page = page.replace("<script type=\"module\" src=\"/assets/", "");
        for forbidden in ["<script", "<img", "<video", "<audio", "<iframe", "javascript:"] {
            assert!(!page.contains(forbidden), "{path}: {forbidden}");
        }
    }
}

on_both_engines!(the_corpus_is_taken_without_an_error_each_object_as_what_it_is);
