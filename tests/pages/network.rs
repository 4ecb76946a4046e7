//! The network as a space knows it, its pictures, and the words by which sheets are sorted.

use havre::{
    domain::{
        Actor, ActorId, ActorKind, Block, Domain, Following, FollowingState, Iri, PeerId, Severity,
        SheetKind, Territory, Timestamp,
    },
    store::{
        Writing, actors,
        catalogue::{self, Entry, ObjectKind},
        followings, peers, syncs,
    },
};

use crate::site::{HUB, LANGUAGES, Site};

const NOON: i64 = 1_795_348_800_000;
const DAY: i64 = 24 * 3_600_000;

fn iri(text: impl Into<String>) -> Iri {
    Iri::parse(text).unwrap()
}

/// A space of others that is followed, that publishes two sheets, and of which one is held.
async fn add_space(db: &mut Writing, follower: ActorId, n: i64, host: &str, heard: Timestamp) {
    let base = format!("https://{host}/ap/town");
    let catalogue = iri(format!("{base}/catalogue"));
    let peer = peers::ensure(db, host, PeerId(n)).await.unwrap().id;
    peers::set_node(db, peer, &iri(&base), &catalogue).await.unwrap();
    let actor = Actor {
        id: ActorId(n),
        iri: iri(&base),
        kind: ActorKind::Territory,
        peer: Some(peer),
        handle: "town".into(),
        name: format!("Town <b>{n}</b>"),
        url: Some(iri(format!("https://{host}/@town"))),
        inbox: iri(format!("{base}/inbox")),
        shared_inbox: None,
        outbox: None,
        catalogue: Some(catalogue),
        key: None,
        more_keys: vec![],
        territory: Territory { kind: "city".into(), ..Territory::default() },
        published_at: heard,
        updated_at: heard,
    };
    actors::upsert_remote(db, &actor, "{}", "d").await.unwrap();
    let following = Following {
        follower,
        followed: actor.iri.clone(),
        activity: iri(format!("https://hub.example/ap/activities/{n}")),
        state: FollowingState::Accepted,
    };
    followings::ask(db, &following, peer, heard).await.unwrap();
    let entry = |name: &str| Entry {
        iri: iri(format!("https://{host}/{name}")),
        actor: actor.iri.clone(),
        kind: ObjectKind::Sheet(SheetKind::Call),
        digest: Some("d".into()),
        updated_at: heard,
        deleted_at: None,
        former_type: None,
        change: 0,
        bucket: 0,
        held_digest: None,
    };
    catalogue::want(db, peer, &[entry("a"), entry("b")]).await.unwrap();
    let held = Entry { held_digest: Some("d".into()), ..entry("a") };
    catalogue::hold_copies(db, &[(peer, held)]).await.unwrap();
    peers::heard_from(db, host, heard).await.unwrap();
}

/// The hub, which knows a space that answers and one that fell silent three days ago.
async fn network() -> Site {
    let site = Site::with_the_network().await;
    let follower = site.node.node_actor().await.unwrap().id;
    let mut db = site.node.store.write().await.unwrap();
    add_space(&mut db, follower, 501, "brest.example", Timestamp(NOON - 180_000)).await;
    add_space(&mut db, follower, 502, "arles.example", Timestamp(NOON - 3 * DAY)).await;
    let silent = peers::find_by_host(&mut db, "arles.example").await.unwrap().unwrap().id;
    syncs::fail(&mut db, silent, "no answer", Timestamp(NOON)).await.unwrap();
    db.commit().await.unwrap();
    site
}

#[tokio::test]
async fn the_spaces_are_told_in_words_that_people_use() {
    let site = network().await;
    let text = site.visit("/network?ui=en").await.text().to_owned();
    assert!(text.contains("Town &#60;b&#62;501&#60;/b&#62;"), "{text}");
    assert!(text.contains("1 of 2") && text.contains("3 minutes ago"), "{text}");
    assert!(text.contains("Silent since 19 November 2026"), "{text}");
    assert_eq!(text.matches("Silent since").count(), 1, "{text}");
    assert!(text.contains("<caption"), "{text}");
    for language in LANGUAGES {
        let page = site.visit(&format!("/network?ui={language}")).await;
        // The header suggests themes, which have words of their own.
        let text = page.text().to_lowercase();
        let (_, text) = text.split_once("<main").unwrap();
        for word in [" node", "nœud", " nodo", " nó ", "instance", "peer"] {
            assert!(!text.contains(word), "{language} says{word}");
        }
        assert!(text.len() < 50_000, "{}", text.len());
    }
}

#[tokio::test]
async fn programs_read_the_same_as_data() {
    let site = network().await;
    let json = site.json("/network.json").await;
    let hosts: Vec<&str> =
        json["spaces"].as_array().unwrap().iter().map(|s| s["host"].as_str().unwrap()).collect();
    assert_eq!(hosts, ["arles.example", "brest.example"]);
    let brest = &json["spaces"][1];
    assert_eq!((brest["published"].as_i64(), brest["held"].as_i64()), (Some(2), Some(1)));
    assert_eq!((&json["spaces"][0]["silent"], &brest["silent"]), (&true.into(), &false.into()));
    assert!(json["published"].as_i64().unwrap() > 50);
    let described = site.json("/api/openapi.json").await;
    assert!(described["paths"]["/network.json"]["get"].is_object());
    let schema = serde_json::json!({
        "$ref": "#/components/schemas/NetworkSummary",
        "components": described["components"],
    });
    assert!(jsonschema::draft202012::new(&schema).unwrap().is_valid(&json), "{json}");
}

#[tokio::test]
async fn a_space_that_is_blocked_is_not_spoken_of() {
    let site = network().await;
    let block = Block {
        domain: Domain::parse("brest.example").unwrap(),
        severity: Severity::Silence,
        reject_media: false,
        reject_reports: false,
        public_comment: String::new(),
        private_comment: "spam".to_owned(),
        published: false,
        created_at: Timestamp(0),
    };
    site.node.block(block).await.unwrap();
    for path in ["/network", "/network.json"] {
        let answer = site.visit(path).await;
        assert!(!answer.text().contains("brest.example"), "{path}");
        assert!(answer.text().contains("arles.example"), "{path}");
    }
}

#[tokio::test]
async fn every_picture_has_its_title_and_its_table() {
    let site = Site::with_the_network().await;
    let mut webinar = site.sheet("evt-exemple-webinaire-regularisation").await.content;
    webinar.slug = "evt-webinaire".to_owned();
    webinar.example = false;
    site.node.put_sheet(HUB, webinar).await.unwrap();
    for language in LANGUAGES {
        let text = site.visit(&format!("/network?ui={language}")).await.text().to_owned();
        let pictures: Vec<&str> = text.split("<figure").skip(1).collect();
        assert_eq!(pictures.len(), 4, "{language}");
        for picture in pictures {
            let picture = picture.split("</figure>").next().unwrap();
            assert!(picture.contains("<figcaption>") && picture.contains("<table>"), "{picture}");
            assert!(picture.contains("role=\"img\" aria-labelledby=\"chart-"), "{picture}");
            assert!(!picture.contains("style="), "{picture}");
        }
    }
    let text = site.visit("/network?ui=en").await.text().to_owned();
    let pillar = "<a href=\"/pillars/unconditional-access?ui=en\">";
    let row = text.split(pillar).nth(1).unwrap();
    let number = row.split("class=\"number\">").nth(1).unwrap().split('<').next().unwrap();
    assert!(number.parse::<i64>().unwrap() > 20, "{number}");
    assert!(text.contains("November 2026") && text.contains("October 2027"), "{text}");
    let february = text.split("/events?when=2027-02").nth(1).unwrap();
    assert!(february.contains("February 2027</a></th><td class=\"number\">1</td>"), "{text}");
    assert!(!text.contains("/events?when=2027-08"), "no link to a month without an event: {text}");
    // What is counted is what the link leads to.
    let country = "<a href=\"/search?country=FR&#38;examples=no&#38;ui=en\">";
    let row = text.split(country).nth(1).unwrap();
    let number = row.split("class=\"number\">").nth(1).unwrap().split('<').next().unwrap();
    let found = site.visit("/search?country=FR&examples=no&ui=en").await.text().to_owned();
    assert!(found.contains(&format!("{number} sheets")), "{number}: {found}");
    let empty = Site::empty().await.visit("/network?ui=en").await.text().to_owned();
    assert!(empty.contains("There is nothing to show yet."), "{empty}");
    assert!(!empty.contains("<svg"), "{empty}");
}

#[tokio::test]
async fn every_term_has_its_meaning_and_leads_to_its_sheets() {
    let site = Site::with_the_network().await;
    let text = site.visit("/themes?ui=en").await.text().to_owned();
    for words in [
        "href=\"/pillars/local-citizenship?ui=en\"",
        "href=\"/axes/border-cities-solidarity?ui=en\"",
        "href=\"/tags/local-citizenship-card?ui=en\"",
        "href=\"/practices?theme=local-citizenship-card&#38;ui=en\"",
        "Everyone who lives in a place takes part in its political life",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    for taxon in ["/pillars/unconditional-access", "/axes/migrants-as-citizens"] {
        let answer = site.visit(&format!("{taxon}?ui=es")).await;
        assert_eq!(answer.status, 200, "{taxon}");
        let text = answer.text();
        assert!(text.contains("/tags/") && text.contains("class=\"cards\""), "{text}");
        assert!(text.len() < 50_000, "{taxon}: {}", text.len());
    }
}

#[tokio::test]
async fn no_link_between_terms_and_sheets_leads_to_an_empty_page() {
    let site = Site::with_the_network().await;
    let text = site.visit("/themes?ui=en").await.text().to_owned();
    let links = text.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    let lists = links.filter(|link| link.starts_with("/practices?") || link.starts_with("/calls?"));
    let mut count = 0;
    for link in lists {
        let link = link.replace("&#38;", "&");
        let answer = site.visit(&link).await;
        assert_eq!(answer.status, 200, "{link}");
        assert!(answer.text().contains("class=\"cards\""), "{link}");
        count += 1;
    }
    assert!(count > 20, "{count}");
}

#[tokio::test]
async fn a_term_that_nobody_knows_has_no_page() {
    let site = Site::empty().await;
    for path in
        ["/pillars/nowhere", "/axes/nowhere", "/axes/local-citizenship", "/pillars/%3Cscript%3E"]
    {
        let answer = site.visit(&format!("{path}?ui=en")).await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.text().contains("There is nothing at this address"), "{path}");
    }
    let text = site.visit("/pillars/local-citizenship?ui=en").await.text().to_owned();
    assert!(text.contains("No sheets so far."), "{text}");
}
