//! Opening a node and running it: its pages, its inbox and its workers.

use std::net::SocketAddr;

use anyhow::Context;
use tokio::{net::TcpListener, sync::watch};

use crate::{
    clock::Clock,
    config::Config,
    node::Node,
    web,
};

/// A node that runs in the background.
#[derive(Debug)]
pub(super) struct Running {
    pub(super) node: Node,
    stop: watch::Sender<bool>,
    tasks: tokio::task::JoinSet<()>,
}

impl Running {
    /// Binds the address of `config` and serves `node` there.
    pub(super) async fn start(node: Node, config: &Config) -> anyhow::Result<Self> {
        let address: SocketAddr = config.listening.address;
        let listener = TcpListener::bind(address)
            .await
            .with_context(|| format!("cannot listen on {address}: is another program there?"))?;
        let (stop, stopped) = watch::channel(false);
        let mut tasks = tokio::task::JoinSet::new();
        let mut until = stopped.clone();
        let serving = web::serve(listener, node.clone(), async move {
            // An error means that nobody can say stop any more: that is a stop.
            let _ = until.wait_for(|stop| *stop).await;
        });
        tasks.spawn(async move {
            if let Err(problem) = serving.await {
                tracing::error!(%problem, "serving ended");
            }
        });
        let worker = node.clone();
        tasks.spawn(async move { worker.work(stopped).await });
        Ok(Self { node, stop, tasks })
    }

    /// Stops serving and working; what waits goes on at the next start.
    pub(super) async fn stop(mut self) {
        // Nobody listening means that all has ended already.
        let _ = self.stop.send(true);
        while self.tasks.join_next().await.is_some() {}
        self.node.store.close().await;
    }
}

/// `havre serve`: until the process is asked to end.
pub(super) async fn run(config: Config) -> anyhow::Result<()> {
    let node = super::open(&config, Clock::system()).await?;
    node.check_origin().await?;
    let address = config.listening.address;
    let running = Running::start(node, &config).await?;
    tracing::info!(%address, url = config.site.public_url, "the node is open");
    asked_to_end().await;
    tracing::info!("closing");
    running.stop().await;
    Ok(())
}

/// Waits for Ctrl-C or for what a service manager sends.
pub(super) async fn asked_to_end() {
    let interrupted = tokio::signal::ctrl_c();
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = interrupted => {}
        () = terminated => {}
    }
}
