//! What a command line says of a territory or an organisation: a file, or a few flags.

use std::path::Path;

use super::failure::mistake;
use crate::{
    domain::{Language, Name, Territory, to_html},
    node::record::{self, Row},
};

/// The flags that describe a territory or an organisation.
#[derive(Debug, clap::Args)]
pub(super) struct Described {
    /// The name before the @: small letters, digits and hyphens
    #[arg(long, required_unless_present = "file")]
    handle: Option<String>,
    /// Its name; again with a language, such as nl=Luik, for each further one
    #[arg(long = "name", value_name = "NAME", required_unless_present = "file")]
    names: Vec<String>,
    /// What it is
    #[arg(long, default_value = "city", value_parser = ["city", "region", "network", "association"])]
    kind: String,
    /// Where it is: two letters, such as FR
    #[arg(long)]
    country: Option<String>,
    /// Languages spoken there, such as fr,wa; a name without a language is in the first
    #[arg(long, value_delimiter = ',', default_value = "fr", value_parser = language)]
    languages: Vec<Language>,
    /// Degrees north
    #[arg(long, allow_negative_numbers = true, requires = "longitude")]
    latitude: Option<f64>,
    /// Degrees east
    #[arg(long, allow_negative_numbers = true, requires = "latitude")]
    longitude: Option<f64>,
    /// Time zone, such as Europe/Paris
    #[arg(long)]
    timezone: Option<String>,
    /// A few words about it: plain text or Markdown
    #[arg(long, default_value = "")]
    summary: String,
}

impl Described {
    /// The handle and the territory: those of `file` when there is one.
    pub(super) fn read(&self, file: Option<&Path>) -> anyhow::Result<(String, Territory)> {
        match file {
            Some(file) => read_file(file),
            None => Ok((self.handle.clone().unwrap_or_default(), self.territory()?)),
        }
    }

    fn territory(&self) -> anyhow::Result<Territory> {
        let names = self.names.iter().map(|name| self.name(name)).collect::<anyhow::Result<_>>()?;
        Ok(Territory {
            kind: self.kind.clone(),
            names,
            country: self.country.clone(),
            latitude: self.latitude,
            longitude: self.longitude,
            languages: self.languages.clone(),
            timezone: self.timezone.clone(),
            summary: to_html(&self.summary),
            ..Territory::default()
        })
    }

    /// `nl=Luik`, or a name alone.
    fn name(&self, text: &str) -> anyhow::Result<Name> {
        let stated =
            text.split_once('=').and_then(|(lang, name)| Some((Language::parse(lang)?, name)));
        let first = || Some((self.languages.first()?.clone(), text));
        let (lang, name) = stated
            .or_else(first)
            .ok_or_else(|| mistake("--languages is empty: name at least one, such as fr"))?;
        Ok(Name { lang, name: name.to_owned() })
    }
}

fn language(text: &str) -> Result<Language, String> {
    Language::parse(text).ok_or_else(|| "a language is a tag such as fr or pt-BR".to_owned())
}

/// The one territory of a file.
fn read_file(file: &Path) -> anyhow::Result<(String, Territory)> {
    let mut rows = record::read_file(file, record::shared_taxonomy())?;
    match (rows.len(), rows.pop()) {
        (1, Some(Row::Territory { handle, territory })) => Ok((handle, territory)),
        (1, _) => Err(mistake(format!(
            "{}: is no territory: put a practice, event or call with `havre sheet put`",
            file.display()
        ))),
        (count, _) => Err(mistake(format!(
            "{}: holds {count} records where one territory is asked for: `havre import` takes many",
            file.display()
        ))),
    }
}
