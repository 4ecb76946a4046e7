//! The one place where a node is put together: its database, its secret, and its way to others.

use std::{fs, path::Path, time::Duration};

use anyhow::Context;

use super::chance;
use crate::{
    clock::Clock,
    config::Config,
    domain::IdSource,
    federation::{Federation, Reach, http_client::HttpClient, keys::Seal},
    node::{Node, record::shared_taxonomy},
    store::Store,
};

/// The file in the data folder that seals private keys in the database.
const SECRET: &str = "secret.key";
/// How long another server may take to answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// Opens the node that `config` describes, whose actors were made before for the same address.
pub(super) async fn initialised(config: &Config) -> anyhow::Result<Node> {
    let node = node(config).await?;
    node.check_origin().await?;
    node.node_actor().await?;
    Ok(node)
}

/// Opens the node that `config` describes, and makes what is missing: folder, secret, tables.
pub(super) async fn node(config: &Config) -> anyhow::Result<Node> {
    make_private_folder(&config.storage.data)?;
    let clock = Clock::system();
    let ids = IdSource::new(chance::id_offset()?);
    let store = Store::open(config.storage.database_url.expose(), ids)
        .await
        .with_context(|| format!("{:?} cannot be opened", config.storage.database_url))?;
    let seal = Seal::load_or_create(&config.storage.data.join(SECRET))?;
    let origin = &config.site.public_url;
    let reach = if config.site.dev { Reach::Loopback } else { Reach::Public };
    let client = HttpClient::new(reach, origin, PATIENCE)?;
    let federation = Federation::new(
        origin,
        store.clone(),
        clock.clone(),
        client,
        seal,
        shared_taxonomy().clone(),
        chance::of_system(),
    )?;
    Ok(Node::open(config.clone(), clock, store, federation).await?)
}

/// Makes a folder, when it is missing, that only the one who runs the node can read.
pub(super) fn make_private_folder(folder: &Path) -> anyhow::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .with_context(|| format!("the folder {} cannot be made", folder.display()))
}
