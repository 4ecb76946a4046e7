//! What was set where; a later layer covers an earlier one.

use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};

use super::{ConfigError, Flags, KEYS, Key, Origin, key::nearest};

/// How the variables of this program begin.
pub(super) const PREFIX: &str = "HAVRE_";
/// The variable that names the file.
pub(super) const FILE_VARIABLE: &str = "HAVRE_CONFIG";
/// Variables that tests use beside the program.
const TEST_PREFIX: &str = "HAVRE_TEST_";
/// Opens the federation library's guard against requests to the own network.
const DANGEROUS: &str = "DANGER_FEDERATION_ALLOW_LOCAL_IP";

/// A value as it was written, and where.
#[derive(Debug)]
struct Given {
    text: String,
    origin: Origin,
}

/// The values of all layers.
#[derive(Debug, Default)]
pub(super) struct Layers(BTreeMap<&'static str, Given>);

impl Layers {
    /// Adds what the file says.
    pub(super) fn add_file(&mut self, file: &str, text: &str) -> Result<(), ConfigError> {
        let origin = |at: usize| {
            let before = text.get(..at).unwrap_or(text);
            Origin::File { file: file.to_owned(), line: before.matches('\n').count() + 1 }
        };
        let table = DeTable::parse(text).map_err(|problem| ConfigError::NotToml {
            origin: origin(problem.span().map_or(0, |span| span.start)),
            message: problem.message().to_owned(),
        })?;
        // The table forgets the order of the file; the first mistake is told first.
        let mut settings: Vec<_> = table.get_ref().iter().collect();
        settings.sort_by_key(|(name, _)| name.span().start);
        for (name, value) in settings {
            let origin = origin(name.span().start);
            let key = known(&origin, name.get_ref())?;
            let Some(text) = as_text(value.get_ref()) else {
                let form = "a text, true or false, or a list of texts";
                return Err(ConfigError::Wrong { origin, key: key.name, form, value: None });
            };
            self.0.insert(key.name, Given { text, origin });
        }
        Ok(())
    }

    /// Adds what the environment says; an empty variable says nothing.
    pub(super) fn add_environment(
        &mut self,
        environment: Vec<(String, String)>,
    ) -> Result<(), ConfigError> {
        for (name, text) in environment {
            if name == DANGEROUS {
                return Err(ConfigError::Dangerous(DANGEROUS));
            }
            let Some(rest) = name.strip_prefix(PREFIX) else { continue };
            if text.is_empty() || name == FILE_VARIABLE || name.starts_with(TEST_PREFIX) {
                continue;
            }
            let Some(key) = KEYS.iter().find(|key| key.name.to_uppercase() == rest) else {
                let nearest = nearest(&name, KEYS.iter().map(Key::variable));
                let origin = Origin::Environment(name.clone());
                return Err(ConfigError::UnknownKey { origin, name, nearest });
            };
            self.0.insert(key.name, Given { text, origin: Origin::Environment(name) });
        }
        Ok(())
    }

    /// Adds what the command line says.
    pub(super) fn add_flags(&mut self, flags: &Flags) {
        let Flags { config: _, public_url, listen, data, database_url, dev } = flags;
        let dev = dev.then(|| "true".to_owned());
        for (key, flag, text) in [
            ("public_url", "--public-url", public_url),
            ("listen", "--listen", listen),
            ("data", "--data", data),
            ("database_url", "--database-url", database_url),
            ("dev", "--dev", &dev),
        ] {
            if let Some(text) = text.clone() {
                self.0.insert(key, Given { text, origin: Origin::Flag(flag.to_owned()) });
            }
        }
    }

    /// The value of a setting, when it is set; `form` says what it should be when `parse` does
    /// not take it.
    pub(super) fn read<T>(
        &self,
        key: &'static str,
        form: &'static str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, ConfigError> {
        let Some(given) = self.0.get(key) else { return Ok(None) };
        parse(&given.text).map(Some).ok_or_else(|| ConfigError::Wrong {
            origin: given.origin.clone(),
            key,
            form,
            // A database url may hold a password.
            value: (key != "database_url").then(|| given.text.clone()),
        })
    }
}

/// The setting of that name.
fn known(origin: &Origin, name: &str) -> Result<&'static Key, ConfigError> {
    Key::find(name).ok_or_else(|| ConfigError::UnknownKey {
        origin: origin.clone(),
        name: name.to_owned(),
        nearest: nearest(name, KEYS.iter().map(|key| key.name.to_owned())),
    })
}

/// A value as the environment would write it.
fn as_text(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.clone().into_owned()),
        DeValue::Boolean(yes) => Some(yes.to_string()),
        DeValue::Array(items) => {
            let texts: Option<Vec<&str>> =
                items.iter().map(|item| item.get_ref().as_str()).collect();
            texts.map(|texts| texts.join(","))
        }
        _ => None,
    }
}
