//! What hostile servers try, each after a real advisory (`docs/security.md` 3.3): nothing is stored
//! that is not true, and nothing is lost that is.

use havre::{
    domain::{FollowingState, Iri, SheetKind},
    federation::signature::Scheme,
    store::{actors, followings, received, search, sheets},
};
use serde_json::{Value, json};

use crate::{
    network::{Network, Running, settle},
    stranger::{GAO, KeyPair, LIEGE, Stranger, post},
};

/// Every way to sign.
const SCHEMES: [Scheme; 2] = [Scheme::Cavage, Scheme::Rfc9421];

/// Lets `node` follow an actor of the stranger, who accepts.
pub(crate) async fn follow(node: &Running, stranger: &Stranger, actor: &Iri, key: KeyPair) {
    node.node.follow(actor.as_str()).await.unwrap();
    settle(&[node]).await;
    let follow = stranger.told().into_iter().rfind(|told| told["type"] == "Follow").unwrap();
    let accept = json!({
        "id": format!("{actor}/accepts/1"), "type": "Accept", "actor": actor, "object": follow,
    });
    assert_eq!(stranger.send(node, actor, key, &accept).await, 202);
    settle(&[node]).await;
}

/// How many posts the node shows.
async fn posts(node: &Running) -> i64 {
    let mut db = node.node.store.read().await.unwrap();
    let query = search::Query { kind: Some(SheetKind::Post), limit: 10, ..<_>::default() };
    search::page(&mut db, &query, node.node.clock.now()).await.unwrap().total
}

/// The body of a post that the node holds.
async fn body_of(node: &Running, iri: &Iri) -> Option<String> {
    let mut db = node.node.store.read().await.unwrap();
    let sheet = sheets::find_by_iri(&mut db, iri).await.unwrap();
    sheet.map(|sheet| sheet.content.texts.original().body.clone())
}

async fn what_a_followed_actor_of_other_software_publishes_is_kept(network: Network) {
    let (lyon, mastodon) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let ana = mastodon.actor("ana", LIEGE);
    follow(&lyon, &mastodon, &ana, LIEGE).await;
    assert_eq!(mastodon.send(&lyon, &ana, LIEGE, &mastodon.create(&ana, 1)).await, 202);
    settle(&[&lyon]).await;
    assert_eq!(posts(&lyon).await, 1);
}

async fn t01_an_object_of_another_origin_is_refused(network: Network) {
    let (lyon, mastodon) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let victim = Stranger::start(&network.clock).await;
    let ana = mastodon.actor("ana", LIEGE);
    let bob = victim.actor("bob", GAO);
    follow(&lyon, &mastodon, &ana, LIEGE).await;
    follow(&lyon, &victim, &bob, GAO).await;
    for (id, author) in [(victim.iri("/notes/1"), &bob), (victim.iri("/notes/2"), &ana)] {
        let mut create = mastodon.create(&ana, 9);
        create["id"] = format!("{id}/stolen").replace(&victim.origin, &mastodon.origin).into();
        create["object"]["id"] = id.to_string().into();
        create["object"]["attributedTo"] = author.to_string().into();
        assert_eq!(mastodon.send(&lyon, &ana, LIEGE, &create).await, 202);
    }
    let mut create = mastodon.create(&ana, 3);
    create["object"]["attributedTo"] = bob.to_string().into();
    assert_eq!(mastodon.send(&lyon, &ana, LIEGE, &create).await, 202);
    settle(&[&lyon]).await;
    assert_eq!(posts(&lyon).await, 0);
}

async fn t01_an_announced_object_is_taken_from_its_own_origin_only(network: Network) {
    let (lyon, mastodon) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let origin = Stranger::start(&network.clock).await;
    let ana = mastodon.actor("ana", LIEGE);
    let bob = origin.actor("bob", GAO);
    follow(&lyon, &mastodon, &ana, LIEGE).await;
    origin.serve("/notes/1", origin.note(&bob, 1, "2027-01-01T00:00:00Z"));
    let mut forged = origin.note(&bob, 1, "2027-01-01T00:00:00Z");
    forged["content"] = "<p>forged</p>".into();
    let announce = json!({
        "id": format!("{ana}/announces/1"), "type": "Announce", "actor": ana, "object": forged,
    });
    assert_eq!(mastodon.send(&lyon, &ana, LIEGE, &announce).await, 202);
    settle(&[&lyon]).await;
    let held = body_of(&lyon, &origin.iri("/notes/1")).await.unwrap();
    assert!(held.contains("Note 1"), "{held}");
    let undo = json!({
        "id": format!("{ana}/undos/1"), "type": "Undo", "actor": ana,
        "object": format!("{ana}/announces/1"),
    });
    assert_eq!(mastodon.send(&lyon, &ana, LIEGE, &undo).await, 202);
    settle(&[&lyon]).await;
    assert_eq!(posts(&lyon).await, 0, "nobody whom we follow stands for it any longer");
}

async fn t04_an_actor_cannot_change_or_delete_what_its_neighbour_published(network: Network) {
    let (lyon, mastodon) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let (ana, eve) = (mastodon.actor("ana", LIEGE), mastodon.actor("eve", GAO));
    follow(&lyon, &mastodon, &ana, LIEGE).await;
    follow(&lyon, &mastodon, &eve, GAO).await;
    mastodon.send(&lyon, &ana, LIEGE, &mastodon.create(&ana, 1)).await;
    settle(&[&lyon]).await;
    let note = mastodon.iri("/notes/1");
    let before = body_of(&lyon, &note).await.unwrap();
    for object in [
        mastodon.note(&eve, 1, "2027-02-01T00:00:00Z"),
        mastodon.note(&ana, 1, "2027-02-01T00:00:00Z"),
    ] {
        let update = json!({
            "id": format!("{eve}/updates/{}", object["attributedTo"]).replace('"', ""),
            "type": "Update", "actor": eve, "object": object,
        });
        mastodon.send(&lyon, &eve, GAO, &update).await;
    }
    let delete =
        json!({"id": format!("{eve}/deletes/1"), "type": "Delete", "actor": eve, "object": note});
    mastodon.send(&lyon, &eve, GAO, &delete).await;
    settle(&[&lyon]).await;
    assert_eq!(body_of(&lyon, &note).await, Some(before));
}

async fn t04_an_actor_cannot_speak_for_another(network: Network) {
    let (lyon, mastodon) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let (ana, eve) = (mastodon.actor("ana", LIEGE), mastodon.actor("eve", GAO));
    follow(&lyon, &mastodon, &ana, LIEGE).await;
    let create = mastodon.create(&ana, 1);
    assert_eq!(mastodon.send(&lyon, &eve, GAO, &create).await, 401, "her own key, for another");
    assert_eq!(mastodon.send(&lyon, &ana, GAO, &create).await, 401, "another's key, wrong");
    settle(&[&lyon]).await;
    assert_eq!(posts(&lyon).await, 0);
}

async fn t05_an_activity_with_the_id_of_another_host_is_refused(network: Network) {
    let (lyon, mastodon) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let ana = mastodon.actor("ana", LIEGE);
    follow(&lyon, &mastodon, &ana, LIEGE).await;
    let mut create = mastodon.create(&ana, 1);
    create["id"] = "https://victim.example/activities/1".into();
    assert_eq!(mastodon.send(&lyon, &ana, LIEGE, &create).await, 400);
}

async fn t06_an_open_redirect_of_an_honest_host_lends_nobody_its_name(network: Network) {
    let (lyon, honest) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let attacker = Stranger::start(&network.clock).await;
    let eve = attacker.actor("eve", GAO);
    honest.redirect("/users/eve", eve.as_str());
    let borrowed = honest.iri("/users/eve");
    let mut create = attacker.create(&eve, 1);
    create["id"] = honest.iri("/notes/1/create").to_string().into();
    create["actor"] = borrowed.to_string().into();
    assert_eq!(attacker.send(&lyon, &borrowed, GAO, &create).await, 401);
    let mut db = lyon.node.store.read().await.unwrap();
    assert_eq!(actors::find_by_iri(&mut db, &borrowed).await.unwrap(), None);
}

async fn t07_a_request_that_is_refused_leaves_nothing_behind(network: Network) {
    let (lyon, mastodon) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let ana = mastodon.actor("ana", LIEGE);
    let create = mastodon.create(&ana, 1);
    assert_eq!(mastodon.send(&lyon, &ana, GAO, &create).await, 401);
    assert_eq!(mastodon.asked("/users/ana"), 1, "its key was needed to know");
    let mut db = lyon.node.store.write().await.unwrap();
    assert_eq!(actors::find_by_iri(&mut db, &ana).await.unwrap(), None);
    assert!(received::claim(&mut db, 10).await.unwrap().is_empty());
    assert!(sheets::find_by_iri(&mut db, &mastodon.iri("/notes/1")).await.unwrap().is_none());
}

async fn t08_a_body_that_was_not_signed_is_refused(network: Network) {
    let (lyon, mastodon) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let ana = mastodon.actor("ana", LIEGE);
    follow(&lyon, &mastodon, &ana, LIEGE).await;
    for scheme in SCHEMES {
        let body = mastodon.create(&ana, 1).to_string();
        let headers = mastodon.headers_in(scheme, &lyon, &ana, LIEGE, &body);
        assert_eq!(post(&lyon, &headers, &body.replace("Note 1", "Forged")).await, 401);
        assert_eq!(post(&lyon, &headers, &body).await, 202);
    }
}

async fn t09_a_request_that_was_signed_for_another_host_is_refused(network: Network) {
    let (lyon, liege) = (network.node("lyon").await, network.node("liege").await);
    let mastodon = Stranger::start(&network.clock).await;
    let ana = mastodon.actor("ana", LIEGE);
    let body = mastodon.create(&ana, 1).to_string();
    for scheme in SCHEMES {
        let for_liege = mastodon.headers_in(scheme, &liege, &ana, LIEGE, &body);
        assert_eq!(post(&lyon, &for_liege, &body).await, 401);
    }
}

async fn what_is_not_signed_is_refused(network: Network) {
    let (lyon, mastodon) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let ana = mastodon.actor("ana", LIEGE);
    let headers = [("content-type", "application/activity+json".to_owned())];
    assert_eq!(post(&lyon, &headers, &mastodon.create(&ana, 1).to_string()).await, 401);
    assert_eq!(mastodon.asked("/users/ana"), 0, "nothing is fetched for it");
}

async fn t53_a_clock_may_differ_by_an_hour(network: Network) {
    let (lyon, mastodon) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let ana = mastodon.actor("ana", LIEGE);
    for scheme in SCHEMES {
        let body = mastodon.create(&ana, 1).to_string();
        let headers = mastodon.headers_in(scheme, &lyon, &ana, LIEGE, &body);
        network.clock.advance(59 * 60);
        assert_eq!(post(&lyon, &headers, &body).await, 202);
        network.clock.advance(2 * 60);
        assert_eq!(post(&lyon, &headers, &body).await, 401);
    }
}

async fn a_replay_is_accepted_and_changes_nothing(network: Network) {
    let (lyon, mastodon) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let ana = mastodon.actor("ana", LIEGE);
    follow(&lyon, &mastodon, &ana, LIEGE).await;
    let body = mastodon.create(&ana, 1).to_string();
    let headers = mastodon.headers(&lyon, &ana, LIEGE, &body);
    for _ in 0..3 {
        assert_eq!(post(&lyon, &headers, &body).await, 202);
        settle(&[&lyon]).await;
    }
    assert_eq!(posts(&lyon).await, 1);
}

async fn what_is_too_large_or_no_activity_is_refused_with_its_reason(network: Network) {
    let (lyon, mastodon) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let ana = mastodon.actor("ana", LIEGE);
    let signed = |body: &str| mastodon.headers(&lyon, &ana, LIEGE, body);
    let large = " ".repeat(256 * 1024 + 1);
    assert_eq!(post(&lyon, &signed(&large), &large).await, 413);
    for (body, status) in [("{", 400), ("[]", 400), ("{}", 400), ("\"Create\"", 400)] {
        assert_eq!(post(&lyon, &signed(body), body).await, status, "{body}");
    }
    let mut as_text = signed("{}");
    as_text.retain(|(name, _)| *name != "content-type");
    as_text.push(("content-type", "text/plain".to_owned()));
    assert_eq!(post(&lyon, &as_text, "{}").await, 415);
}

async fn an_unknown_type_is_accepted_and_changes_nothing(network: Network) {
    let (lyon, mastodon) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let ana = mastodon.actor("ana", LIEGE);
    let travel = json!({"id": format!("{ana}/travels/1"), "type": "Travel", "actor": ana});
    assert_eq!(mastodon.send(&lyon, &ana, LIEGE, &travel).await, 202);
    assert_eq!(settle(&[&lyon]).await, 0);
}

async fn a_rotated_key_is_fetched_again_once(network: Network) {
    let (lyon, mastodon) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let ana = mastodon.actor("ana", LIEGE);
    follow(&lyon, &mastodon, &ana, LIEGE).await;
    mastodon.actor("ana", GAO);
    assert_eq!(mastodon.send(&lyon, &ana, GAO, &mastodon.create(&ana, 1)).await, 202);
    let asked = mastodon.asked("/users/ana");
    for number in 2..5 {
        let create = mastodon.create(&ana, number);
        assert_eq!(mastodon.send(&lyon, &ana, LIEGE, &create).await, 401, "the old key");
    }
    assert_eq!(mastodon.asked("/users/ana"), asked, "not again within five minutes");
}

async fn t16_an_update_from_another_origin_takes_nothing_over(network: Network) {
    let (lyon, gao) = (network.node("lyon").await, network.node("gao").await);
    let mastodon = Stranger::start(&network.clock).await;
    let eve = mastodon.actor("eve", GAO);
    crate::following::follow(&gao, &lyon).await;
    follow(&gao, &mastodon, &eve, GAO).await;
    let practice = lyon.publish("prac-guichet", "Un guichet").await;
    settle(&[&lyon, &gao]).await;
    let wire: Value = {
        let mut db = gao.node.store.read().await.unwrap();
        let wire = sheets::wire(&mut db, &practice).await.unwrap().unwrap();
        serde_json::from_str(&wire.object).unwrap()
    };
    for author in [lyon.actor(), eve.clone()] {
        let mut object = wire.clone();
        object["name"] = "Pris".into();
        object["attributedTo"] = author.to_string().into();
        object["updated"] = "2028-01-01T00:00:00Z".into();
        let update = json!({
            "id": format!("{eve}/updates/{}", author.host()), "type": "Update", "actor": eve,
            "object": object,
        });
        assert_eq!(mastodon.send(&gao, &eve, GAO, &update).await, 202);
    }
    settle(&[&lyon, &gao]).await;
    assert_eq!(gao.practices().await, ["Un guichet"]);
}

async fn t18_a_document_is_plain_json_whatever_it_claims_to_be(network: Network) {
    let (lyon, mastodon) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let ana = mastodon.actor("ana", LIEGE);
    let eve = mastodon.actor("eve", GAO);
    follow(&lyon, &mastodon, &ana, LIEGE).await;
    let mut create = mastodon.create(&ana, 1);
    create["@context"] = json!([{"actor": "https://example.org/other", "sender": "as:actor"}]);
    create["actor"] = eve.to_string().into();
    create["sender"] = ana.to_string().into();
    create["signature"] = json!({"type": "RsaSignature2017", "creator": ana, "signatureValue": ""});
    create["@graph"] = json!([mastodon.create(&ana, 2)]);
    assert_eq!(mastodon.send(&lyon, &eve, GAO, &create).await, 202);
    settle(&[&lyon]).await;
    assert_eq!(posts(&lyon).await, 0, "eve is not followed, and nothing makes her ana");
}

async fn t34_an_accept_that_answers_nothing_of_ours_changes_nothing(network: Network) {
    let (lyon, mastodon) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let (ana, eve) = (mastodon.actor("ana", LIEGE), mastodon.actor("eve", GAO));
    lyon.node.follow(ana.as_str()).await.unwrap();
    settle(&[&lyon]).await;
    let asked = mastodon.told().pop().unwrap();
    let accept = json!({
        "id": format!("{eve}/accepts/1"), "type": "Accept", "actor": eve, "object": asked,
    });
    assert_eq!(mastodon.send(&lyon, &eve, GAO, &accept).await, 202);
    settle(&[&lyon]).await;
    let mut db = lyon.node.store.read().await.unwrap();
    let follower = actors::find_by_iri(&mut db, &lyon.actor()).await.unwrap().unwrap();
    let following = followings::find(&mut db, follower.id, &ana).await.unwrap().unwrap();
    assert_eq!(following.state, FollowingState::Asked);
    assert_eq!(followings::find(&mut db, follower.id, &eve).await.unwrap(), None);
}

async fn a_follower_of_other_software_is_accepted_and_receives_what_is_published(network: Network) {
    let (lyon, mastodon) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let ana = mastodon.actor("ana", LIEGE);
    let follow = json!({
        "id": format!("{ana}/follows/1"), "type": "Follow", "actor": ana, "object": lyon.actor(),
    });
    assert_eq!(mastodon.send(&lyon, &ana, LIEGE, &follow).await, 202);
    settle(&[&lyon]).await;
    let accept = mastodon.told().pop().unwrap();
    assert_eq!((&accept["type"], &accept["object"]["id"]), (&"Accept".into(), &follow["id"]));
    lyon.publish("prac-guichet", "Un guichet").await;
    settle(&[&lyon]).await;
    let create = mastodon.told().pop().unwrap();
    assert_eq!((&create["type"], &create["object"]["type"]), (&"Create".into(), &"Article".into()));
    let undo = json!({
        "id": format!("{ana}/undos/1"), "type": "Undo", "actor": ana, "object": follow,
    });
    assert_eq!(mastodon.send(&lyon, &ana, LIEGE, &undo).await, 202);
    settle(&[&lyon]).await;
    lyon.publish("prac-maison", "Une maison").await;
    settle(&[&lyon]).await;
    assert_eq!(mastodon.told().len(), 2, "an Accept and a Create, and nothing after the Undo");
}

async fn an_actor_that_deletes_itself_takes_its_posts_along(network: Network) {
    let (lyon, mastodon) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let ana = mastodon.actor("ana", LIEGE);
    follow(&lyon, &mastodon, &ana, LIEGE).await;
    mastodon.send(&lyon, &ana, LIEGE, &mastodon.create(&ana, 1)).await;
    settle(&[&lyon]).await;
    let delete =
        json!({"id": format!("{ana}/deletes/1"), "type": "Delete", "actor": ana, "object": ana});
    assert_eq!(mastodon.send(&lyon, &ana, LIEGE, &delete).await, 202);
    settle(&[&lyon]).await;
    assert_eq!(posts(&lyon).await, 0);
}

on_both_engines!(
    what_a_followed_actor_of_other_software_publishes_is_kept,
    t01_an_object_of_another_origin_is_refused,
    t01_an_announced_object_is_taken_from_its_own_origin_only,
    t04_an_actor_cannot_change_or_delete_what_its_neighbour_published,
    t04_an_actor_cannot_speak_for_another,
    t05_an_activity_with_the_id_of_another_host_is_refused,
    t06_an_open_redirect_of_an_honest_host_lends_nobody_its_name,
    t07_a_request_that_is_refused_leaves_nothing_behind,
    t08_a_body_that_was_not_signed_is_refused,
    t09_a_request_that_was_signed_for_another_host_is_refused,
    what_is_not_signed_is_refused,
    t53_a_clock_may_differ_by_an_hour,
    a_replay_is_accepted_and_changes_nothing,
    what_is_too_large_or_no_activity_is_refused_with_its_reason,
    an_unknown_type_is_accepted_and_changes_nothing,
    a_rotated_key_is_fetched_again_once,
    t16_an_update_from_another_origin_takes_nothing_over,
    t18_a_document_is_plain_json_whatever_it_claims_to_be,
    t34_an_accept_that_answers_nothing_of_ours_changes_nothing,
    a_follower_of_other_software_is_accepted_and_receives_what_is_published,
    an_actor_that_deletes_itself_takes_its_posts_along,
);
