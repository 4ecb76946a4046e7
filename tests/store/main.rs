//! What the store promises. Each test runs on SQLite in memory, SQLite in a file and `PostgreSQL`.

#[macro_use]
mod support;

mod actors;
mod catalogue;
mod deliveries;
mod dump;
mod engine;
mod follows;
mod peers;
mod received;
mod search;
mod sheets;
mod small;
