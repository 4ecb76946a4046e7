//! What each kind of server publishes, in its real shapes: taken as what its snapshot says.

use havre::domain::Iri;
use serde_json::Value;

use crate::{
    became::{in_activity, receive_all},
    hostile::follow,
    network::Network,
    stranger::{LIEGE, Stranger},
};

/// The stand-in for the origin in the files.
const ORIGIN: &str = "https://other.example";

const FILES: [&str; 12] = [
    "bookwyrm",
    "friendica",
    "gancio",
    "gotosocial",
    "lemmy",
    "mastodon",
    "misskey",
    "mobilizon",
    "odd",
    "peertube",
    "pixelfed",
    "wordpress",
];

async fn each_kind_of_server_is_understood(network: Network) {
    for name in FILES {
        let file = format!("tests/fixtures/software/{name}.json");
        let text = std::fs::read_to_string(file).unwrap();
        let server = Stranger::start(&network.clock).await;
        let lyon = network.node(name).await;
        let ana = server.actor("ana", LIEGE);
        follow(&lyon, &server, &ana, LIEGE).await;
        let documents: Vec<Value> =
            serde_json::from_str(&text.replace(ORIGIN, &server.origin)).unwrap();
        let activities: Vec<Value> = documents
            .into_iter()
            .map(|mut document| {
                if let Some(served) = document.as_object_mut().unwrap().remove("served") {
                    let iri = Iri::parse(served["id"].as_str().unwrap()).unwrap();
                    server.serve(iri.path(), served);
                }
                in_activity(document, &ana)
            })
            .collect();
        let became = receive_all(&lyon, &server, &ana, &activities, ORIGIN).await;
        insta::assert_snapshot!(name, became);
    }
}

on_both_engines!(each_kind_of_server_is_understood);
