//! A server of other software, told what to do line by line.

use std::{
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
    time::Duration,
};

use serde_json::{Value, json};

/// Longest wait for an answer; far more than it takes.
const PATIENCE: Duration = Duration::from_secs(30);

/// The kind of signature that everybody has, as the servers of this folder name it.
pub(crate) const CAVAGE: &str = "draft-cavage-http-signatures-12";
/// The kind that they move to.
pub(crate) const RFC_9421: &str = "rfc9421";

/// Which software a server runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Software {
    Fedify,
    Pubby,
}

/// A server of other software. Dropped, it ends.
pub(crate) struct Foreign {
    child: Child,
    commands: ChildStdin,
    answers: Receiver<String>,
    /// The address of its only actor.
    pub(crate) actor: String,
    /// The same as people write it.
    pub(crate) handle: String,
}

/// Everything that a server sent and received so far.
pub(crate) struct Seen(Value);

impl Software {
    /// Starts a server as it comes.
    pub(crate) fn start(self) -> Foreign {
        self.start_with(&json!({}))
    }

    /// Starts a server with `settings`, which Fedify's has.
    pub(crate) fn start_with(self, settings: &Value) -> Foreign {
        let mut command = match self {
            Self::Fedify => {
                let mut command = Command::new("node");
                command.current_dir(installed().join("fedify")).arg(source("fedify/server.mjs"));
                command
            }
            Self::Pubby => {
                let mut command = Command::new(installed().join("pubby/bin/python"));
                command.arg(source("pubby/server.py"));
                command
            }
        };
        Foreign::start(command.arg(settings.to_string()))
    }
}

fn installed() -> PathBuf {
    const HINT: &str =
        "tests need Fedify and pubby: export HAVRE_TEST_FOREIGN=$(tests/foreign install)";
    #[expect(clippy::disallowed_methods, reason = "a test is told where its servers are")]
    let folder = PathBuf::from(std::env::var("HAVRE_TEST_FOREIGN").expect(HINT));
    assert!(folder.join("fedify/node_modules").is_dir(), "{HINT}");
    folder
}

fn source(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/interop").join(file)
}

impl Foreign {
    fn start(command: &mut Command) -> Self {
        let command = command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().expect("the server should start");
        let commands = child.stdin.take().unwrap();
        let out = child.stdout.take().unwrap();
        let (sender, answers) = channel();
        thread::spawn(move || {
            BufReader::new(out).lines().map_while(Result::ok).try_for_each(|line| sender.send(line))
        });
        let (actor, handle) = (String::new(), String::new());
        let mut foreign = Self { child, commands, answers, actor, handle };
        let opened = foreign.listen();
        let word = |name: &str| opened["open"][name].as_str().unwrap().to_owned();
        (foreign.actor, foreign.handle) = (word("actor"), word("handle"));
        foreign
    }

    fn listen(&self) -> Value {
        let line = self.answers.recv_timeout(PATIENCE).expect("the server should answer");
        serde_json::from_str(&line).unwrap()
    }

    fn ask(&mut self, command: &Value) -> Value {
        writeln!(self.commands, "{command}").unwrap();
        self.listen()
    }

    /// Has it do something, and gives what came of it.
    #[track_caller]
    pub(crate) fn does(&mut self, command: &Value) -> Value {
        let answer = self.ask(command);
        assert!(answer.get("failed").is_none(), "{command}: {}", answer["failed"]);
        answer["ok"].clone()
    }

    /// Has it try what it should not be able to do.
    #[track_caller]
    pub(crate) fn fails_to(&mut self, command: &Value) {
        let answer = self.ask(command);
        assert!(answer.get("failed").is_some(), "{command}: {}", answer["ok"]);
    }

    /// What its own classes make of the object or actor at an address, asked for with a signature.
    #[track_caller]
    pub(crate) fn finds(&mut self, address: &str) -> Value {
        self.does(&json!({"do": "find", "address": address}))
    }

    /// Asks to follow an actor, and gives the address of the question.
    pub(crate) fn follows(&mut self, actor: &str) -> String {
        self.does(&json!({"do": "follow", "actor": actor})).as_str().unwrap().to_owned()
    }

    /// Publishes an object, given without id and author, and gives its address.
    #[track_caller]
    pub(crate) fn publishes(&mut self, mut object: Value) -> String {
        object["do"] = json!("publish");
        self.does(&object).as_str().unwrap().to_owned()
    }

    #[track_caller]
    pub(crate) fn seen(&mut self) -> Seen {
        Seen(self.does(&json!({"do": "seen"})))
    }
}

impl Drop for Foreign {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Seen {
    fn list(&self, name: &str) -> impl Iterator<Item = &Value> {
        self.0[name].as_array().unwrap().iter()
    }

    /// The activities of that type about that object, as they came and were let in.
    #[track_caller]
    pub(crate) fn activity(&self, kind: &str, object: &str) -> &Value {
        let is_it = |received: &&Value| {
            let activity = &received["activity"];
            let about = &activity["object"];
            activity["type"] == kind && (about == object || about["id"] == object)
        };
        let mut found = self.list("received").filter(is_it);
        let received = found.next().unwrap_or_else(|| panic!("no {kind} of {object}: {}", self.0));
        assert_eq!(received["status"], 202, "{received}");
        assert!(found.next().is_none(), "{kind} of {object} came twice");
        &received["activity"]
    }

    /// The object of the last activity of that type, as the classes of the software tell it.
    #[track_caller]
    pub(crate) fn understood(&self, kind: &str, object: &str) -> &Value {
        let is_it = |told: &&Value| told["type"] == kind && told["object"]["id"] == object;
        let told = self.list("understood").filter(is_it).last();
        &told.unwrap_or_else(|| panic!("no {kind} of {object}: {}", self.0["understood"]))["object"]
    }

    /// How each activity that was let in, or refused, had been signed.
    pub(crate) fn signatures_received(&self) -> Vec<(&str, u64)> {
        self.list("received").map(signed_and_answered).collect()
    }

    /// How each activity that it sent was signed, and what our inbox answered.
    pub(crate) fn signatures_sent(&self) -> Vec<(&str, u64)> {
        self.list("sent").filter(|sent| sent["method"] == "POST").map(signed_and_answered).collect()
    }

    /// How each document that it asked for was asked for, and what we answered.
    pub(crate) fn questions(&self, part: &str) -> Vec<(&str, u64)> {
        let is_it =
            |sent: &&Value| sent["method"] == "GET" && sent["url"].as_str().unwrap().contains(part);
        self.list("sent").filter(is_it).map(signed_and_answered).collect()
    }

    pub(crate) fn followers(&self) -> Vec<&str> {
        self.list("followers").map(|follower| follower.as_str().unwrap()).collect()
    }
}

fn signed_and_answered(request: &Value) -> (&str, u64) {
    let signature = request["signature"].as_str().unwrap_or("none");
    (signature, request["status"].as_u64().unwrap())
}
