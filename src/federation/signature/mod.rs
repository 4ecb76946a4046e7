//! Who sent a request, proved: HTTP signatures.
//!
//! draft-cavage is what every server of 2026 verifies (`PROTOCOL.md` 2.2), RFC 9421 what they move
//! to (2.3). Either way fills a [`SignedRequest`].

mod cavage;

mod components;
mod der;
mod digest_header;
mod header;
mod key;
mod moments;
mod parameters;
mod request;
mod rfc9421;

pub use key::{Algorithm, BadKey, SigningKey, VerifyingKey};
pub use request::{Arrived, SignedRequest};
pub use rfc9421::accept_signature;

use crate::domain::{Iri, Timestamp};

/// A way to sign requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// draft-cavage-http-signatures-12.
    Cavage,
    /// RFC 9421.
    Rfc9421,
}

/// The headers that sign a request to `address` with a key whose address is `key_id`.
pub fn sign(
    scheme: Scheme,
    (key_id, key): (&str, &SigningKey),
    method: &str,
    address: &Iri,
    body: Option<&[u8]>,
    now: Timestamp,
) -> Result<Vec<(&'static str, String)>, BadKey> {
    match scheme {
        Scheme::Cavage => cavage::sign(key, key_id, method, address, body, now),
        Scheme::Rfc9421 => rfc9421::sign(key, key_id, method, address, body, now),
    }
}

/// Why a request is not taken to come from whom it says.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadSignature {
    /// There is none.
    #[error("the request is not signed")]
    Missing,
    /// Something stands there twice, so that two readers could read two things.
    #[error("the request has more than one {0}")]
    Ambiguous(String),
    /// A header that is longer than any honest one.
    #[error("the signature header is longer than {0} bytes")]
    TooLong(usize),
    /// Something that cannot be read.
    #[error("the {0} cannot be read")]
    Malformed(&'static str),
    /// A way of signing that we do not know.
    #[error("signatures of the kind {0} are not supported")]
    Unsupported(String),
    /// Something that must be signed and is not, or is signed and not there.
    #[error("the signature does not cover {0}")]
    Uncovered(String),
    /// It was meant for another host.
    #[error("the request was signed for another host")]
    OtherHost,
    /// It is too old, or comes from the future.
    #[error("the request is dated more than an hour from now")]
    OutOfTime,
    /// The signer wanted it forgotten by now.
    #[error("the signature has expired")]
    Expired,
    /// The body is not the one that was signed.
    #[error("the body is not the one that was signed")]
    OtherBody,
    /// The key is of another kind than the request says.
    #[error("the key does not sign with the algorithm that the request names")]
    OtherAlgorithm,
    /// The key did not make the signature.
    #[error("the signature is not of this key")]
    OtherKey,
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_rfc9421;
