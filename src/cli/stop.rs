//! Being asked to end.

use tokio::signal::unix::{SignalKind, signal};

/// Waits for Ctrl-C, or for what a service manager sends.
pub(super) async fn asked() {
    tokio::select! {
        () = received(SignalKind::interrupt()) => {}
        () = received(SignalKind::terminate()) => {}
    }
}

/// Waits until `ended` is done, or until somebody who does not want to wait asks once more.
pub(super) async fn unless_asked_again(ended: impl Future<Output = ()>) {
    tokio::select! {
        () = ended => {}
        () = asked() => {}
    }
}

async fn received(kind: SignalKind) {
    match signal(kind) {
        Ok(mut signals) => {
            signals.recv().await;
        }
        Err(problem) => {
            tracing::warn!(%problem, "a signal cannot be heard: only kill -9 ends the node");
            std::future::pending::<()>().await;
        }
    }
}
