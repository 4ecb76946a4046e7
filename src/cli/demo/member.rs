//! One node of the demonstration: opened, filled, and following the others.
//!
//! Every step looks first at what is there, so that the same steps lead on after a crash, and
//! change nothing that somebody changed since.

use std::{path::Path, sync::Arc};

use anyhow::Context;

use super::{directory::Listed, folder::write_whole, hosting::Share};
use crate::{
    cli::open,
    config::{Config, Flags},
    domain::{Following, FollowingState, Trust},
    node::{By, Node, NodeError},
    store::{
        catalogue::{self, Owner},
        peers,
    },
};

/// One node. Cheap to clone.
#[derive(Clone, Debug)]
pub(super) struct Member {
    pub(super) listed: Arc<Listed>,
    pub(super) node: Node,
    share: Arc<Share>,
}

impl Member {
    /// Opens the node in `folder`, with its own territory in it.
    pub(super) async fn open(listed: Listed, share: Share, folder: &Path) -> anyhow::Result<Self> {
        let node = open::node(&config(&listed, folder)?).await?;
        let own = share.actors.first().context("every node has a territory of its own")?;
        if matches!(node.node_actor().await, Err(NodeError::NotInitialised)) {
            node.initialise(&own.0, own.1.clone()).await?;
        }
        node.check_origin().await?;
        Ok(Self { listed: Arc::new(listed), node, share: Arc::new(share) })
    }

    /// Its name.
    pub(super) fn name(&self) -> &str {
        &self.listed.name
    }

    /// Notes that the others are there, so that what waits for them goes out at once.
    pub(super) async fn greet(&self, hosts: &[String]) -> anyhow::Result<()> {
        let mut db = self.node.store.write().await?;
        for host in hosts {
            peers::heard_from(&mut db, host, self.node.clock.now()).await?;
        }
        db.commit().await?;
        Ok(())
    }

    /// Adds who speaks through this node, who may sign in, and, once, what they publish.
    pub(super) async fn fill(&self) -> anyhow::Result<()> {
        let known = self.node.actors().await?;
        for (handle, territory) in &self.share.actors {
            if known.iter().all(|actor| actor.handle != *handle) {
                self.node.put_actor(handle, territory.clone()).await?;
            }
        }
        if !self.has_published().await? {
            let (sheets, otherwise) = (self.share.sheets.clone(), self.share.otherwise.as_deref());
            self.node.import_rows(sheets, otherwise, |_, _| ()).await?;
        }
        let sign_in = &self.listed.sign_in;
        if self.node.users().await?.iter().all(|user| user.name != sign_in.name) {
            self.node.add_user(&sign_in.name, sign_in.password.clone(), "admin").await?;
        }
        Ok(())
    }

    /// Whether its sheets were published before, in one transaction; they may have been changed or
    /// taken back since.
    async fn has_published(&self) -> anyhow::Result<bool> {
        let actors = i64::try_from(self.node.actors().await?.len())?;
        let mut db = self.node.store.read().await?;
        let (objects, tombstones) = catalogue::totals(&mut db, Owner::Node).await?;
        Ok(objects + tombstones > actors)
    }

    /// Follows another node, or, where that was done before, looks at once at what it missed.
    pub(super) async fn follow(&self, other: &Listed) -> anyhow::Result<()> {
        match self.following(other).await?.map(|following| following.state) {
            None => {
                let by = By::operator("a node of the demonstration");
                let trust = Some((Trust::Fully, &by));
                self.node.follow_trusting(&other.actor(), trust).await?;
            }
            Some(FollowingState::Accepted) => {
                if let Err(problem) = self.node.sync(other.host()).await {
                    tracing::warn!(peer = other.name, %problem, "tried again in a while");
                }
            }
            // The question is on its way, or was answered.
            Some(FollowingState::Asked | FollowingState::Refused) => {}
        }
        Ok(())
    }

    /// Its following of another node.
    pub(super) async fn following(&self, other: &Listed) -> anyhow::Result<Option<Following>> {
        let followings = self.node.followings().await?;
        let mut followings = followings.into_iter().map(|(following, _)| following);
        Ok(followings.find(|following| following.followed.host() == other.host()))
    }
}

/// The settings of a node, written into its folder, so that the other commands find it with
/// `--config`.
fn config(listed: &Listed, folder: &Path) -> anyhow::Result<Config> {
    open::make_private_folder(folder)?;
    let file = folder.join("havre.toml");
    // A JSON string is a TOML string too.
    let data = serde_json::to_string(&folder.display().to_string())?;
    let listen = listed.address()?;
    let text = format!(
        "# Written at each start of `havre demo`.\ndev = true\nlisten = \"{listen}\"\ndata = {data}\n"
    );
    write_whole(&file, &text)?;
    // Only the file: the environment is that of another node.
    Ok(Config::load(&Flags { config: Some(file), ..Flags::default() }, [])?)
}
