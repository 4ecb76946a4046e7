//! How fast pages are: one process on one core serves a directory of 100,000 sheets, another asks.
//!
//! Limit: with 500 requests a second for a page that was asked for before, 99 of 100 first bytes come
//! within 10 ms. A smaller directory is made when its size is given as the argument.

#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on has failed")]

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant},
};

use havre::{
    domain::{IdSource, Sheet, SheetId, SheetKind, Timestamp},
    node::record::shared_taxonomy,
    store::{
        Store, actors,
        proofs::Proven,
        sheets::{self, Published},
    },
};

mod support {
    pub(crate) mod report;
    pub(crate) mod sheets;
}

use support::report;

const HAVRE: &str = env!("CARGO_BIN_EXE_havre");
const SHEETS: usize = 100_000;
/// Sheets put in one transaction.
const BATCH: usize = 500;
/// Requests a second for the page that was asked for before, for [`SECONDS`].
const RATE: u32 = 500;
const SECONDS: u32 = 20;
const LIMIT: Duration = Duration::from_millis(10);
/// Connections that ask at the same time.
const CONNECTIONS: u32 = 8;
/// Requests for each page when nothing waits for the clock.
const REQUESTS: u32 = 400;

fn main() {
    let count = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(SHEETS);
    let folder = tempfile::tempdir().unwrap();
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let node = Settings { data: folder.path(), address };
    node.run(&["init", "--handle", "lyon", "--name", "Lyon", "--country", "FR"]);
    let sheet = fill(folder.path(), count);
    println!("{count} sheets");
    let node = Serving::start(&node);
    for (name, path) in [
        ("home", "/?n={n}".to_owned()),
        ("list", "/practices?n={n}".to_owned()),
        ("filtered list", "/practices?pillar=unconditional-access&country=FR&n={n}".to_owned()),
        ("search", "/search?q=accueil&n={n}".to_owned()),
        ("sheet", format!("/practices/{sheet}?n={{n}}")),
        ("map", "/map.json?n={n}".to_owned()),
    ] {
        as_fast_as_possible(&format!("{name}, made anew"), node.address, &path);
        as_fast_as_possible(
            &format!("{name}, asked for again"),
            node.address,
            &path.replace("n={n}", ""),
        );
    }
    at_a_rate(node.address, "/practices?pillar=unconditional-access&country=FR");
    drop(node);
}

/// Puts sheets into the database of the node; the id of a practice.
fn fill(folder: &Path, count: usize) -> SheetId {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let database = format!("sqlite:{}", folder.join("havre.db").display());
        let store = Store::open(&database, IdSource::new(1)).await.unwrap();
        let actor = actors::find_local(&mut store.read().await.unwrap(), "lyon").await.unwrap();
        let actor = actor.unwrap();
        // Else the node would be busy signing them all.
        let proven = Proven { by: format!("{}#ed25519-key", actor.iri), at: Timestamp(0) };
        let mut practice = SheetId(0);
        for (batch, contents) in support::sheets::sheets(count).chunks(BATCH).enumerate() {
            let sheets: Vec<Sheet> = contents
                .iter()
                .enumerate()
                .map(|(number, content)| {
                    let number = i64::try_from(batch * BATCH + number).unwrap();
                    let moment = Timestamp(1_700_000_000_000 + number * 60_000);
                    Sheet {
                        id: SheetId(number + 1_000),
                        iri: havre::domain::Iri::parse(format!("{}/{number}", actor.iri)).unwrap(),
                        actor: actor.iri.clone(),
                        published_at: moment,
                        updated_at: moment,
                        content: content.clone(),
                    }
                })
                .collect();
            let of_kind = |sheet: &&Sheet| sheet.kind() == SheetKind::Practice;
            practice = sheets.iter().find(of_kind).map_or(practice, |sheet| sheet.id);
            let published: Vec<_> = sheets
                .iter()
                .map(|sheet| Published {
                    sheet,
                    actor: actor.id,
                    peer: None,
                    object: "{}",
                    digest: "",
                    proven: Some(&proven),
                })
                .collect();
            let mut db = store.write().await.unwrap();
            sheets::put(&mut db, &published, shared_taxonomy()).await.unwrap();
            db.commit().await.unwrap();
        }
        store.close().await;
        practice
    })
}

/// Asks for a page again and again over several connections; `{n}` in `path` is another number each time.
fn as_fast_as_possible(what: &str, address: SocketAddr, path: &str) {
    let took = Arc::new(Mutex::new(Vec::new()));
    Connection::open(address).ask(&path.replace("{n}", "0"));
    let start = Instant::now();
    let threads: Vec<_> = (0..CONNECTIONS)
        .map(|number| {
            let (took, path) = (Arc::clone(&took), path.to_owned());
            thread::spawn(move || {
                let mut connection = Connection::open(address);
                for request in 0..REQUESTS / CONNECTIONS {
                    let unique = (number * REQUESTS + request + 1).to_string();
                    let asked = Instant::now();
                    connection.ask(&path.replace("{n}", &unique));
                    took.lock().unwrap().push(asked.elapsed());
                }
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    let each = start.elapsed() / REQUESTS;
    let per_second = 1.0 / each.as_secs_f64();
    let took = sorted(took);
    let (median, p99) = (took[took.len() / 2], took[took.len() * 99 / 100]);
    println!("{what}: {per_second:.0} a second, median {median:.1?}, p99 {p99:.1?}");
}

/// Asks at fixed moments, whether or not the answers before have come.
fn at_a_rate(address: SocketAddr, path: &str) {
    Connection::open(address).ask(path);
    let took = Arc::new(Mutex::new(Vec::new()));
    let interval = Duration::from_secs(1) / RATE;
    let start = Instant::now();
    let threads: Vec<_> = (0..CONNECTIONS)
        .map(|number| {
            let (took, path) = (Arc::clone(&took), path.to_owned());
            thread::spawn(move || {
                let mut connection = Connection::open(address);
                for request in (number..RATE * SECONDS).step_by(CONNECTIONS as usize) {
                    let due = start + interval * request;
                    thread::sleep(due.saturating_duration_since(Instant::now()));
                    connection.ask(&path);
                    took.lock().unwrap().push(due.elapsed());
                }
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    let took = sorted(took);
    report::part(&format!("{RATE} a second: median"), took[took.len() / 2]);
    report::took(&format!("{RATE} a second: p99"), took[took.len() * 99 / 100], LIMIT);
}

fn sorted(took: Arc<Mutex<Vec<Duration>>>) -> Vec<Duration> {
    let mut took = Arc::into_inner(took).unwrap().into_inner().unwrap();
    took.sort();
    took
}

/// A connection that stays open.
struct Connection(TcpStream);

impl Connection {
    fn open(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_nodelay(true).unwrap();
        Self(stream)
    }

    /// Asks for `path` as a browser does, and reads the answer to its end: no sooner than its first byte.
    fn ask(&mut self, path: &str) {
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: lyon.example\r\nAccept: text/html,*/*;q=0.8\r\n\
             Accept-Language: fr\r\nAccept-Encoding: gzip, br\r\n\r\n"
        );
        self.0.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        let mut part = vec![0; 65_536];
        loop {
            let read = self.0.read(&mut part).unwrap();
            assert!(read > 0, "{path}: closed");
            answer.extend_from_slice(&part[..read]);
            if is_whole(&answer) {
                break;
            }
        }
        assert!(
            answer.starts_with(b"HTTP/1.1 200"),
            "{path}: {}",
            String::from_utf8_lossy(&answer)
        );
    }
}

/// Whether an answer has come to its end: its length is told, or its last chunk is there.
fn is_whole(answer: &[u8]) -> bool {
    let Some(end) = answer.windows(4).position(|four| four == b"\r\n\r\n") else { return false };
    let head = String::from_utf8_lossy(&answer[..end]).to_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
    match length {
        Some(length) => answer.len() >= end + 4 + usize::min(length, usize::MAX / 2),
        None => answer.ends_with(b"0\r\n\r\n"),
    }
}

/// Where the node is.
struct Settings<'a> {
    data: &'a Path,
    address: SocketAddr,
}

impl Settings<'_> {
    /// A command, on the first core alone.
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("taskset");
        command.args(["--cpu-list", "0", HAVRE]).args(arguments);
        command.args(["--dev", "--public-url", &format!("http://{}", self.address)]);
        command.arg("--data").arg(self.data).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) {
        assert!(self.command(arguments).status().unwrap().success(), "{arguments:?}");
    }
}

/// A node that serves, until it is dropped.
struct Serving {
    child: Child,
    address: SocketAddr,
}

impl Serving {
    fn start(settings: &Settings<'_>) -> Self {
        let listen = settings.address.to_string();
        let child = settings.command(&["serve", "--listen", &listen]).spawn().unwrap();
        let until = Instant::now() + Duration::from_mins(1);
        while TcpStream::connect(settings.address).is_err() {
            assert!(Instant::now() < until, "the node does not answer");
            thread::sleep(Duration::from_millis(50));
        }
        Self { child, address: settings.address }
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // It may be dead already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
