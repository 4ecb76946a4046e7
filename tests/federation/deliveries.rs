//! Deliveries arrive once, in order, and no peer waits for another.

use havre::store::{deliveries, peers};

use crate::{
    following::follow,
    network::{Network, Running, settle},
};

async fn waiting(running: &Running) -> i64 {
    let mut db = running.node.store.read().await.unwrap();
    deliveries::waiting(&mut db).await.unwrap()
}

async fn a_dead_peer_delays_nobody_and_is_asked_less_and_less(network: Network) {
    let (lyon, gao) = (network.node("lyon").await, network.node("gao").await);
    let liege = network.node("liege").await;
    follow(&gao, &lyon).await;
    follow(&liege, &lyon).await;
    let dead = liege.kill().await;
    lyon.publish("prac-guichet", "Un guichet").await;
    settle(&[&lyon, &gao]).await;
    assert_eq!(gao.practices().await, ["Un guichet"]);
    assert_eq!(waiting(&lyon).await, 1, "what is for the dead peer waits");
    for wait in [30, 90, 270] {
        network.clock.advance(wait - 1);
        assert_eq!(lyon.node.federation.deliver_due().await.unwrap(), 0);
        let before = failures(&lyon, &dead.host()).await;
        network.clock.advance(1);
        assert_eq!(lyon.node.federation.deliver_due().await.unwrap(), 0);
        assert_eq!(failures(&lyon, &dead.host()).await, before + 1, "tried after {wait} s");
    }
    let liege = network.start_again(dead).await;
    network.clock.advance(24 * 3_600);
    settle(&[&lyon, &liege]).await;
    assert_eq!(waiting(&lyon).await, 0);
    assert_eq!(liege.practices().await, ["Un guichet"]);
}

async fn failures(running: &Running, host: &str) -> i64 {
    let mut db = running.node.store.read().await.unwrap();
    peers::find_by_host(&mut db, host).await.unwrap().unwrap().failures
}

async fn a_delivery_is_given_up_after_a_week(network: Network) {
    let (lyon, gao) = (network.node("lyon").await, network.node("gao").await);
    follow(&gao, &lyon).await;
    let gao = gao.kill().await;
    lyon.publish("prac-guichet", "Un guichet").await;
    settle(&[&lyon]).await;
    for _ in 0..8 {
        network.clock.advance(24 * 3_600);
        settle(&[&lyon]).await;
    }
    assert_eq!(waiting(&lyon).await, 0);
    let mut db = lyon.node.store.read().await.unwrap();
    let dropped = deliveries::log(&mut db, Some(&gao.host()), 10).await.unwrap();
    assert_eq!(dropped.len(), 1);
}

async fn changes_arrive_in_the_order_in_which_they_were_made(network: Network) {
    let (lyon, gao) = (network.node("lyon").await, network.node("gao").await);
    follow(&gao, &lyon).await;
    for number in 0..50 {
        lyon.publish("prac-guichet", &format!("Version {number}")).await;
    }
    settle(&[&lyon, &gao]).await;
    assert_eq!(gao.practices().await, ["Version 49"]);
    assert_eq!(waiting(&lyon).await, 0);
}

async fn a_node_that_is_killed_while_it_delivers_loses_nothing_and_repeats_nothing(
    network: Network,
) {
    let (lyon, gao) = (network.node("lyon").await, network.node("gao").await);
    follow(&gao, &lyon).await;
    for number in 0..60 {
        lyon.publish(&format!("prac-{number}"), &format!("Fiche {number}")).await;
    }
    // It dies with a lease in hand, after some deliveries.
    let federation = lyon.node.federation.clone();
    let delivering = tokio::spawn(async move { federation.deliver_due().await });
    while waiting(&lyon).await == 60 {
        tokio::task::yield_now().await;
    }
    delivering.abort();
    let lyon = network.start_again(lyon.kill().await).await;
    network.clock.advance(600);
    settle(&[&lyon, &gao]).await;
    assert_eq!(gao.practices().await.len(), 60);
    assert_eq!(waiting(&lyon).await, 0);
}

on_both_engines!(
    a_dead_peer_delays_nobody_and_is_asked_less_and_less,
    a_delivery_is_given_up_after_a_week,
    changes_arrive_in_the_order_in_which_they_were_made,
    a_node_that_is_killed_while_it_delivers_loses_nothing_and_repeats_nothing,
);
