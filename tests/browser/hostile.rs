//! A node in which everything that somebody may write is hostile (`docs/security.md` T30): served on
//! loopback, for a browser to read.

use std::{net::Ipv4Addr, time::Duration};

use havre::{
    clock::Clock,
    config::{Config, Flags},
    domain::{
        Actor, ActorId, ActorKind, Attached, Content, IdSource, Iri, Language, Link, Origin,
        PeerId, Post, Profile, ProfileField, Reply, ReplyState, Sheet, SheetId, Subject, Territory,
        Text, Texts, Timestamp, Visibility, clean_html,
    },
    federation::{
        Chance, Federation, Reach,
        http_client::HttpClient,
        keys::{KeyError, Seal},
    },
    node::{
        Node,
        record::{read_text, shared_taxonomy},
    },
    store::{
        Store, actors, peers, replies,
        sheets::{self, Published},
    },
    web,
};
use serde_json::{Value, json};
use tokio::net::TcpListener;

/// 22 November 2026, noon.
const NOW: Timestamp = Timestamp(1_795_348_800_000);
/// What somebody would write to run a script, to load something, or to lead readers away. Each says
/// `__xss`, which no page of ours does.
const PAYLOADS: [&str; 18] = [
    r"<script>window.__xss=1</script>",
    r#""><img src=x onerror="window.__xss=2">"#,
    r"'><svg/onload=window.__xss=3>",
    r"</title></textarea></script><script>window.__xss=4</script>",
    r#"<iframe srcdoc="<script>parent.__xss=5</script>"></iframe>"#,
    r"[__xss](javascript:window.__xss=6)",
    r#"<a href="javascript:window.__xss=7" onclick="window.__xss=7">__xss</a>"#,
    r"&lt;script&gt;window.__xss=8&lt;/script&gt;&#60;img src=x onerror=__xss&#62;",
    r#"<form><math><mtext></form><form><mglyph><style></math><img src onerror="window.__xss=9">"#,
    r"<style>@import url(http://evil.example/__xss.css);body{display:none}</style>",
    r#"<meta http-equiv="refresh" content="0;url=http://evil.example/__xss">"#,
    r#"<base href="http://evil.example/__xss/"><link rel="stylesheet" href="x">"#,
    r#"<img src="http://evil.example/__xss.gif"><video autoplay src="//evil.example/__xss">"#,
    r#"![__xss](http://evil.example/__xss.png "onerror=window.__xss=14")"#,
    r#"<div style="position:fixed;inset:0" onmouseover="window.__xss=15">__xss</div>"#,
    "<noscript><p title=\"</noscript><img src=x onerror=window.__xss=16>\"> __xss",
    "\u{202e}\u{202d}__xss‮ }{ \u{2066}\u{2067}__xss",
    r#"{{7*7}}${7*7}<%= 7*7 %>`__xss`\u003cscript\u003e"#,
];

/// Serves it until the test ends; says where.
pub(crate) async fn serve() -> String {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let node = open(&origin).await;
    fill(&node).await;
    tokio::spawn(web::serve(listener, node, std::future::pending()));
    origin
}

async fn open(origin: &str) -> Node {
    let clock = Clock::still(NOW);
    let store = Store::open("sqlite::memory:", IdSource::new(7)).await.unwrap();
    let flags = Flags { public_url: Some(origin.to_owned()), ..Flags::default() };
    let client = HttpClient::new(Reach::Public, origin, Duration::from_secs(5)).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let federation = Federation::new(
        origin,
        store.clone(),
        clock.clone(),
        client,
        Seal::load_or_create(&folder.path().join("secret.key")).unwrap(),
        shared_taxonomy().clone(),
        Chance { fraction: || 0.0, key_pair },
    );
    let config = Config::load(&flags, []).unwrap();
    Node::open(config, clock, store, federation.unwrap()).await.unwrap()
}

/// Fills every field of everything with each of the payloads, and one sheet with endless words.
async fn fill(node: &Node) {
    let all = PAYLOADS.join(" ");
    let of_node: Territory = territory(&all, "city");
    node.initialise("hostile", of_node).await.unwrap();
    node.put_actor("carrier", territory(&all, "association")).await.unwrap();
    let endless = "W".repeat(10_000);
    let words = PAYLOADS.into_iter().chain([endless.as_str()]).enumerate();
    let (mut practices, mut events, mut calls, mut themes) = (vec![], vec![], vec![], vec![]);
    for (number, words) in words {
        practices.push(practice(number, words));
        events.push(event(number, words));
        calls.push(call(number, words));
        themes.push(theme(number, words));
    }
    let file = json!({"practices": practices, "events": events, "calls": calls, "themes": themes});
    let rows = read_text("hostile", &file.to_string(), shared_taxonomy()).unwrap();
    node.import_rows(rows, Some("hostile"), |_, _| ()).await.unwrap();
    for (number, words) in (1_i64..).zip(PAYLOADS) {
        put_post(node, number, words).await;
    }
}

/// The first line of `words`, as long as a title may be.
fn title(words: &str) -> String {
    words.chars().take(190).collect()
}

fn territory(words: &str, kind: &str) -> Territory {
    let name = |lang: &str| json!({"lang": lang, "name": title(words)});
    let written = json!({
        "kind": kind, "names": [name("fr"), name("en")], "local_names": [name("ar")],
        "country": "FR", "latitude": 45.0, "longitude": 4.0, "summary": clean_html(words),
        "note": words,
    });
    serde_json::from_value(written).unwrap()
}

/// What all kinds of sheets have.
fn sheet(kind: &str, number: usize, words: &str, more: &Value) -> Value {
    let mut record = json!({
        "id": format!("{kind}-{number}"),
        "original_lang": "fr",
        "title": {"fr": title(words), "ar": title(words)},
        "themes": ["housing", format!("local-{number}")],
        "audience": ["all-residents"],
        "place": {
            "name": title(words), "street": title(words), "locality": title(words),
            "region": title(words), "country": "FR", "lat": 45.0, "lon": 4.0,
        },
        "sources": [
            {"type": "page", "ref": format!("https://evil.example/?{}", title(words))},
            {"type": "seed", "ref": title(words)},
        ],
        "note": words,
    });
    let fields = record.as_object_mut().unwrap();
    fields.extend(more.as_object().unwrap().clone());
    record
}

fn practice(number: usize, words: &str) -> Value {
    let more = json!({
        "kind": "public-service", "status": "running", "pillar": "interculturality",
        "carrier": "carrier", "partners": [words],
        "tools": [{"label": words, "url": format!("https://evil.example/#{}", title(words))}],
        "period": {"start": "2020", "note": words},
        "description": {"fr": words, "ar": words},
    });
    sheet("prac", number, words, &more)
}

fn event(number: usize, words: &str) -> Value {
    let more = json!({
        "kind": "meeting", "status": "announced", "start": "2026-12-05", "timezone": "Europe/Paris",
        "organisers": [{"name": words}], "practices": [format!("prac-{number}")],
        "description": {"fr": words, "ar": words},
    });
    sheet("evt", number, words, &more)
}

fn call(number: usize, words: &str) -> Value {
    let more = json!({
        "kind": "join", "status": "open", "answer": "external", "closes": "2027-01-31",
        "link": format!("https://evil.example/?{}", title(words)),
        "ask": {"fr": title(words), "ar": title(words)},
        "body": {"fr": words, "ar": words},
    });
    sheet("call", number, words, &more)
}

fn theme(number: usize, words: &str) -> Value {
    json!({
        "id": format!("local-{number}"), "broader": "housing",
        "label": {"fr": title(words), "en": title(words)},
    })
}

/// What somebody with other software published, and what they say under a call of ours.
async fn put_post(node: &Node, number: i64, words: &str) {
    let mut db = node.store.write().await.unwrap();
    let peer = peers::ensure(&mut db, "evil.example", PeerId(99)).await.unwrap();
    let actor = stranger(number, words, peer.id);
    let actor = actors::upsert_remote(&mut db, &actor, "{}", "digest").await.unwrap();
    let sheet = post(number, words, &actor);
    let published = Published {
        sheet: &sheet,
        actor: actor.id,
        peer: Some(peer.id),
        object: "{}",
        digest: "digest",
        proven: None,
    };
    sheets::put(&mut db, &[published], shared_taxonomy()).await.unwrap();
    let call = sheets::find_by_slug(&mut db, "call-0").await.unwrap().unwrap();
    replies::put(&mut db, &reply(number, words, &actor, call.iri)).await.unwrap();
    db.commit().await.unwrap();
}

fn iri(path: &str) -> Iri {
    Iri::parse(format!("https://evil.example/{path}")).unwrap()
}

fn stranger(number: i64, words: &str, peer: PeerId) -> Actor {
    let field = ProfileField { name: title(words), text: title(words), url: None };
    let profile =
        Profile { as_type: "Organization".to_owned(), fields: vec![field], ..Profile::default() };
    let address = iri(&format!("actors/{number}"));
    Actor {
        id: ActorId(9_000 + number),
        iri: address.clone(),
        kind: ActorKind::Other,
        peer: Some(peer),
        handle: format!("stranger{number}"),
        name: title(words),
        url: Some(address.clone()),
        inbox: address,
        shared_inbox: None,
        outbox: None,
        catalogue: None,
        key: None,
        more_keys: vec![],
        territory: Territory { profile: Box::new(profile), ..territory(words, "association") },
        published_at: NOW,
        updated_at: NOW,
    }
}

fn post(number: i64, words: &str, actor: &Actor) -> Sheet {
    let link = Link { label: title(words), url: format!("https://evil.example/?{number}") };
    let text = Text {
        language: Language::parse("fr").unwrap(),
        origin: Origin::Original,
        of_version: 1,
        title: title(words),
        body: clean_html(words),
        ask: None,
    };
    let content = Content {
        slug: format!("post-{number}"),
        language: text.language.clone(),
        visibility: Visibility::Public,
        texts: Texts::new(vec![text]).unwrap(),
        pillars: vec![],
        themes: vec![],
        audiences: vec![],
        territory: None,
        place: None,
        adapted_from: None,
        attached: Attached {
            warning: Some(title(words)),
            links: vec![link],
            hashtags: vec![title(words)],
        },
        sources: vec![],
        confidence: None,
        example: false,
        note: None,
        subject: Subject::Post(Post { as_type: "Note".to_owned() }),
    };
    let id = SheetId(90_000 + number);
    let iri = iri(&format!("posts/{number}"));
    Sheet { id, iri, actor: actor.iri.clone(), published_at: NOW, updated_at: NOW, content }
}

fn reply(number: i64, words: &str, actor: &Actor, in_reply_to: Iri) -> Reply {
    Reply {
        id: number,
        iri: iri(&format!("replies/{number}")),
        actor: actor.iri.clone(),
        name: title(words),
        in_reply_to,
        url: None,
        language: None,
        content: clean_html(words),
        published_at: NOW,
        received_at: NOW,
        state: ReplyState::Approved,
    }
}

/// A key made before, since making one takes long.
#[expect(clippy::unnecessary_wraps, reason = "the shape of a source of keys")]
fn key_pair() -> Result<(String, String), KeyError> {
    let private = include_str!("../fixtures/keys/lyon.pem").to_owned();
    let public = include_str!("../fixtures/keys/lyon.pub.pem").to_owned();
    Ok((private, public))
}
