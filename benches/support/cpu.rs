//! CPU time, as the kernel counts it: unlike a wall clock it does not care who else is busy.

use std::{fs, time::Duration};

/// The kernel counts in hundredths of a second, whatever it ticks in.
const TICKS_PER_SECOND: u64 = 100;

/// What a process has used so far, all its threads and its time in the kernel together. `process`
/// is its id, or `self`.
pub(crate) fn of(process: &str) -> Duration {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
    // The name of the process stands in parentheses and may hold spaces.
    let (_, fields) = stat.rsplit_once(')').unwrap();
    let fields: Vec<&str> = fields.split_whitespace().collect();
    let ticks: u64 = fields[11..13].iter().map(|field| field.parse::<u64>().unwrap()).sum();
    Duration::from_millis(ticks * 1_000 / TICKS_PER_SECOND)
}

/// What one of `times` runs of `work` uses of this process, which must do nothing else meanwhile.
pub(crate) fn of_each(times: usize, mut work: impl FnMut(usize)) -> Duration {
    let before = of("self");
    for number in 0..times {
        work(number);
    }
    (of("self") - before) / u32::try_from(times).unwrap()
}
