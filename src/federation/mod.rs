//! What nodes say to one another: the wire, its guards, and nothing that a reader sees.

pub mod digest;
pub mod fetch;
pub mod http_client;
pub mod keys;
pub mod nodeinfo;
mod reach;
#[cfg(test)]
mod scripted_server;
pub mod signature;
pub mod vocabulary;
pub mod webfinger;

pub use reach::{Reach, Unreachable};
