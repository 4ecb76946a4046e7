//! When a request was signed: not long ago, not soon.

use super::BadSignature;

/// How far the clock of a sender may be from ours, in seconds.
const TOLERANCE: u64 = 3_600;

/// Refuses a moment, in seconds since 1970, that is more than an hour from `now`.
pub(super) fn check_near(moment: i64, now: i64) -> Result<(), BadSignature> {
    if moment.abs_diff(now) > TOLERANCE { Err(BadSignature::OutOfTime) } else { Ok(()) }
}

/// Refuses what the signer wanted forgotten by now.
pub(super) fn check_expiry(expires: Option<i64>, now: i64) -> Result<(), BadSignature> {
    if expires.is_some_and(|expires| expires < now) { Err(BadSignature::Expired) } else { Ok(()) }
}
