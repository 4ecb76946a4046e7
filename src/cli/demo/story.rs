//! What the demonstration tells while it comes about, each line with the seconds since its start.

use std::fmt::Display;

use crate::{cli::output::say, clock::Clock, domain::Timestamp};

/// Tells what happens, and when.
#[derive(Clone, Debug)]
pub(super) struct Story {
    clock: Clock,
    began: Timestamp,
}

impl Story {
    /// Begins now.
    pub(super) fn begin() -> Self {
        let clock = Clock::system();
        Self { began: clock.now(), clock }
    }

    /// Tells a line.
    pub(super) fn tell(&self, line: impl Display) -> anyhow::Result<()> {
        let tenths = (self.clock.now().0 - self.began.0).max(0) / 100;
        say(format_args!("{:>4}.{} s  {line}", tenths / 10, tenths % 10))
    }
}
