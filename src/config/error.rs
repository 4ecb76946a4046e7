//! What is wrong with a setting, and where it was set.

use std::fmt;

/// Where a setting comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A line of a file.
    File {
        /// Name of the file.
        file: String,
        /// Line, from 1.
        line: usize,
    },
    /// A variable of the environment.
    Environment(String),
    /// A flag of the command line.
    Flag(String),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File { file, line } => write!(f, "{file} line {line}"),
            Self::Environment(name) | Self::Flag(name) => f.write_str(name),
        }
    }
}

/// Why the node does not start.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the sentences say it")]
pub enum ConfigError {
    #[error("{file} cannot be read")]
    Unreadable { file: String, source: std::io::Error },
    #[error("{origin}: {message}")]
    NotToml { origin: Origin, message: String },
    #[error("{origin}: there is no setting \"{name}\"{}", suggestion(.nearest.as_deref()))]
    UnknownKey { origin: Origin, name: String, nearest: Option<String> },
    #[error("{origin}: {key} should be {form}{}", instead(.value.as_deref()))]
    Wrong {
        origin: Origin,
        key: &'static str,
        form: &'static str,
        /// What stands there, unless it is a secret.
        value: Option<String>,
    },
    #[error(
        "public_url is not set: give the address of this node, such as https://lyon.example, in \
         the file, as HAVRE_PUBLIC_URL or with --public-url"
    )]
    NoPublicUrl,
    #[error(
        "{0} is set: it would let strangers make this node send requests to your own network; \
         unset it"
    )]
    Dangerous(&'static str),
}

fn suggestion(nearest: Option<&str>) -> String {
    nearest.map(|name| format!("; did you mean \"{name}\"?")).unwrap_or_default()
}

fn instead(value: Option<&str>) -> String {
    value.map(|value| format!(", not \"{value}\"")).unwrap_or_default()
}
