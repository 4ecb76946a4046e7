//! Whom a node does not listen to: nothing comes, nothing goes, nothing is shown, and nothing is
//! lost when the block is lifted.

use havre::{
    domain::{Block, Domain, Iri, Severity, SheetKind},
    federation::signature::{Scheme, SigningKey, sign},
    store::{followers, received, search, sheets},
};
use serde_json::{Value, json};

use crate::{
    following::follow,
    network::{Network, Running, settle},
    stranger::{GAO, LIEGE, Stranger},
};

pub(crate) fn block(host: &str, severity: Severity) -> Block {
    Block {
        domain: Domain::parse(host).unwrap(),
        severity,
        reject_media: false,
        reject_reports: false,
        public_comment: String::new(),
        private_comment: "seen by Ana".to_owned(),
        published: false,
        created_at: havre::domain::Timestamp(0),
    }
}

pub(crate) async fn suspend(node: &Running, host: &str) {
    node.node.block(block(host, Severity::Suspend)).await.unwrap();
}

pub(crate) async fn lift(node: &Running, host: &str) {
    node.node.unblock(&Domain::parse(host).unwrap(), "").await.unwrap();
}

/// The host of a stranger.
pub(crate) fn host(stranger: &Stranger) -> String {
    stranger.iri("/").host().to_owned()
}

/// Asks `node` for an address, signed by `actor` or by nobody: status, headers that matter, body.
pub(crate) async fn ask(
    node: &Running,
    address: &Iri,
    signed: Option<(&Iri, crate::stranger::KeyPair)>,
) -> (u16, Option<String>, Option<String>, String) {
    let now = node.node.clock.now();
    let headers = |address: &Iri| {
        let mut headers = match signed {
            Some((actor, key)) => {
                let key = SigningKey::from_pem(key.0).unwrap();
                sign(
                    Scheme::Cavage,
                    (&format!("{actor}#main-key"), &key),
                    "GET",
                    address,
                    None,
                    now,
                )
                .unwrap()
            }
            None => vec![],
        };
        headers.push(("accept", "application/activity+json".to_owned()));
        Ok(headers)
    };
    let client = havre::federation::http_client::HttpClient::new(
        havre::federation::Reach::Loopback,
        "http://127.0.0.1",
        std::time::Duration::from_secs(5),
    );
    let answer = client.unwrap().get(address, headers, 1_000_000).await.unwrap();
    let header = |name| answer.header(name).map(str::to_owned);
    let (cache, vary) = (header("cache-control"), header("vary"));
    (answer.status, cache, vary, String::from_utf8(answer.body.clone()).unwrap())
}

async fn posts(node: &Running) -> i64 {
    let mut db = node.node.store.read().await.unwrap();
    let query = search::Query { kind: Some(SheetKind::Post), limit: 10, ..<_>::default() };
    search::page(&mut db, &query, node.node.clock.now()).await.unwrap().total
}

async fn waiting(node: &Running) -> usize {
    let mut db = node.node.store.write().await.unwrap();
    received::claim(&mut db, 100).await.unwrap().len()
}

async fn count_followers(node: &Running) -> i64 {
    let mut db = node.node.store.read().await.unwrap();
    let actor = havre::store::actors::find_by_iri(&mut db, &node.actor()).await.unwrap().unwrap();
    followers::count(&mut db, actor.id).await.unwrap()
}

async fn t37_a_blocked_host_is_refused_before_anything_is_fetched_or_stored(network: Network) {
    let (lyon, troll) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    suspend(&lyon, &host(&troll)).await;
    let eve = troll.actor("eve", GAO);
    let follow = json!({
        "id": format!("{eve}/follows/1"), "type": "Follow", "actor": eve, "object": lyon.actor(),
    });
    assert_eq!(troll.send(&lyon, &eve, GAO, &follow).await, 403);
    assert_eq!(troll.asked(eve.path()), 0);
    assert_eq!(waiting(&lyon).await, 0);
    lift(&lyon, &host(&troll)).await;
    assert_eq!(troll.send(&lyon, &eve, GAO, &follow).await, 202);
}

async fn t37_a_blocked_host_is_not_reached_through_another_address(network: Network) {
    let (lyon, friend) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let troll = Stranger::start(&network.clock).await;
    let ana = friend.actor("ana", LIEGE);
    troll.actor("eve", GAO);
    troll.serve("/notes/1", troll.note(&troll.iri("/users/eve"), 1, "2027-01-01T00:00:00Z"));
    crate::hostile::follow(&lyon, &friend, &ana, LIEGE).await;
    suspend(&lyon, &host(&troll)).await;
    let theirs = troll.iri("/notes/1");
    let with = |number: u32, change: &dyn Fn(&mut Value)| {
        let mut create = friend.create(&ana, number);
        change(&mut create);
        create
    };
    let announce = json!({
        "id": format!("{ana}/announces/1"), "type": "Announce", "actor": ana, "object": theirs,
    });
    let move_there = json!({
        "id": format!("{ana}/moves/1"), "type": "Move", "actor": ana, "object": ana,
        "target": theirs,
    });
    for activity in [
        announce,
        move_there,
        with(2, &|create| create["object"]["inReplyTo"] = json!(theirs)),
        with(3, &|create| create["object"]["tag"] = json!([{"type": "Mention", "href": theirs}])),
        with(4, &|create| create["object"]["audience"] = json!(theirs)),
        with(5, &|create| create["object"]["attributedTo"] = json!([ana, theirs])),
        with(6, &|create| create["tag"] = json!({"type": "Mention", "href": theirs})),
    ] {
        // An honest sender is not told whom this node blocks (T38).
        assert_eq!(friend.send(&lyon, &ana, LIEGE, &activity).await, 202, "{activity}");
        assert_eq!(waiting(&lyon).await, 0, "{activity}");
    }
    settle(&[&lyon]).await;
    assert_eq!(posts(&lyon).await, 0);
    assert_eq!(troll.asked("/notes/1"), 0);
    let addressed = with(7, &|create| create["object"]["cc"] = json!([theirs]));
    friend.send(&lyon, &ana, LIEGE, &addressed).await;
    settle(&[&lyon]).await;
    assert_eq!(posts(&lyon).await, 1, "whom else a letter is addressed to does not make it theirs");
}

async fn t37_what_waits_when_a_block_is_made_is_not_taken(network: Network) {
    let (lyon, troll) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let eve = troll.actor("eve", GAO);
    crate::hostile::follow(&lyon, &troll, &eve, GAO).await;
    assert_eq!(troll.send(&lyon, &eve, GAO, &troll.create(&eve, 1)).await, 202);
    suspend(&lyon, &host(&troll)).await;
    settle(&[&lyon]).await;
    lift(&lyon, &host(&troll)).await;
    assert_eq!(posts(&lyon).await, 0);
}

async fn t36_a_blocked_host_gets_one_answer_whether_or_not_something_is_there(network: Network) {
    let (lyon, troll) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let there = lyon.publish("prac-guichet", "Un guichet").await;
    let missing = lyon.node.iri("/ap/practices/1");
    let eve = troll.actor("eve", GAO);
    let by_eve = Some((&eve, GAO));
    let (status, cache, vary, _) = ask(&lyon, &there, by_eve).await;
    assert_eq!((status, cache.as_deref()), (200, Some("no-store")));
    assert!(vary.is_some_and(|vary| vary.contains("Accept")));
    suspend(&lyon, &host(&troll)).await;
    let refused = ask(&lyon, &there, by_eve).await;
    assert_eq!((refused.0, refused.1.as_deref()), (403, Some("no-store")));
    for address in [&missing, &lyon.actor(), &lyon.actor().child("catalogue")] {
        assert_eq!(ask(&lyon, address, by_eve).await, refused, "{address}");
    }
    assert_eq!(ask(&lyon, &there, None).await.0, 200, "what is public is public");
}

async fn t36_what_is_hidden_answers_like_what_never_was(network: Network) {
    let (lyon, gao) = (network.node("lyon").await, network.node("gao").await);
    let sheet = gao.publish("prac-guichet", "Un guichet").await;
    follow(&lyon, &gao).await;
    let id = {
        let mut db = lyon.node.store.read().await.unwrap();
        sheets::find_by_iri(&mut db, &sheet).await.unwrap().unwrap().id
    };
    let page = lyon.node.iri(&format!("/practices/{id}"));
    let profile = lyon.node.iri(&format!("/territories/gao@{}", gao.host()));
    assert_eq!(ask(&lyon, &page, None).await.0, 200);
    assert_eq!(ask(&lyon, &profile, None).await.0, 200);
    suspend(&lyon, &gao.host()).await;
    let nothing = ask(&lyon, &lyon.node.iri("/practices/1"), None).await;
    assert_eq!(nothing.0, 404);
    assert_eq!(ask(&lyon, &page, None).await, nothing);
    let nobody = ask(&lyon, &lyon.node.iri("/territories/nobody@nowhere.example"), None).await;
    assert_eq!(ask(&lyon, &profile, None).await, nobody);
}

async fn a_block_hides_all_copies_at_once_and_lifting_it_loses_nothing(network: Network) {
    let (lyon, gao) = (network.node("lyon").await, network.node("gao").await);
    gao.publish("prac-guichet", "Un guichet").await;
    follow(&lyon, &gao).await;
    follow(&gao, &lyon).await;
    assert_eq!(count_followers(&lyon).await, 1);
    suspend(&lyon, &gao.host()).await;
    assert!(lyon.practices().await.is_empty());
    assert_eq!(count_followers(&lyon).await, 0);
    gao.publish("prac-maison", "Une maison").await;
    lyon.publish("prac-ecole", "Une école").await;
    settle(&[&lyon, &gao]).await;
    assert_eq!(lyon.practices().await, ["Une école"]);
    assert!(!gao.practices().await.contains(&"Une école".to_owned()), "nothing goes there");
    lift(&lyon, &gao.host()).await;
    assert_eq!(lyon.practices().await, ["Un guichet", "Une école"]);
    lyon.node.sync(&gao.host()).await.unwrap();
    assert_eq!(lyon.practices().await, ["Un guichet", "Une maison", "Une école"]);
}

async fn a_silenced_host_is_in_no_listing_and_goes_on_being_held(network: Network) {
    let (lyon, gao) = (network.node("lyon").await, network.node("gao").await);
    gao.publish("prac-guichet", "Un guichet").await;
    follow(&lyon, &gao).await;
    lyon.node.block(block(&gao.host(), Severity::Silence)).await.unwrap();
    assert!(lyon.practices().await.is_empty());
    let later = gao.publish("prac-maison", "Une maison").await;
    settle(&[&lyon, &gao]).await;
    assert!(lyon.practices().await.is_empty());
    let id = {
        let mut db = lyon.node.store.read().await.unwrap();
        sheets::find_by_iri(&mut db, &later).await.unwrap().unwrap().id
    };
    let page = lyon.node.iri(&format!("/practices/{id}"));
    assert_eq!(ask(&lyon, &page, None).await.0, 200, "whoever has the address reads it");
    lift(&lyon, &gao.host()).await;
    assert_eq!(lyon.practices().await, ["Un guichet", "Une maison"]);
}

async fn a_block_made_by_another_process_holds(network: Network) {
    let (lyon, troll) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let eve = troll.actor("eve", GAO);
    let beside = network.beside(&lyon).await;
    beside.block(block(&host(&troll), Severity::Suspend)).await.unwrap();
    settle(&[&lyon]).await;
    assert_eq!(troll.send(&lyon, &eve, GAO, &troll.create(&eve, 1)).await, 403);
}

async fn a_node_cannot_block_itself(network: Network) {
    let lyon = network.node("lyon").await;
    assert!(lyon.node.block(block(&lyon.host(), Severity::Suspend)).await.is_err());
    assert!(lyon.node.blocks().await.unwrap().is_empty());
}

on_both_engines!(
    t37_a_blocked_host_is_refused_before_anything_is_fetched_or_stored,
    t37_a_blocked_host_is_not_reached_through_another_address,
    t37_what_waits_when_a_block_is_made_is_not_taken,
    t36_a_blocked_host_gets_one_answer_whether_or_not_something_is_there,
    t36_what_is_hidden_answers_like_what_never_was,
    a_block_hides_all_copies_at_once_and_lifting_it_loses_nothing,
    a_silenced_host_is_in_no_listing_and_goes_on_being_held,
    a_block_made_by_another_process_holds,
    a_node_cannot_block_itself,
);
