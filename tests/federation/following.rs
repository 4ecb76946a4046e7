//! Follow once, hold everything.

use havre::{
    domain::{Actor, Facet, FollowingState, PeerKind},
    node::record::{read_text, shared_taxonomy},
    store::{actors, search},
};

use crate::network::{Network, Running, practice, settle, territory};

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

async fn who_merely_follows_us_is_no_part_of_our_directory(network: Network) {
    let (lyon, gao) = (network.node("lyon").await, network.node("gao").await);
    follow(&gao, &lyon).await;
    let handles = |actors: Vec<Actor>| -> Vec<String> {
        actors.into_iter().map(|actor| actor.handle).collect()
    };
    let mut at_lyon = lyon.node.store.read().await.unwrap();
    assert_eq!(handles(actors::directory(&mut at_lyon).await.unwrap()), ["lyon"]);
    let mut at_gao = gao.node.store.read().await.unwrap();
    assert_eq!(handles(actors::directory(&mut at_gao).await.unwrap()), ["gao", "lyon"]);
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

async fn a_sheet_under_a_local_theme_is_found_elsewhere_under_the_shared_one(network: Network) {
    let (lyon, gao) = (network.node("lyon").await, network.node("gao").await);
    let theme = r#"{"id": "spare-room", "label": {"fr": "Chez l’habitant"}, "broader": "housing"}"#;
    let rows = read_text("themes", theme, shared_taxonomy()).unwrap();
    lyon.node.import_rows(rows, None, |_, _| {}).await.unwrap();
    let mut content = practice("prac-chambre", "Une chambre");
    content.themes = vec!["spare-room".to_owned()];
    lyon.node.put_sheet("lyon", content).await.unwrap();
    follow(&gao, &lyon).await;
    let mut db = gao.node.store.read().await.unwrap();
    let facets = vec![(Facet::Theme, "housing".to_owned())];
    let query = search::Query { facets, limit: 10, ..<_>::default() };
    assert_eq!(search::page(&mut db, &query, network.clock.now()).await.unwrap().total, 1);
}

async fn who_asks_for_a_catalogue_too_often_is_told_when_to_come_back(network: Network) {
    let lyon = network.node("lyon").await;
    let client = lyon.node.federation.client();
    let catalogue = lyon.actor().child("catalogue");
    let mut answers = vec![];
    for _ in 0..1_250 {
        answers.push(client.get(&catalogue, |_| Ok(vec![]), 100_000).await.unwrap());
    }
    let refused: Vec<_> = answers.iter().filter(|answer| answer.status == 429).collect();
    assert_eq!(refused.len(), 50);
    assert!(refused[0].retry_after(network.clock.now()).unwrap() > 0);
}

on_both_engines!(
    a_follower_holds_all_that_the_node_has_published_before,
    what_is_published_later_arrives_by_itself_whoever_on_the_node_speaks,
    a_handle_a_host_and_an_address_all_lead_to_the_node,
    nothing_of_a_node_that_is_not_followed_is_kept,
    who_merely_follows_us_is_no_part_of_our_directory,
    after_unfollowing_nothing_new_arrives_and_nothing_is_lost,
    a_sheet_under_a_local_theme_is_found_elsewhere_under_the_shared_one,
    who_asks_for_a_catalogue_too_often_is_told_when_to_come_back,
);
