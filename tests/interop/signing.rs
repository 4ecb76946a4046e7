//! Both kinds of signature, in both directions: nobody here takes a request without one.

use havre::{clock::Clock, domain::Iri};
use serde_json::{Value, json};

use crate::{
    foreign::{CAVAGE, Foreign, RFC_9421, Software},
    network::{Engine, Network, Running, settle},
};

fn network() -> Network {
    Network::at(Clock::system(), Engine::Sqlite)
}

/// Nodes that, as the others do, give documents to signed requests only.
fn secure_network() -> Network {
    let mut network = network();
    network.secure_mode = true;
    network
}

/// A node and a server that follow one another.
async fn friends(network: &Network, software: Software, settings: &Value) -> (Running, Foreign) {
    let lyon = network.node("lyon").await;
    let mut visitor = software.start_with(settings);
    lyon.node.follow(&visitor.handle).await.unwrap();
    settle(&[&lyon]).await;
    visitor.follows(lyon.actor().as_str());
    settle(&[&lyon]).await;
    (lyon, visitor)
}

/// All that passes between a server that signs with `kind` and us, who take what it sends.
async fn our_inbox_takes(software: Software, settings: Value, kind: &str) {
    let network = network();
    let (lyon, mut visitor) = friends(&network, software, &settings).await;
    visitor.publishes(json!({"content": "<p>Bonjour.</p>"}));
    visitor.finds(lyon.actor().as_str());
    let seen = visitor.seen();
    assert_eq!(seen.signatures_sent(), [(kind, 202); 3], "Accept, Follow and Create");
    assert!(seen.questions("/ap/lyon").contains(&(kind, 200)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn our_inbox_takes_cavage_signatures_of_fedify() {
    our_inbox_takes(Software::Fedify, json!({"signs": CAVAGE}), CAVAGE).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn our_inbox_takes_cavage_signatures_of_pubby() {
    our_inbox_takes(Software::Pubby, json!({}), CAVAGE).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn our_inbox_takes_rfc_9421_signatures_of_fedify() {
    our_inbox_takes(Software::Fedify, json!({"signs": RFC_9421}), RFC_9421).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_takes_rfc_9421_alone_is_knocked_at_twice_and_then_known() {
    let network = network();
    let settings = json!({"signs": CAVAGE, "accepts": [RFC_9421]});
    let (lyon, mut visitor) = friends(&network, Software::Fedify, &settings).await;
    lyon.publish("prac-guichet", "Un guichet").await;
    settle(&[&lyon]).await;
    let seen = visitor.seen();
    let knocks = [(CAVAGE, 401), (RFC_9421, 202), (RFC_9421, 202), (RFC_9421, 202)];
    assert_eq!(seen.signatures_received(), knocks, "Follow twice, Accept and Create");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_signs_with_rfc_9421_is_signed_to_in_the_same_way() {
    let network = network();
    let lyon = network.node("lyon").await;
    let mut visitor = Software::Fedify.start_with(&json!({"signs": RFC_9421}));
    visitor.follows(lyon.actor().as_str());
    settle(&[&lyon]).await;
    assert_eq!(visitor.seen().signatures_received(), [(RFC_9421, 202)], "Accept");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_server_refused_is_not_tried_again_whatever_it_signs_with() {
    let network = network();
    let settings = json!({"signs": RFC_9421, "accepts": [CAVAGE]});
    let (lyon, mut visitor) = friends(&network, Software::Fedify, &settings).await;
    lyon.publish("prac-guichet", "Un guichet").await;
    settle(&[&lyon]).await;
    let seen = visitor.seen();
    let knocks = [(CAVAGE, 202), (RFC_9421, 401), (CAVAGE, 202), (CAVAGE, 202)];
    assert_eq!(seen.signatures_received(), knocks, "Follow, Accept twice, and Create");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn their_inboxes_take_our_cavage_signatures() {
    for software in [Software::Fedify, Software::Pubby] {
        let network = network();
        let (lyon, mut visitor) =
            friends(&network, software, &json!({"signs": CAVAGE, "accepts": [CAVAGE]})).await;
        lyon.publish("prac-guichet", "Un guichet").await;
        settle(&[&lyon]).await;
        let seen = visitor.seen();
        assert_eq!(seen.signatures_received(), [(CAVAGE, 202); 3], "Follow, Accept and Create");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_given_to_signed_requests_only_is_given_both_ways() {
    for software in [Software::Fedify, Software::Pubby] {
        let network = secure_network();
        let (lyon, mut visitor) = friends(&network, software, &json!({"signs": CAVAGE})).await;
        let theirs = Iri::parse(visitor.actor.as_str()).unwrap();
        let client = lyon.node.federation.client();
        for iri in [&theirs, &lyon.actor()] {
            let accept = |_: &Iri| Ok(vec![("accept", "application/activity+json".to_owned())]);
            let unsigned = client.get(iri, accept, 100_000).await.unwrap();
            assert_eq!(unsigned.status, 401, "{iri}");
        }
        assert_eq!(lyon.node.federation.fetch_actor(&theirs).await.unwrap().iri, theirs);
        let guichet = lyon.publish("prac-guichet", "Un guichet").await;
        visitor.finds(guichet.as_str());
        assert_eq!(visitor.seen().questions(guichet.path()), [(CAVAGE, 200)]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_given_to_signed_requests_only_is_given_to_rfc_9421() {
    let network = secure_network();
    let lyon = network.node("lyon").await;
    let mut visitor = Software::Fedify.start_with(&json!({"signs": RFC_9421}));
    visitor.finds(lyon.actor().as_str());
    assert_eq!(visitor.seen().questions("/ap/lyon")[0], (RFC_9421, 200));
}

/// Fedify signs the fragment of a key's address, which no request line has, and gets through on its
/// second knock.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_secure_node_and_fedify_find_each_others_keys() {
    let network = secure_network();
    let settings = json!({"signs": RFC_9421});
    let (lyon, mut visitor) = friends(&network, Software::Fedify, &settings).await;
    lyon.publish("prac-guichet", "Un guichet").await;
    settle(&[&lyon]).await;
    let seen = visitor.seen();
    assert!(seen.questions("#main-key").contains(&(CAVAGE, 200)));
    assert!(seen.signatures_received().iter().filter(|(_, status)| *status == 202).count() >= 3);
    assert_eq!(seen.signatures_sent().last().map(|(_, status)| *status), Some(202));
}
