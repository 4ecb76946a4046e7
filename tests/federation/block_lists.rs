//! Lists of blocks that nodes publish: signed, read, and never followed without a person.

use havre::{
    domain::{Domain, Iri, Proposal, Severity},
    federation::http_client::HttpClient,
};
use serde_json::{Value, json};

use crate::{
    blocking::{ask, block, lift},
    network::{Network, Running},
    stranger::{LIEGE, Stranger},
};

/// Blocks a host, published with a reason.
async fn publish(node: &Running, host: &str, reason: &str) {
    let mut block = block(host, Severity::Suspend);
    (block.published, block.public_comment) = (true, reason.to_owned());
    node.node.block(block).await.unwrap();
}

fn list_of(node: &Running) -> Iri {
    node.actor().child("blocks")
}

/// The worker's daily look at the lists.
async fn a_day_later(network: &Network, node: &Running) {
    network.clock.advance(25 * 3_600);
    node.node.federation.read_due_lists().await.unwrap();
}

/// What the lists propose: the domain, and whether it is to be blocked.
async fn drafts(node: &Running) -> Vec<(String, bool)> {
    let drafts = node.node.block_drafts().await.unwrap();
    let mut said: Vec<_> = drafts
        .iter()
        .map(|draft| (draft.block.domain.to_string(), draft.proposal == Proposal::Add))
        .collect();
    said.sort();
    said
}

async fn t38_only_what_is_published_leaves_and_no_private_comment_ever(network: Network) {
    let lyon = network.node("lyon").await;
    lyon.node.block(block("quiet.example", Severity::Silence)).await.unwrap();
    let missing = ask(&lyon, &lyon.node.iri("/ap/nobody/blocks"), None).await;
    assert_eq!(missing.0, 404);
    assert_eq!(ask(&lyon, &list_of(&lyon), None).await, missing, "nothing is published");
    publish(&lyon, "troll.example", "calls for violence").await;
    let (status, _, _, list) = ask(&lyon, &list_of(&lyon), None).await;
    assert_eq!(status, 200);
    assert!(list.contains("troll.example") && list.contains("calls for violence"), "{list}");
    let file = lyon.node.export_blocks(false).await.unwrap();
    assert!(file.contains("quiet.example"));
    for text in [list, file] {
        assert!(!text.contains("seen by Ana"), "{text}");
    }
    let public = lyon.node.export_blocks(true).await.unwrap();
    assert!(!public.contains("quiet.example"), "{public}");
    for path in ["/about", "/nodeinfo/2.1", "/ap/lyon", "/ap/lyon/outbox?page=1"] {
        let page = ask(&lyon, &lyon.node.iri(path), None).await.3;
        assert!(!page.contains("troll.example") && !page.contains("quiet.example"), "{path}");
    }
    lift(&lyon, "troll.example").await;
    assert_eq!(ask(&lyon, &list_of(&lyon), None).await, missing);
}

async fn a_list_proposes_and_a_person_decides(network: Network) {
    let (lyon, gao) = (network.node("lyon").await, network.node("gao").await);
    publish(&lyon, "a.example", "").await;
    publish(&lyon, "b.example", "").await;
    assert_eq!(gao.node.subscribe_blocks(&list_of(&lyon)).await.unwrap(), lyon.actor());
    let (a, b) = ("a.example".to_owned(), "b.example".to_owned());
    assert_eq!(drafts(&gao).await, [(a.clone(), true), (b.clone(), true)]);
    assert!(gao.node.blocks().await.unwrap().is_empty(), "nothing happens by itself");
    let waiting = gao.node.block_drafts().await.unwrap();
    gao.node.confirm_draft(waiting[0].id).await.unwrap();
    gao.node.dismiss_draft(waiting[1].id, "we know them").await.unwrap();
    assert!(gao.node.federation.blocks().is_suspended("a.example"));
    assert_eq!(drafts(&gao).await, []);

    a_day_later(&network, &gao).await;
    assert_eq!(drafts(&gao).await, [], "what was dismissed is not proposed again");
    lift(&lyon, "a.example").await;
    a_day_later(&network, &gao).await;
    assert_eq!(drafts(&gao).await, [(a, false)]);
    assert!(gao.node.federation.blocks().is_suspended("a.example"), "not even a removal");
    let removal = gao.node.block_drafts().await.unwrap().remove(0);
    gao.node.confirm_draft(removal.id).await.unwrap();
    assert!(gao.node.blocks().await.unwrap().is_empty());
    gao.node.unsubscribe_blocks(&list_of(&lyon)).await.unwrap();
    assert!(gao.node.block_subscriptions().await.unwrap().is_empty());
}

async fn an_unchanged_list_costs_one_conditional_request(network: Network) {
    let lyon = network.node("lyon").await;
    publish(&lyon, "a.example", "").await;
    let client: &HttpClient = lyon.node.federation.client();
    let first = client.get(&list_of(&lyon), |_| Ok(vec![]), 100_000).await.unwrap();
    let etag = first.header("etag").unwrap().to_owned();
    network.clock.advance(3_600);
    let again = client
        .get(&list_of(&lyon), |_| Ok(vec![("if-none-match", etag.clone())]), 100_000)
        .await
        .unwrap();
    assert_eq!(again.status, 304, "it is signed when it changes, not when it is read");
}

async fn a_list_that_was_changed_or_is_not_signed_changes_nothing(network: Network) {
    let (lyon, gao) = (network.node("lyon").await, network.node("gao").await);
    publish(&lyon, "a.example", "").await;
    let stranger = Stranger::start(&network.clock).await;
    let eve = stranger.actor("eve", LIEGE);
    let unsigned = json!({
        "id": stranger.iri("/blocks"), "type": "OrderedCollection", "attributedTo": eve,
        "orderedItems": [{"type": "havre:Block", "havre:domain": "honest.example",
                          "havre:severity": "suspend"}],
    });
    stranger.serve("/blocks", unsigned.clone());
    let refused = gao.node.subscribe_blocks(&stranger.iri("/blocks")).await.unwrap_err();
    assert!(refused.to_string().contains("not signed"), "{refused}");

    // The list of another node, under an address of the stranger's.
    let signed: Value = serde_json::from_str(&ask(&lyon, &list_of(&lyon), None).await.3).unwrap();
    stranger.serve("/stolen", signed);
    assert!(gao.node.subscribe_blocks(&stranger.iri("/stolen")).await.is_err());
    assert!(gao.node.block_subscriptions().await.unwrap().is_empty());

    // A list that is subscribed to, and whose words change under its signature.
    gao.node.subscribe_blocks(&list_of(&lyon)).await.unwrap();
    let mut db = lyon.node.store.write().await.unwrap();
    let list = lyon.node.published_blocks().await.unwrap().unwrap();
    let forged = list.replace("a.example", "z.example");
    havre::store::settings::set(&mut db, "published_blocks", &forged).await.unwrap();
    db.commit().await.unwrap();
    a_day_later(&network, &gao).await;
    assert_eq!(drafts(&gao).await, [("a.example".to_owned(), true)]);
    let lists = gao.node.block_subscriptions().await.unwrap();
    let problem = lists[0].problem.as_ref().unwrap();
    assert!(problem.contains("signature"), "{problem}");
    assert_eq!(lists[0].entries[0].domain, Domain::parse("a.example").unwrap());
}

on_both_engines!(
    t38_only_what_is_published_leaves_and_no_private_comment_ever,
    a_list_proposes_and_a_person_decides,
    an_unchanged_list_costs_one_conditional_request,
    a_list_that_was_changed_or_is_not_signed_changes_nothing,
);
