//! A node as `havre serve` runs it: a database in a file, real sockets, the clock of the machine.

use std::{
    net::{Ipv4Addr, SocketAddr},
    path::Path,
    time::Duration,
};

use havre::{
    clock::Clock,
    config::{Config, Flags},
    domain::{IdSource, Language, Name, Territory},
    federation::{
        Chance, Federation, Reach,
        http_client::HttpClient,
        keys::{KeyError, Seal},
    },
    node::{Node, record::shared_taxonomy},
    store::Store,
};
use tokio::net::TcpListener;

/// A new node called `name`, and the socket on which it is to serve.
pub(crate) async fn new(folder: &Path, name: &str) -> (Node, TcpListener) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let node = open(folder, name, listener.local_addr().unwrap()).await;
    node.initialise(name, territory()).await.unwrap();
    (node, listener)
}

async fn open(folder: &Path, name: &str, address: SocketAddr) -> Node {
    let origin = format!("http://{address}");
    let database = format!("sqlite:{}", folder.join(format!("{name}.db")).display());
    let flags = Flags {
        public_url: Some(origin.clone()),
        listen: Some(address.to_string()),
        data: Some(folder.display().to_string()),
        database_url: Some(database.clone()),
        dev: true,
        ..Flags::default()
    };
    let config = Config::load(&flags, []).unwrap();
    let clock = Clock::system();
    let store = Store::open(&database, IdSource::new(0)).await.unwrap();
    let client = HttpClient::new(Reach::Loopback, &origin, Duration::from_secs(10)).unwrap();
    let seal = Seal::load_or_create(&folder.join("secret.key")).unwrap();
    let chance = Chance { fraction: || 0.5, key_pair };
    let taxonomy = shared_taxonomy().clone();
    let federation =
        Federation::new(&origin, store.clone(), clock.clone(), client, seal, taxonomy, chance);
    Node::open(config, clock, store, federation.unwrap()).await.unwrap()
}

/// A key made before, since making one takes long.
#[expect(clippy::unnecessary_wraps, reason = "the shape of a source of keys")]
fn key_pair() -> Result<(String, String), KeyError> {
    let private = include_str!("../../tests/fixtures/keys/lyon.pem").to_owned();
    let public = include_str!("../../tests/fixtures/keys/lyon.pub.pem").to_owned();
    Ok((private, public))
}

fn territory() -> Territory {
    let name = Name { lang: Language::parse("fr").unwrap(), name: "Lyon".to_owned() };
    Territory { kind: "city".to_owned(), names: vec![name], ..Territory::default() }
}
