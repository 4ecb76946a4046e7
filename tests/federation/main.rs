//! Nodes on loopback that speak with one another: real sockets, real signatures, real databases,
//! and a clock that the test holds.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[macro_use]
mod network;

mod announcing;
mod asking;
mod became;
mod block_lists;
mod blocking;
mod catching_up;
mod deliveries;
mod examining;
mod following;
mod gone;
mod hostile;
mod hostile_objects;
mod keys;
mod moving;
mod pasture;
mod profiles;
mod proofs;
mod publishing;
mod replies;
mod reports;
mod rotation;
mod rsvp;
mod secure_mode;
mod shown;
mod signing;
mod software;
mod stranger;
mod switches;
mod trust;
