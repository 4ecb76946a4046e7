//! The acts of the demonstration: open, fill, follow, and watch until each node holds everything.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use tokio::{task::JoinSet, time::interval};

use super::{
    directory::{Directory, Listed},
    hosting::Hosting,
    member::Member,
    standing::Standing,
    story::Story,
};
use crate::cli::{
    output::{counted, say, say_table},
    serve::{Running, listen},
};

/// How often the databases are looked at.
const LOOK: Duration = Duration::from_millis(100);
/// Looks without any news before it is told what is missing.
const LOOKS_BEFORE_ASKING: u32 = 50;

/// A demonstration that is under way.
#[derive(Debug)]
pub(super) struct Play {
    hosting: Hosting,
    directory: Directory,
    without: Vec<String>,
    folder: PathBuf,
    story: Story,
    members: Vec<Member>,
    running: Vec<Running>,
}

impl Play {
    pub(super) fn new(
        hosting: Hosting,
        directory: Directory,
        without: Vec<String>,
        folder: &Path,
    ) -> Self {
        let (members, running) = (vec![], vec![]);
        let folder = folder.to_owned();
        Self { hosting, directory, without, folder, story: Story::begin(), members, running }
    }

    /// Plays all acts, then goes on for ever.
    pub(super) async fn run(&mut self) -> anyhow::Result<()> {
        self.story.tell(format_args!("the data is in {}", self.folder.display()))?;
        self.open().await?;
        self.fill().await?;
        self.follow().await?;
        self.watch().await?;
        self.conclude().await?;
        std::future::pending().await
    }

    /// Stops all nodes.
    pub(super) async fn stop(self) {
        let mut stopping = JoinSet::new();
        for running in self.running {
            stopping.spawn(running.stop());
        }
        stopping.join_all().await;
    }

    /// Takes all ports before it writes anything, then opens and serves all nodes.
    async fn open(&mut self) -> anyhow::Result<()> {
        let is_on = |listed: &&Listed| !self.without.contains(&listed.name);
        let on: Vec<Listed> = self.directory.nodes.iter().filter(is_on).cloned().collect();
        let mut listeners = Vec::new();
        for listed in &on {
            listeners.push(listen(listed.address()?).await?);
        }
        self.directory.write(&self.folder)?;
        let mut opening = JoinSet::new();
        for (place, listed) in on.iter().cloned().enumerate() {
            let share = self.hosting.share(&listed.name);
            let folder = self.folder.join(&listed.name);
            opening.spawn(async move { (place, Member::open(listed, share, &folder).await) });
        }
        let mut opened = opening.join_all().await;
        opened.sort_by_key(|(place, _)| *place);
        let hosts: Vec<String> = on.iter().map(|listed| listed.host().to_owned()).collect();
        for ((_, member), listener) in opened.into_iter().zip(listeners) {
            let member = member?;
            member.greet(&hosts).await?;
            self.running.push(Running::start(member.node.clone(), listener));
            self.story.tell(format_args!("{} is open at {}", member.name(), member.listed.url))?;
            self.members.push(member);
        }
        for name in &self.without {
            self.story.tell(format_args!("{name} is switched off"))?;
        }
        Ok(())
    }

    /// All nodes at once: the keys of their actors take the time of all processors.
    async fn fill(&self) -> anyhow::Result<()> {
        let mut filling = JoinSet::new();
        for member in self.members.iter().cloned() {
            filling.spawn(async move { member.fill().await.map(|()| member) });
        }
        while let Some(filled) = filling.join_next().await {
            let member = filled??;
            let actors = counted(member.listed.actors.len() as u64, "actor", "actors");
            let held = Standing::of(&member, &[]).await?.held;
            self.story.tell(format_args!("{} has {actors} and {held}", member.name()))?;
        }
        Ok(())
    }

    async fn follow(&self) -> anyhow::Result<()> {
        let mut following = JoinSet::new();
        for member in &self.members {
            let others = self.members.iter().filter(|other| other.name() != member.name());
            let others: Vec<_> = others.map(|other| other.listed.clone()).collect();
            let member = member.clone();
            following.spawn(async move {
                for other in others {
                    member.follow(&other).await?;
                }
                anyhow::Ok(())
            });
        }
        while let Some(followed) = following.join_next().await {
            followed??;
        }
        Ok(())
    }

    /// Tells every change until all that run hold everything, and what is missing when nothing
    /// changes for long.
    async fn watch(&self) -> anyhow::Result<()> {
        let mut told = vec![Standing::default(); self.members.len()];
        let mut looks = interval(LOOK);
        let mut quiet = 0;
        loop {
            looks.tick().await;
            let mut now = Vec::new();
            for member in &self.members {
                now.push(Standing::of(member, &self.members).await?);
            }
            quiet = if now == told { quiet + 1 } else { 0 };
            for ((member, told), now) in self.members.iter().zip(&told).zip(&now) {
                self.tell_changes(member, told, now)?;
                if let Some(lacks) = now.lacks.as_ref().filter(|_| quiet == LOOKS_BEFORE_ASKING) {
                    self.story.tell(format_args!("{} waits for {lacks}", member.name()))?;
                }
            }
            if now.iter().all(|standing| standing.lacks.is_none()) {
                return Ok(());
            }
            told = now;
        }
    }

    fn tell_changes(&self, member: &Member, told: &Standing, now: &Standing) -> anyhow::Result<()> {
        for followed in now.follows.iter().filter(|name| !told.follows.contains(name)) {
            self.story.tell(format_args!("{} follows {followed}", member.name()))?;
        }
        if now.held != told.held {
            self.story.tell(format_args!("{} holds {}", member.name(), now.held))?;
        }
        Ok(())
    }

    /// The addresses, with what is found there.
    async fn conclude(&self) -> anyhow::Result<()> {
        self.story.tell("each holds all that the others publish, and nothing waits")?;
        let mut rows = Vec::new();
        for member in &self.members {
            let held = Standing::of(member, &[]).await?.held;
            rows.push([member.name().to_owned(), member.listed.url.clone(), held.to_string()]);
        }
        say("")?;
        say_table(&rows)?;
        say("")?;
        say(format_args!(
            "Names and passwords to sign in: {}",
            self.folder.join("demo.json").display()
        ))?;
        say("Ctrl-C stops all of them.")
    }
}
