//! `havre policy`: who may write into the directory, who may follow, and what is shown at once.

use super::{
    failure::mistake,
    output::{say, say_table},
    reason::Reason,
    settings::Settings,
};
use crate::{
    domain::{Followers, Iri, Shown, Trust, Writers},
    store::policies::Switch,
};

/// What the node lets others do. The pages are open to everyone, whatever it says
#[derive(Debug, clap::Subcommand)]
pub(super) enum Policy {
    Show(Show),
    Set(Set),
    Allow(Allow),
    Disallow(Disallow),
}

/// Shows how the switches are set, and the node's list of hosts
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  havre policy show

Next:
  havre policy set --help")]
pub(super) struct Show {
    #[command(flatten)]
    settings: Settings,
}

/// Sets a switch, from now on
///
///   writers    who may write into the directory:
///              followed    those whom this node follows, and what they pass on
///              listed      of those, only hosts on the list
///   followers  who may follow this node:
///              everyone    everyone, at once
///              ask         everyone whom a person accepts; hosts on the list at once
///              listed      only hosts on the list
///   shown      what of others is shown before a person has seen it:
///              by-trust    what the trust in each peer says
///              no-posts    the same, but posts of other software wait
///              nothing     nothing
///   nodes      trust in a node like this one that is followed: hold, partly or fully
///   others     trust in other software: hold, partly or fully
#[derive(Debug, clap::Args)]
#[command(
    verbatim_doc_comment,
    after_help = "\
Examples:
  havre policy set writers listed --reason \"wave of false calls\"
  havre policy set shown nothing

Next:
  havre policy show"
)]
pub(super) struct Set {
    /// Which one
    #[arg(value_parser = Switch::NAMES)]
    switch: String,
    /// What to
    value: String,
    #[command(flatten)]
    reason: Reason,
    #[command(flatten)]
    settings: Settings,
}

/// Puts a host on the node's list
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  havre policy allow liege.example --reason \"signed the charter\"

Next:
  havre policy set writers listed")]
pub(super) struct Allow {
    /// Host, with its port when there is one
    host: String,
    #[command(flatten)]
    reason: Reason,
    #[command(flatten)]
    settings: Settings,
}

/// Takes a host off the node's list; what came from it stays
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  havre policy disallow liege.example")]
pub(super) struct Disallow {
    /// Host, as in `havre policy show`
    host: String,
    #[command(flatten)]
    reason: Reason,
    #[command(flatten)]
    settings: Settings,
}

impl Policy {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        match self {
            Self::Show(show) => show.run().await,
            Self::Set(set) => set.run().await,
            Self::Allow(allow) => allow.run().await,
            Self::Disallow(disallow) => disallow.run().await,
        }
    }
}

impl Show {
    async fn run(self) -> anyhow::Result<()> {
        let node = self.settings.node().await?;
        let policy = node.policy().await?;
        let list: Vec<&str> = policy.list.iter().map(String::as_str).collect();
        let list = if list.is_empty() { "empty".to_owned() } else { list.join(" ") };
        let switches = [
            Switch::Writers(policy.writers),
            Switch::Followers(policy.followers),
            Switch::Shown(policy.shown),
            Switch::TrustInNodes(policy.trust_in_nodes),
            Switch::TrustInOthers(policy.trust_in_others),
        ];
        let mut rows: Vec<[String; 2]> = switches
            .into_iter()
            .map(Switch::words)
            .map(|(name, word)| [name.to_owned(), word.to_owned()])
            .collect();
        rows.push(["list".to_owned(), list]);
        say_table(&rows)
    }
}

impl Set {
    async fn run(self) -> anyhow::Result<()> {
        let Some(switch) = Switch::parse(&self.switch, &self.value) else {
            let words = words_of(&self.switch).join(", ");
            return Err(mistake(format!(
                "\"{}\" is no value of {}: it takes {words}",
                self.value, self.switch
            )));
        };
        let node = self.settings.node().await?;
        node.set_policy(switch, &self.reason.by()).await?;
        let (name, word) = switch.words();
        say(format_args!("{name}: {word}"))
    }
}

/// The words that a switch takes.
fn words_of(switch: &str) -> Vec<&'static str> {
    match switch {
        "writers" => Writers::ALL.iter().map(|value| value.as_str()).collect(),
        "followers" => Followers::ALL.iter().map(|value| value.as_str()).collect(),
        "shown" => Shown::ALL.iter().map(|value| value.as_str()).collect(),
        _ => Trust::ALL.iter().map(|value| value.as_str()).collect(),
    }
}

impl Allow {
    async fn run(self) -> anyhow::Result<()> {
        let host = host(&self.host)?;
        let node = self.settings.node().await?;
        let added = node.allow_host(&host, &self.reason.by()).await?;
        let said = if added { "is on the list now" } else { "is on the list already" };
        say(format_args!("{host} {said}"))
    }
}

impl Disallow {
    async fn run(self) -> anyhow::Result<()> {
        let host = host(&self.host)?;
        let node = self.settings.node().await?;
        if !node.disallow_host(&host, &self.reason.by()).await? {
            return Err(mistake(format!(
                "{host} is not on the list: `havre policy show` shows who is"
            )));
        }
        say(format_args!("{host} is no longer on the list"))
    }
}

/// The host that a text names, as addresses write it.
fn host(text: &str) -> anyhow::Result<String> {
    let text = text.trim().to_lowercase();
    let named = Iri::parse(format!("https://{text}/")).ok().filter(|iri| iri.host() == text);
    let named = named.map(|iri| iri.host().to_owned());
    named.ok_or_else(|| mistake(format!("\"{text}\" is no host: write one such as liege.example")))
}
