//! What nodes say to one another: the wire, its guards, and nothing that a reader sees.

pub mod digest;
pub mod signature;
pub mod vocabulary;
