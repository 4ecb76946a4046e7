//! The header that ties a body to its signature: `Digest` (RFC 3230), and `Content-Digest`
//! (RFC 9530) where a sender prefers it.

use aws_lc_rs::digest::{SHA256, digest};
use base64::{Engine, engine::general_purpose::STANDARD};

use super::BadSignature;

/// The value of a `Digest` header.
pub(super) fn of(body: &[u8]) -> String {
    format!("SHA-256={}", STANDARD.encode(digest(&SHA256, body)))
}

/// Checks a `Digest` or `Content-Digest` value: one SHA-256 in it, and that of the body. Other
/// algorithms beside it are not looked at.
pub(super) fn check(header: &str, body: &[u8]) -> Result<(), BadSignature> {
    let mut values = header.split(',').filter_map(|part| {
        let (algorithm, value) = part.trim().split_once('=')?;
        algorithm.eq_ignore_ascii_case("sha-256").then_some(value.trim_matches(':'))
    });
    let value = values.next().ok_or(BadSignature::Malformed("digest"))?;
    if values.next().is_some() {
        return Err(BadSignature::Ambiguous("digest".to_owned()));
    }
    let claimed = STANDARD.decode(value).map_err(|_| BadSignature::Malformed("digest"))?;
    if claimed == digest(&SHA256, body).as_ref() { Ok(()) } else { Err(BadSignature::OtherBody) }
}
