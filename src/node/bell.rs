//! How a command tells the process that serves the same node that there is something to do.

use std::{
    fs, io,
    os::unix::net::UnixDatagram as Ringer,
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, Ordering},
};

use tokio::net::UnixDatagram;

/// The socket in the data folder on which the process that serves listens.
const SOCKET: &str = "bell.sock";

/// A bell at the door of the process that serves. Workers look by themselves every few seconds, so
/// that nothing is lost when it is not heard: after a crash, or from another machine.
#[derive(Debug)]
pub(super) struct Bell {
    path: PathBuf,
    is_ours: AtomicBool,
}

/// The inner side of the door.
#[derive(Debug)]
pub(super) struct Listener(UnixDatagram);

impl Bell {
    /// The bell of the node whose data folder this is.
    pub(super) fn of(data: &Path) -> Self {
        Self { path: data.join(SOCKET), is_ours: AtomicBool::new(false) }
    }

    /// Wakes the process that serves, if there is one and it is another.
    pub(super) fn ring(&self) {
        if self.is_ours.load(Ordering::Relaxed) {
            return;
        }
        let rung = Ringer::unbound().and_then(|ringer| {
            ringer.set_nonblocking(true)?;
            ringer.send_to(&[], &self.path)
        });
        if let Err(problem) = rung {
            tracing::debug!(%problem, "nobody serves this node on this machine now");
        }
    }

    /// Listens from now on, in the place of whoever listened before.
    pub(super) fn listen(&self) -> io::Result<Listener> {
        if self.path.try_exists()? {
            fs::remove_file(&self.path)?;
        }
        let socket = UnixDatagram::bind(&self.path)?;
        self.is_ours.store(true, Ordering::Relaxed);
        Ok(Listener(socket))
    }
}

impl Listener {
    /// Waits until somebody rings.
    pub(super) async fn heard(&self) -> io::Result<()> {
        self.0.recv(&mut [0]).await.map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn another_process_is_heard_by_the_one_that_serves() {
        let data = tempfile::tempdir().unwrap();
        let serving = Bell::of(data.path()).listen().unwrap();
        Bell::of(data.path()).ring();
        serving.heard().await.unwrap();
    }

    #[tokio::test]
    async fn what_a_crash_left_is_listened_on_again() {
        let data = tempfile::tempdir().unwrap();
        drop(Bell::of(data.path()).listen().unwrap());
        let bell = Bell::of(data.path());
        bell.ring();
        let serving = bell.listen().unwrap();
        Bell::of(data.path()).ring();
        serving.heard().await.unwrap();
    }
}
