//! Nodes on loopback that speak with one another: real sockets, real signatures, real databases,
//! and a clock that the test holds.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[macro_use]
mod network;

mod announcing;
mod asking;
mod catching_up;
mod deliveries;
mod examining;
mod following;
mod gone;
mod hostile;
mod keys;
mod moving;
mod proofs;
mod publishing;
mod rotation;
mod rsvp;
mod secure_mode;
mod shown;
mod signing;
mod stranger;
mod switches;
mod trust;
