//! `havre block`: to whom this node does not listen.

use std::path::PathBuf;

use super::{
    block_list::{Confirm, Dismiss, Drafts, Lists, Subscribe, Unsubscribe},
    failure::mistake,
    output::{counted, say, say_table},
    settings::Settings,
};
use crate::{
    domain::{Block as DomainBlock, Domain, LONGEST_COMMENT, Severity},
    node::{Blocked, Node},
};

/// Hosts that this node does not listen to, or not in everything
#[derive(Debug, clap::Subcommand)]
pub(super) enum Block {
    Add(Add),
    Remove(Remove),
    List(List),
    Import(Import),
    Export(Export),
    Subscribe(Subscribe),
    Unsubscribe(Unsubscribe),
    Lists(Lists),
    Drafts(Drafts),
    Confirm(Confirm),
    Dismiss(Dismiss),
}

/// Blocks a host and all hosts below it, or changes what is blocked of it
///
/// Nothing comes from a blocked host and nothing goes to it; its followers are dropped, and what is
/// held of it is hidden until the block is lifted. A running node knows within five seconds.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  havre block add troll.example --reason \"calls for violence\" --note \"seen by Ana, 3 March\"
  havre block add noisy.example --silence
  havre block add harmless.example --none --reject-reports

Next:
  havre block list")]
pub(super) struct Add {
    /// A host such as troll.example
    host: String,
    #[command(flatten)]
    less: Less,
    /// Refuse its pictures and files
    #[arg(long)]
    reject_media: bool,
    /// Refuse its reports
    #[arg(long)]
    reject_reports: bool,
    /// Why, for everybody who may read the list
    #[arg(long, value_name = "TEXT", default_value = "")]
    reason: String,
    /// Why, for those who run this node; it never leaves
    #[arg(long, value_name = "TEXT", default_value = "")]
    note: String,
    /// Put it, with its reason, on the public list of this node
    #[arg(long)]
    publish: bool,
    #[command(flatten)]
    settings: Settings,
}

/// What is blocked when it is not everything.
#[derive(Debug, clap::Args)]
struct Less {
    /// Only keep what it publishes out of the listings
    #[arg(long, conflicts_with = "none")]
    silence: bool,
    /// Block nothing but what the flags below say
    #[arg(long)]
    none: bool,
}

/// Lifts a block: what is held of the host is shown again
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  havre block remove noisy.example --reason \"they have a moderator now\"")]
pub(super) struct Remove {
    /// As in `havre block list`
    host: String,
    /// Why, for the log of decisions
    #[arg(long, value_name = "TEXT", default_value = "")]
    reason: String,
    #[command(flatten)]
    settings: Settings,
}

/// Lists the blocks, with what each does and why
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  havre block list")]
pub(super) struct List {
    #[command(flatten)]
    settings: Settings,
}

/// Takes in a file of blocks as Mastodon writes it
///
/// The file has the columns `#domain`, `#severity`, `#reject_media`, `#reject_reports`,
/// `#public_comment` and `#obfuscate`, or one domain a line. Of a file with a broken row nothing is taken.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  havre block import blocks.csv --dry-run
  havre block import blocks.csv")]
pub(super) struct Import {
    /// A file
    path: PathBuf,
    /// Put what is not marked as obfuscated on the public list of this node
    #[arg(long)]
    publish: bool,
    /// Only say what would change
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    settings: Settings,
}

/// Writes the blocks as a file that Mastodon reads; notes are not in it
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  havre block export > blocks.csv")]
pub(super) struct Export {
    /// Only those on the public list of this node
    #[arg(long)]
    published: bool,
    #[command(flatten)]
    settings: Settings,
}

impl Block {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        match self {
            Self::Add(command) => command.run().await,
            Self::Remove(command) => command.run().await,
            Self::List(command) => command.run().await,
            Self::Import(command) => command.run().await,
            Self::Export(command) => command.run().await,
            Self::Subscribe(command) => command.run().await,
            Self::Unsubscribe(command) => command.run().await,
            Self::Lists(command) => command.run().await,
            Self::Drafts(command) => command.run().await,
            Self::Confirm(command) => command.run().await,
            Self::Dismiss(command) => command.run().await,
        }
    }
}

impl Add {
    async fn run(self) -> anyhow::Result<()> {
        let domain = domain(&self.host)?;
        for comment in [&self.reason, &self.note] {
            if comment.chars().count() > LONGEST_COMMENT {
                return Err(mistake(format!("a comment has at most {LONGEST_COMMENT} characters")));
            }
        }
        let severity = match (self.less.silence, self.less.none) {
            (true, _) => Severity::Silence,
            (_, true) => Severity::None,
            _ => Severity::Suspend,
        };
        let node = self.settings.node().await?;
        let block = DomainBlock {
            domain,
            severity,
            reject_media: self.reject_media,
            reject_reports: self.reject_reports,
            public_comment: self.reason,
            private_comment: self.note,
            published: self.publish,
            created_at: node.clock.now(),
        };
        let blocked = node.block(block.clone()).await?;
        let said = if blocked.unchanged == 1 { "was so before" } else { "holds from now on" };
        say(format_args!("{}: {}; it {said}", block.domain, what(&block)))
    }
}

impl Remove {
    async fn run(self) -> anyhow::Result<()> {
        let domain = domain(&self.host)?;
        let node = self.settings.node().await?;
        node.unblock(&domain, &self.reason).await?;
        say(format_args!("{domain} is blocked no longer; who followed from there must ask again"))
    }
}

impl List {
    async fn run(self) -> anyhow::Result<()> {
        let blocks = self.settings.node().await?.blocks().await?;
        let rows: Vec<_> = blocks
            .iter()
            .map(|block| {
                let listed = if block.published { "on the public list" } else { "not published" };
                let note = match block.private_comment.as_str() {
                    "" => String::new(),
                    note => format!("({note})"),
                };
                let name = block.domain.to_string();
                [name, what(block), listed.to_owned(), block.public_comment.clone(), note]
            })
            .collect();
        match rows.len() {
            0 => say("nobody is blocked"),
            _ => say_table(&rows),
        }
    }
}

impl Import {
    async fn run(self) -> anyhow::Result<()> {
        let node = self.settings.node().await?;
        let Blocked { added, changed, unchanged } =
            node.import_blocks(&self.path, self.publish, self.dry_run).await?;
        let all = counted((added + changed + unchanged) as u64, "block", "blocks");
        let would = if self.dry_run { "; nothing was done" } else { "" };
        say(format_args!("{all}: {added} new, {changed} changed, {unchanged} as they were{would}"))
    }
}

impl Export {
    async fn run(self) -> anyhow::Result<()> {
        let node: Node = self.settings.node().await?;
        let file = node.export_blocks(self.published).await?;
        say(file.trim_end())
    }
}

/// The domain that a person wrote.
fn domain(text: &str) -> anyhow::Result<Domain> {
    Domain::parse(text).map_err(|problem| mistake(problem.to_string()))
}

/// `suspended`, `silenced, reports refused`.
fn what(block: &DomainBlock) -> String {
    let severity = match block.severity {
        Severity::Suspend => "suspended",
        Severity::Silence => "silenced",
        Severity::None => "limited",
    };
    let media = block.reject_media.then_some("media refused");
    let reports = block.reject_reports.then_some("reports refused");
    [Some(severity), media, reports].into_iter().flatten().collect::<Vec<_>>().join(", ")
}
