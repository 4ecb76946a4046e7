//! `havre serve`: the node's pages, its inbox and its workers, until somebody ends it.

use std::{net::SocketAddr, time::Duration};

use anyhow::Context;
use tokio::{net::TcpListener, sync::watch, task::JoinSet, time::timeout};

use super::{log, open, settings::Settings, stop};
use crate::{
    node::{Node, Region},
    web,
};

/// How long requests that are being answered may take to end.
const GRACE: Duration = Duration::from_secs(10);

/// Opens the node to the world: its pages, its inbox, and its work for others
///
/// Serves plain http on an address of this machine; a reverse proxy in front speaks https. Ctrl-C or
/// SIGTERM ends it, and whatever was broken off goes on at the next start. All other commands may be
/// used meanwhile.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  havre serve --public-url https://lyon.example --data /var/lib/havre

Next:
  havre doctor                      checks what others see of the node
  havre peer follow liege.example   holds what another territory publishes")]
pub(super) struct Serve {
    /// Address and port to wait on [default: 127.0.0.1:8300]
    #[arg(long, value_name = "ADDRESS:PORT")]
    listen: Option<String>,
    #[command(flatten)]
    settings: Settings,
}

impl Serve {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let config = self.settings.load(self.listen)?;
        log::start(config.log);
        if let Some(file) = &config.storage.map_file {
            Region::read(file)?;
        }
        let node = open::initialised(&config).await?;
        let listener = listen(config.listening.address).await?;
        let running = Running::start(node, listener);
        let (address, url) = (config.listening.address, config.site.public_url);
        tracing::info!(%address, url, "the node is open");
        stop::asked().await;
        tracing::info!("closing; another Ctrl-C ends at once");
        stop::unless_asked_again(running.stop()).await;
        Ok(())
    }
}

/// Takes an address of this machine.
pub(super) async fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| {
        format!("{address} cannot be listened on: end the other program there, or choose a port")
    })
}

/// A node that serves and works in the background.
#[derive(Debug)]
pub(super) struct Running {
    node: Node,
    stop: watch::Sender<bool>,
    tasks: JoinSet<()>,
}

impl Running {
    /// Serves `node` on `listener`, and does its work.
    pub(super) fn start(node: Node, listener: TcpListener) -> Self {
        let (stop, stopped) = watch::channel(false);
        let mut tasks = JoinSet::new();
        let (serving, mut until) = (node.clone(), stopped.clone());
        tasks.spawn(async move {
            let shutdown = async move {
                // An error means that nobody is left who could say it: that is an end too.
                let _ = until.wait_for(|stop| *stop).await;
            };
            if let Err(problem) = web::serve(listener, serving, shutdown).await {
                tracing::error!(%problem, "the node is no longer served");
            }
        });
        let working = node.clone();
        tasks.spawn(async move { working.work(stopped).await });
        Self { node, stop, tasks }
    }

    /// Ends what is going on, and breaks off what does not end; what waits goes on at the next
    /// start.
    pub(super) async fn stop(self) {
        let Self { node, stop, mut tasks } = self;
        stop.send_replace(true);
        let all_ended = async { while tasks.join_next().await.is_some() {} };
        if timeout(GRACE, all_ended).await.is_err() {
            tracing::warn!("requests that did not end are broken off");
            tasks.shutdown().await;
        }
        node.store.close().await;
    }
}
