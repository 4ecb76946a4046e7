//! The wire, held against the data of the network, against the fixtures of other servers, and
//! against whatever anyone may invent.

mod data;
mod documents;
mod hostile;
mod law;
mod other_software;
mod wild;
