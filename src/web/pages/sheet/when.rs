//! When an event takes place: on the clock of its place, and in UTC.

use super::super::{dates, voice::Voice};
use crate::domain::{Dates, Precision, Sheet, Subject, Timestamp};

/// When an event takes place.
pub(super) struct When {
    pub(super) local: String,
    pub(super) zone: String,
    pub(super) datetime: String,
    pub(super) to_the_minute: bool,
    pub(super) starts_at: String,
    pub(super) ends_at: String,
    pub(super) utc_start: String,
    pub(super) utc_end: String,
}

impl When {
    /// The dates of a sheet that is an event.
    pub(super) fn of(voice: Voice<'_>, sheet: &Sheet) -> Option<Self> {
        let Subject::Event(event) = &sheet.content.subject else { return None };
        let dates: &Dates = &event.dates;
        let in_utc = |moment: Timestamp| moment.to_utc().format("%Y-%m-%d %H:%M").to_string();
        Some(Self {
            local: dates::local(voice.words, dates),
            zone: dates::zone(dates),
            datetime: dates.written().0,
            to_the_minute: dates.precision() == Precision::Time,
            starts_at: dates.starts_at().to_string(),
            ends_at: dates.ends_at().to_string(),
            utc_start: in_utc(dates.starts_at()),
            utc_end: in_utc(dates.ends_at()),
        })
    }
}
