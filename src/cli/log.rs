//! What the program tells its operator while it runs: on stderr, for people or for machines.

use std::io::{self, IsTerminal};

use tracing::Level;
use tracing_subscriber::{filter::Targets, fmt, layer::SubscriberExt, util::SubscriberInitExt};

use crate::config::{Log, LogFormat};

/// Starts to write log lines as `log` asks; libraries are heard from `warn` on only, or their
/// words would cover ours.
pub(super) fn start(log: Log) {
    let filter = Targets::new()
        .with_default(log.level.min(Level::WARN))
        .with_target(env!("CARGO_PKG_NAME"), log.level);
    let registry = tracing_subscriber::registry().with(filter);
    let lines = fmt::layer().with_writer(io::stderr).with_ansi(io::stderr().is_terminal());
    let started = match log.format {
        LogFormat::Text => registry.with(lines.with_target(false)).try_init(),
        LogFormat::Json => registry.with(lines.json()).try_init(),
    };
    if let Err(problem) = started {
        eprintln!("havre: the log is not written: {problem}");
    }
}
