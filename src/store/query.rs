//! One statement, run on whichever engine the session belongs to.
//!
//! Values and rows must be storable on both engines; the compiler checks it ([`Column`], [`Row`]).

use std::borrow::Cow;

use sqlx::{
    Arguments, Encode, FromRow, Postgres, Sqlite, Transaction, Type,
    error::BoxDynError,
    postgres::{PgArguments, PgRow},
    sqlite::{SqliteArguments, SqliteRow},
};

use super::{Result, engine::Engine};

/// The text of a statement.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sql {
    pub(super) sqlite: &'static str,
    pub(super) postgres: &'static str,
}

/// Declares a statement, and enrols it in the test that prepares every statement on both engines.
///
/// Most statements have one text. A statement that cannot has two: `sql!(sqlite: …, postgres: …)`.
/// A statement over a list takes the list as `$1`, bound with [`Query::bind_list`]; where its text
/// is cut, `list` stands for the table of the list's rows, in which `value ->> 0` is the first item
/// of a row.
macro_rules! sql {
    (sqlite: $sqlite:expr, postgres: $postgres:expr $(,)?) => {{
        const SQL: $crate::store::query::Sql =
            $crate::store::query::Sql { sqlite: $sqlite, postgres: $postgres };
        #[cfg(test)]
        inventory::submit!(SQL);
        SQL
    }};
    ($before:literal, list $(, $after:literal)? $(,)?) => {
        sql!(
            sqlite: concat!($before, " json_each($1) ", $($after)?),
            postgres: concat!($before, " json_array_elements(cast($1 as json)) ", $($after)?),
        )
    };
    ($text:expr $(,)?) => {
        sql!(sqlite: $text, postgres: $text)
    };
}
pub(super) use sql;

/// A value that both engines can store.
pub(super) trait Column<'q>:
    Encode<'q, Sqlite> + Type<Sqlite> + Encode<'q, Postgres> + Type<Postgres>
{
}

impl<'q, T> Column<'q> for T where
    T: Encode<'q, Sqlite> + Type<Sqlite> + Encode<'q, Postgres> + Type<Postgres>
{
}

/// A row that both engines can return.
pub(super) trait Row:
    for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin
{
}

impl<T> Row for T where T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin
{}

/// A statement on its way to the engine.
#[must_use = "a query does nothing until it is fetched or executed"]
pub(super) struct Query<'c> {
    ready: Ready<'c>,
    /// The first value that could not be encoded; told when the query runs.
    problem: Option<BoxDynError>,
}

enum Ready<'c> {
    Sqlite(&'c mut Transaction<'static, Sqlite>, &'static str, SqliteArguments),
    Postgres(&'c mut Transaction<'static, Postgres>, &'static str, PgArguments),
}

impl<'c> Query<'c> {
    pub(super) fn new(engine: &'c mut Engine, sql: Sql) -> Self {
        let ready = match engine {
            Engine::Sqlite(transaction) => {
                Ready::Sqlite(transaction, sql.sqlite, SqliteArguments::default())
            }
            Engine::Postgres(transaction) => {
                Ready::Postgres(transaction, sql.postgres, PgArguments::default())
            }
        };
        Self { ready, problem: None }
    }

    /// Binds the next value.
    pub(super) fn bind<'q>(mut self, value: impl Column<'q>) -> Self {
        let bound = match &mut self.ready {
            Ready::Sqlite(_, _, arguments) => arguments.add(value),
            Ready::Postgres(_, _, arguments) => arguments.add(value),
        };
        self.problem = self.problem.or(bound.err());
        self
    }

    /// Binds a list, each item of which is a row of one or more values.
    pub(super) fn bind_list(self, rows: impl IntoIterator<Item: serde::Serialize>) -> Self {
        let rows: Vec<_> = rows.into_iter().collect();
        match serde_json::to_string(&rows) {
            Ok(json) => self.bind(without_escaped_nul(json)),
            Err(error) => Self { problem: self.problem.or(Some(error.into())), ..self },
        }
    }

    /// Binds the one list or the other, each in the form that its engine's text wants.
    pub(super) fn bind_list_either<S, P>(
        self,
        sqlite: impl FnOnce() -> S,
        postgres: impl FnOnce() -> P,
    ) -> Self
    where
        S: IntoIterator<Item: serde::Serialize>,
        P: IntoIterator<Item: serde::Serialize>,
    {
        match self.ready {
            Ready::Sqlite(..) => self.bind_list(sqlite()),
            Ready::Postgres(..) => self.bind_list(postgres()),
        }
    }

    /// Binds the one value or the other, each in the form that its engine's text wants.
    pub(super) fn bind_either<'q, S: Column<'q>, P: Column<'q>>(
        self,
        sqlite: impl FnOnce() -> S,
        postgres: impl FnOnce() -> P,
    ) -> Self {
        match self.ready {
            Ready::Sqlite(..) => self.bind(sqlite()),
            Ready::Postgres(..) => self.bind(postgres()),
        }
    }

    /// Runs the statement; returns how many rows it touched.
    pub(super) async fn execute(self) -> Result<u64> {
        Ok(match self.ready()? {
            Ready::Sqlite(transaction, sql, arguments) => {
                sqlx::query_with(sql, arguments).execute(&mut **transaction).await?.rows_affected()
            }
            Ready::Postgres(transaction, sql, arguments) => {
                sqlx::query_with(sql, arguments).execute(&mut **transaction).await?.rows_affected()
            }
        })
    }

    /// Returns all rows.
    pub(super) async fn all<R: Row>(self) -> Result<Vec<R>> {
        Ok(match self.ready()? {
            Ready::Sqlite(transaction, sql, arguments) => {
                sqlx::query_as_with(sql, arguments).fetch_all(&mut **transaction).await?
            }
            Ready::Postgres(transaction, sql, arguments) => {
                sqlx::query_as_with(sql, arguments).fetch_all(&mut **transaction).await?
            }
        })
    }

    /// Returns the first row, if any.
    pub(super) async fn optional<R: Row>(self) -> Result<Option<R>> {
        Ok(match self.ready()? {
            Ready::Sqlite(transaction, sql, arguments) => {
                sqlx::query_as_with(sql, arguments).fetch_optional(&mut **transaction).await?
            }
            Ready::Postgres(transaction, sql, arguments) => {
                sqlx::query_as_with(sql, arguments).fetch_optional(&mut **transaction).await?
            }
        })
    }

    /// Returns the row that must be there.
    pub(super) async fn one<R: Row>(self) -> Result<R> {
        self.optional().await?.ok_or_else(|| sqlx::Error::RowNotFound.into())
    }

    fn ready(self) -> Result<Ready<'c>> {
        match self.problem {
            Some(problem) => Err(sqlx::Error::Encode(problem).into()),
            None => Ok(self.ready),
        }
    }
}

/// The text without the one character that `PostgreSQL` keeps in no text; both engines must agree.
pub(super) fn without_nul(text: &str) -> Cow<'_, str> {
    if text.contains('\0') { text.replace('\0', "").into() } else { text.into() }
}

/// The same for JSON, in which that character is written `\u0000`.
fn without_escaped_nul(json: String) -> String {
    if !json.contains("\\u0000") {
        return json;
    }
    let mut kept = String::with_capacity(json.len());
    let mut rest = json.as_str();
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        kept.push_str(before);
        if let Some(after) = escape.strip_prefix("\\u0000") {
            rest = after;
        } else {
            // Two bytes, so that the second of two backslashes starts no escape of its own.
            let (escape, after) = escape.split_at(2);
            kept.push_str(escape);
            rest = after;
        }
    }
    kept + rest
}
