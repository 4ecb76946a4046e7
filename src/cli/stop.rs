//! Being asked to end.

use tokio::signal::unix::{SignalKind, signal};

/// Waits for Ctrl-C, or for what a service manager sends.
pub(super) async fn asked() {
    tokio::select! {
        () = received(SignalKind::interrupt()) => {}
        () = received(SignalKind::terminate()) => {}
    }
}

async fn received(kind: SignalKind) {
    match signal(kind) {
        Ok(mut signals) => drop(signals.recv().await),
        Err(problem) => {
            tracing::warn!(%problem, "a signal cannot be heard: only kill -9 ends the node");
            std::future::pending().await
        }
    }
}
