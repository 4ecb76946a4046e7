//! The header that ties a body to its signature: `Digest` (RFC 3230), and `Content-Digest`
//! (RFC 9530) where a sender prefers it.

use aws_lc_rs::digest::{Algorithm, SHA256, SHA512, digest};
use base64::{Engine, engine::general_purpose::STANDARD};

use super::BadSignature;

/// The value of a `Digest` header.
pub(super) fn of(body: &[u8]) -> String {
    format!("SHA-256={}", STANDARD.encode(digest(&SHA256, body)))
}

/// The value of a `Content-Digest` header.
pub(super) fn content_digest_of(body: &[u8]) -> String {
    format!("sha-256=:{}:", STANDARD.encode(digest(&SHA256, body)))
}

/// Checks a `Digest` or `Content-Digest` value: SHA-256, SHA-512 or both, each once, and all of them
/// that of the body. Other algorithms beside them are not looked at.
pub(super) fn check(header: &str, body: &[u8]) -> Result<(), BadSignature> {
    let mut seen: Vec<&Algorithm> = Vec::with_capacity(2);
    for part in header.split(',') {
        let Some((name, value)) = part.trim().split_once('=') else { continue };
        let algorithm = match name.to_ascii_lowercase().as_str() {
            "sha-256" => &SHA256,
            "sha-512" => &SHA512,
            _ => continue,
        };
        if seen.contains(&algorithm) {
            return Err(BadSignature::Ambiguous("digest".to_owned()));
        }
        seen.push(algorithm);
        let claimed = STANDARD.decode(value.trim_matches(':'));
        let claimed = claimed.map_err(|_| BadSignature::Malformed("digest"))?;
        if claimed != digest(algorithm, body).as_ref() {
            return Err(BadSignature::OtherBody);
        }
    }
    if seen.is_empty() { Err(BadSignature::Malformed("digest")) } else { Ok(()) }
}
