//! Havre: a territory node.
//!
//! A house of floors; a floor may use the floors below it, never one above
//! (`docs/architecture.md`). From the ground up:

pub mod clock;
pub mod config;
pub mod domain;
pub mod store;

pub mod federation;
pub mod node;
pub mod web;

pub mod cli;
