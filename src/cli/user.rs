//! `havre user`: who may sign in to this node.

use std::path::PathBuf;

use super::{
    output::{say, say_table},
    password,
    settings::Settings,
};

/// People who may sign in
#[derive(Debug, clap::Subcommand)]
pub(super) enum User {
    Add(Add),
    List(List),
    Password(NewPassword),
}

/// Lets somebody sign in
///
/// The password is read from the terminal, or from the first line of a file; without either, one is
/// made and printed.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  havre user add alice --role admin
  havre user add bruno --password-file bruno.txt

Next:
  havre user list")]
pub(super) struct Add {
    /// The name to sign in with: small letters, digits and hyphens
    name: String,
    /// An editor publishes, an admin also runs the node
    #[arg(long, default_value = "editor", value_parser = ["editor", "admin"])]
    role: String,
    /// File whose first line is the password: at least 12 characters
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
    #[command(flatten)]
    settings: Settings,
}

/// Lists who may sign in
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  havre user list")]
pub(super) struct List {
    #[command(flatten)]
    settings: Settings,
}

/// Gives somebody another password, from the terminal, from a file, or a new one that is printed
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  havre user password alice")]
pub(super) struct NewPassword {
    /// Who
    name: String,
    /// File whose first line is the password: at least 12 characters
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
    #[command(flatten)]
    settings: Settings,
}

impl User {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        match self {
            Self::Add(add) => add.run().await,
            Self::List(list) => list.run().await,
            Self::Password(password) => password.run().await,
        }
    }
}

impl Add {
    async fn run(self) -> anyhow::Result<()> {
        let node = self.settings.node().await?;
        let password = password::read_or_make(self.password_file.as_deref())?;
        node.add_user(&self.name, password.text.clone(), &self.role).await?;
        say(format_args!("{} may sign in as {}", self.name, self.role))?;
        tell(&password)
    }
}

impl List {
    async fn run(self) -> anyhow::Result<()> {
        let node = self.settings.node().await?;
        let users = node.users().await?;
        let rows: Vec<_> = users
            .into_iter()
            .map(|user| [user.name, user.role, format!("since {}", user.created_at)])
            .collect();
        say_table(&rows)
    }
}

impl NewPassword {
    async fn run(self) -> anyhow::Result<()> {
        let node = self.settings.node().await?;
        let password = password::read_or_make(self.password_file.as_deref())?;
        node.set_password(&self.name, password.text.clone()).await?;
        say(format_args!("{} has a new password", self.name))?;
        tell(&password)
    }
}

/// Shows a password that was made here, once.
fn tell(password: &password::Password) -> anyhow::Result<()> {
    if password.is_new {
        say(format_args!("password: {}", password.text))?;
    }
    Ok(())
}
