//! A node as `havre serve` runs it: its own process, a database in a file, real sockets.
//!
//! The process is the measurement itself, started again with [`ROLE`] as its first argument, so
//! that its CPU time is that of the node alone.

use std::{
    io::{BufRead, BufReader, Write},
    net::{Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    time::Duration,
};

use havre::{
    clock::Clock,
    config::{Config, Flags},
    domain::{IdSource, Territory},
    federation::{
        Chance, Federation, Reach,
        http_client::HttpClient,
        keys::{KeyError, Seal},
    },
    node::{Node, record::shared_taxonomy},
    store::Store,
    web,
};
use tokio::{net::TcpListener, sync::watch};

/// The first argument of a process that is a node.
pub(crate) const ROLE: &str = "be-a-node";

/// A node in a process of its own.
pub(crate) struct Started {
    pub(crate) origin: String,
    child: Child,
    commands: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Started {
    /// Starts this program again as a node that keeps its data in `folder`.
    pub(crate) fn start(folder: &Path) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .arg(ROLE)
            .arg(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let commands = child.stdin.take().unwrap();
        let answers = BufReader::new(child.stdout.take().unwrap());
        let mut started = Self { origin: String::new(), child, commands, answers };
        started.origin = started.answer();
        started
    }

    /// The process, for [`super::cpu::of`].
    pub(crate) fn process(&self) -> String {
        self.child.id().to_string()
    }

    /// Has the node do something, and waits for its answer.
    pub(crate) fn ask(&mut self, command: &str) -> String {
        writeln!(self.commands, "{command}").unwrap();
        self.answer()
    }

    fn answer(&mut self) -> String {
        let mut line = String::new();
        self.answers.read_line(&mut line).unwrap();
        assert!(line.ends_with('\n'), "the node has died");
        line.trim_end().to_owned()
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        // It may be dead already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The folder of the node that this process is to be, if it is to be one.
pub(crate) fn role() -> Option<PathBuf> {
    let mut arguments = std::env::args().skip(1);
    (arguments.next()? == ROLE).then(|| arguments.next().unwrap().into())
}

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
    Territory { country: Some("FR".to_owned()), ..Territory::default() }
}

/// Serves and works until this process is killed.
pub(crate) fn run(node: &Node, listener: TcpListener) {
    tokio::spawn(web::serve(listener, node.clone(), std::future::pending()));
    let node = node.clone();
    tokio::spawn(async move {
        let (_stop, stopped) = watch::channel(false);
        node.work(stopped).await;
    });
}

/// The next command from the process that started this one.
pub(crate) async fn next_command() -> Option<String> {
    let line = tokio::task::spawn_blocking(|| {
        let mut line = String::new();
        std::io::stdin().read_line(&mut line).map(|_| line)
    });
    let line = line.await.unwrap().unwrap();
    (!line.is_empty()).then(|| line.trim_end().to_owned())
}
