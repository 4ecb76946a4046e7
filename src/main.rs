//! The `havre` command.

fn main() {}
