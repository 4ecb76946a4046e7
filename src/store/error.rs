//! What can go wrong below the domain, in words that say what to do.

use sqlx::{error::DatabaseError, migrate::MigrateError};

/// What can go wrong below the domain.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The address names neither engine.
    #[error("\"{0}\" names no database: it starts with sqlite: or postgres:")]
    UnknownEngine(String),
    /// A later version of Havre has changed the tables.
    #[error(
        "the database belongs to a newer Havre (its migration {migration} is unknown here): \
         start that version, or restore a backup made by this one"
    )]
    Newer {
        /// Number of the first migration that this version does not know.
        migration: i64,
    },
    /// No room for another row.
    #[error("the disk of the database is full: make room, then start again; nothing is lost")]
    DiskFull(#[source] sqlx::Error),
    /// The engine may not write where the data is.
    #[error("the database is read-only: check who owns its file and folder")]
    ReadOnly(#[source] sqlx::Error),
    /// The schema could not be brought up to date.
    #[error("the tables could not be brought up to date")]
    Migration(#[source] MigrateError),
    /// The engine refused.
    #[error("the database refused")]
    Database(#[source] sqlx::Error),
}

/// A result of this floor.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;

impl StoreError {
    /// Whether a row with the same name, handle or address is already there.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        match self {
            Self::Database(sqlx::Error::Database(error)) => error.is_unique_violation(),
            _ => false,
        }
    }

    /// Whether the values themselves were refused: the same would be refused tomorrow. Any other
    /// failure, a deadlock or a lost connection, may pass.
    #[must_use]
    pub fn is_lasting(&self) -> bool {
        let Self::Database(sqlx::Error::Database(error)) = self else { return false };
        let Some(code) = error.code() else { return false };
        if error.try_downcast_ref::<sqlx::sqlite::SqliteError>().is_some() {
            // Too big, a constraint, another type (https://sqlite.org/rescode.html).
            return code.parse::<i32>().is_ok_and(|code| matches!(code & 0xff, 18..=20));
        }
        // Classes of the standard: data exception, integrity constraint violation, syntax error.
        ["22", "23", "42"].iter().any(|class| code.starts_with(class))
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match error.as_database_error().and_then(obstacle) {
            Some(Obstacle::Full) => Self::DiskFull(error),
            Some(Obstacle::ReadOnly) => Self::ReadOnly(error),
            None => Self::Database(error),
        }
    }
}

impl From<MigrateError> for StoreError {
    fn from(error: MigrateError) -> Self {
        match error {
            MigrateError::VersionMissing(migration) => Self::Newer { migration },
            MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => error.into(),
            error => Self::Migration(error),
        }
    }
}

/// What keeps an engine from writing, whatever the statement.
enum Obstacle {
    Full,
    ReadOnly,
}

/// Reads the code of the engine: five characters are a `PostgreSQL` class and condition, digits an
/// extended result code of SQLite whose low byte is the plain one.
fn obstacle(error: &dyn DatabaseError) -> Option<Obstacle> {
    let code = error.code()?;
    match &*code {
        "53100" => return Some(Obstacle::Full),
        "25006" => return Some(Obstacle::ReadOnly),
        _ => {}
    }
    error.try_downcast_ref::<sqlx::sqlite::SqliteError>()?;
    match code.parse::<i32>().ok()? & 0xff {
        8 => Some(Obstacle::ReadOnly),
        13 => Some(Obstacle::Full),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::IdSource,
        store::{Store, engine::Pools, settings},
    };

    #[tokio::test]
    async fn a_full_disk_is_told_as_such_and_what_was_there_stays() {
        let store = Store::open("sqlite::memory:", IdSource::new(0)).await.unwrap();
        let mut db = store.write().await.unwrap();
        settings::set(&mut db, "color", "red").await.unwrap();
        db.commit().await.unwrap();

        // SQLite answers a limit on its pages as it answers a full disk.
        let Pools::Sqlite { writer, .. } = &store.pools else { unreachable!() };
        sqlx::query("pragma max_page_count = 1").execute(writer).await.unwrap();
        let mut db = store.write().await.unwrap();
        let error = settings::set(&mut db, "essay", &"x".repeat(100_000)).await.unwrap_err();
        assert!(matches!(error, StoreError::DiskFull(_)), "{error:?}");
        assert!(error.to_string().contains("make room"), "{error}");
        assert!(!error.is_lasting(), "room can be made");
        drop(db);
        let color = settings::get(&mut store.read().await.unwrap(), "color").await.unwrap();
        assert_eq!(color.as_deref(), Some("red"));
    }

    #[tokio::test]
    async fn what_breaks_a_constraint_is_refused_for_good() {
        let store = Store::open("sqlite::memory:", IdSource::new(0)).await.unwrap();
        let Pools::Sqlite { writer, .. } = &store.pools else { unreachable!() };
        let insert = "insert into setting (name, value) values ('color', null)";
        let error = StoreError::from(sqlx::query(insert).execute(writer).await.unwrap_err());
        assert!(error.is_lasting(), "{error:?}");
    }
}
