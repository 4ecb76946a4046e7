//! Two engines behind one door: a [`Store`] opens sessions, and a session runs queries.

use std::{
    ops::{Deref, DerefMut},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use sqlx::{
    PgPool, Postgres, Sqlite, SqlitePool, Transaction,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use super::{
    Result, StoreError, index,
    query::{Query, Sql, sql},
};
use crate::domain::{IdSource, Timestamp};

/// Reading sessions of SQLite that may be open at once; others wait their turn.
const SQLITE_READERS: u32 = 4;
/// Sessions of `PostgreSQL` that may be open at once.
const POSTGRES_SESSIONS: u32 = 10;
/// Page cache of each SQLite connection, in kibibytes (a negative number to the pragma).
const SQLITE_CACHE: &str = "-2048";
/// Prepared statements that each connection keeps.
const STATEMENTS_KEPT: usize = 64;
/// How long a command waits for another process that writes to the same SQLite file.
const BUSY_TIMEOUT: Duration = Duration::from_secs(30);
/// A connection that nobody used for so long is closed, and its memory freed.
const IDLE_TIMEOUT: Duration = Duration::from_mins(1);

/// The database of this node. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    pub(super) pools: Pools,
    ids: Arc<IdSource>,
    commits: Arc<AtomicU64>,
}

#[derive(Clone, Debug)]
pub(super) enum Pools {
    /// The default: one file, one writer, many readers.
    Sqlite {
        readers: SqlitePool,
        /// A pool of one: writers queue here rather than fail with "database is locked".
        writer: SqlitePool,
    },
    /// For larger nodes.
    Postgres(PgPool),
}

impl Store {
    /// Connects to `sqlite:PATH`, `sqlite::memory:` or `postgres://…` and applies pending
    /// migrations; where one emptied the search index, it is made again.
    ///
    /// A database in memory lives in one connection: a session on it waits for the one before.
    pub async fn open(url: &str, ids: IdSource) -> Result<Self> {
        let pools = match url.split(':').next() {
            Some("sqlite") => open_sqlite(url).await?,
            Some("postgres" | "postgresql") => open_postgres(url).await?,
            _ => return Err(StoreError::UnknownEngine(url.to_owned())),
        };
        let store = Self { pools, ids: Arc::new(ids), commits: Arc::default() };
        index::make_if_missing(&store).await?;
        Ok(store)
    }

    /// How often this process has changed something; what was read since the last time still holds, as
    /// far as no other process writes.
    #[must_use]
    pub fn commits(&self) -> u64 {
        self.commits.load(Ordering::Acquire)
    }

    /// A new identifier, for whatever kind of thing.
    #[must_use]
    pub fn new_id(&self, now: Timestamp) -> i64 {
        self.ids.next(now)
    }

    /// Opens a consistent view of the data.
    pub async fn read(&self) -> Result<Reading> {
        Ok(Reading(match &self.pools {
            Pools::Sqlite { readers, .. } => Engine::Sqlite(readers.begin().await?),
            Pools::Postgres(pool) => Engine::Postgres(
                pool.begin_with("begin isolation level repeatable read read only").await?,
            ),
        }))
    }

    /// Opens a transaction; dropped without [`Writing::commit`], it changes nothing.
    pub async fn write(&self) -> Result<Writing> {
        let engine = match &self.pools {
            Pools::Sqlite { writer, .. } => {
                Engine::Sqlite(writer.begin_with("begin immediate").await?)
            }
            Pools::Postgres(pool) => Engine::Postgres(pool.begin().await?),
        };
        Ok(Writing { session: Reading(engine), commits: Arc::clone(&self.commits) })
    }

    /// Whether several processes may serve this database at once; SQLite has one that serves, beside
    /// commands that come and go.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        matches!(self.pools, Pools::Postgres(_))
    }

    /// The engine and its version: `SQLite 3.51.3`.
    pub async fn engine(&self) -> Result<String> {
        let (version,): (String,) = self
            .read()
            .await?
            .query(sql!(
                sqlite: "select 'SQLite ' || sqlite_version()",
                postgres: "select 'PostgreSQL ' || current_setting('server_version')",
            ))
            .one()
            .await?;
        Ok(version)
    }

    /// Bytes that the database takes on its disk.
    pub async fn size(&self) -> Result<i64> {
        let (bytes,): (i64,) = self
            .read()
            .await?
            .query(sql!(
                sqlite: "select page_count * page_size
                         from pragma_page_count(), pragma_page_size()",
                postgres: "select pg_database_size(current_database())",
            ))
            .one()
            .await?;
        Ok(bytes)
    }

    /// Waits for open sessions to end and closes all connections.
    pub async fn close(&self) {
        match &self.pools {
            Pools::Sqlite { readers, writer } => {
                readers.close().await;
                writer.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }
}

async fn open_sqlite(url: &str) -> Result<Pools> {
    let options: SqliteConnectOptions = url.parse()?;
    let options = options
        .create_if_missing(true)
        .foreign_keys(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(BUSY_TIMEOUT)
        .statement_cache_capacity(STATEMENTS_KEPT)
        .pragma("cache_size", SQLITE_CACHE)
        .pragma("temp_store", "memory");
    let writer = SqlitePoolOptions::new()
        .max_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .connect_with(options.clone())
        .await?;
    sqlx::migrate!("migrations/sqlite").run(&writer).await?;
    // A database in memory belongs to its one connection.
    let readers = if url == "sqlite::memory:" {
        writer.clone()
    } else {
        SqlitePoolOptions::new()
            .max_connections(SQLITE_READERS)
            .idle_timeout(IDLE_TIMEOUT)
            .connect_with(options.read_only(true))
            .await?
    };
    Ok(Pools::Sqlite { readers, writer })
}

async fn open_postgres(url: &str) -> Result<Pools> {
    let options: PgConnectOptions = url.parse()?;
    let pool = PgPoolOptions::new()
        .max_connections(POSTGRES_SESSIONS)
        .idle_timeout(IDLE_TIMEOUT)
        .connect_with(options.statement_cache_capacity(STATEMENTS_KEPT))
        .await?;
    sqlx::migrate!("migrations/postgres").run(&pool).await?;
    Ok(Pools::Postgres(pool))
}

#[derive(Debug)]
pub(super) enum Engine {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// A session that may only look. Functions that read take `&mut Reading`.
#[derive(Debug)]
pub struct Reading(pub(super) Engine);

/// A session that may also change things. Functions that write take `&mut Writing`.
#[derive(Debug)]
pub struct Writing {
    pub(super) session: Reading,
    commits: Arc<AtomicU64>,
}

impl Writing {
    /// Makes the changes last.
    pub async fn commit(self) -> Result<()> {
        match self.session.0 {
            Engine::Sqlite(transaction) => transaction.commit().await?,
            Engine::Postgres(transaction) => transaction.commit().await?,
        }
        // After it: who sees the new number sees what was committed.
        self.commits.fetch_add(1, Ordering::Release);
        Ok(())
    }
}

impl Deref for Writing {
    type Target = Reading;

    fn deref(&self) -> &Reading {
        &self.session
    }
}

impl DerefMut for Writing {
    fn deref_mut(&mut self) -> &mut Reading {
        &mut self.session
    }
}

impl Reading {
    /// Starts a query. Bind its values in the order of their numbers, then fetch or execute.
    pub(super) fn query(&mut self, sql: Sql) -> Query<'_> {
        Query::new(&mut self.0, sql)
    }
}
