//! Whoever follows the node hears of what its organisations publish, in the form that it shows, and
//! nobody hears it twice.

use serde_json::{Value, json};

use crate::{
    following::follow,
    network::{Network, Running, event, practice, settle, territory},
    stranger::{GAO, LIEGE, Stranger},
};

/// A node whose territory is Lyon, and which hosts Villeurbanne.
async fn lyon_and_villeurbanne(network: &Network) -> Running {
    let lyon = network.node("lyon").await;
    lyon.node.put_actor("villeurbanne", territory("villeurbanne")).await.unwrap();
    lyon
}

/// What `GET path` of the node gives, as other servers ask for it.
async fn document(node: &Running, path: &str) -> Value {
    let accept = |_: &_| Ok(vec![("accept", "application/activity+json".to_owned())]);
    let client = node.node.federation.client();
    let answer = client.get(&node.node.iri(path), accept, 1 << 20).await.unwrap();
    serde_json::from_slice(&answer.body).unwrap()
}

async fn who_follows_the_node_elsewhere_hears_of_its_organisations_by_an_announce(
    network: Network,
) {
    let lyon = lyon_and_villeurbanne(&network).await;
    let mastodon = Stranger::start(&network.clock).await;
    let ana = mastodon.actor("ana", LIEGE);
    mastodon.follow(&lyon, &ana, LIEGE, &lyon.actor()).await;
    let sheet = lyon.publish_as("villeurbanne", "prac-maison", "Une maison").await;
    settle(&[&lyon]).await;
    assert_eq!(mastodon.told_of("Create"), Vec::<Value>::new());
    let announces = mastodon.told_of("Announce");
    assert_eq!(announces.len(), 1);
    let announce = &announces[0];
    assert_eq!(announce["actor"], lyon.actor().as_str());
    assert_eq!(announce["object"], sheet.as_str(), "by id: its origin is asked for the rest");
    assert_eq!(announce["to"][0], "https://www.w3.org/ns/activitystreams#Public");
    let outbox = document(&lyon, "/ap/lyon/outbox?page=1").await;
    assert_eq!(outbox["orderedItems"][0]["id"], announce["id"]);
    let own = lyon.publish("prac-guichet", "Un guichet").await;
    settle(&[&lyon]).await;
    assert_eq!(mastodon.told_of("Create")[0]["object"]["id"], own.as_str());
    assert_eq!(mastodon.told_of("Announce").len(), 1, "what the node itself says is not passed on");
}

async fn nobody_hears_of_the_same_twice(network: Network) {
    let lyon = lyon_and_villeurbanne(&network).await;
    let villeurbanne = lyon.node.iri("/ap/villeurbanne");
    let mastodon = Stranger::start(&network.clock).await;
    let ana = mastodon.actor("ana", LIEGE);
    mastodon.follow(&lyon, &ana, LIEGE, &lyon.actor()).await;
    mastodon.follow(&lyon, &ana, LIEGE, &villeurbanne).await;
    lyon.publish_as("villeurbanne", "prac-maison", "Une maison").await;
    settle(&[&lyon]).await;
    let count = |of: &str| mastodon.told_of(of).len();
    assert_eq!((count("Create"), count("Announce")), (1, 0), "she follows the author");
    let bea = mastodon.actor("bea", GAO);
    mastodon.follow(&lyon, &bea, GAO, &lyon.actor()).await;
    lyon.publish_as("villeurbanne", "prac-repas", "Un repas").await;
    settle(&[&lyon]).await;
    assert_eq!((count("Create"), count("Announce")), (2, 1), "one of each for one shared inbox");
}

async fn a_change_and_a_withdrawal_reach_whoever_had_only_an_announce(network: Network) {
    let lyon = lyon_and_villeurbanne(&network).await;
    let mastodon = Stranger::start(&network.clock).await;
    let ana = mastodon.actor("ana", LIEGE);
    mastodon.follow(&lyon, &ana, LIEGE, &lyon.actor()).await;
    lyon.publish_as("villeurbanne", "prac-maison", "Une maison").await;
    let sheet = lyon.publish_as("villeurbanne", "prac-maison", "Deux maisons").await;
    lyon.node.withdraw_sheet("prac-maison").await.unwrap();
    settle(&[&lyon]).await;
    let kinds: Vec<String> =
        mastodon.told().iter().map(|told| told["type"].as_str().unwrap().to_owned()).collect();
    assert_eq!(kinds, ["Accept", "Announce", "Update", "Delete"]);
    for told in &mastodon.told()[2..] {
        assert_eq!(told["actor"], lyon.node.iri("/ap/villeurbanne").as_str());
        assert_eq!(told["object"]["id"], sheet.as_str());
    }
}

async fn a_node_of_our_kind_is_told_directly_and_shows_a_sheet_once(network: Network) {
    let lyon = lyon_and_villeurbanne(&network).await;
    let gao = network.node("gao").await;
    follow(&gao, &lyon).await;
    let sheet = lyon.publish_as("villeurbanne", "prac-maison", "Une maison").await;
    lyon.node.federation.deliver_due().await.unwrap();
    gao.node.federation.process_received().await.unwrap();
    assert_eq!(gao.practices().await, ["Une maison"], "before anything was fetched");
    // Other software that passes on the same sheet adds nothing.
    let mastodon = Stranger::start(&network.clock).await;
    let ana = mastodon.actor("ana", LIEGE);
    mastodon.follow(&gao, &ana, LIEGE, &gao.actor()).await;
    gao.node.follow(ana.as_str()).await.unwrap();
    settle(&[&gao]).await;
    let asked = mastodon.told_of("Follow").pop().unwrap();
    let accept = json!({
        "id": format!("{ana}/accepts/1"), "type": "Accept", "actor": ana, "object": asked,
    });
    assert_eq!(mastodon.send(&gao, &ana, LIEGE, &accept).await, 202);
    let announce = json!({
        "id": format!("{ana}/announces/1"), "type": "Announce", "actor": ana, "object": sheet,
    });
    assert_eq!(mastodon.send(&gao, &ana, LIEGE, &announce).await, 202);
    settle(&[&lyon, &gao]).await;
    assert_eq!(gao.practices().await, ["Une maison"]);
}

async fn a_server_that_follows_the_instance_actor_hears_of_events_and_practices(network: Network) {
    let lyon = lyon_and_villeurbanne(&network).await;
    lyon.node.put_sheet("lyon", event("evt-passe", "2026-06-01")).await.unwrap();
    let coming = lyon.node.put_sheet("lyon", event("evt-rencontre", "2027-02-09")).await.unwrap();
    lyon.publish("prac-guichet", "Un guichet").await;
    let (mobilizon, instance) = (Stranger::start(&network.clock).await, lyon.node.iri("/actor"));
    let relay = mobilizon.actor_of_type("Application", "relay", LIEGE);
    let follow = mobilizon.follow(&lyon, &relay, LIEGE, &instance).await;
    assert_eq!(mobilizon.told_of("Accept")[0]["object"]["id"], follow["id"]);
    let announces = mobilizon.told_of("Announce");
    assert_eq!(announces.len(), 1, "what is still to come, once");
    assert_eq!(announces[0]["object"], coming.sheet().iri.as_str());
    assert_eq!(announces[0]["actor"], instance.as_str());
    assert_eq!(announces[0]["to"], json!([format!("{instance}/followers")]), "to servers only");
    let maison = lyon.publish_as("villeurbanne", "prac-maison", "Une maison").await;
    let event = event("evt-fete", "2027-03-01");
    let fete = lyon.node.put_sheet("villeurbanne", event).await.unwrap();
    settle(&[&lyon]).await;
    let passed_on: Vec<Value> =
        mobilizon.told_of("Announce").into_iter().map(|told| told["object"].clone()).collect();
    let expected = [&coming.sheet().iri, &maison, &fete.sheet().iri];
    assert_eq!(passed_on, expected.map(|iri| Value::from(iri.as_str())));
    assert!(mobilizon.told_of("Create").is_empty());
    let outbox = document(&lyon, "/actor/outbox?page=1").await;
    assert_eq!(outbox["totalItems"], 3);
    assert_eq!(outbox["orderedItems"][2]["id"], announces[0]["id"]);

    lyon.node.put_sheet("lyon", self::event("evt-rencontre", "2027-02-10")).await.unwrap();
    lyon.node.withdraw_sheet("evt-fete").await.unwrap();
    settle(&[&lyon]).await;
    assert_eq!(mobilizon.told_of("Update")[0]["object"]["id"], coming.sheet().iri.as_str());
    assert_eq!(mobilizon.told_of("Delete")[0]["object"]["id"], fete.sheet().iri.as_str());

    // A second server is handed the same activities: whoever has both knows them for one.
    let friendica = Stranger::start(&network.clock).await;
    let server = friendica.actor_of_type("Service", "friendica", GAO);
    friendica.follow(&lyon, &server, GAO, &instance).await;
    assert_eq!(friendica.told_of("Announce")[0]["id"], announces[0]["id"]);
    assert_eq!(friendica.told_of("Announce").len(), 1);
}

async fn the_instance_actor_lets_no_person_follow(network: Network) {
    let lyon = network.node("lyon").await;
    let mastodon = Stranger::start(&network.clock).await;
    let ana = mastodon.actor("ana", LIEGE);
    let follow = mastodon.follow(&lyon, &ana, LIEGE, &lyon.node.iri("/actor")).await;
    assert_eq!(mastodon.told_of("Reject")[0]["object"]["id"], follow["id"]);
    lyon.node.put_sheet("lyon", practice("prac-guichet", "Un guichet")).await.unwrap();
    settle(&[&lyon]).await;
    assert_eq!(mastodon.told().len(), 1);
    assert_eq!(document(&lyon, "/actor/followers").await["totalItems"], 0);
    assert_eq!(document(&lyon, "/actor").await["manuallyApprovesFollowers"], true);
}

async fn the_instance_actor_is_found_under_both_of_its_names(network: Network) {
    let lyon = network.node("lyon").await;
    let host = lyon.host();
    for name in [host.as_str(), "relay"] {
        let resource = format!("acct:{name}@{host}");
        let answer = document(&lyon, &format!("/.well-known/webfinger?resource={resource}")).await;
        let links = answer["links"].as_array().unwrap();
        let itself = links.iter().find(|link| link["rel"] == "self").unwrap();
        assert_eq!(itself["href"], lyon.node.iri("/actor").as_str(), "{name}");
    }
}

on_both_engines!(
    who_follows_the_node_elsewhere_hears_of_its_organisations_by_an_announce,
    nobody_hears_of_the_same_twice,
    a_change_and_a_withdrawal_reach_whoever_had_only_an_announce,
    a_node_of_our_kind_is_told_directly_and_shows_a_sheet_once,
    a_server_that_follows_the_instance_actor_hears_of_events_and_practices,
    the_instance_actor_lets_no_person_follow,
    the_instance_actor_is_found_under_both_of_its_names,
);
