//! One file that holds the whole node: taken while it runs, readable on either engine.
//!
//! The file is gzip around lines of JSON: a header, then for each row a line that
//! has the name of its table and the row as an object. Private keys are in it, opened, because the secret that seals
//! them on disk stays behind; so it is encrypted with age (<https://age-encryption.org/v1>) when a
//! passphrase is given.

use std::{
    io::{BufWriter, Write},
    path::Path,
};

use age::secrecy::SecretString;
use flate2::{Compression, write::GzEncoder};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Node, NodeError, Result};
use crate::store::{
    Reading,
    dump::{self, Table},
};

/// The version of this format.
pub(super) const FORMAT: i64 = 1;
/// The columns of private keys: sealed in the database, open in a backup.
pub(super) const SEALED: [&str; 2] = ["rsa_sealed", "ed25519_sealed"];
/// Rows of a table in memory at a time.
const AT_ONCE: i64 = 500;

/// The first line of a backup.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Header {
    /// Always `havre`.
    pub backup_of: String,
    /// [`FORMAT`].
    pub format: i64,
    /// The version that wrote it.
    pub version: String,
    /// The node's address.
    pub origin: String,
    /// When it was taken.
    pub taken_at: String,
}

/// What a backup holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BackedUp {
    /// Tables that have rows.
    pub tables: usize,
    /// Rows of all tables.
    pub rows: usize,
}

impl Node {
    /// Writes the node into `path`, as it is at one moment, while it goes on working.
    ///
    /// The file appears under its name when it is whole.
    pub async fn backup(&self, path: &Path, passphrase: Option<SecretString>) -> Result<BackedUp> {
        let unwritable = |problem| NodeError::File { path: path.display().to_string(), problem };
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let file = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))
            .map_err(unwritable)?;
        let handle = file.reopen().map_err(unwritable)?;
        let backed_up = match passphrase {
            None => self.write_backup(handle).await?.0,
            Some(passphrase) => {
                let encryptor = age::Encryptor::with_user_passphrase(passphrase);
                let encrypted = encryptor.wrap_output(handle).map_err(unwritable)?;
                let (backed_up, encrypted) = self.write_backup(encrypted).await?;
                encrypted.finish().map_err(unwritable)?;
                backed_up
            }
        };
        file.as_file().sync_all().map_err(unwritable)?;
        file.persist(path).map_err(|problem| unwritable(problem.error))?;
        Ok(backed_up)
    }

    /// Writes every table from one consistent view of the database.
    async fn write_backup<W: Write + Send>(&self, out: W) -> Result<(BackedUp, W)> {
        let mut lines = Lines(GzEncoder::new(BufWriter::new(out), Compression::default()));
        lines.write(&Header {
            backup_of: "havre".to_owned(),
            format: FORMAT,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            origin: self.federation.origin().to_owned(),
            taken_at: self.clock.now().to_string(),
        })?;
        let mut backed_up = BackedUp::default();
        let mut db = self.store.read().await?;
        for table in dump::TABLES {
            let rows = self.write_rows(&mut db, table, &mut lines).await?;
            backed_up.tables += usize::from(rows > 0);
            backed_up.rows += rows;
        }
        Ok((backed_up, lines.finish()?))
    }

    async fn write_rows<W: Write>(
        &self,
        db: &mut Reading,
        table: &Table,
        lines: &mut Lines<W>,
    ) -> Result<usize> {
        let mut written = 0;
        loop {
            let offset = i64::try_from(written).unwrap_or(i64::MAX);
            let rows = dump::rows(db, table, offset, AT_ONCE).await?;
            if rows.is_empty() {
                return Ok(written);
            }
            written += rows.len();
            for mut row in rows {
                for column in SEALED {
                    if let Some(Value::String(sealed)) = row.get(column) {
                        let opened = self.federation.keys().seal().open(sealed)?;
                        row.insert(column.to_owned(), opened.into());
                    }
                }
                lines.write(&(table.name, row))?;
            }
        }
    }
}

/// Writes one JSON value a line.
struct Lines<W: Write>(GzEncoder<BufWriter<W>>);

impl<W: Write> Lines<W> {
    fn write(&mut self, value: &impl Serialize) -> Result<()> {
        let written = serde_json::to_writer(&mut self.0, value).map_err(std::io::Error::from);
        written.and_then(|()| self.0.write_all(b"\n")).map_err(unwritten)
    }

    fn finish(self) -> Result<W> {
        let buffered = self.0.finish().map_err(unwritten)?;
        buffered.into_inner().map_err(|problem| unwritten(problem.into_error()))
    }
}

fn unwritten(problem: std::io::Error) -> NodeError {
    NodeError::File { path: "the backup".to_owned(), problem }
}
