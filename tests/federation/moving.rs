//! Moving house: followers are told and asked, copies stay, and nobody is moved by somebody else.

use havre::{
    domain::{FollowingState, MoveState, Verb},
    node::{By, NodeError},
    store::decisions,
};
use serde_json::{Value, json};

use crate::{
    following::follow,
    network::{Network, Running, settle},
    stranger::{GAO, LIEGE, Stranger},
};

async fn document(node: &Running, path: &str, accept: &'static str) -> String {
    let headers = |_: &_| Ok(vec![("accept", accept.to_owned())]);
    let client = node.node.federation.client();
    let answer = client.get(&node.node.iri(path), headers, 1 << 20).await.unwrap();
    String::from_utf8(answer.body).unwrap()
}

async fn a_node_that_moves_is_followed_to_its_new_address_when_the_operator_says_so(
    network: Network,
) {
    let (old, gao) = (network.node("lyon").await, network.node("gao").await);
    let new = network.node("lyon-neuf").await;
    new.node.put_actor("lyon", crate::network::territory("lyon")).await.unwrap();
    follow(&gao, &old).await;
    let sheet = old.publish("prac-guichet", "Un guichet").await;
    settle(&[&old, &gao]).await;

    let address = format!("lyon@{}", new.host());
    let early = old.node.move_actor("lyon", &address).await.unwrap_err();
    assert!(matches!(early, NodeError::NotExpected { .. }), "{early}");
    new.node.add_alias("lyon", &format!("lyon@{}", old.host())).await.unwrap();
    let target = old.node.move_actor("lyon", &address).await.unwrap();
    let again = old.node.move_actor("lyon", &address).await.unwrap_err();
    assert!(matches!(again, NodeError::MovedLately(_)), "{again}");
    settle(&[&old, &gao, &new]).await;

    let moves = gao.node.moves().await.unwrap();
    assert_eq!((moves[0].state, &moves[0].target), (MoveState::Proposed, &target));
    assert_eq!(gao.node.followings().await.unwrap()[0].0.followed, old.actor(), "not by itself");
    gao.node.accept_move(&old.host(), &By::operator("")).await.unwrap();
    settle(&[&old, &gao, &new]).await;
    let followings = gao.node.followings().await.unwrap();
    let followed: Vec<_> = followings.iter().map(|(asked, _)| asked.followed.host()).collect();
    assert_eq!(followed, [new.host()]);
    assert_eq!(followings[0].0.state, FollowingState::Accepted);
    assert_eq!(gao.practices().await, ["Un guichet"], "the copies of the old address stay");
    let mut db = gao.node.store.read().await.unwrap();
    let log = decisions::page(&mut db, Some(old.actor().as_str()), None, 10).await.unwrap();
    assert_eq!(log[0].verb, Verb::ActorMoved);

    // The old address says where it went.
    let actor = document(&old, "/ap/lyon", "application/activity+json").await;
    let actor: Value = serde_json::from_str(&actor).unwrap();
    assert_eq!(actor["movedTo"], target.as_str());
    let page = sheet.path().replacen("/ap", "", 1);
    assert!(document(&old, &page, "text/html").await.contains(target.as_str()));
    assert!(document(&old, "/territories/lyon", "text/html").await.contains(target.as_str()));
    let actor = document(&new, "/ap/lyon", "application/activity+json").await;
    let actor: Value = serde_json::from_str(&actor).unwrap();
    assert_eq!(actor["alsoKnownAs"], json!([old.actor()]));
}

async fn a_whole_node_moves_or_none_of_its_actors_does(network: Network) {
    let (old, new) = (network.node("lyon").await, network.node("lyon-neuf").await);
    let territory = crate::network::territory;
    old.node.put_actor("villeurbanne", territory("villeurbanne")).await.unwrap();
    new.node.put_actor("lyon", territory("lyon")).await.unwrap();
    let mastodon = Stranger::start(&network.clock).await;
    let ana = mastodon.actor("ana", LIEGE);
    mastodon.follow(&old, &ana, LIEGE, &old.actor()).await;
    new.node.welcome_node(&format!("http://{}", old.host())).await.unwrap();
    old.node.move_node(&new.host()).await.unwrap_err();
    assert_eq!(old.node.addresses_of("lyon").await.unwrap().departure, None);
    new.node.put_actor("villeurbanne", territory("villeurbanne")).await.unwrap();
    new.node.welcome_node(&format!("http://{}", old.host())).await.unwrap();
    network.clock.advance(700);
    let moved = old.node.move_node(&new.host()).await.unwrap();
    assert_eq!(moved.len(), 2);
    settle(&[&old]).await;
    let told = mastodon.told_of("Move");
    assert_eq!(told.len(), 2, "of every actor");
    let of_lyon = told.iter().find(|told| told["actor"] == old.actor().as_str()).unwrap();
    assert_eq!(of_lyon["object"], old.actor().as_str());
    assert_eq!(of_lyon["target"], new.node.iri("/ap/lyon").as_str());
}

/// Lyon follows an account of other software, which has said yes.
async fn lyon_follows(lyon: &Running, mastodon: &Stranger, name: &str) -> havre::domain::Iri {
    let actor = mastodon.actor(name, LIEGE);
    lyon.node.follow(actor.as_str()).await.unwrap();
    settle(&[lyon]).await;
    let asked = mastodon.told_of("Follow").pop().unwrap();
    let accept = json!({
        "id": format!("{actor}/accepts/1"), "type": "Accept", "actor": actor, "object": asked,
    });
    assert_eq!(mastodon.send(lyon, &actor, LIEGE, &accept).await, 202);
    settle(&[lyon]).await;
    actor
}

async fn a_move_that_the_new_address_does_not_know_of_is_not_believed(network: Network) {
    let (lyon, mastodon) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let ana = lyon_follows(&lyon, &mastodon, "ana").await;
    let bea = mastodon.actor("bea", GAO);
    let moving = json!({
        "id": format!("{ana}/moves/1"), "type": "Move", "actor": ana, "object": ana, "target": bea,
    });
    assert_eq!(mastodon.send(&lyon, &ana, LIEGE, &moving).await, 202);
    settle(&[&lyon]).await;
    assert_eq!(lyon.node.moves().await.unwrap()[0].state, MoveState::Refused);
    let refused = lyon.node.accept_move(ana.as_str(), &By::operator("")).await.unwrap_err();
    assert!(matches!(refused, NodeError::NoMove(_)), "{refused}");
}

async fn nobody_is_moved_by_somebody_else_nor_twice_in_a_week(network: Network) {
    let (lyon, mastodon) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let ana = lyon_follows(&lyon, &mastodon, "ana").await;
    let new = |name: &str| {
        let iri = mastodon.iri(&format!("/users/{name}"));
        mastodon.serve(
            iri.path(),
            json!({
                "id": iri, "type": "Person", "preferredUsername": name,
                "inbox": format!("{iri}/inbox"), "alsoKnownAs": ana,
            }),
        );
        iri
    };
    let (first, second) = (new("first"), new("second"));
    let moving = |number: u32, by: &havre::domain::Iri, target: &havre::domain::Iri| {
        json!({
            "id": format!("{by}/moves/{number}"), "type": "Move", "actor": by, "object": ana,
            "target": target,
        })
    };
    let bea = mastodon.actor("bea", GAO);
    assert_eq!(mastodon.send(&lyon, &bea, GAO, &moving(1, &bea, &first)).await, 202);
    settle(&[&lyon]).await;
    assert_eq!(lyon.node.moves().await.unwrap(), []);
    let mut left = serde_json::to_value(json!({
        "id": ana, "type": "Person", "preferredUsername": "ana", "inbox": format!("{ana}/inbox"),
        "movedTo": first,
    }))
    .unwrap();
    left["publicKey"] = json!({
        "id": format!("{ana}#main-key"), "owner": ana, "publicKeyPem": LIEGE.1,
    });
    mastodon.serve(ana.path(), left);
    assert_eq!(mastodon.send(&lyon, &ana, LIEGE, &moving(2, &ana, &first)).await, 202);
    settle(&[&lyon]).await;
    assert_eq!(lyon.node.moves().await.unwrap()[0].state, MoveState::Proposed);
    assert_eq!(mastodon.send(&lyon, &ana, LIEGE, &moving(3, &ana, &second)).await, 202);
    settle(&[&lyon]).await;
    let moves = lyon.node.moves().await.unwrap();
    assert_eq!((moves.len(), &moves[0].target), (1, &first), "not again within a week");
}

on_both_engines!(
    a_node_that_moves_is_followed_to_its_new_address_when_the_operator_says_so,
    a_whole_node_moves_or_none_of_its_actors_does,
    a_move_that_the_new_address_does_not_know_of_is_not_believed,
    nobody_is_moved_by_somebody_else_nor_twice_in_a_week,
);
