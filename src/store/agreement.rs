//! Checks that both engines agree with every statement, and with one another.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::{Executor, SqlSafeStr};

use super::{
    dump::TABLES,
    engine::{Engine, Pools, Store},
    query::Sql,
};
use crate::domain::IdSource;

inventory::collect!(Sql);

/// Tables that no backup holds: what sqlx notes of migrations, the search index, and the attempts of
/// the last days.
const NOT_KEPT: [&str; 5] =
    ["_sqlx_migrations", "delivery_attempt", "facet_value", "listing", "sheet_search"];

async fn sqlite() -> Store {
    Store::open("sqlite::memory:", IdSource::new(0)).await.unwrap()
}

/// A store in a schema of its own.
async fn postgres(schema: &str) -> Store {
    #[expect(clippy::disallowed_methods, reason = "a test is told where its server is")]
    let url = std::env::var("HAVRE_TEST_POSTGRES")
        .expect("tests need PostgreSQL: export HAVRE_TEST_POSTGRES=$(tests/postgres start)");
    let pool = sqlx::PgPool::connect(&url).await.unwrap();
    let reset = format!("drop schema if exists {schema} cascade; create schema {schema}");
    sqlx::raw_sql(sqlx::AssertSqlSafe(reset)).execute(&pool).await.unwrap();
    let url = format!("{url}?options[search_path]={schema}");
    Store::open(&url, IdSource::new(0)).await.unwrap()
}

/// Catches a typing error in any statement, on either engine, whether or not a test runs it.
#[tokio::test]
async fn every_statement_prepares_on_both_engines() {
    let stores = [sqlite().await, postgres("agreement_statements").await];
    let mut count = 0;
    for sql in inventory::iter::<Sql> {
        count += 1;
        for store in &stores {
            let prepared = match store.write().await.unwrap().session.0 {
                Engine::Sqlite(mut tx) => (*tx).prepare(sql.sqlite.into_sql_str()).await.map(drop),
                Engine::Postgres(mut tx) => {
                    (*tx).prepare(sql.postgres.into_sql_str()).await.map(drop)
                }
            };
            prepared.unwrap_or_else(|error| panic!("{error}\n\nin {sql:#?}"));
        }
    }
    assert!(count > 100, "the statements should have enrolled themselves: {count}");
}

/// A table or column that exists on one engine only would surface as a bug on the other; one that
/// the backup does not know would be lost.
#[tokio::test]
async fn both_schemas_and_the_backup_have_the_same_tables_and_columns() {
    let sqlite = columns_of_sqlite(&sqlite().await).await;
    let postgres = columns_of_postgres(&postgres("agreement_schemas").await).await;
    let backup: BTreeMap<String, BTreeSet<String>> = TABLES
        .iter()
        .map(|table| {
            let columns = table.columns.iter().map(|&column| column.to_owned()).collect();
            (table.name.to_owned(), columns)
        })
        .collect();
    assert_eq!(sqlite, postgres);
    assert_eq!(sqlite, backup);
}

async fn columns_of_sqlite(store: &Store) -> BTreeMap<String, BTreeSet<String>> {
    let Pools::Sqlite { writer, .. } = &store.pools else { unreachable!() };
    let columns: Vec<(String, String)> = sqlx::query_as(
        "select tables.name, columns.name
         from pragma_table_list tables, pragma_table_info(tables.name) columns
         where tables.type = 'table' and tables.schema = 'main' and tables.name not like 'sqlite_%'",
    )
    .fetch_all(writer)
    .await
    .unwrap();
    by_table(columns)
}

async fn columns_of_postgres(store: &Store) -> BTreeMap<String, BTreeSet<String>> {
    let Pools::Postgres(pool) = &store.pools else { unreachable!() };
    let columns: Vec<(String, String)> = sqlx::query_as(
        "select cast(table_name as text), cast(column_name as text)
         from information_schema.columns
         where table_schema = current_schema()",
    )
    .fetch_all(pool)
    .await
    .unwrap();
    by_table(columns)
}

fn by_table(columns: Vec<(String, String)>) -> BTreeMap<String, BTreeSet<String>> {
    let mut tables: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (table, column) in columns {
        if !NOT_KEPT.contains(&table.as_str()) {
            tables.entry(table).or_default().insert(column);
        }
    }
    tables
}
