//! What a node does: one verb per function.

pub mod record;
