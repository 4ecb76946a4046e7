//! A small fediverse: nodes that are started, stopped and set to work by the test.

use std::{
    net::{Ipv4Addr, SocketAddr},
    path::Path,
    sync::atomic::{AtomicBool, AtomicU32, Ordering},
    time::Duration,
};

use havre::{
    clock::Clock,
    config::{Config, Flags},
    domain::{Content, IdSource, Iri, SheetKind, Territory, Timestamp, Trust},
    federation::{
        Chance, Federation, Reach,
        http_client::HttpClient,
        keys::{KeyError, Seal},
    },
    node::{
        Node,
        record::{Row, read_text, shared_taxonomy},
    },
    store::{
        Store,
        policies::{self, Switch},
        search,
    },
    web,
};
use tempfile::TempDir;
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle};

/// Runs each of the named tests on both engines.
macro_rules! on_both_engines {
    ($($name:ident),* $(,)?) => {
        mod on_sqlite {$(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                super::$name(crate::network::Network::new(crate::network::Engine::Sqlite)).await;
            }
        )*}

        mod on_postgres {$(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                super::$name(crate::network::Network::new(crate::network::Engine::Postgres)).await;
            }
        )*}
    };
}

/// 1 January 2027, midnight.
const START: Timestamp = Timestamp(1_798_761_600_000);

/// Which database the nodes have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    Sqlite,
    Postgres,
}

/// Where nodes live, and the clock that they share.
pub(crate) struct Network {
    pub(crate) clock: Clock,
    pub(crate) secure_mode: bool,
    engine: Engine,
    folder: TempDir,
}

/// A node that serves.
pub(crate) struct Running {
    pub(crate) node: Node,
    pub(crate) name: String,
    address: SocketAddr,
    database: String,
    stop: Option<oneshot::Sender<()>>,
    serving: JoinHandle<()>,
}

impl Network {
    pub(crate) fn new(engine: Engine) -> Self {
        Self::at(Clock::still(START), engine)
    }

    /// A network with another clock: the machine's, for servers that read that one.
    pub(crate) fn at(clock: Clock, engine: Engine) -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { clock, secure_mode: false, engine, folder }
    }

    /// A new node whose territory is called `name`.
    pub(crate) async fn node(&self, name: &str) -> Running {
        let listener = TcpListener::bind((home(), 0)).await.unwrap();
        let database = match self.engine {
            Engine::Sqlite => {
                let file = self.folder.path().join(format!("{name}.db"));
                format!("sqlite:{}", file.display())
            }
            Engine::Postgres => postgres_url(name).await,
        };
        let running = self.open(name, listener, database).await;
        running.node.initialise(name, territory(name)).await.unwrap();
        running.trust_everyone().await;
        running
    }

    /// The same node again, at the same address, on the same database.
    pub(crate) async fn start_again(&self, stopped: Stopped) -> Running {
        let listener = TcpListener::bind(stopped.address).await.unwrap();
        self.open(&stopped.name, listener, stopped.database).await
    }

    /// The same node in another process: a command beside the one that serves.
    pub(crate) async fn beside(&self, running: &Running) -> Node {
        let origin = format!("http://{}", running.address);
        let config = (*running.node.config).clone();
        open(&origin, config, self.clock.clone(), &running.database, self.folder.path()).await
    }

    async fn open(&self, name: &str, listener: TcpListener, database: String) -> Running {
        let address = listener.local_addr().unwrap();
        let origin = format!("http://{address}");
        let flags = Flags {
            public_url: Some(origin.clone()),
            listen: Some(address.to_string()),
            data: Some(self.folder.path().display().to_string()),
            database_url: Some(database.clone()),
            dev: true,
            ..Flags::default()
        };
        let secure_mode = ("HAVRE_SECURE_MODE".to_owned(), self.secure_mode.to_string());
        let config = Config::load(&flags, [secure_mode]).unwrap();
        let node = open(&origin, config, self.clock.clone(), &database, self.folder.path()).await;
        let (stop, stopped) = oneshot::channel::<()>();
        let serving = web::serve(listener, node.clone(), async {
            // The sender is dropped when the test is over.
            let _ = stopped.await;
        });
        let serving = tokio::spawn(async { serving.await.unwrap() });
        let (name, stop) = (name.to_owned(), Some(stop));
        Running { node, name, address, database, stop, serving }
    }
}

/// A loopback address of this process alone, so that no other takes a port while a node is off.
fn home() -> Ipv4Addr {
    let [.., high, low] = std::process::id().to_be_bytes();
    Ipv4Addr::new(127, high.clamp(1, 254), low.clamp(1, 254), 1)
}

async fn open(origin: &str, config: Config, clock: Clock, database: &str, folder: &Path) -> Node {
    static NODES: AtomicU32 = AtomicU32::new(0);
    let number = NODES.fetch_add(1, Ordering::Relaxed);
    // Far from one another: a node that starts again while the clock stands still takes no id twice.
    let ids = IdSource::new(u16::try_from(number * 1_009 % 60_000).unwrap());
    let store = Store::open(database, ids).await.unwrap();
    let client = HttpClient::new(Reach::Loopback, origin, Duration::from_secs(5)).unwrap();
    let seal = Seal::load_or_create(&folder.join("secret.key")).unwrap();
    let chance = Chance { fraction: || 0.0, key_pair };
    let taxonomy = shared_taxonomy().clone();
    let federation =
        Federation::new(origin, store.clone(), clock.clone(), client, seal, taxonomy, chance);
    Node::open(config, clock, store, federation.unwrap()).await.unwrap()
}

/// Whether keys that are made from now on are others.
pub(crate) static OTHER_KEYS: AtomicBool = AtomicBool::new(false);

/// A key made before, since making one takes long.
#[expect(clippy::unnecessary_wraps, reason = "the shape of a source of keys")]
fn key_pair() -> Result<(String, String), KeyError> {
    let (private, public) = if OTHER_KEYS.load(Ordering::Relaxed) {
        (include_str!("../fixtures/keys/gao.pem"), include_str!("../fixtures/keys/gao.pub.pem"))
    } else {
        (include_str!("../fixtures/keys/lyon.pem"), include_str!("../fixtures/keys/lyon.pub.pem"))
    };
    Ok((private.to_owned(), public.to_owned()))
}

async fn postgres_url(name: &str) -> String {
    static SCHEMAS: AtomicU32 = AtomicU32::new(0);
    #[expect(clippy::disallowed_methods, reason = "a test is told where its server is")]
    let url = std::env::var("HAVRE_TEST_POSTGRES")
        .expect("tests need PostgreSQL: export HAVRE_TEST_POSTGRES=$(tests/postgres start)");
    let number = SCHEMAS.fetch_add(1, Ordering::Relaxed);
    let schema = format!("federation_{}_{number}_{name}", std::process::id()).replace('-', "_");
    let pool = sqlx::PgPool::connect(&url).await.unwrap();
    let reset = format!("drop schema if exists {schema} cascade; create schema {schema}");
    sqlx::raw_sql(sqlx::AssertSqlSafe(reset)).execute(&pool).await.unwrap();
    pool.close().await;
    format!("{url}?options[search_path]={schema}")
}

/// A node that was stopped, or killed.
pub(crate) struct Stopped {
    name: String,
    address: SocketAddr,
    database: String,
}

impl Stopped {
    pub(crate) fn host(&self) -> String {
        self.address.to_string()
    }

    /// Changes its database behind its back.
    pub(crate) async fn sql(&self, sql: &'static str) {
        if self.database.starts_with("sqlite:") {
            let pool = sqlx::SqlitePool::connect(&self.database).await.unwrap();
            sqlx::raw_sql(sql).execute(&pool).await.unwrap();
            pool.close().await;
        } else {
            let pool = sqlx::PgPool::connect(&self.database).await.unwrap();
            sqlx::raw_sql(sql).execute(&pool).await.unwrap();
            pool.close().await;
        }
    }
}

impl Running {
    /// Shows whatever comes at once, as most tests want it.
    async fn trust_everyone(&self) {
        let mut db = self.node.store.write().await.unwrap();
        for switch in [Switch::TrustInNodes(Trust::Fully), Switch::TrustInOthers(Trust::Fully)] {
            policies::set(&mut db, switch).await.unwrap();
        }
        db.commit().await.unwrap();
    }

    /// The address of its node actor.
    pub(crate) fn actor(&self) -> Iri {
        self.node.iri(&format!("/ap/{}", self.name))
    }

    /// Its address as people write it.
    pub(crate) fn host(&self) -> String {
        self.address.to_string()
    }

    /// Takes it off the network at once: whatever it was doing is not finished.
    pub(crate) async fn kill(mut self) -> Stopped {
        self.serving.abort();
        // It was broken off: that is what was asked for.
        let _ = (&mut self.serving).await;
        drop(self.stop.take());
        self.node.store.close().await;
        let Self { name, address, database, .. } = self;
        Stopped { name, address, database }
    }

    /// Publishes a practice of its territory, or changes it.
    pub(crate) async fn publish(&self, slug: &str, title: &str) -> Iri {
        self.publish_as(&self.name, slug, title).await
    }

    pub(crate) async fn publish_as(&self, handle: &str, slug: &str, title: &str) -> Iri {
        let put = self.node.put_sheet(handle, practice(slug, title)).await.unwrap();
        put.sheet().iri.clone()
    }

    /// The titles of the practices that it shows, sorted.
    pub(crate) async fn practices(&self) -> Vec<String> {
        let mut db = self.node.store.read().await.unwrap();
        let query =
            search::Query { kind: Some(SheetKind::Practice), limit: 1_000, ..<_>::default() };
        let page = search::page(&mut db, &query, self.node.clock.now()).await.unwrap();
        assert_eq!(usize::try_from(page.total).unwrap(), page.sheets.len());
        let title = |sheet: &havre::domain::Sheet| sheet.content.texts.original().title.clone();
        let mut titles: Vec<String> = page.sheets.iter().map(title).collect();
        titles.sort();
        titles
    }
}

/// Sets the nodes to work until none of them has anything left to do at this moment; returns how
/// many steps that took.
pub(crate) async fn settle(nodes: &[&Running]) -> usize {
    let mut steps = 0;
    loop {
        let mut done = 0;
        for running in nodes {
            let federation = &running.node.federation;
            done += federation.process_received().await.unwrap();
            done += federation.deliver_due().await.unwrap();
            done += federation.sync_due().await.unwrap();
            done += federation.fetch_wanted().await.unwrap();
            done += federation.check_moves().await.unwrap();
        }
        steps += done;
        assert!(steps < 100_000, "the nodes never come to rest");
        if done == 0 {
            return steps;
        }
    }
}

pub(crate) fn territory(name: &str) -> Territory {
    let record = format!(
        r#"{{"slug": "{name}", "kind": "city", "names": {{"fr": "{name}", "local": []}},
             "country": "FR", "lat": 45.7485, "lon": 4.8467, "languages": ["fr"],
             "timezone": "Europe/Paris"}}"#
    );
    match read_text("territory", &record, shared_taxonomy()).unwrap().remove(0) {
        Row::Territory { territory, .. } => territory,
        other => panic!("{other:?}"),
    }
}

pub(crate) fn practice(slug: &str, title: &str) -> Content {
    content(&format!(
        r#"{{"id": "{slug}", "type": "practice", "original_lang": "fr", "kind": "public-service",
             "status": "running", "title": {{"fr": "{title}"}}, "pillar": "interculturality",
             "themes": ["housing"], "audience": ["all-residents"],
             "description": {{"fr": "Un guichet dans chaque quartier."}}}}"#
    ))
}

pub(crate) fn event(slug: &str, day: &str) -> Content {
    content(&format!(
        r#"{{"id": "{slug}", "type": "event", "kind": "meeting", "status": "announced",
             "title": {{"fr": "Rencontre"}}, "description": {{"fr": "Une rencontre."}},
             "start": "{day}", "end": "{day}", "date_precision": "day",
             "timezone": "Europe/Paris"}}"#
    ))
}

pub(crate) fn content(record: &str) -> Content {
    match read_text("sheet", record, shared_taxonomy()).unwrap().remove(0) {
        Row::Sheet { content, .. } => *content,
        other => panic!("{other:?}"),
    }
}

pub(crate) fn call(slug: &str, title: &str) -> Content {
    content(&format!(
        r#"{{"id": "{slug}", "type": "call", "original_lang": "fr", "kind": "sign",
             "status": "open", "title": {{"fr": "{title}"}},
             "body": {{"fr": "Une déclaration."}}, "ask": {{"fr": "Signez."}}, "answer": "form"}}"#
    ))
}
