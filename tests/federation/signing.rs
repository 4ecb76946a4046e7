//! Requests signed in either way, with either kind of key: taken, and sent as the peer takes them.

use havre::{domain::Iri, federation::signature::Scheme};
use serde_json::json;

use crate::{
    hostile,
    network::{Network, Running, settle},
    stranger::{ED25519, LIEGE, Stranger, exchange, post},
};

/// Lets an actor of the stranger follow the node, and forgets the requests that it took.
async fn be_followed(lyon: &Running, mastodon: &Stranger, ana: &Iri) {
    let follow = json!({
        "id": format!("{ana}/follows/1"), "type": "Follow", "actor": ana, "object": lyon.actor(),
    });
    assert_eq!(mastodon.send(lyon, ana, LIEGE, &follow).await, 202);
    settle(&[lyon]).await;
    mastodon.requests();
}

/// Publishes, and says of each request how it was signed and answered.
async fn publish(lyon: &Running, mastodon: &Stranger, slug: &str) -> Vec<(Scheme, u16)> {
    lyon.publish(slug, slug).await;
    settle(&[lyon]).await;
    let requests = mastodon.requests();
    requests.into_iter().map(|asked| (asked.scheme.unwrap(), asked.status)).collect()
}

async fn each_scheme_and_each_kind_of_key_is_taken_and_one_fetch_is_enough(network: Network) {
    let (lyon, mastodon) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let ana = mastodon.actor("ana", LIEGE);
    mastodon.add_ed25519(&ana, &json!({}));
    let mut number = 0;
    for scheme in [Scheme::Rfc9421, Scheme::Cavage] {
        for key in [LIEGE, ED25519] {
            number += 1;
            let body = mastodon.create(&ana, number).to_string();
            let headers = mastodon.headers_in(scheme, &lyon, &ana, key, &body);
            assert_eq!(post(&lyon, &headers, &body).await, 202, "{scheme:?}");
        }
    }
    assert_eq!(mastodon.asked("/users/ana"), 1);
    hostile::follow(&lyon, &mastodon, &ana, ED25519).await;
}

async fn a_401_says_what_is_missing_and_how_to_sign(network: Network) {
    let (lyon, mastodon) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let ana = mastodon.actor("ana", LIEGE);
    let body = mastodon.create(&ana, 1).to_string();
    let mut headers = mastodon.headers_in(Scheme::Rfc9421, &lyon, &ana, LIEGE, &body);
    for (_, value) in &mut headers {
        *value = value.replace(" \"content-digest\"", "");
    }
    let answer = exchange(&lyon, "POST /ap/inbox", &headers, &body).await.to_lowercase();
    assert!(answer.starts_with("http/1.1 401"), "{answer}");
    let wanted = "accept-signature: sig1=(\"@method\" \"@target-uri\" \"content-digest\");created";
    assert!(answer.contains(wanted), "{answer}");
    assert!(answer.contains("application/problem+json"), "{answer}");
    assert!(answer.contains("the signature does not cover content-digest"), "{answer}");
}

async fn a_peer_that_refuses_one_scheme_is_signed_to_in_the_other_for_a_month(network: Network) {
    let (lyon, mastodon) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let ana = mastodon.actor("ana", LIEGE);
    be_followed(&lyon, &mastodon, &ana).await;
    let (cavage, rfc9421) = (Scheme::Cavage, Scheme::Rfc9421);
    assert_eq!(publish(&lyon, &mastodon, "prac-1").await, [(cavage, 202)]);
    mastodon.refuse(Some(cavage));
    assert_eq!(publish(&lyon, &mastodon, "prac-2").await, [(cavage, 401), (rfc9421, 202)]);
    assert_eq!(publish(&lyon, &mastodon, "prac-3").await, [(rfc9421, 202)]);
    let lyon = network.start_again(lyon.kill().await).await;
    assert_eq!(publish(&lyon, &mastodon, "prac-4").await, [(rfc9421, 202)]);
    mastodon.refuse(Some(rfc9421));
    assert_eq!(publish(&lyon, &mastodon, "prac-5").await, [(rfc9421, 401), (cavage, 202)]);
    mastodon.refuse(None);
    assert_eq!(publish(&lyon, &mastodon, "prac-6").await, [(cavage, 202)]);
    mastodon.refuse(Some(cavage));
    assert_eq!(publish(&lyon, &mastodon, "prac-7").await.len(), 2);
    mastodon.refuse(None);
    network.clock.advance(31 * 24 * 3_600);
    assert_eq!(publish(&lyon, &mastodon, "prac-8").await, [(cavage, 202)]);
    assert_eq!(mastodon.told().len(), 1 + 8, "an Accept, and every sheet once");
}

async fn a_peer_that_signs_with_rfc_9421_or_announces_it_gets_it_first(network: Network) {
    let lyon = network.node("lyon").await;
    let fedify = Stranger::start(&network.clock).await;
    let ana = fedify.actor("ana", LIEGE);
    be_followed(&lyon, &fedify, &ana).await;
    let like = json!({"id": format!("{ana}/likes/1"), "type": "Like", "actor": ana, "object": ana});
    let body = like.to_string();
    let headers = fedify.headers_in(Scheme::Rfc9421, &lyon, &ana, LIEGE, &body);
    assert_eq!(post(&lyon, &headers, &body).await, 202);
    assert_eq!(publish(&lyon, &fedify, "prac-1").await, [(Scheme::Rfc9421, 202)]);

    let mitra = Stranger::start(&network.clock).await;
    let bob = mitra.actor("bob", LIEGE);
    let rfc9421 = "https://datatracker.ietf.org/doc/html/rfc9421";
    mitra.add_ed25519(
        &bob,
        &json!({"generator": {"type": "Application", "implements": [{"href": rfc9421}]}}),
    );
    be_followed(&lyon, &mitra, &bob).await;
    assert_eq!(publish(&lyon, &mitra, "prac-2").await, [(Scheme::Rfc9421, 202)]);
}

async fn our_nodes_sign_to_one_another_with_ed25519(network: Network) {
    let (lyon, gao) = (network.node("lyon").await, network.node("gao").await);
    crate::following::follow(&gao, &lyon).await;
    let stranger = Stranger::start(&network.clock).await;
    let eve = stranger.actor("eve", LIEGE);
    let implements =
        "https://datatracker.ietf.org/doc/html/rfc9421#name-eddsa-using-curve-edwards25";
    stranger.add_ed25519(
        &eve,
        &json!({"generator": {"type": "Application", "implements": [{"href": implements}]}}),
    );
    let follow = json!({
        "id": format!("{eve}/follows/1"), "type": "Follow", "actor": eve, "object": lyon.actor(),
    });
    assert_eq!(stranger.send(&lyon, &eve, LIEGE, &follow).await, 202);
    settle(&[&lyon]).await;
    let accept = stranger.requests().pop().unwrap();
    assert_eq!(accept.key_id, format!("{}#ed25519-key", lyon.actor()));
    assert_eq!((accept.scheme, accept.status), (Some(Scheme::Rfc9421), 202));
    lyon.publish("prac-guichet", "Un guichet").await;
    settle(&[&lyon, &gao]).await;
    assert_eq!(gao.practices().await, ["Un guichet"]);
    let mut db = lyon.node.store.read().await.unwrap();
    let known = havre::store::peers::signature_scheme(&mut db, &gao.host()).await.unwrap();
    assert_eq!(known.unwrap().0, havre::domain::SignatureScheme::Ed25519);
}

async fn what_we_fetch_is_asked_for_in_the_way_that_the_server_takes(network: Network) {
    let (lyon, mastodon) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let ana = mastodon.actor("ana", LIEGE);
    mastodon.refuse(Some(Scheme::Cavage));
    hostile::follow(&lyon, &mastodon, &ana, LIEGE).await;
    let refused = mastodon.requests().into_iter().filter(|asked| asked.status == 401).count();
    assert_eq!(refused, 1, "it is remembered");
}

async fn a_server_that_refuses_both_is_asked_twice_only_once(network: Network) {
    let (lyon, mastodon) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let ana = mastodon.actor("ana", LIEGE);
    be_followed(&lyon, &mastodon, &ana).await;
    mastodon.refuse_all();
    lyon.publish("prac-1", "Un guichet").await;
    settle(&[&lyon]).await;
    assert_eq!(mastodon.requests().len(), 2);
    network.clock.advance(60);
    settle(&[&lyon]).await;
    assert_eq!(mastodon.requests().len(), 1);
    mastodon.refuse(None);
    network.clock.advance(600);
    settle(&[&lyon]).await;
    assert_eq!(mastodon.told().len(), 2, "nothing is lost");
}

on_both_engines! {
    each_scheme_and_each_kind_of_key_is_taken_and_one_fetch_is_enough,
    a_401_says_what_is_missing_and_how_to_sign,
    a_peer_that_refuses_one_scheme_is_signed_to_in_the_other_for_a_month,
    a_peer_that_signs_with_rfc_9421_or_announces_it_gets_it_first,
    our_nodes_sign_to_one_another_with_ed25519,
    what_we_fetch_is_asked_for_in_the_way_that_the_server_takes,
    a_server_that_refuses_both_is_asked_twice_only_once,
}
