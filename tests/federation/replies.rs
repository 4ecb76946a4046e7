//! What others say under our sheets: kept for a person to read, shown once it is approved.

use havre::{
    domain::{Iri, RepliesTaken, Reply, ReplyState},
    store::replies,
};
use serde_json::{Value, json};

use crate::{
    blocking::{ask, host, suspend},
    network::{Network, Running, event, settle},
    stranger::{GAO, KeyPair, LIEGE, Stranger},
};

/// Sends a reply of `actor` to `parent`; `kind` is `Create` or `Update`.
async fn say(
    node: &Running,
    from: &Stranger,
    (actor, key): (&Iri, KeyPair),
    parent: &Iri,
    number: u32,
    kind: &str,
    change: impl Fn(&mut Value),
) {
    let mut note = from.note(actor, number, "2027-01-01T00:00:00Z");
    note["inReplyTo"] = json!(parent);
    note["content"] =
        json!("<p>Merci <script>alert(1)</script><a href=\"javascript:x\">ici</a></p>");
    change(&mut note);
    let id = format!("{actor}/{kind}/{number}/{}", note["content"].as_str().unwrap().len());
    let activity = json!({"id": id, "type": kind, "actor": actor, "object": note});
    assert_eq!(from.send(node, actor, key, &activity).await, 202);
    settle(&[node]).await;
}

async fn in_state(node: &Running, state: ReplyState) -> Vec<Reply> {
    node.node.replies(state).await.unwrap()
}

/// The addresses in the replies collection of a sheet.
async fn listed(node: &Running, sheet: &Iri) -> Value {
    let (status, _, _, body) = ask(node, &sheet.child("replies"), None).await;
    assert_eq!(status, 200, "{body}");
    serde_json::from_str::<Value>(&body).unwrap()["orderedItems"].clone()
}

/// The page of a sheet.
async fn page(node: &Running, sheet: &Iri) -> String {
    let path = sheet.path().replace("/ap/", "/");
    let client = node.node.federation.client();
    let page = client.get(&node.node.iri(&path), |_| Ok(vec![]), 1_000_000).await.unwrap();
    String::from_utf8(page.body).unwrap()
}

async fn t30_a_reply_is_shown_once_it_is_approved_and_clean(network: Network) {
    let (lyon, mastodon) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let sheet = lyon.publish("prac-guichet", "Un guichet").await;
    let ana = mastodon.actor("ana", LIEGE);
    say(&lyon, &mastodon, (&ana, LIEGE), &sheet, 1, "Create", |_| {}).await;
    let waiting = in_state(&lyon, ReplyState::Waiting).await;
    assert_eq!(waiting.len(), 1);
    assert_eq!(listed(&lyon, &sheet).await, json!([]));
    assert!(!page(&lyon, &sheet).await.contains("Merci"));
    lyon.node.decide_reply(waiting[0].id, true, "").await.unwrap();
    assert_eq!(listed(&lyon, &sheet).await, json!([mastodon.iri("/notes/1")]));
    let page = page(&lyon, &sheet).await;
    assert!(page.contains("Merci") && page.contains("ana (127.0.0.1)"), "{page}");
    assert!(!page.contains("alert(1)") && !page.contains("javascript:"), "{page}");
    let log = lyon.node.decisions(Some(waiting[0].iri.as_str()), None, 10).await.unwrap();
    assert_eq!(log.len(), 1);
}

async fn a_changed_reply_waits_again_and_one_taken_back_is_gone(network: Network) {
    let (lyon, mastodon) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let sheet = lyon.publish("prac-guichet", "Un guichet").await;
    let (ana, eve) = (mastodon.actor("ana", LIEGE), mastodon.actor("eve", GAO));
    say(&lyon, &mastodon, (&ana, LIEGE), &sheet, 1, "Create", |_| {}).await;
    let id = in_state(&lyon, ReplyState::Waiting).await[0].id;
    lyon.node.decide_reply(id, true, "").await.unwrap();
    let other = |note: &mut Value| note["content"] = json!("<p>Autre chose</p>");
    say(&lyon, &mastodon, (&eve, GAO), &sheet, 1, "Update", other).await;
    assert_eq!(in_state(&lyon, ReplyState::Approved).await.len(), 1, "another cannot change it");
    say(&lyon, &mastodon, (&ana, LIEGE), &sheet, 1, "Update", other).await;
    assert_eq!(listed(&lyon, &sheet).await, json!([]));
    let waiting = in_state(&lyon, ReplyState::Waiting).await;
    assert_eq!((waiting[0].id, waiting[0].content.as_str()), (id, "<p>Autre chose</p>"));
    let delete = |by: &Iri| {
        json!({"id": format!("{by}/deletes/1"), "type": "Delete", "actor": by,
               "object": {"id": mastodon.iri("/notes/1"), "type": "Tombstone"}})
    };
    mastodon.send(&lyon, &eve, GAO, &delete(&eve)).await;
    settle(&[&lyon]).await;
    assert_eq!(in_state(&lyon, ReplyState::Waiting).await.len(), 1, "T04");
    mastodon.send(&lyon, &ana, LIEGE, &delete(&ana)).await;
    settle(&[&lyon]).await;
    assert!(in_state(&lyon, ReplyState::Waiting).await.is_empty());
}

async fn a_refused_reply_does_not_come_back(network: Network) {
    let (lyon, mastodon) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let sheet = lyon.publish("prac-guichet", "Un guichet").await;
    let ana = mastodon.actor("ana", LIEGE);
    say(&lyon, &mastodon, (&ana, LIEGE), &sheet, 1, "Create", |_| {}).await;
    let id = in_state(&lyon, ReplyState::Waiting).await[0].id;
    lyon.node.decide_reply(id, false, "names a person").await.unwrap();
    let other = |note: &mut Value| note["content"] = json!("<p>Encore</p>");
    say(&lyon, &mastodon, (&ana, LIEGE), &sheet, 1, "Update", other).await;
    assert!(in_state(&lyon, ReplyState::Waiting).await.is_empty());
}

async fn what_is_not_for_everybody_or_answers_nothing_of_ours_is_not_kept(network: Network) {
    let (lyon, mastodon) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let sheet = lyon.publish("prac-guichet", "Un guichet").await;
    let ana = mastodon.actor("ana", LIEGE);
    let lyons = lyon.actor();
    let by_ana = (&ana, LIEGE);
    say(&lyon, &mastodon, by_ana, &sheet, 1, "Create", |note| note["to"] = json!([lyons])).await;
    let stolen = |note: &mut Value| note["attributedTo"] = json!("https://victim.example/ana");
    say(&lyon, &mastodon, by_ana, &sheet, 2, "Create", stolen).await;
    let missing = lyon.node.iri("/ap/practices/1");
    say(&lyon, &mastodon, by_ana, &missing, 3, "Create", |_| {}).await;
    say(&lyon, &mastodon, by_ana, &mastodon.iri("/notes/9"), 4, "Create", |_| {}).await;
    assert!(in_state(&lyon, ReplyState::Waiting).await.is_empty());
}

async fn events_take_no_replies_unless_the_node_says_so_and_all_can_be_turned_off(
    network: Network,
) {
    let (lyon, mastodon) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let put = lyon.node.put_sheet("lyon", event("rencontre", "2027-03-01")).await.unwrap();
    let meeting = put.sheet().iri.clone();
    let sheet = lyon.publish("prac-guichet", "Un guichet").await;
    let ana = mastodon.actor("ana", LIEGE);
    let by_ana = (&ana, LIEGE);
    say(&lyon, &mastodon, by_ana, &meeting, 1, "Create", |_| {}).await;
    assert!(in_state(&lyon, ReplyState::Waiting).await.is_empty());
    lyon.node.take_replies(RepliesTaken::All).await.unwrap();
    say(&lyon, &mastodon, by_ana, &meeting, 2, "Create", |_| {}).await;
    say(&lyon, &mastodon, by_ana, &sheet, 3, "Create", |_| {}).await;
    for reply in in_state(&lyon, ReplyState::Waiting).await {
        lyon.node.decide_reply(reply.id, true, "").await.unwrap();
    }
    assert_eq!(listed(&lyon, &meeting).await, json!([mastodon.iri("/notes/2")]));
    lyon.node.take_replies(RepliesTaken::None).await.unwrap();
    assert_eq!(listed(&lyon, &meeting).await, json!([]));
    assert_eq!(listed(&lyon, &sheet).await, json!([]));
    say(&lyon, &mastodon, by_ana, &sheet, 4, "Create", |_| {}).await;
    assert!(in_state(&lyon, ReplyState::Waiting).await.is_empty());
}

async fn one_author_cannot_fill_the_queue(network: Network) {
    let (lyon, mastodon) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let sheet = lyon.publish("prac-guichet", "Un guichet").await;
    let ana = mastodon.actor("ana", LIEGE);
    for number in 0..25 {
        say(&lyon, &mastodon, (&ana, LIEGE), &sheet, number, "Create", |_| {}).await;
    }
    assert_eq!(in_state(&lyon, ReplyState::Waiting).await.len(), 20);
}

async fn what_nobody_approves_is_forgotten_and_what_was_approved_is_not(network: Network) {
    let (lyon, mastodon) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let sheet = lyon.publish("prac-guichet", "Un guichet").await;
    let ana = mastodon.actor("ana", LIEGE);
    say(&lyon, &mastodon, (&ana, LIEGE), &sheet, 1, "Create", |_| {}).await;
    let id = in_state(&lyon, ReplyState::Waiting).await[0].id;
    lyon.node.decide_reply(id, true, "").await.unwrap();
    say(&lyon, &mastodon, (&ana, LIEGE), &sheet, 2, "Create", |_| {}).await;
    let mut db = lyon.node.store.write().await.unwrap();
    replies::purge(&mut db, network.clock.now().plus_seconds(1)).await.unwrap();
    db.commit().await.unwrap();
    assert!(in_state(&lyon, ReplyState::Waiting).await.is_empty());
    assert_eq!(in_state(&lyon, ReplyState::Approved).await.len(), 1);
}

async fn a_block_hides_the_replies_of_its_host_too(network: Network) {
    let (lyon, mastodon) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let sheet = lyon.publish("prac-guichet", "Un guichet").await;
    let ana = mastodon.actor("ana", LIEGE);
    say(&lyon, &mastodon, (&ana, LIEGE), &sheet, 1, "Create", |_| {}).await;
    let id = in_state(&lyon, ReplyState::Waiting).await[0].id;
    lyon.node.decide_reply(id, true, "").await.unwrap();
    suspend(&lyon, &host(&mastodon)).await;
    assert_eq!(listed(&lyon, &sheet).await, json!([]));
    assert!(!page(&lyon, &sheet).await.contains("Merci"));
}

on_both_engines!(
    t30_a_reply_is_shown_once_it_is_approved_and_clean,
    a_changed_reply_waits_again_and_one_taken_back_is_gone,
    a_refused_reply_does_not_come_back,
    what_is_not_for_everybody_or_answers_nothing_of_ours_is_not_kept,
    events_take_no_replies_unless_the_node_says_so_and_all_can_be_turned_off,
    one_author_cannot_fill_the_queue,
    what_nobody_approves_is_forgotten_and_what_was_approved_is_not,
    a_block_hides_the_replies_of_its_host_too,
);
