//! What it costs to tell many followers something.
//!
//! Limits: 1,000 followers on 50 hosts cost 50 requests; a delivery costs at most one and a half
//! times an RSA-2048 signature measured in the same run, and 0.3 ms with Ed25519, as between nodes.

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
    net::{Ipv4Addr, SocketAddr},
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use havre::{
    domain::{Actor, ActorId, ActorKind, Iri, PeerId, SignatureScheme, Territory, Timestamp},
    node::Node,
    store::{actors, followers, peers},
};
use support::{
    child,
    cpu::{self, Meter},
    node, report, rsa, sheets,
};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

const HOSTS: u8 = 50;
const FOLLOWERS_OF_A_HOST: usize = 20;
/// Activities of one measurement.
const ACTIVITIES: usize = 100;
/// Sent before the measurement begins: connections are made, keys opened, statements prepared.
const WARM_UP: usize = 10;
/// Signatures of the yardstick.
const SIGNATURES: usize = 3_000;
/// Every fifth host is dead in the second measurement.
const DEAD: usize = 5;
/// The file whose presence says that all hosts take Ed25519.
const ED25519: &str = "ed25519";
/// What a delivery may cost with Ed25519.
const ED25519_LIMIT: Duration = Duration::from_micros(300);
const KEY: &str = include_str!("../tests/fixtures/keys/lyon.pem");

#[tokio::main]
async fn main() {
    match child::role() {
        Some(folder) => publish(&folder).await,
        None => receive().await,
    }
}

/// Is the node: it has the followers that stand in a file, and publishes as often as it is told.
async fn publish(folder: &Path) {
    let (node, listener) = node::new(folder, "lyon").await;
    let hosts = std::fs::read_to_string(folder.join("hosts")).unwrap();
    for host in hosts.lines() {
        add_followers(&node, host).await;
        if folder.join(ED25519).exists() {
            prefer_ed25519(&node, host).await;
        }
    }
    child::run(&node, listener);
    println!("{}", node.federation.origin());
    let mut sheets = sheets::sheets(1 + WARM_UP + 2 * ACTIVITIES).into_iter();
    while let Some(count) = child::next_command().await {
        for content in sheets.by_ref().take(count.parse().unwrap()) {
            node.put_sheet("lyon", content).await.unwrap();
        }
        println!("published");
    }
}

async fn add_followers(node: &Node, host: &str) {
    let followed = node.node_actor().await.unwrap().id;
    let now = node.clock.now();
    let mut db = node.store.write().await.unwrap();
    let peer = peers::ensure(&mut db, host, PeerId(node.store.new_id(now))).await.unwrap().id;
    for number in 0..FOLLOWERS_OF_A_HOST {
        let iri = Iri::parse(format!("http://{host}/ap/follower{number}")).unwrap();
        let actor = follower(&iri, ActorId(node.store.new_id(now)), peer);
        let actor = actors::upsert_remote(&mut db, &actor, "{}", "").await.unwrap();
        let follow = iri.child("follow");
        followers::add(&mut db, followed, actor.id, &follow, now).await.unwrap();
    }
    db.commit().await.unwrap();
}

/// Has a host take RFC 9421 with Ed25519, as our nodes announce it.
async fn prefer_ed25519(node: &Node, host: &str) {
    let mut db = node.store.write().await.unwrap();
    let (scheme, now) = (SignatureScheme::Ed25519, node.clock.now());
    peers::set_signature_scheme(&mut db, host, scheme, now).await.unwrap();
    db.commit().await.unwrap();
}

fn follower(iri: &Iri, id: ActorId, peer: PeerId) -> Actor {
    Actor {
        id,
        iri: iri.clone(),
        kind: ActorKind::Other,
        peer: Some(peer),
        handle: iri.path().trim_start_matches("/ap/").to_owned(),
        name: "Quelqu’un".to_owned(),
        url: None,
        inbox: iri.child("inbox"),
        shared_inbox: Some(iri.at("/inbox")),
        outbox: None,
        catalogue: None,
        key: None,
        more_keys: Vec::new(),
        territory: Territory::default(),
        published_at: Timestamp(0),
        updated_at: Timestamp(0),
    }
}

/// Is the others: 50 inboxes that count what they get.
async fn receive() {
    let counted = Arc::new(AtomicUsize::new(0));
    let mut inboxes = vec![];
    for number in 1..=HOSTS {
        let listener = TcpListener::bind((Ipv4Addr::new(127, 0, 2, number), 0)).await.unwrap();
        let host = listener.local_addr().unwrap();
        inboxes.push((host, tokio::spawn(listen(listener, Arc::clone(&counted)))));
    }
    let folder = tempfile::tempdir().unwrap();
    let hosts: Vec<String> = inboxes.iter().map(|(host, _)| host.to_string()).collect();
    std::fs::write(folder.path().join("hosts"), hosts.join("\n")).unwrap();
    let mut node = child::Started::start(folder.path());

    let requests = deliver(&mut node, &counted, 1, inboxes.len()).await;
    println!(
        "{} followers on {HOSTS} hosts: {requests} requests for an activity",
        FOLLOWERS_OF_A_HOST * inboxes.len()
    );
    deliver(&mut node, &counted, WARM_UP, WARM_UP * inboxes.len()).await;
    let all = measure("all hosts answer", &mut node, &counted, inboxes.len()).await;
    let short = between_nodes(&counted, &hosts).await;
    let alive = silence(inboxes).await;
    let some = measure("a fifth of the hosts is dead", &mut node, &counted, alive).await;

    let key = rsa::Key::from_pem(KEY);
    let signature = cpu::of_each(SIGNATURES, |_| {
        black_box(key.sign());
    });
    report::part("an RSA-2048 signature", signature);
    report::took("CPU of a delivery, all hosts answering", all, signature * 3 / 2);
    report::took("CPU of a delivery, a fifth of the hosts dead", some, signature * 3 / 2);
    report::took("CPU of a delivery, signed with Ed25519", short, ED25519_LIMIT);
}

/// What a delivery costs another node that knows that all hosts take Ed25519.
async fn between_nodes(counted: &AtomicUsize, hosts: &[String]) -> Duration {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("hosts"), hosts.join("\n")).unwrap();
    std::fs::write(folder.path().join(ED25519), "").unwrap();
    let mut node = child::Started::start(folder.path());
    deliver(&mut node, counted, WARM_UP, WARM_UP * hosts.len()).await;
    measure("Ed25519", &mut node, counted, hosts.len()).await
}

/// Answers every request with 202, for ever.
async fn listen(listener: TcpListener, counted: Arc<AtomicUsize>) {
    // Dropped with this task, and all connections with it.
    let mut connections = tokio::task::JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        connections.spawn(answer(stream, Arc::clone(&counted)));
    }
}

async fn answer(stream: TcpStream, counted: Arc<AtomicUsize>) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    let (mut line, mut length) = (String::new(), 0);
    while stream.read_line(&mut line).await? > 0 {
        if let Some(value) = line.strip_prefix("content-length: ") {
            length = value.trim().parse().unwrap();
        } else if line == "\r\n" {
            let mut body = vec![0; length];
            stream.read_exact(&mut body).await?;
            counted.fetch_add(1, Ordering::Relaxed);
            stream.write_all(b"HTTP/1.1 202 Accepted\r\ncontent-length: 0\r\n\r\n").await?;
        }
        line.clear();
    }
    Ok(())
}

/// Has the node publish `activities`, and waits for as many requests; returns how many came.
async fn deliver(
    node: &mut child::Started,
    counted: &AtomicUsize,
    activities: usize,
    expected: usize,
) -> usize {
    let before = counted.load(Ordering::Relaxed);
    node.ask(&activities.to_string());
    while counted.load(Ordering::Relaxed) < before + expected {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    // Whatever comes twice has come by then.
    tokio::time::sleep(Duration::from_millis(300)).await;
    counted.load(Ordering::Relaxed) - before
}

/// What a delivery costs the node, publishing included.
async fn measure(
    case: &str,
    node: &mut child::Started,
    counted: &AtomicUsize,
    alive: usize,
) -> Duration {
    let (meter, start) = (Meter::start(node.process()), Instant::now());
    let requests = deliver(node, counted, ACTIVITIES, ACTIVITIES * alive).await;
    let (used, wall) = (meter.used(), start.elapsed());
    println!("{case}: {requests} deliveries of {ACTIVITIES} activities in {wall:.2?}");
    used / u32::try_from(requests).unwrap()
}

/// Ends a fifth of the inboxes; returns how many are left.
async fn silence(inboxes: Vec<(SocketAddr, JoinHandle<()>)>) -> usize {
    let count = inboxes.len();
    let dead: Vec<_> = inboxes.into_iter().step_by(DEAD).collect();
    let alive = count - dead.len();
    for (_, inbox) in dead {
        inbox.abort();
        // It was broken off: that is what was asked for.
        let _ = inbox.await;
    }
    alive
}
