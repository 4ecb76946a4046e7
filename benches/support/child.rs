//! A node in a process of its own, so that its CPU time is its alone.
//!
//! The process is the measurement itself, started again with [`ROLE`] as its first argument. It
//! says its origin, and then one line for each line that it is told.

use std::{
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
};

use havre::{node::Node, web};
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
