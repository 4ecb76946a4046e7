//! Nodes on loopback that speak with one another: real sockets, real signatures, real databases,
//! and a clock that the test holds.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[macro_use]
mod network;

mod became;
mod block_lists;
mod blocking;
mod catching_up;
mod deliveries;
mod following;
mod hostile;
mod hostile_objects;
mod keys;
mod pasture;
mod profiles;
mod proofs;
mod publishing;
mod replies;
mod reports;
mod rotation;
mod secure_mode;
mod signing;
mod software;
mod stranger;
mod switches;
mod trust;
