//! The program, run to its end or in the background.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, RecvTimeoutError, channel},
    thread,
    time::{Duration, Instant},
};

/// Longest wait for something that the program says; far more than it takes.
const PATIENCE: Duration = Duration::from_mins(5);

/// A call of the program, without the settings of the one who runs the tests.
pub(crate) fn havre(folder: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_havre"));
    command.args(words).current_dir(folder).stdin(Stdio::null());
    for (name, _) in havre::config::process_environment() {
        if name.starts_with("HAVRE_") {
            command.env_remove(name);
        }
    }
    command
}

/// What the program said, and how it ended.
pub(crate) struct Said {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Said {
    /// Runs a call to its end.
    pub(crate) fn by(command: &mut Command) -> Self {
        let output = command.output().unwrap();
        Self {
            code: output.status.code().expect("the program should end by itself"),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// What it said on stdout when it did what it was asked for.
    #[track_caller]
    pub(crate) fn done(self) -> String {
        assert_eq!(self.code, 0, "{}{}", self.out, self.err);
        self.out
    }

    /// What it said on stderr, once, when the caller is to mend something.
    #[track_caller]
    pub(crate) fn mistake(self) -> String {
        self.problem(2)
    }

    /// What it said on stderr, once, when it failed.
    #[track_caller]
    pub(crate) fn failure(self) -> String {
        self.problem(1)
    }

    #[track_caller]
    fn problem(self, code: i32) -> String {
        assert_eq!(self.code, code, "{}{}", self.out, self.err);
        assert!(!self.err.contains("panicked"), "{}", self.err);
        let err = format!("\n{}", self.err);
        let words: Vec<&str> = err.split("\nhavre: ").skip(1).collect();
        assert_eq!(words.len(), 1, "{}", self.err);
        words.concat()
    }
}

/// The program in the background, listened to line by line. Dropped, it is killed.
pub(crate) struct Background {
    child: Child,
    lines: Receiver<String>,
    pub(crate) said: Vec<String>,
}

impl Background {
    /// Starts a call and listens to both of its outputs.
    pub(crate) fn start(command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (sender, lines) = channel();
        let (out, err) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
        let err_sender = sender.clone();
        thread::spawn(move || {
            BufReader::new(out).lines().map_while(Result::ok).try_for_each(|line| sender.send(line))
        });
        thread::spawn(move || {
            let mut lines = BufReader::new(err).lines().map_while(Result::ok);
            lines.try_for_each(|line| err_sender.send(line))
        });
        Self { child, lines, said: vec![] }
    }

    /// Waits until it says a line that contains `words`.
    #[track_caller]
    pub(crate) fn until(&mut self, words: &str) {
        let deadline = Instant::now() + PATIENCE;
        while !self.said.last().is_some_and(|line| line.contains(words)) {
            let left = deadline.saturating_duration_since(Instant::now());
            let Ok(line) = self.lines.recv_timeout(left) else {
                panic!("never said \"{words}\":\n{}", self.said.join("\n"))
            };
            self.said.push(line);
        }
    }

    /// Listens for a while, or until it has said that many lines or a line with `words`.
    pub(crate) fn listen(&mut self, lines: usize, words: &str, longest: Duration) {
        let deadline = Instant::now() + longest;
        while self.said.len() < lines && !self.said.last().is_some_and(|line| line.contains(words))
        {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.lines.recv_timeout(left) {
                Ok(line) => self.said.push(line),
                Err(RecvTimeoutError::Timeout) => return,
                Err(RecvTimeoutError::Disconnected) => {
                    panic!("it ended:\n{}", self.said.join("\n"))
                }
            }
        }
    }

    /// Asks it to end, with a signal that it hears, and gives its exit code.
    pub(crate) fn end(mut self, signal: &str) -> Option<i32> {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args([signal, &id]).status().unwrap().success());
        self.child.wait().unwrap().code()
    }

    /// Ends it as a power cut would.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
