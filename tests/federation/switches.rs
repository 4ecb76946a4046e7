//! Who may write into the directory, who may follow, and what is shown: three separate switches.

use havre::{
    domain::{Followers, FollowingState, SheetKind, Shown, Verb, Writers},
    federation::outgoing::Answer,
    node::By,
    store::{followers, policies::Switch},
};

use crate::{
    following::follow,
    hostile,
    network::{Network, Running, settle},
    stranger::{LIEGE, Stranger},
    trust::page,
};

impl Running {
    async fn set(&self, switch: Switch) {
        self.node.set_policy(switch, &By::operator("")).await.unwrap();
    }

    /// Closes itself to everyone but one host.
    async fn allow_only(&self, host: &str) {
        self.set(Switch::Writers(Writers::Listed)).await;
        self.set(Switch::Followers(Followers::Listed)).await;
        assert!(self.node.allow_host(host, &By::operator("voisins")).await.unwrap());
    }

    async fn followers(&self) -> i64 {
        let actor = self.node.node_actor().await.unwrap().id;
        followers::count(&mut self.node.store.read().await.unwrap(), actor).await.unwrap()
    }

    async fn follows(&self) -> FollowingState {
        self.node.followings().await.unwrap()[0].0.state
    }
}

async fn two_nodes_that_allow_only_each_other_follow_each_other(network: Network) {
    let (lyon, gao) = (network.node("lyon").await, network.node("gao").await);
    lyon.allow_only(&gao.host()).await;
    gao.allow_only(&lyon.host()).await;
    lyon.publish("prac-guichet", "Un guichet").await;
    gao.publish("prac-puits", "Un puits").await;
    follow(&lyon, &gao).await;
    follow(&gao, &lyon).await;
    lyon.publish("prac-maison", "Une maison").await;
    settle(&[&lyon, &gao]).await;
    assert_eq!(lyon.practices().await, gao.practices().await);
    assert_eq!(gao.practices().await, ["Un guichet", "Un puits", "Une maison"]);
}

async fn a_closed_node_refuses_followers_and_writers_and_its_pages_stay_open(network: Network) {
    let (lyon, gao) = (network.node("lyon").await, network.node("gao").await);
    lyon.allow_only("liege.example").await;
    lyon.publish("prac-guichet", "Un guichet").await;
    gao.publish("prac-puits", "Un puits").await;
    follow(&gao, &lyon).await;
    assert_eq!((gao.follows().await, lyon.followers().await), (FollowingState::Refused, 0));
    follow(&lyon, &gao).await;
    gao.publish("prac-pompe", "Une pompe").await;
    settle(&[&lyon, &gao]).await;
    assert_eq!(lyon.practices().await, ["Un guichet"]);
    for path in ["/", "/practices", "/ap/lyon", "/practices.json", "/about"] {
        assert_eq!(page(&lyon, path).await, 200, "{path}");
    }
    let problem = lyon.node.peers().await.unwrap()[0].sync.problem.clone().unwrap();
    assert!(problem.contains("havre policy allow"), "{problem}");
    lyon.node.allow_host(&gao.host(), &By::operator("")).await.unwrap();
    settle(&[&lyon, &gao]).await;
    assert_eq!(lyon.practices().await, ["Un guichet", "Un puits", "Une pompe"]);
}

async fn whoever_asks_to_follow_may_have_to_wait_for_a_person(network: Network) {
    let (lyon, gao) = (network.node("lyon").await, network.node("gao").await);
    lyon.set(Switch::Followers(Followers::Ask)).await;
    follow(&gao, &lyon).await;
    assert_eq!((gao.follows().await, lyon.followers().await), (FollowingState::Asked, 0));
    let asked = lyon.node.follow_requests().await.unwrap();
    assert_eq!(asked[0].follower.iri, gao.actor());
    let address = format!("@{}", asked[0].follower.address());
    let by = By::operator("connus");
    assert_eq!(lyon.node.answer_follow(&address, Answer::Accept, &by).await.unwrap(), 1);
    lyon.publish("prac-guichet", "Un guichet").await;
    settle(&[&lyon, &gao]).await;
    assert_eq!((gao.follows().await, lyon.followers().await), (FollowingState::Accepted, 1));
    assert_eq!(gao.practices().await, ["Un guichet"]);
    let log = lyon.node.decisions(Some(gao.actor().as_str()), None, 9).await.unwrap();
    assert_eq!((log[0].verb, log[0].reason.as_str()), (Verb::FollowerAccepted, "connus"));
    assert!(lyon.node.answer_follow(&address, Answer::Accept, &by).await.is_err());
}

async fn whoever_is_refused_is_told_and_may_take_the_question_back(network: Network) {
    let (lyon, gao) = (network.node("lyon").await, network.node("gao").await);
    lyon.set(Switch::Followers(Followers::Ask)).await;
    follow(&gao, &lyon).await;
    gao.node.unfollow(&lyon.host()).await.unwrap();
    settle(&[&lyon, &gao]).await;
    assert!(lyon.node.follow_requests().await.unwrap().is_empty());
    follow(&gao, &lyon).await;
    let by = By::operator("");
    lyon.node.answer_follow(gao.actor().as_str(), Answer::Reject, &by).await.unwrap();
    settle(&[&lyon, &gao]).await;
    assert_eq!((gao.follows().await, lyon.followers().await), (FollowingState::Refused, 0));
}

async fn a_host_on_the_list_does_not_wait_for_a_person(network: Network) {
    let (lyon, gao) = (network.node("lyon").await, network.node("gao").await);
    lyon.set(Switch::Followers(Followers::Ask)).await;
    lyon.node.allow_host(&gao.host(), &By::operator("")).await.unwrap();
    follow(&gao, &lyon).await;
    assert_eq!(gao.follows().await, FollowingState::Accepted);
}

async fn posts_of_other_software_can_wait_however_far_it_is_trusted(network: Network) {
    let (lyon, mastodon) = (network.node("lyon").await, Stranger::start(&network.clock).await);
    let ana = mastodon.actor("ana", LIEGE);
    hostile::follow(&lyon, &mastodon, &ana, LIEGE).await;
    lyon.set(Switch::Shown(Shown::NoPosts)).await;
    mastodon.send(&lyon, &ana, LIEGE, &mastodon.create(&ana, 1)).await;
    settle(&[&lyon]).await;
    assert_eq!((lyon.shows(SheetKind::Post).await, lyon.waiting().await.len()), (0, 1));
    lyon.set(Switch::Shown(Shown::ByTrust)).await;
    mastodon.send(&lyon, &ana, LIEGE, &mastodon.create(&ana, 2)).await;
    settle(&[&lyon]).await;
    assert_eq!((lyon.shows(SheetKind::Post).await, lyon.waiting().await.len()), (1, 1));
}

async fn everything_can_wait_in_an_emergency(network: Network) {
    let (lyon, gao) = (network.node("lyon").await, network.node("gao").await);
    gao.set(Switch::Shown(Shown::Nothing)).await;
    lyon.publish("prac-guichet", "Un guichet").await;
    follow(&gao, &lyon).await;
    assert!(gao.practices().await.is_empty());
    assert_eq!(gao.waiting().await.len(), 1);
}

on_both_engines!(
    two_nodes_that_allow_only_each_other_follow_each_other,
    a_closed_node_refuses_followers_and_writers_and_its_pages_stay_open,
    whoever_asks_to_follow_may_have_to_wait_for_a_person,
    whoever_is_refused_is_told_and_may_take_the_question_back,
    a_host_on_the_list_does_not_wait_for_a_person,
    posts_of_other_software_can_wait_however_far_it_is_trusted,
    everything_can_wait_in_an_emergency,
);
