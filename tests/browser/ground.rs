//! A node of the test itself, for a browser to read: what it holds is nobody else's.

use std::{net::Ipv4Addr, time::Duration};

use havre::{
    clock::Clock,
    config::{Config, Flags},
    domain::{IdSource, Timestamp},
    federation::{
        Chance, Federation, Reach,
        http_client::HttpClient,
        keys::{KeyError, Seal},
    },
    node::{Node, record::shared_taxonomy},
    store::Store,
    web,
};
use tokio::net::TcpListener;

/// 22 November 2026, noon.
pub(crate) const NOW: Timestamp = Timestamp(1_795_348_800_000);

/// Serves a node on loopback until the test ends, once `fill` has filled it; says where.
pub(crate) async fn serve(fill: impl AsyncFnOnce(&Node)) -> String {
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
    let flags = Flags { public_url: Some(origin.to_owned()), dev: true, ..Flags::default() };
    let client = HttpClient::new(Reach::Loopback, origin, Duration::from_secs(5)).unwrap();
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

/// A key made before, since making one takes long.
#[expect(clippy::unnecessary_wraps, reason = "the shape of a source of keys")]
fn key_pair() -> Result<(String, String), KeyError> {
    let private = include_str!("../fixtures/keys/lyon.pem").to_owned();
    let public = include_str!("../fixtures/keys/lyon.pub.pem").to_owned();
    Ok((private, public))
}
