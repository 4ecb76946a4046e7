//! Follow once, hold everything.

use havre::domain::{FollowingState, PeerKind};

use crate::network::{Network, Running, settle, territory};

/// Lets `follower` follow `followed`, and waits for what follows from it.
pub(crate) async fn follow(follower: &Running, followed: &Running) {
    follower.node.follow(&followed.host()).await.unwrap();
    settle(&[follower, followed]).await;
}

async fn a_follower_holds_all_that_the_node_has_published_before(network: Network) {
    let (lyon, gao) = (network.node("lyon").await, network.node("gao").await);
    lyon.node.put_actor("villeurbanne", territory("villeurbanne")).await.unwrap();
    lyon.publish("prac-guichet", "Un guichet").await;
    lyon.publish_as("villeurbanne", "prac-maison", "Une maison").await;
    follow(&gao, &lyon).await;
    assert_eq!(gao.practices().await, ["Un guichet", "Une maison"]);
    let peers = gao.node.peers().await.unwrap();
    assert_eq!(peers[0].kind, PeerKind::Node);
    assert_eq!((peers[0].sync.published, peers[0].sync.held), (4, 4), "2 sheets and 2 actors");
    assert_eq!(peers[0].sync.checked_at, Some(network.clock.now()));
}

async fn what_is_published_later_arrives_by_itself_whoever_on_the_node_speaks(network: Network) {
    let (lyon, gao) = (network.node("lyon").await, network.node("gao").await);
    lyon.node.put_actor("villeurbanne", territory("villeurbanne")).await.unwrap();
    follow(&gao, &lyon).await;
    lyon.publish_as("villeurbanne", "prac-maison", "Une maison").await;
    settle(&[&lyon, &gao]).await;
    assert_eq!(gao.practices().await, ["Une maison"]);
}

async fn a_handle_a_host_and_an_address_all_lead_to_the_node(network: Network) {
    let (lyon, gao) = (network.node("lyon").await, network.node("gao").await);
    lyon.node.put_actor("villeurbanne", territory("villeurbanne")).await.unwrap();
    let host = lyon.host();
    for name in [
        host.clone(),
        format!("http://{host}"),
        format!("@lyon@{host}"),
        format!("villeurbanne@{host}"),
        format!("http://{host}/ap/lyon"),
    ] {
        assert_eq!(gao.node.follow(&name).await.unwrap().iri, lyon.actor(), "{name}");
        settle(&[&lyon, &gao]).await;
    }
    let followings = gao.node.followings().await.unwrap();
    assert_eq!(followings.len(), 1);
    assert_eq!(followings[0].0.state, FollowingState::Accepted);
}

async fn nothing_of_a_node_that_is_not_followed_is_kept(network: Network) {
    let (lyon, gao) = (network.node("lyon").await, network.node("gao").await);
    follow(&lyon, &gao).await;
    lyon.publish("prac-guichet", "Un guichet").await;
    settle(&[&lyon, &gao]).await;
    assert!(gao.practices().await.is_empty());
}

async fn after_unfollowing_nothing_new_arrives_and_nothing_is_lost(network: Network) {
    let (lyon, gao) = (network.node("lyon").await, network.node("gao").await);
    lyon.publish("prac-guichet", "Un guichet").await;
    follow(&gao, &lyon).await;
    gao.node.unfollow(&lyon.host()).await.unwrap();
    settle(&[&lyon, &gao]).await;
    lyon.publish("prac-maison", "Une maison").await;
    settle(&[&lyon, &gao]).await;
    assert_eq!(gao.practices().await, ["Un guichet"]);
}

on_both_engines!(
    a_follower_holds_all_that_the_node_has_published_before,
    what_is_published_later_arrives_by_itself_whoever_on_the_node_speaks,
    a_handle_a_host_and_an_address_all_lead_to_the_node,
    nothing_of_a_node_that_is_not_followed_is_kept,
    after_unfollowing_nothing_new_arrives_and_nothing_is_lost,
);
