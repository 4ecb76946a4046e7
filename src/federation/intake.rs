//! What the guard admits goes to disk, many activities in one commit, before anybody is told 202.

use tokio::sync::{mpsc, oneshot};

use crate::store::{
    Result, Store,
    received::{self, Received},
};

/// Most activities of one commit.
const MOST: usize = 256;

/// Somebody waits for the activity to be on disk.
type Pending = (Received, oneshot::Sender<bool>);

/// Stores activities in the order in which they arrive. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Intake(mpsc::Sender<Pending>);

impl Intake {
    /// Starts storing; `stored` is called after each commit. Ends with the last clone.
    pub fn start(store: Store, stored: impl Fn() + Send + 'static) -> Self {
        let (sender, receiver) = mpsc::channel(MOST * 4);
        tokio::spawn(run(store, receiver, stored));
        Self(sender)
    }

    /// Returns once the activity is on disk, or was there before; false when it could not be
    /// written.
    pub async fn keep(&self, received: Received) -> bool {
        let (kept, answer) = oneshot::channel();
        self.0.send((received, kept)).await.is_ok() && answer.await.unwrap_or(false)
    }
}

async fn run(store: Store, mut receiver: mpsc::Receiver<Pending>, stored: impl Fn()) {
    let mut pending: Vec<Pending> = Vec::with_capacity(MOST);
    while receiver.recv_many(&mut pending, MOST).await > 0 {
        let (batch, waiting): (Vec<Received>, Vec<_>) = pending.drain(..).unzip();
        let kept = match keep_all(&store, &batch).await {
            Ok(()) => true,
            Err(problem) => {
                tracing::error!(%problem, "activities could not be stored");
                false
            }
        };
        for waiting in waiting {
            // Nobody is there to be told when a sender gave up waiting.
            let _ = waiting.send(kept);
        }
        stored();
    }
}

async fn keep_all(store: &Store, batch: &[Received]) -> Result<()> {
    let mut db = store.write().await?;
    received::insert_batch(&mut db, batch).await?;
    db.commit().await
}
