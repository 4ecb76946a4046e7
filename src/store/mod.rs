//! Everything that touches the database.
//!
//! SQL is written once and runs on both engines; `docs/decisions/0002-two-databases-one-sql-text.md`
//! says why. Functions that read take `&mut Reading`; functions that write take `&mut Writing`.

#[cfg(test)]
mod agreement;
mod columns;
mod counters;
mod engine;
mod error;
mod facet_values;
mod index;
mod listed;
mod query;
mod sheet_row;
mod tokens;
mod wanted;

pub mod activities;
pub mod actor_blocks;
pub mod actors;
pub mod announcements;
pub mod attempts;
pub mod block_lists;
pub mod blocks;
pub mod catalogue;
pub mod decisions;
pub mod deliveries;
pub mod drafts;
pub mod dump;
pub mod figures;
pub mod follow_requests;
pub mod followers;
pub mod followings;
pub mod gone_inboxes;
pub mod house;
pub mod key_sets;
pub mod map;
pub mod moves;
pub mod peers;
pub mod policies;
pub mod proofs;
pub mod received;
pub mod replies;
pub mod reports;
pub mod search;
pub mod settings;
pub mod sheets;
pub mod spaces;
pub mod syncs;
pub mod themes;
pub mod users;
pub mod versions;
pub mod wanted_objects;
pub mod withheld;

pub use engine::{Reading, Store, Writing};
pub use error::{Result, StoreError};
