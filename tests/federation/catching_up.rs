//! Nodes that were away find the right state when they return, and nothing twice.

use havre::{federation::Synced, store::catalogue::Owner};

use crate::{
    following::follow,
    network::{Network, Running, settle},
};

/// The digest of what `holder` knows of the catalogue of `publisher`.
async fn digest_at(holder: &Running, publisher: &Running) -> String {
    let mut db = holder.node.store.read().await.unwrap();
    let peer = havre::store::peers::find_by_host(&mut db, &publisher.host()).await.unwrap();
    drop(db);
    holder.node.federation.digests_of(peer.unwrap().id).await.unwrap().whole
}

/// The digest of the catalogue of `publisher` as it computes it itself.
async fn digest_of(publisher: &Running) -> String {
    let view = publisher.node.catalogue(&publisher.name).await.unwrap();
    publisher.node.catalogue_digests(&view).await.unwrap().whole.clone()
}

async fn a_node_that_was_away_catches_up_from_the_catalogue(network: Network) {
    let (lyon, gao) = (network.node("lyon").await, network.node("gao").await);
    lyon.publish("prac-guichet", "Un guichet").await;
    lyon.publish("prac-maison", "Une maison").await;
    follow(&gao, &lyon).await;
    let gao = gao.kill().await;
    lyon.publish("prac-guichet", "Deux guichets").await;
    lyon.node.withdraw_sheet("prac-maison").await.unwrap();
    settle(&[&lyon]).await;
    let gao = network.start_again(gao).await;
    gao.node.sync(&lyon.host()).await.unwrap();
    assert_eq!(gao.practices().await, ["Deux guichets"]);
    assert_eq!(digest_at(&gao, &lyon).await, digest_of(&lyon).await);
    // What waited for it arrives at last, and changes nothing.
    network.clock.advance(3_600);
    settle(&[&lyon, &gao]).await;
    assert_eq!(gao.practices().await, ["Deux guichets"]);
    assert_eq!(digest_at(&gao, &lyon).await, digest_of(&lyon).await);
}

async fn deliveries_that_wait_arrive_when_a_peer_returns(network: Network) {
    let (lyon, gao) = (network.node("lyon").await, network.node("gao").await);
    follow(&gao, &lyon).await;
    let gao = gao.kill().await;
    lyon.publish("prac-guichet", "Un guichet").await;
    settle(&[&lyon]).await;
    let gao = network.start_again(gao).await;
    network.clock.advance(60);
    settle(&[&lyon]).await;
    gao.node.federation.process_received().await.unwrap();
    assert_eq!(gao.practices().await, ["Un guichet"]);
}

async fn an_unchanged_catalogue_costs_one_conditional_request(network: Network) {
    let (lyon, gao) = (network.node("lyon").await, network.node("gao").await);
    lyon.publish("prac-guichet", "Un guichet").await;
    follow(&gao, &lyon).await;
    assert_eq!(gao.node.sync(&lyon.host()).await.unwrap(), Synced::Unchanged);
    network.clock.advance(24 * 3_600);
    let daily = gao.node.sync(&lyon.host()).await.unwrap();
    assert_eq!(daily, Synced::Changed { listed: 0, fetched: 0 }, "once a day all is compared");
}

async fn a_copy_that_was_lost_is_found_by_its_bucket(network: Network) {
    let (lyon, gao) = (network.node("lyon").await, network.node("gao").await);
    for number in 0..20 {
        lyon.publish(&format!("prac-{number}"), &format!("Fiche {number}")).await;
    }
    follow(&gao, &lyon).await;
    let lost = lyon.node.find_sheet("prac-7").await.unwrap().iri;
    let mut db = gao.node.store.write().await.unwrap();
    havre::store::sheets::remove(&mut db, &lost).await.unwrap();
    havre::store::catalogue::forget(&mut db, &lost).await.unwrap();
    db.commit().await.unwrap();
    assert_eq!(gao.practices().await.len(), 19);
    network.clock.advance(24 * 3_600);
    gao.node.sync(&lyon.host()).await.unwrap();
    assert_eq!(gao.practices().await.len(), 20);
    assert_eq!(digest_at(&gao, &lyon).await, digest_of(&lyon).await);
}

async fn a_catalogue_of_many_pages_is_read_to_its_end(network: Network) {
    let (lyon, gao) = (network.node("lyon").await, network.node("gao").await);
    let content = |number: usize| {
        crate::network::practice(&format!("prac-{number}"), &format!("Fiche {number:04}"))
    };
    for number in 0..620 {
        lyon.node.put_sheet("lyon", content(number)).await.unwrap();
    }
    follow(&gao, &lyon).await;
    assert_eq!(gao.practices().await.len(), 620);
    let mut db = gao.node.store.read().await.unwrap();
    let peer = havre::store::peers::find_by_host(&mut db, &lyon.host()).await.unwrap().unwrap();
    let totals = havre::store::catalogue::totals(&mut db, Owner::Copy(peer.id)).await.unwrap();
    assert_eq!(totals, (621, 0));
}

on_both_engines!(
    a_node_that_was_away_catches_up_from_the_catalogue,
    deliveries_that_wait_arrive_when_a_peer_returns,
    an_unchanged_catalogue_costs_one_conditional_request,
    a_copy_that_was_lost_is_found_by_its_bucket,
    a_catalogue_of_many_pages_is_read_to_its_end,
);
