//! What comes from others is shown as far as they are trusted, and waits for a person otherwise.

use havre::{
    domain::{Content, Iri, SheetKind, Subject, Trust, Verb},
    federation::Synced,
    node::By,
    store::{
        decisions,
        policies::Switch,
        search, sheets,
        withheld::{Withheld, WithheldCopy},
    },
};
use serde_json::{Value, json};

use crate::{
    following::follow,
    hostile,
    network::{Network, Running, call, event, practice, settle},
    stranger::{GAO, KeyPair, LIEGE, Stranger},
};

fn operator() -> By {
    By::operator("vu")
}

impl Running {
    /// Trusts as a new node does.
    async fn trust_as_at_first(&self) {
        for switch in [Switch::TrustInNodes(Trust::Partly), Switch::TrustInOthers(Trust::Hold)] {
            self.node.set_policy(switch, &operator()).await.unwrap();
        }
    }

    async fn trust(&self, other: &str, trust: Trust) {
        self.node.set_trust(other, trust, &operator()).await.unwrap();
    }

    pub(crate) async fn put(&self, content: Content) -> Iri {
        self.node.put_sheet(&self.name, content).await.unwrap().sheet().iri.clone()
    }

    /// How many sheets of a kind its listings show.
    pub(crate) async fn shows(&self, kind: SheetKind) -> i64 {
        let mut db = self.node.store.read().await.unwrap();
        let query = search::Query { kind: Some(kind), limit: 10, ..<_>::default() };
        search::page(&mut db, &query, self.node.clock.now()).await.unwrap().total
    }

    /// The title that it shows for an address.
    async fn title(&self, iri: &Iri) -> Option<String> {
        let mut db = self.node.store.read().await.unwrap();
        let sheet = sheets::find_by_iri(&mut db, iri).await.unwrap();
        sheet.map(|sheet| sheet.content.texts.original().title.clone())
    }

    pub(crate) async fn waiting(&self) -> Vec<WithheldCopy> {
        self.node.withheld(Withheld::Held, None, 0, 100).await.unwrap()
    }

    /// Its peer is held as a catalogue says, and its digests are those of the publisher.
    async fn holds_all_of(&self, other: &Running) {
        let handle = other.node.node_actor().await.unwrap().handle;
        let catalogue = other.node.catalogue(&handle).await.unwrap();
        let theirs = other.node.catalogue_digests(&catalogue).await.unwrap().whole.clone();
        let peers = self.node.peers().await.unwrap();
        let peer = peers.iter().find(|peer| peer.host == other.host()).unwrap();
        assert_eq!(peer.sync.held, peer.sync.published);
        let ours = self.node.federation.digests_of(peer.id).await.unwrap().whole;
        assert_eq!(ours, theirs);
    }

    async fn verbs(&self) -> Vec<Verb> {
        let mut db = self.node.store.read().await.unwrap();
        assert!(matches!(
            decisions::verify_chain(&mut db).await.unwrap(),
            decisions::Chain::Whole { .. }
        ));
        let mut log = decisions::page(&mut db, None, None, 100).await.unwrap();
        log.retain(|line| line.verb != Verb::PolicyChanged);
        log.iter().rev().map(|line| line.verb).collect()
    }
}

/// Two nodes, of which the second follows the first and trusts it so far.
async fn pair(network: &Network, trust: Trust) -> (Running, Running) {
    let (lyon, gao) = (network.node("lyon").await, network.node("gao").await);
    gao.node.set_policy(Switch::TrustInNodes(trust), &operator()).await.unwrap();
    follow(&gao, &lyon).await;
    (lyon, gao)
}

async fn a_followed_node_shows_practices_and_events_at_once_and_calls_wait(network: Network) {
    let (lyon, gao) = (network.node("lyon").await, network.node("gao").await);
    gao.trust_as_at_first().await;
    lyon.publish("prac-guichet", "Un guichet").await;
    lyon.put(call("call-before", "Un appel")).await;
    follow(&gao, &lyon).await;
    lyon.put(event("evt-rencontre", "2027-05-01")).await;
    lyon.put(call("call-after", "Un autre appel")).await;
    settle(&[&lyon, &gao]).await;
    assert_eq!(gao.shows(SheetKind::Practice).await, 1);
    assert_eq!(gao.shows(SheetKind::Event).await, 1);
    assert_eq!(gao.shows(SheetKind::Call).await, 0);
    assert_eq!(gao.waiting().await.len(), 2);
    gao.holds_all_of(&lyon).await;
}

async fn what_waits_is_not_fetched_again(network: Network) {
    let (lyon, gao) = pair(&network, Trust::Hold).await;
    lyon.publish("prac-guichet", "Un guichet").await;
    settle(&[&lyon, &gao]).await;
    assert_eq!(gao.waiting().await.len(), 1);
    gao.node.sync(&lyon.host()).await.unwrap();
    assert_eq!(gao.node.sync(&lyon.host()).await.unwrap(), Synced::Unchanged);
    gao.node.refuse(gao.waiting().await[0].iri.as_str(), &operator()).await.unwrap();
    assert_eq!(gao.node.sync(&lyon.host()).await.unwrap(), Synced::Unchanged);
    gao.holds_all_of(&lyon).await;
}

async fn what_waits_is_shown_once_a_person_approves_and_its_changes_wait_anew(network: Network) {
    let (lyon, gao) = pair(&network, Trust::Hold).await;
    let iri = lyon.publish("prac-guichet", "Un guichet").await;
    settle(&[&lyon, &gao]).await;
    assert_eq!(gao.title(&iri).await, None);
    gao.node.approve("1", &operator()).await.unwrap();
    assert_eq!(gao.title(&iri).await.as_deref(), Some("Un guichet"));
    assert_eq!(gao.practices().await, ["Un guichet"], "the search finds it");
    network.clock.advance(60);
    lyon.publish("prac-guichet", "Deux guichets").await;
    settle(&[&lyon, &gao]).await;
    assert_eq!(gao.title(&iri).await.as_deref(), Some("Un guichet"));
    let pending = gao.node.pending(iri.as_str()).await.unwrap();
    let change = &pending.changes.iter().find(|change| change.field == "texts.fr.title").unwrap();
    assert_eq!(change.before.as_deref(), Some("Un guichet"));
    assert_eq!(change.after.as_deref(), Some("Deux guichets"));
    gao.node.refuse(iri.as_str(), &operator()).await.unwrap();
    assert!(gao.waiting().await.is_empty());
    network.clock.advance(60);
    lyon.publish("prac-guichet", "Trois guichets").await;
    settle(&[&lyon, &gao]).await;
    gao.node.approve(iri.as_str(), &operator()).await.unwrap();
    assert_eq!(gao.title(&iri).await.as_deref(), Some("Trois guichets"));
    assert!(gao.waiting().await.is_empty());
    gao.holds_all_of(&lyon).await;
    let (shown, refused) = (Verb::ItemShown, Verb::ItemRefused);
    assert_eq!(gao.verbs().await, [shown, refused, shown]);
}

async fn a_change_that_leads_people_elsewhere_waits_and_the_old_version_stays(network: Network) {
    let (lyon, gao) = pair(&network, Trust::Partly).await;
    let iri = lyon.put(event("evt-rencontre", "2027-05-01")).await;
    settle(&[&lyon, &gao]).await;
    network.clock.advance(60);
    lyon.put(event("evt-rencontre", "2027-05-02")).await;
    settle(&[&lyon, &gao]).await;
    let start = async || {
        let mut db = gao.node.store.read().await.unwrap();
        let sheet = sheets::find_by_iri(&mut db, &iri).await.unwrap().unwrap();
        let Subject::Event(event) = sheet.content.subject else { unreachable!() };
        event.dates.written().0
    };
    assert_eq!(start().await, "2027-05-01");
    assert_eq!(gao.waiting().await[0].why, "date, place, contact or a link has changed");
    gao.node.approve(iri.as_str(), &operator()).await.unwrap();
    assert_eq!(start().await, "2027-05-02");
}

async fn other_words_and_a_cancelled_event_are_shown_at_once(network: Network) {
    let (lyon, gao) = pair(&network, Trust::Partly).await;
    let iri = lyon.put(event("evt-rencontre", "2027-05-01")).await;
    let practice = lyon.publish("prac-guichet", "Un guichet").await;
    settle(&[&lyon, &gao]).await;
    network.clock.advance(60);
    let mut called_off = event("evt-rencontre", "2027-05-01");
    if let Subject::Event(event) = &mut called_off.subject {
        event.cancelled = true;
    }
    lyon.put(called_off).await;
    lyon.publish("prac-guichet", "Deux guichets").await;
    settle(&[&lyon, &gao]).await;
    assert!(gao.waiting().await.is_empty());
    assert_eq!(gao.title(&practice).await.as_deref(), Some("Deux guichets"));
    let mut db = gao.node.store.read().await.unwrap();
    let sheet = sheets::find_by_iri(&mut db, &iri).await.unwrap().unwrap();
    assert!(matches!(sheet.content.subject, Subject::Event(event) if event.cancelled));
}

async fn a_new_and_a_changed_version_of_one_batch_are_told_apart(network: Network) {
    let (lyon, gao) = pair(&network, Trust::Partly).await;
    let iri = lyon.put(event("evt-rencontre", "2027-05-01")).await;
    network.clock.advance(60);
    lyon.put(event("evt-rencontre", "2027-05-02")).await;
    lyon.node.federation.deliver_due().await.unwrap();
    gao.node.federation.process_received().await.unwrap();
    settle(&[&lyon, &gao]).await;
    assert!(gao.title(&iri).await.is_some());
    assert_eq!(gao.waiting().await.len(), 1);
}

async fn a_node_that_is_trusted_fully_shows_all_at_once(network: Network) {
    let (lyon, gao) = pair(&network, Trust::Hold).await;
    gao.trust(&lyon.host(), Trust::Fully).await;
    lyon.put(call("call-lisboa", "Un appel")).await;
    lyon.put(event("evt-rencontre", "2027-05-01")).await;
    settle(&[&lyon, &gao]).await;
    network.clock.advance(60);
    lyon.put(event("evt-rencontre", "2027-05-02")).await;
    settle(&[&lyon, &gao]).await;
    assert!(gao.waiting().await.is_empty());
    assert_eq!(gao.shows(SheetKind::Call).await, 1);
}

async fn what_its_author_deletes_goes_at_once_whether_it_is_shown_or_waits(network: Network) {
    let (lyon, gao) = pair(&network, Trust::Hold).await;
    let shown = lyon.publish("prac-guichet", "Un guichet").await;
    lyon.publish("prac-maison", "Une maison").await;
    settle(&[&lyon, &gao]).await;
    gao.node.approve(shown.as_str(), &operator()).await.unwrap();
    for slug in ["prac-guichet", "prac-maison"] {
        lyon.node.withdraw_sheet(slug).await.unwrap();
    }
    settle(&[&lyon, &gao]).await;
    assert!(gao.practices().await.is_empty());
    assert!(gao.waiting().await.is_empty());
    gao.holds_all_of(&lyon).await;
}

/// The status of a page.
pub(crate) async fn page(running: &Running, path: &str) -> u16 {
    let accept = |_: &Iri| Ok(vec![("accept", "text/html".to_owned())]);
    let client = running.node.federation.client();
    client.get(&running.node.iri(path), accept, 1 << 20).await.unwrap().status
}

async fn what_a_person_takes_out_of_sight_stays_so_until_a_person_shows_it(network: Network) {
    let (lyon, gao) = pair(&network, Trust::Fully).await;
    let iri = lyon.publish("prac-guichet", "Un guichet").await;
    settle(&[&lyon, &gao]).await;
    let id = {
        let mut db = gao.node.store.read().await.unwrap();
        sheets::find_by_iri(&mut db, &iri).await.unwrap().unwrap().id
    };
    let path = format!("/practices/{id}");
    assert_eq!(page(&gao, &path).await, 200);
    gao.node.hide(&iri, &operator()).await.unwrap();
    assert_eq!(page(&gao, &path).await, 410);
    assert!(gao.practices().await.is_empty());

    network.clock.advance(60);
    lyon.publish("prac-guichet", "Deux guichets").await;
    settle(&[&lyon, &gao]).await;
    gao.node.sync(&lyon.host()).await.unwrap();
    settle(&[&lyon, &gao]).await;
    assert_eq!((page(&gao, &path).await, gao.practices().await.len()), (410, 0));
    assert!(gao.waiting().await.is_empty());
    gao.holds_all_of(&lyon).await;
    assert!(gao.node.approve(iri.as_str(), &operator()).await.is_err());

    gao.node.unhide(&iri, &operator()).await.unwrap();
    assert_eq!(page(&gao, &path).await, 200, "the same page");
    assert_eq!(gao.practices().await, ["Deux guichets"]);
    assert_eq!(gao.verbs().await, [Verb::ItemWithdrawn, Verb::ItemRestored]);
}

async fn nobody_hides_what_the_node_itself_publishes(network: Network) {
    let lyon = network.node("lyon").await;
    let iri = lyon.publish("prac-guichet", "Un guichet").await;
    assert!(lyon.node.hide(&iri, &operator()).await.is_err());
    assert_eq!(lyon.practices().await, ["Un guichet"]);
}

async fn what_a_trusted_server_passes_on_of_an_unknown_one_waits(network: Network) {
    let (lyon, mastodon) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let origin = Stranger::start(&network.clock).await;
    let (ana, bob) = (mastodon.actor("ana", LIEGE), origin.actor("bob", GAO));
    lyon.trust_as_at_first().await;
    hostile::follow(&lyon, &mastodon, &ana, LIEGE).await;
    lyon.trust(ana.host(), Trust::Fully).await;
    origin.serve("/notes/1", origin.note(&bob, 1, "2027-01-01T00:00:00Z"));
    let announce = json!({
        "id": format!("{ana}/announces/1"), "type": "Announce", "actor": ana,
        "object": origin.iri("/notes/1"),
    });
    mastodon.send(&lyon, &ana, LIEGE, &announce).await;
    mastodon.send(&lyon, &ana, LIEGE, &mastodon.create(&ana, 2)).await;
    settle(&[&lyon]).await;
    assert_eq!(lyon.shows(SheetKind::Post).await, 1);
    assert_eq!(lyon.waiting().await[0].iri, origin.iri("/notes/1"));
}

/// The actor of a stranger with another key, as its server says it.
fn with_key(stranger: &Stranger, actor: &Iri, key: KeyPair) -> Value {
    let name = actor.path().rsplit('/').next().unwrap();
    stranger.actor(name, key);
    json!({
        "id": actor, "type": "Person", "preferredUsername": name,
        "inbox": format!("{actor}/inbox"), "outbox": format!("{actor}/outbox"),
        "publicKey": {"id": format!("{actor}#main-key"), "owner": actor, "publicKeyPem": key.1},
    })
}

async fn a_peer_with_a_new_key_that_the_old_one_did_not_announce_is_held(network: Network) {
    let (lyon, mastodon) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let ana = mastodon.actor("ana", LIEGE);
    hostile::follow(&lyon, &mastodon, &ana, LIEGE).await;
    mastodon.actor("ana", GAO);
    assert_eq!(mastodon.send(&lyon, &ana, GAO, &mastodon.create(&ana, 1)).await, 202);
    settle(&[&lyon]).await;
    assert_eq!(lyon.shows(SheetKind::Post).await, 0);
    assert_eq!(lyon.waiting().await.len(), 1);
    assert_eq!(lyon.node.peers().await.unwrap()[0].trust, Some(Trust::Hold));
    assert_eq!(lyon.verbs().await, [Verb::PeerHeld]);
}

async fn a_new_key_that_the_old_one_announced_holds_nobody(network: Network) {
    let (lyon, mastodon) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let ana = mastodon.actor("ana", LIEGE);
    hostile::follow(&lyon, &mastodon, &ana, LIEGE).await;
    let update = json!({
        "id": format!("{ana}/updates/1"), "type": "Update", "actor": ana,
        "object": with_key(&mastodon, &ana, GAO),
    });
    assert_eq!(mastodon.send(&lyon, &ana, LIEGE, &update).await, 202);
    // The next activity overtakes it: it is checked before the announcement is processed.
    assert_eq!(mastodon.send(&lyon, &ana, GAO, &mastodon.create(&ana, 1)).await, 202);
    settle(&[&lyon]).await;
    assert_eq!(lyon.shows(SheetKind::Post).await, 1);
    assert_eq!(lyon.verbs().await, []);
}

async fn a_held_copy_of_a_practice_says_the_same_as_the_original(network: Network) {
    let (lyon, gao) = pair(&network, Trust::Hold).await;
    let iri = lyon.put(practice("prac-guichet", "Un guichet")).await;
    settle(&[&lyon, &gao]).await;
    let pending = gao.node.pending(iri.as_str()).await.unwrap();
    gao.node.approve(iri.as_str(), &operator()).await.unwrap();
    let mut db = gao.node.store.read().await.unwrap();
    let shown = sheets::find_by_iri(&mut db, &iri).await.unwrap().unwrap();
    assert_eq!(shown.content, pending.sheet.content);
    let sent = sheets::wire(&mut lyon.node.store.read().await.unwrap(), &iri).await.unwrap();
    let kept = sheets::wire(&mut db, &iri).await.unwrap();
    assert_eq!(kept.unwrap().digest, sent.unwrap().digest);
}

on_both_engines!(
    a_followed_node_shows_practices_and_events_at_once_and_calls_wait,
    what_waits_is_not_fetched_again,
    what_waits_is_shown_once_a_person_approves_and_its_changes_wait_anew,
    a_change_that_leads_people_elsewhere_waits_and_the_old_version_stays,
    other_words_and_a_cancelled_event_are_shown_at_once,
    a_new_and_a_changed_version_of_one_batch_are_told_apart,
    a_node_that_is_trusted_fully_shows_all_at_once,
    what_its_author_deletes_goes_at_once_whether_it_is_shown_or_waits,
    what_a_person_takes_out_of_sight_stays_so_until_a_person_shows_it,
    nobody_hides_what_the_node_itself_publishes,
    what_a_trusted_server_passes_on_of_an_unknown_one_waits,
    a_peer_with_a_new_key_that_the_old_one_did_not_announce_is_held,
    a_new_key_that_the_old_one_announced_holds_nobody,
    a_held_copy_of_a_practice_says_the_same_as_the_original,
);
