//! The address of the database, which may hold a password and therefore does not print.

use std::{fmt, path::Path};

use url::Url;

/// Where the database is: `sqlite:FILE` or `postgres://…`.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl(String);

impl DatabaseUrl {
    /// What such an address looks like.
    pub(super) const FORM: &'static str = "sqlite:FILE or postgres://USER:PASSWORD@HOST/NAME";

    /// Reads an address of one of the two engines.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let known = match text.split_once(':')? {
            ("sqlite", file) => !file.is_empty(),
            ("postgres" | "postgresql", _) => Url::parse(text).is_ok(),
            _ => false,
        };
        known.then(|| Self(text.to_owned()))
    }

    /// The SQLite file of a data folder.
    #[must_use]
    pub fn file_in(folder: &Path) -> Self {
        let file = folder.join("havre.db").display().to_string();
        // These two would otherwise end the name of the file.
        Self(format!("sqlite:{}", file.replace('%', "%25").replace('?', "%3F")))
    }

    /// The address, password and all: for the one who connects.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// Engine, host and name; no user, no password, no options.
impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let without_options = self.0.split('?').next().unwrap_or_default();
        match (without_options.split_once("://"), without_options.rsplit_once('@')) {
            (Some((engine, _)), Some((_, host))) => write!(f, "{engine}://…@{host}"),
            _ => f.write_str(without_options),
        }
    }
}
