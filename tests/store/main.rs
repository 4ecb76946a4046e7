//! What the store promises. Each test runs on SQLite in memory, SQLite in a file and `PostgreSQL`.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[macro_use]
mod support;

mod actors;
mod blocks;
mod catalogue;
mod decisions;
mod deliveries;
mod drafts;
mod dump;
mod engine;
mod finding;
mod follows;
mod house;
mod keys;
mod map;
mod moderation;
mod node;
mod peers;
mod proofs;
mod reaching;
mod received;
mod search;
mod sheets;
mod spaces;
mod trust;
mod versions;
mod wanted;
