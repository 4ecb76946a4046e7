//! Who takes part in what is nobody's business: it is answered, and not written down.

use havre::store::{attempts, dump, peers};
use serde_json::{Value, json};

use crate::{
    network::{Network, Running, event, settle},
    stranger::{GAO, LIEGE, Stranger},
};

/// Everything that stands in the database, as text.
async fn all_that_is_stored(node: &Running) -> String {
    let mut db = node.node.store.read().await.unwrap();
    let mut all = String::new();
    for table in dump::TABLES {
        for row in dump::rows(&mut db, table, 0, 10_000).await.unwrap() {
            all.push_str(&Value::Object(row).to_string());
        }
    }
    all
}

/// What the server was told, once it was told something.
async fn told(mobilizon: &Stranger) -> Vec<Value> {
    while mobilizon.told().is_empty() {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    mobilizon.told()
}

async fn a_join_is_answered_with_ignore_and_nobody_is_written_down(network: Network) {
    let lyon = network.node("lyon").await;
    let put = lyon.node.put_sheet("lyon", event("evt-rencontre", "2027-02-09")).await.unwrap();
    let mobilizon = Stranger::start(&network.clock).await;
    let zenobia = mobilizon.actor("zenobia", LIEGE);
    let before = all_that_is_stored(&lyon).await;
    let join = json!({
        "id": format!("{zenobia}/joins/1"), "type": "Join", "actor": zenobia,
        "object": put.sheet().iri, "participationMessage": "Je viens avec ma famille.",
    });
    assert_eq!(mobilizon.send(&lyon, &zenobia, LIEGE, &join).await, 202);
    let told = told(&mobilizon).await;
    let ignore = &told[0];
    assert_eq!((&ignore["type"], &ignore["object"]), (&"Ignore".into(), &join["id"]));
    assert_eq!(ignore["actor"], lyon.actor().as_str(), "by who invites");
    assert_eq!(ignore["to"], json!([zenobia]));
    settle(&[&lyon]).await;
    assert_eq!(all_that_is_stored(&lyon).await, before);
    assert!(!before.contains("zenobia"));
    let mut db = lyon.node.store.read().await.unwrap();
    let host = mobilizon.host();
    assert_eq!(attempts::of_host(&mut db, &host, 10).await.unwrap(), []);
    assert_eq!(peers::find_by_host(&mut db, &host).await.unwrap(), None);
}

async fn what_people_like_leave_or_answer_leaves_no_trace(network: Network) {
    let lyon = network.node("lyon").await;
    let put = lyon.node.put_sheet("lyon", event("evt-rencontre", "2027-02-09")).await.unwrap();
    let mobilizon = Stranger::start(&network.clock).await;
    let zenobia = mobilizon.actor("zenobia", LIEGE);
    let before = all_that_is_stored(&lyon).await;
    let event = &put.sheet().iri;
    let join = json!({"type": "Join", "id": format!("{zenobia}/joins/1"), "object": event});
    let said = [
        ("Leave", json!(event)),
        ("Like", json!(event)),
        ("TentativeAccept", json!({"type": "Invite", "id": format!("{zenobia}/invites/1")})),
        ("Undo", join.clone()),
        ("Undo", json!({"type": "Like", "id": format!("{zenobia}/likes/1"), "object": event})),
        ("Accept", join.clone()),
        ("Reject", join),
    ];
    for (number, (as_type, object)) in said.into_iter().enumerate() {
        let activity = json!({
            "id": format!("{zenobia}/said/{number}"), "type": as_type, "actor": zenobia,
            "object": object,
        });
        assert_eq!(mobilizon.send(&lyon, &zenobia, LIEGE, &activity).await, 202, "{as_type}");
    }
    settle(&[&lyon]).await;
    assert_eq!(all_that_is_stored(&lyon).await, before);
    assert!(mobilizon.told().is_empty(), "and nothing is answered");
    assert_eq!(mobilizon.asked("/users/zenobia"), 0, "nor is anything asked about her");
}

async fn only_an_event_of_ours_and_a_true_signature_are_answered(network: Network) {
    let lyon = network.node("lyon").await;
    let put = lyon.node.put_sheet("lyon", event("evt-rencontre", "2027-02-09")).await.unwrap();
    let practice = lyon.publish("prac-guichet", "Un guichet").await;
    let mobilizon = Stranger::start(&network.clock).await;
    let zenobia = mobilizon.actor("zenobia", LIEGE);
    let join = |number: u32, object: &str| {
        json!({
            "id": format!("{zenobia}/joins/{number}"), "type": "Join", "actor": zenobia,
            "object": object,
        })
    };
    let event = put.sheet().iri.as_str();
    assert_eq!(mobilizon.send(&lyon, &zenobia, GAO, &join(1, event)).await, 401);
    assert_eq!(mobilizon.send(&lyon, &zenobia, LIEGE, &join(2, practice.as_str())).await, 202);
    let elsewhere = mobilizon.iri("/events/1");
    assert_eq!(mobilizon.send(&lyon, &zenobia, LIEGE, &join(3, elsewhere.as_str())).await, 202);
    assert_eq!(mobilizon.send(&lyon, &zenobia, LIEGE, &join(4, event)).await, 202);
    let told = told(&mobilizon).await;
    assert_eq!(told.len(), 1);
    assert_eq!(told[0]["object"], join(4, event)["id"]);
}

async fn who_follows_and_joins_is_answered_as_well(network: Network) {
    let lyon = network.node("lyon").await;
    let put = lyon.node.put_sheet("lyon", event("evt-rencontre", "2027-02-09")).await.unwrap();
    let mobilizon = Stranger::start(&network.clock).await;
    let zenobia = mobilizon.actor("zenobia", LIEGE);
    mobilizon.follow(&lyon, &zenobia, LIEGE, &lyon.actor()).await;
    let before = all_that_is_stored(&lyon).await;
    let join = json!({
        "id": format!("{zenobia}/joins/1"), "type": "Join", "actor": zenobia,
        "object": put.sheet().iri,
    });
    assert_eq!(mobilizon.send(&lyon, &zenobia, LIEGE, &join).await, 202);
    while mobilizon.told_of("Ignore").is_empty() {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    settle(&[&lyon]).await;
    assert_eq!(all_that_is_stored(&lyon).await, before, "what was known stays, and no more");
}

on_both_engines!(
    a_join_is_answered_with_ignore_and_nobody_is_written_down,
    what_people_like_leave_or_answer_leaves_no_trace,
    only_an_event_of_ours_and_a_true_signature_are_answered,
    who_follows_and_joins_is_answered_as_well,
);
