//! `havre demo`: five nodes that hold everything, whatever ends them on the way.

use std::{collections::BTreeSet, fs, path::Path, time::Duration};

use serde_json::Value;
use tempfile::TempDir;

use crate::{
    program::{Background, Said, havre},
    web_request::{free_ports, get_json},
};

/// What every node holds in the end.
const TOTALS: [(&str, u64); 3] = [("practices", 51), ("events", 33), ("calls", 10)];
/// The last line of a demonstration that has come about.
const LAST_LINE: &str = "Ctrl-C stops all of them.";
/// How many lines a demonstration says, more or less.
const ABOUT_ALL_LINES: u32 = 50;

/// A folder and five ports for a demonstration.
struct Stage {
    folder: TempDir,
    first_port: u16,
}

impl Stage {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), first_port: free_ports(5) }
    }

    fn data(&self) -> &Path {
        self.folder.path()
    }

    /// The same command each time, with `more`.
    fn start(&self, more: &[&str]) -> Background {
        let port = self.first_port.to_string();
        let data = self.data().display().to_string();
        let mut words = vec!["demo", "--data", &data, "--port", &port];
        words.extend(more);
        Background::start(&mut havre(self.data(), &words))
    }

    /// Started, and as far as it gets.
    fn play(&self, more: &[&str]) -> Background {
        let mut demo = self.start(more);
        demo.until(LAST_LINE);
        demo
    }

    /// A command on one of the nodes.
    fn on(&self, node: &str, words: &[&str]) -> String {
        let config = self.data().join(node).join("havre.toml").display().to_string();
        let mut all = words.to_vec();
        all.extend(["--config", &config]);
        Said::by(&mut havre(self.data(), &all)).done()
    }

    /// The nodes that `demo.json` lists, by name, with their ports.
    fn nodes(&self) -> Vec<(String, u16)> {
        let listed = fs::read_to_string(self.data().join("demo.json")).unwrap();
        let listed: Value = serde_json::from_str(&listed).unwrap();
        let node = |node: &Value| {
            let url = node["url"].as_str().unwrap();
            let port = url.rsplit(':').next().unwrap().parse().unwrap();
            (node["name"].as_str().unwrap().to_owned(), port)
        };
        listed["nodes"].as_array().unwrap().iter().map(node).collect()
    }

    /// The digests that a node shows, by host, its own too.
    fn digests(&self, node: &str) -> BTreeSet<String> {
        self.on(node, &["peer", "list", "--digests"]).lines().map(ToOwned::to_owned).collect()
    }

    /// Everything that all nodes list, digests of catalogues as they serve them included.
    fn everything(&self) -> Vec<Value> {
        let of_node = |(name, port): (String, u16)| {
            let listings =
                TOTALS.map(|(kind, _)| get_json(port, &format!("/{kind}.json?limit=100")));
            let catalogue = get_json(port, &format!("/ap/{name}/catalogue"));
            listings.into_iter().chain([catalogue])
        };
        self.nodes().into_iter().flat_map(of_node).collect()
    }

    /// Each node lists everything once, and all show the same digests of all catalogues.
    fn assert_whole(&self) {
        for (name, port) in self.nodes() {
            for (kind, total) in TOTALS {
                let listing = get_json(port, &format!("/{kind}.json?limit=100"));
                assert_eq!(listing["total"], total, "{kind} of {name}");
                let ids: BTreeSet<String> = listing["items"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|i| i["id"].to_string())
                    .collect();
                assert_eq!(ids.len() as u64, total, "{kind} of {name}, each once");
            }
        }
        let first = self.digests("alliance-migrations");
        assert_eq!(first.len(), 5);
        for (name, port) in self.nodes() {
            assert_eq!(self.digests(&name), first, "{name}");
            let served = get_json(port, &format!("/ap/{name}/catalogue"));
            let line = |line: &&String| line.starts_with(&format!("127.0.0.1:{port} "));
            let shown = first.iter().find(line).unwrap();
            assert!(shown.ends_with(served["havre:digest"].as_str().unwrap()), "{name}: {shown}");
            let peers = self.on(&name, &["peer", "list"]);
            assert_eq!(peers.lines().count(), 4, "{peers}");
            assert!(peers.lines().all(|line| line.ends_with("nothing waits")), "{peers}");
        }
    }
}

/// How often the demonstration is killed: more often on demand.
fn kills() -> u32 {
    #[expect(clippy::disallowed_methods, reason = "a test may be asked for more than usual")]
    std::env::var("HAVRE_TEST_KILLS").map_or(3, |kills| kills.parse().unwrap())
}

/// Lets the demonstration come about on `stage`, killed at random moments of its work but not more
/// than `most` times; says how often that was.
fn play_and_kill(stage: &Stage, most: u32) -> u32 {
    for killed in 0..most {
        let mut demo = stage.start(&[]);
        let [lines, millis] = [ABOUT_ALL_LINES, 1_000].map(|most| getrandom::u32().unwrap() % most);
        demo.listen(usize::try_from(lines).unwrap(), LAST_LINE, Duration::from_mins(5));
        demo.listen(usize::MAX, LAST_LINE, Duration::from_millis(millis.into()));
        let last = demo.said.last().map_or("", String::as_str).to_owned();
        demo.kill();
        if last == LAST_LINE {
            return killed;
        }
        eprintln!("killed after: {last}");
    }
    most
}

#[test]
fn five_nodes_hold_everything_whatever_kills_them_on_the_way() {
    let mut left = kills();
    while left > 0 {
        let stage = Stage::new();
        left -= play_and_kill(&stage, left);
        let demo = stage.play(&[]);
        stage.assert_whole();
        assert_eq!(demo.end("-INT"), Some(0));
    }
}

#[test]
fn a_node_that_was_away_learns_what_was_changed_and_taken_back() {
    let stage = Stage::new();
    stage.play(&[]).end("-INT");
    let demo = stage.play(&["--without", "gao"]);
    // Of Lyon itself, and of a city that it hosts.
    for changed in ["prac-lyon-plan-hospitalite", "prac-barcelona-antirumors"] {
        let record = stage.on("lyon", &["sheet", "show", changed]);
        let mut record: Value = serde_json::from_str(&record).unwrap();
        let titles = record["practices"][0]["title"].as_object_mut().unwrap();
        *titles.values_mut().next().unwrap() = "Un autre titre".into();
        let file = stage.data().join("changed.json");
        fs::write(&file, record.to_string()).unwrap();
        let said = stage.on("lyon", &["sheet", "put", &file.display().to_string()]);
        assert!(said.starts_with("changed: "), "{said}");
    }
    let new = crate::ground::soup("Soupe").to_string();
    let file = stage.data().join("soup.json").display().to_string();
    fs::write(&file, new).unwrap();
    stage.on("lyon", &["sheet", "put", &file]);
    for withdrawn in ["evt-soupe-du-monde", "prac-barcelona-empadronament"] {
        stage.on("lyon", &["sheet", "withdraw", withdrawn]);
    }
    assert_eq!(demo.end("-INT"), Some(0));

    let demo = stage.play(&[]);
    let gao = stage.nodes().into_iter().find(|(name, _)| name == "gao").unwrap().1;
    let listing = get_json(gao, "/practices.json?limit=100");
    assert_eq!(listing["total"], 50);
    assert!(!listing.to_string().contains("prac-barcelona-empadronament"));
    assert_eq!(listing.to_string().matches("\"Un autre titre\"").count(), 2, "{listing}");
    assert_eq!(get_json(gao, "/events.json")["total"], 33);
    assert_eq!(stage.digests("gao"), stage.digests("lyon"));
    let before = stage.everything();
    assert_eq!(demo.end("-INT"), Some(0));

    let demo = stage.play(&[]);
    assert_eq!(stage.everything(), before);
    assert_eq!(demo.end("-INT"), Some(0));
}

#[test]
fn a_demonstration_keeps_its_ports_and_its_passwords() {
    let stage = Stage::new();
    let mut demo = stage.start(&["--without", "gao"]);
    demo.until("gao is switched off");
    demo.kill();
    let before = fs::read_to_string(stage.data().join("demo.json")).unwrap();
    let data = stage.data().display().to_string();
    let words = ["demo", "--data", &data, "--port", "1"];
    let said = Said::by(&mut havre(stage.data(), &words)).mistake();
    assert!(said.contains(&format!("began at port {}", stage.first_port)), "{said}");
    let mut demo = Background::start(&mut havre(stage.data(), &["demo", "--data", &data]));
    demo.until("gao is open");
    demo.kill();
    assert_eq!(fs::read_to_string(stage.data().join("demo.json")).unwrap(), before);
}

#[test]
fn a_demonstration_of_nothing_is_refused() {
    let names = ["alliance-migrations", "lyon", "liege", "recife", "gao"];
    let words: Vec<&str> =
        ["demo"].into_iter().chain(names.iter().flat_map(|n| ["--without", *n])).collect();
    let said = Said::by(&mut havre(Path::new("."), &words)).mistake();
    assert!(said.contains("leave one of them on"), "{said}");
}
