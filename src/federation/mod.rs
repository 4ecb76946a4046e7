//! What nodes say to one another: the wire, its guards, and nothing that a reader sees.

pub mod digest;
pub mod http_client;
mod reach;
#[cfg(test)]
mod scripted_server;
pub mod signature;
pub mod vocabulary;

pub use reach::{Reach, Unreachable};
