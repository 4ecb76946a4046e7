//! `havre page`: what the operator writes for the pages of the node.

use std::{
    fs,
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use super::{
    failure::mistake,
    output::{say, say_table},
    settings::Settings,
};
use crate::{
    domain::{Contact, HousePage, INTERFACE_LANGUAGES, Language},
    node::NodeError,
    web::built_in_text,
};

/// The names of the pages, for the command line.
const PAGES: [&str; 5] = ["welcome", "about", "legal", "privacy", "accessibility"];

/// The pages that you may write: welcome, about, legal notice, privacy, accessibility
///
/// Each has a text of its own in French, English, Spanish and Portuguese until you write another.
#[derive(Debug, clap::Subcommand)]
pub(super) enum Page {
    List(List),
    Show(Show),
    Set(Set),
    Reset(Reset),
    Contact(ContactOf),
}

/// Lists the pages: which languages you wrote, and when
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  havre page list

Next:
  havre page show legal --language fr")]
pub(super) struct List {
    #[command(flatten)]
    settings: Settings,
}

/// Prints a page as Markdown: what you wrote, or else the built-in text to start from
///
/// {name}, {host}, {contact} and {version} stand for the name of the space, its host, what `havre page
/// contact` says, and the version of Havre.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  havre page show legal --language fr > legal.md      then edit the file
  havre page set legal --language fr legal.md")]
pub(super) struct Show {
    /// Which page
    #[arg(value_parser = PAGES)]
    name: String,
    /// In which language, such as fr
    #[arg(long, value_name = "TAG")]
    language: String,
    #[command(flatten)]
    settings: Settings,
}

/// Writes a page in one language, from a file of Markdown
///
/// Headings, lists, links, bold and italics are shown; raw HTML, pictures and scripts are not. Readers
/// of a language in which you wrote nothing see one that you did write, and are told so.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  havre page set legal --language fr legal.md
  echo 'Bienvenue à Lyon.' | havre page set welcome --language fr -")]
pub(super) struct Set {
    /// Which page
    #[arg(value_parser = PAGES)]
    name: String,
    /// In which language, such as fr
    #[arg(long, value_name = "TAG")]
    language: String,
    /// File with the text, or - to read it from standard input
    file: PathBuf,
    #[command(flatten)]
    settings: Settings,
}

/// Takes back what you wrote for a page in one language
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  havre page reset welcome --language fr")]
pub(super) struct Reset {
    /// Which page
    #[arg(value_parser = PAGES)]
    name: String,
    /// In which language, such as fr
    #[arg(long, value_name = "TAG")]
    language: String,
    #[command(flatten)]
    settings: Settings,
}

/// Says where readers can write to you: a mailbox, or a page with a form
///
/// It stands on the pages legal, privacy and accessibility. Use the mailbox of a role, such as contact@,
/// which stays when people change and names nobody.
#[derive(Debug, clap::Args)]
#[command(
    name = "contact",
    after_help = "\
Examples:
  havre page contact contact@lyon.example
  havre page contact
  havre page contact --none"
)]
pub(super) struct ContactOf {
    /// Mailbox or address; without one, the command says what it is
    #[arg(conflicts_with = "none")]
    contact: Option<String>,
    /// Readers shall not be able to write
    #[arg(long)]
    none: bool,
    #[command(flatten)]
    settings: Settings,
}

impl Page {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        match self {
            Self::List(list) => list.run().await,
            Self::Show(show) => show.run().await,
            Self::Set(set) => set.run().await,
            Self::Reset(reset) => reset.run().await,
            Self::Contact(contact) => contact.run().await,
        }
    }
}

impl List {
    async fn run(self) -> anyhow::Result<()> {
        let node = self.settings.node().await?;
        let written = node.house_texts(None).await?;
        let mut rows: Vec<[String; 3]> = Vec::new();
        for page in HousePage::ALL {
            let own: Vec<_> = written.iter().filter(|text| text.page == page).collect();
            let is_written = |tag: &str| own.iter().any(|text| text.language.as_str() == tag);
            let row = |language: &str, state: String| {
                [page.as_str().to_owned(), language.to_owned(), state]
            };
            rows.extend(
                own.iter().map(|text| {
                    row(text.language.as_str(), format!("yours, of {}", text.updated_at))
                }),
            );
            let others = INTERFACE_LANGUAGES.into_iter().filter(|tag| !is_written(tag));
            rows.extend(others.map(|tag| row(tag, "built in".to_owned())));
        }
        say_table(&rows)
    }
}

impl Show {
    async fn run(self) -> anyhow::Result<()> {
        let (page, language) = (page(&self.name)?, language(&self.language)?);
        let node = self.settings.node().await?;
        let written = node.house_texts(Some(page)).await?;
        let own = written.into_iter().find(|text| text.language == language);
        let text = own.map(|text| text.markdown);
        let text = text.or_else(|| built_in_text(page, language.as_str()));
        let text = text.ok_or_else(|| {
            mistake(format!(
                "\"{}\" has no text in the language \"{language}\": `havre page list` shows those \
                 that there are",
                self.name
            ))
        })?;
        say(text.trim_end())
    }
}

impl Set {
    async fn run(self) -> anyhow::Result<()> {
        let (page, language) = (page(&self.name)?, language(&self.language)?);
        let text = read(&self.file)?;
        let node = self.settings.node().await?;
        node.set_house_text(page, language, text).await?;
        say(format_args!("{} is written in the language {}", self.name, self.language))
    }
}

impl Reset {
    async fn run(self) -> anyhow::Result<()> {
        let (page, language) = (page(&self.name)?, language(&self.language)?);
        let node = self.settings.node().await?;
        node.reset_house_text(page, &language).await?;
        say(format_args!("{} is no longer yours in the language {language}", self.name))
    }
}

impl ContactOf {
    async fn run(self) -> anyhow::Result<()> {
        let contact = self.contact.as_deref().map(Contact::parse).transpose()?;
        let node = self.settings.node().await?;
        match contact {
            Some(contact) => {
                node.set_contact(Some(&contact)).await?;
                say(format_args!("readers can write to {}", contact.as_str()))?;
                if contact.is_of_a_person() {
                    say(
                        "this looks like the mailbox of a person: one of a role, such as contact@, \
                         stays when people change and names nobody",
                    )?;
                }
                Ok(())
            }
            None if self.none => {
                node.set_contact(None).await?;
                say("readers are told no contact")
            }
            None => match node.contact().await? {
                Some(contact) => say(contact.as_str()),
                None => say("none: `havre page contact ADDRESS` sets one"),
            },
        }
    }
}

fn page(name: &str) -> anyhow::Result<HousePage> {
    let known = HousePage::parse(name);
    known.ok_or_else(|| mistake(format!("no page is called \"{name}\": {}", PAGES.join(", "))))
}

fn language(tag: &str) -> anyhow::Result<Language> {
    let form = "write a language tag such as fr";
    Language::parse(tag).ok_or_else(|| mistake(format!("\"{tag}\" is no language: {form}")))
}

/// The text of a file, or of standard input.
fn read(file: &Path) -> anyhow::Result<String> {
    let path = file.display().to_string();
    let mut text = Vec::new();
    let done = if file.as_os_str() == "-" {
        io::stdin().lock().read_to_end(&mut text).map(drop)
    } else {
        fs::read(file).map(|bytes| text = bytes)
    };
    done.map_err(|problem| NodeError::File { path: path.clone(), problem })?;
    String::from_utf8(text).map_err(|_| mistake(format!("{path}: is no text: save it as UTF-8")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_knows_every_page() {
        assert_eq!(HousePage::ALL.map(HousePage::as_str), PAGES);
    }
}
