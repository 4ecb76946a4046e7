//! Documents for those who sign, and for nobody else, when the operator wants it so.

use havre::federation::signature::Scheme;

use crate::{
    network::{Network, Running, settle},
    stranger::{GAO, LIEGE, Stranger, exchange},
};

async fn get(node: &Running, path: &str, headers: &[(&'static str, String)]) -> String {
    exchange(node, &format!("GET {path}"), headers, "").await.to_lowercase()
}

async fn documents_are_given_to_those_who_sign(mut network: Network) {
    network.secure_mode = true;
    let (lyon, mastodon) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let ana = mastodon.actor("ana", LIEGE);
    let accept = ("accept", "application/activity+json".to_owned());
    for path in ["/ap/lyon", "/ap/lyon/outbox", "/ap/lyon/catalogue", "/territories/lyon"] {
        let refused = get(&lyon, path, std::slice::from_ref(&accept)).await;
        assert!(refused.starts_with("http/1.1 401"), "{path}: {refused}");
        assert!(refused.contains("accept-signature: sig1=(\"@method\" \"@target-uri\");created"));
        assert!(refused.contains("cache-control: private, no-store"), "{refused}");
    }
    let mut signed = Vec::new();
    for scheme in [Scheme::Cavage, Scheme::Rfc9421] {
        let address = lyon.node.iri("/ap/lyon");
        let mut headers = mastodon.sign(scheme, &ana, LIEGE, "GET", &address, None);
        headers.push(accept.clone());
        let given = get(&lyon, "/ap/lyon", &headers).await;
        assert!(given.starts_with("http/1.1 200"), "{given}");
        assert!(given.contains("vary: accept, signature, signature-input"), "{given}");
        assert!(given.contains("cache-control: private, no-store"), "{given}");
        signed.push(headers);
    }
    assert_eq!(mastodon.asked("/users/ana"), 1, "one fetch for its key");
    for headers in signed {
        let elsewhere = get(&lyon, "/ap/lyon/outbox", &headers).await;
        assert!(elsewhere.starts_with("http/1.1 401"), "signed for another address: {elsewhere}");
    }
    let address = lyon.node.iri("/ap/lyon");
    let mut forged = mastodon.sign(Scheme::Rfc9421, &ana, GAO, "GET", &address, None);
    forged.push(accept);
    assert!(get(&lyon, "/ap/lyon", &forged).await.starts_with("http/1.1 401"));
}

async fn pages_and_what_leads_to_keys_stay_open(mut network: Network) {
    network.secure_mode = true;
    let lyon = network.node("lyon").await;
    let server = [("accept", "application/activity+json".to_owned())];
    let webfinger = format!("/.well-known/webfinger?resource={}", lyon.actor());
    for path in ["/actor", &webfinger, "/.well-known/nodeinfo", "/nodeinfo/2.1"] {
        assert!(get(&lyon, path, &server).await.starts_with("http/1.1 200"), "{path}");
    }
    let browser = [("accept", "text/html".to_owned())];
    for path in ["/", "/territories/lyon", "/practices"] {
        assert!(get(&lyon, path, &browser).await.starts_with("http/1.1 200"), "{path}");
    }
    assert!(get(&lyon, "/practices.json", &[]).await.starts_with("http/1.1 200"));
}

async fn two_secure_nodes_hold_each_other(mut network: Network) {
    network.secure_mode = true;
    let (lyon, gao) = (network.node("lyon").await, network.node("gao").await);
    lyon.publish("prac-guichet", "Un guichet").await;
    crate::following::follow(&gao, &lyon).await;
    crate::following::follow(&lyon, &gao).await;
    gao.publish("prac-maison", "Une maison").await;
    settle(&[&lyon, &gao]).await;
    for node in [&lyon, &gao] {
        assert_eq!(node.practices().await, ["Un guichet", "Une maison"]);
    }
}

async fn without_it_a_signature_on_a_question_does_not_matter(network: Network) {
    let lyon = network.node("lyon").await;
    let headers = [
        ("accept", "application/activity+json".to_owned()),
        ("signature", "keyId=\"https://nobody.example/x\",signature=\"AAAA\"".to_owned()),
    ];
    assert!(get(&lyon, "/ap/lyon", &headers).await.starts_with("http/1.1 200"));
}

on_both_engines! {
    documents_are_given_to_those_who_sign,
    pages_and_what_leads_to_keys_stay_open,
    two_secure_nodes_hold_each_other,
    without_it_a_signature_on_a_question_does_not_matter,
}
