//! `havre appearance`: the colours and the logo of the node.

use std::{fs, path::PathBuf};

use super::{failure::mistake, output::say_table, settings::Settings};
use crate::{
    domain::{Appearance as Look, Colour, Tint},
    node::{LARGEST_LOGO_FILE, NodeError},
};

/// How the node looks: its colours and its logo. Its name is that of its actor (`havre actor`)
#[derive(Debug, clap::Subcommand)]
pub(super) enum Appearance {
    Show(Show),
    Set(Set),
    Logo(Logo),
    Reset(Reset),
}

/// Shows the colours and the logo that you chose
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  havre appearance show

Next:
  havre appearance set --help")]
pub(super) struct Show {
    #[command(flatten)]
    settings: Settings,
}

/// Chooses colours, which everybody must be able to read
///
/// The primary colour is that of links and buttons, the accent that of marks. Each needs a contrast of
/// 4.5 to 1 with all that lies behind words (WCAG 2.2, AA), in the light and in the dark scheme; one that
/// has less is refused, and the nearest that will do is named. Without a dark form one is made.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  havre appearance set --primary \"#0d4a58\" --accent \"#93360f\"
  havre appearance set --primary \"#0d4a58\" --primary-dark \"#8ed0de\"")]
pub(super) struct Set {
    /// Links, buttons, and the edge of every page
    #[arg(long, value_name = "COLOUR")]
    primary: Option<String>,
    /// The same on dark paper
    #[arg(long, value_name = "COLOUR", requires = "primary")]
    primary_dark: Option<String>,
    /// Marks, and what has the focus
    #[arg(long, value_name = "COLOUR")]
    accent: Option<String>,
    /// The same on dark paper
    #[arg(long, value_name = "COLOUR", requires = "accent")]
    accent_dark: Option<String>,
    #[command(flatten)]
    settings: Settings,
}

/// Shows a logo beside the name of the space
///
/// A PNG file of at most 512 × 512 pixels. It is drawn anew, at most 40 kB, and nothing else of the file
/// is kept: not where it was made, nor by whom.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  havre appearance logo logo.png")]
pub(super) struct Logo {
    /// PNG file
    file: PathBuf,
    #[command(flatten)]
    settings: Settings,
}

/// Goes back to the colours of all, without a logo
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  havre appearance reset")]
pub(super) struct Reset {
    #[command(flatten)]
    settings: Settings,
}

impl Appearance {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        match self {
            Self::Show(show) => show.run().await,
            Self::Set(set) => set.run().await,
            Self::Logo(logo) => logo.run().await,
            Self::Reset(reset) => reset.run().await,
        }
    }
}

impl Show {
    async fn run(self) -> anyhow::Result<()> {
        let node = self.settings.node().await?;
        say_look(&node.appearance().await?.unwrap_or_default())
    }
}

impl Set {
    async fn run(self) -> anyhow::Result<()> {
        let primary = tint(self.primary.as_deref(), self.primary_dark.as_deref())?;
        let accent = tint(self.accent.as_deref(), self.accent_dark.as_deref())?;
        if primary.is_none() && accent.is_none() {
            return Err(mistake("name a colour with --primary or --accent"));
        }
        let node = self.settings.node().await?;
        say_look(&node.set_colours(primary, accent).await?)
    }
}

impl Logo {
    async fn run(self) -> anyhow::Result<()> {
        let path = self.file.display().to_string();
        let of_file = |problem| NodeError::File { path: path.clone(), problem };
        let size = fs::metadata(&self.file).map_err(of_file)?.len();
        if size > LARGEST_LOGO_FILE {
            let most = LARGEST_LOGO_FILE / 1_000_000;
            return Err(mistake(format!("{path}: is larger than {most} MB, too large for a logo")));
        }
        let file = fs::read(&self.file).map_err(of_file)?;
        let node = self.settings.node().await?;
        say_look(&node.set_logo(file).await?)
    }
}

impl Reset {
    async fn run(self) -> anyhow::Result<()> {
        let node = self.settings.node().await?;
        node.reset_appearance().await?;
        say_look(&Look::default())
    }
}

/// The colour that two flags name.
fn tint(light: Option<&str>, dark: Option<&str>) -> anyhow::Result<Option<Tint>> {
    let Some(light) = light else { return Ok(None) };
    let dark = dark.map(Colour::parse).transpose()?;
    Ok(Some(Tint::new(Colour::parse(light)?, dark)?))
}

fn say_look(look: &Look) -> anyhow::Result<()> {
    let said = |tint: Option<Tint>| {
        tint.map_or_else(
            || "that of all nodes".to_owned(),
            |Tint { light, dark }| format!("{light}, and {dark} on dark paper"),
        )
    };
    let logo = look.logo.map_or_else(
        || "none".to_owned(),
        |logo| format!("{} × {} pixels", logo.width, logo.height),
    );
    say_table(&[
        ["primary".to_owned(), said(look.primary)],
        ["accent".to_owned(), said(look.accent)],
        ["logo".to_owned(), logo],
    ])
}
