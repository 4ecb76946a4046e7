//! What the demonstration has none of, so that no type of page is left out: a sheet in Arabic, one that was
//! changed, a post of other software with a warning, and a reply.

use havre::node::{
    Node,
    record::{read_text, shared_taxonomy},
};
use serde_json::json;

use crate::stranger::Stranger;

/// Fills a node with them.
pub(crate) async fn fill(node: &Node) {
    let city = json!({"kind": "city", "names": [{"lang": "fr", "name": "Sfax"}], "country": "TN"});
    node.initialise("shelf", serde_json::from_value(city).unwrap()).await.unwrap();
    put(
        node,
        "prac-arabic",
        "ar",
        "دار المهاجرين في صفاقس",
        "تستقبل الدار كل من يأتي (عربي و Sfax 2027).",
    )
    .await;
    put(node, "prac-changed", "fr", "La maison des droits", "Ouverte le lundi.").await;
    put(
        node,
        "prac-changed",
        "fr",
        "La maison de tous les droits",
        "Ouverte le lundi et le jeudi.",
    )
    .await;
    let body = "<p>Un texte écrit ailleurs.</p>".to_owned();
    let stranger = Stranger { number: 1, line: "Vu d’ailleurs".to_owned(), body };
    stranger.publish(node, "prac-changed").await;
}

async fn put(node: &Node, id: &str, language: &str, title: &str, body: &str) {
    let record = json!({
        "id": id, "type": "practice", "original_lang": language,
        "kind": "public-service", "status": "running", "pillar": "interculturality",
        "themes": ["housing"], "audience": ["all-residents"],
        "title": {language: title}, "description": {language: body},
    });
    let rows = read_text("shelf", &record.to_string(), shared_taxonomy()).unwrap();
    node.import_rows(rows, Some("shelf"), |_, _| ()).await.unwrap();
}
