//! CPU time, as the kernel counts it: unlike a wall clock it does not care who else is busy.

use std::{fs, time::Duration};

/// The kernel counts in hundredths of a second, whatever it ticks in.
const TICKS_PER_SECOND: u64 = 100;

/// Measures what a process uses, all its threads and its time in the kernel together.
pub(crate) struct Meter {
    process: String,
    before: Duration,
}

impl Meter {
    /// Starts to measure a process, named by its id or `self`.
    pub(crate) fn start(process: impl Into<String>) -> Self {
        let process = process.into();
        Self { before: used_by(&process), process }
    }

    /// What was used since.
    pub(crate) fn used(&self) -> Duration {
        used_by(&self.process).checked_sub(self.before).unwrap()
    }
}

/// What one of `times` runs of `work` uses of this process, which must do nothing else meanwhile.
pub(crate) fn of_each(times: usize, mut work: impl FnMut(usize)) -> Duration {
    let meter = Meter::start("self");
    for number in 0..times {
        work(number);
    }
    meter.used() / u32::try_from(times).unwrap()
}

/// What a process has used so far.
fn used_by(process: &str) -> Duration {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
    // The name of the process stands in parentheses and may hold spaces.
    let (_, fields) = stat.rsplit_once(')').unwrap();
    let fields: Vec<&str> = fields.split_whitespace().collect();
    let ticks: u64 = fields[11..13].iter().map(|field| field.parse::<u64>().unwrap()).sum();
    Duration::from_millis(ticks * 1_000 / TICKS_PER_SECOND)
}
