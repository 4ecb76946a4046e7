//! Bringing a node back from its backup, into an empty database of either engine.

use std::{
    fs::File,
    io::{BufRead, BufReader, Read},
    path::Path,
};

use age::secrecy::SecretString;
use flate2::bufread::GzDecoder;
use serde_json::{Map, Value};

use super::{
    Node, NodeError, Result,
    backup::{FORMAT, Header, SEALED},
};
use crate::store::{
    Writing,
    dump::{self, Table},
};

/// Rows written at a time.
const AT_ONCE: usize = 500;
/// Bytes of the rows that are written at a time, but for the last of them.
const MOST_AT_ONCE: usize = 16 * 1024 * 1024;
/// Longest line that is read, in bytes: what unpacks to more is no row of ours (T27).
const LONGEST_LINE: usize = 8 * 1024 * 1024;
/// The first bytes of a file that age wrote.
const AGE_MAGIC: &[u8] = b"age-encryption.org/";

/// What came back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Restored {
    /// Tables that have rows.
    pub tables: usize,
    /// Rows of all tables.
    pub rows: usize,
}

impl Node {
    /// Brings the node of the backup at `path` back into this empty database: all of it, or, after
    /// an error, nothing.
    pub async fn restore(&self, path: &Path, passphrase: Option<SecretString>) -> Result<Restored> {
        let unreadable = |problem| NodeError::File { path: path.display().to_string(), problem };
        let mut file = BufReader::new(File::open(path).map_err(unreadable)?);
        let encrypted = file.fill_buf().map_err(unreadable)?.starts_with(AGE_MAGIC);
        let plain: Box<dyn Read + Send> = match (encrypted, passphrase) {
            (false, _) => Box::new(file),
            (true, None) => return Err(NodeError::WrongPassphrase),
            (true, Some(passphrase)) => {
                let decryptor = age::Decryptor::new_buffered(file)
                    .map_err(|problem| NodeError::NotABackup(problem.to_string()))?;
                let identity = age::scrypt::Identity::new(passphrase);
                let reader = decryptor
                    .decrypt(std::iter::once(&identity as &dyn age::Identity))
                    .map_err(|_| NodeError::WrongPassphrase)?;
                Box::new(reader)
            }
        };
        self.read_backup(BufReader::new(GzDecoder::new(BufReader::new(plain)))).await
    }

    async fn read_backup(&self, mut lines: impl BufRead + Send) -> Result<Restored> {
        self.check_header(&next_line(&mut lines)?.unwrap_or_default())?;
        let mut db = self.store.write().await?;
        if !dump::is_empty(&mut db).await? {
            return Err(NodeError::NotEmpty);
        }
        let mut restored = Restored::default();
        let mut table: Option<&Table> = None;
        let mut rows = Vec::with_capacity(AT_ONCE);
        let mut size = 0;
        while let Some(line) = next_line(&mut lines)? {
            let (name, row): (String, Map<String, Value>) = parse(&line)?;
            let full = rows.len() == AT_ONCE || size > MOST_AT_ONCE;
            if table.is_none_or(|table| table.name != name) || full {
                restored.rows += self.restore_rows(&mut db, table, &mut rows).await?;
                size = 0;
                restored.tables += usize::from(table.is_none_or(|table| table.name != name));
                table = Some(table_called(&name)?);
            }
            size += line.len();
            rows.push(row);
        }
        restored.rows += self.restore_rows(&mut db, table, &mut rows).await?;
        dump::index_all(&mut db).await?;
        db.commit().await?;
        Ok(restored)
    }

    /// Refuses what is no backup, one of a newer Havre, and one of another node.
    fn check_header(&self, line: &str) -> Result<()> {
        let header: Header = parse(line)?;
        if header.backup_of != "havre" || header.format > FORMAT {
            let Header { backup_of, format, version, .. } = header;
            return Err(NodeError::NotABackup(format!("{backup_of} {version}, format {format}")));
        }
        if header.origin != self.federation.origin() {
            return Err(NodeError::OtherNode(header.origin));
        }
        Ok(())
    }

    async fn restore_rows(
        &self,
        db: &mut Writing,
        table: Option<&Table>,
        rows: &mut Vec<Map<String, Value>>,
    ) -> Result<usize> {
        let Some(table) = table else { return Ok(0) };
        for row in rows.iter_mut() {
            for column in SEALED {
                if let Some(Value::String(key)) = row.get(column) {
                    let sealed = self.federation.keys().seal().seal(key)?;
                    row.insert(column.to_owned(), sealed.into());
                }
            }
        }
        dump::insert(db, table, rows).await?;
        let mut keys: Vec<Map<String, Value>> = rows.iter().filter_map(keys_of_actor).collect();
        if !keys.is_empty() {
            Box::pin(self.restore_rows(db, Some(table_called("key_set")?), &mut keys)).await?;
        }
        let count = rows.len();
        rows.clear();
        Ok(count)
    }
}

/// The next line, without its end; none after the last.
fn next_line(lines: &mut impl BufRead) -> Result<Option<String>> {
    let unreadable = |problem: std::io::Error| NodeError::NotABackup(problem.to_string());
    let mut line = Vec::new();
    let limit = u64::try_from(LONGEST_LINE + 1).unwrap_or(u64::MAX);
    lines.by_ref().take(limit).read_until(b'\n', &mut line).map_err(unreadable)?;
    if line.is_empty() {
        return Ok(None);
    }
    if line.last() == Some(&b'\n') {
        line.pop();
    } else if line.len() > LONGEST_LINE {
        return Err(NodeError::NotABackup(format!("a line has more than {LONGEST_LINE} bytes")));
    }
    let line = String::from_utf8(line);
    line.map(Some).map_err(|problem| NodeError::NotABackup(problem.to_string()))
}

/// The keys of an actor in an older backup, where they stand in the row of the actor.
fn keys_of_actor(row: &Map<String, Value>) -> Option<Map<String, Value>> {
    let key = row.get("sealed_key").filter(|key| key.is_string())?;
    let columns = [("rsa_id", "key_id"), ("actor_id", "id"), ("created_at", "published_at")];
    let rest = columns.map(|(column, former)| (column, row.get(former).unwrap_or(&Value::Null)));
    let columns = [("rsa_sealed", key)].into_iter().chain(rest);
    Some(columns.map(|(column, value)| (column.to_owned(), value.clone())).collect())
}

fn table_called(name: &str) -> Result<&'static Table> {
    let table = dump::TABLES.iter().find(|table| table.name == name);
    table.ok_or_else(|| NodeError::NotABackup(format!("nobody knows the table {name}")))
}

fn parse<T: serde::de::DeserializeOwned>(line: &str) -> Result<T> {
    serde_json::from_str(line).map_err(|problem| NodeError::NotABackup(problem.to_string()))
}
