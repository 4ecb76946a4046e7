//! The program as people run it: its words, its exit codes, and what it leaves behind.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod demo;
mod drafts;
mod ground;
mod help;
mod house;
mod keeping;
mod mistakes;
mod moderation;
mod people;
mod program;
mod proofs;
mod serving;
mod sheets;
mod trust;
mod web_request;
