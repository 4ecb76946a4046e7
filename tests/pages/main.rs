//! What people and programs read of a node, through its front door: pages, listings, documents.
//! The node holds the data of the network, on SQLite in memory; its clock stands still.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod site;

mod calendar;
mod carry;
mod documents;
mod drafts;
mod errors;
mod finding;
mod formats;
mod history;
mod house;
mod journeys;
mod kept;
mod listings;
mod map;
mod network;
mod nonsense;
mod pages;
mod safety;
