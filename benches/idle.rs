//! What a node needs that nobody asks anything of: memory, a moment to start, a place on the disk.
//!
//! Limits: 40 MB resident, 300 ms from the start to the first answer, 40 MB of program.

#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on has failed")]
#![expect(clippy::cast_precision_loss, reason = "figures for people")]

use std::{
    fs,
    io::{Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

mod support {
    pub(crate) mod report;
}

use support::report;

const HAVRE: &str = env!("CARGO_BIN_EXE_havre");
const START_LIMIT: Duration = Duration::from_millis(300);
const MOST_MEGABYTES: f64 = 40.0;
/// Starts of which the median is told.
const STARTS: usize = 9;
/// By then whatever a start sets going has come to rest.
const REST: Duration = Duration::from_secs(3);
const PAGES: [&str; 8] = [
    "/",
    "/practices",
    "/events",
    "/calls",
    "/territories",
    "/practices?q=accueil",
    "/practices.json",
    "/events.ics",
];

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let address = free_address();
    let settings = Settings { data: folder.path(), address };
    settings.run(&["init", "--handle", "lyon", "--name", "Lyon", "--country", "FR"]);
    for file in ["practices", "events", "calls"] {
        let file = format!("{}/demo/{file}.json", env!("CARGO_MANIFEST_DIR"));
        settings.run(&["import", &file, "--actor", "lyon"]);
    }

    let mut starts: Vec<Duration> = (0..STARTS).map(|_| Serving::start(&settings).took).collect();
    starts.sort();
    report::took("start to first answer", starts[STARTS / 2], START_LIMIT);
    report::part("the slowest of the starts", starts[STARTS - 1]);

    let node = Serving::start(&settings);
    thread::sleep(REST);
    megabytes("resident, idle after its start", node.resident());
    for path in PAGES.iter().cycle().take(20 * PAGES.len()) {
        assert!(get(address, path).unwrap().starts_with("HTTP/1.1 200"), "{path}");
    }
    thread::sleep(REST);
    megabytes("resident, idle after its pages were read", node.resident());
    drop(node);
    megabytes("size of the program", fs::metadata(HAVRE).unwrap().len() as f64 / 1e6);
}

fn megabytes(what: &str, measured: f64) {
    let share = measured / MOST_MEGABYTES;
    println!("{what}: {measured:.1} MB, {share:.2} of the limit of {MOST_MEGABYTES} MB");
}

/// An address that nobody listens on.
fn free_address() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

/// Where the node is.
struct Settings<'a> {
    data: &'a Path,
    address: SocketAddr,
}

impl Settings<'_> {
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(HAVRE);
        command.args(arguments).args([
            "--dev",
            "--public-url",
            &format!("http://{}", self.address),
        ]);
        command.arg("--data").arg(self.data).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) {
        assert!(self.command(arguments).status().unwrap().success(), "{arguments:?}");
    }
}

/// A node that serves until it is dropped.
struct Serving {
    process: Child,
    took: Duration,
}

impl Serving {
    /// Starts it, and takes the time until it has answered.
    fn start(settings: &Settings<'_>) -> Self {
        let start = Instant::now();
        let listen = settings.address.to_string();
        let process = settings.command(&["serve", "--listen", &listen]).spawn().unwrap();
        while get(settings.address, "/").is_none() {
            assert!(start.elapsed() < Duration::from_mins(1), "it does not answer");
            thread::sleep(Duration::from_millis(1));
        }
        Self { process, took: start.elapsed() }
    }

    /// Megabytes in memory, those of the program's file included.
    fn resident(&self) -> f64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        let kibibytes: f64 = line.trim().trim_end_matches(" kB").parse().unwrap();
        kibibytes * 1_024.0 / 1e6
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // It may be dead already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The answer to a request, or nothing when nobody listens.
fn get(address: SocketAddr, path: &str) -> Option<String> {
    let mut stream = TcpStream::connect(address).ok()?;
    let request = format!("GET {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    Some(answer)
}
