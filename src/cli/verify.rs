//! `havre verify`: proves that a copy is what its author published, with the author's node off.

use std::{fs, path::PathBuf};

use anyhow::Context;
use serde_json::Value;

use super::{failure::mistake, output::say, settings::Settings};
use crate::{
    clock::Clock,
    domain::Iri,
    federation::{
        signature::VerifyingKey,
        strict_json,
        verification::{self, Claim, Verified},
    },
    node::Node,
};

/// Proves that a copy of a sheet is what its author published
///
/// The copy is a file that any node gives (the link under each sheet), or an address of any node.
/// The node that published it may be off for ever: its author's key is the one that this node holds,
/// or the one that you name. Nobody is asked about it.
///
/// Ends with 0 when the copy is proven, with 1 when it is not, with 2 when it cannot be read.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  havre verify soup.jsonld
  havre verify https://liege.example/practices/115577412345678901
  havre verify soup.jsonld --actor lyon.jsonld
  havre verify soup.jsonld --key z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2")]
pub(super) struct Verify {
    /// A file, or an address of any node that holds the sheet
    #[arg(value_name = "FILE|URL")]
    copy: String,
    /// The author's Ed25519 key, as its actor lists it, instead of the one that this node holds
    #[arg(long, value_name = "KEY", conflicts_with = "actor")]
    key: Option<String>,
    /// A file with the document of the author, instead of what this node holds
    #[arg(long, value_name = "FILE")]
    actor: Option<PathBuf>,
    #[command(flatten)]
    settings: Settings,
}

impl Verify {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let is_address = ["https://", "http://"].iter().any(|start| self.copy.starts_with(start));
        let mut opened = None;
        let document = if is_address {
            let address = Iri::parse(&self.copy)
                .map_err(|_| mistake(format!("{} is no address", self.copy)))?;
            let node = opened.insert(self.settings.node().await?);
            node.read_copy(&address).await.with_context(|| self.copy.clone())?
        } else {
            read_file(&PathBuf::from(&self.copy))?
        };
        let verified = self.verify(&document, opened).await?;
        let title = document.get("name").and_then(Value::as_str).unwrap_or_default();
        report(&verified, title)
    }

    async fn verify(&self, document: &Value, opened: Option<Node>) -> anyhow::Result<Verified> {
        let now = Clock::system().now();
        match (&self.key, &self.actor) {
            (Some(key), _) => {
                let key = VerifyingKey::parse(key).map_err(|_| {
                    mistake("--key wants an Ed25519 key as an actor lists it: z6Mk…")
                })?;
                Ok(Claim::of(document, now)?.check_with_key(&key)?)
            }
            (None, Some(file)) => {
                let actor = verification::read_actor(&read_file(file)?).map_err(|problem| {
                    mistake(format!("{}: no document of an actor: {problem}", file.display()))
                })?;
                Ok(Claim::of(document, now)?.check_with_actor(&actor)?)
            }
            (None, None) => {
                let node = match opened {
                    Some(node) => node,
                    None => self.settings.node().await?,
                };
                Ok(node.verify(document).await?)
            }
        }
    }
}

fn read_file(file: &PathBuf) -> anyhow::Result<Value> {
    let name = file.display();
    let bytes = fs::read(file).map_err(|problem| mistake(format!("{name}: {problem}")))?;
    strict_json::read(&bytes).map_err(|problem| mistake(format!("{name}: not JSON: {problem}")))
}

fn report(verified: &Verified, title: &str) -> anyhow::Result<()> {
    let Verified { iri, author, signed_at, key_id } = verified;
    let title = crate::domain::plain_text(title);
    say(format!("unaltered     {iri} {title}").trim_end())?;
    say(format_args!("published by  {author}"))?;
    if let Some(at) = signed_at {
        say(format_args!("signed        {at}"))?;
    }
    say(format_args!("with the key  {key_id}"))
}
