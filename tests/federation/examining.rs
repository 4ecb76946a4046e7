//! Why nothing arrives, said so that somebody can mend it.

use havre::node::{PeerExamination, Verdict};
use serde_json::json;

use crate::{
    blocking::suspend,
    network::{Network, Running, settle},
    stranger::{GAO, LIEGE, Stranger, post},
};

/// A server of other software in good order, where an account follows Lyon.
async fn in_good_order(network: &Network) -> (Running, Stranger) {
    let (lyon, mastodon) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let ana = mastodon.actor("ana", LIEGE);
    let (origin, host) = (&mastodon.origin, mastodon.host());
    mastodon.serve(
        "/.well-known/nodeinfo",
        json!({"links": [{
            "rel": "http://nodeinfo.diaspora.software/ns/schema/2.0",
            "href": format!("{origin}/nodeinfo/2.0"),
        }]}),
    );
    let software = json!({"software": {"name": "mastodon", "version": "4.6.5"}});
    mastodon.serve("/nodeinfo/2.0", software);
    mastodon.serve(
        "/.well-known/webfinger",
        json!({"subject": format!("acct:ana@{host}"), "links": [
            {"rel": "self", "type": "application/activity+json", "href": ana},
        ]}),
    );
    mastodon.follow(&lyon, &ana, LIEGE, &lyon.actor()).await;
    (lyon, mastodon)
}

async fn examined(lyon: &Running, mastodon: &Stranger) -> PeerExamination {
    lyon.node.examine_peer(&mastodon.host()).await.unwrap()
}

/// What was seen by a check, and how bad it is.
fn found(examined: &PeerExamination, check: &str) -> (Verdict, String) {
    let finding = examined.findings.iter().find(|finding| finding.check == check);
    let finding = finding.unwrap_or_else(|| panic!("no {check} in {examined:#?}"));
    assert_eq!(finding.advice.is_some(), finding.verdict != Verdict::Good, "what to do next");
    (finding.verdict, finding.seen.clone())
}

async fn a_server_in_good_order_is_said_to_be(network: Network) {
    let (lyon, mastodon) = in_good_order(&network).await;
    let examined = examined(&lyon, &mastodon).await;
    for finding in &examined.findings {
        assert_eq!(finding.verdict, Verdict::Good, "{finding:?}");
    }
    assert_eq!(found(&examined, "software").1, "mastodon 4.6.5");
    assert_eq!(examined.attempts.len(), 1, "the Accept");
    assert_eq!(examined.attempts[0].outcome, "1 arrived");
}

async fn what_they_answer_to_a_delivery_is_told_with_their_words(network: Network) {
    let (lyon, mastodon) = in_good_order(&network).await;
    for (status, words, advice) in [
        (403, "<p>Your domain is blocked.</p>", "block"),
        (401, "Signature is not valid", "signature"),
        (410, "", "deleted"),
        (503, "Maintenance", "their server"),
    ] {
        network.clock.advance(24 * 3_600);
        mastodon.answer("/inbox", status, words);
        lyon.publish("prac-guichet", &format!("Un guichet, {status}")).await;
        settle(&[&lyon]).await;
        let examined = examined(&lyon, &mastodon).await;
        let (verdict, seen) = found(&examined, "last delivery");
        assert_eq!(verdict, Verdict::Bad, "{status}");
        let words = words.trim_start_matches("<p>").trim_end_matches("</p>");
        assert!(seen.contains(&status.to_string()) && seen.contains(words), "{seen}");
        let finding = examined.findings.iter().find(|found| found.check == "last delivery");
        let said = finding.unwrap().advice.clone().unwrap();
        assert!(said.contains(advice), "{said}");
        if status == 503 {
            let (verdict, seen) = found(&examined, "queue");
            assert!(verdict == Verdict::Bad && seen.contains("waits") || seen.contains("wait"));
        }
        mastodon.answer_again("/inbox");
        network.clock.advance(24 * 3_600);
        settle(&[&lyon]).await;
    }
    assert_eq!(found(&examined(&lyon, &mastodon).await, "last delivery").0, Verdict::Good);
}

async fn an_actor_that_is_blocked_hidden_or_gone_is_told(network: Network) {
    let (lyon, mastodon) = in_good_order(&network).await;
    mastodon.answer("/users/ana", 403, "We block you");
    let examined_now = examined(&lyon, &mastodon).await;
    let (verdict, seen) = found(&examined_now, "actor, signed");
    assert!(verdict == Verdict::Bad && seen.contains("We block you"), "{seen}");
    let (verdict, _) = found(&examined_now, "actor, unsigned");
    assert_eq!(verdict, Verdict::Good, "that alone is authorized fetch");
    mastodon.answer("/users/ana", 410, "");
    let (verdict, seen) = found(&examined(&lyon, &mastodon).await, "actor, unsigned");
    assert!(verdict == Verdict::Bad && seen.contains("410"), "{seen}");
}

async fn a_clock_that_differs_and_a_name_that_leads_elsewhere_are_told(network: Network) {
    let (lyon, mastodon) = in_good_order(&network).await;
    mastodon.set_clock_ahead(3_700);
    let examined_now = examined(&lyon, &mastodon).await;
    let (verdict, seen) = found(&examined_now, "clocks");
    assert!(verdict == Verdict::Bad && seen.contains("3700 s"), "{seen}");
    mastodon.set_clock_ahead(-600);
    assert_eq!(found(&examined(&lyon, &mastodon).await, "clocks").0, Verdict::Doubtful);
    let bea = mastodon.iri("/users/bea");
    mastodon.serve(
        "/.well-known/webfinger",
        json!({"subject": format!("acct:ana@{}", mastodon.host()), "links": [
            {"rel": "self", "type": "application/activity+json", "href": bea},
        ]}),
    );
    let (verdict, seen) = found(&examined(&lyon, &mastodon).await, "webfinger");
    assert!(verdict == Verdict::Bad && seen.contains("/users/bea"), "{seen}");
    mastodon.answer("/.well-known/webfinger", 500, "");
    assert_eq!(found(&examined(&lyon, &mastodon).await, "webfinger").0, Verdict::Bad);
}

async fn a_server_that_is_off_is_told_and_nothing_else_is_asked(network: Network) {
    let (lyon, gao) = (network.node("lyon").await, network.node("gao").await);
    crate::following::follow(&gao, &lyon).await;
    let gao = gao.kill().await;
    lyon.publish("prac-guichet", "Un guichet").await;
    settle(&[&lyon]).await;
    let examined = lyon.node.examine_peer(&gao.host()).await.unwrap();
    let (verdict, seen) = found(&examined, "connection");
    assert!(verdict == Verdict::Bad && seen.contains("refuses the connection"), "{seen}");
    assert!(!examined.findings.iter().any(|finding| finding.check == "webfinger"));
    let queue = examined.findings.iter().find(|finding| finding.check == "queue").unwrap();
    assert!(queue.seen.contains("1 deliveries wait after 1 failures"), "{}", queue.seen);
    assert!(queue.advice.as_ref().unwrap().contains("the next try is at"));
    let last = examined.attempts.first().unwrap();
    assert_eq!((last.status, last.outcome.as_str()), (None, "it refuses the connection"));
}

async fn what_we_refuse_is_told_to_whoever_asks_why(network: Network) {
    let (lyon, mastodon) = in_good_order(&network).await;
    network.clock.advance(60);
    let ana = mastodon.iri("/users/ana");
    assert_eq!(mastodon.send(&lyon, &ana, GAO, &mastodon.create(&ana, 1)).await, 401);
    let examined_now = examined(&lyon, &mastodon).await;
    let (verdict, seen) = found(&examined_now, "from them");
    assert!(verdict == Verdict::Bad && seen.contains("401"), "{seen}");
    let large = format!("{{\"content\": \"{}\"}}", "x".repeat(300_000));
    let headers = mastodon.headers(&lyon, &ana, LIEGE, &large);
    assert_eq!(post(&lyon, &headers, &large).await, 413);
    let (_, seen) = found(&examined(&lyon, &mastodon).await, "from them");
    assert!(seen.contains("413"), "{seen}");
    // A host that was never heard of is told as well, and becomes no peer by that.
    let stranger = Stranger::start(&network.clock).await;
    let eve = stranger.actor("eve", LIEGE);
    assert_eq!(stranger.send(&lyon, &eve, GAO, &stranger.create(&eve, 1)).await, 401);
    let examined = examined(&lyon, &stranger).await;
    assert_eq!(found(&examined, "from them").0, Verdict::Bad);
    assert_eq!(found(&examined, "known").0, Verdict::Doubtful);
}

async fn a_host_that_this_node_blocks_is_told_and_not_asked(network: Network) {
    let (lyon, mastodon) = in_good_order(&network).await;
    suspend(&lyon, &mastodon.host()).await;
    let asked = mastodon.asked("/.well-known/nodeinfo");
    let examined = examined(&lyon, &mastodon).await;
    let (verdict, seen) = found(&examined, "block");
    assert_eq!(verdict, Verdict::Bad);
    assert!(seen.contains("this node blocks it"), "{seen}");
    assert_eq!(mastodon.asked("/.well-known/nodeinfo"), asked);
}

async fn an_address_that_this_node_does_not_ask_is_told(network: Network) {
    let lyon = network.node("lyon").await;
    let examined = lyon.node.examine_peer("mastodon.example").await.unwrap();
    let (verdict, seen) = found(&examined, "connection");
    assert!(verdict == Verdict::Bad && seen.contains("not an address"), "{seen}");
    lyon.node.examine_peer("a host").await.unwrap_err();
}

on_both_engines!(
    a_server_in_good_order_is_said_to_be,
    what_they_answer_to_a_delivery_is_told_with_their_words,
    an_actor_that_is_blocked_hidden_or_gone_is_told,
    a_clock_that_differs_and_a_name_that_leads_elsewhere_are_told,
    a_server_that_is_off_is_told_and_nothing_else_is_asked,
    what_we_refuse_is_told_to_whoever_asks_why,
    an_address_that_this_node_does_not_ask_is_told,
    a_host_that_this_node_blocks_is_told_and_not_asked,
);
