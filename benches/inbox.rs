//! What an activity costs from its arrival to its place in the directory.
//!
//! Limit: twice the sum of its parts, measured in the same run: SHA-256 of the body, verification of
//! an RSA-2048 signature, parsing the JSON, and one row of a batched insert into SQLite.

#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on has failed")]

mod support {
    pub(crate) mod child;
    pub(crate) mod cpu;
    pub(crate) mod node;
    pub(crate) mod report;
    pub(crate) mod rsa;
    pub(crate) mod sheets;
}

use std::{
    hint::black_box,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use aws_lc_rs::{
    digest::{SHA256, digest},
    signature::{KeyPair as _, RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey},
};
use havre::{
    clock::Clock,
    domain::{
        Actor, ActorId, ActorKind, Content, Following, FollowingState, Iri, PeerId, Sheet, SheetId,
        Territory, Timestamp, Trust,
    },
    federation::{
        signature::{self, Scheme, SigningKey},
        vocabulary::{self, About, ActivityKind, Envelope, PUBLIC, Speaker, activity},
    },
    node::{Node, record::shared_taxonomy},
    store::{actors, followings, peers, received, search},
};
use support::{
    child,
    cpu::{self, Meter},
    node, report, rsa, sheets,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

const ACTIVITIES: usize = 8_000;
/// Handled before the measurement begins: keys are parsed, statements prepared.
const WARM_UP: usize = 500;
const HOSTS: u8 = 10;
const ACTORS_OF_A_HOST: usize = 5;
/// Requests under way at a time, each on a connection that stays open.
const AT_ONCE: usize = 16;
/// Rows of one transaction of the yardstick.
const ROWS_AT_ONCE: usize = 200;
const KEY: &str = include_str!("../tests/fixtures/keys/gao.pem");
const PUBLIC_KEY: &str = include_str!("../tests/fixtures/keys/gao.pub.pem");

#[tokio::main]
async fn main() {
    match child::role() {
        Some(folder) => receive(&folder).await,
        None => send().await,
    }
}

/// The addresses of those who publish.
fn publishers() -> Vec<Iri> {
    let of_host = |host: u8| {
        (0..ACTORS_OF_A_HOST)
            .map(move |number| Iri::parse(format!("http://127.0.1.{host}/ap/actor{number}")))
    };
    (1..=HOSTS).flat_map(of_host).map(Result::unwrap).collect()
}

/// Is the node: it follows everyone who publishes, and knows their keys.
async fn receive(folder: &Path) {
    let (node, listener) = node::new(folder, "gao").await;
    follow_all(&node).await;
    child::run(&node, listener);
    println!("{}", node.federation.origin());
    while child::next_command().await.is_some() {
        println!("{}", visible(&node).await);
    }
}

async fn follow_all(node: &Node) {
    let follower = node.node_actor().await.unwrap().id;
    let now = node.clock.now();
    let mut db = node.store.write().await.unwrap();
    for iri in publishers() {
        let peer =
            peers::ensure(&mut db, iri.host(), PeerId(node.store.new_id(now))).await.unwrap();
        peers::set_trust(&mut db, peer.id, Trust::Fully).await.unwrap();
        let actor = actor(&iri, ActorId(node.store.new_id(now)), peer.id);
        actors::upsert_remote(&mut db, &actor, "{}", "").await.unwrap();
        let activity = iri.child("follow");
        let state = FollowingState::Accepted;
        let following = Following { follower, followed: iri, activity, state };
        followings::ask(&mut db, &following, peer.id, now).await.unwrap();
    }
    db.commit().await.unwrap();
}

fn actor(iri: &Iri, id: ActorId, peer: PeerId) -> Actor {
    Actor {
        id,
        iri: iri.clone(),
        kind: ActorKind::Territory,
        peer: Some(peer),
        handle: iri.path().trim_start_matches("/ap/").to_owned(),
        name: "Lyon".to_owned(),
        url: None,
        inbox: iri.child("inbox"),
        shared_inbox: None,
        outbox: None,
        catalogue: None,
        key: Some((key_id(iri), PUBLIC_KEY.to_owned())),
        more_keys: Vec::new(),
        territory: Territory::default(),
        published_at: Timestamp(0),
        updated_at: Timestamp(0),
    }
}

fn key_id(actor: &Iri) -> String {
    format!("{actor}#main-key")
}

/// How many sheets can be seen once no activity waits any more.
async fn visible(node: &Node) -> i64 {
    loop {
        tokio::time::sleep(Duration::from_millis(20)).await;
        let mut db = node.store.write().await.unwrap();
        if received::claim(&mut db, 1).await.unwrap().is_empty() {
            let all = search::Query { limit: 1, ..search::Query::default() };
            return search::page(&mut db, &all, node.clock.now()).await.unwrap().total;
        }
    }
}

/// Is the others: signs everything beforehand, sends it, and measures the node meanwhile.
async fn send() {
    let folder = tempfile::tempdir().unwrap();
    let mut node = child::Started::start(folder.path());
    let inbox = Iri::parse(format!("{}/ap/inbox", node.origin)).unwrap();
    let key = SigningKey::from_pem(KEY).unwrap();
    let publishers = publishers();
    let bodies: Vec<String> = sheets::sheets(WARM_UP + ACTIVITIES)
        .into_iter()
        .enumerate()
        .map(|(number, content)| create(number, &publishers[number % publishers.len()], content))
        .collect();
    let requests: Vec<String> = bodies
        .iter()
        .enumerate()
        .map(|(number, body)| request(&key, &publishers[number % publishers.len()], &inbox, body))
        .collect();
    let (warm_up, measured) = requests.split_at(WARM_UP);
    post_all(&inbox, warm_up).await;
    node.ask("how many");

    let (meter, start) = (Meter::start(node.process()), Instant::now());
    post_all(&inbox, measured).await;
    let answered = start.elapsed();
    let seen = node.ask("how many");
    let (used, wall) = (meter.used(), start.elapsed());
    assert_eq!(seen, requests.len().to_string());

    let count = u32::try_from(ACTIVITIES).unwrap();
    let bytes: usize = bodies.iter().map(String::len).sum();
    println!("{ACTIVITIES} activities of {} bytes on average", bytes / bodies.len());
    println!(
        "    all answered after {answered:.2?}, all visible after {wall:.2?}: {:.0} a second",
        f64::from(count) / wall.as_secs_f64()
    );
    let parts = sum_of_parts(&bodies[WARM_UP..], folder.path()).await;
    report::took("CPU of an activity, received and processed", used / count, parts * 2);
}

/// A Create of `actor`, as it is sent.
fn create(number: usize, actor: &Iri, content: Content) -> String {
    let now = Clock::system().now();
    let number = i64::try_from(number).unwrap();
    let iri = actor.at(&format!("/ap/{}/{number}", content.kind().plural()));
    let speaker = Speaker::new(actor, actor);
    let sheet = Sheet {
        id: SheetId(number),
        iri,
        actor: actor.clone(),
        published_at: now,
        updated_at: now,
        content,
    };
    let object = vocabulary::sheet::write(&sheet, &speaker, shared_taxonomy());
    let id = actor.at(&format!("/ap/activities/{number}"));
    let envelope = Envelope { id: &id, actor, published: now, to: vec![PUBLIC], cc: vec![] };
    let create = activity::write(ActivityKind::Create, &envelope, About::Object(&object));
    vocabulary::with_context(&create)
}

/// A signed request, as it goes over the wire.
fn request(key: &SigningKey, actor: &Iri, inbox: &Iri, body: &str) -> String {
    let (key_id, now) = (key_id(actor), Clock::system().now());
    let signed =
        signature::sign(Scheme::Cavage, (&key_id, key), "POST", inbox, Some(body.as_bytes()), now)
            .unwrap();
    let mut text = format!("POST {} HTTP/1.1\r\nhost: {}\r\n", inbox.path(), inbox.host());
    for (name, value) in signed {
        text += &[name, ": ", &value, "\r\n"].concat();
    }
    text += "content-type: application/activity+json\r\n";
    text + &format!("content-length: {}\r\n\r\n{body}", body.len())
}

/// Sends everything over connections that stay open.
async fn post_all(inbox: &Iri, requests: &[String]) {
    let requests: Arc<[String]> = requests.into();
    let next = Arc::new(AtomicUsize::new(0));
    let senders: Vec<_> = (0..AT_ONCE)
        .map(|_| {
            let (requests, next) = (Arc::clone(&requests), Arc::clone(&next));
            let host = inbox.host().to_owned();
            tokio::spawn(async move {
                let mut stream = TcpStream::connect(host).await.unwrap();
                while let Some(request) = requests.get(next.fetch_add(1, Ordering::Relaxed)) {
                    stream.write_all(request.as_bytes()).await.unwrap();
                    expect_accepted(&mut stream).await;
                }
            })
        })
        .collect();
    for sender in senders {
        sender.await.unwrap();
    }
}

/// Reads an answer without a body, which must be `202 Accepted`.
async fn expect_accepted(stream: &mut TcpStream) {
    let mut answer = Vec::with_capacity(1_024);
    while !answer.ends_with(b"\r\n\r\n") {
        assert!(stream.read_buf(&mut answer).await.unwrap() > 0, "the node hung up");
    }
    let answer = String::from_utf8(answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 202"), "{answer}");
}

/// What no way to receive an activity can do without, done in the plainest way.
async fn sum_of_parts(bodies: &[String], folder: &Path) -> Duration {
    let sha = cpu::of_each(bodies.len(), |number| {
        black_box(digest(&SHA256, bodies[number].as_bytes()));
    });
    let verification = verification(bodies.len());
    let parsing = cpu::of_each(bodies.len(), |number| {
        black_box(serde_json::from_str::<serde_json::Value>(&bodies[number]).unwrap());
    });
    let row = row(bodies, folder).await;
    report::part("SHA-256 of the body", sha);
    report::part("verification of a signature", verification);
    report::part("parsing the JSON", parsing);
    report::part(&format!("a row, {ROWS_AT_ONCE} in a transaction"), row);
    sha + verification + parsing + row
}

fn verification(times: usize) -> Duration {
    let key = rsa::Key::from_pem(KEY);
    let signature = key.sign();
    let public = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, key.0.public_key().as_ref());
    cpu::of_each(times, |_| public.verify(black_box(rsa::TEXT), &signature).unwrap())
}

async fn row(bodies: &[String], folder: &Path) -> Duration {
    let options = sqlx::sqlite::SqliteConnectOptions::new()
        .filename(folder.join("yardstick.db"))
        .create_if_missing(true)
        .journal_mode(sqlx::sqlite::SqliteJournalMode::Wal)
        .synchronous(sqlx::sqlite::SqliteSynchronous::Full);
    let pool = sqlx::SqlitePool::connect_with(options).await.unwrap();
    let table = "create table activity (id integer primary key, iri text unique, body text)";
    sqlx::query(table).execute(&pool).await.unwrap();
    let meter = Meter::start("self");
    for (batch, first) in bodies.chunks(ROWS_AT_ONCE).zip((0_i64..).step_by(ROWS_AT_ONCE)) {
        let mut transaction = pool.begin().await.unwrap();
        for (body, number) in batch.iter().zip(first..) {
            sqlx::query("insert into activity (id, iri, body) values ($1, $2, $3)")
                .bind(number)
                .bind(format!("http://127.0.1.1/ap/activities/{number}"))
                .bind(body)
                .execute(&mut *transaction)
                .await
                .unwrap();
        }
        transaction.commit().await.unwrap();
    }
    let used = meter.used() / u32::try_from(bodies.len()).unwrap();
    pool.close().await;
    used
}
