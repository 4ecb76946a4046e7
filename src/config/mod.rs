//! Settings, checked as a whole before anything opens: defaults, then the file, then the
//! environment, then flags. `docs/configuration.md` is their reference.

mod address;
mod database_url;
mod error;
mod key;
mod layers;

use std::{
    env, fs, io,
    net::SocketAddr,
    path::{Path, PathBuf},
};

use ipnet::IpNet;
use tracing::Level;
use url::Url;

pub use database_url::DatabaseUrl;
pub use error::{ConfigError, Origin};
pub use key::{KEYS, Key};

use layers::Layers;

/// The file that is read when nobody names one, if it is there.
const USUAL_FILE: &str = "havre.toml";

/// Everything that can be set.
#[derive(Clone, Debug)]
pub struct Config {
    /// Who this node is for others.
    pub site: Site,
    /// Where it is reached.
    pub listening: Listening,
    /// Where it keeps what it knows.
    pub storage: Storage,
    /// What it tells its operator.
    pub log: Log,
}

/// Who this node is for others.
#[derive(Clone, Debug)]
pub struct Site {
    /// Scheme, host and in development port, without a slash at the end: the beginning of every
    /// address of the node, for ever.
    pub public_url: String,
    /// Development: plain http between servers on this machine.
    pub dev: bool,
    /// Documents are given only to those who sign that they ask.
    pub secure_mode: bool,
    /// Where the source of the running version can be had, when the operator changed it.
    pub source_url: Option<Url>,
}

/// Where the node is reached.
#[derive(Clone, Debug)]
pub struct Listening {
    /// Address and port on which it waits for requests.
    pub address: SocketAddr,
    /// Proxies whose word about the visitor's address is believed.
    pub trusted_proxies: Vec<IpNet>,
}

/// Where the node keeps what it knows.
#[derive(Clone, Debug)]
pub struct Storage {
    /// Folder of everything that is not in the database.
    pub data: PathBuf,
    /// The database.
    pub database_url: DatabaseUrl,
    /// The operator's own map of their region, when there is one.
    pub map_file: Option<PathBuf>,
}

/// What the node tells its operator.
#[derive(Clone, Copy, Debug)]
pub struct Log {
    /// For people or for machines.
    pub format: LogFormat,
    /// The least important messages that are told.
    pub level: Level,
}

/// How a log line is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

/// What the command line says; it wins over everything else.
#[derive(Clone, Debug, Default)]
#[expect(missing_docs, reason = "the fields are the keys of docs/configuration.md")]
pub struct Flags {
    /// The file to read instead of `havre.toml`.
    pub config: Option<PathBuf>,
    pub public_url: Option<String>,
    pub listen: Option<String>,
    pub data: Option<String>,
    pub database_url: Option<String>,
    pub dev: bool,
}

impl Config {
    /// Reads and checks all settings; `environment` is what [`process_environment`] gives.
    pub fn load(
        flags: &Flags,
        environment: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, ConfigError> {
        let environment: Vec<_> = environment.into_iter().collect();
        let named = flags.config.clone().or_else(|| {
            let is_named =
                |name: &str, file: &str| name == layers::FILE_VARIABLE && !file.is_empty();
            let variable = environment.iter().find(|(name, file)| is_named(name, file));
            variable.map(|(_, file)| file.into())
        });
        let mut layers = Layers::default();
        let file = named.as_deref().unwrap_or(Path::new(USUAL_FILE));
        match fs::read_to_string(file) {
            Ok(text) => layers.add_file(&file.display().to_string(), &text)?,
            Err(problem) if named.is_none() && problem.kind() == io::ErrorKind::NotFound => {}
            Err(source) => {
                return Err(ConfigError::Unreadable { file: file.display().to_string(), source });
            }
        }
        layers.add_environment(environment)?;
        layers.add_flags(flags);
        Self::check(&layers)
    }

    fn check(layers: &Layers) -> Result<Self, ConfigError> {
        let dev = layers.read("dev", "true or false", |text| text.parse().ok())?.unwrap_or(false);
        let listen = address::read_listen(layers, dev)?;
        let data = layers.read("data", "the name of a folder", |text| Some(PathBuf::from(text)))?;
        let data = data.unwrap_or_else(|| "havre-data".into());
        let database_url = layers.read("database_url", DatabaseUrl::FORM, DatabaseUrl::parse)?;
        let format = layers.read("log_format", "text or json", |text| match text {
            "text" => Some(LogFormat::Text),
            "json" => Some(LogFormat::Json),
            _ => None,
        })?;
        let levels = "error, warn, info, debug or trace";
        let level = layers.read("log_level", levels, |text| text.parse().ok())?;
        Ok(Self {
            site: Site {
                public_url: address::read_public_url(layers, dev, listen)?,
                dev,
                secure_mode: layers
                    .read("secure_mode", "true or false", |text| text.parse().ok())?
                    .unwrap_or(false),
                source_url: layers
                    .read("source_url", "an address", |text| Url::parse(text).ok())?,
            },
            listening: Listening {
                address: listen,
                trusted_proxies: address::read_trusted_proxies(layers)?,
            },
            storage: Storage {
                database_url: database_url.unwrap_or_else(|| DatabaseUrl::file_in(&data)),
                data,
                map_file: layers
                    .read("map_file", "the name of a file", |text| Some(PathBuf::from(text)))?,
            },
            log: Log {
                format: format.unwrap_or(LogFormat::Text),
                level: level.unwrap_or(Level::INFO),
            },
        })
    }
}

/// The environment of this process; what is not Unicode is written as well as it can be, and
/// refused by name if it is ours.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "the one place where the environment is read")]
pub fn process_environment() -> Vec<(String, String)> {
    let text = |raw: std::ffi::OsString| raw.to_string_lossy().into_owned();
    env::vars_os().map(|(name, value)| (text(name), text(value))).collect()
}

#[cfg(test)]
mod tests;
