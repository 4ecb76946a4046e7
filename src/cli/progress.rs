//! How far long work has come: a bar on a terminal, log lines elsewhere.

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

use indicatif::{ProgressBar, ProgressStyle};

/// How often the sign of life moves.
const TURN: Duration = Duration::from_millis(120);

/// Shows how far one piece of work has come, until it is dropped.
#[derive(Debug)]
pub(super) struct Progress {
    what: &'static str,
    bar: ProgressBar,
    /// Tenths that the log was told of.
    tenths: AtomicUsize,
}

impl Progress {
    /// Starts to show `what` is done: `importing`.
    pub(super) fn start(what: &'static str) -> Self {
        let bar = ProgressBar::new_spinner().with_message(what);
        if bar.is_hidden() {
            tracing::info!("{what}");
        }
        bar.enable_steady_tick(TURN);
        Self { what, bar, tenths: AtomicUsize::new(0) }
    }

    /// Shows that `done` of `total` are done.
    pub(super) fn show(&self, done: usize, total: usize) {
        if self.bar.is_hidden() {
            let tenths = done * 10 / total.max(1);
            if self.tenths.swap(tenths, Ordering::Relaxed) < tenths {
                tracing::info!("{}: {done} of {total}", self.what);
            }
            return;
        }
        if self.bar.length().is_none() {
            // A template that does not fit leaves the plain bar.
            if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {pos} of {len}") {
                self.bar.set_style(style);
            }
        }
        self.bar.set_length(total as u64);
        self.bar.set_position(done as u64);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
