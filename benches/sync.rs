//! What it takes to hold everything that a peer publishes, and to see that nothing has changed.
//!
//! Limits: a first sync of 10,000 objects takes a minute; an unchanged peer is asked once.

#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on has failed")]

mod support {
    pub(crate) mod node;
    pub(crate) mod report;
    pub(crate) mod sheets;
}

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use axum::{extract::Request, middleware};
use havre::{
    federation::Synced,
    node::{
        Node,
        record::{Row, SheetRecord},
    },
    store::{search, syncs},
    web,
};
use support::{node, report, sheets};
use tokio::net::TcpListener;

const OBJECTS: usize = 10_000;
const LIMIT: Duration = Duration::from_mins(1);

#[tokio::main]
async fn main() {
    let folder = tempfile::tempdir().unwrap();
    let (publisher, listener) = node::new(folder.path(), "lyon").await;
    let (follower, own_listener) = node::new(folder.path(), "gao").await;
    tokio::spawn(web::serve(own_listener, follower.clone(), std::future::pending()));
    let requests = Arc::new(AtomicUsize::new(0));
    serve_and_count(&publisher, listener, Arc::clone(&requests));
    let start = Instant::now();
    publish(&publisher).await;
    report::part(&format!("{OBJECTS} sheets published"), start.elapsed());

    follow(&follower, &publisher).await;
    requests.store(0, Ordering::Relaxed);
    let start = Instant::now();
    while follower.federation.sync_due().await.unwrap() > 0 {}
    let taken = start.elapsed();
    assert_eq!(held(&follower).await, i64::try_from(OBJECTS).unwrap());
    println!("first sync: {} requests", requests.swap(0, Ordering::Relaxed));
    report::took(&format!("first sync of {OBJECTS} objects"), taken, LIMIT);

    let start = Instant::now();
    let host = publisher.federation.host();
    assert_eq!(follower.sync(host).await.unwrap(), Synced::Unchanged);
    println!(
        "unchanged peer: {} request, {:.1?}; the limit is 1 request",
        requests.load(Ordering::Relaxed),
        start.elapsed()
    );
}

fn serve_and_count(node: &Node, listener: TcpListener, requests: Arc<AtomicUsize>) {
    let count = move |request: Request| {
        requests.fetch_add(1, Ordering::Relaxed);
        std::future::ready(request)
    };
    let router = web::router(node.clone()).layer(middleware::map_request(count));
    tokio::spawn(axum::serve(listener, router).into_future());
}

async fn publish(node: &Node) {
    let rows = sheets::sheets(OBJECTS).into_iter().map(|content| Row::Sheet {
        record: SheetRecord::of(&content).unwrap(),
        content: Box::new(content),
    });
    node.import_rows(rows.collect(), Some("lyon"), |_, _| ()).await.unwrap();
}

/// Follows, until the peer has accepted.
async fn follow(follower: &Node, publisher: &Node) {
    follower.follow(publisher.federation.host()).await.unwrap();
    for _ in 0..3 {
        for node in [follower, publisher] {
            node.federation.deliver_due().await.unwrap();
            node.federation.process_received().await.unwrap();
        }
    }
    let mut db = follower.store.read().await.unwrap();
    assert!(syncs::next_due(&mut db).await.unwrap().is_some(), "nothing is to be synced");
}

async fn held(node: &Node) -> i64 {
    let mut db = node.store.read().await.unwrap();
    let all = search::Query { limit: 1, ..search::Query::default() };
    search::page(&mut db, &all, node.clock.now()).await.unwrap().total
}
