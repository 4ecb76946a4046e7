//! Our node and servers of other software, each with its own idea of `ActivityPub`, on loopback.
//!
//! Nothing here is a stand-in: Fedify and pubby verify what we sign with their own code, and read
//! what we publish with their own classes. `tests/foreign` installs both.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

/// Runs each of the named tests with both softwares, and our node on both engines.
macro_rules! with_both_softwares_on_both_engines {
    ($($name:ident),* $(,)?) => {
        mod fedify_and_us_on_sqlite { $(run!($name, Fedify, Sqlite);)* }
        mod fedify_and_us_on_postgres { $(run!($name, Fedify, Postgres);)* }
        mod pubby_and_us_on_sqlite { $(run!($name, Pubby, Sqlite);)* }
        mod pubby_and_us_on_postgres { $(run!($name, Pubby, Postgres);)* }
    };
}

macro_rules! run {
    ($name:ident, $software:ident, $engine:ident) => {
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $name() {
            let engine = crate::network::Engine::$engine;
            let network = crate::network::Network::at(havre::clock::Clock::system(), engine);
            super::$name(&network, crate::foreign::Software::$software).await;
        }
    };
}

mod foreign;
#[expect(dead_code, unused_macros, reason = "the tests of tests/federation use the rest")]
#[path = "../federation/network.rs"]
mod network;
mod publishing;
mod reading;
mod signing;
