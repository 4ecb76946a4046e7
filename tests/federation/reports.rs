//! Reports in both directions, and who wants nothing from us.

use havre::domain::{Iri, Report, Severity};
use serde_json::{Value, json};

use crate::{
    blocking::{block, host},
    hostile::follow,
    network::{Network, Running, settle},
    stranger::{GAO, LIEGE, Stranger},
};

async fn open(node: &Running) -> Vec<Report> {
    node.node.reports(false).await.unwrap()
}

fn flag(actor: &Iri, number: u32, about: &Value) -> Value {
    json!({
        "id": format!("{actor}/flags/{number}"), "type": "Flag", "actor": actor, "object": about,
        "content": "<p>Faux <script>alert(1)</script></p>".to_owned() + &"x".repeat(6_000),
    })
}

async fn t35_a_report_keeps_only_what_its_reporter_could_see(network: Network) {
    let (lyon, mastodon) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let sheet = lyon.publish("prac-guichet", "Un guichet").await;
    let ana = mastodon.actor("ana", LIEGE);
    let about = json!([
        lyon.actor(), {"id": sheet}, sheet, lyon.node.iri("/ap/practices/1"),
        lyon.node.iri("/ap/activities/1"), "https://elsewhere.example/private/1", "no address",
    ]);
    assert_eq!(mastodon.send(&lyon, &ana, LIEGE, &flag(&ana, 1, &about)).await, 202);
    let nothing = json!(["https://elsewhere.example/private/1"]);
    assert_eq!(mastodon.send(&lyon, &ana, LIEGE, &flag(&ana, 2, &nothing)).await, 202);
    settle(&[&lyon]).await;
    let reports = open(&lyon).await;
    assert_eq!(reports.len(), 1);
    assert_eq!(reports[0].about, [lyon.actor(), sheet]);
    assert_eq!(reports[0].reporter, Some(ana));
    assert_eq!(reports[0].comment.chars().count(), 5_000);
    assert!(!reports[0].comment.contains("script"));
    assert_eq!(lyon.practices().await, ["Un guichet"], "nothing happens by itself");
}

async fn of_a_report_by_a_server_the_server_alone_is_kept(network: Network) {
    let (lyon, mastodon) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let instance = mastodon.actor("actor", LIEGE);
    let mut document = mastodon.document(instance.path());
    document["type"] = json!("Application");
    mastodon.serve(instance.path(), document);
    mastodon.send(&lyon, &instance, LIEGE, &flag(&instance, 1, &json!(lyon.actor()))).await;
    settle(&[&lyon]).await;
    let reports = open(&lyon).await;
    assert_eq!((reports[0].reporter.clone(), reports[0].host.clone()), (None, host(&mastodon)));
    assert!(lyon.node.close_report(reports[0].id, " ").await.is_err(), "without reasons");
    lyon.node.close_report(reports[0].id, "nothing is wrong with it").await.unwrap();
    assert!(open(&lyon).await.is_empty());
    let all = lyon.node.reports(true).await.unwrap();
    assert_eq!(all[0].closed.as_ref().unwrap().1, "nothing is wrong with it");
}

async fn reports_are_limited_and_can_be_refused_by_host(network: Network) {
    let (lyon, mastodon) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let ana = mastodon.actor("ana", LIEGE);
    let about = json!(lyon.actor());
    for number in 0..40 {
        mastodon.send(&lyon, &ana, LIEGE, &flag(&ana, number, &about)).await;
    }
    settle(&[&lyon]).await;
    assert_eq!(open(&lyon).await.len(), 30);
    let other = Stranger::start(&network.clock).await;
    let eve = other.actor("eve", GAO);
    let mut refused = block(&host(&other), Severity::None);
    refused.reject_reports = true;
    lyon.node.block(refused).await.unwrap();
    assert_eq!(other.send(&lyon, &eve, GAO, &flag(&eve, 1, &about)).await, 202);
    settle(&[&lyon]).await;
    assert_eq!(open(&lyon).await.len(), 30);
}

async fn a_report_leaves_in_the_name_of_the_node_alone(network: Network) {
    let (lyon, mastodon) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let eve = mastodon.actor("eve", GAO);
    follow(&lyon, &mastodon, &eve, GAO).await;
    mastodon.send(&lyon, &eve, GAO, &mastodon.create(&eve, 1)).await;
    settle(&[&lyon]).await;
    let about = mastodon.iri("/notes/1");
    lyon.node.send_report(&about, "threatens a family").await.unwrap();
    settle(&[&lyon]).await;
    let told = mastodon.told();
    let flag = told.iter().find(|told| told["type"] == "Flag").unwrap();
    assert_eq!(flag["actor"], json!(lyon.node.iri("/actor")));
    assert_eq!(flag["object"], json!([eve, about]));
    assert_eq!(flag["content"], "threatens a family");
    assert!(open(&lyon).await.is_empty(), "it waits for nobody here");
    assert!(lyon.node.send_report(&lyon.actor(), "x").await.is_err());
}

async fn who_blocks_an_actor_of_ours_hears_nothing_more_until_it_changes_its_mind(
    network: Network,
) {
    let (lyon, mastodon) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let ana = mastodon.actor("ana", LIEGE);
    follow(&lyon, &mastodon, &ana, LIEGE).await;
    let activity = |kind: &str, number: u32, object: Value| json!({"id": format!("{ana}/{kind}/{number}"), "type": kind, "actor": ana, "object": object});
    let ask = |number| activity("Follow", number, json!(lyon.actor()));
    mastodon.send(&lyon, &ana, LIEGE, &ask(1)).await;
    settle(&[&lyon]).await;
    let blocked = activity("Block", 1, json!(lyon.actor()));
    mastodon.send(&lyon, &ana, LIEGE, &blocked).await;
    settle(&[&lyon]).await;
    assert!(lyon.node.followings().await.unwrap().is_empty());
    let before = mastodon.told().len();
    lyon.publish("prac-guichet", "Un guichet").await;
    mastodon.send(&lyon, &ana, LIEGE, &ask(2)).await;
    lyon.node.follow(ana.as_str()).await.unwrap();
    settle(&[&lyon]).await;
    assert_eq!(mastodon.told().len(), before);
    mastodon.send(&lyon, &ana, LIEGE, &activity("Undo", 1, blocked)).await;
    mastodon.send(&lyon, &ana, LIEGE, &ask(3)).await;
    settle(&[&lyon]).await;
    lyon.publish("prac-maison", "Une maison").await;
    settle(&[&lyon]).await;
    assert!(mastodon.told().len() > before);
}

on_both_engines!(
    t35_a_report_keeps_only_what_its_reporter_could_see,
    of_a_report_by_a_server_the_server_alone_is_kept,
    reports_are_limited_and_can_be_refused_by_host,
    a_report_leaves_in_the_name_of_the_node_alone,
    who_blocks_an_actor_of_ours_hears_nothing_more_until_it_changes_its_mind,
);
